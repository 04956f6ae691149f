"""Which concepts stand where on both sides of a pair."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from corpora.bitext import Bitext, SegmentPair
from corpora.text import Span
from styles.checks.terms.meaning import Surroundings, story_date
from styles.checks.terms.wording import Wording
from styles.spotting import Spotted, load_spotter, outermost
from styles.spotting.english import plain
from styles.spotting.words import key_words
from tm.glossary import Concept, Glossary, Term


class Rendering:
    """The terms of a glossary in a bitext, bead by bead.

    Args:
        bitext: the pair.
        glossary: its concepts.

    Attributes:
        pairs: the beads with their texts.
        source, target: what was spotted in each.
        named: beads whose source names a concept, by concept.
        rendered: beads whose target names it, in any form and inside longer names too.
    """

    def __init__(self, bitext: Bitext, glossary: Glossary) -> None:
        self.bitext = bitext
        self.pairs: Sequence[SegmentPair] = list(bitext.pairs())
        source = load_spotter(glossary, bitext.source_language)
        target = load_spotter(glossary, bitext.target_language)
        around = Surroundings([pair.source for pair in self.pairs], bitext.source_language, story_date(bitext))
        self.source = [around.meant(source.spot(pair.source), pair.number) for pair in self.pairs]
        nested = [around.current(target.spot_nested(pair.target)) for pair in self.pairs]
        self.target = [outermost(spotted) for spotted in nested]
        self.named = _places(self.source)
        self.rendered = _places(nested)
        self._wordings: dict[tuple[int, tuple[Span, ...]], Wording] = {}
        self._takings: dict[int, list[tuple[Span, set[str]]]] = {}
        self._misspelt: dict[tuple[int, int], tuple[Term, Span] | None] = {}

    def usable(self, concept: Concept) -> tuple[Term, ...]:
        """The terms of a concept that the target may use, the one to write first."""
        language = self.bitext.target_language
        return concept.in_language(language, "preferred") + concept.in_language(language, "short", "admitted")

    def source_place(self, index: int, concept: Concept) -> Span | None:
        """Where the source of a bead names a concept."""
        return next((spotted.span for spotted in self.source[index] if spotted.concept == concept), None)

    def is_rendered(self, concept: Concept, index: int) -> bool:
        """Whether the target of a bead or of its neighbours names a concept, inside a longer name or in other words."""
        if near(self.rendered.get(concept, ()), index):
            return True
        around = range(max(0, index - 1), min(len(self.pairs), index + 2))
        if self.misspelt(concept, index):
            return False
        if any(self._says(concept, at) for at in (index, *around)):
            return True
        return concept.type == "person" and any(self.part_of_name(concept, at) for at in around)

    def misspelt(self, concept: Concept, index: int) -> tuple[Term, Span] | None:
        """Where the target of a bead writes a term of a concept with a letter wrong."""
        key = (index, id(concept))
        if key not in self._misspelt:
            wording = self.wording(index)
            places = ((term, wording.find_misspelt(term.text)) for term in self.usable(concept))
            self._misspelt[key] = next(((term, place) for term, place in places if place), None)
        return self._misspelt[key]

    def says_part(self, concept: Concept, index: int) -> bool:
        """Whether the target of a bead has half of the words of a term of a concept."""
        return any(self.wording(index).says_part(term.text) for term in self.usable(concept))

    def was_rendered_in_paragraph(self, concept: Concept, pair: SegmentPair) -> bool:
        """Whether an earlier bead of the same paragraph names a concept in the target."""
        blocks = self._blocks(pair)
        earlier = (at for at in self.rendered.get(concept, ()) if at < pair.number)
        return any(blocks & self._blocks(self.pairs[at]) for at in earlier)

    def wording(self, index: int, term: str = "") -> Wording:
        """The target of a bead as it is asked for a term in other words.

        What names another concept of the source is taken, unless its words are some of those of the term.
        """
        taken = self._taken(index)
        words = set(key_words(term, plain)) if taken and term else set()
        places = tuple(span for span, within in taken if not within < words)
        if (index, places) not in self._wordings:
            self._wordings[index, places] = Wording(self.pairs[index].target, places)
        return self._wordings[index, places]

    def _taken(self, index: int) -> list[tuple[Span, set[str]]]:
        """What names concepts of the source in the target of a bead: places, and their words."""
        if index not in self._takings:
            text = self.pairs[index].target
            named = {spotted.concept for spotted in self.source[index]}
            spans = dict.fromkeys(spotted.span for spotted in self.target[index] if spotted.concept in named)
            self._takings[index] = [(span, set(key_words(span.cut(text), plain))) for span in spans]
        return self._takings[index]

    def _says(self, concept: Concept, index: int) -> bool:
        named = concept.type not in ("", "product")
        return any(self.wording(index, term.text).says(term.text, named=named) for term in self.usable(concept))

    def part_of_name(self, concept: Concept, index: int) -> Span | None:
        """Where the target of a bead calls a person by one name of theirs, with no other name behind it."""
        names = {word for term in self.usable(concept) for word in re.findall(r"[^\W\d_]{2,}", term.text)}
        for name in sorted(name for name in names if name[0].isupper()):
            if found := re.search(rf"\b{name}\b(?!-\w)(?! [A-Z])", self.pairs[index].target):
                return Span(*found.span())
        return None

    def _blocks(self, pair: SegmentPair) -> set[int]:
        return {self.bitext.source[i].block for i in pair.bead.source} - {-1}


def near(beads: Iterable[int], index: int) -> bool:
    """Whether one of some beads is this one or its neighbour."""
    return any(abs(at - index) <= 1 for at in beads)


def by_place(found: list[Spotted]) -> list[list[Spotted]]:
    """Terms by the place they stand at: several where concepts share a form."""
    groups: dict[Span, list[Spotted]] = {}
    for spotted in found:
        groups.setdefault(spotted.span, []).append(spotted)
    return list(groups.values())


def is_name(concept: Concept, term: Term) -> bool:
    """Whether a term is a name, which nobody may reword, and not a common noun."""
    return concept.type not in ("", "product") or any(word[:1].isupper() for word in term.text.split())


def _places(spotted: list[list[Spotted]]) -> dict[Concept, list[int]]:
    places: dict[Concept, list[int]] = defaultdict(list)
    for index, found in enumerate(spotted):
        for each in found:
            places[each.concept].append(index)
    return places
