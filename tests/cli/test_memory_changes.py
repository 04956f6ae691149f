"""A memory's changes on the command line: listed, taken back, forgotten, copied, put back."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tm import TranslationUnit, Variant, open_memory

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, duizhao: Run) -> None:
    monkeypatch.chdir(tmp_path)
    assert duizhao("init")[0] == 0
    with open_memory("memory.db") as memory:
        units = [TranslationUnit((Variant("zh-CN", f"第{at}家。"), Variant("en", f"No. {at}."))) for at in range(3)]
        memory.add_units(units[:2], editor="周敏", at="2026-01-01T08:00:00Z", why="old.tmx")
        memory.add_units(units[2:], editor="李丽", at="2026-01-02T08:00:00Z", why="new.tmx")


def units() -> int:
    with open_memory("memory.db", read_only=True) as memory:
        return memory.stats().units


def test_changes_are_listed_the_last_first(duizhao: Run) -> None:
    assert duizhao("memory", "changes") == (
        0,
        "     2  1 added                   2026-01-02T08:00:00Z  李丽  new.tmx\n"
        "     1  2 added                   2026-01-01T08:00:00Z  周敏  old.tmx\n",
        "",
    )
    (record,) = json.loads(duizhao("memory", "changes", "--limit", 1, "--json")[1])
    assert record == {
        "number": 2,
        "numbers": [2],
        "at": "2026-01-02T08:00:00Z",
        "editor": "李丽",
        "why": "new.tmx",
        "counts": {"added": 1},
    }


def test_a_change_is_taken_back_and_that_too(duizhao: Run) -> None:
    assert duizhao("memory", "undo", 1)[:2] == (0, "2 units removed, 0 as before, 0 brought back.\n")
    assert units() == 1
    assert duizhao("memory", "undo", 3)[:2] == (0, "0 units removed, 0 as before, 2 brought back.\n")
    assert units() == 3
    code, _, err = duizhao("memory", "undo", 99)
    assert code == 2
    assert "there is no change 99 in the memory" in err


def test_the_history_of_an_edited_unit_goes_back_to_the_one_before(duizhao: Run) -> None:
    with open_memory("memory.db") as memory:
        unit = memory.get(1)
        edited = replace(unit, variants=(unit.source, Variant("en", "Number nought.")))
        assert memory.edit(edited, editor="王芳", at="2026-01-03T08:00:00Z", why="style") == 4
    assert duizhao("memory", "history", 4)[1] == (
        "unit 4\n"
        "  zh-CN  第0家。\n"
        "  en  Number nought.\n"
        "added     2026-01-01T08:00:00Z  周敏  old.tmx\n"
        "replaced  2026-01-03T08:00:00Z  王芳  style\n"
        "          zh-CN: 第0家。\n"
        "          en: No. 0.\n"
        "added     2026-01-03T08:00:00Z  王芳  style\n"
        "          in the place of unit 1\n"
    )
    events = json.loads(duizhao("memory", "history", 4, "--json")[1])["events"]
    assert [(event["unit"], event["what"], event["continues"]) for event in events] == [
        (1, "added", None),
        (1, "replaced", None),
        (4, "added", 1),
    ]


def test_what_is_gone_is_forgotten(duizhao: Run) -> None:
    duizhao("memory", "undo", 1)
    code, out, _ = duizhao("memory", "compact")
    assert code == 0
    assert out.startswith("2 units forgotten, ")
    assert duizhao("memory", "verify")[0] == 0


def test_a_backup_comes_back(duizhao: Run) -> None:
    assert duizhao("memory", "backup", "copy.db")[0] == 0
    assert duizhao("memory", "backup", "copy.db")[0] == 2
    duizhao("memory", "undo", 1)
    code, out, _ = duizhao("memory", "restore", "copy.db")
    assert code == 0
    assert "memory.db.before-1" in out
    assert units() == 3
    Path("copy.db").write_bytes(b"no memory at all")
    assert duizhao("memory", "restore", "copy.db")[0] == 2
    assert units() == 3
