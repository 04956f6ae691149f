"""Which of several units that say the same a memory should keep, and why."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from tm.lookup.scoring import PENALTIES
from tm.store import Pair, dated
from tm.unit import TranslationUnit


class Preference(NamedTuple):
    """A ground for keeping a unit: what it is called, and a value that is greater in the better unit."""

    says: str
    value: Callable[[TranslationUnit], Any]


# The first ground on which two units differ decides.
PREFERENCES: tuple[Preference, ...] = (
    Preference("it has fewer flags against it", lambda unit: -_penalty(unit)),
    Preference("it names its story", lambda unit: any(Pair.of(unit)[:2])),
    Preference("a person wrote it, or it was aligned more surely", lambda unit: _confidence(unit)),
    Preference("its story is newer", lambda unit: dated(unit)),
    Preference("it has notes", lambda unit: len(unit.notes) + len(unit.props)),
    Preference("it was there first", lambda unit: -(unit.id or 0)),
)


def choose(units: Sequence[TranslationUnit]) -> TranslationUnit:
    """The unit to keep out of one or more."""
    return max(units, key=order)


def order(unit: TranslationUnit) -> tuple[Any, ...]:
    """What puts the unit to keep last."""
    return tuple(preference.value(unit) for preference in PREFERENCES)


def explain(kept: TranslationUnit, dropped: TranslationUnit) -> str:
    """Why the one is kept and the other is not, as a clause."""
    for preference in PREFERENCES:
        if preference.value(kept) != preference.value(dropped):
            return preference.says
    return "they are equal"


def _penalty(unit: TranslationUnit) -> int:
    return sum(points for flag, points in PENALTIES if flag in unit.flags)


def _confidence(unit: TranslationUnit) -> int:
    """In tenths: finer differences say nothing."""
    confidence = unit.provenance.confidence
    return 10 if confidence is None else round(confidence * 10)
