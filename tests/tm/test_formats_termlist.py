"""Glossaries as tables: every column, every separator, and rows that say the wrong thing."""

import io
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.errors import DuizhaoError, Invalid, NothingFound, Unreadable, WrongFormat
from tm.formats.termlist import load_glossary, read_termlist, write_termlist, write_workbook
from tm.glossary import STATUSES, SUBJECTS, Concept, Glossary, Status, Term


def zh(text: str, status: Status = "preferred") -> Term:
    return Term("zh", text, status)


def en(text: str, status: Status = "preferred") -> Term:
    return Term("en", text, status)


def save(folder: Path, content: str | bytes) -> Path:
    path = folder / "glossary.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def load(folder: Path, content: str | bytes) -> tuple[list[Concept], list[tuple[int, str]]]:
    skipped: list[tuple[int, str]] = []
    path = save(folder, content)
    return list(read_termlist(path, on_skip=lambda line, reason: skipped.append((line, reason)))), skipped


def test_every_column_is_understood(tmp_path: Path) -> None:
    table = (
        "zh,zh:short,en,short,en:admitted,en:deprecated,forbidden,type,context,note,since,until\n"
        "重庆两江新区,两江新区 | 两江,Liangjiang New Area | Liangjiang,the new area,LNA,Liangjiang District,"
        "Two Rivers New Area | Two River Zone,Place,地名,首次用全称,2010-06-18,2030\n"
    )
    terms = (
        zh("重庆两江新区"),
        en("Liangjiang New Area"),
        zh("两江新区", "short"),
        zh("两江", "short"),
        en("Liangjiang", "admitted"),
        en("the new area", "short"),
        en("LNA", "admitted"),
        en("Liangjiang District", "deprecated"),
        en("Two Rivers New Area", "forbidden"),
        en("Two River Zone", "forbidden"),
    )
    assert load(tmp_path, table) == ([Concept(terms, "place", "地名", "首次用全称", "2010-06-18", "2030")], [])


TENCENT = Concept((zh("腾讯"), en("Tencent, Inc.")))
SERES = Concept((zh("赛力斯"), en("Seres")))


@pytest.mark.parametrize(
    "table",
    [
        'zh,en\n腾讯,"Tencent, Inc."\n赛力斯,Seres\n',
        "zh;en\n腾讯;Tencent, Inc.\n赛力斯;Seres",
        "zh\ten\r\n腾讯\tTencent, Inc.\r\n赛力斯\tSeres\r\n",
        "腾讯\tTencent, Inc.\n\n赛力斯\tSeres\n",
        "腾讯;Tencent, Inc.\n赛力斯 ; Seres\n",
        '腾讯,"Tencent, Inc."\n赛力斯,Seres\n',
        'source,target\n腾讯,"Tencent, Inc."\n赛力斯,Seres,\n',
        '中文,English\n腾讯,"Tencent, Inc."\n赛力斯,Seres\n,\n',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_separator_header_and_encoding_are_found(tmp_path: Path, table: str, encoding: str) -> None:
    assert load(tmp_path, table.encode(encoding)) == ([TENCENT, SERES], [])


def test_a_table_without_a_header_is_in_the_languages_named(tmp_path: Path) -> None:
    path = save(tmp_path, "Hund,dog\nPark,park\n")
    glossary = load_glossary(path, languages=("de", "en-GB"))
    assert glossary.languages() == ("de", "en-GB")
    assert [concept.terms[0].text for concept in glossary.concepts] == ["Hund", "Park"]


def test_a_bare_status_means_the_second_language(tmp_path: Path) -> None:
    concepts, _ = load(tmp_path, "en,type,zh-TW,forbidden\nTencent,company,騰訊,腾讯\n")
    assert concepts[0].terms == (en("Tencent"), Term("zh-TW", "騰訊"), Term("zh-TW", "腾讯", "forbidden"))


def test_rows_that_cannot_be_used_are_told_with_line_and_reason(tmp_path: Path) -> None:
    table = (
        "zh,en,forbidden,type\n"
        "两江新区,Liangjiang New Area,,place\n"
        "腾讯,,,company\n"
        '"赛力斯","Seres\nAuto",,carmaker\n'
        "长安汽车,Changan,Changan,company\n"
        "两江新区,Liangjiang,,place\n"
        "两江新区,Liangjiang New Area,LNA,place\n"
        "两江新区,Liangjiang New Area,,place\n"
        "两江新区,Liangjiang Development Group,,company\n"
        "明月湖,Mingyue Lake,,place,east,shore\n"
        ",,Moon Lake,place\n"
        "明月湖,Mingyue Lake,Moon Lake,place\n"
    )
    concepts, skipped = load(tmp_path, table)
    assert [concept.terms[1].text for concept in concepts] == [
        "Liangjiang New Area",
        "Liangjiang Development Group",
        "Mingyue Lake",
    ]
    assert skipped == [
        (3, "only one term"),
        (
            4,
            "column 4: 'carmaker' is no type of concept (types are place, company, organisation, person, product, event)",
        ),
        (6, "column 3: 'Changan' is both preferred and forbidden"),
        (7, "'两江新区' is 'Liangjiang' here and 'Liangjiang New Area' on line 2"),
        (8, "'两江新区' stands on line 2 already"),
        (11, "6 cells, where 4 columns are known"),
        (12, "only one term"),
    ]


def test_without_anyone_to_tell_such_a_row_is_an_error(tmp_path: Path) -> None:
    path = save(tmp_path, "zh,en\n腾讯,Tencent\n赛力斯,\n")
    concepts = read_termlist(path)
    assert next(concepts).terms == (zh("腾讯"), en("Tencent"))
    with pytest.raises(WrongFormat) as caught:
        next(concepts)
    assert str(caught.value) == f"{path}:3: only one term. Correct the row, or take it out."


@pytest.mark.parametrize(
    ("table", "kind", "message"),
    [
        ("", NothingFound, "the glossary is empty"),
        ("\n , \n", NothingFound, "the glossary is empty"),
        ("zh,en,subject\n腾讯,Tencent,company\n", WrongFormat, ":1: no column is named 'subject'"),
        ("zh,en,en:shorter\n腾讯,Tencent,T\n", WrongFormat, ":1: no column is named 'en:shorter'"),
        ("\nzh,type\n腾讯,company\n", WrongFormat, ":2: the first line names fewer than two languages"),
        ("zh,en,en-US,en\n", WrongFormat, ":1: two columns are named 'en'"),
        ("zh,en,en:short,short\n", WrongFormat, ":1: two columns are named 'short'"),
        (
            'zh,en\n腾讯,Tencent\n"赛力斯,Seres\n明月湖,Mingyue Lake\n',
            WrongFormat,
            ":3: column 1: a quotation mark is not closed",
        ),
        (
            'zh,en\n"一带一路"倡议,Belt and Road Initiative\n',
            WrongFormat,
            ":2: column 1: a quotation mark is not closed, or stands",
        ),
        (b"PK\x03\x04\x00", WrongFormat, ": this is a zip archive that is cut short or damaged"),
        (b"\xd0\xcf\x11\xe0\x00", WrongFormat, "Save the glossary as CSV or .xlsx."),
    ],
)
def test_what_is_no_glossary_is_refused(
    tmp_path: Path, table: str | bytes, kind: type[DuizhaoError], message: str
) -> None:
    path = save(tmp_path, table)
    with pytest.raises(kind) as caught:
        list(read_termlist(path, on_skip=lambda line, reason: pytest.fail(reason)))
    assert str(caught.value).startswith(str(path))
    assert message in str(caught.value)


def test_a_broken_table_gives_what_stands_before_the_break(tmp_path: Path) -> None:
    concepts = read_termlist(save(tmp_path, 'zh,en\n腾讯,Tencent\n"赛力斯,Seres\n'))
    assert next(concepts).terms[0].text == "腾讯"
    with pytest.raises(WrongFormat):
        next(concepts)


def test_a_header_alone_is_an_empty_glossary(tmp_path: Path) -> None:
    assert load_glossary(save(tmp_path, "zh-CN,en,en:short,en:forbidden,type,note\n")) == Glossary()


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="there is no such file"):
        load_glossary(tmp_path / "glossary.csv")


def written(glossary: Glossary) -> str:
    file = io.BytesIO()
    write_termlist(glossary, file)
    return file.getvalue().decode()


def test_a_glossary_is_written_with_the_columns_that_it_uses() -> None:
    glossary = Glossary(
        (
            Concept(
                (zh("两江新区"), en("Liangjiang New Area"), en("LNA", "short"), en("Liangjiang", "admitted")),
                "place",
                note="首次用全称，“新区”其次",
            ),
            Concept(
                (zh("腾讯"), en("Tencent, Inc."), en("Tencent Corp", "forbidden"), en("TC", "forbidden")), "company"
            ),
            Concept((zh("开园"), en("opening", "admitted"))),
        )
    )
    assert written(glossary) == (
        "zh,en,en:short,en:admitted,en:forbidden,type,note\n"
        "两江新区,Liangjiang New Area | Liangjiang,LNA,,,place,首次用全称，“新区”其次\n"
        '腾讯,"Tencent, Inc.",,,Tencent Corp | TC,company,\n'
        "开园,,,opening,,,\n"
    )


def test_an_empty_glossary_is_written_as_a_header_alone() -> None:
    assert written(Glossary()) == "zh,en\n"


def test_a_term_that_holds_the_mark_between_terms_is_refused() -> None:
    with pytest.raises(Invalid, match="holds the mark that parts terms"):
        written(Glossary((Concept((zh("腾讯"), en("Ten | cent"))),)))


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=8).map(str.strip)
TERM_TEXTS = TEXTS.filter(lambda text: text and "|" not in text) | st.sampled_from(
    ('R&D "中心"', "A, B; C", "第一\n第二")
)


@st.composite
def concepts(draw: st.DrawFn) -> Concept:
    texts = draw(st.lists(TERM_TEXTS, min_size=2, max_size=6, unique=True))
    languages = st.sampled_from(("zh-CN", "en", "yue"))
    statuses: st.SearchStrategy[Any] = st.sampled_from(STATUSES)
    terms = [Term(draw(languages), text, draw(statuses)) for text in texts]
    fields = [draw(st.just("") | TEXTS) for _ in range(2)]
    dates = [draw(st.sampled_from(("", *each))) for each in (("1997", "2010-06-18"), ("2011", "2030-01"))]
    return Concept(tuple(terms), draw(st.sampled_from(SUBJECTS)), *fields, *dates)


@settings(deadline=None)
@given(st.lists(concepts(), max_size=5))
def test_every_glossary_comes_back_with_all_its_terms(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Concept]
) -> None:
    # Two entries for one name, or two that exchange names in a circle, would be refused: each has names of its own.
    glossary = Glossary(
        tuple(
            Concept(
                tuple(Term(term.language, f"{term.text} {number}", term.status) for term in row.terms),
                row.type, row.context, row.note, row.since, row.until,
            )
            for number, row in enumerate(rows)
        )
    )  # fmt: skip
    path = tmp_path_factory.getbasetemp() / "round.csv"
    path.write_text(written(glossary), "utf-8", newline="")
    if len(glossary.languages()) == 1:
        with pytest.raises(WrongFormat, match="fewer than two languages"):
            load_glossary(path)
        return
    back = load_glossary(path)
    assert [(set(row.terms), row.type, row.context, row.note, row.since, row.until) for row in back.concepts] == [
        (set(row.terms), row.type, row.context, row.note, row.since, row.until) for row in glossary.concepts
    ]
    path.write_text(written(back), "utf-8", newline="")
    assert load_glossary(path) == back


def refused(folder: Path, table: str) -> list[tuple[int, str]]:
    return load(folder, table)[1]


def test_another_name_of_an_earlier_row_is_told_too(tmp_path: Path) -> None:
    table = "zh,en\n重庆 | 重庆市,Chongqing\n重庆市,Chongqing City\n山城 | 重庆,Chongqing\n"
    assert refused(tmp_path, table) == [
        (3, "'重庆市' is 'Chongqing City' here and 'Chongqing' on line 2"),
        (4, "'重庆' stands on line 2 already"),
    ]


def test_forms_that_stand_for_each_other_in_a_circle_are_refused(tmp_path: Path) -> None:
    table = "zh,en,forbidden\n问界,AITO,Aito\n江北嘴,Jiangbeizui,River Mouth\n嘴,River Mouth,CBD\n商务区,CBD,Jiangbeizui | Aito\n"
    assert refused(tmp_path, table) == [
        (5, "'CBD' is to be written for 'Jiangbeizui' here, and on line 3 the other way round")
    ]


def test_a_form_that_is_right_for_another_concept_is_no_conflict(tmp_path: Path) -> None:
    assert refused(tmp_path, "zh,en,forbidden\n阿维塔,Avatr,Avatar\n阿凡达,Avatar,\n") == []


def test_a_term_of_one_character_is_told_and_used(tmp_path: Path) -> None:
    notices: list[tuple[int, str]] = []
    path = save(tmp_path, "zh,en\n重庆 | 渝,Chongqing\n成都,Chengdu\n")
    found = list(read_termlist(path, on_notice=lambda line, remark: notices.append((line, remark))))
    assert len(found) == 2
    assert notices == [(2, "'渝' is one character, and is found inside other words too")]


@pytest.mark.parametrize(
    ("cell", "since"),
    [("2010/6/18", "2010-06-18"), ("2010年6月18日", "2010-06-18"), ("2010.06", "2010-06"), ("2010年", "2010")],
)
def test_dates_as_people_write_them(tmp_path: Path, cell: str, since: str) -> None:
    assert load(tmp_path, f"zh,en,since\n两江新区,Liangjiang New Area,{cell}\n")[0][0].since == since


def test_what_is_no_date_is_told(tmp_path: Path) -> None:
    table = "zh,en,since,until\n甲,A,lately,\n乙,B,2012,2010\n"
    assert refused(tmp_path, table) == [
        (2, "'lately' is no date"),
        (3, "a name that is right since 2012 until 2010"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_tables_as_excel_saves_them(tmp_path: Path, encoding: str, separator: str) -> None:
    rows = [["zh", "en", "type"], ["明月湖\u3000", "Mingyue Lake", "place"], ["果园港", "\xa0Guoyuan Port".strip(), ""]]
    table = f"sep={separator}\r\n" + "".join(separator.join(row) + "\r\n" for row in rows)
    concepts, skipped = load(tmp_path, table.encode(encoding))
    assert [(each.terms[0].text, each.terms[1].text, each.type) for each in concepts] == [
        ("明月湖", "Mingyue Lake", "place"), ("果园港", "Guoyuan Port", ""),
    ]  # fmt: skip
    assert skipped == []


def test_lines_count_from_the_first_of_the_file(tmp_path: Path) -> None:
    assert refused(tmp_path, "sep=;\nzh;en\n明月湖;Mingyue Lake\n果园港;\n") == [(4, "only one term")]


def workbook(path: Path, *sheets: list[list[object]]) -> Path:
    book = pytest.importorskip("openpyxl").Workbook()
    book.remove(book.worksheets[0])
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_a_workbook_is_read_from_the_first_sheet_that_has_rows(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["zh", "en", "en:short", "type", "since"],
        ["两江新区", "Liangjiang New Area", "the new area", "place", date(2010, 6, 18)],
        [None, None, None, None, None],
        ["赛力斯", "Seres", None, "company", 2016],
        ["10号线", None, None, None, None],
    ]
    skipped: list[tuple[int, str]] = []
    path = workbook(tmp_path / "glossary.xlsx", [], rows)
    concepts = list(read_termlist(path, on_skip=lambda line, reason: skipped.append((line, reason))))
    assert [(each.terms[0].text, each.since) for each in concepts] == [("两江新区", "2010-06-18"), ("赛力斯", "2016")]
    assert skipped == [(5, "only one term")]


def test_an_empty_workbook_has_no_glossary(tmp_path: Path) -> None:
    with pytest.raises(NothingFound):
        load_glossary(workbook(tmp_path / "glossary.xlsx", []))


def test_another_archive_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "glossary.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("glossary.csv", "zh,en\n")
    with pytest.raises(WrongFormat, match=r"zip archive, not a table\. Save the glossary as CSV or \.xlsx"):
        load_glossary(path)


def test_a_workbook_that_was_written_is_read_back_as_text(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    glossary = Glossary(
        (
            Concept((zh("公式"), en("=1+1"), en("formula", "admitted")), note="_x0041_ and <b>", since="2010"),
            Concept((zh("两江新区"), en("Liangjiang New Area"), en("the new area", "short")), "place", until="2030-01"),
        )
    )
    path = tmp_path / "glossary.xlsx"
    with path.open("wb") as file:
        write_workbook(glossary, file)
    assert load_glossary(path) == glossary


def test_a_table_of_text_is_read_without_a_parser_of_xml(tmp_path: Path) -> None:
    path = save(tmp_path, "zh,en\n明月湖,Mingyue Lake\n")
    code = f"import sys; from tm.formats.termlist import load_glossary; load_glossary({str(path)!r}); print('lxml' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
