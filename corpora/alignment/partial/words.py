"""How likely each word of a bead has no counterpart on the bead's other side.

A word is held against the words opposite (`corpora.encoder.Encoded.words`), and the few words around it against
every few words opposite. So a phrase that is translated freely finds its counterpart where its words do not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from corpora.alignment.sides import Side
from corpora.text import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

# How many words in a row are held against as many opposite.
_RUNS = (2, 4, 7)
WORD_MEASURES = (
    "best", "lead", "shared", "weight", "opposite", "before", "behind", "around", "place",
    "best_2", "best_4", "best_7", "mean_2", "mean_4", "mean_7",
)  # fmt: skip
# What a second look sees besides: the word's own log-odds, those of three words on each side, and means around it.
SECOND_MEASURES = (*WORD_MEASURES, "own", "-3", "-2", "-1", "+1", "+2", "+3", "mean_of_7", "mean_of_3")
# Log-odds beyond this say no more, and those that are taken where there is no word.
_MOST, _BEYOND = 6.0, -1.5
# How sharply a word opposite is given to the word that is most like it.
_SHARP = 12.0


@dataclass(frozen=True, eq=False)
class Wording:
    """One side of a bead.

    Args:
        vectors, weights: of its words, a row each.
        spans: where they stand in the bead's text.
        runs: for each size the vectors of so many words in a row, of length 1, a row for the first of them.
        clauses: vectors of its clauses, a row each.
        whole: the vector of the text.
    """

    vectors: "Floats"
    weights: "Floats"
    spans: "Ints"
    runs: tuple["Floats", ...]
    clauses: "Floats"
    whole: "Floats"

    def within(self, span: Span) -> "NDArray[np.bool_]":
        """Which of its words a span touches."""
        result: NDArray[np.bool_] = (self.spans[:, 0] < span.end) & (self.spans[:, 1] > span.start)
        return result


def offsets_of(texts: Sequence[str], *, spaced: bool) -> list[int]:
    """Where each sentence starts once they are joined."""
    return list(accumulate((len(text) + spaced for text in texts[:-1]), initial=0))


def read_wording(side: Side, ids: tuple[int, ...], texts: Sequence[str]) -> Wording:
    """The words of some sentences of a side; quotation marks and the like are no words.

    Args:
        ids: of the sentences.
        texts: the sentences themselves.
    """
    if side.words is None or side.clauses is None:
        raise LookupError("a side without an encoder has no words")
    first, last = ids[0], ids[-1]
    words, clauses = side.words.between(first, last + 1), side.clauses.between(first, last + 1)
    shift = np.asarray(offsets_of(texts, spaced=side.spaced), np.int64)
    said = [any(map(str.isalnum, texts[at][a:b])) for at, (a, b) in zip(words.owners.tolist(), words.spans.tolist())]
    kept = np.flatnonzero(said) if any(said) else np.arange(len(said))
    vectors, weights = words.vectors[kept], words.weights[kept]
    return Wording(
        vectors,
        weights,
        (words.spans + shift[words.owners, None])[kept],
        _lay_runs(vectors * weights[:, None]),
        clauses.vectors,
        _whole(side, first, len(ids)),
    )


def _whole(side: Side, first: int, count: int) -> "Floats":
    """The vector of sentences together; of more than a bead has of them, the mean."""
    if count <= len(side.vectors):
        whole: Floats = side.vectors[count - 1][first]
    else:
        whole = side.vectors[0][first : first + count].mean(axis=0)
    return whole


def _lay_runs(rows: "Floats") -> tuple["Floats", ...]:
    sums = np.concatenate([np.zeros((1, rows.shape[1]), np.float32), np.cumsum(rows, axis=0)])
    runs = []
    for size in _RUNS:
        size = min(size, len(rows))
        run = sums[size:] - sums[: len(sums) - size]
        runs.append(run / (np.linalg.norm(run, axis=1, keepdims=True) + np.float32(1e-6)))
    return tuple(runs)


def measure_words(ours: Wording, theirs: Wording) -> "Floats":
    """A row a word of ours, a column a measure of `WORD_MEASURES`."""
    count = len(ours.vectors)
    alike = ours.vectors @ theirs.vectors.T
    rows = np.arange(count)
    place = alike.argmax(axis=1)
    best = alike[rows, place]
    by_column = np.sort(alike, axis=0)
    second = by_column[-2] if count > 1 else np.full(alike.shape[1], -1.0, np.float32)
    rival = np.where(best >= by_column[-1][place] - 1e-6, second[place], by_column[-1][place])
    claims = np.exp(_SHARP * alike)
    shared = (alike * claims / claims.sum(axis=0, keepdims=True)).max(axis=1)
    near = [_shifted(best, by) for by in (-1, 1, -2, 2)]
    opposite = np.full(count, np.log(len(theirs.vectors) + 1) / 4)
    middle = np.abs(rows / max(1, count) - place / len(theirs.vectors))
    columns = [best, best - rival, shared, ours.weights, opposite, near[0], near[1], (near[2] + near[3]) / 2, middle]
    return np.stack([*columns, *_measure_runs(ours, theirs)], axis=1).astype(np.float32)


def _measure_runs(ours: Wording, theirs: Wording) -> list["Floats"]:
    """How well the runs around each word are found opposite: the best of each size, then their means."""
    best, mean = [], []
    count = len(ours.vectors)
    for mine, others in zip(ours.runs, theirs.runs):
        size = count - len(mine) + 1
        likeness = (mine @ others.T).max(axis=1)
        top, total, times = np.full(count, -1.0, np.float32), np.zeros(count, np.float32), np.zeros(count, np.float32)
        for step in range(size):
            here = slice(step, step + len(likeness))
            top[here] = np.maximum(top[here], likeness)
            total[here] += likeness
            times[here] += 1
        best.append(top)
        mean.append(total / times)
    return [*best, *mean]


def look_again(measures: "Floats", odds: "Floats") -> "Floats":
    """A row a word, a column a measure of `SECOND_MEASURES`: what the words around it were judged to be."""
    own = odds.clip(-_MOST, _MOST)
    columns = [own]
    for by in (-3, -2, -1, 1, 2, 3):
        column = np.full(len(own), _BEYOND, np.float32)
        if 0 < by < len(own):
            column[:-by] = own[by:]
        elif 0 < -by < len(own):
            column[-by:] = own[:by]
        columns.append(column)
    for size in (7, 3):
        padded = np.pad(own, size // 2, mode="edge") if len(own) else np.zeros(size - 1, np.float32)
        columns.append(np.convolve(padded, np.ones(size) / size, "valid"))
    return np.hstack([measures, np.stack(columns, axis=1)]).astype(np.float32)


def _shifted(values: "Floats", by: int) -> "Floats":
    """The values of neighbours; the mean where there is none."""
    out = np.full(len(values), values.mean() if len(values) else 0.0, np.float32)
    if 0 < by < len(values):
        out[:-by] = values[by:]
    elif 0 < -by < len(values):
        out[-by:] = values[:by]
    return out
