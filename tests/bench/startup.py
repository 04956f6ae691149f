"""What a person waits for: the help, and one pair of stories aligned from the shell."""

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from importlib.resources import as_file, files
from pathlib import Path

from corpora.signature import sign
from tests.bench.table import Row

RUNS = 20


def measure(data: Path) -> Iterator[Row]:
    """Rows for `--help` beside `python -c pass`, and for `align` on the longest sample."""
    program = str(Path(sys.executable).with_name("duizhao"))
    ours, peer = [], []
    for _ in range(RUNS):
        ours.append(_seconds([program, "--help"]))
        peer.append(_seconds([sys.executable, "-c", "pass"]))
    help_, nothing = statistics.median(ours), statistics.median(peer)
    signature = sign("startup", runs=RUNS, python=f"{sys.version_info[0]}.{sys.version_info[1]}")
    yield Row(
        "duizhao --help, median",
        f"{help_ * 1000:.0f} ms, {help_ / nothing:.1f} times",
        "100 ms, 5 times",
        f"python -c pass {nothing * 1000:.0f} ms",
        "make bench DATA=DIR",
        signature,
    )
    with as_file(files("corpora.samples")) as samples:
        pair = [str(samples / f"factory.{tag}.html") for tag in ("zh", "en")]
        seconds, megabytes = _cost([program, "align", *pair, "--json"])
    empty, _ = _cost([sys.executable, "-c", "import numpy"])
    yield Row(
        "duizhao align, a pair of 40 sentences, whole process",
        f"{seconds:.2f} s, {megabytes:.0f} MB",
        "3 s, 400 MB",
        f"python -c 'import numpy' {empty:.2f} s",
        "make bench DATA=DIR",
        signature,
    )


def _seconds(command: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


# A process begins with the memory of the one that started it in its books, and this one is large: a small one between.
_LAUNCHER = """
import os, sys, time
start = time.perf_counter()
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
_, status, usage = os.wait4(child, 0)
print(time.perf_counter() - start, usage.ru_maxrss, os.waitstatus_to_exitcode(status))
"""


def _cost(command: Sequence[str]) -> tuple[float, float]:
    """Wall seconds and the most memory, in MB, of one run."""
    launcher = [sys.executable, "-c", _LAUNCHER, *command]
    run = subprocess.run(launcher, capture_output=True, text=True, check=True)
    seconds, kilobytes, code = run.stdout.split()
    if code != "0":
        raise RuntimeError(f"{command} ended with {code}")
    return float(seconds), float(kilobytes) / 1024
