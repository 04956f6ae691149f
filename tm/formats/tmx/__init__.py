"""TMX, the standard file of translation memories (LISA OSCAR, TMX 1.4b)."""

from typing import TYPE_CHECKING

from corpora.lazy import offer

if TYPE_CHECKING:
    from tm.formats.tmx.reader import read_tmx as read_tmx
    from tm.formats.tmx.writer import write_tmx as write_tmx

__getattr__, __dir__ = offer(__name__, {"read_tmx": "tm.formats.tmx.reader", "write_tmx": "tm.formats.tmx.writer"})
