"""The peer that is our own beginning: the aligner of the first commit that held all of it, run as it was.

It is a random field with linear weights over beads of up to three sentences a side. Nothing of it is written again
here: git gives its files, and a process of its own runs them.
"""

import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

Beads = list[tuple[tuple[int, ...], tuple[int, ...]]]
# What the process does: a pair a line in, its beads a line out.
_WORK = """
import json, sys
from corpora.alignment import align
for line in sys.stdin:
    source, target, tags = json.loads(line)
    beads = align(source, target, source_language=tags[0], target_language=tags[1]).beads
    print(json.dumps([(bead.source, bead.target) for bead in beads]), flush=True)
"""
_ROOT = Path(__file__).parents[2]
# Its weights, and the last of what it imports to have been kept.
_WHOLE = ("corpora/alignment/weights.json", "corpora/numerals/__init__.py")


@contextmanager
def open_first_version(languages: tuple[str, str]) -> Iterator[Callable[[Sequence[str], Sequence[str]], Beads] | None]:
    """Its aligner for a pair of languages; None where the project stands without its history."""
    commit = find_commit()
    if commit is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        archive = subprocess.run(["git", "archive", commit, "corpora"], cwd=_ROOT, capture_output=True, check=True)
        with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
            files.extractall(folder, filter="data")
        process = subprocess.Popen(
            [sys.executable, "-c", _WORK],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": folder},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdin
        assert process.stdout
        pipes = process.stdin, process.stdout

        def align(source: Sequence[str], target: Sequence[str]) -> Beads:
            pipes[0].write(json.dumps([list(source), list(target), languages]) + "\n")
            pipes[0].flush()
            line = pipes[1].readline()
            if not line:
                raise RuntimeError(f"the first version ended with {process.wait()}")
            return [(tuple(ours), tuple(theirs)) for ours, theirs in json.loads(line)]

        try:
            yield align
        finally:
            pipes[0].close()
            process.wait()


def find_commit() -> str | None:
    """The first commit whose aligner is whole; None where git does not know it."""
    for commit in _ask("rev-list", "--reverse", "HEAD", "--", _WHOLE[0]).split():
        if len(_ask("ls-tree", "--name-only", commit, *_WHOLE).split()) == len(_WHOLE):
            return commit
    return None


def _ask(*words: str) -> str:
    try:
        return subprocess.run(["git", *words], cwd=_ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""
