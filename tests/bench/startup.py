"""What a person waits for: the help, and one pair of stories aligned from the shell."""

import os
import resource
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


def _cost(command: Sequence[str]) -> tuple[float, float]:
    """Wall seconds and the most memory, in MB, of one run."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    return time.perf_counter() - start, _megabytes(usage)


def _megabytes(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / 1024
