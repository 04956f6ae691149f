"""What a pair is like as a whole: how free its translation is, how much of it has a counterpart."""

from typing import NamedTuple

import numpy as np

from corpora.alignment.window import Window

# Under this cosine, sentences that say the same become rare.
STRANGERS = 0.45


class Document(NamedTuple):
    """Measures of the whole pair, or of the stretch of it that a window sees.

    Args:
        best: the median of each sentence's best cosine opposite.
        words: the share of words that have a counterpart opposite.
        strangers: the share of sentences with nothing like them opposite.
        lengths: logarithm of target length over source length, of the whole pair.
        counts: logarithm of target sentences over source sentences, of the whole pair.
    """

    best: float
    words: float
    strangers: float
    lengths: float
    counts: float


def read_document(window: Window, *, lengths: float, counts: float) -> Document:
    """The measures of a window; without an encoder only lengths and counts say something."""
    lengths, counts = max(-1.0, min(1.0, lengths)), max(-1.0, min(1.0, counts))
    if not window.encoded:
        return Document(0.0, 0.0, 0.0, lengths, counts)
    bests = [best for best, _ in window.nearest]
    sides = window.coverage
    return Document(
        best=_mean([float(np.median(best)) for best in bests]),
        words=_mean([float(np.average(side.best_words, weights=side.word_weights)) for side in sides]),
        strangers=_mean([float((best < STRANGERS).mean()) for best in bests]),
        lengths=lengths,
        counts=counts,
    )


def _mean(values: "list[float]") -> float:
    return sum(values) / len(values)
