"""`duizhao pair`, and `duizhao add --pairs`."""

import json
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
STORIES = ("park", "fair", "port")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, duizhao: Run) -> Path:
    """A workspace with three stories, their versions, and one story alone."""
    monkeypatch.chdir(tmp_path)
    with as_file(files("corpora.samples")) as samples:
        for name in (*STORIES, "library"):
            for story in samples.glob(f"{name}.*.*"):
                Path("stories").mkdir(exist_ok=True)
                Path("stories", story.name).write_bytes(story.read_bytes())
    assert duizhao("init")[0] == 0
    return tmp_path


def test_pairs_are_found_and_written_a_line_each(place: Path, duizhao: Run) -> None:
    code, _, _ = duizhao("pair", "stories", "-o", "pairs.jsonl")
    assert code == 0
    records = [json.loads(line) for line in Path("pairs.jsonl").read_text("utf-8").splitlines()]
    assert [Path(record["source"]).name.split(".")[0] for record in records] == sorted(STORIES)
    for record in records:
        assert set(record) == {"source", "target", "score", "reasons"}
        assert Path(record["source"]).name.split(".")[0] == Path(record["target"]).name.split(".")[0]
        assert 0.5 <= record["score"] <= 1.0


def test_the_table_names_pairs_reasons_and_those_left_alone(place: Path, duizhao: Run) -> None:
    code, out, _ = duizhao("pair", "stories", "--singles")
    assert code == 0
    assert "stories/park.zh.html" in out
    assert "numbers said alike" in out
    assert "stories/library.zh.html" in out
    assert "3 pairs among 7 articles, 1 without a version." in out


def test_pairs_are_taken_into_the_memory_and_a_bad_one_is_named(place: Path, duizhao: Run) -> None:
    duizhao("pair", "stories", "-o", "pairs.jsonl")
    with Path("pairs.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps({"source": "stories/gone.zh.txt", "target": "stories/park.en.html"}) + "\n")
    code, out, err = duizhao("add", "--pairs", "pairs.jsonl")
    assert code != 0
    assert "gone.zh.txt" in out + err
    code, out, _ = duizhao("memory", "stats", "--json")
    assert json.loads(out)["units"] > 60


def test_a_folder_in_one_language_has_nothing_to_pair(place: Path, duizhao: Run) -> None:
    for file in Path("stories").glob("*.en.*"):
        file.unlink()
    code, _, err = duizhao("pair", "stories")
    assert code != 0
    assert "language" in err
