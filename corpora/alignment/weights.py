"""Fitted weights: what the measures of a bead are worth, as data with the signature of the fit."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from corpora.alignment.evidence import Evidence
from corpora.alignment.lattice import SHAPES, Lattice, Scored

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

PAIRED_SHAPES = tuple(shape for shape in SHAPES if 0 not in shape)
SINGLE_SHAPES = tuple(shape for shape in SHAPES if 0 in shape)
_IMPOSSIBLE = -1e30


@dataclass(frozen=True, eq=False)
class Layer:
    """A small network: a weighted sum of the measures, and of what some hidden units make of them.

    Args:
        linear: a weight for each measure.
        bias: for each shape.
        hidden: a row a measure, a column a unit; a unit that falls below zero is silent.
        thresholds: a row a shape, a column a unit.
        out: a weight for each unit.
    """

    linear: "Floats"
    bias: "Floats"
    hidden: "Floats"
    thresholds: "Floats"
    out: "Floats"

    def __call__(self, columns: "Floats", shape: int) -> "Floats":
        """The scores of beads: log-odds up to a constant.

        Args:
            columns: a row a bead, a column a measure.
            shape: its place among the shapes of the layer.
        """
        units = np.maximum(columns @ self.hidden + self.thresholds[shape], 0)
        result: Floats = columns @ self.linear + units @ self.out + self.bias[shape]
        return result


@dataclass(frozen=True, eq=False)
class Weights:
    """A model of beads.

    Args:
        paired: of beads with two sides.
        single: of sentences without counterpart.
        slope, offset: what a bead's log-odds on the path are multiplied by, and what is added, so that they are
            borne out (Platt 1999).
        signature: what it was fitted on and how.
    """

    paired: Layer
    single: Layer
    slope: float
    offset: float
    signature: str

    def score(self, lattice: Lattice, evidence: Iterable[Evidence]) -> Scored:
        """The score of every bead in a band."""
        size = int(lattice.offsets[-1])
        scores = {shape: np.full(size, _IMPOSSIBLE) for shape in SHAPES}
        for part in evidence:
            for shape, cells in part.cells.items():
                if not len(cells):
                    continue
                layer, shapes = (self.single, SINGLE_SHAPES) if 0 in shape else (self.paired, PAIRED_SHAPES)
                scores[shape][cells] = layer(part.columns[shape], shapes.index(shape))
        return Scored(lattice, scores)


@cache
def load_weights(name: str) -> Weights:
    """The weights that come with the product.

    Args:
        name: `encoder`, or `plain` for languages that the encoder does not know.
    """
    with files("corpora.alignment").joinpath("weights.npz").open("rb") as data, np.load(data) as held:
        paired, single = (
            Layer(*(held[f"{name}.{layer}.{part}"].astype(np.float32) for part in Layer.__dataclass_fields__))
            for layer in ("paired", "single")
        )
        about = json.loads(bytes(held[f"{name}.about"]).decode("utf-8"))
    return Weights(paired, single, about["slope"], about["offset"], about["signature"])


def save_weights(tables: dict[str, Weights]) -> dict[str, "NDArray[np.generic]"]:
    """The arrays of `weights.npz`, by name."""
    arrays: dict[str, NDArray[np.generic]] = {}
    for name, weights in tables.items():
        for layer in ("paired", "single"):
            for part in Layer.__dataclass_fields__:
                arrays[f"{name}.{layer}.{part}"] = getattr(getattr(weights, layer), part).astype(np.float16)
        about = {"slope": weights.slope, "offset": weights.offset, "signature": weights.signature}
        arrays[f"{name}.about"] = np.frombuffer(json.dumps(about).encode("utf-8"), np.uint8)
    return arrays
