"""A line of a page or text as a reader finds it, before it is known what it is."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from corpora.text import Code

Role = Literal["", "title", "heading", "caption", "list_item"]

_CLOSING = "”’\"'」』)）]】》〉 "
_AMBIGUOUS = "“”‘’…—·"
_NARROW = re.compile("[\x00-\u2e7f]+")
_STOPS = frozenset("。！？!?.…")
_PAUSES = frozenset("；;：:，,、")


@dataclass(frozen=True, slots=True)
class Line:
    """What stands between two breaks.

    Args:
        text: as shown, without white space at its ends.
        codes: inline marks in it.
        role: what the mark-up says it is; empty where it says nothing.
        bold: whether all of it is in bold type.
        centred: whether it is set in the middle.
        pictured: whether a picture stands directly above it.
    """

    text: str
    codes: tuple[Code, ...] = ()
    role: Role = ""
    bold: bool = False
    centred: bool = False
    pictured: bool = False


# A page's lines are measured again and again while it is made out what they are.
@lru_cache(maxsize=4096)
def width(text: str) -> int:
    """Columns that a text takes: a Chinese character takes two.

    >>> width("两江 New Area")
    13
    """
    return len(text) if text.isascii() else len(text) + len(_NARROW.sub("", text))


def spaced(left: str, right: str) -> bool:
    """Whether two pieces of a broken line had a space between them: not beside Chinese.

    Quotes and dashes are of the script that they stand beside (UAX #11, ambiguous width).

    >>> spaced("the canteen.", "“And nobody"), spaced("人就回来了。”", "唐德明说")
    (True, False)
    """
    return not (_wide(left.rstrip(_AMBIGUOUS)[-1:] or left[-1:]) or _wide(right.lstrip(_AMBIGUOUS)[:1] or right[:1]))


def _wide(character: str) -> bool:
    return character >= "\u1100" and unicodedata.east_asian_width(character) in "WF"


def last_mark(text: str) -> str:
    """The character that ends a text, closing quotes and brackets aside; empty where there is none."""
    return text.rstrip(_CLOSING)[-1:]


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does.

    >>> ends_sentence("“水清了，人就回来了。”"), ends_sentence("From the lab to the road")
    (True, False)
    """
    return last_mark(text) in _STOPS


def ends_openly(text: str) -> bool:
    """Whether a text ends without any punctuation, as a heading does."""
    mark = last_mark(text)
    return bool(mark) and mark not in _STOPS and mark not in _PAUSES


def has_han(text: str) -> bool:
    """Whether a text holds Chinese characters."""
    return re.search("[\u3400-\u9fff]", text) is not None
