"""A memory copied while it is used, and put back."""

import os
import sqlite3
from contextlib import closing, suppress
from itertools import count, islice
from os import PathLike
from pathlib import Path

from corpora.errors import Unwritable, WrongStore
from tm.sqlite.connection import cause_of, connect
from tm.sqlite.store import SqliteStore

# Pages copied at a time, between which others may write.
_PAGES = 1000
_BESIDE = ("", "-wal", "-shm")


def backup_memory(source: str | PathLike[str], target: str | PathLike[str], *, timeout: float = 10.0) -> int:
    """A copy of a memory as it is at one moment, whole or not at all; gives its bytes.

    Args:
        source: may be in use.
        target: not there yet.
        timeout: seconds to wait for whoever writes.

    Raises:
        WrongStore: the source is no memory, or damaged.
        Unwritable: the target is there, or cannot be written.
    """
    file = Path(target)
    if file.exists():
        raise Unwritable("there is a file of that name", "Choose another name, or move it away", file=file)
    temporary = file.with_name(f"{file.name}.part")
    try:
        with (
            closing(connect(source, create=False, read_only=True, timeout=timeout)) as connection,
            closing(sqlite3.connect(temporary)) as copied,
        ):
            connection.backup(copied, pages=_PAGES)
            copied.execute("PRAGMA journal_mode = DELETE")
        os.replace(temporary, file)
    except sqlite3.Error as error:
        raise cause_of(error, file) from error
    except OSError as error:
        raise Unwritable(f"it cannot be written ({error.strerror})", "Choose another folder", file=file) from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    return file.stat().st_size


def restore_memory(backup: str | PathLike[str], memory: str | PathLike[str]) -> Path | None:
    """Puts a backup in the place of a memory; gives where the old one is kept, whatever is wrong with it.

    Raises:
        WrongStore: the backup is none, or damaged, or the memory is in use: nothing was changed.
        Unwritable: the memory's folder cannot be written.
    """
    file = Path(memory)
    store = SqliteStore(backup, create=False, read_only=True)
    try:
        for problem in islice(store.check(), 1):
            raise WrongStore(f"the backup is damaged ({problem.says})", "Choose another backup", file=backup)
    finally:
        store.close()
    _refuse_used(file)
    fresh = file.with_name(f"{file.name}.restored")
    fresh.unlink(missing_ok=True)
    backup_memory(backup, fresh)
    kept = None
    if file.exists():
        places = (file.with_name(f"{file.name}.before-{number}") for number in count(1))
        kept = next(place for place in places if not place.exists())
        # What others' last changes wrote beside it belongs to it.
        for suffix in _BESIDE:
            with suppress(FileNotFoundError):
                os.replace(f"{file}{suffix}", f"{kept}{suffix}")
    os.replace(fresh, file)
    return kept


def _refuse_used(file: Path) -> None:
    """Raises where anyone has the memory open: he would go on with the old file under its new name."""
    if not file.exists():
        return
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=0)) as connection:
            # Only who is alone may leave the log (sqlite.org/wal.html), which puts its changes in their places, too.
            (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
            used = mode == "wal"
    except sqlite3.Error as error:
        # A file that is damaged, or no memory, is what a backup is put back for.
        used = getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    if used:
        raise WrongStore("the memory is in use", "End the programs that use it, and try again", file=file)
