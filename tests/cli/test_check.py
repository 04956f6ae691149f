"""`check` and `fix` as a person runs them: in a workspace, on bilingual files, with a memory alone, with exceptions."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

Run = Callable[..., tuple[int, str, str]]
SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
PAIRS = (
    "两江新区引进50家企业。\tLiangjiang New District drew 60 enterprises.\n"
    "厂里有５台机器人。\tThe plant has ５ robots.\n"
    "“两江新区很好。”他说。\t“Liangjiang New District is fine,” he said.\n"
)
GLOSSARY = "zh,en,en:forbidden\n两江新区,Liangjiang New Area,Liangjiang New District\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, duizhao: Run) -> Path:
    monkeypatch.chdir(tmp_path)
    assert duizhao("init", ".")[0] == 0
    Path("glossary.csv").write_text(GLOSSARY, "utf-8")
    Path("pairs.tsv").write_text(PAIRS, "utf-8")
    return tmp_path


def rules(out: str) -> list[str]:
    return [finding["rule"] for finding in json.loads(out)["findings"]]


def valid(out: str, schema: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(out)
    Draft202012Validator(json.loads((SCHEMAS / f"{schema}.json").read_text("utf-8"))).validate(found)
    return found


def test_a_table_has_lines_and_columns(place: Path, duizhao: Run) -> None:
    code, out, _ = duizhao("check", "pairs.tsv", "--json")
    found = valid(out, "check")["findings"]
    assert isinstance(found, list)
    places = {finding["rule"]: (finding["place"]["line"], finding["place"]["column"]) for finding in found[:3]}
    assert code == 1
    assert places["number.value"] == (1, 43)
    assert places["residue.fullwidth"] == (2, 25)


def test_a_glossary_of_other_languages_is_told(place: Path, duizhao: Run) -> None:
    Path("german.csv").write_text("de,fr\nHafen,port\n", "utf-8")
    told = "duizhao: the glossary is in de, fr, and has no terms in en. Terms were not checked.\n"
    assert duizhao("check", "pairs.tsv", "--glossary", "german.csv", "--json")[2] == told
    assert duizhao("check", "pairs.tsv", "--json")[2] == ""


def test_github_escapes_what_would_end_an_annotation(place: Path, duizhao: Run) -> None:
    Path("a,b.tsv").write_text(PAIRS.splitlines()[0], "utf-8")
    lines = duizhao("check", "a,b.tsv", "--format", "github")[1].splitlines()
    assert all(line.startswith("::error file=a%2Cb.tsv,line=1,endLine=1,col=") for line in lines)
    assert len(lines) == 2


def test_sarif_has_what_its_standard_requires(place: Path, duizhao: Run) -> None:
    Path("house/ignore.yaml").write_text("- rule: residue.*\n  reason: the plate shows it\n", "utf-8")
    code, out, _ = duizhao("check", "pairs.tsv", "--format", "sarif")
    log = valid(out, "sarif")
    runs = log["runs"]
    assert isinstance(runs, list)
    run = runs[0]
    driver = run["tool"]["driver"]
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        region = result["locations"][0]["physicalLocation"]["region"]
        assert (region["startLine"], region["startColumn"]) < (region["endLine"], region["endColumn"])
    assert driver["properties"]["signature"].startswith("check|")
    suppressed = [result["ruleId"] for result in run["results"] if result["suppressions"]]
    assert suppressed == ["residue.fullwidth"]
    assert code == 1


def test_the_page_needs_nothing_from_outside_and_escapes_texts(place: Path, duizhao: Run) -> None:
    Path("odd.tsv").write_text("引进50家<b>企业。\tIt drew 60 <b>firms & more.\n", "utf-8")
    assert duizhao("check", "odd.tsv", "-o", "odd.html")[0] == 1
    page = Path("odd.html").read_text("utf-8")
    assert "It drew <mark>60</mark> &lt;b&gt;firms &amp; more." in page
    assert "http" not in page.replace("http-equiv", "")


def test_what_is_let_stand_is_counted_listed_and_told_when_it_is_stale(place: Path, duizhao: Run) -> None:
    marked = PAIRS.replace("厂里", "# duizhao-ignore residue.*: the plate shows it\n厂里")
    Path("pairs.tsv").write_text(marked + "# duizhao-ignore date.*: nothing here\n", "utf-8")
    code, out, err = duizhao("check", "pairs.tsv", "--ignored")
    assert "1 let stand." in out
    assert "the plate shows it (pairs.tsv:2)" in out
    assert "pairs.tsv:5: date.* is let stand, and nothing is found there" in err
    assert code == 1


def test_a_list_in_the_settings_is_read_and_wrong_ones_are_refused(place: Path, duizhao: Run) -> None:
    settings = Path("duizhao.toml").read_text("utf-8")
    Path("duizhao.toml").write_text(f'{settings}\n[[check.ignore]]\nrule = "*"\nreason = "a draft"\n', "utf-8")
    code, out, _ = duizhao("check", "pairs.tsv", "--json")
    assert (code, rules(out)) == (0, [])
    for table in ('rule = "*"\n', 'reason = "so"\n', 'rule = "*"\nreason = "so"\nline = "3"\n'):
        Path("duizhao.toml").write_text(f"{settings}\n[[check.ignore]]\n{table}", "utf-8")
        code, _, err = duizhao("check", "pairs.tsv")
        assert (code, err.count("\n")) == (2, 1)
        assert "duizhao.toml" in err
    Path("duizhao.toml").write_text(f"{settings}\n[check]\nignored = 3\n", "utf-8")
    assert duizhao("check", "pairs.tsv")[0] == 2


def test_a_baseline_needs_a_reason_and_lets_stand_only_what_was_there(place: Path, duizhao: Run) -> None:
    assert duizhao("check", "pairs.tsv", "--write-baseline", "base.json")[0] == 2
    assert not Path("base.json").exists()
    assert duizhao("check", "pairs.tsv", "--write-baseline", "base.json", "--reason", "old pages")[0] == 0
    assert duizhao("check", "pairs.tsv", "--baseline", "base.json")[0] == 0
    Path("pairs.tsv").write_text("公园引进50家企业。\tThe park drew 60 enterprises.\n" + PAIRS, "utf-8")
    code, out, _ = duizhao("check", "pairs.tsv", "--baseline", "base.json", "--json")
    assert (code, rules(out)) == (1, ["number.value"])
    assert duizhao("check", "pairs.tsv", "--baseline", "glossary.csv")[0] == 2


def test_a_version_in_a_workspace_is_checked_against_its_story_by_name(place: Path, duizhao: Run) -> None:
    Path("articles/tree.zh.txt").write_text("公园开园\n\n公园引进50家企业。\n", "utf-8")
    Path("articles/tree.en.txt").write_text("Park Opens\n\nThe park drew 60 enterprises.\n", "utf-8")
    out = duizhao("check", "articles/tree.en.txt", "--json")[1]
    assert rules(out) == ["number.value"]
    out = duizhao("check", "articles/tree.en.txt", "articles/tree.zh.txt", "--json")[1]
    assert [report["file"] for report in json.loads(out)] == ["articles/tree.en.txt"]


def test_without_a_source_what_needs_none_is_checked_and_the_memory_is_asked(place: Path, duizhao: Run) -> None:
    Path("story.zh.txt").write_text("公园开园\n\n这个公园的东边现在一共有7棵很老的银杏树。\n", "utf-8")
    english = "The park now has a total of {} very old ginkgo trees on its eastern side"
    Path("story.en.txt").write_text(f"Park opens\n\n{english.format(7)}.\n", "utf-8")
    Path("alone.txt").write_text(f"News\n\n{english.format(7)}.\n\nIt has ５ gates.\n", "utf-8")
    code, out, _ = duizhao("check", "alone.txt", "--json")
    assert (code, rules(out)) == (0, ["residue.fullwidth"])
    assert duizhao("add", "story.zh.txt", "story.en.txt")[0] == 0
    Path("alone.txt").write_text(f"News\n\n{english.format(9)}.\n", "utf-8")
    code, out, _ = duizhao("check", "alone.txt", "--json")
    found = json.loads(out)["findings"]
    assert code == 0
    assert [(finding["rule"], finding["severity"]) for finding in found] == [("number.value", "warning")]
    assert "near sentence" in found[0]["message"]


def test_of_several_files_one_that_cannot_be_read_is_told_and_left_out(place: Path, duizhao: Run) -> None:
    Path("sound.tsv").write_text("公园有7棵树。\tThe park has 7 trees.\n", "utf-8")
    code, out, err = duizhao("check", "none.tsv", "sound.tsv")
    assert (code, "No findings." in out, "none.tsv" in err) == (3, True, True)
    assert duizhao("check", "none.tsv")[0] == 2
    assert duizhao("check", "a.tsv", "b.tsv", "--against", "c.txt")[0] == 2


def test_fix_changes_what_has_one_answer_and_nothing_else_and_takes_it_back(place: Path, duizhao: Run) -> None:
    former = b"\xef\xbb\xbf" + PAIRS.replace("\n", "\r\n").encode()
    Path("pairs.tsv").write_bytes(former)
    code, out, _ = duizhao("fix", "pairs.tsv", "--dry-run")
    assert (code, Path("pairs.tsv").read_bytes()) == (0, former)
    assert "+厂里有５台机器人。\tThe plant has 5 robots." in out
    found = valid(duizhao("fix", "pairs.tsv", "--json")[1], "fix")
    assert found["applied"] is True
    fixed = former.decode().replace("Liangjiang New District drew", "Liangjiang New Area drew")
    fixed = fixed.replace("has ５ robots", "has 5 robots")
    assert Path("pairs.tsv").read_bytes() == fixed.encode()
    left = found["left"]
    assert isinstance(left, list)
    assert {(row["before"], row["after"]) for row in left} >= {("60", "50")}
    assert duizhao("fix", "pairs.tsv")[1].splitlines()[-1].startswith("0 fixes made")
    assert duizhao("fix", "pairs.tsv", "--undo")[0] == 0
    assert Path("pairs.tsv").read_bytes() == former
    assert duizhao("fix", "pairs.tsv", "--undo")[0] == 2


def test_figures_are_changed_only_where_it_is_asked_for(place: Path, duizhao: Run) -> None:
    assert duizhao("fix", "pairs.tsv", "--numbers")[0] == 0
    assert "drew 50 enterprises" in Path("pairs.tsv").read_text("utf-8")


def test_a_file_that_changed_since_is_not_undone(place: Path, duizhao: Run) -> None:
    assert duizhao("fix", "pairs.tsv")[0] == 0
    changed = Path("pairs.tsv").read_text("utf-8") + "好。\tGood.\n"
    Path("pairs.tsv").write_text(changed, "utf-8")
    code, _, err = duizhao("fix", "pairs.tsv", "--undo")
    assert (code, "changed since" in err) == (2, True)
    assert Path("pairs.tsv").read_text("utf-8") == changed


def test_what_cannot_be_fixed_in_place_is_refused(place: Path, duizhao: Run) -> None:
    Path("mixed.tsv").write_bytes(PAIRS.replace("\n", "\r\n", 1).encode())
    before = Path("mixed.tsv").read_bytes()
    code, _, err = duizhao("fix", "mixed.tsv")
    assert (code, "lines end in several ways" in err) == (2, True)
    assert Path("mixed.tsv").read_bytes() == before
    assert duizhao("fix", "-")[0] == 2
    assert duizhao("fix", "none.tsv")[0] == 2


def test_candidates_are_listed_and_valid(place: Path, duizhao: Run) -> None:
    Path("port.tsv").write_text(
        "果园港很忙。\tGuoyuan Port is busy.\n记者来到果园港。\tReporters came to Guoyuan Port.\n"
        "下雨了。\tIt rained.\n树很高。\tThe trees are tall.\n", "utf-8",
    )  # fmt: skip
    code, out, _ = duizhao("terms", "candidates", "port.tsv", "--format", "jsonl")
    assert (code, valid(out, "candidates")["source"]) == (0, "果园港")
    assert duizhao("terms", "candidates")[0] == 1
