"""Documents, language, and sentences side by side. Knows nothing of the floors above."""

from typing import TYPE_CHECKING

from corpora.lazy import offer

if TYPE_CHECKING:
    from corpora.alignment import align as align
    from corpora.article import Article as Article
    from corpora.article import Block as Block
    from corpora.article import Origin as Origin
    from corpora.article import Segment as Segment
    from corpora.bitext import Bead as Bead
    from corpora.bitext import Bitext as Bitext
    from corpora.bitext import SegmentPair as SegmentPair
    from corpora.errors import DuizhaoError as DuizhaoError
    from corpora.readers import read as read
    from corpora.readers.folder import read_folder as read_folder
    from corpora.segmentation import segment as segment
    from corpora.text import Code as Code
    from corpora.text import Span as Span

__getattr__, __dir__ = offer(
    __name__,
    {
        "align": "corpora.alignment",
        "Article": "corpora.article",
        "Block": "corpora.article",
        "Origin": "corpora.article",
        "Segment": "corpora.article",
        "Bead": "corpora.bitext",
        "Bitext": "corpora.bitext",
        "SegmentPair": "corpora.bitext",
        "DuizhaoError": "corpora.errors",
        "read": "corpora.readers",
        "read_folder": "corpora.readers.folder",
        "segment": "corpora.segmentation",
        "Code": "corpora.text",
        "Span": "corpora.text",
    },
)
