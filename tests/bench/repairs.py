"""Ten thousand near matches to be made to fit: how many are, and how many wrongly.

Half are written here: sentences in both languages with slots, filled in each language by itself, so that what is right is
known and no reader of numbers is asked. Half are sentences of the evaluation data in which one figure of the source
is changed: right is the translation with the same figure changed, where it stands there once.
"""

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.bench.memory.units import read_pairs
from tests.bench.table import Row
from tm.glossary import Concept, Glossary, Term
from tm.lookup.repair import find_repairs
from tm.lookup.terms import Terms
from tm.unit import Variant

_NUMBER = 5000
# Slots: n number, w number in ten thousands, m money, p percent, d day, y year, o month, s small, t place, c company, f person.
_SENTENCES = [
    ("园区今年引进{n}家企业。", "The park drew {n} enterprises this year."),
    ("截至{d}，新区共有{n}家科技企业。", "As of {d}, the new area had {n} technology firms."),
    ("项目总投资{m}元。", "The project has a total investment of {m} yuan."),
    ("{y}年，出口额达{m}元，同比增长{p}。", "In {y}, exports reached {m} yuan, up {p} from a year earlier."),
    ("{t}的工业产值增长{p}。", "Industrial output in {t} rose by {p}."),
    ("{c}今年生产汽车{w}辆。", "{c} made {w} cars this year."),
    ("{f}于{d}出席了活动。", "{f} attended the event on {d}."),
    ("工厂有{n}台机器人和{n}名工人。", "The plant has {n} robots and {n} workers."),
    ("产量增至{w}吨，销量{w}吨。", "Output rose to {w} tons, and sales to {w} tons."),
    ("他们种了{s}棵树，养了{s}只羊。", "They planted {s} trees and kept {s} sheep."),
    ("从{t}到{t}只要{n}分钟。", "It takes only {n} minutes from {t} to {t}."),
    ("会议将于{o}在{t}举行。", "The meeting will be held in {t} in {o}."),
    ("全年游客{w}人次，收入{m}元。", "It had {w} visits in the year and took in {m} yuan."),
    ("约{n}人参加，其中{p}来自{t}。", "About {n} people took part, {p} of them from {t}."),
    ("{c}与{c}签署了{n}份协议。", "{c} and {c} signed {n} agreements."),
    ("自{y}年以来，{t}新增就业{w}人。", "Since {y}, {t} has added {w} jobs."),
    ("第一批{n}套住房于{o}交付。", "The first {n} homes were handed over in {o}."),
    ("一项投资{m}元的计划获得批准。", "A {m} yuan plan was approved."),
    ("实现{p}的增长。", "It saw a {p} rise."),
    ("超过{n}家，不到{n}家。", "More than {n}, and fewer than {n}."),
    ("{f}说，{c}在{t}投资{m}元。", "{f} said that {c} had invested {m} yuan in {t}."),
    ("桥长{n}米，宽{n}米。", "The bridge is {n} meters long and {n} meters wide."),
    ("{y}年至{y}年，人口增加{w}。", "From {y} to {y}, the population grew by {w}."),
    ("{d}上午{s}点开幕。", "It opened at {s} a.m. on {d}."),
]  # fmt: skip
_PLACES = [("重庆", "Chongqing"), ("成都", "Chengdu"), ("渝北", "Yubei"), ("贵阳", "Guiyang"), ("长江", "Yangtze River"),
           ("两江新区", "Liangjiang New Area"), ("天府新区", "Tianfu New Area"), ("礼嘉", "Lijia")]  # fmt: skip
_COMPANIES = [("赛力斯", "Seres"), ("长安汽车", "Changan Automobile"), ("京东方", "BOE"), ("中国银行", "Bank of China")]
_PERSONS = [("李四光", "Li Siguang"), ("张三丰", "Zhang Sanfeng"), ("欧阳明", "Ouyang Ming")]
_MONTHS = ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]
_LONG_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                "November", "December"]  # fmt: skip
_SMALL = list(
    zip("一二三四五六七八九", ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], strict=True)
)
# A figure that stands alone in a sentence of the data, without a scale, a point, a percent sign or a date's sign.
_FIGURE = re.compile(
    r"(?<![\d.,\-–/第约近超过逾])([2-9]|[1-9]\d{1,2})(?![\d.,\-–/%万亿千百十余多年月日号时点分比个世纪])"
)

Slot = tuple[str, str]


class Case(NamedTuple):
    """A near match: what is asked for, the unit's texts, and what is right; None where nobody says."""

    query: str
    source: str
    target: str
    right: str


def measure(data: Path) -> Iterator[Row]:
    """Rows for both halves; the wrong ones are printed."""
    glossary = Glossary(tuple(_concepts()))
    terms = Terms(glossary, "zh", "en")
    wrong = total = 0
    for name, cases in (("written", list(_written())), ("of the data", list(_of_data(read_pairs(data))))):
        done, bad = 0, []
        for case in cases:
            made = _repaired(case, terms)
            done += made is not None
            if made is not None and not _same(made, case.right):
                bad.append((case, made))
        for case, made in bad:
            print(f"wrong: {case.query} | {case.source} | {case.target} | {made} | right: {case.right}")
        wrong, total = wrong + len(bad), total + done
        yield Row(
            f"{len(cases):,} repairs, {name}", f"{done / len(cases):.1%} done, {len(bad)} of them wrong", "-", "-",
            "make bench DATA=DIR", "numbers, dates, terms",
        )  # fmt: skip
    yield Row(
        "repairs: wrong of those done", f"{wrong / max(1, total):.2%} of {total:,}", "0.5%", "-", "make bench DATA=DIR",
        "numbers, dates, terms",
    )  # fmt: skip


def _repaired(case: Case, terms: Terms) -> str | None:
    repairs = find_repairs(
        case.query, Variant("zh-CN", case.source), Variant("en", case.target), source_language="zh-CN", terms=terms
    )
    if repairs is None:
        return None
    text = case.target
    for span, said in reversed(repairs):
        text = text[: span.start] + said + text[span.end :]
    return text


def _same(made: str, right: str) -> bool:
    """Whether a text is right: 1.2 billion may be 1,200 million, and eight 8."""
    return made == right or _plain(made) == _plain(right)


def _plain(text: str) -> str:
    def digits(found: re.Match[str]) -> str:
        scale = {"thousand": 3, "million": 6, "billion": 9}.get(found[2] or "", 0)
        return str(round(float(found[1].replace(",", "")) * 10**scale, 4))

    for _, word in _SMALL:
        text = re.sub(rf"\b{word}\b", str([w for _, w in _SMALL].index(word) + 1), text)
    return re.sub(r"(\d[\d,]*(?:\.\d+)?)(?: (thousand|million|billion))?", digits, text)


def _concepts() -> Iterator[Concept]:
    for type, names in (("place", _PLACES), ("company", _COMPANIES), ("person", _PERSONS)):
        for zh, en in names:
            yield Concept((Term("zh", zh), Term("en", en)), type)  # type: ignore[arg-type]


def _written() -> Iterator[Case]:
    chance = random.Random(6)
    for at in range(_NUMBER):
        zh, en = _SENTENCES[at % len(_SENTENCES)]
        names = re.findall(r"\{(\w)\}", zh)
        former = [_slot(name, chance) for name in names]
        # One slot differs, or two, or any; now and then two have the same value.
        differ = set(chance.sample(range(len(names)), min(len(names), chance.choice((1, 1, 2, 9)))))
        if chance.random() < 0.1 and len(names) > 1:
            former[1] = former[0] if names[1] == names[0] else former[1]
        now = [_slot(name, chance) if i in differ else former[i] for i, name in enumerate(names)]
        yield Case(_fill(zh, names, now, 0), _fill(zh, names, former, 0), _fill(en, names, former, 1),
                   _fill(en, names, now, 1))  # fmt: skip


def _fill(text: str, names: list[str], slots: list[Slot], side: int) -> str:
    """A sentence with its slots filled; of slots with one name the first is first in both languages."""
    for name, slot in zip(names, slots, strict=True):
        said = slot[side]
        if side and name == "t" and said.split()[-1] in ("Area", "River"):
            said = f"the {said}"
        if side and name == "c" and said.startswith("Bank"):
            said = f"the {said}"
        text = text.replace(f"{{{name}}}", said, 1)
    return text[0].upper() + text[1:]


def _slot(name: str, chance: random.Random) -> Slot:
    """A value as each language writes it."""
    if name == "n":
        number = chance.choice((chance.randint(2, 99), chance.randint(100, 9999)))
        return str(number), f"{number:,}"
    if name == "w":
        tenths = chance.randint(11, 9999)
        number = tenths * 1000
        return f"{tenths / 10:g}万", f"{number / 10**6:g} million" if number >= 10**6 else f"{number:,}"
    if name == "m":
        tenths = chance.randint(11, 999)
        number = tenths * 10**7
        return f"{tenths / 10:g}亿", f"{number / 10**9:g} billion" if number >= 10**9 else f"{number // 10**6} million"
    if name == "p":
        tenths = chance.randint(1, 999)
        return f"{tenths / 10:g}%", f"{tenths / 10:g} percent"
    if name == "d":
        month, day = chance.randint(1, 12), chance.randint(1, 28)
        return f"{month}月{day}日", f"{_MONTHS[month - 1]} {day}"
    if name == "y":
        year = str(chance.randint(1990, 2030))
        return year, year
    if name == "o":
        month = chance.randint(1, 12)
        return f"{month}月", _LONG_MONTHS[month - 1]
    if name == "s":
        return chance.choice(_SMALL[1:])
    return chance.choice({"t": _PLACES, "c": _COMPANIES, "f": _PERSONS}[name])


def _of_data(pairs: list[tuple[str, str]]) -> Iterator[Case]:
    chance = random.Random(7)
    fitting = [
        (zh, en, found)
        for zh, en in pairs
        for found in _FIGURE.finditer(zh)
        if len(re.findall(rf"(?<![\d.,]){found[0]}(?![\d.,]\d|\d)", en)) == 1
    ]
    for at in range(_NUMBER):
        zh, en, found = fitting[at % len(fitting)]
        new = str(chance.randint(2, 999))
        yield Case(
            zh[: found.start()] + new + zh[found.end() :], zh, en,
            re.sub(rf"(?<![\d.,]){found[0]}(?![\d.,]\d|\d)", new, en),
        )  # fmt: skip
