"""The terms of a glossary in texts of one language."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpora.collection import held_back
from corpora.language import Tag, answers, unspaced
from corpora.lexicon import is_whole
from corpora.scripts import simplified
from corpora.text import Span, fold, fold_key
from styles.spotting.english import plain
from styles.spotting.forms import Form, compare, generate
from styles.spotting.words import key_words, read_words
from tm.glossary import USABLE, Concept, Glossary, Term

_ARTICLE = re.compile(r"(?:the|an?)\s+", re.I)
_LETTERS = re.compile(r"[^\W\d_]+")
_WELCOME = {"preferred": 0, "short": 1, "admitted": 2, "deprecated": 3, "forbidden": 4}


@dataclass(frozen=True, slots=True)
class Spotted:
    """A term that stands in a text.

    Args:
        concept: what it means.
        term: as the glossary writes it.
        span: its place in the text: without an article the term has not, and without a possessive 's.
        form: exact; plural or singular (of a common noun); spelling (colour for color, 5 for five);
            spacing (a hyphen for a space or the other way); bare (without the term's leading article, or
            with another word in its place, or without a company's legal form or the abbreviation in brackets).
    """

    concept: Concept
    term: Term
    span: Span
    form: Form = "exact"

    @property
    def usable(self) -> bool:
        """Whether the glossary lets it be written."""
        return self.term.status in USABLE


def outermost(spotted: Iterable[Spotted]) -> list[Spotted]:
    """What `Spotter.spot_nested` found without what lies inside or across another term; those of one span stay.

    Of two that cross, the left one stays, unless it has but an article before the other: *the Yulin* in *the
    Yulin River*.
    """
    kept: list[Spotted] = []
    for each in spotted:
        last = kept[-1] if kept else None
        if last and last.span.start < each.span.start < last.span.end < each.span.end:
            article = _ARTICLE.match(last.term.text)
            if article and each.span.start - last.span.start <= article.end() + 1:
                kept = [other for other in kept if other.span != last.span]
                last = None
        if last is None or each.span.start >= last.span.end or each.span == last.span:
            kept.append(each)
    return kept


# A way to write a term: what it means, the term, the words to be found, and how they were made.
_Entry = tuple[Concept, Term, str, Form]


class Spotter:
    """Finds the terms of a glossary in texts of one language, the longest at each place, none overlapping.

    Where concepts share a form, each is yielded, over the same span. Upper and lower case, width and
    punctuation are one; but a name of one word needs its capital (*Apple* is no *apple*), an
    abbreviation all of them, and a forbidden or deprecated term every capital it has.

    In Chinese an entry without a term in the script of the texts is found by those of the other script.

    Args:
        glossary: concepts; those without a term in the language are never found.
        language: BCP-47 tag of the texts.

    >>> area = Concept((Term("en", "Liangjiang New Area"), Term("en", "the new area", "short")))
    >>> spotter = Spotter(Glossary((area,)), "en")
    >>> [spotted.span.cut("The new area's exports grew.") for spotted in spotter.spot("The new area's exports grew.")]
    ['The new area']
    """

    def __init__(self, glossary: Glossary, language: str) -> None:
        tag = Tag.parse(language)
        self._english = tag.language == "en"
        self._spaced = not unspaced(language)
        kin = [each for each in glossary.languages() if Tag.parse(each).language == tag.language]
        other_script = not self._spaced and any(not answers(language, each) for each in kin)
        found = _Phrases(plain if self._english else str) if self._spaced else _Characters(other_script)
        with held_back():
            for concept in glossary.concepts:
                own = [term for term in concept.terms if answers(language, term.language)]
                if not own and other_script:
                    own = [term for term in concept.terms if term.language in kin]
                for term in own:
                    found.add(term.text, (concept, term, term.text, "exact"))
                    if self._english:
                        for text, form in generate(concept, term):
                            found.add(text, (concept, term, text, form))
        self._entries = found

    def spot(self, text: str) -> list[Spotted]:
        """The terms in a text, from left to right."""
        return outermost(self.spot_nested(text))

    def spot_nested(self, text: str) -> list[Spotted]:
        """The terms in a text, and those inside longer ones: from left to right, at each place the longest first."""
        return [each for span, entries in self._entries.find(text) for each in self._meant(entries, span, text)]

    def _compare(self, pattern: str, written: str, concept: Concept) -> Form | None:
        if self._english:
            return compare(pattern, written, concept)
        return "exact" if fold_key(pattern) == fold_key(written) else None

    def _meant(self, entries: list[_Entry], place: Span, text: str) -> list[Spotted]:
        """For each concept the term that is meant: the one written just so, or else the one most welcome.

        What the glossary writes out has one meaning; a generated form never takes its place.
        """
        best: dict[int, tuple[tuple[bool, bool, int], Spotted]] = {}
        for concept, term, pattern, made in entries:
            # The full stop of an abbreviation belongs to the term that has it.
            stop = self._spaced and pattern.endswith(".") and text.startswith(".", place.end)
            span = Span(place.start, place.end + stop)
            written = span.cut(text)
            form = made
            if written != pattern and self._spaced:
                compared = self._compare(pattern, written, concept)
                if compared is None or not _cased(term, written):
                    continue
                form = compared if made == "exact" else made
            rank = (written != term.text, form != "exact", _WELCOME[term.status])
            if id(concept) not in best or rank < best[id(concept)][0]:
                best[id(concept)] = rank, Spotted(concept, term, span, form)
        spotted = [each for _, each in best.values()]
        return [each for each in spotted if each.form == "exact"] or spotted


@lru_cache(maxsize=8)
def load_spotter(glossary: Glossary, language: str) -> Spotter:
    """The spotter of a glossary and a language, kept for the next text."""
    return Spotter(glossary, language)


class _Phrases:
    """What texts are searched for, by their words."""

    between = " "

    def __init__(self, plain: Callable[[str], str]) -> None:
        self._plain = plain
        self._by_key: dict[str, list[_Entry]] = {}
        # For a first word, how many words phrases have that begin with it: as bits.
        self._lengths: dict[str, int] = {}

    def add(self, text: str, entry: _Entry) -> None:
        if keys := self.split(text):
            self._by_key.setdefault(self.between.join(keys), []).append(entry)
            self._lengths[keys[0]] = self._lengths.get(keys[0], 0) | 1 << len(keys)

    def split(self, text: str) -> Sequence[str]:
        return key_words(text, self._plain)

    def find(self, text: str) -> Iterator[tuple[Span, list[_Entry]]]:
        """Every phrase in a text, at each word the longest first."""
        words = read_words(text, self._plain)
        for start, end, entries in self.places(words.keys):
            yield words.span(start, end), entries

    def places(self, keys: Sequence[str]) -> Iterator[tuple[int, int, list[_Entry]]]:
        lengths, count, between = self._lengths, len(keys), self.between
        for at, key in enumerate(keys):
            for length in _bits(lengths.get(key, 0)):
                if at + length <= count and (entries := self._by_key.get(between.join(keys[at : at + length]))):
                    yield at, at + length, entries


class _Characters(_Phrases):
    """The same, by characters: for languages without spaces.

    Args:
        scripts: whether traditional and simplified characters are one.
    """

    between = ""

    def __init__(self, scripts: bool) -> None:
        super().__init__(simplified if scripts else str)

    def split(self, text: str) -> Sequence[str]:
        return self._plain(fold_key(text))

    def find(self, text: str) -> Iterator[tuple[Span, list[_Entry]]]:
        folded = fold(text)
        key = self._plain(folded.key)
        for start, end, entries in self.places(key):
            if is_whole(key, start, end):
                yield folded.span(start, end), entries


@lru_cache(maxsize=4096)
def _bits(mask: int) -> tuple[int, ...]:
    """The places of the bits of a number, the highest first."""
    return tuple(at for at in range(mask.bit_length() - 1, -1, -1) if mask >> at & 1)


def _cased(term: Term, written: str) -> bool:
    """Whether the capitals of a text let it be the term."""
    words: list[str] = _LETTERS.findall(term.text)
    capitals = _capitals(term.text)
    if len(words) == 1 and capitals:
        abbreviation = len(words[0]) > 1 and words[0].isupper()
        return words[0] in written if abbreviation else not written[:1].islower()
    return term.status in USABLE or len(_capitals(written)) >= len(capitals)


def _capitals(text: str) -> list[str]:
    return [word for word in _LETTERS.findall(text) if word[0].isupper()]
