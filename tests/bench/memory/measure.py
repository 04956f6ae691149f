"""A memory of a million units, measured: import, index, look-up, recall, growth."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, process

from corpora.text import fold_key
from tests.bench.memory.peer import Trigrams
from tests.bench.memory.units import make_brief, make_queries, make_units, read_pairs
from tests.bench.table import Row
from tm.lookup.scoring import window
from tm.memory import Memory, open_memory
from tm.unit import TranslationUnit, Variant

COMMAND = "make bench DATA=DIR"
SIZES = (100_000, 1_000_000)
QUERIES, JUDGED, WARMING = 1000, 300, 1000
LANGUAGES = ("zh-CN", "en")
# Opens the memory in a process of its own, and says how long the first answer and what memory it took; where it may
# write, an index that is not there is built.
_OPEN = """
import resource, sys, time
start = time.perf_counter()
from tm.memory import open_memory
with open_memory(sys.argv[1], read_only=len(sys.argv) < 6) as memory:
    memory.find(sys.argv[2], source_language=sys.argv[3], target_language=sys.argv[4])
    print(time.perf_counter() - start)
    for line in sys.stdin:
        memory.find(line.rstrip("\\n"), source_language=sys.argv[3], target_language=sys.argv[4])
# What a process is said to have used at most holds, on Linux, what its parent had.
status = open("/proc/self/status").read() if sys.platform == "linux" else ""
peak = status.partition("VmHWM:")[2].split()
print((int(peak[0]) if peak else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024)
"""


class Costs(NamedTuple):
    """Milliseconds that queries took, each asked once."""

    median: float
    late: float

    @classmethod
    def of(cls, ask: Callable[[str], object], queries: Sequence[str]) -> "Costs":
        taken = []
        for query in queries:
            start = time.perf_counter()
            ask(query)
            taken.append(1000 * (time.perf_counter() - start))
        taken.sort()
        return cls(taken[len(taken) // 2], taken[len(taken) * 95 // 100])

    def __str__(self) -> str:
        return f"p50 {self.median:.2f}, p95 {self.late:.2f} ms"


def measure(data: Path, *, sizes: Sequence[int] = SIZES) -> Iterator[Row]:
    """Rows for each size and both languages as the source."""
    pairs = read_pairs(data)
    earlier: dict[str, Costs] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "memory.db")
            units = list(make_units(pairs, size))
            start = time.perf_counter()
            with open_memory(file) as memory:
                memory.add_units(TranslationUnit((Variant("zh-CN", zh), Variant("en", en))) for zh, en in units)
            taken = time.perf_counter() - start
            yield _row(f"{size:,} units committed", f"{size / taken:,.0f} a second, {_size(file)}", "40,000 a second")
            for at, language in enumerate(LANGUAGES):
                texts = [unit[at] for unit in units]
                yield from _language(file, language, LANGUAGES[1 - at], texts, earlier)


def _language(file: Path, language: str, other: str, texts: list[str], earlier: dict[str, Costs]) -> Iterator[Row]:
    queries = make_queries(texts, QUERIES)
    name = f"{len(texts):,} units, {language} to {other}"
    before = file.stat().st_size
    built, held = _opened(file, ["x", language, other, "build"])
    index = f"{built:.1f} s, {(file.stat().st_size - before) / 1e6:.0f} MB, in a process of {held:.0f} MB"
    start = time.perf_counter()
    keys = list(dict.fromkeys(map(fold_key, texts)))
    peer = Trigrams(str(file.with_name(f"{language}.fts")), keys)
    theirs = time.perf_counter() - start
    yield _row(
        f"{name}: index", index, "20 s, 350 MB", f"FTS5 {theirs:.1f} s, {_size(file.with_name(f'{language}.fts'))}"
    )
    with open_memory(file) as memory:

        def ask(query: str) -> list[str]:
            found = memory.find(query, source_language=language, target_language=other)
            return [fold_key(match.source.text) for match in found]

        # Warm: both have answered others before.
        for query in make_queries(texts, WARMING, seed=4):
            ask(query)
            peer.find(fold_key(query))
        ours, fts = Costs.of(ask, queries), Costs.of(lambda query: peer.find(fold_key(query)), queries)
        goal = "p50 1 ms, p95 3 ms and 1.2 times the peer's"
        yield _row(f"{name}: a look-up", str(ours), goal, f"FTS5 + rapidfuzz {fts}")
        if earlier.get(language):
            yield _row(f"{name}: p50 against a tenth of it", f"{ours.median / earlier[language].median:.2f}", "3")
        earlier[language] = ours
        truth = _Truth(keys)
        judged = [fold_key(query) for query in queries[:: QUERIES // JUDGED]]
        brief = list(filter(None, map(fold_key, make_brief(texts, JUDGED))))
        for what, asked in (("sentences", judged), ("1 to 7 characters", brief)):
            right = [truth.best(query) for query in asked]
            mine = _recall(right, [ask(query) for query in asked])
            their = _recall(right, [[key for key, _, _ in peer.find(query)] for query in asked])
            figure = f"best {mine[0]:.4f}, five best {mine[1]:.4f} of {sum(map(bool, right))} answered"
            yield _row(
                f"{name}: recall, {what}", figure, "best .9995, five best .99", f"{their[0]:.4f}, {their[1]:.4f}"
            )
        yield _row(f"{name}: 1,000 units added", f"{_add(memory, language, other):.0f} ms", "100 ms")
    for state, goal in (("cold", "300 ms, 200 MB"), ("warm", "200 ms, 200 MB")):
        if state == "cold":
            _cool(file)
        first, used = _opened(file, [queries[0], language, other], queries)
        yield _row(f"{name}: opened and asked once, {state}", f"{1000 * first:.0f} ms; then {used:.0f} MB", goal)


def _opened(file: Path, arguments: list[str], queries: Sequence[str] = ()) -> tuple[float, float]:
    """Seconds to open a memory and to answer first, in a process of its own, and the megabytes that it took at most."""
    done = subprocess.run(
        [sys.executable, "-c", _OPEN, str(file), *arguments],
        input="\n".join(queries), capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3],
    )  # fmt: skip
    first, used = map(float, done.stdout.split())
    return first, used


def _cool(file: Path) -> None:
    """Asks the system to forget what it holds of a file, where it can be asked."""
    if hasattr(os, "posix_fadvise"):
        with file.open("rb") as opened:
            os.fsync(opened.fileno())
            os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _add(memory: Memory, language: str, other: str) -> float:
    start = time.perf_counter()
    memory.add_units(
        TranslationUnit((Variant(language, f"第{at}家企业 {language} moved in."), Variant(other, f"{at}")))
        for at in range(1000)
    )
    return 1000 * (time.perf_counter() - start)


class _Truth:
    """Every key compared."""

    def __init__(self, keys: list[str]) -> None:
        self._keys = sorted(keys, key=len)
        self._lengths = list(map(len, self._keys))

    def best(self, query: str) -> list[tuple[str, float]]:
        least, greatest = window(len(query), 70)
        first, last = bisect_left(self._lengths, least), bisect_right(self._lengths, greatest)
        found = process.extract(query, self._keys[first:last], scorer=fuzz.ratio, score_cutoff=70, limit=5)
        return [(query, near) for _, near, _ in found]


def _recall(right: Sequence[Sequence[tuple[str, float]]], found: Sequence[Sequence[str]]) -> tuple[float, float]:
    """Shares of the queries whose best was found, and of the five best that were; equals are as good as each other."""
    best = total = five = of = 0
    for truth, keys in zip(right, found, strict=True):
        if not truth:
            continue
        near = sorted((fuzz.ratio(truth[0][0], key) for key in keys), reverse=True)
        total += 1
        best += bool(near) and near[0] >= truth[0][1] - 1e-6
        of += len(truth)
        five += sum(at < len(near) and near[at] >= value - 1e-6 for at, (_, value) in enumerate(truth))
    return best / max(1, total), five / max(1, of)


def _size(file: Path) -> str:
    return f"{file.stat().st_size / 1e6:.0f} MB"


def _row(what: str, figure: str, goal: str, peer: str = "-") -> Row:
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Row(what, figure, goal, peer, COMMAND, f"find minimum=70 limit=5 (bench {used // 1024} MB)")
