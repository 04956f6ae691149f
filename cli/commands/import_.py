"""`duizhao import`: the memories of other tools."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from cli.commands.memory.shared import counted, memory_option
from cli.incoming import Incoming
from cli.output import emit, filling, output_options, say
from cli.workspace import Workspace, now, open_workspace
from corpora.language import canonical

if TYPE_CHECKING:
    from tm.memory import Memory

# Skipped units that a person is shown, a file; machines get all of them.
_SHOWN = 20


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--domain", metavar="NAME", default="", help="What units are about that do not say it, such as cars.")
@click.option("--client", metavar="NAME", default="", help="For whom units were translated that do not say it.")
@click.option("--editor", metavar="NAME", help="Who answers for units that name nobody; else the setting.")
@click.option("--why", metavar="TEXT", default="", help="The reason, for the history; else the file's name.")
@click.option("--source-lang", metavar="TAG", help="Language of a table's first column; else the setting.")
@click.option("--target-lang", metavar="TAG", help="Language of its second column.")
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
    source_lang: str | None,
    target_lang: str | None,
    dry_run: bool,
    memory: str | None,
    format: str,
    output: str | None,
) -> int:
    """Bring FILES of other tools into the memory: TMX 1.1 to 1.4, tables of two columns (.tsv), both also packed (.gz).

    A file named - is TMX from a pipe.
    Units that are there already stay once, so that an import that was cut short is simply done again.
    What cannot be used is named with its line, and all else comes in; `duizhao memory undo` takes an import back.
    """
    place = open_workspace(workspace)
    source, target = source_lang or place.settings.source_language, target_lang or place.settings.target_language
    languages = canonical(source), canonical(target)
    incoming = [Incoming(file, languages=languages) for file in files]
    records: list[dict[str, object]] = []
    with _open_memory(place, memory, dry_run) as store, uncollected():
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
                records.append(as_record(each, kept.added, kept.unchanged, place))
    if records:
        emit(
            format,
            output,
            text=lambda: "\n".join(as_text(record, dry_run=dry_run) for record in records),
            document=lambda: records,
            records=lambda: records,
        )
    for each in incoming:
        for message in complaints(each):
            say(f"duizhao: {message}")
    if not records:
        return 2
    if any(each.skipped or each.broken for each in incoming):
        return 3
    return 0 if any(record["units"] for record in records) else 1


def as_record(incoming: Incoming, added: int, duplicates: int, place: Workspace) -> dict[str, object]:
    """What came of a file, for machines (docs/schemas/import.json)."""
    skipped = [{"line": line, "reason": reason} for line, reason in incoming.skipped]
    if (broken := incoming.broken) is not None:
        skipped.append({"line": broken.line or 0, "reason": f"{broken.cause}; the rest was not read"})
    foreign = [] if place.folder is None else list(incoming.unused_languages(place))
    return {
        "file": incoming.file,
        "format": incoming.form.name.lower(),
        "units": added + duplicates,
        "added": added,
        "duplicates": duplicates,
        "skipped": skipped,
        "notices": incoming.notices + foreign,
    }


def complaints(incoming: Incoming) -> Iterator[str]:
    """What did not come in of a file, for a person."""
    for line, reason in incoming.skipped[:_SHOWN]:
        yield f"{incoming.file}:{line}: {reason}. The unit was left out."
    if len(incoming.skipped) > _SHOWN:
        yield f"{incoming.file}: {counted(len(incoming.skipped) - _SHOWN, 'unit')} more left out; --json names all."
    if incoming.broken is not None:
        yield f"{incoming.broken}" if incoming.failed else f"{incoming.broken} What stands before it came in."


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


@contextmanager
def uncollected() -> Iterator[None]:
    """Within, the collector of cyclic garbage rests: units hold no cycle, and looking for one costs a sixth."""
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collected:
            gc.enable()


def as_text(record: dict[str, object], *, dry_run: bool) -> str:
    """What came of a file, for a person."""
    units, added, duplicates = (int(str(record[name])) for name in ("units", "added", "duplicates"))
    told = f"{added:,} would be added" if dry_run else f"{added:,} added"
    lines = [f"{record['file']}: {counted(units, 'unit')}, {told}, {duplicates:,} there already."]
    return "\n".join([*lines, *(f"  {notice}." for notice in record["notices"])])  # type: ignore[attr-defined]
