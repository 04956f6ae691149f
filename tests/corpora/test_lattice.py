import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.alignment.anchors import find_anchors, lay_band
from corpora.alignment.lattice import SHAPES, Lattice, Scored, Shape
from corpora.errors import Invalid

Path = list[tuple[int, int, Shape]]


def every_path(lattice: Lattice) -> list[Path]:
    """All paths of beads through a small lattice, by plain recursion."""
    inside = {(int(i), int(j)) for i, j in zip(lattice.rows, lattice.columns)}

    def go(i: int, j: int) -> list[Path]:
        if (i, j) == (lattice.sources, lattice.targets):
            return [[]]
        return [[(i, j, (n, m)), *rest] for n, m in SHAPES if (i + n, j + m) in inside for rest in go(i + n, j + m)]

    return go(0, 0)


def scored(lattice: Lattice, seed: int) -> Scored:
    numbers = np.random.default_rng(seed)
    scores = {}
    for shape in SHAPES:
        scores[shape] = np.full(int(lattice.offsets[-1]), -1e30)
        starts = lattice.starts(shape)
        scores[shape][starts] = numbers.normal(size=len(starts)).round(3)
    return Scored(lattice, scores)


def total(score: Scored, path: Path) -> float:
    lattice = score.lattice
    return sum(float(score.scores[shape][lattice.offsets[i] + j - lattice.lows[i]]) for i, j, shape in path)


BANDS = st.sampled_from(
    [
        Lattice.full(3, 3),
        Lattice.full(4, 2),
        Lattice.full(0, 3),
        Lattice.full(3, 0),
        Lattice(np.array([0, 0, 1, 2]), np.array([2, 3, 4, 5])),
        Lattice(np.array([0, 0, 0, 2, 2]), np.array([3, 3, 4, 4, 4])),
    ]
)


@settings(deadline=None, max_examples=60)
@given(BANDS, st.integers(0, 10**6))
def test_the_best_path_is_the_best_of_all_paths(lattice: Lattice, seed: int) -> None:
    score = scored(lattice, seed)
    best = max(total(score, path) for path in every_path(lattice))
    assert math.isclose(total(score, score.best()), best, abs_tol=1e-6)


@settings(deadline=None, max_examples=40)
@given(BANDS, st.integers(0, 10**6))
def test_the_chance_of_a_bead_is_its_share_of_all_paths(lattice: Lattice, seed: int) -> None:
    score = scored(lattice, seed)
    marginals, logarithm = score.marginals()
    paths = every_path(lattice)
    weights = [math.exp(total(score, path)) for path in paths]
    assert math.isclose(logarithm, math.log(sum(weights)), abs_tol=1e-6)
    for shape, cell in itertools.product(SHAPES, range(int(lattice.offsets[-1]))):
        step = (int(lattice.rows[cell]), int(lattice.columns[cell]), shape)
        share = sum(weight for path, weight in zip(paths, weights) if step in path) / sum(weights)
        assert math.isclose(marginals[shape][cell], share, abs_tol=1e-6)


def test_a_band_that_runs_backwards_or_is_cut_is_refused() -> None:
    with pytest.raises(Invalid, match="backwards"):
        Lattice(np.array([0, 1, 0]), np.array([2, 3, 4]))
    with pytest.raises(Invalid, match="cut in two"):
        Lattice(np.array([0, 5]), np.array([2, 9]))


def vectors(*rows: int) -> np.ndarray:
    """Unit vectors, one dimension for each meaning; -1 is a meaning of its own."""
    out = np.zeros((len(rows), 64), np.float32)
    for at, row in enumerate(rows):
        out[at, row if row >= 0 else 32 + at] = 1.0
    return out


def test_anchors_are_the_heaviest_chain_that_crosses_nothing() -> None:
    source, target = vectors(0, 1, 2, 3, 4, 5), vectors(0, 5, 1, 2, -1, 4)
    assert [(i, j) for i, j, _ in find_anchors(source, target)] == [(0, 0), (1, 2), (2, 3), (4, 5)]


def test_without_likeness_there_is_no_anchor() -> None:
    assert find_anchors(vectors(0, 1), vectors(2, 3)) == []
    assert find_anchors(vectors(), vectors(0)) == []


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 400), st.integers(1, 400), st.data())
def test_the_band_holds_every_anchor_and_leads_from_corner_to_corner(
    sources: int, targets: int, data: st.DataObject
) -> None:
    count = data.draw(st.integers(0, min(sources, targets, 12)))
    rows = sorted(data.draw(st.sets(st.integers(0, sources - 1), min_size=count, max_size=count)))
    columns = sorted(data.draw(st.sets(st.integers(0, targets - 1), min_size=count, max_size=count)))
    anchors = [(i, j, 0.5) for i, j in zip(rows, columns)]
    lattice = lay_band(anchors, sources, targets)
    assert (lattice.sources, lattice.targets) == (sources, targets)
    for i, j, _ in anchors:
        assert all(lattice.cells(np.array([i, i + 1]), np.array([j, j + 1])) >= 0)
    flat = Scored(lattice, {shape: _open(lattice, shape) for shape in SHAPES})
    assert sum(n for _, _, (n, _) in flat.best()) == sources


def _open(lattice: Lattice, shape: Shape) -> np.ndarray:
    out = np.full(int(lattice.offsets[-1]), -1e30)
    out[lattice.starts(shape)] = 0.0
    return out


def test_the_band_of_a_long_pair_is_narrow() -> None:
    anchors = [(i, i, 0.5) for i in range(0, 5000, 3)]
    lattice = lay_band(anchors, 5000, 5000)
    assert lattice.offsets[-1] < 5001 * 60
