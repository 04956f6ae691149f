"""Names of a bead that one side spells and the other does without: Chinese on one side, Latin letters on the other.

A name in Latin letters is held against the Chinese by its sound as pinyin (`corpora.pinyin`), by the sound of a
transliteration (玛尔塔·里奇, Marta Ricci), by the glossary, and by what the beads of the document say (`Names`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpora.alignment.partial.names import Names, Terms
from corpora.alignment.partial.numbers import DATELINE
from corpora.alignment.partial.spellings import (
    BODY,
    BYLINE,
    CREDIT,
    FORMULA,
    OPENING,
    PART,
    PERSON,
    PUBLISHER,
    RUN,
    find_spellings,
)
from corpora.pinyin import Romanised, readings, romanised_key
from corpora.text import Span, fold_key

Class = Literal["term", "spelt", "surname", "known", "person", "credit", "capital", "learnt"]
CLASSES: tuple[Class, ...] = ("term", "spelt", "surname", "known", "person", "credit", "capital", "learnt")

_PRONOUNS = {
    False: re.compile(r"\b(?:he|she|him|her|his|hers|they|them|their|who|whose|it|its)\b", re.I),
    True: re.compile("[他她其该它]|自己|本人|双方|两人|这[家个里]"),
}

_SURNAME_ONLY = re.compile("[\u4e00-\u9fff](?:某+|先生|女士|小姐)")
_STOPPED = re.compile(r"(?:[.!?:;][”’\"')]*|[“‘\"(—–])\s*$")

Told = tuple[list[Span], list[Span]]


@dataclass(frozen=True, slots=True)
class Missing:
    """A name without counterpart.

    Args:
        chinese: whether it stands on the Chinese side.
        kind: term (of the glossary), spelt (in pinyin), surname (alone, of someone whom the document names),
            known (Chinese, of which the document has the spelling), person (by surname and role), credit,
            capital (any other Latin words with capitals inside a sentence), learnt (Latin, of which the beads of the
            document tell the Chinese).
        span: its place.
        around: where the rest of the name may stand: New Area behind Liangjiang, 新区 behind 两江.
    """

    chinese: bool
    kind: Class
    span: Span
    around: Span


@dataclass(frozen=True, slots=True)
class Compared:
    """The names of a bead.

    Args:
        missing: those that one side lacks.
        told: places of those that both have, Chinese and Latin.
        byline: whether it says who wrote.
    """

    missing: list[Missing]
    told: Told
    byline: bool


def compare_names(chinese: str, latin: str, names: Names, terms: Terms | None) -> Compared:
    """The names of two texts that say the same, and those that only one of them has.

    Args:
        names: of the document.
        terms: of the glossary.

    >>> text = "张坤坤介绍，两江新区引来50家企业。"
    >>> found = compare_names(text, "Liangjiang New Area drew 50 firms.", Names(), None)
    >>> [(name.kind, name.span.cut(text)) for name in found.missing]
    [('person', '张坤坤')]
    """
    byline = BYLINE.search(chinese) is not None or BYLINE.search(latin) is not None
    told: Told = ([], [])
    spelt = list(find_spellings(latin))
    found = Romanised(name for _, name in spelt).find(chinese)
    for span, name in spelt:
        if (place := found.get(romanised_key(name))) is not None:
            told[0].append(place)
            told[1].append(span)
    told[1].extend(Span(*match.span()) for match in [DATELINE.match(latin)] if match)
    _tell_surnames(chinese, latin, told)
    missing = list(_compare_terms(chinese, latin, terms, told)) if terms else []
    missing += _latin_names(chinese, latin, names, spelt, told)
    missing += _chinese_names(chinese, latin, names, told)
    for side, text in enumerate((chinese, latin)):
        told[side].extend(Span(*match.span()) for match in FORMULA[side == 0].finditer(text))
    if byline:
        told[1].extend(Span(*match.span()) for match in RUN.finditer(latin) if PUBLISHER.search(match[0]))
        missing = [one for one in missing if one.chinese or not PUBLISHER.search(one.around.cut(latin))]
    kept: list[Missing] = []
    for one in missing:
        if not any(one.chinese == other.chinese and one.span.overlaps(other.span) for other in kept):
            kept.append(one)
    return Compared(kept, told, byline)


def _tell_surnames(chinese: str, latin: str, told: Told) -> None:
    """People of whom only the surname is told: 姜某, 李女士."""
    words = {word[0].lower(): Span(*word.span()) for word in PART.finditer(latin)}
    for match in _SURNAME_ONLY.finditer(chinese):
        for sound in readings(match[0][0]):
            if sound in words:
                told[0].append(Span(*match.span()))
                told[1].append(words[sound])


def _compare_terms(chinese: str, latin: str, terms: Terms, told: Told) -> Iterator[Missing]:
    """Terms of the glossary."""
    keys = fold_key(chinese), fold_key(latin)
    for span, others in terms.find(chinese, 0):
        held = [match.span() for other in others for match in re.finditer(rf"(?<!\w){re.escape(other)}(?!\w)", keys[1])]
        if held:
            told[0].append(span)
        else:
            yield Missing(True, "term", span, Span(span.end, span.end))
    theirs = terms.find(latin, 1)
    told[1].extend(span for span, others in theirs if any(other in keys[0] for other in others))
    for span, others in theirs:
        text = span.cut(latin)
        proper = text[0].isupper() and not text.startswith("The ")
        if " " not in text and any(other[at : at + 2] in keys[0] for other in others for at in range(len(other) - 1)):
            told[1].append(span)
            continue
        if proper and not any(span.overlaps(other) for other in told[1]):
            yield Missing(False, "term", span, span)


def _latin_names(
    chinese: str, latin: str, names: Names, spelt: list[tuple[Span, str]], told: Told
) -> Iterator[Missing]:
    """Names in pinyin, and single words for people whom the document names."""
    longest = [span for span, _ in spelt if not any(_inside(span, other) for other, _ in spelt)]
    for match in RUN.finditer(latin):
        run = Span(*match.span())
        for part in PART.finditer(match[0]):
            span = Span(run.start + part.start(), run.start + part.end())
            whole = names.surnames.get(part[0], set()) | {names.foreign.get(part[0], "")} - {""}
            if not whole or any(span.overlaps(other) for other in told[1]):
                continue
            held = _find_first(chinese, whole, surname=part[0] in names.surnames)
            if held:
                told[0].append(held)
                told[1].append(span)
            elif not any(_inside(span, other) for other in longest):
                yield Missing(False, "surname" if part[0] in names.surnames else "learnt", span, run)
        for span in longest:
            if (_inside(span, run) or span == run) and not any(span.overlaps(other) for other in told[1]):
                yield Missing(False, "spelt", span, run)
        opening = OPENING.match(match[0])
        start = run.start + (opening.end() if opening else 0)
        span = Span(start, run.end)
        if start < run.end and not _opens(latin, start) and not any(span.overlaps(other) for other in told[1]):
            yield Missing(False, "capital", span, run)


def _opens(text: str, start: int) -> bool:
    """Whether a sentence or a quotation begins here, where any word has a capital."""
    return _STOPPED.search(text[:start]) is not None or not text[:start].strip()


def _find_first(text: str, names: set[str], *, surname: bool) -> Span | None:
    """The place of one of the names, or of its surname, or of two characters of a name that is none of a person."""
    for name in sorted(names):
        for part in (name, name[0]) if surname else (name, *(name[at : at + 2] for at in range(len(name) - 1))):
            if (place := text.find(part)) >= 0:
                return Span(place, place + len(part))
    return None


def _chinese_names(chinese: str, latin: str, names: Names, told: Told) -> Iterator[Missing]:
    """Names whose spelling the document has, people by surname and role, and credits."""
    words = set(re.findall(r"[A-Z][\w'’]+", latin))
    credited = [Span(*match.span()) for match in CREDIT.finditer(chinese) if not BODY.search(match[0])]
    held = sorted((name for name in names.words if name in chinese), key=len, reverse=True)
    for name in held:
        for match in re.finditer(re.escape(name), chinese):
            span = Span(*match.span())
            if any(span.overlaps(other) for other in told[0]):
                continue
            if names.words[name] & words:
                told[0].append(span)
            else:
                kind: Class = "credit" if any(span.overlaps(other) for other in credited) else "known"
                yield Missing(True, kind, span, Span(span.end, min(span.end + 2, len(chinese))))
    for span in [*credited, *(Span(*match.span()) for match in PERSON.finditer(chinese))]:
        if any(span.overlaps(other) for other in told[0]):
            continue
        sounds = set(readings(chinese[span.start]))
        surname = next((word for word in sorted(words) if word.lower() in sounds), None)
        if surname:
            place = latin.find(surname)
            told[0].append(span)
            told[1].append(Span(place, place + len(surname)))
        else:
            yield Missing(True, "credit" if span in credited else "person", span, Span(span.end, span.end))


def has_pronoun(text: str, *, chinese: bool) -> bool:
    """Whether a text says he, she, it or this, which may stand for a name.

    >>> has_pronoun("He smiled.", chinese=False), has_pronoun("该园区已开园。", chinese=True)
    (True, True)
    """
    return _PRONOUNS[chinese].search(text) is not None


def _inside(span: Span, other: Span) -> bool:
    return span != other and other.start <= span.start and span.end <= other.end
