"""One row a figure."""

from collections.abc import Sequence
from typing import NamedTuple


class Row(NamedTuple):
    """A figure that was measured.

    Args:
        what: what was measured.
        figure: ours.
        goal: what it should be.
        peer: the peer's name and figure in the same run.
        command: what makes it again.
        signature: how ours was made.
    """

    what: str
    figure: str
    goal: str
    peer: str
    command: str
    signature: str


def as_markdown(rows: Sequence[Row]) -> str:
    """The rows as a table."""
    lines = ["| " + " | ".join(name.capitalize() for name in Row._fields) + " |", "|" + " --- |" * len(Row._fields)]
    lines += ["| " + " | ".join(field.replace("|", ", ") for field in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"
