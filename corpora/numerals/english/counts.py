"""Numbers in English words as they stand in a text: two-thirds, half a million, dozens, several hundred, twice."""

import re
from dataclasses import dataclass
from fractions import Fraction

from corpora.numerals.english.cardinals import (
    CARDINAL,
    FRACTION,
    LARGE,
    ORDINAL,
    SHARE,
    read_cardinal,
    read_fraction,
    read_ordinal,
)
from corpora.numerals.english.words import CLOCK, FIRM, LOOSE, MULTIPLIERS, PARTS, ROMAN, TENS
from corpora.numerals.literals import ONE, Reading
from corpora.numerals.quantity import Approximation, Kind, Quantity
from corpora.numerals.units import names_of
from corpora.text import Span


@dataclass(frozen=True, slots=True)
class Mention:
    """A number in a text.

    Args:
        start, end: its place, its multiplier included.
        reading: its value.
        scale: what its multiplier is worth.
        form: digits, words, ordinal or fraction.
        approximation: several, where the words give its size alone.
        sign, sign_start: the currency before it, and where that stands.
    """

    start: int
    end: int
    reading: Reading
    scale: int = 1
    form: str = "words"
    approximation: Approximation | None = None
    sign: str | None = None
    sign_start: int | None = None


_HALF = Fraction(1, 2)
_CODES = names_of("en")
_SPANS = "second|minute|hour|day|week|month|year|decade|century|mile|kilometre|kilometer|metre|meter|inch|acre|foot"
_CARDINAL, _ORDINAL, _FRACTION = (re.compile(form, re.IGNORECASE) for form in (CARDINAL, ORDINAL, FRACTION))
_SHARE = re.compile(SHARE, re.IGNORECASE)
_SHARE_OF = re.compile(
    r"[ ](?:of|as|less|more|larger|smaller|faster"
    # What many do: a fifth work on farms.
    r"|are|were|have|had|do|did|say|said|come|came|go|went|work|live|use|used|own|remain|think|believe|speak|want)\b"
)
_SHARE_AFTER = re.compile(r"\b(?:by|than|about|nearly|almost|over|around|roughly|approximately|to|up)[ ]$")
_QUARTERS_OF_YEAR = re.compile(r"(?:first|last|past|next|previous|other|final)[ ]$", re.IGNORECASE)
_HUNDREDTH = re.compile(rf"[ -](?:and[ -])?{ORDINAL}", re.IGNORECASE)
# Two and a half; one and a quarter million.
_AND_A = re.compile(
    r"[ -]and[ -](?:an?[ -]|one[ -])?(?P<part>half|quarter|third|three[ -]quarters)(?![A-Za-z])"
    rf"(?:[ -](?P<large>{LARGE}))?",
    re.IGNORECASE,
)
_PART_OF_LARGE = re.compile(rf"(?P<part>half|quarter)[ -](?:an?[ -]|of[ ]an?[ ])?(?P<large>{LARGE})", re.IGNORECASE)
_DOZEN = re.compile(r"(?P<half>half[ -](?:an?[ ])?)?dozen(?![A-Za-z])", re.IGNORECASE)
_DOZENS = re.compile(r"[ -]dozen(?![A-Za-z])", re.IGNORECASE)
_MANY = re.compile(
    r"(?P<first>tens|dozens|scores|hundreds|thousands|millions|billions|trillions)"
    r"(?:[ ]of[ ](?P<second>thousands|millions|billions|trillions)|(?P<of>[ ]of\b))?(?![A-Za-z])",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"(?<![A-Za-z])(?:several|few|couple|couple of|many|some|multiple)[ ]$", re.IGNORECASE)
_LARGE = re.compile(rf"hundred(?![a-z])(?:[ ]{LARGE})?|{LARGE}", re.IGNORECASE)
_HALF_OF_PLAY = re.compile(
    r"(?:first|second|latter|other|each|either|opposite|1st|2nd|final|top|bottom"
    r"|upper|lower|front|back|left|right|northern|southern|eastern|western)[ -]$",
    re.IGNORECASE,
)
_HALF_UNIT = re.compile(rf"half[ -](?:an?[ ])?(?P<unit>{_SPANS})(?:s(?=[ ]|$))?(?![A-Za-z])", re.IGNORECASE)
_HALF_SHARE = re.compile(r"half[ ](?:of|the|its|their|his|her|our|those|these|all|as)\b", re.IGNORECASE)
_HALF_AFTER = re.compile(
    r"\b(?:by|than|about|nearly|almost|over|around|roughly|in|to|least)[ ](?:a[ ])?$", re.IGNORECASE
)
_AND_A_HALF = re.compile(rf"\b(?P<start>an?|one)[ ](?P<unit>{_SPANS})[ ]and[ ]a[ ]$", re.IGNORECASE)
_WORD = re.compile("[A-Za-z]++")
_SIZES = {"tens": 10, "dozens": 10, "scores": 10, "hundreds": 100}
_SIZES |= {f"{word}s": value for word, value in MULTIPLIERS.items() if value in (10**3, 10**6, 10**9, 10**12)}
MANY = tuple(_SIZES)
_TERM = re.compile(r"(?:Q(?P<quarter>[1-4])|FY[ ]?(?P<year>20[0-9]{2}))(?![A-Za-z0-9])")
_ROUND = re.compile(r"(?:a?round)[ -]the[ -]$", re.IGNORECASE)
_NAMED_BEFORE = re.compile(r"(?<![A-Za-z])[A-Z][a-z]+[ \u00a0]$")
_QUARTER = re.compile(r"[ ]quarter(?![A-Za-z])")

Found = Mention | Quantity


def read_number(text: str, at: int) -> Found | None:
    """A cardinal, or what begins with one: twenty-first, two-thirds, two and a half, two dozen, a third of."""
    fraction = _FRACTION.match(text, at)
    if fraction and not (fraction[0].endswith("quarters") and _QUARTERS_OF_YEAR.search(text, max(0, at - 10), at)):
        portion = read_fraction(fraction)
        # Eight quarters are two years.
        if portion.value < 1:
            return Mention(at, fraction.end(), portion, form="fraction")
    share = _SHARE.match(text, at)
    if share and (_SHARE_OF.match(text, share.end()) or _SHARE_AFTER.search(text, max(0, at - 16), at)):
        value = Reading(Fraction(1, PARTS[share["share"].lower()]), Fraction(0))
        return Mention(at, share.end(), value, form="fraction")
    found = _CARDINAL.match(text, at)
    if found is None:
        return read_dozen(text, at + 2) if text[at : at + 2] in ("a ", "A ") else None
    reading, end = read_cardinal(found[0]), found.end()
    if dozens := _DOZENS.match(text, end):
        return Mention(at, dozens.end(), Reading(reading.value * 12, Fraction(12)), approximation="several")
    ordinal = _ORDINAL.match(text, at)
    if ordinal and ordinal.end() > end:
        return read_ordinal_number(text, at)
    if reading.value >= 100 and (rest := _HUNDREDTH.match(text, end)):
        ranked = Reading(reading.value + read_ordinal(rest[0].replace("and", "")), ONE.step)
        return Mention(at, rest.end(), ranked, form="ordinal")
    if mixed := _AND_A.match(text, end):
        last = mixed["part"].lower()
        part = Fraction(3, 4) if last.startswith("three") else Fraction(1, PARTS[last])
        factor = MULTIPLIERS[mixed["large"].lower()] if mixed["large"] else 1
        value = Reading(reading.value + part, Fraction(1, 10)).times(factor)
        return Mention(at, mixed.end(), value, factor)
    scale = 1
    for word in reversed(_WORD.findall(found[0].lower())):
        if word not in MULTIPLIERS:
            break
        scale *= MULTIPLIERS[word]
    return Mention(at, end, reading, scale)


def read_ordinal_number(text: str, at: int) -> Found | None:
    """First, twenty-first; not the Double Ninth."""
    found = _ORDINAL.match(text, at)
    if found is None or text.endswith("Double ", 0, at):
        return None
    return Mention(at, found.end(), Reading(Fraction(read_ordinal(found[0])), ONE.step), form="ordinal")


def read_half(text: str, at: int) -> Found | None:
    """Half a million, half an hour, half of; the half of a match or a year is no more than a name."""
    if large := _PART_OF_LARGE.match(text, at):
        factor = MULTIPLIERS[large["large"].lower()]
        return Mention(
            at, large.end(), Reading(Fraction(factor, PARTS[large["part"].lower()]), Fraction(factor, 10)), factor
        )
    if dozen := read_dozen(text, at):
        return dozen
    if text[at : at + 4].lower() != "half":
        return None
    if longer := _AND_A_HALF.search(text, max(0, at - 24), at):
        start, unit = longer.start("start"), _CODES[longer["unit"].lower()]
        return Quantity(1 + _HALF, "number", Span(start, at + 4), text[start : at + 4], unit, step=_HALF)
    if measured := _HALF_UNIT.match(text, at):
        end, unit = measured.end(), _CODES[measured["unit"].lower()]
        return Quantity(_HALF, "number", Span(at, end), text[at:end], unit, step=_HALF)
    played = _HALF_OF_PLAY.search(text, max(0, at - 10), at)
    share = _HALF_SHARE.match(text, at) or _HALF_AFTER.search(text, max(0, at - 16), at)
    weak = bool(played) or not share
    return Quantity(_HALF, "number", Span(at, at + 4), text[at : at + 4], step=Fraction(0), weak=weak)


def read_dozen(text: str, at: int) -> Found | None:
    """A dozen, half a dozen; a few dozen says as much as dozens."""
    found = _DOZEN.match(text, at)
    if found is None:
        return None
    if _SEVERAL.search(text, max(0, at - 10), at):
        return Mention(at, found.end(), Reading(Fraction(10), Fraction(90)), approximation="several")
    size = Fraction(6 if found["half"] else 12)
    return Mention(at, found.end(), Reading(size, size), approximation="several")


def read_many(text: str, at: int) -> Found | None:
    """Dozens, hundreds of thousands."""
    found = _MANY.match(text, at)
    if found is None or (found["first"].lower() in ("tens", "scores") and not (found["second"] or found["of"])):
        return None
    second = found["second"]
    size = Fraction(_SIZES[found["first"].lower()] * (_SIZES[second.lower()] if second else 1))
    end = found.end("second") if second else found.end("first")
    return Mention(at, end, Reading(size, 9 * size), approximation="several")


def read_several(text: str, at: int) -> Found | None:
    """Several hundred, a few thousand; a multiplier alone is no number otherwise."""
    found = _LARGE.match(text, at)
    if found is None or not _SEVERAL.search(text, max(0, at - 12), at):
        return None
    size = Fraction(1)
    for word in found[0].lower().split():
        size *= MULTIPLIERS[word]
    return Mention(at, found.end(), Reading(size, 9 * size), approximation="several")


def read_loose(text: str, at: int) -> Found | None:
    """Twice, both, a decade: a number by the way."""
    found = _WORD.match(text, at)
    if found is None:
        return None
    name = found[0].lower()
    value, unit = FIRM.get(name) or LOOSE[name]
    return Quantity(Fraction(value), "number", Span(*found.span()), found[0], unit, weak=name not in FIRM)


def read_clock(text: str, at: int) -> Found | None:
    """Midnight, noon; around the clock are 24 hours."""
    found = _WORD.match(text, at)
    if found is None:
        return None
    if found[0].lower() == "clock":
        if not _ROUND.search(text, max(0, at - 12), at):
            return None
        return Quantity(Fraction(24), "number", Span(*found.span()), found[0], "hour", weak=True)
    return Quantity(Fraction(CLOCK[found[0].lower()]), "time", Span(*found.span()), found[0], weak=True)


def read_decades(text: str, at: int) -> Found | None:
    """Decades alone are tens of years."""
    end = at + len("decades")
    return Quantity(Fraction(10), "number", Span(at, end), text[at:end], "year", "several", Fraction(90), weak=True)


def read_age(text: str, at: int) -> Found | None:
    """In their twenties, the nineties."""
    found = _WORD.match(text, at)
    if found is None:
        return None
    value = TENS[found[0].lower().removesuffix("ies") + "y"]
    return Quantity(Fraction(value), "decade", Span(*found.span()), found[0], step=Fraction(10))


def read_roman(text: str, at: int) -> Found | None:
    """Article IV, Phase II."""
    found = _WORD.match(text, at)
    value = ROMAN.get(found[0]) if found else None
    if found is None or value is None or not _NAMED_BEFORE.search(text, max(0, at - 24), at):
        return None
    return Quantity(Fraction(value), "ordinal", Span(*found.span()), found[0], weak=True)


def read_term(text: str, at: int) -> Found | None:
    """Q3 is the third quarter, FY2023 the year of the accounts."""
    found = _TERM.match(text, at)
    if found is None:
        return None
    kind: Kind = "ordinal" if found["quarter"] else "number"
    value = Fraction(int(found["quarter"] or found["year"]))
    return Quantity(value, kind, Span(*found.span()), found[0], weak=kind == "ordinal")


def read_last_quarter(text: str, at: int) -> Found | None:
    """The last quarter of a year is its fourth, unless it is the one before this."""
    found = _WORD.match(text, at)
    if found is None or not _QUARTER.match(text, found.end()):
        return None
    return Quantity(Fraction(4), "ordinal", Span(*found.span()), found[0], weak=True)


def read_teens(text: str, at: int) -> Found | None:
    """A teenager is from ten to nineteen years old, as 十几岁 is."""
    found = _WORD.match(text, at)
    if found is None:
        return None
    span = Span(*found.span())
    return Quantity(Fraction(10), "number", span, found[0], "year", "several", Fraction(10), weak=True)
