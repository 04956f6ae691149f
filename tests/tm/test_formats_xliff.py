"""Drafts as XLIFF 2.1: valid, read back whole, and honest about what an editor changed between."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from corpora.article import KINDS, Article, Block, Origin, Segment
from corpora.errors import NothingFound, WrongFormat
from corpora.text import Code, Span
from tm.draft import Draft, DraftBead
from tm.finding import Finding, Fix
from tm.formats import Written
from tm.formats.xliff import read_xliff, write_xliff

CORE = "{urn:oasis:names:tc:xliff:document:2.0}"
METADATA = "{urn:oasis:names:tc:xliff:metadata:2.0}"


def write(draft: Draft) -> tuple[bytes, Written]:
    file = io.BytesIO()
    report = write_xliff(draft, file)
    return file.getvalue(), report


def read(data: bytes) -> Draft:
    return read_xliff(data, file="draft.xlf")


def story() -> Draft:
    """A story in the making: every state, origin and kind of remark once."""
    title, first, second, credit = "产业园开园", "机器人有1000台。", "R&D占<50%。", "（摄影/李柯佑）"
    blocks = (
        Block("title", title),
        Block("paragraph", first + second, (Code(0, "open", "b", "<b>"), Code(5, "close", "b", "</b>"))),
        Block("caption", credit),
    )
    origin = Origin(
        source="中国网",
        published="2023-08-03T16:16:44+08:00",
        updated="2023-08-04",
        dateline="重庆",
        people=(("editor", ("李柯佑", "王 “A”")), ("photo", ())),
        url="https://news.example/park?id=1&lang=zh",
        alternates=(("en", "https://news.example/en/park"),),
    )
    article = Article("zh-CN", blocks, origin, "articles/park.zh.html")
    segments = (
        Segment(title, 0, "title", Span(0, 5)),
        Segment(first, 1, "paragraph", Span(6, 16), (Code(0, "open", "b", "<b>"), Code(5, "close", "b", "</b>"))),
        Segment(second, 1, "paragraph", Span(16, 25), (Code(0, "standalone", "br", "<br/>"),)),
        Segment(credit, 2, "caption", Span(26, 34)),
    )
    finding = Finding(
        "number.value",
        "error",
        "“1000”在译文里成了 100。",
        segment=1,
        source_span=Span(4, 8),
        target_span=Span(7, 10),
        fixes=(Fix(Span(7, 10), "1,000"), Fix(Span(7, 10), "")),
    )
    beads = (
        DraftBead((0,), "Park Opens", "memory", 101, "final"),
        DraftBead(
            (1, 2), "It has 100 robots.", "repaired", 84, "initial", note="见 park.en.html\n第二行", findings=(finding,)
        ),
        DraftBead((3,), state="omitted", reason="图片不转载。"),
        DraftBead((), "Edited by <Zhang>.", "person", state="reviewed"),
    )
    return Draft("zh-CN", "en", segments, beads, article, "draft|lang:zh-CN-en")


def test_a_document_holds_the_story_and_its_version(update: bool) -> None:
    document, report = write(story())
    golden = Path(__file__).parent / "golden" / "draft.xlf"
    if update:
        golden.write_bytes(document)
    assert document.decode() == golden.read_text("utf-8")
    assert report == Written(units=4)


def test_a_draft_comes_back_as_it_was() -> None:
    assert read(write(story())[0]) == story()


def test_the_document_is_valid_against_the_schemas(data: Path) -> None:
    root = etree.fromstring(write(story())[0])
    for version in ("xliff20", "xliff21"):
        folder = data / "formats" / "schemas" / version
        core = etree.XMLSchema(etree.parse(folder / "xliff_core_2.0.xsd"))
        assert core.validate(root), core.error_log
        modules = folder / "modules" if version == "xliff20" else folder
        metadata = etree.XMLSchema(etree.parse(modules / "metadata.xsd"))
        groups = list(root.iter(f"{METADATA}metadata"))
        assert len(groups) == 4
        for group in groups:
            alone = etree.fromstring(etree.tostring(group, with_tail=False))
            assert metadata.validate(alone), metadata.error_log


def edited(change: Callable[[etree._Element], None]) -> Draft:
    root = etree.fromstring(write(story())[0])
    change(root)
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-16")
    assert isinstance(data, bytes)
    return read(data)


def segment_of(root: etree._Element, unit: int) -> etree._Element:
    found = root.find(f".//{CORE}unit[@id='u{unit}']/{CORE}segment")
    assert found is not None
    return found


def test_a_text_that_was_changed_is_from_a_person() -> None:
    def change(root: etree._Element) -> None:
        segment = segment_of(root, 1)
        segment.set("state", "translated")
        segment.attrib.pop("subState")
        segment[1].text = "It has 1,000 robots."

    bead = edited(change).beads[1]
    assert (bead.target, bead.origin, bead.state, bead.score) == ("It has 1,000 robots.", "person", "translated", 84)


def test_a_text_that_was_only_approved_keeps_its_origin() -> None:
    def change(root: etree._Element) -> None:
        segment = segment_of(root, 1)
        segment.set("state", "final")
        segment.attrib.pop("subState")

    bead = edited(change).beads[1]
    assert (bead.origin, bead.state) == ("repaired", "final")


def test_an_omitted_sentence_that_was_translated_is_no_longer_omitted() -> None:
    def change(root: etree._Element) -> None:
        segment = segment_of(root, 2)
        segment.set("state", "translated")
        etree.SubElement(segment, f"{CORE}target").text = "(Photo/Li Keyou)"

    bead = edited(change).beads[2]
    assert (bead.state, bead.origin, bead.target) == ("translated", "person", "(Photo/Li Keyou)")


def test_a_text_that_was_deleted_is_open_again() -> None:
    def change(root: etree._Element) -> None:
        segment = segment_of(root, 0)
        segment.remove(segment[1])

    bead = edited(change).beads[0]
    assert (bead.state, bead.origin, bead.target) == ("initial", "none", "")


def test_what_an_editor_remarks_joins_the_note() -> None:
    def change(root: etree._Element) -> None:
        notes = root.find(f".//{CORE}unit[@id='u1']/{CORE}notes")
        assert notes is not None
        etree.SubElement(notes, f"{CORE}note").text = "数字已核对。"

    assert edited(change).beads[1].note == "见 park.en.html\n第二行\n数字已核对。"


def test_codes_that_an_editor_put_into_a_target_leave_its_text() -> None:
    def change(root: etree._Element) -> None:
        target = segment_of(root, 1)[1]
        target.text = "It has "
        bold = etree.SubElement(target, f"{CORE}pc", id="9")
        bold.text, bold.tail = "1,000", " robots."

    assert edited(change).beads[1].target == "It has 1,000 robots."


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda root: root.find(f".//{CORE}unit[@id='u1']//{CORE}source").clear(),
            "draft.xlf:34: the source of this unit",
        ),
        (
            lambda root: root[0].remove(root.find(f".//{CORE}unit[@id='u1']")),
            "draft.xlf: units were taken out or moved",
        ),
        (
            lambda root: root[0].append(root.find(f".//{CORE}unit[@id='u0']")),
            "draft.xlf: units were taken out or moved",
        ),
        (lambda root: segment_of(root, 0).set("state", "done"), "a draft bead in state 'done'"),
        (lambda root: root.attrib.pop("trgLang"), "draft.xlf:1: it does not name both its languages"),
        (
            lambda root: root.find(f".//{CORE}unit[@id='u2']").remove(
                root.find(f".//{CORE}unit[@id='u2']/{CORE}notes")
            ),
            "a sentence omitted without a reason",
        ),
    ],
)
def test_what_another_program_broke_is_refused(change: Callable[[etree._Element], None], message: str) -> None:
    with pytest.raises(WrongFormat) as caught:
        edited(change)
    assert message in str(caught.value)
    assert str(caught.value).startswith("draft.xlf:")


OTHER = """\
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.{version}" version="2.{version}" srcLang="de" trgLang="en">
  <file id="f1">
    <notes><note>Nur für die Redaktion</note></notes>
    <group id="g1">
      <unit id="1">
        <notes><note>Schlagzeile</note></notes>
        <originalData><data id="d1">&lt;em&gt;</data><data id="d2">&lt;/em&gt;</data></originalData>
        <segment state="reviewed">
          <source>Der <pc id="1" dataRefStart="d1" dataRefEnd="d2">Park</pc> öffnet.</source>
          <target>The <pc id="1" dataRefStart="d1" dataRefEnd="d2">park</pc> opens.</target>
        </segment>
        <ignorable><source> </source></ignorable>
        <segment state="translated"><source>Er ist <mrk id="m1" type="term">groß</mrk>.</source></segment>
      </unit>
    </group>
  </file>
</xliff>
"""


@pytest.mark.parametrize("version", [0, 2])
def test_another_programs_document_gives_what_it_says(version: int) -> None:
    draft = read(OTHER.replace("{version}", str(version)).encode())
    codes = (Code(4, "open", "1", "<em>"), Code(8, "close", "1", "</em>"))
    assert draft == Draft(
        "de",
        "en",
        (Segment("Der Park öffnet.", codes=codes), Segment("Er ist groß.")),
        (
            DraftBead((0,), "The park opens.", "person", None, "reviewed", note="Schlagzeile"),
            DraftBead((1,), note="Schlagzeile"),
        ),
    )


@pytest.mark.parametrize(
    ("document", "kind", "message"),
    [
        (
            '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"/>',
            WrongFormat,
            "draft.xlf:1: this is XLIFF 1",
        ),
        ("<html/>", WrongFormat, "draft.xlf:1: this is XML, but no XLIFF"),
        ("两江新区", WrongFormat, "draft.xlf:1: broken XML"),
        ("", WrongFormat, "draft.xlf"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><xliff>&a;</xliff>', WrongFormat, "the document declares entities"),
        (OTHER.replace("{version}", "1"), WrongFormat, "this is XLIFF 1, not XLIFF 2"),
        (
            '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="zh" trgLang="en"><file id="a"/></xliff>',
            NothingFound,
            "draft.xlf: there is no unit in it",
        ),
        (
            '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="zh" trgLang="en"><file/><file/></xliff>',
            WrongFormat,
            "draft.xlf:1: it holds 2 stories",
        ),
    ],
)
def test_what_is_no_draft_is_refused(document: str, kind: type[Exception], message: str) -> None:
    with pytest.raises(kind) as caught:
        read(document.encode())
    assert message in str(caught.value)


def test_characters_that_xml_forbids_stay_in_texts_and_leave_notes() -> None:
    draft = Draft("zh", "en", (Segment("产业\x0b园\ufffe"),), (DraftBead((0,), "Park\x00", note="看\x01这里"),))
    document, report = write(draft)
    assert b'<source>\xe4\xba\xa7\xe4\xb8\x9a<cp hex="000B"/>\xe5\x9b\xad<cp hex="FFFE"/></source>' in document
    assert report == Written(units=1, characters_removed=1)
    assert read(document) == Draft("zh", "en", draft.segments, (DraftBead((0,), "Park\x00", "none", note="看这里"),))


ANY = st.text(st.characters(exclude_categories=()), max_size=12)
LEGAL = st.text(st.characters(codec="utf-8").filter(lambda character: character.isprintable()), max_size=12)
LINES = LEGAL | st.just("第一行\n\t第二行\r\n")
WORDS = st.sampled_from(("b", "a 1", "链接", ""))
SPANS = st.builds(Span, st.integers(0, 99), st.integers(0, 99))


@st.composite
def coded(draw: st.DrawFn) -> tuple[str, tuple[Code, ...]]:
    text = draw(ANY)
    kinds = st.sampled_from(("open", "close", "standalone"))
    codes = draw(st.lists(st.builds(Code, st.integers(0, len(text)), kinds, WORDS, ANY), max_size=4))
    return text, tuple(sorted(codes, key=lambda code: code.offset))


FIXES = st.lists(st.builds(Fix, SPANS, LINES), max_size=2).map(tuple)
FINDINGS = st.builds(
    Finding,
    st.sampled_from(("term.missing", "number.value")),
    st.sampled_from(("error", "warning", "suggestion")),
    LINES,
    st.none() | st.integers(0, 9),
    st.none() | SPANS,
    st.none() | SPANS,
    FIXES,
)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    kinds: st.SearchStrategy[Any] = st.sampled_from(KINDS)
    segments: list[Segment] = []
    beads: list[DraftBead] = []
    for size in draw(st.lists(st.integers(0, 3), min_size=1, max_size=4)):
        ids = tuple(range(len(segments), len(segments) + size))
        for text, codes in draw(st.lists(coded(), min_size=size, max_size=size)):
            segments.append(Segment(text, draw(st.integers(-1, 9)), draw(kinds), draw(SPANS), codes))
        target = draw(ANY | st.just("开园了。"))
        states = ("initial", "omitted", *(("translated", "reviewed", "final") if target.strip() else ()))
        state = draw(st.sampled_from(states))
        origins = ("none", "memory", "repaired", "engine", "person")
        beads.append(
            DraftBead(
                ids,
                target,
                draw(st.sampled_from(origins)),
                draw(st.none() | st.integers(0, 101)),
                state,
                "不译。" + draw(LINES) if state == "omitted" else draw(LINES),
                draw(LINES),
                tuple(draw(st.lists(FINDINGS, max_size=2))),
            )
        )
    people = st.lists(st.tuples(LEGAL, st.lists(LINES, max_size=2).map(tuple)), max_size=2).map(tuple)
    alternates = st.lists(st.tuples(LEGAL, LINES), max_size=2).map(tuple)
    origin = st.builds(Origin, LINES, LEGAL, LEGAL, LINES, people, LEGAL, alternates)
    blocks = st.lists(st.builds(lambda kind, text: Block(kind, *text), kinds, coded()), max_size=3).map(tuple)
    article = st.none() | st.builds(Article, st.sampled_from(("zh-CN", "de")), blocks, origin, LEGAL)
    language = draw(st.sampled_from(("zh-CN", "de")))
    return Draft(language, "en-GB", tuple(segments), tuple(beads), draw(article), draw(LINES))


@settings(deadline=None)
@given(drafts())
def test_every_draft_comes_back_as_it_was(draft: Draft) -> None:
    document, report = write(draft)
    assert report.characters_removed == 0
    assert read(document) == draft
