"""Consistency: one source is said in one way, and two sources are not said in the same words."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Protocol

from corpora.bitext import Bitext, SegmentPair
from corpora.language import Tag, unspaced
from corpora.text import Span, fold_key
from tm.finding import Finding, Fix, Severity
from tm.match import Match

_ARTICLES = frozenset(("a", "an", "the"))
# Below this likeness two sources can hardly be one sentence written twice.
_UNLIKE = 0.35
_SHOWN = 60


class Remembers(Protocol):
    """What knows how a sentence was said before, as `tm.memory.Memory` does."""

    def find(self, text: str, *, source_language: str, target_language: str, minimum: int, limit: int) -> list[Match]:
        """The units nearest to a text, the best first."""
        ...


def check_consistency(
    bitext: Bitext, *, memory: Remembers | None = None, words: int = 4, characters: int = 6
) -> Iterator[Finding]:
    """`consistency.target`, one source with several targets, and `consistency.source`, one target with several sources.

    Case, width, punctuation and articles do not count; figures, names of figures and short segments are left alone.
    The rarer way is shown, of equals the later. Against the memory a target is held to what was said of the same
    source by people.

    Args:
        memory: what was said before; None for the document alone.
        words: a segment of fewer is left alone, in languages that write spaces.
        characters: the same in others.
    """
    least = {True: characters, False: words}
    sources = least[unspaced(bitext.source_language)], unspaced(bitext.source_language)
    targets = least[unspaced(bitext.target_language)], unspaced(bitext.target_language)
    pairs = [pair for pair in bitext.pairs() if pair.source and pair.target and not pair.bead.partial]
    keys = [(_key(pair.source, bitext.source_language), _key(pair.target, bitext.target_language)) for pair in pairs]
    by_source: dict[str, list[int]] = defaultdict(list)
    by_target: dict[str, list[int]] = defaultdict(list)
    for index, (source, target) in enumerate(keys):
        if _long(source, *sources):
            by_source[source].append(index)
        if _long(target, *targets):
            by_target[target].append(index)
    for alike in by_source.values():
        yield from _several_targets([(pairs[index], keys[index][1]) for index in alike])
    for alike in by_target.values():
        yield from _several_sources([(pairs[index], keys[index][0]) for index in alike])
    if memory is not None:
        for alike in by_source.values():
            yield from _against(memory, bitext, [(pairs[index], keys[index][1]) for index in alike])


def _several_targets(said: list[tuple[SegmentPair, str]]) -> Iterator[Finding]:
    common, rare = _parted(said)
    for pair in rare:
        first = common.target
        yield Finding(
            "consistency.target",
            "warning" if common.bead.confidence >= 0.5 and pair.bead.confidence >= 0.5 else "suggestion",
            f"The same sentence is “{_short(first)}” elsewhere in this version.",
            pair.number,
            _whole(pair.source),
            _whole(pair.target),
            (Fix(_whole(pair.target), first),),
        )


def _several_sources(said: list[tuple[SegmentPair, str]]) -> Iterator[Finding]:
    common, rare = _parted(said)
    for pair in rare:
        alike = SequenceMatcher(None, fold_key(common.source), fold_key(pair.source), autojunk=False).ratio()
        severity: Severity = "warning" if alike < _UNLIKE else "suggestion"
        message = f"The same words translate another sentence too: “{_short(common.source)}”."
        yield Finding("consistency.source", severity, message, pair.number, _whole(pair.source), _whole(pair.target))


def _parted(said: list[tuple[SegmentPair, str]]) -> tuple[SegmentPair, list[SegmentPair]]:
    """The first pair of the commoner way, and those of all other ways."""
    ways: dict[str, list[SegmentPair]] = defaultdict(list)
    for pair, key in said:
        ways[key].append(pair)
    common = min(ways, key=lambda way: (-len(ways[way]), ways[way][0].number))
    rare = [pair for way, pairs in ways.items() if way != common for pair in pairs]
    return ways[common][0], sorted(rare, key=lambda pair: pair.number)


def _against(memory: Remembers, bitext: Bitext, said: list[tuple[SegmentPair, str]]) -> Iterator[Finding]:
    first = said[0][0]
    matches = memory.find(
        first.source,
        source_language=bitext.source_language,
        target_language=bitext.target_language,
        minimum=100,
        limit=5,
    )
    known = [match for match in matches if match.kind in ("exact", "context") and "machine" not in match.unit.flags]
    before = {_key(match.target.text, bitext.target_language) for match in known}
    if not before:
        return
    # Where it was said in several ways, another may be as good.
    severity: Severity = "warning" if len(before) == 1 else "suggestion"
    text = known[0].target.text
    for pair, key in said:
        if key not in before:
            yield Finding(
                "consistency.target",
                severity,
                f"The memory has “{_short(text)}” for the same sentence.",
                pair.number,
                _whole(pair.source),
                _whole(pair.target),
                (Fix(_whole(pair.target), text),),
            )


def _key(text: str, language: str) -> str:
    """What a text is compared by: letters and figures, words parted by one space."""
    bare = "".join(mark if unicodedata.category(mark)[0] in "LNM" else " " for mark in fold_key(text))
    words = bare.split()
    if unspaced(language):
        return "".join(words)
    if Tag.parse(language).language == "en":
        words = [word for word in words if word not in _ARTICLES]
    return " ".join(words)


def _long(key: str, least: int, joined: bool) -> bool:
    """Whether a key has so many characters, or words, that are no figures."""
    if joined:
        return sum(map(str.isalpha, key)) >= least
    return sum(any(map(str.isalpha, word)) for word in key.split()) >= least


def _whole(text: str) -> Span:
    return Span(0, len(text))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"
