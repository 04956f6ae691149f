"""Statements run on a memory's file; whatever SQLite says against them is told as `tm.sqlite.connection` tells it."""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from corpora.errors import Invalid, WrongStore
from tm.sqlite.connection import cause_of, connect

# Rows fetched at a time, and values asked for at a time: few enough to hold, enough to make the step cheap.
PAGE = 500


class Database:
    """A connection that is checked.

    Args:
        path, create, read_only, timeout: as `tm.sqlite.connection.connect` takes them.
    """

    def __init__(self, path: str | os.PathLike[str], *, create: bool, read_only: bool, timeout: float) -> None:
        self.file = Path(path)
        self._open: sqlite3.Connection | None = connect(path, create=create, read_only=read_only, timeout=timeout)

    @property
    def connection(self) -> sqlite3.Connection:
        """What runs statements; raises `WrongStore` once it is closed."""
        if self._open is None:
            raise WrongStore("the memory is closed", "Open it again", file=self.file)
        return self._open

    def close(self) -> None:
        """Ends its use; a second time does nothing."""
        if self._open is not None:
            connection, self._open = self._open, None
            connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written within, kept whole at the end or not at all; whoever else writes waits."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            # SQLite has ended the transaction itself where the disk is full or fails.
            if self.connection.in_transaction:
                with suppress(sqlite3.Error):
                    self.connection.execute("ROLLBACK")
            raise

    def run(self, statement: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """Runs a statement."""
        with self._causes():
            return self.connection.execute(statement, tuple(values))

    def run_all(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """Runs a statement for each of many rows."""
        with self._causes():
            self.connection.executemany(statement, rows)

    def all(self, statement: str, values: Sequence[object] = ()) -> list[Any]:
        """The rows that a statement gives."""
        with self._causes():
            return self.connection.execute(statement, tuple(values)).fetchall()

    def numbers(self, statement: str, values: Sequence[object] = ()) -> list[int]:
        """The first column of the rows that a statement gives."""
        return [row[0] for row in self.all(statement, values)]

    def pages(self, statement: str, values: Sequence[object] = ()) -> Iterator[list[Any]]:
        """The rows in parts; the open cursor holds one state of the memory until the last is read."""
        cursor = self.run(statement, values)
        try:
            while True:
                with self._causes():
                    page = cursor.fetchmany(PAGE)
                if not page:
                    break
                yield page
        finally:
            cursor.close()

    def stream(self, statement: str, values: Sequence[object] = ()) -> Iterator[Any]:
        """The rows one by one, of one state of the memory."""
        for page in self.pages(statement, values):
            yield from page

    def among(self, statement: str, numbers: Sequence[int]) -> list[Any]:
        """The rows of a statement with `IN (?)` for any count of numbers, some of them at a time, each once."""
        found: list[Any] = []
        wanted = list(dict.fromkeys(numbers))
        for start in range(0, len(wanted), PAGE):
            page = wanted[start : start + PAGE]
            found += self.all(statement.replace("IN (?)", f"IN ({', '.join('?' * len(page))})"), page)
        return found

    @contextmanager
    def told(self) -> Iterator[None]:
        """Rows that make no unit are damage: we never wrote them."""
        try:
            yield
        except (Invalid, ValueError, TypeError, KeyError, AttributeError) as error:
            raise WrongStore(
                f"the memory is damaged: a unit cannot be read ({error})",
                "Put a copy of it in its place",
                file=self.file,
            ) from error

    def size(self) -> int:
        """Bytes on the disk, the log of recent changes included."""
        size = 0
        for name in (self.file.name, f"{self.file.name}-wal"):
            with suppress(OSError):
                size += self.file.with_name(name).stat().st_size
        return size

    @contextmanager
    def _causes(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise cause_of(error, self.file) from error
        except UnicodeEncodeError:
            raise Invalid("a text with half of a character in it (a lone surrogate)", "Save it as UTF-8") from None
