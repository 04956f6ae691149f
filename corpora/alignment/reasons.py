"""Why a bead stands: what speaks for and against it, each kind by itself, with the places in both texts.

The kinds of evidence that `evidence` gathers for every bead that might be, measured once more for the
beads that are, for a person to read. Nothing here decides: `weights` makes of all of it together what stands.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from corpora.alignment.coverage import mean_the_same
from corpora.alignment.places import Place, place_names, place_numbers, place_words
from corpora.alignment.view import View, read_bitext
from corpora.bitext import Bitext
from corpora.encoder import Encoder
from corpora.lexicon import Lexicon
from corpora.numerals import find_quantities

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from corpora.encoder import Parts

Speaks = Literal["for", "against", "neither"]
# Figures speak for a bead from where three in four right beads of our samples lie or more, and against it where
# fewer than one in ten does. Numbers, names and marks speak by standing on both sides or on one.
# Sentences outside a bead with which it is compared, before it and behind it.
_BESIDE = 8
# How near to the place of a sentence alone its numbers would be a sign, in sentences.
_NEAR = 3
# What is no heading, caption or other thing of its own.
_RUNNING = frozenset({"paragraph", "list_item"})
# So many numbers, names or terms are told.
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Reason:
    """One kind of evidence for or against a bead.

    Args:
        name: of the kind, one word.
        value: its figure; the function that measures it says what it counts.
        speaks: whether the figure is one that right beads have, one that they seldom have, or neither.
        said: the same for a person.
        places: where it stands in the texts of the bead, for kinds that stand somewhere.
        segment: for `nearest`, the id of the segment opposite.
    """

    name: str
    value: float
    speaks: Speaks
    said: str
    places: tuple[Place, ...] = ()
    segment: int | None = None


def find_reasons(
    bitext: Bitext, *, encoder: Encoder | None = None, lexicon: Lexicon | None = None
) -> Iterator[tuple[Reason, ...]]:
    """For each bead, in order, the evidence that there is for it and against it.

    Args:
        bitext: aligned by anyone, by hand too.
        encoder: the embedded one where none is given; without one that knows both languages meaning is not judged.
        lexicon: string pairs that mean the same.

    >>> from corpora.alignment import align
    >>> pair = align(["园区今年3月开园。"], ["The park opened in March."], source_language="zh", target_language="en")
    >>> [(reason.name, reason.said) for reason in next(find_reasons(pair)) if reason.places]
    [('numbers', 'numbers 3月 = March')]
    """
    reading = read_bitext(bitext, encoder=encoder, lexicon=lexicon)
    i = j = 0
    for pair in bitext.pairs():
        view = View(pair, (i, j), reading)
        found = (measure(view) for measure in (SINGLE if pair.bead.null else PAIRED))
        yield tuple(reason for reason in found if reason is not None)
        i, j = i + len(pair.bead.source), j + len(pair.bead.target)


# Beads with two sides


def measure_meaning(view: View) -> Reason | None:
    """The cosine of both sides, each as one text."""
    if view.reading.encoder is None:
        return None
    cosine = float(view.whole(target=False) @ view.whole(target=True))
    return Reason("meaning", _rounded(cosine), _speaks(cosine, 0.35, 0.45), f"meaning {cosine:.2f}")


def measure_lead(view: View) -> Reason | None:
    """By how much that cosine is above the best of either side with any one sentence beside the bead."""
    if view.reading.encoder is None:
        return None
    ours, theirs = view.whole(target=False), view.whole(target=True)
    beside = [(own, run.beside(_BESIDE)) for own, run in zip((theirs, ours), view.sides)]
    rivals = [float((vectors @ own).max()) for own, vectors in beside if len(vectors)]
    if not rivals:
        return None
    lead = float(ours @ theirs) - max(rivals)
    return Reason("lead", _rounded(lead), _speaks(lead, 0.0, 0.1), f"lead {lead:.2f}")


def measure_words(view: View) -> Reason | None:
    """The share of words that have a counterpart in the bead, of the side that has fewer."""
    ours, theirs = (run.words for run in view.sides)
    if ours is None or theirs is None:
        return None
    alike = ours.vectors @ theirs.vectors.T
    shares = _share(ours, alike.max(axis=1)), _share(theirs, alike.max(axis=0))
    said = f"words {shares[0]:.0%} and {shares[1]:.0%}"
    return Reason("words", _rounded(min(shares)), _speaks(min(shares), 0.25, 0.4), said)


def measure_length(view: View) -> Reason | None:
    """The target's length over the source's, where 1 is what is usual in this pair."""
    ours, theirs = (run.length for run in view.sides)
    unlike = math.log((theirs + 8) / (ours + 8)) - view.reading.ratio
    # In spreads that grow with the root of the text (Gale and Church 1993).
    spreads = abs(unlike) * math.sqrt(min(ours + theirs, 400) / 100)
    times = math.exp(unlike)
    return Reason("length", _rounded(times), _speaks(-spreads, -1.2, -0.6), f"length {times:.1f}")


def measure_numbers(view: View) -> Reason | None:
    """How many numbers both say, by value."""
    places = place_numbers(view.pair.source, view.pair.target, languages=view.languages)
    return _held("numbers", places, view)


def measure_names(view: View) -> Reason | None:
    """How many Chinese names the other side spells as pinyin."""
    return _held("names", place_names(view.pair.source, view.pair.target, languages=view.languages), view)


def measure_terms(view: View) -> Reason | None:
    """How many terms of the lexicon stand on the source side with a translation on the other."""
    terms = view.reading.terms
    return _held("terms", terms.place(view.pair.source, view.pair.target), view) if terms else None


def measure_latin(view: View) -> Reason | None:
    """How many words both write alike."""
    return _held("latin", place_words(view.pair.source, view.pair.target, languages=view.languages), view)


def measure_question(view: View) -> Reason | None:
    """1 where both sides ask, -1 where one does."""
    return _marked("question", view, [run.side.question for run in view.sides], "ask")


def measure_quotation(view: View) -> Reason | None:
    """1 where both sides quote, -1 where one does."""
    return _marked("quotation", view, [run.side.quote for run in view.sides], "quote")


def measure_kind(view: View) -> Reason | None:
    """1 where both sides are a heading, caption or the like of one kind, -1 where they differ in it."""
    ours, theirs = ({segment.kind for segment in run.segments} for run in view.sides)
    if (ours | theirs) <= _RUNNING:
        return None
    said = [_listed((f"{kind}s" for kind in sorted(kinds)), " and ") for kinds in (ours, theirs)]
    if ours == theirs:
        return Reason("kind", 1.0, "for", f"both {said[0]}")
    return Reason("kind", -1.0, "against", " beside ".join(said))


def measure_paragraph(view: View) -> Reason | None:
    """1 where a paragraph begins on both sides, -1 where it begins on one."""
    begins = [run.begins for run in view.sides]
    if None in begins or not any(begins):
        return None
    if all(begins):
        return Reason("paragraph", 1.0, "for", "both begin a paragraph")
    return Reason("paragraph", -1.0, "neither", "one begins a paragraph")


# Sentences alone


def measure_nearest(view: View) -> Reason | None:
    """The best cosine with any one sentence opposite; `segment` is the id of that one."""
    if view.nearest is None:
        return None
    segment, cosine = view.nearest
    speaks = _speaks(-cosine, -0.5, -0.4)
    return Reason("nearest", _rounded(cosine), speaks, f"nearest opposite {cosine:.2f}", segment=segment)


def measure_lone_words(view: View) -> Reason | None:
    """The share of words that have a counterpart in the nearest sentence opposite."""
    run, opposite, _ = view.alone
    own = run.words
    if view.nearest is None or own is None or opposite.words is None:
        return None
    theirs = opposite.words.between(view.nearest[0], view.nearest[0] + 1)
    share = _share(own, (own.vectors @ theirs.vectors.T).max(axis=1))
    return Reason("words", _rounded(share), _speaks(-share, -0.5, -0.35), f"words there {share:.0%}")


def measure_lone_numbers(view: View) -> Reason | None:
    """How many of its numbers stand in the sentences opposite that are near."""
    _, opposite, place = view.alone
    added = not view.pair.bead.source
    text, language = (view.pair.target if added else view.pair.source), view.languages[added]
    own = [found for found in find_quantities(text, language=language) if not found.weak]
    if not own:
        return None
    near = frozenset().union(*opposite.numbers[max(0, place - _NEAR) : place + _NEAR])
    held = [found for found in own if near.issuperset(found.values)]
    places = tuple(Place(None, found.span) if added else Place(found.span, None) for found in held or own)
    listed = _listed(dict.fromkeys(found.text for found in held or own))
    if held:
        return Reason("numbers", float(len(held)), "against", f"numbers near by opposite too: {listed}", places)
    return Reason("numbers", 0.0, "for", f"numbers not near by opposite: {listed}", places)


Measure = Callable[[View], Reason | None]
# The evidence for beads with two sides and for sentences alone, in the order in which it is told.
PAIRED: tuple[Measure, ...] = (
    measure_meaning, measure_lead, measure_words, measure_length, measure_numbers, measure_names, measure_terms,
    measure_latin, measure_question, measure_quotation, measure_kind, measure_paragraph,
)  # fmt: skip
SINGLE: tuple[Measure, ...] = (measure_nearest, measure_lone_words, measure_lone_numbers)


def _speaks(value: float, against: float, for_: float) -> Speaks:
    return "for" if value >= for_ else "against" if value < against else "neither"


def _held(name: str, places: Sequence[Place], view: View) -> Reason | None:
    """What both texts say, and what one says alone."""
    if not places:
        return None
    shared = [place for place in places if place.shared]
    alone = [place for place in places if not place.shared]
    said = []
    if shared:
        said.append(f"{name} {_listed(dict.fromkeys(_texts(place, view) for place in shared))}")
    if alone:
        listed = _listed(dict.fromkeys(_texts(place, view) for place in alone))
        said.append(f"{'' if shared else f'{name} '}without a counterpart: {listed}")
    speaks: Speaks = "for" if len(shared) > len(alone) else "neither" if shared else "against"
    return Reason(name, float(len(shared)), speaks, "; ".join(said), tuple(places))


def _texts(place: Place, view: View) -> str:
    texts = [span.cut(text) for span, text in zip(place, (view.pair.source, view.pair.target)) if span]
    return " = ".join(dict.fromkeys(texts))


def _marked(name: str, view: View, marks: Sequence["NDArray[np.bool_]"], verb: str) -> Reason | None:
    """Whether a mark stands on both sides or on one."""
    found = [bool(held[list(run.ids)].any()) for held, run in zip(marks, view.sides)]
    if not any(found):
        return None
    if all(found):
        return Reason(name, 1.0, "for", f"both {verb}")
    return Reason(name, -1.0, "against", f"only the {'source' if found[0] else 'target'} {verb}s")


def _share(parts: "Parts", best: "NDArray[np.float32]") -> float:
    """The share that has a counterpart, by the best cosine of each."""
    return float(mean_the_same(best) @ parts.weights / parts.weights.sum())


def _listed(texts: Iterable[str], comma: str = ", ") -> str:
    """The first few."""
    every = [text.replace("_", " ") for text in texts]
    return comma.join(every[:_SHOWN]) + (f" and {len(every) - _SHOWN} more" if len(every) > _SHOWN else "")


def _rounded(value: float) -> float:
    return round(value, 4)
