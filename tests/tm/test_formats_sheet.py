"""A sheet as a person works on it: what is taken back, and what is refused with its row."""

import builtins
import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.article import Article, Segment
from corpora.bitext import Bead, Bitext
from corpora.errors import DuizhaoError, Missing, WrongFormat

openpyxl = pytest.importorskip("openpyxl")

from tm.formats.sheet import read_sheet, write_sheet  # noqa: E402

ZH = ("产业园开园", "首批50家企业入驻。", "江水清清。", "明年再来30家。", "周敏 摄")
EN = ("Park opens", "Fifty companies moved in.", "Thirty more come next year.", "Photo by Zhou Min")
BEADS = (
    Bead((0,), (0,), 0.99),
    Bead((1, 2), (1,), 0.41),
    Bead((3,), (2,), 0.92, partial=True),
    Bead((4,), (3,), 0.97),
)
# Columns of the sheet.
A, B, C, D, E, F, G = range(1, 8)
Edit = Callable[[Any], None]


def bitext(source: tuple[str, ...] = ZH, target: tuple[str, ...] = EN, beads: tuple[Bead, ...] = BEADS) -> Bitext:
    sides = [tuple(Segment(text) for text in texts) for texts in (source, target)]
    articles = Article("zh-CN", (), name="articles/park.zh.html"), Article("en", (), name="articles/park.en.html")
    return Bitext("zh-CN", "en", sides[0], sides[1], beads, *articles, signature="align|lang:zh-CN-en|v:0.1.0")


def written(one: Bitext | None = None) -> bytes:
    file = io.BytesIO()
    write_sheet(one or bitext(), file, doubtful=0.8)
    return file.getvalue()


def edited(edit: Edit, data: bytes | None = None) -> bytes:
    """The workbook after a person's edits of its first sheet."""
    book = openpyxl.load_workbook(io.BytesIO(data or written()))
    edit(book["beads"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def taken(data: bytes, source: tuple[str, ...] = ZH, target: tuple[str, ...] = EN) -> list[str]:
    beads = read_sheet(data, source, target, file="pair.xlsx")
    assert all(bead.confirmed and bead.confidence == 1.0 for bead in beads)
    return [str(bead) for bead in beads]


def refused(data: bytes, source: tuple[str, ...] = ZH, target: tuple[str, ...] = EN) -> str:
    with pytest.raises(WrongFormat) as caught:
        read_sheet(data, source, target, file="pair.xlsx")
    return str(caught.value)


class TestWriting:
    def test_a_row_a_bead_and_a_second_sheet_that_says_what_of(self) -> None:
        book = openpyxl.load_workbook(io.BytesIO(written()))
        assert book.sheetnames == ["beads", "about"]
        assert list(book["beads"].values) == [
            ("source ids", "target ids", "source text", "target text", "confidence", "status", "as made"),
            (1, 1, "产业园开园", "Park opens", 0.99, None, "1 | 1"),
            ("2, 3", 2, "首批50家企业入驻。江水清清。", "Fifty companies moved in.", 0.41, "look", "2, 3 | 2"),
            (4, 3, "明年再来30家。", "Thirty more come next year.", 0.92, "partial", "4 | 3"),
            (5, 4, "周敏 摄", "Photo by Zhou Min", 0.97, None, "5 | 4"),
        ]
        about = dict(book["about"].iter_rows(max_row=9, max_col=2, values_only=True))
        assert about.pop("source digest") != about.pop("target digest")
        assert about == {
            "source": "articles/park.zh.html",
            "target": "articles/park.en.html",
            "source language": "zh-CN",
            "target language": "en",
            "source sentences": 5,
            "target sentences": 4,
            "signature": "align|lang:zh-CN-en|v:0.1.0",
        }

    def test_it_is_readable_as_it_opens(self) -> None:
        sheet = openpyxl.load_workbook(io.BytesIO(written()))["beads"]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == "A1:G5"
        assert [sheet.column_dimensions[name].width for name in "ABCDEF"] == [11, 11, 62, 62, 12, 12]
        assert sheet.column_dimensions["G"].hidden
        assert all(sheet.cell(row, column).alignment.wrap_text for row in range(2, 6) for column in (C, D))
        assert all(sheet.cell(row, column).number_format == "@" for row in range(2, 6) for column in (A, B))
        colours = {
            rule.formula[0]: (rule.dxf.fill.bgColor.rgb, str(area.sqref))
            for area in sheet.conditional_formatting
            for rule in area.rules
        }
        assert colours['ISNUMBER(SEARCH("look",$F2))'] == ("00FFF2CC", "A2:F205")
        assert len(colours) == 3

    def test_a_long_text_gets_a_high_row(self) -> None:
        sheet = openpyxl.load_workbook(io.BytesIO(written(bitext(("开" * 200,), ("Open",), (Bead((0,), (0,)),)))))[
            "beads"
        ]
        assert sheet.row_dimensions[2].height == 15 * 7

    def test_no_text_becomes_a_formula_or_breaks_the_file(self) -> None:
        source = ("=1+1", "+86 23", "@园区", "-", "#N/A", "坏\x0b字\ud800", "R_x0026_D", " 2023 ")
        beads = tuple(Bead((n,), (n,)) for n in range(8))
        data = written(bitext(source, source, beads))
        sheet = openpyxl.load_workbook(io.BytesIO(data))["beads"]
        assert {sheet.cell(row, C).data_type for row in range(2, 10)} == {"s"}
        assert sheet["C2"].quotePrefix
        assert taken(data, source, source) == [str(bead) for bead in beads]

    def test_a_text_that_no_cell_holds_is_cut_and_known_again(self) -> None:
        source, target = ("字" * 50_000, "😀" * 30_000), ("word " * 10_000, "x")
        data = written(bitext(source, target, (Bead((0,), (0,)), Bead((1,), (1,)))))
        sheet = openpyxl.load_workbook(io.BytesIO(data))["beads"]
        assert max(len(str(sheet.cell(row, C).value).encode("utf-16-le")) // 2 for row in (2, 3)) <= 32_767
        assert taken(data, source, target) == ["[0]:[0]", "[1]:[1]"]

    def test_without_openpyxl_the_extra_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        data, real = written(), builtins.__import__

        def absent(name: str, *rest: Any) -> Any:
            if name.split(".")[0] == "openpyxl":
                raise ImportError(name)
            return real(name, *rest)

        monkeypatch.setattr(builtins, "__import__", absent)
        for work in (written, lambda: taken(data)):
            with pytest.raises(
                Missing, match=r"openpyxl.*not installed\. Install it with pip install 'duizhao\[xlsx\]'"
            ):
                work()


class TestTakenBack:
    def test_what_nobody_changed_comes_back_confirmed_and_partial_stays(self) -> None:
        beads = read_sheet(written(), ZH, EN, file="pair.xlsx")
        assert [(str(bead), bead.partial) for bead in beads] == [
            ("[0]:[0]", False), ("[1, 2]:[1]", False), ("[3]:[2]", True), ("[4]:[3]", False),
        ]  # fmt: skip

    def test_changed_numbers_count_and_the_texts_may_stay(self) -> None:
        def edit(sheet: Any) -> None:
            sheet.cell(3, A).value = "2"
            sheet.insert_rows(4)
            sheet.cell(4, A).value = 3

        assert taken(edited(edit)) == ["[0]:[0]", "[1]:[1]", "[2]:[]", "[3]:[2]", "[4]:[3]"]

    @pytest.mark.parametrize("ids", ["2, 3", "2 3", "2-3", "2 – 3", "２，３", "2、3", "2;3", " 3,2 ", "2, 3,"])
    def test_numbers_may_be_written_in_many_ways(self, ids: str) -> None:
        def edit(sheet: Any) -> None:
            sheet.cell(3, A).value = ids

        assert taken(edited(edit)) == ["[0]:[0]", "[1, 2]:[1]", "[3]:[2]", "[4]:[3]"]

    def test_a_dash_or_a_number_of_another_program_is_understood(self) -> None:
        def edit(sheet: Any) -> None:
            sheet.cell(3, A).value = 2.0
            sheet.append([3.0, "-", None, None])

        assert taken(edited(edit)) == ["[0]:[0]", "[1]:[1]", "[2]:[]", "[3]:[2]", "[4]:[3]"]

    def test_moved_sentences_count_where_the_numbers_were_left(self) -> None:
        def edit(sheet: Any) -> None:
            sheet.cell(3, C).value = "首批50家企业入驻。"
            sheet.cell(4, C).value = "江水清清。\n明年再来30家。"

        assert taken(edited(edit)) == ["[0]:[0]", "[1]:[1]", "[2, 3]:[2]", "[4]:[3]"]

    def test_rows_may_be_joined_by_their_texts_or_by_their_numbers(self) -> None:
        def by_text(sheet: Any) -> None:
            sheet.cell(3, C).value += sheet.cell(4, C).value
            sheet.cell(3, D).value += " " + sheet.cell(4, D).value
            sheet.delete_rows(4)

        def by_number(sheet: Any) -> None:
            sheet.cell(3, A).value, sheet.cell(3, B).value = "2-4", "2, 3"
            sheet.delete_rows(4)

        def in_place(sheet: Any) -> None:
            for column in (C, D):
                sheet.cell(3, column).value += sheet.cell(4, column).value
                sheet.cell(4, column).value = None

        for edit in (by_text, by_number, in_place):
            assert taken(edited(edit)) == ["[0]:[0]", "[1, 2, 3]:[1, 2]", "[4]:[3]"]

    def test_a_row_may_be_split_into_a_new_one_by_its_text_alone(self) -> None:
        def edit(sheet: Any) -> None:
            sheet.insert_rows(4)
            sheet.cell(3, C).value, sheet.cell(4, C).value = "首批50家企业入驻。", "江水清清。"

        assert taken(edited(edit)) == ["[0]:[0]", "[1]:[1]", "[2]:[]", "[3]:[2]", "[4]:[3]"]

    def test_numbers_and_texts_may_be_moved_in_one_sheet(self) -> None:
        def edit(sheet: Any) -> None:
            sheet.cell(3, C).value = "首批50家企业入驻。"
            sheet.cell(4, C).value = "江水清清。明年再来30家。"
            sheet.cell(4, B).value, sheet.cell(5, B).value = "3-4", None

        assert taken(edited(edit)) == ["[0]:[0]", "[1]:[1]", "[2, 3]:[2, 3]", "[4]:[]"]

    def test_a_sentence_that_stands_twice_is_told_by_its_row(self) -> None:
        source = ("是。", "园区开园。", "是。", "江水清清。")
        target = ("Yes.", "It opened.", "Yes.", "The river is clear.")
        beads = (Bead((0,), (0,)), Bead((1,), (1,)), Bead((2, 3), (2, 3)))

        def edit(sheet: Any) -> None:
            sheet.cell(4, C).value, sheet.cell(4, D).value = "是。", "Yes."
            sheet.append([None, None, "江水清清。", "The river is clear."])

        data = edited(edit, written(bitext(source, target, beads)))
        assert taken(data, source, target) == ["[0]:[0]", "[1]:[1]", "[2]:[2]", "[3]:[3]"]

    def test_sorted_rows_moved_columns_notes_and_blank_rows_do_no_harm(self) -> None:
        def edit(sheet: Any) -> None:
            rows = sorted(sheet.iter_rows(min_row=2, values_only=True), key=lambda row: row[E - 1])
            rows = [[*row[:5], "checked by 周敏", row[6]] for row in rows]
            header = [cell.value for cell in sheet[1]]
            sheet.delete_rows(1, 10)
            for row in (["our notes"], header, *rows[:2], [], *rows[2:]):
                row = [*row, *[None] * (7 - len(row))]
                sheet.append([row[6], "note", row[5], row[4], row[3], row[2], row[1], row[0]])

        data = edited(edit)
        assert taken(data) == ["[0]:[0]", "[1, 2]:[1]", "[3]:[2]", "[4]:[3]"]

    def test_without_the_hidden_column_numbers_and_texts_must_agree(self) -> None:
        def agree(sheet: Any) -> None:
            sheet.delete_cols(G)

        def differ(sheet: Any) -> None:
            sheet.delete_cols(G)
            sheet.cell(3, A).value = "2"

        assert taken(edited(agree)) == ["[0]:[0]", "[1, 2]:[1]", "[3]:[2]", "[4]:[3]"]
        assert refused(edited(differ)).startswith(
            "pair.xlsx:3: its source ids say 2, and its text is that of 2, 3. Make both say the same, or clear the text."
        )

    def test_without_texts_the_numbers_are_enough(self) -> None:
        def edit(sheet: Any) -> None:
            sheet.delete_cols(C, 5)

        assert taken(edited(edit)) == ["[0]:[0]", "[1, 2]:[1]", "[3]:[2]", "[4]:[3]"]


class TestRefused:
    @pytest.mark.parametrize(
        ("row", "column", "value", "message"),
        [
            (4, C, "明年再来三十家。", "pair.xlsx:4: the source text is not that of whole sentences in their order"),
            (3, C, "首批50家企业", "pair.xlsx:3: the source text is not that of whole sentences"),
            (3, C, "江水清清。首批50家企业入驻。", "pair.xlsx:3: the source text is not that of whole sentences"),
            (
                5,
                D,
                "=D4",
                "pair.xlsx:5: the target text is not that of whole sentences in their order; it begins '=D4'",
            ),
            (3, A, datetime(2024, 2, 3), "pair.xlsx:3: its source ids have become a date. Write them with a comma"),
            (3, A, 2.3, "pair.xlsx:3: its source ids, '2.3', are no list of numbers"),
            (3, A, "=A2", "pair.xlsx:3: its source ids, '=A2', are no list of numbers. Write 3, or 3, 4, or nothing."),
            (3, A, "3-2", "pair.xlsx:3: its source ids, '3-2', are no list of numbers"),
            (3, A, "2", "pair.xlsx:3: source segment 3 (江水清清。) is not named; the source has 5 segments (1 to 5)"),
            (
                4,
                A,
                "3-4",
                "pair.xlsx:4: source segment 3 (江水清清。) is named twice, in row 3 and here; the source has",
            ),
            (5, B, "4-900000000", "pair.xlsx:5: there is no target segment 5; the source has 5 segments (1 to 5)"),
            (2, A, 0, "pair.xlsx:2: there is no source segment 0; the source has 5 segments"),
            (3, C, None, "pair.xlsx:2: source segment 2 (首批50家企业入驻。) is not named, nor is 1 more"),
        ],
    )
    def test_what_cannot_be_understood_is_told_with_its_row(
        self, row: int, column: int, value: object, message: str
    ) -> None:
        def edit(sheet: Any) -> None:
            sheet.cell(row, column).value = value

        assert refused(edited(edit)).startswith(message)

    def test_numbers_and_texts_that_were_changed_to_different_things(self) -> None:
        def edit(sheet: Any) -> None:
            sheet.cell(3, A).value, sheet.cell(3, C).value = "3", "首批50家企业入驻。"

        assert refused(edited(edit)).startswith("pair.xlsx:3: its source ids say 3, and its text is that of 2.")

    def test_a_sentence_of_a_new_row_that_could_be_either_of_two(self) -> None:
        source = ("是。", "园区开园。", "是。")
        data = written(bitext(source, ("Yes.", "It opened."), (Bead((0,), (0,)), Bead((1, 2), (1,)))))

        def edit(sheet: Any) -> None:
            sheet.cell(3, C).value = "园区开园。"
            sheet.append([None, None, "是。"])

        assert refused(edited(edit, data), source, ("Yes.", "It opened.")) == (
            "pair.xlsx:4: its source text stands in the story more than once. Write its number, 1 or 3."
        )

    def test_merged_cells(self) -> None:
        def edit(sheet: Any) -> None:
            sheet.merge_cells("A3:A4")

        assert refused(edited(edit)).startswith("pair.xlsx:3: the cells A3:A4 are merged. Part them again")

    def test_beads_that_cross(self) -> None:
        def edit(sheet: Any) -> None:
            sheet.cell(2, B).value, sheet.cell(3, B).value = 2, 1

        assert refused(edited(edit)).startswith("pair.xlsx:3: the bead crosses that of row 2")

    def test_other_texts_and_texts_that_changed(self) -> None:
        changed = (*ZH[:2], "江水悠悠。", *ZH[3:])
        assert refused(written(), changed) == (
            "pair.xlsx: its source text (articles/park.zh.html) is not the one that is given, or has changed since the "
            "sheet was written: 5 sentences then, 5 now. "
            "Align both files again with `duizhao align` and correct the new sheet."
        )
        assert "its target text (articles/park.en.html)" in refused(written(), ZH, EN[:3])
        assert "the other way round. Name the files in its order" in refused(written(), EN, ZH)

    def test_a_workbook_of_something_else(self) -> None:
        book = openpyxl.Workbook()
        book.active.append(["公司", "Company"])
        file = io.BytesIO()
        book.save(file)
        assert refused(file.getvalue()).startswith("pair.xlsx: its sheet 'about' is gone")

        def no_header(sheet: Any) -> None:
            sheet.delete_rows(1)

        assert refused(edited(no_header)).startswith(
            "pair.xlsx: no row names the columns 'source ids' and 'target ids'"
        )

    def test_what_is_no_workbook(self) -> None:
        other = io.BytesIO()
        with zipfile.ZipFile(other, "w") as archive:
            archive.writestr("content.xml", "<office/>")
        for data in (b"", b"[0]:[0]\n", b"PK\x03\x04 no archive", other.getvalue(), written()[:-200]):
            assert refused(data).startswith("pair.xlsx: ")

    @pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "docProps/core.xml"])
    def test_entities_and_broken_parts(self, part: str) -> None:
        for content in ('<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>', "<a><b></a>"):
            assert refused(replaced(written(), part, content)).startswith(f"pair.xlsx/{part}:")

    def test_entities_in_a_part_under_another_name(self) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(written())) as old, zipfile.ZipFile(out, "w") as new:
            for name in old.namelist():
                text = old.read(name).replace(b"worksheets/sheet1.xml", b"worksheets/sheet1.dat")
                if name == "xl/worksheets/sheet1.xml":
                    name, text = "xl/worksheets/sheet1.dat", '<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'.encode("utf-16")
                new.writestr(name, text)
        assert refused(out.getvalue()).startswith("pair.xlsx: a part of it declares entities")

    def test_a_part_that_says_nothing_of_use(self) -> None:
        assert refused(replaced(written(), "xl/workbook.xml", "<a/>")).startswith("pair.xlsx: ")


def replaced(data: bytes, part: str, content: str) -> bytes:
    """The workbook with another text for one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return out.getvalue()


@st.composite
def bitexts(draw: st.DrawFn) -> Bitext:
    words = st.text(
        st.characters(exclude_categories=["Cs"]) | st.sampled_from("=_x0041_两江。 \n\t"), min_size=1, max_size=12
    )
    beads, sides = [], ([], [])  # type: ignore[var-annotated]
    for n, m in draw(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any), min_size=1, max_size=8)):
        ids = [tuple(range(len(side), len(side) + count)) for side, count in zip(sides, (n, m), strict=True)]
        for side, count in zip(sides, (n, m), strict=True):
            side += [draw(words) for _ in range(count)]
        beads.append(Bead(ids[0], ids[1], draw(st.floats(0, 1)), partial=draw(st.booleans())))
    return bitext(tuple(sides[0]), tuple(sides[1]), tuple(beads))


@given(bitexts())
@settings(max_examples=60, deadline=None)
def test_any_bitext_comes_back(one: Bitext) -> None:
    sides = [part.text for part in one.source], [part.text for part in one.target]
    beads = read_sheet(written(one), *sides, file="pair.xlsx")
    assert [(str(bead), bead.partial) for bead in beads] == [(str(bead), bead.partial) for bead in one.beads]


@given(bitexts(), st.data())
@settings(max_examples=60, deadline=None)
def test_any_edit_is_taken_for_what_it_says_or_refused(one: Bitext, data: st.DataObject) -> None:
    sides = [part.text for part in one.source], [part.text for part in one.target]

    def edit(sheet: Any) -> None:
        for _ in range(data.draw(st.integers(1, 3))):
            row = data.draw(st.integers(2, len(one.beads) + 2))
            column = data.draw(st.integers(1, 7))
            other = sheet.cell(
                data.draw(st.integers(2, len(one.beads) + 1)), data.draw(st.sampled_from([A, B, C, D]))
            ).value
            sheet.cell(row, column).value = data.draw(st.sampled_from([None, 1, "1-2", "x", other]))

    try:
        beads = read_sheet(edited(edit, written(one)), *sides, file="pair.xlsx")
    except DuizhaoError as error:
        assert error.remedy
    else:
        Bitext("zh", "en", one.source, one.target, beads)
