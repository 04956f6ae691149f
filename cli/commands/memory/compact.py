"""`duizhao memory compact`: what is gone is forgotten."""

from pathlib import Path

import click

from cli.commands.memory.shared import counted, memory_option
from cli.output import emit, output_options
from cli.workspace import open_workspace


@click.command("compact")
@memory_option
@output_options()
@click.pass_obj
def compact(workspace: str | None, memory: str | None, format: str, output: str | None) -> int:
    """Forget units that are gone, for good, and give back their room; what removed them cannot be undone then."""
    place = open_workspace(workspace)
    file = Path(memory) if memory else place.place(place.settings.memory)
    with place.open_memory(memory, to="write") as store:
        before = store.stats().size
        forgotten = store.compact()
        freed = before - store.stats().size
    record = {"file": str(file), "forgotten": forgotten, "freed": freed}
    told = f"{counted(forgotten, 'unit')} forgotten, {max(freed, 0) / 1_000_000:.1f} MB freed."
    emit(format, output, text=lambda: told, document=lambda: record)
    return 0
