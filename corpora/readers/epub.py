"""An EPUB book -> an article a chapter (EPUB 3.3; W3C, 2023). Its chapters are pages, read as those are."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from lxml import etree

from corpora.archives import Archive
from corpora.article import Article
from corpora.errors import DuizhaoError, NothingFound, WrongFormat
from corpora.language import Tag
from corpora.readers import html
from corpora.readers.dates import find_date
from corpora.readers.people import read_people
from corpora.readers.story import find_language
from corpora.xml import parse

_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})
# Ways to veil a font that every reading system knows (EPUB 3.3, section 4.3).
_VEILS = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
_FONT = re.compile(r"\.(?:ttf|otf|ttc|woff2?)$", re.IGNORECASE)
_DECLARED = re.compile(rb"<(?:html|body)\b[^>]*\blang\s*=", re.IGNORECASE)
# Pages that hold no chapter (EPUB 3 Structural Semantics).
_APART = re.compile(
    rb"""<(?:body|section)\b[^>]*epub:type\s*=\s*["'][^"']*\b(?:cover|titlepage|toc|copyright-page|colophon|landmarks)\b""",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Book:
    """What a book states of itself.

    Args:
        chapters: names of the pages in its archive, in reading order.
        language, source, published, authors: as its package states them.
    """

    chapters: tuple[str, ...]
    language: str
    source: str
    published: str
    authors: tuple[str, ...]


def read_story(data: bytes, *, file: str, language: str | None, timezone: str) -> Article:
    """The story of a book that has one chapter.

    Raises:
        WrongFormat: it is no book, is damaged or locked, or has several chapters.
        NothingFound: no page of it holds a story.
    """
    found = read_chapters(data, file=file, language=language, timezone=timezone)
    first = next(found)
    if next(found, None) is not None:
        raise WrongFormat(
            "the book has several chapters, each of them a story",
            "Read its chapters with `duizhao read --all`",
            file=file,
        )
    return first


def read_chapters(
    data: bytes,
    *,
    file: str,
    language: str | None,
    timezone: str,
    on_skip: Callable[[str, DuizhaoError], None] | None = None,
) -> Iterator[Article]:
    """The chapters of a book in reading order; pages without a story, such as covers, are passed over.

    Each is named by the book and its page (`book.epub/text/1.xhtml`); one that is alone, by the book.

    Args:
        on_skip: is given the name of a chapter that cannot be read, and why; None raises.

    Raises:
        WrongFormat: the bytes are no book, or it is damaged or locked.
        NothingFound: no page of it holds a story.
    """
    archive = Archive(io.BytesIO(data), file=file)
    _refuse_locked(archive, file)
    book = _open_book(archive, file=file, timezone=timezone)
    chapters = _chapters(archive, book, file=file, language=language, timezone=timezone, on_skip=on_skip)
    first, second = next(chapters, None), next(chapters, None)
    if first is None:
        raise NothingFound("no chapter of the book holds a story", "Give a book with a story in it", file=file)
    if second is None:
        yield first.named(file)
        return
    yield first
    yield second
    yield from chapters


def _chapters(
    archive: Archive,
    book: _Book,
    *,
    file: str,
    language: str | None,
    timezone: str,
    on_skip: Callable[[str, DuizhaoError], None] | None,
) -> Iterator[Article]:
    for name in book.chapters:
        place = f"{file}/{name}"
        try:
            page = archive.read(name)
            if _APART.search(page):
                continue
            article = html.read_story(_as_html(page), file=place, language=language, timezone=timezone)
        except NothingFound:
            continue
        except DuizhaoError as error:
            if on_skip is None:
                raise
            on_skip(place, error)
            continue
        yield _with_book(article, book, declared=language is not None or bool(_DECLARED.search(page)))


def _refuse_locked(archive: Archive, file: str) -> None:
    if _ENCRYPTION not in archive:
        return
    for data in parse(archive.read(_ENCRYPTION), file=f"{file}/{_ENCRYPTION}").iter("{*}EncryptedData"):
        method = data.find("{*}EncryptionMethod")
        veiled = method is not None and method.get("Algorithm") in _VEILS
        for reference in data.iter("{*}CipherReference"):
            if not veiled and not _FONT.search(reference.get("URI") or ""):
                raise WrongFormat(
                    "the book is locked by its publisher (DRM)", "Ask the publisher for a copy without DRM", file=file
                )


def _open_book(archive: Archive, *, file: str, timezone: str) -> _Book:
    container = parse(archive.read(_CONTAINER), file=f"{file}/{_CONTAINER}")
    roots = [entry.get("full-path") or "" for entry in container.iter("{*}rootfile")]
    path = next((root for root in roots if root in archive), None)
    if path is None:
        raise WrongFormat("the book has no list of its parts", "Make the EPUB again", file=file)
    package = parse(archive.read(path), file=f"{file}/{path}")
    items = {item.get("id"): item for item in package.iter("{*}item")}
    chapters = []
    for reference in package.iter("{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or reference.get("linear") == "no" or item.get("media-type") not in _PAGES:
            continue
        name = normpath(join(dirname(path), unquote(item.get("href") or "").partition("#")[0]))
        if "nav" not in (item.get("properties") or "").split() and name in archive:
            chapters.append(name)
    if not chapters:
        raise NothingFound("the book has no chapters", "Give a book with a story in it", file=file)

    def said(name: str) -> list[str]:
        texts = [" ".join("".join(map(str, element.itertext())).split()) for element in package.iter(_DC + name)]
        return [text for text in texts if text]

    date = find_date(next(iter(said("date")), ""), timezone=timezone)
    authors = [people.names for name in said("creator") if (people := read_people(name, logins=False))]
    return _Book(
        chapters=tuple(dict.fromkeys(chapters)),
        language=next(iter(said("language")), ""),
        source=next(iter((*said("publisher"), *said("source"))), ""),
        published=date.value if date else "",
        authors=tuple(dict.fromkeys(name for names in authors for name in names)),
    )


def _with_book(article: Article, book: _Book, *, declared: bool) -> Article:
    """The chapter, with what the book says where the chapter itself does not."""
    origin = article.origin
    people = origin.people
    if book.authors and not origin.names("author"):
        people = (*people, ("author", book.authors))
    origin = replace(
        origin,
        source=origin.source or book.source,
        published=origin.published or book.published,
        people=people,
    )
    tag = article.language
    if not declared and not Tag.parse(tag).region:
        tag = find_language(article.blocks, declared=book.language)
    return replace(article, language=tag, origin=origin)


def _as_html(page: bytes) -> bytes:
    """A page as HTML writes it: in XHTML an element may close itself, which in HTML none does.

    A page that is no XML is left as it is, and read as browsers read it.
    """
    try:
        root = parse(page, file="")
    except WrongFormat:
        return page
    return etree.tostring(root, method="html", encoding="utf-8")
