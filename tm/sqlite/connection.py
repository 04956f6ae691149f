"""A memory's file opened, and SQLite's refusals told as causes that a user can act on."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from corpora.errors import DuizhaoError, Unwritable, WrongStore
from tm.sqlite import schema

_MAGIC = b"SQLite format 3\x00"
# Kilobytes of the file that a connection may hold.
_CACHE = 32_000
# Pages that wait in the log before they are put in their places: an import changes some again and again.
_LOG = 8_000
_RESTORE = "Put a copy of it in its place, or export what can still be read"
# Primary result codes (sqlite.org/rescode.html), the class that tells of them, cause and remedy.
_CAUSES: dict[int, tuple[type[DuizhaoError], str, str]] = {
    sqlite3.SQLITE_BUSY: (
        WrongStore,
        "the memory is locked, because another process writes to it",
        "Wait until that has ended and try again; nothing was changed",
    ),
    sqlite3.SQLITE_LOCKED: (
        WrongStore,
        "the memory is locked within this process",
        "End the reading of units before writing; nothing was changed",
    ),
    sqlite3.SQLITE_NOTADB: (WrongStore, "the file is no memory", "Name a memory, or another file to make one in"),
    sqlite3.SQLITE_CORRUPT: (WrongStore, "the memory is damaged", _RESTORE),
    sqlite3.SQLITE_FULL: (Unwritable, "the disk is full", "Make room and try again; nothing was changed"),
    sqlite3.SQLITE_READONLY: (
        Unwritable,
        "the memory may not be written",
        "Ask for the right to write it, or copy it elsewhere; nothing was changed",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        WrongStore,
        "the memory cannot be opened where it is",
        "Copy it, with the -wal file beside it, to a folder that may be written",
    ),
    sqlite3.SQLITE_IOERR: (
        Unwritable,
        "the disk failed in reading or writing the memory",
        "Check the disk and the room on it, then try again; nothing was changed",
    ),
}


def cause_of(error: sqlite3.Error, file: Path) -> Exception:
    """What an error of SQLite means to a user; an error in the use of sqlite3 stays what it is."""
    if isinstance(error, sqlite3.ProgrammingError):
        return error
    # A text that is no UTF-8 has no code of its own: we wrote none.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    kind, cause, remedy = _CAUSES.get(code, (WrongStore, f"the memory cannot be used ({error})", _RESTORE))
    return kind(cause, remedy, file=file)


def connect(path: str | os.PathLike[str], *, create: bool, read_only: bool, timeout: float) -> sqlite3.Connection:
    """A connection to a memory that is checked, current and, where it may be, made.

    Args:
        create: make the memory where there is none.
        read_only: nothing will be written; also from a folder that may not be written.
        timeout: seconds to wait while another process writes.

    Raises:
        WrongStore: it is not there, no memory, newer, damaged, or busy.
        Unwritable: it, or its folder, may not be written.
    """
    file = Path(path)
    made = _check_file(file, create=create and not read_only)
    writable = os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)
    if not writable and not read_only:
        raise Unwritable(
            "the memory or its folder may not be written",
            "Ask for the right to write, or copy it elsewhere",
            file=file,
        )
    try:
        return _reading(file, writable, timeout) if read_only else _writing(file, made or create, timeout)
    except BaseException as error:
        # What was made for a memory that could not be begun is not left lying about.
        if made:
            with suppress(OSError):
                if file.stat().st_size == 0:
                    file.unlink()
        if isinstance(error, sqlite3.Error):
            raise cause_of(error, file) from error
        raise


def _check_file(file: Path, *, create: bool) -> bool:
    """Whether the file was made here; an error where it can be no memory."""
    try:
        made = create and _make(file)
        if not file.exists():
            raise WrongStore("there is no memory here", "Make one with `duizhao init` or `duizhao add`", file=file)
        if not file.is_file():
            raise WrongStore("this is no file", "Name the memory's file", file=file)
        with file.open("rb") as opened:
            head = opened.read(len(_MAGIC))
    except PermissionError:
        raise WrongStore("the memory may not be opened", "Ask for the right to read it", file=file) from None
    except (OSError, ValueError) as error:
        raise WrongStore(f"the memory cannot be opened ({error})", "Check the name", file=file) from error
    if head and head != _MAGIC:
        raise WrongStore(
            "the file is no memory: it is not a SQLite database",
            "Name a memory, or another file to make one in",
            file=file,
        )
    return made


def _make(file: Path) -> bool:
    """Whether an empty file was made; False where there is one."""
    if file.exists():
        return False
    try:
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o666))
    except FileExistsError:
        # Another process was faster.
        return False
    except FileNotFoundError:
        raise Unwritable("the folder is not there", "Make it first, or choose another", file=file) from None
    except OSError as error:
        raise Unwritable(f"no memory can be made here ({error.strerror})", "Choose another folder", file=file) from None
    return True


def _writing(file: Path, create: bool, timeout: float) -> sqlite3.Connection:
    connection = _open(file, "mode=rw", timeout)
    try:
        if schema.is_blank(connection):
            if not create:
                raise _blank(file)
            schema.upgrade(connection, file)
        elif schema.check(connection, file) < schema.VERSION:
            schema.upgrade(connection, file)
        connection.execute("PRAGMA journal_mode = WAL")
        # Each commit reaches the disk: a power cut loses no pair that was said to be added.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG}")
        connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _reading(file: Path, writable: bool, timeout: float) -> sqlite3.Connection:
    """A connection that cannot change the memory, from whatever place it is in.

    Where the folder may be written SQLite keeps its shared index there and clears it away; where it
    may not, but the index stands there, `mode=ro` reads it; where nothing stands there and no change
    waits in a `-wal` file, the file is all there is and is read as one that cannot change.
    """
    if writable:
        return _checked(file, "mode=rw", timeout)
    try:
        return _checked(file, "mode=ro", timeout)
    except sqlite3.OperationalError as error:
        changes = file.with_name(file.name + "-wal")
        placed = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
        if not placed or (changes.exists() and changes.stat().st_size):
            raise
    return _checked(file, "mode=ro&immutable=1", timeout)


def _checked(file: Path, query: str, timeout: float) -> sqlite3.Connection:
    connection = _open(file, query, timeout)
    try:
        if schema.is_blank(connection):
            raise _blank(file)
        schema.look_through(connection, schema.check(connection, file))
        connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _open(file: Path, query: str, timeout: float) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?{query}", uri=True, timeout=timeout, isolation_level=None)
    # Look-ups read keys from all over a large file; SQLite's own 2 MB hold hardly the way to them.
    connection.execute(f"PRAGMA cache_size = -{_CACHE}")
    return connection


def _blank(file: Path) -> WrongStore:
    return WrongStore("the memory is empty", "Make one with `duizhao init` or `duizhao add`", file=file)
