"""Stories told anew with other numbers, days, sentences and names: decoys, and as many copies as are asked for.

A number becomes another one by its significant digits, so that both languages change alike: 12.5亿 and 1.25 billion.
"""

import random
import re
from collections.abc import Sequence
from datetime import date, timedelta

from corpora.numerals import Quantity, find_quantities
from corpora.numerals.quantity import Date

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTH_NAME = re.compile("|".join(f"{name}|{name[:3]}\\.?" for name in MONTHS))
_NUMERALS = re.compile("[一二两三四五六七八九十百千万亿零〇]+")
_WORDS = re.compile(r"[a-z]+(?:[ -](?:and )?[a-z]+)*", re.IGNORECASE)
_SURNAMES = "张 Zhang,王 Wang,李 Li,刘 Liu,陈 Chen,杨 Yang,赵 Zhao,周 Zhou,吴 Wu,徐 Xu,孙 Sun,马 Ma,吕 Lyu,曾 Zeng,单 Shan,覃 Qin"
_GIVEN = (
    "坤 kun,梦 meng,洁 jie,伟 wei,静 jing,姝 shu,雅 ya,琴 qin,浩 hao,宇 yu,子 zi,轩 xuan,文 wen,博 bo,晓 xiao,东 dong,"
    "海 hai,燕 yan,志 zhi,强 qiang,敏 min,丽 li,国 guo,庆 qing,春 chun,梅 mei,思 si,远 yuan,嘉 jia,怡 yi"
)
_TOWNS = "重庆 Chongqing,成都 Chengdu,西安 Xi'an,武汉 Wuhan,长沙 Changsha,昆明 Kunming,贵阳 Guiyang,厦门 Xiamen,合肥 Hefei,兰州 Lanzhou"


def rewrite(text: str, *, language: str, seed: int, share: float = 1.0) -> str:
    """The text with other numbers and days; the same seed changes both languages alike.

    Args:
        share: of the numbers that become others; all days do.

    >>> rewrite("8月3日，63家企业提供1200余个岗位。", language="zh", seed=1)
    '5月5日，53家企业提供9200余个岗位。'
    >>> rewrite("On Aug. 3, 63 companies offered over 1,200 jobs.", language="en", seed=1)
    'On May 5, 53 companies offered over 9,200 jobs.'
    >>> rewrite("百分之五十五的人花了2000亿美元。", language="zh", seed=4)
    '11%的人花了9000亿美元。'
    >>> rewrite("Fifty-five percent of people spent $200 billion.", language="en", seed=4)
    '11% of people spent $900 billion.'
    """
    out, at = [], 0
    for quantity in find_quantities(text, language=language):
        if quantity.span.start < at or (quantity.weak and not quantity.text[:1].isdigit()):
            continue
        out += [text[at : quantity.span.start], _changed(quantity, language, seed, share)]
        at = quantity.span.end
    return "".join([*out, text[at:]])


def _changed(quantity: Quantity, language: str, seed: int, share: float) -> str:
    shown = quantity.text
    if quantity.date is not None:
        return _dated(shown, quantity.date, language, seed)
    if quantity.approximation == "several" or quantity.kind == "decade":
        return shown
    if _DIGITS.search(shown):
        if quantity.kind == "number" and _YEAR.fullmatch(shown):
            return str(_year(int(shown), seed))
        return _DIGITS.sub(lambda found: _digits(found[0], seed, share), shown)
    value = quantity.value * 100 if quantity.kind == "percent" else quantity.value
    if value.denominator != 1 or value < 3 or quantity.kind in ("time", "ordinal"):
        return shown
    number = _digits(f"{int(value):,}" if language == "en" else str(int(value)), seed, share)
    if quantity.kind == "percent":
        return f"{number}%"
    return (_NUMERALS if language == "zh" else _WORDS).sub(number, shown, count=1)


def _digits(shown: str, seed: int, share: float) -> str:
    """A number whose significant digits are others; its noughts, commas and stop stay where they are."""
    bare = re.sub(r"[,.]", "", shown)
    digits = bare.strip("0")
    if not digits:
        return shown
    low, high = 10 ** (len(digits) - 1), 10 ** len(digits) - 1
    chance = random.Random(f"{seed}:{digits}")
    if chance.random() >= share:
        return shown
    other = int(digits)
    while other == int(digits) or (other % 10 == 0 and high > 9):
        other = chance.randint(low, high)
    placed = iter(bare.replace(digits, str(other), 1))
    return "".join(next(placed) if mark.isdigit() else mark for mark in shown)


def _dated(shown: str, parts: Date, language: str, seed: int) -> str:
    month = random.Random(f"{seed}:month").randint(1, 11)
    new = {
        "year": _year(parts.year or 0, seed),
        "month": ((parts.month or 1) - 1 + month) % 12 + 1,
        "day": ((parts.day or 1) - 1 + 1 + seed % 26) % 28 + 1,
    }
    old = dict(parts.parts)
    if language == "en":
        shown = _MONTH_NAME.sub(lambda _: MONTHS[new["month"] - 1], shown)
        old.pop("month", None)
    if language == "zh" and not any(map(str.isdecimal, shown)):
        placed = iter([new[name] for name in old])
        return _NUMERALS.sub(lambda found: str(next(placed, found[0])), shown)
    for name, value in old.items():
        shown = re.sub(rf"(?<!\d)0?{value}(?!\d)", str(new[name]), shown, count=1)
    return shown


def _year(year: int, seed: int) -> int:
    return year + (1 + seed % 3) * (-1 if seed % 2 else 1)


def named_sentence(seed: int) -> tuple[str, str]:
    """A sentence with a person and a place, in both languages.

    >>> named_sentence(3)[1].endswith(" said.")
    True
    """
    chance = random.Random(f"name:{seed}")
    surname, one, other, town = (
        chance.choice(names.split(",")).split(" ") for names in (_SURNAMES, _GIVEN, _GIVEN, _TOWNS)
    )
    people = 3 + chance.randrange(900)
    chinese = f"{surname[0]}{one[0]}{other[0]}说，{people}人当天来到{town[0]}。"
    return chinese, f"{people} people came to {town[1]} that day, {surname[1]} {(one[1] + other[1]).capitalize()} said."


def copy(
    beads: Sequence[tuple[str, str]], pool: Sequence[tuple[str, str]], *, seed: int, exchanged: float = 0.2
) -> list[tuple[str, str]]:
    """A story of its own: some sentences of other stories, a name, other numbers and days, in both languages.

    Args:
        beads: the story's sentences in both languages.
        pool: those of others.
        exchanged: the share of sentences that are others'.
    """
    chance = random.Random(f"copy:{seed}")
    told = [chance.choice(pool) if chance.random() < exchanged else bead for bead in beads]
    told.insert(chance.randrange(len(told)), named_sentence(seed))
    return [
        (rewrite(ours, language="zh", seed=seed), rewrite(theirs, language="en", seed=seed)) for ours, theirs in told
    ]


def other_day(day: str, seed: int) -> str:
    """A day some months away.

    >>> other_day("2023-08-03", 5)
    '2022-10-05'
    """
    chance = random.Random(f"day:{seed}")
    return (date.fromisoformat(day) + timedelta(days=chance.choice((-1, 1)) * chance.randrange(60, 400))).isoformat()
