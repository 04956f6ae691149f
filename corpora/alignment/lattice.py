"""The cells that a path of beads may pass, and sums and best paths over them.

A cell `(i, j)` says that i source and j target segments are behind us. Rows are the source
boundaries 0..I; row i holds the cells j of `[lows[i], highs[i])`. A bead of shape n-m leads from
`(i, j)` to `(i + n, j + m)`. Cells lie one after another in flat arrays, row by row.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from corpora.errors import Invalid

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

Shape = tuple[int, int]
# The most sentences of a bead on one side, and on both together.
MOST, _TOGETHER = 5, 7
# Dropped and added sentences stand alone; then beads from small to large.
SHAPES: tuple[Shape, ...] = (
    (1, 0),
    (0, 1),
    *sorted(
        ((n, m) for n in range(1, MOST + 1) for m in range(1, MOST + 1) if n + m <= _TOGETHER),
        key=lambda shape: (sum(shape), abs(shape[0] - shape[1]), shape),
    ),
)
_NEVER = -1e30


@dataclass(frozen=True, eq=False)
class Lattice:
    """A band of cells from `(0, 0)` to `(I, J)`.

    Args:
        lows, highs: for each of the I + 1 rows the first target boundary and the one behind the last;
            neither falls from one row to the next.
    """

    lows: "Ints"
    highs: "Ints"

    def __post_init__(self) -> None:
        if self.lows[0] != 0 or np.any(np.diff(self.lows) < 0) or np.any(np.diff(self.highs) < 0):
            raise Invalid("the band of an alignment runs backwards")
        if np.any(self.lows[1:] >= self.highs[:-1]):
            raise Invalid("the band of an alignment is cut in two")

    @classmethod
    def full(cls, sources: int, targets: int) -> "Lattice":
        """Every cell of a short pair."""
        return cls(np.zeros(sources + 1, np.int64), np.full(sources + 1, targets + 1, np.int64))

    @property
    def sources(self) -> int:
        """Segments on the source side."""
        return len(self.lows) - 1

    @property
    def targets(self) -> int:
        """Segments on the target side."""
        return int(self.highs[-1]) - 1

    @cached_property
    def offsets(self) -> "Ints":
        """Where each row starts in the flat arrays; one more at the end."""
        return np.concatenate([[0], np.cumsum(self.highs - self.lows)])

    @cached_property
    def rows(self) -> "Ints":
        """The source boundary of each cell."""
        return np.repeat(np.arange(len(self.lows)), self.highs - self.lows)

    @cached_property
    def columns(self) -> "Ints":
        """The target boundary of each cell."""
        return np.arange(self.offsets[-1]) - self.offsets[self.rows] + self.lows[self.rows]

    def cells(self, rows: "Ints", columns: "Ints") -> "Ints":
        """Flat places of cells; -1 for one outside the band."""
        inside = (rows >= 0) & (rows <= self.sources)
        near = np.where(inside, rows, 0)
        inside &= (columns >= self.lows[near]) & (columns < self.highs[near])
        return np.where(inside, self.offsets[near] + columns - self.lows[near], -1)

    def starts(self, shape: Shape) -> "Ints":
        """The cells from which a bead of a shape stays in the band."""
        ends = self.cells(self.rows + shape[0], self.columns + shape[1])
        return np.flatnonzero(ends >= 0)


@dataclass(frozen=True, eq=False)
class Scored:
    """A lattice with a score for every bead that may start at a cell: `scores[shape][cell]`."""

    lattice: Lattice
    scores: dict[Shape, "Floats"]

    def best(self) -> list[tuple[int, int, Shape]]:
        """The beads of the path with the highest sum, as start cell and shape (Viterbi 1967)."""
        _, choices = self._run(sums=False)
        i, j = self.lattice.sources, self.lattice.targets
        path: list[tuple[int, int, Shape]] = []
        while i or j:
            shape = SHAPES[choices[self.lattice.offsets[i] + j - self.lattice.lows[i]]]
            i, j = i - shape[0], j - shape[1]
            path.append((i, j, shape))
        return path[::-1]

    def marginals(self) -> tuple[dict[Shape, "Floats"], float]:
        """The probability of each bead, and the logarithm of the sum over all paths (forward-backward)."""
        forward, _ = self._run(sums=True)
        turned = self._turned()
        backward = turned._run(sums=True)[0][::-1]
        total = float(forward[-1])
        out: dict[Shape, Floats] = {}
        lattice = self.lattice
        for shape, scores in self.scores.items():
            starts = lattice.starts(shape)
            ends = lattice.cells(lattice.rows[starts] + shape[0], lattice.columns[starts] + shape[1])
            out[shape] = np.zeros(len(scores))
            out[shape][starts] = np.exp(np.minimum(forward[starts] + scores[starts] + backward[ends] - total, 0.0))
        return out, total

    def _turned(self) -> "Scored":
        """The same beads seen from the other end."""
        lattice = self.lattice
        far = lattice.targets + 1
        turned = Lattice(far - lattice.highs[::-1], far - lattice.lows[::-1])
        scores: dict[Shape, Floats] = {}
        for shape, values in self.scores.items():
            starts = lattice.starts(shape)
            ends = lattice.cells(lattice.rows[starts] + shape[0], lattice.columns[starts] + shape[1])
            scores[shape] = np.full(len(values), _NEVER)
            scores[shape][len(values) - 1 - ends] = values[starts]
        return Scored(turned, scores)

    def _run(self, *, sums: bool) -> tuple["Floats", "NDArray[np.int8]"]:
        lattice = self.lattice
        combine = np.logaddexp if sums else np.maximum
        values = np.full(int(lattice.offsets[-1]), _NEVER)
        choices = np.zeros(len(values), np.int8)
        added = SHAPES.index((0, 1))
        lows, highs, offsets = lattice.lows.tolist(), lattice.highs.tolist(), lattice.offsets.tolist()
        for i in range(lattice.sources + 1):
            low, high, base = lows[i], highs[i], offsets[i]
            row = values[base : base + high - low]
            chosen = choices[base : base + high - low]
            if i == 0:
                row[0] = 0.0
            for index, (n, m) in enumerate(SHAPES):
                if n == 0 or n > i:
                    continue
                before, start = lows[i - n], offsets[i - n]
                first, last = max(low, before + m), min(high, highs[i - n] + m)
                if first >= last:
                    continue
                from_ = slice(start + first - m - before, start + last - m - before)
                into = slice(first - low, last - low)
                reached = values[from_] + self.scores[n, m][from_]
                if not sums:
                    chosen[into][reached > row[into]] = index
                row[into] = combine(row[into], reached)
            # Added sentences run along the row: a running best (or sum) once their scores are summed up.
            steps = np.concatenate([[0.0], np.cumsum(self.scores[0, 1][base : base + high - low - 1])])
            run = combine.accumulate(row - steps) + steps
            if not sums:
                chosen[run > row + 1e-9] = added
            row[:] = run
        return values, choices
