"""The peer that aligns by vectors in two passes: Bertalign (Liu and Zhu 2022), over the embedded encoder.

Written from the published definition, with its published settings: sentences of two sides that are near to each
other, in order, lay a path; along it the best sum of beads is looked for, by the cosine of their texts less that
of the sentences beside them, weighted by how alike their lengths are in bytes of UTF-8.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from corpora.encoder import load_encoder

MOST, NEAREST, REACH, SKIP = 5, 3, 5, -0.1
# The first pass looks so far from the diagonal: so many sentences at least, or so large a part of the longer side.
CORRIDOR, PART = 250, 0.06
SHAPES = [(0, 1), (1, 0), *((n, m) for n in range(1, MOST) for m in range(1, MOST + 1 - n))]
# Texts encoded at once.
BATCH = 512

Beads = list[tuple[tuple[int, ...], tuple[int, ...]]]


def align(source: Sequence[str], target: Sequence[str]) -> Beads:
    """Beads of up to five sentences together, and sentences alone."""
    ours, theirs = _Side(source), _Side(target)
    ratio = ours.lengths[0].sum() / theirs.lengths[0].sum()
    band = lay_band(find_anchors(ours.vectors[0], theirs.vectors[0]), len(source), len(target))
    return _find_path(ours, theirs, ratio, band)


class _Side:
    """Runs of sentences; item `n - 1` of vectors and lengths holds those of n, by where they begin."""

    def __init__(self, texts: Sequence[str]) -> None:
        runs = [[" ".join(texts[i : i + n]) for i in range(len(texts) - n + 1)] for n in range(1, MOST)]
        self.lengths = [np.array([max(1, len(text.encode())) for text in held], float) for held in runs]
        self.vectors = [_encode(held) for held in runs]


def _encode(texts: Sequence[str]) -> np.ndarray:
    """Vectors of texts, each truly encoded."""
    encoder = load_encoder()
    parts = [encoder.encode(texts[at : at + BATCH]).joined(1)[0] for at in range(0, len(texts), BATCH)]
    return np.vstack([np.zeros((0, 512), np.float32), *parts])


def find_anchors(source: np.ndarray, target: np.ndarray) -> list[tuple[int, int]]:
    """The boundaries behind the 1-1 beads of the chain with the largest sum of cosines of nearest sentences."""
    sources, targets = len(source), len(target)
    reach = max(CORRIDOR, int(max(sources, targets) * PART))
    choices = np.zeros((sources + 1, targets + 1), np.int8)
    before = np.full(targets + 1, -np.inf)
    before[0] = 0
    for i in range(sources + 1):
        diagonal = np.full(targets + 1, -np.inf)
        if i:
            cosines = target @ source[i - 1]
            near = np.argsort(-cosines)[:NEAREST]
            diagonal[1:] = before[:-1]
            diagonal[near + 1] += cosines[near]
        centre = int(targets / sources * i)
        outside = np.ones(targets + 1, bool)
        outside[max(0, centre - reach) : centre + reach + 1] = False
        before[outside] = diagonal[outside] = -np.inf
        row = np.maximum.accumulate(np.maximum(before, diagonal))
        left = np.concatenate([[-np.inf], row[:-1]])
        choices[i] = np.where(diagonal > np.maximum(before, left), 2, left < before)
        before = row
        before[outside] = -np.inf
    anchors: list[tuple[int, int]] = []
    i, j = sources, targets
    while i and j:
        choice = choices[i, j]
        if choice == 2:
            anchors.append((i, j))
        i, j = i - (choice != 0), j - (choice != 1)
    return anchors[::-1]


def lay_band(anchors: list[tuple[int, int]], sources: int, targets: int) -> list[tuple[int, int]]:
    """For each source boundary the first and the last target boundary that the second pass sees."""
    if anchors and (anchors[-1][0] == sources) != (anchors[-1][1] == targets):
        anchors = anchors[:-1]
    band: list[tuple[int, int]] = []
    for (row, column), (i, j) in pairwise([(0, 0), *anchors, (sources, targets)]):
        band += [(max(0, column - REACH), min(targets, j + REACH))] * (i - row)
    return [band[0], *band]


def _find_path(ours: _Side, theirs: _Side, ratio: float, band: list[tuple[int, int]]) -> Beads:
    values: list[np.ndarray] = []
    choices: list[np.ndarray] = []
    for i, (low, high) in enumerate(band):
        best = np.full(high + 1 - low, -np.inf)
        chosen = np.zeros(high + 1 - low, np.int8)
        if i == 0:
            best[0] = 0
        for number, (n, m) in enumerate(SHAPES):
            if n == 0 or n > i:
                continue
            first, last = band[i - n]
            ends = np.arange(max(low, first + m), min(high, last + m) + 1)
            if not len(ends):
                continue
            worth = _weigh(ours, theirs, ratio, i, ends, (n, m)) if m else SKIP
            reached = values[i - n][ends - m - first] + worth
            better = reached > best[ends - low]
            best[(ends - low)[better]], chosen[(ends - low)[better]] = reached[better], number
        # Sentences added run along the row.
        steps = SKIP * np.arange(len(best))
        run = np.maximum.accumulate(best - steps) + steps
        chosen[run > best + 1e-12] = 0
        values.append(run)
        choices.append(chosen)
    beads: Beads = []
    i, j = len(band) - 1, band[-1][1]
    while i or j:
        n, m = SHAPES[choices[i][j - band[i][0]]]
        beads.append((tuple(range(i - n, i)), tuple(range(j - m, j))))
        i, j = i - n, j - m
    return beads[::-1]


def _weigh(ours: _Side, theirs: _Side, ratio: float, i: int, ends: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """What beads of a shape are worth that end before source boundary `i` and target boundaries `ends`."""
    n, m = shape
    run, runs = ours.vectors[n - 1][i - n], theirs.vectors[m - 1][ends - m]
    sentences, places = theirs.vectors[0], [ends - m - 1, ends]
    round_theirs = [
        np.where((at >= 0) & (at < len(sentences)), sentences[at.clip(0, len(sentences) - 1)] @ run, 0) for at in places
    ]
    round_ours = [
        runs @ ours.vectors[0][at] if 0 <= at < len(ours.vectors[0]) else np.zeros(len(ends)) for at in (i - n - 1, i)
    ]
    margin = runs @ run - (_mean(*round_theirs) + _mean(*round_ours)) / 2
    lengths = ours.lengths[n - 1][i - n], theirs.lengths[m - 1][ends - m] * ratio
    score: np.ndarray = margin * np.log2(1 + np.minimum(*lengths) / np.maximum(*lengths))
    return score


def _mean(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Of both where there are both."""
    mean: np.ndarray = np.where((before != 0) & (after != 0), (before + after) / 2, before + after)
    return mean
