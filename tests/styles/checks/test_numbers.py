import time
from dataclasses import replace
from pathlib import Path

import pytest

from corpora.article import Article, Block, Origin, Segment
from corpora.bitext import Bead, Bitext
from corpora.text import Span
from styles.checks import check
from tm.finding import Finding, Fix

# A pair a line: source, translation, what is found.
CASES = Path(__file__).with_name("numbers.tsv")


def pair(*rows: tuple[str, str], **bead: object) -> Bitext:
    """A pair of one segment a row and side; an empty side makes a null bead."""
    source: list[Segment] = []
    target: list[Segment] = []
    beads = []
    for one, other in rows:
        beads.append(Bead((len(source),) if one else (), (len(target),) if other else (), **bead))  # type: ignore[arg-type]
        source.extend([Segment(one)] if one else [])
        target.extend([Segment(other)] if other else [])
    return Bitext("zh-CN", "en", tuple(source), tuple(target), tuple(beads))


def numbers(*rows: tuple[str, str], **bead: object) -> list[Finding]:
    return check(pair(*rows, **bead), checks=["numbers"])


def said(*rows: tuple[str, str], **bead: object) -> list[tuple[str, str, int | None]]:
    return [(finding.rule, finding.severity, finding.segment) for finding in numbers(*rows, **bead)]


def test_a_slip_of_magnitude_with_both_values_and_the_fix() -> None:
    assert numbers(("设计年产能为30万辆。", "It is designed to build 30,000 vehicles a year.")) == [
        Finding(
            "number.value",
            "error",
            "A slip of magnitude: “30万” is 300,000, and the translation says 30,000 (“30,000”).",
            0,
            Span(6, 9),
            Span(24, 30),
            (Fix(Span(24, 30), "300,000"),),
        )
    ]


@pytest.mark.parametrize(
    ("source", "target", "fix"),
    [
        ("总投资12.5亿元。", "Investment totals 12.5 billion yuan.", "1.25 billion yuan"),
        ("总投资1250亿元。", "Investment totals 12.5 billion yuan.", "125 billion yuan"),
        ("吞吐量50万吨。", "It handled 5 million tons.", "500,000 tons"),
        ("货值5.1亿元。", "Goods worth 510 billion yuan came.", "510 million yuan"),
        ("同比增长18.6%。", "It grew 16.8% from a year earlier.", "18.6%"),
        ("63家企业参加。", "It drew 36 companies.", "63"),
        ("8月13日开幕。", "It opened on Aug. 3.", "Aug. 13"),
        ("9月3日开幕。", "It opened on Aug. 3.", "Sept. 3"),
        ("建成2座、9座和7座桥。", "It built 2, 9 and 17 bridges.", "7"),
    ],
)
def test_the_fix_is_written_as_the_target_writes_numbers(source: str, target: str, fix: str) -> None:
    (finding,) = numbers((source, target))
    assert finding.rule in ("number.value", "date.value")
    assert [offer.text for offer in finding.fixes] == [fix]


def test_a_number_the_target_lacks_and_one_it_made_up() -> None:
    assert numbers(("提供1200个岗位。", "It offers many openings.")) == [
        Finding(
            "number.missing",
            "warning",
            "The source has “1200” (1,200), and the translation no such number.",
            0,
            Span(2, 6),
        )
    ]
    assert numbers(("提供许多岗位。", "It offers 1,200 openings.")) == [
        Finding(
            "number.extra",
            "warning",
            "The translation has “1,200” (1,200), and the source no such number.",
            0,
            target_span=Span(10, 15),
        )
    ]


def test_numbers_of_another_sort_are_not_taken_for_each_other() -> None:
    assert said(("增长18.6%。", "It opened on Aug. 3.")) == [
        ("number.missing", "warning", 0),
        ("date.extra", "warning", 0),
    ]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("吞吐量3126万吨，增长18.6%。", "Cargo rose 18.6% to 31.26 million tons."),
        ("三分之一的企业来自外地。", "One-third of the companies came from elsewhere."),
        ("七成以上与软件有关。", "More than 70% were in software."),
        ("这是一家企业。", "It is a company, one of its kind."),
        ("两家人一同度假。", "The couples holiday together."),
        ("数万人前来。", "Crowds came."),
        ("最快三天就能拿到。", "It takes as little as three days."),
        ("上午9时30分开幕。", "It opened at 9:30 a.m."),
        ("总投资12.5亿元。", "Investment totals 1.25 billion yuan (about $174 million)."),
        ("总投资12.5亿元。", "Investment totals 1.25 billion yuan, or about $174 million."),
        ("占地300亩。", "It covers 300 mu (about 20 hectares)."),
        ("今年产量翻番。", "Output doubled in 2023."),
        ("2023年产量翻番。", "Output doubled last year."),
        ("247体育媒体报道。", "247sports reported it."),
    ],
)
def test_what_says_the_same_is_let_be(source: str, target: str) -> None:
    assert said((source, target)) == []


def written() -> list[tuple[str, str, list[str]]]:
    """Pairs of sentences, and what is found in each: severity by its initial, and rule."""
    rows = [line.split("\t") for line in CASES.read_text("utf-8").splitlines() if line and line[0] != "#"]
    return [(source, target, [part for part in found.split("; ") if part]) for source, target, found in rows]


@pytest.mark.parametrize(("source", "target", "found"), written())
def test_a_pair_of_sentences_gives_its_findings(source: str, target: str, found: list[str]) -> None:
    assert [f"{each.severity[0].upper()} {each.rule}" for each in numbers((source, target))] == found


def test_every_rule_finds_and_leaves_alone() -> None:
    rules = [rule for _, _, found in written() for rule in found]
    wanted = {"number.value", "number.unit", "number.missing", "number.extra", "number.direction", "date.value"}
    assert {rule.partition(" ")[2] for rule in rules} >= wanted | {"date.missing", "date.extra"}
    assert sum(not found for _, _, found in written()) > 80


def test_what_is_said_the_wrong_way_is_marked_with_the_words_that_say_it() -> None:
    assert numbers(("近5000人参加。", "In all, more than 5,000 people came.")) == [
        Finding(
            "number.direction",
            "warning",
            "“近5000” is less than the number, and the translation says more than (“more than 5,000”).",
            0,
            Span(0, 5),
            Span(8, 23),
        )
    ]
    (grown,) = numbers(("产量增长到30万吨。", "Output rose by 300,000 tons."))
    assert (grown.message, grown.source_span, grown.target_span) == (
        "“增长到30万吨” says what it came to, and the translation by how much it changed (“rose by 300,000 tons”).",
        Span(2, 9),
        Span(7, 27),
    )


@pytest.mark.parametrize(
    ("published", "found"),
    [("2023-08-04", []), ("2024-01-02", ["date.missing"]), ("", ["date.missing"])],
    ids=["in the year of the report", "in another", "unknown"],
)
def test_a_date_may_lose_the_year_of_the_report_alone(published: str, found: list[str]) -> None:
    segments = pair(("2023年8月3日开园。", "The park opened on Aug. 3."))
    article = Article("zh-CN", (Block("paragraph", "2023年8月3日开园。"),), Origin(published=published))
    bitext = replace(segments, source_article=article)
    findings = check(bitext, checks=["numbers"])
    assert [finding.rule for finding in findings] == found
    assert {finding.severity for finding in findings} <= {"warning" if published else "suggestion"} | {"suggestion"}


def test_a_year_that_is_named_elsewhere_in_the_version_is_not_asked_for_again() -> None:
    assert said(("2019年8月3日开园。", "It opened on Aug. 3."), ("那是2019年。", "That was 2019.")) == []


def test_a_number_that_moved_to_a_neighbour_agrees() -> None:
    assert said(("有46人。", "They are many."), ("都很年轻。", "All 46 are young.")) == []
    assert said(("有46人。", "They are many."), ("", "All 46 are young.")) == []
    assert said(("有46人。", "They are many."), ("是的。", "Yes."), ("", "46.")) == [("number.missing", "warning", 0)]


def test_a_dropped_and_an_added_sentence_are_held_to_nothing() -> None:
    assert said(("有46人。", ""), ("", "It was set up in 2010 with 99 people.")) == []


def test_doubtful_and_partial_beads_are_judged_mildly() -> None:
    row = ("设计年产能为30万辆。", "It builds 30,000 a year.")
    assert said(row, confidence=0.5) == [("number.value", "warning", 0)]
    assert said(row, confidence=0.5, confirmed=True) == [("number.value", "error", 0)]
    assert said(("有46人。", "They came."), partial=True) == [("number.missing", "suggestion", 0)]


def test_the_same_number_of_another_unit_is_told_apart() -> None:
    (finding,) = numbers(("用了五年。", "It took five months."))
    assert (finding.rule, finding.message) == (
        "number.unit",
        "“五年” is 5 years, and the translation says 5 months (“five months”).",
    )


def test_a_segment_of_a_thousand_wrong_numbers_takes_seconds() -> None:
    source = "、".join(f"{2 * number + 100_001}家" for number in range(1000))
    target = ", ".join(f"{2 * number + 700_002:,} firms" for number in range(1000))
    started = time.process_time()
    assert len(numbers((source, target))) >= 1000
    assert time.process_time() - started < 10
