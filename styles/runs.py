"""Words with a capital in a text, and the runs of them that may be a name."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from corpora.text import Span

_WORD = re.compile(r"[^\W\d_]\w*(?:['’‘-]\w+)*")
# As much before a word says whether it begins a sentence.
_NEAR = 8
_POSSESSIVE = re.compile(r"['’‘]s?$")


class Word(NamedTuple):
    """A word with a capital.

    Args:
        first: whether it begins a sentence, where every word has one.
        follows: whether the word before it has a capital too, with one space between them.
    """

    text: str
    span: Span
    first: bool
    follows: bool


@lru_cache(maxsize=8192)
def capitals(text: str) -> tuple[Word, ...]:
    """The words of a text that have a capital, possessive endings left out.

    >>> [(word.text, word.first, word.follows) for word in capitals("Then Zhang Kunkun's Xi’an-based firm met.")]
    [('Then', True, False), ('Zhang', False, True), ('Kunkun', False, True), ('Xi’an-based', False, False)]
    """
    found: list[Word] = []
    end = -1
    for match in _WORD.finditer(text):
        if not match[0][0].isupper():
            continue
        word = _POSSESSIVE.sub("", match[0])
        span = Span(match.start(), match.start() + len(word))
        found.append(Word(word, span, _begins(text, span.start), end >= 0 and text[end : span.start] in (" ", "\xa0")))
        end = span.end
    return tuple(found)


def runs(words: Sequence[Word], length: int) -> Iterator[tuple[Word, ...]]:
    """Words that follow one another, so many at a time."""
    for at in range(len(words) - length + 1):
        run = tuple(words[at : at + length])
        if all(word.follows for word in run[1:]):
            yield run


def is_headline(text: str) -> bool:
    """Whether a text is written in capitals, where a word says nothing by its own."""
    letters = [character for character in text if character.isalpha()]
    return sum(map(str.isupper, letters)) > len(letters) / 2


def _begins(text: str, start: int) -> bool:
    before = text[max(0, start - _NEAR) : start].rstrip(" \xa0\"'“‘([")
    return not before or before[-1] in ".!?:;—–…\n•·|/"
