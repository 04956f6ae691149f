"""What was done to a memory, and how it is taken back."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from corpora.errors import NothingFound
from tm.store import Change, Event, Revision, Store
from tm.unit import TranslationUnit


def find_revisions(store: Store) -> Iterator[Revision]:
    """What was done, the last first; transactions behind one another of one time, editor and reason are one."""
    for stamp, group in groupby(store.transactions(), key=lambda one: (one.at, one.editor, one.why)):
        parts = list(group)
        counts: Counter[str] = Counter()
        for part in parts:
            counts.update(dict(part.counts))
        numbers = tuple(sorted(number for part in parts for number in part.numbers))
        yield Revision(numbers, *stamp, tuple(sorted(counts.items())))  # type: ignore[arg-type]


def get_revision(store: Store, number: int) -> Revision:
    """The revision that a transaction belongs to.

    Raises:
        NothingFound: there was none of that number, or nothing is known of it any more.
    """
    for revision in find_revisions(store):
        if number in revision.numbers:
            return revision
    raise NothingFound(f"there is no change {number} in the memory", "`duizhao memory changes` lists them")


def undo(store: Store, revision: Revision, *, at: str, editor: str) -> Counter[str]:
    """Takes back a revision, a transaction at a time as it was made, the last first.

    What it added leaves the memory, what it changed is as before, what it took out comes back under a new id. Units
    that something else was done to since stay as they are. Counts: removed, restored, added, kept. Cut short, it is
    simply done again.
    """
    counts: Counter[str] = Counter()
    touched = store.touched(revision.numbers[-1])
    again: dict[int, int] = {}
    for number in reversed(revision.numbers):
        with store.write(at=at, editor=editor, why=f"undo of change {revision.numbers[-1]}"):
            counts += _undo_one(store, store.events(number), touched=touched, again=again)
    return counts


def _undo_one(store: Store, events: Sequence[Change], *, touched: set[int], again: dict[int, int]) -> Counter[str]:
    """Takes back a transaction.

    Args:
        events: what it did.
        touched: units that are left alone.
        again: the new ids of units that came back, by those that they had; those of this transaction are put in.
    """
    counts: Counter[str] = Counter()
    # The first thing that was done to a unit tells how it was before.
    before: dict[int, TranslationUnit | None] = {}
    last: dict[int, Event] = {}
    for event in events:
        before.setdefault(event.unit, event.former)
        last[event.unit] = event.what
    here = [unit for unit, what in last.items() if what in ("added", "updated")]
    alone = [unit for unit in here if unit in touched]
    counts["kept"] = len(store.get(alone))
    came = [again.get(unit, unit) for unit in here if unit not in touched and before[unit] is None]
    # Nothing of an undoing that was cut short is done twice.
    there = [unit.id for unit in store.get(came) if unit.id is not None]
    store.remove(there, what="removed")
    counts["removed"] = len(there)
    for unit in here:
        former = before[unit]
        if former is not None and unit not in touched:
            store.update(replace(former, id=again.get(unit, unit)))
            counts["restored"] += 1
    for unit, what in last.items():
        former = before[unit]
        if what in ("replaced", "removed") and former is not None and not store.same(former):
            again[unit] = store.insert(former, continues=unit)
            counts["added"] += 1
    return counts
