"""Where a query and a stored text differ, piece by piece, with spans on both."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from rapidfuzz.distance import Levenshtein

from corpora.text import Span, fold_key
from tm.match import Edit, EditKind

# Text of a script without spaces is cut into characters; numbers and words of others stay whole. Finer rules of a
# language would take longer to load than a memory to answer, and mark no difference better.
_LETTER = "[^\\W\\d_\u2e80-\ufeff\U00010000-\U0010ffff][\u0300-\u036f]*"
_PIECE = re.compile(rf"\d+(?:[.,]\d+)*|(?:{_LETTER})+|\s+|.")


def find_edits(query: str, stored: str) -> tuple[Edit, ...]:
    """The steps from a stored text to a query, in order, none touching another; none where they are equal.

    Pieces are words, numbers and marks of scripts with spaces, characters of those without, and are
    compared by their keys. Where all keys agree and the texts do not, the characters are
    compared as they stand, so that what differs is always shown.

    >>> stored, query = "2015年全年增长5%。", "2016年上半年增长5%。"
    >>> [(e.kind, e.unit_span.cut(stored), e.query_span.cut(query)) for e in find_edits(query, stored)]
    [('replace', '2015', '2016'), ('replace', '全', '上半')]
    """
    if query == stored:
        return ()
    ours, theirs = _pieces(query), _pieces(stored)
    return (
        _steps(ours, theirs, [_key(piece.cut(query)) for piece in ours], [_key(piece.cut(stored)) for piece in theirs])
        or _steps(_characters(query), _characters(stored), query, stored)
    )  # fmt: skip


def _steps(
    ours: Sequence[Span], theirs: Sequence[Span], our_keys: Sequence[str], their_keys: Sequence[str]
) -> tuple[Edit, ...]:
    steps = Levenshtein.opcodes(their_keys, our_keys)
    edits: list[Edit] = []
    for equal, run in groupby(steps, key=lambda step: step.tag == "equal"):
        if equal:
            continue
        parts = list(run)
        unit_span = _cover(theirs, parts[0].src_start, parts[-1].src_end)
        query_span = _cover(ours, parts[0].dest_start, parts[-1].dest_end)
        edits.append(Edit(_kind(query_span, unit_span), query_span, unit_span))
    return tuple(edits)


def _kind(query: Span, unit: Span) -> EditKind:
    if unit.start == unit.end:
        return "insert"
    return "delete" if query.start == query.end else "replace"


def _cover(pieces: Sequence[Span], start: int, end: int) -> Span:
    """The place of some pieces; where there are none, the point at which they would stand."""
    if start < end:
        return Span(pieces[start].start, pieces[end - 1].end)
    point = pieces[start].start if start < len(pieces) else (pieces[-1].end if pieces else 0)
    return Span(point, point)


# A query is compared with all that was found for it.
@lru_cache(maxsize=64)
def _pieces(text: str) -> Sequence[Span]:
    """The text cut into pieces that leave nothing out, white space among them."""
    return [Span(*piece.span()) for piece in _PIECE.finditer(text)]


def _characters(text: str) -> Sequence[Span]:
    return [Span(at, at + 1) for at in range(len(text))]


@lru_cache(maxsize=65536)
def _key(piece: str) -> str:
    return fold_key(piece) or (" " if piece.isspace() else "")
