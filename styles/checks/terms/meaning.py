"""Which concept a term of the source means: by the words around it, and by the day of the story."""

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from math import inf

from corpora.bitext import Bitext
from corpora.language import unspaced
from corpora.text import Span, fold_key
from styles.spotting import Spotted
from tm.glossary import Concept

_BETWEEN = re.compile(r"\s*[|、；;]\s*")
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")


def story_date(bitext: Bitext) -> str:
    """The day of the story, or else of its version, as ISO 8601 writes it; empty where neither says it."""
    articles = (bitext.source_article, bitext.target_article)
    return next((article.origin.published[:10] for article in articles if article and article.origin.published), "")


@lru_cache(maxsize=4096)
def conditions(context: str, language: str) -> tuple[str, ...]:
    """The words of which the source must have one for an entry to be meant; none where its context is a remark.

    Words of the source's own script are conditions. In a language with spaces they are conditions only where
    there are several, with ` | ` between them.

    >>> conditions("汽车 | 新能源", "zh"), conditions("a district of Chongqing", "zh"), conditions("car | plant", "en")
    (('汽车', '新能源'), (), ('car', 'plant'))
    """
    words = [fold_key(word) for word in _BETWEEN.split(context.strip()) if word]
    if unspaced(language):
        return tuple(word for word in words if _HAN.search(word))
    return tuple(words) if len(words) > 1 else ()


class Surroundings:
    """The source of a story, as what stands around its terms.

    Args:
        texts: its beads.
        language: BCP-47 tag of it.
        date: of the story, ISO 8601; empty where it is not known.
    """

    def __init__(self, texts: Sequence[str], language: str, date: str) -> None:
        self._texts = texts
        self._language = language
        self._date = date
        self._places: dict[str, list[int]] = {}

    def meant(self, spotted: Sequence[Spotted], index: int) -> list[Spotted]:
        """Of what was spotted in a bead what the words mean there.

        Of concepts that share a place those are meant whose words stand nearest; where none has its words in the
        story, those that set no condition. Names that were not in force on the day are never meant.
        """
        current = self.current(spotted)
        if not any(each.concept.context for each in current):
            return current
        distances = [self._distance(each.concept, index) for each in current]
        nearest: dict[Span, float] = {}
        for each, distance in zip(current, distances, strict=True):
            if distance is not None:
                nearest[each.span] = min(distance, nearest.get(each.span, inf))
        return [
            each
            for each, distance in zip(current, distances, strict=True)
            if distance is not None and distance == nearest[each.span]
        ]

    def current(self, spotted: Sequence[Spotted]) -> list[Spotted]:
        """Of what was spotted the names that are right on the day of the story."""
        return [each for each in spotted if each.concept.in_force(self._date)]

    def _distance(self, concept: Concept, index: int) -> float | None:
        """How many beads away the nearest word of a concept stands: infinity without a condition, None if nowhere."""
        words = conditions(concept.context, self._language) if concept.context else ()
        if not words:
            return inf
        return min((abs(at - index) for word in words for at in self._find(word)), default=None)

    def _find(self, word: str) -> list[int]:
        if word not in self._places:
            pattern = re.compile(re.escape(word) if unspaced(self._language) else rf"\b{re.escape(word)}\b")
            self._places[word] = [at for at, key in enumerate(self._keys) if pattern.search(key)]
        return self._places[word]

    @cached_property
    def _keys(self) -> list[str]:
        return [fold_key(text) for text in self._texts]
