"""What a file is a version of: a story named or known, both sides in one file, the memory, or nothing at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from cli.correction import Languages, align_around, find_standing
from cli.output import say
from cli.pairs import read_pairs
from corpora.errors import DuizhaoError, NothingFound, WrongLanguage, WrongSetting
from corpora.files import decode, read_bytes

if TYPE_CHECKING:
    from cli.workspace import Workspace
    from corpora.article import Article
    from corpora.bitext import Bitext
    from styles.manuscript import Manuscript, Placed
    from tm.draft import Draft
    from tm.unit import TranslationUnit

# What is a file of text, whose sentences have lines; others are archives.
_ARCHIVES = (".docx", ".docm", ".dotx", ".epub", ".zip", ".xlsx")
_PAIRS_FILE = "pairs.jsonl"


@dataclass(frozen=True, slots=True)
class Version:
    """A version, with what it is checked against.

    Args:
        file: as it was named.
        bitext: its sentences beside those of its story; without a story its own alone.
        manuscript: the file's text, where it is text.
        placed: the sentences in it.
        source: the story's file; empty where there is none.
        bilingual: whether the file holds both sides.
    """

    file: str
    bitext: "Bitext"
    manuscript: "Manuscript | None" = None
    placed: "Placed | None" = None
    source: str = ""
    bilingual: bool = False

    @property
    def alone(self) -> bool:
        """Whether its source is not known."""
        return not self.bitext.source


def open_version(
    place: "Workspace",
    file: str,
    *,
    against: str | None = None,
    languages: Languages = (None, None),
    data: bytes | None = None,
) -> Version:
    """A file with its source: the one that is named, its own, or the one that the workspace knows.

    Args:
        data: what the file is to hold; what it holds where it is None.

    Raises:
        DuizhaoError: as the readers raise it; both sides are in one language.
    """
    from styles.manuscript import Manuscript, Placed, form_of

    data = read_bytes(file) if data is None else data
    text = "" if _is_archive(file, data) else decode(data, file=file)[0]
    manuscript = Manuscript(text, form_of(file, text)) if text else None
    bilingual = None if against else read_bilingual(place, file, data, text, languages)
    source = "" if bilingual else against or find_source(place, file) or ""
    if bilingual is not None:
        bitext = bilingual
    else:
        version = read_version(place, file, data, text, languages[1])
        bitext = _beside(place, source, version, languages) if source else _alone(place, version, languages)
    placed = Placed(manuscript, bitext, bilingual=bilingual is not None) if manuscript else None
    return Version(file, bitext, manuscript, placed, source, bilingual is not None)


def _is_archive(file: str, data: bytes) -> bool:
    return PurePath(file).suffix.lower() in _ARCHIVES or data.startswith(b"PK\x03\x04")


def read_version(place: "Workspace", file: str, data: bytes, text: str, language: str | None) -> "Article":
    """The story in a file, under the name that the memory knows it by, without its marks for the checks."""
    from corpora.readers import read_data
    from styles.ignoring import without_marks
    from styles.manuscript import form_of

    if text and form_of(file, text) == "plain" and (bare := without_marks(text)) != text:
        data = bare.encode()
    article = read_data(data, file=file, language=language, timezone=place.settings.time_zone)
    return article if file == "-" else article.named(place.name_of(file))


def _beside(place: "Workspace", source: str, version: "Article", languages: Languages) -> "Bitext":
    story = place.read(source, language=languages[0])
    if story.language == version.language:
        cause = f"both articles are in {story.language}"
        raise WrongLanguage(cause, "Give a story and its version", file=version.name)
    with place.open_encoder() as encoder:
        beads = find_standing(place, story, version).beads
        return align_around(place, story, version, beads, encoder=encoder)


def _alone(place: "Workspace", version: "Article", languages: Languages) -> "Bitext":
    """A version without its source: its sentences, each a bead."""
    from corpora.bitext import Bead, Bitext
    from corpora.language import answers
    from corpora.segmentation import segment

    segments = tuple(segment(version))
    if not segments:
        raise NothingFound("there is no sentence in it", "Give a file with a story in it", file=version.name)
    ours = languages[0] or place.settings.source_language
    if answers(ours, version.language):
        ours = place.settings.target_language
    beads = tuple(Bead((), (i,)) for i in range(len(segments)))
    return Bitext(ours, version.language, (), segments, beads, target_article=version)


def read_bilingual(place: "Workspace", file: str, data: bytes, text: str, languages: Languages) -> "Bitext | None":
    """Both sides of a bilingual file, by the registry of formats; None where its suffix is that of no such file.

    Raises:
        DuizhaoError: as the readers raise it.
    """
    from styles.ignoring import without_marks
    from tm.formats import FORMATS
    from tm.formats.tsv import read_tsv

    source, target = languages[0] or place.settings.source_language, languages[1] or place.settings.target_language
    suffix = PurePath(file).suffix.lower()
    if suffix == ".tsv":
        # Marks leave an empty line, so that errors name the right one.
        kept = "\n".join(line if without_marks(line) == line else "" for line in text.split("\n"))
        return read_tsv(kept, source_language=source, target_language=target, file=file)
    form = next((each for each in FORMATS if suffix in each.suffixes and each.content in ("draft", "units")), None)
    if form is None:
        return None
    read = form.reader()
    if form.content == "draft":
        return draft_bitext(read(data, file=file))

    def skip(line: int, reason: str) -> None:
        say(f"duizhao: {file}:{line}: {reason}. The unit is left out.")

    return units_bitext(read(file, data=data, on_skip=skip), source, target, file=file)


def draft_bitext(draft: "Draft") -> "Bitext":
    """A draft as a pair: what is not translated yet has no counterpart."""
    from corpora.article import Segment
    from corpora.bitext import Bead, Bitext

    targets: list[Segment] = []
    beads = []
    for each in draft.beads:
        ids: tuple[int, ...] = ()
        if each.target.strip():
            ids = (len(targets),)
            targets.append(Segment(each.target))
        if each.source or ids:
            beads.append(Bead(each.source, ids))
    return Bitext(draft.source_language, draft.target_language, draft.segments, tuple(targets), tuple(beads))


def units_bitext(units: "Iterator[TranslationUnit]", source: str, target: str, *, file: str) -> "Bitext":
    """Units as a pair, a bead a unit; those that have not both languages are left out.

    Raises:
        NothingFound: none has both.
    """
    from corpora.article import Segment
    from corpora.bitext import Bead, Bitext

    sides: tuple[list[Segment], list[Segment]] = ([], [])
    for unit in units:
        found = unit.find(source), unit.find(target)
        if found[0] and found[1]:
            sides[0].append(Segment(found[0].text))
            sides[1].append(Segment(found[1].text))
    if not sides[0]:
        remedy = "Name its languages with --source-lang and --target-lang"
        raise NothingFound(f"no unit is in {source} and {target}", remedy, file=file)
    beads = tuple(Bead((i,), (i,)) for i in range(len(sides[0])))
    return Bitext(source, target, tuple(sides[0]), tuple(sides[1]), beads)


def find_source(place: "Workspace", file: str) -> str | None:
    """The story that a file is a version of, where the workspace knows: by its memory, its pairs, or their names."""
    wanted = place.name_of(file)
    for source, target in known_pairs(place):
        if place.name_of(target) == wanted and Path(source).is_file():
            return source
    return _named_alike(place, file) if place.folder is not None else None


def known_pairs(place: "Workspace") -> Iterator[tuple[str, str]]:
    """The files of a story and its version: those that were paired last, then those that the memory was made from."""
    if place.folder is None:
        return
    for folder in (Path(), place.folder, place.folder / "articles"):
        if (folder / _PAIRS_FILE).is_file():
            for line in read_pairs(str(folder / _PAIRS_FILE), on_skip=lambda error: None):
                yield from (
                    (str(base / line.source), str(base / line.target))
                    for base in (Path(), place.folder)
                    if (base / line.target).is_file()
                )
    memory = place.folder / place.settings.memory
    if memory.is_file() and memory.stat().st_size:
        with place.open_memory() as store:
            for story in store.articles():
                yield (
                    _from_here(place.folder / story.pair.source_article),
                    _from_here(place.folder / story.pair.target_article),
                )


def _from_here(path: Path) -> str:
    """A file as it is called from the folder that we are in, where it stands within that."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def _named_alike(place: "Workspace", file: str) -> str | None:
    """`park.zh.html` for `park.en.html`: the one other file of that name in another language."""
    path = Path(file)
    stem, _, tag = path.stem.rpartition(".")
    target, source = (tag_.split("-")[0] for tag_ in (place.settings.target_language, place.settings.source_language))
    if not stem or tag.lower().split("-")[0] != target or not path.parent.is_dir():
        return None
    begins = f"{stem}.{source}"
    found = [each for each in path.parent.iterdir() if each.name.startswith((f"{begins}.", f"{begins}-"))]
    return str(found[0]) if len(found) == 1 else None


def without_sources(place: "Workspace", files: tuple[str, ...]) -> list[str]:
    """The files to check of those that were named: a story whose version is named too is checked with it."""
    if len(files) == 1:
        return list(files)
    names = {place.name_of(file) for file in files}
    stories: set[str] = set()
    for file in files:
        try:
            source = find_source(place, file)
        except DuizhaoError:
            continue
        if source is not None and place.name_of(source) in names:
            stories.add(place.name_of(source))
    return [file for file in files if place.name_of(file) not in stories]


def need_one_file(files: list[str], against: str | None) -> None:
    """Refuses to check several files against one story.

    Raises:
        WrongSetting: there are several.
    """
    if against is not None and len(files) > 1:
        raise WrongSetting("one story cannot be that of several files", "Check them one by one")
