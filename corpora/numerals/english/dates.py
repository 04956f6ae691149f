"""Dates, times of day and decades as English and digits write them."""

import re
from fractions import Fraction

from corpora.numerals.english.words import BEFORE_MONTH, MONTHS
from corpora.numerals.literals import half_width
from corpora.numerals.quantity import Date, Kind, Quantity
from corpora.text import Span

_MONTH = r"(?P<month>(?i:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r"))(?![A-Za-z])\.?"
_DAY = r"[0-3]?[0-9](?>(?:st|nd|rd|th)?)(?![0-9A-Za-z%]|[.,:][0-9])"
_YEAR = r"(?:,?[ \u00a0]|,)(?P<year>[12][0-9]{3})(?![0-9]|[.,][0-9])"
_TO = r"[ ]?(?:-|–|—|to|and|or|&)[ ]?"
_MONTH_DAY = re.compile(rf"{_MONTH}[ \u00a0](?:the[ ])?(?P<day>{_DAY})(?:{_TO}(?P<until>{_DAY}))?(?:{_YEAR})?")
_DAY_MONTH = re.compile(
    rf"(?P<day>{_DAY})(?:{_TO}(?P<until>{_DAY}))?[ \u00a0-](?:of[ ])?{_MONTH}"
    r"(?:[ \u00a0,-]{1,2}(?P<year>[12][0-9]{3})(?![0-9]))?"
)
_MONTH_YEAR = re.compile(rf"{_MONTH}(?:[ ]of)?{_YEAR}")
_MONTH_ALONE = re.compile(_MONTH)
_FULL = "|".join(name for name in MONTHS if len(name) > 4 or name in ("May", "June", "July"))
_AMONG_MONTHS = re.compile(rf"(?<![A-Za-z])(?:{_FULL})(?:, | and | to | or |-|–)$")
_MONTHS_AFTER = re.compile(rf"(?:, | and | to | or |-|–)(?:{_FULL})(?![A-Za-z])")
# Nov-Feb, Mar/Apr.
_SHORT = "|".join(name for name in MONTHS if len(name) < 5)
_SHORT_BEFORE = re.compile(rf"(?<![A-Za-z])(?:{_SHORT})\.?[-–/]$")
_SHORT_AFTER = re.compile(rf"[-–/](?:{_SHORT})(?![A-Za-z])")
_ISO = re.compile(r"([12][0-9]{3})([-/.])(0?[1-9]|1[0-2])\2(0[1-9]|[12][0-9]|3[01]|[1-9])(?![0-9]|[.][0-9])")
_HALF_DAY = r"[ \u00a0]?(?P<half>[ap]\.?[ ]?m\b\.?|[AP]\.?M\b\.?|o['’]clock(?![A-Za-z]))"
_HOUR = r"(?:[01]?[0-9]|2[0-4])(?>(?:[:.][0-5][0-9])?)"
_SPOKEN = re.compile(rf"(?P<from>{_HOUR})(?:{_TO}(?P<until>{_HOUR}))?{_HALF_DAY}")
_CLOCK = re.compile(
    r"(?P<hour>[01]?[0-9]|2[0-4])[:：](?P<minute>[0-5][0-9])(?>(?:[:：](?P<second>[0-5][0-9]))?)(?![0-9]|[:：][0-9])"
)
_TIMED = re.compile(r"(?P<minutes>[0-9]{1,3}):(?P<seconds>[0-5][0-9]\.[0-9]{1,3})(?![0-9:])")
_DECADE = re.compile(
    r"(?P<years>(?:1[0-9]|20)?[0-9]0)['’]?s(?![A-Za-z])"
    r"(?:[ ]of[ ]the[ ](?P<century>1[0-9]|2[01])(?:th|st)[ ]century)?"
)
# 1400 hours, where a time is asked for: how long something took has a comma.
_HOURS = r"[ ](?:hours|hrs|GMT|UTC|local[ ]time)(?![A-Za-z])"
_HUNDRED_HOURS = re.compile(
    rf"([01][0-9]|2[0-3])([0-5][0-9])(?:{_HOURS}|(?=[ ](?:to|until|till|and)[ ](?:[01][0-9]|2[0-3])[0-5][0-9]{_HOURS}))"
)
_TIME_BEFORE = re.compile(
    r"(?:(?<![A-Za-z])(?:at|by|from|until|till|to|between|and|before|after)[ ]|\()$", re.IGNORECASE
)
# Names that are other words too, or parts of them.
_AMBIGUOUS = frozenset({"May", "March", "Mar", "Jan", "Jun", "Dec", "Sep"})


def find_date(text: str, at: int) -> list[Quantity]:
    """The dates that begin at a place: Aug. 3, 2023; 3 August; August 3-5; August; 2023-08-03.

    >>> [(found.text, tuple(found.date)) for found in find_date("Aug. 3-5, 2023", 0)]
    [('Aug. 3', (2023, 8, 3)), ('5, 2023', (2023, 8, 5))]
    """
    if text[at].isalpha():
        found = _MONTH_DAY.match(text, at) or _MONTH_YEAR.match(text, at)
        if found is None:
            found = _MONTH_ALONE.match(text, at)
            return [] if found is None or not _is_month(text, found) else [_month_alone(text, found)]
    else:
        iso = _ISO.match(text, at)
        if iso:
            return [_date(text, at, iso.end(), Date(int(iso[1]), int(iso[3]), int(iso[4])))]
        found = _DAY_MONTH.match(text, at)
        if found is None:
            return []
    name = found["month"]
    if name.islower() and name.title() in _AMBIGUOUS:
        return []
    groups = found.groupdict()
    said_year = groups["year"]
    in_year = int(said_year) if said_year else None
    month = MONTHS[name.title()]
    if not groups.get("day"):
        return [_date(text, at, found.end(), Date(in_year, month))]
    first_day, last_day = _day(found["day"]), _day(found["until"])
    if first_day is None or (found["until"] and last_day is None):
        return []
    first = Date(in_year, month, first_day)
    if last_day is None:
        return [_date(text, at, found.end(), first)]
    last = _date(text, found.start("until"), found.end(), Date(in_year, month, last_day))
    return [_date(text, at, found.end("day"), first), last]


def find_time(text: str, at: int) -> list[Quantity]:
    """The times that begin at a place: of day (9:30, 4:16 p.m., 9-11 a.m., 7 o'clock), or of a run (2:06.41)."""
    spoken = _SPOKEN.match(text, at)
    if spoken:
        half = spoken["half"][0].lower()
        if spoken["until"]:
            return [
                _time(text, at, spoken.end("from"), spoken["from"], half if half != "o" else ""),
                _time(text, spoken.start("until"), spoken.end(), spoken["until"], half),
            ]
        return [_time(text, at, spoken.end(), spoken["from"], half)]
    hundreds = _HUNDRED_HOURS.match(text, at)
    if hundreds and (text[at] == "0" or _TIME_BEFORE.search(text, max(0, at - 8), at)):
        return [_time(text, at, hundreds.end(), f"{hundreds[1]}:{hundreds[2]}", "")]
    if timed := _TIMED.match(text, at):
        seconds = int(timed["minutes"]) * 60 + Fraction(timed["seconds"])
        step = Fraction(1, 10 ** (len(timed["seconds"]) - 3))
        return [Quantity(seconds, "number", Span(*timed.span()), timed[0], "second", step=step)]
    clock = _CLOCK.match(text, at)
    if clock is None:
        return []
    return [_time(text, at, clock.end(), f"{clock['hour']}:{clock['minute']}", "", seconds=int(clock["second"] or 0))]


def find_decade(text: str, at: int) -> list[Quantity]:
    """The decade that begins at a place: 1990s, 90s."""
    found = _DECADE.match(text, at)
    if found is None:
        return []
    first, century = int(found["years"]), found["century"]
    if century and first < 100:
        first += (int(century) - 1) * 100
    return [Quantity(Fraction(first), "decade", Span(at, found.end()), found[0], step=Fraction(10))]


def _day(text: str | None) -> int | None:
    if not text:
        return None
    day = int(re.sub(r"\D", "", half_width(text)))
    return day if 1 <= day <= 31 else None


def _is_month(text: str, found: "re.Match[str]") -> bool:
    """Whether a month's name alone is the month: May and March are other words too."""
    written = found["month"]
    name = written.title()
    if written not in (name, written.upper()):
        return len(name) > 4 and name not in ("March", "August")
    if text.strip(" #*.:") == written:
        return True
    if _AMONG_MONTHS.search(text, max(0, found.start() - 18), found.start()) or _MONTHS_AFTER.match(text, found.end()):
        return True
    if _SHORT_BEFORE.search(text, max(0, found.start() - 6), found.start()) or _SHORT_AFTER.match(text, found.end()):
        return True
    if name not in _AMBIGUOUS:
        return name not in ("Apr", "Aug", "Feb", "Jul", "Nov", "Oct") or found[0].endswith(".")
    if name in ("Jan", "Jun", "Dec", "Sep", "Mar"):
        return found[0].endswith(".")
    before = text[: found.start()].rstrip(" \u00a0")[-12:].replace("-", " ").split()
    if not before:
        return False
    # Another May ends no clause: the verb has one behind it, and a person's name stands after another or a verb.
    ends = text[found.end() : found.end() + 1] in (",", ".", ";", ")", "")
    if ends and before[-1] in ("is", "was", "be", "being", "were", "than", "as"):
        return True
    return before[-1] in BEFORE_MONTH and not text.startswith(" I ", found.end())


def _month_alone(text: str, found: "re.Match[str]") -> Quantity:
    # A stop behind a full name ends the sentence.
    end = found.end("month") if found["month"].title() in _FULL.split("|") else found.end()
    return _date(text, found.start(), end, Date(month=MONTHS[found["month"].title()]))


def _date(text: str, start: int, end: int, date: Date) -> Quantity:
    value = Fraction(dict(date.parts)[date.finest])
    return Quantity(value, "date", Span(start, end), text[start:end], date=date)


def _time(text: str, start: int, end: int, said: str, half: str, *, seconds: int = 0) -> Quantity:
    hours, _, minutes = said.replace(".", ":").partition(":")
    hour, minute = int(hours), int(minutes or 0)
    if half == "p" and hour < 12:
        hour += 12
    elif (half == "a" and hour == 12) or hour == 24:
        hour = 0
    unit = "12-hour" if half not in ("a", "p") and 1 <= hour <= 12 else None
    kind: Kind = "time"
    value = hour * 60 + minute + Fraction(seconds, 60)
    return Quantity(value, kind, Span(start, end), text[start:end], unit)
