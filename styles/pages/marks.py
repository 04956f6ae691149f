"""A text cut at the places that are marked in it, which may overlap."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from corpora.text import Span

# From the strongest to the weakest: what may be missing opposite, what stands on one side alone, what both hold.
Kind = Literal["gap", "alone", "shared"]
_KINDS: tuple[Kind, ...] = ("gap", "alone", "shared")


class Mark(NamedTuple):
    """A place in a text that is marked.

    Args:
        number: the same as that of its counterpart in another text.
    """

    span: Span
    kind: Kind
    number: int


class Piece(NamedTuple):
    """A stretch of text over which the same marks lie.

    Args:
        kind: of the strongest; None where there are none.
        numbers: of all of them, rising.
    """

    text: str
    kind: Kind | None = None
    numbers: tuple[int, ...] = ()


def cut_pieces(text: str, marks: Sequence[Mark], *, within: Span | None = None) -> Iterator[Piece]:
    """The pieces of a text; joined they are the text.

    Args:
        within: the part of the text that is wanted; marks count from the start of the text all the same.

    >>> marks = [Mark(Span(1, 4), "gap", 0), Mark(Span(2, 3), "shared", 1)]
    >>> [tuple(piece) for piece in cut_pieces("共50家", marks)]
    [('共', None, ()), ('5', 'gap', (0,)), ('0', 'gap', (0, 1)), ('家', 'gap', (0,))]
    """
    within = within or Span(0, len(text))
    inside = [mark for mark in marks if mark.span.start < mark.span.end and mark.span.overlaps(within)]
    if not inside:
        if within.cut(text):
            yield Piece(within.cut(text))
        return
    starting: dict[int, list[Mark]] = defaultdict(list)
    ending: dict[int, list[Mark]] = defaultdict(list)
    for mark in inside:
        starting[max(mark.span.start, within.start)].append(mark)
        ending[min(mark.span.end, within.end)].append(mark)
    over: set[Mark] = set()
    for start, end in pairwise(sorted({*within, *starting, *ending})):
        over = (over - set(ending[start])) | set(starting[start])
        kinds = {mark.kind for mark in over}
        kind = next((kind for kind in _KINDS if kind in kinds), None)
        yield Piece(text[start:end], kind, tuple(sorted({mark.number for mark in over})))
