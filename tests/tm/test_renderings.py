"""How a phrase was rendered: what is marked in the other language, and what is left alone for not being sure."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpora.errors import WrongSetting
from corpora.lexicon import Lexicon
from tm import Memory, Provenance, TranslationUnit, Variant, open_memory
from tm.renderings import group_renderings, mark_counterparts

UNITS = (
    ("park", "2023-08-03", "数字经济产业园今年三月开园。", "The digital economy park opened in March."),
    ("park", "2023-08-03", "首批入驻产业园的企业有50家。", "Fifty companies were the first to move into the park."),
    ("park", "2023-08-03", "园区还将建设400套人才公寓。", "It will also build 400 apartments for skilled workers."),
    ("jobs", "2023-10-18", "人才公寓明年交付。", "The talent apartments will be handed over next year."),
    ("jobs", "2023-10-18", "李明住进了人才公寓。", "Li Ming has moved into one of the talent apartments."),
    (
        "jobs",
        "2023-10-18",
        "“人才公寓离工厂很近。”李明说。",
        "“The talent apartments are close to the plant,” said Li Ming.",
    ),
    ("road", "2024-01-12", "两江新区新开通三条公交线路。", "Liangjiang New Area has three new bus lines."),
    ("road", "2024-01-12", "张坤坤每天坐车上班。", "Zhang Kunkun takes the bus to work."),
)


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with open_memory(tmp_path / "memory.db") as opened:
        opened.add_units(
            TranslationUnit((Variant("zh-CN", zh), Variant("en", en)), Provenance(story, published=day))
            for story, day, zh, en in UNITS
        )
        yield opened


def marked(memory: Memory, phrase: str, *, language: str = "zh", lexicon: Lexicon | None = None) -> list[str]:
    """What is marked opposite a phrase, and how it is known."""
    found = memory.occurrences(phrase, language=language, lexicon=lexicon).found
    return [
        f"{mark.by}: {mark.span.cut(one.counterparts[0].text)}"
        for one in sorted(found, key=lambda one: one.unit.id or 0)
        for mark in one.marks
    ]


def test_words_that_stand_in_most_of_the_units_and_in_few_others_tell_a_phrase(memory: Memory) -> None:
    assert marked(memory, "人才公寓") == ["together: talent apartments"] * 3
    assert marked(memory, "talent apartments", language="en") == ["together: 人才公寓"] * 3


def test_the_glossary_tells_a_phrase_in_a_single_unit(memory: Memory) -> None:
    lexicon = Lexicon([("两江新区", "Liangjiang New Area")])
    assert marked(memory, "两江新区", lexicon=lexicon) == ["term: Liangjiang New Area"]
    assert marked(memory, "Liangjiang New Area", language="en", lexicon=lexicon) == ["term: 两江新区"]


def test_a_number_is_told_by_its_value_and_a_name_by_its_sound(memory: Memory) -> None:
    assert marked(memory, "50家") == ["number: Fifty"]
    assert marked(memory, "400套") == ["number: 400"]
    assert marked(memory, "张坤坤") == ["name: Zhang Kunkun"]
    assert marked(memory, "Zhang Kunkun", language="en") == ["name: 张坤坤"]


@pytest.mark.parametrize("phrase", ["开园", "公交线路", "今年三月"])
def test_what_is_not_sure_is_not_marked(memory: Memory, phrase: str) -> None:
    assert marked(memory, phrase) == []


def test_all_units_and_stories_are_counted_and_some_are_given(memory: Memory) -> None:
    found = memory.occurrences("人才公寓", language="zh", limit=2)
    assert (len(found.found), found.units, found.stories) == (2, 4, 2)
    assert [one.unit.id for one in found.found] == [6, 5]


def test_renderings_are_counted_with_stories_and_days(memory: Memory) -> None:
    (rendering,) = group_renderings(memory.occurrences("人才公寓", language="zh").found)
    told = rendering.text, rendering.units, rendering.stories, rendering.first, rendering.last
    assert told == ("talent apartments", 3, 1, "2023-10-18", "2023-10-18")


def test_the_second_way_of_saying_a_phrase_is_told_from_what_the_first_leaves(tmp_path: Path) -> None:
    ways = [
        "the new hub is open",
        "he visited the new hub",
        "our new hub",
        "a science centre",
        "this science centre grew",
    ]
    texts = [f"科创中心{number}号" for number in range(len(ways))]
    with open_memory(tmp_path / "memory.db") as memory:
        pairs = [*zip(texts, ways), *((zh, en) for _, _, zh, en in UNITS)]
        memory.add_units(TranslationUnit((Variant("zh", zh), Variant("en", en))) for zh, en in pairs)
        found = memory.occurrences("科创中心", language="zh").found
        assert {(one.text, one.units) for one in group_renderings(found)} == {("new hub", 3), ("science centre", 2)}


def test_a_pattern_finds_what_it_describes_and_marks_by_value(memory: Memory) -> None:
    assert marked(memory, "") == []
    found = memory.occurrences(r"\d+[家套]", language="zh", pattern=True).found
    assert [one.spans[0].cut(one.variant.text) for one in found] == ["400套", "50家"]
    assert [mark.span.cut(one.counterparts[0].text) for one in found for mark in one.marks] == ["400", "Fifty"]


@pytest.mark.parametrize("pattern", ["(", "[家", r"(?P<a>.)(?P=b)"])
def test_a_pattern_that_is_none_is_told(memory: Memory, pattern: str) -> None:
    with pytest.raises(WrongSetting, match="cannot be read"):
        memory.occurrences(pattern, language="zh", pattern=True)


def test_a_pattern_that_takes_for_ever_is_told(tmp_path: Path) -> None:
    with open_memory(tmp_path / "memory.db") as memory:
        memory.add_units([TranslationUnit((Variant("zh", "园" * 5000 + "。"), Variant("en", "Park.")))])
        with pytest.raises(WrongSetting, match="takes too long"):
            memory.occurrences("(?:园|园园)*+x|(园?园?)*y", language="zh", pattern=True)


def test_nothing_found_has_no_counterparts() -> None:
    assert mark_counterparts([], []) == []
