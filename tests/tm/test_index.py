"""The index of a memory: whatever it holds and however it is kept, it finds what comparing every key finds."""

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from tm import Memory, Provenance, TranslationUnit, Variant, open_memory
from tm.lookup.index import Nearest
from tm.sqlite.index.agreement import find_disagreements
from tm.sqlite.index.near import Near


class Keys:
    """Keys in a table as a memory has it, with an index of small parts."""

    def __init__(self, keys: Sequence[str] = (), *, wait: int = 8, may_write: bool = True) -> None:
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        self.connection.execute(
            "CREATE TABLE folded (language TEXT, unit INTEGER, key TEXT, PRIMARY KEY (language, unit))"
        )
        self.index = Near(self.connection, may_write=may_write, wait=wait)
        self.keys: dict[int, str] = {}
        self.add(keys)

    def add(self, keys: Sequence[str]) -> None:
        first = max(self.keys, default=0) + 1
        new = dict(enumerate(keys, first))
        self.connection.executemany("INSERT INTO folded VALUES ('en', ?, ?)", new.items())
        self.keys |= new

    def remove(self, number: int) -> None:
        self.connection.execute("DELETE FROM folded WHERE unit = ?", (number,))
        del self.keys[number]

    def near(
        self, language: str, key: str, *, lengths: tuple[int, float], minimum: float
    ) -> Iterator[tuple[float, list[tuple[int, str]]]]:
        yield from self.index.find(language, key, least=lengths[0], greatest=lengths[1], minimum=minimum)

    def found(self, query: str, minimum: float) -> dict[int, float]:
        nearest = Nearest(self, ["en"], query, minimum=minimum)  # type: ignore[arg-type]
        hits = nearest.take(len(self.keys) + 50)
        assert [hit.similarity for hit in hits] == sorted((hit.similarity for hit in hits), reverse=True)
        return {hit.number: hit.similarity for hit in hits if hit.number in self.keys}

    def compared(self, query: str, minimum: float) -> dict[int, float]:
        near = {number: fuzz.ratio(query, key) for number, key in self.keys.items()}
        return {number: value for number, value in near.items() if value >= minimum - 1e-6}

    def segments(self) -> list[tuple[int, int]]:
        return self.connection.execute("SELECT first, last FROM near_segment ORDER BY first").fetchall()


texts = st.text("ab两江 .𠮷\U00020000", max_size=12) | st.text(max_size=60)


@settings(max_examples=200, deadline=None)
@given(
    query=texts.filter(bool), batches=st.lists(st.lists(texts, max_size=12), max_size=4), minimum=st.integers(0, 100)
)
@example(query="a", batches=[["0" * 12 + "\0" + "0" * 17, *[""] * 8, "a" * 12]], minimum=7)
@example(query="a" * 9, batches=[["a"]], minimum=20)
@example(query="a" * 7, batches=[["a" * 13, "a" * 14]], minimum=70)
@example(query="园", batches=[["园", "园区", "", "区"] * 5], minimum=60)
@example(query="a", batches=[["", "", "", "", "", "", "", "", "aaaaaaaaa"]], minimum=20)
def test_finds_what_comparing_every_key_finds(query: str, batches: list[list[str]], minimum: int) -> None:
    keys = Keys()
    for batch in batches:
        keys.add(batch)
        assert keys.found(query, minimum) == pytest.approx(keys.compared(query, minimum))


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_finds_edited_sentences_by_their_runs(data: st.DataObject) -> None:
    words = st.sampled_from(
        [
            "the",
            "new",
            "area",
            "park",
            "opened",
            "in",
            "march",
            "fifty",
            "companies",
            "moved",
            "robots",
            "plant",
            "exports",
            "rose",
        ]
    )
    sentences = data.draw(
        st.lists(st.lists(words, min_size=9, max_size=14, unique=True).map(" ".join), min_size=40, max_size=60)
    )
    sentence = data.draw(st.sampled_from(sentences))
    at = data.draw(st.integers(0, len(sentence) - 1))
    query = sentence[:at] + data.draw(st.text("xyz ", max_size=3)) + sentence[at + 1 :]
    # Ten of each, so that more keys have a fitting length than are compared without runs.
    keys = Keys(sentences * 15, wait=100)
    best = max(keys.compared(query, 70).values())
    assert max(keys.found(query, 70).values()) == best


def test_holds_a_key_of_100_000_characters() -> None:
    long = "两江新区数字产业园今年三月开园，" * 6250
    keys = Keys(["短", long, "园"] * 4)
    assert set(keys.found(long[:-1] + "。", 90)) == {2, 5, 8, 11}
    assert set(keys.found("园", 100)) == {3, 6, 9, 12}


def test_keeps_what_waits_in_the_file_and_takes_in_small_neighbours() -> None:
    keys = Keys(["the park opened"] * 9)
    keys.found("the park opened", 70)
    assert keys.segments() == [(1, 9)]
    keys.add(["the plant opened"] * 9)
    keys.found("the park opened", 70)
    assert keys.segments() == [(1, 18)]
    keys = Keys(["the park opened"] * 100)
    keys.found("the park opened", 70)
    keys.add(["the plant opened"] * 9)
    keys.found("the park opened", 70)
    assert keys.segments() == [(1, 100), (101, 109)]


def test_does_not_find_what_is_gone() -> None:
    keys = Keys(["the park opened", "the park closed"] * 6)
    assert len(keys.found("the park opened", 100)) == 6
    keys.remove(1)
    assert set(keys.found("the park opened", 100)) == {3, 5, 7, 9, 11}


def test_is_held_in_memory_where_the_file_may_not_be_written() -> None:
    keys = Keys(["the park opened"] * 30, may_write=False)
    assert len(keys.found("the park opened", 100)) == 30
    assert keys.connection.execute("SELECT count(*) FROM sqlite_master WHERE name LIKE 'near%'").fetchone() == (0,)


def test_is_made_anew_where_it_has_another_form_or_is_missing() -> None:
    keys = Keys(["the park opened"] * 30)
    keys.found("the park opened", 100)
    keys.connection.execute("UPDATE near_segment SET form = 'older'")
    assert len(keys.found("the park opened", 100)) == 30
    assert keys.segments() == [(1, 30)]
    keys.connection.execute("DELETE FROM near_segment")
    assert len(keys.found("the park opened", 100)) == 30
    assert keys.segments() == [(1, 30)]


def unit(source: str, target: str) -> TranslationUnit:
    return TranslationUnit((Variant("zh-CN", source), Variant("en", target)), Provenance())


def best(memory: Memory, text: str) -> list[tuple[str, int]]:
    found = memory.find(text, source_language="zh-CN", target_language="en")
    return [(match.target.text, match.score) for match in found]


def fill(memory: Memory, number: int) -> None:
    memory.add_units(unit(f"第{at}家企业今年三月入驻数字产业园。", f"Company {at} moved in.") for at in range(number))


def test_two_processes_see_what_the_other_adds(tmp_path: Path) -> None:
    file = tmp_path / "memory.db"
    with open_memory(file) as one, open_memory(file) as other:
        fill(one, 5000)
        assert best(other, "第77家企业今年三月入驻数字产业园。")[0] == ("Company 77 moved in.", 100)
        one.add_units([unit("机器人上岗了。", "Robots started work.")])
        assert best(other, "机器人上岗了。") == [("Robots started work.", 100)]
        other.add_units([unit("机器人下班了。", "Robots left work.")])
        assert best(one, "机器人下班了。")[0] == ("Robots left work.", 100)
        fill(other, 15000)
        assert best(one, "第14999家企业今年三月入驻数字产业园。")[0] == ("Company 14999 moved in.", 100)
        assert best(other, "第14999家企业今年三月入驻数字产业园。")[0] == ("Company 14999 moved in.", 100)


def test_a_memory_opened_for_reading_keeps_its_index_where_it_may(tmp_path: Path) -> None:
    file = tmp_path / "memory.db"
    with open_memory(file) as memory:
        fill(memory, 5000)
    with open_memory(file, read_only=True) as memory:
        assert best(memory, "第77家企业今年三月入驻数字产业园。")[0] == ("Company 77 moved in.", 100)
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT language, first, last FROM near_segment").fetchall() == [("zh-CN", 1, 5000)]


def test_forgets_what_a_failed_change_had_added(tmp_path: Path) -> None:
    with open_memory(tmp_path / "memory.db") as memory:
        fill(memory, 10)
        store = memory._store
        with pytest.raises(KeyError), store.write(at="", editor="", why=""):
            store.insert(unit("机器人上岗了。", "Robots started work."))
            assert best(memory, "机器人上岗了。") == [("Robots started work.", 100)]
            raise KeyError
        assert best(memory, "机器人上岗了。") == []
        memory.add_units([unit("机器人下班了。", "Robots left work.")])
        assert best(memory, "机器人下班了。") == [("Robots left work.", 100)]


class TestAgreement:
    @pytest.fixture
    def keys(self) -> Keys:
        sentences = [f"第{at}家企业入驻，robot number {at} has come to the plant today" for at in range(1, 200)]
        keys = Keys(sentences, wait=8)
        keys.found(sentences[0], 70)
        return keys

    def test_is_found_where_nothing_is_wrong(self, keys: Keys) -> None:
        keys.remove(7)
        assert keys.segments() == [(1, 199)]
        assert list(find_disagreements(keys.connection)) == []

    @pytest.mark.parametrize(
        ("statement", "told"),
        [
            ("UPDATE folded SET key = 'another' WHERE unit = 9", [("it has something else of the en text", 9)]),
            ("INSERT INTO folded VALUES ('en', 0, '零')", []),
            ("UPDATE near_segment SET first = 0", [("it does not find the en text", 0)]),
            (
                "UPDATE near_column SET data = zeroblob(length(data)) WHERE name = 'lengths'",
                [("it has something else of the en text", number) for number in range(1, 200)],
            ),
            (
                "UPDATE near_column SET data = zeroblob(4) WHERE name = 'lengths'",
                "the index of en for units 1 to 199 is not whole",
            ),
            (
                "DELETE FROM near_list",
                [("it does not find the en text by its runs", number) for number in (64, 128, 192)],
            ),
        ],
    )
    def test_is_missed_where_something_is(self, keys: Keys, statement: str, told: list[tuple[str, int]] | str) -> None:
        if "first = 0" in statement:
            keys.connection.execute("INSERT INTO folded VALUES ('en', 0, '零')")
        keys.connection.execute(statement)
        problems = list(find_disagreements(keys.connection))
        assert {problem.kind for problem in problems} <= {"index"}
        if isinstance(told, str):
            assert [problem.says for problem in problems] == [told]
        else:
            assert [(problem.says, problem.unit) for problem in problems] == told
