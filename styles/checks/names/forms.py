"""One name spelt in two ways within a version: Liangjiang and Liang Jiang, Seres and Serres."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpora.bitext import SegmentPair
from corpora.pinyin import is_pinyin, readings, romanised_key
from corpora.text import Span
from styles.runs import Word, capitals, is_headline, runs
from tm.finding import Finding, Fix, Severity

# Shorter names are near too many other words.
_SHORTEST = 4
# Without the source, pinyin that differs in its spaces only must be so long to be one name: Li Na is not Lina.
_LONG_PINYIN = 10
# Korean, Germany, Wales: letters that make another word of a name.
_ENDINGS = "aeinosy"
_MOST_PAIRS = 5000
_HAN = re.compile("[\u3400-\u9fff]{2,}")


@dataclass(slots=True)
class _Form:
    """One way of writing a name, and where it stands: number of the bead and place in its target."""

    text: str
    places: list[tuple[int, Span]] = field(default_factory=list)


def find_forms(pairs: Sequence[SegmentPair]) -> Iterator[Finding]:
    """`name.inconsistent` at each place of the rarer form, the commoner one as its fix."""
    pairs = [pair for pair in pairs if pair.target]
    if len(pairs) > _MOST_PAIRS:
        # A memory is no document: many hands, many ways.
        return
    words = {pair.number: capitals(pair.target) for pair in pairs if not is_headline(pair.target)}
    sources = {pair.number: pair.source for pair in pairs}
    told: set[tuple[int, Span]] = set()
    for rare, common, severity in [*_same_key(pairs, words, sources), *_same_letters(words), *_nearly(words, sources)]:
        for number, span in rare.places:
            if (number, span) not in told:
                told.add((number, span))
                message = f"“{rare.text}” here, “{common.text}” elsewhere in this version."
                yield Finding("name.inconsistent", severity, message, number, None, span, (Fix(span, common.text),))


Found = tuple[_Form, _Form, Severity]


def _same_key(pairs: list[SegmentPair], words: dict[int, tuple[Word, ...]], sources: dict[int, str]) -> Iterator[Found]:
    """Pinyin that differs in spaces, hyphens, apostrophes, inner capitals or its ü."""
    forms: dict[str, dict[str, _Form]] = defaultdict(dict)
    for pair in pairs:
        for run in (*runs(words.get(pair.number, ()), 1), *runs(words.get(pair.number, ()), 2)):
            span = Span(run[0].span.start, run[-1].span.end)
            text = re.sub("[’‘`]", "'", span.cut(pair.target)).replace("\xa0", " ")
            if text.isupper() or not is_pinyin(text):
                continue
            form = forms[romanised_key(text)].setdefault(text, _Form(text))
            form.places.append((pair.number, span))
    for key, written in forms.items():
        if len(written) < 2:
            continue
        ordered = sorted(written.values(), key=lambda form: (-len(form.places), form.places[0]))
        common = ordered[0]
        for rare in ordered[1:]:
            if _one_name(key, rare, common, sources):
                yield rare, common, "warning"


def _one_name(key: str, rare: _Form, common: _Form, sources: dict[int, str]) -> bool:
    """Whether two ways of writing some pinyin are of one name, as far as can be known."""
    told = [sources[number] for number, _ in (rare.places[0], common.places[0])]
    if not all(told):
        umlaut = rare.text.replace("v", "yu") == common.text.replace("v", "yu")
        return umlaut or (" " not in rare.text and " " not in common.text) or len(key) >= _LONG_PINYIN
    heard = [set(_heard(key, source)) for source in told]
    if not all(heard):
        return False
    return bool(heard[0] & heard[1])


def _heard(key: str, text: str) -> Iterator[str]:
    """The strings of a Chinese text that a key can be read from."""
    for start in range(len(text)):
        begun = {""}
        for end in range(start, min(start + 6, len(text))):
            begun = {head + one for head in begun for one in readings(text[end]) if key.startswith(head + one)}
            if not begun:
                break
            if key in begun:
                yield text[start : end + 1]


def _hears(name: str, text: str) -> bool:
    return any(True for _ in _heard(romanised_key(name), text))


def _same_letters(words: dict[int, tuple[Word, ...]]) -> Iterator[Found]:
    """Words of the same letters, of which one is all in capitals: AVATR and Avatr."""
    forms: dict[str, dict[str, _Form]] = defaultdict(dict)
    for number, found in words.items():
        for word in found:
            if not word.first and len(word.text) >= _SHORTEST and word.text.isalpha():
                form = forms[word.text.casefold()].setdefault(word.text, _Form(word.text))
                form.places.append((number, word.span))
    for written in forms.values():
        if len(written) > 1 and len({text.isupper() for text in written}) > 1:
            ordered = sorted(written.values(), key=lambda form: (-len(form.places), form.places[0]))
            for rare in ordered[1:]:
                yield rare, ordered[0], "suggestion"


def _nearly(words: dict[int, tuple[Word, ...]], sources: dict[int, str]) -> Iterator[Found]:
    """A word one slip away from a commoner one, in a sentence whose source has what the sources of that one share."""
    forms: dict[str, _Form] = {}
    for number, found in words.items():
        for word in found:
            if not word.first and len(word.text) >= _SHORTEST and word.text.isalpha():
                forms.setdefault(word.text, _Form(word.text)).places.append((number, word.span))
    spread = Counter(gram for source in sources.values() for gram in _grams(source))
    for rare, common in _neighbours(forms):
        if len(rare.text) + len(common.text) <= 2 * _SHORTEST:
            continue
        beads = {number for number, _ in common.places}
        strange = {number for number, _ in rare.places}
        if beads & strange or len(beads) < 2:
            continue
        if is_pinyin(common.text) and not any(_hears(common.text, sources[number]) for number in strange):
            continue
        if is_pinyin(rare.text) and any(_hears(rare.text, sources[number]) for number in strange):
            continue
        shared = set.intersection(*[_grams(sources[number]) for number in sorted(beads | strange)])
        if any(spread[gram] == len(beads | strange) for gram in shared):
            yield rare, common, "warning"


def _grams(text: str) -> set[str]:
    return {run[at : at + 2] for run in _HAN.findall(text) for at in range(len(run) - 1)}


def _neighbours(forms: dict[str, _Form]) -> Iterator[tuple[_Form, _Form]]:
    """Forms one slip apart (a letter added, dropped, changed, two exchanged), the rarer first."""
    by_deletion: dict[str, list[str]] = defaultdict(list)
    for text in forms:
        for at in range(-1, len(text)):
            by_deletion[text if at < 0 else text[:at] + text[at + 1 :]].append(text)
    seen: set[tuple[str, str]] = set()
    for near in by_deletion.values():
        for one in near:
            for other in near:
                rare, common = forms[one], forms[other]
                longer, shorter = (one, other) if len(one) > len(other) else (other, one)
                inflected = longer[:-1] == shorter and longer[-1] in _ENDINGS
                if len(rare.places) < len(common.places) and (one, other) not in seen and not inflected:
                    seen.add((one, other))
                    yield rare, common
