"""How sure an alignment is: of a bead, and of two texts being versions of each other."""

from collections.abc import Sequence

from corpora.bitext import Bead

# Length, numbers and names alone never settle a bead: more than this is not believed without an encoder.
_PLAIN_CAP = 0.8


def cap(chance: float, *, encoded: bool) -> float:
    """The confidence of a bead from its probability under the model, from 0 to 1."""
    return min(max(chance, 0.0), 1.0 if encoded else _PLAIN_CAP)


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
