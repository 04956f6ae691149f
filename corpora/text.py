"""Places in stored text, marks that stand off from it, and matching keys that lead back to it.

Stored text is never normalised. What is compared is a key, made by `fold`; `Folded.span` takes a
place in the key back to the place in the stored text.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from corpora.errors import Invalid


class Span(NamedTuple):
    """A half-open range `[start, end)` of Unicode code points of a stored text."""

    start: int
    end: int

    def cut(self, text: str) -> str:
        """The part of `text` that the span covers."""
        return text[self.start : self.end]

    def moved(self, by: int) -> "Span":
        """The span shifted by `by` code points."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


def rewrite(text: str, changes: Iterable[tuple[Span, str]]) -> str:
    """A text with other words in some of its places, none of which overlap.

    >>> rewrite("It drew 50 firms in May.", [(Span(8, 10), "86"), (Span(20, 23), "June")])
    'It drew 86 firms in June.'
    """
    for span, said in sorted(changes, reverse=True):
        text = text[: span.start] + said + text[span.end :]
    return text


CodeKind = Literal["open", "close", "standalone"]


@dataclass(frozen=True, slots=True)
class Code:
    """An inline mark (bold, a link, a line break) that stands off from plain text.

    Args:
        offset: where it stands, in code points of the text it belongs to.
        kind: whether it opens or closes a range, or stands alone (XLIFF 2.2: pc, sc/ec, ph).
        id: ties an opening code to its closing one.
        data: the original mark-up, as it stood.
    """

    offset: int
    kind: CodeKind
    id: str
    data: str

    def __post_init__(self) -> None:
        if self.offset < 0:
            raise Invalid(f"a code stands at offset {self.offset}", "Offsets count from 0")
        if self.kind not in ("open", "close", "standalone"):
            raise Invalid(f"a code of kind {self.kind!r}", "Kinds are open, close and standalone")


def pair_codes(codes: Sequence[Code]) -> dict[int, int]:
    """The codes that have their other half: index of each, and the number of its pair, from 1.

    An opening code is closed by the next closing one with its id; pairs need not nest.

    >>> pair_codes([Code(0, "open", "b", "<b>"), Code(4, "standalone", "br", "<br/>"), Code(8, "close", "b", "</b>")])
    {0: 1, 2: 1}
    """
    waiting: dict[str, list[int]] = {}
    found: list[tuple[int, int]] = []
    for index, code in enumerate(codes):
        if code.kind == "open":
            waiting.setdefault(code.id, []).append(index)
        elif code.kind == "close" and waiting.get(code.id):
            found.append((waiting[code.id].pop(), index))
    return {index: number for number, pair in enumerate(sorted(found), start=1) for index in pair}


@dataclass(frozen=True, slots=True)
class Folded:
    """A matching key and the way back from each of its characters.

    Args:
        key: the folded text.
        starts: for each character of the key, where its stored text starts.
        ends: for each character of the key, where its stored text ends.
    """

    key: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The place in the stored text of `key[start:end]`; an empty range gives an empty span."""
        if not 0 <= start <= end <= len(self.key):
            raise Invalid(f"a span {start}-{end} outside a key of {len(self.key)} characters")
        if start == end:
            at = self.starts[start] if start < len(self.key) else (self.ends[-1] if self.key else 0)
            return Span(at, at)
        return Span(self.starts[start], self.ends[end - 1])


# Marks that differ between typists and publishers and carry no difference in wording.
_PUNCTUATION = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»「」『』〝〞＂", '"'),
        **dict.fromkeys("‘’‚‛`´＇", "'"),
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        **dict.fromkeys("。｡", "."),
        **dict.fromkeys("、､", ","),
        **dict.fromkeys("·•・‧", "·"),
        **dict.fromkeys("​‌‍﻿­⁠", None),
    }
)


def fold(text: str) -> Folded:
    """The key under which a text is matched: case, width, punctuation and spacing made one.

    Unicode compatibility composition (UAX #15, NFKC) a combining sequence at a time, case folding,
    quotes, dashes and stops of one kind, runs of white space as one space, none at the ends.

    >>> folded = fold("“ＡＩ”产业园，开园 了")
    >>> folded.key
    '"ai"产业园,开园 了'
    >>> folded.span(1, 3).cut("“ＡＩ”产业园，开园 了")
    'ＡＩ'
    """
    key: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    spaced = True
    for start, end in _clusters(text):
        for character in _folded(text[start:end]):
            if character == " ":
                if not spaced:
                    key.append(character)
                    starts.append(start)
                    ends.append(end)
                    spaced = True
                continue
            key.append(character)
            starts.append(start)
            ends.append(end)
            spaced = False
    if key and key[-1] == " ":
        del key[-1], starts[-1], ends[-1]
    return Folded("".join(key), tuple(starts), tuple(ends))


def fold_key(text: str) -> str:
    """`fold(text).key`, without the way back: the fast form for indexing.

    >>> fold_key("  Aug.　3 – “Ｏpen”  ")
    'aug. 3 - "open"'
    """
    if text.isascii():
        return " ".join(text.lower().replace("`", "'").split())
    try:
        folded = text.translate(_SINGLE)
    except _Combines:
        folded = "".join([_folded(text[start:end]) for start, end in _clusters(text)])
    return " ".join([part for part in folded.split(" ") if part])


def _combines(text: str) -> bool:
    return not unicodedata.is_normalized("NFC", text) or any(map(unicodedata.combining, text))


def _clusters(text: str) -> list[tuple[int, int]]:
    """Ranges of one base character with the combining marks, or conjoining jamo, that follow it."""
    if text.isascii() or not _combines(text):
        return [(at, at + 1) for at in range(len(text))]
    clusters: list[tuple[int, int]] = []
    start = 0
    for at in range(1, len(text)):
        if unicodedata.combining(text[at]) or "\u1160" <= text[at] <= "\u11ff":
            continue
        clusters.append((start, at))
        start = at
    if text:
        clusters.append((start, len(text)))
    return clusters


@lru_cache(maxsize=65536)
def _folded(cluster: str) -> str:
    wide = unicodedata.normalize("NFKC", cluster.translate(_PUNCTUATION)).casefold()
    wide = unicodedata.normalize("NFKC", wide).translate(_PUNCTUATION)
    return "".join(" " if character.isspace() else character for character in wide)


class _Combines(Exception):
    """A character belongs to the one before it."""


class _Single(dict[int, str]):
    """What each character folds to that stands by itself, as `str.translate` takes it; filled as they are met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if unicodedata.combining(character) or "\u1160" <= character <= "\u11ff":
            raise _Combines
        self[code] = folded = _folded(character)
        return folded


_SINGLE = _Single()
