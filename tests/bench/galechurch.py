"""The peer that aligns by length alone: Gale and Church, A Program for Aligning Sentences (1993)."""

import math
from collections.abc import Sequence

# Prior probabilities of the bead shapes and the variance of the length ratio, from the paper (sections 3.1, 3.2).
_PRIORS = {(1, 1): 0.89, (1, 0): 0.00495, (0, 1): 0.00495, (1, 2): 0.0445, (2, 1): 0.0445, (2, 2): 0.011}
_VARIANCE = 6.8

Beads = list[tuple[tuple[int, ...], tuple[int, ...]]]


def align(source: Sequence[str], target: Sequence[str]) -> Beads:
    """Beads by length in characters; the mean ratio is that of the two texts."""
    ours, theirs = [len(text) for text in source], [len(text) for text in target]
    ratio = sum(theirs) / max(1, sum(ours))
    costs = {(0, 0): 0.0}
    steps: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(len(ours) + 1):
        for j in range(len(theirs) + 1):
            for (n, m), prior in _PRIORS.items():
                before = costs.get((i - n, j - m))
                if before is None:
                    continue
                cost = before - math.log(prior) + _surprise(sum(ours[i - n : i]), sum(theirs[j - m : j]), ratio)
                if cost < costs.get((i, j), math.inf):
                    costs[i, j] = cost
                    steps[i, j] = (n, m)
    beads: Beads = []
    i, j = len(ours), len(theirs)
    while i or j:
        n, m = steps[i, j]
        beads.append((tuple(range(i - n, i)), tuple(range(j - m, j))))
        i, j = i - n, j - m
    return beads[::-1]


def _surprise(source: int, target: int, ratio: float) -> float:
    mean = (source + target / ratio) / 2
    if not mean:
        return 0.0
    delta = abs(target - source * ratio) / math.sqrt(mean * _VARIANCE)
    return -math.log(max(math.erfc(delta / math.sqrt(2)), 1e-300))
