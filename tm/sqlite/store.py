# The methods of the contract are documented in `tm.store`.
# ruff: noqa: D102
"""The store in one SQLite file, for one desk: many processes read, one at a time writes."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from corpora.errors import Invalid, Unwritable, WrongStore
from corpora.text import fold_key
from tm.sqlite import rows
from tm.sqlite.checks import find_problems
from tm.sqlite.connection import cause_of
from tm.sqlite.database import Database
from tm.sqlite.index.tables import empty
from tm.sqlite.journal import Journal
from tm.sqlite.statistics import read_stats
from tm.store import Change, Event, KnownBead, Pair, Problem, Revision, Stats, Story
from tm.unit import TranslationUnit, Variant

if TYPE_CHECKING:
    from tm.sqlite.index.near import Near

_OF_PAIR = "source_article = ? AND target_article = ? AND source_language = ? AND target_language = ?"
_THIS_ORIGIN = f"({', '.join(rows.ORIGIN)}) = ({', '.join('?' * len(rows.ORIGIN))})"


class SqliteStore:
    """Implements `tm.store.Store`; see there for what each method promises.

    Args:
        path, create, read_only, timeout: as `tm.sqlite.connection.connect` takes them.
    """

    def __init__(
        self, path: str | os.PathLike[str], *, create: bool = True, read_only: bool = False, timeout: float = 10.0
    ) -> None:
        self._read_only = read_only
        self._database = Database(path, create=create, read_only=read_only, timeout=timeout)
        self._journal = Journal(self._database)
        self._near: Near | None = None
        # Also where only reading was asked for: an index is derived, and kept where it can be.
        file = self._database.file
        self._writable = os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)

    @contextmanager
    def write(self, *, at: str, editor: str, why: str) -> Iterator[None]:
        if self._read_only:
            raise Unwritable("the memory was opened for reading", "Open it for writing", file=self._database.file)
        try:
            with self._database.transaction():
                self._journal.begin(at, editor, why)
                yield
        except BaseException:
            if self._near is not None:
                self._near.reset()
            raise

    def insert(self, unit: TranslationUnit, *, continues: int | None = None) -> int:
        return self._insert([(unit, rows.digest(unit))], continues=continues)

    def keep(self, units: Sequence[TranslationUnit]) -> int:
        digests = [rows.digest(unit) for unit in units]
        # What a digest stands for: here, and further on in the units themselves.
        there: dict[int, list[TranslationUnit]] = {}
        found = self._database.among("SELECT id, digest FROM unit WHERE digest IN (?)", digests)
        for (_, digest), unit in zip(found, self.get([number for number, _ in found]), strict=True):
            there.setdefault(digest, []).append(unit)
        new: list[tuple[TranslationUnit, int]] = []
        for unit, digest in zip(units, digests, strict=True):
            others = there.setdefault(digest, [])
            if not any(_alike(unit, other) for other in others):
                others.append(unit)
                new.append((unit, digest))
        if new:
            self._insert(new)
        return len(new)

    def _insert(self, units: Sequence[tuple[TranslationUnit, int]], *, continues: int | None = None) -> int:
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
        run_all = self._database.run_all
        run_all(f"INSERT INTO unit ({names}) VALUES ({marks})", unit_rows)
        run_all("INSERT INTO variant (unit, place, language, text, codes) VALUES (?, ?, ?, ?, ?)", variants)
        run_all("INSERT INTO folded (language, unit, place, key) VALUES (?, ?, ?, ?)", sorted(keys))
        self._journal.record_added(first, number, continues=continues)
        return number

    def _next_id(self) -> int:
        # Higher than any that was ever given (sqlite.org/autoinc.html).
        return self._database.numbers("SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = 'unit'")[0]

    def update(self, unit: TranslationUnit) -> None:
        (former,) = self._present([unit.id])
        if _texts(former) != _texts(unit):
            raise Invalid("other texts under the id of a unit", "Remove the unit and add another")
        names = ", ".join(f"{name} = ?" for name in ("origin", *rows.UNIT))
        self._database.run(
            f"UPDATE unit SET {names} WHERE id = ?",
            (self._origin(rows.origin_row(unit)), *rows.unit_row(unit, rows.digest(unit)), unit.id),
        )
        self._database.run_all(
            "UPDATE variant SET codes = ? WHERE unit = ? AND place = ?",
            ((rows.dump_codes(variant), unit.id, place) for place, variant in enumerate(unit.variants)),
        )
        self._clear_origins([former])
        self._journal.record("updated", [former])

    def remove(self, numbers: Sequence[int], *, what: Event) -> None:
        former = self._present(numbers)
        self._database.run_all(
            "DELETE FROM folded WHERE language = ? AND unit = ?",
            ((variant.language, unit.id) for unit in former for variant in unit.variants),
        )
        self._database.run_all("DELETE FROM unit WHERE id = ?", ((unit.id,) for unit in former))
        self._clear_origins(former)
        self._journal.record(what, former)

    def get(self, numbers: Sequence[int]) -> list[TranslationUnit]:
        with self._database.told():
            variants: dict[int, list[Variant]] = {}
            for number, *columns in self._database.among(
                "SELECT unit, language, text, codes FROM variant WHERE unit IN (?) ORDER BY unit, place", numbers
            ):
                variants.setdefault(number, []).append(rows.read_variant(*columns))
            found = {
                row[0]: rows.read_unit(row, variants.get(row[0], ()))
                for row in self._database.among(f"{rows.SELECT} WHERE unit.id IN (?)", numbers)
            }
        return [found[number] for number in numbers if number in found]

    def of_pair(self, pair: Pair) -> list[TranslationUnit]:
        return self.get(
            self._database.numbers(
                f"""
                SELECT unit.id FROM origin JOIN unit ON unit.origin = origin.id
                WHERE {_OF_PAIR} ORDER BY unit.id
                """,
                pair,
            )
        )

    def same(self, unit: TranslationUnit) -> list[int]:
        near = self.get(self._database.numbers("SELECT id FROM unit WHERE digest = ? ORDER BY id", [rows.digest(unit)]))
        return [other.id for other in near if other.id is not None and _alike(unit, other)]

    def keep_beads(self, pair: Pair, beads: Sequence[KnownBead]) -> None:
        self._database.run(f"DELETE FROM bead WHERE {_OF_PAIR}", pair)
        self._database.run_all(
            "INSERT INTO bead VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((*pair, place, *rows.bead_row(bead)) for place, bead in enumerate(beads)),
        )

    def beads(self, pair: Pair) -> list[KnownBead]:
        statement = f"SELECT source, target, confirmed, partial FROM bead WHERE {_OF_PAIR} ORDER BY place"
        return [rows.read_bead(*row) for row in self._database.all(statement, pair)]

    def units(self, *, newest_first: bool = False) -> Iterator[TranslationUnit]:
        order = "dated DESC, id DESC" if newest_first else "id"
        for page in self._database.pages(f"SELECT id FROM unit ORDER BY {order}"):
            yield from self.get([number for (number,) in page])

    def keys(self, language: str, *, after: int = 0) -> Iterator[tuple[int, str]]:
        yield from self._database.stream(
            "SELECT unit, key FROM folded WHERE language = ? AND unit > ? ORDER BY unit, place", (language, after)
        )

    def near(
        self, language: str, key: str, *, lengths: tuple[int, float], minimum: float
    ) -> Iterator[tuple[float, list[tuple[int, str]]]]:
        least, greatest = lengths
        try:
            yield from self._index().find(language, key, least=least, greatest=greatest, minimum=minimum)
        except sqlite3.Error as error:
            raise cause_of(error, self._database.file) from error

    def sharing(self, language: str, key: str, *, limit: int) -> list[tuple[int, str]]:
        try:
            return self._index().sharing(language, key, limit=limit)
        except sqlite3.Error as error:
            raise cause_of(error, self._database.file) from error

    def _index(self) -> "Near":
        if self._near is None:
            from tm.sqlite.index.near import Near

            self._near = Near(self._database.connection, may_write=self._writable)
        return self._near

    def holding(self, languages: Sequence[str], key: str, *, limit: int) -> list[int]:
        return self._database.numbers(
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
        found = self._database.all(
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
        return self._journal.version()

    def history(self, number: int) -> list[Change]:
        return self._journal.of_unit(number)

    def transactions(self) -> Iterator[Revision]:
        return self._journal.transactions()

    def events(self, number: int) -> list[Change]:
        return self._journal.of_transaction(number)

    def touched(self, after: int) -> set[int]:
        return self._journal.touched(after)

    def forget(self) -> int:
        with self.write(at="", editor="", why=""):
            forgotten = self._journal.forget()
            empty(self._database.connection)
        self._database.run("VACUUM")
        self._database.run("PRAGMA wal_checkpoint(TRUNCATE)")
        return forgotten

    def stories(self) -> list[Story]:
        names = ", ".join(rows.ORIGIN)
        return [
            Story(Pair(*row[:4]), *row[4:])
            for row in self._database.all(
                f"""
                SELECT {names}, count(unit.id) FROM origin JOIN unit ON unit.origin = origin.id
                WHERE source_article != '' OR target_article != ''
                GROUP BY origin.id ORDER BY max(unit.dated) DESC, {names}
                """
            )
        ]

    def stats(self) -> Stats:
        return read_stats(self._database.all, size=self._database.size())

    def check(self) -> Iterator[Problem]:
        yield from find_problems(self._database.stream, self._database.file)
        # Loaded here: it brings NumPy.
        from tm.sqlite.index.agreement import find_disagreements

        try:
            yield from find_disagreements(self._database.connection)
        except sqlite3.Error as error:
            cause = cause_of(error, self._database.file)
            if not isinstance(cause, WrongStore):
                raise cause from error
            yield Problem("damage", cause.cause)

    def close(self) -> None:
        self._database.close()

    def _present(self, numbers: Sequence[int | None]) -> list[TranslationUnit]:
        wanted = [number for number in numbers if number is not None]
        found = self.get(wanted)
        if len(found) < len(numbers):
            there = {unit.id for unit in found}
            lacking = next(number for number in numbers if number not in there)
            raise Invalid(f"no unit {lacking} in the memory", "It may have been replaced; see its history")
        return found

    def _origin(self, row: tuple[str, ...]) -> int:
        found = self._database.numbers(f"SELECT id FROM origin WHERE {_THIS_ORIGIN}", row)
        if found:
            return found[0]
        names, marks = ", ".join(rows.ORIGIN), ", ".join("?" * len(rows.ORIGIN))
        return self._database.run(f"INSERT INTO origin ({names}) VALUES ({marks})", row).lastrowid or 0

    def _clear_origins(self, former: Sequence[TranslationUnit]) -> None:
        self._database.run_all(
            f"""
            DELETE FROM origin WHERE {_THIS_ORIGIN}
            AND NOT EXISTS (SELECT 1 FROM unit WHERE unit.origin = origin.id)
            """,
            {rows.origin_row(unit) for unit in former},
        )


def _texts(unit: TranslationUnit) -> list[tuple[str, str]]:
    return [(variant.language, variant.text) for variant in unit.variants]


def _alike(one: TranslationUnit, other: TranslationUnit) -> bool:
    """Whether two units have the same languages, texts and articles."""
    return _texts(one) == _texts(other) and Pair.of(one) == Pair.of(other)
