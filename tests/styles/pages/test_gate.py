import json
from dataclasses import replace

import pytest

from corpora.article import Article, Block, Segment
from corpora.errors import NotReady, WrongSetting
from corpora.text import Span
from styles import publish
from tm.draft import Draft, DraftBead
from tm.finding import Finding

SENTENCES = ("明月湖科创园开园", "园区今年3月开园。", "湖边很美。", "“欢迎大家。”陈思睿说。")
STORY = Article("zh-CN", tuple(Block("paragraph", text) for text in SENTENCES), name="park.zh.html")
READY = Draft(
    "zh-CN",
    "en",
    tuple(Segment(text, number) for number, text in enumerate(SENTENCES)),
    (
        DraftBead((0,), "Mingyue Lake Park Opens", "person", state="final"),
        DraftBead((1,), "The park opened in March.", "memory", 100, "final"),
        DraftBead((2,), state="omitted", reason="of local interest alone"),
        DraftBead((3,), "“Welcome,” Chen Sirui said.", "person", state="final"),
    ),
    STORY,
    "draft|lang:zh-CN-en",
)
ERROR = Finding("number.value", "error", "“3月” is not “May”.", 1, Span(4, 6), Span(19, 24))
WARNING = replace(ERROR, severity="warning")


def changed(number: int, **changes: object) -> Draft:
    beads = list(READY.beads)
    beads[number] = replace(beads[number], **changes)  # type: ignore[arg-type]
    return replace(READY, beads=tuple(beads))


def test_a_finished_draft_is_published_and_logged() -> None:
    edition = publish(READY, at="2023-08-03T08:00:00Z")
    assert [name for name, _ in edition.pages] == ["index.html"]
    assert "Mingyue Lake Park Opens" in edition.page
    assert json.loads(edition.log) == {
        "story": "park.zh.html",
        "languages": ["zh-CN", "en"],
        "at": "2023-08-03T08:00:00Z",
        "sentences": 4,
        "omitted": 1,
        "open": {},
        "errors": 0,
        "reason": "",
        "signature": "draft|lang:zh-CN-en",
    }


def test_what_stands_open_is_counted_and_the_first_is_named() -> None:
    open_ = replace(
        READY,
        beads=(READY.beads[0], replace(READY.beads[1], state="reviewed"), READY.beads[2], DraftBead((3,))),
    )
    with pytest.raises(NotReady) as refused:
        publish(open_)
    assert str(refused.value) == (
        "the draft is not ready: 2 of 4 sentences are open (1 not translated, 1 not final); "
        "the first is sentence 2, “园区今年3月开园。”: not final. "
        "Finish them in the draft, or give a reason with --reason."
    )


def test_an_error_bars_the_way_and_a_warning_does_not() -> None:
    publish(changed(1, findings=(WARNING,)))
    with pytest.raises(NotReady) as refused:
        publish(changed(1, findings=(WARNING, ERROR)))
    assert str(refused.value).startswith(
        "the draft is not ready: 1 finding is of severity error; "
        "the first is sentence 2, “园区今年3月开园。”: “3月” is not “May”. Finish"
    )


def test_a_finding_in_an_omitted_sentence_bars_nothing() -> None:
    publish(changed(2, findings=(ERROR,)))


def test_a_reason_opens_the_gate_and_stands_in_the_log() -> None:
    log = json.loads(publish(changed(3, state="translated", findings=(ERROR,)), reason=" The mayor\nwaits. ").log)
    assert (log["reason"], log["open"], log["errors"]) == ("The mayor\nwaits.", {"translated": 1}, 1)


def test_a_blank_reason_is_none_and_an_idle_one_is_not_kept() -> None:
    with pytest.raises(NotReady):
        publish(changed(3, state="translated"), reason="  ")
    assert json.loads(publish(READY, reason="To be safe").log)["reason"] == ""


def test_an_unknown_form_is_refused_before_the_gate() -> None:
    with pytest.raises(WrongSetting, match=r"pages are not written as 'scroll'\. Choose from html"):
        publish(READY, to=("scroll",))
