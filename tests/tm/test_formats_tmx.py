"""TMX out: whole documents compared, the DTD's and the XSD's rules kept, one unit held at a time."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from corpora.errors import Invalid
from corpora.text import Code, Span
from tm.formats import Written
from tm.formats.tmx import write_tmx
from tm.unit import Provenance, TranslationUnit, Variant

CREATED = "2026-01-31T12:00:00Z"


def unit(source: str = "开园了。", target: str = "It opened.", **fields: object) -> TranslationUnit:
    return TranslationUnit((Variant("zh-CN", source), Variant("en", target)), **fields)  # type: ignore[arg-type]


def write(*units: TranslationUnit, **options: object) -> tuple[str, Written]:
    file = io.BytesIO()
    options = {"source_language": "zh-CN", "created": CREATED, "tool_version": "0.1.0", **options}
    report = write_tmx(units, file, **options)  # type: ignore[arg-type]
    return file.getvalue().decode("utf-8"), report


def segs(document: str) -> list[str]:
    return re.findall("<seg>(.*?)</seg>", document, re.S)


def everything() -> list[TranslationUnit]:
    bold = (Code(0, "open", "b", "<b>"), Code(4, "close", "b", "</b>"), Code(4, "standalone", "br", "<br/>"))
    half = (Code(0, "close", "i", "</i>"), Code(6, "open", "a", '<a href="x">'))
    return [
        unit(
            "两江新区的产业园今年三月开园。",
            "The park in Liangjiang New Area opened this March.",
            provenance=Provenance(
                source_article="articles/park.zh.html",
                target_article="articles/park.en.html",
                source_span=Span(10, 25),
                target_span=Span(0, 50),
                title="产业园开园",
                published="2023-08-03T16:16:44+08:00",
                url="https://news.example/park?id=1&lang=en",
                editor='李 "Ke" 佑',
                created="2026-01-30T08:30:00+08:00",
                changed="2026-01-31T11:59:59Z",
                confidence=0.98765,
            ),
            flags=frozenset({"unreviewed", "partial"}),
            before="上个月还在施工。",
            after="已有50家企业入驻。",
            notes=("地名见术语表。",),
            props=(("domain", "industry"), ("id", "seg-7"), ("File", "old.html")),
        ),
        TranslationUnit((Variant("zh-CN", "两江新区", bold), Variant("en", "Area. Opened.", half))),
        TranslationUnit((Variant("zh", "下雨了。"), Variant("en", "It rained."), Variant("fr", "Il a plu."))),
    ]


def test_a_document_holds_everything_that_a_unit_knows(update: bool) -> None:
    document, report = write(*everything(), signature="export|lang:zh-CN-en")
    golden = Path(__file__).parent / "golden" / "memory.tmx"
    if update:
        golden.write_text(document, "utf-8")
    assert document == golden.read_text("utf-8")
    assert report == Written(units=3)


def test_a_memory_without_units_is_a_document_without_units() -> None:
    assert write()[0] == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
        '<tmx version="1.4">\n'
        '  <header creationtool="Duizhao" creationtoolversion="0.1.0" segtype="sentence" o-tmf="Duizhao"'
        ' adminlang="en" srclang="zh-CN" datatype="plaintext" creationdate="20260131T120000Z"></header>\n'
        "  <body>\n"
        "  </body>\n"
        "</tmx>\n"
    )


def test_nothing_that_omegat_takes_for_a_place_of_its_own_is_written() -> None:
    names = ("file", "id", "prev", "next", "path", "tuid", "ID", " Path ")
    document, _ = write(unit(props=tuple((name, "1") for name in names)))
    types = re.findall('<prop type="([^"]*)"', document)
    assert types == [f"x-duizhao-prop-{name.strip()}" for name in names]
    assert '<prop type="x-duizhao-prop-">1</prop>' in write(unit(props=(("\x00", "1"),)))[0]
    assert "tuid=" not in document


def test_segs_are_trimmed_and_what_xml_forbids_is_removed_and_counted() -> None:
    document, report = write(unit("\u3000\x0b 产业\x00园\ufffe开园。\n", " R&D <grew> \x1f"))
    assert segs(document) == ["产业园开园。", "R&amp;D &lt;grew&gt;"]
    assert report == Written(units=1, characters_removed=4)


def test_a_text_of_which_nothing_is_left_is_left_out_and_its_unit_with_it() -> None:
    three = TranslationUnit((Variant("zh-CN", "好。"), Variant("en", "\x07\ufffe"), Variant("fr", "Bien.")))
    document, report = write(unit(target="\x01"), three)
    assert re.findall('xml:lang="(.*?)"', document) == ["zh-CN", "fr"]
    assert report == Written(units=1, units_skipped=1, empty_variants=2, characters_removed=3)


def test_codes_keep_their_places_when_a_text_is_trimmed() -> None:
    codes = (Code(0, "open", "1", "<b>"), Code(2, "standalone", "2", "\x02&"), Code(9, "close", "1", "</b>"))
    document, report = write(TranslationUnit((Variant("zh-CN", "  两江\x03新区  ", codes), Variant("en", "Area"))))
    assert segs(document)[0] == (
        '<bpt i="1" x="1">&lt;b&gt;</bpt><ph x="2">&amp;</ph>两江新区<ept i="1">&lt;/b&gt;</ept>'
    )
    assert report.characters_removed == 2


def test_pairs_may_cross_and_answer_those_of_the_other_text_by_x() -> None:
    crossing = (
        Code(0, "open", "b", "<b>"),
        Code(1, "open", "i", "<i>"),
        Code(2, "close", "b", "</b>"),
        Code(3, "close", "i", "</i>"),
    )
    swapped = (Code(0, "open", "i", "<i>"), Code(4, "close", "i", "</i>"))
    document, _ = write(TranslationUnit((Variant("zh-CN", "一二三", crossing), Variant("en", "Five", swapped))))
    assert segs(document) == [
        '<bpt i="1" x="1">&lt;b&gt;</bpt>一<bpt i="2" x="2">&lt;i&gt;</bpt>二<ept i="1">&lt;/b&gt;</ept>三'
        '<ept i="2">&lt;/i&gt;</ept>',
        '<bpt i="1" x="2">&lt;i&gt;</bpt>Five<ept i="1">&lt;/i&gt;</ept>',
    ]


def test_a_half_without_its_other_half_is_isolated() -> None:
    codes = (Code(0, "close", "b", "</b>"), Code(1, "open", "b", "<b>"))
    document, _ = write(TranslationUnit((Variant("zh-CN", "园区", codes), Variant("en", "Park"))))
    assert segs(document)[0] == '<it pos="end" x="1">&lt;/b&gt;</it>园<it pos="begin" x="1">&lt;b&gt;</it>区'


def test_only_the_languages_asked_for_are_written() -> None:
    many = TranslationUnit((Variant("en-US", "Rain."), Variant("zh-TW", "下雨。"), Variant("zh", "下雨。")))
    document, report = write(
        many, TranslationUnit((Variant("fr", "Oui."), Variant("de", "Ja."))), target_languages=["en"]
    )
    assert re.findall('xml:lang="(.*?)"', document) == ["en-US", "zh"]
    assert '<tu srclang="en-US">' in document
    assert report == Written(units=1, units_skipped=1)


def test_a_time_that_is_none_is_kept_beside_the_unit() -> None:
    document, _ = write(unit(provenance=Provenance(created="last week", changed="2026-01-31", editor="li")))
    assert '<tu creationid="li" changedate="20260131T000000Z" changeid="li">' in document
    assert '<prop type="x-duizhao-created">last week</prop>' in document


def test_a_document_without_a_time_is_refused_before_anything_is_written() -> None:
    file = io.BytesIO()
    with pytest.raises(Invalid, match="'yesterday' is no time"):
        write_tmx([unit()], file, source_language="zh", created="yesterday", tool_version="1")
    assert file.getvalue() == b""


def test_one_unit_is_held_at_a_time() -> None:
    file = io.BytesIO()
    written: list[int] = []

    def units() -> Iterator[TranslationUnit]:
        for number in range(5):
            yield unit(f"第{number}句。")
            written.append(file.getvalue().count(b"</tu>"))

    write_tmx(units(), file, source_language="zh-CN", created=CREATED, tool_version="1")
    assert written == [1, 2, 3, 4, 5]


def test_the_document_is_valid_against_the_dtd_and_the_xsd(data: Path) -> None:
    schemas = data / "formats" / "schemas" / "tmx"
    document, _ = write(*everything(), unit("坏\x00字", "Bad \ud800char"), signature="a|b")
    root = etree.fromstring(document.encode())
    dtd = etree.DTD(str(schemas / "dtd" / "tmx14.dtd"))
    assert dtd.validate(root), dtd.error_log
    schema = etree.XMLSchema(etree.parse(schemas / "omegat-xsd" / "tmx14.xsd"))
    assert schema.validate(root), schema.error_log


def allowed(character: str) -> bool:
    """XML 1.0, production 2."""
    return (
        character in "\t\n\r" or " " <= character < "\ud800" or "\udfff" < character < "\ufffe" or character > "\uffff"
    )


ANY_TEXT = st.text(st.characters(exclude_categories=()), min_size=1).filter(str.strip)


@st.composite
def variants(draw: st.DrawFn, language: str) -> Variant:
    text = draw(ANY_TEXT)
    kinds = st.sampled_from(("open", "close", "standalone"))
    codes = st.builds(Code, st.integers(0, len(text)), kinds, st.sampled_from("abc"), st.text(max_size=5))
    return Variant(language, text, tuple(draw(st.lists(codes, max_size=5))))


@settings(deadline=None)
@given(variants("zh-CN"), variants("en"), st.text())
def test_whatever_a_unit_holds_a_parser_reads_the_legal_part_back(source: Variant, target: Variant, note: str) -> None:
    document, report = write(TranslationUnit((source, target), notes=(note,)))
    root = etree.fromstring(document.encode("utf-8"))
    texts = []
    for variant in (source, target):
        texts.append("".join(filter(allowed, variant.text)).strip())
    if all(texts):
        assert report.units == 1
        found = ["".join([seg.text or "", *(child.tail or "" for child in seg)]) for seg in root.iter("seg")]
        assert found == texts
        marks = [(mark.tag, mark.get("i", "")) for mark in root.iter("bpt", "ept")]
        assert sorted(i for tag, i in marks if tag == "bpt") == sorted(i for tag, i in marks if tag == "ept")
    else:
        assert (report.units, report.units_skipped, report.empty_variants) == (0, 1, texts.count(""))
