"""Every unit that holds a string, with the places of it."""

from dataclasses import dataclass

from corpora.language import answers, rank
from corpora.text import Span, fold, fold_key
from tm.store import Store
from tm.unit import TranslationUnit, Variant


@dataclass(frozen=True, slots=True)
class Concordance:
    """A unit that holds a string.

    Args:
        unit: as it is stored.
        variant: the text that holds it.
        spans: every place of it in that text, none overlapping; at least one.
        counterparts: the unit's other variants.
    """

    unit: TranslationUnit
    variant: Variant
    spans: tuple[Span, ...]
    counterparts: tuple[Variant, ...]


def find_strings(store: Store, text: str, *, language: str, limit: int) -> list[Concordance]:
    """The units of a store that hold a string; see `tm.memory.Memory.concordance`."""
    key = fold_key(text)
    tags = [tag for tag in store.languages() if answers(language, tag)]
    if not key or not tags:
        return []
    found: list[Concordance] = []
    for unit in store.get(store.holding(tags, key, limit=limit)):
        # Of two variants that answer the language, the one whose tag is nearer.
        for variant in sorted(unit.variants, key=lambda one: rank(language, one.language)):
            spans = _places(key, variant.text) if variant.language in tags else ()
            if spans:
                others = tuple(other for other in unit.variants if other is not variant)
                found.append(Concordance(unit, variant, spans, others))
                break
    return found


def _places(key: str, text: str) -> tuple[Span, ...]:
    folded = fold(text)
    places: list[Span] = []
    at = folded.key.find(key)
    while at >= 0:
        places.append(folded.span(at, at + len(key)))
        at = folded.key.find(key, at + len(key))
    return tuple(places)
