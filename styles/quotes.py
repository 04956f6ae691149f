"""Quotation marks in running text, told from apostrophes, inches and seconds."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from corpora.text import Span

_MARK = re.compile("[“”„«»\"「」『』]|``|(?<!')''(?!')")
_OPENS, _CLOSES = "“„«「『", "”»」』"
# What nothing ends before.
_BEGINS = "《〈（(【[‘"


class Mark(NamedTuple):
    """A double quotation mark.

    Args:
        kind: `curly` (with all that have a side of their own), `straight`, or `typed`: two single ones for one.
        opens: whether a quotation begins there; by its neighbours where the mark itself does not say.
        turned: whether its neighbours say the contrary of the mark.
    """

    span: Span
    kind: Literal["curly", "straight", "typed"]
    opens: bool
    turned: bool = False


def find_marks(text: str) -> Iterator[Mark]:
    """The double quotation marks of a text, in order.

    >>> [(mark.span.cut(text), mark.opens) for text in ['“Yes,” said 6\\'2" Bob: "No."'] for mark in find_marks(text)]
    [('“', True), ('”', False), ('"', True), ('"', False)]
    """
    straight = False
    for match in _MARK.finditer(text):
        before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
        begins = (not before or before.isspace() or before in "([{—–-“‘'/") and bool(after) and not after.isspace()
        ends = bool(before) and not before.isspace() and (not after or not (after.isalnum() or after in _BEGINS))
        mark = match[0]
        if mark in _OPENS or mark in _CLOSES:
            opens = mark in _OPENS
            yield Mark(Span(*match.span()), "curly", opens, ends and not begins if opens else begins and not ends)
            continue
        if mark == '"' and before.isdigit() and not straight:
            continue
        opens = begins and not (straight and not before.isspace()) if begins or ends else not straight
        straight = opens if mark == '"' else straight
        yield Mark(Span(*match.span()), "straight" if mark == '"' else "typed", opens)
