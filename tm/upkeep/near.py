"""Pairs of texts that are nearly alike, found among all of them without comparing each with each."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from tm.lookup.scoring import similarity, window


def find_near(keys: Sequence[str], *, minimum: int) -> Iterator[tuple[int, int, float]]:
    """The places of every two different keys that are at least `minimum` alike, and their similarity.

    A key is cut into one piece more than insertions and deletions may part it from its partner: one piece at least
    stands in the partner as it is, and hardly shifted (Li et al., Pass-Join: A Partition-based Method for Similarity
    Joins, 2011). Pieces of the shorter keys wait in tables; longer ones ask there.

    Args:
        keys: all different.
        minimum: from 50 to 100.

    >>> list(find_near(["产业园今年三月开园.", "今年3月", "产业园于今年三月开园."], minimum=90))
    [(0, 2, 95.23809523809523)]
    """
    order = sorted(range(len(keys)), key=lambda at: len(keys[at]))
    tables: dict[int, list[dict[str, list[int]]]] = {}
    for at in order:
        key = keys[at]
        least = window(len(key), minimum)[0]
        for length in [length for length in tables if length < least]:
            # Nobody who comes is near to so short a key.
            del tables[length]
        for other in _candidates(key, tables, minimum):
            near = similarity(key, keys[other])
            if near >= minimum:
                yield min(at, other), max(at, other), near
        pieces = _pieces(len(key), minimum)
        waiting = tables.setdefault(len(key), [defaultdict(list) for _ in pieces])
        for table, (start, end) in zip(waiting, pieces):
            table[key[start:end]].append(at)


def _candidates(key: str, tables: dict[int, list[dict[str, list[int]]]], minimum: int) -> set[int]:
    """The places of shorter keys, or of the same length, of which a piece stands in this one, where it may."""
    found: set[int] = set()
    for length, waiting in tables.items():
        most, more = _edits(length, len(key), minimum), len(key) - length
        # So many characters went in and so many went out in all: a piece has moved by no more.
        left, right = (most - more) // 2, (most + more) // 2
        for table, (start, end) in zip(waiting, _pieces(length, minimum)):
            for place in range(max(0, start - left), min(len(key) - (end - start), start + right) + 1):
                if places := table.get(key[place : place + end - start]):
                    found.update(places)
    return found


def _edits(one: int, other: int, minimum: int) -> int:
    """The most insertions and deletions between keys of two lengths that are `minimum` alike."""
    return int((one + other) * Fraction(100 - minimum, 100))


def _pieces(length: int, minimum: int) -> list[tuple[int, int]]:
    """Where a key is cut: into pieces about equally long, one more than it may have edits; no more than characters."""
    longest = int(window(length, minimum)[1])
    count = max(1, min(length, _edits(length, longest, minimum) + 1))
    cuts = [length * number // count for number in range(count + 1)]
    return list(pairwise(cuts))
