"""Fractions and percentages of two numbers in Chinese text: 三分之一, 百分之五十, 五又三分之一, 1/2."""

import re
from fractions import Fraction

from corpora.numerals.chinese import context as around
from corpora.numerals.chinese.line import Line
from corpora.numerals.literals import Reading

_HUNDREDTH = Fraction(1, 100)


def read_fraction(line: Line, at: int) -> int:
    """三分之一, 百分之五十, 百分之三至五, 五又三分之一, 1/2: the index of the mention after it, or 0."""
    mention, text = line.mentions[at], line.text
    if text.startswith("分百", mention.end) and mention.form == "bare":
        line.add(mention.start, mention.end + 2, Reading(Fraction(1), _HUNDREDTH), "percent")
        return at + (2 if line.follows(at + 1, mention.end + 1) else 1)
    if at + 1 >= len(line.mentions) or not mention.reading.value:
        return 0
    upper = line.mentions[at + 1]
    between = text[mention.end : upper.start].replace(" ", "")
    if between in ("/", "／"):
        return _read_slashed(line, at)
    if between not in ("分之", "分之负", "分之負"):
        return 0
    share = (1 if between == "分之" else -1) / mention.reading.value
    percent = mention.form == "bare"
    reading = upper.reading.times(share)
    if not percent:
        reading = reading._replace(step=Fraction(0))
    start, reading = _with_whole(line, mention.start, reading, "又")
    if (minus := around.minus_before(text, start)) is not None:
        start, reading = minus, reading._replace(value=-reading.value)
    approximation = upper.approximation or around.approximation_before(text, start, duration=False)
    line.add(start, upper.end, reading, "percent" if percent else "number", approximation=approximation)
    at += 1
    while percent and line.joined(at, around.RANGE):
        upper = line.mentions[at + 1]
        if around.tail(text, upper.end) or text.startswith("分之", upper.end):
            break
        at += 1
        line.add(upper.start, upper.end, upper.reading.times(share), "percent")
    return at + 1


def _read_slashed(line: Line, at: int) -> int:
    upper, lower = line.mentions[at], line.mentions[at + 1]
    around_it = line.text[upper.start - 1 : upper.start] + line.text[lower.end : lower.end + 1]
    proper = 1 <= upper.reading.value < lower.reading.value <= 10 and lower.scale == 1
    if "/" in around_it or not (proper or _alone(line, upper.start, lower.end)) or not lower.reading.value:
        return 0
    reading = Reading(upper.reading.value / lower.reading.value, Fraction(0))
    start, reading = _with_whole(line, upper.start, reading, "")
    if (minus := around.minus_before(line.text, start)) is not None:
        start, reading = minus, reading._replace(value=-reading.value)
    line.add(start, lower.end, reading, "number")
    return at + 2


def _alone(line: Line, start: int, end: int) -> bool:
    """Whether nothing but a whole number and a sign stands around a fraction, as in a cell of a table."""
    return not re.sub(r"[-−－负負0-9０-９ \u00a0]", "", line.text[:start] + line.text[end:])


def _with_whole(line: Line, start: int, reading: Reading, link: str) -> tuple[int, Reading]:
    """Joins the whole number before a fraction to it (五又三分之一, 2 1/2)."""
    before = line.last
    if not before or before.kind != "number" or before.value.denominator != 1 or before.unit:
        return start, reading
    between = line.text[before.span.end : start]
    if between.strip(" \u00a0") != link or not between:
        return start, reading
    line.found.pop()
    sign = -1 if before.value < 0 else 1
    return before.span.start, reading._replace(value=before.value + sign * reading.value)
