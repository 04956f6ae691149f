"""The parts of a Word document: its text, styles, links and properties (ECMA-376 Part 2, Open Packaging)."""

from dataclasses import dataclass
from posixpath import join, normpath, split
from typing import TYPE_CHECKING

from corpora.archives import Archive
from corpora.errors import WrongFormat
from corpora.readers.docx.styles import Styles, read_styles
from corpora.xml import parse

if TYPE_CHECKING:
    from corpora.xml import Element

_DC = "{http://purl.org/dc/elements/1.1/}"


@dataclass(frozen=True, slots=True)
class Package:
    """What a Word document holds.

    Args:
        document: the root of its text.
        styles: by which it is set.
        links: targets outside by the id of their relationship.
        title, creator, language: as its properties state them; empty where they do not.
    """

    document: "Element"
    styles: Styles
    links: dict[str, str]
    title: str = ""
    creator: str = ""
    language: str = ""


def open_package(archive: Archive, *, file: str) -> Package:
    """The parts of a document that make its story.

    Raises:
        WrongFormat: there is no text in it, or a part is broken.
    """
    kinds = {kind: target for _, kind, target, outside in _relations(archive, "", file) if not outside}
    main = kinds.get("officeDocument", "word/document.xml")
    if main not in archive:
        raise WrongFormat("the document holds no text part", "Save it again from Word", file=file)
    relations = _relations(archive, main, file)
    styles = next((target for _, kind, target, _ in relations if kind == "styles"), "")
    core = kinds.get("core-properties", "docProps/core.xml")
    properties = _part(archive, core, file) if core in archive else None

    def said(name: str) -> str:
        return " ".join(((properties.findtext(f"{_DC}{name}") or "") if properties is not None else "").split())

    return Package(
        document=_part(archive, main, file),
        styles=read_styles(_part(archive, styles, file) if styles in archive else None),
        links={name: target for name, kind, target, outside in relations if outside and kind == "hyperlink"},
        title=said("title"),
        creator=said("creator"),
        language=said("language"),
    )


def _part(archive: Archive, name: str, file: str) -> "Element":
    try:
        return parse(archive.read(name), file=f"{file}/{name}")
    except WrongFormat as error:
        if "xcessive depth" in error.cause:
            raise WrongFormat(
                "the document is nested too deep to be read", "Copy its text into a new document", file=file
            ) from None
        raise


def _relations(archive: Archive, part: str, file: str) -> list[tuple[str, str, str, bool]]:
    """The relationships of a part: id, kind, target, and whether that is outside of the archive."""
    folder, name = split(part)
    path = join(folder, "_rels", f"{name}.rels")
    if path not in archive:
        return []
    found = []
    for entry in _part(archive, path, file).iter("{*}Relationship"):
        outside = entry.get("TargetMode") == "External"
        target = entry.get("Target") or ""
        if not outside:
            target = normpath(join("/", folder, target)).lstrip("/")
        found.append((entry.get("Id") or "", (entry.get("Type") or "").rpartition("/")[2], target, outside))
    return found
