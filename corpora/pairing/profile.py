"""What is read from one article before it is set beside any other."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from corpora.article import Article
from corpora.encoder import Encoder
from corpora.language import unspaced
from corpora.numerals import Quantity, find_quantities
from corpora.pairing.addresses import Place, find_day, find_ids, find_place, tidy_address
from corpora.pairing.names import find_romanised, find_words
from corpora.segmentation import segment

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

# A story says early what it is about: further sentences, and the rest of endless ones, are not looked at.
SENTENCES, CHARACTERS = 40, 600
_PASSED_OVER = ("metadata", "credit", "attribution")


@dataclass(frozen=True, eq=False, slots=True)
class Profile:
    """An article, read once.

    Args:
        addresses: its own, tidied: its URL and its file.
        links: addresses of its versions, tidied.
        ids: numbers in its addresses.
        places: of its file and of its URL, without what names the language.
        day: when it was published, as an ordinal; None where it does not say.
        texts: the sentences that are looked at.
        numbers: the quantities of each.
        facts: number and date keys of all of them.
        words: that another language may write alike.
        spelt: names that may be pinyin, by their keys; of a language in Latin letters.
        titled: whether the first sentence is a title.
        vectors: of the sentences, a row each; None for a language that the encoder does not know.
        mean: of length 1; None likewise.
    """

    addresses: frozenset[str]
    links: frozenset[str]
    ids: frozenset[str]
    places: tuple[Place, ...]
    day: int | None
    texts: tuple[str, ...]
    numbers: tuple[tuple[Quantity, ...], ...]
    facts: frozenset[str]
    words: frozenset[str]
    spelt: dict[str, str]
    titled: bool
    vectors: "NDArray[np.float16] | None" = field(repr=False)
    mean: "Vectors | None" = field(repr=False)

    @property
    def text(self) -> str:
        """All that is looked at, a sentence a line."""
        return "\n".join(self.texts)


def read_profile(article: Article, *, folder: str = "", encoder: Encoder | None) -> Profile:
    """Reads what pairing asks of an article.

    Args:
        folder: what the names of all files begin with, and none is told by.
        encoder: None for a language that it does not know.
    """
    parts = [part for part in segment(article) if part.kind not in _PASSED_OVER][:SENTENCES]
    texts = tuple(part.text[:CHARACTERS] for part in parts)
    numbers = tuple(tuple(find_quantities(text, language=article.language)) for text in texts)
    whole = "\n".join(texts)
    origin, file = article.origin, article.name.removeprefix(folder)
    spaced = not unspaced(article.language)
    places = [find_place(file, article.language)]
    if origin.url:
        places.append(find_place(tidy_address(origin.url).partition("/")[2], article.language))
    vectors = encoder.encode(texts, parts=False).joined(1)[0] if encoder and texts else None
    return Profile(
        addresses=frozenset(filter(None, (tidy_address(origin.url), tidy_address(article.name)))),
        links=frozenset(tidy_address(address) for _, address in origin.alternates) - {tidy_address(origin.url), ""},
        ids=find_ids(origin.url) | find_ids(file),
        places=tuple(dict.fromkeys(place for place in places if place.path)),
        day=_day(article, file),
        texts=texts,
        numbers=numbers,
        facts=frozenset(key for found in numbers for quantity in found if (key := fact_key(quantity))),
        words=find_words(whole, spaced=spaced),
        spelt=find_romanised(whole) if spaced else {},
        titled=bool(parts) and parts[0].kind == "title",
        vectors=None if vectors is None else vectors.astype(np.float16),
        mean=None if vectors is None else mean_of(vectors, [len(text) for text in texts]),
    )


def mean_of(vectors: "Vectors", lengths: Sequence[int]) -> "Vectors":
    """The direction of a whole text: its sentences' vectors, the longer counting more."""
    total = np.sqrt(np.asarray(lengths, np.float32)) @ vectors
    result: Vectors = (total / max(float(np.linalg.norm(total)), 1e-9)).astype(np.float32)
    return result


def fact_key(quantity: Quantity) -> str:
    """The key under which two languages say one number or day; empty where it says little.

    >>> [fact_key(found) for found in find_quantities("8月3日，1200多个岗位，2023年", language="zh")]
    ['8-3', '1200', '']
    """
    if quantity.weak or quantity.kind == "time":
        return ""
    if quantity.date is not None:
        month, day = quantity.date.month, quantity.date.day
        return f"{month}-{day}" if month and day else ""
    return str(abs(quantity.value))


def rarity(value: Fraction) -> float:
    """How little a number is to be expected in a text, from 0 to 1: round and small ones stand everywhere.

    >>> [round(rarity(Fraction(value)), 2) for value in (2, 10, 63, 1000, 1248)]
    [0.2, 0.16, 0.69, 0.19, 1.0]
    """
    digits = str(abs(value.numerator)).strip("0") or "0"
    weight = 1 + int(digits[:6]) + 0.3 * len(str(abs(value.numerator)))
    return min(1.0, float(np.log(weight)) / 6)


def _day(article: Article, file: str) -> int | None:
    said = article.origin.published or article.origin.updated
    try:
        return date.fromisoformat(said[:10]).toordinal()
    except ValueError:
        found = find_day(article.origin.url) or find_day(file)
        return found.toordinal() if found else None
