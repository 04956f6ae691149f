"""`duizhao memory merge`: the units of other memories."""

from dataclasses import asdict
from pathlib import Path

import click

from cli.commands.memory.shared import counted, memory_option
from cli.output import emit, output_options, say
from cli.workspace import now, open_workspace
from corpora.errors import DuizhaoError, WrongSetting


@click.command("merge")
@click.argument("others", nargs=-1, required=True, metavar="OTHER.db...")
@memory_option
@output_options()
@click.pass_obj
def merge(
    workspace: str | None,
    others: tuple[str, ...],
    memory: str | None,
    format: str,
    output: str | None,
) -> int:
    """Keep the units of other memories, with where they come from and who made them; what is there already stays once.

    The other memories are only read. Exit code 3 where one of them could not be read to its end: the rest is kept.
    """
    from tm.memory import open_memory

    place = open_workspace(workspace)
    into = Path(memory) if memory else place.place(place.settings.memory)
    for other in others:
        if into.exists() and Path(other).exists() and into.samefile(other):
            raise WrongSetting("a memory cannot be merged with itself", "Name another memory", file=other)
    records: list[dict[str, object]] = []
    failed: list[DuizhaoError] = []
    with place.open_memory(memory, to="write") as store:
        for other in others:
            try:
                with open_memory(other, read_only=True) as found:
                    added = store.merge(
                        found,
                        name=Path(other).name,
                        editor=place.settings.editor,
                        at=now(),
                    )
            except DuizhaoError as error:
                failed.append(error.at(other))
                continue
            counts = asdict(added)
            record = {name: counts[name] for name in ("added", "unchanged", "confirmed")}
            records.append({"file": other, **record})
    for failure in failed:
        say(f"duizhao: {failure}")
    if failed and not records:
        return 2
    emit(
        format, output, text=lambda: "\n".join(map(as_text, records)), document=lambda: records, records=lambda: records
    )
    return 3 if failed else 0


def as_text(record: dict[str, object]) -> str:
    """What came of one memory, for a person."""
    added, unchanged, confirmed = (int(str(record[name])) for name in ("added", "unchanged", "confirmed"))
    beads = f", {counted(confirmed, 'confirmed bead')} taken over" if confirmed else ""
    return f"{record['file']}: {counted(added, 'unit')} added, {unchanged:,} there already{beads}."
