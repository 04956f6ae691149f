import pytest

from corpora.article import Segment
from corpora.bitext import Bead, Bitext
from corpora.text import Span
from styles.checks import check
from tm.finding import Finding, Fix


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
    assert (finding.rule, [offer.text for offer in finding.fixes]) == ("number.value", [fix])


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
        ("number.extra", "warning", 0),
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


def test_the_same_number_of_another_unit_is_a_wrong_value() -> None:
    (finding,) = numbers(("用了五年。", "It took five months."))
    assert (finding.rule, finding.message) == (
        "number.value",
        "“五年” is 5 years, and the translation says 5 months (“five months”).",
    )
