"""Quantities in Chinese text: a numeral read together with what stands around it."""

from collections.abc import Callable

from corpora.language import Tag
from corpora.numerals.chinese.counts import read_number
from corpora.numerals.chinese.dates import read_date, read_time
from corpora.numerals.chinese.elapsed import read_elapsed
from corpora.numerals.chinese.fractions import read_fraction
from corpora.numerals.chinese.halves import find_halves
from corpora.numerals.chinese.line import Line
from corpora.numerals.chinese.scan import scan
from corpora.numerals.quantity import Quantity

# Each reads the mention at an index and gives the index after what it took, or 0; the last takes any.
_READERS: tuple[Callable[[Line, int], int], ...] = (read_fraction, read_elapsed, read_time, read_date, read_number)


def find_chinese(text: str, *, language: str = "zh") -> list[Quantity]:
    """The quantities of a Chinese text, in order.

    Args:
        language: a tag of Chinese; 元 alone is the yuan in simplified characters, whoever's in traditional ones.

    >>> [(q.text, q.kind, int(q.value)) for q in find_chinese("8月3日，1200余家企业签约12.5亿元")]
    [('8月3日', 'date', 3), ('1200余', 'number', 1200), ('12.5亿元', 'money', 1250000000)]
    """
    mentions, halves = scan(text), find_halves(text)
    if not mentions:
        return halves
    hant = Tag.parse(language).likely_script == "Hant"
    line = Line(text, mentions, None if hant else "CNY", hant)
    at = 0
    while at < len(mentions):
        at = next(after for read in _READERS if (after := read(line, at)))
    if not halves:
        return line.found
    taken = {place for quantity in line.found for place in range(*quantity.span)}
    apart = [half for half in halves if half.span.start not in taken]
    return sorted([*line.found, *apart], key=lambda quantity: quantity.span)
