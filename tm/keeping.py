"""How units come into a store: in the place of those that their story had before, one by one, as a stream, edited.

All but the streams run within a `write` of the store.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from typing import NamedTuple, TypeVar

from corpora.bitext import Bitext
from corpora.errors import Invalid
from tm.beads import count_doubtful, find_units
from tm.confirmed import describe_beads, keep_confirmed
from tm.store import Pair, Store
from tm.unit import Provenance, TranslationUnit

Item = TypeVar("Item")
# Units in one transaction of a stream: few enough that whoever waits to write waits for moments.
_BATCH = 5000


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding.

    Args:
        added: new units.
        unchanged: units that were there already.
        updated: units whose texts were there already, and whose place, neighbours or confidence changed.
        replaced: units that left the memory for its history, because their story was changed.
        skipped: beads that make no unit: without counterpart, metadata, below the least confidence.
        doubtful: those of them that have both sides, and are below the least confidence.
        confirmed: beads of the pair that a person confirmed.
    """

    added: int = 0
    unchanged: int = 0
    updated: int = 0
    replaced: int = 0
    skipped: int = 0
    doubtful: int = 0
    confirmed: int = 0


class Stamp(NamedTuple):
    """What is said of units that are kept, where they do not say it themselves.

    Args:
        at: ISO 8601 in UTC.
        editor: who keeps them.
        why: for the history.
        domain, client: as in `TranslationUnit`.
    """

    at: str
    editor: str
    why: str = ""
    domain: str = ""
    client: str = ""

    def complete(self, unit: TranslationUnit) -> TranslationUnit:
        """The unit with what it does not say itself."""
        provenance = _signed(unit.provenance, self.editor, self.at)
        domain, client = unit.domain or self.domain, unit.client or self.client
        if provenance is unit.provenance and domain == unit.domain and client == unit.client:
            return unit
        # Written out: `replace` costs twice as much, and an import does this for every unit.
        return TranslationUnit(
            unit.variants,
            provenance,
            unit.flags,
            unit.before,
            unit.after,
            unit.notes,
            unit.props,
            domain,
            client,
            unit.id,
        )


def keep_bitext(
    store: Store, bitext: Bitext, *, stamp: Stamp, minimum_confidence: float, realign: bool
) -> Counter[str]:
    """The units of an article pair, and its beads where a person confirmed any; see `tm.memory.Memory.add`."""
    names = [article.name if article else "" for article in (bitext.source_article, bitext.target_article)]
    pair = Pair(names[0], names[1], bitext.source_language, bitext.target_language)
    own = any(bead.confirmed for bead in bitext.beads)
    if any(names) and not own and not realign:
        bitext = keep_confirmed(bitext, store.beads(pair))
    beads = describe_beads(bitext)
    found = find_units(bitext, editor=stamp.editor, at=stamp.at, minimum_confidence=minimum_confidence)
    units = [stamp.complete(unit) for unit in found]
    counts = Counter(
        skipped=len(bitext.beads) - len(units),
        doubtful=count_doubtful(bitext, minimum_confidence=minimum_confidence),
        confirmed=sum(bead.confirmed for bead in beads),
    )
    if not (any(names) and (units or own)):
        return counts + keep_each(store, units)
    if store.beads(pair) != beads:
        store.keep_beads(pair, beads)
    return counts + keep_story(store, pair, units)


def keep_story(store: Store, pair: Pair, units: Sequence[TranslationUnit]) -> Counter[str]:
    """The units of a story in the place of its former ones, which stay in the history.

    Counts are named as in `Added`.
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
    """Those units that are not there yet. Counts are named as in `Added`."""
    added = store.keep(units)
    return Counter(added=added, unchanged=len(units) - added)


def keep_stream(
    store: Store,
    units: Iterable[TranslationUnit],
    *,
    stamp: Stamp,
    progress: Callable[[int], object] | None = None,
) -> Counter[str]:
    """Those units of a stream that are not there yet, some thousands a transaction, counted as in `keep_each`.

    Args:
        progress: told how many units of the stream are safe, each time when some more are.
    """
    counts: Counter[str] = Counter()
    for batch in _batches(units):
        with store.write(at=stamp.at, editor=stamp.editor, why=stamp.why):
            counts += keep_each(store, batch)
        if progress is not None:
            progress(counts.total())
    return counts


def remove_stream(store: Store, numbers: Iterable[int], *, stamp: Stamp) -> int:
    """Takes out those of the units that are there, some thousands a transaction; gives how many they were."""
    removed = 0
    for batch in _batches(dict.fromkeys(numbers)):
        with store.write(at=stamp.at, editor=stamp.editor, why=stamp.why):
            there = [_number(unit) for unit in store.get(batch)]
            store.remove(there, what="removed")
        removed += len(there)
    return removed


def keep_edited(store: Store, unit: TranslationUnit, *, stamp: Stamp) -> int:
    """A stored unit as a person changed it; gives its id, which is a new one where the texts are others."""
    number = _number(unit)
    former = store.get([number])
    if not former:
        raise Invalid(f"no unit {number} in the memory", "It may have been replaced; see its history")
    if unit == former[0]:
        return number
    made = unit.provenance
    signed = replace(made, editor=stamp.editor or made.editor, changed=stamp.at or made.changed)
    unit = replace(unit, provenance=signed)
    if _texts(unit) == _texts(former[0]) and Pair.of(unit) == Pair.of(former[0]):
        store.update(unit)
        return number
    store.remove([number], what="replaced")
    return next(iter(store.same(unit)), 0) or store.insert(unit, continues=number)


# Most units of a file come from the same place, which is nowhere.
@lru_cache(maxsize=1024)
def _signed(provenance: Provenance, editor: str, at: str) -> Provenance:
    created = provenance.created or at
    changed = provenance.changed or created
    editor = provenance.editor or editor
    signed = replace(provenance, created=created, changed=changed, editor=editor)
    return provenance if signed == provenance else signed


def _batches(units: Iterable[Item]) -> Iterator[list[Item]]:
    """The stream in parts; where it breaks, what came before the break, then its error."""
    batch: list[Item] = []
    try:
        for unit in units:
            batch.append(unit)
            if len(batch) == _BATCH:
                yield batch
                batch = []
    except Exception:
        if batch:
            yield batch
        raise
    if batch:
        yield batch


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
