"""Excel workbooks from outside (ECMA-376), opened with care. The door to openpyxl."""

import io
import re
import warnings
from os import PathLike
from types import ModuleType
from typing import TYPE_CHECKING

from corpora.archives import Archive
from corpora.errors import Missing, WrongFormat
from corpora.xml import parse

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

# `_x0041_` stands for a character in a cell's text (ECMA-376, Part 1, 22.9.2.19), and its own `_` for itself.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def load_openpyxl() -> ModuleType:
    """The library of Excel workbooks.

    Raises:
        Missing: it is not installed.
    """
    try:
        import openpyxl
    except ImportError:
        raise Missing(
            "the package openpyxl, which reads and writes sheets, is not installed",
            "Install it with pip install 'duizhao[xlsx]'",
        ) from None
    library: ModuleType = openpyxl
    return library


def open_workbook(data: bytes, *, file: str | PathLike[str], values: bool = False) -> "Workbook":
    """The workbook in some bytes.

    Args:
        file: the name for errors.
        values: whether formulas are given as what they came to when the file was saved.

    Raises:
        Missing: openpyxl is not installed.
        WrongFormat: it is no workbook, is damaged, or declares entities.
    """
    if not data.startswith(b"PK"):
        raise WrongFormat("this is no Excel workbook", "Save it as .xlsx", file=file)
    archive = Archive(io.BytesIO(data), file=file)
    if "xl/workbook.xml" not in archive:
        raise WrongFormat("this is no Excel workbook", "Save it as .xlsx", file=file)
    openpyxl = load_openpyxl()
    # It has a parser of its own: only what ours lets pass is given to it.
    for name in archive:
        part = archive.read(name)
        if name.endswith((".xml", ".rels")):
            parse(part, file=f"{file}/{name}")
        elif b"<!ENTITY" in part.replace(b"\x00", b""):
            raise WrongFormat("a part of it declares entities", "Save it anew in the program that made it", file=file)
    try:
        with warnings.catch_warnings():
            # It warns of every extension of Excel's that it does not know.
            warnings.simplefilter("ignore")
            book: Workbook = openpyxl.load_workbook(io.BytesIO(data), keep_links=False, data_only=values)
    except Exception as error:
        # A damaged workbook makes it raise whatever its code ran into.
        reason = " ".join(str(error).split())[:80].rstrip(".") or type(error).__name__
        remedy = "Open it in Excel or LibreOffice and save it again as .xlsx"
        raise WrongFormat(f"the workbook cannot be read ({reason})", remedy, file=file) from error
    return book


def text_of(value: object) -> str:
    """A cell's value as text."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return unescape(value) if isinstance(value, str) else str(value)


def escape(text: str) -> str:
    """A text as a cell stores it.

    >>> escape("R_x0026_D"), unescape(escape("R_x0026_D")), unescape("R_x0026_D")
    ('R_x005F_x0026_D', 'R_x0026_D', 'R&D')
    """
    return _ESCAPE.sub("_x005F_", text)


def unescape(text: str) -> str:
    """The text that a cell stores."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
