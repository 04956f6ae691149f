"""The command `duizhao`: the console script."""

import os
import sys

from cli.table import overview


def main(arguments: list[str] | None = None) -> None:
    """Runs a command line and leaves with its exit code: the console script."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Runs a command line.

    Args:
        arguments: without the program's name.

    Returns:
        0 done, 1 the answer is no, 2 wrong use or unreadable input, 3 partly done, 130 stopped.
    """
    # The words that a newcomer types first are answered before anything is loaded.
    if arguments in ([], ["--help"], ["-h"]):
        sys.stdout.write(overview())
        return 0
    # The encoder has threads of its own; those of OpenBLAS get in each other's way on a machine that is busy.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from cli.invocation import invoke

    return invoke(arguments)
