"""What speaks for two runs of sentences being versions of each other, where there are no vectors.

Lengths are compared as by Gale and Church (1993); questions, quotations and numbers stand mostly where their versions
do; rare things that both sides hold point at single sentences. Scores are log-odds of being versions of each other
over standing side by side by chance.
"""

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from corpora.alignment.anchors import Anchor, heaviest
from corpora.alignment.lattice import Shape
from corpora.alignment.sides import Side

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

# What a shape with two sides starts with: 1-1 with how telling like lengths are, the others less how much rarer.
OUTLINED: dict[Shape, float] = {(1, 1): 1.1, (1, 2): -0.4, (2, 1): -0.4, (2, 2): -0.6, (1, 3): -1.4, (3, 1): -1.4}
# The most sentences of a side.
REACH = 3
# What an unlike length costs, by the square of the difference in spreads, and the most that it costs.
_UNLIKE, _MOST_UNLIKE = 3.6, 4.0
# How often a version keeps a question, a quotation or a number, and the most that this counts.
_FAITHFUL, _MOST_TRAIT = 0.7, 2.0
# A thing is rare if so few pairs of sentences hold it; how few make an anchor; what one and all of a pair's count.
_RARE, _RAREST, _MOST_RARE, _MOST_SHARED = 64, 4, 5.0, 8.0
# Anchors hold each other up over so many sentences, where they stray so little from one diagonal.
_TOGETHER, _ASTRAY = 40, 12


class Ground:
    """What the outline is drawn on.

    Args:
        source, target: both sides.

    `ratio` is the logarithm of target over source length, as this translator writes.
    """

    def __init__(self, source: Side, target: Side) -> None:
        self.sums = np.concatenate([[0.0], np.cumsum(source.lengths, dtype=np.float64)])
        sums = np.concatenate([[0.0], np.cumsum(target.lengths, dtype=np.float64)])
        self.runs = [sums[size:] - sums[: len(sums) - size] for size in range(REACH + 1)]
        self.logs = [np.log(runs + 8) for runs in self.runs]
        self.targets = len(target)
        self.ratio = 0.0
        self._traits = [_Trait(*pair) for pair in zip(_read_traits(source), _read_traits(target))]
        rows, columns, self._weights, self._rarest = _find_shared(source, target)
        self._rows, self._columns = rows, columns
        self._starts = np.searchsorted(rows, np.arange(len(source) + 1))

    def anchors(self) -> list[Anchor]:
        """Sentences that share what hardly any others do and stand with others of their kind."""
        places = zip(self._rows, self._columns, self._weights)
        chain = heaviest(
            [(int(i), int(j), float(w)) for (i, j, w), good in zip(places, self._rarest) if good], self.targets
        )
        kept = []
        for number, (i, j, weight) in enumerate(chain):
            beside = chain[max(0, number - 1) : number] + chain[number + 1 : number + 2]
            if any(abs(k - i) <= _TOGETHER and abs((k - i) - (m - j)) <= _ASTRAY for k, m, _ in beside):
                kept.append((i, j, weight))
        return kept

    def estimate_ratio(self, pairs: list[tuple[int, int]]) -> float:
        """The ratio in the middle of those of some pairs of sentences; eight pairs count as much as none at all do."""
        ratios = [self.logs[1][j] - np.log(self.sums[i + 1] - self.sums[i] + 8) for i, j in pairs]
        return float(np.median(ratios)) * len(pairs) / (len(pairs) + 8) if pairs else 0.0

    def shared(self, row: int) -> "tuple[NDArray[np.int64], Floats]":
        """The target sentences that share something rare with a source sentence, and what that is worth."""
        here = slice(self._starts[row], self._starts[row + 1])
        return self._columns[here], self._weights[here]

    def score(self, row: int, columns: slice, shape: tuple[int, int]) -> "Floats":
        """What speaks for beads of a shape from source sentence `row` on, and from each of some target sentences."""
        n, m = shape
        length = self.sums[row + n] - self.sums[row]
        size = np.minimum(self.runs[m][columns] + length, 400) / 100
        unlike = (self.logs[m][columns] - (np.log(length + 8) + self.ratio)) ** 2 * size
        out: Floats = OUTLINED[shape] - np.minimum(_UNLIKE * unlike, _MOST_UNLIKE)
        for trait in self._traits:
            out += trait.score(row, columns, shape)
        for step in range(n):
            places, weights = self.shared(row + step)
            for back in range(m if len(places) else 0):
                at = places - back - columns.start
                inside = (at >= 0) & (at < len(out))
                out[at[inside]] += weights[inside]
        return out


class _Trait:
    """Something that a sentence has or has not, and mostly has where its version has it.

    Args:
        source, target: whether each sentence has it.
    """

    def __init__(self, source: "NDArray[np.bool_]", target: "NDArray[np.bool_]") -> None:
        self._ours, self._theirs = ([_any(side, size) for size in range(REACH + 1)] for side in (source, target))
        self._worth = {(n, m): _worth(self._ours[n].mean(), self._theirs[m].mean()) for n, m in OUTLINED}

    def score(self, row: int, columns: slice, shape: tuple[int, int]) -> "Floats":
        """What agreement or disagreement speaks for, as `Ground.score` wants it."""
        n, m = shape
        result: Floats = self._worth[shape][int(self._ours[n][row])][self._theirs[m][columns]]
        return result


def _read_traits(side: Side) -> "list[NDArray[np.bool_]]":
    numbers = np.array([bool(values) for values in side.numbers])
    return [side.question, side.quote, numbers]


def _any(values: "NDArray[np.bool_]", size: int) -> "NDArray[np.int64]":
    """Whether any of each run of sentences has it, as 0 or 1."""
    sums = np.concatenate([[0], np.cumsum(values)])
    result: NDArray[np.int64] = (sums[size:] > sums[: len(sums) - size]).astype(np.int64)
    return result


def _worth(ours: float, theirs: float) -> "Floats":
    """Log-odds for neither, one or both of two runs to have a thing, from how many runs of either side have it."""
    both = _FAITHFUL * min(ours, theirs) + (1 - _FAITHFUL) * ours * theirs
    together = np.array([[1 - ours - theirs + both, theirs - both], [ours - both, both]])
    apart = np.outer([1 - ours, ours], [1 - theirs, theirs])
    result: Floats = np.log(np.maximum(together, 1e-4) / np.maximum(apart, 1e-4)).clip(-_MOST_TRAIT, _MOST_TRAIT)
    return result


def _find_shared(
    source: Side, target: Side
) -> "tuple[NDArray[np.int64], NDArray[np.int64], Floats, NDArray[np.bool_]]":
    """Pairs of sentences that share something rare, in order: rows, columns, worth, and whether it is most rare."""
    worth: dict[tuple[int, int], float] = {}
    rarest: set[tuple[int, int]] = set()
    size = max(2, min(len(source), len(target)))
    for ours, theirs in (
        (source.numbers, target.numbers),
        (source.latin, target.latin),
        (source.terms, target.terms),
        (source.names, target.names),
    ):
        where, opposite = _places(ours), _places(theirs)
        for item in where.keys() & opposite.keys():
            rows, columns = where[item], opposite[item]
            count = len(rows) * len(columns)
            if count > _RARE:
                continue
            value = min(float(np.log(size / 2) - np.log(count) / 2), _MOST_RARE)
            for pair in ((i, j) for i in rows for j in columns) if value > 0 else ():
                worth[pair] = min(worth.get(pair, 0.0) + value, _MOST_SHARED)
                if count <= _RAREST:
                    rarest.add(pair)
    pairs = sorted(worth)
    i, j = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
    return i, j, np.array([worth[pair] for pair in pairs]), np.array([pair in rarest for pair in pairs], bool)


def _places(side: Sequence[frozenset[Hashable]]) -> dict[Hashable, list[int]]:
    places: dict[Hashable, list[int]] = {}
    for number, items in enumerate(side):
        for item in items:
            places.setdefault(item, []).append(number)
    return places
