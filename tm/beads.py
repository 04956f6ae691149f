"""Units from the beads of a bitext."""

from collections.abc import Iterator, Sequence

from corpora.article import Article, Segment
from corpora.bitext import Bead, Bitext, SegmentPair, join
from corpora.text import Code
from tm.unit import Provenance, TranslationUnit, Variant

# Stands for the article of a text that has none (RFC 5646, section 4.1: `und`).
_NOWHERE = Article(language="und", blocks=())


def find_units(bitext: Bitext, *, editor: str, at: str, minimum_confidence: float) -> Iterator[TranslationUnit]:
    """The units that a bitext gives, in order.

    A bead without counterpart gives none, nor does one with a metadata line in it, which says when
    and by whom and is no sentence of the story; such lines are nobody's neighbours either.

    Args:
        editor, at: who answers for the units, and when they are made.
        minimum_confidence: beads below it give none, from 0 to 1; confirmed ones always do.
    """
    pairs = [pair for pair in bitext.pairs() if not _has_metadata(bitext, pair)]
    told = [pair.source for pair in pairs if pair.bead.source]
    place = -1
    for pair in pairs:
        place += bool(pair.bead.source)
        if not _makes_unit(pair) or _is_doubtful(pair.bead, minimum_confidence):
            continue
        yield TranslationUnit(
            variants=(
                _variant(bitext.source_language, [bitext.source[i] for i in pair.bead.source]),
                _variant(bitext.target_language, [bitext.target[i] for i in pair.bead.target]),
            ),
            provenance=_provenance(bitext, pair, editor, at),
            flags=frozenset({"partial"} if pair.bead.partial else ()),
            before=told[place - 1] if place else "",
            after=told[place + 1] if place + 1 < len(told) else "",
        )


def count_doubtful(bitext: Bitext, *, minimum_confidence: float) -> int:
    """The beads that give no unit for their confidence alone."""
    pairs = (pair for pair in bitext.pairs() if _is_doubtful(pair.bead, minimum_confidence))
    return sum(_makes_unit(pair) and not _has_metadata(bitext, pair) for pair in pairs)


def _is_doubtful(bead: Bead, minimum_confidence: float) -> bool:
    return not bead.confirmed and bead.confidence < minimum_confidence


def _makes_unit(pair: SegmentPair) -> bool:
    return bool(pair.source.strip() and pair.target.strip())


def _has_metadata(bitext: Bitext, pair: SegmentPair) -> bool:
    segments = [bitext.source[i] for i in pair.bead.source] + [bitext.target[i] for i in pair.bead.target]
    return any(segment.kind == "metadata" for segment in segments)


def _provenance(bitext: Bitext, pair: SegmentPair, editor: str, at: str) -> Provenance:
    source, target = bitext.source_article or _NOWHERE, bitext.target_article or _NOWHERE
    return Provenance(
        source_article=source.name,
        target_article=target.name,
        source_span=pair.source_span,
        target_span=pair.target_span,
        title=source.title,
        published=source.origin.published or target.origin.published,
        url=target.origin.url or source.origin.url,
        editor=editor,
        created=at,
        changed=at,
        confidence=pair.bead.confidence,
    )


def _variant(language: str, segments: Sequence[Segment]) -> Variant:
    texts = [segment.text for segment in segments]
    codes: list[Code] = []
    for number, segment in enumerate(segments):
        # Where the segment starts in the joined text.
        start = len(join([*texts[:number], ""], language=language)) if number else 0
        codes += [Code(start + code.offset, code.kind, code.id, code.data) for code in segment.codes]
    return Variant(language, join(texts, language=language), tuple(codes))
