"""How well beads agree with beads that a person made: strict and lax precision, recall and F1.

The definitions of the field's scorers (Sennrich and Volk 2010; vecalign, bertalign): a predicted
bead counts strictly when exactly that bead is in the gold, laxly when it shares a source segment and,
through that segment's gold bead, a target segment. Precision is over all predicted beads, nulls
included; recall leaves nulls out on both sides. Counts are summed over documents.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpora.alignment.beads import Pair


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision, recall and their harmonic mean, each from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both; 0 where both are."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """Agreement over some documents; `null` is about beads with an empty side alone, strictly."""

    strict: Rates
    lax: Rates
    null: Rates
    gold_beads: int
    predicted_beads: int


def score_documents(documents: Iterable[tuple[Sequence[Pair], Sequence[Pair]]]) -> Score:
    """The score of predictions.

    Args:
        documents: for each the gold beads and the predicted ones, as source ids and target ids.

    >>> gold = [((0,), (0,)), ((1, 2), (1,)), ((3,), ())]
    >>> score = score_documents([(gold, [((0,), (0,)), ((1,), (1,)), ((2,), ()), ((3,), ())])])
    >>> score.strict.precision, score.strict.recall, score.lax.recall, score.null.f1
    (0.5, 0.5, 1.0, 0.6666666666666666)
    """
    found = Counts()
    wanted = Counts()
    null = [0, 0, 0]
    for gold, predicted in documents:
        found += _count(gold, predicted)
        wanted += _count(_paired(predicted), _paired(gold))
        ours, theirs = _nulls(gold), _nulls(predicted)
        null[0] += len(ours & theirs)
        null[1] += len(theirs)
        null[2] += len(ours)
    return Score(
        strict=Rates(_share(found.strict, found.total), _share(wanted.strict, wanted.total)),
        lax=Rates(_share(found.lax, found.total), _share(wanted.lax, wanted.total)),
        null=Rates(_share(null[0], null[1]), _share(null[0], null[2])),
        gold_beads=wanted.total,
        predicted_beads=found.total,
    )


@dataclass(frozen=True, slots=True)
class Counts:
    """Beads that are right strictly, laxly, and all of them."""

    strict: int = 0
    lax: int = 0
    total: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.strict + other.strict, self.lax + other.lax, self.total + other.total)


def _count(reference: Sequence[Pair], tested: Sequence[Pair]) -> Counts:
    known = {bead for bead in reference if any(bead)}
    reached: dict[int, set[int]] = {}
    for source, target in known:
        for i in source:
            reached.setdefault(i, set()).update(target)
    strict = lax = total = 0
    for bead in {bead for bead in tested if any(bead)}:
        total += 1
        touches = any(not reached.get(i, set()).isdisjoint(bead[1]) for i in bead[0])
        strict += bead in known
        lax += bead in known or touches
    return Counts(strict, lax, total)


def _paired(beads: Sequence[Pair]) -> list[Pair]:
    return [bead for bead in beads if bead[0] and bead[1]]


def _nulls(beads: Sequence[Pair]) -> set[Pair]:
    return {bead for bead in beads if bool(bead[0]) != bool(bead[1])}


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
