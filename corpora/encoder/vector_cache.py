"""What an encoder made of sentences, kept in one file: bounded, shared by processes, never trusted blindly.

The file is SQLite in WAL mode (sqlite.org/wal.html). Whatever is wrong with it costs time, not work: an entry whose
sum does not match is encoded anew; a file that is damaged, of another program or of another version is put aside as
`NAME.aside` and begun afresh; where it is busy, full or may not be written, the cache is silent.
"""

import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from os import PathLike
from pathlib import Path
from typing import Protocol

# "DZVC" in ASCII: whose file it is (sqlite.org/pragma.html#pragma_application_id), and in which form.
_APPLICATION, _VERSION = 0x445A5643, 1
_SCHEMA = """
    CREATE TABLE entries (
        id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, used INTEGER NOT NULL, size INTEGER NOT NULL,
        sum INTEGER NOT NULL
    );
    CREATE INDEX entries_by_use ON entries (used);
    CREATE TABLE contents (id INTEGER PRIMARY KEY, content BLOB NOT NULL);
    CREATE TABLE turns (turn INTEGER NOT NULL);
    INSERT INTO turns VALUES (0);
"""
# Keys are asked for in groups of so many.
_GROUP = 500
# What is pruned goes down to this share of the limit, so that it is not pruned again at once.
_ROOM = 0.9
# Seconds to wait for another process: encoding anew takes no longer.
_PATIENCE = 2.0
# What an entry takes in the file besides its content, in bytes.
_OVERHEAD = 100


class Cache(Protocol):
    """Bytes by key; what is not there any more is made again."""

    def find(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """What is kept for the keys, as far as it is."""

    def keep(self, contents: Mapping[bytes, bytes]) -> None:
        """Keeps contents by their keys."""


class VectorCache:
    """A cache in a file; see `open_vector_cache`."""

    def __init__(self, file: Path, limit: int) -> None:
        self._file, self._limit, self._turn = file, limit, 0
        self._connection: sqlite3.Connection | None = None
        self._opened = False

    def _open(self) -> None:
        """Opens the file, once: a command that encodes nothing leaves none behind."""
        if self._opened:
            return
        self._opened = True
        file = self._file
        # A file that is not ours, or damaged, is put aside, and another one begun.
        for _ in range(2):
            with self._caring():
                self._connection = _connect(file)
                self._turn = _begin(self._connection)
            if self._connection is not None or file.exists():
                break

    def find(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """See `Cache.find`."""
        found: dict[bytes, bytes] = {}
        self._open()
        if self._connection is None or not keys:
            return found
        stale: list[int] = []
        wrong: list[int] = []
        with self._caring():
            for start in range(0, len(keys), _GROUP):
                group = keys[start : start + _GROUP]
                rows = self._connection.execute(
                    "SELECT id, key, used, sum, content FROM entries JOIN contents USING (id) "
                    f"WHERE key IN ({', '.join('?' * len(group))})",
                    group,
                )
                for id_, key, used, sum_, content in rows:
                    if not isinstance(content, bytes) or zlib.crc32(content) != sum_:
                        wrong.append(id_)
                        continue
                    found[key] = content
                    if used < self._turn:
                        stale.append(id_)
            if stale or wrong:
                with _transaction(self._connection):
                    _remove(self._connection, wrong)
                    self._connection.executemany(
                        "UPDATE entries SET used = ? WHERE id = ?", [(self._turn, id_) for id_ in stale]
                    )
        return found

    def keep(self, contents: Mapping[bytes, bytes]) -> None:
        """See `Cache.keep`; what was used the longest ago goes where there is no room."""
        self._open()
        if self._connection is None or not contents:
            return
        with self._caring(), _transaction(self._connection):
            for key, content in contents.items():
                row = self._connection.execute(
                    "INSERT INTO entries (key, used, size, sum) VALUES (?, ?, ?, ?) "
                    "ON CONFLICT (key) DO NOTHING RETURNING id",
                    (key, self._turn, len(content) + _OVERHEAD, zlib.crc32(content)),
                ).fetchone()
                if row:
                    self._connection.execute("INSERT INTO contents VALUES (?, ?)", (row[0], content))
            _prune(self._connection, self._limit)

    def close(self) -> None:
        """Closes the file; nothing is found or kept any more."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(sqlite3.Error):
                connection.close()

    @contextmanager
    def _caring(self) -> Iterator[None]:
        """Within, whatever SQLite refuses ends the use of the file, save that another process is busy with it."""
        try:
            yield
        except sqlite3.ProgrammingError:
            raise
        except _NotOurs:
            self.close()
            _put_aside(self._file)
        except (sqlite3.Error, OSError) as error:
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
            if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                return
            self.close()
            # A table or column that should be there and is not is a plain error.
            if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR):
                _put_aside(self._file)


@contextmanager
def open_vector_cache(file: str | PathLike[str], *, limit: int) -> Iterator[VectorCache]:
    """The cache in a file, made at the first use where it is not there yet.

    Args:
        file: its name; SQLite keeps two files beside it while it is open.
        limit: the most that it holds, in bytes; what was used the longest ago goes first.
    """
    cache = VectorCache(Path(file), limit)
    try:
        yield cache
    finally:
        cache.close()


class _NotOurs(Exception):
    """A database of another program, or of another version of this one."""


def _connect(file: Path) -> sqlite3.Connection:
    """A connection to a cache that is whole and of this version, made where there is none."""
    connection = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)
    try:
        if not _is_ours(connection):
            connection.execute("PRAGMA page_size = 16384")
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        with _transaction(connection):
            # Another process may have been faster.
            if not _is_ours(connection):
                for statement in _SCHEMA.split(";"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {_APPLICATION}")
                connection.execute(f"PRAGMA user_version = {_VERSION}")
    except BaseException:
        connection.close()
        raise
    return connection


def _is_ours(connection: sqlite3.Connection) -> bool:
    """Whether it is a cache of this version; False where it is nothing yet.

    Raises:
        _NotOurs: it is something else.
    """
    marks = tuple(connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
    if marks == (_APPLICATION, _VERSION):
        return True
    if marks != (0, 0) or connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise _NotOurs
    return False


def _begin(connection: sqlite3.Connection) -> int:
    """The number of this turn: entries used in it stay longer than those of turns before."""
    with suppress(sqlite3.OperationalError), _transaction(connection):
        connection.execute("UPDATE turns SET turn = turn + 1")
    return int(connection.execute("SELECT turn FROM turns").fetchone()[0])


def _prune(connection: sqlite3.Connection, limit: int) -> None:
    held = connection.execute("SELECT coalesce(sum(size), 0) FROM entries").fetchone()[0]
    if held <= limit:
        return
    gone = []
    for id_, size in connection.execute("SELECT id, size FROM entries ORDER BY used, id"):
        if held <= limit * _ROOM:
            break
        gone.append(id_)
        held -= size
    _remove(connection, gone)
    connection.execute("PRAGMA incremental_vacuum").fetchall()


def _remove(connection: sqlite3.Connection, ids: Sequence[int]) -> None:
    for table in ("contents", "entries"):
        connection.executemany(f"DELETE FROM {table} WHERE id = ?", [(id_,) for id_ in ids])


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _put_aside(file: Path) -> None:
    with suppress(OSError):
        file.replace(file.with_name(f"{file.name}.aside"))
        for suffix in ("-wal", "-shm"):
            file.with_name(file.name + suffix).unlink(missing_ok=True)
