"""How units come into a store: in the place of those that their story had before, or one by one.

Both run within a `write` of the store.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from corpora.errors import Invalid
from tm.store import Pair, Store
from tm.unit import TranslationUnit


def keep_story(store: Store, pair: Pair, units: Sequence[TranslationUnit]) -> Counter[str]:
    """The units of a story in the place of its former ones, which stay in the history.

    Counts are named as in `tm.memory.Added`.
    """
    counts: Counter[str] = Counter()
    former: dict[object, list[TranslationUnit]] = {}
    for unit in store.of_pair(pair):
        former.setdefault(_texts(unit), []).append(unit)
    for unit in units:
        kept = former.get(_texts(unit))
        if not kept:
            store.insert(unit)
            counts["added"] += 1
        elif new := _updated(kept.pop(0), unit):
            store.update(new)
            counts["updated"] += 1
        else:
            counts["unchanged"] += 1
    gone = [_number(unit) for unit in chain.from_iterable(former.values())]
    store.remove(gone, what="replaced")
    counts["replaced"] = len(gone)
    return counts


def keep_each(store: Store, units: Sequence[TranslationUnit]) -> Counter[str]:
    """Those units that are not there yet. Counts are named as in `tm.memory.Added`."""
    added = store.keep(units)
    return Counter(added=added, unchanged=len(units) - added)


def _texts(unit: TranslationUnit) -> tuple[tuple[str, str], ...]:
    return tuple((variant.language, variant.text) for variant in unit.variants)


def _updated(old: TranslationUnit, new: TranslationUnit) -> TranslationUnit | None:
    """The old unit with what a story added again says of it; None where it says nothing new."""
    made = replace(new.provenance, created=old.provenance.created)
    unit = replace(
        new,
        id=old.id,
        notes=old.notes,
        props=old.props,
        domain=new.domain or old.domain,
        client=new.client or old.client,
        provenance=made,
    )
    signed = replace(made, editor=old.provenance.editor, changed=old.provenance.changed)
    return None if replace(unit, provenance=signed) == old else unit


def _number(unit: TranslationUnit) -> int:
    """The id of a stored unit."""
    if unit.id is None:
        raise Invalid("a unit of the memory without an id")
    return unit.id
