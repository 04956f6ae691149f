"""What speaks for and against a bead with sentences on both sides."""

from typing import TYPE_CHECKING

import numpy as np

from corpora.alignment.coverage import Coverage
from corpora.alignment.document import Document
from corpora.alignment.lattice import MOST, Shape
from corpora.alignment.window import Window

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

# Names of the measures, in the order of their columns; a bias for each shape stands beside them.
PAIRED = (
    "cosine", "weak", "margin", "lead_source", "lead_target", "drop_source", "drop_target", "add_source", "add_target",
    "split", "length", "length_squared", "longer",
    "number_shared", "number_source", "number_target", "number_beside_source", "number_beside_target",
    "latin_shared", "latin_source", "latin_target", "latin_beside", "term_shared", "term_source", "term_beside",
    "name_shared", "name_source", "name_target", "name_beside",
    "question", "quote", "form", "kind", "crossing_source", "crossing_target", "starts",
    "gain_source", "gain_target", "least_gain_source", "least_gain_target", "inside_source", "inside_target",
    "least_inside_source", "least_inside_target", "claim_source", "claim_target",
    "words_source", "words_target", "lost_source", "lost_target", "own_source", "own_target",
    "least_words_source", "least_words_target",
    "pair_best", "pair_words", "pair_strangers", "pair_lengths",
)  # fmt: skip
# Under this cosine, sentences that say the same become rare.
_WEAK = 0.4

Columns = dict[str, "Floats"]


def measure_paired(window: Window, document: Document, i: "Ints", j: "Ints", shape: Shape, *, ratio: float) -> "Floats":
    """The measures of the beads of a shape that start at sentences `i` and `j` of a window, a row each."""
    out = np.zeros((len(i), len(PAIRED)), np.float32)
    if not len(i):
        return out
    column = {name: out[:, index] for index, name in enumerate(PAIRED)}
    _measure_lengths(column, window, i, j, shape, ratio)
    _measure_shared(column, window, i, j, shape)
    _measure_layout(column, window, i, j, shape)
    if window.encoded:
        _measure_cosines(column, window, i, j, shape)
        ours, theirs = window.coverage
        _measure_coverage(column, "source", ours, i, j, shape)
        _measure_coverage(column, "target", theirs, j, i, (shape[1], shape[0]))
    column["pair_best"][:] = document.best
    column["pair_words"][:] = document.words
    column["pair_strangers"][:] = document.strangers
    column["pair_lengths"][:] = abs(document.lengths)
    return out


def _measure_cosines(column: Columns, window: Window, i: "Ints", j: "Ints", shape: Shape) -> None:
    """Likeness, set against what is usual here and against the bead with a sentence more or less."""
    n, m = shape
    cosine = window.cosines
    whole = cosine(i, j, shape)
    (best, mean), (their_best, their_mean) = window.nearest
    column["cosine"][:] = whole
    column["weak"][:] = np.maximum(_WEAK - whole, 0)
    column["margin"][:] = whole - (_mean(mean, i, n) + _mean(their_mean, j, m)) / 2
    column["lead_source"][:] = whole - _mean(best, i, n)
    column["lead_target"][:] = whole - _mean(their_best, j, m)
    if n > 1:
        cut = np.maximum(cosine(i + 1, j, (n - 1, m)), cosine(i, j, (n - 1, m)))
        column["drop_source"][:] = np.clip(whole - cut, -0.2, 0.1)
    if m > 1:
        cut = np.maximum(cosine(i, j + 1, (n, m - 1)), cosine(i, j, (n, m - 1)))
        column["drop_target"][:] = np.clip(whole - cut, -0.2, 0.1)
    if n < MOST:
        more = np.maximum(cosine(i - 1, j, (n + 1, m)), cosine(i, j, (n + 1, m)))
        column["add_source"][:] = np.clip(more - whole, -0.1, 0.2)
    if m < MOST:
        more = np.maximum(cosine(i, j - 1, (n, m + 1)), cosine(i, j, (n, m + 1)))
        column["add_target"][:] = np.clip(more - whole, -0.1, 0.2)
    if n > 1 and m > 1:
        splits = [
            np.minimum(cosine(i, j, (a, b)), cosine(i + a, j + b, (n - a, m - b)))
            for a in range(1, n)
            for b in range(1, m)
        ]
        column["split"][:] = np.max(splits, axis=0) - whole


def _measure_lengths(column: Columns, window: Window, i: "Ints", j: "Ints", shape: Shape, ratio: float) -> None:
    """How unlike the lengths are, in spreads that grow with the root of the text (Gale and Church 1993)."""
    ours, theirs = _sum(window.source.lengths, i, shape[0]), _sum(window.target.lengths, j, shape[1])
    unlike = (np.log((theirs + 8) / (ours + 8)) - ratio) * np.sqrt(np.minimum(ours + theirs, 400) / 100)
    column["longer"][:] = np.clip(unlike, -3, 3) / 3
    far = np.minimum(np.abs(unlike), 3)
    column["length"][:] = far
    column["length_squared"][:] = far**2 / 3


def _measure_shared(column: Columns, window: Window, i: "Ints", j: "Ints", shape: Shape) -> None:
    """Numbers, Latin words, terms and names that both sides hold, or one alone, or only a neighbour of the other."""
    both, left, right, left_beside, right_beside = window.numbers.between(i, j, shape)
    column["number_shared"][:] = np.minimum(both, 3)
    column["number_source"][:] = np.minimum(left, 2)
    column["number_target"][:] = np.minimum(right, 2)
    column["number_beside_source"][:] = np.minimum(left_beside, 2)
    column["number_beside_target"][:] = np.minimum(right_beside, 2)
    both, left, right, left_beside, right_beside = window.latin.between(i, j, shape)
    spaced = window.source.spaced and window.target.spaced
    column["latin_shared"][:] = np.minimum(both, 4) / (2 if spaced else 1)
    # In a spaced language most words are Latin and of no use; in Chinese a Latin word is a name.
    column["latin_source"][:] = 0 if window.source.spaced else np.minimum(left, 2)
    column["latin_target"][:] = 0 if window.target.spaced else np.minimum(right, 2)
    column["latin_beside"][:] = np.minimum(left_beside + right_beside, 3) / 2
    both, left, _, left_beside, right_beside = window.terms.between(i, j, shape)
    column["term_shared"][:] = np.minimum(both, 3)
    column["term_source"][:] = np.minimum(left, 2)
    column["term_beside"][:] = np.minimum(left_beside + right_beside, 2)
    both, left, right, left_beside, right_beside = window.names.between(i, j, shape)
    column["name_shared"][:] = np.minimum(both, 3)
    column["name_source"][:] = np.minimum(left, 2)
    column["name_target"][:] = np.minimum(right, 2)
    column["name_beside"][:] = np.minimum(left_beside + right_beside, 2)


def _measure_layout(column: Columns, window: Window, i: "Ints", j: "Ints", shape: Shape) -> None:
    """Marks, forms of writing, kinds of block, and where paragraphs begin."""
    (n, m), source, target = shape, window.source, window.target
    column["question"][:] = _any(source.question, i, n) != _any(target.question, j, m)
    column["quote"][:] = _any(source.quote, i, n) != _any(target.quote, j, m)
    column["form"][:] = _forms(source.form, i, n) != _forms(target.form, j, m)
    column["kind"][:] = source.kind[i] != target.kind[j]
    column["crossing_source"][:] = source.block[i] != source.block[i + n - 1]
    column["crossing_target"][:] = target.block[j] != target.block[j + m - 1]
    if (source.block >= 0).all() and (target.block >= 0).all():
        ours = np.diff(source.block, prepend=-1)[i] != 0
        theirs = np.diff(target.block, prepend=-1)[j] != 0
        column["starts"][:] = np.where(ours & theirs, 1.0, np.where(ours != theirs, -1.0, 0.0))


def _measure_coverage(column: Columns, name: str, side: Coverage, i: "Ints", j: "Ints", shape: Shape) -> None:
    """How well one side's clauses and words are covered; `i` counts on that side."""
    n, m = shape
    rows = [i + step for step in range(n)]
    clauses, words = side.clause_weights, side.word_weights
    total, word_total = np.sum([clauses[row] for row in rows], axis=0), np.sum([words[row] for row in rows], axis=0)
    column[f"gain_{name}"][:] = np.sum([side.gain[m - 1][row, j] for row in rows], axis=0) / total
    column[f"least_gain_{name}"][:] = np.min([side.least_gain[m - 1][row, j] for row in rows], axis=0)
    column[f"inside_{name}"][:] = np.sum([side.inside[m - 1][row, j] for row in rows], axis=0) / total
    column[f"least_inside_{name}"][:] = np.min([side.least_inside[m - 1][row, j] for row in rows], axis=0)
    claims = [np.max([side.claim[row, j + step] for step in range(m)], axis=0) for row in rows]
    column[f"claim_{name}"][:] = np.min(claims, axis=0)
    column[f"words_{name}"][:] = np.sum([side.share[m - 1][row, j] for row in rows], axis=0) / word_total
    column[f"lost_{name}"][:] = np.sum([side.lost[m - 1][row, j] for row in rows], axis=0) / word_total
    column[f"own_{name}"][:] = np.min([side.own[m - 1][row, j] / words[row] for row in rows], axis=0)
    column[f"least_words_{name}"][:] = np.min([side.share[m - 1][row, j] / words[row] for row in rows], axis=0)


def _sum(values: "Floats", at: "Ints", n: int) -> "Floats":
    result: Floats = np.sum([values[at + step] for step in range(n)], axis=0)
    return result


def _mean(values: "Floats", at: "Ints", n: int) -> "Floats":
    result: Floats = _sum(values, at, n) / np.float32(n)
    return result


def _any(values: "NDArray[np.bool_]", at: "Ints", n: int) -> "NDArray[np.bool_]":
    result: NDArray[np.bool_] = np.any([values[at + step] for step in range(n)], axis=0)
    return result


def _forms(forms: "Ints", at: "Ints", n: int) -> "Ints":
    """The forms that a run holds, a bit for each."""
    result: Ints = np.bitwise_or.reduce([forms[at + step] for step in range(n)], axis=0)
    return result
