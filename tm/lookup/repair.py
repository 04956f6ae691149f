"""A near match made to fit: numbers and terms that differ are exchanged in the target, where that is certain.

It is certain where the texts differ in numbers and terms alone, where each that differs stands in the target just
once, a number as the same value and no vaguer, a term as the glossary has it, and where the new text, read back, says
what the query says and nothing else. What is not certain is not done.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from corpora.numerals import Quantity, agree, find_quantities
from corpora.numerals.wording import is_year, rewritten
from corpora.text import Span, fold_key
from tm.lookup.terms import Named, Terms
from tm.unit import Variant

Repairs = tuple[tuple[Span, str], ...]
# What numbers are written with: texts that differ in anything else are not read for numbers.
_WRITTEN = re.compile(
    "[0-9.,%零〇一二两三四五六七八九十百千万亿年月日号]+"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|(?:hundred|thousand|million|billion|trillion)s?)\b"
    r"|\b(?:jan(?:uary)?|feb(?:ruary)?|march|april|may|june|july|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_FOUR_DIGITS = re.compile(r"(?<![\d,.])\d{4,}(?![\d,])")
_ARTICLE = re.compile(r"\b(?:an?|the) $", re.I)


def find_repairs(
    query: str, source: Variant, target: Variant, *, source_language: str, terms: Terms | None = None
) -> Repairs | None:
    """Places in the target and the text that is to stand there; None where the match cannot be made to fit.

    Args:
        query: what is asked for.
        source, target: the unit's texts.
        source_language: of the query.
        terms: of the glossary, between the two languages.

    >>> zh, en = Variant("zh", "园区今年引进50家企业。"), Variant("en", "The park drew 50 enterprises this year.")
    >>> find_repairs("园区今年引进86家企业。", zh, en, source_language="zh")
    ((Span(start=14, end=16), '86'),)
    >>> find_repairs("园区去年引进86家企业。", zh, en, source_language="zh") is None
    True
    """
    # Marks in the target stand at offsets that would have to move.
    if target.codes:
        return None
    our_terms: Sequence[Named] = ()
    their_terms: Sequence[Named] = ()
    if _rest(query) != _rest(source.text):
        if (
            terms is None
            or not (our_terms := terms.in_source(query))
            or not (their_terms := terms.in_source(source.text))
        ):
            return None
        if _rest(_without(query, our_terms)) != _rest(_without(source.text, their_terms)):
            return None
    ours = _apart(_quantities(query, source_language), our_terms)
    theirs = _apart(_quantities(source.text, source.language), their_terms)
    if _around(query, [*ours, *our_terms]) != _around(source.text, [*theirs, *their_terms]):
        return None
    named = _exchange_terms(our_terms, their_terms, target.text, terms) if terms is not None else {}
    counted = _exchange_numbers(ours, theirs, target)
    if named is None or counted is None or not (named or counted):
        return None
    repairs = tuple(sorted([*named.items(), *counted.items()]))
    if any(one.end > other.start for (one, _), (other, _) in pairwise(repairs)):
        return None
    return repairs


def _exchange_numbers(ours: Sequence[Quantity], theirs: Sequence[Quantity], target: Variant) -> dict[Span, str] | None:
    if len(ours) != len(theirs):
        return None
    offered = _quantities(target.text, target.language)
    wanted = list(offered)
    said: dict[Span, str] = {}
    for old, new in zip(theirs, ours, strict=True):
        if fold_key(old.text) == fold_key(new.text):
            continue
        places = [at for at, one in enumerate(offered) if agree(old, one)]
        if len(places) != 1 or sum(agree(one, old) for one in theirs) != 1:
            return None
        place = offered[places[0]]
        if not _alike(old, new) or not _alike(old, place, exact=True):
            return None
        text = _written(new, place, target)
        if text is None:
            return None
        said[place.span] = text
        wanted[places[0]] = new
    if not said:
        return said
    read = find_quantities(_said(target.text, said), language=target.language)
    if len(read) != len(wanted) or not all(agree(one, other) for one, other in zip(wanted, read, strict=True)):
        return None
    return said


def _exchange_terms(
    ours: Sequence[Named], theirs: Sequence[Named], target: str, terms: Terms
) -> dict[Span, str] | None:
    if len(ours) != len(theirs):
        return None
    differing = [(old, new) for old, new in zip(theirs, ours, strict=True) if fold_key(old.text) != fold_key(new.text)]
    if not differing:
        return {}
    offered = terms.in_target(target)
    wanted = [place.concept for place in offered]
    said: dict[Span, str] = {}
    for old, new in differing:
        places = [at for at, place in enumerate(offered) if place.concept is old.concept]
        if old.concept is None or len(places) != 1 or sum(one.concept is old.concept for one in theirs) != 1:
            return None
        place = offered[places[0]]
        if old.term.status != new.term.status or (text := terms.instead(new, place, target)) is None:
            return None
        said[place.span] = text
        wanted[places[0]] = new.concept
    read = [place.concept for place in terms.in_target(_said(target, said))]
    return said if read == wanted else None


@lru_cache(maxsize=64)
def _quantities(text: str, language: str) -> Sequence[Quantity]:
    return find_quantities(text, language=language)


@lru_cache(maxsize=256)
def _rest(text: str) -> str:
    return _WRITTEN.sub("", fold_key(text))


def _without(text: str, places: Sequence[Named]) -> str:
    """A text with a mark in the place of each term, so that terms are exchanged for terms."""
    for place in reversed(places):
        text = f"{text[: place.span.start]}\ufffc{text[place.span.end :]}"
    return text


def _apart(quantities: Sequence[Quantity], names: Sequence[Named]) -> Sequence[Quantity]:
    """The numbers that are not part of a term."""
    spans = [place.span for place in names]
    return [one for one in quantities if not any(one.span.start < at.end and at.start < one.span.end for at in spans)]


def _around(text: str, places: Sequence[Quantity | Named]) -> list[tuple[str, bool]]:
    """The keys of what stands between the places, and whether a term follows."""
    ordered = sorted(places, key=lambda place: place.span)
    ends = [0, *(one.span.end for one in ordered)]
    starts = [*(one.span.start for one in ordered), len(text)]
    named = [*(isinstance(one, Named) for one in ordered), False]
    return [(fold_key(text[end:start]), name) for end, start, name in zip(ends, starts, named, strict=True)]


def _said(text: str, repairs: dict[Span, str]) -> str:
    for span in sorted(repairs, reverse=True):
        text = text[: span.start] + repairs[span] + text[span.end :]
    return text


def _alike(one: Quantity, other: Quantity, *, exact: bool = False) -> bool:
    """Whether one may stand where the other does: of one kind and unit, and as exact."""
    if one.approximation != other.approximation or one.approximation == "several":
        return False
    if exact:
        return one.unit == other.unit or one.kind == "number"
    # One is one of a thing, and two are of things: the words around would have to change.
    plural = one.kind == "date" or one.kind == "percent" or (one.value == 1) == (other.value == 1)
    return one.kind == other.kind and one.unit == other.unit and one.weak == other.weak and plural


def _written(new: Quantity, place: Quantity, target: Variant) -> str | None:
    """The new number as the target writes its own."""
    before = target.text[: place.span.start]
    # *An 8 percent rise* and *a 5 percent rise* are said with other articles.
    if (article := _ARTICLE.search(before)) and article[0].strip().lower() != "the":
        return None
    text = rewritten(new, place, language=target.language)
    if text is None:
        return None
    if is_year(place) or _FOUR_DIGITS.search(place.text):
        text = text.replace(",", "")
    return text
