"""The tables of the index in a memory's file: made when they are first wanted, never part of the schema's version.

Whoever holds an older program, or loses these tables, loses time alone: they are made again from the keys.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from tm.sqlite.index.form import BUCKETS, FORM, SKETCH

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tm.sqlite.index.building import Built
    from tm.sqlite.index.segment import Segment

_TABLES = (
    # A range of ids whose keys in a language are indexed together. Numbers are never given twice.
    """
    CREATE TABLE IF NOT EXISTS near_segment (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        language TEXT NOT NULL,
        first INTEGER NOT NULL,
        last INTEGER NOT NULL,
        form TEXT NOT NULL
    )
    """,
    # Its columns, cut into pieces.
    """
    CREATE TABLE IF NOT EXISTS near_column (
        segment INTEGER NOT NULL,
        name TEXT NOT NULL,
        place INTEGER NOT NULL,
        data BLOB NOT NULL,
        UNIQUE (segment, name, place)
    )
    """,
    # The ranks of a bucket; the id is the segment's, shifted, and the bucket.
    "CREATE TABLE IF NOT EXISTS near_list (id INTEGER PRIMARY KEY, ranks BLOB NOT NULL)",
)
_COLUMNS = {"ids": "int64", "signatures": "uint64", "sketches": "uint64", "lengths": "uint32", "counts": "uint32"}
_PIECE = 1 << 20
# The cache while columns are read, in kilobytes, as SQLite takes it.
_READING = -1000
_SHIFT = BUCKETS.bit_length() - 1


class Known(NamedTuple):
    """A segment that stands in the file: its number, and its range of ids."""

    number: int
    first: int
    last: int


def find_segments(connection: sqlite3.Connection, language: str) -> list[Known]:
    """The segments of a language that can be read, in order of their ids."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'near_segment'").fetchone():
        return []
    rows = connection.execute(
        "SELECT id, first, last FROM near_segment WHERE language = ? AND form = ? ORDER BY first",
        (language, FORM),
    )
    return [Known(*row) for row in rows]


def read_segment(connection: sqlite3.Connection, known: Known) -> "Segment":
    """The columns of a segment, and a way to its lists, which must be used while the segment is there."""
    from tm.sqlite.index.segment import Segment

    # A page that is read once would only drive others out of the cache, at twice the cost.
    (cache,) = connection.execute("PRAGMA cache_size").fetchone()
    connection.execute(f"PRAGMA cache_size = {_READING}")
    columns: dict[str, NDArray[Any]] = {
        name: _read_column(connection, known.number, name, kind) for name, kind in _COLUMNS.items()
    }
    connection.execute(f"PRAGMA cache_size = {cache}")
    columns["sketches"] = columns["sketches"].reshape(-1, SKETCH)
    return Segment(known.first, known.last, **columns, read=partial(_read_lists, connection, known.number))


def keep_segment(
    connection: sqlite3.Connection, language: str, built: "Built", *, first: int, last: int, instead: Sequence[Known]
) -> None:
    """Keeps a segment in the place of others, within a transaction."""
    for statement in _TABLES:
        connection.execute(statement)
    # Those of another form, too.
    stale = connection.execute(
        "SELECT id FROM near_segment WHERE language = ? AND form != ?", (language, FORM)
    ).fetchall()
    for number in [number for (number,) in stale] + [known.number for known in instead]:
        connection.execute("DELETE FROM near_list WHERE id >= ? AND id < ?", (number << _SHIFT, (number + 1) << _SHIFT))
        connection.execute("DELETE FROM near_column WHERE segment = ?", (number,))
        connection.execute("DELETE FROM near_segment WHERE id = ?", (number,))
    number = (
        connection.execute(
            "INSERT INTO near_segment (language, first, last, form) VALUES (?, ?, ?, ?)",
            (language, first, last, FORM),
        ).lastrowid
        or 0
    )
    for name, kind in _COLUMNS.items():
        data = memoryview(getattr(built, name).astype(kind, copy=False).reshape(-1)).cast("B")
        connection.executemany(
            "INSERT INTO near_column VALUES (?, ?, ?, ?)",
            ((number, name, at, data[at : at + _PIECE]) for at in range(0, len(data), _PIECE)),
        )
    connection.executemany(
        "INSERT INTO near_list VALUES (?, ?)",
        ((number << _SHIFT | bucket, ranks.tobytes()) for bucket, ranks in built.lists()),
    )


def forget(connection: sqlite3.Connection, unit: int) -> None:
    """Leaves segments unread whose range holds a unit, because its keys came back or were changed."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'near_segment'").fetchone():
        connection.execute("UPDATE near_segment SET form = '' WHERE first <= ? AND last >= ?", (unit, unit))


def empty(connection: sqlite3.Connection) -> None:
    """Takes out of the index all that it holds, also of units that are gone; it is made again when it is wanted."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'near_segment'").fetchone():
        for table in ("near_segment", "near_column", "near_list"):
            connection.execute(f"DELETE FROM {table}")


def read_keys(connection: sqlite3.Connection, language: str, *, first: int, last: int) -> Iterator[tuple[int, str]]:
    """Ids and keys of a range, in order of the keys' length."""
    # The length of a text ends, for SQLite, where it has a NUL.
    connection.create_function("characters", 1, len, deterministic=True)
    return connection.execute(
        "SELECT unit, key FROM folded WHERE language = ? AND unit BETWEEN ? AND ? ORDER BY characters(key), unit",
        (language, first, last),
    )


def read_range(connection: sqlite3.Connection, language: str, *, first: int) -> list[tuple[int, str]]:
    """Ids and keys from an id on, in order of the ids."""
    return connection.execute(
        "SELECT unit, key FROM folded WHERE language = ? AND unit >= ? ORDER BY unit", (language, first)
    ).fetchall()


def newest(connection: sqlite3.Connection, language: str) -> int:
    """The highest id that has a key in a language; 0 for none."""
    (last,) = connection.execute("SELECT coalesce(max(unit), 0) FROM folded WHERE language = ?", (language,)).fetchone()
    return int(last)


def _read_column(connection: sqlite3.Connection, number: int, name: str, kind: str) -> "NDArray[Any]":
    import numpy as np

    where = "FROM near_column WHERE segment = ? AND name = ?"
    (size,) = connection.execute(f"SELECT total(length(data)) {where}", (number, name)).fetchone()
    # Piece by piece into its place: all pieces and the whole would be twice as much.
    column = np.empty(int(size), np.uint8)
    at = 0
    for (data,) in connection.execute(f"SELECT data {where} ORDER BY place", (number, name)):
        column[at : at + len(data)] = np.frombuffer(data, np.uint8)
        at += len(data)
    return column.view(kind)


def _read_lists(connection: sqlite3.Connection, number: int, buckets: Sequence[int]) -> "list[NDArray[Any]]":
    import numpy as np

    if not buckets:
        return []
    marks = ", ".join("?" * len(buckets))
    rows = connection.execute(
        f"SELECT ranks FROM near_list WHERE id IN ({marks})", [number << _SHIFT | bucket for bucket in buckets]
    )
    return [np.frombuffer(ranks, np.uint32) for (ranks,) in rows]
