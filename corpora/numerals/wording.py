"""A number in words for an editor, and the number of the source written as the target writes numbers."""

import re
from fractions import Fraction

from corpora.language import Tag
from corpora.numerals.quantity import Date, Quantity
from corpora.numerals.units import BY_CODE

_SCALES = {
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "m": 10**6, "bn": 10**9, "tn": 10**12,
}  # fmt: skip
_NUMERAL = re.compile(r"(\d[\d,]*(?:\.\d+)?)(?:([\s-]*)(thousand|million|billion|trillion|bn|tn|m)\b)?", re.I)
_CHINESE_SCALES = (("万亿", 10**12), ("亿", 10**8), ("万", 10**4))
_CHINESE_NUMERAL = re.compile(r"(\d[\d,]*(?:\.\d+)?)(万亿|亿|万)?(?![百千十万亿])")
_FIGURES = re.compile(r"\d+(?:([.,'\u00a0\u202f ])\d+)*")
_YEAR = re.compile(r"1[89]\d\d|20\d\d")
_PERCENTAGES = {"point": " percentage points", "off": "% off", "discount": "% of the price"}
_SMALL = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
_WHOLE_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH = re.compile(
    r"\b(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![a-z])"
)


def value_of(quantity: Quantity) -> str:
    """The value as an editor reads it.

    >>> from corpora.numerals import find_quantities
    >>> [value_of(found) for found in find_quantities("30万辆，12.5亿元，三分之一，8月3日", language="zh")]
    ['300,000', 'CNY 1,250,000,000', '1/3', 'Aug. 3']
    """
    if quantity.date:
        return _date(quantity.date)
    if quantity.kind == "time":
        hours, minutes = divmod(int(quantity.value), 60)
        return f"{hours}:{minutes:02d}"
    if quantity.kind == "percent":
        return _plain(quantity.value * 100) + _PERCENTAGES.get(quantity.unit or "", "%")
    if quantity.kind == "decade":
        return f"{quantity.value}s"
    if quantity.kind == "ordinal":
        return f"No. {_plain(quantity.value)}"
    if not quantity.step and quantity.value.denominator <= 10:
        return str(quantity.value)
    if quantity.kind == "money" and quantity.unit:
        return f"{quantity.unit} {_plain(quantity.value)}"
    if is_year(quantity):
        return str(quantity.value)
    if (unit := BY_CODE.get(quantity.unit or "")) is None:
        return _plain(quantity.value)
    return f"{_plain(quantity.value)} {unit.english[:2][quantity.value != 1 and len(unit.english) > 1]}"


def is_year(quantity: Quantity) -> bool:
    """Whether a bare number is written as years are, and so may be one."""
    return quantity.kind == "number" and quantity.unit is None and _YEAR.fullmatch(quantity.text) is not None


def rewritten(source: Quantity, target: Quantity, *, language: str) -> str | None:
    """What the target should say: its own words with the number of the source; None where no rule writes it.

    >>> from corpora.numerals import find_quantities
    >>> (right,), (wrong,) = find_quantities("12.5亿", language="zh"), find_quantities("12.5 billion", language="en")
    >>> rewritten(right, wrong, language="en")
    '1.25 billion'
    """
    tongue = Tag.parse(language).language
    if source.date and target.date:
        return _redated(source.date, target.date, target.text)
    if source.date and source.date.month is source.date.day is None and is_year(target):
        return str(source.date.year)
    if source.unit != target.unit or source.kind != target.kind or source.kind not in ("number", "money", "percent"):
        return None
    value = source.value * 100 if source.kind == "percent" else source.value
    if tongue == "zh":
        return _in_chinese(value, target.text)
    if tongue != "en":
        return _in_figures(value, target.value * 100 if target.kind == "percent" else target.value, target.text)
    numeral = _NUMERAL.search(target.text)
    if numeral is None:
        if target.text.lower() in _SMALL and value in range(1, 10):
            small = _SMALL[int(value) - 1]
            return small.capitalize() if target.text[0].isupper() else small
        return None
    if (written := _numeral(value, numeral)) is None:
        return None
    return target.text[: numeral.start()] + written + target.text[numeral.end() :]


def _numeral(value: Fraction, like: re.Match[str]) -> str | None:
    """A value written with or without a scale word, as a number of the target is; None for an endless fraction."""
    gap, word = like[2], like[3]
    shown = value
    if word:
        scale = _SCALES[word.lower()]
        # 300 million rather than 0.3 billion, 300,000 rather than 0.3 million.
        fitting = [one for one in ("trillion", "billion", "million") if value >= _SCALES[one]]
        if value < scale or (len(word) > 2 and fitting and _SCALES[fitting[0]] > scale):
            word = fitting[0] if fitting and len(word) > 2 else None
            scale = _SCALES[word] if word else 1
        shown = value / scale
    text = _plain(shown)
    if "/" in text:
        return None
    return f"{text}{gap}{word}" if word else text


def _in_chinese(value: Fraction, text: str) -> str | None:
    """A text with its one numeral changed, in ten thousands or hundred millions where they show it whole and short."""
    numeral = _CHINESE_NUMERAL.search(text)
    if numeral is None or len(re.findall(r"\d[\d,.]*", text)) != 1:
        return None
    written = _plain(value).replace(",", "" if "," not in text else ",")
    if numeral[2] or value >= 10**4:
        for word, scale in _CHINESE_SCALES:
            shown = _plain(value / scale)
            if value >= scale and "/" not in shown and len(shown.partition(".")[2]) <= 4:
                written = shown.replace(",", "") + word
                break
    return None if "/" in written else text[: numeral.start()] + written + text[numeral.end() :]


def _in_figures(value: Fraction, old: Fraction, text: str) -> str | None:
    """A text with its one numeral changed, marked off as that is; None where it does not show how."""
    numeral = _FIGURES.search(text)
    if numeral is None or len(re.findall(r"\d", text)) != len(re.findall(r"\d", numeral[0])):
        return None
    marks = re.sub(r"\d", "", numeral[0])
    point = marks[-1:] if old.denominator != 1 else ""
    group = marks[:1] if len(marks) > len(point) else "" if old.denominator == 1 and old >= 1000 else None
    written = _plain(value)
    if "/" in written or ("," in written and group is None) or ("." in written and not point):
        return None
    whole, _, part = written.partition(".")
    written = whole.replace(",", group or "") + (point + part if part else "")
    return text[: numeral.start()] + written + text[numeral.end() :]


def _plain(value: Fraction) -> str:
    """A number in digits with commas; a fraction that has no end as it is."""
    if value.denominator == 1:
        return f"{value.numerator:,}"
    rest = value.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    whole, part = divmod(abs(value), 1)
    digits = ""
    while part and len(digits) < 12:
        digit, part = divmod(part * 10, 1)
        digits += str(digit)
    return f"{'-' if value < 0 else ''}{int(whole):,}.{digits}"


def _date(date: Date) -> str:
    month = _MONTHS[date.month - 1] if date.month and 1 <= date.month <= 12 else ""
    day = str(date.day) if date.day is not None else ""
    if not month:
        return " ".join(part for part in (f"day {day}" if day else "", str(date.year or "")) if part)
    head = f"{month} {day}".strip()
    return f"{head}, {date.year}" if day and date.year is not None else f"{head} {date.year or ''}".strip()


def _redated(right: Date, wrong: Date, text: str) -> str | None:
    """The date with the parts that differ put right; None where the text does not show each of them once."""
    for name in ("year", "month", "day"):
        old, new = getattr(wrong, name), getattr(right, name)
        if old is None or new is None or old == new:
            continue
        if name == "month" and (month := _MONTH.search(text)):
            text = text[: month.start()] + _month_like(month[0], new, text) + text[month.end() :]
            continue
        # With the sign that follows it in Chinese, or alone.
        sign = {"year": "年", "month": "月", "day": "[日号]"}[name]
        places = list(re.finditer(rf"(?<!\d){old}(?={sign})", text)) or list(re.finditer(rf"(?<!\d){old}(?!\d)", text))
        if len(places) != 1:
            return None
        (at,) = places
        text = text[: at.start()] + str(new) + text[at.end() :]
    return text


def _month_like(old: str, month: int, text: str) -> str:
    """A month in full or short as the old one is; where that cannot be seen, short before a day alone."""
    short = old.endswith(".") or (old not in _WHOLE_MONTHS)
    if old in _MONTHS and old in _WHOLE_MONTHS:
        short = re.search(rf"{old} \d{{1,2}}(?!\d)", text) is not None
    return (_MONTHS if short else _WHOLE_MONTHS)[month - 1]
