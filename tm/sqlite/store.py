# The methods of the contract are documented in `tm.store`.
# ruff: noqa: D102
"""The store in one SQLite file, for one desk: many processes read, one at a time writes."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpora.errors import Invalid, Unwritable, WrongStore
from corpora.text import fold_key
from tm.sqlite import rows
from tm.sqlite.checks import find_problems
from tm.sqlite.connection import cause_of, connect
from tm.sqlite.statistics import read_stats
from tm.store import Change, Event, KnownBead, Pair, Problem, Revision, Stats, Story
from tm.unit import TranslationUnit, Variant

if TYPE_CHECKING:
    from tm.sqlite.index.near import Near

# Rows fetched at a time: few enough to hold, enough to make the step cheap.
_PAGE = 500
_OF_PAIR = "source_article = ? AND target_article = ? AND source_language = ? AND target_language = ?"


class SqliteStore:
    """Implements `tm.store.Store`; see there for what each method promises.

    Args:
        path, create, read_only, timeout: as `tm.sqlite.connection.connect` takes them.
    """

    def __init__(
        self, path: str | os.PathLike[str], *, create: bool = True, read_only: bool = False, timeout: float = 10.0
    ) -> None:
        self.file = Path(path)
        self._read_only = read_only
        self._open: sqlite3.Connection | None = connect(path, create=create, read_only=read_only, timeout=timeout)
        # Who changes what and why, while a `write` lasts; its row is made at the first event.
        self._stamp: tuple[str, str, str] = ("", "", "")
        self._change: int | None = None
        self._near: Near | None = None
        # Also where only reading was asked for: an index is derived, and kept where it can be.
        self._writable = os.access(self.file, os.W_OK) and os.access(self.file.parent, os.W_OK)

    @contextmanager
    def write(self, *, at: str, editor: str, why: str) -> Iterator[None]:
        if self._read_only:
            raise Unwritable("the memory was opened for reading", "Open it for writing", file=self.file)
        self._run("BEGIN IMMEDIATE")
        self._stamp, self._change = (at, editor, why), None
        try:
            yield
            self._run("COMMIT")
        except BaseException:
            # SQLite has ended the transaction itself where the disk is full or fails.
            if self._connection.in_transaction:
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
            if self._near is not None:
                self._near.reset()
            raise
        finally:
            self._change = None

    def insert(self, unit: TranslationUnit) -> int:
        return self._insert([(unit, rows.digest(unit))])

    def keep(self, units: Sequence[TranslationUnit]) -> int:
        digests = [rows.digest(unit) for unit in units]
        there: set[int] = set()
        for start in range(0, len(digests), _PAGE):
            page = digests[start : start + _PAGE]
            marks = ", ".join("?" * len(page))
            there.update(self._numbers(f"SELECT digest FROM unit WHERE digest IN ({marks})", page))
        new: list[tuple[TranslationUnit, int]] = []
        here: dict[int, list[TranslationUnit]] = {}
        for unit, digest in zip(units, digests, strict=True):
            if digest in there and self.same(unit):
                continue
            others = here.setdefault(digest, [])
            if not any(_alike(unit, other) for other in others):
                others.append(unit)
                new.append((unit, digest))
        if new:
            self._insert(new)
        return len(new)

    def _insert(self, units: Sequence[tuple[TranslationUnit, int]]) -> int:
        """Keeps new units with their digests, and gives the id of the last."""
        origins: dict[tuple[str, ...], int] = {}
        # Ids are given here, so that all rows of a table can be written at once.
        number = first = self._next_id()
        unit_rows: list[tuple[object, ...]] = []
        variants: list[tuple[object, ...]] = []
        keys: list[tuple[object, ...]] = []
        for number, (unit, digest) in enumerate(units, first):
            row = rows.origin_row(unit)
            if row not in origins:
                origins[row] = self._origin(row)
            unit_rows.append((number, origins[row], *rows.unit_row(unit, digest)))
            for place, variant in enumerate(unit.variants):
                variants.append((number, place, variant.language, variant.text, rows.dump_codes(variant)))
                keys.append((variant.language, number, place, fold_key(variant.text)))
        names = ", ".join(("id", "origin", *rows.UNIT))
        marks = ", ".join("?" * (2 + len(rows.UNIT)))
        self._run_all(f"INSERT INTO unit ({names}) VALUES ({marks})", unit_rows)
        self._run_all("INSERT INTO variant (unit, place, language, text, codes) VALUES (?, ?, ?, ?, ?)", variants)
        self._run_all("INSERT INTO folded (language, unit, place, key) VALUES (?, ?, ?, ?)", sorted(keys))
        self._record(range(first, number + 1), "added", None)
        return number

    def _next_id(self) -> int:
        # Higher than any that was ever given (sqlite.org/autoinc.html).
        return int(self._all("SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = 'unit'")[0][0])

    def update(self, unit: TranslationUnit) -> None:
        former = self._present(unit.id)
        if [(v.language, v.text) for v in former.variants] != [(v.language, v.text) for v in unit.variants]:
            raise Invalid("other texts under the id of a unit", "Remove the unit and add another")
        names = ", ".join(f"{name} = ?" for name in ("origin", *rows.UNIT))
        self._run(
            f"UPDATE unit SET {names} WHERE id = ?",
            (self._origin(rows.origin_row(unit)), *rows.unit_row(unit, rows.digest(unit)), unit.id),
        )
        for place, variant in enumerate(unit.variants):
            self._run(
                "UPDATE variant SET codes = ? WHERE unit = ? AND place = ?",
                (rows.dump_codes(variant), unit.id, place),
            )
        self._clear_origin(former)
        self._record([former.id or 0], "updated", former)

    def remove(self, number: int, *, what: Event) -> None:
        former = self._present(number)
        for variant in former.variants:
            self._run("DELETE FROM folded WHERE language = ? AND unit = ?", (variant.language, number))
        self._run("DELETE FROM unit WHERE id = ?", (number,))
        self._clear_origin(former)
        self._record([number], what, former)

    def get(self, numbers: Sequence[int]) -> list[TranslationUnit]:
        found: dict[int, TranslationUnit] = {}
        for start in range(0, len(numbers), _PAGE):
            page = tuple(numbers[start : start + _PAGE])
            marks = ", ".join("?" * len(page))
            with self._told():
                variants: dict[int, list[Variant]] = {}
                for number, *columns in self._all(
                    f"SELECT unit, language, text, codes FROM variant WHERE unit IN ({marks}) ORDER BY unit, place",
                    page,
                ):
                    variants.setdefault(number, []).append(rows.read_variant(*columns))
                for row in self._all(f"{rows.SELECT} WHERE unit.id IN ({marks})", page):
                    found[row[0]] = rows.read_unit(row, variants.get(row[0], ()))
        return [found[number] for number in numbers if number in found]

    def of_pair(self, pair: Pair) -> list[TranslationUnit]:
        return self.get(
            self._numbers(
                f"""
                SELECT unit.id FROM origin JOIN unit ON unit.origin = origin.id
                WHERE {_OF_PAIR} ORDER BY unit.id
                """,
                pair,
            )
        )

    def same(self, unit: TranslationUnit) -> list[int]:
        near = self.get(self._numbers("SELECT id FROM unit WHERE digest = ? ORDER BY id", (rows.digest(unit),)))
        return [other.id for other in near if other.id is not None and _alike(unit, other)]

    def keep_beads(self, pair: Pair, beads: Sequence[KnownBead]) -> None:
        self._run(f"DELETE FROM bead WHERE {_OF_PAIR}", pair)
        for place, bead in enumerate(beads):
            self._run("INSERT INTO bead VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*pair, place, *rows.bead_row(bead)))

    def beads(self, pair: Pair) -> list[KnownBead]:
        # A memory of the first version, opened for reading, holds none.
        if not self._all("SELECT 1 FROM sqlite_master WHERE name = 'bead'"):
            return []
        found = self._all(f"SELECT source, target, confirmed, partial FROM bead WHERE {_OF_PAIR} ORDER BY place", pair)
        return [rows.read_bead(*row) for row in found]

    def units(self, *, newest_first: bool = False) -> Iterator[TranslationUnit]:
        order = "dated DESC, id DESC" if newest_first else "id"
        # The open cursor holds one state of the memory until the last page is read.
        cursor = self._run(f"SELECT id FROM unit ORDER BY {order}")
        try:
            while page := self._page(cursor):
                yield from self.get([number for (number,) in page])
        finally:
            cursor.close()

    def keys(self, language: str, *, after: int = 0) -> Iterator[tuple[int, str]]:
        cursor = self._run(
            "SELECT unit, key FROM folded WHERE language = ? AND unit > ? ORDER BY unit, place", (language, after)
        )
        try:
            while page := self._page(cursor):
                yield from page
        finally:
            cursor.close()

    def near(
        self, language: str, key: str, *, lengths: tuple[int, float], minimum: float
    ) -> Iterator[tuple[float, list[tuple[int, str]]]]:
        least, greatest = lengths
        if self._near is None:
            from tm.sqlite.index.near import Near

            self._near = Near(self._connection, may_write=self._writable)
        try:
            yield from self._near.find(language, key, least=least, greatest=greatest, minimum=minimum)
        except sqlite3.Error as error:
            raise cause_of(error, self.file) from error

    def holding(self, languages: Sequence[str], key: str, *, limit: int) -> list[int]:
        return self._numbers(
            f"""
            SELECT id FROM unit WHERE id IN (
                SELECT unit FROM folded WHERE language IN ({", ".join("?" * len(languages))}) AND instr(key, ?) > 0
            )
            ORDER BY dated DESC, id DESC LIMIT ?
            """,
            (*languages, key, limit),
        )

    def languages(self) -> tuple[str, ...]:
        # From one tag to the next by the index; DISTINCT would read every row.
        found = self._all(
            """
            WITH RECURSIVE tag (name) AS (
                SELECT min(language) FROM folded
                UNION ALL
                SELECT (SELECT min(language) FROM folded WHERE language > name) FROM tag WHERE name IS NOT NULL
            )
            SELECT name FROM tag WHERE name IS NOT NULL
            """
        )
        return tuple(name for (name,) in found)

    def version(self) -> int:
        return int(self._all("SELECT coalesce(max(id), 0) FROM change")[0][0])

    def history(self, number: int) -> list[Change]:
        return self._changes("unit = ?", number)

    def events(self, number: int) -> list[Change]:
        return self._changes("change = ?", number)

    def transactions(self) -> Iterator[Revision]:
        counts: dict[int, list[tuple[Event, int]]] = {}
        for number, what, count in self._all("SELECT change, what, count(*) FROM history GROUP BY 1, 2 ORDER BY 1, 2"):
            counts.setdefault(number, []).append((what, count))
        for number, at, editor, why in self._all("SELECT id, at, editor, why FROM change ORDER BY id DESC"):
            if number in counts:
                yield Revision((number,), at, editor, why, tuple(counts[number]))

    def forget(self) -> int:
        with self.write(at="", editor="", why=""):
            gone = "SELECT DISTINCT unit FROM history WHERE unit NOT IN (SELECT id FROM unit)"
            forgotten = len(self._numbers(gone))
            self._run(f"DELETE FROM history WHERE unit IN ({gone})")
        self._run("VACUUM")
        self._run("PRAGMA wal_checkpoint(TRUNCATE)")
        return forgotten

    def _changes(self, condition: str, value: int) -> list[Change]:
        with self._told():
            return [
                Change(number, what, at, editor, why, None if former is None else rows.load_unit(number, former))
                for number, what, former, at, editor, why in self._all(
                    f"""
                    SELECT unit, what, former, at, editor, why FROM history JOIN change ON change.id = history.change
                    WHERE {condition} ORDER BY history.id
                    """,
                    (value,),
                )
            ]

    def stories(self) -> list[Story]:
        names = ", ".join(rows.ORIGIN)
        return [
            Story(Pair(*row[:4]), *row[4:])
            for row in self._all(
                f"""
                SELECT {names}, count(unit.id) FROM origin JOIN unit ON unit.origin = origin.id
                WHERE source_article != '' OR target_article != ''
                GROUP BY origin.id ORDER BY max(unit.dated) DESC, {names}
                """
            )
        ]

    def stats(self) -> Stats:
        return read_stats(self._all, size=self._size())

    def check(self) -> Iterator[Problem]:
        yield from find_problems(self._stream)

    def close(self) -> None:
        if self._open is not None:
            connection, self._open = self._open, None
            connection.close()

    @property
    def _connection(self) -> sqlite3.Connection:
        if self._open is None:
            raise WrongStore("the memory is closed", "Open it again", file=self.file)
        return self._open

    def _run(self, statement: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        try:
            return self._connection.execute(statement, tuple(values))
        except sqlite3.Error as error:
            raise cause_of(error, self.file) from error
        except UnicodeEncodeError:
            raise _half() from None

    def _run_all(self, statement: str, values: Sequence[Sequence[object]]) -> None:
        try:
            self._connection.executemany(statement, values)
        except sqlite3.Error as error:
            raise cause_of(error, self.file) from error
        except UnicodeEncodeError:
            raise _half() from None

    def _page(self, cursor: sqlite3.Cursor) -> list[Any]:
        try:
            return cursor.fetchmany(_PAGE)
        except sqlite3.Error as error:
            raise cause_of(error, self.file) from error

    def _stream(self, statement: str) -> Iterator[Any]:
        cursor = self._run(statement)
        try:
            while page := self._page(cursor):
                yield from page
        finally:
            cursor.close()

    def _all(self, statement: str, values: Sequence[object] = ()) -> list[Any]:
        cursor = self._run(statement, values)
        try:
            return cursor.fetchall()
        except sqlite3.Error as error:
            raise cause_of(error, self.file) from error

    def _numbers(self, statement: str, values: Sequence[object] = ()) -> list[int]:
        return [number for (number,) in self._all(statement, values)]

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Rows that make no unit are damage: we never wrote them."""
        try:
            yield
        except (Invalid, ValueError, TypeError, KeyError, AttributeError) as error:
            raise WrongStore(
                f"the memory is damaged: a unit cannot be read ({error})",
                "Put a copy of it in its place",
                file=self.file,
            ) from error

    def _present(self, number: int | None) -> TranslationUnit:
        found = self.get([number]) if number is not None else []
        if not found:
            raise Invalid(f"no unit {number} in the memory", "It may have been replaced; see its history")
        return found[0]

    def _origin(self, row: tuple[str, ...]) -> int:
        names, marks = ", ".join(rows.ORIGIN), ", ".join("?" * len(rows.ORIGIN))
        found = self._numbers(f"SELECT id FROM origin WHERE ({names}) = ({marks})", row)
        if found:
            return found[0]
        return int(self._run(f"INSERT INTO origin ({names}) VALUES ({marks})", row).lastrowid or 0)

    def _clear_origin(self, former: TranslationUnit) -> None:
        names, marks = ", ".join(rows.ORIGIN), ", ".join("?" * len(rows.ORIGIN))
        self._run(
            f"""
            DELETE FROM origin WHERE ({names}) = ({marks})
            AND NOT EXISTS (SELECT 1 FROM unit WHERE unit.origin = origin.id)
            """,
            rows.origin_row(former),
        )

    def _record(self, numbers: Sequence[int], what: Event, former: TranslationUnit | None) -> None:
        if self._change is None:
            self._change = self._run("INSERT INTO change (at, editor, why) VALUES (?, ?, ?)", self._stamp).lastrowid
        state = None if former is None else rows.dump_unit(former)
        self._run_all(
            "INSERT INTO history (unit, change, what, former) VALUES (?, ?, ?, ?)",
            [(number, self._change, what, state) for number in numbers],
        )

    def _size(self) -> int:
        size = 0
        for name in (self.file.name, f"{self.file.name}-wal"):
            with suppress(OSError):
                size += self.file.with_name(name).stat().st_size
        return size


def _alike(one: TranslationUnit, other: TranslationUnit) -> bool:
    """Whether two units have the same languages, texts and articles."""
    texts = [[(variant.language, variant.text) for variant in unit.variants] for unit in (one, other)]
    return texts[0] == texts[1] and Pair.of(one) == Pair.of(other)


def _half() -> Invalid:
    return Invalid("a text with half of a character in it (a lone surrogate)", "Save it as UTF-8")
