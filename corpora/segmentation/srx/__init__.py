"""Segmentation Rules eXchange 2.0 (LISA OSCAR, 2008): the rules of other tools in, ours out."""

from typing import TYPE_CHECKING

from corpora.lazy import offer

if TYPE_CHECKING:
    from corpora.segmentation.srx.reader import SrxRules as SrxRules
    from corpora.segmentation.srx.reader import read_srx as read_srx
    from corpora.segmentation.srx.writer import SrxReport as SrxReport
    from corpora.segmentation.srx.writer import write_srx as write_srx

__getattr__, __dir__ = offer(
    __name__,
    {
        "SrxRules": "corpora.segmentation.srx.reader",
        "read_srx": "corpora.segmentation.srx.reader",
        "SrxReport": "corpora.segmentation.srx.writer",
        "write_srx": "corpora.segmentation.srx.writer",
    },
)
