"""TMX in: files as tools write them, what is wrong in them, and our own read back equal."""

import gzip
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.errors import Unreadable, WrongFormat
from corpora.text import Code, CodeKind, Span
from tm.formats.tmx import read_tmx, write_tmx
from tm.unit import FLAGS, Provenance, TranslationUnit, Variant

HEAD = (
    '<?xml version="1.0"?>\n<tmx version="1.4">\n'
    '<header creationtool="Other" srclang="zh-CN" segtype="sentence" o-tmf="x" adminlang="en" datatype="x"/>\n<body>\n'
)


class Read:
    """What came of reading a file."""

    def __init__(self, file: Path, data: bytes | None = None) -> None:
        self.skipped: list[tuple[int, str]] = []
        self.notices: list[str] = []
        self.units: list[TranslationUnit] = []
        self.error = ""
        try:
            for unit in read_tmx(file, data=data, on_skip=self._skip, on_notice=self.notices.append):
                self.units.append(unit)
        except WrongFormat as error:
            self.error = str(error).replace(str(file), file.name)

    def _skip(self, line: int, reason: str) -> None:
        self.skipped.append((line, reason))

    @property
    def texts(self) -> list[dict[str, str]]:
        return [{variant.language: variant.text for variant in unit.variants} for unit in self.units]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "memory.tmx"


def read(file: Path, body: str, *, head: str = HEAD, tail: str = "</body>\n</tmx>\n") -> Read:
    file.write_text(head + body + tail, "utf-8")
    return Read(file)


def tuv(language: str, seg: str, more: str = "") -> str:
    return f'<tuv xml:lang="{language}"{more}><seg>{seg}</seg></tuv>'


def tu(*inner: str, attributes: str = "") -> str:
    return f"<tu{attributes}>{''.join(inner)}</tu>\n"


ZH, EN = tuv("zh-CN", "产业园今年三月开园。"), tuv("en", "The park opened in March.")
TEXTS = {"zh-CN": "产业园今年三月开园。", "en": "The park opened in March."}


def test_the_source_comes_first_in_whatever_order_the_texts_stand(file: Path) -> None:
    french = tuv("FR_fr", "Le parc a ouvert en mars.")
    found = read(file, tu(ZH, EN) + tu(EN, french, ZH) + tu(ZH, EN, attributes=' srclang="EN"'))
    assert [list(texts) for texts in found.texts] == [["zh-CN", "en"], ["zh-CN", "en", "fr-FR"], ["en", "zh-CN"]]
    assert (found.skipped, found.notices, found.error) == ([], [], "")


def test_a_source_language_without_its_region_is_answered_by_one_with_it(file: Path) -> None:
    found = read(file, tu(EN, ZH), head=HEAD.replace('srclang="zh-CN"', 'srclang="ZH"'))
    assert [list(texts) for texts in found.texts] == [["zh-CN", "en"]]
    assert found.notices == []


def test_where_any_language_may_be_the_source_the_first_is(file: Path) -> None:
    found = read(file, tu(EN, ZH), head=HEAD.replace('srclang="zh-CN"', 'srclang="*all*"'))
    assert [list(texts) for texts in found.texts] == [["en", "zh-CN"]]
    assert found.notices == []


def test_units_without_a_text_in_the_source_language_are_told(file: Path) -> None:
    german = tuv("de", "Der Park wurde im März eröffnet.")
    found = read(file, tu(ZH, EN) + tu(EN, german) + tu(german, EN))
    assert [list(texts) for texts in found.texts][1:] == [["en", "de"], ["de", "en"]]
    assert found.notices == [
        "units without a text in zh-CN, whose first text became the source: 2, the first in line 6"
    ]


def test_the_oldest_form_names_languages_by_lang(file: Path) -> None:
    body = '<tu><tuv lang="ZH-CN"><seg>园区</seg></tuv><tuv lang="EN-US"><seg>the park</seg></tuv></tu>'
    head = '<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx11.dtd"><tmx version="1.1"><header srclang="ZH-CN"/><body>'
    assert read(file, body, head=head).texts == [{"zh-CN": "园区", "en-US": "the park"}]


def test_a_document_in_a_namespace_is_read_too(file: Path) -> None:
    found = read(file, tu(ZH, EN), head=HEAD.replace("<tmx ", '<tmx xmlns="http://www.lisa.org/tmx14" '))
    assert found.texts == [TEXTS]


def test_several_texts_in_a_language_become_a_unit_each(file: Path) -> None:
    found = read(file, tu(ZH, EN, tuv("EN", "In March, the park opened."), tuv("fr", "Le parc a ouvert.")))
    assert found.texts == [
        {**TEXTS, "fr": "Le parc a ouvert."},
        {"zh-CN": TEXTS["zh-CN"], "en": "In March, the park opened.", "fr": "Le parc a ouvert."},
    ]
    assert found.notices == [
        "units with more than one text in a language, which became a unit each: 1, the first in line 5"
    ]


BAD = [
    ("<tu/>", "the unit is not in two languages"),
    (tu(ZH), "the unit is not in two languages"),
    (tu(ZH, ZH), "the unit is not in two languages"),
    (tu(ZH, '<tuv xml:lang="en"/>'), "the variant in en has no seg"),
    (tu(ZH, tuv("en", " \u3000\n")), "the text in en is empty"),
    (tu(ZH, tuv("en", "<ph>x</ph>")), "the text in en is empty"),
    (tu(ZH, tuv("English!", "Yes.")), "'English!' is no language tag"),
    (tu(ZH, "<tuv><seg>Yes.</seg></tuv>"), "a variant names no language"),
]


@pytest.mark.parametrize(("bad", "reason"), BAD)
def test_a_unit_that_cannot_be_used_is_skipped_with_its_line(file: Path, bad: str, reason: str) -> None:
    found = read(file, f"{tu(ZH, EN)}\n\n{bad}\n{tu(ZH, EN)}")
    assert found.texts == [TEXTS, TEXTS]
    assert found.skipped == [(8, reason)]
    with pytest.raises(WrongFormat, match=f":8: {reason}"):
        list(read_tmx(file))


def test_a_text_that_cannot_be_used_leaves_the_others_their_unit(file: Path) -> None:
    found = read(file, tu(ZH, EN, tuv("fr", "")) + tu(ZH, tuv("fr", ""), EN))
    assert found.texts == [TEXTS, TEXTS]
    assert found.skipped == []
    assert found.notices == ["texts left out of a unit, since the text in fr is empty: 2, the first in line 5"]


@pytest.mark.parametrize(
    ("end", "line"),
    [("<tu><tuv></tu>\n</body></tmx>", 6), ("<tu>", 6), ("", 6), ("<tu>\n\x02</tu></body></tmx>", 7)],
)
def test_what_stands_before_a_break_is_given_and_the_break_is_named(file: Path, end: str, line: int) -> None:
    found = read(file, tu(ZH, EN) + end, tail="")
    assert found.texts == [TEXTS]
    assert found.error.startswith(f"memory.tmx:{line}: broken XML (")


def test_an_undeclared_entity_costs_its_unit_alone_where_a_dtd_is_named(file: Path) -> None:
    head = HEAD.replace("<tmx ", '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx ')
    found = read(file, tu(ZH, tuv("en", "The&nbsp;park")) + tu(ZH, EN), head=head)
    assert found.texts == [TEXTS]
    assert found.skipped == [(6, "it names &nbsp;, which XML does not know")]


@pytest.mark.parametrize(
    "entity", ['<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">', '<!ENTITY b SYSTEM "file:///etc/hostname">']
)
def test_entities_that_a_file_declares_are_refused(file: Path, entity: str) -> None:
    head = HEAD.replace("<tmx ", f"<!DOCTYPE tmx [{entity}]>\n<tmx ")
    found = read(file, tu(ZH, tuv("en", "&b;")), head=head)
    assert found.units == []
    assert found.error == "memory.tmx: the document declares entities. Remove its <!ENTITY> lines."


def test_what_is_no_tmx_says_so(file: Path) -> None:
    file.write_text("<xliff><file/></xliff>", "utf-8")
    assert Read(file).error == "memory.tmx: this is no TMX: it has neither header nor unit. Give a TMX file."
    file.write_bytes(b"PK\x03\x04....")
    assert Read(file).error.startswith("memory.tmx:1: broken XML (")
    file.write_bytes(b"")
    assert Read(file).error.startswith("memory.tmx")
    with pytest.raises(Unreadable, match="there is no such file"):
        list(read_tmx(file.with_name("none.tmx")))


def test_a_memory_without_units_gives_none(file: Path) -> None:
    found = read(file, "")
    assert (found.units, found.skipped, found.notices, found.error) == ([], [], [], "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "big5", "us-ascii"])
def test_encodings_are_those_that_the_document_declares(file: Path, encoding: str) -> None:
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    document = HEAD.replace("?>", f' encoding="{declared}"?>') + tu(ZH, EN) + "</body></tmx>"
    file.write_bytes(document.encode(encoding, "xmlcharrefreplace"))
    found = Read(file)
    assert (found.texts, found.error) == ([TEXTS], "")


def test_a_packed_file_is_read_as_what_is_in_it_up_to_where_it_was_cut(file: Path) -> None:
    document = (HEAD + tu(ZH, EN) * 2000 + "</body></tmx>").encode()
    file.write_bytes(gzip.compress(document))
    assert Read(file).texts == [TEXTS] * 2000
    packed = file.read_bytes()
    file.write_bytes(packed[: len(packed) * 3 // 4])
    cut = Read(file)
    assert 0 < len(cut.texts) < 2000
    assert "memory.tmx: the packed file is cut short or damaged (" in cut.error


def test_progress_is_told_in_bytes_of_the_file(file: Path) -> None:
    file.write_bytes(gzip.compress((HEAD + tu(ZH, EN) * 2000 + "</body></tmx>").encode()))
    told: list[tuple[int, int]] = []
    list(read_tmx(file, progress=lambda *at: told.append(at)))
    size = file.stat().st_size
    assert told == sorted(told)
    assert told[-1] == (size, size)


def test_one_unit_is_held_at_a_time(file: Path) -> None:
    file.write_text(HEAD + tu(ZH, EN) * 3 + "<tu>", "utf-8")
    units = read_tmx(file)
    assert [next(units).source.text for _ in range(3)] == [TEXTS["zh-CN"]] * 3
    with pytest.raises(WrongFormat, match="broken XML"):
        next(units)


def test_inline_elements_become_codes(file: Path) -> None:
    seg = (
        ' <bpt i="1" x="4">&lt;b></bpt>两江<ept i="1">&lt;/b></ept>新区<ph x="2">&lt;img alt="<sub>图</sub>"></ph>'
        '<hi x="7">产业园</hi><it pos="begin">&lt;i></it>开<ut>{\\f1}</ut>园<it pos="end">&lt;/i></it> '
    )
    (unit,) = read(file, tu(tuv("zh-CN", seg), EN)).units
    assert unit.source == Variant(
        "zh-CN",
        "两江新区产业园开园",
        (
            Code(0, "open", "4", "<b>"),
            Code(2, "close", "4", "</b>"),
            Code(4, "standalone", "2", '<img alt="图">'),
            Code(4, "open", "7", ""),
            Code(7, "close", "7", ""),
            Code(7, "open", "it5", "<i>"),
            Code(8, "standalone", "ut6", "{\\f1}"),
            Code(9, "close", "it7", "</i>"),
        ),
    )


def test_comments_and_instructions_vanish_and_cdata_is_text(file: Path) -> None:
    found = read(file, tu("<!-- a -->", ZH, tuv("en", "The <!-- new -->park <?x y?>opened<![CDATA[ & grew]]>.")))
    assert found.texts == [{**TEXTS, "en": "The park opened & grew."}]


def test_who_and_when_stand_on_the_unit_or_on_its_target(file: Path) -> None:
    signed = ' creationdate="20230803T081644Z" creationid="周敏" changedate="20230804T000000Z" changeid="李丽"'
    on_target = tu(tuv("zh-CN", "开园。", ' creationid="导入"'), tuv("en", "It opened.", signed))
    found = read(file, tu(ZH, EN, attributes=signed) + on_target + tu(ZH, EN, attributes=' creationdate="August"'))
    made = Provenance(editor="李丽", created="2023-08-03T08:16:44Z", changed="2023-08-04T00:00:00Z")
    assert [unit.provenance for unit in found.units] == [made, made, Provenance()]
    assert [unit.props for unit in found.units] == [(("creationid", "周敏"),)] * 2 + [()]


def prop(name: str, text: str) -> str:
    return f'<prop type="{name}">{text}</prop>'


@pytest.mark.parametrize(
    ("before", "after"),
    [("prev", "next"), ("x-previous-source-text", "x-next-source-text"), ("context_prev", "context_next")],
)
def test_neighbours_are_read_as_tools_name_them(file: Path, before: str, after: str) -> None:
    neighbours = prop(before, "上个月还在施工。"), prop(after, "已有50家企业入驻。")
    (unit,) = read(file, tu(*neighbours, ZH, EN)).units
    assert (unit.before, unit.after, unit.props) == ("上个月还在施工。", "已有50家企业入驻。", ())


def test_neighbours_that_stand_as_elements_within_a_text_are_read_without_them(file: Path) -> None:
    pre, post = (
        prop("x-context-pre", "&lt;seg&gt;R&amp;amp;D &lt;ph/&gt;大楼&lt;/seg&gt;"),
        prop("x-context-post", "&lt;seg&gt;完&lt;/seg&gt;"),
    )
    source = f'<tuv xml:lang="zh-CN">{pre}{post}<seg>开园。</seg></tuv>'
    (unit,) = read(file, tu(EN, source)).units
    assert (unit.before, unit.after) == ("R&D 大楼", "完")


@pytest.mark.parametrize(
    ("domain", "client"),
    [("domain", "client"), ("x-Domain:SinglePicklist", "x-Client:SingleString"), ("Att::Domain", "Txt::Client")],
)
def test_domain_and_client_are_read_as_tools_name_them(file: Path, domain: str, client: str) -> None:
    (unit,) = read(file, tu(prop(domain, " cars "), prop(client, "两江新区"), prop(domain, "trade"), ZH, EN)).units
    assert (unit.domain, unit.client, unit.props) == ("cars", "两江新区", ((domain, "trade"),))


def test_machine_made_and_unreviewed_units_are_flagged(file: Path) -> None:
    machine = prop("x-Origin", "MachineTranslation"), prop("x-ConfirmationLevel", "Draft")
    target = f'<tuv xml:lang="en">{prop("Origin", "MT")}<seg>It opened.</seg></tuv>'
    found = read(file, tu(*machine, ZH, EN) + tu(ZH, target) + tu(prop("x-Origin", "TM"), ZH, EN))
    assert [sorted(unit.flags) for unit in found.units] == [["machine", "unreviewed"], ["machine"], []]
    assert found.units[1].props == (("en:Origin", "MT"),)


def test_whatever_else_a_unit_says_is_kept(file: Path) -> None:
    note = "<note>地名见术语表。</note>"
    (unit,) = read(file, tu(note, prop("x-Project", "园区"), note, ZH, EN, attributes=' tuid="7"')).units
    assert unit.notes == ("地名见术语表。",)
    assert unit.props == (("tuid", "7"), ("x-Project", "园区"))


def written(units: list[TranslationUnit]) -> bytes:
    file = io.BytesIO()
    write_tmx(units, file, source_language="zh-CN", created="2026-01-31T12:00:00Z", tool_version="1")
    return file.getvalue()


LEGAL = st.characters(codec="utf-8", exclude_characters="\ufffe\uffff", min_codepoint=32)
WORDS = st.text(LEGAL | st.sampled_from("\n\t\r<&>\"'"), max_size=12)
TRIMMED = WORDS.map(str.strip)
TEXT = TRIMMED.filter(bool)
MOMENTS = st.datetimes().map(lambda moment: moment.strftime("%Y-%m-%dT%H:%M:%SZ")) | TRIMMED
SPANS = st.tuples(st.integers(0, 10**6), st.integers(1, 10**6)).map(lambda pair: Span(*pair)) | st.just(Span(0, 0))
NAMES = st.sampled_from(
    ("domain", "Client", "id", "File", "prev", "tuid", "x-Origin", "x-duizhao-domain", "x-duizhao-prop-a", "x")
)
PROVENANCES = st.builds(
    Provenance,
    source_article=WORDS, target_article=WORDS, source_span=SPANS, target_span=SPANS, title=WORDS, published=WORDS,
    url=WORDS, editor=WORDS, created=MOMENTS, changed=MOMENTS,
    confidence=st.none() | st.integers(0, 1000).map(lambda share: share / 1000),
)  # fmt: skip


@st.composite
def variant(draw: st.DrawFn, language: str) -> Variant:
    """A text whose codes stand in order, their ids those that the writer gives."""
    text = draw(TEXT)
    offsets = sorted(draw(st.lists(st.integers(0, len(text)), max_size=4)))
    kinds: st.SearchStrategy[CodeKind] = st.sampled_from(("open", "close", "standalone"))
    return Variant(
        language, text, tuple(Code(at, draw(kinds), draw(st.sampled_from("ab")), draw(WORDS)) for at in offsets)
    )


@st.composite
def unit(draw: st.DrawFn) -> TranslationUnit:
    languages = draw(st.permutations(("zh-CN", "zh-TW", "en", "en-GB", "fr")))[: draw(st.integers(2, 5))]
    made = TranslationUnit(
        tuple([draw(variant(language)) for language in languages]),
        draw(PROVENANCES),
        draw(st.frozensets(st.sampled_from(FLAGS))),
        draw(WORDS), draw(WORDS), tuple(draw(st.lists(WORDS.filter(bool), max_size=2))),
        tuple(draw(st.lists(st.tuples(NAMES, WORDS.filter(bool)), max_size=3))),
        draw(WORDS), draw(WORDS),
    )  # fmt: skip
    return numbered(made)


def numbered(unit: TranslationUnit) -> TranslationUnit:
    """The unit with its codes numbered in the order in which they are first met."""
    numbers: dict[str, str] = {}
    variants = [
        replace(
            each,
            codes=tuple(replace(code, id=numbers.setdefault(code.id, str(len(numbers) + 1))) for code in each.codes),
        )
        for each in unit.variants
    ]
    return replace(unit, variants=tuple(variants))


@settings(deadline=None)
@given(st.lists(unit(), max_size=3))
def test_what_we_wrote_reads_back_equal(units: list[TranslationUnit]) -> None:
    found = Read(Path("memory.tmx"), written(units))
    assert (found.skipped, found.error) == ([], "")
    assert found.units == units


def real_files(folder: Path) -> Iterator[Path]:
    yield from sorted((folder / "formats" / "files" / "tmx").rglob("*.tmx"))


def test_files_of_other_tools_come_in_whole(data: Path) -> None:
    """Every unit of the compliance kit, of Okapi, OmegaT and DejaVu has two languages and text: none may be skipped."""
    files = list(real_files(data))
    assert files
    for file in files:
        document = file.read_bytes()
        text = document.decode("utf-16" if document.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
        found = Read(file)
        split = sum(
            int(notice.rpartition(": ")[2].split(",")[0]) for notice in found.notices if "became a unit each" in notice
        )
        assert (len(found.units) - split, found.skipped, found.error) == (text.count("</tu>"), [], ""), file.name
