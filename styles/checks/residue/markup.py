"""Entities and tags that stand in a text as they are written: &quot;, <br/>."""

import html
import re
from collections.abc import Iterator, Sequence

from corpora.bitext import SegmentPair
from corpora.text import Span
from tm.finding import Finding, Fix

_ENTITY = r"&(?:#\d{2,6}|#x[0-9A-Fa-f]{2,6}|[A-Za-z][A-Za-z0-9]{1,30});"
_NAMES = "a|b|br|div|em|font|h[1-6]|i|img|li|ol|p|span|strong|sub|sup|table|td|tr|u|ul"
_TAG = rf"</?(?:{_NAMES})(?:\s+[\w:-]+=[^<>]{{0,200}})?\s*/?>"
_MARKUP = re.compile(f"{_ENTITY}|{_TAG}")


def find_markup(pairs: Sequence[SegmentPair]) -> Iterator[Finding]:
    """`residue.markup` where the source has none of the same; an entity's character, or nothing, is the fix."""
    for pair in pairs:
        for match in _MARKUP.finditer(pair.target):
            written = match[0]
            right = "" if written.startswith("<") else html.unescape(written).replace("\xa0", " ")
            # `&T;` is no entity, and a text about mark-up may show some.
            if right == written or written in pair.source:
                continue
            span = Span(*match.span())
            message = f"Mark-up is left in the text: “{written}”."
            yield Finding("residue.markup", "warning", message, pair.number, None, span, (Fix(span, right),))
