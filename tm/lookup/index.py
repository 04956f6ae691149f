"""The keys of one language, searched for those that are near a query.

A plain index: keys lie in memory by their length, and a query is compared with every key of a
length that can be near enough. Nothing that is near enough is missed, however short.
"""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from tm.lookup.scoring import ROUNDING, window


class Index:
    """Ids of units by the keys of their texts in one language."""

    def __init__(self) -> None:
        self._by_length: dict[int, tuple[list[int], list[str]]] = {}
        self.last = 0
        self.version = -1

    def extend(self, keys: Iterable[tuple[int, str]], *, version: int) -> None:
        """Takes in further keys, of a version of their store; `last` is the id of the newest from then on."""
        for number, key in keys:
            numbers, texts = self._by_length.setdefault(len(key), ([], []))
            numbers.append(number)
            texts.append(key)
            self.last = max(self.last, number)
        self.version = version

    def find(self, key: str, *, minimum: float) -> list[tuple[float, int]]:
        """Similarity and id of every unit whose key is at least `minimum` near, in no order."""
        least, greatest = window(len(key), minimum)
        cutoff = max(0.0, minimum - ROUNDING)
        found: list[tuple[float, int]] = []
        for length, (numbers, texts) in self._by_length.items():
            if least <= length <= greatest:
                # `limit=None` gives all; the default would give the five best of each length.
                hits = process.extract(key, texts, scorer=fuzz.ratio, score_cutoff=cutoff, limit=None)
                found.extend([(near, numbers[at]) for _, near, at in hits])
        return found
