"""`duizhao memory changes`: what was done to the memory."""

from typing import TYPE_CHECKING

import click

from cli.commands.memory.shared import memory_option
from cli.output import emit, output_options, paint
from cli.workspace import open_workspace

if TYPE_CHECKING:
    from tm.store import Revision


@click.command("changes")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many, the last first.")
@memory_option
@output_options()
@click.pass_obj
def changes(workspace: str | None, limit: int, memory: str | None, format: str, output: str | None) -> int:
    """List what was done to the memory, the last first: `duizhao memory undo NUMBER` takes it back."""
    with open_workspace(workspace).open_memory(memory) as store:
        found = store.revisions(limit=limit)
    emit(
        format,
        output,
        text=lambda: "\n".join(map(as_text, found)) or "Nothing was done to the memory yet.",
        document=lambda: [as_record(one) for one in found],
        records=lambda: [as_record(one) for one in found],
    )
    return 0


def as_record(revision: "Revision") -> dict[str, object]:
    """What was done, for machines."""
    return {
        "number": revision.numbers[-1],
        "numbers": list(revision.numbers),
        "at": revision.at,
        "editor": revision.editor,
        "why": revision.why,
        "counts": dict(revision.counts),
    }


def as_text(revision: "Revision") -> str:
    """What was done, for a person."""
    counts = ", ".join(f"{number:,} {what}" for what, number in revision.counts)
    signed = "  ".join(filter(None, [revision.at or "no date", revision.editor, revision.why]))
    return f"{paint(f'{revision.numbers[-1]:>6}', 'yellow')}  {counts:<24}  {signed}"
