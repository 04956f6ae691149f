"""Parts of a story that its version lacks, or has beyond it: title, subheads, captions, credits."""

import re
from collections.abc import Iterator, Mapping, Sequence

from corpora.article import BlockKind
from corpora.bitext import Bitext, SegmentPair
from corpora.readers.credits import read_credit
from corpora.text import Span
from tm.finding import Finding, Severity

# Kind of the block, and what an editor calls it.
PARTS: Mapping[BlockKind, str] = {
    "title": "title",
    "heading": "subhead",
    "caption": "caption",
    "paragraph": "paragraph",
    "list_item": "list item",
}


def find_parts(
    bitext: Bitext, pairs: Sequence[SegmentPair], parts: Sequence[BlockKind], slack: Mapping[str, int]
) -> Iterator[Finding]:
    """`structure.title`, `.heading`, `.caption` for parts without a counterpart, where the other side has no odd one.

    Where both sides have parts of a kind that stand alone, those were written anew or moved.
    """
    for part in parts:
        dropped = [pair for pair in pairs if not pair.bead.target and _kind(bitext, pair) == part]
        added = [pair for pair in pairs if not pair.bead.source and _kind(bitext, pair) == part]
        odd = dropped if not added else added if not dropped else []
        if len(odd) <= slack.get(part, 0):
            continue
        severity: Severity = "warning" if part == "title" else "suggestion"
        lacks = "version" if odd is dropped else "source"
        for pair in odd:
            source = Span(0, len(pair.source)) if pair.source else None
            target = Span(0, len(pair.target)) if pair.target else None
            message = f"This {PARTS[part]} has no counterpart in the {lacks}."
            yield Finding(f"structure.{part.replace('_', '-')}", severity, message, pair.number, source, target)


def _kind(bitext: Bitext, pair: SegmentPair) -> BlockKind:
    if pair.bead.source:
        return bitext.source[pair.bead.source[0]].kind
    return bitext.target[pair.bead.target[0]].kind


def find_credits(bitext: Bitext, pairs: Sequence[SegmentPair]) -> Iterator[Finding]:
    """`structure.credit` where a caption's source says who made the picture, and its target does not."""
    for pair in pairs:
        if not pair.target or not pair.bead.source or _kind(bitext, pair) != "caption":
            continue
        credit = read_credit(pair.source)
        if credit is None or not credit.caption or read_credit(pair.target):
            continue
        after = pairs[pair.number + 1 : pair.number + 2]
        if any(read_credit(near.target) for near in after) or _is_signed(pair.target):
            continue
        start = pair.source.find(credit.caption) + len(credit.caption)
        start += len(pair.source[start:]) - len(pair.source[start:].lstrip())
        yield Finding(
            "structure.credit",
            "warning",
            f"The source says who made the picture ({', '.join(credit.names)}), and the version does not.",
            pair.number,
            Span(start, len(pair.source)),
        )


_CREDITED = re.compile(
    r"[(\[][^()\[\]]*\b(?:photos?|pictures?|images?|courtesy|credit)\b[^()\[\]]*[)\]]\W*$", re.IGNORECASE
)


def _is_signed(caption: str) -> bool:
    """Whether a caption ends in words about its picture, or in a name behind its last sentence."""
    if _CREDITED.search(caption):
        return True
    last = caption.rstrip(")）]. ").rpartition(". ")[2].strip("([（")
    words = last.split()
    return last != caption.rstrip(". ") and 1 < len(words) <= 4 and all(word[:1].isupper() for word in words)
