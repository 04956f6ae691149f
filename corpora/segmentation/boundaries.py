"""Where one segment ends and the next begins: the rules of a language carried out on a text.

Time is linear in the length of the text: every look back is bounded by the rule's reach.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from corpora.segmentation.enclosures import find_enclosures
from corpora.segmentation.ruleset import RuleSet
from corpora.text import Span

# The characters that `str.splitlines` ends a line at.
_LINE = re.compile("[^\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]+")


def segment_text(text: str, *, rules: RuleSet) -> Iterator[Span]:
    """The segments of a text in order, white space at their ends left out, empty ones dropped.

    Nothing else is lost: what no span covers is white space.
    """
    for start, end in pairwise([0, *find_boundaries(text, rules=rules), len(text)]):
        part = text[start:end]
        if part and not part.isspace():
            left = len(part) - len(part.lstrip())
            yield Span(start + left, start + len(part.rstrip()))


def find_boundaries(text: str, *, rules: RuleSet) -> Iterator[int]:
    """The offsets inside a text at which a segment ends, rising; the end of a line is always one."""
    for line in _LINE.finditer(text):
        for at in _within(line[0], rules):
            yield line.start() + at
        if line.end() < len(text):
            yield line.end()


def _within(line: str, rules: RuleSet) -> Iterator[int]:
    """The boundaries inside one line."""
    places: dict[int, int] = {}
    for rank, rule in rules.breaks:
        for place in rule.places(line):
            places[place] = min(rank, places.get(place, rank))
    if not places:
        return
    enclosed = find_enclosures(line, rules.pairs)
    last = 0
    nearest = 0
    for place in sorted(places):
        while nearest < len(enclosed) and enclosed[nearest].end <= place - 1:
            nearest += 1
        at = place
        # A mark that looks as if it closed the sentence may open the next.
        if nearest < len(enclosed) and enclosed[nearest].start == place - 1:
            at = place - 1
        elif nearest < len(enclosed) and enclosed[nearest].start < place < enclosed[nearest].end:
            continue
        if last < at < len(line) and not _held(line, last, at, places[place], rules):
            yield at
            last = at


def _held(line: str, start: int, at: int, rank: int, rules: RuleSet) -> bool:
    for other, hold in rules.holds:
        if other > rank:
            return False
        if hold.fits(line, start, at):
            return True
    return False
