"""A segment searched: which of its keys can be near a query, and how near at best."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from tm.sqlite.index.building import LEFT_OUT, Built
from tm.sqlite.index.form import SHORT
from tm.sqlite.index.grams import grams, signatures, sketches

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tm.sqlite.index.grams import Ints

# Keys up to this length have too few runs: all of the window are compared by their characters.
_BRIEF = 8
# So few keys are compared in the same way, and so are all where the least similarity is so low.
_FEW, _FAR = 512, 50
# Ranks that are read for a query in a segment, of the rarest runs first.
_READ = 45_000
# Keys whose sketches are compared with the query's, those with most runs in common: at most, and at least.
_COMPARED, _ENOUGH = 12_000, 512
# Candidates of a segment that are looked at, at least and at most: a family of texts that differ by a few words is
# larger than one thinks. Between the two those whose sketch is nearer than that of texts that have nothing to do with
# the query by so much as their similarity says, with a margin.
_LOOKED_AT, _MARGIN = (64, 384), 1.25
_SAMPLE = 256


class Candidates(NamedTuple):
    """Ids of units, and what speaks for each: how near its key can be at best, from 0 to 100."""

    ids: "Ints"
    bounds: "NDArray[np.float64]"


NONE = Candidates(np.zeros(0, np.int64), np.zeros(0))


def rank(found: Sequence[Candidates]) -> tuple[list[int], list[float]]:
    """The ids and bounds of all candidates, the likeliest first, of equals the last added."""
    ids, bounds = Candidates(*map(np.concatenate, zip(*found, strict=True)))
    order = np.lexsort((-ids, -bounds))
    return ids[order].tolist(), bounds[order].tolist()


@dataclass(frozen=True, eq=False)
class Segment:
    """Keys of one language in units of a range of ids, by rank.

    Args:
        first, last: of the range.
        ids, signatures, sketches, lengths, counts: as in `building.Built`.
        read: the ranks of some buckets, in any order of the buckets.
    """

    first: int
    last: int
    ids: "Ints"
    signatures: "NDArray[np.uint64]"
    sketches: "NDArray[np.uint64]"
    lengths: "NDArray[np.uint32]"
    counts: "NDArray[np.uint32]"
    read: Callable[[Sequence[int]], "list[NDArray[np.uint32]]"]

    @classmethod
    def of(cls, built: Built, first: int, last: int) -> "Segment":
        """A segment that is held in memory."""
        lists = dict(built.lists())

        def read(buckets: Sequence[int]) -> "list[NDArray[np.uint32]]":
            return [lists[bucket] for bucket in buckets if bucket in lists]

        return cls(first, last, built.ids, built.signatures, built.sketches, built.lengths, built.counts, read)


class Wanted:
    """A query made ready for any segment.

    Args:
        key: what is looked for.
        least, greatest: lengths that a near key can have.
        minimum: the least similarity, from 0 to 100.
    """

    def __init__(self, key: str, *, least: int, greatest: float, minimum: float) -> None:
        self.key, self.least, self.greatest, self.minimum = key, least, greatest, minimum
        self.signature = signatures([key])[0]
        self.sketch = sketches([key])[0]
        self._runs: dict[bool, Ints] = {}

    def runs(self, short: bool) -> "Ints":
        """The buckets of the key, read as a short one or as a long one."""
        if short not in self._runs:
            self._runs[short] = np.unique(grams([self.key], short=[short])[0])
        return self._runs[short]

    def search(self, segment: Segment) -> Candidates:
        """What of a segment can be near, in no order."""
        first = int(np.searchsorted(segment.lengths, np.uint32(self.least), "left"))
        last = len(segment.lengths)
        if self.greatest < np.iinfo(np.uint32).max:
            last = int(np.searchsorted(segment.lengths, np.uint32(self.greatest), "right"))
        if len(self.key) <= _BRIEF or last - first <= _FEW or self.minimum < _FAR:
            return self._bounded(segment, np.arange(first, last), None)
        middle = min(max(int(np.searchsorted(segment.lengths, np.uint32(SHORT), "left")), first), last)
        if np.array_equal(self.runs(True), self.runs(False)):
            middle = first
        found = [
            self._by_runs(segment, start, end, short)
            for start, end, short in ((first, middle, True), (middle, last, False))
            if start < end
        ]
        return found[0] if len(found) == 1 else Candidates(*map(np.concatenate, zip(*found, strict=True)))

    def sharing(self, segment: Segment, limit: int) -> Candidates:
        """The keys of any length that have the most runs of this key, and how much, rare runs above all."""
        middle = int(np.searchsorted(segment.lengths, np.uint32(SHORT), "left"))
        found = [NONE]
        for start, end, short in ((0, middle, True), (middle, len(segment.lengths), False)):
            buckets, counts = self._rarest(segment, short)
            read = [(ranks, 1.0 / len(ranks) ** 0.5) for ranks in segment.read(buckets[counts > 0].tolist())]
            if not read:
                continue
            ranks = np.concatenate([one for one, _ in read])
            weight = np.concatenate([np.full(len(one), each) for one, each in read])
            inside = (ranks >= np.uint32(start)) & (ranks < np.uint32(end))
            known, places = np.unique(ranks[inside], return_inverse=True)
            total = np.bincount(places, weight[inside], minlength=len(known)).astype(np.float64)
            best = np.argsort(-total, kind="stable")[:limit]
            found.append(Candidates(segment.ids[known[best]], total[best]))
        return Candidates(*map(np.concatenate, zip(*found, strict=True)))

    def _rarest(self, segment: Segment, short: bool) -> "tuple[Ints, NDArray[np.uint32]]":
        """The buckets of the key that a query reads, those of rare runs, and how many ranks each has."""
        buckets = self.runs(short)
        counts = segment.counts[buckets]
        known = counts != LEFT_OUT
        buckets, counts = buckets[known], counts[known]
        order = np.argsort(counts, kind="stable")
        buckets, counts = buckets[order], counts[order]
        used = max(1, int(np.searchsorted(np.cumsum(counts), _READ, "right")))
        return buckets[:used], counts[:used]

    def _by_runs(self, segment: Segment, first: int, last: int, short: bool) -> Candidates:
        buckets, counts = self._rarest(segment, short)
        if not len(buckets):
            return self._bounded(segment, np.arange(first, last), self._expected(segment, first, last))
        lists = segment.read(buckets[counts > 0].tolist())
        ranks = np.concatenate([np.zeros(0, np.uint32), *lists])
        # Of the same type as the ranks, or NumPy would copy them into another.
        ranks = ranks[(ranks >= np.uint32(first)) & (ranks < np.uint32(last))]
        ranks.sort()
        starts = np.flatnonzero(np.append(True, ranks[1:] != ranks[:-1])) if len(ranks) else np.zeros(0, np.int64)
        shared = np.diff(starts, append=len(ranks))
        # Those with the most runs in common: with fewer runs, too, until there are enough.
        more = len(shared) - np.cumsum(np.bincount(shared, minlength=1))
        least = int(np.argmax(more <= _COMPARED))
        chosen = np.flatnonzero(shared > least if more[least] >= _ENOUGH else shared >= least)
        return self._bounded(segment, ranks[starts[chosen]], self._expected(segment, first, last))

    def _expected(self, segment: Segment, first: int, last: int) -> float:
        """How far apart the sketches of a key just near enough and of the query are, by what chance makes of others."""
        ranks = np.linspace(first, last - 1, _SAMPLE).astype(np.int64)
        apart = np.bitwise_count(segment.sketches[ranks] ^ self.sketch).sum(axis=1)
        usual = float((apart / (segment.lengths[ranks].astype(np.int64) + len(self.key))).mean())
        return usual * 2 * (1 - self.minimum / 100) * _MARGIN

    def _bounded(self, segment: Segment, ranks: "NDArray[Any]", expected: float | None) -> Candidates:
        """Those that may be near enough; where it is known how far apart they are expected to be, the likeliest."""
        lengths = segment.lengths[ranks].astype(np.int64)
        both = lengths + len(self.key)
        pairs = np.bitwise_count(segment.sketches[ranks] ^ self.sketch).sum(axis=1)
        characters = np.bitwise_count(segment.signatures[ranks] ^ self.signature)
        distance = np.maximum(pairs / 3, np.maximum(characters, np.abs(lengths - len(self.key))))
        bounds = 100.0 * (both - distance) / both
        chosen = np.flatnonzero(bounds >= self.minimum)
        if expected is not None:
            apart = (pairs / both)[chosen]
            limit = min(max(int((apart <= expected).sum()), _LOOKED_AT[0]), _LOOKED_AT[1])
            if len(chosen) > limit:
                chosen = chosen[np.argpartition(apart, limit)[:limit]]
        return Candidates(segment.ids[ranks[chosen]], bounds[chosen])
