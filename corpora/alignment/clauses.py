"""Where the clauses of a sentence end: the parts that a translator drops or moves."""

import re
from itertools import pairwise

# A comma, a semicolon, a dash, a stop inside; what closes a quotation stays with it.
_END = re.compile(r"(?:[，,；;：:、？?！!。]|(?<=[^\d])\.(?=\s)|——|—| - )+[”’」』\"')）]*\s*")
# In characters of English: what is shorter goes on, what is longer is cut where a word ends.
_SHORT, _LONG = 12, 80
# What is left over at the end may be a little shorter.
_REST = 0.6


def cut_clauses(text: str, density: float) -> list[int]:
    """The offsets at which clauses end, rising; the last is the end of the text.

    Args:
        density: characters of this language that say as much as one of English.

    >>> text = "随着桥梁封顶，两岸居民多年的心愿实现了，孩子们上学再也不用坐船。"
    >>> [text[a:b] for a, b in pairwise([0, *cut_clauses(text, 0.31)])]
    ['随着桥梁封顶，', '两岸居民多年的心愿实现了，', '孩子们上学再也不用坐船。']
    """
    least, most = _SHORT * density, _LONG * density
    marks = [match.end() for match in _END.finditer(text)]
    cuts: list[int] = []
    start = 0
    for end in [*(mark for mark in marks if mark < len(text)), len(text)]:
        rest = len(text) - end
        if rest and (end - start < least or rest < _REST * least):
            continue
        cuts += _halve(text, start, end, most, spaced=density >= 0.6)
        cuts.append(end)
        start = end
    return cuts


def _halve(text: str, start: int, end: int, most: float, *, spaced: bool) -> list[int]:
    """Cuts inside a clause that is too long to be one, about evenly apart and between words."""
    parts = -int(-(end - start) // most) if end - start > 1.3 * most else 1
    cuts: list[int] = []
    for part in range(1, parts):
        at = start + (end - start) * part // parts
        if spaced:
            near = [place + 1 for place in (text.rfind(" ", start, at), text.find(" ", at, end)) if place >= start]
            if not near:
                continue
            at = min(near, key=lambda place: abs(place - at))
        if start < at < end and (not cuts or at > cuts[-1]):
            cuts.append(at)
    return cuts


def clauses(text: str, cuts: list[int]) -> list[str]:
    """The clauses themselves; joined they are the text."""
    return [text[a:b] for a, b in pairwise([0, *cuts])]
