"""Bytes in and out: encodings found, sizes bounded, nothing half written."""

import codecs
import errno
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from corpora.errors import Unreadable, Unwritable, WrongEncoding, WrongFormat

# A novel is 2 MB of text and a portal's heaviest page 5 MB: what is larger is not a story.
STORY_LIMIT = 32 * 1024 * 1024

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x7fELF", "a program"),
)
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
# Names under which pages and documents declare an encoding, and the superset that browsers read them by
# (WHATWG Encoding Standard, section 4.2).
SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
}
# Everyday characters, simplified and traditional: a wrong reading of the bytes yields few of them.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学"
    "法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日"
    "这來們為個國時對會發動過說產種後學經進電裡現實兩體機當點從業應開還與關區報記車場館聯務長"
)


# Chinese read aright has this share of everyday characters and more; so much is granted to Latin text.
_LATIN_SHARE = 0.12
# In so few characters shares say nothing.
_FEW = 10


def read_bytes(path: str | os.PathLike[str], *, limit: int = STORY_LIMIT) -> bytes:
    """The whole file, `-` for standard input.

    Args:
        limit: the largest size in bytes that is read.

    Raises:
        Unreadable: it is not there, is a folder, may not be read, or is larger than the limit.
    """
    if os.fspath(path) == "-":
        data = sys.stdin.buffer.read(limit + 1)
        if len(data) > limit:
            raise _too_large("standard input", len(data), limit)
        return data
    with open_bytes(path) as file:
        size = os.fstat(file.fileno()).st_size
        if size > limit:
            raise _too_large(os.fspath(path), size, limit)
        data = file.read(limit + 1)
    if len(data) > limit:
        raise _too_large(os.fspath(path), len(data), limit)
    return data


@contextmanager
def open_bytes(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """The file open for reading, with every refusal of the system as `Unreadable`."""
    try:
        file = open(path, "rb")
    except FileNotFoundError:
        raise Unreadable("there is no such file", "Check the name", file=path) from None
    except IsADirectoryError:
        raise Unreadable("this is a folder", "Name a file in it", file=path) from None
    except PermissionError:
        raise Unreadable("the file may not be read", "Ask for the right to read it", file=path) from None
    except (OSError, ValueError) as error:
        raise Unreadable(f"the file cannot be opened ({error})", "Check the name", file=path) from error
    with file:
        try:
            yield file
        except IsADirectoryError:
            raise Unreadable("this is a folder", "Name a file in it", file=path) from None


def _too_large(name: str, size: int, limit: int) -> Unreadable:
    held = f"{size / 1048576:,.0f} MB"
    return Unreadable(
        f"the file holds {held}, and a story at most {limit / 1048576:,.0f} MB",
        "Check that it is the right file, or cut it into parts",
        file=name,
    )


def decode(data: bytes, *, file: str | os.PathLike[str]) -> tuple[str, str]:
    """The text in some bytes, and the encoding that they were found to be in.

    A byte order mark decides; then UTF-8, which other text hardly ever is by chance; then what the
    page declares and the Chinese encodings, the one that reads without error and gives the most
    characters of everyday Chinese. Line ends become `\\n`.

    Raises:
        WrongFormat: the bytes are a picture, an archive or a program.
        WrongEncoding: no encoding reads them whole.

    >>> decode("两江新区".encode("gb18030"), file="a.txt")
    ('两江新区', 'gb18030')
    """
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise WrongFormat(f"this is {kind}, not a page or a text", "Give the story as HTML or text", file=file)
    text, encoding = _decoded(data, file)
    if "\x00" in text:
        raise WrongFormat("the file is binary, not text", "Give the story as HTML or text", file=file)
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding


def _decoded(data: bytes, file: str | os.PathLike[str]) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), encoding
            except UnicodeDecodeError as error:
                return _cut_short(data[len(mark) :], error, file), encoding
    try:
        text = data.decode("utf-8")
        unmarked = _unmarked_utf16(data) if "\x00" in text else None
        return (data.decode(unmarked), unmarked) if unmarked else (text, "utf-8")
    except UnicodeDecodeError as error:
        first = error
    if unmarked := _unmarked_utf16(data):
        return data.decode(unmarked), unmarked
    if b"\x00" in data:
        raise WrongFormat("the file is binary, not text", "Give the story as HTML or text", file=file)
    if _is_damaged_utf8(data):
        return _cut_short(data, first, file), "utf-8"
    readings = [reading for encoding in _candidates(data) if (reading := _try(data, encoding))]
    if not readings:
        raise _broken(data, first, file)
    _, text, encoding = max(readings, key=lambda reading: reading[0])
    return text, encoding


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether bytes that are no UTF-8 were once: far more of them form its sequences than do not."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(character > "\x7f" for character in text) - broken
    return whole > 3 * broken


def _cut_short(data: bytes, error: UnicodeDecodeError, file: str | os.PathLike[str]) -> str:
    """The text of bytes that end within a character, as a page that was not loaded whole does."""
    if error.start < len(data) - 3 or ("end of data" not in error.reason and "truncated" not in error.reason):
        raise WrongEncoding(
            f"byte {error.start} (0x{data[error.start]:02x}) is damaged; all before it is {error.encoding}",
            "Get the file again from where it came",
            file=file,
            line=data.count(b"\n", 0, error.start) + 1,
        )
    return data[: error.start].decode(error.encoding)


def _candidates(data: bytes) -> list[str]:
    declared = _DECLARED.search(data[:4096])
    names = ["gb18030", "big5hkscs", "cp1252"]
    if declared:
        name = declared[1].decode("ascii").lower()
        name = SUPERSETS.get(name, name)
        with suppress(LookupError):
            names.insert(0, codecs.lookup(name).name)
    return list(dict.fromkeys(names))


def _try(data: bytes, encoding: str) -> tuple[float, str, str] | None:
    """How much a reading looks like a language, from 0 to 1, and the reading; None where it cannot be one."""
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
    foreign = [character for character in text if character > "\x7f"]
    if encoding == "cp1252":
        # It reads any bytes: an accented letter here and there is a language, one after another is not.
        return (_LATIN_SHARE, text, encoding) if len(foreign) * 8 < len(text) else None
    common = sum(character in _COMMON for character in foreign) / max(1, len(foreign))
    return (common, text, encoding) if common >= _LATIN_SHARE or len(foreign) < _FEW else None


def _unmarked_utf16(data: bytes) -> str | None:
    head = data[:2000]
    if len(data) % 2 or b"\x00" not in head:
        return None
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        # Chinese has its noughts in line ends and digits alone, and is no UTF-8; Latin has one in two.
        if zeros.count(0) * 20 < len(zeros) or (_is_utf8(data) and zeros.count(0) * 2 < len(zeros)):
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text and sum(map(str.isprintable, text)) + text.count("\n") * 2 >= 0.9 * len(text):
            return encoding
    return None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _broken(data: bytes, error: UnicodeDecodeError, file: str | os.PathLike[str]) -> WrongEncoding:
    line = data.count(b"\n", 0, error.start) + 1
    return WrongEncoding(
        f"byte {error.start} (0x{data[error.start]:02x}) belongs to no encoding that the rest of the file is in",
        "Save the file as UTF-8",
        file=file,
        line=line,
    )


def read_text(path: str | os.PathLike[str], *, limit: int = STORY_LIMIT) -> str:
    """The text of a file in whatever encoding it is; errors as `read_bytes` and `decode` raise them."""
    return decode(read_bytes(path, limit=limit), file=path)[0]


@contextmanager
def open_atomic(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """A binary file for writing that takes its name only when all of it is written.

    Raises:
        Unwritable: the folder is not there or is read-only, the disk is full, a folder is in the way.
    """
    target = Path(path)
    try:
        if target.is_dir():
            raise Unwritable("a folder is in the way", "Choose another name for the output", file=path)
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
    except OSError as error:
        raise _unwritable(error, path) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        mode = target.stat().st_mode if target.exists() else 0o666 & ~_umask()
        temporary.chmod(mode & 0o777)
        temporary.replace(target)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise _unwritable(error, path) from error
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def write_text(path: str | os.PathLike[str], text: str) -> None:
    """Writes a text as UTF-8, whole or not at all; raises as `open_atomic` does."""
    with open_atomic(path) as file:
        file.write(text.encode("utf-8"))


def encode_as(text: str, *, like: bytes, file: str | os.PathLike[str]) -> bytes:
    """A changed text as the bytes of its file are: in its encoding, with its mark and its line ends.

    Args:
        like: the file's bytes, which `decode` read.

    Raises:
        WrongFormat: its line ends are of several kinds, so that they could not be kept.
        WrongEncoding: its encoding has no place for a character of the text.

    >>> encode_as("a\\n–", like=b"\\xef\\xbb\\xbfa\\r\\nb", file="a.txt")
    b'\\xef\\xbb\\xbfa\\r\\n\\xe2\\x80\\x93'
    """
    former, encoding = decode(like, file=file)
    mark = next((mark for mark, _ in _MARKS if like.startswith(mark)), b"")
    for end in ("\n", "\r\n", "\r"):
        if mark + former.replace("\n", end).encode(encoding) == like:
            try:
                return mark + text.replace("\n", end).encode(encoding)
            except UnicodeEncodeError as error:
                cause = f"{encoding} has no place for {text[error.start]!r}"
                raise WrongEncoding(cause, "Save the file as UTF-8", file=file) from None
    raise WrongFormat("its lines end in several ways", "Save it with line ends of one kind", file=file)


def make_folder(path: str | os.PathLike[str]) -> Path:
    """The folder, made with its parents where it is not there yet.

    Raises:
        Unwritable: it cannot be made.
    """
    folder = Path(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise Unwritable("a file is in the way of the folder", "Choose another name", file=path) from None
    except OSError as error:
        raise _unwritable(error, path) from error
    return folder


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _unwritable(error: OSError, path: str | os.PathLike[str]) -> Unwritable:
    reasons = {
        "ENOSPC": ("the disk is full", "Make room and try again; nothing was changed"),
        "EDQUOT": ("the disk quota is used up", "Make room and try again; nothing was changed"),
        "EACCES": ("the folder may not be written", "Choose another folder, or ask for the right to write"),
        "EPERM": ("the folder may not be written", "Choose another folder, or ask for the right to write"),
        "EROFS": ("the disk is read-only", "Choose another folder"),
        "ENOENT": ("the folder is not there", "Make it first, or choose another"),
        "ENOTDIR": ("a file stands where a folder is named", "Choose another name"),
    }
    cause, remedy = reasons.get(
        errno.errorcode.get(error.errno or 0, ""), (f"it cannot be written ({error})", "Choose another place")
    )
    return Unwritable(cause, remedy, file=path)
