"""`python -m tests.bench DATA [NAME...]`: measures, prints one table, and writes it as bench.md and bench.json."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench import alignment, checks, importing, memory, pairing, reading, repairs, speed, startup
from tests.bench.table import Row, as_markdown

BENCHES = {
    "alignment": alignment.measure,
    "checks": checks.measure,
    "importing": importing.measure,
    "memory": memory.measure,
    "pairing": pairing.measure,
    "reading": reading.measure,
    "repairs": repairs.measure,
    "speed": speed.measure,
    "startup": startup.measure,
}


def measure(data: Path, names: list[str]) -> Iterator[Row]:
    """Rows of the benches named, or of all."""
    for name, bench in BENCHES.items():
        if not names or name in names:
            for row in bench(data):
                print(as_markdown([row]).splitlines()[-1], flush=True)
                yield row


def main(arguments: list[str]) -> int:
    """Measures everything and writes the table."""
    if not arguments or not Path(arguments[0]).is_dir():
        print("Name the evaluation data: make bench DATA=DIR")
        return 2
    rows = list(measure(Path(arguments[0]), arguments[1:]))
    table = as_markdown(rows)
    Path("bench.md").write_text(table, "utf-8")
    Path("bench.json").write_text(json.dumps([row._asdict() for row in rows], ensure_ascii=False, indent=1), "utf-8")
    print(f"\n{table}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
