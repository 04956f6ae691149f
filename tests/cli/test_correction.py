"""An alignment corrected by a person: written, edited, taken back, and kept when the pair comes again."""

import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from cli.beads import as_text
from corpora.article import Segment
from corpora.bitext import Bead, Bitext

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
STORY = """\
两江新区数字产业园开园

两江新区首个数字产业园昨日开园。园区占地320亩，总投资12.5亿元。首批50家企业已经入驻。

“从注册到开业，我们只用了3天。”一家软件公司的负责人周敏说。雨后的湖面格外平静。

园区还为青年人才准备了600套公寓。明年5月，第二期工程将动工。
"""
VERSION = """\
Digital Industry Park Opens in Liangjiang New Area

The first digital industry park in Liangjiang New Area opened yesterday. It covers 320 mu with a total investment of \
1.25 billion yuan. The first 50 enterprises have moved in.

“From registration to opening took us just three days,” said Zhou Min, who heads a software company.

The park has also prepared 600 apartments for young professionals. Work on its second phase begins next May.
"""
PAIR = ("story.zh.txt", "story.en.txt")
# A person joins what the aligner has one by one.
RIGHT = "[0]:[0]\n[1, 2]:[1, 2]\n[3]:[3]\n[4]:[4]:ok\n[5]:[]  # the lake\n[6]:[5]\n[7]:[6]\n"
ALIGNED = ["[0]:[0]", "[1]:[1]", "[2]:[2]", "[3]:[3]", "[4]:[4]", "[5]:[]", "[6]:[5]", "[7]:[6]"]
CORRECTED = ["[0]:[0]", "[1, 2]:[1, 2]", "[3]:[3]", "[4]:[4]", "[5]:[]", "[6]:[5]", "[7]:[6]"]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, duizhao: Run) -> Path:
    """A workspace with a pair and a correction of it, entered."""
    monkeypatch.chdir(tmp_path)
    assert duizhao("init")[0] == 0
    Path(PAIR[0]).write_text(STORY, "utf-8")
    Path(PAIR[1]).write_text(VERSION, "utf-8")
    Path("right.beads").write_text(RIGHT, "utf-8")
    return tmp_path


@pytest.fixture
def corrected(place: Path, duizhao: Run) -> Path:
    """The same, with the correction taken back."""
    assert duizhao("add", *PAIR)[0] == 0
    assert duizhao("add", *PAIR, "--beads", "right.beads")[0] == 0
    return place


def added(duizhao: Run, *options: object) -> dict[str, Any]:
    code, out, err = duizhao("add", *PAIR, *options, "--json")
    assert code == 0, err
    record = json.loads(out)
    jsonschema.validate(record, json.loads((SCHEMAS / "added.json").read_text("utf-8")))
    counts = ("added", "unchanged", "updated", "replaced", "skipped", "doubtful", "confirmed", "confirmed_lost")
    return {name: record[name] for name in counts if record[name]}


def aligned(duizhao: Run, *options: object) -> list[str]:
    code, out, err = duizhao("align", *PAIR, "--format", "beads", *options)
    assert code == 0, err
    return [line.removesuffix(":partial") for line in out.splitlines()]


def units(place: Path) -> list[str]:
    """The target texts in the memory, sorted."""
    with sqlite3.connect(place / "memory.db") as memory:
        return sorted(text for (text,) in memory.execute("SELECT text FROM variant WHERE place = 1"))


def change(name: str, old: str, new: str) -> None:
    text = Path(name).read_text("utf-8")
    assert old in text
    Path(name).write_text(text.replace(old, new), "utf-8")


class TestBeadsFile:
    def test_a_corrected_pair_replaces_its_units(self, place: Path, duizhao: Run) -> None:
        assert aligned(duizhao) == ALIGNED
        before = added(duizhao)
        assert before == {"added": 7, "skipped": 1}
        assert added(duizhao, "--beads", "right.beads") == {
            "added": 1, "updated": 5, "replaced": 2, "skipped": 1, "confirmed": 7,
        }  # fmt: skip
        texts = units(place)
        assert len(texts) == len(set(texts)) == 6
        assert any(re.fullmatch(r"The first digital .* yesterday\. It covers .* yuan\.", text) for text in texts)

    def test_what_was_written_is_taken_back_as_it_is(self, place: Path, duizhao: Run) -> None:
        assert duizhao("align", *PAIR, "-o", "pair.beads")[0] == 0
        code, out, _ = duizhao("add", *PAIR, "--beads", "pair.beads")
        assert code == 0
        assert out == (
            "7 units added, 0 there already, 0 updated, 0 replaced, 1 sentences without counterpart.\n"
            "All 8 beads confirmed.\n"
        )

    def test_the_history_says_who_and_from_which_file(self, place: Path, duizhao: Run) -> None:
        (place / "duizhao.toml").write_text('editor = "周敏"\n', "utf-8")
        added(duizhao)
        added(duizhao, "--beads", "right.beads")
        with sqlite3.connect(place / "memory.db") as memory:
            rows = set(
                memory.execute("SELECT what, why, editor FROM history JOIN change ON change.id = history.change")
            )
        assert ("replaced", "beads corrected in right.beads", "周敏") in rows

    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            ("[3]:[3]\n", "[3, 4]:[3]\n", "right.beads:4: source segment 4 (“从注册到开业，我们只用了3天。”一家软件公司的…) is named twice, in line 3 and here; "),
            ("[7]:[6]", "[7]:[]", "right.beads:6: target segment 6 (Work on its second phase…) is not named; the source has 8 segments (0 to 7), the target 7 segments (0 to 6). "),
            ("[7]:[6]", "[7]:[6, 7]", "right.beads:7: there is no target segment 7; "),
            ("[7]:[6]", "[7]=[6]", "right.beads:7: '[7]=[6]' is no bead. Write [0]:[0, 1]."),
            ("[6]:[5]\n[7]:[6]", "[6]:[6]\n[7]:[5]", "right.beads:7: the bead crosses that of line 6"),
        ],
    )  # fmt: skip
    def test_wrong_beads_are_refused_with_line_and_segment_and_change_nothing(
        self, corrected: Path, duizhao: Run, old: str, new: str, message: str
    ) -> None:
        before = units(corrected)
        change("right.beads", old, new)
        code, out, err = duizhao("add", *PAIR, "--beads", "right.beads")
        assert (code, out) == (2, "")
        assert err.startswith(f"duizhao: {message}"), err
        assert err.count("\n") == 1
        assert units(corrected) == before

    def test_other_files_are_refused_with_what_to_give(self, place: Path, duizhao: Run) -> None:
        Path("old.xls").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(100))
        assert (
            "Give a .beads file, or the .xlsx that `duizhao align` wrote"
            in duizhao("add", *PAIR, "--beads", "old.xls")[2]
        )
        assert duizhao("add", *PAIR, "--beads", "none.beads")[2] == (
            "duizhao: none.beads: there is no such file. Check the name.\n"
        )
        Path("pairs.zip").write_bytes(b"PK\x05\x06" + bytes(18))
        assert "this is no Excel workbook" in duizhao("add", *PAIR, "--beads", "pairs.zip")[2]
        assert duizhao("add", *PAIR, "--beads", "right.beads", "--realign")[0] == 2
        assert not Path("memory.db-journal").exists()
        assert units(place) == []

    def test_two_files_of_one_language_are_refused_first(self, place: Path, duizhao: Run) -> None:
        code, _, err = duizhao("add", PAIR[0], PAIR[0], "--beads", "right.beads")
        assert (code, err) == (2, "duizhao: story.zh.txt: both articles are in zh-CN. Give a story and its version.\n")


class TestKept:
    def test_the_pair_added_again_keeps_what_was_confirmed_and_says_so(self, corrected: Path, duizhao: Run) -> None:
        held = units(corrected)
        code, out, _ = duizhao("add", *PAIR)
        assert code == 0
        assert out == (
            "0 units added, 6 there already, 0 updated, 0 replaced, 1 sentences without counterpart.\n"
            "The 7 beads that a person confirmed stand as they are; --realign aligns anew.\n"
        )
        assert units(corrected) == held
        assert added(duizhao) == {"unchanged": 6, "skipped": 1, "confirmed": 7}

    def test_realign_gives_it_up_and_says_so(self, corrected: Path, duizhao: Run) -> None:
        code, out, _ = duizhao("add", *PAIR, "--realign")
        assert code == 0
        assert "7 confirmed beads given up." in out
        assert len(units(corrected)) == 7
        assert added(duizhao) == {"unchanged": 7, "skipped": 1}

    def test_align_begins_from_what_was_confirmed_and_says_so(self, corrected: Path, duizhao: Run) -> None:
        assert aligned(duizhao) == CORRECTED
        code, out, err = duizhao("align", *PAIR, "--json")
        assert code == 0
        assert err == "The 7 beads that a person confirmed stand as they are; --realign aligns anew.\n"
        assert all(bead["confirmed"] for bead in json.loads(out)["beads"])
        assert aligned(duizhao, "--realign") == ALIGNED

    def test_a_score_is_not_flattered_by_what_was_confirmed(self, corrected: Path, duizhao: Run) -> None:
        code, out, err = duizhao("align", *PAIR, "--gold", "right.beads", "--json")
        assert (code, err) == (0, "")
        assert json.loads(out)["strict"]["f1"] < 1

    def test_where_the_text_changed_the_other_beads_stand_and_the_gap_is_aligned(
        self, corrected: Path, duizhao: Run
    ) -> None:
        change(PAIR[1], "The first 50 enterprises", "The first fifty enterprises")
        code, out, _ = duizhao("add", *PAIR)
        assert code == 0
        assert out == (
            "1 units added, 2 there already, 3 updated, 1 replaced, 1 sentences without counterpart.\n"
            "The texts changed since a person confirmed their beads: 6 of 7 stand; aligned anew between them: 1.\n"
        )
        assert aligned(duizhao) == CORRECTED
        assert added(duizhao) == {"unchanged": 6, "skipped": 1, "confirmed": 6}

    def test_a_sentence_that_was_put_in_is_aligned_between_those_that_stand(
        self, corrected: Path, duizhao: Run
    ) -> None:
        change(PAIR[0], "首批50家企业已经入驻。", "首批50家企业已经入驻。其中30家来自上海。")
        change(PAIR[1], "have moved in.", "have moved in. Thirty of them are from Shanghai.")
        record = added(duizhao)
        assert (record["confirmed"], record.get("confirmed_lost", 0), record["added"]) == (7, 0, 1)
        assert aligned(duizhao)[:4] == ["[0]:[0]", "[1, 2]:[1, 2]", "[3]:[3]", "[4]:[4]"]
        assert "7 of 7 stand; aligned anew between them: 1." in duizhao("align", *PAIR, "--json")[2]

    def test_a_memory_that_was_named_is_asked_and_none_is_made_by_a_failure(self, place: Path, duizhao: Run) -> None:
        assert duizhao("add", *PAIR, "--memory", "other.db", "--beads", "right.beads")[0] == 0
        out = duizhao("add", *PAIR, "--memory", "other.db")[1]
        assert "The 7 beads that a person confirmed stand" in out
        assert "confirmed" not in duizhao("add", *PAIR)[1]
        assert duizhao("add", *PAIR, "--memory", "new.db", "--beads", "none.beads")[0] == 2
        assert not Path("new.db").exists()

    def test_without_a_workspace_there_is_nothing_to_keep(
        self, place: Path, duizhao: Run, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
        for name, text in zip(PAIR, (STORY, VERSION), strict=True):
            Path(name).write_text(text, "utf-8")
        assert aligned(duizhao) == ALIGNED


class TestConfidence:
    def test_doubtful_beads_stay_out_of_the_memory_and_are_counted(self, place: Path, duizhao: Run) -> None:
        _, out, _ = duizhao("align", *PAIR, "--format", "jsonl")
        sure = sorted(
            bead["confidence"] for bead in map(json.loads, out.splitlines()) if bead["source"] and bead["target"]
        )
        least = sum(sorted(set(sure))[:2]) / 2
        below = sum(confidence < least for confidence in sure)
        assert 0 < below < 7
        record = added(duizhao, "--min-confidence", least)
        assert record == {"added": 7 - below, "skipped": 1 + below, "doubtful": below}
        assert (
            f"{below} beads of confidence below {least:g} left out."
            in duizhao("add", *PAIR, "--min-confidence", least)[1]
        )
        for name in ("pair.tmx", "pair.tsv"):
            code, _, err = duizhao("align", *PAIR, "--min-confidence", least, "-o", name)
            assert code == 0
            assert f"of confidence below {least:g} left out." in err
            text = Path(name).read_text("utf-8")
            assert (text.count("<tu ") + text.count("<tu>") if name == "pair.tmx" else text.count("\n")) == 7 - below
        assert added(duizhao, "--beads", "right.beads", "--min-confidence", 1)["confirmed"] == 7
        assert len(units(place)) == 6

    def test_forms_that_are_corrected_keep_every_bead(self, place: Path, duizhao: Run) -> None:
        assert aligned(duizhao, "--min-confidence", "1") == ALIGNED

    def test_the_text_form_ends_with_the_ten_least_sure(self) -> None:
        chances = [0.79, 0.8, 0.31, 0.62, 0.99, 0.12, 0.7, 0.71, 0.72, 0.73, 0.74, 0.75, 0.76]
        beads = [Bead((n,), (n,), chance) for n, chance in enumerate(chances)]
        beads += [
            Bead((13, 14), (), 0.5),
            Bead((15,), (13,), 0.95, partial=True),
            Bead((16,), (14,), 0.1, confirmed=True),
        ]
        bitext = Bitext(
            "zh",
            "en",
            tuple(Segment(f"第{n}句。" if n != 5 else "湖" * 40) for n in range(17)),
            tuple(Segment(f"Line {n}.") for n in range(15)),
            tuple(beads),
            signature="align|v:1",
        )
        text = as_text(bitext, list(bitext.pairs()))
        assert [line[:9] for line in text.splitlines() if line.startswith("?")] == [
            f"? {ids}"[:9].ljust(9) for ids in
            ("1 = 1", "3 = 3", "4 = 4", "6 = 6", "7 = 7", "8 = 8", "9 = 9", "10 = 10", "11 = 11", "12 = 12", "13 = 13", "14-15 = -", "16 = 14")
        ]  # fmt: skip
        tail = text.splitlines()[-13:]
        assert tail == [
            "17 and 15 sentences in 16 beads; 1 dropped, 0 added; 13 want an eye (marked ?).",
            "The 10 least sure:",
            f"  6 = 6          0.12  {'湖' * 30}… = Line 5.",
            "  3 = 3          0.31  第2句。 = Line 2.",
            "  14-15 = -      0.50  第13句。第14句。 = -",
            "  4 = 4          0.62  第3句。 = Line 3.",
            *(f"  {f'{n} = {n}':<14} {chances[n - 1]:.2f}  第{n - 1}句。 = Line {n - 1}." for n in range(7, 13)),
            "align|v:1",
        ]

    def test_a_partial_bead_is_listed_as_such(self) -> None:
        sides = (Segment("开园了，来了50家。"),), (Segment("It opened."),)
        bitext = Bitext("zh", "en", *sides, (Bead((0,), (0,), 0.95, partial=True),), signature="align|v:1")
        assert as_text(bitext, list(bitext.pairs())).splitlines()[-3:] == [
            "The least sure:", "  1 = 1          0.95, partial  开园了，来了50家。 = It opened.", "align|v:1",
        ]  # fmt: skip

    def test_nothing_to_doubt_is_not_listed(self, corrected: Path, duizhao: Run) -> None:
        out = duizhao("align", *PAIR)[1]
        assert "0 want an eye" in out
        assert "least sure" not in out


class TestGold:
    def test_the_score_is_told_in_every_form(self, place: Path, duizhao: Run) -> None:
        text = duizhao("align", *PAIR, "--gold", "right.beads")[1]
        assert re.search(r"^strict +0\.\d{3} +0\.\d{3}  0\.\d{3}$", text, re.MULTILINE), text
        assert "8 beads; the gold has 6 with two sides, on which recall is measured." in text
        assert "align|lang:zh-CN-en|" in text
        schema = json.loads((SCHEMAS / "score.json").read_text("utf-8"))
        (line,) = duizhao("align", *PAIR, "--gold", "right.beads", "--format", "jsonl")[1].splitlines()
        for record in (json.loads(line), json.loads(duizhao("align", *PAIR, "--gold", "right.beads", "--json")[1])):
            jsonschema.validate(record, schema)
            # Six of eight are in the gold; of its six with two sides, five were found; the one null is right.
            assert record["strict"]["precision"] == pytest.approx(6 / 8)
            assert record["strict"]["recall"] == pytest.approx(5 / 6)
            assert record["lax"]["precision"] == record["lax"]["recall"] == 1.0
            assert record["null"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}

    def test_gold_of_other_texts_is_refused_and_gold_with_gaps_is_told(self, place: Path, duizhao: Run) -> None:
        Path("other.gold").write_text("[0]:[0]\n[8]:[7]\n", "utf-8")
        assert duizhao("align", *PAIR, "--gold", "other.gold")[2] == (
            "duizhao: other.gold:2: there is no source segment 8: the source has 8, from 0. "
            "Check that the gold belongs to these texts.\n"
        )
        Path("empty.gold").write_text("# none yet\n", "utf-8")
        assert duizhao("align", *PAIR, "--gold", "empty.gold")[0] == 2
        Path("part.gold").write_text("[0]:[0]\n[1]:[1]\n[1, 2]:[2, 3, 4, 5, 6]\n", "utf-8")
        code, _, err = duizhao("align", *PAIR, "--gold", "part.gold")
        assert (code, err) == (0, "part.gold: of 8 source segments it names 1 twice and 5 not at all.\n")


class TestSheet:
    @pytest.fixture(autouse=True)
    def openpyxl(self) -> Any:
        return pytest.importorskip("openpyxl")

    def test_a_sheet_is_corrected_and_taken_back(self, place: Path, duizhao: Run, openpyxl: Any) -> None:
        assert added(duizhao)["added"] == 7
        code, _, err = duizhao("align", *PAIR, "-o", "pair.xlsx")
        assert (code, err) == (0, "Wrote pair.xlsx.\n")
        book = openpyxl.load_workbook("pair.xlsx")
        sheet = book["beads"]
        assert [cell.value for cell in sheet["A"]] == ["source ids", *range(1, 9)]
        sheet["A3"], sheet["B3"] = "2-3", "2, 3"
        sheet.delete_rows(4)
        book.save("pair.xlsx")
        assert added(duizhao, "--beads", "pair.xlsx") == {
            "added": 1, "updated": 5, "replaced": 2, "skipped": 1, "confirmed": 7,
        }  # fmt: skip
        assert aligned(duizhao) == CORRECTED

    def test_a_second_sheet_begins_from_the_first_correction(
        self, corrected: Path, duizhao: Run, openpyxl: Any
    ) -> None:
        assert duizhao("align", *PAIR, "-o", "pair.xlsx")[0] == 0
        sheet = openpyxl.load_workbook("pair.xlsx")["beads"]
        assert [sheet.cell(3, column).value for column in (1, 2, 6)] == ["2, 3", "2, 3", "ok"]
        assert added(duizhao, "--beads", "pair.xlsx") == {"unchanged": 6, "skipped": 1, "confirmed": 7}

    def test_a_sheet_of_texts_that_changed_is_refused(self, place: Path, duizhao: Run) -> None:
        duizhao("align", *PAIR, "-o", "pair.xlsx")
        change(PAIR[0], "320亩", "330亩")
        code, out, err = duizhao("add", *PAIR, "--beads", "pair.xlsx")
        assert (code, out) == (2, "")
        assert err == (
            "duizhao: pair.xlsx: its source text (story.zh.txt) is not the one that is given, or has changed since the "
            "sheet was written: 8 sentences then, 8 now. "
            "Align both files again with `duizhao align` and correct the new sheet.\n"
        )
        assert units(place) == []

    def test_least_confidence_colours_rows_and_leaves_out_none(self, place: Path, duizhao: Run, openpyxl: Any) -> None:
        assert duizhao("align", *PAIR, "-o", "pair.xlsx", "--min-confidence", "1")[0] == 0
        sheet = openpyxl.load_workbook("pair.xlsx")["beads"]
        assert sheet.max_row == 9
        doubted = [row[5] for row in sheet.iter_rows(min_row=2, values_only=True) if row[4] < 1]
        assert doubted
        assert all("look" in status for status in doubted)

    def test_a_sheet_wants_a_file(self, place: Path, duizhao: Run) -> None:
        for options in (("--format", "xlsx"), ("--format", "xlsx", "-o", "-")):
            assert duizhao("align", *PAIR, *options) == (
                2, "", "duizhao: a sheet is no text to print. Name its file, as in -o pair.xlsx.\n",
            )  # fmt: skip

    def test_without_openpyxl_the_extra_is_named_before_the_work(
        self, place: Path, duizhao: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        import sys

        duizhao("align", *PAIR, "-o", "pair.xlsx")
        for name in [name for name in sys.modules if name.split(".")[0] == "openpyxl"]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.setitem(sys.modules, "openpyxl", None)
        message = (
            "duizhao: the package openpyxl, which reads and writes sheets, is not installed. "
            "Install it with pip install 'duizhao[xlsx]'.\n"
        )
        assert duizhao("align", "none.zh", "none.en", "-o", "other.xlsx") == (2, "", message)
        assert duizhao("add", *PAIR, "--beads", "pair.xlsx") == (2, "", message)
