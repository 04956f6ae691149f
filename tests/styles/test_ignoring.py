import json
from dataclasses import replace

import pytest

from corpora.article import Segment
from corpora.bitext import Bead, Bitext
from corpora.errors import Invalid, WrongFormat
from corpora.text import Span
from styles.ignoring import Ignore, baseline_json, find_marks, fingerprints, read_baseline, read_ignores, sift
from styles.manuscript import Manuscript, Placed
from tm.finding import Finding

FIRST, SECOND = "The park drew 60 firms.", "It covers ５ hectares."
STORY = Bitext("zh", "en", (), (Segment(FIRST), Segment(SECOND)), (Bead((), (0,)), Bead((), (1,))))
COUNT = Finding("number.value", "error", "60 is not 50.", 0, target_span=Span(14, 16))
WIDE = Finding("residue.fullwidth", "warning", "Full width.", 1, target_span=Span(10, 11))


def sifted(text: str, form: str, *ignores: Ignore) -> tuple[list[str], list[str], list[str]]:
    manuscript = Manuscript(text, form)  # type: ignore[arg-type]
    marks = find_marks(manuscript, file="park.html")
    found = sift([COUNT, WIDE], STORY, [*marks, *ignores], file="park.html", placed=Placed(manuscript, STORY))
    return (
        [finding.rule for finding in found.findings],
        [f"{ignored.finding.rule}: {ignored.by.reason}" for ignored in found.ignored],
        [ignore.rule for ignore in found.stale],
    )


def test_a_mark_covers_its_paragraph_alone() -> None:
    page = f"<p>{FIRST}</p>\n<!-- duizhao-ignore residue.*: the plate\n shows it so -->\n<p>{SECOND}</p>"
    assert sifted(page, "markup") == (["number.value"], ["residue.fullwidth: the plate shows it so"], [])
    page = f"<!-- duizhao-ignore residue.*: too early -->\n<p>{FIRST}</p>\n<p>{SECOND}</p>"
    assert sifted(page, "markup") == (["number.value", "residue.fullwidth"], [], ["residue.*"])


def test_a_mark_may_stand_within_a_paragraph_of_markdown_and_name_several_rules() -> None:
    page = f"<!-- duizhao-ignore number.value, residue.fullwidth: as carved -->\n{FIRST}\n{SECOND}\n"
    assert sifted(page, "markdown") == ([], ["number.value: as carved", "residue.fullwidth: as carved"], [])


def test_in_plain_text_a_line_of_its_own_is_a_mark() -> None:
    text = f"# duizhao-ignore number.*: the ministry counts so\n{FIRST}\n{SECOND}\n"
    assert sifted(text, "plain")[:2] == (["residue.fullwidth"], ["number.value: the ministry counts so"])
    text = f"{FIRST}\n{SECOND}\n# duizhao-ignore-file *: a scan\n"
    assert sifted(text, "plain")[0] == []


@pytest.mark.parametrize("mark", ["duizhao-ignore", "duizhao-ignore number.value", "duizhao-ignore number.value:  "])
def test_a_mark_without_rule_or_reason_is_refused_with_its_line(mark: str) -> None:
    with pytest.raises(WrongFormat, match=r"park\.html:2: an exception without"):
        find_marks(Manuscript(f"<p>x</p>\n<!-- {mark} -->\n", "markup"), file="park.html")


def test_a_list_names_file_and_text_and_tells_what_met_nothing() -> None:
    known = Ignore("number.*", "agreed with the ministry", file="park.html", text="60 firms")
    other = Ignore("number.*", "another page", file="port.html")
    gone = Ignore("term.*", "was so once", file="park.html")
    assert sifted(f"{FIRST}\n{SECOND}", "plain", known, other, gone) == (
        ["residue.fullwidth"], ["number.value: agreed with the ministry"], ["term.*"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"rule": "number.*"}], "without a reason"),
        ([{"reason": "so"}], "without a rule"),
        ([{"rule": "a.b", "reason": "so", "line": "3"}], "unknown key 'line'"),
        ([{"rule": "a.b", "reason": 3}], "no entry of texts"),
        ({"rule": "a.b"}, "no list"),
    ],
)
def test_a_list_that_is_wrong_is_refused(rows: object, message: str) -> None:
    with pytest.raises(WrongFormat, match=message):
        read_ignores(rows, file="house/ignore.yaml")
    assert read_ignores(None, file="house/ignore.yaml") == []


def test_a_baseline_lets_stand_what_it_lists_wherever_the_sentence_moved() -> None:
    base = json.dumps(baseline_json([("park.html", STORY, [COUNT, WIDE])], reason="to be mended in June"))
    moved = Bitext(
        "zh",
        "en",
        (),
        (Segment("New first sentence."), *STORY.target),
        (Bead((), (0,)), Bead((), (1,)), Bead((), (2,))),
    )
    findings = [replace(COUNT, segment=1), replace(WIDE, segment=2), replace(WIDE, segment=2)]
    found = sift(findings, moved, read_baseline(base, file="base.json"), file="park.html")
    assert (len(found.findings), len(found.ignored), found.stale) == (1, 2, ())
    assert sift([COUNT], STORY, read_baseline(base, file="base.json"), file="port.html").findings == (COUNT,)


def test_another_number_in_the_sentence_is_another_finding() -> None:
    other = replace(STORY, target=(Segment("The park drew 70 firms."), STORY.target[1]))
    assert fingerprints([COUNT], STORY) != fingerprints([COUNT], other)


def test_a_baseline_needs_a_reason_and_its_form() -> None:
    with pytest.raises(Invalid, match="reason"):
        baseline_json([], reason=" ")
    for text in ("", "[]", '{"version": 2, "findings": []}', '{"version": 1, "findings": [{"rule": "a.b"}]}'):
        with pytest.raises(WrongFormat):
            read_baseline(text, file="base.json")
