"""Sentences side by side: the value through which the floors speak of a pair."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from corpora.article import Article, Segment
from corpora.errors import Invalid
from corpora.language import canonical, unspaced
from corpora.text import Span


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands on one side of a bead and may have no counterpart on the other.

    Args:
        kind: a number, a name, or a clause: any other stretch of words.
        side: where it stands.
        span: its place in the bead's text on that side (`SegmentPair`).
        text: what stands there.
        score: how sure that is, from 0 to 1; from .5 on the bead is partial.
    """

    kind: Literal["number", "name", "clause"]
    side: Literal["source", "target"]
    span: Span
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Bead:
    """Segments of one side and the segments of the other that say the same.

    Args:
        source: ids of source segments, consecutive, from 0; empty for an added sentence.
        target: ids of target segments; empty for a dropped sentence.
        confidence: probability from 0 to 1 that exactly this bead is right.
        confirmed: whether a person said so.
        partial: whether one side says only part of the other.
        crossed: whether sentences inside stand in another order on either side.
        gaps: what one side may lack, the surest first, where the aligner looked for it.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    confidence: float = 1.0
    confirmed: bool = False
    partial: bool = False
    crossed: bool = False
    gaps: tuple[Gap, ...] = ()

    def __post_init__(self) -> None:
        if not self.source and not self.target:
            raise Invalid("a bead without segments")
        if not 0.0 <= self.confidence <= 1.0:
            raise Invalid(f"a confidence of {self.confidence}", "Confidence is from 0 to 1")
        for ids in (self.source, self.target):
            if ids and ids != tuple(range(ids[0], ids[0] + len(ids))):
                raise Invalid(f"a bead over segments {list(ids)}, which do not follow one another")

    @property
    def shape(self) -> str:
        """Segments on either side, as in `2-1`."""
        return f"{len(self.source)}-{len(self.target)}"

    @property
    def null(self) -> bool:
        """Whether it has no counterpart."""
        return not self.source or not self.target

    def __str__(self) -> str:
        return f"{list(self.source)}:{list(self.target)}"


class SegmentPair(NamedTuple):
    """A bead with its text: what checks look at and a memory keeps."""

    number: int
    bead: Bead
    source: str
    target: str
    source_span: Span
    target_span: Span


@dataclass(frozen=True, slots=True)
class Bitext:
    """Two segment sequences and the beads that tie them. Beads cover every segment once, in order.

    Args:
        source_language, target_language: BCP-47 tags; made canonical.
        source, target: the segments.
        beads: in order of both sides.
        source_article, target_article: where the segments come from, if from articles.
        signature: how the beads were made.
        relatedness: how much of both sides says the same, from 0 to 1; None where nobody judged.

    Raises:
        Invalid: a segment is covered twice or not at all.
    """

    source_language: str
    target_language: str
    source: tuple[Segment, ...]
    target: tuple[Segment, ...]
    beads: tuple[Bead, ...]
    source_article: Article | None = None
    target_article: Article | None = None
    signature: str = ""
    relatedness: float | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "source_language", canonical(self.source_language))
        object.__setattr__(self, "target_language", canonical(self.target_language))
        for side, segments, ids in (
            ("source", self.source, [i for bead in self.beads for i in bead.source]),
            ("target", self.target, [i for bead in self.beads for i in bead.target]),
        ):
            if ids != list(range(len(segments))):
                wrong = next((i for i, at in enumerate(ids) if i != at), len(ids))
                raise Invalid(
                    f"the beads do not cover the {side} segments once each and in order (see segment {wrong})",
                    "Name every segment once",
                )

    def pairs(self) -> Iterator[SegmentPair]:
        """Each bead with its texts joined as its languages write them; nulls too."""
        for index, bead in enumerate(self.beads):
            source = join([self.source[i].text for i in bead.source], language=self.source_language)
            target = join([self.target[i].text for i in bead.target], language=self.target_language)
            yield SegmentPair(
                index,
                bead,
                source,
                target,
                _spanned(self.source, bead.source),
                _spanned(self.target, bead.target),
            )

    def with_beads(self, beads: tuple[Bead, ...], *, signature: str) -> "Bitext":
        """The same segments under other beads."""
        return replace(self, beads=beads, signature=signature)


def join(texts: list[str], *, language: str) -> str:
    """Segments as one text: a space between them where the language writes one.

    >>> join(["开园了。", "来了50家企业。"], language="zh"), join(["It opened.", "Fifty came."], language="en")
    ('开园了。来了50家企业。', 'It opened. Fifty came.')
    """
    return ("" if unspaced(language) else " ").join(texts)


def _spanned(segments: tuple[Segment, ...], ids: tuple[int, ...]) -> Span:
    return Span(segments[ids[0]].span.start, segments[ids[-1]].span.end) if ids else Span(0, 0)
