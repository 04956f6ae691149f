"""What holds for every number and every text."""

import time
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.numerals import compare, find_quantities

DIGITS = "零一二三四五六七八九"
LANGUAGES = ("zh", "zh-Hant-TW", "en", "de", "ja")
# Texts that come near numbers more often than chance would.
PIECES = st.sampled_from(
    [*"一二三两十百千万亿半几数第多余约近年月日时点分元人个成折倍％%至到、。，．.,-–:/ $0123456789０１", "百分之", "分之", "a ", "one ",
     "two ", "twenty-", "hundred ", "million ", "half ", "dozens of ", "May ", "Aug. ", "p.m.", "1990s", "No. ", "km", "third "]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=16).map("".join))


def section(number: int) -> str:
    """A number below 10,000 in Chinese numerals."""
    written, gap = "", False
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            written += ("零" if gap and written else "") + DIGITS[digit] + unit
        gap = not digit
    return written


def write(number: int) -> str:
    """A whole number in Chinese numerals."""
    for worth, unit in ((10**8, "亿"), (10**4, "万")):
        if number >= worth:
            whole, rest = divmod(number, worth)
            return write(whole) + unit + ("零" if 0 < rest < worth // 10 else "") + (write(rest) if rest else "")
    return section(number) or "零"


@given(st.integers(min_value=10, max_value=10**16 - 1))
def test_what_is_written_in_chinese_numerals_is_read_back(number: int) -> None:
    text = f"共有{write(number)}个"
    (found,) = find_quantities(text, language="zh")
    assert (int(found.value), found.text) == (number, write(number))


@given(st.integers(min_value=1, max_value=10**6), st.sampled_from([(1, ""), (10**4, "万"), (10**8, "亿")]))
def test_digits_with_a_multiplier_are_read_back(hundredths: int, multiplier: tuple[int, str]) -> None:
    worth, unit = multiplier
    text = f"{hundredths / 100:.2f}{unit}"
    (found,) = find_quantities(f"共{text}吨", language="zh")
    assert found.value == Fraction(hundredths, 100) * worth
    assert found.step == Fraction(worth, 100)


@given(st.integers(min_value=1000, max_value=10**15), st.sampled_from(["en", "zh"]))
def test_commas_between_thousands_change_nothing(number: int, language: str) -> None:
    (found,) = find_quantities(f"({number:,})", language=language)
    assert (int(found.value), found.text) == (number, f"{number:,}")


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_every_quantity_stands_where_it_says_and_none_overlap(text: str, language: str) -> None:
    found = find_quantities(text, language=language)
    assert all(quantity.span.cut(text) == quantity.text for quantity in found)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))


@given(TEXTS, TEXTS)
def test_every_strong_number_is_paired_left_over_or_repeated_once(one: str, other: str) -> None:
    source, target = find_quantities(one, language="zh"), find_quantities(other, language="en")
    found = compare(source, target)
    assert len({id(pair[0]) for pair in found.pairs}) == len({id(pair[1]) for pair in found.pairs}) == len(found.pairs)
    paired = {id(quantity) for pair in found.pairs for quantity in pair}
    assert not paired & {id(quantity) for quantity in (*found.missing, *found.extra)}
    assert all(not quantity.weak for quantity in (*found.missing, *found.extra))


@given(TEXTS, st.sampled_from(["zh", "en"]))
def test_a_text_lacks_nothing_beside_itself(text: str, language: str) -> None:
    quantities = find_quantities(text, language=language)
    found = compare(quantities, quantities)
    assert (found.missing, found.extra, found.repeats) == ((), (), ())


@pytest.mark.parametrize(
    "text",
    [
        "7" * 100_000,
        "一" * 100_000,
        "百" * 100_000,
        "1," * 500 + "9" * 99_000,
        "a@" * 50_000,
        "十 " * 200 + "一" * 90_000,
    ],
    ids=["digits", "one", "hundred", "commas", "addresses", "spaces"],
)
@pytest.mark.parametrize("language", ["zh", "en", "de"])
def test_a_line_of_100_000_characters_takes_less_than_a_second(text: str, language: str) -> None:
    started = time.perf_counter()
    find_quantities(text, language=language)
    assert time.perf_counter() - started < 1


def test_ten_thousand_numbers_are_compared_in_seconds() -> None:
    source = find_quantities("、".join(str(number) for number in range(10_000)), language="zh")
    target = find_quantities(", ".join(str(number) for number in range(5_000, 15_000)), language="en")
    started = time.process_time()
    found = compare(source, target)
    assert time.process_time() - started < 10
    assert len(found.missing) > 4_000
