"""Files that gzip may have packed, read as the stream of what is in them."""

import gzip
import io
import os
import shutil
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from corpora.errors import WrongFormat
from corpora.files import open_bytes

_GZIP = b"\x1f\x8b"
Progress = Callable[[int, int], object]


class Unpacked(io.RawIOBase):
    """What is in a file, as a stream. However much it unpacks to, no more than a buffer of it is held.

    Args:
        stored: the file as it is on the disk, open at its start.
        file: its name, for errors.
        progress: told the bytes of the stored file that were read and all that there are, a buffer at a time.
    """

    def __init__(self, stored: BinaryIO, *, file: str | os.PathLike[str], progress: Progress | None = None) -> None:
        self._stored = stored
        self._file = file
        self._progress = progress
        packed = stored.read(len(_GZIP)) == _GZIP
        self._size = stored.seek(0, os.SEEK_END)
        stored.seek(0)
        self._source = cast(BinaryIO, gzip.GzipFile(fileobj=stored)) if packed else stored

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: object, /) -> int:
        """As of any file.

        Raises:
            WrongFormat: the packed file is damaged or cut short.
        """
        try:
            read = self._source.readinto(cast(bytearray, buffer))  # type: ignore[attr-defined]
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            cause = f"the packed file is cut short or damaged ({str(error).rstrip('.')})"
            raise WrongFormat(cause, "Copy or download it again", file=self._file) from None
        if self._progress is not None:
            self._progress(self._stored.tell(), self._size)
        return int(read)


@contextmanager
def open_unpacked(
    path: str | os.PathLike[str], *, data: bytes | None = None, progress: Progress | None = None
) -> Iterator[Unpacked]:
    """What is in a file: itself, or what gzip packed in it; `-` for standard input.

    Args:
        data: the bytes of the file, where they are known already.
        progress: as of `Unpacked`.

    Raises:
        Unreadable: it is not there, is a folder, or may not be read.
    """
    if data is not None:
        yield Unpacked(io.BytesIO(data), file=path, progress=progress)
        return
    if os.fspath(path) == "-":
        # A pipe cannot go back to its start: what comes through it waits on the disk.
        with tempfile.TemporaryFile() as kept:
            shutil.copyfileobj(sys.stdin.buffer, kept)
            kept.seek(0)
            yield Unpacked(cast(BinaryIO, kept), file=path, progress=progress)
        return
    with open_bytes(path) as stored:
        yield Unpacked(stored, file=path, progress=progress)
