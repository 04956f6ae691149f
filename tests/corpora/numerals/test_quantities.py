"""Quantities of Chinese, English and other texts: what is read, what is left alone, and where it stands."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from corpora.errors import Invalid
from corpora.numerals import Date, Quantity, find_quantities
from corpora.numerals.chinese import scan
from corpora.numerals.chinese.words import SAYINGS, Saying
from corpora.text import Span

# One object a line: a text, and of each quantity its own text and `kind value unit approximation weak`.
CASES = [json.loads(line) for line in Path(__file__).with_name("quantities.jsonl").read_text("utf-8").splitlines()]


def shown(quantity: Quantity) -> str:
    if quantity.date:
        value = "-".join("_" if part is None else str(part) for part in quantity.date)
    elif quantity.kind == "time":
        value = f"{int(quantity.value) // 60}:{int(quantity.value) % 60:02d}"
    else:
        value = str(quantity.value)
    rest = [quantity.unit, quantity.approximation, "weak" if quantity.weak else None]
    return " ".join([quantity.kind, value, *filter(None, rest)])


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['language']}: {case['text'][:24]}")
def test_a_text_gives_its_quantities(case: dict[str, object]) -> None:
    text, language = str(case["text"]), str(case["language"])
    found = find_quantities(text, language=language)
    assert [[quantity.text, shown(quantity)] for quantity in found] == case["found"]
    assert [quantity.span.cut(text) for quantity in found] == [quantity.text for quantity in found]


def test_both_languages_have_texts_that_hold_no_number() -> None:
    silent = [case["language"] for case in CASES if not case["found"]]
    assert silent.count("zh") >= 4
    assert "en" in silent


def over(saying: Saying) -> list[str]:
    start = saying.sentence.index(saying.word)
    place = Span(start, start + len(saying.word))
    found = find_quantities(saying.sentence, language="zh")
    return [quantity.text for quantity in found if quantity.span.overlaps(place)]


@pytest.mark.parametrize("saying", SAYINGS, ids=lambda saying: saying.word)
def test_a_saying_is_no_number_and_would_be_one_without_its_entry(
    saying: Saying, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert over(saying) == []
    others = {
        first: [entry for entry in entries if entry[1] is not saying] for first, entries in scan.sayings().items()
    }
    monkeypatch.setattr(scan, "sayings", lambda: others)
    assert over(saying) != []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("十分钟", [10]),
        ("二十一起案件", [21]),
        ("三百一十分", [310]),
        ("十分之一", [Fraction(1, 10)]),
        ("园区之一，三分之一", [Fraction(1, 3)]),
        ("一时半", [90]),
    ],
)
def test_a_number_that_looks_like_a_saying_is_read(text: str, values: list[Fraction]) -> None:
    assert [quantity.value for quantity in find_quantities(text, language="zh")] == values


def test_the_last_digit_shown_says_how_exact_a_number_is() -> None:
    def steps(text: str, language: str) -> list[Fraction]:
        return [quantity.step for quantity in find_quantities(text, language=language)]

    assert steps("12.48亿，3.2万，1200，三百万，18.6%，三分之一", "zh") == [
        10**6, 1000, 1, 10**4, Fraction(1, 1000), 0,
    ]  # fmt: skip
    assert steps("1.25 billion, 32,000, 18.6 percent, two-thirds", "en") == [10**7, 1, Fraction(1, 1000), 0]


def test_a_date_gives_all_its_parts_as_evidence() -> None:
    (date,) = find_quantities("2023年8月3日", language="zh")
    assert date.date == Date(2023, 8, 3)
    assert [int(value) for value in date.values] == [2023, 8, 3]


@pytest.mark.parametrize(
    ("language", "currency"), [("zh-CN", "CNY"), ("zh", "CNY"), ("zh-HK", None), ("zh-Hant", None)]
)
def test_whose_yuan_is_meant_depends_on_the_script(language: str, currency: str | None) -> None:
    (money,) = find_quantities("100元", language=language)
    assert (money.kind, money.unit) == ("money", currency)


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "size"},
        {"approximation": "nearly"},
        {"span": Span(0, 3)},
        {"text": ""},
        {"step": Fraction(-1)},
        {"date": Date(2023)},
        {"kind": "date"},
    ],
)
def test_a_quantity_that_contradicts_itself_is_refused(changes: dict[str, object]) -> None:
    right: dict[str, object] = {"value": Fraction(5), "kind": "number", "span": Span(0, 1), "text": "5"}
    Quantity(**right)  # type: ignore[arg-type]
    with pytest.raises(Invalid):
        Quantity(**(right | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param("the quarter mile", "en", "1/4", id="a quarter mile"),
    ],
)
@pytest.mark.xfail(strict=True, reason="not read yet")
def test_known_failures(text: str, language: str, expected: str) -> None:
    assert " ".join(str(quantity.value) for quantity in find_quantities(text, language=language)) == expected
