"""Quantities in English text: a number read together with what stands around it."""

import re
from fractions import Fraction

from corpora.numerals import english_tail as around
from corpora.numerals.english_counts import Found, Mention
from corpora.numerals.english_scan import scan
from corpora.numerals.literals import Reading, read_year
from corpora.numerals.quantity import Kind, Quantity
from corpora.numerals.units import BY_CODE
from corpora.text import Span

_ONE_IN = re.compile(r"[ ](?:in|out of|of every|in every)[ ]", re.IGNORECASE)
_AND_A_HALF = re.compile(r"[ -]and[ -]a[ -]half(?![a-z])")
_CENTURY = re.compile(r"[ \u00a0-]century(?![A-Za-z])")
_DIRECT_RANGE = re.compile(r"[ \u00a0]?[-–—~][ \u00a0]?|[ ]to[ ]|-to-")


def find_english(text: str) -> list[Quantity]:
    """The quantities of an English text, in order.

    >>> [(q.text, q.kind, q.value) for q in find_english("On Aug. 3, over 1,200 firms signed deals worth 1.25 billion yuan")]
    [('Aug. 3', 'date', Fraction(3, 1)), ('1,200', 'number', Fraction(1200, 1)), ('1.25 billion yuan', 'money', Fraction(1250000000, 1))]
    """
    found = scan(text)
    quantities: list[Quantity] = []
    begun = at = 0
    while at < len(found):
        item = found[at]
        if isinstance(item, Quantity):
            if item.span.start >= begun:
                quantities.append(item)
                begun = item.span.end
            at += 1
            continue
        if item.start < begun:
            at += 1
            continue
        quantity, at = _share(text, found, at) or (_quantity(text, found, at), at + 1)
        quantities.append(quantity)
        begun = quantity.span.end
    return quantities


def _share(text: str, found: list[Found], at: int) -> tuple[Quantity, int] | None:
    """One in five, three out of four."""
    upper, lower = found[at], found[at + 1] if at + 1 < len(found) else None
    if not isinstance(upper, Mention) or not isinstance(lower, Mention) or upper.sign or lower.sign:
        return None
    if not _ONE_IN.fullmatch(text, upper.end, lower.start) or "ordinal" in (upper.form, lower.form):
        return None
    whole = lower.reading.value
    if not (1 <= upper.reading.value < whole <= 100 or (upper.reading.value == 1 and whole in (1000, 10000))):
        return None
    tail = around.tail(text, lower.end, spelt=False, large=False)
    if whole.denominator != 1 or tail or around.approximation_after(text, lower.end):
        return None
    start, end = upper.start, lower.end
    return Quantity(upper.reading.value / whole, "number", Span(start, end), text[start:end], step=Fraction(0)), at + 2


def _ranged(text: str, found: list[Found], at: int, pattern: "re.Pattern[str]") -> Mention | None:
    """The number that a range begun at a place ends with."""
    item, following = found[at], found[at + 1] if at + 1 < len(found) else None
    if not isinstance(item, Mention) or not isinstance(following, Mention):
        return None
    start = following.start if following.sign_start is None else following.sign_start
    return following if start - item.end <= 5 and pattern.fullmatch(text, item.end, start) else None


def _tail(text: str, mention: Mention) -> "re.Match[str] | None":
    large = mention.scale > 1 or "," in text[mention.start : mention.end]
    return around.tail(text, mention.end, spelt=mention.form == "words", large=large)


def _quantity(text: str, found: list[Found], at: int) -> Quantity:
    """A number with whatever it counts."""
    mention = found[at]
    assert isinstance(mention, Mention)
    reading, unit, kind, end = mention.reading, None, "number", mention.end
    start = mention.start if mention.sign_start is None else mention.sign_start
    minus = around.minus_before(text, start)
    if minus is not None:
        start, reading = minus, reading._replace(value=-reading.value)
    if mention.form == "ordinal":
        return _ordinal(text, mention)
    tail, following = _tail(text, mention), None
    if tail is None:
        following = _ranged(text, found, at, around.RANGE)
        shared = following and not mention.sign and read_year(text[mention.start : mention.end]) is None
        tail = _tail(text, following) if following and shared else None
        sharing = _ranged(text, found, at, _DIRECT_RANGE)
        if (
            sharing
            and mention.scale == 1
            and sharing.scale > 1
            and reading.value < sharing.reading.value / sharing.scale
        ):
            reading = reading.times(sharing.scale)
    else:
        end = tail.end()
    reading, kind, unit = _counted(tail, reading)
    if following is None and tail and unit in BY_CODE and (half := _AND_A_HALF.match(text, end)):
        reading, end = Reading(reading.value + Fraction(1, 2), Fraction(1, 2)), half.end()
    sign = mention.sign or (found[at - 1].sign if at and _is_end(text, found, at) else None)  # type: ignore[union-attr]
    if sign and kind in ("number", "money"):
        kind, unit = "money", sign if unit in (None, "$") or kind == "number" else unit
    approximation = (
        mention.approximation or around.approximation_before(text, start) or around.approximation_after(text, end)
    )
    shown = text[mention.start : mention.end]
    if mention.form == "digits" and around.numbered(text, mention.start):
        kind = "ordinal"
    plain = kind == "number" and unit is None and approximation is None
    weak = (plain and _by_the_way(text, mention, shown)) or reading.value == 0
    if (
        plain
        and mention.form == "words"
        and (reading.value == 1 or (reading.value == 2 and around.definite(text, start)))
    ):
        weak = True
    if kind == "number" and reading.value == 1 and unit in ("second", "minute", "hour", "day", "week", "month", "year"):
        weak = True
    return Quantity(
        reading.value, kind, Span(start, end), text[start:end], unit, approximation, reading.step, None, weak
    )


def _ordinal(text: str, mention: Mention) -> Quantity:
    """A place in an order; first and second stand for much besides (首, 再次, 另一)."""
    start, end, unit = mention.start, mention.end, None
    if century := _CENTURY.match(text, end):
        end, unit = century.end(), "century"
    value = mention.reading.value
    return Quantity(value, "ordinal", Span(start, end), text[start:end], unit, weak=value <= 2 and unit is None)


def _is_end(text: str, found: list[Found], at: int) -> bool:
    """Whether a mention ends a range whose beginning carries a currency sign ($3-5 million)."""
    before = found[at - 1]
    return isinstance(before, Mention) and bool(before.sign) and _ranged(text, found, at - 1, _DIRECT_RANGE) is not None


def _counted(tail: "re.Match[str] | None", reading: Reading) -> tuple[Reading, Kind, str | None]:
    if tail is None:
        return reading, "number", None
    if tail.lastgroup in ("percent", "points"):
        return reading.times(Fraction(1, 100)), "percent", "point" if tail.lastgroup == "points" else None
    code = around.code_of(tail)
    return reading, "number" if code in BY_CODE else "money", code


def _by_the_way(text: str, mention: Mention, shown: str) -> bool:
    """Whether a whole number without a unit belongs to a name (Seres 5)."""
    if mention.scale > 1 or mention.form == "fraction" or not around.named(text, mention.start, mention.end):
        return False
    return mention.form == "words" or (len(shown) < 5 and shown.isdecimal() and read_year(shown) is None)
