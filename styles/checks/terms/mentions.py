"""How a story goes on naming what it names: the full form first, one form throughout, short forms that are ours."""

import re
from collections.abc import Iterable, Iterator

from corpora.bitext import SegmentPair
from corpora.text import Span
from styles.checks.terms.families import near_synonyms
from styles.checks.terms.rendering import Rendering, is_name
from styles.checks.terms.unwelcome import in_place
from styles.spotting import Spotted
from styles.spotting.english import plain
from tm.finding import Finding, Fix
from tm.glossary import Concept, Term

# What heads and foots of a page say in short is not the story's own mention.
_ASIDE = ("title", "heading", "caption", "credit", "metadata", "attribution")
# A noun that the next word does not make part of a longer one, as in *the district court*.
_DEFINITE = re.compile(
    r"\b(?:the|this|that)\s+(?:[a-z-]+\s+)??([A-Za-z]+)(?=[^\w\s]|$|\s+(?:is|are|was|were|has|have|had|will|would|can|could|"
    r"in|on|at|to|for|from|by|with|and|or|that|which|as|also|now)\b)",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]+")


def find_mentions(rendering: Rendering) -> Iterator[Finding]:
    """`term.first-mention` and `term.inconsistent`, of a text of several beads."""
    if len(rendering.pairs) < 2:
        return
    introduced: set[Concept] = set()
    told: set[Concept] = set()
    first: dict[Concept, Spotted] = {}
    for pair in rendering.pairs:
        aside = _is_aside(rendering, pair)
        named = {spotted.concept for spotted in rendering.source[pair.number]}
        for spotted in rendering.target[pair.number]:
            concept = spotted.concept
            if spotted.term.status == "short":
                early = concept in named and concept not in introduced | told
                if early and not aside and not _shared(rendering, pair, spotted, introduced):
                    told.add(concept)
                    yield _first_mention(rendering, pair, spotted)
            elif spotted.usable:
                introduced.add(concept)
                if is_name(concept, spotted.term) and _differs(first.setdefault(concept, spotted).term, spotted.term):
                    yield _inconsistent(pair, first[concept], spotted, rendering)
        for concept, place in _parts(rendering, pair, named - introduced - told):
            told.add(concept)
            yield _unintroduced(rendering, pair, concept, place)


def find_wrong_short(rendering: Rendering, pair: SegmentPair, spotted: Spotted) -> Finding | None:
    """`term.short-form`: a bead that names a concept by a short form which its entry has not, though it has others.

    Such as *the district*, where the entry has *the new area*.
    """
    concept = spotted.concept
    shorts = [term for term in rendering.usable(concept) if term.status == "short"]
    rendered = rendering.rendered.get(concept, ())
    if not shorts or pair.number in rendered or not any(at < pair.number for at in rendered):
        return None
    head = plain("".join(_WORD.findall(rendering.usable(concept)[0].text)[-1:]).lower())
    for found in _DEFINITE.finditer(pair.target):
        noun = plain(found[1].lower())
        place = Span(*found.span())
        free = not any(place.overlaps(other.span) for other in rendering.target[pair.number])
        if free and (noun == head or noun in near_synonyms(head)):
            forms = " or ".join(f"“{term.text}”" for term in shorts)
            fix = in_place(shorts[0], Spotted(concept, shorts[0], place), pair.target)
            message = (
                f"“{place.cut(pair.target)}” is no short form of “{rendering.usable(concept)[0].text}”: use {forms}."
            )
            return Finding("term.short-form", "warning", message, pair.number, spotted.span, place, (Fix(place, fix),))
    return None


def _is_aside(rendering: Rendering, pair: SegmentPair) -> bool:
    article = rendering.bitext.target_article
    blocks = [rendering.bitext.target[at].block for at in pair.bead.target]
    return article is not None and any(
        0 <= block < len(article.blocks) and article.blocks[block].kind in _ASIDE for block in blocks
    )


def _shared(rendering: Rendering, pair: SegmentPair, spotted: Spotted, introduced: set[Concept]) -> bool:
    """Whether the same words may name another concept that was introduced."""
    return any(other.span == spotted.span and other.concept in introduced for other in rendering.target[pair.number])


def _first_mention(rendering: Rendering, pair: SegmentPair, spotted: Spotted) -> Finding:
    full = rendering.usable(spotted.concept)[0]
    written = spotted.span.cut(pair.target)
    return Finding(
        "term.first-mention",
        "warning",
        f"“{written}” stands before its full form: write “{full.text}” at the first mention.",
        pair.number,
        rendering.source_place(pair.number, spotted.concept),
        spotted.span,
        (Fix(spotted.span, in_place(full, spotted, pair.target)),),
    )


def _unintroduced(rendering: Rendering, pair: SegmentPair, concept: Concept, place: Span) -> Finding:
    full = rendering.usable(concept)[0].text
    return Finding(
        "term.first-mention",
        "warning",
        f"“{place.cut(pair.target)}” is used before “{full}” is introduced.",
        pair.number,
        rendering.source_place(pair.number, concept),
        place,
        (Fix(place, full),),
    )


def _parts(rendering: Rendering, pair: SegmentPair, concepts: Iterable[Concept]) -> Iterator[tuple[Concept, Span]]:
    """People of the glossary whom a bead calls by a part of their name."""
    for concept in concepts:
        if concept.type == "person" and concept not in rendering.rendered:
            place = rendering.part_of_name(concept, pair.number)
            if place:
                yield concept, place


def _differs(one: Term, other: Term) -> bool:
    """Whether two forms are other names, not one the other's abbreviation or shorter form."""
    first, second = ({plain(word.casefold()) for word in _WORD.findall(term.text)} for term in (one, other))
    short = any(term.text.isupper() and " " not in term.text for term in (one, other))
    return not (short or first <= second or second <= first)


def _inconsistent(pair: SegmentPair, first: Spotted, spotted: Spotted, rendering: Rendering) -> Finding:
    written = spotted.span.cut(pair.target)
    return Finding(
        "term.inconsistent",
        "warning",
        f"“{written}” was “{first.term.text}” before: name it in one way.",
        pair.number,
        rendering.source_place(pair.number, spotted.concept),
        spotted.span,
        (Fix(spotted.span, in_place(first.term, spotted, pair.target)),),
    )
