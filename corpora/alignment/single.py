"""What speaks for and against a sentence having no counterpart."""

from typing import TYPE_CHECKING

import numpy as np

from corpora.alignment.document import Document
from corpora.alignment.lattice import Shape
from corpora.alignment.window import Window

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

SINGLE = (
    "best_cosine", "best_margin", "here", "attach_before", "attach_after", "size", "letters", "numbers",
    "numbers_near", "kind", "form", "alone", "best_clause", "mean_clause", "least_clause", "inside_near", "claim",
    "mean_claim", "claim_near", "gain_before", "gain_after", "best_words", "words_near", "own_before", "own_after",
    "best_previous", "best_next", "words_previous", "words_next", "best_round", "words_round", "words_far_round",
    "pair_best", "pair_words", "pair_strangers", "pair_lengths", "pair_counts",
)  # fmt: skip
# Sentences opposite that are near: two before the place and two behind it.
_NEAR = (-2, -1, 0, 1)

Columns = dict[str, "Floats"]


def measure_single(window: Window, document: Document, i: "Ints", j: "Ints", shape: Shape) -> "Floats":
    """The measures of sentences without counterpart, dropped at `i` or added at `j` of a window, a row each."""
    out = np.zeros((len(i), len(SINGLE)), np.float32)
    if not len(i):
        return out
    column = {name: out[:, index] for index, name in enumerate(SINGLE)}
    added = shape == (0, 1)
    side, at, place = window.side(target=added), (j if added else i), (i if added else j)
    column["size"][:] = np.log(side.lengths[at] + 8) - 4
    column["letters"][:] = side.letters[at]
    column["numbers"][:] = np.array([min(len(values), 2) for values in side.numbers], np.float32)[at]
    shared = window.numbers.single()
    column["numbers_near"][:] = np.minimum(_near(shared.T if added else shared, at, place, 0.0), 2)
    column["kind"][:] = side.kind[at] > 0
    column["form"][:] = side.form[at] != 1
    new = np.diff(side.block, prepend=-1, append=-1) != 0
    column["alone"][:] = (new[:-1] & new[1:] & (side.block >= 0))[at]
    if window.encoded:
        _measure_nearest(column, window, i, j, at, added=added)
        _measure_coverage(column, window, at, place, added=added)
    sign = 1 if added else -1
    column["pair_best"][:] = document.best
    column["pair_words"][:] = document.words
    column["pair_strangers"][:] = document.strangers
    column["pair_lengths"][:] = sign * document.lengths
    column["pair_counts"][:] = sign * document.counts
    return out


def _measure_nearest(column: Columns, window: Window, i: "Ints", j: "Ints", at: "Ints", *, added: bool) -> None:
    """Its best counterpart, and what it is to those that it would stand between and to their counterparts."""
    best, mean = window.nearest[added]
    cosine = window.cosines
    column["best_cosine"][:] = best[at]
    column["best_margin"][:] = best[at] - mean[at]
    if added:
        here = cosine(i - 1, j, (1, 1)), cosine(i, j, (1, 1))
        before = cosine(i - 1, j - 1, (1, 2)) - cosine(i - 1, j - 1, (1, 1))
        after = cosine(i, j, (1, 2)) - cosine(i, j + 1, (1, 1))
    else:
        here = cosine(i, j - 1, (1, 1)), cosine(i, j, (1, 1))
        before = cosine(i - 1, j - 1, (2, 1)) - cosine(i - 1, j - 1, (1, 1))
        after = cosine(i, j, (2, 1)) - cosine(i + 1, j, (1, 1))
    column["here"][:] = np.maximum(*here)
    column["attach_before"][:] = np.clip(before, -0.2, 0.2)
    column["attach_after"][:] = np.clip(after, -0.2, 0.2)
    column["best_previous"][:] = np.concatenate([[best.mean()], best[:-1]])[at]
    column["best_next"][:] = np.concatenate([best[1:], [best.mean()]])[at]
    column["best_round"][:] = _round(best, 2)[at]


def _measure_coverage(column: Columns, window: Window, at: "Ints", place: "Ints", *, added: bool) -> None:
    """Whether its clauses and words are found opposite, there where it stands or anywhere."""
    side = window.coverage[added]
    column["best_clause"][:] = side.best_clause[at]
    column["mean_clause"][:] = side.mean_clause[at]
    column["least_clause"][:] = side.least_clause[at]
    column["inside_near"][:] = _near(side.inside[0] / side.clause_weights[:, None], at, place, -1.0)
    column["claim"][:] = side.claim.max(axis=1)[at]
    column["mean_claim"][:] = side.mean_claim.max(axis=1)[at]
    column["claim_near"][:] = _near(side.mean_claim, at, place, -0.4)
    column["best_words"][:] = side.best_words[at]
    column["words_near"][:] = _near(side.share[0] / side.word_weights[:, None], at, place, 0.0)
    for name, step in (("before", -1), ("after", 0)):
        column[f"gain_{name}"][:] = _at(side.gain[0] / side.clause_weights[:, None], at, place + step, 0.0)
        column[f"own_{name}"][:] = _at(side.own[0] / side.word_weights[:, None], at, place + step, 0.0)
    words = side.best_words
    column["words_previous"][:] = np.concatenate([[words.mean()], words[:-1]])[at]
    column["words_next"][:] = np.concatenate([words[1:], [words.mean()]])[at]
    column["words_round"][:] = _round(words, 2)[at]
    column["words_far_round"][:] = _round(words, 6)[at]


def _at(table: "Floats", rows: "Ints", columns: "Ints", absent: float) -> "Floats":
    out = np.full(len(rows), absent, np.float32)
    good = (columns >= 0) & (columns < table.shape[1])
    out[good] = table[rows[good], columns[good]]
    return out


def _near(table: "Floats", rows: "Ints", columns: "Ints", absent: float) -> "Floats":
    """The largest value near a place."""
    result: Floats = np.max([_at(table, rows, columns + step, absent) for step in _NEAR], axis=0)
    return result


def _round(values: "Floats", reach: int) -> "Floats":
    """The mean of each value and of its neighbours on either side."""
    sums = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
    place = np.arange(len(values))
    low, high = np.maximum(place - reach, 0), np.minimum(place + reach + 1, len(values))
    result: Floats = ((sums[high] - sums[low]) / (high - low)).astype(np.float32)
    return result
