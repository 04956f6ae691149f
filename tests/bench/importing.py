"""What a TMX of a million units costs to bring in, and what comes in of files that other tools wrote."""

import json
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
_MEASURED = """
import json, sys, time
from tm.formats.tmx import read_tmx
from tm.memory import open_memory
start, used = time.perf_counter(), time.process_time()
file, store = sys.argv[1:3]
units = read_tmx(file)
if store:
    with open_memory(store) as memory:
        memory.add_units(units, editor="bench", at="2026-01-01T00:00:00Z", why="bench")
else:
    for unit in units:
        pass
taken = time.perf_counter() - start, time.process_time() - used
status = open("/proc/self/status").read() if sys.platform == "linux" else ""
peak = status.partition("VmHWM:")[2].split()
searchable = []
if store:
    with open_memory(store) as memory:
        for one, other in (("zh-CN", "en"), ("en", "zh-CN")):
            start = time.perf_counter()
            memory.find("x", source_language=one, target_language=other)
            searchable.append(time.perf_counter() - start)
print(json.dumps([*taken, int(peak[0]) / 1024 if peak else 0, searchable]))
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
        size = f"{file.stat().st_size / 1e6:.0f} MB"
        for what, store, goal in (
            (f"TMX of {number:,} units, {size}, read", "", "-"),
            (f"TMX of {number:,} units, {size}, read and committed", str(Path(folder, "memory.db")), "40,000 a second"),
        ):
            seconds, used, peak, searchable = _run(file, store)
            figure = (
                f"{number / seconds:,.0f} a second, {1e6 * used / number:.1f} µs of processor a unit, {peak:.0f} MB"
            )
            yield _row(what, figure, f"{goal}, 350 MB")
            for seconds, language in zip(searchable, ("zh-CN", "en")):
                yield _row(f"the same, first answer from {language} afterwards", f"{seconds:.1f} s", "20 s")
    yield from _files(data / "formats" / "files" / "tmx")


def _run(file: Path, store: str) -> tuple[float, float, float, list[float]]:
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, str(file), store],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    seconds, used, peak, searchable = json.loads(done.stdout)
    return seconds, used, peak, searchable


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
