"""Files -> articles: a reader for each format, picked by what the file holds, then by its name."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from os import PathLike, fspath
from pathlib import PurePath
from typing import Protocol, cast

from corpora.article import Article
from corpora.errors import NothingFound, WrongFormat
from corpora.files import read_bytes
from corpora.readers.dates import read_zone

__all__ = ["READERS", "Reader", "read", "read_data"]

_HEAD = 4096
# Times on a portal's pages are those of its readers; the desks that this is made for are in China.
_TIMEZONE = "+08:00"
# Tags with which a page begins (WHATWG MIME Sniffing, section 7.1), behind a declaration or comments.
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|(?:html|head|body|meta|title|script|style|link|frameset"
    rb"|iframe|h[1-6]|div|section|article|main|center|font|table|a|b|strong|br|p|span|img|ul|ol)(?=[\s>/]))",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(rb"\s*<(?:\?xml\s|(?:tmx|xliff|martif|tbx|rss|feed|svg)[\s>])", re.IGNORECASE)
_TAG = re.compile(rb"<[a-zA-Z/!][^<>]*>")
# Zip archives, and the compound files of old and of locked documents.
_PACKAGES = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
# Front matter, or a heading in the first line.
_MARKED = re.compile(rb"(?:---[ \t]*\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*[^\s:#\-][^\n:]*:[ \t\r\n]|\s*#{1,6}[ \t]+\S)")


class ReadStory(Protocol):
    """What a reader's module offers as `read_story`."""

    def __call__(self, data: bytes, *, file: str, language: str | None, timezone: str) -> Article:
        """The story in the bytes of a file."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A format of stories.

    Args:
        name: what it is called.
        suffixes: of its files, in lower case, with their dot.
        sniff: whether the first bytes of a file, without zero bytes, are of this format.
        module: offers `read_story`; loaded when a file of the format is read.
    """

    name: str
    suffixes: tuple[str, ...]
    sniff: Callable[[bytes], bool]
    module: str

    def load(self) -> ReadStory:
        """The function that reads the format."""
        return cast(ReadStory, import_module(self.module).read_story)


def _is_page(head: bytes) -> bool:
    return _PAGE.match(head) is not None


def _is_package(head: bytes) -> bool:
    return head.startswith(_PACKAGES)


def _is_markdown(head: bytes) -> bool:
    return _MARKED.match(head) is not None or _TAG.search(head) is None


def _is_text(head: bytes) -> bool:
    return _MARKED.match(head) is None and _TAG.search(head) is None


READERS: tuple[Reader, ...] = (
    Reader("html", (".html", ".htm", ".xhtml", ".shtml"), _is_page, "corpora.readers.html"),
    Reader("package", (".docx", ".docm", ".dotx", ".epub", ".zip"), _is_package, "corpora.readers.packages"),
    Reader("text", (".txt", ".text"), _is_text, "corpora.readers.text"),
    Reader("markdown", (".md", ".markdown", ".mdown", ".mkd"), _is_markdown, "corpora.readers.markdown"),
)


def read(
    path: str | PathLike[str],
    *,
    language: str | None = None,
    name: str | None = None,
    timezone: str = _TIMEZONE,
) -> Article:
    """The article in a file.

    Args:
        path: the file; `-` for standard input.
        language: its BCP-47 tag; None where the text shall tell.
        name: what the article is known by; the path as given where it is None.
        timezone: of a time of day beside which no zone is named: an offset (`+08:00`) or a name (`Asia/Shanghai`).

    Raises:
        Unreadable: the file is not there, may not be read, or is too large.
        WrongFormat, WrongEncoding: it is no page and no text.
        NothingFound: it holds no story.
        WrongSetting: the time zone is not known.
    """
    data = read_bytes(path)
    article = read_data(data, file=fspath(path), language=language, timezone=timezone)
    return article.named(PurePath(path).as_posix() if name is None else name)


def read_data(data: bytes, *, file: str = "-", language: str | None = None, timezone: str = _TIMEZONE) -> Article:
    """The article in some bytes, as `read` finds it in a file.

    Args:
        file: its name: the article's own, the one that errors speak of, and a hint at the format.
    """
    read_zone(timezone)
    if not data.strip():
        raise NothingFound("the file is empty", "Give a file with a story in it", file=file)
    return pick(data, file).load()(data, file=file, language=language, timezone=timezone)


def pick(data: bytes, file: str) -> Reader:
    """The reader whose format the bytes are of; else the one of the file's suffix; else plain text."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\x00", b"")
    named = [reader for reader in READERS if PurePath(file).suffix.lower() in reader.suffixes]
    # Text of every kind looks alike: where the bytes may be of several formats, the name decides.
    found = [reader for reader in READERS if reader.sniff(head)]
    if found:
        return next((reader for reader in found if reader in named), found[0])
    if _XML.match(head):
        raise WrongFormat("this is XML of another kind than a page", "Give the story as HTML or text", file=file)
    return named[0] if named else next(reader for reader in READERS if reader.name == "text")
