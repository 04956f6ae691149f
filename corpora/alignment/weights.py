"""Fitted weights: how much each measure counts, as data with the signature of the fit."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from corpora.alignment.evidence import PAIRED, SINGLE, Evidence
from corpora.alignment.lattice import SHAPES, Scored, Shape

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Weights:
    """A linear model of beads.

    Beads with two sides share their weights, and so do sentences without counterpart; each shape has a bias.

    Args:
        values: by shape, its bias and then a weight for each measure.
        signature: what it was fitted on and how.
    """

    values: dict[Shape, "Floats"]
    signature: str

    def score(self, evidence: Evidence) -> Scored:
        """The score of every bead: log-odds up to a constant."""
        scores: dict[Shape, Floats] = {}
        size = int(evidence.lattice.offsets[-1])
        for shape, cells in evidence.cells.items():
            weights = self.values[shape]
            scores[shape] = np.full(size, -1e30)
            scores[shape][cells] = weights[0] + evidence.columns[shape] @ weights[1:]
        return Scored(evidence.lattice, scores)


def measures(shape: Shape) -> tuple[str, ...]:
    """Names of the measures of a shape, the bias first."""
    return ("bias", *(SINGLE if 0 in shape else PAIRED))


@cache
def load_weights(name: str) -> Weights:
    """The weights that come with the product.

    Args:
        name: `encoder`, or `plain` for languages that the encoder does not know.
    """
    data = json.loads(files("corpora.alignment").joinpath("weights.json").read_text("utf-8"))[name]
    values = {
        shape: np.array(
            [
                data["bias"][f"{shape[0]}-{shape[1]}"] if measure == "bias" else data[_table(shape)][measure]
                for measure in measures(shape)
            ]
        )
        for shape in SHAPES
    }
    return Weights(values, data["signature"])


def _table(shape: Shape) -> str:
    return "single" if 0 in shape else "paired"
