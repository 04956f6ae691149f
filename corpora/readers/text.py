"""Plain text -> Article: paragraphs found whether they are wrapped, spaced by blank lines, or a line each."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from corpora.article import Article
from corpora.errors import NothingFound
from corpora.files import decode
from corpora.readers.lines import Line, ends_openly, has_han, last_mark, spaced, width
from corpora.readers.metadata import read_metadata
from corpora.readers.story import compose
from corpora.readers.titles import with_title

# Lines broken by a program or typist are of one width, and that no wider than a page.
_WIDEST_WRAP = 130
_NARROWEST_WRAP = 20
_UNEVEN = 0.82
_PARTED = 56
_BLANK = " \t\u3000\xa0\u200b\ufeff\u2060\x0b\x0c"


class _Row(NamedTuple):
    """A line of the file: its text, how far it is set in, and whether a blank line stands before it."""

    text: str
    indent: int
    apart: bool


def read_story(data: bytes, *, file: str, language: str | None, timezone: str) -> Article:
    """The story in the bytes of a text file.

    Raises:
        WrongFormat, WrongEncoding: the bytes are no text.
        NothingFound: the text is no story.
    """
    text, _ = decode(data, file=file)
    paragraphs = list(find_paragraphs(text))
    if not paragraphs:
        raise NothingFound("the file is empty", "Give a file with a story in it", file=file)
    return compose(
        with_title([Line(text) for text in paragraphs], timezone=timezone),
        file=file,
        language=language,
        timezone=timezone,
    )


def find_paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a text, wrapped lines joined as they were before they were wrapped.

    >>> list(find_paragraphs("A title\\n\\nOne paragraph.\\nAnother one."))
    ['A title', 'One paragraph.', 'Another one.']
    """
    rows = list(_rows(text))
    limit = _wrap(rows)
    held = ""
    last = ""
    for row in rows:
        wrapped = held and limit and not row.apart and not row.indent and _forced(last, row.text, limit)
        if wrapped and not (read_metadata(held) or read_metadata(row.text)):
            held = _join(held, row.text)
        else:
            if held:
                yield held
            held = row.text
        last = " " * row.indent + row.text
    if held:
        yield held


def _rows(text: str) -> Iterator[_Row]:
    apart = True
    for raw in text.split("\n"):
        line = raw.strip()
        if not line.strip(_BLANK):
            apart = True
            continue
        start = len(raw) - len(raw.lstrip())
        yield _Row(line, width(raw[:start]), apart)
        apart = False


def _wrap(rows: Sequence[_Row]) -> int:
    """The width at which a text is wrapped; 0 where it is not.

    A break was forced where the first word of the next line had no room left. In a wrapped text most
    breaks within paragraphs are, and most of those cut a sentence.
    """
    within = [(one, other) for one, other in pairwise(rows[1:]) if not (other.apart or other.indent)]
    breaks = [(" " * one.indent + one.text, other) for one, other in within]
    # Where blank lines or indents part the paragraphs, one line broken in mid-sentence tells.
    parted = 3 * len(breaks) <= len(rows) and any(width(line) >= _PARTED and ends_openly(line) for line, _ in breaks)
    enough = 1 if parted else 2
    # A line or two that were never wrapped, such as a long heading, may pass the limit.
    for limit in sorted({width(line) for line, _ in breaks}, reverse=True)[:3]:
        if not _NARROWEST_WRAP <= limit <= _WIDEST_WRAP:
            continue
        forced = [line for line, other in breaks if _forced(line, other.text, limit)]
        cut = [line for line in forced if last_mark(line) not in "。！？!?.…："]
        if len(cut) >= enough and 2 * len(forced) >= len(breaks) and 2 * len(cut) >= len(forced):
            return limit
    return 0


def _forced(line: str, following: str, limit: int) -> bool:
    """Whether the next line's first word would have passed the limit."""
    columns = width(line)
    if columns > limit:
        return False
    if following[0] >= "\u2e80" or not spaced(line, following):
        # Chinese breaks anywhere; digits among it, and stops that may not begin a line, make lines uneven.
        return columns >= _UNEVEN * limit
    word = re.match(r"[^\s\u2e80-\uffff]+", following)
    return columns + 1 + len(word[0] if word else following[:1]) > limit


def _join(one: str, other: str) -> str:
    hyphened = one[-1] == "-" and one[-2:-1].isalpha()
    # Chinese is broken within a number as well.
    cut = one[-1].isdigit() and other[0].isdigit() and has_han(one)
    return one + other if hyphened or cut or not spaced(one, other) else f"{one} {other}"
