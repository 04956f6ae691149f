"""The beads of an alignment as an editor sees them: a row each, with what held it, in words and as marks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpora.article import Segment
from corpora.bitext import Bitext, SegmentPair
from corpora.language import unspaced
from corpora.text import Span
from styles.pages.marks import Kind, Mark, Piece, cut_pieces
from styles.review import find_doubts, label_of

if TYPE_CHECKING:
    from corpora.alignment.reasons import Reason

Marks = tuple[list[Mark], list[Mark]]
# From this score on what may lack a counterpart makes a bead partial (`Gap`).
_LACKS = 0.5
# As much of a sentence as a list quotes.
_QUOTED = 40


@dataclass(frozen=True, slots=True)
class Sentence:
    """A segment as it is shown.

    Args:
        number: from 1.
        kind: of its block.
        pieces: its text, cut where something is marked.
    """

    number: int
    kind: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A piece of evidence in words.

    Args:
        marks: numbers of the marks that show it in the texts.
        bead: index of the bead that it points to.
    """

    said: str
    marks: tuple[int, ...] = ()
    bead: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A bead as it is shown.

    Args:
        index: from 0.
        label: its segments from 1, as in `3-4 = 5`.
        tags: what is special about it, a word each.
        groups: those of the page's choices that it belongs to: eye, null, merger.
        begins: whether a block begins on either side.
        source, target: its sentences; none on the side that has no counterpart.
        held, against: what speaks for it, or neither way, and what against.
        missing: what may be missing on one side.
        before, after: the beads that want an eye next to it, where it is one of them.
    """

    index: int
    label: str
    confidence: float
    tags: tuple[str, ...]
    groups: tuple[str, ...]
    begins: bool
    source: tuple[Sentence, ...]
    target: tuple[Sentence, ...]
    held: tuple[Told, ...]
    against: tuple[Told, ...]
    missing: tuple[Told, ...]
    quote: str
    before: int | None = None
    after: int | None = None


def rows_of_beads(bitext: Bitext, reasons: "Iterable[tuple[Reason, ...]]", *, doubtful: float) -> list[Row]:
    """A row for each bead.

    Args:
        reasons: the evidence for each; fewer where there is none.
        doubtful: the confidence under which a bead wants an eye.
    """
    return _linked(list(_rows(bitext, reasons, doubtful)))


def _rows(bitext: Bitext, reasons: "Iterable[tuple[Reason, ...]]", doubtful: float) -> Iterator[Row]:
    owners = tuple(
        {i: index for index, bead in enumerate(bitext.beads) for i in (bead.source, bead.target)[side]}
        for side in (0, 1)
    )
    given = iter(reasons)
    before: tuple[int | None, int | None] = (None, None)
    for pair in bitext.pairs():
        bead, found = pair.bead, next(given, ())
        source, target = [bitext.source[i] for i in bead.source], [bitext.target[j] for j in bead.target]
        shown, held, against = _told(pair, found, owners[1 if bead.source else 0])
        lacking, missing = _missing(pair, sum(len(reason.places) for reason in found))
        marks = shown[0] + lacking[0], shown[1] + lacking[1]
        doubts = find_doubts(bead, doubtful=doubtful)
        tags = (*(("dropped" if bead.source else "added",) if bead.null else ()), *doubts)
        groups = {"eye": bool(doubts), "null": bead.null, "merger": max(len(source), len(target)) > 1 and not bead.null}
        blocks = (source[0].block if source else None, target[0].block if target else None)
        begins = any(block is not None and 0 <= block != last for block, last in zip(blocks, before))
        before = (source[-1].block if source else before[0], target[-1].block if target else before[1])
        yield Row(
            pair.number,
            label_of(bead),
            bead.confidence,
            (*tags, "confirmed") if bead.confirmed else tags,
            tuple(name for name, holds in groups.items() if holds),
            begins,
            tuple(_sentences(pair.source, bead.source, source, marks[0], bitext.source_language)),
            tuple(_sentences(pair.target, bead.target, target, marks[1], bitext.target_language)),
            held,
            against,
            missing,
            _quoted(pair.source or pair.target),
        )


def _told(
    pair: SegmentPair, reasons: "tuple[Reason, ...]", opposite: dict[int, int]
) -> tuple[Marks, tuple[Told, ...], tuple[Told, ...]]:
    """The evidence in words, with the marks that show it: what holds the bead apart from what speaks against it."""
    marks: Marks = ([], [])
    told: dict[bool, list[Told]] = {False: [], True: []}
    number = 0
    for reason in reasons:
        own = []
        for place in reason.places:
            # What speaks against a sentence being alone stands near by opposite.
            found = place.shared or (pair.bead.null and reason.speaks == "against")
            kind: Kind = "shared" if found else "alone"
            for side, span in zip(marks, place):
                if span:
                    side.append(Mark(span, kind, number))
            own.append(number)
            number += 1
        there = opposite.get(reason.segment) if reason.segment is not None else None
        told[reason.speaks == "against"].append(Told(reason.said, tuple(own), there))
    return marks, tuple(told[False]), tuple(told[True])


def _missing(pair: SegmentPair, number: int) -> tuple[Marks, tuple[Told, ...]]:
    """What may lack a counterpart, in words and as marks that count from `number`."""
    marks: Marks = ([], [])
    told = []
    for gap in pair.bead.gaps:
        if gap.score >= _LACKS:
            marks[gap.side == "target"].append(Mark(gap.span, "gap", number))
            told.append(Told(f"{gap.kind} “{gap.text}”, {gap.score:.2f}", (number,)))
            number += 1
    return marks, tuple(told)


def _sentences(
    whole: str, ids: tuple[int, ...], segments: list[Segment], marks: list[Mark], language: str
) -> Iterator[Sentence]:
    """The segments of one side, each with the marks that lie on it; marks count in the text of all of them."""
    start = 0
    for i, segment in zip(ids, segments):
        end = start + len(segment.text)
        yield Sentence(i + 1, segment.kind, tuple(cut_pieces(whole, marks, within=Span(start, end))))
        start = end + (0 if unspaced(language) else 1)


def _linked(rows: list[Row]) -> list[Row]:
    """The rows that want an eye led from one to the next."""
    wanted = [None, *(row.index for row in rows if "eye" in row.groups), None]
    ways = {here: (before, after) for before, here, after in zip(wanted, wanted[1:], wanted[2:])}
    return [
        replace(row, before=ways[row.index][0], after=ways[row.index][1]) if row.index in ways else row for row in rows
    ]


def _quoted(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _QUOTED else f"{flat[: _QUOTED - 1]}…"
