"""Fitted weights of the search for gaps, as data with the signature of the fit."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Network:
    """Log-odds from measures: a weighted sum, and what some hidden units add; a unit below zero is silent.

    Args:
        linear: a weight for each measure.
        bias: one number.
        hidden: a row a measure, a column a unit.
        thresholds: of the units.
        out: a weight for each unit.
    """

    linear: "Floats"
    bias: "Floats"
    hidden: "Floats"
    thresholds: "Floats"
    out: "Floats"

    def __call__(self, columns: "Floats") -> "Floats":
        """The log-odds of each row."""
        units = np.maximum(columns @ self.hidden + self.thresholds, 0)
        result: Floats = columns @ self.linear + units @ self.out + self.bias
        return result


@dataclass(frozen=True, eq=False)
class PartialWeights:
    """What measures are worth.

    Args:
        words: by whether the language puts spaces between words: whether a word has no counterpart.
        again: the same way: the same, once its neighbours are judged.
        kinds: by the kind of gap: whether it is one. `number` and `name` have a second network, `plain.`
            before the name, for languages that the encoder does not know.
        scales: by the same names: what log-odds are multiplied by, and what is added, so that at 0 two in a
            hundred sound beads are marked.
        signature: what was fitted on and how.
    """

    words: Mapping[bool, Network]
    again: Mapping[bool, Network]
    kinds: Mapping[str, Network]
    scales: Mapping[str, tuple[float, float]]
    signature: str

    def judge(self, kind: str, columns: "Floats") -> "Floats":
        """The score of each candidate of a kind, from 0 to 1; from .5 on it is a gap."""
        slope, offset = self.scales[kind]
        odds = (slope * self.kinds[kind](columns) + offset).clip(-30, 30)
        result: Floats = 1 / (1 + np.exp(-odds))
        return result


_SPACED = {"spaced": True, "unspaced": False}


@cache
def load_partial_weights() -> PartialWeights:
    """The weights that come with the product."""
    with files("corpora.alignment.partial").joinpath("weights.npz").open("rb") as data, np.load(data) as held:
        about = json.loads(bytes(held["about"]).decode("utf-8"))
        arrays = {name: held[name].astype(np.float32) for name in held.files if name != "about"}
    return PartialWeights(
        {spaced: _read(arrays, f"words.{name}") for name, spaced in _SPACED.items()},
        {spaced: _read(arrays, f"again.{name}") for name, spaced in _SPACED.items()},
        {name: _read(arrays, f"kinds.{name}") for name in about["scales"]},
        {name: (slope, offset) for name, (slope, offset) in about["scales"].items()},
        about["signature"],
    )


def save_partial_weights(weights: PartialWeights) -> dict[str, "NDArray[np.generic]"]:
    """The arrays of `weights.npz`, by name."""
    arrays: dict[str, NDArray[np.generic]] = {}
    for name, spaced in _SPACED.items():
        arrays |= _write(weights.words[spaced], f"words.{name}") | _write(weights.again[spaced], f"again.{name}")
    for name, network in weights.kinds.items():
        arrays |= _write(network, f"kinds.{name}")
    about = {"scales": {name: list(scale) for name, scale in weights.scales.items()}, "signature": weights.signature}
    arrays["about"] = np.frombuffer(json.dumps(about).encode("utf-8"), np.uint8)
    return arrays


def _read(arrays: Mapping[str, "Floats"], name: str) -> Network:
    return Network(*(arrays[f"{name}.{part.name}"] for part in fields(Network)))


def _write(network: Network, name: str) -> dict[str, "NDArray[np.generic]"]:
    return {f"{name}.{part.name}": getattr(network, part.name).astype(np.float16) for part in fields(Network)}
