"""Fragments: the longest parts of a sentence that the memory knows, each with its likely counterpart."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from math import floor
from typing import NamedTuple

from corpora.language import answers, rank, unspaced
from corpora.lexicon import Lexicon
from corpora.text import Folded, Span, fold
from tm.concordance import Concordance
from tm.match import Match, Part
from tm.renderings import group_renderings, mark_counterparts
from tm.store import Store, dated
from tm.unit import TranslationUnit, Variant

# Keys asked of a store for their parts, and units looked at for the counterpart of one.
_SHARING, _UNITS = 400, 60
# The newest units, which tell what is said everywhere.
_ELSEWHERE = 500
# What is too little to be worth a look: characters of an unspaced script, words and letters of another.
_CHARACTERS, _WORDS, _LETTERS = 4, 2, 10
# Words are tokens, and each character of a script without spaces is.
_UNSPACED = "\u0e00-\u0eff\u1780-\u17ff\u2e80-\U0003ffff"
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+|\S")


class _Place(NamedTuple):
    """A token: its text, and where it stands in its key."""

    text: str
    start: int
    end: int


def find_fragments(
    store: Store, text: str, *, source_language: str, target_language: str, limit: int, lexicon: Lexicon | None = None
) -> list[Match]:
    """The parts of a text that units have, none overlapping, in order of the text; see `tm.memory.Memory.fragments`."""
    folded = fold(text)
    query = _tokens(folded.key)
    known: dict[tuple[int, int], set[int]] = defaultdict(set)
    keys: dict[int, tuple[str, str]] = {}
    for tag in store.languages():
        if not answers(source_language, tag):
            continue
        for number, key in store.sharing(tag, folded.key, limit=_SHARING):
            for run in _common(query, _tokens(key)):
                known[run].add(number)
                keys[number] = tag, key
    wide = unspaced(source_language)
    elsewhere = list(chain.from_iterable(unit.variants for unit in islice(store.units(newest_first=True), _ELSEWHERE)))
    found = []
    for first, end in _longest(known, query, wide=wide)[:limit]:
        start, stop = query[first].start, query[end - 1].end
        part = folded.key[start:stop]
        numbers = [number for run, held in known.items() if run[0] <= first and end <= run[1] for number in held]
        units = _units(store, numbers, keys, part, target_language)
        match = _match(units, folded, Span(start, stop), part, elsewhere, lexicon=lexicon)
        if match is not None:
            found.append(match)
    return sorted(found, key=lambda match: match.part.query_span if match.part else Span(0, 0))


def _tokens(key: str) -> list[_Place]:
    return [_Place(token[0], *token.span()) for token in _TOKEN.finditer(key)]


def _common(query: Sequence[_Place], other: Sequence[_Place]) -> Iterator[tuple[int, int]]:
    """Runs of tokens of a query that another text has too, as far as they go, of two tokens or more."""
    pairs: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at in range(len(query) - 1):
        pairs[query[at].text, query[at + 1].text].append(at)
    for there in range(len(other) - 1):
        for at in pairs.get((other[there].text, other[there + 1].text), ()):
            if at and there and query[at - 1].text == other[there - 1].text:
                continue
            size = 2
            while (
                at + size < len(query)
                and there + size < len(other)
                and query[at + size].text == other[there + size].text
            ):
                size += 1
            yield at, at + size


def _longest(runs: Iterable[tuple[int, int]], query: Sequence[_Place], *, wide: bool) -> list[tuple[int, int]]:
    """The longest runs first, each as far as it does not overlap with one before; none that says too little."""
    chosen: list[tuple[int, int]] = []
    waiting = sorted(runs, key=lambda run: (run[0] - run[1], run))
    taken: set[int] = set()
    while waiting:
        first, end = waiting.pop(0)
        free = [at for at in range(first, end) if at not in taken]
        if len(free) < end - first:
            # What is left of it on either side waits for its turn.
            for piece in _pieces(free):
                waiting.append(piece)
            waiting.sort(key=lambda run: (run[0] - run[1], run))
            continue
        first, end = _trimmed(first, end, query)
        if _says_enough(query[first:end], wide=wide):
            chosen.append((first, end))
            taken.update(range(first, end))
    return chosen


def _pieces(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for at in range(1, len(places) + 1):
        if at == len(places) or places[at] != places[at - 1] + 1:
            yield places[start], places[at - 1] + 1
            start = at


def _trimmed(first: int, end: int, query: Sequence[_Place]) -> tuple[int, int]:
    """Without marks at its ends."""
    while first < end and not query[first].text[0].isalnum():
        first += 1
    while first < end and not query[end - 1].text[0].isalnum():
        end -= 1
    return first, end


def _says_enough(tokens: Sequence[_Place], *, wide: bool) -> bool:
    words = [token.text for token in tokens if token.text[0].isalnum()]
    if wide:
        return sum(1 if len(word) == 1 else 2 for word in words) >= _CHARACTERS
    return len(words) >= _WORDS and sum(map(len, words)) >= _LETTERS


def _units(
    store: Store, numbers: Iterable[int], keys: dict[int, tuple[str, str]], part: str, target_language: str
) -> list[tuple[TranslationUnit, Variant, Variant]]:
    """The units that have a part, the newest first, with their two sides."""
    found = []
    for unit in store.get(sorted(set(numbers), reverse=True)[: 4 * _UNITS]):
        tag, key = keys[unit.id or 0]
        sources = [variant for variant in unit.variants if variant.language == tag]
        targets = [one for one in unit.variants if one.language != tag and answers(target_language, one.language)]
        if sources and targets and part in key:
            target = min(targets, key=lambda variant: rank(target_language, variant.language))
            found.append((unit, sources[0], target))
    return sorted(found, key=lambda one: (dated(one[0]), one[0].id or 0), reverse=True)


def _match(
    units: Sequence[tuple[TranslationUnit, Variant, Variant]],
    query: Folded,
    place: Span,
    part: str,
    elsewhere: Sequence[Variant],
    *,
    lexicon: Lexicon | None,
) -> Match | None:
    """The unit that shows the most usual counterpart of a part, the newest where none is known."""
    held: list[Concordance] = []
    for unit, source, target in units:
        if span := _place_of(part, source.text):
            held.append(Concordance(unit, source, (span,), (target,)))
    if not held:
        return None
    marked = mark_counterparts(held[:_UNITS], elsewhere, lexicon=lexicon)
    renderings = group_renderings(marked)
    shown = renderings[0].example if renderings else marked[0]
    spans = tuple(mark.span for mark in shown.marks if mark.language == shown.counterparts[0].language)
    share = min(99, floor(100 * (place.end - place.start) / len(query.key)))
    return Match(
        shown.unit, shown.variant, shown.counterparts[0], share, "fragment",
        part=Part(query.span(place.start, place.end), shown.spans[0], spans, len(held)),
    )  # fmt: skip


def _place_of(part: str, text: str) -> Span | None:
    folded = fold(text)
    at = folded.key.find(part)
    return folded.span(at, at + len(part)) if at >= 0 else None
