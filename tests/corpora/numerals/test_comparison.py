"""Numbers of a Chinese sentence beside those of an English one."""

import json
from pathlib import Path

import pytest

from corpora.numerals import Quantity, agree, compare, find_quantities

# One object a line: two texts, and what has no counterpart or is said again.
CASES = [json.loads(line) for line in Path(__file__).with_name("comparisons.jsonl").read_text("utf-8").splitlines()]


def both(source: str, target: str) -> tuple[list[Quantity], list[Quantity]]:
    return find_quantities(source, language="zh-CN"), find_quantities(target, language="en")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["target"][:40])
def test_numbers_are_missing_or_extra_by_value(case: dict[str, object]) -> None:
    found = compare(*both(str(case["source"]), str(case["target"])))
    assert [quantity.text for quantity in found.missing] == case["missing"]
    assert [quantity.text for quantity in found.extra] == case["extra"]
    assert [quantity.text for quantity, _ in found.repeats] == case["repeats"]


def test_cases_agree_and_differ() -> None:
    wrong = sum(bool(case["missing"] or case["extra"]) for case in CASES)
    assert 15 <= wrong <= len(CASES) - 25


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("12.48亿", "1.25 billion", True),
        ("12.44亿", "1.25 billion", False),
        ("4万", "36,000", False),
        ("近4万", "38,900", True),
        ("近4万", "41,000", False),
        ("三分之一", "33%", True),
        ("三分之一", "30%", False),
        ("一半", "50 percent", True),
        ("两倍", "200%", True),
        ("十几个", "a dozen", True),
        ("几十", "dozens", True),
        ("几十", "hundreds", False),
        ("60多岁", "60s", True),
        ("60多岁", "70s", False),
        ("2023年", "2023", True),
        ("2023年8月", "August", True),
        ("2023年8月", "2023", False),
        ("3日", "3 days", True),
        ("8月3日", "the 3rd", True),
        ("16时", "4 p.m.", True),
        ("9:30", "9:30 p.m.", True),
        ("16时", "4 a.m.", False),
        ("第三", "No. 3", True),
        ("100元", "$100", False),
        ("100港元", "$100", True),
        ("100英镑", "100 pounds", True),
        ("20摄氏度", "68 degrees Fahrenheit", True),
        ("20摄氏度", "20 degrees Fahrenheit", False),
        ("5公斤", "5 km", False),
        ("21世纪", "21st century", True),
        ("20世纪90年代", "90s", True),
        ("八折", "20 percent", True),
        ("八折", "20 percent off", True),
        ("八折", "80 percent", True),
        ("八折", "80 percent off", False),
        ("增长两倍", "tripled", True),
        ("增长两倍", "two times", True),
        ("增长两倍", "200%", True),
        ("增长两倍", "doubled", False),
        ("增长到两倍", "doubled", True),
        ("25个基点", "0.25 percentage points", True),
        ("1500余", "nearly 1,600", True),
        ("1500余", "nearly 1,500", True),
        ("1500余", "nearly 1,700", False),
        ("左七）", "seventh", True),
    ],
)
def test_two_quantities_agree_whichever_comes_first(one: str, other: str, expected: bool) -> None:
    (mine,), (theirs,) = both(one, other)
    assert agree(mine, theirs) is expected
    assert agree(theirs, mine) is expected


def test_the_target_may_round_and_not_refine() -> None:
    assert compare(*both("12.48亿元", "1.25 billion yuan")).missing == ()
    (exact,) = compare(*both("12.5亿元", "1.248 billion yuan")).missing
    assert exact.text == "12.5亿元"


def test_pairs_stand_in_the_order_of_the_source_and_prefer_the_same_unit() -> None:
    found = compare(*both("3名工人工作3天", "For three days three workers worked"))
    assert [(source.text, target.text) for source, target in found.pairs] == [("3", "three"), ("3天", "three days")]


def test_as_many_numbers_are_paired_as_can_be() -> None:
    # About 50 takes either; 52 takes only one.
    found = compare(*both("约50人和52人", "52 and about 50 people"))
    assert len(found.pairs) == 2


def test_a_weak_number_is_paired_where_it_is_needed_and_never_missed() -> None:
    needed = compare(*both("1.5万人中的一家", "One of 15,000"))
    assert [(source.text, target.text) for source, target in needed.pairs] == [("1.5万", "15,000"), ("一", "One")]
    alone = compare(*both("一家企业", "the firm"))
    assert (alone.missing, alone.extra) == ((), ())
