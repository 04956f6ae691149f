"""First pass: sentences that surely belong together, and the band of cells around them.

Candidates are each sentence's nearest on the other side by margin (Artetxe and Schwenk 2019); the
heaviest chain of them that crosses nothing is kept, and a corridor is laid along it.
"""

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from corpora.alignment.lattice import Lattice

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Ints = NDArray[np.int64]
    # For each sentence the first of the other side, and behind the last.
    Reach = tuple[Ints, Ints]

Anchor = tuple[int, int, float]
_NEIGHBOURS = 4
# Rows compared at once.
_BLOCK = 512
# Texts of no more sentences than this are compared whole; in longer ones groups of so many sentences are first, that
# are alike from this margin on, and then sentences up to so many groups off.
_SEARCHED, _GROUPED, _ALIKE, _ROUND_GROUPS = 2048, 16, 0.03, 6
# A pair this small is searched whole.
_WHOLE = 150
# Cells kept on both sides of the line between two anchors.
_WIDTH = 5


def find_anchors(source: "Vectors", target: "Vectors", *, least: float = 0.08) -> list[Anchor]:
    """Pairs of single sentences in the order of both sides, with their margin.

    In long texts groups of sentences are compared first, and then the sentences of groups that stand opposite.

    Args:
        source, target: vectors of length 1, a row a sentence.
        least: the margin under which a pair is no anchor.
    """
    if not len(source) or not len(target):
        return []
    reach, back_reach = _reach(source, target)
    columns, values = _nearest(source, target, reach)
    _, back = _nearest(target, source, back_reach)
    ours, theirs = values.mean(axis=1), back.mean(axis=1)
    margins = values - (ours[:, None] + theirs[columns]) / 2
    chain = [(int(i), int(columns[i, k]), float(margins[i, k])) for i, k in zip(*np.nonzero(margins >= least))]
    return heaviest(chain, len(target))


def _reach(source: "Vectors", target: "Vectors") -> "tuple[Reach, Reach]":
    """Which sentences of the other side each sentence is compared with, of the source and of the target."""
    sources, targets = len(source), len(target)
    if max(sources, targets) <= _SEARCHED:
        whole = (
            (np.zeros(sources, np.int64), np.full(sources, targets)),
            (np.zeros(targets, np.int64), np.full(targets, sources)),
        )
        return whole
    anchors = find_anchors(_group(source), _group(target), least=_ALIKE)
    middle = _GROUPED // 2
    spread = [(i * _GROUPED + middle, j * _GROUPED + middle, weight) for i, j, weight in anchors]
    spread = [(i, j, weight) for i, j, weight in spread if i < sources and j < targets]
    lattice = lay_band(spread, sources, targets, width=_ROUND_GROUPS * _GROUPED)
    lows, highs = lattice.lows[:-1], np.maximum(lattice.highs[:-1] - 1, lattice.lows[:-1] + 1)
    rows = np.arange(targets)
    firsts, ends = highs.searchsorted(rows, side="right"), lows.searchsorted(rows, side="right")
    return (lows, highs), (firsts, np.maximum(ends, firsts + 1))


def _group(rows: "Vectors") -> "Vectors":
    """Mean vectors of so many rows in a row."""
    means: Vectors = np.add.reduceat(rows, np.arange(0, len(rows), _GROUPED), axis=0)
    means /= np.linalg.norm(means, axis=1, keepdims=True)
    return means


def _nearest(source: "Vectors", target: "Vectors", reach: "Reach") -> "tuple[Ints, Vectors]":
    """For each row of the one side the best columns of the other within its reach, a block of rows at a time."""
    keep = min(_NEIGHBOURS, len(target))
    columns = np.empty((len(source), keep), np.int64)
    values = np.empty((len(source), keep), np.float32)
    for start in range(0, len(source), _BLOCK):
        here = slice(start, start + _BLOCK)
        first = int(min(reach[0][here].min(), len(target) - keep))
        end = int(max(reach[1][here].max(), first + keep))
        block = source[here] @ target[first:end].T
        best = np.argpartition(-block, keep - 1, axis=1)[:, :keep]
        columns[here] = best + first
        values[here] = np.take_along_axis(block, best, axis=1)
    return columns, values


def heaviest(candidates: list[Anchor], targets: int) -> list[Anchor]:
    """The chain of candidates, rising on both sides, with the largest sum (a Fenwick tree of maxima).

    Args:
        candidates: by their source sentences.
        targets: how many target sentences there are.
    """
    best: list[tuple[float, int]] = [(0.0, -1)] * (targets + 1)
    before: list[int] = []
    totals: list[float] = []
    waiting: list[tuple[int, int]] = []
    row = -1
    for number, (i, j, weight) in enumerate(candidates):
        if i != row:
            _enter(best, waiting, totals)
            waiting, row = [], i
        total, previous = 0.0, -1
        at = j
        while at > 0:
            if best[at][0] > total:
                total, previous = best[at]
            at -= at & -at
        totals.append(total + weight)
        before.append(previous)
        waiting.append((j, number))
    if not totals:
        return []
    at = int(np.argmax(totals))
    chain: list[Anchor] = []
    while at >= 0:
        chain.append(candidates[at])
        at = before[at]
    return chain[::-1]


def _enter(best: list[tuple[float, int]], waiting: list[tuple[int, int]], totals: list[float]) -> None:
    """Enters the candidates of a finished row, so that none follows another of its own row."""
    for j, number in waiting:
        at = j + 1
        while at < len(best):
            if totals[number] > best[at][0]:
                best[at] = (totals[number], number)
            at += at & -at


def lay_band(anchors: list[Anchor], sources: int, targets: int, *, width: int | None = None) -> Lattice:
    """A corridor along the anchors; wide where they are far apart, the whole of a short pair.

    Args:
        width: cells on both sides of the line between two anchors; a few where none is given, or a quarter of the
            texts without anchors.
    """
    if (sources + 1) * (targets + 1) <= _WHOLE:
        return Lattice.full(sources, targets)
    if width is None:
        width = _WIDTH if anchors else max(sources, targets) // 4 + _WIDTH
    lows = np.full(sources + 1, targets, np.int64)
    highs = np.zeros(sources + 1, np.int64)
    points = [(0, 0), *((i, j) for i, j, _ in anchors), (sources, targets)]
    for (i, j), (k, m) in pairwise(points):
        rows = np.arange(max(0, i - width), min(sources, k + width) + 1)
        line = j + (rows - i) * ((m - j) / max(1, k - i))
        # How far the true path may stray from the line between two anchors is not known beforehand:
        # a gap on one side only is a block that was dropped, and every cell of it must be reachable.
        stray = width + (min(abs((m - j) - (k - i)), max(m - j, 1)) if anchors else 0)
        lows[rows] = np.minimum(lows[rows], np.clip(np.floor(line) - stray, j - width, None).clip(0).astype(np.int64))
        highs[rows] = np.maximum(highs[rows], np.clip(np.ceil(line) + stray, None, m + width).astype(np.int64) + 1)
    lows, highs = lows.clip(0, targets), highs.clip(1, targets + 1)
    lows = np.minimum.accumulate(lows[::-1])[::-1]
    highs = np.maximum.accumulate(highs)
    lows[0], highs[-1] = 0, targets + 1
    # Neighbouring rows overlap by a bead's reach.
    highs[:-1] = np.maximum(highs[:-1], np.minimum(lows[1:] + 4, targets + 1))
    return Lattice(lows, np.maximum.accumulate(highs))
