"""How sure an alignment is: of a bead, and of two articles being versions of each other."""

from corpora.bitext import Bitext

# Length, numbers and names alone never settle a bead: more than this is not believed without an encoder.
_PLAIN_CAP = 0.8


def cap(chance: float, *, encoded: bool) -> float:
    """The confidence of a bead from its probability under the model, from 0 to 1."""
    return min(max(chance, 0.0), 1.0 if encoded else _PLAIN_CAP)


def relatedness(bitext: Bitext) -> float:
    """How much of two texts says the same, from 0 to 1.

    The share of both texts, by length, that stands in beads with two sides, each weighted by its
    confidence. Versions of a story, cut and rewritten, stay well above unrelated stories.
    """
    pairs = list(bitext.pairs())
    source = sum(len(pair.source) for pair in pairs) or 1
    target = sum(len(pair.target) for pair in pairs) or 1
    shared = sum(
        pair.bead.confidence * (len(pair.source) / source + len(pair.target) / target)
        for pair in pairs
        if not pair.bead.null
    )
    return shared / 2
