"""Quotation marks of two kinds in one version, turned the wrong way, or typed as two."""

from collections import Counter
from collections.abc import Iterator, Sequence

from corpora.bitext import Bitext, SegmentPair
from corpora.language import Tag
from styles.quotes import find_marks
from tm.finding import Finding, Fix

# Languages that write “ ”.
_CURLY = ("en", "zh", "es", "pt", "it", "tr", "id", "vi", "nl")


def find_quotes(bitext: Bitext, pairs: Sequence[SegmentPair]) -> Iterator[Finding]:
    """`residue.quotes` at each mark of the rarer kind, of equals the straight ones, with the other kind as a fix."""
    marks = [(pair.number, mark) for pair in pairs for mark in find_marks(pair.target)]
    curly = Tag.parse(bitext.target_language).language in _CURLY
    counts = Counter(mark.kind for _, mark in marks)
    wanted = "curly" if counts["curly"] >= counts["straight"] else "straight"
    for number, mark in marks:
        if mark.kind != wanted:
            what = (
                "Two marks stand for one"
                if mark.kind == "typed"
                else f"Here a {mark.kind} mark, {wanted} ones elsewhere"
            )
            right = '"' if wanted == "straight" else "“" if mark.opens else "”"
        elif mark.turned and curly:
            what, right = "The mark is turned the wrong way", "”" if mark.opens else "“"
        else:
            continue
        fixes = (Fix(mark.span, right),) if curly or wanted == "straight" else ()
        yield Finding("residue.quotes", "warning", f"{what}.", number, target_span=mark.span, fixes=fixes)
