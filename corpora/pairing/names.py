"""Names and words that two languages write alike, or that pinyin carries over."""

import re
from collections.abc import Iterator
from itertools import pairwise

from corpora.pinyin import is_pinyin, romanised_key

_LETTER = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_WORD = re.compile(rf"(?=[0-9]*[{_LETTER}])[{_LETTER}0-9]+(?:[-.&+][{_LETTER}0-9]+)*")
# Capitalised words, those in a row together.
_NAMES = re.compile(rf"\b[A-Z][{_LETTER}]*(?:['’-][{_LETTER}]+)*(?: [A-Z][{_LETTER}]*(?:['’-][{_LETTER}]+)*)*")
_POSSESSIVE = re.compile("['’]s?$")


def find_words(text: str, *, spaced: bool) -> frozenset[str]:
    """Words in Latin letters that another language may write the same way, in lower case.

    Args:
        spaced: whether the language puts spaces between words; of such a one, words that begin with a
            capital or hold a digit.

    >>> sorted(find_words("赛力斯的5G工厂用AI，产Aito M5", spaced=False))
    ['5g', 'ai', 'aito', 'm5']
    >>> sorted(find_words("The Seres plant uses 5G and AI.", spaced=True))
    ['5g', 'ai', 'seres', 'the']
    """
    words = (found[0] for found in _WORD.finditer(text))
    return frozenset(
        word.casefold() for word in words if len(word) > 1 and not (spaced and word.islower() and word.isalpha())
    )


def find_romanised(text: str) -> dict[str, str]:
    """Names that may be pinyin, by their keys: capitalised words, alone and by two, in either order.

    >>> sorted(find_romanised("Photographer Kunkun Zhang came to Xi'an's new area in Liangjiang.").items())
    [('kunkun', 'Kunkun'), ('kunkunzhang', 'Kunkun Zhang'), ('liangjiang', 'Liangjiang'), ('xian', "Xi'an"), \
('zhangkunkun', 'Kunkun Zhang')]
    """
    return {romanised_key(spelt): shown for spelt, shown in _spellings(text) if is_pinyin(spelt)}


def _spellings(text: str) -> Iterator[tuple[str, str]]:
    for found in _NAMES.finditer(text):
        words = [_POSSESSIVE.sub("", word) for word in found[0].split(" ")]
        for one, other in pairwise(words):
            yield f"{one} {other}", f"{one} {other}"
            yield f"{other} {one}", f"{one} {other}"
        yield from zip(words, words)
