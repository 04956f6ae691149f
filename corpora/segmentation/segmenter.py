"""An article or a text cut into segments."""

import re
from collections.abc import Callable
from typing import overload

from corpora.article import Article, Block, Segment
from corpora.language import detect, unspaced
from corpora.segmentation.boundaries import segment_text
from corpora.segmentation.codes import divide_codes
from corpora.segmentation.ruleset import RuleSet, load_rules

Rules = Callable[[str], RuleSet]
# The scripts without spaces, and nearly nothing else, stand behind this character.
_WIDE = re.compile("[^\u0000-\u2e7f]")


@overload
def segment(source: Article, *, rules: Rules = load_rules) -> list[Segment]: ...


@overload
def segment(source: str, *, language: str, rules: Rules = load_rules) -> list[Segment]: ...


def segment(source: Article | str, *, language: str = "", rules: Rules = load_rules) -> list[Segment]:
    """The segments of an article or a text, in reading order.

    A line break always ends one. Every block of an article gives its segments, those of the
    metadata too (kind "metadata"): whoever aligns leaves them out.

    Args:
        source: an article, whose language is its own; or a text.
        language: BCP-47 tag of the text.
        rules: gives the rules for a language; our own where none is named.

    Returns:
        segments whose `span` counts in `Article.text`; those of a text have no span.

    >>> [part.text for part in segment("“放心吧。”她说。图书馆九点才关门。", language="zh")]
    ['“放心吧。”她说。', '图书馆九点才关门。']
    >>> [part.text for part in segment("Gate No. 5 is closed. Ask Mr. Sun.", language="en")]
    ['Gate No. 5 is closed.', 'Ask Mr. Sun.']
    """
    if isinstance(source, str):
        return [Segment(span.cut(source)) for span in segment_text(source, rules=rules(language))]
    segments: list[Segment] = []
    for index, (block, offset) in enumerate(zip(source.blocks, source.offsets(), strict=True)):
        cut = rules(_language(block, source.language))
        spans = list(segment_text(block.text, rules=cut))
        for span, codes in zip(spans, divide_codes(block.codes, spans, sides=cut.sides), strict=True):
            segments.append(Segment(span.cut(block.text), index, block.kind, span.moved(offset), codes))
    return segments


def _language(block: Block, own: str) -> str:
    """The language whose rules cut a block: the story's own, but for Chinese in another story, or the reverse."""
    wide = len(_WIDE.findall(block.text))
    if (wide * 4 > len(block.text)) == unspaced(own):
        return own
    found = detect(block.text, among=(own, "en" if unspaced(own) else "zh"))
    return found if found and unspaced(found) != unspaced(own) else own
