"""Word documents, their XML as Word writes it: what is read, in what order, and what is left out."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from corpora.article import Article, Block, Origin
from corpora.errors import DuizhaoError, NothingFound, WrongFormat
from corpora.readers import read_data
from corpora.text import Code

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
# As a Chinese Word names its styles by number and keeps their English names.
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/>
<w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="21"><w:name w:val="栏目小节"/><w:basedOn w:val="2"/></w:style>
<w:style w:type="paragraph" w:styleId="a4"><w:name w:val="caption"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="a5"><w:name w:val="List Bullet"/><w:basedOn w:val="a"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="11"><w:name w:val="toc 1"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="character" w:styleId="a6"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="a7"><w:name w:val="注稿"/><w:rPr><w:vanish/></w:rPr></w:style>
"""
PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="4572000" cy="3048000"/><a:graphic><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill><a:blip r:embed="rId9"/>'
    "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)
UNDERLINED = '<w:u w:val="single"/>'
SENTENCE = "两江新区今天开园，来了五十家企业，大家都很高兴。"
OTHER = "园区沿湖而建，距离机场二十分钟车程，首期面积约三平方公里。"


def run(text: str, properties: str = "") -> str:
    held = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r w:rsidRPr="00A1">{held}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str, style: str = "", properties: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = "".join(one if one.startswith("<") else run(one) for one in runs)
    held = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f'<w:p w14:paraId="1A2B3C4D" w:rsidR="00A1" w:rsidRDefault="00B2">{held}{inner}</w:p>'


def docx(*body: str, core: str = "", styles: str | None = STYLES, document: str = "word/document.xml") -> bytes:
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{relations}"><Relationship Id="rId1" Type="{kinds}/officeDocument" '
            f'Target="{document}"/></Relationships>',
        )
        archive.writestr(
            document,
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document {SPACES}><w:body>'
            f'{"".join(body)}<w:sectPr><w:headerReference w:type="default" r:id="rId7"/></w:sectPr></w:body></w:document>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{relations}"><Relationship Id="rId1" Type="{kinds}/styles" Target="styles.xml"/>'
            f'<Relationship Id="rId2" Type="{kinds}/hyperlink" Target="https://example.org/park?a=1&amp;b=2" '
            'TargetMode="External"/></Relationships>',
        )
        archive.writestr("word/comments.xml", f'<w:comments xmlns:w="{W}"><w:p>{run("批注")}</w:p></w:comments>')
        if styles is not None:
            archive.writestr("word/styles.xml", f'<w:styles xmlns:w="{W}">{styles}</w:styles>')
        if core:
            archive.writestr(
                "docProps/core.xml",
                '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
                f'xmlns:dc="http://purl.org/dc/elements/1.1/">{core}</cp:coreProperties>',
            )
    return buffer.getvalue()


def blocks(*body: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_data(docx(*body), file="a.docx").blocks]


def test_a_story_is_read_whole() -> None:
    data = docx(
        p("水土芯片园", "二期开园", style="a3"),
        p("来源：两江日报 时间：2024-05-07 09:30 编辑：程野"),
        p("芯片园二期5月7日开园，", run("40家", "<w:b/>"), run("企业", "<w:b/>"), "已经入驻，首批产品今年秋天下线。"),
        p(PICTURE, properties='<w:jc w:val="center"/>'),
        p("图为园区测试线。蓝岚 摄", style="a4"),
        p("小企业租得起", style="21"),
        p(
            "测试线可以按小时租用，详情见",
            f'<w:hyperlink r:id="rId2" w:history="1">{run("园区网站", UNDERLINED)}</w:hyperlink>',
            "。",
        ),
        p("设计企业免租一年；", style="a5"),
        p("测试费用减半。", style="a5"),
        p("（记者 沈一舟）", properties='<w:jc w:val="right"/>'),
    )
    assert read_data(data, file="park.docx") == Article(
        language="zh-CN",
        blocks=(
            Block("title", "水土芯片园二期开园"),
            Block("metadata", "来源：两江日报 时间：2024-05-07 09:30 编辑：程野"),
            Block(
                "paragraph",
                "芯片园二期5月7日开园，40家企业已经入驻，首批产品今年秋天下线。",
                (Code(12, "open", "1", "<b>"), Code(17, "close", "1", "</b>")),
            ),
            Block("caption", "图为园区测试线。蓝岚 摄"),
            Block("heading", "小企业租得起"),
            Block(
                "paragraph",
                "测试线可以按小时租用，详情见园区网站。",
                (
                    Code(14, "open", "1", '<a href="https://example.org/park?a=1&amp;b=2">'),
                    Code(18, "close", "1", "</a>"),
                ),
            ),
            Block("list_item", "设计企业免租一年；"),
            Block("list_item", "测试费用减半。"),
            Block("attribution", "（记者 沈一舟）"),
        ),
        origin=Origin(
            source="两江日报",
            published="2024-05-07T09:30:00+08:00",
            people=(("editor", ("程野",)), ("author", ("沈一舟",)), ("photo", ("蓝岚",))),
        ),
        name="park.docx",
    )


def test_insertions_are_taken_and_deletions_are_not() -> None:
    change = 'w:id="1" w:author="程野" w:date="2024-05-07T09:00:00Z"'
    body = p(
        "园区今天",
        f'<w:del {change}><w:r><w:delText xml:space="preserve">昨天</w:delText></w:r></w:del>',
        f"<w:ins {change}>{run('正式')}</w:ins>",
        "开园，",
        f"<w:moveFrom {change}>{run('大家都很高兴，')}</w:moveFrom>",
        "来了五十家企业，",
        f"<w:moveTo {change}>{run('大家都很高兴。')}</w:moveTo>",
        f"<w:ins {change}><w:del {change}><w:r><w:delText>又删了</w:delText></w:r></w:del></w:ins>",
    )
    assert blocks(body) == [("paragraph", "园区今天正式开园，来了五十家企业，大家都很高兴。")]


def test_a_paragraph_whose_mark_is_deleted_goes_on_in_the_next() -> None:
    gone = '<w:rPr><w:del w:id="1" w:author="程野" w:date="2024-05-07T09:00:00Z"/></w:rPr>'
    assert blocks(p(SENTENCE, properties=gone), p(OTHER), p("完。")) == [
        ("paragraph", SENTENCE + OTHER),
        ("paragraph", "完。"),
    ]
    deleted = '<w:del w:id="2" w:author="程野"><w:r><w:delText>整段删去。</w:delText></w:r></w:del>'
    assert blocks(p(SENTENCE), p(deleted, properties=gone), p(OTHER)) == [("paragraph", SENTENCE), ("paragraph", OTHER)]


def test_a_deleted_row_of_a_table_is_left_out() -> None:
    row = "<w:tr>{}<w:tc>{}</w:tc></w:tr>"
    table = (
        "<w:tbl>"
        + row.format("", p(OTHER))
        + row.format('<w:trPr><w:del w:id="1"/></w:trPr>', p("删去。"))
        + "</w:tbl>"
    )
    assert blocks(p(SENTENCE), table) == [("paragraph", SENTENCE), ("paragraph", OTHER)]


def test_a_table_is_read_row_by_row() -> None:
    cells = [["甲一，开园了。", "乙一，开园了。"], ["甲二，投产了。", "乙二，投产了。"]]
    rows = ["<w:tr>" + "".join(f"<w:tc><w:tcPr/>{p(text)}</w:tc>" for text in row) + "</w:tr>" for row in cells]
    found = blocks(p(SENTENCE), f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>")
    assert [text for _, text in found[1:]] == ["甲一，开园了。", "乙一，开园了。", "甲二，投产了。", "乙二，投产了。"]


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('图为园区一角。蓝岚 摄', style='a4')}</w:txbxContent>"
    shape = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><wp:extent cx='900000' cy='300000'/>"
        f"<a:graphic><a:graphicData><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    expected = [("paragraph", SENTENCE + "后来也是。"), ("caption", "图为园区一角。蓝岚 摄"), ("paragraph", OTHER)]
    assert blocks(p(SENTENCE, shape, "后来也是。"), p(OTHER)) == expected
    old = f"<w:r><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>"
    assert blocks(p(SENTENCE, old, "后来也是。"), p(OTHER)) == expected


def test_what_is_not_shown_is_left_out() -> None:
    body = [
        p("目录……1", style="11"),
        p(SENTENCE, run("内部意见", "<w:vanish/>"), run("暂不公开", '<w:rStyle w:val="a7"/>')),
        p(OTHER, '<w:r><w:footnoteReference w:id="2"/></w:r><w:commentRangeStart w:id="0"/>', "占地很大。"),
        p("请在此处输入文字")
        .replace("<w:p ", "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p ")
        .replace("</w:p>", "</w:p></w:sdtContent></w:sdt>"),
        p(run("不藏。", '<w:vanish w:val="0"/>')),
    ]
    assert blocks(*body) == [("paragraph", SENTENCE), ("paragraph", OTHER + "占地很大。"), ("paragraph", "不藏。")]


def test_of_a_field_the_result_is_read_and_its_code_is_not() -> None:
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    code = '<w:r><w:instrText xml:space="preserve"> {} </w:instrText></w:r>'.format
    nested = char("begin") + code("PAGE") + char("separate") + run("7") + char("end")
    body = p(
        "详情见",
        char("begin") + code('HYPERLINK "https://example.org/"') + nested + char("separate"),
        "园区网站",
        char("end"),
        "，日期",
        f'<w:fldSimple w:instr=" DATE ">{run("5月7日")}</w:fldSimple>',
        "，欢迎大家来看。",
    )
    (block,) = read_data(docx(body), file="a.docx").blocks
    assert block == Block(
        "paragraph",
        "详情见园区网站，日期5月7日，欢迎大家来看。",
        (Code(3, "open", "1", '<a href="https://example.org/">'), Code(7, "close", "1", "</a>")),
    )


def test_a_break_parts_lines_but_not_a_title() -> None:
    broken = "<w:r><w:br/></w:r>"
    assert blocks(p("水土芯片园", broken, "二期开园", style="a3"), p(SENTENCE, broken, OTHER)) == [
        ("title", "水土芯片园 二期开园"),
        ("paragraph", SENTENCE),
        ("paragraph", OTHER),
    ]


def test_tabs_hyphens_and_spaces_stay_as_they_stood() -> None:
    text = (
        '<w:r><w:tab/><w:t>A well</w:t><w:noBreakHyphen/><w:t xml:space="preserve">known  park</w:t><w:tab/>'
        "<w:t> opened on Monday with fifty companies.</w:t></w:r>"
    )
    assert blocks(p(text)) == [("paragraph", "A well\u2011known  park\topened on Monday with fifty companies.")]


def test_a_picture_and_text_on_one_line_are_caption_and_picture() -> None:
    assert blocks(p(SENTENCE), p(PICTURE), p(), p("园区一角", properties='<w:jc w:val="center"/>'), p(OTHER))[1] == (
        "caption",
        "园区一角",
    )


@pytest.mark.parametrize("style", ["Heading2", "标题 2", "heading 2", "berschrift", ""])
def test_a_heading_is_told_by_its_name_or_its_level(style: str) -> None:
    level = "" if style not in ("", "berschrift") else '<w:outlineLvl w:val="1"/>'
    data = docx(
        p("园区开园", style="Title"), p(SENTENCE), p("小企业", style=style, properties=level), p(OTHER), styles=None
    )
    kinds = [block.kind for block in read_data(data, file="a.docx").blocks]
    assert kinds == ["title", "paragraph", "heading", "paragraph"]


def test_without_styles_the_first_line_is_the_title() -> None:
    bold = run("水土芯片园二期开园", "<w:b/>")
    article = read_data(docx(p(bold, properties='<w:jc w:val="center"/>'), p(SENTENCE), styles=None), file="a.docx")
    assert article.blocks == (Block("title", "水土芯片园二期开园"), Block("paragraph", SENTENCE))


def test_properties_of_the_document_count_where_the_text_does_not_say() -> None:
    core = "<dc:title>水土芯片园开园</dc:title><dc:creator>沈一舟</dc:creator>"
    article = read_data(docx(p(SENTENCE), p(OTHER), core=core), file="a.docx")
    assert (article.title, article.origin.names("author")) == ("水土芯片园开园", ("沈一舟",))
    told = read_data(docx(p("二期开园", style="a3"), p(SENTENCE), p("（记者 唐可）"), core=core), file="a.docx")
    assert (told.title, told.origin.names("author")) == ("二期开园", ("唐可",))
    junk = "<dc:title>Microsoft Word - 文档1</dc:title><dc:creator>lenovo</dc:creator>"
    article = read_data(docx(p(SENTENCE), p(OTHER), core=junk), file="a.docx")
    assert (article.title, article.origin.people) == ("", ())


def test_a_document_is_known_by_what_it_holds() -> None:
    data = docx(p(SENTENCE), document="word/document2.xml")
    for file in ("a.docx", "a.zip", "a", "a.html", "a.epub"):
        assert read_data(data, file=file).blocks == (Block("paragraph", SENTENCE),)


def test_a_strict_document_is_read_as_well() -> None:
    data = docx(p("园区开园", style="a3"), p(SENTENCE))
    strict = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(strict, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode().replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
            new.writestr(name, text)
    assert read_data(strict.getvalue(), file="a.docx") == read_data(data, file="a.docx")


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("data", "error", "cause", "remedy"),
    [
        (OLD + "EncryptedPackage".encode("utf-16-le"), WrongFormat, "locked with a password", "without a password"),
        (OLD + "WordDocument".encode("utf-16-le"), WrongFormat, r"old Word \(\.doc\)", "save it as .docx"),
        (OLD + "Workbook".encode("utf-16-le"), WrongFormat, "old Office", "Save the story as"),
        (docx(p(SENTENCE))[:-40], WrongFormat, "cut short", "again"),
        (docx(p(SENTENCE).replace("</w:p>", "")), WrongFormat, "broken XML", "Save it again"),
        (docx(p()), NothingFound, "holds no text", "Give a file with a story"),
        (docx(p("题目", style="a3")), NothingFound, "title and no story", "whole story"),
        (
            docx("<w:tbl><w:tr><w:tc>" * 500 + p(SENTENCE) + "</w:tc></w:tr></w:tbl>" * 500),
            WrongFormat,
            "nested too deep",
            "Copy its text",
        ),
    ],
    ids=["locked", "doc", "xls", "cut", "broken", "empty", "title", "deep"],
)
def test_what_is_no_story_says_what_to_do(data: bytes, error: type[DuizhaoError], cause: str, remedy: str) -> None:
    with pytest.raises(error, match=cause) as raised:
        read_data(data, file="a.docx")
    assert remedy in raised.value.remedy
    assert str(raised.value.file).startswith("a.docx")


@pytest.mark.parametrize("start", ["xl/workbook.xml", "ppt/presentation.xml", "content.xml"])
def test_another_office_file_is_named(start: str) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(start, "<a/>")
    with pytest.raises(WrongFormat, match="this is a "):
        read_data(buffer.getvalue(), file="a.docx")


def test_entities_are_refused() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(WrongFormat, match="declares entities"):
        read_data(data.getvalue(), file="a.docx")


def test_ten_thousand_paragraphs_and_tables_fifty_deep_are_read() -> None:
    assert len(blocks(*[p(SENTENCE)] * 10_000)) == 10_000
    assert blocks(*["<w:tbl><w:tr><w:tc>"] * 50, p(SENTENCE), *["</w:tc></w:tr></w:tbl>"] * 50) == [
        ("paragraph", SENTENCE)
    ]


@given(st.data())
@hypothesis_settings(max_examples=60, deadline=None)
def test_a_damaged_document_is_an_error_or_a_story(data: st.DataObject) -> None:
    whole = docx(p("园区开园", style="a3"), p(SENTENCE), p(PICTURE), p(OTHER))
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 5))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(0, len(damaged)))
    for broken in (bytes(damaged), bytes(damaged[:end])):
        try:
            read_data(broken, file="a.docx")
        except DuizhaoError as error:
            assert error.remedy
