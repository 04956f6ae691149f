"""Every unit that holds a string, or what a pattern describes, with the places of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from corpora.language import answers, rank
from corpora.text import Span, fold, fold_key
from tm.store import Pair, Store
from tm.unit import TranslationUnit, Variant

By = Literal["term", "number", "name", "together"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Where the counterpart of a string stands in another variant, and how that is known.

    Args:
        language: the variant's tag.
        span: the place in its text.
        by: term (the glossary says so), number (the same value), name (the same sound), together (it stands in
            the same units and hardly elsewhere).
    """

    language: str
    span: Span
    by: By


@dataclass(frozen=True, slots=True)
class Concordance:
    """A unit that holds a string.

    Args:
        unit: as it is stored.
        variant: the text that holds it.
        spans: every place of it in that text, none overlapping; at least one.
        counterparts: the unit's other variants.
        marks: the counterpart of the string in them, where it is known; see `tm.renderings`.
    """

    unit: TranslationUnit
    variant: Variant
    spans: tuple[Span, ...]
    counterparts: tuple[Variant, ...]
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Concordances:
    """What a memory holds of a string.

    Args:
        found: the units shown, the newest story first.
        units: how many units hold it.
        stories: how many article pairs these are of.
    """

    found: tuple[Concordance, ...]
    units: int
    stories: int


def find_strings(store: Store, text: str, *, language: str, limit: int) -> list[Concordance]:
    """The units of a store that hold a string; see `tm.memory.Memory.concordance`."""
    key = fold_key(text)
    tags = _tags(store, language)
    if not key or not tags:
        return []
    units = store.get(store.holding(tags, key, limit=limit))
    held = (_held(unit, tags, language, lambda variant: _places(key, variant.text)) for unit in units)
    return [one for one in held if one]


def find_pattern(store: Store, pattern: str, *, language: str, limit: int) -> list[Concordance]:
    """The units of a store in whose text a regular expression is found; every unit of it is read.

    Raises:
        WrongSetting: the pattern cannot be read, or takes too long.
    """
    # Loaded here: it brings the package regex, and plain strings need none.
    from corpora.patterns import Pattern

    searched, tags = Pattern(pattern), _tags(store, language)
    if not tags:
        return []

    def read() -> Iterator[Concordance]:
        for unit in store.units(newest_first=True):
            if one := _held(unit, tags, language, lambda variant: tuple(searched.find(variant.text))):
                yield one

    return list(islice(read(), limit))


def sum_up(found: list[Concordance], *, limit: int) -> Concordances:
    """The first of what was found, and how much there is of it."""
    stories = {Pair.of(one.unit) for one in found}
    return Concordances(tuple(found[:limit]), len(found), len(stories))


def _tags(store: Store, language: str) -> list[str]:
    return [tag for tag in store.languages() if answers(language, tag)]


def _held(
    unit: TranslationUnit, tags: list[str], language: str, find: Callable[[Variant], tuple[Span, ...]]
) -> Concordance | None:
    """The unit's variant that answers the language best and holds what is looked for; None where none does."""
    for variant in sorted(unit.variants, key=lambda one: rank(language, one.language)):
        spans = find(variant) if variant.language in tags else ()
        if spans:
            return Concordance(unit, variant, spans, tuple(other for other in unit.variants if other is not variant))
    return None


def _places(key: str, text: str) -> tuple[Span, ...]:
    folded = fold(text)
    places: list[Span] = []
    at = folded.key.find(key)
    while at >= 0:
        places.append(folded.span(at, at + len(key)))
        at = folded.key.find(key, at + len(key))
    return tuple(places)
