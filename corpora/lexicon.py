"""String pairs with longest match: how terms reach alignment, pairing and repair. The door to ahocorasick."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from corpora.text import Span, fold, fold_key

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick


class Hit(NamedTuple):
    """A string of the lexicon found in a text: its place, and its number among the strings."""

    span: Span
    number: int


class Strings:
    """A set of strings that is found in text at once, the longest at each place, none overlapping.

    Matching is by `fold`: case, width and punctuation are one. A string that begins or ends in a
    letter of a spaced script matches whole words only.

    Args:
        texts: the strings; an empty one matches nothing.

    >>> [hit.span.cut("The New Area grew.") for hit in Strings(["new area", "area"]).find("The New Area grew.")]
    ['New Area']
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._keys = [fold_key(text) for text in texts]
        self._automaton: AhoCorasick | None = None
        self._numbers: list[list[int]] = []

    def find(self, text: str) -> Iterator[Hit]:
        """Every hit, from left to right; the last of equal strings answers."""
        if not any(self._keys):
            return
        folded = fold(text)
        best: list[tuple[int, int, int]] = []
        for pattern, start, end in self._built().find_matches_as_indexes(folded.key, overlapping=True):
            if is_whole(folded.key, start, end):
                best.append((start, -end, pattern))
        at = 0
        for start, negative, pattern in sorted(best):
            if start >= at:
                at = -negative
                yield Hit(folded.span(start, at), self._numbers[pattern][-1])

    def _built(self) -> "AhoCorasick":
        if self._automaton is None:
            from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

            numbers: dict[str, list[int]] = {}
            for index, key in enumerate(self._keys):
                if key:
                    numbers.setdefault(key, []).append(index)
            self._numbers = list(numbers.values())
            self._automaton = AhoCorasick(
                list(numbers), matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA
            )
        return self._automaton


def is_whole(key: str, start: int, end: int) -> bool:
    """Whether a place in a key does not cut a word of a spaced script in two."""
    return not (_joins(key, start) or _joins(key, end))


def _joins(key: str, at: int) -> bool:
    if not 0 < at < len(key):
        return False
    left, right = key[at - 1], key[at]
    return left.isalnum() and right.isalnum() and left < "\u2e80" and right < "\u2e80"


class Lexicon:
    """Pairs of strings that mean the same in two languages.

    Args:
        pairs: source and target strings; one source may have several targets.
    """

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        self.pairs = tuple(dict.fromkeys(pairs))
        self._sources = Strings([source for source, _ in self.pairs])
        self._targets = Strings([target for _, target in self.pairs])
        self._by_source: dict[str, set[str]] = {}
        self._by_target: dict[str, set[str]] = {}
        for source, target in self.pairs:
            self._by_source.setdefault(fold_key(source), set()).add(fold_key(target))
            self._by_target.setdefault(fold_key(target), set()).add(fold_key(source))

    def __bool__(self) -> bool:
        return bool(self.pairs)

    def sources(self, text: str) -> set[str]:
        """Keys of the source strings in a text."""
        return {fold_key(hit.span.cut(text)) for hit in self._sources.find(text)}

    def targets(self, text: str) -> set[str]:
        """Keys of the target strings in a text."""
        return {fold_key(hit.span.cut(text)) for hit in self._targets.find(text)}

    def translations(self, source_key: str) -> set[str]:
        """Keys of the target strings that a source key stands for."""
        return self._by_source.get(source_key, set())

    def originals(self, text: str) -> set[str]:
        """Keys of the source strings of which a text of the target language holds a translation.

        >>> Lexicon([("茶馆", "teahouse"), ("茶館", "teahouse")]).originals("An old teahouse.") == {"茶馆", "茶館"}
        True
        """
        return {source for target in self.targets(text) for source in self._by_target[target]}
