"""A text of a spaced language as words: where each stands, and what stands between two of them."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from corpora.text import Span, fold_key

_HAN = "\u2e80-\ua4cf\uf900-\ufaff\U00020000-\U0003ffff"
# A combining mark and what has no width belong to their word; Han characters are no part of a Latin one.
_WORD = re.compile(rf"(?:[^\W{_HAN}]|[\u0300-\u036f\u00ad\u200b-\u200d\u2060])+|[{_HAN}]+|[^\w\s]")
_ASCII_WORD = re.compile(r"\w+|[^\w\s]")
# Marks of good typography that `fold_key` makes one with those of a typewriter, one for one.
_TYPED = str.maketrans("‘’‛“”„‐‑–—\u00a0", "'''\"\"\"---- ")
# Marks that writers put between words or leave out: they are judged when a term was found, not to find it.
_SILENT = frozenset("-.,")
_LEGAL = frozenset(["co", "ltd", "inc", "corp", "no", "dr", "mr", "mrs", "ms", "st", "jr", "sr"])


class Words(NamedTuple):
    """Words and other marks of a text, as keys, and where they stand."""

    text: str
    keys: Sequence[str]
    places: Sequence[tuple[int, int]]

    def span(self, start: int, end: int) -> Span:
        """The place in the text of the words from one to before another."""
        return Span(self.places[start][0], self.places[end - 1][1])

    def cut(self, at: int) -> str:
        """A word as it is written."""
        start, end = self.places[at]
        return self.text[start:end]

    def between(self, at: int) -> str:
        """What separates a word from the next: a space for any white space or none, else its marks."""
        return _gap(self.text[self.places[at][1] : self.places[at + 1][0]])


def _gap(gap: str) -> str:
    if not gap or gap == " ":
        return " "
    marks = fold_key(gap)
    # A dash between spaces parts what it stands between; a hyphen joins it.
    return " - " if marks == "-" and gap != gap.strip() else marks.replace(" ", "") or " "


# A text is read for each term that may stand in it, and terms for each text.
@lru_cache(maxsize=4096)
def read_words(text: str, plain: Callable[[str], str] = str) -> Words:
    """The words of a text under their keys: folded, then made plain.

    >>> read_words("R&D, Chang’an’s Ｎew-area").keys
    ['r', 'and', 'd', 'chang', "'", 'an', "'", 's', 'new', 'area']
    """
    typed = text.translate(_TYPED)
    if typed.isascii():
        found = [(match[0], match.span()) for match in _ASCII_WORD.finditer(typed.lower())]
    else:
        found = [(fold_key(match[0]), match.span()) for match in _WORD.finditer(text)]
    found = [(key, place) for key, place in found if key and key not in _SILENT]
    return Words(text, _plain([key for key, _ in found], plain), [place for _, place in found])


def key_words(text: str, plain: Callable[[str], str] = str) -> list[str]:
    """The keys of `read_words` alone, faster."""
    typed = text.translate(_TYPED)
    words = _ASCII_WORD.findall(typed.lower()) if typed.isascii() else map(fold_key, _WORD.findall(text))
    return _plain([key for key in words if key and key not in _SILENT], plain)


def _plain(keys: list[str], plain: Callable[[str], str]) -> list[str]:
    return ["and" if key == "&" else plain(key) for key in keys]


def same_gap(term: str, written: str, *, before: str, hyphen: bool, space: bool) -> bool:
    """Whether what separates two words of a text may stand for what separates them in a term.

    Args:
        term, written: as `Words.between` gives them.
        before: key of the word before.
        hyphen: whether a hyphen may stand for a space.
        space: whether a space may stand for a hyphen.
    """
    if term == written:
        return True
    if (term, written) == (" ", "-"):
        return hyphen
    if (term, written) == ("-", " "):
        return space
    stops = str.maketrans("", "", "., ")
    return before in _LEGAL and term.translate(stops) == written.translate(stops)
