"""What pairing finds: pairs with score and reasons, and articles left alone. Values only."""

from dataclasses import dataclass
from typing import NamedTuple

from corpora.article import Article
from corpora.errors import Invalid


class Reason(NamedTuple):
    """What spoke for a pair, or against it.

    Args:
        signal: its name.
        weight: what it added to the log-odds; below 0 where it spoke against the pair.
        text: what stands behind it, for a person.
    """

    signal: str
    weight: float
    text: str


@dataclass(frozen=True, slots=True)
class ArticlePair:
    """Two articles that are versions of each other.

    Args:
        score: the probability that they are, from 0 to 1.
        reasons: those that weigh most first.
    """

    source: Article
    target: Article
    score: float
    reasons: tuple[Reason, ...]

    def __post_init__(self) -> None:
        if not 0.0 <= self.score <= 1.0:
            raise Invalid(f"a pair with a score of {self.score}", "Scores are from 0 to 1")


@dataclass(frozen=True, slots=True)
class Single:
    """An article without a version.

    Args:
        score: of the pair that it came nearest to; 0 where there was none.
        nearest: the other article of that pair.
        same_as: an article with the same text, which stands for both.
    """

    article: Article
    score: float = 0.0
    nearest: Article | None = None
    same_as: Article | None = None


@dataclass(frozen=True, slots=True)
class Pairing:
    """All that was found among some articles.

    Args:
        pairs: in the order of their sources.
        singles: articles without a version in any language, in the order they came.
        signature: how the result was made.
    """

    pairs: tuple[ArticlePair, ...]
    singles: tuple[Single, ...]
    signature: str
