"""Whether two quantities say the same, by value."""

import re
from fractions import Fraction

from corpora.numerals.quantity import Date, Quantity
from corpora.numerals.units import BY_CODE, same_money

# Approximations that widen a number; `least` and `most` leave it as it is.
LOOSE = ("about", "over", "under", "several")
_IN = re.compile(r"[ ](?:in|of)[ ]")
# What a speed and the length gone in an hour have in common; in an hour may be said far from the number.
_LENGTHS_GONE: dict[str | None, str] = {
    "kilometer-per-hour": "kilometer", "kilometer": "kilometer", "mile-per-hour": "mile", "mile": "mile",
}  # fmt: skip
# What people and thermometers may be in the 60s of.
_OF_DECADES = (None, "year", "celsius", "fahrenheit")


def agree(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities say the same within the digits they show.

    Exact numbers agree where one is the other rounded to the digits it shows, two at least; words such as
    over and about widen their own number. Units convert; a number without a unit agrees with any.
    A date agrees with one that is as fine and contradicts no part of it; a day alone with a number;
    a time without the half of its day with both halves.

    >>> from corpora.numerals.find import find_quantities
    >>> (billions,), (yi,) = find_quantities("1.25 billion", language="en"), find_quantities("12.48亿", language="zh")
    >>> agree(billions, yi)
    True
    """
    if one.date and other.date:
        return _dates_agree(one.date, other.date)
    for dated, plain in ((one, other), (other, one)):
        if dated.date:
            return _date_and_number(dated.date, plain)
    for timed, plain in ((one, other), (other, one)):
        if timed.kind == "time":
            return _time_and_any(timed, plain)
    for decade, plain in ((one, other), (other, one)):
        if decade.kind == "decade":
            return _decade_and_any(decade, plain)
    if "percent" in (one.kind, other.kind) and one.kind != other.kind:
        percent, plain = (one, other) if one.kind == "percent" else (other, one)
        if plain.kind != "number" or plain.unit not in (None, "times", "times-more"):
            return False
        points = percent.unit == "point" and percent.value * 100 == plain.value
        return points or _values_agree(percent, plain) or _discount(percent, plain)
    if one.kind == other.kind == "percent":
        if {one.unit, other.unit} == {"discount", "off"}:
            return 1 - one.value == other.value
        return _values_agree(one, other) or _discount(one, other) or _discount(other, one)
    for share, whole in ((one, other), (other, one)):
        # One in 10 is also 每10台有1台.
        if not share.step and _IN.search(share.text) and share.value * whole.value == 1:
            return True
    if "ordinal" in (one.kind, other.kind):
        return one.value == other.value and "money" not in (one.kind, other.kind)
    return _measures_agree(one, other)


def _dates_agree(one: Date, other: Date) -> bool:
    if one.finest != other.finest:
        return False
    if one.year is not None and other.year is not None and not _same_year(one.year, other.year):
        return False
    return all(
        mine == theirs
        for mine, theirs in ((one.month, other.month), (one.day, other.day))
        if mine is not None and theirs is not None
    )


def _same_year(one: int, other: int) -> bool:
    return one == other or (min(one, other) < 100 and one % 100 == other % 100)


def _date_and_number(date: Date, number: Quantity) -> bool:
    """A day alone is also the number of days or the rank (3日: three days, the 3rd); a year is also a number."""
    parts = date.parts
    if number.kind == "ordinal" and date.day is not None:
        return number.value == date.day
    if number.kind not in ("number", "ordinal") or len(parts) > 1 or number.unit not in (None, parts[0][0]):
        return False
    return number.value == parts[0][1]


def _time_and_any(time: Quantity, other: Quantity) -> bool:
    if other.kind == "time":
        # The seconds of a time of day are often left out.
        apart = int(time.value) - int(other.value)
        return not apart or ("12-hour" in (time.unit, other.unit) and apart % 720 == 0)
    if other.kind == "number" and other.unit in ("minute", "second"):
        # 1:13:08 may be how long it took; 3:35 minutes and seconds.
        seconds = other.value * BY_CODE[other.unit].factor
        return seconds in (time.value * 60, time.value)
    if other.kind != "number" or other.unit not in (None, "hour"):
        return False
    # 24:00 is 0:00; of a time without the half of its day both count.
    return (other.value * 60 - time.value) % (720 if time.unit == "12-hour" else 1440) == 0


def _decade_and_any(decade: Quantity, other: Quantity) -> bool:
    first = decade.value
    if other.kind == "decade":
        return first == other.value or (min(first, other.value) < 100 and first % 100 == other.value % 100)
    # In his 60s is 六十多岁.
    return other.kind == "number" and other.unit in _OF_DECADES and first < 100 and first <= other.value < first + 10


def _discount(one: Quantity, other: Quantity) -> bool:
    """八折 is 20 percent off, and a cut of 20 percent."""
    return one.unit == "discount" and 1 - one.value == other.value


def _measures_agree(one: Quantity, other: Quantity) -> bool:
    if one.unit == other.unit or one.unit is None or other.unit is None:
        return _values_agree(one, other)
    gone = _LENGTHS_GONE.get(one.unit)
    if gone and gone == _LENGTHS_GONE.get(other.unit):
        return _values_agree(one, other)
    mine, theirs = BY_CODE.get(one.unit), BY_CODE.get(other.unit)
    if mine is None or theirs is None:
        return same_money(one.unit, other.unit) and _values_agree(one, other)
    if {mine.dimension, theirs.dimension} == {"calendar", "duration"}:
        return _days_of(one) == _days_of(other)
    if mine.dimension != theirs.dimension:
        return False
    if {one.unit, other.unit} == {"times", "times-more"} and one.value == other.value:
        # Grew two times, twofold: as often said of what was added as of the whole; doubled is not.
        return not (one.weak or other.weak)
    converted = one.value * mine.factor + mine.offset, other.value * theirs.factor + theirs.offset
    steps = (place_of(one) * mine.factor, place_of(other) * theirs.factor)
    return abs(converted[0] - converted[1]) * 2 <= max(steps)


def _days_of(quantity: Quantity) -> Fraction:
    """Days of a span of time, thirty to a month: 两个月 are 60 days too."""
    unit = BY_CODE[quantity.unit or ""]
    return quantity.value * unit.factor * (30 if unit.dimension == "calendar" else Fraction(1, 86_400))


def _values_agree(one: Quantity, other: Quantity) -> bool:
    # A fall of 11.3% is also a change of -11.3%.
    if abs(one.value) == abs(other.value):
        return True
    loose = [quantity for quantity in (one, other) if quantity.approximation in LOOSE]
    towards = {quantity.approximation for quantity in loose} == {"over", "under"}
    if any(quantity.approximation == "several" for quantity in loose) or len(loose) == 1 or towards:
        low, high = _interval(one)
        lowest, highest = _interval(other)
        if low <= highest and lowest <= high:
            return True
    coarse, fine = (one, other) if place_of(one) >= place_of(other) else (other, one)
    step = place_of(coarse)
    return abs(coarse.value) >= 10 * step > 0 and abs(coarse.value - fine.value) * 2 <= step


def place_of(quantity: Quantity) -> Fraction:
    """Worth of the last digit that counts; noughts at the end of an approximate number do not."""
    step = quantity.step
    if quantity.approximation not in LOOSE or not quantity.value or not step:
        return step
    if quantity.approximation == "several":
        return step
    count = quantity.value / step
    while count.denominator == 1 and count % 10 == 0:
        count, step = count / 10, step * 10
    return step


def _interval(quantity: Quantity) -> tuple[Fraction, Fraction]:
    """The least and the greatest number that the words allow."""
    value, step = quantity.value, place_of(quantity)
    match quantity.approximation:
        case "several":
            return value, value + quantity.step * Fraction(999, 1000)
        case "over":
            return value, value + min(step * Fraction(999, 1000), abs(value) if value < 100 else abs(value) / 2)
        case "under":
            return value - min(step, abs(value) / 10), value
        case "about":
            width = min(step / 2, abs(value) / 10)
            return value - width, value + width
    return value, value
