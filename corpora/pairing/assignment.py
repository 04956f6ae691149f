"""One to one: what the chance of each pair is, when no article may be in two, and which pairs that leaves.

The chances are those of a pair in all ways to pair the articles, each way as likely as the product of its pairs'
odds (the monomer-dimer model of Heilmann and Lieb 1972), by belief propagation, which is exact where no rivals
form a ring. An article that surely belongs to another is no rival.
"""

from collections.abc import Sequence

import numpy as np

Pair = tuple[int, int]
# Beyond this, odds are certain enough and would only overflow.
_SURE = 40.0
_ROUNDS, _STILL = 400, 1e-6


def settle(pairs: Sequence[Pair], log_odds: Sequence[float]) -> list[float]:
    """The probability of each pair, from 0 to 1; those of one article add up to 1 at most.

    Args:
        pairs: numbers on either side; none twice.
        log_odds: of a pair against none, as if it had no rivals.

    >>> [round(chance, 2) for chance in settle([(0, 0), (0, 1), (1, 1)], [3.0, 3.0, 9.0])]
    [0.95, 0.0, 1.0]
    """
    if not pairs:
        return []
    ends = np.asarray(pairs, np.int64).T
    counts = ends.max(axis=1) + 1
    odds = np.exp(np.clip(np.asarray(log_odds, np.float64), -_SURE, _SURE))
    # How free an end is, as its partner in a pair sees it: 1 where it has no other pair.
    free = np.ones((2, len(pairs)))
    before = free
    for _ in range(_ROUNDS):
        offers = odds * free[::-1]
        sums = [np.bincount(end, weights=offer, minlength=count) for end, offer, count in zip(ends, offers, counts)]
        others = np.array([total[end] - offer for total, end, offer in zip(sums, ends, offers)])
        before, free = free, 1 / (1 + np.maximum(others, 0.0))
        if np.abs(free - before).max() < _STILL:
            break
    # Where rivals are all but equal the rounds swing about the answer, which lies between two of them.
    middle = odds * np.sqrt(free * before).prod(axis=0)
    chances: list[float] = (middle / (1 + middle)).tolist()
    return chances


def choose(pairs: Sequence[Pair], chances: Sequence[float], *, minimum: float = 0.5) -> list[int]:
    """Which of the pairs are made: numbers into `pairs`, in their order.

    Above a chance of one half no two pairs share an article. Below it the likelier pair is made first,
    of equal ones the earlier, and no article is paired twice.
    """
    taken: tuple[set[int], set[int]] = (set(), set())
    chosen = []
    for number in sorted(range(len(pairs)), key=lambda number: (-chances[number], pairs[number])):
        row, column = pairs[number]
        if chances[number] >= minimum and row not in taken[0] and column not in taken[1]:
            taken[0].add(row)
            taken[1].add(column)
            chosen.append(number)
    return sorted(chosen)
