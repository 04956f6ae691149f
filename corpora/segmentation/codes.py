"""Inline marks carried over the boundaries of segments."""

from collections.abc import Sequence

from corpora.segmentation.ruleset import OUR_SIDES, CodeSides
from corpora.text import Code, Span


def divide_codes(
    codes: Sequence[Code], spans: Sequence[Span], *, sides: CodeSides = OUR_SIDES
) -> list[tuple[Code, ...]]:
    """The codes of a block given to its segments, offsets counted in each segment.

    A range that crosses a boundary is closed at the end of one segment and opened again at the start
    of the next, with the marks it had. A code in the white space between two segments goes to the
    end of the first where it closes a range, to the start of the second where it opens one. Order
    is kept. A code without its partner is carried as it is.

    Args:
        codes: in order, offsets in the block.
        spans: the segments, in order, in the block; where there are none the codes have no place.
        sides: where a code right at a boundary goes, where the rules say otherwise.
    """
    if not spans or not codes:
        return [() for _ in spans]
    partners = _partners(codes)
    homes = _homes(codes, spans, sides)
    divided: list[tuple[Code, ...]] = []
    open_: list[int] = []
    following = 0
    for index, span in enumerate(spans):
        own = [Code(0, "open", codes[place].id, codes[place].data) for place in open_]
        while following < len(codes) and homes[following] == index:
            code = codes[following]
            offset = min(max(code.offset - span.start, 0), span.end - span.start)
            own.append(Code(offset, code.kind, code.id, code.data))
            if code.kind == "open" and following in partners:
                open_.append(following)
            elif code.kind == "close" and following in partners:
                open_.remove(partners[following])
            following += 1
        for place in reversed(open_):
            closing = codes[partners[place]]
            own.append(Code(span.end - span.start, "close", closing.id, closing.data))
        divided.append(tuple(own))
    return divided


def _partners(codes: Sequence[Code]) -> dict[int, int]:
    """The places of each opening code and its closing one, both ways."""
    waiting: dict[str, list[int]] = {}
    partners: dict[int, int] = {}
    for place, code in enumerate(codes):
        if code.kind == "open":
            waiting.setdefault(code.id, []).append(place)
        elif code.kind == "close" and waiting.get(code.id):
            start = waiting[code.id].pop()
            partners[start], partners[place] = place, start
    return partners


def _homes(codes: Sequence[Code], spans: Sequence[Span], sides: CodeSides) -> list[int]:
    """The segment of each code; never one before that of the code in front of it."""
    homes: list[int] = []
    home = 0
    for code in codes:
        while home + 1 < len(spans):
            span, following = spans[home], spans[home + 1]
            stays = code.offset < span.end
            if code.kind == "close" and sides.close:
                stays = code.offset <= following.start
            elif (code.kind == "standalone" and sides.standalone) or (code.kind == "open" and sides.open):
                stays = code.offset <= span.end
            if stays:
                break
            home += 1
        homes.append(home)
    return homes
