"""The articles of two languages, with what each holds that the other language may hold as well."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from corpora.lexicon import Lexicon
from corpora.pairing.profile import Profile
from corpora.pinyin import Romanised

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

# Kinds of keys, each before the key itself.
NUMBER, WORD, NAME, TERM = "number", "word", "name", "term"
NEAREST = 10
# Before any article is read a key is taken to stand in one of a hundred, and that counts as much as fifty articles.
_SHARE, _BEFORE = 0.01, 50
# So near are the nearest of articles that have nothing to do with each other, and that counts as much as three.
_LEVEL, _LEVELS = 0.35, 3
# Nearer than this two articles of one language tell one story.
_RETOLD = 0.9
_BLOCK = 1024


@dataclass(frozen=True, eq=False)
class Side:
    """The articles of one language.

    Args:
        profiles: in the order they came.
        keys: of each, what stands in it that may stand in the other language: `number:1200`, `name:liangjiang`.
        counts: in how many articles a key stands.
        means: the articles' mean vectors, a row each; no rows where one has none.
        nearest: of each, its nearest articles of the other language by mean vectors; no columns without vectors.
        near: their cosines, the greatest first.
    """

    profiles: tuple[Profile, ...]
    keys: tuple[frozenset[str], ...]
    counts: Counter[str]
    means: "Floats"
    nearest: "Ints"
    near: "Floats"

    @property
    def encoded(self) -> bool:
        """Whether its articles have vectors."""
        return len(self.means) == len(self.profiles)

    def weight(self, key: str) -> float:
        """How much a key tells, in nats: what all articles share tells nothing."""
        return -math.log((self.counts[key] + _SHARE * _BEFORE) / (len(self.profiles) + _BEFORE))

    def level(self, number: int, other: "Side", candidate: int) -> float:
        """The mean cosine of an article's nearest, drawn to what is usual.

        The candidate itself and what tells the same story do not count: many tellings of one story must not
        make it a stranger to its version.
        """
        nearest = self.nearest[number]
        others = self.near[number][other.means[nearest] @ other.means[candidate] < _RETOLD]
        return (float(others.sum()) + _LEVEL * _LEVELS) / (len(others) + _LEVELS)

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Those of all articles."""
        return frozenset(address for profile in self.profiles for address in profile.addresses)

    def bearers(self, kind: str, value: str) -> int:
        """How many articles have a number in their address (`ids`), or a path but for its language (`paths`)."""
        return self._bearers[kind, value]

    @cached_property
    def _bearers(self) -> Counter[tuple[str, str]]:
        signs = (
            {("ids", number) for number in profile.ids} | {("paths", place.path) for place in profile.places}
            for profile in self.profiles
        )
        return Counter(sign for each in signs for sign in each)


def set_apart(
    source: Sequence[Profile], target: Sequence[Profile], *, lexicon: Lexicon | None = None
) -> tuple[Side, Side]:
    """The two sides of a language pair.

    Args:
        lexicon: string pairs that mean the same, of the source language and the target language.
    """
    terms = _terms(lexicon)
    means = [_means(side) for side in (source, target)]
    encoded = len(means[0]) == len(source) and len(means[1]) == len(target)
    sides = []
    for here, (own, other) in enumerate(((source, target), (target, source))):
        spelt = Romanised(name for profile in other for name in profile.spelt.values())
        keys = tuple(frozenset(_keys(profile, spelt, terms[here])) for profile in own)
        counts = Counter(key for each in keys for key in each)
        near = find_nearest(means[here], means[1 - here]) if encoded else _none(len(own))
        sides.append(Side(tuple(own), keys, counts, means[here] if encoded else means[here][:0], *near))
    return sides[0], sides[1]


def _means(profiles: Sequence[Profile]) -> "Floats":
    means = [profile.mean for profile in profiles if profile.mean is not None]
    return np.array(means, np.float32) if means else np.empty((0, 0), np.float32)


def _none(rows: int) -> "tuple[Ints, Floats]":
    return np.empty((rows, 0), np.int64), np.empty((rows, 0), np.float32)


Terms = Callable[[str], Iterable[str]]


def _terms(lexicon: Lexicon | None) -> tuple[Terms, Terms]:
    """For each side, the keys of the target terms that a text holds or speaks of."""
    if lexicon is None:
        return (lambda _: ()), (lambda _: ())
    known = lexicon

    def spoken_of(text: str) -> Iterator[str]:
        for term in known.sources(text):
            yield from known.translations(term)

    return spoken_of, known.targets


def _keys(profile: Profile, spelt: Romanised, terms: Terms) -> Iterator[str]:
    yield from (f"{NUMBER}:{key}" for key in profile.facts)
    yield from (f"{WORD}:{key}" for key in profile.words)
    yield from (f"{NAME}:{key}" for key in (profile.spelt or spelt.find(profile.text)))
    yield from (f"{TERM}:{key}" for key in terms(profile.text))


def find_nearest(ours: "Floats", theirs: "Floats", *, most: int = NEAREST) -> "tuple[Ints, Floats]":
    """The nearest rows of `theirs` to each of `ours`, and their cosines, the greatest first.

    Products are made a block of rows at a time, so that memory stays small.

    Args:
        ours, theirs: rows of length 1.

    >>> rows = np.eye(3, dtype=np.float32)
    >>> find_nearest(rows[:1], rows, most=2)[0].tolist()
    [[0, 1]]
    """
    most = min(most, len(theirs))
    nearest, near = np.empty((len(ours), most), np.int64), np.empty((len(ours), most), np.float32)
    for start in range(0, len(ours), _BLOCK):
        rows = slice(start, start + _BLOCK)
        cosines = ours[rows] @ theirs.T
        best = np.argpartition(-cosines, most - 1, axis=1)[:, :most] if most else nearest[rows]
        values = np.take_along_axis(cosines, best, axis=1)
        order = np.lexsort((best, -values), axis=1)
        nearest[rows], near[rows] = (np.take_along_axis(table, order, axis=1) for table in (best, values))
    return nearest, near
