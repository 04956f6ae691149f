"""How sure an alignment is: of a bead, and of two texts being versions of each other."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpora.alignment.weights import Weights
from corpora.bitext import Bead

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Length, numbers and names alone never settle a bead: more than this is not believed without an encoder.
_PLAIN_CAP = 0.8
# What two sentences must gain each, in cosine, to have been exchanged.
_CLEARLY = 0.05


def calibrate(chance: float, weights: Weights, *, encoded: bool) -> float:
    """The confidence of a bead from its probability under the model, as it was borne out on unseen documents.

    Args:
        chance: from 0 to 1.
        weights: the model; its slope and offset bend the log-odds (Platt 1999).
    """
    chance = min(max(chance, 1e-6), 1 - 1e-6)
    odds = weights.slope * math.log(chance / (1 - chance)) + weights.offset
    return round(min(1 / (1 + math.exp(-odds)), 1.0 if encoded else _PLAIN_CAP), 4)


def is_crossed(cosines: "NDArray[np.float32]") -> bool:
    """Whether sentences of a bead have their counterparts in another order, clearly.

    Args:
        cosines: of its source sentences, a row each, with its target sentences, a column each.

    >>> import numpy as np
    >>> is_crossed(np.array([[0.2, 0.8], [0.7, 0.3]])), is_crossed(np.array([[0.8, 0.2], [0.3, 0.7]]))
    (True, False)
    """
    rows, columns = cosines.shape
    if rows < 2 or columns < 2:
        return False
    # A pair of rows is crossed where each gains by the other order.
    return any(
        cosines[low, right] + cosines[high, left] > cosines[low, left] + cosines[high, right] + 2 * _CLEARLY
        for low in range(rows)
        for high in range(low + 1, rows)
        for left, right in [sorted((int(cosines[low].argmax()), int(cosines[high].argmax())))]
        if left != right
    )


def relate(
    beads: Sequence[Bead], cosines: Sequence[float], source_lengths: Sequence[float], target_lengths: Sequence[float]
) -> float:
    """How much of two texts says the same, from 0 to 1: the cosine of each bead by the share of text in it.

    A bead's probability would not do: with nothing better about, the path makes beads of strangers and is
    sure of them.

    Args:
        beads: of both texts.
        cosines: of each bead; what stands at a bead without counterpart does not count.
        source_lengths, target_lengths: of the segments.

    >>> beads = [Bead((0,), (0,)), Bead((1,), ())]
    >>> relate(beads, [0.8, 0.0], [30.0, 10.0], [30.0])
    0.7
    """
    source, target = sum(source_lengths) or 1.0, sum(target_lengths) or 1.0
    shared = 0.0
    for bead, cosine in zip(beads, cosines):
        if not bead.null:
            ours = sum(source_lengths[i] for i in bead.source) / source
            theirs = sum(target_lengths[j] for j in bead.target) / target
            shared += max(0.0, cosine) * (ours + theirs) / 2
    return round(shared, 4)
