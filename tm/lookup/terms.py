"""Terms of the glossary in texts, as repair needs them: where they stand, and what may stand in their place."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from corpora.language import answers
from corpora.lexicon import Strings
from corpora.text import Span, fold_key
from tm.glossary import Concept, Glossary, Term

_USABLE = ("preferred", "short", "admitted")
_ARTICLES = ("a", "an", "the")


class Named(NamedTuple):
    """A term in a text.

    Args:
        span, text: where it stands, and as it is written there.
        term: of the glossary.
        concept: that it names; None where the glossary has it for more than one.
    """

    span: Span
    text: str
    term: Term
    concept: Concept | None


class Terms:
    """The terms of a glossary between two languages, to be found in many texts."""

    def __init__(self, glossary: Glossary, source_language: str, target_language: str) -> None:
        self._target_language = target_language
        self._sources = _Finder(glossary, source_language)
        self._targets = _Finder(glossary, target_language)

    def in_source(self, text: str) -> Sequence[Named]:
        """The terms of the source language in a text, in order."""
        return self._sources.find(text)

    def in_target(self, text: str) -> Sequence[Named]:
        """The terms of the target language in a text, in order."""
        return self._targets.find(text)

    def instead(self, new: Named, place: Named, target: str) -> str | None:
        """What names the concept of `new` where `place` stands in a target text; None where that is not certain.

        A name of the same kind and status takes the place of another. The words around must not have to
        change: articles, endings and the number of the noun.
        """
        if new.concept is None or place.concept is None or new.concept.type != place.concept.type:
            return None
        terms = new.concept.in_language(self._target_language, place.term.status)
        if not terms or terms[0].language != place.term.language:
            return None
        said = terms[0].text
        if not _fits(said, place, target):
            return None
        if place.text[0].isupper() and place.term.text[0].islower():
            said = said[0].upper() + said[1:]
        elif place.text != place.term.text:
            return None
        return said


class _Finder:
    def __init__(self, glossary: Glossary, language: str) -> None:
        self._named = [
            (term, concept)
            for concept in glossary.concepts
            for term in concept.terms
            if term.status in _USABLE and answers(language, term.language)
        ]
        self._strings = Strings(term.text for term, _ in self._named)
        concepts: dict[str, set[int]] = {}
        for term, concept in self._named:
            concepts.setdefault(fold_key(term.text), set()).add(id(concept))
        self._shared = {key for key, owners in concepts.items() if len(owners) > 1}
        # A query is asked for its terms again beside each candidate.
        self.find = lru_cache(maxsize=64)(self._find)

    def _find(self, text: str) -> Sequence[Named]:
        found = []
        for span, number in self._strings.find(text):
            term, concept = self._named[number]
            found.append(Named(span, span.cut(text), term, None if fold_key(term.text) in self._shared else concept))
        return found


def _fits(said: str, place: Named, target: str) -> bool:
    """Whether the words around a term stay right where another is put in its place."""
    before, after = target[: place.span.start].split(), target[place.span.end :]
    if after[:1] in ("'", "’", "-"):
        return False
    if not said.isascii() or not place.text.isascii():
        # Scripts without articles and endings; letters with accents are of languages that we cannot judge.
        return all(not _latin(text) for text in (said, place.text))
    old, new = place.term.text.split(), said.split()
    article = before[-1].lower() if before and before[-1].lower() in _ARTICLES else ""
    if article in ("a", "an"):
        return False
    if old[-1].lower() == new[-1].lower():
        return True
    # Without the last word in common: names that take no article, or nouns of which there are several.
    if article or old[0].lower() == "the" or new[0].lower() == "the":
        return False
    if all(_proper(words) for words in (old, new)):
        return place.concept is not None and (place.concept.type in ("person", "company") or len(old) == len(new) == 1)
    return all(words[-1].islower() and words[-1].endswith("s") and not words[-1].endswith("ss") for words in (old, new))


def _proper(words: Sequence[str]) -> bool:
    return all(word[0].isupper() for word in words)


def _latin(text: str) -> bool:
    return any(letter.isalpha() and letter < "\u0250" for letter in text)
