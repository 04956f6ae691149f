"""Quantities of a text in any language: Chinese and English with their words, others by their digits."""

from functools import lru_cache

from corpora.language import Tag
from corpora.numerals.chinese.reader import find_chinese
from corpora.numerals.digits import find_in_digits
from corpora.numerals.english.reader import find_english
from corpora.numerals.quantity import Quantity

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


@lru_cache(maxsize=256)
def _primary(language: str) -> str:
    return Tag.parse(language).language
