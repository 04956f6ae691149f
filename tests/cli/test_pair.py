"""`duizhao pair` finds versions among files and folders, and `duizhao add --pairs` takes what it wrote."""

import json
import shutil
import zipfile
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
SAMPLES = Path(str(files("corpora.samples")))
STORIES = ("fair.zh.txt", "fair.en.txt", "port.zh.html", "port.en.txt", "storm.zh.txt", "storm.en.txt", "expo.zh.txt")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, duizhao: Run) -> Path:
    """A workspace with three pairs and a story alone, under names that say nothing, entered."""
    monkeypatch.chdir(tmp_path)
    assert duizhao("init")[0] == 0
    for number, name in enumerate(STORIES):
        shutil.copyfile(SAMPLES / name, tmp_path / "articles" / f"{number}{Path(name).suffix}")
    return tmp_path


PAIRS = [
    ("articles/0.txt", "articles/1.txt"),
    ("articles/2.html", "articles/3.txt"),
    ("articles/4.txt", "articles/5.txt"),
]


def valid(text: str, schema: str) -> Any:
    value = json.loads(text)
    jsonschema.validate(value, json.loads((SCHEMAS / f"{schema}.json").read_text("utf-8")))
    return value


def named(records: list[Any]) -> list[tuple[str, str | None]]:
    return [(record["source"], record["target"]) for record in records]


def test_pairs_are_found_and_written_a_line_each(workspace: Path, duizhao: Run) -> None:
    code, out, err = duizhao("pair", "articles", "-o", "pairs.jsonl")
    records = [valid(line, "pair") for line in Path("pairs.jsonl").read_text("utf-8").splitlines()]
    assert (code, out, err) == (0, "", "Wrote pairs.jsonl.\n")
    assert named(records) == PAIRS
    assert all(record["score"] > 0.9 and record["reasons"] for record in records)


def test_a_person_gets_a_table_with_reasons(workspace: Path, duizhao: Run) -> None:
    code, out, _ = duizhao("pair", "articles")
    assert code == 0
    lines = out.splitlines()
    assert lines[0].split()[1:] == list(PAIRS[0])
    assert "numbers said alike: 1200余" in lines[1]
    assert lines[-1] == "3 pairs among 7 articles, 1 without a version (--singles lists them)."


def test_articles_alone_are_listed_where_asked_for(workspace: Path, duizhao: Run) -> None:
    text = duizhao("pair", "articles", "--singles")[1]
    assert any(line.split()[:3] == ["-", "articles/6.txt", "nearest:"] for line in text.splitlines())
    lines = [
        valid(line, "pair") for line in duizhao("pair", "articles", "--singles", "--format", "jsonl")[1].splitlines()
    ]
    assert named(lines[-1:]) == [("articles/6.txt", None)]
    document = valid(duizhao("pair", "articles", "--json")[1], "pairs")
    assert [single["file"] for single in document["singles"]] == ["articles/6.txt"]
    assert document["signature"].startswith("pair|lang:zh-Hans-en|")


def test_files_zips_and_folders_are_taken_together_and_each_once(workspace: Path, duizhao: Run) -> None:
    with zipfile.ZipFile("english.zip", "w") as archive:
        for number in (1, 3):
            archive.write(f"articles/{number}.txt", f"en/{number}.txt")
    out = duizhao("pair", "english.zip", "articles/0.txt", "articles/2.html", "articles/0.txt", "--format", "jsonl")[1]
    assert named([json.loads(line) for line in out.splitlines()]) == [
        ("articles/0.txt", "english.zip/en/1.txt"),
        ("articles/2.html", "english.zip/en/3.txt"),
    ]


def test_direction_and_score_are_chosen(workspace: Path, duizhao: Run) -> None:
    out = duizhao("pair", "articles", "--source-lang", "en", "--format", "jsonl")[1]
    assert sorted(named([json.loads(line) for line in out.splitlines()])) == sorted((b, a) for a, b in PAIRS)
    code, out, _ = duizhao("pair", "articles/6.txt", "articles/1.txt")
    assert (code, out) == (1, "0 pairs among 2 articles, 2 without a version (--singles lists them).\n")
    code, _, err = duizhao("pair", "articles", "--target-lang", "fr")
    assert (code, "fr" in err) == (2, True)
    assert duizhao("pair", "articles", "--min-score", "1.5")[0] == 2


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_paired(workspace: Path, duizhao: Run) -> None:
    Path("articles/empty.html").write_text("", "utf-8")
    code, out, err = duizhao("pair", "articles", "--format", "jsonl")
    assert (code, named([json.loads(line) for line in out.splitlines()])) == (3, PAIRS)
    assert err.startswith("duizhao: articles/empty.html: the file is empty")
    code, out, err = duizhao("pair", "articles/0.txt", "none.txt", "articles/1.txt", "--format", "jsonl")
    assert (code, len(out.splitlines())) == (3, 1)
    assert "none.txt" in err


@pytest.mark.parametrize("arguments", [["nowhere"], ["house"], ["articles/0.txt"], ["none.txt", "other.txt"], []])
def test_wrong_input_is_refused_in_one_line_for_each_file(workspace: Path, duizhao: Run, arguments: list[str]) -> None:
    code, out, err = duizhao("pair", *arguments)
    assert (code, out) == (2, "")
    assert all(line.startswith("duizhao: ") for line in err.splitlines())
    assert len(err.splitlines()) == max(1, len(arguments))


def test_an_empty_zip_is_refused(workspace: Path, duizhao: Run) -> None:
    zipfile.ZipFile("empty.zip", "w").close()
    assert duizhao("pair", "empty.zip")[0] == 2


def test_every_pair_of_a_file_is_added_and_twice_adds_nothing(workspace: Path, duizhao: Run) -> None:
    assert duizhao("pair", "articles", "-o", "pairs.jsonl", "--singles")[0] == 0
    code, out, err = duizhao("add", "--pairs", "pairs.jsonl")
    assert (code, err) == (0, "")
    assert out.splitlines()[-1] == "3 of 3 pairs kept."
    assert json.loads(duizhao("memory", "stats", "--json")[1])["stories"] == 3
    report = valid(duizhao("add", "--pairs", "pairs.jsonl", "--json")[1], "added-pairs")
    assert [(record["added"], record["replaced"]) for record in report["pairs"]] == [(0, 0)] * 3
    lines = duizhao("add", "--pairs", "pairs.jsonl", "--format", "jsonl")[1].splitlines()
    assert named([valid(line, "added") for line in lines]) == PAIRS


def test_pairs_and_a_pair_added_by_hand_are_one(workspace: Path, duizhao: Run) -> None:
    assert duizhao("add", *PAIRS[0])[0] == 0
    write_pairs(PAIRS[:1])
    report = json.loads(duizhao("add", "--pairs", "pairs.jsonl", "--json")[1])
    assert report["pairs"][0]["added"] == 0
    assert report["pairs"][0]["unchanged"] > 10


def test_stories_within_zips_are_added(workspace: Path, duizhao: Run) -> None:
    with zipfile.ZipFile("all.zip", "w") as archive:
        for name in (*PAIRS[0], *PAIRS[1]):
            archive.write(name, Path(name).name)
    assert duizhao("pair", "all.zip", "-o", "pairs.jsonl")[0] == 0
    assert duizhao("add", "--pairs", "pairs.jsonl")[0] == 0
    assert json.loads(duizhao("memory", "stats", "--json")[1])["stories"] == 2


def test_a_bad_pair_is_named_and_the_others_are_added(workspace: Path, duizhao: Run) -> None:
    write_pairs([PAIRS[0], ("articles/none.txt", "articles/1.txt"), ("articles/6.txt", "articles/1.txt"), PAIRS[2]])
    with Path("pairs.jsonl").open("a", encoding="utf-8") as file:
        file.write('broken\n\n["a", "b"]\n{"source": 1, "target": 2}\n')
    code, out, err = duizhao("add", "--pairs", "pairs.jsonl")
    assert (code, out.splitlines()[-1]) == (3, "2 of 4 pairs kept.")
    told = err.splitlines()
    assert [line.split(": ")[1] for line in told] == [f"pairs.jsonl:{number}" for number in (2, 3, 5, 7, 8)]
    assert "articles/none.txt" in told[0]
    assert "look unrelated" in told[1]
    report = valid(duizhao("add", "--pairs", "pairs.jsonl", "--json")[1], "added-pairs")
    assert [each["line"] for each in report["skipped"]] == [2, 3, 5, 7, 8]


def test_a_file_of_other_things_is_refused_and_nothing_changes(workspace: Path, duizhao: Run) -> None:
    for arguments in (["--pairs", "articles/0.txt"], ["--pairs", "none.jsonl"], ["a.txt", "--pairs", "p.jsonl"], []):
        code, out, err = duizhao("add", *arguments)
        assert (code, out, err.count("\n")) == (2, "", 1)
    write_pairs([("articles/6.txt", "articles/1.txt")])
    assert duizhao("add", "--pairs", "pairs.jsonl")[0] == 1
    write_pairs([("articles/0.txt", "articles/4.txt")])
    assert duizhao("add", "--pairs", "pairs.jsonl")[0] == 2
    assert json.loads(duizhao("memory", "stats", "--json")[1])["units"] == 0


def write_pairs(pairs: list[tuple[str, str]]) -> None:
    rows = [json.dumps({"source": source, "target": target, "score": 1, "reasons": []}) for source, target in pairs]
    Path("pairs.jsonl").write_text("".join(f"{row}\n" for row in rows), "utf-8")
