"""An article or a text cut into segments."""

from typing import overload

from corpora.article import Article, Segment
from corpora.segmentation.boundaries import segment_text
from corpora.segmentation.codes import divide_codes
from corpora.segmentation.ruleset import load_rules


@overload
def segment(source: Article) -> list[Segment]: ...


@overload
def segment(source: str, *, language: str) -> list[Segment]: ...


def segment(source: Article | str, *, language: str = "") -> list[Segment]:
    """The segments of an article or a text, in reading order.

    A line break always ends one. Every block of an article gives its segments, those of the
    metadata too (kind "metadata"): whoever aligns leaves them out.

    Args:
        source: an article, whose language is its own; or a text.
        language: BCP-47 tag of the text.

    Returns:
        segments whose `span` counts in `Article.text`; those of a text have no span.

    >>> [part.text for part in segment("“放心吧。”她说。图书馆九点才关门。", language="zh")]
    ['“放心吧。”她说。', '图书馆九点才关门。']
    >>> [part.text for part in segment("Gate No. 5 is closed. Ask Mr. Sun.", language="en")]
    ['Gate No. 5 is closed.', 'Ask Mr. Sun.']
    """
    if isinstance(source, str):
        rules = load_rules(language)
        return [Segment(span.cut(source)) for span in segment_text(source, rules=rules)]
    rules = load_rules(source.language)
    segments: list[Segment] = []
    for index, (block, offset) in enumerate(zip(source.blocks, source.offsets(), strict=True)):
        spans = list(segment_text(block.text, rules=rules))
        for span, codes in zip(spans, divide_codes(block.codes, spans), strict=True):
            segments.append(Segment(span.cut(block.text), index, block.kind, span.moved(offset), codes))
    return segments
