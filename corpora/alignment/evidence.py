"""What speaks for and against a bead: small measures of one bead each, for all beads of a shape at once.

Score apart from decide: nothing here knows of paths or weights. Every measure is an array over the
cells at which beads of the shape may start.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from corpora.alignment.lattice import SHAPES, Lattice, Shape
from corpora.alignment.sides import Side

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

# Measures of a bead with two sides, in the order of their columns; a bias per shape stands before them.
PAIRED = (
    "cosine", "weak", "margin", "lead_source", "lead_target", "drop_source", "drop_target", "add_source", "add_target",
    "split", "length", "length_squared", "number_shared", "number_source", "number_target", "latin_shared",
    "latin_source", "term_shared", "term_source", "question", "quote", "form", "kind", "crossing",
)  # fmt: skip
# Measures of a sentence without counterpart.
SINGLE = ("best_cosine", "best_margin", "here", "attach_before", "attach_after", "size", "numbers", "kind")
_NEIGHBOURS = 4
# Under this cosine, sentences that say the same become rare.
_STRANGERS = 0.4


@dataclass(frozen=True, eq=False)
class Evidence:
    """Measures by shape: `columns[shape]` has a row for each cell of `cells[shape]`."""

    lattice: Lattice
    cells: dict[Shape, "Ints"]
    columns: dict[Shape, "Floats"]

    def measure(self, name: str, shape: Shape, cell: int) -> float:
        """One measure of the bead of a shape that starts at a cell."""
        row = int(np.searchsorted(self.cells[shape], cell))
        return float(self.columns[shape][row, (SINGLE if 0 in shape else PAIRED).index(name)])


class Similarities:
    """Cosines of runs of sentences, looked up by where they start; -1 where a run does not exist."""

    def __init__(self, source: Side, target: Side) -> None:
        self._source, self._target = source, target

    def __call__(self, i: "Ints", j: "Ints", shape: Shape) -> "Floats":
        """Cosines of the source runs at `i` and the target runs at `j`, both of the sizes of a shape."""
        n, m = shape
        ours, theirs = self._source.vectors[n - 1], self._target.vectors[m - 1]
        out = np.full(len(i), -1.0)
        good = np.flatnonzero((i >= 0) & (j >= 0) & (i < len(ours)) & (j < len(theirs)))
        for start in range(0, len(good), 8192):
            part = good[start : start + 8192]
            out[part] = np.einsum("ij,ij->i", ours[i[part]], theirs[j[part]])
        return out


def gather(lattice: Lattice, source: Side, target: Side, *, ratio: float) -> Evidence:
    """All measures of all beads in a band.

    Args:
        ratio: logarithm of target length over source length in this pair.
    """
    cells = {shape: lattice.starts(shape) for shape in SHAPES}
    cosine: Similarities | None = Similarities(source, target) if source.vectors and target.vectors else None
    near = _nearness(lattice, cells[1, 1], cosine, len(source), len(target))
    columns: dict[Shape, Floats] = {}
    for shape, starts in cells.items():
        i, j = lattice.rows[starts], lattice.columns[starts]
        if 0 in shape:
            columns[shape] = _single(i, j, shape, source, target, cosine, near)
        else:
            columns[shape] = _paired(i, j, shape, source, target, cosine, near, ratio)
    return Evidence(lattice, cells, columns)


@dataclass(frozen=True, eq=False)
class _Nearness:
    """For each sentence: its best cosine inside the band, the second best, and the mean of its neighbours."""

    source_best: "Floats"
    source_second: "Floats"
    source_mean: "Floats"
    target_best: "Floats"
    target_second: "Floats"
    target_mean: "Floats"


def _nearness(lattice: Lattice, starts: "Ints", cosine: Similarities | None, sources: int, targets: int) -> _Nearness:
    if cosine is None:
        return _Nearness(*(np.zeros(count) for count in (sources,) * 3 + (targets,) * 3))
    i, j = lattice.rows[starts], lattice.columns[starts]
    values = cosine(i, j, (1, 1))
    return _Nearness(*_neighbours(i, values, sources), *_neighbours(j, values, targets))


def _neighbours(groups: "Ints", values: "Floats", count: int) -> "tuple[Floats, Floats, Floats]":
    """Best, second and mean of the best few values of each group."""
    order = np.lexsort((-values, groups))
    groups, values = groups[order], values[order]
    firsts = np.searchsorted(groups, np.arange(count))
    position = np.arange(len(groups)) - firsts[groups]
    table = np.zeros((count, _NEIGHBOURS))
    filled = np.zeros((count, _NEIGHBOURS))
    kept = position < _NEIGHBOURS
    table[groups[kept], position[kept]] = values[kept]
    filled[groups[kept], position[kept]] = 1.0
    return table[:, 0], table[:, 1], table.sum(axis=1) / np.maximum(filled.sum(axis=1), 1.0)


def _paired(
    i: "Ints", j: "Ints", shape: Shape, source: Side, target: Side, cosine: Similarities | None, near: _Nearness,
    ratio: float,
) -> "Floats":  # fmt: skip
    n, m = shape
    out = np.zeros((len(i), len(PAIRED)))
    column = {name: out[:, index] for index, name in enumerate(PAIRED)}
    if cosine is not None and len(i):
        whole = cosine(i, j, shape)
        column["cosine"][:] = whole
        column["weak"][:] = np.maximum(_STRANGERS - whole, 0.0)
        column["margin"][:] = whole - (_mean_over(near.source_mean, i, n) + _mean_over(near.target_mean, j, m)) / 2
        column["lead_source"][:] = whole - _mean_over(near.source_best, i, n)
        column["lead_target"][:] = whole - _mean_over(near.target_best, j, m)
        if n > 1:
            cut = np.maximum(cosine(i + 1, j, (n - 1, m)), cosine(i, j, (n - 1, m)))
            column["drop_source"][:] = np.minimum(whole - cut, 0.1)
        if m > 1:
            cut = np.maximum(cosine(i, j + 1, (n, m - 1)), cosine(i, j, (n, m - 1)))
            column["drop_target"][:] = np.minimum(whole - cut, 0.1)
        if n < 3:
            more = np.maximum(cosine(i - 1, j, (n + 1, m)), cosine(i, j, (n + 1, m)))
            column["add_source"][:] = np.maximum(more - whole, -0.1)
        if m < 3:
            more = np.maximum(cosine(i, j - 1, (n, m + 1)), cosine(i, j, (n, m + 1)))
            column["add_target"][:] = np.maximum(more - whole, -0.1)
        if n > 1 and m > 1:
            splits = [
                np.minimum(cosine(i, j, (a, b)), cosine(i + a, j + b, (n - a, m - b)))
                for a in range(1, n)
                for b in range(1, m)
            ]
            column["split"][:] = np.max(splits, axis=0) - whole
    ours, theirs = _sum_over(source.lengths, i, n), _sum_over(target.lengths, j, m)
    unlike = np.abs(np.log((theirs + 8) / (ours + 8)) - ratio) * np.sqrt(np.minimum(ours + theirs, 400) / 100)
    column["length"][:] = np.minimum(unlike, 3.0)
    column["length_squared"][:] = np.minimum(unlike, 3.0) ** 2 / 3
    _sets(column, "number", _runs(source.numbers, n), _runs(target.numbers, m), i, j)
    _sets(column, "latin", _runs(source.latin, n), _runs(target.latin, m), i, j)
    _sets(column, "term", _runs(source.terms, n), _runs(target.terms, m), i, j)
    column["question"][:] = _any_over(source.question, i, n) != _any_over(target.question, j, m)
    column["quote"][:] = _any_over(source.quote, i, n) != _any_over(target.quote, j, m)
    column["form"][:] = _forms(source.form, n)[i] != _forms(target.form, m)[j]
    column["kind"][:] = source.kind[i] != target.kind[j]
    column["crossing"][:] = (source.block[i] != source.block[i + n - 1]) | (target.block[j] != target.block[j + m - 1])
    return out


def _single(
    i: "Ints", j: "Ints", shape: Shape, source: Side, target: Side, cosine: Similarities | None, near: _Nearness
) -> "Floats":
    out = np.zeros((len(i), len(SINGLE)))
    column = {name: out[:, index] for index, name in enumerate(SINGLE)}
    dropped = shape == (1, 0)
    side, at = (source, i) if dropped else (target, j)
    if cosine is not None and len(i):
        best, mean = (near.source_best, near.source_mean) if dropped else (near.target_best, near.target_mean)
        column["best_cosine"][:] = best[at]
        column["best_margin"][:] = best[at] - mean[at]
        # What the sentence is to those it would stand between, and what it would add to their counterparts.
        if dropped:
            column["here"][:] = np.maximum(cosine(i, j - 1, (1, 1)), cosine(i, j, (1, 1)))
            before = cosine(i - 1, j - 1, (2, 1)) - cosine(i - 1, j - 1, (1, 1))
            after = cosine(i, j, (2, 1)) - cosine(i + 1, j, (1, 1))
        else:
            column["here"][:] = np.maximum(cosine(i - 1, j, (1, 1)), cosine(i, j, (1, 1)))
            before = cosine(i - 1, j - 1, (1, 2)) - cosine(i - 1, j - 1, (1, 1))
            after = cosine(i, j, (1, 2)) - cosine(i, j + 1, (1, 1))
        column["attach_before"][:] = np.clip(before, -0.2, 0.2)
        column["attach_after"][:] = np.clip(after, -0.2, 0.2)
    column["size"][:] = np.log(side.lengths[at] + 8) - 4
    column["numbers"][:] = np.array([min(len(values), 2) for values in side.numbers], dtype=float)[at]
    column["kind"][:] = side.kind[at] > 0
    return out


def _sum_over(values: "Floats", at: "Ints", n: int) -> "Floats":
    return np.sum([values[at + k] for k in range(n)], axis=0) if len(at) else np.zeros(0)


def _mean_over(values: "Floats", at: "Ints", n: int) -> "Floats":
    return _sum_over(values, at, n) / n


def _any_over(values: "NDArray[np.bool_]", at: "Ints", n: int) -> "NDArray[np.bool_]":
    return np.any([values[at + k] for k in range(n)], axis=0) if len(at) else np.zeros(0, dtype=bool)


def _forms(forms: "Ints", n: int) -> "Ints":
    """The forms that a run holds, one bit for each, by where the run starts."""
    runs = forms.copy()
    for k in range(1, n):
        runs[:-k] |= forms[k:]
    return runs


Item = TypeVar("Item")


def _runs(sets: tuple[frozenset[Item], ...], n: int) -> list[frozenset[Item]]:
    return [frozenset().union(*sets[k : k + n]) for k in range(len(sets) - n + 1)] if n > 1 else list(sets)


def _sets(
    column: "dict[str, Floats]",
    name: str,
    source: list[frozenset[Item]],
    target: list[frozenset[Item]],
    i: "Ints",
    j: "Ints",
) -> None:
    """Counts what both runs hold and what only one of them does; most runs hold nothing."""
    ours = np.array([len(each) for each in source], dtype=float)[i] if len(i) else np.zeros(0)
    theirs = np.array([len(each) for each in target], dtype=float)[j] if len(j) else np.zeros(0)
    shared = np.zeros(len(i))
    for k in np.flatnonzero((ours > 0) & (theirs > 0)):
        shared[k] = len(source[i[k]] & target[j[k]])
    column[f"{name}_shared"][:] = np.minimum(shared, 3)
    column[f"{name}_source"][:] = np.minimum(ours - shared, 2)
    if f"{name}_target" in column:
        column[f"{name}_target"][:] = np.minimum(theirs - shared, 2)
