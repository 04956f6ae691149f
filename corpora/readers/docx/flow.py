"""The text of a Word document -> lines, as Word shows it with every change accepted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from lxml import etree

from corpora.readers.docx.package import Package
from corpora.readers.docx.styles import Style, attribute, child, is_on, read_paragraph, read_run
from corpora.readers.inline import BOLD, ITALIC, LOWERED, RAISED, STRUCK, UNDERLINED, Mark, Piece, join_pieces
from corpora.readers.lines import Line, Role

if TYPE_CHECKING:
    from corpora.xml import Element

# Deletions, the text of phonetic guides, properties: none of it is text of the story.
_SKIPPED = frozenset({"del", "moveFrom", "rt", "pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "sdtPr", "instrText"})
_CHARACTERS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_PICTURES = frozenset({"blip", "imagedata", "chart", "relIds"})
_LINK = re.compile(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*"?([^"\s]+)', re.IGNORECASE)
# What is no bigger than this is a bullet or a face: 48 pixels of 9525 English Metric Units.
_ICON = 48 * 9525


@dataclass(slots=True)
class _Field:
    """A field that has begun: its code, and whether its result is reached."""

    code: list[str] = field(default_factory=list)
    shown: bool = False
    link: Mark | None = None


@dataclass(slots=True)
class _Paragraph:
    """A paragraph that is open.

    Args:
        style: its own properties over those of its style.
        merged: whether its mark is deleted, so that the next paragraph goes on with its text.
        rows: its pieces, a list for each line of it, with whether a picture stands above.
        after: lines of the boxes that are anchored in it.
    """

    style: Style
    merged: bool
    rows: list[tuple[list[Piece], bool]]
    after: list[Line] = field(default_factory=list)


def flow(package: Package) -> Iterator[Line]:
    """The lines of a document in reading order: tables row by row, boxes behind their paragraph.

    Of an element that is not known the text is read.
    """
    yield from _Walk(package).walk()


class _Walk:
    """One pass over the elements; deep documents are no deeper for it."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._lines: list[Line] = []
        self._open: list[_Paragraph] = []
        self._links: list[Mark | None] = []
        self._runs: list[tuple[Style, tuple[Mark, ...]]] = []
        self._fields: list[_Field] = []
        self._pictured = False
        self._carried: list[Piece] = []

    def walk(self) -> list[Line]:
        skipped: Element | None = None
        for event, element in etree.iterwalk(self._package.document, events=("start", "end")):
            if skipped is not None:
                if element is skipped and event == "end":
                    skipped = None
                continue
            name = _name(element)
            if event == "end":
                self._close(name)
            elif self._hides(element, name):
                skipped = element
            else:
                self._start(element, name)
        if line := join_pieces(self._carried):
            self._lines.append(line)
        return self._lines

    def _hides(self, element: "Element", name: str) -> bool:
        if name in ("instrText", "delInstrText") and self._fields:
            self._fields[-1].code.append(element.text or "")
        if name in _SKIPPED:
            return True
        if name == "Fallback":
            # The same content once more, for programs that do not know the choice (Part 3, 10.2.1).
            parent = element.getparent()
            return parent is not None and parent.find("{*}Choice") is not None
        if name == "Choice":
            return element.getprevious() is not None and _name(element.getprevious()) == "Choice"
        if name == "sdt":
            return bool(is_on(child(element, "sdtPr"), "showingPlcHdr"))
        if name == "tr":
            return child(child(element, "trPr"), "del") is not None
        if name == "tc":
            return child(child(element, "tcPr"), "cellDel") is not None
        return False

    def _start(self, element: "Element", name: str) -> None:
        if name == "p":
            self._start_paragraph(element)
        elif name == "r":
            self._start_run(element)
        elif name == "hyperlink":
            self._links.append(self._link(element))
        elif name == "fldSimple":
            code = _LINK.match(attribute(element, "instr") or "")
            self._links.append(_anchor(code[1]) if code else None)
        elif name == "fldChar":
            self._turn_field(attribute(element, "fldCharType"))
        elif name in _PICTURES and not _is_icon(element):
            self._picture()
        elif name == "t":
            self._add(_shown(element))
        elif name in _CHARACTERS and self._runs:
            self._add(_CHARACTERS[name])
        elif name == "sym":
            self._add(_symbol(attribute(element, "char")))
        elif name in ("br", "cr"):
            self._break()

    def _close(self, name: str) -> None:
        if name == "p" and self._open:
            self._end_paragraph()
        elif name == "r" and self._runs:
            self._runs.pop()
        elif name in ("hyperlink", "fldSimple") and self._links:
            self._links.pop()

    # --- paragraphs

    def _start_paragraph(self, element: "Element") -> None:
        properties = child(element, "pPr")
        named = self._package.styles.get(attribute(child(properties, "pStyle"), "val"))
        mark = child(properties, "rPr")
        merged = child(mark, "del") is not None or child(mark, "moveFrom") is not None
        # A box interrupts the runs and links round it.
        self._runs.append((Style(), ()))
        self._links.append(None)
        style = read_paragraph(properties).over(named)
        self._open.append(_Paragraph(style, merged, [(self._carried, self._pictured)]))
        self._carried, self._pictured = [], False

    def _end_paragraph(self) -> None:
        paragraph = self._open.pop()
        self._runs.pop()
        self._links.pop()
        into = self._open[-1].after if self._open else self._lines
        if paragraph.merged:
            *rows, (self._carried, pictured) = paragraph.rows
            self._pictured = self._pictured or pictured
        else:
            rows = paragraph.rows
        role = _role(paragraph.style)
        for pieces, pictured in rows:
            centred = bool(paragraph.style.centred)
            line = join_pieces(pieces, role=role or "", centred=centred, pictured=pictured)
            if line is None:
                # An empty paragraph between a picture and its caption parts them no more than in print.
                self._pictured = self._pictured or pictured
            elif role is not None:
                into.append(line)
        into += paragraph.after

    def _break(self) -> None:
        if not self._open or not self._visible():
            return
        paragraph = self._open[-1]
        if _role(paragraph.style) in ("title", "heading"):
            self._add(" ")
            return
        paragraph.rows.append(([], self._pictured))
        self._pictured = False

    def _picture(self) -> None:
        """A picture with text before it on its line belongs to the next line."""
        if not self._open:
            return
        rows = self._open[-1].rows
        pieces, _ = rows[-1]
        if any(piece.text.strip() for piece in pieces):
            self._pictured = True
        else:
            rows[-1] = (pieces, True)

    # --- runs

    def _start_run(self, element: "Element") -> None:
        properties = child(element, "rPr")
        identity = attribute(child(properties, "rStyle"), "val")
        style = read_run(properties)
        if identity is not None:
            style = style.over(self._package.styles.get(identity))
        marks = []
        if style.bold:
            marks.append(BOLD)
        if style.italic:
            marks.append(ITALIC)
        if attribute(child(properties, "u"), "val") not in (None, "none") and not self._linked():
            marks.append(UNDERLINED)
        if is_on(properties, "strike"):
            marks.append(STRUCK)
        raised = attribute(child(properties, "vertAlign"), "val")
        if raised in ("superscript", "subscript"):
            marks.append(RAISED if raised == "superscript" else LOWERED)
        if style.hidden is None and self._open:
            style = Style(hidden=self._open[-1].style.hidden).over(style)
        self._runs.append((style, tuple(marks)))

    def _add(self, text: str) -> None:
        if not text or not self._open or not self._visible():
            return
        style, marks = self._runs[-1]
        linked = self._linked()
        paragraph = self._open[-1].style
        bold = style.bold if style.bold is not None else bool(paragraph.bold)
        pieces, _ = self._open[-1].rows[-1]
        pieces.append(Piece(text, (linked, *marks) if linked else marks, bold))

    def _visible(self) -> bool:
        return not self._runs[-1][0].hidden and all(opened.shown for opened in self._fields)

    # --- links and fields

    def _link(self, element: "Element") -> Mark | None:
        identity = next((str(value) for name, value in element.items() if str(name).endswith("/relationships}id")), "")
        target = self._package.links.get(identity, "")
        anchor = attribute(element, "anchor")
        if anchor:
            target = f"{target}#{anchor}"
        return _anchor(target) if target else None

    def _linked(self) -> Mark | None:
        own = self._links[-1] if self._links else None
        return own or next((opened.link for opened in reversed(self._fields) if opened.link), None)

    def _turn_field(self, turn: str | None) -> None:
        if turn == "begin":
            self._fields.append(_Field())
        elif turn == "separate" and self._fields:
            opened = self._fields[-1]
            opened.shown = True
            code = _LINK.match("".join(opened.code))
            opened.link = _anchor(code[1]) if code else None
        elif turn == "end" and self._fields:
            self._fields.pop()


def _role(style: Style) -> Role | None:
    """The role of a line of a style; None where it is left out."""
    if style.role == "contents":
        return None
    if style.role in ("title", "heading", "caption"):
        return style.role  # type: ignore[return-value]
    return "list_item" if style.listed else ""


def _anchor(target: str) -> Mark:
    return Mark(f'<a href="{escape(target)}">', "</a>")


def _name(element: "Element | None") -> str:
    """The name of an element without its namespace; none for comments and instructions."""
    if element is None or not isinstance(element.tag, str):
        return ""
    return element.tag.rpartition("}")[2]


def _shown(element: "Element") -> str:
    """The text of a run; white space at its ends counts only where the file says so (17.3.3.31)."""
    text = re.sub(r"[\t\r\n]", " ", element.text or "")
    kept = element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    return text if kept else text.strip(" ")


def _symbol(code: str | None) -> str:
    """A character of a symbol font; most are of the private range, and nothing is known of those."""
    try:
        character = chr(int(code or "", 16))
    except (ValueError, OverflowError):
        return ""
    return character if character.isprintable() and not "\ue000" <= character <= "\uf8ff" else ""


def _is_icon(element: "Element") -> bool:
    """Whether a picture is too small to have a caption."""
    extents = (frame.find("{*}extent") for frame in element.iterancestors("{*}inline", "{*}anchor"))
    extent = next(extents, None)
    sizes = [] if extent is None else [extent.get("cx") or "", extent.get("cy") or ""]
    return any(size.isdecimal() and int(size) <= _ICON for size in sizes)
