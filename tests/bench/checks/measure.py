"""The figures of each check, in one table."""

from collections.abc import Iterator
from pathlib import Path

from tests.bench.checks import alarms, numbers, style, terms
from tests.bench.table import Row

# Each gives its rows for a folder of evaluation data.
BENCHES = (numbers.rows, terms.rows, style.rows, alarms.rows)


def measure(data: Path) -> Iterator[Row]:
    """The rows of all checks."""
    for rows in BENCHES:
        yield from rows(data)
