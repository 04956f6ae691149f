"""The commands end to end, on the sample stories: what they print, write and leave with."""

import json
import re
import shlex
import shutil
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tm.formats.termlist import load_glossary

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
KNOWN = "满负荷生产时，平均两分钟就有一辆新车下线。"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, duizhao: Run) -> Path:
    """A workspace with the sample stories, entered."""
    monkeypatch.chdir(tmp_path)
    assert duizhao("init")[0] == 0
    with as_file(files("corpora.samples")) as samples:
        for story in [*samples.glob("*.html"), *samples.glob("*.txt"), samples / "glossary.csv"]:
            shutil.copyfile(story, tmp_path / "articles" / story.name)
    assert duizhao("terms", "import", "articles/glossary.csv")[0] == 0
    return tmp_path


@pytest.fixture
def filled(workspace: Path, duizhao: Run) -> Path:
    """The same with one pair in its memory."""
    assert duizhao("add", "articles/factory.zh.html", "articles/factory.en.html")[0] == 0
    return workspace


def valid(text: str, schema: str) -> object:
    value = json.loads(text)
    jsonschema.validate(value, json.loads((SCHEMAS / f"{schema}.json").read_text("utf-8")))
    return value


def lines(text: str, schema: str) -> list[object]:
    return [valid(line, schema) for line in text.splitlines()]


def test_read_gives_the_article(workspace: Path, duizhao: Run) -> None:
    code, out, _ = duizhao("read", "articles/park.en.html", "--json")
    article = valid(out, "article")
    assert code == 0
    assert isinstance(article, dict)
    assert article["language"] == "en"
    assert article["title"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00", article["published"])


def test_read_gives_every_story_of_a_folder_and_says_what_it_skipped(workspace: Path, duizhao: Run) -> None:
    Path("articles/empty.html").write_text("", "utf-8")
    code, out, err = duizhao("read", "articles", "--all", "--format", "jsonl")
    stories = lines(out, "article")
    assert code == 3
    assert "articles/empty.html: the file is empty" in err
    assert len(stories) == len({story["file"] for story in stories}) >= 9  # type: ignore[index]


def test_read_says_which_rule_found_each_part(workspace: Path, duizhao: Run) -> None:
    code, out, _ = duizhao("read", "articles/park.en.html", "--explain", "--json")
    rules = {reason["part"]: reason["rule"] for reason in json.loads(out)}
    assert code == 0
    assert rules["title"] == "named in the head"
    assert rules["body"] == ".content"
    assert {"site", "language", "metadata", "caption", "published"} <= rules.keys()


def test_segment_gives_a_sentence_a_line_and_a_record_a_file(workspace: Path, duizhao: Run) -> None:
    code, out, _ = duizhao("segment", "articles/fair.zh.txt")
    _, records, _ = duizhao("segment", "articles/fair.zh.txt", "articles/fair.en.txt", "--format", "jsonl")
    first, second = lines(records, "segments")
    assert code == 0
    assert isinstance(first, dict)
    assert first["segments"] == out.splitlines()
    assert isinstance(second, dict)
    assert (first["language"], second["language"]) == ("zh-CN", "en")


def test_align_covers_every_sentence_in_every_form(workspace: Path, duizhao: Run) -> None:
    pair = ("articles/park.zh.html", "articles/park.en.html")
    alignment = valid(duizhao("align", *pair, "--json")[1], "alignment")
    beads = lines(duizhao("align", *pair, "--format", "jsonl")[1], "bead")
    assert isinstance(alignment, dict)
    assert alignment["beads"] == beads
    assert alignment["signature"].startswith("align|lang:zh-CN-en|")
    listed = duizhao("align", *pair, "--format", "beads")[1].splitlines()
    marks = [":partial" if bead["partial"] else "" for bead in beads]  # type: ignore[index]
    assert listed == [f"{bead['source']}:{bead['target']}{mark}" for bead, mark in zip(beads, marks)]  # type: ignore[index]
    sources = [number for bead in beads for number in bead["source"]]  # type: ignore[index]
    assert sources == list(range(len(sources)))
    table = duizhao("align", *pair, "--format", "tsv")[1].splitlines()
    assert all(len(row.split("\t")) == 2 for row in table)
    text = duizhao("align", *pair)[1]
    assert "want an eye" in text


def test_align_says_what_held_each_bead_when_asked(workspace: Path, duizhao: Run) -> None:
    pair = ("articles/park.zh.html", "articles/park.en.html")
    plain = lines(duizhao("align", *pair, "--format", "jsonl")[1], "bead")
    beads = lines(duizhao("align", *pair, "--format", "jsonl", "--evidence")[1], "bead")
    told = [bead.pop("evidence") for bead in beads]  # type: ignore[attr-defined]
    assert beads == plain
    assert {reason["name"] for evidence in told for reason in evidence} >= {"meaning", "length", "numbers", "names"}
    for bead, evidence in zip(beads, told):
        for place in (place for reason in evidence for place in reason["places"]):
            for side in ("source", "target"):
                start, end = place[side] or (0, 1)
                assert 0 <= start < end <= len(bead[f"{side}_text"] or " ")  # type: ignore[index]
    alignment = valid(duizhao("align", *pair, "--json", "--evidence")[1], "alignment")
    assert isinstance(alignment, dict)
    assert [bead["evidence"] for bead in alignment["beads"]] == told
    text = duizhao("align", *pair, "--evidence")[1]
    assert all(reason["said"] in text for evidence in told for reason in evidence)


def test_align_leaves_out_beads_with_their_evidence(workspace: Path, duizhao: Run) -> None:
    pair = ("articles/park.zh.html", "articles/park.en.html", "--format", "jsonl", "--evidence")
    every = lines(duizhao("align", *pair)[1], "bead")
    sure = lines(duizhao("align", *pair, "--min-confidence", "0.97")[1], "bead")
    assert 0 < len(sure) < len(every)
    assert sure == [bead for bead in every if bead["confidence"] >= 0.97]  # type: ignore[index]


def test_evidence_has_no_place_in_forms_of_beads_alone(workspace: Path, duizhao: Run) -> None:
    code, _, err = duizhao("align", "articles/park.zh.html", "articles/park.en.html", "--evidence", "--format", "tmx")
    assert code == 2
    assert "there is no place for evidence in tmx. Choose from text, json, jsonl, html." in err


def test_the_page_of_an_alignment_tells_its_evidence_and_marks_what_is_less_sure_than_asked(
    workspace: Path, duizhao: Run
) -> None:
    pair = ("articles/park.zh.html", "articles/park.en.html")
    assert duizhao("align", *pair, "-o", "park.html")[0] == 0
    page = Path("park.html").read_text("utf-8")
    assert "names 明月 = Mingyue" in page
    assert "terms" in page
    assert duizhao("align", *pair, "-o", "strict.html", "--min-confidence", "1")[0] == 0
    assert "least sure of" in Path("strict.html").read_text("utf-8")


def test_align_by_lines_keeps_the_numbers_of_lines(workspace: Path, duizhao: Run) -> None:
    Path("a.zh").write_text("园区开园了。\n\n来了50家企业。\n", "utf-8")
    Path("a.en").write_text("The park has opened.\n\nIt drew 50 enterprises.\n", "utf-8")
    code, out, _ = duizhao("align", "a.zh", "a.en", "--lines", "--format", "beads")
    assert code == 0
    assert "[0]:[0]" in out.splitlines()
    assert "[2]:[2]" in out.splitlines()


def test_align_scores_itself_against_gold(workspace: Path, duizhao: Run) -> None:
    with as_file(files("corpora.samples") / "gold") as gold:
        arguments = ("align", gold / "fair.zh", gold / "fair.en", "--lines", "--gold", gold / "fair.gold")
        score = valid(duizhao(*arguments, "--json")[1], "score")
    assert isinstance(score, dict)
    assert score["strict"]["f1"] > 0.9


def test_align_writes_the_form_that_the_name_asks_for(workspace: Path, duizhao: Run) -> None:
    pair = ("articles/fair.zh.txt", "articles/fair.en.txt")
    for name, start in (
        ("a.tmx", "<?xml"),
        ("a.html", "<!"),
        ("a.json", "{"),
        ("a.jsonl", '{"source"'),
        ("a.beads", "["),
    ):
        assert duizhao("align", *pair, "-o", name)[0] == 0
        assert Path(name).read_text("utf-8").lower().startswith(start.lower())


def test_a_pair_added_twice_adds_nothing_and_a_changed_one_replaces(filled: Path, duizhao: Run) -> None:
    pair = ("articles/factory.zh.html", "articles/factory.en.html")
    again = valid(duizhao("add", *pair, "--json")[1], "added")
    assert isinstance(again, dict)
    assert (again["added"], again["replaced"]) == (0, 0)
    assert again["unchanged"] > 20
    page = filled / pair[1]
    page.write_text(page.read_text("utf-8").replace("every two minutes on average", "every two minutes"), "utf-8")
    changed = valid(duizhao("add", *pair, "--json")[1], "added")
    assert isinstance(changed, dict)
    assert (changed["added"], changed["replaced"]) == (1, 1)


def test_find_answers_exactly_nearly_and_not_at_all(filled: Path, duizhao: Run) -> None:
    code, out, _ = duizhao("find", KNOWN, "--format", "jsonl")
    (record,) = lines(out, "find")
    assert isinstance(record, dict)
    assert code == 0
    assert (record["matches"][0]["score"], record["matches"][0]["kind"]) == (100, "exact")
    _, out, _ = duizhao("find", "满负荷生产时，平均三分钟就有一辆新车下线。", "--json")
    match = json.loads(out)[0]["matches"][0]
    assert 80 <= match["score"] < 100
    start, end = match["edits"][0]["unit_span"]
    assert match["source"][start:end] == "两"
    assert duizhao("find", "江水清清。")[0] == 1


def test_find_answers_in_the_other_direction(filled: Path, duizhao: Run) -> None:
    _, out, _ = duizhao("find", "His pay has gone up 30% as well.", "--json")
    assert "工资" in json.loads(out)[0]["matches"][0]["target"]


def test_concordance_shows_every_unit_that_holds_the_words(filled: Path, duizhao: Run) -> None:
    code, out, _ = duizhao("concordance", "机器人", "--json")
    found = valid(out, "concordance")
    assert code == 0
    assert isinstance(found, dict)
    assert len(found["occurrences"]) >= 5
    assert all("机器人" in each["text"] for each in found["occurrences"])
    assert duizhao("concordance", "长江三峡大坝")[0] == 1


def test_export_writes_tmx_and_po(filled: Path, duizhao: Run) -> None:
    report = valid(duizhao("export", "-o", "memory.tmx", "--json")[1], "export")
    assert isinstance(report, dict)
    tmx = Path("memory.tmx").read_text("utf-8")
    assert tmx.count("<tu ") + tmx.count("<tu>") == report["units"] > 20
    assert 'srclang="zh-CN"' in tmx
    assert duizhao("export", "-o", "memory.po")[0] == 0
    assert f'msgid "{KNOWN}"' in Path("memory.po").read_text("utf-8")
    assert duizhao("export", "-o", "memory.doc")[0] == 2


def test_check_finds_the_two_planted_mistakes_and_says_no(workspace: Path, duizhao: Run) -> None:
    code, out, _ = duizhao("check", "articles/factory.en.html", "--against", "articles/factory.zh.html", "--json")
    report = valid(out, "check")
    assert isinstance(report, dict)
    errors = [finding for finding in report["findings"] if finding["severity"] == "error"]
    assert code == 1
    assert sorted(finding["rule"] for finding in errors) == ["number.value", "term.forbidden"]


@pytest.mark.parametrize("story", ["park.zh.html park.en.html", "fair.zh.txt fair.en.txt", "port.zh.html port.en.txt"])
def test_check_leaves_a_sound_version_alone(workspace: Path, duizhao: Run, story: str) -> None:
    source, target = story.split()
    code, out, _ = duizhao("check", f"articles/{target}", "--against", f"articles/{source}", "--json")
    assert [finding for finding in json.loads(out)["findings"] if finding["severity"] != "suggestion"] == []
    assert code == 0


def test_check_takes_a_bilingual_table(workspace: Path, duizhao: Run) -> None:
    Path("pairs.tsv").write_text("两江新区引进50家企业。\tLiangjiang New Area drew 60 enterprises.\n", "utf-8")
    code, out, _ = duizhao("check", "pairs.tsv", "--json")
    assert code == 1
    assert [finding["rule"] for finding in json.loads(out)["findings"]] == ["number.value"]


def test_a_glossary_goes_out_as_a_table_and_comes_back(workspace: Path, duizhao: Run) -> None:
    duizhao("terms", "import", "articles/glossary.csv")
    known = load_glossary(workspace / "glossary.csv")
    for name in ("out.csv", "out.tsv"):
        assert duizhao("terms", "export", "-o", name) == (0, f"{name}: {len(known.concepts)} concepts.\n", "")
        assert (workspace / name).read_bytes().startswith(b"\xef\xbb\xbfzh")
        assert load_glossary(workspace / name) == known
    assert "Use .csv or .xlsx." in duizhao("terms", "export", "-o", "out.ods")[2]


def test_what_to_know_of_imported_terms_is_told(workspace: Path, duizhao: Run) -> None:
    (workspace / "terms.csv").write_text("zh,en\n渝 | 渝州,Yuzhou\n", "utf-8")
    code, out, err = duizhao("terms", "import", "terms.csv", "--json")
    reports = valid(out, "terms-import")
    assert isinstance(reports, list)
    assert (code, reports[0]["notices"]) == (0, ["line 2: '渝' is one character, and is found inside other words too"])
    assert err == "duizhao: terms.csv:2: '渝' is one character, and is found inside other words too.\n"


def test_terms_are_listed_and_imported_once(workspace: Path, duizhao: Run) -> None:
    concepts = valid(duizhao("terms", "list", "赛力斯", "--json")[1], "terms")
    assert isinstance(concepts, list)
    assert any(term["text"] == "Seres" for concept in concepts for term in concept["terms"])
    report = valid(duizhao("terms", "import", "articles/glossary.csv", "--json")[1], "terms-import")
    assert isinstance(report, list)
    assert (report[0]["added"], report[0]["concepts"]) == (0, 163)


def test_a_draft_is_filled_from_the_memory_and_not_published_unfinished(filled: Path, duizhao: Run) -> None:
    code, out, _ = duizhao("draft", "new", "articles/expo.zh.txt", "-o", "draft.xlf", "--json")
    counts = valid(out, "draft")
    assert code == 0
    assert isinstance(counts, dict)
    assert counts["filled"] >= 1
    assert counts["proposed"] >= 2
    assert counts["open"] > 0
    code, _, err = duizhao("publish", "draft.xlf", "-o", "site")
    assert code == 1
    assert not Path("site").exists()
    assert re.search(r"\d+ of \d+", err), err
    code, _, _ = duizhao("publish", "draft.xlf", "-o", "site", "--reason", "shown to the printer")
    assert code == 0
    assert "shown to the printer" in Path("site/editions.log").read_text("utf-8")
    assert Path("site/draft.html").exists()


def test_the_memory_says_what_it_holds(filled: Path, duizhao: Run) -> None:
    stats = valid(duizhao("memory", "stats", "--json")[1], "stats")
    assert isinstance(stats, dict)
    assert stats["units"] > 20
    assert stats["stories"] == 1


def test_the_demonstration_works_twice(tmp_path: Path, duizhao: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        code, out, err = duizhao("demo", "demo")
        assert code == 0, err
        for made in ("memory.tmx", "draft.xlf", "index.html"):
            assert Path("demo", made).stat().st_size > 1000
    assert "$ duizhao find" in out
    assert "not" in err


def test_the_first_screen_of_the_readme_shows_real_output(filled: Path, duizhao: Run) -> None:
    readme = (SCHEMAS.parents[1] / "README.md").read_text("utf-8")
    (command, printed) = re.findall(r"```console\n\$ duizhao (.*?)\n(.*?)```", readme, re.S)[0]
    assert duizhao(*shlex.split(command)) == (0, printed, "")


def test_the_python_of_the_readme_runs(workspace: Path) -> None:
    readme = (SCHEMAS.parents[1] / "README.md").read_text("utf-8")
    (program,) = re.findall(r"```python\n(.*?)```", readme, re.S)
    names: dict[str, Any] = {}
    exec(program, names)
    assert [finding for finding in names["findings"] if finding.severity != "suggestion"] == []
