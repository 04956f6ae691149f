"""Terms of a glossary found in text, with exact spans: the forms a term may take, and the longest at each place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Literal

from corpora.language import Tag, unspaced
from corpora.lexicon import Hit, Strings
from corpora.text import Span, fold_key
from tm.glossary import Concept, Glossary, Term

Form = Literal["exact", "plural", "singular", "spacing", "bare"]

_USABLE = ("preferred", "short", "admitted")
_ARTICLE = re.compile(r"(?:the|an?)\s+(?=\S)", re.I)
_DETERMINERS = ("this", "that", "its", "our", "their")
_COMPANY = re.compile(r",?\s+(?:Co\.?,?\s*Ltd|Company Limited|Ltd|Limited|Inc|Corp|Corporation|LLC|PLC)\.?$", re.I)
# Where writers waver between a hyphen and a space: at a hyphen, and between two words in lower case.
_GAP = re.compile(r"(?<=\w)-(?=\w)|(?<=[a-z])(?<!\bthe) (?=[a-z])")
_WORD = re.compile(r"[^\W\d_]+")
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$", re.I)
_PLURAL = re.compile(r"[^siu]s$")
_CONSONANT_Y = re.compile(r"[^aeiou]y$", re.I)
# All ways to write four gaps are sixteen; terms with more are matched as they stand.
_MOST_GAPS = 4


@dataclass(frozen=True, slots=True)
class Spotted:
    """A term that stands in a text.

    Args:
        concept: what it means.
        term: as the glossary writes it.
        span: its place in the text: without an article the term has not, and without a possessive 's.
        form: exact; plural or singular (of a common noun); spacing (a hyphen for a space or the other way);
            bare (without the term's leading article, or with another word in its place, or without a
            company's legal form).
    """

    concept: Concept
    term: Term
    span: Span
    form: Form = "exact"

    @property
    def usable(self) -> bool:
        """Whether the glossary lets it be written."""
        return self.term.status in _USABLE


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
        english = Tag.parse(language).language == "en"
        self._cased = not unspaced(language)
        by_key: dict[str, list[tuple[Concept, Term, Form]]] = {}
        varied: list[tuple[str, Concept, Term, Form]] = []
        for concept in glossary.concepts:
            for term in concept.in_language(language):
                by_key.setdefault(fold_key(term.text), []).append((concept, term, "exact"))
                if english:
                    varied.extend((fold_key(text), concept, term, form) for text, form in variants(concept, term))
        # What the glossary writes out has one meaning; a generated form never takes its place.
        written = set(by_key)
        for key, concept, term, form in varied:
            if key not in written:
                by_key.setdefault(key, []).append((concept, term, form))
        self._terms = list(by_key.values())
        self._strings = Strings(by_key)

    def spot(self, text: str) -> list[Spotted]:
        """The terms in a text, from left to right."""
        return [spotted for hit in self._strings.find(text) for spotted in self._meant(hit, hit.span.cut(text))]

    def _meant(self, hit: Hit, written: str) -> Iterator[Spotted]:
        """For each concept the term that is meant: the one written just so, or else the one most welcome."""
        best: dict[int, tuple[bool, int, Spotted]] = {}
        for concept, term, form in self._terms[hit.number]:
            if self._cased and not _cased(term, written):
                continue
            rank = (written != term.text, _WELCOME[term.status], Spotted(concept, term, hit.span, form))
            if id(concept) not in best or rank[:2] < best[id(concept)][:2]:
                best[id(concept)] = rank
        yield from (spotted for _, _, spotted in best.values())


_WELCOME = {"preferred": 0, "short": 1, "admitted": 2, "deprecated": 3, "forbidden": 4}


def variants(concept: Concept, term: Term) -> Iterator[tuple[str, Form]]:
    """The other forms in which English text may write a term. A name is never reduced or inflected.

    >>> park = Concept((Term("en", "the high-tech park"),))
    >>> [text for text, form in variants(park, park.terms[0])][:4]
    ['the high tech park', 'the high tech-park', 'the high-tech-park', 'the high-tech parks']
    """
    text = term.text
    yield from _respaced(concept, text, "spacing")
    last = re.split(r"[\s-]", text)[-1]
    if concept.type in ("", "product") and last.isalpha() and last.islower():
        form: Form = "singular" if _PLURAL.search(last) else "plural"
        other = singular(text) if form == "singular" else plural(text)
        yield other, form
        yield from _respaced(concept, other, form)
    if term.status in _USABLE:
        if article := _ARTICLE.match(text):
            noun = text[article.end() :]
            yield from ((f"{word} {noun}", "bare") for word in _DETERMINERS)
            # One common word, such as *park*, names nothing without its article.
            if " " in noun or noun[:1].isupper():
                yield noun, "bare"
        if concept.type in ("company", "organisation") and (legal := _COMPANY.search(text)):
            yield text[: legal.start()], "bare"


def plural(text: str) -> str:
    """The regular plural of the last word of an English term.

    >>> plural("battery"), plural("wholesale box"), plural("new energy vehicle")
    ('batteries', 'wholesale boxes', 'new energy vehicles')
    """
    if _CONSONANT_Y.search(text):
        return text[:-1] + "ies"
    return text + ("es" if _SIBILANT.search(text) else "s")


def singular(text: str) -> str:
    """The singular of a regular plural: of the last word of an English term.

    >>> singular("batteries"), singular("wholesale boxes"), singular("new energy vehicles")
    ('battery', 'wholesale box', 'new energy vehicle')
    """
    if text.endswith("ies"):
        return text[:-3] + "y"
    return text[:-2] if text.endswith("es") and _SIBILANT.search(text[:-2]) else text[:-1]


def _respaced(concept: Concept, text: str, form: Form) -> Iterator[tuple[str, Form]]:
    gaps = [match.start() for match in _GAP.finditer(text)]
    if concept.type == "person" or len(gaps) > _MOST_GAPS:
        return
    for marks in product(" -", repeat=len(gaps)):
        characters = list(text)
        for at, mark in zip(gaps, marks, strict=True):
            characters[at] = mark
        if (other := "".join(characters)) != text:
            yield other, form


def _cased(term: Term, written: str) -> bool:
    """Whether the capitals of a text let it be the term."""
    words: list[str] = _WORD.findall(term.text)
    capitals = _capitals(term.text)
    if len(words) == 1 and capitals:
        abbreviation = len(words[0]) > 1 and words[0].isupper()
        return words[0] in written if abbreviation else not written[:1].islower()
    return term.status in _USABLE or len(_capitals(written)) >= len(capitals)


def _capitals(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if word[0].isupper()]
