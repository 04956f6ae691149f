"""`duizhao memory verify`: whether the memory is whole."""

from collections import Counter
from typing import TYPE_CHECKING

import click

from cli.commands.memory.shared import counted, memory_option
from cli.output import emit, output_options, paint
from cli.workspace import open_workspace

if TYPE_CHECKING:
    from tm.store import Problem

# A damaged memory may have as many problems as rows: people are shown so many of each kind, machines all.
_SHOWN = 20


@click.command("verify")
@memory_option
@output_options()
@click.pass_obj
def verify(workspace: str | None, memory: str | None, format: str, output: str | None) -> int:
    """Say whether the memory is whole: its file, what belongs together, its keys and its index.

    Changes nothing. Exit code 1 where there is a problem; each is named.
    """
    with open_workspace(workspace).open_memory(memory) as store:
        problems = list(store.verify())
    emit(
        format,
        output,
        text=lambda: as_text(problems),
        document=lambda: {"whole": not problems, "problems": [as_record(problem) for problem in problems]},
        records=lambda: map(as_record, problems),
    )
    return 1 if problems else 0


def as_record(problem: "Problem") -> dict[str, object]:
    """A problem for machines."""
    return {"kind": problem.kind, "message": problem.says, "unit": problem.unit}


def as_text(problems: "list[Problem]") -> str:
    """The problems for a person, one a line, and what to do about them."""
    if not problems:
        return "The memory is whole."
    lines: list[str] = []
    shown: Counter[str] = Counter()
    for problem in problems:
        shown[problem.kind] += 1
        if shown[problem.kind] <= _SHOWN:
            where = "" if problem.unit is None else f"unit {problem.unit}: "
            lines.append(f"{paint(problem.kind, 'red')}  {where}{problem.says}")
    lines += [
        paint(f"... {number - _SHOWN:,} more of {kind}", "dim") for kind, number in shown.items() if number > _SHOWN
    ]
    remedy = "Restore a backup, or export what can be read into a new memory."
    if all(problem.kind == "index" for problem in problems):
        remedy = "No text is lost: `duizhao memory compact` drops the index, and the next look-up makes it anew."
    lines.append(f"{counted(len(problems), 'problem')}. {remedy}")
    return "\n".join(lines)
