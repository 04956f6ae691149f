"""Percentages, sums of money, measures, ranks and plain numbers in Chinese text."""

import re
from fractions import Fraction

from corpora.numerals.chinese import context as around
from corpora.numerals.chinese.line import Line
from corpora.numerals.chinese.scan import Mention
from corpora.numerals.chinese.words import BARE_AFTER, DEFINITE, NAMED
from corpora.numerals.literals import ONE, Reading, heads_point
from corpora.numerals.quantity import Kind
from corpora.numerals.units import BY_CODE

_HALF = Fraction(1, 2)
_HUNDREDTH = Fraction(1, 100)
_QUOTES = frozenset("“‘「『\"'（(《")
# 十里铺村, 三里桥镇: places.
_VILLAGE = re.compile("里[一-龥]{0,2}[村乡镇屯桥店铺街鄉鎮橋鋪]")
# What is lent and earned is counted in 厘, a hundredth each.
_INTEREST = re.compile("[息率]")
_PLAN = re.compile("十[一二三四五六]五")
_FIVE = ONE._replace(value=Fraction(5))
# What follows a whole in its next smaller parts, and what each of them is worth.
_PARTED: dict[str, tuple[tuple["re.Pattern[str]", Fraction], ...]] = {
    "tenths": ((re.compile("(?![成%％个個名位家岁歲年月日天])"), _HUNDREDTH),),
    "yuan": ((re.compile("[角毛](?!度)"), Fraction(1, 10)), (re.compile("分"), _HUNDREDTH)),
}
_HALF_BEHIND = re.compile("半(?![数數])")
_DURATIONS = frozenset({"day", "week", "month", "year"})
# One of them is said with an article: in an hour.
_SPANS = _DURATIONS | {"second", "minute", "hour"}
_PER_HOUR = {"kilometer": "kilometer-per-hour", "mile": "mile-per-hour"}


def read_number(line: Line, at: int) -> int:
    """A number with whatever it counts; the index of the mention after it."""
    mention, text = line.mentions[at], line.text
    tail = line.tail(at)
    ordinal = around.ordinal_before(text, mention.start, mention.end)
    if mention.form == "lone" and around.enumerated(text, mention.start, mention.end):
        line.add(mention.start, mention.end, mention.reading, "ordinal", weak=True)
        return at + 1
    if not _licensed(line, at, tail, ordinal):
        return _read_plan(line, at)
    if ordinal is not None:
        weak = mention.reading.value == 1 or (mention.reading.value == 2 and around.next_one(text, mention.end))
        line.add(ordinal, mention.end, mention.reading, "ordinal", weak=weak)
        return at + 1
    reading, end, start, sign = line.reading(at), mention.end, mention.sign_start, mention.sign
    if line.last and start < line.last.span.end:
        # 4人民币5美元: the currency belongs to the number before it.
        start, sign = mention.start, None
    unit: str | None = None
    kind: Kind = "number"
    minus = around.minus_before(text, start)
    if minus is not None:
        start, reading = minus, reading._replace(value=-reading.value)
    counts = _counted(line, tail, mention, reading) if tail else None
    if tail and counts:
        (reading, kind, unit), end = counts, line.end(at, tail)
        if kind == "decade":
            return _read_decade(line, at, reading, end)
        half = around.AND_HALF.match(text, end) if tail.end() == end and unit in BY_CODE else None
        if half:
            reading, end = Reading(reading.value + _HALF, _HALF), half.end()
        elif tail.end() == end and tail.lastgroup in _PARTED:
            at, reading, end = _with_parts(line, at, tail.lastgroup, reading, end)
        if unit in _PER_HOUR and around.per_hour(text, start, end):
            unit = _PER_HOUR[unit]
    if sign:
        kind, unit = "money", unit if kind == "money" and unit else sign
    before = text[mention.start - 1] if mention.start else ""
    led = mention.form == "bare" and before in BARE_AFTER
    approximation = (
        mention.approximation
        or around.approximation_before(text, start, duration=unit in _DURATIONS)
        or around.approximation_after(text, end, unit=counts is not None)
        or ("over" if led and before in "上过過" else None)
    )
    weak = _weak(line, at, reading, kind, unit) and not led
    line.add(start, end, reading, kind, unit=unit, approximation=approximation, weak=weak)
    return at + 1


def _with_parts(line: Line, at: int, whole: str, reading: Reading, end: int) -> tuple[int, Reading, int]:
    """六成五, 四成半, 3元5角2分: what is said in the next smaller part; the last mention taken, value and end."""
    parts = _PARTED[whole]
    if whole == "tenths" and (half := _HALF_BEHIND.match(line.text, end)):
        return at, Reading(reading.value + Fraction(1, 20), Fraction(1, 100)), half.end()
    for sign, worth in parts:
        if not line.follows(at + 1, end):
            break
        part = line.mentions[at + 1]
        found = sign.match(line.text, part.end)
        if found is None or not 0 < part.reading.value < 10 or part.reading.step != 1:
            break
        at, end, reading = at + 1, found.end(), Reading(reading.value + part.reading.value * worth, worth)
    return at, reading, end


def _read_plan(line: Line, at: int) -> int:
    """十四五 without anything counted is the 14th Five-Year Plan; other numerals on their own are no numbers."""
    mention, text = line.mentions[at], line.text
    if mention.form == "pair" and _PLAN.match(text, mention.start):
        line.add(mention.start, mention.end, mention.reading, "ordinal")
        line.add(mention.end, mention.end + 1, _FIVE, "number", unit="year")
        return at + 2
    return at + 1


def _weak(line: Line, at: int, reading: Reading, kind: Kind, unit: str | None) -> bool:
    """Whether English may well do without the number: 一家, 1年, 两国, 百年, the number of 伊尔-76."""
    text, mention = line.text, line.mentions[at]
    start, end = mention.start, mention.end
    if reading.value == 0 or (mention.form == "bare" and end - start == 1):
        return True
    if kind == "money" and reading.value == 1:
        # 兑1美元, 每1元: the rate is the number.
        return text[start - 1 : start] in tuple("兑兌每")
    if kind != "number":
        return False
    if reading.value == 1:
        return mention.form == "lone" or unit in _SPANS or around.counted(text, end)
    if unit is None and (heads_point(text, start, end) or _named(text, mention)):
        return True
    hyphened = unit is None and start > 1 and text[start - 1] == "-" and text[start - 2].isalpha()
    return hyphened and not line.joined(at - 1, around.RANGE)


def _named(text: str, mention: Mention) -> bool:
    """Whether a number belongs to a name that English may say otherwise: 双11, 两国, 四驱, “六稳”."""
    start, end = mention.start, mention.end
    if mention.reading.value in (11, 12) and text[start - 1 : start] in ("双", "雙"):
        return True
    if text[start].isdecimal():
        return False
    if text[start:end] in ("两", "兩") and text[end : end + 1] in DEFINITE:
        return True
    if mention.form == "lone" and (text[end : end + 1] in NAMED or _VILLAGE.match(text, end)):
        return True
    return mention.form in ("lone", "words") and around.quoted(text, start, end)


def _counted(
    line: Line, tail: "re.Match[str]", mention: Mention, reading: Reading
) -> tuple[Reading, Kind, str | None] | None:
    """The value, kind and unit that a tail makes of a number; None where it makes nothing of it."""
    value = reading.value
    match tail.lastgroup:
        case "percent":
            return reading.times(_HUNDREDTH), "percent", None
        case "points":
            return reading.times(_HUNDREDTH), "percent", "point"
        case "basis":
            return reading.times(_HUNDREDTH * _HUNDREDTH), "percent", "point"
        case "permille":
            return reading.times(_HUNDREDTH / 10), "percent", None
        case "interest":
            charged = line.hant or _INTEREST.search(line.text)
            return (reading.times(_HUNDREDTH), "percent", None) if charged else None
        case "tenths":
            return (reading.times(Fraction(1, 10)), "percent", None) if 0 < value <= 10 else None
        case "dozen":
            return reading.times(12), "number", None
        case "discount":
            tenths = reading.times(Fraction(1, 10 if value < 10 else 100))
            return (tenths, "percent", "discount") if 0 < value < 100 else None
        case "decade":
            return (reading, "decade", None) if value % 10 == 0 and mention.scale == 1 else None
        case "doublings":
            doubled = around.doubled_before(line.text, mention.start) and value in (1, 2, 3, 4)
            return (Reading(Fraction(2**value), ONE.step), "number", "times") if doubled else None
        case "quarter":
            return (reading, "ordinal", None) if 1 <= value <= 4 else None
        case "century":
            ranked = 1 < value <= 30 and line.text[mention.start] not in "两兩"
            return reading, "ordinal" if ranked else "number", "century"
        case "yuan":
            return reading, "money", line.yuan
        case "money":
            return reading, "money", around.code_of(tail)
        case "year" | "day" | "month":
            return reading, "number", tail.lastgroup
        case "unit" | "sign" | "months":
            if tail["half"] or tail["half_unit"]:
                reading = Reading(value + _HALF, _HALF)
            unit = around.code_of(tail)
            if unit == "times" and around.grown_before(line.text, mention.start):
                unit = "times-more"
            return reading, "number", unit
    return None


def _read_decade(line: Line, at: int, reading: Reading, end: int) -> int:
    """90年代, with the century before it (20世纪90年代)."""
    start, before = line.mentions[at].start, line.last
    if before and before.unit == "century" and before.kind == "ordinal" and line.follows(at, before.span.end):
        start, reading = before.span.start, reading._replace(value=(before.value - 1) * 100 + reading.value)
        line.found.pop()
    line.add(start, end, reading._replace(step=Fraction(10)), "decade")
    return at + 1


def _licensed(line: Line, at: int, tail: "re.Match[str] | None", ordinal: int | None) -> bool:
    """Whether a numeral is a number at all, by what stands around it: Chinese numerals are parts of words too."""
    mention, text = line.mentions[at], line.text
    if mention.form in ("digits", "words") or ordinal is not None or mention.sign or mention.approximation == "over":
        return True
    measured = tail is not None and tail.lastgroup not in ("oclock", "date", "hour")
    if mention.form == "positional":
        return tail is not None and tail.lastgroup in ("decade", "discount")
    single = mention.end - mention.start == 1
    if text.strip() == text[mention.start : mention.end]:
        return single is (mention.form != "bare")
    if mention.form == "bare":
        led = mention.start > 0 and text[mention.start - 1] in BARE_AFTER
        if led and around.bare_behind(text, mention.start, mention.end):
            return True
        ranked = text[mention.end : mention.end + 1] in ("强", "強", "大", "里")
        return measured or ranked or ((led or not single) and around.counted(text, mention.end))
    # 七八个: what is counted stands behind the second of two neighbours.
    paired = line.mentions[at + 1] if at + 1 < len(line.mentions) else None
    end = paired.end if paired and paired.start == mention.end else mention.end
    named = mention.form == "lone" and around.quoted(text, mention.start, end)
    if measured or named or around.counted(text, end) or around.ranked_before(text, mention.start, mention.end):
        return True
    if any(line.joined(other, link) for other in (at - 1, at) for link in (around.RANGE, around.VERSUS)):
        return True
    if text.startswith("又", mention.end) and "分之" in text[mention.end : mention.end + 6]:
        return True
    quoted = mention.start > 0 and text[mention.start - 1] in _QUOTES
    return quoted and not text[mention.end : mention.end + 1].isalnum()
