"""Two articles beside each other: what signals look at, each part worked out when it is first asked for."""

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from corpora.numerals import Quantity, compare
from corpora.pairing.profile import Profile, rarity
from corpora.pairing.sides import Side

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Sentences that are the nearest of each other: those no nearer than the first say other things, those nearer than the
# second say the same.
_STRANGE, _ALIKE = 0.2, 0.6
# A day in a text tells about as much as a number of two digits; a year stands in every other text.
_TELLING = {"day": 0.6, "month": 0.4, "year": 0.1}
# Numbers below the first are often words of a phrase, and then tell as much as the second.
_PHRASES, _SMALL = 10, 0.4


class Match(NamedTuple):
    """Two sentences that are each other's nearest.

    Args:
        at, to: their numbers in the source and in the target.
        surety: that they say the same, above 0 and at most 1.
    """

    at: int
    to: int
    surety: float


class Numbers(NamedTuple):
    """The numbers of two texts beside each other, by how much they tell.

    Args:
        kept: said on both sides.
        changed: said on one side where the other says something else.
        dropped: said on one side only.
        redated: days and months among those that are changed.
        shown: those that are kept, as the source writes them.
        others: those that are changed: of the source, of the target.
    """

    kept: float
    changed: float
    dropped: float
    redated: float
    shown: tuple[str, ...]
    others: tuple[tuple[str, ...], tuple[str, ...]]


class View:
    """A source and a target article.

    Args:
        sides: of the language pair.
        ours, theirs: the numbers of the articles on either side.
    """

    def __init__(self, sides: tuple[Side, Side], ours: int, theirs: int) -> None:
        self.sides, self.ours, self.theirs = sides, ours, theirs
        self.source: Profile = sides[0].profiles[ours]
        self.target: Profile = sides[1].profiles[theirs]

    def shared(self, kind: str) -> dict[str, float]:
        """Keys of a kind that both hold, with how much each tells, the most telling first."""
        both = self.sides[0].keys[self.ours] & self.sides[1].keys[self.theirs]
        weights = {
            key.partition(":")[2]: (self.sides[0].weight(key) + self.sides[1].weight(key)) / 2
            for key in both
            if key.startswith(f"{kind}:")
        }
        return dict(sorted(weights.items(), key=lambda item: (-item[1], item[0])))

    @cached_property
    def encoded(self) -> bool:
        """Whether both have vectors."""
        return all(side.encoded for side in self.sides)

    @cached_property
    def cosine(self) -> float:
        """Of the mean vectors."""
        if self.source.mean is None or self.target.mean is None:
            return 0.0
        return float(self.source.mean @ self.target.mean)

    @cached_property
    def likeness(self) -> "NDArray[np.float32]":
        """Cosines of the sentences: a row for each of the source, a column for each of the target."""
        if self.source.vectors is None or self.target.vectors is None:
            return np.zeros((len(self.source.texts), len(self.target.texts)), np.float32)
        likeness: NDArray[np.float32] = (
            self.source.vectors.astype(np.float32) @ self.target.vectors.astype(np.float32).T
        )
        return likeness

    @cached_property
    def matched(self) -> list[Match]:
        """Sentences that are each other's nearest, and not strange to each other."""
        if not self.likeness.size:
            return []
        row, column = self.likeness.argmax(axis=1), self.likeness.argmax(axis=0)
        sureties = (self.likeness - _STRANGE) / (_ALIKE - _STRANGE)
        return [
            Match(at, to, min(1.0, surety))
            for at, to in enumerate(row.tolist())
            if column[to] == at and (surety := float(sureties[at, to])) > 0
        ]

    @cached_property
    def numbers(self) -> Numbers:
        """Numbers of sentences that say the same, their neighbours' included; of the whole texts without vectors."""
        ours, theirs = self.source.numbers, self.target.numbers
        if not self.encoded:
            return _tally([Beside(1.0, *(_around(ours, 0, len(ours)), _around(theirs, 0, len(theirs))) * 2)])
        return _tally(
            [
                Beside(surety, ours[at], _around(theirs, to - 1, to + 2), _around(ours, at - 1, at + 2), theirs[to])
                for at, to, surety in self.matched
                if ours[at] or theirs[to]
            ]
        )


Found = tuple[Quantity, ...]


class Beside(NamedTuple):
    """The numbers of two sentences, and of those about each: what one says is looked for among the other's."""

    surety: float
    ours: Found
    among_theirs: Found
    among_ours: Found
    theirs: Found


def _around(numbers: tuple[Found, ...], start: int, end: int) -> Found:
    return tuple(quantity for found in numbers[max(0, start) : end] for quantity in found)


def _tally(places: list[Beside]) -> Numbers:
    """Counts what is kept and changed: numbers of the source in the target, then those of the target in the source."""
    kept = changed = dropped = redated = 0.0
    shown: list[str] = []
    others: tuple[list[str], list[str]] = ([], [])
    for surety, ours, among_theirs, among_ours, theirs in places:
        there, back = compare(ours, among_theirs), compare(among_ours, theirs)
        same = [one for one, _ in there.pairs if not one.weak]
        kept += surety * sum(map(_telling, same))
        shown += [one.text for one in same]
        missing, extra = sum(map(_denying, there.missing)), sum(map(_denying, back.extra))
        changed += surety * min(missing, extra)
        dropped += surety * abs(missing - extra)
        redated += surety * min(sum(one.date is not None for one in lost) for lost in (there.missing, back.extra))
        if missing and extra:
            others[0].extend(one.text for one in there.missing)
            others[1].extend(one.text for one in back.extra)
    return Numbers(kept, changed, dropped, redated, tuple(shown), (tuple(others[0]), tuple(others[1])))


def _telling(quantity: Quantity) -> float:
    """How little a number would stand on the other side by chance."""
    return rarity(quantity.value) if quantity.date is None else _TELLING[quantity.date.finest]


def _denying(quantity: Quantity) -> float:
    """How much a number tells that is another on the other side: small ones stand in turns of phrase as well."""
    return 1.0 if quantity.date is not None or abs(quantity.value) >= _PHRASES else _SMALL
