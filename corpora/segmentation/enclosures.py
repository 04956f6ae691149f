"""Quotations, brackets and title marks: which opening mark belongs to which closing one."""

import re
from functools import lru_cache
from typing import NamedTuple

from corpora.text import Span

# How far apart two marks of a pair may stand, in code points: beyond that one of them is a slip.
_REACH = 1200
# How many unclosed marks are remembered: a text without closing marks stays linear.
_DEPTH = 12


class _Marks(NamedTuple):
    any: re.Pattern[str]
    closes: dict[str, str]
    opens: str
    same: str


@lru_cache(maxsize=16)
def _marks(pairs: tuple[str, ...]) -> _Marks:
    closes: dict[str, str] = {}
    for pair in pairs:
        closes[pair[1]] = closes.get(pair[1], "") + pair[0]
    every = "".join(sorted({mark for pair in pairs for mark in pair}))
    opens = "".join(pair[0] for pair in pairs)
    same = "".join(pair[0] for pair in pairs if pair[0] == pair[1])
    return _Marks(re.compile(f"[{re.escape(every)}]"), closes, opens, same)


def find_enclosures(line: str, pairs: tuple[str, ...]) -> list[Span]:
    """The outermost enclosed parts of a line, marks included, in order.

    A mark without its partner encloses nothing: a quotation over several paragraphs opens in each
    and closes in the last alone. An apostrophe closes nothing.

    >>> [span.cut("看《江》（一）") for span in find_enclosures("看《江》（一）", ("《》", "（）"))]
    ['《江》', '（一）']
    """
    if not pairs:
        return []
    marks = _marks(pairs)
    open_: list[tuple[str, int]] = []
    found: list[Span] = []
    for match in marks.any.finditer(line):
        mark, at = match[0], match.start()
        if mark in marks.same and not _may_close(line, at):
            partner = None
        elif mark == "’" and line[at + 1 : at + 2].isalpha() and line[at + 1 : at + 2].isascii():
            continue
        else:
            partner = _partner(open_, marks.closes.get(mark, ""), at)
        if partner is not None:
            start = open_[partner][1]
            del open_[partner:]
            while found and found[-1].start > start:
                found.pop()
            found.append(Span(start, at + 1))
        elif mark in marks.opens and (mark not in marks.same or _may_open(line, at)):
            open_.append((mark, at))
            del open_[:-_DEPTH]
    return found


def _partner(open_: list[tuple[str, int]], openings: str, at: int) -> int | None:
    """The place in the list of open marks of the nearest one that this mark may close."""
    for place in range(len(open_) - 1, -1, -1):
        mark, start = open_[place]
        if mark in openings and at - start <= _REACH:
            return place
    return None


# Straight quotation marks are the same on both sides: white space and punctuation tell which is which.
def _may_open(line: str, at: int) -> bool:
    behind = line[at + 1 : at + 2]
    return bool(behind) and not behind.isspace()


def _may_close(line: str, at: int) -> bool:
    before, behind = line[at - 1 : at] if at else "", line[at + 1 : at + 2]
    if not before or before.isspace() or before in "(（[：:":
        return not behind or behind.isspace()
    return True
