"""`duizhao import`: the memories of other tools."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from cli.commands.memory.shared import counted, memory_option
from cli.output import emit, filling, output_options, say
from cli.workspace import Workspace, now, open_workspace
from corpora.errors import DuizhaoError
from corpora.language import answers

if TYPE_CHECKING:
    from tm.formats import Format
    from tm.memory import Memory
    from tm.unit import TranslationUnit

# Skipped units that a person is shown, a file; machines get all of them.
_SHOWN = 20


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--domain", metavar="NAME", default="", help="What units are about that do not say it, such as cars.")
@click.option("--client", metavar="NAME", default="", help="For whom units were translated that do not say it.")
@click.option("--editor", metavar="NAME", help="Who answers for units that name nobody; else the setting.")
@click.option("--why", metavar="TEXT", default="", help="The reason, for the history; else the file's name.")
@click.option("--dry-run", is_flag=True, help="Say what would come in, and leave the memory as it is.")
@memory_option
@output_options()
@click.pass_obj
def command(
    workspace: str | None,
    files: tuple[str, ...],
    domain: str,
    client: str,
    editor: str | None,
    why: str,
    dry_run: bool,
    memory: str | None,
    format: str,
    output: str | None,
) -> int:
    """Bring FILES of other tools into the memory: TMX 1.1 to 1.4, also packed (.tmx.gz); - is TMX from a pipe.

    Units that are there already stay once, so that an import that was cut short is simply done again.
    What cannot be used is named with its line, and all else comes in; `duizhao memory undo` takes an import back.
    """
    place = open_workspace(workspace)
    incoming = [Incoming(file) for file in files]
    records: list[dict[str, object]] = []
    with _open_memory(place, memory, dry_run) as store:
        for each in incoming:
            with filling(each.file) as fill:
                kept = store.add_units(
                    each.units(fill),
                    editor=place.settings.editor if editor is None else editor,
                    at=now(),
                    why=why or Path(each.file).name,
                    domain=domain,
                    client=client,
                )
            if not each.failed:
                records.append(each.record(kept.added, kept.unchanged, place))
    if records:
        emit(
            format,
            output,
            text=lambda: "\n".join(as_text(record, dry_run=dry_run) for record in records),
            document=lambda: records,
            records=lambda: records,
        )
    for each in incoming:
        for message in each.complaints():
            say(f"duizhao: {message}")
    if not records:
        return 2
    if any(each.skipped or each.broken for each in incoming):
        return 3
    return 0 if any(record["units"] for record in records) else 1


class Incoming:
    """A file whose units are on their way into the memory, and what there is to say of it.

    Args:
        file: as it was named.

    Raises:
        WrongSetting: its name tells no format that can be read.
    """

    def __init__(self, file: str) -> None:
        from tm.formats import get_format

        self.file = file
        self.form: Format = get_format("-.tmx" if file == "-" else file, "units")
        self.read = self.form.reader()
        self.skipped: list[tuple[int, str]] = []
        self.notices: list[str] = []
        self.broken: DuizhaoError | None = None
        self.languages: Counter[tuple[str, ...]] = Counter()

    def units(self, progress: object) -> "Iterator[TranslationUnit]":
        """The units up to the file's end, or to where it breaks."""
        try:
            for unit in self.read(self.file, on_skip=self._skip, on_notice=self.notices.append, progress=progress):
                self.languages[tuple([variant.language for variant in unit.variants])] += 1
                yield unit
        except DuizhaoError as error:
            self.broken = error.at(self.file)

    def _skip(self, line: int, reason: str) -> None:
        self.skipped.append((line, reason))

    @property
    def failed(self) -> bool:
        """Whether nothing could be read of it."""
        return self.broken is not None and not self.languages and not self.skipped

    def record(self, added: int, duplicates: int, place: Workspace) -> dict[str, object]:
        """What came of it, for machines (docs/schemas/import.json)."""
        skipped = [{"line": line, "reason": reason} for line, reason in self.skipped]
        if self.broken is not None:
            skipped.append({"line": self.broken.line or 0, "reason": f"{self.broken.cause}; the rest was not read"})
        foreign = [] if place.folder is None else list(unused_languages(self.languages, place))
        return {
            "file": self.file,
            "format": self.form.name.lower(),
            "units": added + duplicates,
            "added": added,
            "duplicates": duplicates,
            "skipped": skipped,
            "notices": self.notices + foreign,
        }

    def complaints(self) -> Iterator[str]:
        """What did not come in, for a person."""
        for line, reason in self.skipped[:_SHOWN]:
            yield f"{self.file}:{line}: {reason}. The unit was left out."
        if len(self.skipped) > _SHOWN:
            yield f"{self.file}: {counted(len(self.skipped) - _SHOWN, 'unit')} more left out; --json names all."
        if self.broken is not None:
            yield f"{self.broken}" if self.failed else f"{self.broken} What stands before it came in."


def unused_languages(languages: Counter[tuple[str, ...]], place: Workspace) -> Iterator[str]:
    """Which languages are not those of the workspace, and whether no unit is in both of them."""
    settings = place.settings
    ours = (settings.source_language, settings.target_language)
    others: Counter[str] = Counter()
    both = 0
    for tags, number in languages.items():
        both += number * all(any(answers(wanted, tag) for tag in tags) for wanted in ours)
        others.update({tag: number for tag in tags if not any(answers(wanted, tag) for wanted in ours)})
    if others:
        listed = ", ".join(f"{tag} {number:,}" for tag, number in others.most_common())
        yield f"languages that the workspace does not use: {listed}"
    if languages and not both:
        yield f"no unit is in both {ours[0]} and {ours[1]}, the languages of the workspace"


@contextmanager
def _open_memory(place: Workspace, memory: str | None, dry_run: bool) -> "Iterator[Memory]":
    """The memory; for a dry run a copy of it, so that what is counted is what would happen."""
    if not dry_run:
        with place.open_memory(memory, to="write") as store:
            yield store
        return
    from tm import backup_memory

    file = memory or place.place(place.settings.memory)
    with TemporaryDirectory() as folder:
        copy = Path(folder, "memory.db")
        if Path(file).exists():
            backup_memory(file, copy)
        with place.open_memory(str(copy), to="write") as store:
            yield store


def as_text(record: dict[str, object], *, dry_run: bool) -> str:
    """What came of a file, for a person."""
    units, added, duplicates = (int(str(record[name])) for name in ("units", "added", "duplicates"))
    told = f"{added:,} would be added" if dry_run else f"{added:,} added"
    lines = [f"{record['file']}: {counted(units, 'unit')}, {told}, {duplicates:,} there already."]
    return "\n".join([*lines, *(f"  {notice}." for notice in record["notices"])])  # type: ignore[attr-defined]
