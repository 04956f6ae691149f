import pytest

from corpora.article import Segment
from corpora.bitext import Bead, Bitext
from corpora.text import Span
from styles.checks import check
from tm.finding import Finding, Fix


def residue(target: str, *, source: str = "原文。", language: str = "en") -> list[Finding]:
    bitext = Bitext("zh-CN", language, (Segment(source),), (Segment(target),), (Bead((0,), (0,)),))
    return check(bitext, checks=["residue"])


def test_characters_left_over_with_their_place_in_the_source() -> None:
    assert residue("Seres and 问界 sell well.", source="赛力斯问界热销。") == [
        Finding(
            "residue.han",
            "error",
            "Chinese characters are left in the translation: “问界”.",
            0,
            Span(3, 5),
            Span(10, 12),
        )
    ]


def test_a_name_in_brackets_behind_its_translation_is_let_be_once() -> None:
    targets = ("Zhang Kunkun (张坤坤) took the photo.", "Zhang Kunkun (张坤坤) smiled.")
    beads = Bead((0,), (0,)), Bead((1,), (1,))
    bitext = Bitext("zh-CN", "en", (Segment("一"), Segment("二")), tuple(map(Segment, targets)), beads)
    assert check(bitext, checks=["residue"]) == [
        Finding(
            "residue.han",
            "suggestion",
            "“张坤坤” stood in brackets before: is it wanted again?",
            1,
            target_span=Span(14, 17),
        )
    ]


def test_a_character_spoken_of_is_a_warning() -> None:
    assert [finding.severity for finding in residue("He wrote the character “福” on red paper.")] == ["warning"]


def test_a_sentence_left_untranslated_is_one_finding() -> None:
    (finding,) = residue("赛力斯，今年8月，产量翻番。OK")
    assert (finding.message, finding.target_span) == ("The sentence is not translated.", Span(0, 16))


def test_a_run_with_a_dot_or_digits_is_one_finding() -> None:
    assert [f.target_span for f in residue("So 埃隆·马斯克 came to the 长江5号 pier")] == [Span(3, 9), Span(22, 26)]


def test_characters_beyond_the_basic_plane() -> None:
    assert [f.target_span for f in residue("The \U00020bb7 restaurant")] == [Span(4, 5)]


@pytest.mark.parametrize(
    ("target", "place", "fix"),
    [
        ("Prices rose，wages fell.", Span(11, 12), ", "),
        ("Prices rose.（Photo）", Span(12, 13), "("),
        ("The park（opened", Span(8, 9), " ("),
        ("It opened。", Span(9, 10), "."),
        ("It opened。It grew.", Span(9, 10), ". "),
        ("In ２０２３ it opened", Span(3, 7), "2023"),
        ("It is 1，000 long", Span(7, 8), ","),
        ("Read 《Dream》 now", Span(5, 6), "“"),
        ("It　opened", Span(2, 3), " "),
    ],
)
def test_full_width_marks_with_the_narrow_form_as_fix(target: str, place: Span, fix: str) -> None:
    finding = residue(target)[0]
    assert (finding.rule, finding.severity, finding.target_span, finding.fixes) == (
        "residue.fullwidth",
        "warning",
        place,
        (Fix(place, fix),),
    )


@pytest.mark.parametrize("target", ["“Yes,” he said – at 5 °C, for €3…", "Qiū Jìn", "·", "café №5 ½"])
def test_what_english_may_write_is_let_be(target: str) -> None:
    assert residue(target) == []


@pytest.mark.parametrize("language", ["zh-TW", "ja", "yue", "ko"])
def test_targets_written_in_han_are_let_be(language: str) -> None:
    assert residue("重庆，开园。", language=language) == []


def test_other_targets_are_held_to_the_same() -> None:
    assert [finding.rule for finding in residue("Der Park，重庆 hat", language="de")] == [
        "residue.fullwidth",
        "residue.han",
    ]
