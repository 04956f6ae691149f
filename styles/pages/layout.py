"""How a pair lies on a page: rows in which the paragraphs of both sides stand level."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpora.article import BlockKind, Segment
from corpora.bitext import Bitext, join
from tm.draft import Draft


@dataclass(frozen=True, slots=True)
class Sentence:
    """What one bead gives to one paragraph.

    Args:
        text: of its segments, joined as the language writes them.
        bead: index of the bead.
        alone: whether the other language has nothing for it.
        doubt: what an editor should know of the bead; empty where nothing is in doubt.
    """

    text: str
    bead: int
    alone: bool = False
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of one side."""

    kind: BlockKind
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Paragraphs of both sides that say the same; one side may be empty."""

    source: tuple[Paragraph, ...]
    target: tuple[Paragraph, ...]

    @property
    def kind(self) -> BlockKind:
        """The kind that all its paragraphs have, or else paragraph."""
        kinds = {paragraph.kind for paragraph in (*self.source, *self.target)}
        return kinds.pop() if len(kinds) == 1 else "paragraph"


@dataclass(frozen=True, slots=True)
class Cell:
    """A bead's part on one side: segments, each with its block."""

    segments: tuple[Segment, ...]
    blocks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A bead with both its sides, before rows are made."""

    number: int
    source: Cell
    target: Cell
    doubt: str = ""


def rows_of_bitext(bitext: Bitext, *, confident: float = 0.0) -> list[Row]:
    """The rows of an aligned pair.

    Args:
        confident: beads below this confidence, and partial ones, carry a doubt; 0 for none.
    """
    lines = []
    for number, bead in enumerate(bitext.beads):
        doubts = []
        if confident and bead.partial:
            doubts.append("one side says only part of the other")
        if confident and bead.crossed:
            doubts.append("its sentences stand in another order")
        if bead.confidence < confident and not bead.confirmed:
            doubts.append(f"aligned with confidence {bead.confidence:.2f}")
        source = _cell(bitext.source, bead.source)
        target = _cell(bitext.target, bead.target)
        lines.append(Line(number, source, target, "; ".join(doubts)))
    return _rows(lines, bitext.source_language, bitext.target_language)


def rows_of_draft(draft: Draft, *, doubts: bool = False) -> list[Row]:
    """The rows of a draft: its target takes the paragraphs of the source.

    Args:
        doubts: whether beads that are neither final nor omitted carry a doubt.
    """
    lines = []
    block, kind = 0, draft.segments[0].kind if draft.segments else "paragraph"
    for number, bead in enumerate(draft.beads):
        source = _cell(draft.segments, bead.source)
        if source.segments:
            block, kind = source.blocks[0], source.segments[0].kind
        text = "" if bead.state == "omitted" else bead.target
        target = Cell((Segment(text, kind=kind),), (block,)) if text else Cell((), ())
        doubt = bead.state if doubts and bead.state not in ("final", "omitted") else ""
        lines.append(Line(number, source, target, doubt))
    return _rows(lines, draft.source_language, draft.target_language)


def _cell(segments: Sequence[Segment], ids: tuple[int, ...]) -> Cell:
    # Segments of no article stand in no block: each is a paragraph of its own, numbered below -1.
    return Cell(
        tuple(segments[i] for i in ids),
        tuple(segments[i].block if segments[i].block >= 0 else -2 - i for i in ids),
    )


def _rows(lines: list[Line], source_language: str, target_language: str) -> list[Row]:
    groups: list[list[Line]] = []
    boundaries = _boundaries([line.source.blocks for line in lines])
    others = _boundaries([line.target.blocks for line in lines])
    for line, fresh, other in zip(lines, boundaries, others, strict=True):
        if (fresh and other) or not groups:
            groups.append([])
        groups[-1].append(line)
    return [
        Row(
            _paragraphs([(line, line.source, line.target) for line in group], source_language),
            _paragraphs([(line, line.target, line.source) for line in group], target_language),
        )
        for group in groups
    ]


def _boundaries(blocks: list[tuple[int, ...]]) -> list[bool]:
    """For each bead, whether no block of one side reaches across its start."""
    following: list[int | None] = []
    ahead: int | None = None
    for own in reversed(blocks):
        ahead = own[0] if own else ahead
        following.append(ahead)
    following.reverse()
    result = []
    last: int | None = None
    for own, ahead in zip(blocks, following, strict=True):
        result.append(last is None or ahead is None or last != ahead)
        last = own[-1] if own else last
    return result


def _paragraphs(parts: list[tuple[Line, Cell, Cell]], language: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(kind, tuple(sentences)) for kind, sentences in _by_block(parts, language))


def _by_block(parts: list[tuple[Line, Cell, Cell]], language: str) -> Iterator[tuple[BlockKind, list[Sentence]]]:
    kind: BlockKind = "paragraph"
    current: int | None = None
    sentences: list[Sentence] = []
    for line, cell, other in parts:
        for block in dict.fromkeys(cell.blocks):
            own = [segment for segment, at in zip(cell.segments, cell.blocks, strict=True) if at == block]
            if block != current:
                if sentences:
                    yield kind, sentences
                kind, current, sentences = own[0].kind, block, []
            text = join([segment.text for segment in own], language=language)
            sentences.append(Sentence(text, line.number, not other.segments, line.doubt))
    if sentences:
        yield kind, sentences
