"""What a TMX of a million units costs to bring in, and what comes in of files that other tools wrote."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.memory.units import make_units, read_pairs
from tests.bench.table import Row
from tm.formats.tmx import read_tmx, write_tmx
from tm.unit import TranslationUnit, Variant

COMMAND = "make bench DATA=DIR"
UNITS = 1_000_000
# Each runs in a process of its own, whose greatest memory is then known.
_READ = """
from tm.formats.tmx import read_tmx
for unit in read_tmx(file):
    pass
"""
_COMMITTED = """
from tm.formats.tmx import read_tmx
from tm.memory import open_memory
with open_memory("alone.db") as memory:
    memory.add_units(read_tmx(file), editor="bench", at="2026-01-01T00:00:00Z", why="bench")
"""
_IMPORTED = """
from cli.main import run
run(["import", file, "--memory", "memory.db", "--json"])
"""
_SEARCHED = """
from tm.memory import open_memory
with open_memory("memory.db") as memory:
    memory.find("x", source_language="zh-CN", target_language="en")
"""
_MEASURED = """
import sys, time
file = sys.argv[1]
start, used = time.perf_counter(), time.process_time()
{}
taken, used = time.perf_counter() - start, time.process_time() - used
status = open("/proc/self/status").read() if sys.platform == "linux" else ""
peak = status.partition("VmHWM:")[2].split()
print(taken, used, int(peak[0]) / 1024 if peak else 0)
"""


def measure(data: Path, *, number: int = UNITS) -> Iterator[Row]:
    """Rows for the reader alone, for reading and committing, and for files of other tools."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "memory.tmx")
        units = make_units(read_pairs(data), number)
        with file.open("wb") as stream:
            write_tmx(
                (TranslationUnit((Variant("zh-CN", chinese), Variant("en", english))) for chinese, english in units),
                stream, source_language="zh-CN", created="2026-01-01T00:00:00Z", tool_version="bench",
            )  # fmt: skip
        name = f"TMX of {number:,} units, {file.stat().st_size / 1e6:.0f} MB"
        for what, code, goal in (
            ("read", _READ, "350 MB"),
            ("read and committed by one process", _COMMITTED, "350 MB"),
            ("`duizhao import`, which reads ahead in another", _IMPORTED, "40,000 a second, 350 MB"),
        ):
            seconds, used, peak = _run(code, file)
            figure = (
                f"{number / seconds:,.0f} a second, {1e6 * used / number:.1f} µs of its processor a unit, {peak:.0f} MB"
            )
            yield _row(f"{name}: {what}", figure, goal)
        seconds, _, peak = _run(_SEARCHED, file)
        yield _row(
            f"{name}: first answer afterwards, the index built", f"{seconds:.1f} s, {peak:.0f} MB", "20 s, 350 MB"
        )
    yield from _files(data / "formats" / "files" / "tmx")


def _run(code: str, file: Path) -> tuple[float, float, float]:
    """Seconds by the clock and of the processor, and the greatest memory in MB."""
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED.format(code), str(file)],
        capture_output=True, text=True, check=True, cwd=file.parent,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    seconds, used, peak = map(float, done.stdout.split()[-3:])
    return seconds, used, peak


def _files(folder: Path) -> Iterator[Row]:
    """What came in of each tool's files."""
    for tool in sorted({file.parent for file in folder.rglob("*.tmx")}):
        skipped: list[tuple[int, str]] = []
        notices: list[str] = []
        files = sorted(tool.glob("*.tmx"))
        units = sum(_count(file, skipped, notices) for file in files)
        figure = f"{units} units, {len(skipped)} skipped; {'; '.join(notices) or 'no notice'}"
        yield _row(f"{len(files)} TMX files of {tool.name}", figure, "none skipped")


def _count(file: Path, skipped: list[tuple[int, str]], notices: list[str]) -> int:
    units = read_tmx(file, on_skip=lambda line, reason: skipped.append((line, reason)), on_notice=notices.append)
    return sum(1 for _ in units)


def _row(what: str, figure: str, goal: str) -> Row:
    return Row(what, figure, goal, "-", COMMAND, "read_tmx, add_units")
