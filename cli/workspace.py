"""A folder with its settings, and the use cases that commands, desk and batch share.

The settings are read once, here, from `duizhao.toml`; below this floor they arrive as arguments.
"""

import os
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from corpora.errors import NoWorkspace, Unwritable, WrongFormat, WrongSetting
from corpora.files import make_folder, read_text, write_text
from corpora.language import Tag, canonical

if TYPE_CHECKING:
    from corpora.article import Article
    from corpora.bitext import Bitext
    from corpora.encoder import Encoder
    from corpora.readers.explanation import Reason
    from corpora.readers.folder import OnSkip
    from styles.house import House
    from styles.ignoring import Ignore
    from tm.draft import Draft
    from tm.finding import Finding
    from tm.glossary import Glossary
    from tm.memory import Memory

# More threads than this hardly help to encode a story.
MOST_WORKERS = 4
SETTINGS_FILE = "duizhao.toml"
HOUSE_FOLDER = "house"
GLOSSARY_HEADER = "{source},{target},{target}:short,{target}:forbidden,type,note\n"


@dataclass(frozen=True, slots=True)
class Settings:
    """What `duizhao.toml` says. Unknown keys in it are errors.

    Args:
        source_language, target_language: BCP-47 tags of the stories and their versions.
        memory, glossary: files, relative to the workspace.
        house: the house style that checks follow, or several with commas between; the workspace's folder `house` adds
            to it.
        time_zone: offset of times on pages that name none, as `+08:00`.
        minimum: the lowest score of a match that is shown, 0 to 100.
        editor: who answers for units that are added; empty for nobody in particular.
        encoder: what aligns and pairs sentences by meaning, as `corpora.encoder.load_encoder` names it; a folder may
            be relative to the workspace.
        cache: the most, in MB, that is kept of what an encoder made of sentences, in a file beside the memory;
            0 for no cache.
    """

    source_language: str = "zh-CN"
    target_language: str = "en"
    memory: str = "memory.db"
    glossary: str = "glossary.csv"
    house: str = "news-en"
    time_zone: str = "+08:00"
    minimum: int = 70
    editor: str = ""
    encoder: str = "embedded"
    cache: int = 500

    def __post_init__(self) -> None:
        object.__setattr__(self, "source_language", canonical(self.source_language))
        object.__setattr__(self, "target_language", canonical(self.target_language))
        if not 0 <= self.minimum <= 100:
            raise WrongSetting(f"minimum is {self.minimum}", "Choose a score from 0 to 100")
        if self.cache < 0:
            raise WrongSetting(f"cache is {self.cache}", "Choose how many MB it may hold, or 0 for none")


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder of stories, their memory and glossary.

    Args:
        folder: where it is; None where a command runs without one.
        settings: what its file says, or the defaults.
        ignores: findings that its file lets stand (`[[check.ignore]]`).
    """

    folder: Path | None
    settings: Settings = Settings()
    ignores: "tuple[Ignore, ...]" = ()

    def place(self, name: str) -> Path:
        """A file of the workspace.

        Raises:
            NoWorkspace: there is none, and the name stands alone.
        """
        if self.folder is None:
            raise NoWorkspace(
                f"there is no workspace here, and so no {Path(name).name}",
                "Make one with `duizhao init`, or name the file itself (--memory, --glossary)",
            )
        return self.folder / name

    def name_of(self, file: str) -> str:
        """What a story is known by in the memory: its place in the workspace, or its whole path outside one."""
        path = Path(file).resolve()
        if self.folder is not None and path.is_relative_to(self.folder.resolve()):
            return path.relative_to(self.folder.resolve()).as_posix()
        return path.as_posix()

    def read(self, file: str, *, language: str | None = None) -> "Article":
        """The article in a file, under the name that the memory knows it by."""
        from corpora.readers import read

        article = read(file, language=language, timezone=self.settings.time_zone)
        return article if file == "-" else article.named(self.name_of(file))

    def read_folder(
        self, path: str, *, language: str | None = None, on_skip: "OnSkip | None" = None
    ) -> "Iterator[Article]":
        """Every story in a folder, a zip archive or a book."""
        from corpora.readers.folder import read_folder

        yield from read_folder(path, language=language, timezone=self.settings.time_zone, on_skip=on_skip)

    def explain(self, file: str, *, language: str | None = None) -> "list[Reason]":
        """Which rule found each part of the story in a file."""
        from corpora.readers.explanation import explain

        return explain(file, language=language, timezone=self.settings.time_zone)

    def align(self, source: str, target: str, *, languages: "tuple[str | None, str | None]" = (None, None)) -> "Bitext":
        """Two files read and set side by side, with the glossary's terms as evidence."""
        from corpora.alignment import align

        story, version = self.read(source, language=languages[0]), self.read(target, language=languages[1])
        lexicon = self.glossary().lexicon(story.language, version.language)
        with self.open_encoder() as encoder:
            return align(story, version, lexicon=lexicon if lexicon else None, encoder=encoder)

    @contextmanager
    def open_encoder(self, name: str | None = None) -> "Iterator[Encoder]":
        """The encoder that was named, or the one of the settings; in a workspace, with its cache.

        Raises:
            WrongSetting, Missing, WrongFormat: as `corpora.encoder.load_encoder` raises them.
        """
        from corpora.encoder import CachedEncoder, load_encoder, open_vector_cache

        wanted = name or self.settings.encoder
        if name is None and self.folder is not None and (self.folder / wanted).is_dir():
            wanted = str(self.folder / wanted)
        encoder = load_encoder(wanted, workers=min(MOST_WORKERS, os.cpu_count() or 1))
        if self.folder is None or not self.settings.cache:
            yield encoder
            return
        file = self.place(f"{self.settings.memory}.cache")
        with open_vector_cache(file, limit=self.settings.cache * 1024 * 1024) as cache:
            yield CachedEncoder(encoder, cache)

    @contextmanager
    def open_memory(self, file: str | None = None, *, to: Literal["read", "write"] = "read") -> "Iterator[Memory]":
        """The memory: the file named, or the workspace's own.

        Args:
            to: whether it is written to; a file that was named is made then, where it is not there yet.
        """
        from tm.memory import open_memory

        path = file or self.place(self.settings.memory)
        with open_memory(path, create=to == "write" and file is not None, read_only=to == "read") as memory:
            yield memory

    def glossary(self, file: str | None = None) -> "Glossary":
        """The glossary: the file named, or the workspace's own; an empty one where it has none."""
        from tm.glossary import Glossary

        if file is None:
            if self.folder is None or not self.place(self.settings.glossary).exists():
                return Glossary()
            file = str(self.place(self.settings.glossary))
        from tm.formats.termlist import load_glossary

        return load_glossary(file, languages=(self.settings.source_language, self.settings.target_language))

    def house(self) -> "House":
        """The style of the settings, with what the workspace's own folder says; raises as `load_house` does."""
        from styles.house import load_house

        return load_house(self.settings.house, folder=None if self.folder is None else self.folder / HOUSE_FOLDER)

    def check(
        self, bitext: "Bitext", *, glossary: "Glossary | None" = None, house: "House | None" = None
    ) -> "list[Finding]":
        """Findings for a pair under the workspace's glossary and house style."""
        from styles.checks import check

        terms = self.glossary() if glossary is None else glossary
        return check(bitext, glossary=terms, house=self.house() if house is None else house)

    def draft(self, story: "Article", *, memory_file: str | None = None, glossary_file: str | None = None) -> "Draft":
        """A new version of a story from memory and glossary."""
        from styles.drafting import draft

        with self.open_memory(memory_file) as memory:
            return draft(
                story,
                target_language=self.settings.target_language,
                memory=memory,
                glossary=self.glossary(glossary_file),
                house=self.house(),
                minimum=self.settings.minimum,
            )

    def read_draft(self, file: str) -> "Draft":
        """A draft that people worked on, with what the checks say of it as it is now."""
        from corpora.files import read_bytes
        from styles.drafting.document import verify
        from tm.formats.xliff import read_xliff

        draft = read_xliff(read_bytes(file), file=file)
        return verify(draft, glossary=self.glossary(), house=self.house())


def now() -> str:
    """This moment, as stamps in the memory are written."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def open_workspace(folder: str | None = None) -> Workspace:
    """The workspace in a folder, or the nearest one above the current folder, or none.

    Raises:
        NoWorkspace: the folder that was named holds none.
        WrongSetting: its file has an unknown key or a wrong value.
    """
    if folder is not None:
        if not Path(folder, SETTINGS_FILE).is_file():
            raise NoWorkspace(f"there is no workspace in {folder}", f"Make one with `duizhao init {folder}`")
        return _load_workspace(Path(folder))
    here = Path.cwd()
    for above in (here, *here.parents):
        if (above / SETTINGS_FILE).is_file():
            return _load_workspace(above)
    return Workspace(None)


def _load_workspace(folder: Path) -> Workspace:
    file = folder / SETTINGS_FILE
    try:
        table = tomllib.loads(read_text(file))
    except tomllib.TOMLDecodeError as error:
        raise WrongFormat(f"broken TOML ({error})", "Mend the line, or make the file anew", file=file) from None
    check = table.pop("check", {})
    if not isinstance(check, dict) or set(check) - {"ignore"}:
        raise WrongSetting("[check] holds more than its exceptions", "Write [[check.ignore]] entries", file=file)
    if not check:
        return Workspace(folder, read_settings(table, file=file))
    from styles.ignoring import read_ignores

    return Workspace(folder, read_settings(table, file=file), tuple(read_ignores(check["ignore"], file=file)))


def read_settings(table: dict[str, object], *, file: Path) -> Settings:
    """The settings in a table; raises as `open_workspace` does."""
    known = {field.name: field.type for field in fields(Settings)}
    for key, value in table.items():
        if key not in known:
            raise WrongSetting(f"unknown key {key!r}", f"Known keys are {', '.join(known)}", file=file)
        if not isinstance(value, known[key]) or isinstance(value, bool):  # type: ignore[arg-type]
            raise WrongSetting(f"{key} is {value!r}", f"Give a value such as {getattr(Settings(), key)!r}", file=file)
    try:
        return replace(Settings(), **table)  # type: ignore[arg-type]
    except (WrongSetting, ValueError) as error:
        raise WrongSetting(str(error).rstrip("."), file=file) from None


def make_workspace(folder: str, *, source_language: str, target_language: str) -> Workspace:
    """A new workspace; a folder that is one already is left as it is.

    Raises:
        Unwritable: the folder holds a workspace, or cannot be written.
    """
    from tm.memory import open_memory

    root = Path(folder)
    house = "news-zh" if Tag.parse(target_language).language == "zh" else "news-en"
    settings = Settings(source_language=source_language, target_language=target_language, house=house)
    if (root / SETTINGS_FILE).exists():
        raise Unwritable("there is a workspace already", "Use it, or choose another folder", file=folder)
    make_folder(root)
    for name in ("articles", HOUSE_FOLDER):
        make_folder(root / name)
    workspace = Workspace(root, settings)
    if not (root / settings.glossary).exists():
        header = GLOSSARY_HEADER.format(source=settings.source_language, target=settings.target_language)
        write_text(root / settings.glossary, header)
    with open_memory(root / settings.memory, create=True):
        pass
    write_text(
        root / SETTINGS_FILE,
        f'source_language = "{settings.source_language}"\ntarget_language = "{settings.target_language}"\n'
        f'house = "{settings.house}"\nminimum = {settings.minimum}\n',
    )
    return workspace
