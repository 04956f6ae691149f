"""A stretch of both sides, with all that is compared between them compared once."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from corpora.alignment.coverage import Coverage, cover
from corpora.alignment.lattice import MOST, Shape
from corpora.alignment.sides import Side

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

Item = TypeVar("Item")
# How many neighbours tell how dense the region of a sentence is (Artetxe and Schwenk 2019).
_NEIGHBOURS = 4


class Window:
    """Sentences of both sides that stand about opposite to each other.

    Args:
        source, target: the sides, cut to the window.
    """

    def __init__(self, source: Side, target: Side) -> None:
        self.source, self.target = source, target
        self.encoded = bool(source.vectors and target.vectors and len(source) and len(target))

    def side(self, *, target: bool) -> Side:
        """One of the sides."""
        return self.target if target else self.source

    def cosines(self, i: "Ints", j: "Ints", shape: Shape) -> "Floats":
        """Cosines of the source runs at `i` and the target runs at `j`; -1 where a run does not exist."""
        table = self._tables.get(shape)
        out = np.full(len(i), -1.0, np.float32)
        if table is not None:
            good = (i >= 0) & (j >= 0) & (i < table.shape[0]) & (j < table.shape[1])
            out[good] = table[i[good], j[good]]
        return out

    @cached_property
    def _tables(self) -> dict[Shape, "Floats"]:
        ours, theirs = self.source.vectors, self.target.vectors
        reach = range(1, MOST + 1)
        sizes = [(n, m) for n in reach for m in reach if n + m <= MOST + 3]
        return {(n, m): ours[n - 1] @ theirs[m - 1].T for n, m in sizes if len(ours[n - 1]) and len(theirs[m - 1])}

    @cached_property
    def nearest(self) -> "tuple[tuple[Floats, Floats], tuple[Floats, Floats]]":
        """For the sentences of either side: the best cosine opposite, and the mean of the best few."""
        if not self.encoded:
            return tuple((np.zeros(len(side), np.float32),) * 2 for side in (self.source, self.target))  # type: ignore[return-value]
        table = self._tables[1, 1]
        return _best(table), _best(table.T)

    @cached_property
    def coverage(self) -> tuple[Coverage, Coverage]:
        """How the source is covered by the target, and the target by the source."""
        source, target = self.source, self.target
        if source.clauses is None or source.words is None or target.clauses is None or target.words is None:
            raise LookupError("sides without an encoder are not covered")
        ours, theirs = (source.clauses, source.words), (target.clauses, target.words)
        return cover(ours, theirs, target.vectors[0], most=MOST), cover(theirs, ours, source.vectors[0], most=MOST)

    @cached_property
    def numbers(self) -> "Shared":
        """Which values stand where."""
        return Shared(self.source.numbers, self.target.numbers)

    @cached_property
    def latin(self) -> "Shared":
        """Which Latin words stand where."""
        return Shared(self.source.latin, self.target.latin)

    @cached_property
    def names(self) -> "Shared":
        """Which names stand where."""
        return Shared(self.source.names, self.target.names)

    @cached_property
    def terms(self) -> "Shared":
        """Which string pairs of the lexicon stand where."""
        return Shared(self.source.terms, self.target.terms)


class Shared:
    """Things that sentences of either side hold, such as numbers; those that both sides hold are columns.

    Args:
        source, target: for each sentence what it holds.
    """

    def __init__(self, source: Sequence[frozenset[Item]], target: Sequence[frozenset[Item]]) -> None:
        self._source, self._target = source, target
        both = frozenset().union(*source) & frozenset().union(*target)
        places = {item: place for place, item in enumerate(sorted(both, key=str))}
        self._ours, self._theirs = (_incidence(side, places) for side in (source, target))

    def between(self, i: "Ints", j: "Ints", shape: Shape) -> "tuple[Floats, ...]":
        """Of the runs at `i` and `j`: how much both hold, only the source run, only the target run; and how
        much of the source run stands opposite only beside the target run, and the other way round.
        """
        ours, theirs = _runs(self._ours, shape[0]), _runs(self._theirs, shape[1])
        both = (ours @ theirs.T)[i, j]
        left, right = _counts(self._source, shape[0])[i] - both, _counts(self._target, shape[1])[j] - both
        elsewhere = (ours @ _beside(self._theirs, shape[1]).T)[i, j], (_beside(self._ours, shape[0]) @ theirs.T)[i, j]
        return both, left, right, *elsewhere

    def single(self) -> "Floats":
        """How much any two sentences share."""
        result: Floats = self._ours @ self._theirs.T
        return result


def _best(table: "Floats") -> "tuple[Floats, Floats]":
    count = min(_NEIGHBOURS, table.shape[1])
    top = -np.partition(-table, count - 1, axis=1)[:, :count] if count < table.shape[1] else table
    return top.max(axis=1), top.mean(axis=1)


def _incidence(side: Sequence[frozenset[Item]], places: dict[Item, int]) -> "Floats":
    out = np.zeros((len(side), len(places)), np.float32)
    for row, items in enumerate(side):
        for item in items:
            if item in places:
                out[row, places[item]] = 1
    return out


def _runs(rows: "Floats", n: int) -> "Floats":
    count = max(0, len(rows) - n + 1)
    out = rows[:count].copy()
    for step in range(1, n):
        np.maximum(out, rows[step : step + count], out=out)
    return out


def _beside(rows: "Floats", n: int) -> "Floats":
    """What stands just before or just behind each run and not in it."""
    count = max(0, len(rows) - n + 1)
    out = np.zeros((count, rows.shape[1]), np.float32)
    out[1:] = rows[: max(0, count - 1)]
    np.maximum(out[: count - 1], rows[n:], out=out[: count - 1]) if count else None
    return out * (1 - _runs(rows, n))


def _counts(side: Sequence[frozenset[Item]], n: int) -> "Floats":
    runs = [frozenset().union(*side[k : k + n]) for k in range(len(side) - n + 1)]
    return np.array([len(run) for run in runs], dtype=np.float32)
