"""Sentences as sums over their tokens: runs and clauses of them follow without encoding again."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from corpora.encoder.encoded import Parts
from corpora.encoder.network import WIDTH

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corpora.encoder.encoded import Vectors
    from corpora.encoder.network import Network


@dataclass(frozen=True, slots=True, eq=False)
class TokenSums:
    """What the encoder's last network needs of each sentence.

    Args:
        network: the encoder's last layers.
        inner: sum over the sentence's own tokens, a row each.
        first, last: of the marks at its start and end, a row each.
        counts: its own tokens.
        clauses, words: see `Encoded`.
    """

    network: "Network"
    inner: "Vectors"
    first: "Vectors"
    last: "Vectors"
    counts: "NDArray[np.int64]"
    clauses: Parts
    words: Parts

    def joined(self, most: int) -> list["Vectors"]:
        """See `Encoded.joined`."""
        total = len(self.counts)
        runs: list[Vectors] = []
        own, counts = self.inner[:0], self.counts[:0]
        for n in range(1, most + 1):
            if n > total:
                runs.append(np.empty((0, WIDTH), np.float32))
                continue
            own = self.inner.copy() if n == 1 else own[:-1] + self.inner[n - 1 :]
            counts = self.counts if n == 1 else counts[:-1] + self.counts[n - 1 :]
            sums = own + self.first[: total - n + 1] + self.last[n - 1 :]
            runs.append(self.network.finish(sums, (counts + 2).astype(np.float32)))
        return runs

    def encode_runs(self, runs: Sequence[tuple[int, int]]) -> None:
        """See `Encoded.encode_runs`: sums say as much."""

    def pack(self) -> list[bytes]:
        """Each sentence as bytes, in halves of the precision."""
        counts = len(self.counts)
        bounds = [parts.owners.searchsorted(np.arange(counts + 1)).tolist() for parts in self.parts]
        marks = np.concatenate([self.first, self.last], axis=1).astype("<f2")
        halves = [parts.vectors.astype("<f2") for parts in self.parts]
        weights = [parts.weights.astype("<f4") for parts in self.parts]
        spans = [parts.spans.astype("<i4") for parts in self.parts]
        out = []
        for at in range(counts):
            cut = [slice(own[at], own[at + 1]) for own in bounds]
            head = np.array([self.counts[at], *(here.stop - here.start for here in cut)], "<i4")
            fields = [head, self.inner[at], *(each[here] for here, each in zip(cut, weights))]
            fields += [each[here] for here, each in zip(cut, spans)]
            fields += [marks[at], *(each[here] for here, each in zip(cut, halves))]
            out.append(b"".join([field.tobytes() for field in fields]))
        return out

    @property
    def parts(self) -> tuple[Parts, Parts]:
        """Clauses and words."""
        return self.clauses, self.words


def no_parts(word_width: int) -> tuple[Parts, Parts]:
    """The clauses and words of sentences whose parts nobody asks for."""
    widths = WIDTH, word_width
    clauses, words = (
        Parts(
            np.zeros((0, width), np.float32), np.zeros(0, np.int64), np.zeros(0, np.float32), np.zeros((0, 2), np.int64)
        )
        for width in widths
    )
    return clauses, words


def merge(done: Sequence[TokenSums], network: "Network", *, word_width: int) -> TokenSums:
    """Sentences one after the other."""
    none = np.zeros((0, WIDTH), np.float32)
    done = [TokenSums(network, none, none, none, np.zeros(0, np.int64), *no_parts(word_width)), *done]
    starts = list(accumulate((len(each.counts) for each in done), initial=0))
    rows = (np.concatenate(each) for each in zip(*((each.inner, each.first, each.last, each.counts) for each in done)))
    parts = (
        Parts(
            np.concatenate([each.vectors for each in kind]),
            np.concatenate([each.owners + start for each, start in zip(kind, starts)]),
            np.concatenate([each.weights for each in kind]),
            np.concatenate([each.spans for each in kind]),
        )
        for kind in zip(*(each.parts for each in done))
    )
    clauses, words = parts
    inner, first, last, counts = rows
    return TokenSums(network, inner, first, last, counts, clauses, words)


def unpack(packed: Sequence[bytes], network: "Network", *, word_width: int) -> TokenSums:
    """Sentences as `TokenSums.pack` gave them.

    Args:
        word_width: columns of the words' vectors.

    Raises:
        ValueError: the bytes are not what it gives.
    """
    widths = (WIDTH, word_width)
    heads = np.array([np.frombuffer(each, "<i4", 3) for each in packed], np.int64).reshape(-1, 3)
    parts = heads[:, 1:]
    sizes = 12 + 4 * WIDTH + 12 * parts.sum(axis=1) + 4 * WIDTH + 2 * (parts @ np.array(widths))
    if heads.size and (heads.min() < 0 or sizes.tolist() != [len(each) for each in packed]):
        raise ValueError("the lengths of packed sentences do not fit")
    inner = np.empty((len(packed), WIDTH), np.float32)
    marks = np.empty((len(packed), 2 * WIDTH), np.float32)
    vectors = [np.empty((int(parts[:, k].sum()), widths[k]), np.float32) for k in range(2)]
    weights = [np.empty(len(own), np.float32) for own in vectors]
    spans = [np.empty((len(own), 2), np.int64) for own in vectors]
    bounds = [list(accumulate(parts[:, k].tolist(), initial=0)) for k in range(2)]
    for at, data in enumerate(packed):
        inner[at] = np.frombuffer(data, "<f4", WIDTH, 12)
        place = 12 + 4 * WIDTH
        cut = [slice(own[at], own[at + 1]) for own in bounds]
        for here, own in zip(cut, weights):
            own[here] = np.frombuffer(data, "<f4", here.stop - here.start, place)
            place += 4 * (here.stop - here.start)
        for here, places in zip(cut, spans):
            places[here] = np.frombuffer(data, "<i4", 2 * (here.stop - here.start), place).reshape(-1, 2)
            place += 8 * (here.stop - here.start)
        marks[at] = np.frombuffer(data, "<f2", 2 * WIDTH, place)
        place += 4 * WIDTH
        for here, rows in zip(cut, vectors):
            count = (here.stop - here.start) * rows.shape[1]
            rows[here] = np.frombuffer(data, "<f2", count, place).reshape(-1, rows.shape[1])
            place += 2 * count
    owners = [np.repeat(np.arange(len(packed)), parts[:, k]) for k in range(2)]
    clauses, words = (Parts(*each) for each in zip(vectors, owners, weights, spans))
    return TokenSums(network, inner, marks[:, :WIDTH], marks[:, WIDTH:], heads[:, 0], clauses, words)
