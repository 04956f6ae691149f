"""What was done to a memory, and how it is taken back."""

from collections import Counter
from collections.abc import Iterator
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
    touched = store.touched(revision.numbers[-1])
    # Unit by unit the first thing that was done to it, which tells how it was before, and the last.
    first: dict[int, Change] = {}
    last: dict[int, Change] = {}
    for number in revision.numbers:
        for change in store.events(number):
            first.setdefault(change.unit, change)
            last[change.unit] = change
    came = [number for number, change in last.items() if change.what == "added"]
    gone = [number for number, change in last.items() if change.what in ("replaced", "removed")]
    changed = [number for number, change in last.items() if change.what == "updated"]
    own = [number for number in came if number not in touched]
    store.remove(own, what="removed")
    counts = Counter(removed=len(own), kept=len(came) - len(own))
    for number in changed:
        before = first[number].former
        if number in touched:
            counts["kept"] += 1
        elif before is None:
            store.remove([number], what="removed")
            counts["removed"] += 1
        else:
            store.update(before)
            counts["restored"] += 1
    for number in gone:
        before = first[number].former
        if before is not None and not store.same(before):
            store.insert(before, continues=number)
            counts["added"] += 1
    return counts
