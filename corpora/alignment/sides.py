"""What is read from the sentences of one side before any bead is thought of."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from corpora.alignment.clauses import cut_clauses
from corpora.alignment.lattice import MOST
from corpora.alignment.names import Names, find_names
from corpora.article import Segment
from corpora.encoder import Encoded, Encoder, Parts
from corpora.language import Tag
from corpora.lexicon import Lexicon
from corpora.numerals import find_quantities

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Floats = NDArray[np.float32]

# Characters that say as much as one of English, from parallel news; what is not listed counts as English.
_DENSITY = {
    "zh": 0.31, "ja": 0.42, "ko": 0.48, "de": 1.14, "fr": 1.15, "es": 1.10, "it": 1.09, "pt": 1.07, "nl": 1.10,
    "pl": 1.05, "ru": 1.06, "tr": 1.01, "ar": 0.86, "th": 0.93,
}  # fmt: skip
# Below this density a language is written without spaces.
_DENSE = 0.6
LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]+(?:[-.&][A-Za-z0-9]+)*")
WORD = re.compile(r"[^\W\d_]{4,}")
# Words of one stem in two languages agree in so many letters: Expedition, expédition.
STEM = 6
_CLOSED = re.compile(r"[.!?…。！？；;：:][”’」』\"')）]*$")
_BRACKETED = re.compile(r"[(（\[【][^()（）]*[)）\]】]")
_CREDITED = re.compile(r"[.!?。！？]\s*(?:[(（][^()（）]{2,40}[)）]|[^。！？]{2,12}[摄攝])$")
_QUOTES = frozenset('“”"「」«»„')
_KINDS = {"title": 1, "heading": 2, "caption": 3, "credit": 4, "attribution": 5}


@dataclass(frozen=True, eq=False)
class Side:
    """One side, read once.

    Args:
        lengths: of each sentence, in characters of English that say as much.
        vectors: item n - 1 holds those of runs of n sentences, a row each; none without an encoder.
        clauses, words: parts of the sentences; none without an encoder.
        numbers: the values in each sentence.
        latin: Latin words in each sentence of an unspaced script; stems of words in a spaced one.
        question, quote: whether it asks, whether it quotes.
        form: how it is written, a bit each: closed by a stop, open as headings are, in brackets.
        letters: the share of letters in what is no white space.
        kind: a small number for the kind of its block; 0 where it is running text.
        block: index of its block, -1 where there is none.
        terms: keys of the lexicon's source strings that it holds, or of which it holds a translation.
        names: keys of Chinese names that some sentence opposite spells in the other script.
        spaced: whether its language puts spaces between words.
        encoded: what the encoder made of it; none without one, or in a part of a side.
    """

    lengths: "Floats"
    vectors: tuple["Vectors", ...]
    clauses: Parts | None
    words: Parts | None
    numbers: tuple[frozenset[Fraction], ...]
    latin: tuple[frozenset[str], ...]
    question: "NDArray[np.bool_]"
    quote: "NDArray[np.bool_]"
    form: "NDArray[np.int64]"
    letters: "Floats"
    kind: "NDArray[np.int64]"
    block: "NDArray[np.int64]"
    terms: tuple[frozenset[str], ...]
    names: tuple[frozenset[str], ...]
    spaced: bool
    encoded: Encoded | None = None

    def __len__(self) -> int:
        return len(self.lengths)

    def between(self, first: int, last: int) -> "Side":
        """The sentences from `first` up to `last`, as a side of their own."""
        here = slice(first, last)
        return Side(
            self.lengths[here],
            tuple(runs[first : max(first, last - n)] for n, runs in enumerate(self.vectors)),
            self.clauses.between(first, last) if self.clauses else None,
            self.words.between(first, last) if self.words else None,
            self.numbers[here],
            self.latin[here],
            self.question[here],
            self.quote[here],
            self.form[here],
            self.letters[here],
            self.kind[here],
            self.block[here],
            self.terms[here],
            self.names[here],
            self.spaced,
        )


def read_sides(
    source: Sequence[Segment],
    target: Sequence[Segment],
    *,
    languages: tuple[str, str],
    encoder: Encoder | None,
    lexicon: Lexicon | None = None,
) -> tuple[Side, Side]:
    """Reads both sides of a pair.

    Args:
        languages: of both sides.
        encoder: None for languages of which it does not know both.
        lexicon: string pairs that mean the same.
    """
    texts = [segment.text for segment in source], [segment.text for segment in target]
    names = find_names(*texts, languages=languages)
    return (
        read_side(source, language=languages[0], encoder=encoder, lexicon=lexicon, names=names[0]),
        read_side(target, language=languages[1], encoder=encoder, lexicon=lexicon, names=names[1], source=False),
    )


def read_side(
    segments: Sequence[Segment],
    *,
    language: str,
    encoder: Encoder | None,
    lexicon: Lexicon | None = None,
    names: Names = (),
    source: bool = True,
) -> Side:
    """Reads what alignment asks of the sentences of one side.

    Args:
        encoder: None for a language that it does not know.
        lexicon: string pairs, of which this side's are looked up.
        names: for each sentence, as `find_names` finds them in both sides.
        source: which side of the lexicon that is.
    """
    texts = [segment.text for segment in segments]
    density = _density(language)
    spaced = density >= _DENSE
    look_up = (lexicon.sources if source else lexicon.originals) if lexicon else None
    encoded = encode_side(texts, language=language, encoder=encoder) if encoder else None
    return Side(
        lengths=np.array([spoken_length(text, density) for text in texts], dtype=np.float32),
        vectors=tuple(encoded.joined(MOST)) if encoded else (),
        clauses=encoded.clauses if encoded else None,
        words=encoded.words if encoded else None,
        numbers=tuple(_values(text, language) for text in texts),
        latin=tuple(_stems(text) if spaced else _latin(text) for text in texts),
        question=np.array(["?" in text or "？" in text for text in texts], dtype=bool),
        quote=np.array([not _QUOTES.isdisjoint(text) for text in texts], dtype=bool),
        form=np.array([form_of(text) for text in texts], dtype=np.int64),
        letters=np.array([_letters(text) for text in texts], dtype=np.float32),
        kind=np.array([_KINDS.get(segment.kind, 0) for segment in segments], dtype=np.int64),
        block=np.array([segment.block for segment in segments], dtype=np.int64),
        terms=tuple(frozenset(look_up(text)) if look_up else frozenset() for text in texts),
        names=tuple(names) or (frozenset(),) * len(texts),
        spaced=spaced,
        encoded=encoded,
    )


def encode_side(texts: Sequence[str], *, language: str, encoder: Encoder) -> Encoded:
    """Sentences of a side, encoded, cut into clauses."""
    density = _density(language)
    return encoder.encode(texts, cuts=[cut_clauses(text, density) for text in texts])


def _density(language: str) -> float:
    return _DENSITY.get(Tag.parse(language).language, 1.0)


def spoken_length(text: str, density: float) -> float:
    """How long a text would be in English, in characters; Latin words inside Chinese keep their length.

    >>> round(spoken_length("开园", 0.31)), round(spoken_length("AI基站", 0.31)), round(spoken_length("Open", 1.0))
    (6, 8, 4)
    """
    latin = sum(map(len, LATIN.findall(text))) if density < _DENSE else 0
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


def _latin(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in LATIN.findall(text))


def _stems(text: str) -> frozenset[str]:
    """The beginnings of its longer words without accents, and its short words in capitals, as names have them."""
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    stems = [word[:STEM] for word in WORD.findall(plain.lower())]
    return frozenset(stems + [word.lower() for word in LATIN.findall(text) if len(word) < 4 and word.isupper()])


def _letters(text: str) -> float:
    solid = "".join(text.split())
    return sum(map(str.isalpha, solid)) / max(1, len(solid))
