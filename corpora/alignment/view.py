"""A bead of a bitext with all that its evidence is measured on: both sides read once, and its place in them."""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from corpora.alignment.places import Terms
from corpora.alignment.sides import Side, read_sides
from corpora.article import Segment
from corpora.bitext import Bitext, SegmentPair
from corpora.encoder import LANGUAGES, Encoder, Parts, load_encoder
from corpora.language import Tag
from corpora.lexicon import Lexicon

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

# How far from its place a counterpart of a sentence alone is looked for, in sentences.
_FAR = 500


class Reading(NamedTuple):
    """A bitext with both sides read once for all beads.

    Args:
        encoder: what read them; None for length, numbers and names alone.
        ratio: logarithm of target length over source length that is usual in this pair.
        terms: of the lexicon.
    """

    bitext: Bitext
    source: Side
    target: Side
    encoder: Encoder | None
    ratio: float
    terms: Terms | None


def read_bitext(bitext: Bitext, *, encoder: Encoder | None, lexicon: Lexicon | None) -> Reading:
    """Reads both sides.

    Args:
        encoder: the embedded one where none is given; it is left out where it does not know both languages.
        lexicon: string pairs that mean the same.
    """
    languages = bitext.source_language, bitext.target_language
    known = all(Tag.parse(tag).language in (encoder.languages if encoder else LANGUAGES) for tag in languages)
    model = (encoder or load_encoder()) if known else None
    source, target = read_sides(bitext.source, bitext.target, languages=languages, encoder=model, lexicon=lexicon)
    ratio = usual_ratio(bitext, source, target)
    return Reading(bitext, source, target, model, ratio, Terms(lexicon) if lexicon else None)


def usual_ratio(bitext: Bitext, source: Side, target: Side) -> float:
    """The logarithm of target over source length in this pair's beads; a prior of 0 counts as much as four of them."""
    beads = [bead for bead in bitext.beads if not bead.null]
    surplus = sum(
        math.log((length_of(target, bead.target) + 8) / (length_of(source, bead.source) + 8)) for bead in beads
    )
    return surplus / (len(beads) + 4)


def length_of(side: Side, ids: tuple[int, ...]) -> float:
    """The length of consecutive segments, in characters of English."""
    return float(side.lengths[ids[0] : ids[-1] + 1].sum())


@dataclass(frozen=True, eq=False)
class View:
    """A bead as its evidence sees it.

    Args:
        at: the number of source and of target segments before it.
    """

    pair: SegmentPair
    at: tuple[int, int]
    reading: Reading

    @property
    def languages(self) -> tuple[str, str]:
        """Of both sides."""
        return self.reading.bitext.source_language, self.reading.bitext.target_language

    @property
    def sides(self) -> tuple["Run", "Run"]:
        """Its segments on either side."""
        bitext, bead = self.reading.bitext, self.pair.bead
        return Run(self.reading.source, bead.source, bitext.source), Run(
            self.reading.target, bead.target, bitext.target
        )

    @property
    def alone(self) -> tuple["Run", Side, int]:
        """Of a bead without counterpart: its segments, the side opposite and the place there."""
        ours, theirs = self.sides
        return (ours, theirs.side, self.at[1]) if ours.ids else (theirs, ours.side, self.at[0])

    @cached_property
    def nearest(self) -> tuple[int, float] | None:
        """Of a bead without counterpart: the segment opposite that is most like it, and their cosine."""
        _, opposite, place = self.alone
        first = max(0, place - _FAR)
        if self.reading.encoder is None or first >= len(opposite):
            return None
        cosines = opposite.vectors[0][first : place + _FAR] @ self.whole(target=not self.pair.bead.source)
        best = int(cosines.argmax())
        return first + best, float(cosines[best])

    def whole(self, *, target: bool) -> "Vectors":
        """The vector of its segments of one side together, of length 1."""
        side, ids, _ = self.sides[target]
        if len(ids) <= len(side.vectors):
            result: Vectors = side.vectors[len(ids) - 1][ids[0]]
            return result
        # Only a person makes beads so large.
        if self.reading.encoder is None:
            raise LookupError("a bitext read without an encoder has no vectors")
        joined: Vectors = self.reading.encoder.encode([self.pair.target if target else self.pair.source]).joined(1)[0][
            0
        ]
        return joined


class Run(NamedTuple):
    """Consecutive segments of one side.

    Args:
        every: all segments of the side.
    """

    side: Side
    ids: tuple[int, ...]
    every: tuple[Segment, ...]

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Its segments."""
        return self.every[self.ids[0] : self.ids[-1] + 1]

    @property
    def length(self) -> float:
        """Its length, in characters of English."""
        return length_of(self.side, self.ids)

    @property
    def words(self) -> Parts | None:
        """Its words; None where nothing encoded them."""
        return self.side.words.between(self.ids[0], self.ids[-1] + 1) if self.side.words else None

    @property
    def begins(self) -> bool | None:
        """Whether a block begins with it; None for segments of no block."""
        before = self.every[self.ids[0] - 1] if self.ids[0] else None
        own = self.segments[0].block
        return None if own < 0 else before is None or before.block != own

    def beside(self, reach: int) -> "Vectors":
        """Vectors of so many single segments before it and behind it, as far as there are."""
        first, last = self.ids[0], self.ids[-1] + 1
        single = self.side.vectors[0]
        return np.concatenate([single[max(0, first - reach) : first], single[last : last + reach]])
