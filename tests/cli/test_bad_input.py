"""Wrong input: one line that says what and what to do, exit 2, nothing changed."""

import os
import sqlite3
from pathlib import Path

import pytest

from cli.main import run

STORY = "产业园昨日开园\n\n两江新区数字经济产业园昨日开园，首批50家企业入驻。园区负责人说，明年还将新增30家。\n"
VERSION = "Park opens\n\nA digital park opened in the new area on Thursday with 50 enterprises. Thirty more will come next year.\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a sound pair, entered."""
    monkeypatch.chdir(tmp_path)
    assert run(["init"]) == 0
    Path("story.zh.txt").write_text(STORY, "utf-8")
    Path("story.en.txt").write_text(VERSION, "utf-8")
    return tmp_path


def refused(capfd: pytest.CaptureFixture[str], *arguments: str, code: int = 2) -> str:
    """Runs a command line that must fail with one line, and gives that line."""
    capfd.readouterr()
    assert run(list(arguments)) == code
    out, err = capfd.readouterr()
    assert err.startswith("duizhao: "), err
    assert err.count("\n") == 1, err
    assert "Traceback" not in err
    assert out == "" or code == 1
    return err


FILES: dict[str, bytes] = {
    "empty.html": b"",
    "blank.txt": b" \n\n \n",
    "binary.txt": bytes(range(256)) * 20,
    "picture.html": b"\x89PNG\r\n\x1a\n" + b"\x00" * 100,
    "paper.html": b"%PDF-1.7\n%\xe2\xe3\n1 0 obj",
    "wrong.txt": "第一段话，写于重庆。\n".encode() + b"\xff\xff\xfe\xff\n",
    "frames.html": b"<html><frameset cols='50%,50%'><frame src='a.html'><frame src='b.html'></frameset></html>",
    "menu.html": "<html><body><ul><li><a href='/'>首页</a></li><li><a href='/n'>新闻</a></li></ul></body></html>".encode(),
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("command", ["read", "segment", "align", "add", "check", "draft"])
def test_a_file_without_a_story_is_refused(
    place: Path, capfd: pytest.CaptureFixture[str], name: str, command: str
) -> None:
    Path(name).write_bytes(FILES[name])
    arguments = {
        "read": ["read", name],
        "segment": ["segment", name],
        "align": ["align", name, "story.en.txt"],
        "add": ["add", "story.zh.txt", name],
        "check": ["check", name, "--against", "story.zh.txt"],
        "draft": ["draft", "new", name, "-o", "draft.xlf"],
    }[command]
    before = snapshot(place)
    line = refused(capfd, *arguments)
    assert name in line
    assert snapshot(place) == before


def test_a_missing_file_a_folder_and_a_hundred_megabytes_are_refused(
    place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with Path("big.txt").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    assert "no such file" in refused(capfd, "read", "none.html")
    assert "folder" in refused(capfd, "read", "articles")
    assert "100 MB" in refused(capfd, "read", "big.txt")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Path("story.zh.txt").chmod(0)
    assert "may not be read" in refused(capfd, "read", "story.zh.txt")


def test_two_files_in_one_language_and_one_file_twice_are_refused(
    place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    Path("other.zh.txt").write_text(STORY.replace("昨日", "今日"), "utf-8")
    assert "both" in refused(capfd, "align", "story.zh.txt", "other.zh.txt")
    assert "both" in refused(capfd, "add", "story.zh.txt", "story.zh.txt")
    assert "both" in refused(capfd, "align", "story.zh.txt", "story.zh.txt", "--lines")


def test_unrelated_articles_are_said_to_be_so_and_not_added(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Path("other.en.txt").write_text(
        "Storm warning\n\nHeavy rain is expected along the coast tonight. Ferries will not run. "
        "Schools stay closed on Monday, and residents should keep away from the beach.\n",
        "utf-8",
    )
    assert "unrelated (score" in refused(capfd, "add", "story.zh.txt", "other.en.txt", code=1)
    assert "unrelated (score" in refused(capfd, "align", "story.zh.txt", "other.en.txt", code=1)


def test_without_a_workspace_the_remedy_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for arguments in (["find", "两江"], ["memory", "stats"], ["export", "-o", "a.tmx"], ["concordance", "两江"]):
        assert "duizhao init" in refused(capfd, *arguments)
    assert "duizhao init" in refused(capfd, "-w", "nowhere", "find", "两江")
    assert list(tmp_path.iterdir()) == []


def test_a_memory_that_is_none_is_refused_and_left_alone(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Path("memory.db").write_bytes(b"this is a letter, not a memory" * 100)
    before = Path("memory.db").read_bytes()
    assert "memory.db" in refused(capfd, "find", "两江")
    assert "memory.db" in refused(capfd, "add", "story.zh.txt", "story.en.txt")
    assert Path("memory.db").read_bytes() == before


def test_a_memory_of_a_newer_version_is_refused(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with sqlite3.connect("memory.db") as base:
        base.execute("PRAGMA user_version = 9999")
    base.close()
    assert "newer" in refused(capfd, "find", "两江")


def test_another_program_s_database_is_refused(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for file in Path().glob("memory.db*"):
        file.unlink()
    with sqlite3.connect("memory.db") as base:
        base.execute("CREATE TABLE letters (text)")
    base.close()
    assert "memory.db" in refused(capfd, "find", "两江")


def test_unknown_and_wrong_settings_are_named(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Path("duizhao.toml").write_text("memroy = 'a.db'\n", "utf-8")
    assert "memroy" in refused(capfd, "find", "两江")
    Path("duizhao.toml").write_text("minimum = 'high'\n", "utf-8")
    assert "minimum" in refused(capfd, "find", "两江")
    Path("duizhao.toml").write_text("source_language = \n", "utf-8")
    assert "TOML" in refused(capfd, "find", "两江")


def test_a_broken_glossary_is_named_with_its_line(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Path("terms.csv").write_text("zh,en,colour\n两江新区,Liangjiang New Area,blue\n", "utf-8")
    assert "colour" in refused(capfd, "terms", "import", "terms.csv")


def test_a_draft_that_is_none_is_refused(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Path("draft.xlf").write_text("<xliff><file>", "utf-8")
    assert "draft.xlf" in refused(capfd, "publish", "draft.xlf", "-o", "site")
    assert not Path("site").exists()


def test_beads_that_are_none_are_named_with_their_line(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Path("story.gold").write_text("[0]:[0]\n[1] = [1]\n", "utf-8")
    assert "story.gold:2" in refused(capfd, "align", "story.zh.txt", "story.en.txt", "--gold", "story.gold")


def test_wrong_use_is_one_line_too(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert "Did you mean align?" in refused(capfd, "aling", "a", "b")
    refused(capfd, "align", "story.zh.txt")
    refused(capfd, "find", "两江", "--min", "500")
    assert "nowhere" in refused(capfd, "align", "story.zh.txt", "story.en.txt", "-o", "nowhere/out.tsv")


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with what it holds; SQLite's log, which reading may write, left out."""
    return {
        path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file() and "memory.db-" not in path.name
    }
