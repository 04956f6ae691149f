"""The terms of a glossary in texts of one language."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpora.language import Tag, answers, unspaced
from corpora.lexicon import Strings
from corpora.text import Span, fold_key
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

    Args:
        glossary: concepts; those without a term in the language are never found.
        language: BCP-47 tag of the texts.

    >>> area = Concept((Term("en", "Liangjiang New Area"), Term("en", "the new area", "short")))
    >>> spotter = Spotter(Glossary((area,)), "en")
    >>> [spotted.span.cut("The new area's exports grew.") for spotted in spotter.spot("The new area's exports grew.")]
    ['The new area']
    """

    def __init__(self, glossary: Glossary, language: str) -> None:
        self._english = Tag.parse(language).language == "en"
        self._spaced = not unspaced(language)
        found: _Strings | _Phrases = _Phrases(plain if self._english else str) if self._spaced else _Strings()
        for concept in glossary.concepts:
            for term in concept.terms:
                if answers(language, term.language):
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


class _Strings:
    """What a text without spaces is searched for."""

    def __init__(self) -> None:
        self._by_key: dict[str, list[_Entry]] = {}
        self._strings: Strings | None = None

    def add(self, text: str, entry: _Entry) -> None:
        self._by_key.setdefault(fold_key(text), []).append(entry)

    def find(self, text: str) -> Iterator[tuple[Span, list[_Entry]]]:
        if self._strings is None:
            self._strings = Strings(self._by_key)
            self._entries = list(self._by_key.values())
        for hit in self._strings.find(text, nested=True):
            yield hit.span, self._entries[hit.number]


class _Phrases:
    """What a text with spaces is searched for, by its words."""

    def __init__(self, plain: Callable[[str], str]) -> None:
        self._plain = plain
        self._by_key: dict[str, list[_Entry]] = {}
        # For a first word, how many words phrases have that begin with it: as bits.
        self._lengths: dict[str, int] = {}

    def add(self, text: str, entry: _Entry) -> None:
        keys = key_words(text, self._plain)
        if keys:
            self._by_key.setdefault(" ".join(keys), []).append(entry)
            self._lengths[keys[0]] = self._lengths.get(keys[0], 0) | 1 << len(keys)

    def find(self, text: str) -> Iterator[tuple[Span, list[_Entry]]]:
        """Every phrase in a text, the longest first at each word."""
        words = read_words(text, self._plain)
        for at, key in enumerate(words.keys):
            for length in _bits(self._lengths.get(key, 0)):
                if at + length <= len(words.keys) and (
                    entries := self._by_key.get(" ".join(words.keys[at : at + length]))
                ):
                    yield words.span(at, at + length), entries


def _bits(mask: int) -> Iterator[int]:
    """The places of the bits of a number, the highest first."""
    while mask:
        length = mask.bit_length() - 1
        yield length
        mask ^= 1 << length


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
