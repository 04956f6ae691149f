"""Credits and metadata lines against the form that the house writes them in."""

import re
from collections.abc import Iterator, Sequence

from corpora.bitext import Bitext, SegmentPair
from corpora.readers.credits import read_credit
from corpora.text import Span
from tm.finding import Finding, Fix

_FIELD = re.compile(r"\\\{(\w+)\\\}")


def find_forms(bitext: Bitext, pairs: Sequence[SegmentPair], *, credit: str, metadata: str) -> Iterator[Finding]:
    """`structure.credit-form` and `structure.metadata`.

    Args:
        credit, metadata: templates with fields in braces; an empty one is not asked for.
    """
    line = _pattern(metadata) if metadata else None
    form = _pattern(credit) if credit else None
    for pair in pairs:
        kinds = {bitext.target[i].kind for i in pair.bead.target}
        if form and kinds & {"caption", "credit"} and (found := read_credit(pair.target)):
            start = pair.target.find(found.caption) + len(found.caption) if found.caption else 0
            start += len(pair.target[start:]) - len(pair.target[start:].lstrip())
            span = Span(start, len(pair.target.rstrip()))
            if not form.fullmatch(span.cut(pair.target).rstrip(".")):
                right = credit.replace("{name}", ", ".join(found.names))
                message = f"A credit is written “{right}”."
                yield Finding("structure.credit-form", "warning", message, pair.number, None, span, (Fix(span, right),))
        if line and "metadata" in kinds and len(kinds) == 1 and not line.fullmatch(pair.target.strip()):
            span = Span(0, len(pair.target))
            message = f"The line is to be written as “{metadata}”."
            yield Finding("structure.metadata", "warning", message, pair.number, None, span)


def _pattern(template: str) -> re.Pattern[str]:
    """A template as a pattern: a field is anything, spaces are of any length.

    >>> bool(_pattern("(Photo/{name})").fullmatch("(Photo/Ran Ling)"))
    True
    """
    return re.compile(_FIELD.sub(r"(?P<\1>\\S.*?)", re.escape(template)).replace(r"\ ", r"\s+"))
