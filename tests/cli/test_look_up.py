"""`find` and `concordance` at the terminal: what a translator sees, and how they run as a loop."""

import io
import json
import sys
from pathlib import Path

import jsonschema
import pytest

from cli.marked import Place, lay_out
from corpora.text import Span
from tests.cli.conftest import Run
from tm import Provenance, TranslationUnit, Variant, open_memory

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
UNITS = (
    ("数字经济产业园今年三月开园。", "The digital economy park opened in March this year."),
    ("焊装车间的机器人两分钟焊好一辆车。", "In the welding shop robots weld a car every two minutes."),
    ("机器人不会累。", "Robots never tire."),
    ("工人管着机器人。", "Workers mind the robots."),
)


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, duizhao: Run) -> None:
    """A workspace with a few units of one story, entered."""
    monkeypatch.chdir(tmp_path)
    assert duizhao("init")[0] == 0
    story = Provenance("factory.zh.html", title="机器人上岗", published="2023-09-14T09:00:00+08:00", editor="周敏")
    with open_memory("memory.db") as memory:
        memory.add_units(TranslationUnit((Variant("zh-CN", zh), Variant("en", en)), story) for zh, en in UNITS)


def valid(text: str, schema: str) -> dict[str, object]:
    value = json.loads(text)
    jsonschema.validate(value, json.loads((SCHEMAS / f"{schema}.json").read_text("utf-8")))
    assert isinstance(value, dict)
    return value


def type_lines(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_find_shows_the_answer_and_what_differs_on_both_sides(duizhao: Run) -> None:
    code, out, _ = duizhao("find", "数字经济产业园去年三月正式开园。")
    assert code == 0
    assert out == (
        "  86% The digital economy park opened in March this year.\n"
        "      数字经济产业园[-今-]年三月开园。\n"
        "      数字经济产业园[+去+]年三月[+正式+]开园。\n"
        "      fuzzy  机器人上岗, 2023-09-14, 周敏  unit 1\n"
    )


def test_find_shows_an_exact_match_in_three_lines(duizhao: Run) -> None:
    assert duizhao("find", "机器人不会累。")[1] == (
        " 100% Robots never tire.\n      机器人不会累。\n      exact  机器人上岗, 2023-09-14, 周敏  unit 3\n"
    )


def test_find_puts_the_domain_and_client_asked_for_first_or_leaves_out_the_others(duizhao: Run) -> None:
    with open_memory("memory.db") as memory:
        cars = [TranslationUnit((Variant("zh-CN", "机器人不会累。"), Variant("en", "The machines never tire.")))]
        memory.add_units(cars, domain="汽车", client="媒体中心")
    first = json.loads(duizhao("find", "机器人不会累。", "--domain", "汽车", "--json")[1])[0]["matches"]
    assert [match["target"] for match in first] == ["The machines never tire.", "Robots never tire."]
    assert (first[0]["unit"]["domain"], first[0]["unit"]["client"]) == ("汽车", "媒体中心")
    only = duizhao("find", "机器人不会累。", "--client", "媒体中心", "--only-domain")
    assert only == (
        0, " 100% The machines never tire.\n      机器人不会累。\n      exact  汽车, 媒体中心  unit 5\n", ""
    )  # fmt: skip
    assert duizhao("find", "机器人不会累。", "--domain", "ships", "--only-domain")[0] == 1
    code, _, err = duizhao("find", "机器人不会累。", "--only-domain")
    assert (code, "--only-domain wants a --domain or a --client" in err) == (2, True)


def test_add_says_what_a_story_is_about_and_for_whom(duizhao: Run) -> None:
    Path("a.zh.txt").write_text("新船下水。\n\n今天上午下水。\n", "utf-8")
    Path("a.en.txt").write_text("A new ship was launched.\n\nIt was launched this morning.\n", "utf-8")
    assert duizhao("add", "a.zh.txt", "a.en.txt", "--domain", "ships", "--client", "港务局")[0] == 0
    with open_memory("memory.db", read_only=True) as memory:
        units = [unit for unit in memory.units() if unit.provenance.source_article == "a.zh.txt"]
    assert units
    assert {(unit.domain, unit.client) for unit in units} == {("ships", "港务局")}


def test_find_says_how_a_phrase_was_rendered(duizhao: Run) -> None:
    code, out, _ = duizhao("find", "机器人", "--renderings")
    assert code == 0
    assert out == ("   3 × robots  1 story, 2023-09-14\n3 units in 1 story hold 机器人; of 3 it is known how.\n")
    record = valid(duizhao("find", "机器人", "--renderings", "--format", "jsonl")[1], "renderings")
    assert [one["text"] for one in record["renderings"]] == ["robots"]  # type: ignore[attr-defined]
    assert duizhao("find", "长江", "--renderings")[:2] == (1, "No unit holds: 长江\n")
    assert duizhao("find", "开园", "--renderings")[0] == 1


def test_concordance_marks_the_words_and_their_counterpart_and_counts(duizhao: Run) -> None:
    code, out, _ = duizhao("concordance", "机器人", "--limit", "2")
    assert code == 0
    assert out == (
        "工人管着[机器人]。\n  Workers mind the [robots].\n  机器人上岗, 2023-09-14, 周敏  unit 4\n\n"
        "[机器人]不会累。\n  [Robots] never tire.\n  机器人上岗, 2023-09-14, 周敏  unit 3\n\n"
        "3 units in 1 story; 1 more with --limit\n"
    )


def test_concordance_takes_a_pattern(duizhao: Run) -> None:
    record = valid(duizhao("concordance", "[两三]月?分?", "--regex", "--lang", "zh", "--json")[1], "concordance")
    texts = [(one["text"], one["spans"]) for one in record["occurrences"]]  # type: ignore[attr-defined]
    assert texts == [(UNITS[1][0], [[8, 10]]), (UNITS[0][0], [[9, 11]])]
    code, _, err = duizhao("concordance", "(", "--regex")
    assert code == 2
    assert err.startswith("duizhao: the pattern '(' cannot be read")


def test_a_pipe_gets_an_answer_a_line_and_a_bad_query_does_not_end_it(
    duizhao: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_lines(monkeypatch, "机器人", "", "(", "Workers")
    code, out, err = duizhao("concordance", "-", "--regex", "--format", "jsonl")
    assert code == 3
    assert [valid(line, "concordance")["query"] for line in out.splitlines()] == ["机器人", "Workers"]
    assert err.count("\n") == 1
    assert "cannot be read" in err


def test_find_reads_a_query_a_line(duizhao: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    type_lines(monkeypatch, "机器人不会累。", "Workers mind the robots.")
    records = json.loads(duizhao("find", "-", "--json")[1])
    assert [record["matches"][0]["target"] for record in records] == ["Robots never tire.", "工人管着机器人。"]
    type_lines(monkeypatch, "长江。")
    assert duizhao("find", "-")[0] == 1


class Typed(io.StringIO):
    """Lines that a person types at a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_prompt_asks_until_a_line_is_empty(duizhao: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Typed("机器人不会累。\n\n机器人\n"))
    code, out, _ = duizhao("find", "-")
    assert code == 0
    assert out.count("Robots never tire.") == 1
    assert out.count("find> ") == 2


def test_marked_places_stand_in_brackets_where_no_colour_is_seen() -> None:
    assert lay_out("机器人上岗", [Place(Span(0, 3), "bold")], indent="  ") == "  [机器人]上岗"
    assert lay_out("开园", [Place(Span(2, 2), "red", ("[+", "+]"))], first="> ") == "> 开园[++]"


def test_on_a_terminal_lines_are_cut_between_words_and_wide_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cli.marked._width", lambda: 16)
    monkeypatch.setattr("cli.marked.colourful", lambda: True)
    monkeypatch.setattr("cli.marked.paint", lambda text, style: f"<{text}>")
    said = lay_out("Robots never tire of welding", [Place(Span(7, 17), "bold")], indent="  ")
    assert said.split("\n") == ["  Robots <never >", "  <tire> of", "  welding"]
    assert lay_out("机器人在焊装车间，作业。", indent="  ") == "  机器人在焊装车\n  间，作业。"


def test_find_shows_the_parts_that_the_memory_knows(duizhao: Run) -> None:
    text = "记者看到，数字经济产业园里的机器人两分钟焊好一把椅子。"
    assert duizhao("find", text)[1] == f"Nothing at 70% or better for: {text}\n"
    code, out, _ = duizhao("find", text, "--fragments")
    assert code == 0
    assert out == (
        "    … 数字经济产业园\n"
        "      The digital economy park opened in March this year.\n"
        "      [数字经济产业园]今年三月开园。\n"
        "      fragment  机器人上岗, 2023-09-14, 周敏  unit 1\n"
        "\n"
        "    … 的机器人两分钟焊好一\n"
        "      In the welding shop robots weld a car every two minutes.\n"
        "      焊装车间[的机器人两分钟焊好一]辆车。\n"
        "      fragment  机器人上岗, 2023-09-14, 周敏  unit 2\n"
    )
    record = valid(duizhao("find", text, "--fragments", "--format", "jsonl")[1], "find")
    assert [match["part"]["query_span"] for match in record["matches"]] == [[5, 12], [13, 23]]  # type: ignore[attr-defined]


def test_export_takes_the_units_of_a_domain_and_a_client(duizhao: Run) -> None:
    with open_memory("memory.db") as memory:
        variants = (Variant("zh-CN", "赛力斯交付新车。"), Variant("en", "Seres delivered new cars."))
        memory.add_units([TranslationUnit(variants, domain="cars", client="Seres")])
    assert duizhao("export", "all.tmx")[1] == "5 units in all.tmx.\n"
    assert duizhao("export", "cars.tmx", "--domain", "cars")[1] == "1 unit in cars.tmx.\n"
    assert duizhao("export", "seres.tmx", "--client", "Seres", "--domain", "cars")[1] == "1 unit in seres.tmx.\n"
    code, _, err = duizhao("export", "none.tmx", "--client", "nobody")
    assert code == 2
    assert "Ask for more than the options do" in err
