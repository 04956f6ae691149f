"""Numbers written in Arabic digits, half or full width, whatever the language around them."""

import re
from fractions import Fraction
from typing import NamedTuple

# Longer rows of digits are the numbers of accounts and orders, not quantities.
LONGEST = 24

# Digits, commas between thousands, or between ten thousands where years are not meant, decimals; text between digits
# of both widths is Chinese, but for 5，000.
LITERAL = (
    r"(?:(?!(?:1[0-9]|20)[0-9]{2},)[0-9]{1,4}(?>(?:,[0-9]{4})+)(?![0-9,])"
    r"|[0-9]{1,3}(?>(?:,[0-9]{3}|，000)+)(?![0-9])|[０-９]{1,3}(?>(?:[，,][０-９]{3})+)(?![０-９])|[0-9０-９]++)"
    r"(?:[.．][0-9０-９]++)?"
)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[!-~]++|(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]++|&#[xX]?[0-9A-Fa-f]{1,6};"
)
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．，％＋－−", "0123456789.,%+--")
_MARK = re.compile(r"[ \u00a0\u3000]{0,4}[(（]?[0-9０-９]{1,2}[.．、)）](?![0-9０-９])")
_LONGEST_MARK = 8
# 2.5e3, 10^4.
_POWER = re.compile(
    r"(?:(?P<ten>[eEｅＥ])|\^)(?P<sign>[-+－−＋]{0,2})(?P<exponent>[0-9０-９]{1,2})(?![A-Za-z0-9０-９.])"
)
# Powers of more digits than this are no numbers of a text.
_LARGEST_POWER = 200


class Reading(NamedTuple):
    """A number as it is written.

    Args:
        value: what it says.
        step: worth of the last digit shown; 0 for a fraction of whole numbers.
    """

    value: Fraction
    step: Fraction

    def times(self, factor: int | Fraction) -> "Reading":
        """The number that many times over."""
        return Reading(self.value * factor, self.step * factor)

    def then(self, other: "Reading") -> "Reading":
        """The sum, as exact as the part that comes last."""
        return Reading(self.value + other.value, other.step)


ZERO = Reading(Fraction(0), Fraction(1))
ONE = Reading(Fraction(1), Fraction(1))


def half_width(text: str) -> str:
    """The text with digits, stops, commas and percent signs at half width, each where it stood."""
    return text.translate(_HALF_WIDTH)


def read_literal(text: str) -> Reading | None:
    """The number of digits with `.` before the decimals and `,` between the thousands; None if it is too long.

    >>> read_literal("１２.50")
    Reading(value=Fraction(25, 2), step=Fraction(1, 100))
    """
    plain = half_width(text).replace(",", "")
    if len(plain) > LONGEST:
        return None
    whole, point, decimals = plain.partition(".")
    if not point:
        return Reading(Fraction(int(whole)), Fraction(1))
    worth = 10 ** len(decimals)
    return Reading(Fraction(int(whole + decimals), worth), Fraction(1, worth))


def read_power(base: Reading, text: str, at: int) -> tuple[Reading, int]:
    """A number that ends at `at`, with the power behind it if there is one (2.5e3, 10^4); and where that ends.

    >>> int(read_power(ONE.times(10), "10^4", 2)[0].value)
    10000
    """
    found = _POWER.match(text, at)
    if found is None:
        return base, at
    sign = half_width(found["sign"])
    exponent = int(half_width(found["exponent"])) * (-1 if sign.endswith("-") and sign != "--" else 1)
    if found["ten"]:
        return base.times(Fraction(10) ** exponent), found.end()
    if abs(exponent) * len(str(base.value)) > _LARGEST_POWER or not base.value:
        return base, at
    value = base.value**exponent
    return Reading(value, ONE.step if value.denominator == 1 else Fraction(0)), found.end()


def heads_point(text: str, start: int, end: int) -> bool:
    """Whether a number marks a point of a list, and the other language may leave it out: 2.实地检查, (3) Approve."""
    return end <= _LONGEST_MARK and _MARK.match(text) is not None and not text[:start].strip(" \u00a0\u3000(（")


def after_point(text: str, at: int) -> bool:
    """Whether digits at `at` are decimals without a nought before the point (.5)."""
    return at > 0 and text[at - 1] in ".．" and not (at > 1 and (text[at - 2].isalnum() or text[at - 2] in ".．)）"))


def read_year(text: str) -> int | None:
    """The year that four digits may stand for, from 1000 to 2999.

    >>> read_year("2023"), read_year("2,023"), read_year("8848")
    (2023, None, None)
    """
    plain = half_width(text)
    return int(plain) if len(plain) == 4 and plain.isdecimal() and plain[0] in "12" else None


def addresses_in(text: str) -> list[tuple[int, int]]:
    """Where web and mail addresses stand, and references to characters (&#39;), which are no numbers either."""
    if "@" in text or "www." in text or "://" in text or "&#" in text:
        return [found.span() for found in _ADDRESS.finditer(text)]
    return []
