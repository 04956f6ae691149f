"""Halves in Chinese text: 一半, 半数, 过半, 半小时, 半百. That behind a whole number (三年半) belongs to the number."""

import re
from fractions import Fraction

from corpora.numerals.chinese.context import CODES, approximation_after, approximation_before
from corpora.numerals.quantity import Quantity
from corpora.numerals.units import BY_CODE
from corpora.text import Span

_NAMES = sorted((name for name, code in CODES.items() if code in BY_CODE and not name.isascii()), key=len, reverse=True)
_HALF_HUNDRED = re.compile("半百(?!分)")
_HALF = re.compile(
    rf"(?<![一二三四五六七八九十百千万两兩多参參])(?:(?P<over>[过過超][半])(?![百0-9日月年天路场程生夜])"
    rf"|(?P<share>一半|[对對减減折]半|[大]半(?!年|天|夜|个|個|辈|生)|半[数數])"
    rf"|(?<![上下前后後夜])半[个個]?[多]?(?P<unit>{'|'.join(map(re.escape, _NAMES))})(?![报報度级級八]))"
)


def find_halves(text: str) -> list[Quantity]:
    """The halves of a text, in order.

    >>> [(half.text, half.unit) for half in find_halves("一半的企业半年内投产，上半年已有过半")]
    [('一半', None), ('半年', 'year'), ('过半', None)]
    """
    if "半" not in text:
        return []
    found = []
    for half in _HALF.finditer(text):
        unit = CODES[half["unit"]] if half["unit"] else None
        over = (
            ("over" if half["over"] else None)
            or approximation_before(text, half.start(), duration=False)
            or approximation_after(text, half.end(), unit=unit is not None)
        )
        step = Fraction(0) if unit is None else Fraction(1, 2)
        found.append(Quantity(Fraction(1, 2), "number", Span(*half.span()), half[0], unit, over, step))
    for fifty in _HALF_HUNDRED.finditer(text):
        over = approximation_before(text, fifty.start(), duration=False)
        found.append(
            Quantity(Fraction(50), "number", Span(*fifty.span()), fifty[0], None, over, Fraction(10), weak=True)
        )
    return sorted(found, key=lambda half: half.span)
