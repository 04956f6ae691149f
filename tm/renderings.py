"""How a phrase was rendered in the units that hold it: its counterpart marked where it can be known, and counted.

What is not sure is not marked. A glossary's term, a number of the same value and a name of the same sound tell the
counterpart of a phrase in one unit; else it is told by the words that stand in most of the units that hold the phrase
and in few others, where no other words do so equally.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpora.language import unspaced
from corpora.lexicon import Lexicon, Strings
from corpora.text import Span, fold_key
from tm.concordance import Concordance, Mark
from tm.store import Pair, dated
from tm.unit import Variant

_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
# Words in a row, and characters of an unspaced script.
_WORDS, _CHARACTERS = 5, (2, 8)
# Words tell a phrase that stand in so many different texts with it and in this share of them; whose share, times the
# share of their uses that is with it, is so large; and so much larger than that of the next words.
_TEXTS, _SHARE, _CLEARLY, _AHEAD = 2, 0.5, 0.5, 1.1
# Of words that tell a phrase the longest are taken that so large a share of their units has.
_FULLER = 0.7
# At the edge of a rendering a word is left off that stands in this share of all texts.
_COMMON = 0.2


@dataclass(frozen=True, slots=True)
class Rendering:
    """One way in which a phrase was said in another language.

    Args:
        text: as it stands the most often.
        language: the tag of the variants.
        units, stories: how many have it.
        first, last: the days of the first and the last of them, ISO 8601; empty where none says.
        example: the newest unit with it.
    """

    text: str
    language: str
    units: int
    stories: int
    first: str
    last: str
    example: Concordance


def mark_counterparts(
    found: Sequence[Concordance], others: Iterable[Variant], *, lexicon: Lexicon | None = None
) -> list[Concordance]:
    """What was found, with the counterpart of the phrase marked where it can be known.

    Args:
        found: units that hold one phrase.
        others: variants of any units, among which those without the phrase tell what is said everywhere.
        lexicon: string pairs that mean the same, in either direction.
    """
    marked = [replace(one, marks=tuple(_known(one, lexicon))) for one in found]
    phrases = {fold_key(one.spans[0].cut(one.variant.text)) for one in found}
    if len(phrases) == 1:
        held = list(others)
        for language in dict.fromkeys(other.language for one in found for other in one.counterparts):
            marked = _mark_together(marked, language, [each.text for each in held if each.language == language])
    return marked


def group_renderings(found: Iterable[Concordance]) -> list[Rendering]:
    """The renderings that are marked, the most frequent first, then the newest."""
    groups: dict[tuple[str, str], list[tuple[Concordance, str]]] = defaultdict(list)
    for one in found:
        texts = {other.language: other.text for other in one.counterparts}
        said = {
            (mark.language, fold_key(text)): text
            for mark in one.marks
            for text in [mark.span.cut(texts[mark.language])]
        }
        for key, text in said.items():
            groups[key].append((one, text))
    renderings = []
    for (language, _), held in groups.items():
        held.sort(key=lambda pair: dated(pair[0].unit))
        days = [day for one, _ in held if (day := dated(one.unit)[:10])]
        stories = {Pair.of(one.unit) for one, _ in held}
        spelt = Counter(text for _, text in reversed(held)).most_common(1)[0][0]
        first, last = (days[0], days[-1]) if days else ("", "")
        renderings.append(Rendering(spelt, language, len(held), len(stories), first, last, held[-1][0]))
    return sorted(sorted(renderings, key=lambda one: one.last, reverse=True), key=lambda one: -one.units)


def _known(one: Concordance, lexicon: Lexicon | None) -> Iterator[Mark]:
    """What a single unit tells: terms, numbers by value, names by sound."""
    phrase = one.spans[0].cut(one.variant.text)
    for other in one.counterparts:
        for by, spans in (
            ("term", _terms(phrase, other.text, lexicon)),
            ("number", _numbers(phrase, one.variant.language, other)),
            ("name", _names(phrase, one.variant.language, other)),
        ):
            if spans:
                yield from (Mark(other.language, span, by) for span in spans)  # type: ignore[arg-type]
                break


def _terms(phrase: str, text: str, lexicon: Lexicon | None) -> list[Span]:
    if not lexicon:
        return []
    key = fold_key(phrase)
    wanted = [
        target if fold_key(source) == key else source
        for source, target in lexicon.pairs
        if key in (fold_key(source), fold_key(target))
    ]
    return [hit.span for hit in Strings(wanted).find(text)] if wanted else []


def _numbers(phrase: str, language: str, other: Variant) -> list[Span]:
    """The one number of the same value, where the phrase is a number, or one with a measure word."""
    if not any(map(str.isnumeric, phrase)):
        return []
    from corpora.numerals import find_quantities

    said = list(find_quantities(phrase, language=language))
    # A measure word may follow: 400台.
    if len(said) != 1 or said[0].span.start or len(phrase) - said[0].span.end > 1:
        return []
    same = [
        one.span
        for one in find_quantities(other.text, language=other.language)
        if one.value == said[0].value and one.kind == said[0].kind
    ]
    return same if len(same) == 1 else []


def _names(phrase: str, language: str, other: Variant) -> list[Span]:
    """Where a name of two characters or more, or its spelling in Latin letters, stands opposite."""
    from corpora.pinyin import Romanised, is_pinyin

    if _HAN.fullmatch(phrase) and not unspaced(other.language):
        words = list(_WORD.finditer(other.text))
        for size in (1, 2, 3):
            for at in range(len(words) - size + 1):
                span = Span(words[at].start(), words[at + size - 1].end())
                spelt = span.cut(other.text)
                if not spelt[0].isupper() or not is_pinyin(spelt):
                    continue
                if any(place == Span(0, len(phrase)) for place in Romanised([spelt]).find(phrase).values()):
                    return [span]
    elif unspaced(other.language) and phrase[:1].isupper() and is_pinyin(phrase):
        return list(Romanised([phrase]).find(other.text).values())
    return []


def _mark_together(found: Sequence[Concordance], language: str, others: Sequence[str]) -> list[Concordance]:
    """The units with marks on what stands in most of them and in few others; once more on those that are left."""
    marked = list(found)
    with_phrase = {_text_in(one, language) for one in found}
    elsewhere = [grams_of(text, language) for text in others if text not in with_phrase]
    common = Counter(gram for grams in elsewhere for gram in grams)
    while True:
        left = [at for at, one in enumerate(marked) if not any(mark.language == language for mark in one.marks)]
        texts = {text: grams_of(text, language) for at in left if (text := _text_in(marked[at], language))}
        gram = _telling(list(texts.values()), common, len(elsewhere))
        if gram is None:
            return marked
        for at in left:
            span = texts.get(_text_in(marked[at], language), {}).get(gram)
            if span:
                marked[at] = replace(marked[at], marks=(*marked[at].marks, Mark(language, span, "together")))


def _text_in(one: Concordance, language: str) -> str:
    return next((other.text for other in one.counterparts if other.language == language), "")


def _telling(texts: Sequence[dict[str, Span]], common: Counter[str], elsewhere: int) -> str | None:
    """The gram that tells a phrase; None where none does, or two that do not overlap do so equally."""
    counts = Counter(gram for grams in texts for gram in grams)
    ranked: list[tuple[float, int, str]] = []
    for gram, count in counts.items():
        share, usual = count / len(texts), (common[gram] + 0.25) / (elsewhere + 1)
        sure = share / (share + usual)
        if count >= _TEXTS and share >= _SHARE and not _edged(gram, common, elsewhere):
            ranked.append((share * sure, len(gram), gram))
    if not ranked:
        return None
    ranked.sort(reverse=True)
    best, _, gram = ranked[0]
    rival = next(
        (
            score
            for score, _, other in ranked[1:]
            if other not in gram and gram not in other and not _touch(gram, other)
        ),
        0.0,
    )
    if best < max(rival * _AHEAD, _CLEARLY):
        return None
    # A longer way of saying it is taken where nearly all have it.
    fuller = [other for _, _, other in ranked if gram in other and counts[other] >= _FULLER * counts[gram]]
    return max(fuller, key=len)


def _touch(one: str, other: str) -> bool:
    """Whether two grams share a word, as parts of one expression do."""
    return not set(one.split()).isdisjoint(other.split()) if " " in one + other else not set(one).isdisjoint(other)


def _edged(gram: str, common: Counter[str], elsewhere: int) -> bool:
    """Whether a gram begins or ends with what stands everywhere."""
    words = gram.split()
    return any(common[word] > _COMMON * elsewhere for word in (words[0], words[-1]))


def grams_of(text: str, language: str) -> dict[str, Span]:
    """The words in a row of a text, or the characters where its language has no spaces, by key; each with one place.

    >>> sorted(grams_of("The park opened.", "en"))
    ['opened', 'park', 'park opened', 'the', 'the park', 'the park opened']
    """
    grams: dict[str, Span] = {}
    if unspaced(language):
        for run in _HAN.finditer(text):
            for size in range(_CHARACTERS[0], _CHARACTERS[1] + 1):
                for at in range(run.start(), run.end() - size + 1):
                    grams.setdefault(text[at : at + size], Span(at, at + size))
    words = [Span(*match.span()) for match in _WORD.finditer(text)]
    for first, start in enumerate(words):
        for end in words[first : first + _WORDS]:
            span = Span(start.start, end.end)
            said = span.cut(text)
            if not unspaced(language) and not re.search(r"[.,;:!?—–()“”\"]\s|\s[—–(“\"]", said):
                grams.setdefault(fold_key(said), span)
    return grams
