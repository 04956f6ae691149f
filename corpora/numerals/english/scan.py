"""Where numbers stand in English text, and what each says by itself; what stands around them is read later."""

import re
from collections.abc import Callable, Iterator
from fractions import Fraction

from corpora.numerals.english.counts import (
    MANY,
    Found,
    Mention,
    read_age,
    read_clock,
    read_decades,
    read_dozen,
    read_half,
    read_last_quarter,
    read_loose,
    read_many,
    read_number,
    read_ordinal_number,
    read_roman,
    read_several,
    read_teens,
    read_term,
)
from corpora.numerals.english.dates import find_date, find_decade, find_time
from corpora.numerals.english.words import CLOCK, FIRM, LOOSE, MONTHS, MULTIPLIERS, ORDINALS, ROMAN, SHORT, TENS, UNITS
from corpora.numerals.literals import LITERAL, Reading, addresses_in, after_point, read_literal, read_power
from corpora.numerals.quantity import Quantity
from corpora.numerals.units import SIGNS
from corpora.text import Span

_TOKEN = re.compile(r"[A-Za-z]++|[0-9０-９]++")
_NUMBER = re.compile(
    rf"(?P<literal>{LITERAL})(?:"
    r"(?P<rank>st|nd|rd|th)(?![A-Za-z])"
    rf"|(?P<long>(?>(?:[ \u00a0-]?(?i:{'|'.join(MULTIPLIERS)})(?![A-Za-z]))+))"
    r"|[ ]?(?P<short>bn|bln|mn|mln|tn|trn|k|K)(?![A-Za-z0-9])"
    r"|(?P<sum>m|M|B|b|T)(?![A-Za-z0-9])"
    r")?"
)
# Letters that may follow digits directly: unit signs.
_UNIT_LETTERS = re.compile(
    r"(?:km/h|km²|km2|m²|m2|m³|m3|kms?|kgs?|kph|kmh|mph|mg|ml|cm|mm|kWh|kW|MW|GW|lbs?|oz|ft|m|g|t|ha|hrs?|mins?|yrs?|pp|pct)"
    r"(?![A-Za-z0-9])"
)
_LETTERS = re.compile(r"[A-Za-z0-9.]*+(?>(?:[-/][A-Za-z0-9]++)*)")
_QUARTER = re.compile(r"(?<![A-Za-z0-9.,-])([1-4])Q(?![A-Za-z])")
_RAISED = frozenset("eE^")
_SIGN = re.compile(rf"({'|'.join(re.escape(sign) for sign, _ in SIGNS)})[ \u00a0]?$")
_CODES = dict(SIGNS)
_SLASHED = re.compile(r"(?<![0-9/.,])(?:([0-9]{1,3})[ ])?([1-9])/(10|[2-9])(?![0-9/])")
# The rest of a size (36x24 mm); 4x4 is a name.
_SIZE = re.compile(r"(?:[xX][0-9.]++){1,2}[ ]?(?:mm|cm|m|km|ft|in)(?![a-z])")
_HYPHENED = re.compile(r"([A-Za-z0-9]+)-$")
_OPEN_PREFIXES = frozenset({"mid", "pre", "post", "early", "late", "top", "under", "over", "sub"})


def scan(text: str) -> list[Found]:
    """The numbers of a text in order, dates, times and decades already read."""
    return list(_scan(text))


def _scan(text: str) -> Iterator[Found]:
    addresses = addresses_in(text)
    at = 0
    for token in _TOKEN.finditer(text):
        start = token.start()
        if start < at:
            continue
        readers = _READERS.get(token[0].lower() if token[0].isalpha() else "0")
        if not readers:
            continue
        while addresses and addresses[0][1] <= start:
            del addresses[0]
        if addresses and addresses[0][0] <= start:
            at = addresses[0][1]
            continue
        for reader in readers:
            found, end = reader(text, start, at)
            yield from found
            if end:
                at = end
                break


Reader = Callable[[str, int, int], tuple[list[Found], int]]


def _words(read: Callable[[str, int], Found | None]) -> tuple[Reader, ...]:
    def reader(text: str, at: int, begun: int) -> tuple[list[Found], int]:
        found = read(text, at)
        if found is None:
            return [], 0
        return [found], found.end if isinstance(found, Mention) else found.span.end

    return (reader,)


def _dated(find: Callable[[str, int], list[Quantity]]) -> Reader:
    def reader(text: str, at: int, begun: int) -> tuple[list[Found], int]:
        before = text[at - 1 : at] if at else ""
        if before.isalnum() or (before in (".", ",", "$", "/", "£", "€") and before):
            return [], 0
        found = find(text, at)
        return list(found), found[-1].span.end if found else 0

    return reader


def _slashed(text: str, at: int, begun: int) -> tuple[list[Found], int]:
    if text.startswith("24/7", at):
        return [], at + 4
    found = _SLASHED.match(text, at)
    if found is None or int(found[2]) >= int(found[3]):
        return [], 0
    value = Fraction(int(found[1] or 0)) + Fraction(int(found[2]), int(found[3]))
    return [Mention(at, found.end(), Reading(value, Fraction(0)), form="fraction")], found.end()


def _literal(text: str, at: int, begun: int) -> tuple[list[Found], int]:
    """Digits with their multiplier and the currency before them; past the whole token where they are part of a name."""
    found = _NUMBER.match(text, at)
    if found is None:
        return [], 0
    end, literal_end = found.end(), found.end("literal")
    if text[end : end + 1] in _RAISED and not _glued_before(text, at) and (base := read_literal(found["literal"])):
        raised, after = read_power(base, text, end)
        if after > end:
            return [Mention(at, after, raised, form="digits")], after
    sign = _SIGN.search(text, max(begun, at - 6), at)
    if found["short"] == "K" and sign is None and len(found["literal"]) == 1:
        # 4K is how sharp a picture is.
        return [], end
    if found["sum"] and not sign:
        end = literal_end
    if (sign is None and _glued_before(text, at)) or (end == literal_end and _glued_after(text, end)):
        return [], _letters_end(text, at)
    bare = sign is None and after_point(text, at) and found["literal"].isdecimal()
    reading = read_literal("0." + found["literal"] if bare else found["literal"])
    if reading is None:
        return [], end
    at -= bare
    scale = 1
    for word in re.findall("[A-Za-z]+", found["long"] or ""):
        scale *= MULTIPLIERS[word.lower()]
    if end > literal_end and (found["short"] or found["sum"]):
        scale = SHORT[found["short"] or found["sum"]]
    form = "ordinal" if found["rank"] else "digits"
    code, sign_start = (_CODES[sign[1]], sign.start()) if sign else (None, None)
    return [Mention(at, end, reading.times(scale), scale, form, None, code, sign_start)], end


def _quarter(text: str, at: int, begun: int) -> tuple[list[Found], int]:
    """4Q is the fourth quarter."""
    found = _QUARTER.match(text, at)
    if found is None:
        return [], 0
    span = Span(*found.span())
    return [Quantity(Fraction(int(found[1])), "ordinal", span, found[0], weak=True)], span.end


def _glued_before(text: str, at: int) -> bool:
    """Whether letters make a name of the digits: G20, COVID-19; not mid-2020 or pre-2008."""
    before = text[at - 1 : at] if at else ""
    if before in "xX" and text[max(0, at - 2) : at - 1].isdigit():
        return False
    if before != "-":
        return before.isalpha() or before == "_"
    found = _HYPHENED.search(text, max(0, at - 24), at)
    if found is None or found[1].isdigit():
        return False
    return found[1].lower() not in _OPEN_PREFIXES and any(map(str.isupper, found[1]))


def _glued_after(text: str, end: int) -> bool:
    following = text[end : end + 1]
    if following == ".":
        return text[end + 1 : end + 2].isdigit()
    if _SIZE.match(text, end):
        return False
    return following.isascii() and following.isalpha() and not _UNIT_LETTERS.match(text, end)


def _letters_end(text: str, at: int) -> int:
    found = _LETTERS.match(text, at)
    return max(found.end() if found else 0, at + 1)


_date = _dated(find_date)
_READERS: dict[str, tuple[Reader, ...]] = {
    "0": (_date, _dated(find_time), _dated(find_decade), _slashed, _quarter, _literal),
    **dict.fromkeys(("a", "an", *UNITS, *TENS), _words(read_number)),
    **dict.fromkeys(ORDINALS, _words(read_ordinal_number)),
    **dict.fromkeys(MULTIPLIERS, _words(read_several)),
    **dict.fromkeys(MANY, _words(read_many)),
    **dict.fromkeys((*LOOSE, *FIRM), _words(read_loose)),
    **dict.fromkeys((month.lower() for month in MONTHS), (_date,)),
    **dict.fromkeys(("teen", "teens", "teenage", "teenager", "teenagers"), _words(read_teens)),
    **dict.fromkeys(("half", "quarter"), _words(read_half)),
    "dozen": _words(read_dozen),
    **dict.fromkeys(("last", "final"), _words(read_last_quarter)),
    **dict.fromkeys((number.lower() for number in ROMAN), _words(read_roman)),
    **dict.fromkeys((f"{word[:-1]}ies" for word in TENS), _words(read_age)),
    "decades": _words(read_decades),
    **dict.fromkeys(("q", "fy"), _words(read_term)),
    **dict.fromkeys((*CLOCK, "clock"), _words(read_clock)),
}
