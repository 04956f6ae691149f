"""Where numerals stand in Chinese text, and what each says by itself; what stands around them is read later."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import takewhile

from corpora.numerals.chinese.han import DIGITS, LARGE, RUN_CHARACTERS, SMALL, Form, read_run
from corpora.numerals.chinese.words import SAYINGS, Saying
from corpora.numerals.literals import LITERAL, LONGEST, Reading, addresses_in, after_point, read_literal, read_power
from corpora.numerals.quantity import Approximation
from corpora.numerals.units import SIGNS

_HAN_DIGITS = "".join(DIGITS)
_LARGE = "".join(LARGE)
_SPACE = (
    rf"(?<=[{''.join(SMALL)}{_LARGE}])[ \u00a0]{{1,2}}(?=[0-9{RUN_CHARACTERS}])"
    rf"|(?<=[{RUN_CHARACTERS}0-9０-９])[ \u00a0]{{1,2}}(?=[百千{_LARGE}])"
    rf"|(?:(?<=[百千{_LARGE}][{_HAN_DIGITS}])|(?<=[百千{_LARGE}] [{_HAN_DIGITS}]))[ ](?=[十拾])"
)
# 千瓦, 兆瓦 and the like are units, 百分点 is a unit of percentages; 12千米 is twelve of a unit.
_NUMERAL = (
    r"(?:千(?![瓦克帕赫卡伏]|字节)(?!(?:(?<=[0-9０-９]千)|(?<=[0-9] 千))米)"
    r"|兆(?![瓦赫帕欧焦]|字节|比特)|百(?!分[点點])"
    rf"|[{''.join(c for c in RUN_CHARACTERS if c not in '千兆百')}])"
)
_PATTERN = (
    rf"(?P<vague>[几幾数數](?=[十百千{_LARGE}]))?"
    rf"(?P<core>(?>(?:(?:{LITERAL}|{_NUMERAL})SPACE)TIMES))"
    rf"(?P<point>(?<=[{RUN_CHARACTERS}])[ ]?[点點][ ]?[{_HAN_DIGITS}]++(?![十百千刻])[{_LARGE}]*+)?"
    rf"(?:(?P<more>[ ]?[多余餘几幾来來][ ]?[{_LARGE}]++)"
    r"|(?P<trail>[ ]?(?:多(?!元化|样|樣|边|邊|功能)|[余餘](?!额|額|杭|姚|下)|[几幾]"
    r"|[来來](?=[个個名位年天岁歲家次人])))"
    r")?"
)
# Spaces inside a number (12.5 亿, 一百 五十) are tried first, then the number up to the first space.
_SPACED = re.compile(_PATTERN.replace("SPACE", f"(?:{_SPACE})?").replace("TIMES", f"{{1,{2 * LONGEST}}}"))
_TIGHT = re.compile(_PATTERN.replace("SPACE", "").replace("TIMES", "+"))
_DIGITS_RUN = re.compile(rf"(?P<vague>(?!))?(?P<core>{LITERAL})(?P<point>(?!))?(?P<more>(?!))?(?P<trail>(?!))?")
_START = re.compile(rf"[0-9０-９{RUN_CHARACTERS}]|[几幾数數](?=[十百千{_LARGE}])")
_LETTERS = re.compile(r"[A-Za-z0-9０-９]*(?:[-.][A-Za-z0-9]+)*")
# Letters that may follow digits directly: unit signs.
_UNIT_LETTERS = re.compile(r"(?:km/h|km²|km2|m²|m2|m³|km|kg|mg|ml|cm|mm|kWh|kW|MW|GW|m|g|t|ha)(?![A-Za-z0-9])")
# The rest of a size (36x24 mm); 4x4 is a name.
_SIZE = re.compile(r"(?:[xX][0-9.]++){1,2}[ ]?(?:(?:mm|cm|m|km|ft|in)(?![a-z])|[毫厘]?米|英[寸尺])")
# 占GDP35%: no name ends with a percent sign.
_PERCENT = ("%", "％")
_SPOKEN = re.compile("[个個]([万萬亿億])(?=$|[，。；、！？,;!?”」元的多]|美元|港元|欧元|歐元|左右|以上)")
_RAISED = frozenset("eEｅＥ^k")
_DIGITS_ALONE = re.compile(LITERAL)
_THOUSANDS = re.compile("k(?![A-Za-z0-9])")
_SIGN = re.compile(rf"({'|'.join(re.escape(sign) for sign, _ in SIGNS)})[ \u00a0]?$")
_WEEKDAY = re.compile(r"([每一两兩几幾数數0-9０-９])?(?:周|週|星期|礼拜|禮拜)$")
# Numerals of cheques and contracts, which alone are words of their own (陆地, 队伍).
_FORMAL = frozenset("肆伍陆陸柒捌玖拾佰仟")
_NOT_VAGUE = frozenset("人总總次分指少多无無岁歲户戶件倍半")


@dataclass(frozen=True, slots=True)
class Mention:
    """A numeral in a text.

    Args:
        start, end: its place, what makes it approximate (1200余, 30多万) included.
        reading: its value.
        form: how it is written.
        scale: what the multipliers at its end are worth: 10,000 for 20万.
        approximation: over or several, where the numeral itself says so.
        sign, sign_start: the currency before it, and where that stands.
    """

    start: int
    end: int
    reading: Reading
    form: Form
    scale: int
    approximation: Approximation | None
    sign: str | None
    sign_start: int


@cache
def sayings() -> dict[str, list[tuple[int, Saying]]]:
    """For the first numeral of each saying: where it stands in which saying, the longest first."""
    table: dict[str, list[tuple[int, Saying]]] = {}
    for saying in sorted(SAYINGS, key=lambda saying: -len(saying.word)):
        at = next(at for at, character in enumerate(saying.word) if _START.match(character))
        table.setdefault(saying.word[at], []).append((at, saying))
    return table


_CODES = dict(SIGNS)


def scan(text: str) -> list[Mention]:
    """The numerals of a text in order, words that only look like numbers left out.

    >>> [text for text in ("统一", "十分", "两江", "5G") if scan(text)]
    ['两江']
    """
    return list(_scan(text))


def _scan(text: str) -> Iterator[Mention]:
    addresses = addresses_in(text)
    at, begun = 0, 0
    while found := _START.search(text, at):
        start = found.start()
        while addresses and addresses[0][1] <= start:
            del addresses[0]
        if addresses and addresses[0][0] <= start:
            at = addresses[0][1]
            continue
        if end := _saying(text, start, begun):
            at = begun = end
            continue
        run = _run(text, start)
        if run is None:
            at = start + 1
            continue
        start = run.start()
        at = run.end()
        sign = _SIGN.search(text, max(begun, start - 6), start)
        if text[start].isascii() and not sign and _glued_before(text, start) and text[at : at + 1] not in _PERCENT:
            at = begun = max(at, _letters_end(text, start))
            continue
        if power := _power(text, run):
            yield power
            at = begun = power.end
            continue
        if text[at - 1].isascii() and _glued_after(text, at):
            at = begun = max(at, _letters_end(text, at))
            continue
        if at > start + 1 and text[start + 1].isascii() and _weekday(text, start):
            # 周五10:00.
            at = begun = start + 1
            continue
        if not (at == start + 1 and _weekday(text, start)):
            mentions = list(_mentions(text, run, sign))
            if not mentions and (digits := _DIGITS_RUN.match(text, start)) and digits.end() < at:
                # 2021.12九江: what follows the digits begins a word.
                mentions, at = list(_mentions(text, digits, sign)), digits.end()
            yield from mentions
        begun = at


def _power(text: str, run: "re.Match[str]") -> Mention | None:
    """Digits with a power, or with thousands in one letter: 2.5e3, 10^4, 20k."""
    following = text[run.end() : run.end() + 1]
    if following not in _RAISED or not _DIGITS_ALONE.fullmatch(run[0]) or not (base := read_literal(run[0])):
        return None
    thousands = _THOUSANDS.match(text, run.end())
    reading, end = (base.times(1000), thousands.end()) if thousands else read_power(base, text, run.end())
    scale = 1000 if thousands else 1
    return Mention(run.start(), end, reading, "digits", scale, None, None, run.start()) if end > run.end() else None


def _run(text: str, start: int) -> "re.Match[str] | None":
    if text[start] in _FORMAL and text[start + 1 : start + 2] not in RUN_CHARACTERS:
        return None
    run = _SPACED.match(text, start)
    if run and (len(run["core"]) >= 2 * LONGEST or (" " in run["core"] and not read_run(run["core"]))):
        return _TIGHT.match(text, start)
    return run


def _saying(text: str, start: int, begun: int) -> int:
    """The end of a saying whose first numeral stands at `start`; 0 where there is none."""
    for before, saying in sayings().get(text[start], ()):
        if start - before >= begun and text.startswith(saying.word, start - before):
            end = start - before + len(saying.word)
            if not (saying.unless and text[end : end + 1] and text[end] in saying.unless):
                return end if not _fraction(text, start, saying) else 0
    return 0


def _weekday(text: str, start: int) -> bool:
    """Whether the numeral names a day of the week (周三); 每周三次 counts."""
    found = _WEEKDAY.search(text, max(0, start - 3), start) if text[start] in "一二三四五六" else None
    return found is not None and not (found[1] and text[start + 1 : start + 2] in tuple("次天节節场場期班"))


def _fraction(text: str, start: int, saying: Saying) -> bool:
    """Whether 之一 stands in 三分之一."""
    return saying.word == "之一" and text[max(0, start - 4) : start - 1].rstrip(" ").endswith("分")


def _glued_before(text: str, start: int) -> bool:
    """Whether Latin letters stand before the digits, directly or with a hyphen (CS75, COVID-19)."""
    if not start:
        return False
    if text[start - 1].isascii() and text[start - 1].isalpha():
        return not (text[start - 1] in "xX" and text[start - 2 : start - 1].isdigit())
    return start > 1 and text[start - 1] == "-" and text[start - 2].isascii() and text[start - 2].isalpha()


def _glued_after(text: str, end: int) -> bool:
    """Whether letters (5G) or a second stop (2.16.1) stand directly behind digits, no unit and no size (36x24 mm)."""
    following = text[end : end + 1]
    if following in (".", "．") and text[end + 1 : end + 2].isdigit():
        return True
    if not (following.isascii() and following.isalpha()) or _UNIT_LETTERS.match(text, end):
        return False
    return not _SIZE.match(text, end)


def _letters_end(text: str, start: int) -> int:
    found = _LETTERS.match(text, start)
    return found.end() if found else start + 1


def _mentions(text: str, run: "re.Match[str]", sign: "re.Match[str] | None") -> Iterator[Mention]:
    core, point = run["core"], run["point"]
    numerals = read_run(core)
    if not numerals or (point and len(numerals) > 1):
        return
    core_start, core_end = run.span("core")
    vague = run["vague"] is not None and not (run.start() and text[run.start() - 1] in _NOT_VAGUE)
    for numeral in numerals:
        reading, form, end = numeral.reading, numeral.form, core_start + numeral.end
        approximation: Approximation | None = "about" if len(numerals) > 1 else None
        if point:
            reading, end = _with_decimals(reading, point), run.end("point")
        elif numeral is numerals[-1]:
            if vague and (form == "bare" or core[0] in "十拾"):
                approximation, form = "several", "words"
                reading = Reading(reading.value, reading.value * 9)
            reading, approximation, end = _widened(run, reading, numeral.unit, approximation, end)
        if numeral is numerals[-1] and approximation is None and (spoken := _SPOKEN.match(text, end)):
            # 2.5个亿.
            reading, end, form = reading.times(LARGE[spoken[1]]), spoken.end(), "words"
        if form == "lone" and (vague or end > core_end):
            form = "words"
        # 人民币一级市场 is no sum of money.
        named = sign if form not in ("lone", "pair") else None
        start = run.start() if vague else core_start + numeral.start
        if form == "digits" and core.isdecimal() and after_point(text, start):
            start, reading = start - 1, reading.times(Fraction(1, 10 ** len(core)))
        code, sign_start = (_CODES[named[1]], named.start()) if named else (None, start)
        yield Mention(start, end, reading, form, _scale(core), approximation, code, sign_start)


def _widened(
    run: "re.Match[str]", reading: Reading, unit: int, approximation: Approximation | None, end: int
) -> tuple[Reading, Approximation | None, int]:
    """Takes in 余, 多, 几 behind the number, or inside it (30多万)."""
    more = (run["more"] or "").strip()
    trail = (run["trail"] or "").strip()
    if not more and not trail:
        return reading, approximation, end
    word = (more or trail)[0]
    counted = unit if unit >= 10 else _trailing_zeros(reading)
    if word in "几幾来來" and counted < 10:
        return reading, approximation, end
    width = Fraction(counted)
    scale = 1
    if more:
        for character in more[1:].strip():
            scale *= LARGE[character]
        reading, width = reading.times(scale), width * scale
    if word in "几幾" and approximation is None:
        return Reading(reading.value, width), "several", run.end()
    # 多 and 余 after a mere figure count in what the figure ends with: 1200余 is less than 1300.
    return Reading(reading.value, reading.step), approximation or "over", run.end()


def _trailing_zeros(reading: Reading) -> int:
    place, value = 1, reading.value
    if value.denominator != 1 or not value:
        return 1
    number = int(value)
    while number % (place * 10) == 0:
        place *= 10
    return place


def _with_decimals(reading: Reading, point: str) -> Reading:
    point = point.replace(" ", "")
    digits = [DIGITS[character] for character in point[1:] if character in DIGITS]
    step = Fraction(1, 10 ** len(digits))
    value = reading.value + sum((Fraction(digit, 10**place) for place, digit in enumerate(digits, 1)), Fraction(0))
    read = Reading(value, step)
    for character in point[1 + len(digits) :]:
        read = read.times(LARGE[character])
    return read


def _scale(core: str) -> int:
    """What the multipliers at the end of a run are worth."""
    scale = 1
    for character in takewhile(lambda c: c in LARGE or (c in SMALL and c not in "十拾"), reversed(core)):
        scale *= LARGE.get(character) or SMALL[character]
    return scale if len(core.rstrip("".join(LARGE) + "百千佰仟 ")) else 1
