"""How well the parts of one side are covered by runs of sentences of the other.

A part is a clause or a word. What covers it inside a run is set against what covers it just outside:
a sentence that is merged wrongly has its counterpart next door.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from corpora.encoder import Parts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

# A difference of cosines that says all that a difference can say.
_CLEAR = 0.3
# A lead over other sentences that says all that a lead can say.
_LEAD = 0.4
# The cosine at which it is an even bet that two words mean the same, and how fast that changes.
_EVEN, _SLOPE = 0.42, 14.0
# Words compared at once: a line may be as long as a book.
_BLOCK = 2048
# How far out other counterparts are looked for, in sentences.
_OUTSIDE = 2


@dataclass(frozen=True, eq=False)
class Coverage:
    """What covers the sentences of one side; arrays have a row a sentence and a column for where the run starts.

    Args:
        gain, least_gain: by the run's size, how much better clauses are covered inside than outside, on
            average (weighted sums) and for the worst clause.
        inside, least_inside: by the run's size, how well clauses are covered inside.
        share, lost, own: by the run's size, weighted sums over words: of those covered inside, of those
            covered outside alone, of those covered inside alone.
        claim: the lead of the sentence over all others of its side for a clause of each sentence opposite:
            the best lead over its clauses, and the mean.
        best_clause, mean_clause, least_clause: by the best of all sentences opposite.
        best_words: the share of words that some sentence opposite covers.
        clause_weights, word_weights: what the sums are to be divided by.
    """

    gain: list["Floats"]
    least_gain: list["Floats"]
    inside: list["Floats"]
    least_inside: list["Floats"]
    share: list["Floats"]
    lost: list["Floats"]
    own: list["Floats"]
    claim: "Floats"
    mean_claim: "Floats"
    best_clause: "Floats"
    mean_clause: "Floats"
    least_clause: "Floats"
    best_words: "Floats"
    clause_weights: "Floats"
    word_weights: "Floats"


def cover(ours: tuple[Parts, Parts], theirs: tuple[Parts, Parts], sentences: "Floats", *, most: int) -> Coverage:
    """How the clauses and words of one side are covered by the other.

    Args:
        ours, theirs: clauses and words of either side.
        sentences: vectors of the single sentences opposite.
        most: the largest run.
    """
    clauses, words = ours
    firsts, word_firsts = _firsts(clauses), _firsts(words)
    their_firsts = _firsts(theirs[0])
    likeness = clauses.vectors @ theirs[0].vectors.T
    near = np.maximum(np.maximum.reduceat(likeness, their_firsts, axis=1), clauses.vectors @ sentences.T)
    weights = clauses.weights[:, None]
    gain, least_gain, inside, least_inside = [], [], [], []
    for within, beyond in _runs(near, most):
        better = np.clip(within - beyond, -_CLEAR, _CLEAR)
        gain.append(np.add.reduceat(better * weights, firsts, axis=0))
        least_gain.append(np.minimum.reduceat(better, firsts, axis=0))
        inside.append(np.add.reduceat(within * weights, firsts, axis=0))
        least_inside.append(np.minimum.reduceat(within, firsts, axis=0))
    covered = mean_the_same(_nearest_words(words, theirs[1]))
    heavy = words.weights[:, None]
    share, lost, own = [], [], []
    for within, beyond in _runs(covered, most):
        share.append(np.add.reduceat(within * heavy, word_firsts, axis=0))
        lost.append(np.add.reduceat(np.maximum(beyond - within, 0) * heavy, word_firsts, axis=0))
        own.append(np.add.reduceat(np.maximum(within - beyond, 0) * heavy, word_firsts, axis=0))
    best = near.max(axis=1)
    total = np.add.reduceat(clauses.weights, firsts)
    word_total = np.add.reduceat(words.weights, word_firsts)
    leads = _leads(np.maximum.reduceat(likeness, firsts, axis=0))
    shares = theirs[0].weights / np.add.reduceat(theirs[0].weights, their_firsts)[theirs[0].owners]
    return Coverage(
        gain, least_gain, inside, least_inside, share, lost, own,
        claim=np.maximum.reduceat(leads, their_firsts, axis=1),
        mean_claim=np.add.reduceat(leads * shares, their_firsts, axis=1),
        best_clause=np.maximum.reduceat(best, firsts),
        mean_clause=(np.add.reduceat(best * clauses.weights, firsts) / total).astype(np.float32),
        least_clause=np.minimum.reduceat(best, firsts),
        best_words=(np.add.reduceat(covered.max(axis=1) * words.weights, word_firsts) / word_total).astype(np.float32),
        clause_weights=total,
        word_weights=word_total,
    )  # fmt: skip


def _nearest_words(ours: Parts, theirs: Parts) -> "Floats":
    """For each of our words its best cosine with a word of each of their sentences."""
    firsts = _firsts(theirs)
    out = np.empty((len(ours.vectors), len(firsts)), np.float32)
    for start in range(0, len(out), _BLOCK):
        here = slice(start, start + _BLOCK)
        np.maximum.reduceat(ours.vectors[here] @ theirs.vectors.T, firsts, axis=1, out=out[here])
    return out


def mean_the_same(cosines: "Floats") -> "Floats":
    """How likely words of such cosines mean the same.

    >>> [f"{chance:.2f}" for chance in mean_the_same(np.array([0.2, 0.42, 0.7]))]
    ['0.04', '0.50', '0.98']
    """
    result: Floats = (1 / (1 + np.exp((_EVEN - cosines) * _SLOPE))).astype(np.float32)
    return result


def _firsts(parts: Parts) -> "NDArray[np.int64]":
    """Where the parts of each sentence start."""
    result: NDArray[np.int64] = np.flatnonzero(np.diff(parts.owners, prepend=-1))
    return result


def _runs(values: "Floats", most: int) -> Iterator[tuple["Floats", "Floats"]]:
    """For runs of one column, of two and so on: the largest value of each, and of the columns just outside.

    A run that does not fit is cut short; outside of all columns is 0.
    """
    within = values.copy()
    before = np.zeros_like(values)
    for step in range(1, _OUTSIDE + 1):
        before[:, step:] = np.maximum(before[:, step:], values[:, :-step])
    for size in range(1, most + 1):
        beyond = before.copy()
        for ahead in range(size, min(size + _OUTSIDE, values.shape[1])):
            beyond[:, :-ahead] = np.maximum(beyond[:, :-ahead], values[:, ahead:])
        yield within, beyond
        within = within.copy()
        within[:, :-size] = np.maximum(within[:, :-size], values[:, size:])


def _leads(rows: "Floats") -> "Floats":
    """By how much each row's value in a column is above the best of the other rows."""
    others = np.zeros_like(rows)
    if len(rows) > 1:
        second, best = np.partition(rows, len(rows) - 2, axis=0)[-2:]
        others = np.where(rows >= best, second, best)
    result: Floats = np.clip(rows - others, -_LEAD, _LEAD)
    return result
