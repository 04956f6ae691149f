"""Tokens with their places, and words put together again: the door to sacremoses.

Unspaced scripts are cut a character at a time; other text by the Moses rules of its language.
"""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from corpora.language import Tag
from corpora.text import Span

if TYPE_CHECKING:
    from sacremoses import MosesDetokenizer, MosesTokenizer

_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef\U00020000-\U0003ffff]"
)


def tokenize(text: str, *, language: str) -> list[Span]:
    """The tokens of a text, as spans of it, in order, none overlapping, white space left out.

    >>> [span.cut("Seres’s 1,000 robots work.") for span in tokenize("Seres’s 1,000 robots work.", language="en")]
    ['Seres', '’', 's', '1,000', 'robots', 'work', '.']
    >>> [span.cut("赛力斯 5G 工厂") for span in tokenize("赛力斯 5G 工厂", language="zh")]
    ['赛', '力', '斯', '5G', '工', '厂']
    """
    spans: list[Span] = []
    at = 0
    for single in _UNSPACED.finditer(text):
        spans.extend(_words(text, at, single.start(), language))
        if not single[0].isspace():
            spans.append(Span(*single.span()))
        at = single.end()
    spans.extend(_words(text, at, len(text), language))
    return spans


def detokenize(tokens: list[str], *, language: str) -> str:
    """Tokens put together as the language writes them.

    >>> detokenize(["The", "park", "opened", ",", "he", "said", "."], language="en")
    'The park opened, he said.'
    """
    return str(_detokenizer(Tag.parse(language).language).detokenize(tokens, unescape=False))


def nonbreaking_prefixes(language: str) -> list[str]:
    """Abbreviations whose stop ends no sentence; English ones where the language has no list."""
    from sacremoses.corpus import NonbreakingPrefixes

    words = NonbreakingPrefixes()
    name = Tag.parse(language).language
    return list(words.words(name if name in words.available_langs.values() else "en"))


def _words(text: str, start: int, end: int, language: str) -> list[Span]:
    piece = text[start:end]
    if not piece or piece.isspace():
        return []
    spans: list[Span] = []
    at = 0
    for token in _tokenizer(Tag.parse(language).language).tokenize(piece, escape=False):
        # The rules turn some characters into others and drop control characters: a token that does
        # not stand in the text as it is takes the place up to the next white space.
        found = piece.find(token, at)
        gap = piece[at:found] if found >= 0 else ""
        if found < 0 or gap.strip():
            word = re.compile(r"\S+").search(piece, at)
            if word is None:
                continue
            found, token = word.start(), word[0]
        spans.append(Span(start + found, start + found + len(token)))
        at = found + len(token)
    return spans


@lru_cache(maxsize=16)
def _tokenizer(language: str) -> "MosesTokenizer":
    from sacremoses import MosesTokenizer

    return MosesTokenizer(lang=language)


@lru_cache(maxsize=16)
def _detokenizer(language: str) -> "MosesDetokenizer":
    from sacremoses import MosesDetokenizer

    return MosesDetokenizer(lang=language)
