"""A zip archive, or a file of old Office, -> the reader of what it holds."""

import io
from importlib import import_module

from corpora.archives import Archive
from corpora.article import Article
from corpora.errors import WrongFormat
from corpora.readers.docx import refuse_old

# What an archive holds, by a file that no other kind has, and the module that reads it.
_READERS = (
    ("word/document", "corpora.readers.docx"),
    ("META-INF/container.xml", "corpora.readers.epub"),
)
_OTHERS = (
    ("xl/workbook.", "a spreadsheet, not a story", "Save the story as .docx, HTML or text"),
    ("ppt/presentation.", "a set of slides, not a story", "Save the story as .docx, HTML or text"),
    ("content.opf", "a book without its list of parts", "Make the EPUB again"),
    ("Index/Document.iwa", "a document of Pages", "Export it as a Word document"),
    ("content.xml", "a document of LibreOffice", "Open it there and save it as .docx"),
)


def read_story(data: bytes, *, file: str, language: str | None, timezone: str) -> Article:
    """The story in the bytes of an archive: a document, a book with one chapter, a zip with one story.

    Raises:
        WrongFormat: it is no such archive, is refused, or holds several stories.
        NothingFound: it holds no story.
    """
    refuse_old(data, file)
    module = find_reader(Archive(io.BytesIO(data), file=file), file=file) or "corpora.readers.folder"
    article: Article = import_module(module).read_story(data, file=file, language=language, timezone=timezone)
    return article


def find_reader(archive: Archive, *, file: str) -> str | None:
    """The module that reads what an archive is; None where it is a folder of other files.

    Raises:
        WrongFormat: it is a document of a kind that no module reads.
    """
    for start, module in _READERS:
        if any(name.startswith(start) for name in archive):
            return module
    for start, kind, remedy in _OTHERS:
        if any(name.startswith(start) for name in archive):
            raise WrongFormat(f"this is {kind}", remedy, file=file)
    return None
