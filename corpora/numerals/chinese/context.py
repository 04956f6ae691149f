"""What stands directly before and behind a numeral in Chinese text: units, signs, words that make it approximate."""

import re
from collections.abc import Sequence
from typing import cast

from corpora.numerals.chinese.words import (
    AFTER,
    BARE_AFTER,
    BARE_BEHIND,
    BEFORE,
    CLASSIFIERS,
    NOT_BARE,
    NOT_BEFORE,
    NOT_DAYS,
    NOT_DISCOUNT,
    NOT_DOZENS,
    NOT_HOURS,
    NOT_TENTHS,
    PERIODS,
)
from corpora.numerals.quantity import Approximation
from corpora.numerals.units import BY_CODE, names_of

CODES = names_of("zh")
_MONEY = [name for name, code in CODES.items() if code not in BY_CODE]
# Unit signs of Latin letters serve both languages.
_SIGNS = {"km": "kilometer", "m": "meter", "cm": "centimeter", "mm": "millimeter", "kg": "kilogram", "g": "gram",
          "mg": "milligram", "ml": "milliliter", "t": "tonne", "ha": "hectare", "km²": "square-kilometer",
          "m²": "square-meter", "m³": "cubic-meter", "km2": "square-kilometer", "m2": "square-meter", "kW": "kilowatt",
          "MW": "megawatt", "GW": "gigawatt", "kWh": "kilowatt-hour", "km/h": "kilometer-per-hour",
          "mph": "mile-per-hour", "m/s": "meter-per-second", "ft": "foot", "lbs": "pound", "oz": "ounce"}  # fmt: skip
CODES |= _SIGNS
# 月 and 年 are months and years of the calendar first; 个月 and 年 of a duration are read apart.
_UNITS = [name for name, code in CODES.items() if code in BY_CODE and name not in ("年", "月", *_SIGNS)]


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_TAIL = re.compile(
    rf"""[ \u00a0]?(?:
      (?P<points>[个個]?百分[点點])
    | (?P<basis>[个個]?基[点點])
    | (?P<percent>[%％])
    | (?P<permille>‰)
    | (?P<interest>[厘釐](?!米|清))
    | (?P<tenths>成(?![{NOT_TENTHS}]|人(?![民口员員士])|年(?![轻輕])))
    | (?P<discount>折(?![{NOT_DISCOUNT}]))
    | (?P<dozen>打(?![{NOT_DOZENS}]))
    | (?P<decade>年代|(?<=[5-90]0)[后後](?![卫衛来來期续續]))
    | (?P<doublings>番)
    | (?P<quarter>季度)
    | (?P<century>世[纪紀])
    | (?P<year>年)(?![级級])
    | (?P<month>月份?)(?![球亮饼餅])
    | (?P<day>日)(?![{NOT_DAYS}])
    | (?P<date>[号號])
    | (?P<hour>[时時])(?![{NOT_HOURS}])
    | (?P<oclock>[点點])
    | [个個](?P<half>半)?[多余餘]?[ ]?(?P<months>月)
    | [个個]?(?P<half_unit>半)?[多余餘]?(?P<unit>{_any(_UNITS)})
    | (?P<sign>{_any(tuple(_SIGNS))})(?![A-Za-z0-9])
    | 元?(?P<money>{_any(_MONEY)})
    | (?P<yuan>元|[块塊](?=钱|錢))(?![旦宵素首件老帅])
    )""",
    re.VERBOSE,
)
# 三年半; not 三年半数.
AND_HALF = re.compile(r"半(?![数數个個年月日天小数场場])")
RANGE = re.compile(r"[ \u00a0]?(?:至|到|[-–—－~～〜─]{1,2})[ \u00a0]?")
LIST = re.compile(r"[ \u00a0]?(?:、|和|与|與|及|或)[ \u00a0]?")
# What joins dates that share their month or year.
LISTED = re.compile(rf"{RANGE.pattern}|[ \u00a0]?、[ \u00a0]?")
VERSUS = re.compile(r"[ \u00a0]?[比:：][ \u00a0]?")
_BEFORE = re.compile(
    "(?:"
    + "|".join(f"(?P<{kind}>{_any(words.split())})" for kind, words in BEFORE)
    + r")(?:可以?|能)?(?:了|为|為|有|达到?|達到?|容[纳納]|停放|供|坐|住)?(?:每[一-龥]{1,2})?[ \u00a0]?$"
)
_NOT_BEFORE = re.compile(f"(?:{_any(NOT_BEFORE)})$")
_AFTER = re.compile(
    rf"[ \u00a0]?[{''.join(sorted(CLASSIFIERS))}]?(?:"
    + "|".join(f"(?P<{kind}>{_any([word for word in words.split() if len(word) > 1])})" for kind, words in AFTER)
    + r")|(?P<more>[多余餘])(?![种種样樣边邊])"
)
_PARTS_OF_DAY = {word: part for part, words in PERIODS for word in words.split()}
_PERIOD = re.compile(rf"({_any(tuple(_PARTS_OF_DAY))})[ \u00a0]?$")
_MINUS = re.compile(r"(?:零下|负|負|(?:(?<=[ \u00a0(（，。、：拔温溫为為至达達约約是])|^)[-−－])(?:摄氏|攝氏)?$")
_PER_HOUR = re.compile(r"(?:每小[时時]|[时時]速)[^0-9，。,;；]{0,6}(?:[0-9.]{1,6}[ ]?[-–—~至到][ ]?)?$")
_SPEED = re.compile("[的之]?[时時]速")
_CLAUSE_ENDS = frozenset("，。；：、！？“\n ,;:!?")
_QUOTES = frozenset("“‘「『\"'")
_SHORT_NAME = re.compile("[\u4e00-\u9fff]{0,3}[”’」』\"']")
_GRADED = re.compile(r"[ ]?(?:等[奖獎舱艙功座品]|星[级級红紅酒宾賓])")
_ORDINAL = re.compile(r"第[ \u00a0]?$")
# Who stands where in a photograph: 左七, 前排右三.
_IN_PICTURE = re.compile("(?<!左)[左右]$")
_IN_PICTURE_END = re.compile("[）)、，,；;。至到和及为為是]|$")
# What a number before 倍 is added to: 增长两倍 is three times as much, 增长到两倍 twice.
_GROWN = re.compile(
    "(?:增长|增加|增多|上升|上涨|提高|提升|扩大|增產|增产|高出|高|多出|多|涨|升|快|增長|上漲|擴大|漲)了?"
    "(?:将近|近|约|逾|超过|超過|整整|足足|約)?[ \u00a0]?$"
)


def tail(text: str, at: int) -> "re.Match[str] | None":
    """What a numeral that ends at `at` counts; the group that matched names it."""
    return _TAIL.match(text, at)


def code_of(found: "re.Match[str]") -> str | None:
    """The code of the unit or currency that a tail names."""
    name = found["unit"] or found["sign"] or found["money"]
    return CODES[name] if name else "month" if found["months"] else None


def counted(text: str, at: int) -> bool:
    """Whether a classifier stands at `at`, a space before it or not."""
    following = text[at : at + 2]
    if following[:1] in (" ", "\u00a0"):
        return following[1:] in CLASSIFIERS
    return following[:1] in CLASSIFIERS or _GRADED.match(text, at) is not None


def approximation_before(text: str, at: int, *, duration: bool) -> Approximation | None:
    """What the words before a number make of it; 近 before days and years says since when, not how many."""
    window = text[max(0, at - 8) : at]
    found = _BEFORE.search(window)
    if found is None:
        return None
    kind, word_end = found.lastgroup, found.end(found.lastgroup or 0)
    if _NOT_BEFORE.search(window[:word_end]) or (duration and found[kind or 0] == "近"):
        return None
    return cast("Approximation", kind)


def approximation_after(text: str, at: int, *, unit: bool) -> Approximation | None:
    """What the words behind a number make of it; 多 and 余 count only behind a unit."""
    found = _AFTER.match(text, at)
    if found is None:
        return None
    if found["more"]:
        return "over" if unit else None
    return cast("Approximation", found.lastgroup)


def word_before(text: str, at: int) -> int:
    """Where the words begin that make a number approximate; `at` where there are none."""
    found = _BEFORE.search(text, max(0, at - 8), at)
    return found.start() if found else at


def word_after(text: str, at: int) -> int:
    """Where the words end that make a number approximate; `at` where there are none."""
    found = _AFTER.match(text, at)
    return found.end() if found else at


def period_before(text: str, at: int) -> tuple[str | None, int]:
    """The part of the day that an hour is said to be in, and where the word for it stands."""
    found = _PERIOD.search(text, max(0, at - 4), at)
    return (_PARTS_OF_DAY[found[1]], found.start()) if found else (None, at)


def next_one(text: str, at: int) -> bool:
    """Whether a second that ends at `at` is no more than the next: 第二天, 第二年."""
    return text[at : at + 1] in tuple("天年日晚早")


def ranked_before(text: str, start: int, end: int) -> bool:
    """Whether a lone numeral ranks the first of many: 前三的, 前十。"""
    return text[start - 1 : start] == "前" and start > 0 and not text[end : end + 1].replace("的", "").isalnum()


def doubled_before(text: str, at: int) -> bool:
    """Whether a number counts doublings: 翻一番, 翻了两番."""
    return text[max(0, at - 2) : at].rstrip("了").endswith("翻")


def per_hour(text: str, at: int, end: int) -> bool:
    """Whether a length is gone in an hour: 每小时 105 英里, 时速达到300公里, 350公里的时速."""
    return _PER_HOUR.search(text, max(0, at - 20), at) is not None or _SPEED.match(text, end) is not None


def grown_before(text: str, at: int) -> bool:
    """Whether a number of times says by how much something grew: 增长两倍."""
    return _GROWN.search(text, max(0, at - 8), at) is not None


def minus_before(text: str, at: int) -> int | None:
    """Where the sign of a negative number stands."""
    found = _MINUS.search(text, max(0, at - 5), at)
    return found.start() if found else None


def enumerated(text: str, start: int, end: int) -> bool:
    """Whether a numeral heads a point of a list: 四是改善民生, 其四，."""
    if text[end : end + 1] == "是":
        return not start or text[start - 1] in _CLAUSE_ENDS
    return text[start - 1 : start] == "其" and start > 0 and text[end : end + 1] in tuple("，,、：:")


def quoted(text: str, start: int, end: int) -> bool:
    """Whether a numeral begins a short name in quotation marks: “六稳”, “十一”."""
    return start > 0 and text[start - 1] in _QUOTES and _SHORT_NAME.match(text, end) is not None


def bare_behind(text: str, start: int, end: int) -> bool:
    """Whether 百, 千, 万, 亿 alone are a number by the word before them: 近千师生, 逾万村民, 产值过亿。"""
    if text[start - 1] not in BARE_AFTER or _NOT_BEFORE.search(text, max(0, start - 4), start):
        return False
    following = text[end : end + 1]
    return not following.isalnum() or (text[start - 1] in BARE_BEHIND and following not in NOT_BARE)


def ordinal_before(text: str, at: int, end: int) -> int | None:
    """Where the 第 before a number stands, or the side it is counted from in a photograph."""
    if found := _ORDINAL.search(text, max(0, at - 2), at):
        return found.start()
    if _IN_PICTURE.search(text, max(0, at - 2), at) and _IN_PICTURE_END.match(text, end):
        return at - 1
    return None
