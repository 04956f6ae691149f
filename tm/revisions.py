"""What was done to a memory, and how it is taken back."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from corpora.errors import NothingFound
from tm.store import Change, Revision, Store


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


def undo(store: Store, revision: Revision) -> Counter[str]:
    """Takes back a revision, within a `write` of the store.

    What it added leaves the memory, what it changed is as before, what it took out comes back under a new id. Units
    that something else was done to since stay as they are. Counts: removed, restored, added, kept.
    """
    counts: Counter[str] = Counter()
    own = set(revision.numbers)
    back = []
    for change in _events(store, own):
        here = bool(store.get([change.unit]))
        if change.what in ("replaced", "removed"):
            if change.former is not None:
                back.append(change.former)
        elif not here or len(store.history(change.unit)) > _place(store, change):
            counts["kept"] += 1
        elif change.what == "added":
            store.remove(change.unit, what="removed")
            counts["removed"] += 1
        elif change.former is not None:
            store.update(change.former)
            counts["restored"] += 1
    counts["added"] = store.keep(back)
    return counts


def _events(store: Store, numbers: Iterable[int]) -> Iterator[Change]:
    """The last event that the transactions had for each unit, the last first."""
    seen: set[int] = set()
    for number in sorted(numbers, reverse=True):
        for change in reversed(store.events(number)):
            if change.unit not in seen:
                seen.add(change.unit)
                yield change


def _place(store: Store, change: Change) -> int:
    """The place of an event in the history of its unit, from 1."""
    return store.history(change.unit).index(change) + 1
