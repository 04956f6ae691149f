"""What is near a key, the nearest first, read from a store only as far as it is asked for."""

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

from rapidfuzz import fuzz, process

from tm.lookup.scoring import ROUNDING, window
from tm.store import Store


class Near(NamedTuple):
    """A variant near the query."""

    similarity: float
    number: int
    tag: str


class Nearest:
    """The variants near a key, in several tags of a language.

    Args:
        store: where they are.
        tags: exact tags.
        key: what they are compared with.
        minimum: the least similarity, from 0 to 100.
    """

    def __init__(self, store: Store, tags: Sequence[str], key: str, *, minimum: float) -> None:
        self._key = key
        self._minimum = minimum
        lengths = window(len(key), minimum)
        self._batches: dict[str, Iterator[tuple[float, list[tuple[int, str]]]]] = {
            tag: store.near(tag, key, lengths=lengths, minimum=minimum) for tag in tags
        }
        # What the next batch of each tag can reach at best, read but not yet compared.
        self._waiting: list[tuple[float, str, list[tuple[int, str]]]] = []
        self._found: list[tuple[float, int, str]] = []
        for tag in tags:
            self._read(tag)

    def take(self, limit: int, *, minimum: float = 0.0) -> list[Near]:
        """The next ones, the nearest first and of equals the last added; fewer than `limit` only at the end.

        Args:
            minimum: none less near is wanted any more; 0 for what the whole asks.
        """
        cutoff = max(self._minimum, minimum)
        taken: list[Near] = []
        while len(taken) < limit:
            best = -self._found[0][0] if self._found else -1.0
            ahead = max(self._waiting, default=None)
            if ahead is not None and ahead[0] >= max(best, cutoff):
                self._waiting.remove(ahead)
                self._compare(ahead[1], ahead[2], cutoff)
                self._read(ahead[1])
            elif self._found and best >= cutoff - ROUNDING:
                similarity, number, tag = heappop(self._found)
                taken.append(Near(-similarity, -number, tag))
            else:
                break
        return taken

    def _read(self, tag: str) -> None:
        batch = next(self._batches[tag], None)
        if batch is not None:
            self._waiting.append((batch[0], tag, batch[1]))

    def _compare(self, tag: str, keys: Sequence[tuple[int, str]], cutoff: float) -> None:
        # `limit=None` gives all; the default would give the five best.
        hits = process.extract(
            self._key,
            [key for _, key in keys],
            scorer=fuzz.ratio,
            score_cutoff=max(0.0, cutoff - ROUNDING),
            limit=None,
        )
        for _, similarity, at in hits:
            heappush(self._found, (-similarity, -keys[at][0], tag))
