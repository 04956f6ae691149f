"""What two texts both say, word for word or by value, with where it stands: numbers, names, terms, Latin words."""

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from corpora.alignment.names import NAME
from corpora.alignment.sides import LATIN, STEM, WORD
from corpora.language import Tag, unspaced
from corpora.lexicon import Lexicon, Strings
from corpora.numerals import compare, find_quantities
from corpora.text import Span, fold_key

Languages = tuple[str, str]


class Place(NamedTuple):
    """Something that both texts say, or one alone.

    Args:
        source, target: where it stands in either; None in a text that does not say it.
    """

    source: Span | None
    target: Span | None

    @property
    def shared(self) -> bool:
        """Whether both say it."""
        return self.source is not None and self.target is not None

    def turned(self) -> "Place":
        """The same with its sides exchanged."""
        return Place(self.target, self.source)


def place_numbers(source: str, target: str, *, languages: Languages) -> list[Place]:
    """Numbers by value, those that one text alone says at the end; weak ones (一家, first) never stand alone.

    >>> source, target = "三分之一的1200户", "a third of 1,200 households in 8 towns"
    >>> [(a and a.cut(source), b and b.cut(target)) for a, b in place_numbers(source, target, languages=("zh", "en"))]
    [('三分之一', 'a third'), ('1200', '1,200'), (None, '8')]
    """
    found = compare(*(find_quantities(text, language=tag) for text, tag in zip((source, target), languages)))
    shared = [Place(one.span, other.span) for one, other in found.pairs if not (one.weak and other.weak)]
    left = [Place(one.span, None) for one in found.missing]
    return [*shared, *left, *(Place(None, one.span) for one in found.extra)]


def place_names(source: str, target: str, *, languages: Languages) -> list[Place]:
    """Chinese names that the other text spells as pinyin; the longest at each place.

    Args:
        languages: where not just one of them is Chinese there are none.

    >>> source, target = "张坤坤住在两江。", "Liangjiang is home to Zhang Kunkun."
    >>> [(a.cut(source), b.cut(target)) for a, b in place_names(source, target, languages=("zh", "en"))]
    [('张坤坤', 'Zhang Kunkun'), ('两江', 'Liangjiang')]
    """
    chinese = [Tag.parse(tag).language == "zh" for tag in languages]
    if chinese[0] == chinese[1]:
        return []
    if chinese[1]:
        return [place.turned() for place in place_names(target, source, languages=(languages[1], languages[0]))]
    from corpora.pinyin import Romanised, romanised_key

    spelt: dict[str, Span] = {}
    for match in NAME.finditer(target):
        first = match[1].split()[0]
        for end in {match.end(1), match.start(1) + len(first)}:
            spelt.setdefault(romanised_key(target[match.start(1) : end]), Span(match.start(1), end))
    spoken = Romanised({span.cut(target) for span in spelt.values()}).find(source)
    found = [Place(span, spelt[key]) for key, span in spoken.items()]
    return _longest(found)


def place_words(source: str, target: str, *, languages: Languages) -> list[Place]:
    """Words in Latin letters inside an unspaced script that the other text holds too, or lacks.

    Between two spaced languages, words of one stem; there no word stands alone.

    >>> source, target = "Seres的AI工厂", "The Seres factory"
    >>> [(a.cut(source), b and b.cut(target)) for a, b in place_words(source, target, languages=("zh", "en"))]
    [('Seres', 'Seres'), ('AI', None)]
    """
    if not any(map(unspaced, languages)):
        return _paired(_stems(source), _stems(target))
    ours, theirs = _latin(source), _latin(target)
    shared = _paired(ours, theirs)
    lone = (unspaced(languages[0]), unspaced(languages[1]))
    held = {place.source for place in shared}, {place.target for place in shared}
    left = [Place(span, None) for _, span in ours if lone[0] and span not in held[0]]
    return [*shared, *left, *(Place(None, span) for _, span in theirs if lone[1] and span not in held[1])]


class Terms:
    """The string pairs of a lexicon, found with their places.

    Args:
        lexicon: string pairs that mean the same.

    >>> source, target = "两江新区的茶馆", "A teahouse"
    >>> terms = Terms(Lexicon([("两江新区", "Liangjiang New Area"), ("茶馆", "teahouse")]))
    >>> [(a.cut(source), b and b.cut(target)) for a, b in terms.place(source, target)]
    [('两江新区', None), ('茶馆', 'teahouse')]
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._sources = Strings([source for source, _ in lexicon.pairs])
        self._targets = Strings([target for _, target in lexicon.pairs])

    def place(self, source: str, target: str) -> list[Place]:
        """The source terms of a text, with their translations in the other, or alone."""
        waiting = [(fold_key(hit.span.cut(target)), hit.span) for hit in self._targets.find(target)]
        found = []
        for hit in self._sources.find(source):
            known = self._lexicon.translations(fold_key(hit.span.cut(source)))
            fits = next((entry for entry in waiting if entry[0] in known), None)
            if fits:
                waiting.remove(fits)
            found.append(Place(hit.span, fits[1] if fits else None))
        return found


def _longest(places: Iterable[Place]) -> list[Place]:
    """In the order of the source, without those that lie inside another on either side."""
    kept: list[Place] = []
    for place in sorted(places, key=lambda place: (-_length(place.source), -_length(place.target))):
        if not any(_meet(place.source, other.source) or _meet(place.target, other.target) for other in kept):
            kept.append(place)
    return sorted(kept, key=lambda place: place.source or Span(0, 0))


def _length(span: Span | None) -> int:
    return span.end - span.start if span else 0


def _meet(one: Span | None, other: Span | None) -> bool:
    return one is not None and other is not None and one.overlaps(other)


def _paired(ours: list[tuple[str, Span]], theirs: list[tuple[str, Span]]) -> list[Place]:
    """Equal keys of both sides, first with first."""
    waiting: dict[str, list[Span]] = {}
    for key, span in reversed(theirs):
        waiting.setdefault(key, []).append(span)
    return [Place(span, waiting[key].pop()) for key, span in ours if waiting.get(key)]


def _latin(text: str) -> list[tuple[str, Span]]:
    return [(match[0].casefold(), Span(*match.span())) for match in LATIN.finditer(text)]


def _stems(text: str) -> list[tuple[str, Span]]:
    """Longer words by their beginnings without accents, and short ones in capitals, as names have them."""
    words = [(_bare(match[0])[:STEM], Span(*match.span())) for match in WORD.finditer(text)]
    short = [match for match in LATIN.finditer(text) if len(match[0]) < 4 and match[0].isupper()]
    return sorted([*words, *((match[0].lower(), Span(*match.span())) for match in short)], key=lambda each: each[1])


def _bare(word: str) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(mark))
