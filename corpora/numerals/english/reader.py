"""Quantities in English text: a number read together with what stands around it."""

import re
from fractions import Fraction

from corpora.numerals.english import context as around
from corpora.numerals.english.counts import Found, Mention
from corpora.numerals.english.scan import scan
from corpora.numerals.literals import Reading, heads_point, read_year
from corpora.numerals.quantity import Kind, Quantity
from corpora.numerals.units import BY_CODE
from corpora.text import Span

_ONE_IN = re.compile(r"[ ](?:in|out of|of every|in every)[ ]", re.IGNORECASE)
_AND_A_HALF = re.compile(r"[ -]and[ -]a[ -]half(?![a-z])")
_CENTURY = re.compile(r"[ \u00a0-]century(?![A-Za-z])")
# A range whose first number shares multiplier and currency with the second: $3-5 million.
_CLOSE_RANGE = re.compile(r"[ \u00a0]?[-–—~][ \u00a0]?|[ ](?:to|or)[ ]|-(?:to|or)-")
_LONGEST_LINK = 5
# What may stand before the minutes and seconds of how long something took.
_LARGER: dict[str | None, tuple[str, ...]] = {"minute": ("hour",), "second": ("minute", "hour")}
_THEN = re.compile(r",?[ \u00a0](?:and[ ])?")
_ONE_AND = re.compile(r"(?<![A-Za-z])an?[ ](?P<unit>hour|minute)(?:,|[ ]and)[ ]$", re.IGNORECASE)
# What a list shares with its last number: 15, 20 and 30 percent.
_LIST = re.compile(r",[ \u00a0]|,?[ ](?:and|or)[ ]")
_LONGEST_LIST = 8
# Tails of percentages, and what is counted in them.
_SHARES: dict[str | None, tuple[int, str | None]] = {
    "percent": (100, None),
    "permille": (1000, None),
    "points": (100, "point"),
    "basis": (10_000, "point"),
    "off": (100, "off"),
}
_DURATIONS = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
_HALF = Fraction(1, 2)


def find_english(text: str) -> list[Quantity]:
    """The quantities of an English text, in order.

    >>> found = find_english("On Aug. 3, over 1,200 firms signed deals worth 1.25 billion yuan")
    >>> [(quantity.text, quantity.kind, int(quantity.value)) for quantity in found]
    [('Aug. 3', 'date', 3), ('1,200', 'number', 1200), ('1.25 billion yuan', 'money', 1250000000)]
    """
    found = scan(text)
    quantities: list[Quantity] = []
    begun = at = 0
    while at < len(found):
        item = found[at]
        if (item.start if isinstance(item, Mention) else item.span.start) < begun:
            # The unit of the number before it: 15-second.
            at += 1
            continue
        if isinstance(item, Quantity):
            quantity, at = item, at + 1
        else:
            quantity, at = _read_share(text, found, at) or (_read_number(text, found, at, item), at + 1)
        if longer := _elapsed(text, quantities, quantity):
            quantity = longer
        quantities.append(quantity)
        begun = quantity.span.end
    return quantities


def _elapsed(text: str, before: list[Quantity], last: Quantity) -> Quantity | None:
    """How long something took, as one number: 2 hours and 5 minutes, an hour and 50 minutes; takes off what it joins.

    Args:
        before: the quantities before `last`.
    """
    larger = _LARGER.get(last.unit)
    if larger is None:
        return None
    if before and before[-1].unit in larger and _THEN.fullmatch(text, before[-1].span.end, last.span.start):
        first = before.pop()
        start, whole = first.span.start, first.value * BY_CODE[first.unit or ""].factor
    elif article := _ONE_AND.search(text, max(0, last.span.start - 16), last.span.start):
        start, whole = article.start(), BY_CODE[article["unit"].lower()].factor
        if BY_CODE[article["unit"].lower()].code not in larger:
            return None
    else:
        return None
    span, value = Span(start, last.span.end), whole / BY_CODE[last.unit or ""].factor + last.value
    return Quantity(value, "number", span, span.cut(text), last.unit, last.approximation, last.step)


def _read_share(text: str, found: list[Found], at: int) -> tuple[Quantity, int] | None:
    """One in five, three out of four."""
    upper, lower = found[at], found[at + 1] if at + 1 < len(found) else None
    if not isinstance(upper, Mention) or not isinstance(lower, Mention) or upper.sign or lower.sign:
        return None
    if not _ONE_IN.fullmatch(text, upper.end, lower.start) or "ordinal" in (upper.form, lower.form):
        return None
    part, whole = upper.reading.value, lower.reading.value
    if not (1 <= part < whole <= 100 or (part == 1 and whole in (1000, 10000))) or whole.denominator != 1:
        return None
    if around.tail(text, lower.end, spelt=False, large=False) or around.approximation_after(text, lower.end):
        return None
    span = Span(upper.start, lower.end)
    return Quantity(part / whole, "number", span, span.cut(text), step=Fraction(0)), at + 2


def _read_number(text: str, found: list[Found], at: int, mention: Mention) -> Quantity:
    """A number with whatever it counts."""
    if mention.form == "ordinal":
        return _read_ordinal(text, mention)
    reading, end = mention.reading, mention.end
    start = mention.start if mention.sign_start is None else mention.sign_start
    minus = around.minus_before(text, start)
    if minus is not None:
        start, reading = minus, reading._replace(value=-reading.value)
    tail = _tail(text, mention)
    if tail:
        end = tail.end()
    else:
        reading = _with_multiplier(text, found, at, mention, reading)
        tail = _tail_of_range(text, found, at, mention)
    reading, kind, unit = _counted(tail, reading)
    if end > mention.end and unit in BY_CODE and (half := _AND_A_HALF.match(text, end)):
        reading, end = Reading(reading.value + _HALF, _HALF), half.end()
    sign = mention.sign or _sign_of_range(text, found, at)
    if sign and kind in ("number", "money"):
        unit = unit if kind == "money" and unit != "$" else sign
        kind = "money"
    if mention.form == "digits" and around.numbered(text, mention.start):
        kind = "ordinal"
    approximation = mention.approximation or around.approximation_before(text, start)
    approximation = approximation or around.approximation_after(text, end)
    weak = kind == "number" and _weak(text, mention, unit, plain=unit is None and approximation is None)
    span = Span(start, end)
    return Quantity(reading.value, kind, span, span.cut(text), unit, approximation, reading.step, weak=weak)


def _read_ordinal(text: str, mention: Mention) -> Quantity:
    """A place in an order; first and second stand for much besides (首, 再次, 另一)."""
    start, end, unit = mention.start, mention.end, None
    if century := _CENTURY.match(text, end):
        end, unit = century.end(), "century"
    value = mention.reading.value
    return Quantity(value, "ordinal", Span(start, end), text[start:end], unit, weak=value <= 2 and unit is None)


def _tail(text: str, mention: Mention) -> "re.Match[str] | None":
    large = mention.scale > 1 or "," in text[mention.start : mention.end]
    return around.tail(text, mention.end, spelt=mention.form == "words", large=large)


def _next_in_range(text: str, found: list[Found], at: int, link: "re.Pattern[str]") -> Mention | None:
    """The number that a range begun at a place ends with."""
    item, following = found[at], found[at + 1] if at + 1 < len(found) else None
    if not isinstance(item, Mention) or not isinstance(following, Mention):
        return None
    start = following.start if following.sign_start is None else following.sign_start
    return following if start - item.end <= _LONGEST_LINK and link.fullmatch(text, item.end, start) else None


def _with_multiplier(text: str, found: list[Found], at: int, mention: Mention, reading: Reading) -> Reading:
    between = text.endswith(("between ", "Between "), 0, mention.start)
    following = _next_in_range(text, found, at, around.RANGE if between else _CLOSE_RANGE)
    if following is None or mention.scale > 1 or following.scale == 1:
        return reading
    smaller = reading.value * following.scale < following.reading.value
    return reading.times(following.scale) if smaller else reading


def _tail_of_range(text: str, found: list[Found], at: int, mention: Mention) -> "re.Match[str] | None":
    """What the second number of a range counts; a year and a sum with its sign count nothing else."""
    if mention.sign or read_year(text[mention.start : mention.end]) is not None:
        return None
    if following := _next_in_range(text, found, at, around.RANGE):
        tail = _tail(text, following)
        # Not the first of: up by 20,000 or 1.6 percent.
        alike = mention.scale == 1 and mention.reading.value < 10 * max(following.reading.value, _HALF)
        return tail if tail is None or tail.lastgroup not in _SHARES or alike else None
    return _share_of_list(text, found, at)


def _share_of_list(text: str, found: list[Found], at: int) -> "re.Match[str] | None":
    """The percent behind the last of three small numbers or more in a row: 15, 20 and 30 percent."""
    for last in range(at, at + _LONGEST_LIST):
        item, following = found[last], _next_in_range(text, found, last, _LIST)
        if following is None or not isinstance(item, Mention) or item.reading.value > 100:
            return None
        if tail := _tail(text, following):
            ended = text[item.end : following.start].strip(", ") in ("and", "or")
            return tail if ended and tail.lastgroup in _SHARES and last > at else None
    return None


def _sign_of_range(text: str, found: list[Found], at: int) -> str | None:
    """The currency sign before the first number of the range that a mention ends."""
    before = found[at - 1] if at else None
    if not isinstance(before, Mention) or not before.sign:
        return None
    return before.sign if _next_in_range(text, found, at - 1, _CLOSE_RANGE) else None


def _counted(tail: "re.Match[str] | None", reading: Reading) -> tuple[Reading, Kind, str | None]:
    if tail is None:
        return reading, "number", None
    if tail.lastgroup in _SHARES:
        whole, unit = _SHARES[tail.lastgroup]
        return reading.times(Fraction(1, whole)), "percent", unit
    code = around.code_of(tail)
    return reading, "number" if code in BY_CODE else "money", code


def _weak(text: str, mention: Mention, unit: str | None, *, plain: bool) -> bool:
    """Whether the other language may well do without the number: one, the two, one day, Seres 5."""
    value, spelt = mention.reading.value, mention.form == "words"
    if not value or (value == 1 and unit in _DURATIONS):
        return True
    if not plain:
        return False
    if heads_point(text, mention.start, mention.end):
        return True
    if spelt and (value == 1 or (value == 2 and around.definite(text, mention.start))):
        return True
    if mention.scale > 1 or mention.form == "fraction" or not around.named(text, mention.start, mention.end):
        return False
    written = text[mention.start : mention.end]
    return spelt or (len(written) < 5 and written.isdecimal() and read_year(written) is None)
