"""The document pass: every sentence of a story, its neighbours in mind, filled and then verified."""

from collections.abc import Sequence
from dataclasses import replace

from corpora.article import Article, Segment
from corpora.bitext import Bead, Bitext, join
from corpora.segmentation import segment
from corpora.signature import sign
from styles.checks import check
from styles.drafting.leverage import fill
from styles.house import House
from styles.spotting import Spotter
from tm.draft import Draft, DraftBead
from tm.finding import Finding
from tm.glossary import Glossary
from tm.lookup.windows import cover
from tm.memory import Memory


def draft(
    story: Article,
    *,
    target_language: str,
    memory: Memory,
    glossary: Glossary | None = None,
    house: str | House = "news-en",
    minimum: int = 70,
) -> Draft:
    """A new version of a story from memory and glossary alone; no sentence is made up.

    Args:
        target_language: BCP-47 tag.
        memory: asked for every sentence, with its neighbours.
        glossary: gives the terms to use, as notes, and checks what was filled.
        house: the house style to check by.
        minimum: the lowest score of a proposal, 0 to 100.
    """
    segments = tuple(part for part in segment(story) if part.kind != "metadata")
    terms = glossary or Glossary()
    spotter = Spotter(terms, story.language)
    texts = [part.text for part in segments]
    windows = memory.find_story(
        texts,
        source_language=story.language,
        target_language=target_language,
        minimum=minimum,
        limit=1,
        glossary=terms,
    )
    beads = []
    for window in cover([one for one in windows if _together(segments[one.start : one.end])], len(segments)):
        text = join(texts[window.start : window.end], language=story.language)
        note = _terms_to_use(spotter, text, target_language)
        beads.append(fill(tuple(range(window.start, window.end)), window.matches, note=note))
    signature = sign("draft", lang=f"{story.language}-{target_language}", minimum=minimum, concepts=len(terms.concepts))
    made = Draft(story.language, target_language, segments, tuple(beads), story, signature)
    return verify(made, glossary=terms, house=house)


def verify(made: Draft, *, glossary: Glossary, house: str | House) -> Draft:
    """The draft with what the checks say of each bead that has text."""
    filled = [number for number, bead in enumerate(made.beads) if bead.target]
    if not filled:
        return made
    bitext = as_bitext(made)
    said: dict[int, list[Finding]] = {}
    for finding in check(bitext, glossary=glossary, house=house):
        if finding.segment is not None:
            said.setdefault(finding.segment, []).append(finding)
    beads = tuple(
        replace(bead, findings=tuple(said.get(number, ()))) if bead.target else bead
        for number, bead in enumerate(made.beads)
    )
    return replace(made, beads=beads)


def as_bitext(made: Draft) -> Bitext:
    """The draft as a pair: what has no text yet stands as a dropped sentence, bead for bead."""
    target: list[Segment] = []
    beads: list[Bead] = []
    for bead in made.beads:
        beads.append(_bead(bead, len(target)))
        if bead.target:
            target.append(Segment(bead.target, kind=made.segments[bead.source[0]].kind))
    return Bitext(made.source_language, made.target_language, made.segments, tuple(target), tuple(beads), made.article)


def _together(segments: Sequence[Segment]) -> bool:
    """Whether segments stand in one block, so that they may be one unit of work."""
    return len({(part.block, part.kind) for part in segments}) == 1


def _bead(bead: DraftBead, number: int) -> Bead:
    return Bead(bead.source, (number,) if bead.target else (), confirmed=bead.state in ("reviewed", "final"))


def _terms_to_use(spotter: Spotter, text: str, target_language: str) -> str:
    pairs = {
        f"{spotted.span.cut(text)} = {term.text}": None
        for spotted in spotter.spot(text)
        if (term := spotted.concept.preferred(target_language)) is not None
    }
    return f"terms: {', '.join(pairs)}" if pairs else ""
