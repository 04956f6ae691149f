"""Partial translations: what stands on one side of a bead and has no counterpart on the other.

Gives reasons with a place: a number, a name, or a stretch of words, each with a score. `align` marks a bead as
partial where one of them is sure enough, so that a memory never fills it as if it were whole.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from corpora.alignment.partial.measures import (
    NOTHING,
    Candidate,
    Document,
    Examined,
    Half,
    Judged,
    judge_words,
    measure_clause,
    measure_name,
    measure_number,
    worst_stretch,
)
from corpora.alignment.partial.missing import compare_names
from corpora.alignment.partial.names import Names, Terms
from corpora.alignment.partial.numbers import compare_numbers
from corpora.alignment.partial.weights import PartialWeights, load_partial_weights
from corpora.alignment.partial.words import Wording, read_wording
from corpora.alignment.sides import Side
from corpora.bitext import Bead, Gap, join
from corpora.language import Tag
from corpora.lexicon import Lexicon
from corpora.text import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

# Languages that are not written in Latin letters; a name there is not held against Chinese.
_OTHER_SCRIPTS = frozenset({"ar", "fa", "he", "ja", "ko", "ru", "th", "uk", "el", "hi", "bg", "sr"})
# A score from which on a bead is partial, and one under which a gap is not told.
MARKS, _TOLD = 0.5, 0.2
# A bead with a longer side, in characters, is none of sentences, and is not examined.
_LONGEST = 8000
# The share of words without counterpart that is usual, the worst stretch that is, and how many beads they count as.
_UNCOVERED, _WORST, _COUNTS_AS = 0.25, 2.0, 4


def mark_partial(
    beads: Sequence[Bead],
    source: Side,
    target: Side,
    *,
    texts: tuple[Sequence[str], Sequence[str]],
    languages: tuple[str, str],
    lexicon: Lexicon | None = None,
) -> tuple[Bead, ...]:
    """The beads, with their gaps, and marked where one of these is sure enough.

    Args:
        source, target: the sides as they were read.
        texts: the sentences of either.
        languages: of both.
        lexicon: string pairs that mean the same, such as a glossary gives.
    """
    weights = load_partial_weights()
    found = find_gaps(beads, source, target, texts=texts, languages=languages, lexicon=lexicon, weights=weights)
    return tuple(
        replace(bead, partial=gaps[0].score >= MARKS, gaps=tuple(gap for gap in gaps if gap.score >= _TOLD))
        if gaps
        else bead
        for bead, gaps in zip(beads, found)
    )


def find_gaps(
    beads: Sequence[Bead],
    source: Side,
    target: Side,
    *,
    texts: tuple[Sequence[str], Sequence[str]],
    languages: tuple[str, str],
    weights: PartialWeights,
    lexicon: Lexicon | None = None,
) -> list[tuple[Gap, ...]]:
    """For each bead what one side lacks, the surest first; nothing for one without counterpart or far too long."""
    examiner = Examiner(source, target, texts=texts, languages=languages, weights=weights, lexicon=lexicon)
    paired = [at for at, bead in enumerate(beads) if not bead.null and examiner.is_short(bead)]
    names = examiner.learn_names(beads[at] for at in paired)
    examined = [examiner.examine(beads[at], names) for at in paired]
    document = sum_up(examined)
    found: list[tuple[Gap, ...]] = [()] * len(beads)
    for at, bead in zip(paired, examined):
        found[at] = score_gaps(bead, gather_candidates(bead, document), weights)
    return found


class Examiner:
    """Reads the beads of a document.

    Args:
        source, target: the sides as they were read.
        texts: the sentences of either.
        languages: of both.
        lexicon: string pairs that mean the same.
        weights: of which those of words are used.
    """

    def __init__(
        self,
        source: Side,
        target: Side,
        *,
        texts: tuple[Sequence[str], Sequence[str]],
        languages: tuple[str, str],
        weights: PartialWeights,
        lexicon: Lexicon | None = None,
    ) -> None:
        self._sides, self._texts, self._languages, self._weights = (source, target), texts, languages, weights
        self._encoded = source.words is not None and target.words is not None
        self._chinese = _chinese_side(languages)
        self._terms = None
        if lexicon and self._chinese is not None:
            self._terms = Terms(lexicon, flipped=self._chinese == 1)

    def learn_names(self, beads: Iterable[Bead]) -> Names:
        """Who is called what, as beads tell."""
        if (chinese := self._chinese) is None:
            return Names()
        pairs = map(self._joined, beads)
        return Names.learn((pair[chinese], pair[1 - chinese]) for pair in pairs)

    def examine(self, bead: Bead, names: Names) -> Examined:
        """The evidence of a bead with two sides."""
        texts, chinese = self._joined(bead), self._chinese or 0
        numbers = compare_numbers(*texts, languages=self._languages)
        compared = None
        if self._chinese is not None:
            compared = compare_names(texts[chinese], texts[1 - chinese], names, self._terms)
        told = [numbers.told[at] + (compared.told[int(at != chinese)] if compared else []) for at in (0, 1)]
        wordings = self._read_wordings(bead)
        judged: Sequence[Judged] = (NOTHING, NOTHING)
        if wordings:
            spaced = self._sides[0].spaced, self._sides[1].spaced
            lacking = [[one.span for one, _ in numbers.lacking[at]] for at in (0, 1)]
            judged = judge_words(wordings, spaced, (told[0], told[1]), (lacking[0], lacking[1]), self._weights)
        halves = [
            self._half(at, bead, texts[at], numbers.told[at], wordings[at] if wordings else None, judged[at])
            for at in (0, 1)
        ]
        return Examined((halves[0], halves[1]), numbers, compared, chinese, names.common)

    def is_short(self, bead: Bead) -> bool:
        """Whether it is one of sentences, and can be examined."""
        return all(
            sum(len(texts[at]) for at in ids) <= _LONGEST for texts, ids in zip(self._texts, (bead.source, bead.target))
        )

    def _joined(self, bead: Bead) -> tuple[str, str]:
        ours, theirs = (
            join([texts[i] for i in ids], language=language)
            for texts, ids, language in zip(self._texts, (bead.source, bead.target), self._languages)
        )
        return ours, theirs

    def _read_wordings(self, bead: Bead) -> tuple[Wording, Wording] | None:
        if not self._encoded:
            return None
        ours, theirs = (
            read_wording(side, ids, [texts[i] for i in ids])
            for side, ids, texts in zip(self._sides, (bead.source, bead.target), self._texts)
        )
        return ours, theirs

    def _half(
        self, at: int, bead: Bead, text: str, told: Sequence[Span], wording: Wording | None, judged: Judged
    ) -> Half:
        side, ids = self._sides[at], (bead.source, bead.target)[at]
        bracketed = sum(span.end - span.start for span in told if text[span.start] in "(（")
        length = float(side.lengths[ids[0] : ids[-1] + 1].sum()) * (1 - bracketed / max(1, len(text)))
        clauses = 1
        if side.clauses:
            start, end = side.clauses.owners.searchsorted([ids[0], ids[-1] + 1])
            clauses = int(end - start)
        return Half(text, len(ids), clauses, length, side.spaced, wording, judged)


def gather_candidates(bead: Examined, document: Document) -> list[Candidate]:
    """What may be a gap in a bead.

    Args:
        document: what its beads are like.
    """
    candidates: list[Candidate] = []
    for side in (0, 1):
        candidates += [measure_number(bead, side, one, kind) for one, kind in bead.numbers.lacking[side]]
        candidates += [measure_name(bead, side, one) for one in bead.missing_names(side)]
        clause = measure_clause(bead, side, document)
        candidates += [clause] if clause else []
    return candidates


def sum_up(examined: Sequence[Examined]) -> Document:
    """What beads of a document are like; where they are few, it is drawn to what is usual."""
    count = len(examined) + _COUNTS_AS
    uncovered = [sum(bead.halves[side].uncovered for bead in examined) for side in (0, 1)]
    worst = [sum(worst_stretch(bead.halves[side]) for bead in examined) for side in (0, 1)]
    ours, theirs = ((own + _UNCOVERED * _COUNTS_AS) / count for own in uncovered)
    our_worst, their_worst = ((own + _WORST * _COUNTS_AS) / count for own in worst)
    return Document((ours, theirs), (our_worst, their_worst))


def _chinese_side(languages: tuple[str, str]) -> int | None:
    """Which side is Chinese, where the other one is written in Latin letters."""
    tags = [Tag.parse(tag).language for tag in languages]
    if (tags[0] == "zh") == (tags[1] == "zh") or not _OTHER_SCRIPTS.isdisjoint(tags):
        return None
    return tags.index("zh")


def score_gaps(bead: Examined, candidates: Sequence[Candidate], weights: PartialWeights) -> tuple[Gap, ...]:
    """The candidates of a bead with their scores, the surest first."""
    plain = any(half.wording is None for half in bead.halves)
    gaps: list[Gap] = []
    for kind, own in groupby(sorted(candidates, key=lambda one: one.kind), key=lambda one: one.kind):
        held = list(own)
        columns = np.array([one.measures for one in held], np.float32)
        for one, score in zip(held, weights.judge(f"plain.{kind}" if plain else kind, columns)):
            text = bead.halves[one.side].text
            span = Span(*one.span)
            gaps.append(Gap(kind, "target" if one.side else "source", span, span.cut(text), round(float(score), 4)))
    return tuple(sorted(gaps, key=lambda gap: (-gap.score, gap.side, gap.span)))
