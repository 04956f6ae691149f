"""Stretches of words, one behind the other, of which most have no counterpart."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

# What is taken off each word's log-odds, so that a stretch does not grow over words that say nothing either way.
TAX = 0.5
# What is taken off instead where no stretch is left.
EASED = (0.0, -0.5, -1.0, -2.0, -6.0)
TAXES = (TAX, 1.0, *EASED)


class Stretch(NamedTuple):
    """Words in a row: the sum of their log-odds, the first of them, and the one behind the last."""

    worth: float
    first: int
    last: int


def stretch_out(odds: "Floats", weights: "Floats") -> dict[float, Stretch]:
    """The worst stretch of some words, by what is taken off the log-odds of each.

    Args:
        odds: of each word, that it has no counterpart.
        weights: how much each says.
    """
    taxes = np.array(TAXES, np.float32)
    return dict(zip(TAXES, find_stretches((odds - taxes[:, None]) * weights)))


def find_stretches(rows: "Floats") -> list[Stretch]:
    """In each row the run of values with the largest sum; worth 0 where all are below 0."""
    sums = np.concatenate([np.zeros((len(rows), 1)), np.cumsum(rows, axis=1)], axis=1)
    rises = sums - np.minimum.accumulate(sums, axis=1)
    lasts = rises.argmax(axis=1)
    return [
        Stretch(float(rise[last]), int(total[: last + 1].argmin()), int(last))
        for rise, total, last in zip(rises, sums, lasts)
    ]
