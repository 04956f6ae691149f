"""The forms in which English text may write a term. A name is never reduced or inflected."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from styles.spotting.english import american, plural
from styles.spotting.words import Words, read_words, same_gap
from tm.glossary import USABLE, Concept, Term

Form = Literal["exact", "plural", "singular", "spelling", "spacing", "bare"]

_ARTICLE = re.compile(r"(?:the|an?)\s+(?=\S)", re.I)
_DETERMINERS = ("this", "that", "its", "our", "their")
_COMPANY = re.compile(
    r",?\s+(?:\(Group\)\s+)?(?:Co\.?,?\s*Ltd|Company Limited|Co|Ltd|Limited|Inc|Corp|Corporation|LLC|PLC|GmbH|AG)\.?$",
    re.I,
)
_BRACKETS = re.compile(r"\s*\(([^()]{2,})\)\s*")
_ABBREVIATION = re.compile(r"[A-Z][A-Za-z]*[A-Z][A-Za-z0-9/&-]*")


def generate(concept: Concept, term: Term) -> Iterator[tuple[str, Form]]:
    """What else may be written for a term beside what differs from it in number, spelling, hyphens and case.

    Its noun without the article or with another determiner; a company without its legal form; a name
    without the abbreviation that stands in brackets behind it, and the abbreviation alone.

    >>> bank = Concept((Term("en", "Yufu Bank Co., Ltd. (YFB)"),), "company")
    >>> [text for text, form in generate(bank, bank.terms[0])]
    ['Yufu Bank Co., Ltd.', 'YFB', 'Yufu Bank']
    """
    text = term.text
    if term.status not in USABLE:
        return
    if "(" in text and (brackets := _BRACKETS.search(text)):
        without = f"{text[: brackets.start()]} {text[brackets.end() :]}".strip()
        if _ABBREVIATION.fullmatch(brackets[1]) and without:
            yield without, "bare"
            yield brackets[1], "bare"
            text = without
    if text[:1] in "tTaA" and (article := _ARTICLE.match(text)):
        noun = text[article.end() :]
        yield from ((f"{word} {noun}", "bare") for word in _DETERMINERS)
        # One common word, such as *park*, names nothing without its article.
        if " " in noun or noun[:1].isupper():
            yield noun, "bare"
    if concept.type in ("company", "organisation") and (legal := _COMPANY.search(text)):
        yield text[: legal.start()], "bare"


def compare(pattern: str, written: str, concept: Concept) -> Form | None:
    """How a text writes a form of a term that it has the words of; None where it may not write it so.

    Only common words in lower case take another number, and never in the name of a place, company,
    organisation, person or event.

    >>> car = Concept((Term("en", "new-energy vehicle"),), "product")
    >>> [compare("new-energy vehicle", text, car) for text in ("new energy vehicles", "New-energy vehicle")]
    ['plural', 'exact']
    """
    one, other = _read(pattern), read_words(written)
    if len(one.keys) != len(other.keys):
        return None
    form: Form = "exact"
    for at, (word, key) in enumerate(zip(one.keys, other.keys, strict=True)):
        if word != key:
            common = concept.type in ("", "product") and one.cut(at).islower()
            kind = _word_form(word, key, inflects=common)
            if kind is None:
                return None
            form = kind if form in ("exact", "spelling") else form
    for at in range(len(one.keys) - 1):
        wanted, gap = one.between(at), other.between(at)
        if wanted == gap:
            continue
        before, after = one.cut(at), one.cut(at + 1)
        joins = before.islower() and after.islower() and before != "the"
        loose = concept.type != "person"
        if not same_gap(wanted, gap, before=one.keys[at], hyphen=joins and loose, space=loose):
            return None
        form = "spacing" if form == "exact" and {wanted, gap} == {" ", "-"} else form
    return form


@lru_cache(maxsize=65536)
def _read(pattern: str) -> Words:
    return read_words(pattern)


def _word_form(word: str, written: str, *, inflects: bool) -> Form | None:
    """How a word differs from that of a term; None where it is another."""
    one, other = american(word), american(written)
    if one == other:
        return "spelling"
    if not inflects:
        return None
    if _is_plural(written, word) or _is_plural(other, one):
        return "plural"
    several = _is_plural(word, written) or _is_plural(one, other)
    return "singular" if several and not one.endswith("ics") else None


def _is_plural(many: str, one: str) -> bool:
    return many in (plural(one), f"{one}s")
