"""What a house may set of the structure check, and what its findings say."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.article import Segment
from corpora.bitext import Bead, Bitext
from corpora.text import Span
from styles.checks.structure import COMPARED, check_structure
from tm.finding import Finding, Fix


def pair(*rows: tuple[str, str, str], block: bool = False) -> Bitext:
    """A bead a row of kind, source and target; an empty side is none."""
    source: list[Segment] = []
    target: list[Segment] = []
    beads = []
    for number, (kind, one, other) in enumerate(rows):
        beads.append(Bead((len(source),) if one else (), (len(target),) if other else ()))
        at = number if block else -1
        source.extend([Segment(one, at, kind)] if one else [])  # type: ignore[arg-type]
        target.extend([Segment(other, at, kind)] if other else [])  # type: ignore[arg-type]
    return Bitext("zh-CN", "en", tuple(source), tuple(target), tuple(beads))


def rules(bitext: Bitext, **options: Any) -> list[str]:
    return [finding.rule for finding in check_structure(bitext, **options)]


def test_a_credit_that_the_version_lacks_with_its_place() -> None:
    assert list(check_structure(pair(("caption", "机器人在作业。向远舟 摄", "Robots at work.")))) == [
        Finding(
            "structure.credit",
            "warning",
            "The source says who made the picture (向远舟), and the version does not.",
            0,
            Span(7, 12),
        )
    ]


def test_credits_are_held_to_a_template_where_the_house_has_one() -> None:
    bitext = pair(("caption", "机器人在作业。向远舟 摄", "Robots at work. (Photo by Xiang Yuanzhou)"))
    assert rules(bitext) == []
    (finding,) = check_structure(bitext, credit="(Photo/{name})")
    assert (finding.rule, finding.target_span, finding.fixes) == (
        "structure.credit-form",
        Span(16, 41),
        (Fix(Span(16, 41), "(Photo/Xiang Yuanzhou)"),),
    )
    right = pair(("caption", "机器人在作业。向远舟 摄", "Robots at work. (Photo/Xiang Yuanzhou)"))
    assert rules(right, credit="(Photo/{name})") == []


def test_metadata_lines_are_held_to_a_template_where_the_house_has_one() -> None:
    form = "Source: {source} Time: {time} Editor: {editor}"
    good = pair(("metadata", "来源：中国网", "Source: iChongqing  Time: 2023-08-03 16:16:44 Editor: Li Keyou"))
    poor = pair(("metadata", "来源：中国网", "Source: iChongqing | 2023-08-03"))
    assert rules(good, metadata=form) == []
    assert rules(poor, metadata=form) == ["structure.metadata"]
    assert rules(poor) == []


def test_what_is_compared_may_be_chosen() -> None:
    bitext = pair(("heading", "一座工厂", ""), ("paragraph", "晚饭做好了吗？", "Dinner is on the table."))
    assert rules(bitext) == ["structure.heading", "structure.question"]
    assert rules(bitext, compare=["question"]) == ["structure.question"]
    assert rules(bitext, compare=[]) == []


def test_paragraphs_are_compared_on_request_with_some_slack() -> None:
    bitext = pair(("paragraph", "下雨了。", ""), ("paragraph", "他来了。", "He came."), ("paragraph", "天晴了。", ""))
    assert rules(bitext) == []
    assert rules(bitext, compare=["paragraph"]) == ["structure.paragraph", "structure.paragraph"]
    assert rules(bitext, compare=["paragraph"], slack={"paragraph": 2}) == []


def test_the_bounds_of_length_may_be_set() -> None:
    bitext = pair(("paragraph", "园区于今年三月正式开园，目前运行平稳，企业陆续入驻。", "The gates opened this March."))
    assert rules(bitext) == ["structure.length"]
    assert rules(bitext, minimum=0.2) == []
    assert rules(bitext, shortest=20) == []


def test_within_an_article_a_mark_left_open_is_a_warning() -> None:
    row = ("paragraph", "他说，准备好了。", "He said, “We are ready.")
    assert [finding.severity for finding in check_structure(pair(row, block=True))] == ["warning"]
    assert rules(pair(row)) == []


def test_a_quotation_may_begin_with_a_title() -> None:
    row = ("paragraph", "", "“我们不会等。”他说，“《办法》和《细则》都已出台。”")
    assert rules(pair(row)) == []


def test_without_a_source_only_what_needs_none_is_looked_at() -> None:
    bitext = pair(("title", "", "A Plant at Last"), ("paragraph", "", "It (the plant opened. Why?"))
    assert rules(bitext) == ["structure.unclosed"]


@pytest.mark.parametrize("name", COMPARED)
def test_each_name_that_is_compared_has_a_rule(name: str) -> None:
    from styles.checks import CHECKS

    assert f"structure.{name}" in next(each.rules for each in CHECKS if each.name == "structure")


@given(
    st.text(alphabet="“”\"'（）()[]「」『』说？吗。 李伟a", max_size=40),
    st.text(alphabet="“”\"'()[]`?. said Li", max_size=60),
)
def test_it_never_raises_and_its_places_are_in_the_texts(source: str, target: str) -> None:
    if source and target:
        for finding in check_structure(pair(("caption", source, target)), credit="({name})", metadata="{a}"):
            for span, text in ((finding.source_span, source), (finding.target_span, target)):
                assert span is None or 0 <= span.start <= span.end <= len(text)


def test_long_texts_take_no_long_time() -> None:
    bitext = pair(("paragraph", "“你好，”他说（真的）。" * 5000, "“Yes (really),” he said. " * 4000))
    assert rules(bitext) == []
