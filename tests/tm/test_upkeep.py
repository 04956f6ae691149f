"""A memory verified, units taken out of it, and memories made one."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpora.article import Article, Block, Segment
from corpora.bitext import Bead, Bitext
from corpora.errors import Unwritable, WrongFormat
from corpora.text import Span
from tm import Memory, Provenance, TranslationUnit, Variant, open_memory
from tm.keeping import Added
from tm.store import Change, Pair, Problem

STORY = Provenance(
    "park.zh.html", "park.en.html", title="开园", published="2023-08-03T16:16:44+08:00", editor="周敏",
    created="2023-08-04T00:00:00Z", changed="2023-08-05T00:00:00Z", confidence=0.9,
)  # fmt: skip
UNITS = (
    ("产业园三月开园。", "The park opened in March."),
    ("首批企业有50家。", "The first 50 companies moved in."),
    ("机器人不会累。", "Robots never tire."),
)


def unit(source: str, target: str, provenance: Provenance = STORY) -> TranslationUnit:
    return TranslationUnit((Variant("zh-CN", source), Variant("en", target)), provenance)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A memory with three units of a story and one that was removed."""
    file = tmp_path / "memory.db"
    with open_memory(file) as memory:
        memory.add_units([unit(*texts) for texts in UNITS] + [unit("删掉。", "Gone.")], at="2024-01-01T00:00:00Z")
        memory.remove([4], why="不要了", editor="李雷", at="2024-01-02T00:00:00Z")
    return file


def verify(file: Path) -> list[Problem]:
    with open_memory(file, read_only=True) as memory:
        return list(memory.verify())


def spoil(file: Path, *statements: str) -> None:
    """Changes the file behind the store's back."""
    with sqlite3.connect(file) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


class TestVerify:
    def test_a_memory_that_is_whole_has_no_problem(self, file: Path) -> None:
        assert verify(file) == []

    @pytest.mark.parametrize(
        ("statement", "problems"),
        [
            (
                "UPDATE folded SET key = '产业园五月开园.' WHERE unit = 1 AND language = 'zh-CN'",
                [Problem("key", "the key of the zh-CN text is not what the text gives", 1)],
            ),
            (
                "DELETE FROM folded WHERE unit = 2 AND language = 'en'",
                [Problem("key", "the en text has no key under which it is found", 2)],
            ),
            (
                "INSERT INTO folded (language, unit, place, key) VALUES ('de', 3, 2, 'roboter')",
                [Problem("key", "a key without its text", 3)],
            ),
            (
                "INSERT INTO folded (language, unit, place, key) VALUES ('en', 99, 1, 'robots')",
                [Problem("orphan", "keys of a unit that is not there", 99)],
            ),
            (
                "UPDATE unit SET digest = digest + 1 WHERE id = 3",
                [Problem("digest", "its digest is not what its texts and articles give", 3)],
            ),
            (
                "UPDATE unit SET dated = '2020-01-01' WHERE id = 2",
                [Problem("date", "the date that it is sorted by is not what it gives", 2)],
            ),
            (
                "UPDATE variant SET text = 'Robots never rest.' WHERE unit = 3 AND place = 1",
                [
                    Problem("key", "the key of the en text is not what the text gives", 3),
                    Problem("digest", "its digest is not what its texts and articles give", 3),
                ],
            ),
            (
                "INSERT INTO origin VALUES (9, 'a', 'b', 'zh', 'en', '', '', '')",
                [Problem("orphan", "a story without units")],
            ),
            (
                "UPDATE added SET first = 2 WHERE first = 1",
                [Problem("orphan", "a unit of which no event is known", 1)],
            ),
        ],
    )
    def test_each_problem_is_named_with_its_unit(self, file: Path, statement: str, problems: list[Problem]) -> None:
        spoil(file, statement)
        assert verify(file) == problems

    def test_parts_without_their_whole_are_named(self, file: Path) -> None:
        spoil(
            file,
            "DELETE FROM unit WHERE id = 2",
            "DELETE FROM change WHERE id = 2",
            "DELETE FROM variant WHERE unit = 1",
        )
        told = {(problem.kind, problem.says, problem.unit) for problem in verify(file)}
        assert {
            ("orphan", "texts of a unit that is not there", 2),
            ("orphan", "keys of a unit that is not there", 2),
            ("orphan", "a unit without its texts", 1),
            ("orphan", "an event without who and when", 4),
            ("key", "a key without its text", 1),
        } <= told
        assert any(kind == "damage" and number == 1 for kind, _, number in told)
        assert any(says.startswith("a row of variant names a unit") for _, says, _ in told)

    def test_a_unit_that_cannot_be_read_is_named_and_the_next_is_looked_at(self, file: Path) -> None:
        spoil(
            file,
            "UPDATE unit SET notes = 'no JSON' WHERE id = 1",
            'UPDATE variant SET codes = \'[[-1, "open", "1", "<b>"]]\' WHERE unit = 2 AND place = 0',
            "UPDATE unit SET digest = 0 WHERE id = 3",
        )
        found = verify(file)
        assert [(problem.kind, problem.unit) for problem in found] == [("damage", 1), ("damage", 2), ("digest", 3)]

    def test_a_broken_page_is_a_problem_and_no_error(self, tmp_path: Path) -> None:
        file = tmp_path / "memory.db"
        with open_memory(file) as memory:
            memory.add_units(unit(f"第{number}句话说产业园开园。", f"Sentence {number}.") for number in range(2000))
        data = bytearray(file.read_bytes())
        for page in range(10, len(data) // 4096, 7):
            data[page * 4096 : page * 4096 + 200] = b"\xff" * 200
        file.write_bytes(data)
        found = verify(file)
        assert found
        assert found[0].kind == "damage"

    @pytest.mark.parametrize("harm", [b"\xff" * 200, bytes(4096), b"M"])
    def test_the_broken_page_is_named(self, tmp_path: Path, harm: bytes) -> None:
        file = tmp_path / "memory.db"
        with open_memory(file) as memory:
            memory.add_units(unit(f"第{number}句话说产业园开园。", f"Sentence {number}.") for number in range(2000))
        data = file.read_bytes()
        with sqlite3.connect(file) as connection:
            roots = connection.execute("SELECT rootpage, name FROM sqlite_schema WHERE name IN ('unit', 'folded')")
            names = dict(roots.fetchall())
        connection.close()
        for page, name in names.items():
            at = (page - 1) * 4096
            file.write_bytes(data[:at] + harm + data[at + len(harm) :])
            assert Problem("damage", f"page {page} of the file, of {name}, is broken") in verify(file)
        file.write_bytes(data)
        assert verify(file) == []


class TestRemove:
    def test_what_is_removed_is_gone_and_remembered(self, file: Path) -> None:
        with open_memory(file) as memory:
            assert memory.remove([3, 1, 3, 99], why="重复", editor="周敏", at="2024-02-01T00:00:00Z") == 2
            assert [one.source.text for one in memory.units()] == [UNITS[1][0]]
            former = memory.history(3)[-1].former
            assert memory.history(3)[-1] == Change(3, "removed", "2024-02-01T00:00:00Z", "周敏", "重复", former)
            assert former == replace(unit(*UNITS[2]), id=3)
            assert list(memory.verify()) == []

    def test_nothing_is_removed_from_a_memory_that_is_only_read(self, file: Path) -> None:
        with open_memory(file, read_only=True) as memory, pytest.raises(Unwritable):
            memory.remove([1])


class TestMerge:
    @pytest.fixture
    def other(self, tmp_path: Path) -> Iterator[Memory]:
        with open_memory(tmp_path / "other.db") as other:
            yield other

    def test_units_come_with_all_that_they_say_and_once(self, file: Path, other: Memory) -> None:
        bare = unit("江水清清。", "The river is clear.", Provenance())
        other.add_units(
            [unit(*UNITS[0]), unit("港口开工。", "Work on the port began."), bare], at="2020-01-01T00:00:00Z"
        )
        theirs = {one.source.text: replace(one, id=None) for one in other.units()}
        with open_memory(file) as memory:
            for added, unchanged in ((2, 1), (0, 3)):
                done = memory.merge(other, name="desk.db", editor="周敏", at="2024-03-01T00:00:00Z")
                assert done == Added(added=added, unchanged=unchanged)
            ours = {one.source.text: replace(one, id=None) for one in memory.units()}
            assert ours.items() >= theirs.items()
            assert len(ours) == 5
            numbers = [one.id or 0 for one in memory.units() if one.source.text == "港口开工。"]
            assert memory.history(numbers[0]) == [
                Change(numbers[0], "added", "2024-03-01T00:00:00Z", "周敏", "merged from desk.db", None)
            ]
            assert list(memory.verify()) == []

    def test_beads_that_a_person_confirmed_come_too_where_nobody_confirmed_any(self, file: Path, other: Memory) -> None:
        story = Bitext(
            "zh-CN",
            "en",
            (Segment("江水清清。", span=Span(0, 5)),),
            (Segment("The river is clear.", span=Span(0, 19)),),
            (Bead((0,), (0,), confirmed=True),),
            Article("zh-CN", (Block("paragraph", "江水清清。"),), name="river.zh.txt"),
            Article("en", (Block("paragraph", "The river is clear."),), name="river.en.txt"),
        )
        other.add(story)
        pair = Pair("river.zh.txt", "river.en.txt", "zh-CN", "en")
        with open_memory(file) as memory:
            assert memory.merge(other, name="other.db") == Added(added=1, confirmed=1)
            assert memory.beads(pair) == other.beads(pair) != []
            assert memory.merge(other, name="other.db") == Added(unchanged=1)

    def test_what_came_before_a_break_stays(self, file: Path, other: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken() -> Iterator[TranslationUnit]:
            yield unit("港口开工。", "Work on the port began.")
            raise WrongFormat("a page of the other memory is damaged")

        monkeypatch.setattr(other, "units", broken)
        with open_memory(file) as memory:
            with pytest.raises(WrongFormat):
                memory.merge(other, name="other.db")
            assert len(list(memory.units())) == 4
