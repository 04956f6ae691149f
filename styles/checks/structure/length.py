"""Targets that are much too short or long for their source, and those that are their source."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from corpora.bitext import Bitext, SegmentPair
from corpora.language import Tag, unspaced
from corpora.text import Span, fold_key
from tm.finding import Finding

# Characters of a language without spaces that say as much as a word of one with them.
_CHARACTERS_A_WORD = 1.6
_WORD = re.compile(r"[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+(?:['’.,-][^\W\u3040-\u30ff\u3400-\u9fff]+)*")
_CHARACTER = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
# Prose has so many words that are written small.
_FEWEST_SMALL = 3
_FEWEST_WORDS = 5
_FEWEST_HAN = 8
_NAMES_ONLY = frozenset(("credit", "metadata", "attribution"))


def find_lengths(pairs: Sequence[SegmentPair], *, minimum: float, maximum: float, shortest: float) -> Iterator[Finding]:
    """`structure.length` where the target has too few or too many words for its source."""
    for pair in pairs:
        if not pair.source or not pair.target or pair.bead.partial:
            continue
        source, target = _words(pair.source), _words(pair.target)
        if source < shortest or minimum <= target / source <= maximum:
            continue
        much = "short" if target < minimum * source else "long"
        message = f"The version is very {much} for its source: {target / source:.2f} of what is usual."
        whole = Span(0, len(pair.source)), Span(0, len(pair.target))
        yield Finding("structure.length", "suggestion", message, pair.number, *whole)


@lru_cache(maxsize=4096)
def _words(text: str) -> float:
    return len(_WORD.findall(text)) + len(_CHARACTER.findall(text)) / _CHARACTERS_A_WORD


def find_untranslated(bitext: Bitext, pairs: Sequence[SegmentPair]) -> Iterator[Finding]:
    """`structure.untranslated` where the target repeats its source, which is more than names."""
    source, target = (Tag.parse(tag) for tag in (bitext.source_language, bitext.target_language))
    if source.language == target.language:
        return
    for pair in pairs:
        if pair.source and pair.target and _letters(pair.source) == _letters(pair.target) and _is_prose(bitext, pair):
            whole = Span(0, len(pair.source)), Span(0, len(pair.target))
            yield Finding("structure.untranslated", "error", "The sentence is not translated.", pair.number, *whole)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, fold_key(text)))


def _is_prose(bitext: Bitext, pair: SegmentPair) -> bool:
    if any(bitext.source[i].kind in _NAMES_ONLY for i in pair.bead.source):
        return False
    if len(_CHARACTER.findall(pair.target)) >= _FEWEST_HAN:
        # In a language that is not written in Han this is residue.
        return unspaced(bitext.target_language)
    words = [word for word in pair.target.split() if word.strip("“”\"'‘’(),.;:!?").isalpha()]
    return len(words) >= _FEWEST_WORDS and sum(word[:1].islower() for word in words) >= _FEWEST_SMALL
