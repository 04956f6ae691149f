"""Which unmatched number of one side was meant to be which of the other."""

from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from corpora.numerals import Quantity
from corpora.numerals.units import BY_CODE, same_money
from corpora.numerals.wording import is_year

Likeness = Literal["magnitude", "digits", "unit", "measure", "kind"]
_RANK: dict[Likeness, int] = {"magnitude": 0, "digits": 1, "unit": 2, "measure": 3, "kind": 4}
# How far apart in order two numbers may stand; more than that is a table.
_FAR = 64
# Numbers that differ by more were hardly meant to be one.
_SIZES_APART = 4
_OF_TIME = {"calendar", "duration"}
_MULTIPLES = frozenset({"times", "times-more"})
_COUNTED = frozenset({"number", "money", "percent"})


def pair_up(
    missing: Sequence[Quantity],
    extra: Sequence[Quantity],
    *,
    by_the_way: Sequence[Quantity] = (),
    doubtful: Callable[[Quantity], bool] = lambda quantity: False,
) -> list[tuple[Quantity, Quantity, Likeness]]:
    """Pairs of numbers that differ and were likely meant to be one, in the order of the source.

    The most alike first: the same digits at another magnitude; digits that differ in one place or
    stand in another order; the same number of another unit; another number of the same measure, or
    another date; the same kind, where nothing else of that kind is left over.

    Args:
        by_the_way: multiples of the target that are said in one word (doubled); they are paired with multiples alone.
        doubtful: of `extra`, those that may well have no counterpart; they are paired only for their digits.
    """
    scored = []
    choices = (*extra, *by_the_way)
    kinds = Counter(one.kind for one in missing), Counter(one.kind for one in choices)
    for at, source in enumerate(missing):
        open_ = choices if source.unit in _MULTIPLES else extra
        begun = max(0, at - _FAR)
        for to, target in enumerate(open_[begun : at + _FAR], begun):
            likeness = _likeness(source, target)
            if likeness is None or (_RANK[likeness] >= _RANK["measure"] and doubtful(target)):
                continue
            alone = kinds[0][source.kind] == kinds[1][target.kind] == 1
            if likeness != "kind" or (alone and _near(source, target)):
                scored.append((_RANK[likeness], abs(at - to), at, to, likeness))
    sources: set[int] = set()
    targets: set[int] = set()
    found = []
    for _, _, at, to, likeness in sorted(scored):
        if at in sources or to in targets:
            continue
        sources.add(at)
        targets.add(to)
        found.append((at, (missing[at], choices[to], likeness)))
    return [pair for _, pair in sorted(found, key=lambda each: each[0])]


def _likeness(one: Quantity, other: Quantity) -> Likeness | None:
    if not _comparable(one, other):
        return None
    if one.kind != other.kind and "percent" in (one.kind, other.kind):
        return "unit"
    same_unit = one.unit == other.unit or one.unit is None or other.unit is None
    if one.date or other.date:
        return "digits" if _one_slip(*_written(one.value, other.value)) and one.date != other.date else "measure"
    if one.kind in _COUNTED and same_unit:
        mine, theirs = _digits(one.value), _digits(other.value)
        if one.value and mine == theirs:
            return "magnitude"
        if _one_slip(mine, theirs) or _one_slip(*_written(one.value, other.value)):
            return "digits"
    elif one.value == other.value and one.kind in _COUNTED:
        return "unit"
    return "measure" if "time" in (one.kind, other.kind) or (one.unit and other.unit) else "kind"


def _comparable(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers count the same sort of thing, as far as their words tell."""
    kinds = {one.kind, other.kind}
    if kinds == {"number", "money"}:
        return (one if one.kind == "number" else other).unit is None
    if kinds == {"number", "percent"}:
        percent, number = (one, other) if one.kind == "percent" else (other, one)
        return number.unit is None and percent.value * 100 == number.value
    if kinds == {"number", "date"}:
        date, number = (one.date, other) if one.date else (other.date, one)
        return date is not None and date.month is date.day is None and is_year(number)
    if kinds == {"number", "time"}:
        return (one if one.kind == "number" else other).unit in ("minute", "second")
    if one.kind != other.kind:
        return False
    if one.date and other.date:
        return one.date.finest == other.date.finest
    if is_year(one) != is_year(other) and len(str(one.value)) != len(str(other.value)):
        return False
    if one.unit is None or other.unit is None or one.unit == other.unit or one.value == other.value:
        return True
    if one.kind == "money":
        return same_money(one.unit, other.unit)
    mine, theirs = BY_CODE.get(one.unit), BY_CODE.get(other.unit)
    if mine is None or theirs is None:
        return False
    return mine.dimension == theirs.dimension or {mine.dimension, theirs.dimension} == _OF_TIME


def _near(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers are of about one size; decades, places and shares always are."""
    if one.kind not in _COUNTED or not one.step:
        return True
    low, high = sorted((abs(one.value), abs(other.value)))
    return high <= _SIZES_APART * low


@lru_cache(maxsize=4096)
def _digits(value: Fraction) -> str:
    """The digits of a number without noughts at either end; of a fraction, of its first places."""
    return f"{float(value):.12e}".split("e")[0].replace(".", "").strip("0")


def _written(one: Fraction, other: Fraction) -> tuple[str, str]:
    """Two whole numbers of as many digits as they are written, noughts too: 50 and 60 differ in one place."""
    mine, theirs = str(one), str(other)
    return (mine, theirs) if mine.isdigit() and theirs.isdigit() and len(mine) == len(theirs) else ("", "")


def _one_slip(one: str, other: str) -> bool:
    """Whether one digit was changed, lost or put in, or two neighbours swapped; in numbers of two digits at least."""
    if min(len(one), len(other)) < 2:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    mine, theirs = one[start:], other[start:]
    while mine and theirs and mine[-1] == theirs[-1]:
        mine, theirs = mine[:-1], theirs[:-1]
    return max(len(mine), len(theirs)) == 1 or (len(mine) == 2 and mine == theirs[::-1])
