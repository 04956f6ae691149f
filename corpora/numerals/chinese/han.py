"""Numbers written in Chinese numerals, alone or mixed with Arabic digits: 一百零三, 3.2万, 5亿1万, 二〇二三."""

import re
from typing import Literal, NamedTuple

from corpora.numerals.literals import LITERAL, LONGEST, ONE, ZERO, Reading, read_literal

DIGITS: dict[str, int] = {
    character: value
    for value, characters in enumerate(
        ("〇○零", "一壹", "二两兩贰貳", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    )
    for character in characters
}
SMALL: dict[str, int] = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
LARGE: dict[str, int] = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}

RUN_CHARACTERS = "".join(sorted({*DIGITS, *SMALL, *LARGE}))
_TOKEN = re.compile(rf"{LITERAL}|[{RUN_CHARACTERS}]")

Form = Literal["digits", "words", "bare", "positional", "pair", "lone"]


class Numeral(NamedTuple):
    """A run of numerals, read.

    Args:
        reading: its value.
        form: `digits` with an Arabic digit in it; `words`; `lone` for a single numeral; `bare` for one that begins
            with 百 or more (千万); `positional` for digits in a row (二〇二三); `pair` for two digits that may say
            one of two numbers (七八, 十七八).
        unit: the last multiplier, 1 where there is none: what 多 and 几 behind the run count in.
        start, end: its place in the run, which differs where a run says two numbers (七八百).
    """

    reading: Reading
    form: Form
    unit: int
    start: int
    end: int


def read_run(run: str) -> tuple[Numeral, ...]:
    """The number a run of numerals says; two for 七八百 and 三四十; none where it says no number.

    >>> [int(numeral.reading.value) for numeral in read_run("七八百")]
    [700, 800]
    >>> int(read_run("三千六百五")[0].reading.value), float(read_run("3.2万")[0].reading.value)
    (3650, 32000.0)
    """
    if len(run) > 2 * LONGEST:
        return ()
    tokens = _TOKEN.findall(run)
    digits_only = all(token in DIGITS for token in tokens)
    if digits_only and len(tokens) > 2:
        return _positional(tokens, run)
    at = _doubled(tokens)
    if at is None:
        read = _evaluate(tokens)
        if read is None:
            return _positional(tokens, run) if digits_only else ()
        lone = len(run) == 1 and read.form == "words"
        return (read._replace(end=len(run), form="lone" if lone else read.form),)
    one, other = DIGITS[tokens[at]], DIGITS[tokens[at + 1]]
    # 七八百, 三五个.
    if other != one + 1 and (one, other, len(tokens)) != (3, 5, 2) and not _plan(run):
        return _positional(tokens, run) if digits_only else ()
    low, high = _evaluate(tokens[: at + 1] + tokens[at + 2 :]), _evaluate(tokens[:at] + tokens[at + 1 :])
    if low is None or high is None or len(tokens) != len(run):
        return ()
    if tokens[-1] in DIGITS:
        low, high = low._replace(form="pair"), high._replace(form="pair")
    return (low._replace(end=at + 1), high._replace(start=at + 1, end=len(run)))


def _positional(tokens: list[str], run: str) -> tuple[Numeral, ...]:
    value = read_literal("".join(str(DIGITS[token]) for token in tokens))
    return (Numeral(value, "positional", 1, 0, len(run)),) if value else ()


def _doubled(tokens: list[str]) -> int | None:
    """Where two digits other than zero stand side by side."""
    for at in range(len(tokens) - 1):
        if DIGITS.get(tokens[at]) and DIGITS.get(tokens[at + 1]):
            return at
    return None


def _plan(run: str) -> bool:
    """Whether the run may name a five-year plan (十三五)."""
    return len(run) == 3 and run[0] == "十" and run[2] == "五"


def _evaluate(tokens: list[str]) -> Numeral | None:
    """Sums up sections of 千百十 under their 万 and 亿."""
    total, section, digit = ZERO, ZERO, None
    small, large, unit = 10**4, 10**16, 1
    form: Form = "bare" if LARGE.get(tokens[0]) or SMALL.get(tokens[0], 0) > 10 else "words"
    elided = False
    for token in tokens:
        if token in LARGE:
            unit = LARGE[token]
            amount = section if digit is None else section.then(digit)
            if not amount.value:
                # 万亿 is a multiplier of its own, and 亿 may follow it.
                total, unit = (total if total.value else ONE).times(unit), unit * (large if total.value else 1)
            elif unit == large:
                return None
            elif unit > large:
                total = total.then(amount).times(unit)
            else:
                total = total.then(amount.times(unit))
            section, digit, small, large, elided = ZERO, None, 10**4, unit, True
        elif token in SMALL:
            unit = SMALL[token]
            if unit >= small or (digit is None and section.value and unit > 10):
                return None
            digit = digit or ONE
            # 三百 counts one by one; 3.5千 shows no more than hundreds.
            section = Reading(section.value + digit.value * unit, max(digit.step * unit, ONE.step))
            if digit.step == 1:
                section = section._replace(step=ONE.step)
            small, digit, elided = unit, None, True
        elif digit is not None:
            return None
        elif token in DIGITS and DIGITS[token] == 0 and len(tokens) > 1:
            elided = False
        elif token in DIGITS:
            digit = ONE._replace(value=ONE.value * DIGITS[token])
        else:
            form, digit, elided = "digits", read_literal(token), False
            if digit is None:
                return None
    if digit is not None and elided and unit >= 100:
        # 三千六 is short for 三千六百, 一万三 for 一万三千.
        unit //= 10
        digit = digit.times(unit) if unit >= 1000 else Reading(digit.value * unit, ONE.step)
    elif digit is not None:
        unit = 1
    value = total.then(section) if section.value else total
    return Numeral(value if digit is None else value.then(digit), form, unit, 0, 0)
