"""Glossaries as tables: CSV, TSV and Excel workbooks, as people keep them in a spreadsheet.

The first row names the columns: language tags (`zh`, `en-GB`), a tag with a status (`en:short`,
`en:admitted`, `en:deprecated`, `en:forbidden`), a status alone for the second language, and `type`,
`context`, `note`, `since`, `until`. A row is a concept; a cell may hold several terms parted by ` | `,
and the first in the column of a language is the preferred one. A table of two columns needs no header.
"""

from typing import TYPE_CHECKING

from corpora.lazy import offer

if TYPE_CHECKING:
    from tm.formats.termlist.reader import load_glossary as load_glossary
    from tm.formats.termlist.reader import read_termlist as read_termlist
    from tm.formats.termlist.writer import write_termlist as write_termlist
    from tm.formats.termlist.writer import write_workbook as write_workbook

__getattr__, __dir__ = offer(
    __name__,
    {
        "load_glossary": "tm.formats.termlist.reader",
        "read_termlist": "tm.formats.termlist.reader",
        "write_termlist": "tm.formats.termlist.writer",
        "write_workbook": "tm.formats.termlist.writer",
    },
)
