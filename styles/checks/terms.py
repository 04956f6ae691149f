"""Terms: a concept of the source that the target does not name, or names in a way that is not ours."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from corpora.bitext import Bitext, SegmentPair
from corpora.text import Span
from styles.spotting import Spotted, Spotter, plural, singular
from tm.finding import Finding, Fix, Severity
from tm.glossary import Concept, Glossary, Term

# Below this confidence the two sides may not belong together, and a term may stand elsewhere.
_CONFIDENT = 0.8
# Source terms shorter than this are also parts of other words: 长安, 两江.
_UNAMBIGUOUS = 3
# How like a term a name in the target must be to be shown as its miswriting.
_ALIKE = 0.7
_NAME = re.compile(r"[A-Z][\w’'-]*(?: (?:(?:of|and|for|the) )?[A-Z0-9][\w’'-]*){0,9}")


def check_terms(bitext: Bitext, *, glossary: Glossary) -> Iterator[Finding]:
    """`term.missing`, `term.deprecated` and `term.forbidden`, with their places on both sides.

    A concept whose source term stands in a bead is looked for in the target of that bead and of its
    neighbours. Any usable form will do, for a person one name of theirs once the whole name was used.
    Dropped and added sentences miss nothing.
    """
    pairs = list(bitext.pairs())
    if not pairs:
        return
    rendering = _Rendering(bitext, glossary, pairs)
    for pair in pairs:
        yield from rendering.unwelcome(pair)
        if pair.source.strip() and pair.target.strip():
            yield from rendering.missing(pair)


class _Rendering:
    """Which concepts stand where on both sides of a pair."""

    def __init__(self, bitext: Bitext, glossary: Glossary, pairs: list[SegmentPair]) -> None:
        self._bitext = bitext
        self._pairs = pairs
        source = Spotter(glossary, bitext.source_language)
        target = Spotter(glossary, bitext.target_language)
        self._source = [source.spot(pair.source) for pair in pairs]
        self._target = [target.spot(pair.target) for pair in pairs]
        # Beads whose source names a concept; the same for the target, in any form.
        self._named: dict[Concept, list[int]] = defaultdict(list)
        self._rendered: dict[Concept, list[int]] = defaultdict(list)
        for index in range(len(pairs)):
            for spotted in self._source[index]:
                self._named[spotted.concept].append(index)
            for spotted in self._target[index]:
                self._rendered[spotted.concept].append(index)

    def unwelcome(self, pair: SegmentPair) -> Iterator[Finding]:
        """Forms of a concept that the glossary deprecates or forbids."""
        for group in _by_place(self._target[pair.number]):
            if any(spotted.usable for spotted in group):
                continue
            yield self._unwelcome(pair, group)

    def _unwelcome(self, pair: SegmentPair, group: list[Spotted]) -> Finding:
        named = [spotted for spotted in group if self._near(self._named[spotted.concept], pair.number)]
        spotted = (named or group)[0]
        term, concept = spotted.term, spotted.concept
        severity: Severity = "error" if term.status == "forbidden" else "warning"
        # The same words may name something else in a story that never names the concept, where there is one to ask.
        told = bool(self._bitext.source) and bool(concept.in_language(self._bitext.source_language))
        if told and not self._named[concept]:
            severity = "suggestion"
        preferred = concept.preferred(self._bitext.target_language)
        written = spotted.span.cut(pair.target)
        advice = f": write “{preferred.text}”" if preferred else ""
        return Finding(
            f"term.{term.status}",
            severity,
            f"“{written}” is {term.status} in the glossary{advice}.",
            pair.number,
            self._source_place(pair.number, concept),
            spotted.span,
            (Fix(spotted.span, _in_place(preferred, spotted, pair.target)),) if preferred else (),
        )

    def missing(self, pair: SegmentPair) -> Iterator[Finding]:
        """Concepts that the source of a bead names and the target does not."""
        told: set[Concept] = set()
        for group in _by_place(self._source[pair.number]):
            meant = [spotted for spotted in group if self._wanted(spotted.concept)]
            if not meant or any(self._is_rendered(spotted.concept, pair.number) for spotted in group):
                continue
            spotted = meant[0]
            if spotted.concept not in told:
                told.add(spotted.concept)
                yield self._missing(pair, spotted)

    def _missing(self, pair: SegmentPair, spotted: Spotted) -> Finding:
        wanted = self._usable(spotted.concept)[0].text
        nearest = _nearest(wanted, pair.target, self._target[pair.number])
        return Finding(
            "term.missing",
            self._severity(pair, spotted),
            f"“{spotted.span.cut(pair.source)}” is “{wanted}” in the glossary, and the translation has no form of it.",
            pair.number,
            spotted.span,
            nearest,
            (Fix(nearest, wanted),) if nearest else (),
        )

    def _severity(self, pair: SegmentPair, spotted: Spotted) -> Severity:
        if pair.bead.partial or self._was_rendered_in_paragraph(spotted.concept, pair):
            return "suggestion"
        confident = pair.bead.confirmed or pair.bead.confidence >= _CONFIDENT
        return "error" if confident and len(spotted.term.text) >= _UNAMBIGUOUS else "warning"

    def _wanted(self, concept: Concept) -> bool:
        return bool(self._usable(concept))

    def _usable(self, concept: Concept) -> tuple[Term, ...]:
        language = self._bitext.target_language
        return concept.in_language(language, "preferred") + concept.in_language(language, "short", "admitted")

    def _is_rendered(self, concept: Concept, index: int) -> bool:
        """Whether the target of a bead or of its neighbours names a concept, inside a longer name too."""
        if self._near(self._rendered[concept], index):
            return True
        alone = _alone(concept, self._bitext.target_language)
        texts = [pair.target for pair in self._pairs[max(0, index - 1) : index + 2]]
        if any(alone.spot(text) for text in texts):
            return True
        if concept.type != "person" or not any(at < index for at in self._rendered[concept]):
            return False
        names = {word for term in self._usable(concept) for word in re.findall(r"[^\W\d_]{2,}", term.text)}
        return any(re.search(rf"\b{name}\b", text) for name in names if name[0].isupper() for text in texts)

    def _was_rendered_in_paragraph(self, concept: Concept, pair: SegmentPair) -> bool:
        blocks = _blocks(self._bitext, pair)
        return any(
            at < pair.number and blocks & _blocks(self._bitext, self._pairs[at]) for at in self._rendered[concept]
        )

    def _source_place(self, index: int, concept: Concept) -> Span | None:
        return next((spotted.span for spotted in self._source[index] if spotted.concept == concept), None)

    def _near(self, beads: Sequence[int], index: int) -> bool:
        return any(abs(at - index) <= 1 for at in beads)


@lru_cache(maxsize=4096)
def _alone(concept: Concept, language: str) -> Spotter:
    return Spotter(Glossary((concept,)), language)


def _by_place(found: list[Spotted]) -> list[list[Spotted]]:
    """Terms by the place they stand at: several where concepts share a form."""
    groups: dict[Span, list[Spotted]] = {}
    for spotted in found:
        groups.setdefault(spotted.span, []).append(spotted)
    return list(groups.values())


def _blocks(bitext: Bitext, pair: SegmentPair) -> set[int]:
    return {bitext.source[i].block for i in pair.bead.source} - {-1}


def _in_place(preferred: Term, spotted: Spotted, text: str) -> str:
    """The preferred term as it is to stand where another stood: number, article and capital kept."""
    inflected = {"plural": plural, "singular": singular}.get(spotted.form, str)
    term = inflected(preferred.text)
    before = text[: spotted.span.start]
    if term.lower().startswith("the ") and re.search(r"\bthe\s+$", before, re.I):
        term = term[4:].lstrip()
    starts = not before.strip() or re.search(r"[.!?:][\"”’')]*\s+[\"“‘(]*$", before)
    return term[:1].upper() + term[1:] if starts and spotted.span.cut(text)[:1].isupper() else term


def _nearest(wanted: str, text: str, taken: list[Spotted]) -> Span | None:
    """Where the target writes a name so like the term that it may be meant for it; None if nowhere."""
    best, place = _ALIKE, None
    for name in _NAME.finditer(text):
        starts = [name.start() + word.start() for word in re.finditer(r"\b[A-Z0-9]", name[0])]
        ends = [name.start() + word.end() for word in re.finditer(r"\b[A-Z0-9][\w’'-]*", name[0])]
        for span in (Span(start, end) for start in starts for end in ends if start < end):
            if any(span.overlaps(spotted.span) for spotted in taken):
                continue
            alike = SequenceMatcher(None, wanted.casefold(), span.cut(text).casefold(), autojunk=False).ratio()
            if alike > best:
                best, place = alike, span
    return place
