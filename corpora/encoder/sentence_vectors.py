"""Sentences as vectors that do not add up: what an encoder of sentence-transformers makes of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from corpora.encoder.encoded import Parts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corpora.encoder.encoded import Vectors

    Ints = NDArray[np.int64]

# The letter from which on scripts are written without spaces, as far as it matters here (kana, Han, not Hangul).
_UNSPACED = range(0x2E80, 0xAC00)
# Full-width punctuation.
_WIDE = range(0xFF01, 0xFF66)
# A word of so many letters says all that a word can say.
_LONG = 8
_LEAST = 0.05


def _no_vectors() -> "Vectors":
    return np.zeros((0, 0), np.float32)


def _no_spans() -> "Ints":
    return np.zeros((0, 2), np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """One sentence, encoded.

    Args:
        text: the sentence.
        vector: of length 1.
        clauses: of length 1, a row each; none where parts were not asked for.
        cuts: where they stand: start and end.
        tokens: vectors of tokens as the model has them; none where it gives none.
        places: where they stand.
    """

    text: str
    vector: "Vectors"
    clauses: "Vectors" = field(default_factory=_no_vectors)
    cuts: "Ints" = field(default_factory=_no_spans)
    tokens: "Vectors" = field(default_factory=_no_vectors)
    places: "Ints" = field(default_factory=_no_spans)


@dataclass(frozen=True, slots=True, eq=False)
class SentenceVectors:
    """Encoded sentences; see `Encoded`.

    Args:
        texts: the sentences.
        single: their vectors, a row each.
        clauses, words: see `Encoded`.
        again: encodes texts, for runs of sentences.
    """

    texts: tuple[str, ...]
    single: "Vectors"
    clauses: Parts
    words: Parts
    again: "Callable[[Sequence[str]], Vectors]"

    @classmethod
    def of(cls, sentences: Sequence[Sentence], again: "Callable[[Sequence[str]], Vectors]") -> "SentenceVectors":
        """Sentences side by side."""
        single = np.array([each.vector for each in sentences], np.float32).reshape(len(sentences), -1)
        clauses = _gather([each.clauses for each in sentences], [each.cuts for each in sentences])
        sizes = [each.text[a:b].strip() for each in sentences for a, b in each.cuts]
        clauses = clauses._replace(weights=np.array([max(len(size), 1) for size in sizes], np.float32))
        width = max((each.tokens.shape[1] for each in sentences), default=0)
        if width:
            held = [each if len(each.tokens) else _silent(each, width) for each in sentences]
            words = _gather([each.tokens for each in held], [each.places for each in held])
            centred = words.vectors - words.vectors.mean(axis=0)
            centred /= np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)
            weights = [weigh(each.text[a:b]) for each in held for a, b in each.places]
            words = words._replace(vectors=centred, weights=np.array(weights, np.float32))
        else:
            words = clauses._replace(weights=np.ones(len(clauses.owners), np.float32))
        return cls(tuple(each.text for each in sentences), single, clauses, words, again)

    def joined(self, most: int) -> list["Vectors"]:
        """See `Encoded.joined`; runs of several are their sentences' vectors, each counting by its length."""
        total = len(self.texts)
        lengths = np.array([max(len(text), 1) for text in self.texts], np.float32)[:, None]
        runs, sums = [self.single], self.single * lengths
        for n in range(2, most + 1):
            if n > total:
                runs.append(self.single[:0])
                continue
            sums = sums[:-1] + (self.single * lengths)[n - 1 :]
            runs.append(sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9))
        return runs[:most]

    def encode_runs(self, runs: Sequence[tuple[int, int]]) -> "Vectors":
        """See `Encoded.encode_runs`."""
        return self.again([_join(self.texts[first:end]) for first, end in runs])


def weigh(token: str) -> float:
    """How much a token may say, from 0 to 1, by its length: the model does not tell how rare it is.

    >>> [weigh(token) for token in ("park", "enterprises", "园", "园区", "，")]
    [0.5, 1.0, 0.5, 1.0, 0.05]
    """
    letters = [mark for mark in token if mark.isalnum()]
    dense = sum(ord(mark) in _UNSPACED for mark in letters)
    return max(_LEAST, min(1.0, dense / 2 + (len(letters) - dense) / _LONG))


def pack(sentence: Sentence) -> bytes:
    """A sentence as bytes, in halves of the precision."""
    text = sentence.text.encode("utf-8", "surrogatepass")
    sizes = [len(text), len(sentence.vector), len(sentence.clauses), *sentence.tokens.shape]
    vectors = (sentence.vector, sentence.clauses, sentence.tokens)
    return b"".join(
        [
            np.array(sizes, "<i4").tobytes(),
            *(spans.astype("<i4").tobytes() for spans in (sentence.cuts, sentence.places)),
            *(rows.astype("<f2").tobytes() for rows in vectors),
            text,
        ]
    )


def unpack(data: bytes) -> Sentence:
    """A sentence as `pack` gave it.

    Raises:
        ValueError: the bytes are not what it gives.
    """
    length, width, clauses, tokens, depth = np.frombuffer(data, "<i4", 5).tolist()
    counts = (2 * clauses, 2 * tokens, width, clauses * width, tokens * depth)
    if min(length, width, clauses, tokens, depth) < 0 or len(data) != 20 + np.dot(counts, (4, 4, 2, 2, 2)) + length:
        raise ValueError("the length of a packed sentence does not fit")
    place, fields = 20, []
    for count, kind in zip(counts, ("<i4", "<i4", "<f2", "<f2", "<f2")):
        fields.append(np.frombuffer(data, kind, count, place))
        place += fields[-1].nbytes
    cuts, places, vector, told, rows = fields
    return Sentence(
        data[place:].decode("utf-8", "surrogatepass"),
        vector.astype(np.float32),
        told.astype(np.float32).reshape(clauses, -1) if clauses else _no_vectors(),
        cuts.astype(np.int64).reshape(-1, 2),
        rows.astype(np.float32).reshape(tokens, depth),
        places.astype(np.int64).reshape(-1, 2),
    )


def _gather(vectors: "Sequence[Vectors]", spans: "Sequence[Ints]") -> Parts:
    """Parts of sentences, weights apart."""
    width = max((each.shape[1] for each in vectors), default=0)
    return Parts(
        np.concatenate([np.zeros((0, width), np.float32), *(each for each in vectors if len(each))]),
        np.repeat(np.arange(len(vectors)), [len(each) for each in vectors]),
        np.zeros(0, np.float32),
        np.concatenate([_no_spans(), *spans]),
    )


def _silent(sentence: Sentence, width: int) -> Sentence:
    """A sentence without tokens: one that says nothing stands for them."""
    return replace(sentence, tokens=np.zeros((1, width), np.float32), places=np.zeros((1, 2), np.int64))


def _join(texts: Sequence[str]) -> str:
    """Sentences as one text: a space between them where their script writes one."""
    out = texts[0]
    for text in texts[1:]:
        close = out[-1:] and (ord(out[-1]) in _UNSPACED or ord(out[-1]) in _WIDE)
        out += text if close else f" {text}"
    return out
