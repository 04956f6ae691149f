"""The embedded encoder's layers, in NumPy.

A token has a vector. Three convolutions, twice each, see what stands around it; vector and convolutions together are
normalised, projected, added up over the text, divided by the root of the number of tokens, and go through a small
network (Yang et al. 2020). Whatever depends on the token alone is computed once for all places where it stands, and
the projection, being linear, comes after the adding up.
"""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from corpora.errors import WrongFormat

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Ints = NDArray[np.int64]

WIDTH = 512
_WEIGHTS_HASH = "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9"
# The convolutions: how many tokens each sees, and how many of them stand before.
_BRANCHES = ((2, 0), (3, 1), (5, 2))
# The embeddings are stored as bytes in so many blocks, each with a scale of its own.
_BLOCKS = 17


@dataclass(frozen=True, slots=True, eq=False)
class Deep:
    """The layers that see tokens.

    Args:
        blocks: the embeddings as bytes; a token's block is its number modulo 17.
        scale, low: of each block.
        turn, shift, gain, bias: the first projection and its normalisation, for the three branches together.
        first, first_bias, second, second_bias: the convolutions of each branch.
    """

    blocks: "NDArray[np.uint8]"
    scale: "Vectors"
    low: "Vectors"
    turn: "Vectors"
    shift: "Vectors"
    gain: "Vectors"
    bias: "Vectors"
    first: tuple["Vectors", ...]
    first_bias: tuple["Vectors", ...]
    second: tuple["Vectors", ...]
    second_bias: tuple["Vectors", ...]


class Kinds(NamedTuple):
    """What depends on a token alone, a row a kind of token.

    Args:
        types: the tokens' numbers, rising.
        embedded: their vectors.
        hidden: of each branch, what goes into its convolution.
        seen: of each branch, what the token gives to its first convolution from each place that it may have there;
            the last row is nothing.
    """

    types: "Ints"
    embedded: "Vectors"
    hidden: tuple["Vectors", ...]
    seen: tuple["Vectors", ...]


class Network:
    """The layers, those that see tokens loaded when they are first needed (0.25 s).

    Args:
        file: `weights.npz`.

    Raises:
        WrongFormat: the weights are not those that everything was measured with.
    """

    def __init__(self, file: Path) -> None:
        if hashlib.sha256(file.read_bytes()).hexdigest() != _WEIGHTS_HASH:
            raise WrongFormat(
                "the encoder's weights are not those that this version was measured with",
                "Install duizhao again with its locked dependencies",
                file=file,
            )
        self._file = file
        with np.load(file) as held:
            self.epsilon = float(held["eps"])
            self._d0, self._d1, self._d2, self._d3 = (held[f"d{number}"] for number in range(4))
            self._p1, self._p3 = held["p1"], held["p3"]

    def finish(self, sums: "Vectors", counts: "Vectors") -> "Vectors":
        """Vectors of length 1 from sums of projected token features, a row each, and the number of tokens."""
        mean = sums * np.reciprocal(np.sqrt(counts, dtype=np.float32))[:, None]
        hidden = mean @ self._p1
        hidden += np.maximum(mean @ self._d0, 0) @ self._d1
        np.maximum(hidden, 0, out=hidden)
        out = hidden @ self._p3
        out += np.maximum(hidden @ self._d2, 0) @ self._d3
        np.tanh(out, out=out)
        out /= np.sqrt(np.maximum(np.einsum("ij,ij->i", out, out), self.epsilon))[:, None]
        result: Vectors = out.astype(np.float32, copy=False)
        return result

    @cached_property
    def projection(self) -> tuple["Vectors", "Vectors"]:
        """What turns the features of a token, as `features` gives them, into what is added up: matrix and offset."""
        with np.load(self._file) as held:
            matrix, gain, bias = held["cnn_W"], held["ln_g"], held["ln_b"]
            return matrix * gain[:, None], bias @ matrix + held["cnn_b"]

    def project(self, features: "Vectors", counts: "Vectors") -> "Vectors":
        """Sums of projected features from sums of features over so many tokens, a row each."""
        matrix, offset = self.projection
        result: Vectors = features @ matrix
        result += counts[:, None] * offset
        return result

    def know(self, tokens: "Ints") -> "Kinds":
        """What depends on tokens alone, for all that stand among these."""
        types = np.unique(tokens)
        embedded = self._embed(types)
        hidden = embedded @ self._deep.turn
        hidden += self._deep.shift
        _normalise(hidden, self.epsilon)
        hidden *= self._deep.gain
        hidden += self._deep.bias
        branches = [np.ascontiguousarray(own) for own in np.split(hidden, len(_BRANCHES), axis=1)]
        seen = [
            _convolve(own, weights, order) for own, weights, (order, _) in zip(branches, self._deep.first, _BRANCHES)
        ]
        return Kinds(types, embedded, tuple(branches), tuple(seen))

    def features(self, kinds: "Kinds", tokens: "Ints", counts: "Ints") -> "Vectors":
        """A row a token: its embedding beside what three convolutions see around it, of mean 0 and deviation 1.

        Args:
            kinds: what is known of these tokens.
            tokens: of some texts, one after the other, with the marks for start and end.
            counts: how many tokens each text has.
        """
        deep = self._deep
        places = np.searchsorted(kinds.types, tokens)
        width = kinds.embedded.shape[1]
        step = kinds.hidden[0].shape[1]
        out = np.empty((len(tokens), width + step * len(_BRANCHES)), np.float32)
        out[:, :width] = kinds.embedded[places]
        for branch, (order, left) in enumerate(_BRANCHES):
            around = _around(counts, order, left)
            seen, own = kinds.seen[branch], kinds.hidden[branch]
            # The last row of `seen` and of `middle` is what stands beyond the text's ends: nothing.
            typed = np.append(places, len(kinds.types))[around]
            middle = np.empty((len(tokens) + 1, step), np.float32)
            middle[-1] = 0
            rows = seen[typed[:, 0], 0]
            for place in range(1, order):
                rows += seen[typed[:, place], place]
            rows += deep.first_bias[branch]
            np.maximum(rows, 0, out=rows)
            np.add(rows, own[places], out=middle[:-1])
            rows = middle[around].reshape(len(tokens), order * step) @ deep.second[branch]
            rows += deep.second_bias[branch]
            np.maximum(rows, 0, out=rows)
            at = width + branch * step
            np.add(rows, middle[:-1], out=out[:, at : at + step])
        _normalise(out, self.epsilon)
        return out

    def _embed(self, types: "Ints") -> "Vectors":
        deep = self._deep
        block = types % _BLOCKS
        embedded: Vectors = deep.blocks[block, types // _BLOCKS].astype(np.float32)
        embedded *= deep.scale[block, None]
        embedded += deep.low[block, None]
        return embedded

    @cached_property
    def _deep(self) -> Deep:
        orders = [order for order, _ in _BRANCHES]
        with np.load(self._file) as held:
            first = held["q1"]
            blocks = np.empty((_BLOCKS, *first.shape), np.uint8)
            for number in range(_BLOCKS):
                blocks[number] = held[f"q{number + 1}"]
            return Deep(
                blocks,
                held["scale"],
                held["lo"],
                np.concatenate([held[f"proj{order}"] for order in orders], axis=1),
                np.concatenate([held[f"proj_b{order}"] for order in orders]),
                np.concatenate([held[f"ln_g{order}"] for order in orders]),
                np.concatenate([held[f"ln_b{order}"] for order in orders]),
                *(tuple(held[f"{name}_{order}"] for order in orders) for name in ("w1", "b1", "w2", "b2")),
            )


def _around(counts: "Ints", order: int, left: int) -> "Ints":
    """For each token the numbers of those that a convolution sees; the number of all where there is none."""
    total = int(counts.sum())
    firsts = np.repeat(np.cumsum(counts) - counts, counts)[:, None]
    lasts = firsts + np.repeat(counts, counts)[:, None]
    seen = np.arange(total)[:, None] + np.arange(-left, order - left)
    return np.where((seen >= firsts) & (seen < lasts), seen, total)


def _convolve(rows: "Vectors", weights: "Vectors", order: int) -> "Vectors":
    """What each row gives to a convolution from each of its places; behind them a row of nothing."""
    count, width = rows.shape
    side_by_side = weights.reshape(order, width, width).transpose(1, 0, 2).reshape(width, order * width)
    out = np.empty((count + 1, order, width), np.float32)
    np.matmul(rows, side_by_side, out=out[:count].reshape(count, order * width))
    out[count] = 0
    return out


def _normalise(rows: "Vectors", epsilon: float) -> None:
    """Layer normalisation (Ba et al. 2016) of each row, in place, without gain and bias."""
    rows -= rows.mean(axis=1, keepdims=True)
    spread = np.einsum("ij,ij->i", rows, rows)
    spread /= rows.shape[1]
    spread += epsilon
    rows *= np.reciprocal(np.sqrt(spread))[:, None]
