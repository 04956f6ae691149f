"""Errors planted in the numbers of sound translations: eight kinds, drawn by a seed, made by patterns of their own."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

KINDS = ("digit", "magnitude", "wan-yi", "percent", "date", "unit", "direction", "dropped")
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Plant:
    """A pair with one error in its translation.

    Args:
        kind: of `KINDS`.
        source, clean, target: the texts; the translation before and after.
        start, end: where the error stands in `target`; an empty place where a number was dropped.
        wrong: what stood there, and what stands there now.
    """

    kind: str
    source: str
    clean: str
    target: str
    start: int
    end: int
    wrong: tuple[str, str]


_NUMERAL = re.compile(
    r"(?<![\w.,$€£%/+-])(?<![A-Za-z] No\. )\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w,/-]|\.\d)"
    r"|(?<![\w.,/+-])\d+(?:\.\d+)?(?![\w/-]|[.,]\d)"
)
_SCALED = re.compile(r"(?<![\w.,])(\d[\d,]*(?:\.\d+)?) (thousand|million|billion|trillion)\b")
_HAN_SCALED = re.compile(r"(?<![\d.,])(\d[\d,]*(?:\.\d+)?)[ ]?[多余餘]?[ ]?([万萬亿億]+)")
_PERCENT = re.compile(r"(?<![\w.,])(\d+(?:\.\d+)?)(?P<sign>%|[ ](?:percent|per cent)\b)(?! point)")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MONTH = "|".join(_MONTHS)
_DAY = re.compile(
    rf"\b(?:(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?![\d,]\d)|(?P<day2>\d{{1,2}}) (?P<month2>{_MONTH}))\b"
)
_YEAR = re.compile(r"\b(?:in|by|since|of|from|until|during) (?P<year>(?:19|20)\d\d)\b(?![-–/])")
_OTHER_UNIT = {
    "kilometres": "miles", "kilometers": "miles", "km": "miles", "miles": "kilometers", "metres": "feet",
    "meters": "feet", "feet": "meters", "km/h": "mph", "mph": "km/h", "kilograms": "pounds", "kg": "pounds",
    "tonnes": "kilograms", "tons": "kilograms", "hectares": "acres", "acres": "hectares", "hours": "minutes",
    "minutes": "hours", "years": "months", "months": "years", "days": "weeks", "weeks": "days", "centimeters": "inches",
    "inches": "centimeters", "yuan": "dollars", "US dollars": "euros", "percentage points": "percent",
}  # fmt: skip
_UNIT = re.compile(
    r"(?<![\w.,-])(?P<number>\d[\d,]*(?:\.\d+)?)(?P<gap>[ -]?(?:million |billion )?)(?P<unit>"
    + "|".join(sorted(_OTHER_UNIT, key=len, reverse=True))
    + r")\b(?! old)(?! later)"
)
_SIGN = re.compile(r"(?P<sign>US\$|HK\$)(?=(?P<number>\d[\d,]*(?:\.\d+)?))")
_TURNED = {
    "more than": "nearly", "over": "nearly", "nearly": "more than", "almost": "over", "at least": "at most",
    "up to": "at least", "as many as": "at least", "less than": "more than", "fewer than": "more than",
    "under": "over", "below": "above", "above": "below", "no more than": "no less than",
}  # fmt: skip
_DIRECTION = re.compile(
    rf"\b(?P<word>{'|'.join(sorted(_TURNED, key=len, reverse=True))}) (?=(?:US\$|HK\$|\$)?(?P<number>\d[\d,]*(?:\.\d+)?))",
    re.I,
)
# What the story must say for each direction that is turned round.
_SAID = {
    "more than": "[多余餘逾超]|以上", "over": "[多余餘逾超]|以上", "nearly": "[近]", "almost": "[近]",
    "at least": "至少|不少于|最少|起码", "up to": "多达|高达|最多|达|高達|多達", "as many as": "多达|高达|最多",
    "less than": "不足|不到|少于|低于|低於|少於", "fewer than": "不足|不到|少于", "under": "不足|不到|以下|低于",
    "below": "以下|低于|低於|不足", "above": "以上|高于|高於|超", "no more than": "不超过|不多于|最多",
}  # fmt: skip


def plant(pairs: Sequence[Pair], *, count: int, seed: int) -> list[Plant]:
    """As many errors as asked for, the kinds in turn, no place twice; fewer of a kind where the texts give no more."""
    drawn = random.Random(seed)
    pools = {kind: [each for pair in pairs for each in _MAKERS[kind](pair, drawn)] for kind in KINDS}
    for pool in pools.values():
        drawn.shuffle(pool)
    chosen: list[Plant] = []
    while len(chosen) < count and any(pools.values()):
        for kind in KINDS:
            if pools[kind] and len(chosen) < count:
                chosen.append(pools[kind].pop())
    return chosen


def _put(kind: str, pair: Pair, start: int, end: int, text: str) -> Plant:
    source, clean = pair
    target = clean[:start] + text + clean[end:]
    return Plant(kind, source, clean, target, start, start + len(text), (clean[start:end], text))


def _digits(text: str) -> str:
    return text.replace(",", "")


def _told(number: str, pair: Pair) -> bool:
    """Whether a numeral stands once, in these digits, in the story and once in its version."""
    digits = re.compile(rf"(?<![\d.]){re.escape(_digits(number))}(?![\d]|\.\d)")
    return all(len(digits.findall(_digits(text))) == 1 for text in pair)


def _numerals(pair: Pair) -> Iterator["re.Match[str]"]:
    for found in _NUMERAL.finditer(pair[1]):
        if _told(found[0], pair) and not re.match(r"[ -]?(?:Report|Act|Series)\b", pair[1][found.end() :]):
            yield found


def _other_digit(digit: str, drawn: random.Random, *, first: bool) -> str:
    return drawn.choice([one for one in "0123456789" if one != digit and not (first and one == "0")])


def _digit(pair: Pair, drawn: random.Random) -> Iterator[Plant]:
    for found in _numerals(pair):
        places = [at for at, character in enumerate(found[0]) if character.isdigit()]
        if len(places) > 1:
            at = drawn.choice(places)
            wrong = found[0][:at] + _other_digit(found[0][at], drawn, first=at == 0) + found[0][at + 1 :]
            yield _put("digit", pair, *found.span(), wrong)


def _magnitude(pair: Pair, drawn: random.Random) -> Iterator[Plant]:
    for found in _SCALED.finditer(pair[1]):
        if pair[1].count(found[1]) == 1:
            other = drawn.choice([one for one in ("thousand", "million", "billion", "trillion") if one != found[2]])
            yield _put("magnitude", pair, *found.span(), f"{found[1]} {other}")
    for found in _numerals(pair):
        if "," in found[0] and "." not in found[0]:
            value = int(_digits(found[0]))
            yield _put("magnitude", pair, *found.span(), f"{value // 10 if value % 10 == 0 else value * 10:,}")


def _wan_yi(pair: Pair, drawn: random.Random) -> Iterator[Plant]:
    for found in _HAN_SCALED.finditer(pair[0]):
        factor = 1
        for character in found[2]:
            factor *= 10**4 if character in "万萬" else 10**8
        value = Fraction(_digits(found[1])) * factor
        there = [each for each in _values(pair[1]) if each[2] == value]
        if len(there) == 1:
            words = ("thousand", "million") if factor == 10**4 else ("million", "billion")
            yield _put("wan-yi", pair, there[0][0], there[0][1], f"{found[1]} {drawn.choice(words)}")


def _values(text: str) -> Iterator[tuple[int, int, Fraction]]:
    scales = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
    for found in _SCALED.finditer(text):
        yield found.start(), found.end(), Fraction(_digits(found[1])) * scales[found[2]]
    for found in re.finditer(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?![\w.,]\w| (?:million|billion))", text):
        yield found.start(), found.end(), Fraction(_digits(found[0]))


def _percent(pair: Pair, drawn: random.Random) -> Iterator[Plant]:
    for found in _PERCENT.finditer(pair[1]):
        if not _told(found[1], pair) or not re.search(rf"{re.escape(found[1])}[ ]?[%％厘]", pair[0]):
            continue
        slipped = f"{float(found[1]) * 10:g}" if float(found[1]) < 10 else f"{float(found[1]) / 10:g}"
        wrong = drawn.choice((f"{found[1]} percentage points", found[1], slipped + found["sign"]))
        yield _put("percent", pair, *found.span(), wrong)


def _date(pair: Pair, drawn: random.Random) -> Iterator[Plant]:
    for found in _DAY.finditer(pair[1]):
        month, day = found["month"] or found["month2"], found["day"] or found["day2"]
        number = _MONTHS.index(month) + 1
        if len(re.findall(rf"(?<!\d){number}[ ]?月[ ]?{int(day)}[ ]?[日号號]", pair[0])) != 1:
            continue
        if drawn.random() < 0.5:
            other = drawn.choice([one for one in _MONTHS if one != month and one not in pair[1]])
            yield _put("date", pair, *found.span("month" if found["month"] else "month2"), other)
        else:
            other = str(drawn.choice([one for one in range(1, 29) if one != int(day) and str(one) not in pair[0]]))
            yield _put("date", pair, *found.span("day" if found["day"] else "day2"), other)
    for found in _YEAR.finditer(pair[1]):
        if _told(found["year"], pair):
            near = [int(found["year"]) + step for step in (-10, -2, -1, 1, 2, 10)]
            other = str(drawn.choice([year for year in near if str(year) not in "".join(pair)]))
            yield _put("date", pair, *found.span("year"), other)


def _unit(pair: Pair, drawn: random.Random) -> Iterator[Plant]:
    for found in _UNIT.finditer(pair[1]):
        if _told(found["number"], pair) or ("million" in found["gap"] or "billion" in found["gap"]):
            yield _put("unit", pair, *found.span("unit"), _OTHER_UNIT[found["unit"]])
    for found in _SIGN.finditer(pair[1]):
        if pair[1].count(found["number"]) == 1:
            yield _put("unit", pair, *found.span("sign"), "HK$" if found["sign"] == "US$" else "US$")


def _direction(pair: Pair, drawn: random.Random) -> Iterator[Plant]:
    for found in _DIRECTION.finditer(pair[1]):
        word = found["word"].lower()
        digits = re.escape(_digits(found["number"]))
        said = _SAID[word]
        if re.search(
            rf"(?:{said})[^，。；、,;]{{0,6}}{digits}|{digits}[^，。；、,;]{{0,6}}(?:{said})", _digits(pair[0])
        ):
            yield _put("direction", pair, *found.span("word"), _TURNED[word])


def _dropped(pair: Pair, drawn: random.Random) -> Iterator[Plant]:
    for found in _numerals(pair):
        if len(_digits(found[0])) > 1:
            after = re.compile(r"(?:%|[ ](?:thousand|million|billion|trillion|percent|per cent)\b)?[ ]?").match(
                pair[1], found.end()
            )
            assert after
            yield _put("dropped", pair, found.start(), after.end(), "")


_MAKERS: dict[str, Callable[[Pair, random.Random], Iterator[Plant]]] = {
    "digit": _digit,
    "magnitude": _magnitude,
    "wan-yi": _wan_yi,
    "percent": _percent,
    "date": _date,
    "unit": _unit,
    "direction": _direction,
    "dropped": _dropped,
}
