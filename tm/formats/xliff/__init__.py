"""XLIFF, the standard file of texts in translation (OASIS, XLIFF 2.1)."""

from typing import TYPE_CHECKING

from corpora.lazy import offer

if TYPE_CHECKING:
    from tm.formats.xliff.reader import read_xliff as read_xliff
    from tm.formats.xliff.writer import write_xliff as write_xliff

__getattr__, __dir__ = offer(
    __name__, {"read_xliff": "tm.formats.xliff.reader", "write_xliff": "tm.formats.xliff.writer"}
)
