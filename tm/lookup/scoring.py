"""The score of a match: how it is defined, and what is taken off.

Similarity is the normalised Indel similarity of the matching keys (`corpora.text.fold`), by characters,
in every language: `100 * 2 * c / (a + b)`, where `a` and `b` are the lengths of the keys and `c` that
of their longest common subsequence (Bergroth et al., A Survey of Longest Common Subsequence
Algorithms, 2000). The points of a match are its similarity, cut to a whole number, less the penalties:

    repaired     1   for each number that was exchanged on both sides (`tm.lookup.repair`)
    form         1   the texts differ in case, width, punctuation marks or spacing alone
    unreviewed   2   nobody has looked at the unit
    machine      5   a machine wrote the target
    partial     10   the target says only part of the source

The same text with nothing taken off has 100 points and is exact; where its neighbours agree as well it
has 101 and is in context. One whose numbers were exchanged counts as the same text, less its penalties,
and is repaired. All else is fuzzy, whatever its points. Domain and client give no points: of matches with
the same points those that share them come first (`tm.lookup.search`).

Characters, not words, also where words are spaced: a typist's slip or another ending changes a
word and hardly the sentence, and a score by words would lose it.
"""

from math import ceil, floor, inf
from typing import NamedTuple

from rapidfuzz import fuzz

from corpora.text import fold_key
from tm.match import MatchKind
from tm.unit import TranslationUnit, Variant

# Name of the flag and points, in the order in which a match lists them.
PENALTIES: tuple[tuple[str, int], ...] = (("partial", 10), ("machine", 5), ("unreviewed", 2))
FORM = ("form", 1)
# For each number that was exchanged.
REPAIRED = ("repaired", 1)


# Similarities are quotients of small numbers, and may come out this much too low.
ROUNDING = 1e-6


class Score(NamedTuple):
    """Points, from 0 to 101, how they came about, and what was taken off."""

    points: int
    kind: MatchKind
    penalties: tuple[tuple[str, int], ...]


def similarity(one: str, other: str) -> float:
    """How near two keys are, from 0 to 100; only equal keys reach 100.

    >>> similarity("产业园三月开园.", "产业园五月开园."), similarity("abc", "abcd")
    (87.5, 85.71428571428572)
    """
    return fuzz.ratio(one, other)


def window(length: int, minimum: float) -> tuple[int, float]:
    """The least and the greatest length of a key that can be `minimum` near to one of `length`.

    >>> window(10, 70)
    (6, 18)
    """
    if minimum <= 0:
        return 0, inf
    least, greatest = length * minimum / (200 - minimum), length * (200 - minimum) / minimum
    return ceil(least - ROUNDING), floor(greatest + ROUNDING)


def score(
    query: str,
    unit: TranslationUnit,
    source: Variant,
    near: float,
    *,
    before: str | None = None,
    after: str | None = None,
    repairs: int = 0,
) -> Score:
    """The score of a unit for a query.

    Args:
        source: the unit's variant that the query was compared with.
        near: their similarity.
        before, after: what stands around the query, empty at the ends of a story; None where unknown.
        repairs: how many numbers were exchanged, after which the texts are the same.
    """
    penalties = tuple((name, points) for name, points in PENALTIES if name in unit.flags)
    if near == 100.0 and source.text != query:
        penalties = (*penalties, FORM)
    if repairs:
        penalties = (*penalties, (REPAIRED[0], REPAIRED[1] * repairs))
        return Score(max(0, 100 - sum(points for _, points in penalties)), "repaired", penalties)
    points = max(0, whole(near) - sum(points for _, points in penalties))
    if near < 100.0 or penalties:
        return Score(points, "fuzzy", penalties)
    if _in_context(unit, before, after):
        return Score(101, "context", ())
    return Score(100, "exact", ())


def whole(near: float) -> int:
    """A similarity cut to points, so that none but equal keys have 100 and none below 70 has 70."""
    return floor(near + ROUNDING)


def _in_context(unit: TranslationUnit, before: str | None, after: str | None) -> bool:
    if before is None or after is None:
        return False
    around = fold_key(before), fold_key(after)
    return any(around) and around == (fold_key(unit.before), fold_key(unit.after))
