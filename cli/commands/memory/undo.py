"""`duizhao memory undo`: a change taken back."""

import click

from cli.commands.memory.shared import counted, memory_option
from cli.output import emit, output_options
from cli.workspace import now, open_workspace


@click.command("undo")
@click.argument("number", metavar="NUMBER", type=click.IntRange(1))
@memory_option
@output_options()
@click.pass_obj
def undo(workspace: str | None, number: int, memory: str | None, format: str, output: str | None) -> int:
    """Take back the change NUMBER, an import or an edit, as `duizhao memory changes` lists it.

    Units that something else was done to since stay. Undoing is a change, too, and can be taken back.
    """
    place = open_workspace(workspace)
    with place.open_memory(memory, to="write") as store:
        counts = store.undo(number, editor=place.settings.editor, at=now())
    emit(format, output, text=lambda: as_text(counts), document=lambda: {"number": number, **counts})
    return 0


def as_text(counts: dict[str, int]) -> str:
    """What became of the units, for a person."""
    told = [
        f"{counted(counts['removed'], 'unit')} removed",
        f"{counts['restored']:,} as before",
        f"{counts['added']:,} brought back",
    ]
    if counts["kept"]:
        told.append(f"{counts['kept']:,} kept, because something else was done to them since")
    return ", ".join(told) + "."
