"""Many articles -> which are versions of each other: blocking, signals, odds, one to one."""

from typing import TYPE_CHECKING

from corpora.lazy import offer

if TYPE_CHECKING:
    from corpora.pairing.result import ArticlePair as ArticlePair
    from corpora.pairing.result import Pairing as Pairing
    from corpora.pairing.result import Reason as Reason
    from corpora.pairing.result import Single as Single
    from corpora.pairing.search import find_pairs as find_pairs

__getattr__, __dir__ = offer(
    __name__,
    {
        "ArticlePair": "corpora.pairing.result",
        "Pairing": "corpora.pairing.result",
        "Reason": "corpora.pairing.result",
        "Single": "corpora.pairing.result",
        "find_pairs": "corpora.pairing.search",
    },
)
