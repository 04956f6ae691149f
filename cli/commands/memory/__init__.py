"""`duizhao memory`: the memory looked after. A module for each task."""

import click

from cli.commands.memory.backup import backup, restore
from cli.commands.memory.changes import changes
from cli.commands.memory.clean import clean
from cli.commands.memory.compact import compact
from cli.commands.memory.dedupe import dedupe
from cli.commands.memory.history import history
from cli.commands.memory.merge import merge
from cli.commands.memory.stats import stats
from cli.commands.memory.undo import undo
from cli.commands.memory.verify import verify


@click.group("memory")
def command() -> None:
    """Look after the memory: what it holds, whether it is whole, what may go, what happened."""


for task in (stats, verify, dedupe, clean, merge, history, changes, undo, compact, backup, restore):
    command.add_command(task)
