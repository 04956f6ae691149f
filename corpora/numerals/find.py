"""Quantities of a text in any language: Chinese and English with their words, others by their digits."""

from functools import lru_cache

from corpora.language import Tag
from corpora.numerals.chinese import context as chinese
from corpora.numerals.chinese.reader import find_chinese
from corpora.numerals.digits import find_in_digits
from corpora.numerals.english import context as english
from corpora.numerals.english.reader import find_english
from corpora.numerals.quantity import Quantity
from corpora.text import Span

_CHINESE = frozenset({"zh", "yue", "wuu", "hak", "nan", "gan", "hsn"})


def find_quantities(text: str, *, language: str) -> list[Quantity]:
    """The numbers, sums of money, dates, times, percentages and ordinals of a text, in order.

    Weak ones among them (一家, one, first, the number in a name such as Seres 5) are marked.

    Args:
        language: a BCP-47 tag. Chinese of any script and English are read with their words;
            of other languages only what is written in digits.

    >>> [(found.text, found.kind) for found in find_quantities("上午9时30分，三分之一", language="zh-CN")]
    [('上午9时30分', 'time'), ('三分之一', 'number')]
    """
    primary = _primary(language)
    if primary in _CHINESE:
        return find_chinese(text, language=language)
    if primary == "en":
        return find_english(text)
    return find_in_digits(text, language=primary)


def approximated(quantity: Quantity, text: str, *, language: str) -> Span:
    """Where a number stands, with the words that make it approximate.

    >>> text = "It drew nearly 200,000 visitors"
    >>> (found,) = find_quantities(text, language="en")
    >>> approximated(found, text, language="en").cut(text)
    'nearly 200,000'
    """
    start, end = quantity.span
    primary = _primary(language)
    if quantity.approximation is None or (primary not in _CHINESE and primary != "en"):
        return quantity.span
    around = chinese if primary in _CHINESE else english
    return Span(around.word_before(text, start), around.word_after(text, end))


@lru_cache(maxsize=256)
def _primary(language: str) -> str:
    return Tag.parse(language).language
