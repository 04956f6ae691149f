"""The index of a memory, kept up with its changes: candidates for a query in one language."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from tm.sqlite.index.tables import Known, find_segments, keep_segment, newest, read_keys, read_range, read_segment

if TYPE_CHECKING:
    from tm.sqlite.index.segment import Segment

# A new segment takes in its neighbours up to so many times its own size: few segments, each key seldom moved.
_ABSORB = 4
# Milliseconds to wait for another process that writes.
_PATIENCE = 200
# Candidates whose keys are read together.
_BATCH = 64


@dataclass(eq=False)
class _Language:
    """What is known of one language: segments in the file, one in memory at most, and newer keys by length."""

    known: list[Known] = field(default_factory=list)
    segments: "list[Segment]" = field(default_factory=list)
    held: "Segment | None" = None
    loose: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    waiting: int = 0
    last: int = 0
    current: bool = False


class Near:
    """The index of the memory behind a connection.

    Args:
        connection: of the memory.
        may_write: whether segments may be kept in the file; else they are held in memory.
        wait: so many keys behind the last segment wait for one of their own, at most, and are all compared.
    """

    def __init__(self, connection: sqlite3.Connection, *, may_write: bool, wait: int = 4096, loose: int = 256) -> None:
        self._connection = connection
        self._wait = wait
        self._may_write = may_write
        self._languages: dict[str, _Language] = {}
        self._state: tuple[int, int] | None = None
        self._own_snapshot = False

    def reset(self) -> None:
        """Forgets what is held in memory: a transaction was taken back."""
        self._languages.clear()

    def find(
        self, language: str, key: str, *, least: int, greatest: float, minimum: float
    ) -> Iterator[tuple[float, list[tuple[int, str]]]]:
        """Keys that can be near enough, in batches, the likeliest first; see `tm.store.Store.near`."""
        with self._snapshot():
            held = self._follow(language)
            lengths = sorted(length for length in held.loose if least <= length <= greatest)
            loose = list(chain.from_iterable(held.loose[length] for length in lengths))
            ids, bounds = self._search(held, key, least=least, greatest=greatest, minimum=minimum)
        if loose:
            yield 100.0, loose
        for start in range(0, len(ids), _BATCH):
            yield bounds[start], self._keys(language, ids[start : start + _BATCH])

    def _search(
        self, held: _Language, key: str, *, least: int, greatest: float, minimum: float
    ) -> tuple[list[int], list[float]]:
        """Ids and bounds of candidates in segments, the likeliest first."""
        segments = [*held.segments, *([held.held] if held.held else [])]
        if not segments:
            return [], []
        # Loaded here: it brings NumPy, and a small memory needs none.
        from tm.sqlite.index.segment import Wanted, rank

        wanted = Wanted(key, least=least, greatest=greatest, minimum=minimum)
        return rank([wanted.search(segment) for segment in segments])

    def sharing(self, language: str, key: str, *, limit: int) -> list[tuple[int, str]]:
        """Ids and keys that have parts of a key, and those of which nobody knows; see `tm.store.Store.sharing`."""
        with self._snapshot():
            held = self._follow(language)
            loose = list(chain.from_iterable(held.loose.values()))
            segments = [*held.segments, *([held.held] if held.held else [])]
            if not segments:
                return loose
            import numpy as np

            from tm.sqlite.index.segment import Wanted

            wanted = Wanted(key, least=0, greatest=float("inf"), minimum=0)
            found = [wanted.sharing(segment, limit) for segment in segments]
        ids, weights = (np.concatenate(column) for column in zip(*found, strict=True))
        best: list[int] = ids[np.argsort(-weights, kind="stable")[:limit]].tolist()
        return loose + [
            row for at in range(0, len(best), _BATCH) for row in self._keys(language, best[at : at + _BATCH])
        ]

    def settle(self, language: str) -> None:
        """Keeps what waits for a segment, so that the next look-up need not."""
        with self._snapshot():
            self._follow(language)

    def _keys(self, language: str, numbers: Sequence[int]) -> list[tuple[int, str]]:
        marks = ", ".join("?" * len(numbers))
        return self._connection.execute(
            f"SELECT unit, key FROM folded WHERE language = ? AND unit IN ({marks})", (language, *numbers)
        ).fetchall()

    @contextmanager
    def _snapshot(self) -> Iterator[None]:
        """One state of the memory for all that is read within."""
        self._own_snapshot = not self._connection.in_transaction
        if self._own_snapshot:
            self._connection.execute("BEGIN")
        try:
            yield
        finally:
            if self._own_snapshot and self._connection.in_transaction:
                self._connection.execute("COMMIT")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """A transaction that writes, if it can begin soon, also where only reading was asked for: a derived table."""
        (timeout,), (only,) = (
            self._connection.execute(f"PRAGMA {name}").fetchone() for name in ("busy_timeout", "query_only")
        )
        self._connection.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
        self._connection.execute("PRAGMA query_only = OFF")
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            yield
            self._connection.execute("COMMIT")
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            self._connection.execute(f"PRAGMA query_only = {only}")
            self._connection.execute(f"PRAGMA busy_timeout = {timeout}")

    def _follow(self, language: str) -> _Language:
        state = self._changes()
        if state != self._state:
            # What is held of the file may be gone from it.
            self._state = state
            for other in self._languages.values():
                other.current = False
        held = self._languages.setdefault(language, _Language())
        if not held.current:
            self._catch_up(language, held)
        return held

    def _changes(self) -> tuple[int, int]:
        # Others' commits, and our own changes.
        (others,) = self._connection.execute("PRAGMA data_version").fetchone()
        return others, self._connection.total_changes

    def _catch_up(self, language: str, held: _Language) -> None:
        held.current = True
        known = find_segments(self._connection, language)
        if known != held.known:
            old = dict(zip(held.known, held.segments, strict=True))
            held.segments = [old.get(one) or read_segment(self._connection, one) for one in known]
            held.known, held.held, held.loose, held.waiting = known, None, {}, 0
            held.last = known[-1].last if known else 0
        held.last = max(held.last, known[-1].last if known else 0)
        if held.waiting + self._count(language, held.last + 1) > self._wait:
            begin = known[-1].last + 1 if known else 1
            if not self._keep(language, held, begin):
                self._hold(language, held, begin)
            return
        for number, key in read_range(self._connection, language, first=held.last + 1):
            held.loose.setdefault(len(key), []).append((number, key))
            held.waiting += 1
            held.last = max(held.last, number)

    def _hold(self, language: str, held: _Language, begin: int) -> None:
        """All that waits as a segment in memory."""
        from tm.sqlite.index.building import build
        from tm.sqlite.index.segment import Segment

        held.last = newest(self._connection, language)
        with build(read_keys(self._connection, language, first=begin, last=held.last)) as built:
            held.held, held.loose, held.waiting = Segment.of(built, begin, held.last), {}, 0

    def _count(self, language: str, first: int) -> int:
        """How many keys there are from an id on, up to one more than may wait."""
        (count,) = self._connection.execute(
            "SELECT count(*) FROM (SELECT 1 FROM folded WHERE language = ? AND unit >= ? LIMIT ?)",
            (language, first, self._wait + 1),
        ).fetchone()
        return int(count)

    def _keep(self, language: str, held: _Language, begin: int) -> bool:
        """Whether a segment of all that waits was kept in the file, with the neighbours that it takes in."""
        if not self._may_write or not self._own_snapshot:
            return False
        last = newest(self._connection, language)
        instead: list[Known] = []
        size = last - begin + 1
        while len(instead) < len(held.known):
            neighbour = len(held.segments[-1 - len(instead)].ids)
            if neighbour > _ABSORB * size:
                break
            instead.append(held.known[-1 - len(instead)])
            size += neighbour
        first = min([begin, *(one.first for one in instead)])
        from tm.sqlite.index.building import build

        try:
            with build(read_keys(self._connection, language, first=first, last=last)) as built:
                self._connection.execute("COMMIT")
                with self._writing():
                    # Whoever was faster has done the same.
                    if find_segments(self._connection, language) == held.known:
                        keep_segment(self._connection, language, built, first=first, last=last, instead=instead)
        except sqlite3.OperationalError:
            # Another process writes, or the disk is full: it is held in memory this time.
            return False
        finally:
            if not self._connection.in_transaction:
                self._connection.execute("BEGIN")
        self._state = self._changes()
        held.current = False
        self._catch_up(language, held)
        return True
