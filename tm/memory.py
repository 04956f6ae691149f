"""The translation memory: stories go in, and what is near to a text comes out."""

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Self

from corpora.bitext import Bitext
from corpora.errors import WrongLanguage
from tm.keeping import Added, Stamp, keep_bitext, keep_edited, keep_stream, remove_stream
from tm.queries import Queries
from tm.revisions import find_revisions, get_revision, undo
from tm.store import KnownBead, Pair, Problem, Revision, Store
from tm.unit import TranslationUnit


class Memory(Queries):
    """A translation memory over a store; `open_memory` opens one. A context manager that closes it.

    Args:
        store: keeps the units.
        now: gives the time, ISO 8601 in UTC, where a call passes none.
    """

    def __init__(self, store: Store, *, now: Callable[[], str] | None = None) -> None:
        super().__init__(store)
        self._now = now

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends its use; a second time does nothing."""
        self._store.close()

    def add(
        self,
        bitext: Bitext,
        *,
        editor: str = "",
        at: str = "",
        why: str = "",
        domain: str = "",
        client: str = "",
        minimum_confidence: float = 0.0,
        realign: bool = False,
    ) -> Added:
        """Keeps the sentences of an article pair.

        A pair is known by the names of its articles and its languages. Added again unchanged, it
        changes nothing; changed, its units take the place of the former ones, which stay in the
        history. A unit whose texts are the same keeps its id and the time at which it was made.
        Where the articles have no names, units with the same languages and texts are the same, and
        none is replaced. A pair that gives no unit at all, and brings no confirmed bead, changes nothing.

        Beads that a person confirmed are remembered with their pair. A bitext without any of its own
        gets those of the memory whose texts it still has, in the place of its own beads.

        Args:
            editor: who answers for the units.
            at: ISO 8601 in UTC; empty for the memory's own clock, or for none.
            why: for the history.
            domain, client: what the story is about, and for whom it was translated; where they are empty, units that
                are there keep what they say of it.
            minimum_confidence: beads below it are skipped, from 0 to 1; confirmed ones never are.
            realign: take the bitext as it is, and forget what was confirmed and is not in it.

        Raises:
            WrongLanguage: both sides are in one language.
            WrongStore, Unwritable: nothing was kept.
        """
        if bitext.source_language == bitext.target_language:
            raise WrongLanguage(f"both sides are in {bitext.source_language}", "Name the language of each side")
        stamp = Stamp(at or self._time(), editor, why, domain, client)
        with self._store.write(at=stamp.at, editor=editor, why=why):
            return Added(
                **keep_bitext(self._store, bitext, stamp=stamp, minimum_confidence=minimum_confidence, realign=realign)
            )

    def beads(self, pair: Pair) -> list[KnownBead]:
        """The beads of an article pair of which a person confirmed any, in order; else none.

        `tm.confirmed.place_confirmed` finds those that were confirmed in the texts as they are now.
        """
        return self._store.beads(pair)

    def add_units(
        self,
        units: Iterable[TranslationUnit],
        *,
        editor: str = "",
        at: str = "",
        why: str = "",
        domain: str = "",
        client: str = "",
        progress: Callable[[int], object] | None = None,
    ) -> Added:
        """Keeps units from a stream, such as a file of another tool.

        Units with the same languages, texts and articles as one that is there are not kept twice, so
        that an import that was cut short is simply done again. They are kept some thousands at a
        time; if the stream breaks, what came before the break is kept and its error goes on.

        Args:
            editor, at: for units that do not say who made them and when.
            why: for the history.
            domain, client: for units that do not say what they are about and for whom.
            progress: told how many units of the stream are safe, each time when some more are.
        """
        stamp = Stamp(at or self._time(), editor, why, domain, client)
        return Added(**keep_stream(self._store, map(stamp.complete, units), stamp=stamp, progress=progress))

    def verify(self) -> Iterator[Problem]:
        """Whatever is wrong with the memory, one after the other; nothing where it is whole."""
        yield from self._store.check()

    def remove(self, numbers: Iterable[int], *, editor: str = "", at: str = "", why: str = "") -> int:
        """Takes units out, as one change; their history keeps them. Ids that are not there are passed over.

        Args:
            editor, at, why: for the history.

        Returns:
            How many were taken out.
        """
        stamp = Stamp(at or self._time(), editor, why)
        return remove_stream(self._store, numbers, stamp=stamp)

    def edit(self, unit: TranslationUnit, *, editor: str = "", at: str = "", why: str = "") -> int:
        """Keeps a stored unit as a person changed it, and gives its id.

        With other texts it gets a new id, and the one before leaves the memory; the history of the new one begins
        with that of the one before. A story that is added again is kept as its files say.

        Args:
            unit: under the id that it has.
            editor, at, why: for the history; the unit names the editor and the time, too.

        Raises:
            Invalid: there is no unit of that id.
        """
        stamp = Stamp(at or self._time(), editor, why)
        with self._store.write(at=stamp.at, editor=editor, why=why):
            return keep_edited(self._store, unit, stamp=stamp)

    def revisions(self, *, limit: int | None = None) -> list[Revision]:
        """What was done to the memory, the last first.

        Args:
            limit: how many at most.
        """
        return list(islice(find_revisions(self._store), limit))

    def undo(self, number: int, *, editor: str = "", at: str = "") -> dict[str, int]:
        """Takes back what was done in a transaction, and in those with it; can be taken back itself.

        Args:
            number: one of `Revision.numbers`.
            editor, at: who takes it back, and when.

        Returns:
            How many units were removed, restored to what they were, added again, or kept because something else was
            done to them since.

        Raises:
            NothingFound: nothing is known of that transaction.
        """
        counts = undo(self._store, get_revision(self._store, number), at=at or self._time(), editor=editor)
        return {name: counts[name] for name in ("removed", "restored", "added", "kept")}

    def compact(self) -> int:
        """Forgets units that are gone, for good, and gives their room back; says how many they were."""
        return self._store.forget()

    def merge(self, other: "Memory", *, name: str, editor: str = "", at: str = "") -> Added:
        """Keeps the units of another memory with all that they say of themselves; once is enough.

        Units with the same languages, texts and articles as one that is there are not kept twice. Of an article pair
        of which nobody here confirmed a bead, the beads that were confirmed there are kept too.

        Args:
            name: what the other memory is called, for the history.
            editor, at: who merges, and when.
        """
        stamp = Stamp(at or self._time(), editor, f"merged from {name}")
        counts = keep_stream(self._store, other.units(), stamp=stamp)
        with self._store.write(at=stamp.at, editor=editor, why=stamp.why):
            for pair in {story.pair for story in other.articles()}:
                beads = other.beads(pair)
                if beads and not self._store.beads(pair):
                    self._store.keep_beads(pair, beads)
                    counts["confirmed"] += sum(bead.confirmed for bead in beads)
        return Added(**counts)

    def _time(self) -> str:
        return self._now() if self._now is not None else ""


def open_memory(
    path: str | os.PathLike[str],
    *,
    create: bool = True,
    read_only: bool = False,
    timeout: float = 10.0,
    now: Callable[[], str] | None = None,
) -> Memory:
    """The memory in a file.

    Args:
        create: make one where there is none; never done for reading.
        read_only: only look things up, also in a file or folder that may not be written.
        timeout: seconds to wait while another process writes.
        now: gives the time, ISO 8601 in UTC, for changes whose caller passes none.

    Raises:
        WrongStore: there is none, or the file is no memory, damaged, busy, or of a newer version.
        Unwritable: the file or its folder may not be written.
    """
    from tm.sqlite.store import SqliteStore

    return Memory(SqliteStore(path, create=create, read_only=read_only, timeout=timeout), now=now)
