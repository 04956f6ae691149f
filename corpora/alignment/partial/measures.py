"""What speaks for a stretch of one side of a bead having no counterpart: measures, a row a candidate.

Candidates are numbers and names that the other side lacks, and of each side the stretch of words that is worst
covered. Score apart from decide: nothing here knows of weights but those that judge single words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

import numpy as np

from corpora.alignment.partial import missing as partial_names
from corpora.alignment.partial import numbers as partial_numbers
from corpora.alignment.partial.missing import Compared, Missing
from corpora.alignment.partial.numbers import Numbers
from corpora.alignment.partial.spellings import PART, best_sound
from corpora.alignment.partial.stretches import EASED, TAX, TAXES, Stretch, find_stretches, stretch_out
from corpora.alignment.partial.words import Wording, look_again, measure_words
from corpora.numerals import Quantity
from corpora.text import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corpora.alignment.partial.weights import PartialWeights

    Floats = NDArray[np.float32]

Kind = Literal["number", "name", "clause"]
KINDS: tuple[Kind, ...] = get_args(Kind)
# The most log-odds of a word that a number or a name tells, and the least of a lacking number's.
_TOLD, _LACKING = -2.5, 1.0
# Log-odds beyond this say no more.
_MOST = 6.0


class Judged(NamedTuple):
    """The words of one side of a bead.

    Args:
        odds: of each word, that it has no counterpart.
        settled: the same once numbers and names are told.
        likeness: of each word, to the nearest opposite.
        stretches: the stretch that is worst covered, by what is taken off each word's log-odds.
    """

    odds: "Floats"
    settled: "Floats"
    likeness: "Floats"
    stretches: Mapping[float, Stretch]


NOTHING = Judged(*(np.zeros(0, np.float32),) * 3, dict.fromkeys(TAXES, Stretch(0.0, 0, 0)))


@dataclass(frozen=True, slots=True)
class Half:
    """One side of a bead as it was read.

    Args:
        text: the bead's text on this side.
        sentences, clauses: how many it has.
        length: in characters of English that say as much, less what stands in brackets for the reader.
        spaced: whether its language puts spaces between words.
        wording: its words; none without an encoder.
        judged: what is known of them.
    """

    text: str
    sentences: int
    clauses: int
    length: float
    spaced: bool
    wording: Wording | None
    judged: Judged

    @property
    def weights(self) -> "Floats":
        """How much each word says."""
        return self.wording.weights if self.wording else np.zeros(0, np.float32)

    @property
    def uncovered(self) -> float:
        """The share of its words without counterpart."""
        if not len(self.judged.settled):
            return 0.3
        chances = 1 / (1 + np.exp(-self.judged.settled.clip(-_MOST, _MOST)))
        return float((chances * self.weights).sum() / self.weights.sum())


@dataclass(frozen=True, slots=True)
class Examined:
    """A bead with its evidence; item 0 is of the source, item 1 of the target."""

    halves: tuple[Half, Half]
    numbers: Numbers
    names: Compared | None
    chinese: int
    common: Mapping[str, int]

    @property
    def byline(self) -> bool:
        """Whether it says who wrote."""
        return self.names is not None and self.names.byline

    def missing_names(self, side: int) -> list[Missing]:
        """The names of a side that the other lacks."""
        return [one for one in self.names.missing if one.chinese == (side == self.chinese)] if self.names else []


class Document(NamedTuple):
    """What the beads of a document are like on average; item 0 is of the source, item 1 of the target.

    Args:
        uncovered: the share of words without counterpart.
        worst: the log-odds of the worst stretch.
    """

    uncovered: tuple[float, float]
    worst: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that may have no counterpart: its kind, its side (0 or 1), its place and its measures."""

    kind: Kind
    side: int
    span: Span
    measures: tuple[float, ...]


def judge_words(
    wordings: tuple[Wording, Wording],
    spaced: tuple[bool, bool],
    told: tuple[list[Span], list[Span]],
    lacking: tuple[list[Span], list[Span]],
    weights: "PartialWeights",
) -> list[Judged]:
    """The words of either side.

    Args:
        spaced: whether the languages put spaces between words.
        told: places of numbers and names that both sides have.
        lacking: places of numbers that the other side lacks.
    """
    judged = []
    for side, ours in enumerate(wordings):
        measures = measure_words(ours, wordings[1 - side])
        odds = weights.again[spaced[side]](look_again(measures, weights.words[spaced[side]](measures)))
        settled = odds.copy()
        for span in told[side]:
            here = ours.within(span)
            settled[here] = np.minimum(settled[here], _TOLD)
        for span in lacking[side]:
            here = ours.within(span)
            settled[here] = np.maximum(settled[here], _LACKING)
        judged.append(Judged(odds, settled, measures[:, 0], stretch_out(settled.clip(-_MOST, _MOST), ours.weights)))
    return judged


NUMBER_MEASURES = (
    *partial_numbers.CLASSES, "unit", "date", "time", "share", "ordinal", "odds", "most", "like", "spaced", "opposite",
    "others", "long",
)  # fmt: skip


def measure_number(bead: Examined, side: int, one: Quantity, kind: str) -> Candidate:
    """A number that the other side lacks, by `NUMBER_MEASURES`."""
    half = bead.halves[side]
    odds, most, like = _over(half, one.span)
    classes = [float(kind == name) for name in partial_numbers.CLASSES]
    own, other = (len(bead.numbers.lacking[which]) for which in (side, 1 - side))
    measures = (
        *classes, float(one.unit is not None and one.kind != "percent"), float(one.kind in ("date", "decade")),
        float(one.kind == "time"), float(one.kind in ("money", "percent")), float(one.kind == "ordinal"),
        odds, most, like, float(half.spaced), min(2, other), min(2, own) - 1, len(one.text) / 6,
    )  # fmt: skip
    return Candidate("number", side, one.span, tuple(map(float, measures)))


NAME_MEASURES = (
    *partial_names.CLASSES, "odds", "most", "like", "rest", "words", "long", "pronoun", "opposite", "others", "byline",
    "spaced", "spelt_odds", "known_odds", "known_rest", "spelt_rest", "spelt_words", "capital_odds", "capital_most",
    "capital_like", "surname_alone", "common", "sound", "learnt_odds", "learnt_alone",
)  # fmt: skip


def measure_name(bead: Examined, side: int, one: Missing) -> Candidate:
    """A name that the other side lacks, by `NAME_MEASURES`."""
    half = bead.halves[side]
    odds, most, like = _over(half, one.span)
    rest = _rest(half, one)
    text = one.span.cut(half.text)
    words = float(" " in text)
    known, spelt, capital = (float(one.kind == kind) for kind in ("known", "spelt", "capital"))
    classes = [float(one.kind == name) for name in partial_names.CLASSES]
    opposite = bead.missing_names(1 - side)
    pronoun = partial_names.has_pronoun(bead.halves[1 - side].text, chinese=side != bead.chinese)
    measures = (
        *classes, odds, most, like, rest, words, len(text) / (4 if side == bead.chinese else 12), float(pronoun),
        min(2, len(opposite)), min(3, len(bead.missing_names(side))) / 3, float(bead.byline), float(half.spaced),
        spelt * odds, known * odds, known * rest, spelt * rest, spelt * words, capital * odds, capital * most,
        capital * like, float(one.kind == "surname" and not pronoun), _common(bead, text),
        _sound(text, bead.halves[bead.chinese].text) if capital else 0.0, (one.kind == "learnt") * odds,
        float(one.kind == "learnt" and not pronoun),
    )  # fmt: skip
    return Candidate("name", side, one.span, tuple(map(float, measures)))


def _common(bead: Examined, name: str) -> float:
    """How often the document has the rarest word of a Latin name: what it always says needs no counterpart."""
    return float(np.log1p(min((bead.common.get(word, 0) for word in PART.findall(name)), default=0)))


def _sound(name: str, chinese: str) -> float:
    """How much the words of a Latin name sound like some characters, the least of them."""
    return min((best_sound(word, chinese) for word in PART.findall(name) if len(word) > 2), default=0.0)


def _over(half: Half, span: Span) -> tuple[float, float, float]:
    """Of the words that a span touches: the mean of their log-odds, the largest, and their mean likeness."""
    if half.wording is None or not (here := half.wording.within(span)).any():
        return 0.0, 0.0, 0.4
    odds, weights = half.judged.odds[here].clip(-_MOST, _MOST), half.weights[here]
    return float((odds * weights).sum() / weights.sum()), float(odds.max()), float(half.judged.likeness[here].mean())


def _rest(half: Half, one: Missing) -> float:
    """The log-odds of what else of a name stands around it: a short form opposite covers that."""
    if half.wording is None:
        return 0.0
    here = half.wording.within(one.around) & ~half.wording.within(one.span)
    return float(half.judged.odds[here].clip(-_MOST, _MOST).mean()) if here.any() else 0.0


CLAUSE_MEASURES = (
    "worst", "second", "opposite", "apart", "share", "mean", "uncovered", "uncovered_opposite", "words", "length",
    "ratio", "surplus", "byline", "clauses", "sentences", "sentences_opposite", "long", "numbers", "names",
    "names_opposite", "spaced", "untaxed", "taxed", "three", "six", "untaxed_opposite", "taxed_opposite",
    "document", "document_opposite", "usual", "usual_opposite", "least_clause", "mean_clause", "best_clause", "cosine",
    "eased", "eased_more", "eased_opposite",
)  # fmt: skip


def measure_clause(bead: Examined, side: int, document: Document) -> Candidate | None:
    """The stretch of a side that is worst covered, by `CLAUSE_MEASURES`; none without an encoder.

    Args:
        document: what its beads are like.
    """
    half, other = bead.halves[side], bead.halves[1 - side]
    if half.wording is None or other.wording is None or not len(half.weights) or not len(other.weights):
        return None
    ours, theirs = half.judged.stretches, other.judged.stretches
    worst, first, last = ours[TAX]
    for ease in EASED:
        if last == first:
            _, first, last = ours[ease]
    opposite = theirs[TAX].worth
    weights, spans = half.weights, half.wording.spans
    span = Span(int(spans[first, 0]), int(spans[last - 1, 1]))
    taken = float(weights[first:last].sum())
    outside = half.judged.settled.copy()
    outside[first:last] = -_MOST
    ratio = float(np.log((half.length + 8) / (other.length + 8)))
    both = half.length + other.length
    whole = float(half.wording.whole @ other.wording.whole)
    likeness = np.maximum(
        (half.wording.clauses @ other.wording.clauses.T).max(axis=1), half.wording.clauses @ other.wording.whole
    )
    measures = (
        worst, find_stretches((outside * weights - TAX * weights)[None])[0].worth, opposite, worst - opposite,
        taken / float(weights.sum()), worst / (taken + 1e-6), half.uncovered, other.uncovered,
        float(np.log1p(last - first)), half.length * (span.end - span.start) / max(1, len(half.text)) / 50,
        ratio, ratio * float(np.sqrt(min(both, 400) / 100)), float(bead.byline), half.clauses / 5,
        half.sentences - 1, other.sentences - 1, float(np.log(both + 1)) / 5, len(bead.numbers.lacking[side]),
        len(bead.missing_names(side)), len(bead.missing_names(1 - side)), float(half.spaced),
        ours[0.0].worth, ours[1.0].worth, _worst_mean(half, 3), _worst_mean(half, 6),
        theirs[0.0].worth, theirs[1.0].worth, document.uncovered[side],
        document.uncovered[1 - side], worst - document.worst[side], opposite - document.worst[1 - side],
        float(likeness.min()), float(likeness.mean()), float(likeness.max()), whole,
        ours[-0.5].worth, ours[-1.0].worth, theirs[-0.5].worth,
    )  # fmt: skip
    return Candidate("clause", side, span, tuple(map(float, measures)))


def worst_stretch(half: Half) -> float:
    """The log-odds of the stretch of a side that is worst covered; 0 where every word is covered."""
    return half.judged.stretches[TAX].worth


def _worst_mean(half: Half, size: int) -> float:
    """The largest mean of so many words in a row."""
    values = half.judged.settled.clip(-_MOST, _MOST) * half.weights
    if len(values) < size:
        return float(values.mean())
    return float(np.convolve(values, np.ones(size) / size, "valid").max())
