"""Dates and times of day as news pages write them, as ISO 8601."""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import NamedTuple

from corpora.errors import WrongSetting
from corpora.text import Span

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_CLOCK = (
    r"(?P<hour>\d{1,2})\s?[:：时時点點]\s?(?P<minute>\d{2})分?(?:[:：]?(?P<second>\d{2})(?!\d)秒?)?"
    r"(?:\.\d+)?(?:\s?(?P<half>[ap]\.?m\b\.?))?"
)
_DAY = r"[（(]?(?:星期|周|週)[一二三四五六日天][)）]?"
_FORMS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        # 2024-05-07 10:05:30, 2024/5/7, 2024.5.7 6:05, 2024-05-07T10:05:30
        rf"(?<!\d)(?P<year>\d{{4}})(?P<dash>[-/.])(?P<month>\d{{1,2}})(?P=dash)(?P<day>\d{{1,2}})(?!\d)"
        rf"(?:(?:T|\s*|\s*{_DAY}\s*){_CLOCK})?",
        # 10:05 UTC+8, 2024-05-07
        rf"(?<!\d){_CLOCK}(?:\s?(?P<zone>(?:GMT|UTC)\s?[+-]\d{{1,2}}))?,\s+(?P<year>\d{{4}})(?P<dash>[-/.])(?P<month>\d{{1,2}})"
        r"(?P=dash)(?P<day>\d{1,2})(?![\d\s]*\d?\d:)",
        # 2024 05/07 10:05:30, as style sheets set the year apart
        rf"(?<!\d)(?P<year>\d{{4}})\s+(?P<month>\d{{1,2}})\s*/\s*(?P<day>\d{{1,2}})\s+{_CLOCK}",
        # 2024年05月07日10:05, 2024年5月7日 上午9:05
        rf"(?<!\d)(?P<year>\d{{4}})\s?年\s?(?P<month>\d{{1,2}})\s?月\s?(?P<day>\d{{1,2}})\s?日"
        rf"(?:\s*(?:{_DAY})?\s*(?P<noon>上午|下午|凌晨|晚上?|早上?)?\s*{_CLOCK})?",
        # 10:05, May 07, 2024; May 7, 2024 4:05 pm
        rf"(?:(?<!\d){_CLOCK},?\s+)?\b{_MONTH}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s*(?P<year>\d{{4}})(?!\d)"
        rf"(?:,?\s*(?:at\s+)?{_CLOCK.replace('?P<', '?P<late_')})?",
        # 7 May 2024, 10:05; 10:05, 07-May-2024
        rf"(?:(?<!\d){_CLOCK},?\s+)?(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+{_MONTH},?[\s-]+(?P<year>\d{{4}})(?!\d)"
        rf"(?:,?\s*(?:at\s+)?{_CLOCK.replace('?P<', '?P<late_')})?",
    )
)
# What every form has, so that most lines are looked at once.
_LIKELY = re.compile(rf"\d{{4}}(?:\s?[-/.年]|\s+\d+\s*/)|(?:{'|'.join(_MONTHS)})[a-z]*\.?[\s,-]*\d", re.IGNORECASE)
_ZONE = re.compile(
    r"\s*\(?(?:(?P<beijing>Beijing\s+Time|BJT|北京时间)|(?P<utc>Z\b|(?:GMT|UTC)(?!\s*[+-]))"
    r"|(?:GMT|UTC)\s*(?P<named>[+-]\d{1,2}(?::?\d{2})?)|(?P<bare>[+-]\d{2}:?\d{2})(?!\d))\)?",
    re.IGNORECASE,
)
_ENGLISH_DAY = r"\b(?:Mon|Tues?|Wed(?:nes)?|Thur?s?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?,?"
_WEEKDAY = re.compile(rf"\s*(?:{_DAY}|{_ENGLISH_DAY})", re.IGNORECASE)
_WEEKDAY_BEFORE = re.compile(rf"(?:{_ENGLISH_DAY}|{_DAY})\s*$", re.IGNORECASE)
_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})?")
_BEIJING = timezone(timedelta(hours=8))


class Found(NamedTuple):
    """A date in a line.

    Args:
        value: ISO 8601: a date alone, or a date and time with the offset of its time zone.
        span: its place in the line, weekday and zone with it.
    """

    value: str
    span: Span


def find_date(text: str, *, timezone: str) -> Found | None:
    """The first full date of a line, with the time of day where there is one.

    Args:
        timezone: where no zone is named; an offset such as `+08:00`, or a name such as `Asia/Shanghai`.

    Raises:
        WrongSetting: the time zone is not known.

    >>> find_date("2023年08月09日10:05 | 来源：…", timezone="+08:00").value
    '2023-08-09T10:05:00+08:00'
    >>> find_date("Aug 9, 2023", timezone="+08:00")
    Found(value='2023-08-09', span=Span(start=0, end=11))
    """
    if _LIKELY.search(text) is None:
        return None
    matches = [match for form in _FORMS if (match := form.search(text))]
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        if found := _found(text, match, timezone):
            return found
    return None


def _found(text: str, match: re.Match[str], timezone: str) -> Found | None:
    parts = match.groupdict()
    month = parts["month"]
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    late = "" if parts.get("hour") or not parts.get("late_hour") else "late_"
    hour, minute, second = (int(parts.get(late + name) or 0) for name in ("hour", "minute", "second"))
    half = (parts.get(late + "half") or "")[:1].lower()
    if hour < 12 and (half == "p" or parts.get("noon") in ("下午", "晚", "晚上")):
        hour += 12
    elif hour == 12 and half == "a":
        hour = 0
    start, end = match.span()
    if weekday := _WEEKDAY.match(text, end):
        end = weekday.end()
    if weekday := _WEEKDAY_BEFORE.search(text, max(0, start - 14), start):
        start = weekday.start()
    try:
        if not parts.get("hour") and not late:
            return Found(date(int(parts["year"]), number, int(parts["day"])).isoformat(), Span(start, end))
        moment = datetime(int(parts["year"]), number, int(parts["day"]), hour, minute, second)
    except ValueError:
        return None
    zone = read_zone(parts["zone"][3:].strip()) if parts.get("zone") else None
    if named := _ZONE.match(text, end):
        zone, end = _named(named), named.end()
    return Found(moment.replace(tzinfo=zone or read_zone(timezone)).isoformat(), Span(start, end))


def _named(match: re.Match[str]) -> tzinfo:
    if match["beijing"]:
        return _BEIJING
    return UTC if match["utc"] else read_zone(match["named"] or match["bare"])


@lru_cache(maxsize=64)
def read_zone(name: str) -> tzinfo:
    """The time zone of an offset (`+08:00`) or a name of the IANA data base (`Asia/Shanghai`).

    Raises:
        WrongSetting: there is none of that name.
    """
    if match := _OFFSET.fullmatch(name.strip()):
        ahead = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        if ahead < timedelta(hours=24):
            return timezone(-ahead if match[1] == "-" else ahead)
    else:
        from zoneinfo import ZoneInfo

        try:
            return ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            pass
    raise WrongSetting(f"{name!r} is no time zone", "Use an offset such as +08:00, or a name such as Asia/Shanghai")
