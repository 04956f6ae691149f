"""What an encoder promises, and what it makes of sentences."""

from collections.abc import Container, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]


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

    def joined(self, most: int) -> list["Vectors"]:
        """Vectors of every run of sentences: item `n - 1` holds those of n together, row i from sentence i on.

        Each row has length 1; `most` is the largest n, and item n has `count - n + 1` rows.
        """

    def encode_runs(self, runs: Sequence[tuple[int, int]]) -> "Vectors | None":
        """Runs of sentences encoded anew as one text each, a row each; None where `joined` says as much already.

        Args:
            runs: the first sentence of each, and behind the last.
        """


class Encoder(Protocol):
    """Turns sentences into vectors; `name` stands in signatures."""

    @property
    def name(self) -> str:
        """Which encoder, of which version: another name, other vectors."""

    @property
    def languages(self) -> Container[str]:
        """Subtags of the languages that it knows."""

    def encode(self, sentences: Sequence[str], *, cuts: Sequence[Sequence[int]] = (), parts: bool = True) -> Encoded:
        """The sentences, encoded; the order is kept, an empty one is allowed.

        Args:
            cuts: for each sentence where its clauses end, rising, the last at its own end; without them a
                sentence is one clause.
            parts: whether clauses and words will be asked for; without them encoding costs less.
        """


@runtime_checkable
class StoredEncoder(Encoder, Protocol):
    """An encoder whose work on each sentence can be kept as bytes."""

    def pack(self, sentences: Sequence[str], *, cuts: Sequence[Sequence[int]] = (), parts: bool = True) -> list[bytes]:
        """What `encode` makes of each sentence, to be kept."""

    def unpack(self, packed: Sequence[bytes], *, again: Encoder | None = None) -> Encoded:
        """What was kept, as `encode` would give it; the order is kept.

        Args:
            again: what encodes runs of these sentences, where they must be; this encoder where none is given.

        Raises:
            ValueError: the bytes are not what `pack` makes.
        """
