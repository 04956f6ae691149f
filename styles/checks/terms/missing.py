"""Concepts that the source names and the target does not."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from corpora.bitext import SegmentPair
from corpora.text import Span
from styles.checks.terms.mentions import find_wrong_short
from styles.checks.terms.rendering import Rendering, by_place, is_name
from styles.spotting import Spotted
from tm.finding import Finding, Fix, Severity
from tm.glossary import Concept

# Below this confidence the two sides may not belong together, and a term may stand elsewhere.
_CONFIDENT = 0.8
# Source terms shorter than this are also parts of other words: 长安, 两江.
_UNAMBIGUOUS = 3
# How like a term a name in the target must be to be shown as its miswriting.
_ALIKE = 0.7
# In a text longer than this, in characters, what is like a name may be anything.
_LONGEST = 5000
# What stands for a name without being a part of it.
_THE = r"\b(?:the|this) (?:\w+ )?"
_STAND_INS = {
    "person": re.compile(r"\b(?:he|she|his|hers?|him|himself|herself)\b", re.I),
    "company": re.compile(_THE + r"(?:company|firm|\w*maker|manufacturer|group|enterprise|brand)\b", re.I),
    "organisation": re.compile(_THE + r"(?:body|agency|bureau|office|commission|organi[sz]ation)\b", re.I),
    "place": re.compile(_THE + r"(?:city|district|county|town|area|zone|park|region|municipality|village)\b", re.I),
}
_NAME = re.compile(r"[A-Z][\w’'-]*(?: (?:(?:of|and|for|the) )?[A-Z0-9][\w’'-]*){0,9}")


def find_missing(rendering: Rendering, pair: SegmentPair) -> Iterator[Finding]:
    """`term.missing`, or `term.short-form`: once a bead and concept, at its first place in the source."""
    told: set[Concept] = set()
    for group in by_place(rendering.source[pair.number]):
        meant = [spotted for spotted in group if rendering.usable(spotted.concept)]
        if not meant or any(spotted.concept in told for spotted in meant):
            continue
        if short := find_wrong_short(rendering, pair, meant[0]):
            told.update(spotted.concept for spotted in meant)
            yield short
            continue
        if any(rendering.is_rendered(spotted.concept, pair.number) for spotted in group):
            continue
        if all(_is_everyday(rendering, spotted) for spotted in meant) and not any(
            rendering.misspelt(spotted.concept, pair.number) for spotted in meant
        ):
            continue
        told.update(spotted.concept for spotted in meant)
        yield _missing(rendering, pair, meant[0])


def _missing(rendering: Rendering, pair: SegmentPair, spotted: Spotted) -> Finding:
    wanted = rendering.usable(spotted.concept)[0].text
    misspelt = rendering.misspelt(spotted.concept, pair.number)
    if misspelt:
        wanted = misspelt[0].text
    nearest = misspelt[1] if misspelt else _nearest(wanted, pair.target, rendering.target[pair.number])
    return Finding(
        "term.missing",
        _severity(rendering, pair, spotted, nearest),
        f"“{spotted.span.cut(pair.source)}” is “{wanted}” in the glossary, and the translation has no form of it.",
        pair.number,
        spotted.span,
        nearest,
        (Fix(nearest, wanted),) if nearest else (),
    )


def _is_everyday(rendering: Rendering, spotted: Spotted) -> bool:
    """Whether a term is an everyday word, short and without a type, that the version nowhere says as the glossary does.

    Such a word (影响, 开放) has as many versions as it has uses.
    """
    concept = spotted.concept
    short = len(spotted.term.text) < _UNAMBIGUOUS and not concept.type
    return short and not is_name(concept, rendering.usable(concept)[0]) and not rendering.rendered.get(concept)


def _severity(rendering: Rendering, pair: SegmentPair, spotted: Spotted, nearest: Span | None) -> Severity:
    """An error only where a name of some length is nowhere, between sentences that surely belong together.

    A common noun may be said otherwise; of a name a part may do, or a word that stands for it: a pronoun, the company.
    """
    concept = spotted.concept
    if pair.bead.partial or rendering.was_rendered_in_paragraph(concept, pair):
        return "suggestion"
    short = len(spotted.term.text) < _UNAMBIGUOUS
    if not is_name(concept, rendering.usable(concept)[0]):
        return "suggestion" if short else "warning"
    if short or not (pair.bead.confirmed or pair.bead.confidence >= _CONFIDENT):
        return "warning"
    stand_in = _STAND_INS.get(concept.type)
    spoken = (
        rendering.rendered.get(concept)
        or rendering.says_part(concept, pair.number)
        or (stand_in and stand_in.search(pair.target))
    )
    return "error" if nearest or not spoken else "warning"


def _nearest(wanted: str, text: str, taken: list[Spotted]) -> Span | None:
    """Where the target writes a name so like the term that it may be meant for it; None if nowhere."""
    if len(text) > _LONGEST:
        return None
    best, place = _ALIKE, None
    matcher = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(wanted.casefold())
    for name in _NAME.finditer(text):
        starts = [name.start() + word.start() for word in re.finditer(r"\b[A-Z0-9]", name[0])]
        ends = [name.start() + word.end() for word in re.finditer(r"\b[A-Z0-9][\w’'-]*", name[0])]
        for span in (Span(start, end) for start in starts for end in ends if start < end):
            if any(span.overlaps(spotted.span) for spotted in taken):
                continue
            matcher.set_seq1(span.cut(text).casefold())
            if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and matcher.ratio() > best:
                best, place = matcher.ratio(), span
    return place
