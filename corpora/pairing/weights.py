"""Fitted weights: how much each signal counts, as data with the signature of the fit."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpora.pairing.signals import SIGNALS
from corpora.pairing.view import View


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model of choice: each article takes one of those that it is set beside, or none.

    Args:
        bias: log-odds of a pair, against none, of which nothing is known.
        values: weight of each signal, in the order of SIGNALS.
        signature: what it was fitted on and how.
    """

    bias: float
    values: tuple[float, ...]
    signature: str

    def parts(self, view: View) -> list[float]:
        """What each signal adds to the log-odds of a pair."""
        return [weight * signal.measure(view) if weight else 0.0 for signal, weight in zip(SIGNALS, self.values)]

    def score(self, view: View) -> float:
        """The log-odds of a pair against none, as if it had no rivals."""
        return self.bias + sum(self.parts(view))


@cache
def load_weights(name: str) -> Weights:
    """The weights that come with the product.

    Args:
        name: `encoded`, or `plain` for languages that the encoder does not know.
    """
    data = json.loads(files("corpora.pairing").joinpath("weights.json").read_text("utf-8"))[name]
    return Weights(data["bias"], tuple(data["signals"].get(signal.name, 0.0) for signal in SIGNALS), data["signature"])
