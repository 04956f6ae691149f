"""Articles and texts cut into segments by rules that are data."""

from typing import TYPE_CHECKING

from corpora.lazy import offer

if TYPE_CHECKING:
    from corpora.segmentation.boundaries import find_boundaries as find_boundaries
    from corpora.segmentation.boundaries import segment_text as segment_text
    from corpora.segmentation.ruleset import RuleSet as RuleSet
    from corpora.segmentation.ruleset import load_rules as load_rules
    from corpora.segmentation.segmenter import segment as segment

__getattr__, __dir__ = offer(
    __name__,
    {
        "find_boundaries": "corpora.segmentation.boundaries",
        "segment_text": "corpora.segmentation.boundaries",
        "RuleSet": "corpora.segmentation.ruleset",
        "load_rules": "corpora.segmentation.ruleset",
        "segment": "corpora.segmentation.segmenter",
    },
)
