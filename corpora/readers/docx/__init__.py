"""A Word document -> Article (ECMA-376, Office Open XML)."""

import io

from corpora.archives import Archive
from corpora.article import Article
from corpora.errors import WrongFormat
from corpora.readers.docx.flow import flow
from corpora.readers.docx.package import open_package
from corpora.readers.lines import Line
from corpora.readers.metadata import Metadata
from corpora.readers.people import read_people
from corpora.readers.story import Facts, compose
from corpora.readers.titles import with_title

__all__ = ["is_document", "read_story", "refuse_old"]

# How a compound file begins: Word's old format, and the shell of an encrypted document ([MS-CFB] 2.2).
OLD_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED, _OLD = "EncryptedPackage".encode("utf-16-le"), "WordDocument".encode("utf-16-le")
# What programs write where nobody has given a title.
_NO_TITLE = ("microsoft word", "文档", "文檔", "document", "untitled", "无标题", "powerpoint", "新建")


def is_document(archive: Archive) -> bool:
    """Whether an archive is a Word document."""
    return any(name.startswith("word/document") for name in archive)


def read_story(data: bytes, *, file: str, language: str | None, timezone: str) -> Article:
    """The story in the bytes of a DOCX file: insertions taken, deletions, notes and hidden text left out.

    Raises:
        WrongFormat: the bytes are no such file, it is damaged, or locked with a password.
        NothingFound: the document holds no story.
    """
    refuse_old(data, file)
    package = open_package(Archive(io.BytesIO(data), file=file), file=file)
    title = package.title if not package.title.lower().startswith(_NO_TITLE) else ""
    lines = with_title(list(flow(package)), named=title, timezone=timezone)
    if title and lines and not any(line.role == "title" for line in lines):
        lines = (Line(title, role="title"), *lines)
    # Word takes the name of the computer's user, who need not be a person.
    people = read_people(package.creator, logins=False)
    facts = Facts(
        language=package.language,
        metadata=Metadata(people=(("author", people.names),) if people and people.names else ()),
    )
    return compose(lines, file=file, language=language, timezone=timezone, facts=facts)


def refuse_old(data: bytes, file: str) -> None:
    """Raises WrongFormat, with what to do, where the bytes are a locked document or one of old Office."""
    if not data.startswith(OLD_SIGNATURE):
        return
    if _LOCKED in data:
        raise WrongFormat(
            "the document is locked with a password", "Open it in Word and save it without a password", file=file
        )
    if _OLD in data:
        raise WrongFormat("this is a document of old Word (.doc)", "Open it in Word and save it as .docx", file=file)
    raise WrongFormat("this is a file of old Office, not a story", "Save the story as .docx, HTML or text", file=file)
