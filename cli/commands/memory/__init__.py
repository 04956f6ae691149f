"""`duizhao memory`: the memory looked after. A module for each task."""

import click

from cli.commands.memory.clean import clean
from cli.commands.memory.dedupe import dedupe
from cli.commands.memory.history import history
from cli.commands.memory.merge import merge
from cli.commands.memory.stats import stats
from cli.commands.memory.verify import verify


@click.group("memory")
def command() -> None:
    """Look after the memory: what it holds, whether it is whole, what may go, what happened."""


for task in (stats, verify, dedupe, clean, merge, history):
    command.add_command(task)
