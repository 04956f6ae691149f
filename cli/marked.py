"""Texts with marked places on a terminal: in colour, or in brackets where no colour is seen; wrapped to its width."""

import shutil
import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from unicodedata import combining, east_asian_width

from cli.output import colourful, paint
from corpora.text import Span

# The narrowest and the widest column of text.
_NARROW, _WIDE = 40, 110


class Place(NamedTuple):
    """A marked place: its style for `paint`, and what stands around it where there is no colour."""

    span: Span
    style: str
    brackets: tuple[str, str] = ("[", "]")


def lay_out(text: str, places: Iterable[Place] = (), *, indent: str = "", first: str | None = None) -> str:
    """A text with its places marked; on a terminal in lines that fit, cut between words or wide characters.

    Args:
        places: none overlapping.
        indent: before each line.
        first: before the first line instead; as wide.
    """
    pieces = list(_pieces(text, sorted(places)))
    width = _width()
    lines: list[str] = []
    start = 0
    whole = "".join(piece for piece, _ in pieces)
    for end in _ends(whole, width - width_of(indent) if width else None):
        lines.append(_painted(pieces, start, end).rstrip())
        start = end
    before = indent if first is None else first
    return "\n".join((before if number == 0 else indent) + line for number, line in enumerate(lines or [""]))


def width_of(text: str) -> int:
    """The columns that a text takes: wide characters have two (Unicode Standard Annex 11).

    >>> width_of("AI基站")
    6
    """
    return sum(0 if combining(mark) else 2 if east_asian_width(mark) in "WF" else 1 for mark in text)


def _width() -> int | None:
    """The columns of the terminal; None where lines are not to be cut."""
    if not sys.stdout.isatty():
        return None
    return min(max(shutil.get_terminal_size().columns, _NARROW), _WIDE)


def _pieces(text: str, places: Iterable[Place]) -> Iterator[tuple[str, str | None]]:
    """The text in pieces, each with its style; brackets are pieces of the text where there is no colour."""
    at = 0
    for span, style, (opening, closing) in places:
        yield text[at : span.start], None
        said = span.cut(text)
        if colourful():
            yield said or opening + closing, style
        else:
            yield opening + said + closing, None
        at = span.end
    yield text[at:], None


def _ends(text: str, width: int | None) -> Iterator[int]:
    """Where lines end; a line is cut behind a space, or beside a wide character, where it has one."""
    if width is None:
        yield len(text)
        return
    used, room = 0, -1
    start = 0
    for at, mark in enumerate(text):
        wide = east_asian_width(mark) in "WF"
        if at > start and (text[at - 1] == " " or (wide and mark not in _HANGING)):
            room = at
        used += width_of(mark)
        if used > width and mark != " ":
            end = room if room > start else at
            yield end
            used, start = width_of(text[end : at + 1]), end
    yield len(text)


# Marks that never begin a line.
_HANGING = frozenset("，。、；：！？）》」』”’％")


def _painted(pieces: Iterable[tuple[str, str | None]], start: int, end: int) -> str:
    """The characters of the pieces from `start` up to `end`, each piece in its style."""
    out: list[str] = []
    at = 0
    for piece, style in pieces:
        here = piece[max(0, start - at) : max(0, end - at)]
        out.append(paint(here, style) if style and here else here)
        at += len(piece)
    return "".join(out)
