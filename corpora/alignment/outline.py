"""First pass without an encoder: the path by lengths, drawn to rare things that both sides hold.

The corridor is narrow at first and widened where the path finds no support (after Moore 2002), so that a long text
costs in proportion to its length wherever both sides run on together.
"""

from typing import TYPE_CHECKING

import numpy as np

from corpora.alignment.anchors import Anchor, lay_band
from corpora.alignment.ground import REACH, Ground
from corpora.alignment.lattice import Lattice
from corpora.alignment.sides import Side
from corpora.alignment.sweep import OPEN, Step, sweep

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

# The first corridor reaches so far on either side, the next ones so many times as far.
_WIDTH, _WIDER = 48, 4
# The most cells of a corridor: for a text of 20,000 sentences, a sixth of it on either side.
_MOST_CELLS = 1 << 27
# A step is supported where the mean score of so many steps round it is so high.
_ROUND, _SUPPORT = 16, 0.25
# With fewer anchors the ratio of lengths is estimated along a first path.
_FEW = 8


def find_outline(source: Side, target: Side) -> list[Anchor]:
    """Sentences that are probably versions of each other, in the order of both sides, with what speaks for each pair.

    Where a path finds no support, as at a chapter that one side lacks, all between the supported stretches is searched
    as far as `_MOST_CELLS` go.
    """
    ground = Ground(source, target)
    anchors = ground.anchors()
    corners = 0, 0, len(source), len(target)
    pairs = [(i, j) for i, j, _ in anchors]
    if len(pairs) < _FEW:
        pairs += [(step.i, step.j) for step in _search(ground, corners, _WIDTH, anchors) if step.n == step.m == 1]
    ground.ratio = ground.estimate_ratio(pairs)
    steps = _search(ground, corners, _WIDTH, anchors)
    return [(step.i, step.j, step.score) for step in steps if step.n == step.m == 1]


def _search(ground: Ground, corners: tuple[int, int, int, int], width: int, anchors: list[Anchor]) -> list[Step]:
    """The best path between two corners; where it finds no support it is looked for again in a wider corridor."""
    i, j, k, m = corners
    lattice = lay_band([(a - i, b - j, w) for a, b, w in anchors], k - i, m - j, width=width)
    steps = sweep(ground, lattice, (i, j))
    wider = min(width * _WIDER, _MOST_CELLS // (2 * max(1, k - i)))
    if width >= max(k - i, m - j) or wider <= width:
        return steps
    good = _supported(steps, lattice, (i, j))
    out: list[Step] = []
    at = 0
    while at < len(steps):
        end = at
        while end < len(steps) and good[end] == good[at]:
            end += 1
        first, last = steps[at], steps[end - 1]
        if not good[at]:
            inner = first.i, first.j, last.i + last.n, last.j + last.m
            out += _search(ground, inner, wider, []) if _is_open(inner) else steps[at:end]
        else:
            out += steps[at:end]
        at = end
    return out


def _is_open(corners: tuple[int, int, int, int]) -> bool:
    """Whether there is room between two corners for more than one way."""
    return min(corners[2] - corners[0], corners[3] - corners[1]) > 2 * REACH


def _supported(steps: list[Step], lattice: Lattice, corner: tuple[int, int]) -> "NDArray[np.bool_]":
    """Which steps of a path have good scores round them and stand clear of the corridor's walls."""
    rows = np.array([step.i for step in steps]) - corner[0]
    columns = np.array([step.j for step in steps]) - corner[1]
    lows, highs = lattice.lows[rows], lattice.highs[rows]
    walled = (lows > 0) & (columns - lows < 2) | (highs <= lattice.targets) & (highs - columns < 4)
    good = _mean_round(np.array([max(step.score, OPEN) for step in steps]), _ROUND) >= _SUPPORT
    # A good stretch lifts the first doubtful steps beside it, so what stands there is doubted too.
    result: NDArray[np.bool_] = _mean_round((~good | walled).astype(float), 2 * _ROUND) == 0
    return result


def _mean_round(values: "Floats", reach: int) -> "Floats":
    """The mean of each value and so many on either side."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    place = np.arange(len(values))
    low, high = np.maximum(place - reach, 0), np.minimum(place + reach + 1, len(values))
    result: Floats = (sums[high] - sums[low]) / (high - low)
    return result
