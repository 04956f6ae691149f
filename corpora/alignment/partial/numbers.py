"""Numbers of a bead that one side gives and the other does without, as far as they should stand on both.

No number is missed that a version may well leave out or say otherwise: a small one in words (两家人, the couples),
a date counted from the day of the report (今天, this year), a sum or a measure converted for the reader
(`(about $1.3 billion)`, `or 4 inches`), what opens a dispatch (`CHONGQING, July 11 --`) or numbers a list. Where both
sides have one that is like the other's in kind and digits, one of them is wrong, and neither is missing.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpora.language import Tag
from corpora.numerals import Quantity, agree, compare, find_quantities
from corpora.text import Span

Class = Literal["digits", "words", "small", "date"]
CLASSES: tuple[Class, ...] = ("digits", "words", "small", "date")

_SMALL = 3
# What names a year, or a day or month, from the day of the report.
_YEARS = {
    "zh": re.compile("[今去前明后後当當同]年|上年|年[底末初内內]|同比|环比|同期|[上本下]个?月"),
    "en": re.compile(
        r"\b(?:(?:this|last|next|that|same|previous|following|past|a) year|year earlier|year-?end|end of the year"
        r"|(?:this|last|next) (?:month|spring|summer|autumn|fall|winter|quarter))\b",
        re.I,
    ),
}
_DAYS = {
    "zh": re.compile(
        "[今昨明当當次前后後同]天|[当當次同昨今前]日|日前|近日|近期|此前|目前|周[一二三四五六日末]|星期|[上本下]个?[月周]|凌晨|[月年][底初末]"
    ),
    "en": re.compile(
        r"\b(?:today|yesterday|tomorrow|tonight|recently|now|weekend|(?:last|this|next) (?:week|month)"
        r"|(?:that|same|next|previous|following) (?:day|morning|afternoon|evening|night|week|month)"
        r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:end|start|beginning) of the (?:month|week))\b",
        re.I,
    ),
}
# Said without a number: an hour, midnight.
_SAID = {
    "en": ((re.compile("[1一]个?小?时"), re.compile(r"\b(?:an|each|per|the|every) hour\b")),
           (re.compile("(?:零|0|24)[时時点點]"), re.compile(r"\bmidnight\b"))),
}  # fmt: skip
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_OR = re.compile(r"(?: or (?:more|less))?,? or (?:at least |about |nearly |more than |some )?")
# What opens a dispatch.
DATELINE = re.compile(r"[A-Z][A-Z' ]{3,}, [A-Z][a-z]+\.? \d{1,2} ?(?:—|–|--|-) ?")
_LISTED = re.compile(r"\s*(?:[（(][一二三四五六七八九十0-9]{1,2}[）)]|[一二三四五六七八九十0-9]{1,2}[、.．)])")


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a bead beside each other; item 0 is of the source, item 1 of the target.

    Args:
        lacking: those that the other side does without, and should not.
        told: places of those that the other side has too, or need not have.
    """

    lacking: tuple[list[tuple[Quantity, Class]], list[tuple[Quantity, Class]]]
    told: tuple[list[Span], list[Span]]


def compare_numbers(source: str, target: str, *, languages: tuple[str, str]) -> Numbers:
    """The numbers of two texts that say the same, and those that only one of them has.

    >>> found = compare_numbers("引来50家企业，总投资12亿元。", "The park drew 50 firms.", languages=("zh", "en"))
    >>> [(quantity.text, kind) for quantity, kind in found.lacking[0]]
    [('12亿元', 'digits')]
    >>> english = "It cost 1.2 billion yuan (about $170 million)."
    >>> compare_numbers("花了12亿元。", english, languages=("zh", "en")).lacking
    ([], [])
    """
    texts = source, target
    tags = [Tag.parse(tag).language for tag in languages]
    heads = [match.end() if (match := DATELINE.match(text)) else 0 for text in texts]
    found = [
        [one for one in find_quantities(text, language=tag) if one.span.start >= head and not _lists(one, text)]
        for text, tag, head in zip(texts, languages, heads)
    ]
    converted = [[one for at, one in enumerate(side) if _converts(at, side, text)] for side, text in zip(found, texts)]
    plain = [[one for one in side if one not in apart] for side, apart in zip(found, converted)]
    compared = compare(plain[0], plain[1])
    left = (
        [one for one in compared.missing if not any(agree(one, other) for other in converted[1])],
        [one for one in compared.extra if not any(agree(other, one) for other in converted[0])],
    )
    _settle_mistakes(*left)
    lacking: tuple[list[tuple[Quantity, Class]], list[tuple[Quantity, Class]]] = ([], [])
    told: tuple[list[Span], list[Span]] = ([], [])
    for side in (0, 1):
        told[side].extend([Span(0, heads[side])] if heads[side] else [])
        told[side].extend(pair[side].span for pair in compared.pairs)
        told[side].extend(repeat.span for repeat, _ in compared.repeats if repeat in found[side])
        told[side].extend(_whole_bracket(one, texts[side]) for one in converted[side])
        for one in left[side]:
            if (kind := _classify(one, texts[1 - side], tags[1 - side])) is not None:
                lacking[side].append((one, kind))
    return Numbers(lacking, told)


def _lists(one: Quantity, text: str) -> bool:
    """Whether it only numbers an item of a list, or a rule."""
    listed = _LISTED.match(text)
    return listed is not None and one.span.end <= listed.end()


def _converts(at: int, found: Sequence[Quantity], text: str) -> bool:
    """Whether a sum or a measure says the one before it again, in another currency or unit."""
    one = found[at]
    if not at or (one.kind != "money" and one.unit is None) or found[at - 1].unit == one.unit:
        return False
    if any(bracket.start() < one.span.start < bracket.end() for bracket in _BRACKETED.finditer(text)):
        return True
    return _OR.fullmatch(text[found[at - 1].span.end : one.span.start]) is not None


def _whole_bracket(one: Quantity, text: str) -> Span:
    for bracket in _BRACKETED.finditer(text):
        if bracket.start() < one.span.start < bracket.end():
            return Span(*bracket.span())
    return one.span


def _settle_mistakes(ours: list[Quantity], theirs: list[Quantity]) -> None:
    """Takes out pairs of which one is a mistake for the other."""
    for one in list(ours):
        other = next((other for other in theirs if _alike(one, other)), None)
        if other is not None:
            ours.remove(one)
            theirs.remove(other)


def _alike(one: Quantity, other: Quantity) -> bool:
    """Whether one may be a mistake for the other, or be said in another way: 30万 and 30,000, 四成 and 47%."""
    digits = ["".join(filter(str.isdecimal, quantity.text)).strip("0") for quantity in (one, other)]
    if one.value == other.value and one.kind != other.kind:
        return True
    if _family(one) != _family(other):
        return len(digits[0]) > 1 and digits[0] == digits[1]
    if one.date and other.date:
        return not set(one.date.parts).isdisjoint(other.date.parts)
    if _family(one) != "number" or not one.value or not other.value:
        return _family(one) == "time"
    ratio = abs(math.log10(abs(one.value / other.value)))
    if abs(ratio - round(ratio)) < 1e-6 or ratio < math.log10(1.2):
        return True
    return min(map(len, digits)) > 1 and (digits[0] in digits[1] or digits[1] in digits[0])


def _family(one: Quantity) -> str:
    return {"date": "date", "decade": "date", "time": "time"}.get(one.kind, "number")


def _classify(one: Quantity, other: str, language: str) -> Class | None:
    """How a number without counterpart is written; None where the other text may well do without it."""
    for ours, theirs in _SAID.get(language, ()):
        if ours.match(one.text) and theirs.search(other):
            return None
    # A year in digits, with or without 年.
    year = one.kind == "number" and one.unit is None and 1900 <= one.value <= 2100 and len(one.text) == 4
    if _family(one) == "date" or year:
        spans = _YEARS if year or (one.date is not None and one.date.finest == "year") else _DAYS
        said = spans.get(language)
        return None if said is not None and said.search(other) else "date"
    if one.approximation == "several":
        return None
    if any(map(str.isdecimal, one.text)):
        return "digits"
    if one.value > _SMALL:
        return "words"
    return "small" if one.unit not in (None, "times") or one.kind not in ("number", "ordinal") else None
