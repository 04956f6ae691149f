"""Fits a conditional random field over beads (Lafferty et al. 2001) whose scores are small networks.

The objective is the likelihood of the gold beads; the optimiser is Adam (Kingma and Ba 2015); what is kept is the
mean of the last third of the way. Several networks, begun differently, are fitted and their scores averaged.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpora.alignment.evidence import Evidence
from corpora.alignment.lattice import SHAPES, Lattice, Scored, Shape
from corpora.alignment.weights import PAIRED_SHAPES, SINGLE_SHAPES, Layer, Weights

UNITS = 32
NETWORKS = 3
EPOCHS = 8
RATE = 0.01
DECAY = 1e-3
BATCH = 4
# Of a measure that hardly ever says anything, as terms do without a glossary.
LEAST_SPREAD = 0.03
MARKS = (PAIRED_SHAPES, SINGLE_SHAPES)


@dataclass(frozen=True, eq=False)
class Example:
    """A document's evidence, stacked.

    Args:
        rows: for beads with two sides and for single sentences, the measures and a mark for the shape.
        places: for each shape, its cells and where its rows stand.
        gold: for either kind the rows of the gold beads.
        whole: whether every gold bead is in the band.
    """

    lattice: Lattice
    rows: tuple[np.ndarray, np.ndarray]
    places: dict[Shape, tuple[np.ndarray, slice]]
    gold: tuple[np.ndarray, np.ndarray]
    whole: bool


def stack(
    lattice: Lattice, evidence: Sequence[Evidence], gold: Sequence[tuple[Sequence[int], Sequence[int]]]
) -> Example:
    """Evidence as the fit wants it."""
    starts: dict[Shape, list[tuple[int, int]]] = {}
    i = j = 0
    for source, target in gold:
        starts.setdefault((len(source), len(target)), []).append((i, j))
        i, j = i + len(source), j + len(target)
    rows: tuple[list[np.ndarray], list[np.ndarray]] = ([], [])
    found: tuple[list[int], list[int]] = ([], [])
    counts = [0, 0]
    places: dict[Shape, tuple[np.ndarray, slice]] = {}
    whole = all(shape in SHAPES for shape in starts)
    for shape in SHAPES:
        kind = int(0 in shape)
        cells = np.concatenate([part.cells[shape] for part in evidence])
        columns = np.concatenate([part.columns[shape] for part in evidence])
        marks = np.zeros((len(cells), len(MARKS[kind])), np.float32)
        marks[:, MARKS[kind].index(shape)] = 1
        rows[kind].append(np.hstack([columns, marks]))
        places[shape] = cells, slice(counts[kind], counts[kind] + len(cells))
        for start in starts.get(shape, ()):
            cell = int(lattice.cells(np.array([start[0]]), np.array([start[1]]))[0])
            place = int(np.searchsorted(cells, cell))
            if cell < 0 or place >= len(cells) or cells[place] != cell:
                whole = False
            else:
                found[kind].append(counts[kind] + place)
        counts[kind] += len(cells)
    return Example(
        lattice,
        (np.vstack(rows[0]), np.vstack(rows[1])),
        places,
        (np.array(found[0], int), np.array(found[1], int)),
        whole,
    )


class Network:
    """A weighted sum beside hidden units, as it is fitted."""

    def __init__(self, inputs: int, units: int, marks: int, prior: float, random_: np.random.Generator) -> None:
        self.linear = np.zeros(inputs)
        self.linear[inputs - marks :] = prior
        self.hidden = random_.normal(0, inputs**-0.5, (inputs, units))
        self.thresholds = np.zeros(units)
        self.out = random_.normal(0, 0.3 * units**-0.5, units)

    PARTS = ("linear", "hidden", "thresholds", "out")

    def forward(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        units = np.maximum(rows @ self.hidden + self.thresholds, 0)
        return rows @ self.linear + units @ self.out, units

    def backward(self, rows: np.ndarray, units: np.ndarray, pull: np.ndarray) -> dict[str, np.ndarray]:
        back = pull[:, None] * self.out[None, :] * (units > 0)
        return {"linear": rows.T @ pull, "out": units.T @ pull, "hidden": rows.T @ back, "thresholds": back.sum(axis=0)}


Scale = tuple[np.ndarray, np.ndarray]


def scales(examples: Sequence[Example]) -> tuple[Scale, Scale]:
    """Mean and spread of every measure, by which the rows are scaled; marks of shapes stay."""
    out = []
    for kind in range(2):
        sample = np.vstack([example.rows[kind][::7] for example in examples])
        mean, spread = sample.mean(axis=0), np.maximum(sample.std(axis=0), LEAST_SPREAD)
        mean[-len(MARKS[kind]) :], spread[-len(MARKS[kind]) :] = 0, 1
        out.append((mean, spread))
    return out[0], out[1]


def fit_networks(
    examples: Sequence[Example], counts: Sequence[float], *, scale: tuple[Scale, Scale], seed: int
) -> tuple[Network, Network]:
    """One pair of networks.

    Args:
        counts: how often each example counts.
    """
    numbers = np.random.default_rng(seed)
    networks = tuple(
        Network(examples[0].rows[kind].shape[1], UNITS // (1 + kind), len(MARKS[kind]), (0.0, -3.0)[kind], numbers)
        for kind in range(2)
    )
    first = examples[0].rows[0].shape[1] - len(PAIRED_SHAPES)
    networks[0].linear[first:] = [-1.5 * (sum(shape) - 2) for shape in PAIRED_SHAPES]
    moments: dict[tuple[int, str], tuple[np.ndarray, np.ndarray]] = {}
    kept: dict[tuple[int, str], np.ndarray] = {}
    averaged = step = 0
    pool = [(example, count) for example, count in zip(examples, counts) if example.whole and count]
    order = random.Random(seed)
    for epoch in range(EPOCHS):
        rate = RATE * (1.03 - epoch / EPOCHS)
        shuffled = order.sample(pool, len(pool))
        for start in range(0, len(shuffled), BATCH):
            slopes: dict[tuple[int, str], np.ndarray] = {}
            for example, count in shuffled[start : start + BATCH]:
                _pull(networks, example, count, scale, slopes)
            step += 1
            for (kind, part), slope in slopes.items():
                value = getattr(networks[kind], part)
                slope = slope / BATCH - DECAY * value
                mean, square = moments.get((kind, part), (np.zeros_like(value), np.zeros_like(value)))
                mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
                moments[kind, part] = mean, square
                update = (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
                setattr(networks[kind], part, value + rate * update)
            if epoch >= EPOCHS * 2 // 3:
                averaged += 1
                for kind, network in enumerate(networks):
                    for part in Network.PARTS:
                        kept[kind, part] = kept.get((kind, part), 0) + getattr(network, part)
    for (kind, part), total in kept.items():
        setattr(networks[kind], part, total / averaged)
    return networks[0], networks[1]


def _pull(
    networks: tuple[Network, ...], example: Example, count: float, scale: tuple[Scale, Scale],
    slopes: dict[tuple[int, str], np.ndarray],
) -> None:  # fmt: skip
    """Adds the slope of the likelihood of one document's gold."""
    rows = [(example.rows[kind] - scale[kind][0]) / scale[kind][1] for kind in range(2)]
    passed = [network.forward(part) for network, part in zip(networks, rows)]
    scored = as_scored(example, [values for values, _ in passed])
    chances, _ = scored.marginals()
    length = len(example.gold[0]) + len(example.gold[1])
    for kind, network in enumerate(networks):
        pull = np.zeros(len(rows[kind]))
        for shape, (cells, place) in example.places.items():
            if int(0 in shape) == kind:
                pull[place] -= chances[shape][cells]
        np.add.at(pull, example.gold[kind], 1.0)
        telling = np.abs(pull) > 1e-4
        weight = count * 10 / max(10, length)
        found = network.backward(rows[kind][telling], passed[kind][1][telling], pull[telling] * weight)
        for part, slope in found.items():
            slopes[kind, part] = slopes.get((kind, part), 0) + slope


def as_scored(example: Example, values: Sequence[np.ndarray]) -> Scored:
    """Scores of an example's rows as those of its lattice."""
    size = int(example.lattice.offsets[-1])
    scores = {}
    for shape, (cells, place) in example.places.items():
        scores[shape] = np.full(size, -1e30)
        scores[shape][cells] = values[int(0 in shape)][place]
    return Scored(example.lattice, scores)


def fit(examples: Sequence[Example], counts: Sequence[float], *, seed: int = 0) -> Weights:
    """Weights that are the mean of several networks, with their scales folded in."""
    scale = scales(examples)
    fitted = [fit_networks(examples, counts, scale=scale, seed=seed + number) for number in range(NETWORKS)]
    layers = [_fold([pair[kind] for pair in fitted], scale[kind], len(MARKS[kind])) for kind in range(2)]
    return Weights(layers[0], layers[1], 1.0, 0.0, "")


def _fold(networks: Sequence[Network], scale: Scale, marks: int) -> Layer:
    mean, spread = scale
    measures = len(mean) - marks
    linear = np.mean([network.linear for network in networks], axis=0)
    hidden = np.concatenate([network.hidden for network in networks], axis=1)
    thresholds = np.concatenate([network.thresholds for network in networks])
    return Layer(
        linear=(linear / spread)[:measures].astype(np.float32),
        bias=(linear[measures:] - (linear / spread)[:measures] @ mean[:measures]).astype(np.float32),
        hidden=(hidden / spread[:, None])[:measures].astype(np.float32),
        thresholds=(hidden[measures:] + thresholds - mean[:measures] @ (hidden / spread[:, None])[:measures]).astype(
            np.float32
        ),
        out=(np.concatenate([network.out for network in networks]) / len(networks)).astype(np.float32),
    )
