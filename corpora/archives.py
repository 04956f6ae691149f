"""The one door to zip archives from outside: names that stay inside, sizes bounded, nothing unpacked to disk."""

import re
import stat
import struct
import zlib
from collections.abc import Iterator
from os import PathLike
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from corpora.errors import DuizhaoError, WrongFormat
from corpora.files import STORY_LIMIT, decode

# A year of a media centre's stories is below this, and a book with its pictures too.
MOST_ENTRIES = 20_000
MOST_BYTES = 1024 * 1024 * 1024
# Text seldom packs better than 20 to 1; a small file of one letter may, and does no harm.
_RATIO, _SMALL = 200, 4 * 1024 * 1024
_ENCRYPTED, _UTF8 = 0x1, 0x800
_UNICODE_PATH = 0x7075
_ABSOLUTE = re.compile(r"/|[A-Za-z]:")


class Archive:
    """The files of a zip archive.

    All of them are looked at before the first is read: an archive with one that means harm is refused.

    Args:
        handle: the archive, open for reading; it must stay open while files are read.
        file: its name, for errors.

    Raises:
        WrongFormat: it is damaged, locked with a password, a bomb, or holds names that lead out of it or links.
    """

    def __init__(self, handle: BinaryIO, *, file: str | PathLike[str]) -> None:
        self._file = file
        try:
            self._zip = ZipFile(handle)
        except (BadZipFile, LargeZipFile, NotImplementedError, OSError, ValueError, struct.error, EOFError) as error:
            raise self._damaged(error) from None
        entries = self._zip.infolist()
        if len(entries) > MOST_ENTRIES:
            raise self._refused(f"it holds {len(entries):,} files, and may hold {MOST_ENTRIES:,}", "Cut it into parts")
        # Of two files with one name the later counts, as it does in every program that unpacks.
        self._entries = {}
        for entry, name in zip(entries, _names(entries, file), strict=True):
            self._check(entry, name)
            if not name.endswith("/"):
                self._entries[name.removeprefix("./")] = entry
        total = sum(entry.file_size for entry in entries)
        if total > MOST_BYTES:
            raise self._refused(
                f"it unpacks to {total / 1048576:,.0f} MB, and may to {MOST_BYTES / 1048576:,.0f} MB",
                "Unpack it if you trust it, and cut it into parts",
            )

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        """The names of the files, folders left out, in the order of the archive; `/` parts the folders."""
        return iter(self._entries)

    def read(self, name: str, *, limit: int = STORY_LIMIT) -> bytes:
        """The whole of a file.

        Args:
            limit: the largest size in bytes that is read.

        Raises:
            WrongFormat: there is no such file, it is damaged, or larger than the limit.
        """
        entry = self._entries.get(name)
        if entry is None:
            raise WrongFormat(
                f"the archive holds no {name}", "Save it again in the program that made it", file=self._file
            )
        if entry.file_size > limit:
            raise self._refused(
                f"{name} holds {entry.file_size / 1048576:,.0f} MB, and may hold {limit / 1048576:,.0f} MB",
                "Check that it is the right file, or cut it into parts",
            )
        try:
            # What is packed beyond the size that the entry states is never unpacked, and its sum is wrong.
            return self._zip.read(entry)
        except (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, struct.error) as error:
            raise self._damaged(error) from None

    def _check(self, entry: ZipInfo, name: str) -> None:
        if entry.flag_bits & _ENCRYPTED:
            raise self._refused(f"{name} is locked with a password", "Unpack it, and give what is in it")
        if not name or "\x00" in name or _ABSOLUTE.match(name) or ".." in name.split("/"):
            raise self._refused(f"the name {name[:80]!r} leads out of it", "Get it from a source that you trust")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise self._refused(f"{name} is a link to another file", "Pack it again with the files themselves")
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise self._refused(f"{name} is packed in a way that is not read", "Pack it again as a plain zip archive")
        if entry.file_size > _SMALL and entry.file_size > _RATIO * entry.compress_size:
            raise self._refused(
                f"{name} unpacks to {entry.file_size // max(1, entry.compress_size):,} times its size, as a bomb does",
                "Get it from a source that you trust",
            )

    def _refused(self, why: str, remedy: str) -> WrongFormat:
        return WrongFormat(f"the zip archive is refused: {why}", remedy, file=self._file)

    def _damaged(self, error: Exception) -> WrongFormat:
        return WrongFormat(
            f"this is a zip archive that is cut short or damaged ({str(error).rstrip('.') or type(error).__name__})",
            "Copy or download it again",
            file=self._file,
        )


def _names(entries: list[ZipInfo], file: str | PathLike[str]) -> list[str]:
    """The names of some entries, those in another encoding than UTF-8 as their maker wrote them.

    An archive made by Windows states its names in the system's own encoding and says nothing of it,
    one made by macOS states them in UTF-8 and says nothing either.
    """
    unsaid = [index for index, entry in enumerate(entries) if not entry.flag_bits & _UTF8 and not _told(entry)]
    raw = [entries[index].orig_filename.encode("cp437", "replace") for index in unsaid]
    names = [_told(entry) or entry.orig_filename for entry in entries]
    if not all(name.isascii() for name in raw):
        # Together they tell their encoding better than each alone.
        for index, name in zip(unsaid, _decoded(raw, file), strict=True):
            names[index] = name
    return [name.replace("\\", "/") for name in names]


def _decoded(raw: list[bytes], file: str | PathLike[str]) -> list[str]:
    try:
        names = decode(b"/\n".join([b"", *raw]), file=file)[0].split("/\n")[1:]
    except DuizhaoError:
        names = []
    return names if len(names) == len(raw) else [name.decode("cp437") for name in raw]


def _told(entry: ZipInfo) -> str:
    """The name in an entry's Unicode path field (APPNOTE 4.6.9); empty where it has none."""
    extra = entry.extra
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        body = extra[4 : 4 + size]
        if kind == _UNICODE_PATH and size > 5 and body[0] == 1:
            # It counts as long as nobody has changed the name beside it.
            same = struct.unpack_from("<L", body, 1)[0] == zlib.crc32(entry.orig_filename.encode("cp437", "replace"))
            return body[5:].decode("utf-8", "replace") if same else ""
        extra = extra[4 + size :]
    return ""
