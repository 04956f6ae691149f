"""Times of day and dates in Chinese text."""

import re
from fractions import Fraction

from corpora.numerals.chinese import context as around
from corpora.numerals.chinese.line import Line
from corpora.numerals.literals import ONE, Reading, read_year
from corpora.numerals.quantity import Date

_MINUTE = re.compile(r"[ \u00a0]?分(?![钟鐘之])")
_ISO = re.compile(r"([12][0-9]{3})([-/])(0?[1-9]|1[0-2])\2(0?[1-9]|[12][0-9]|3[01])(?![0-9])")
_TO_HOUR = re.compile("[至到—–~～-][0-9]{1,2}[点點时時]")
_WITHIN = re.compile("[内內余餘多]|[之以][内內]")
_SAID_BEHIND = re.compile("[半钟鐘整许許]")


def read_time(line: Line, at: int) -> int:
    """上午9时30分, 下午三点半, 16时, 9:30: the index of the mention after it, or 0."""
    mention, text = line.mentions[at], line.text
    hour = mention.reading.value
    if hour.denominator != 1 or not 0 <= hour <= 24 or mention.scale > 1 or mention.approximation or mention.sign:
        return 0
    minute, last, end, weak = 0, at, mention.end, False
    period, start = around.period_before(text, mention.start)
    if _two_digits_after_colon(line, at):
        last, end = at + 1, line.mentions[at + 1].end
        minute = int(line.mentions[last].reading.value)
        if _two_digits_after_colon(line, last):
            last, end = last + 1, line.mentions[last + 1].end
    else:
        tail = line.tail(at)
        if tail is None or tail.lastgroup not in ("hour", "oclock"):
            return 0
        end, direct = line.end(at, tail), tail.start() == mention.end
        behind = line.mentions[at + 1] if direct and line.follows(at + 1, tail.end()) else None
        minutes = _MINUTE.match(text, behind.end) if behind and behind.reading.value < 60 else None
        said = direct and _SAID_BEHIND.match(text, tail.end())
        if behind and minutes:
            minute, last, end = int(behind.reading.value), at + 1, minutes.end()
        elif said and said[0] == "半":
            minute, end = 30, said.end()
        dated = line.last is not None and line.last.kind == "date" and line.last.span.end >= start - 1
        ranged = _TO_HOUR.match(text, end) or (
            line.last and line.last.kind == "time" and around.RANGE.fullmatch(text, line.last.span.end, start)
        )
        if tail.lastgroup == "oclock" and not (minutes or said or period or dated or ranged):
            if mention.form == "digits" or hour < 3:
                return 0
            # 不到九点 is a time, and 四点要求 are four.
            weak = True
    clock = _hour_of_day(int(hour), period)
    unit = "12-hour" if period is None and 1 <= hour <= 12 else None
    line.add(start, end, Reading(Fraction(clock * 60 + minute), ONE.step), "time", unit=unit, weak=weak)
    return last + 1


def _hour_of_day(hour: int, period: str | None) -> int:
    """An hour from 0 to 23: 中午11点 is before noon, 晚上12点 is midnight, 深夜2点 after it."""
    if hour == 24 or (hour == 12 and period in ("morning", "night")):
        return 0
    last_of_morning = {"noon": 9, "afternoon": 11, "night": 11}.get(period or "", 0)
    first_of_evening = 5 if period == "night" else 1
    return hour + 12 if first_of_evening <= hour <= last_of_morning else hour


def _two_digits_after_colon(line: Line, at: int) -> bool:
    mention = line.mentions[at]
    if at + 1 >= len(line.mentions) or line.text[mention.end : mention.end + 1] not in (":", "："):
        return False
    following = line.mentions[at + 1]
    return (
        following.start == mention.end + 1
        and following.end == following.start + 2
        and mention.form == following.form == "digits"
        and following.scale == 1
        and following.reading.value < 60
    )


def read_date(line: Line, at: int) -> int:
    """2023年8月3日, 8月, 3日, 二〇二三年, 3至5月, 2023-08-03: the index of the mention after it, or 0."""
    if iso := _ISO.match(line.text, line.mentions[at].start):
        date = Date(int(iso[1]), int(iso[3]), int(iso[4]))
        line.add(iso.start(), iso.end(), Reading(Fraction(int(iso[4])), ONE.step), "date", date=date)
        return next(
            (to for to in range(at, len(line.mentions)) if line.mentions[to].start >= iso.end()), len(line.mentions)
        )
    start, parts, last, end = line.mentions[at].start, Date(), at, 0
    for name in ("year", "month", "day"):
        if last >= len(line.mentions) or (end and not line.follows(last, end)):
            break
        part = _part(line, last, name, dated=parts.month is not None)
        if part is None:
            continue
        parts = parts._replace(**{name: part})
        end = line.end(last, line.tail(last))
        last += 1
        if end == line.mentions[last - 1].end:
            break
    if not end:
        return 0
    before = line.last
    if before and before.date and around.LISTED.fullmatch(line.text, before.span.end, start):
        if parts.finest == "day" and parts.month is None and before.date.day is not None:
            parts = parts._replace(year=before.date.year, month=before.date.month)
        elif parts.finest == "month" and parts.year is None:
            parts = parts._replace(year=before.date.year)
    value = Fraction(dict(parts.parts)[parts.finest])
    line.add(start, end, Reading(value, ONE.step), "date", date=parts)
    return last


def _part(line: Line, at: int, name: str, *, dated: bool) -> int | None:
    """The year, month or day that a mention says.

    Args:
        dated: whether a month stands before it, so that 号 is a day too.
    """
    mention, tail = line.mentions[at], line.tail(at)
    if tail is None or mention.approximation or mention.scale > 1 or mention.sign:
        return None
    if tail.lastgroup != name and not (name == "day" and dated and tail.lastgroup == "date"):
        return None
    value = mention.reading.value
    if value.denominator != 1 or around.ordinal_before(line.text, mention.start, mention.end) is not None:
        return None
    written = line.text[mention.start : mention.end]
    if name == "month" and mention.form != "digits" and _WITHIN.match(line.text, tail.end()):
        return None
    if name == "year":
        if mention.form == "positional" or written.startswith(("0", "０", "〇", "○", "零")):
            return int(value) if len(written) in (2, 4) else None
        return read_year(written) if mention.form == "digits" else None
    if name == "day" and not dated and written in ("两", "兩", "一"):
        return None
    return int(value) if 1 <= value <= (12 if name == "month" else 31) else None
