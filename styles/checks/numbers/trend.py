"""Whether a number is said of what rose or of what fell: 增长18.6%, down 3 percent, a decline of 2 points."""

import re
from typing import Literal

from corpora.language import Tag
from corpora.numerals import Quantity
from corpora.text import Span

Trend = Literal["rose", "fell"]

# Verbs of change, by language.
CHANGES: dict[str, dict[Trend, str]] = {
    "zh": {
        "rose": "增长|增加|增多|上升|上涨|上调|提高|提升|扩大|攀升|猛增|激增|增長|上漲|上調|擴大",
        "fell": "下降|下跌|下滑|下调|减少|降低|回落|缩减|缩小|缩短|锐减|骤降|減少|下調|縮減|縮小|縮短|銳減|驟降",
    },
    "en": {
        "rose": r"increas\w*|grow\w*|grew|rose|ris(?:e|es|en|ing)|climb\w*|jump\w*|surg\w*|soar\w*|expand\w*"
        r"|gain(?:s|ed|ing)?|raised?|widened",
        "fell": r"fell|fall(?:s|en|ing)?|dropp?\w*|declin\w*|decreas\w*|reduc\w*|cut|shr[aiu]nk\w*|shortened"
        r"|lower(?:ed)?|slump\w*|plung\w*|slid|slipp?\w*|contracted",
    },
}
# 负增长, 少增加: a word before turns it round.
_TURNED = "(?<![负負少不未没沒无無降減减])"
_BETWEEN = r"(?:了|到|至|为|為|幅度?为?|幅度?為?)?(?:将近|近|约|逾|超过|超|大约|約|超過)?[ ]?$"
_ADVERBS: dict[Trend, str] = {"rose": "up|higher", "fell": "down"}
_TO_NUMBER = (
    r"(?:[ ](?:year[ -]on[ -]year|sharply|slightly|further|again))?"
    r"(?:[ ](?:by|to|of|from))?(?:[ ](?:about|around|nearly|almost|over|more than|some|roughly|approximately|an?))?[ ]$"
)
_BEFORE: dict[str, dict[Trend, "re.Pattern[str]"]] = {
    "zh": {trend: re.compile(f"{_TURNED}(?:{verbs}){_BETWEEN}") for trend, verbs in CHANGES["zh"].items()},
    "en": {
        trend: re.compile(rf"\b(?<!not )(?:{verbs}|{_ADVERBS[trend]}){_TO_NUMBER}", re.IGNORECASE)
        for trend, verbs in CHANGES["en"].items()
    },
}
_OF_YEAR = "[ -](?:year-on-year[ ]|annual[ ])?"
_AFTER: dict[Trend, "re.Pattern[str]"] = {
    "rose": re.compile(rf"{_OF_YEAR}(?:increase|growth|rise|gain|jump|surge|hike|higher)\b"),
    "fell": re.compile(rf"{_OF_YEAR}(?:decrease|decline|drop|fall|cut|reduction|lower|less|fewer)\b"),
}
_WINDOW = {"zh": 14, "en": 64}


def trend_of(quantity: Quantity, text: str, language: str) -> tuple[Trend, Span] | None:
    """What is said of a number, and where with the number; None where nothing is said directly beside it.

    >>> from corpora.numerals import find_quantities
    >>> text = "Output fell by nearly 3 percent"
    >>> (found,) = find_quantities(text, language="en")
    >>> trend, place = trend_of(found, text, "en")
    >>> trend, place.cut(text)
    ('fell', 'fell by nearly 3 percent')
    """
    known = Tag.parse(language).language
    if known not in _BEFORE or quantity.kind not in ("number", "money", "percent"):
        return None
    start, end = quantity.span
    window = text[max(0, start - _WINDOW[known]) : start]
    for trend, words in _BEFORE[known].items():
        if found := words.search(window):
            return trend, Span(start - len(window) + found.start(), end)
    if known == "en":
        for trend, words in _AFTER.items():
            if behind := words.match(text, end):
                return trend, Span(start, behind.end())
    return None
