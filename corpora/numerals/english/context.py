"""What stands directly before and behind a number in English text: units, currencies, approximations."""

import re
from collections.abc import Iterable
from typing import cast

from corpora.numerals.english.words import AFTER, BEFORE, NOT_NAMES
from corpora.numerals.quantity import Approximation
from corpora.numerals.units import BY_CODE, names_of

CODES = names_of("en")


def _any(words: Iterable[str]) -> str:
    escaped = (re.escape(word).replace(r"\ ", r"[ \u00a0-]") for word in sorted(words, key=len, reverse=True))
    return "|".join(escaped)


_UNITS = [name for name, code in CODES.items() if code in BY_CODE]
_MONEY = [name for name, code in CODES.items() if code not in BY_CODE and len(name) > 1]
_TAIL = re.compile(
    rf"""[ \u00a0-]?(?:
      (?P<points>percentage[ -]points?|percent[ ]points?|pp(?![a-z]))
    | (?P<basis>basis[ -]points?(?![A-Za-z])|bps?(?![A-Za-z]))
    | (?P<off>(?:[%％]|(?:[ ]?percent|[ ]?per[ ]cent|pct))[ ](?:off|discount)(?![A-Za-z]))
    | (?P<permille>‰|per[ ](?:thousand|mille?)(?![A-Za-z]))
    | (?P<percent>[%％]|(?:percent|per[ ]cent|pct)(?![A-Za-z]))
    | (?P<money>{_any(_MONEY)})(?![A-Za-z0-9])
    | (?P<unit>{_any(_UNITS)})(?![A-Za-z0-9])
    )""",
    re.VERBOSE,
)
_WON = re.compile(r"[ \u00a0]won(?![A-Za-z])")
# Letters that are a unit only directly behind digits or behind them and a space, never behind a word.
SIGNS = frozenset({"m", "g", "t", "ha", "yd", "ft", "oz", "min", "mins", "hr", "yr"})
RANGE = re.compile(r"[ \u00a0]?(?:[-–—~]|to|or|and)[ \u00a0]?|-to-|-or-")
_BEFORE = re.compile(
    r"(?:(?<![A-Za-z])(?:"
    + "|".join(f"(?P<{kind}>{words.replace(' ', '[ ]')})" for kind, words in BEFORE)
    + r")(?:[ \u00a0](?:the|a|an|its|their|another))?[ \u00a0]|(?P<sign>~)[ ]?)$",
    re.IGNORECASE,
)
_AFTER = re.compile("|".join(f"(?P<{kind}>(?:{words})(?![a-z]))" for kind, words in AFTER))
_MINUS = re.compile(r"(?:(?:^|(?<=[\s(]))[-−–]|(?<![A-Za-z])(?:minus|negative)[ ])$", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:(?<![A-Za-z])Nos?\.?[ \u00a0]?|#)$")
# Four Corners; not `Four Chinese firms`, which begins a sentence.
_NAME_AFTER = re.compile(r"[ \u00a0-][A-Z][a-z]")
_NAME = re.compile(r"(?<![A-Za-z'’])([A-Z][A-Za-z'’]*)[ \u00a0]$")


def tail(text: str, at: int, *, spelt: bool, large: bool) -> "re.Match[str] | None":
    """What a number that ends at `at` counts; the group that matched names it.

    Args:
        spelt: whether the number is in words, which no unit sign follows.
        large: whether it is long enough for `won` to be money.
    """
    found = _TAIL.match(text, at)
    if found is None:
        return _WON.match(text, at) if large else None
    return None if spelt and found["unit"] in SIGNS else found


def code_of(found: "re.Match[str]") -> str:
    """The code of the unit or currency that a tail names."""
    if found.re is _WON:
        return "KRW"
    name = (found["unit"] or found["money"]).replace("\u00a0", " ")
    return CODES.get(name) or CODES.get(name.replace("-", " ")) or CODES[name.replace(" ", "-")]


def approximation_before(text: str, at: int) -> Approximation | None:
    """What the words before a number make of it."""
    found = _BEFORE.search(text, max(0, at - 32), at)
    if found is None:
        return None
    return "about" if found["sign"] else cast("Approximation", found.lastgroup)


def approximation_after(text: str, at: int) -> Approximation | None:
    """What the words behind a number and its unit make of it."""
    found = _AFTER.match(text, at)
    return cast("Approximation", found.lastgroup) if found else None


def word_before(text: str, at: int) -> int:
    """Where the words begin that make a number approximate; `at` where there are none."""
    found = _BEFORE.search(text, max(0, at - 32), at)
    return found.start() if found else at


def word_after(text: str, at: int) -> int:
    """Where the words end that make a number approximate; `at` where there are none."""
    found = _AFTER.match(text, at)
    return found.end() if found else at


def definite(text: str, at: int) -> bool:
    """Whether `the` stands before a number: the two sides."""
    return text[max(0, at - 4) : at].lower() == "the "


def minus_before(text: str, at: int) -> int | None:
    """Where the sign of a negative number stands."""
    found = _MINUS.search(text, max(0, at - 9), at)
    return found.start() if found else None


def numbered(text: str, at: int) -> bool:
    """Whether `No.` or `#` stands before a number."""
    return _NUMBERED.search(text, max(0, at - 5), at) is not None


def named(text: str, at: int, end: int) -> bool:
    """Whether a number belongs to the name before or around it (Seres 5, Level 2, the Four Corners)."""
    if text[at].isupper() and at > 1 and text[at - 2].islower() and _NAME_AFTER.match(text, end):
        return True
    found = _NAME.search(text, max(0, at - 24), at)
    return found is not None and found[1].lower() not in NOT_NAMES
