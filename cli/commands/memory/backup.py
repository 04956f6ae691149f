"""`duizhao memory backup` and `restore`: a copy of the memory, and the way back."""

import click

from cli.commands.memory.shared import memory_option
from cli.output import emit, output_options
from cli.workspace import open_workspace


@click.command("backup")
@click.argument("file", metavar="FILE")
@memory_option
@output_options()
@click.pass_obj
def backup(workspace: str | None, file: str, memory: str | None, format: str, output: str | None) -> int:
    """Copy the memory to FILE as it is at this moment; others may go on using it."""
    from tm import backup_memory

    place = open_workspace(workspace)
    source = memory or str(place.place(place.settings.memory))
    size = backup_memory(source, file)
    record = {"memory": source, "file": file, "size": size}
    emit(format, output, text=lambda: f"{file}: {size / 1_000_000:.1f} MB.", document=lambda: record)
    return 0


@click.command("restore")
@click.argument("file", metavar="FILE")
@memory_option
@output_options()
@click.pass_obj
def restore(workspace: str | None, file: str, memory: str | None, format: str, output: str | None) -> int:
    """Put the backup FILE in the memory's place, once it is found whole; the old memory is kept beside it.

    End other programs that use the memory first.
    """
    from tm import restore_memory

    place = open_workspace(workspace)
    target = memory or str(place.place(place.settings.memory))
    kept = restore_memory(file, target)
    told = f"{target} is restored." + (f" The former one is {kept}." if kept else "")
    record = {"memory": target, "file": file, "kept": None if kept is None else str(kept)}
    emit(format, output, text=lambda: told, document=lambda: record)
    return 0
