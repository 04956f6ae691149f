"""What aligning costs, as a whole process: processor time and memory, with a cold cache and a warm one."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.bench.table import Row

COMMAND = "make bench DATA=DIR"
SIZES = (100, 1000)
# Loads nothing but what the console does, and says what it took.
_CALL = """
import resource, sys
from cli.main import run
code = run(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_SELF)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / (1024 if sys.platform != "darwin" else 1048576), file=sys.stderr)
sys.exit(code)
"""


class Cost(NamedTuple):
    """What a run took: seconds of processor time, MB of memory at its largest."""

    seconds: float
    memory: float


def measure(data: Path) -> Iterator[Row]:
    """Rows: lines of the documents of `ntrex_nat`, one behind the other, and a whole book."""
    news = _join(sorted((data / "alignment" / "ntrex_nat").glob("*.gold")))
    book = _join(sorted((data / "alignment" / "bible_long").glob("*.gold")))
    for name, texts, sizes in (("news", news, SIZES), ("a book", book, (max(map(len, book)),))):
        for size in sizes:
            cold, warm = run_twice([side[:size] for side in texts])
            thousand = 1000 / size
            goal = "6 s cold, 2 s warm, 500 MB" if size == 1000 else "-"
            yield Row(
                f"{size:,} pairs of lines of {name} aligned, on one core, with start",
                f"cold {cold.seconds:.1f} s, warm {warm.seconds:.1f} s, {cold.memory:.0f} MB; "
                f"a thousand {cold.seconds * thousand:.1f} s and {warm.seconds * thousand:.1f} s",
                goal,
                "-",
                COMMAND,
                "duizhao align --lines",
            )


def _join(golds: Sequence[Path]) -> list[list[str]]:
    return [
        [line for gold in golds for line in gold.with_suffix(tag).read_text("utf-8").splitlines()]
        for tag in (".zh", ".en")
    ]


def run_twice(texts: Sequence[Sequence[str]]) -> tuple[Cost, Cost]:
    """Aligns lines in a new workspace, and once more, when all of them were encoded before."""
    with tempfile.TemporaryDirectory() as folder:
        names = ["story.txt", "version.txt"]
        for name, lines in zip(names, texts):
            Path(folder, name).write_text("\n".join(lines) + "\n", "utf-8")
        call(folder, "init")
        command = ("align", *names, "--lines", "--source-lang", "zh", "--target-lang", "en", "-o", "out.beads")
        return call(folder, *command), call(folder, *command)


def call(folder: str, *arguments: str) -> Cost:
    """Runs the console on one core in a folder."""
    environment = {**os.environ, "PYTHONPATH": os.getcwd(), "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-c", _CALL, *arguments], cwd=folder, env=environment, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    seconds, memory = done.stderr.splitlines()[-1].split()
    return Cost(float(seconds), float(memory))
