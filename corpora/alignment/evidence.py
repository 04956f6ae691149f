"""What speaks for and against each bead that may be, gathered along the band, a window at a time.

Score apart from decide: nothing here knows of paths or weights. A window sees the sentences round
its beads and no others, so time and memory grow with the length of a text and no faster.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from corpora.alignment.document import Document, read_document
from corpora.alignment.lattice import SHAPES, Lattice, Shape
from corpora.alignment.paired import measure_paired
from corpora.alignment.sides import Side
from corpora.alignment.single import measure_single
from corpora.alignment.window import Window

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

# Rows of a window, and sentences that it sees on each side beyond them.
_ROWS, _ROUND = 64, 8


@dataclass(frozen=True, eq=False)
class Evidence:
    """Measures by shape: `columns[shape]` has a row for each cell of `cells[shape]`.

    Names of the columns stand in `paired.PAIRED` and `single.SINGLE`.
    """

    cells: dict[Shape, "Ints"]
    columns: dict[Shape, "Floats"]


def gather(lattice: Lattice, source: Side, target: Side, *, ratio: float) -> Iterator[Evidence]:
    """All measures of all beads in a band, some rows of it at a time.

    Args:
        ratio: logarithm of target length over source length in this pair.
    """
    cells = {shape: lattice.starts(shape) for shape in SHAPES}
    lengths = float(np.log((target.lengths.sum() + 8) / (source.lengths.sum() + 8)))
    counts = float(np.log(max(1, len(target)) / max(1, len(source))))
    for first in range(0, lattice.sources + 1, _ROWS):
        last = min(first + _ROWS, lattice.sources + 1)
        rows = max(0, first - _ROUND), min(len(source), last + _ROUND)
        columns = max(0, int(lattice.lows[first]) - _ROUND), min(len(target), int(lattice.highs[last - 1]) + _ROUND)
        window = Window(source.between(*rows), target.between(*columns))
        document = read_document(window, lengths=lengths, counts=counts)
        yield _measure(lattice, cells, window, document, ratio, (first, last), (rows[0], columns[0]))


def _measure(
    lattice: Lattice,
    cells: dict[Shape, "Ints"],
    window: Window,
    document: Document,
    ratio: float,
    rows: tuple[int, int],
    corner: tuple[int, int],
) -> Evidence:
    """The measures of the beads that start in some rows of the band."""
    start, end = (int(lattice.offsets[row]) for row in rows)
    here: dict[Shape, Ints] = {}
    columns: dict[Shape, Floats] = {}
    for shape, all_ in cells.items():
        low, high = all_.searchsorted([start, end])
        here[shape] = all_[low:high]
        i = lattice.rows[here[shape]] - corner[0]
        j = lattice.columns[here[shape]] - corner[1]
        if 0 in shape:
            columns[shape] = measure_single(window, document, i, j, shape)
        else:
            columns[shape] = measure_paired(window, document, i, j, shape, ratio=ratio)
    return Evidence(here, columns)
