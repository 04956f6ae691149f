"""Alignment around beads that stand: only what lies between them is aligned, never across one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from corpora.alignment.beads import arrange
from corpora.article import Article, Segment
from corpora.bitext import Bead, Bitext
from corpora.signature import sign

if TYPE_CHECKING:
    from corpora.encoder import Encoder
    from corpora.lexicon import Lexicon


def find_sentences(article: Article) -> tuple[Segment, ...]:
    """The segments of an article that are aligned: all but metadata lines."""
    from corpora.segmentation import segment

    return tuple(part for part in segment(article) if part.kind != "metadata")


def align_around(
    source: Sequence[Segment],
    target: Sequence[Segment],
    *,
    source_language: str,
    target_language: str,
    fixed: Sequence[Bead],
    encoder: "Encoder | None" = None,
    lexicon: "Lexicon | None" = None,
) -> Bitext:
    """The sentences of two sides, side by side, with some beads given.

    What stands between two fixed beads is aligned as a text of its own. A fixed sentence without
    counterpart is left out of that, and where a bead would reach across it, the longer part keeps the
    counterpart and the rest stands alone with confidence 0. How far both texts say the same is not
    judged: whoever fixed the beads did.

    Args:
        source, target: the segments.
        fixed: beads, in the order of both sides; they stand in the result as they are.
        encoder, lexicon: as `corpora.alignment.align` takes them.

    Raises:
        Invalid: the fixed beads cross, name a segment twice, or one that is not there.

    >>> zh, en = ["开园了。", "来了50家。"], ["It opened.", "50 came."]
    >>> sides = [[Segment(text) for text in texts] for texts in (zh, en)]
    >>> bitext = align_around(*sides, source_language="zh", target_language="en", fixed=[Bead((0,), (0,))])
    >>> [str(bead) for bead in bitext.beads]
    ['[0]:[0]', '[1]:[1]']
    """
    beads: list[Bead] = []
    signature = sign("align", lang=f"{source_language}-{target_language}")
    for stretch in _stretches(fixed, len(source), len(target)):
        beads += stretch.nulls
        ours, theirs = stretch.free(0), stretch.free(1)
        if ours and theirs:
            parts = [source[i] for i in ours], [target[j] for j in theirs]
            bitext = _align(*parts, (source_language, target_language), encoder, lexicon)
            signature = bitext.signature
            for bead in bitext.beads:
                ids = [ours[i] for i in bead.source], [theirs[j] for j in bead.target]
                beads += _uncrossed(bead, _runs(ids[0]), _runs(ids[1]), source, target)
        else:
            beads += _alone(ours, theirs, confidence=1.0)
        if stretch.end is not None:
            beads.append(stretch.end)
    head, _, version = signature.rpartition("|v:")
    return Bitext(
        source_language,
        target_language,
        tuple(source),
        tuple(target),
        tuple(arrange(beads)),
        signature=f"{head}|fixed:{len(fixed)}|v:{version}",
    )


def lay_over(bitext: Bitext, fixed: Sequence[Bead]) -> Bitext:
    """The bitext with some beads in the place of its own; nothing is aligned anew.

    Its own beads stay between the fixed ones. Of those that touch or cross one, what is left stands
    alone with confidence 0.

    Raises:
        Invalid: as `align_around` does.
    """
    stretches = list(_stretches(fixed, len(bitext.source), len(bitext.target)))
    places: tuple[dict[int, int], dict[int, int]] = {}, {}
    for number, stretch in enumerate(stretches):
        for side in (0, 1):
            places[side].update(dict.fromkeys(stretch.free(side), number))
    own: list[list[Bead]] = [[] for _ in stretches]
    for bead in bitext.beads:
        found = {places[side].get(i) for side, ids in enumerate((bead.source, bead.target)) for i in ids}
        if len(found) == 1 and (place := found.pop()) is not None:
            own[place].append(bead)
    beads: list[Bead] = []
    for stretch, kept in zip(stretches, own):
        covered = {i for bead in kept for i in bead.source}, {j for bead in kept for j in bead.target}
        left = [[number for number in stretch.free(side) if number not in covered[side]] for side in (0, 1)]
        beads += [*stretch.nulls, *kept, *_alone(*left, confidence=0.0)]
        if stretch.end is not None:
            beads.append(stretch.end)
    head, _, version = bitext.signature.rpartition("|v:")
    signature = f"{head}|fixed:{len(fixed)}|v:{version}" if head else bitext.signature
    return bitext.with_beads(tuple(arrange(beads)), signature=signature)


class _Stretch(NamedTuple):
    """What stands between two fixed beads that have two sides.

    Args:
        sides: the ids on either.
        nulls: the beads without counterpart that are fixed there.
        end: the bead at its end; None at the end of the texts.
    """

    sides: tuple[range, range]
    nulls: list[Bead]
    end: Bead | None

    def free(self, side: int) -> list[int]:
        """Ids of the segments of a side that no bead is fixed for."""
        held = {number for bead in self.nulls for number in (bead.source, bead.target)[side]}
        return [number for number in self.sides[side] if number not in held]


def _stretches(fixed: Sequence[Bead], sources: int, targets: int) -> Iterator[_Stretch]:
    i = j = 0
    nulls: list[Bead] = []
    for bead in fixed:
        if bead.null:
            nulls.append(bead)
        else:
            yield _Stretch((range(i, bead.source[0]), range(j, bead.target[0])), nulls, bead)
            i, j, nulls = bead.source[-1] + 1, bead.target[-1] + 1, []
    yield _Stretch((range(i, sources), range(j, targets)), nulls, None)


def _align(
    source: list[Segment],
    target: list[Segment],
    languages: tuple[str, str],
    encoder: "Encoder | None",
    lexicon: "Lexicon | None",
) -> Bitext:
    from corpora.alignment.two_pass import align

    return align(
        source, target, source_language=languages[0], target_language=languages[1], encoder=encoder, lexicon=lexicon
    )


def _uncrossed(
    bead: Bead,
    ours: list[tuple[int, ...]],
    theirs: list[tuple[int, ...]],
    source: Sequence[Segment],
    target: Sequence[Segment],
) -> list[Bead]:
    """A bead in its own ids, given as runs; where a fixed null parts them, its longest runs and the rest alone."""
    if len(ours) < 2 and len(theirs) < 2:
        return [replace(bead, source=ours[0] if ours else (), target=theirs[0] if theirs else ())]
    kept = [
        max(runs, key=lambda run: sum(len(side[number].text) for number in run), default=())
        for runs, side in ((ours, source), (theirs, target))
    ]
    rest = [[number for run in runs if run != kept[k] for number in run] for k, runs in enumerate((ours, theirs))]
    return [Bead(kept[0], kept[1], 0.0, partial=bead.partial), *_alone(*rest, confidence=0.0)]


def _runs(ids: Sequence[int]) -> list[tuple[int, ...]]:
    """Numbers that follow one another, together.

    >>> _runs([3, 4, 6])
    [(3, 4), (6,)]
    """
    runs = groupby(enumerate(ids), key=lambda item: item[1] - item[0])
    return [tuple(number for _, number in run) for _, run in runs]


def _alone(sources: Sequence[int], targets: Sequence[int], *, confidence: float) -> list[Bead]:
    return [Bead((i,), (), confidence) for i in sources] + [Bead((), (j,), confidence) for j in targets]
