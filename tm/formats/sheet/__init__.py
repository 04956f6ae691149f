"""An alignment as an Excel workbook (ECMA-376), for a person to correct.

The first sheet has a bead a row: numbers of its sentences on both sides, from 1, their texts, its
confidence, a status for the person, and, hidden, the numbers as they were written. The second says what
the beads are of, and holds digests of both texts: a workbook whose texts changed since is refused.
"""

from typing import TYPE_CHECKING

from corpora.lazy import offer

if TYPE_CHECKING:
    from tm.formats.sheet.reader import read_sheet as read_sheet
    from tm.formats.sheet.writer import write_sheet as write_sheet

__getattr__, __dir__ = offer(
    __name__,
    {
        "read_sheet": "tm.formats.sheet.reader",
        "write_sheet": "tm.formats.sheet.writer",
    },
)
