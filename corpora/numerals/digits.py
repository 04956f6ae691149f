"""Quantities of languages without a reader of their own: whatever is written in digits."""

import re
from collections.abc import Iterator
from fractions import Fraction

from corpora.numerals.literals import LONGEST, half_width
from corpora.numerals.quantity import Date, Kind, Quantity
from corpora.numerals.units import SIGNS
from corpora.text import Span

# CLDR: languages that write a point between the thousands and a comma before the decimals, as most do.
_POINT_BEFORE_DECIMALS = frozenset({"ja", "ko", "th", "he", "hi", "ms", "fil", "sw", "ga", "mt", "bn", "ta", "ur"})
_CODES = dict(SIGNS)
_SIGN = "|".join(re.escape(sign) for sign, _ in SIGNS)
_NUMBER = re.compile(
    rf"(?<![A-Za-z0-9_])(?<![A-Za-z]-)(?<!&#)(?:(?P<sign>{_SIGN})[ \u00a0]?)?"
    r"(?P<whole>[0-9]{1,3}(?:(?P<group>[.,'’\u00a0\u202f ])[0-9]{3}(?>(?:(?P=group)[0-9]{3})*)(?![0-9])|(?![0-9]))"
    r"|[0-9]++)"
    r"(?:(?P<mark>[.,])(?P<decimals>[0-9]++))?(?![0-9]|[.,][0-9])"
    rf"(?:[ \u00a0\u202f]?(?:(?P<percent>[%％])|(?P<after>[€$£¥₽₹₩])))?(?![A-Za-z_])"
)
_DIGIT = re.compile("[0-9]")
_ISO = re.compile(r"(?<![0-9])([12][0-9]{3})[-/.](0?[1-9]|1[0-2])[-/.](0?[1-9]|[12][0-9]|3[01])(?![0-9])")
_DAY_FIRST = re.compile(r"(?<![0-9.])(0?[1-9]|[12][0-9]|3[01])\.[ ]?(0?[1-9]|1[0-2])\.[ ]?([12][0-9]{3})(?![0-9])")
_CLOCK = re.compile(r"(?<![0-9:])([01]?[0-9]|2[0-3]):([0-5][0-9])(?![0-9]|:[0-9])")


def find_in_digits(text: str, *, language: str) -> list[Quantity]:
    """The numbers, dates (2023-08-03, 3.8.2023) and times (9:30) that a text writes in digits, in order.

    Args:
        language: primary language, which says how decimals are written.

    >>> [(str(q.value), q.kind) for q in find_in_digits("1.200 Firmen, 18,6 % am 3.8.2023", language="de")]
    [('1200', 'number'), ('93/500', 'percent'), ('3', 'date')]
    """
    plain = half_width(text)
    if not _DIGIT.search(plain):
        return []
    found: list[Quantity] = []
    taken: set[int] = set()
    for quantity in _candidates(text, plain, language):
        place = range(*quantity.span)
        if taken.isdisjoint(place):
            taken.update(place)
            found.append(quantity)
    return sorted(found, key=lambda quantity: quantity.span)


def _candidates(text: str, plain: str, language: str) -> Iterator[Quantity]:
    """Dates, then times, then numbers; what stands in an earlier one is none of its own."""
    for date in _ISO.finditer(plain):
        parts = Date(int(date[1]), int(date[2]), int(date[3]))
        yield _quantity(text, date, Fraction(int(date[3])), "date", date=parts)
    for date in _DAY_FIRST.finditer(plain):
        parts = Date(int(date[3]), int(date[2]), int(date[1]))
        yield _quantity(text, date, Fraction(int(date[1])), "date", date=parts)
    for clock in _CLOCK.finditer(plain):
        hour = int(clock[1])
        unit = "12-hour" if 1 <= hour <= 12 else None
        yield _quantity(text, clock, Fraction(hour * 60 + int(clock[2])), "time", unit=unit)
    for number in _NUMBER.finditer(plain):
        if read := _number(text, number, language):
            yield read


def _number(text: str, found: "re.Match[str]", language: str) -> Quantity | None:
    whole, group, decimals = found["whole"], found["group"], found["decimals"] or ""
    if len(whole) + len(decimals) > LONGEST:
        return None
    point = "." if language in _POINT_BEFORE_DECIMALS else ","
    # 1.200 is a thousand and two hundred in German, one and a fifth in Japanese.
    if group == point and not decimals and whole.count(group) == 1:
        whole, decimals = whole.split(group)
    digits = re.sub("[^0-9]", "", whole)
    step = Fraction(1, 10 ** len(decimals))
    value = Fraction(int(digits + decimals)) * step
    if found["percent"]:
        return _quantity(text, found, value / 100, "percent", step=step / 100)
    sign = found["sign"] or found["after"]
    if sign:
        return _quantity(text, found, value, "money", unit=_CODES[sign], step=step)
    return _quantity(text, found, value, "number", step=step)


def _quantity(
    text: str,
    found: "re.Match[str]",
    value: Fraction,
    kind: Kind,
    *,
    unit: str | None = None,
    step: Fraction = Fraction(1),
    date: Date | None = None,
) -> Quantity:
    span = Span(*found.span())
    return Quantity(value, kind, span, span.cut(text), unit, step=step, date=date)
