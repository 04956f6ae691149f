"""`duizhao memory`: the memory looked after."""

import click

from cli.output import emit, output_options
from cli.workspace import open_workspace


@click.group("memory")
def command() -> None:
    """Look after the memory."""


@command.command("stats")
@click.option("--memory", metavar="FILE", help="The memory; else the workspace's own.")
@output_options()
@click.pass_obj
def stats(workspace: str | None, memory: str | None, format: str, output: str | None) -> int:
    """Say what the memory holds."""
    from dataclasses import asdict

    with open_workspace(workspace).open_memory(memory) as store:
        record = asdict(store.stats())
    rows = [f"{name.replace('_', ' '):>10}  {_shown(value)}" for name, value in record.items()]
    emit(format, output, text=lambda: "\n".join(rows), document=lambda: record)
    return 0


def _shown(value: object) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, dict):
        return ", ".join(f"{key} {count:,}" for key, count in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(str(each) for each in value)
    return str(value)
