"""The rows of a table, whatever file it is in: text with commas, semicolons or tabs, or an Excel workbook."""

import csv
import re
from collections.abc import Iterator
from datetime import date, datetime
from io import StringIO
from os import PathLike

from corpora.errors import WrongFormat
from corpora.files import decode, read_bytes
from tm.formats.termlist.columns import find_column

_SEPARATORS = "\t;,"
# Excel's own first line, which names the separator.
_SEP = re.compile(r"sep=(.)\n", re.I)
# Space that spreadsheets put around cells, and marks of no width.
_EDGES = " \t\r\n\u00a0\u3000\u200b\ufeff"
Row = tuple[int, list[str]]


def read_rows(path: str | PathLike[str], languages: tuple[str, str]) -> Iterator[Row]:
    """Line, from 1, and cells of every row of a file that is not blank; encoding and separator are found.

    Of a workbook the first sheet with anything in it is read.

    Raises:
        WrongFormat: it is no table; a quotation mark is not closed, with line and column.
        Missing: a workbook, and openpyxl is not installed.
    """
    data = read_bytes(path)
    if data.startswith(b"PK"):
        yield from _workbook_rows(data, path)
        return
    try:
        text = decode(data, file=path)[0]
    except WrongFormat as error:
        raise WrongFormat(error.cause, "Save the glossary as CSV or .xlsx", file=path, line=error.line) from None
    named = _SEP.match(text)
    if named:
        text = "\n" + text[named.end() :]
    yield from _text_rows(text, named[1] if named else _separator(text, languages), path)


def _separator(text: str, languages: tuple[str, str]) -> str:
    """The separator under which the first row is a header, or else most of the first rows have two cells."""
    best, most = ",", 0
    for separator in _SEPARATORS:
        rows: list[list[str]] = []
        try:
            for row in csv.reader(StringIO(text), delimiter=separator):
                if any(cell.strip(_EDGES) for cell in row):
                    rows.append(row)
                if len(rows) == 50:
                    break
        except csv.Error:
            pass
        if rows and len(rows[0]) > 1 and any(find_column(cell, languages) for cell in rows[0]):
            return separator
        two = sum(len(row) == 2 for row in rows)
        if two > most:
            best, most = separator, two
    return best


def _text_rows(text: str, separator: str, path: str | PathLike[str]) -> Iterator[Row]:
    reader = csv.reader(StringIO(text), delimiter=separator, strict=True)
    line = 1
    try:
        for row in reader:
            if cells := _tidy(row):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        column = _column(text, line, separator)
        raise WrongFormat(
            f"column {column}: a quotation mark is not closed, or stands inside a cell ({error})",
            'Put the whole cell into quotation marks, and write "" for one inside it',
            file=path,
            line=line,
        ) from None


def _tidy(row: list[str]) -> list[str]:
    cells = [cell.strip(_EDGES) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _column(text: str, line: int, separator: str) -> int:
    """The column, from 1, of the first quotation mark of a line that does not stand at the ends of a cell."""
    cells = text.split("\n")[line - 1].split(separator)
    for number, cell in enumerate(cells, start=1):
        inner = cell.strip()
        if inner.count('"') % 2 or ('"' in inner and not (inner[0] == inner[-1] == '"')):
            return number
    return 1


def _workbook_rows(data: bytes, path: str | PathLike[str]) -> Iterator[Row]:
    # Imported here: a table of text needs no parser of XML.
    from corpora.workbook import open_workbook, text_of

    try:
        book = open_workbook(data, file=path, values=True)
    except WrongFormat as error:
        if "this is no Excel workbook" in error.cause:
            raise WrongFormat(
                "this is a zip archive, not a table", "Save the glossary as CSV or .xlsx", file=path
            ) from None
        raise
    for sheet in book.worksheets:
        rows = enumerate(sheet.iter_rows(values_only=True), start=1)
        found = [
            (line, cells) for line, row in rows if (cells := _tidy([_dated(value) or text_of(value) for value in row]))
        ]
        if found:
            yield from found
            return


def _dated(value: object) -> str:
    """A day as ISO 8601 writes it; nothing for a value that is none."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else ""
