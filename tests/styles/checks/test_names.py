"""What the names check says, with both places and the fix, and what a house may set."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.article import Segment
from corpora.bitext import Bead, Bitext
from corpora.text import Span
from styles.checks.names import check_names
from tm.finding import Finding, Fix
from tm.glossary import Concept, Glossary, Term


def pair(source: str, target: str, *, languages: tuple[str, str] = ("zh-CN", "en")) -> Bitext:
    segments = (Segment(source),) if source else ()
    return Bitext(*languages, segments, (Segment(target),), (Bead((0,) if source else (), (0,)),))


def texts(found: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.rule, finding.fixes[0].text if finding.fixes else "") for finding in found]


def test_a_surname_that_stands_last_with_both_places_and_the_fix() -> None:
    assert list(check_names(pair("主任蒲建军说，准备好了。", "Ready, said director Jianjun Pu."))) == [
        Finding(
            "name.order",
            "warning",
            "The surname stands first: “蒲建军” is “Pu Jianjun”.",
            0,
            Span(2, 5),
            Span(21, 31),
            (Fix(Span(21, 31), "Pu Jianjun"),),
        )
    ]


def test_a_surname_with_a_reading_of_its_own() -> None:
    (finding,) = check_names(pair("单小红开了店。", "Dan Xiaohong opened a shop."))
    assert (finding.message, finding.fixes) == (
        "As a surname 单 is read otherwise: “单小红” is “Shan Xiaohong”.",
        (Fix(Span(0, 12), "Shan Xiaohong"),),
    )


@pytest.mark.parametrize(
    ("umlaut", "written", "fixed"),
    [
        ("lyu", "Lv Xiulan", "Lyu Xiulan"),
        ("lyu", "Lyu Xiulan", None),
        ("lyu", "Lu Xiulan", "Lyu Xiulan"),
        ("lv", "Lyu Xiulan", "Lv Xiulan"),
        ("lu", "Lyu Xiulan", "Lu Xiulan"),
        ("lu", "Lu Xiulan", None),
        ("lü", "Lyu Xiulan", "Lü Xiulan"),
        ("lü", "Lü Xiulan", None),
        ("any", "Lv Xiulan", None),
    ],
)
def test_the_umlaut_is_written_as_the_house_writes_it(umlaut: str, written: str, fixed: str | None) -> None:
    found = list(check_names(pair("教师吕秀兰退休了。", f"{written}, a teacher, has retired."), umlaut=umlaut))
    assert texts(found) == ([("name.spelling", fixed)] if fixed else [])


def test_an_older_spelling_of_the_umlaut_is_a_suggestion() -> None:
    (finding,) = check_names(pair("教师吕秀兰退休了。", "Lu Xiulan has retired."))
    assert finding.severity == "suggestion"


def test_a_house_may_let_orders_and_given_names_be() -> None:
    turned = pair("主任蒲建军说，准备好了。", "Ready, said director Jianjun Pu.")
    apart = pair("主任蒲建军说，准备好了。", "Ready, said director Pu Jian-jun.")
    assert list(check_names(turned, order="any")) == []
    assert list(check_names(apart, given="any")) == []
    assert texts(list(check_names(apart))) == [("name.spelling", "Pu Jianjun")]


def test_names_that_are_known_to_be_right_are_let_be() -> None:
    bitext = pair("店主陈乐端上小面。", "Owner Chen Le brought noodles.")
    assert [finding.rule for finding in check_names(bitext)] == ["name.polyphone"]
    assert list(check_names(bitext, known=["陈乐"])) == []
    listed = Glossary((Concept((Term("zh", "陈乐"), Term("en", "Chen Le")), "person"),))
    assert list(check_names(bitext, glossary=listed)) == []


@pytest.mark.parametrize("language", ["zh-HK", "zh-TW", "zh-Hant", "zh-SG"])
def test_stories_of_elsewhere_are_not_held_to_pinyin(language: str) -> None:
    bitext = pair("店主陳水扁說。", "Chen Shui-bian, the owner, said so.", languages=(language, "en"))
    assert list(check_names(bitext)) == []


def test_stories_that_tell_of_elsewhere_keep_hyphens() -> None:
    assert list(check_names(pair("台北市民陈水文说。", "Chen Shui-wen of Taipei said so."))) == []


def test_a_credit_with_another_name_is_told_of_with_both_places() -> None:
    (finding,) = check_names(pair("果农采摘脐橙。（冉启明 摄）", "Growers at work. (Photo/Ran Wei)"))
    assert (finding.message, finding.source_span, finding.target_span) == (
        "“冉启明” is “Ran Qiming”, and the version says “Ran Wei”.",
        Span(8, 11),
        Span(24, 31),
    )


@given(
    st.text(alphabet="李王曾单欧阳解区吕伟 ，。说A", max_size=40), st.text(alphabet="LiWangZegOuyShn '’-.", max_size=60)
)
def test_it_never_raises_and_its_places_are_in_the_texts(source: str, target: str) -> None:
    if target:
        for finding in check_names(pair(source, target)):
            assert finding.target_span is not None
            assert 0 <= finding.target_span.start < finding.target_span.end <= len(target)
            if finding.source_span:
                assert 0 <= finding.source_span.start < finding.source_span.end <= len(source)


def test_long_texts_take_no_long_time() -> None:
    bitext = pair("负责人曾伟明说，" * 4000, "Ceng Weiming and Luo Yi Ming, " * 2000)
    assert sum(finding.rule == "name.spelling" for finding in check_names(bitext)) == 2000
