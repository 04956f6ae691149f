"""Which numbers one side may well have alone: a year named from the day of the report, a sum converted in brackets."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from corpora.language import Tag
from corpora.numerals import Quantity
from corpora.numerals.wording import is_year

# Small numbers in words are as often said by a plural, a pair or not at all: 两家人, the couples.
_SMALL = 3
# A year, a month or a day that one language names and the other counts from the day of the report.
_RELATIVE = {
    "zh": {
        "year": r"[今去前明后後当當昨本上次同翌]年|(?<![\d年])年[初中底末内內]|[全整]年(?!级|級)|年度|[本上]世[纪紀]"
        r"|(?<=[一二三四五六七八九十百千万几幾多数數\d])年之?[前后後](?![后後])",
        "month": r"[上下本当當]个?個?月|(?<!\d)[月季]底|[上下本]一?季",
        "day": r"[今昨明前后後当當次翌同转轉隔][日天晚晨早]|日前|近日|周[一二三四五六日末]|[下上本][周週]"
        r"|星期[一二三四五六日天]|禮拜[一二三四五六日天]|礼拜[一二三四五六日天]|(?<!\d)月[初底末]",
    },
    "en": {
        "year": r"\b(?:(?:this|last|next|that|same|previous|following|coming|past|current|the|a|each|every) year(?!-)"
        r"|year-?end|mid-?year|years?[ -](?:ago|earlier|before|on|later))\b",
        "month": r"\b(?:(?:this|last|next|that|same|previous|following|coming|past) "
        r"(?:month|spring|summer|autumn|fall|winter|quarter)|month-?end|end of the month)\b",
        "day": r"\b(?:(?:this|last|next|that|same|previous|following|coming|past) (?:day|week|month)"
        r"|today|yesterday|tomorrow|tonight|recently|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    },
}
_WORDS = {
    language: {part: re.compile(words, re.I) for part, words in parts.items()} for language, parts in _RELATIVE.items()
}
# The day of the report stands before it: CHONGQING, May 20 (Xinhua) --; 本报重庆5月20日讯.
_BEFORE_REPORT = {"en": re.compile(r"[A-Z][A-Z .’'-]+,[ ]"), "zh": re.compile(r"[^，。；：！？]{0,16}")}
_REPORTED = {"en": re.compile(r"[ ]?(?:\([A-Z][^()]{1,30}\)[ ]?)?[—–:-]"), "zh": re.compile("[电電讯訊]|[ ]?[-—－–]")}
_SIGNS = {
    1: "一", 2: "二两兩双雙", 3: "三", 4: "四", 5: "五", 6: "六", 7: "七", 8: "八", 9: "九", 10: "十", 100: "百",
    1000: "千", 10000: "万萬",
}  # fmt: skip
_DIGITS = re.compile(r"[0-9]{2,}(?![0-9.,])")
_LONGEST_DATELINE = 48
# In brackets behind a sum or a measure stands the same in another currency or unit; a sum after *or*, too.
_BRACKET = re.compile(r"\s*[\w$¥€£]{0,12}\s*[(（][^()（）\d]{0,24}")
_OR = re.compile(r",? or [^()（）\d]{0,24}")


def may_be_left_out(
    quantity: Quantity, own: str, other: str, languages: tuple[str, str], *, added: bool = False, past: bool = False
) -> bool:
    """Whether the other text may well do without a number.

    Args:
        own, other: the text it stands in and the one that lacks it.
        languages: of `own` and of `other`.
        added: whether the translation has it and the source lacks it.
        past: whether it is of a year too long before the report to be counted from there.
    """
    if quantity.kind in ("date", "decade") or is_year(quantity):
        if _of_report(quantity, own, languages[0]):
            return True
        if past:
            return False
        part = quantity.date.finest if quantity.date else "year"
        there, here = relative(part, other, languages[1]), relative(part, own, languages[0])
        # A translator names what the source counts (本年: 2016) more often than the other way about.
        return there > 0 if added else there > here
    plain = quantity.kind in ("number", "ordinal")
    if quantity.approximation == "several" or (quantity.value == 1 and quantity.unit is None and plain):
        return True
    if not any(character.isdecimal() for character in quantity.text):
        if added and plain and any(sign in other for sign in _SIGNS.get(int(quantity.value), "")):
            # It stands there within a word that is not read for numbers: 千言万语, 七龙珠.
            return True
        return quantity.value <= _SMALL and plain
    digits = _DIGITS.match(quantity.text) if quantity.kind == "number" and quantity.unit is None else None
    # A number in a name is the same figure wherever it is written: 247体育媒体, 247sports.
    return digits is not None and re.search(rf"(?<![\d.,]){digits[0]}(?!\d|[.,]\d)", other) is not None


def _of_report(quantity: Quantity, text: str, language: str) -> bool:
    """Whether a date stands in the line that says where and when a story was sent."""
    known = Tag.parse(language).language
    start, end = quantity.span
    if known not in _REPORTED or start > _LONGEST_DATELINE or not _REPORTED[known].match(text, end):
        return False
    return _BEFORE_REPORT[known].fullmatch(text, 0, start) is not None


@lru_cache(maxsize=16)
def relative(part: str, text: str, language: str) -> int:
    """How often a text counts years, months or days from the day of the report.

    >>> relative("year", "同比增长，比去年多", "zh"), relative("day", "It opens on Friday.", "en")
    (1, 1)
    """
    words = _WORDS.get(Tag.parse(language).language)
    return len(words[part].findall(text)) if words else 0


def converted(quantity: Quantity, text: str, all_: Sequence[Quantity]) -> bool:
    """Whether a number says the one before it again, in another currency or unit.

    Args:
        text: where it stands.
        all_: the numbers of that text, in order.
    """
    if quantity.kind != "money" and quantity.unit is None:
        return False
    before = bisect_right(all_, quantity.span.start, key=lambda other: other.span.end) - 1
    if before < 0 or all_[before].unit == quantity.unit:
        return False
    between = text[all_[before].span.end : quantity.span.start]
    return bool(_BRACKET.fullmatch(between) or (quantity.kind == "money" and _OR.fullmatch(between)))
