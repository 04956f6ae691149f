"""A near match made to fit: numbers and terms that differ are exchanged in the target, where that is certain.

It is certain where the texts differ in numbers and terms alone, where each that differs stands in the target just
once, a number as the same value and no vaguer, a term as the glossary has it, and where the new text, read back, says
what the query says and nothing else. What is not certain is not done.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from corpora.text import Span, fold_key, rewrite
from tm.lookup.terms import Named, Terms
from tm.unit import Variant

if TYPE_CHECKING:
    from corpora.numerals import Quantity

Repairs = tuple[tuple[Span, str], ...]
# What numbers are written with: texts that differ in anything else are not read for numbers.
_WRITTEN = re.compile(
    "[0-9.,%零〇一二两三四五六七八九十百千万亿年月日号]+"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|(?:hundred|thousand|million|billion|trillion)s?)\b"
    r"|\b(?:jan(?:uary)?|feb(?:ruary)?|march|april|may|june|july|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)


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
    # Loaded here: it brings the readers of numbers, and few candidates come so far.
    from tm.lookup.numbers import exchange_numbers, quantities

    ours = _apart(quantities(query, source_language), our_terms)
    theirs = _apart(quantities(source.text, source.language), their_terms)
    if _around(query, [*ours, *our_terms]) != _around(source.text, [*theirs, *their_terms]):
        return None
    named = _exchange_terms(our_terms, their_terms, target.text, terms) if terms is not None else {}
    counted = exchange_numbers(ours, theirs, target)
    if named is None or counted is None or not (named or counted):
        return None
    repairs = tuple(sorted([*named.items(), *counted.items()]))
    if any(one.end > other.start for (one, _), (other, _) in pairwise(repairs)):
        return None
    return repairs


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
    read = [place.concept for place in terms.in_target(rewrite(target, said.items()))]
    return said if read == wanted else None


def _apart(quantities: "Sequence[Quantity]", names: Sequence[Named]) -> "Sequence[Quantity]":
    """The numbers that are not part of a term."""
    spans = [place.span for place in names]
    return [one for one in quantities if not any(one.span.overlaps(span) for span in spans)]


@lru_cache(maxsize=256)
def _rest(text: str) -> str:
    return _WRITTEN.sub("", fold_key(text))


def _without(text: str, places: Sequence[Named]) -> str:
    """A text with a mark in the place of each term, so that terms are exchanged for terms."""
    for place in reversed(places):
        text = f"{text[: place.span.start]}\ufffc{text[place.span.end :]}"
    return text


def _around(text: str, places: "Sequence[Quantity | Named]") -> list[tuple[str, bool]]:
    """The keys of what stands between the places, and whether a term follows."""
    ordered = sorted(places, key=lambda place: place.span)
    ends = [0, *(one.span.end for one in ordered)]
    starts = [*(one.span.start for one in ordered), len(text)]
    named = [*(isinstance(one, Named) for one in ordered), False]
    return [(fold_key(text[end:start]), name) for end, start, name in zip(ends, starts, named, strict=True)]
