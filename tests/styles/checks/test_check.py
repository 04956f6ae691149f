import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.article import Segment
from corpora.bitext import Bead, Bitext
from corpora.errors import WrongSetting
from styles.checks import CHECKS, check, signature
from tm.glossary import Concept, Glossary, Term

GLOSSARY = Glossary(
    (
        Concept((Term("zh", "明月湖"), Term("en", "Mingyue Lake"), Term("en", "the lake", "short"))),
        Concept((Term("zh", "龙兴新城"), Term("en", "Longxing New City"), Term("en", "Longxing New Town", "admitted"))),
        Concept(
            (
                Term("zh", "两江新区"),
                Term("en", "Liangjiang New Area"),
                Term("en", "the new area", "short"),
                Term("en", "New District", "forbidden"),
            )
        ),
        Concept((Term("zh", "赛力斯"), Term("en", "Seres"), Term("en", "Sokon", "deprecated"))),
    )
)
# Sentences that each rule must flag and must leave alone.
CASES: dict[str, tuple[list[tuple[str, str]], list[tuple[str, str]]]] = {
    "term.missing": ([("赛力斯来了。", "They came.")], [("赛力斯来了。", "Seres came.")]),
    "term.deprecated": ([("赛力斯来了。", "Sokon came.")], [("他来了。", "A sokon came.")]),
    "term.forbidden": ([("两江新区开会。", "The New District met.")], [("新的区。", "A new district met.")]),
    "term.first-mention": (
        [("明月湖来客了。\n他们来到明月湖。", "Guests came to the lake.\nThey saw Mingyue Lake.")],
        [("明月湖来客了。\n他们来到明月湖。", "Guests came to Mingyue Lake.\nThey saw the lake.")],
    ),
    "term.short-form": (
        [("两江新区来客了。\n两江新区很大。", "Guests came to Liangjiang New Area.\nThe district is big.")],
        [("两江新区来客了。\n两江新区很大。", "Guests came to Liangjiang New Area.\nThe new area is big.")],
    ),
    "term.inconsistent": (
        [("龙兴新城很大。\n龙兴新城很新。", "Longxing New City is big.\nLongxing New Town is new.")],
        [("龙兴新城很大。\n龙兴新城很新。", "Longxing New Town is big.\nLongxing New Town is new.")],
    ),
    "number.value": (
        [("设计年产能为30万辆。", "It is designed to build 30,000 vehicles a year.")],
        [("设计年产能为30万辆。", "It is designed to build 300,000 vehicles a year.")],
    ),
    "number.missing": (
        [("招聘会提供1200个岗位。", "The fair offers many openings.")],
        [("这是一家企业。", "This is a company.")],
    ),
    "number.extra": (
        [("招聘会提供许多岗位。", "The fair offers 1,200 openings.")],
        [("他来了。", "He was the one who came.")],
    ),
    "number.unit": (
        [("茶园占地300亩。", "The tea garden covers 300 hectares.")],
        [("茶园占地300亩。", "The tea garden covers 20 hectares.")],
    ),
    "number.direction": (
        [("近5000人参加。", "More than 5,000 people took part.")],
        [("近5000人参加。", "Nearly 5,000 people took part.")],
    ),
    "date.value": (
        [("8月13日开园。", "The park opened on Aug. 3.")],
        [("8月13日开园。", "The park opened on Aug. 13.")],
    ),
    "date.missing": ([("8月13日开园。", "The park opened.")], [("8月13日开园。", "The park opened on Friday.")]),
    "date.extra": ([("园区开园。", "The park opened in 2019.")], [("园区去年开园。", "The park opened in 2019.")]),
    "residue.han": ([("问界热销。", "The 问界 sells well.")], [("问界热销。", "The AITO sells well.")]),
    "residue.fullwidth": ([("问界热销。", "The AITO，sells well.")], [("问界热销。", "The AITO, sells “well.”")]),
}


def single(source: str, target: str) -> Bitext:
    """A bead a line."""
    sides = [tuple(Segment(line) for line in text.split("\n")) for text in (source, target)]
    return Bitext("zh-CN", "en", sides[0], sides[1], tuple(Bead((at,), (at,)) for at in range(len(sides[0]))))


def rules(source: str, target: str) -> set[str]:
    return {finding.rule for finding in check(single(source, target), glossary=GLOSSARY)}


def test_every_rule_has_sentences_to_flag_and_to_leave() -> None:
    # Those of the other checks are in `cases/`.
    assert {rule for each in CHECKS if each.name in ("terms", "numbers") for rule in each.rules} <= set(CASES)
    assert all(flagged and left for flagged, left in CASES.values())


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_flags_and_leaves_what_it_must(rule: str) -> None:
    flagged, left = CASES[rule]
    assert all(rule in rules(*case) for case in flagged)
    assert not any(rule in rules(*case) for case in left)


def test_findings_come_by_segment_then_place_then_rule() -> None:
    bitext = Bitext(
        "zh",
        "en",
        (Segment("赛力斯来了。"), Segment("赛力斯来了。")),
        (Segment("The 问界，Sokon came."), Segment("Sokon 来了 came")),
        (Bead((0,), (0,)), Bead((1,), (1,))),
    )
    assert [(f.segment, f.rule) for f in check(bitext, glossary=GLOSSARY)] == [
        (0, "residue.han"),
        (0, "residue.fullwidth"),
        (0, "term.deprecated"),
        (1, "term.deprecated"),
        (1, "residue.han"),
    ]


def test_an_unknown_check_or_house_says_what_there_is() -> None:
    with pytest.raises(WrongSetting, match=r"no check named 'spelling'\. Choose from terms, numbers, residue"):
        check(single("一", "one"), checks=["spelling"])
    with pytest.raises(WrongSetting, match=r"no house style named 'times'\. Choose from news-en"):
        check(single("一", "one"), house="times")


def test_the_signature_tells_how_findings_were_made() -> None:
    made = signature(single("一", "one"), glossary=GLOSSARY, checks=["residue", "terms"])
    assert made.rsplit("|", 1)[0].startswith("check|lang:zh-CN-en|house:news-en|checks:terms+residue|glossary:4@")
    assert made != signature(single("一", "one"), glossary=Glossary(GLOSSARY.concepts[:1]), checks=["residue", "terms"])


def test_an_empty_pair_has_no_findings() -> None:
    assert check(Bitext("zh", "en", (), (), ()), glossary=GLOSSARY) == []


def test_a_check_is_loaded_when_it_runs() -> None:
    code = "import sys, styles; styles.check; print([n for n in sys.modules if n.startswith('styles.checks.')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


TEXT = st.text() | st.text("两江新区赛力斯，。（）(“”SeresNew District0123456789万亿%一二 \n")


@given(st.lists(st.tuples(TEXT, TEXT), max_size=4), st.sampled_from(["en", "zh-TW", "de", "ar"]))
def test_a_check_never_raises_and_its_spans_lie_in_the_texts(rows: list[tuple[str, str]], target: str) -> None:
    bitext = Bitext(
        "zh-CN",
        target,
        tuple(Segment(one) for one, _ in rows),
        tuple(Segment(other) for _, other in rows),
        tuple(Bead((i,), (i,)) for i in range(len(rows))),
    )
    for finding in check(bitext, glossary=GLOSSARY):
        assert finding.segment is not None
        source, target_text = rows[finding.segment]
        assert finding.source_span is None or 0 <= finding.source_span.start <= finding.source_span.end <= len(source)
        for span in (finding.target_span, *(fix.span for fix in finding.fixes)):
            assert span is None or 0 <= span.start <= span.end <= len(target_text)
