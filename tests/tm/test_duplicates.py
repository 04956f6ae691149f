"""Units that say the same: which are found, which stays, and why."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.errors import WrongSetting
from tm import Memory, Provenance, TranslationUnit, Variant, open_memory
from tm.lookup.scoring import similarity
from tm.upkeep.duplicates import find_duplicates, find_near_duplicates
from tm.upkeep.near import find_near


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with open_memory(tmp_path / "memory.db") as memory:
        yield memory


def unit(
    source: str,
    target: str,
    story: str = "",
    *,
    languages: tuple[str, str] = ("zh-CN", "en"),
    flags: tuple[str, ...] = (),
    around: tuple[str, str] = ("", ""),
    notes: tuple[str, ...] = (),
    **provenance: Any,
) -> TranslationUnit:
    names = (f"{story}.zh.html", f"{story}.en.html") if story else ("", "")
    return TranslationUnit(
        (Variant(languages[0], source), Variant(languages[1], target)),
        Provenance(*names, **provenance),
        frozenset(flags),
        *around,
        notes,
    )


OPENED = ("产业园三月开园。", "The park opened in March.")


def exact(memory: Memory, *units: TranslationUnit, contexts: bool = False) -> list[tuple[int, int, str]]:
    memory.add_units(units)
    found = find_duplicates(memory, contexts=contexts)
    return [(one.unit.id or 0, one.kept.id or 0, one.reason) for one in found]


def near(
    memory: Memory, *units: TranslationUnit, minimum: int = 90, loose: bool = False
) -> list[tuple[int, int, int, int]]:
    memory.add_units(units)
    found = find_near_duplicates(memory, minimum=minimum, loose=loose)
    return [(one.unit.id or 0, one.kept.id or 0, int(one.source), int(one.target)) for one in found]


class TestExact:
    def test_the_unit_of_the_newer_story_stays(self, memory: Memory) -> None:
        units = [
            unit(*OPENED, "old", published="2023-01-01"),
            unit(*OPENED, "new", published="2024-01-01"),
            unit(*OPENED, "middle", published="2023-06-01"),
            unit("产业园五月开园。", "The park opened in May.", "old"),
        ]
        assert exact(memory, *units) == [(1, 2, "its story is newer"), (3, 2, "its story is newer")]

    @pytest.mark.parametrize(
        ("worse", "better", "reason"),
        [
            ({"flags": ("machine",)}, {"published": "2001-01-01"}, "it has fewer flags against it"),
            ({"flags": ("partial",)}, {"flags": ("unreviewed",)}, "it has fewer flags against it"),
            ({"story": "", "published": "2024-01-01"}, {"published": "2001-01-01"}, "it names its story"),
            ({"confidence": 0.6}, {"confidence": None}, "a person wrote it, or it was aligned more surely"),
            ({"confidence": 0.99}, {"confidence": 0.98, "published": "2024-01-01"}, "its story is newer"),
            ({}, {"notes": ("请核对。",)}, "it has notes"),
        ],
    )
    def test_says_why_a_unit_stays(
        self, memory: Memory, worse: dict[str, Any], better: dict[str, Any], reason: str
    ) -> None:
        units = [unit(*OPENED, **{"story": "one", **worse}), unit(*OPENED, **{"story": "two", **better})]
        assert exact(memory, *units) == [(1, 2, reason)]

    def test_of_equal_units_the_first_stays(self, memory: Memory) -> None:
        assert exact(memory, unit(*OPENED, "b"), unit(*OPENED, "a")) == [(2, 1, "it was there first")]

    def test_other_languages_or_texts_are_no_duplicates(self, memory: Memory) -> None:
        units = [
            unit(*OPENED, "a"),
            unit(*OPENED, "b", languages=("zh-CN", "en-GB")),
            unit(OPENED[0], "The park opened in March", "c"),
        ]
        assert exact(memory, *units) == []

    def test_a_sentence_that_a_story_says_twice_stays_twice(self, memory: Memory) -> None:
        from tm.keeping import keep_story  # noqa: F401

        store = memory._store
        with store.write(at="", editor="", why=""):
            first, second = (store.insert(unit(*OPENED, "a")) for _ in range(2))
        assert (first, second) == (1, 2)
        assert exact(memory) == []

    def test_other_neighbours_may_be_left(self, memory: Memory) -> None:
        units = [
            unit(*OPENED, "a", around=("序言。", "“结尾”")),
            unit(*OPENED, "b", around=("", "")),
            unit(*OPENED, "c", around=("序言。", "「结尾」")),
        ]
        assert [found[:2] for found in exact(memory, *units)] == [(2, 1), (3, 1)]
        assert [found[:2] for found in exact(memory, contexts=True)] == [(3, 1)]


class TestNear:
    def test_a_side_that_differs_in_form_alone_and_one_that_is_near(self, memory: Memory) -> None:
        units = [
            unit(
                "产业园今年三月开园，首批企业入驻。", "The park opened in March, and the first companies moved in.", "a"
            ),
            unit(
                "产业园于今年三月开园，首批企业入驻", "The park opened in March and the first companies moved in", "b"
            ),
        ]
        assert near(memory, *units) == [(2, 1, 94, 98)]
        assert near(memory, minimum=95) == []

    def test_two_renderings_of_one_sentence_that_are_near(self, memory: Memory) -> None:
        units = [
            unit(OPENED[0], "The industrial park opened in March this year.", "a"),
            unit(OPENED[0], "The industrial park was opened in March this year.", "b", published="2024-01-01"),
            unit(OPENED[0], "In March, the park welcomed its first companies.", "c"),
        ]
        assert near(memory, *units) == [(1, 2, 100, 95)]

    def test_other_words_on_both_sides_may_be_another_fact(self, memory: Memory) -> None:
        units = [
            unit(
                "总经理殷少波在产业园接受了记者的采访。", "General manager Yin Shaobo was interviewed at the park.", "a"
            ),
            unit(
                "总经理殷少涛在产业园接受了记者的采访。",
                "General manager Yin Shaotao was interviewed at the park.",
                "b",
            ),
        ]
        assert near(memory, *units) == []
        assert near(memory, loose=True) == [(2, 1, 94, 97)]

    @pytest.mark.parametrize(
        ("source", "target"),
        [
            ("园区已经吸引了60家企业入驻办公。", "The park has drawn the first 50 companies so far."),
            ("园区已经吸引了50家企业入驻办公。", "The park has drawn the first 60 companies so far."),
            ("园区已经吸引了五十一家企业入驻办公。", "The park has drawn the first 50 companies so far."),
        ],
    )
    def test_other_numbers_are_another_fact(self, memory: Memory, source: str, target: str) -> None:
        units = [
            unit("园区已经吸引了50家企业入驻办公。", "The park has drawn the first 50 companies so far.", "a"),
            unit(source, target, "b"),
        ]
        assert near(memory, *units, minimum=80, loose=True) == []

    def test_what_goes_is_near_to_what_stays_and_not_to_another_that_goes(self, memory: Memory) -> None:
        targets = [
            "The park opened in March this year, as it had planned",
            "The park opened in March this year, as it had planned to",
            "The park opened in March this year, as it had planned to do",
            "The park opened in March this year, as it had planned to do so",
        ]
        scores = [similarity(targets[0].lower(), other.lower()) for other in targets[1:]]
        assert [score >= 96 for score in scores] == [True, False, False]
        found = near(memory, *(unit(OPENED[0], text, str(at)) for at, text in enumerate(targets)), minimum=96)
        assert [pair[:2] for pair in found] == [(2, 1), (4, 3)]

    def test_ids_may_be_left_out_and_one_story_has_no_duplicates(self, memory: Memory) -> None:
        memory.add_units([unit(OPENED[0], "The park opened in March", "a"), unit(*OPENED, "b"), unit(*OPENED, "c")])
        memory.add_units([unit(OPENED[0], "The park opened in march.", "a")])
        found = find_near_duplicates(memory, minimum=95, without=[3])
        assert [(one.unit.id, one.kept.id) for one in found] == [(2, 1)]

    def test_a_least_likeness_that_would_mean_nothing_is_refused(self, memory: Memory) -> None:
        with pytest.raises(WrongSetting):
            find_near_duplicates(memory, minimum=70)


@given(st.sets(st.text(st.sampled_from("园区企业𠮷ab"), max_size=14), max_size=30).map(sorted), st.integers(50, 100))
def test_near_keys_are_those_that_brute_force_finds(keys: list[str], minimum: int) -> None:
    found = list(find_near(keys, minimum=minimum))
    expected = [
        (one, other, similarity(keys[one], keys[other]))
        for one, other in combinations(range(len(keys)), 2)
        if similarity(keys[one], keys[other]) >= minimum
    ]
    assert sorted(found) == expected
