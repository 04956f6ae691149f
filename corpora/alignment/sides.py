"""What is read from the sentences of one side before any bead is thought of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from corpora.alignment.lattice import MOST
from corpora.article import Segment
from corpora.encoder import Encoder
from corpora.language import Tag
from corpora.lexicon import Lexicon
from corpora.numerals import find_quantities

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

# Characters that say as much as one of English, from parallel news; what is not listed counts as English.
_DENSITY = {
    "zh": 0.31, "ja": 0.42, "ko": 0.48, "de": 1.14, "fr": 1.15, "es": 1.10, "it": 1.09, "pt": 1.07, "nl": 1.10,
    "pl": 1.05, "ru": 1.06, "tr": 1.01, "ar": 0.86, "th": 0.93,
}  # fmt: skip
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]+(?:[-.&][A-Za-z0-9]+)*")
_NAME = re.compile(r"(?<![.!?。！？”\"] )(?<!^)\b[A-Z][A-Za-z]+|\b[A-Z]{2,}\b")
_CLOSED = re.compile(r"[.!?…。！？；;:：][”’」』\"')）]*$")
_BRACKETED = re.compile(r"[(（\[【][^()（）]*[)）\]】]")
_CREDITED = re.compile(r"[.!?。！？]\s*(?:[(（][^()（）]{2,40}[)）]|[^。！？]{2,12}[摄攝])$")
_KINDS = {"title": 1, "heading": 2, "caption": 3, "credit": 4, "attribution": 5}


@dataclass(frozen=True, eq=False)
class Side:
    """One side, read once.

    Args:
        lengths: of each sentence, in characters of English that say as much.
        vectors: item n - 1 holds those of runs of n sentences, a row each; none without an encoder.
        numbers: the values in each sentence.
        latin: words in Latin letters in each sentence of an unspaced script, or names in a spaced one.
        question, quote: whether it asks, whether it quotes.
        form: how it is written, a bit each: closed by a stop, open as headings are, in brackets.
        kind: a small number for the kind of its block; 0 where it is running text.
        block: index of its block, -1 where there is none.
    """

    lengths: "NDArray[np.float64]"
    vectors: tuple["Vectors", ...]
    numbers: tuple[frozenset[Fraction], ...]
    latin: tuple[frozenset[str], ...]
    question: "NDArray[np.bool_]"
    quote: "NDArray[np.bool_]"
    form: "NDArray[np.int64]"
    kind: "NDArray[np.int64]"
    block: "NDArray[np.int64]"
    terms: tuple[frozenset[str], ...]

    def __len__(self) -> int:
        return len(self.lengths)


def read_side(
    segments: Sequence[Segment],
    *,
    language: str,
    encoder: Encoder | None,
    lexicon: Lexicon | None = None,
    source: bool = True,
) -> Side:
    """Reads what alignment asks of the sentences of one side.

    Args:
        encoder: None for a language that it does not know.
        lexicon: string pairs, of which this side's are looked up.
        source: which side of the lexicon that is.
    """
    texts = [segment.text for segment in segments]
    density = _DENSITY.get(Tag.parse(language).language, 1.0)
    look_up = (lexicon.sources if source else lexicon.targets) if lexicon else None
    return Side(
        lengths=np.array([spoken_length(text, density) for text in texts], dtype=np.float64),
        vectors=tuple(encoder.encode(texts).joined(MOST)) if encoder else (),
        numbers=tuple(_values(text, language) for text in texts),
        latin=tuple(frozenset(word.lower() for word in _LATIN.findall(text)) for text in texts),
        question=np.array(["?" in text or "？" in text for text in texts], dtype=bool),
        quote=np.array([any(mark in text for mark in '“”"「」') for text in texts], dtype=bool),
        form=np.array([form_of(text) for text in texts], dtype=np.int64),
        kind=np.array([_KINDS.get(segment.kind, 0) for segment in segments], dtype=np.int64),
        block=np.array([segment.block for segment in segments], dtype=np.int64),
        terms=tuple(frozenset(look_up(text)) if look_up else frozenset() for text in texts),
    )


def spoken_length(text: str, density: float) -> float:
    """How long a text would be in English, in characters; Latin words inside Chinese keep their length.

    >>> round(spoken_length("开园", 0.31)), round(spoken_length("AI基站", 0.31)), round(spoken_length("Open", 1.0))
    (6, 8, 4)
    """
    latin = sum(map(len, _LATIN.findall(text))) if density < 0.6 else 0
    return (len(text) - latin) / density + latin


def form_of(text: str) -> int:
    """How a segment is written: 1 closed by a stop, 2 open as headings are, 4 in brackets; 5 for a stop and a credit.

    >>> [form_of(text) for text in ("开园了。", "机器人上岗", "（张三 摄）", "园区全景。张三 摄")]
    [1, 2, 4, 5]
    """
    bare = text.strip()
    if _BRACKETED.fullmatch(bare):
        return 4
    if _CREDITED.search(bare):
        return 5
    return 1 if _CLOSED.search(bare) else 2


def _values(text: str, language: str) -> frozenset[Fraction]:
    found = find_quantities(text, language=language)
    return frozenset(value for quantity in found if not quantity.weak for value in quantity.values)
