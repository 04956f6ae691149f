"""Parts of a sentence that the memory knows, and sentences looked up with their neighbours."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpora.lexicon import Lexicon
from tm import Memory, TranslationUnit, Variant, open_memory
from tm.lookup.windows import cover

UNITS = [
    ("两江新区今年引进50家企业，其中30家是科技企业。",
     "The Liangjiang New Area drew 50 enterprises this year, 30 of them technology firms."),
    ("两江新区举办创新大会。", "The Liangjiang New Area held an innovation conference."),
    ("赛力斯超级工厂有1000台机器人。", "The Seres super factory has 1,000 robots."),
    ("记者在赛力斯超级工厂看到，机器人很忙。", "At the Seres super factory, robots were busy."),
]  # fmt: skip


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with open_memory(tmp_path / "memory.db") as opened:
        opened.add_units(TranslationUnit((Variant("zh-CN", zh), Variant("en", en))) for zh, en in UNITS)
        yield opened


def parts(memory: Memory, text: str, source: str, target: str, lexicon: Lexicon | None = None) -> list[tuple[str, ...]]:
    """What was found: the part, how many units have it, where it stands in one, and its counterpart."""
    found = memory.fragments(text, source_language=source, target_language=target, lexicon=lexicon)
    return [
        (
            match.part.query_span.cut(text), str(match.part.units), match.part.source_span.cut(match.source.text),
            *(span.cut(match.target.text) for span in match.part.target_spans),
        )
        for match in found if match.part
    ]  # fmt: skip


class TestFragments:
    def test_are_the_longest_parts_that_units_have_in_order_of_the_text(self, memory: Memory) -> None:
        text = "昨天，两江新区的赛力斯超级工厂引进50家企业参加创新大会。"
        assert parts(memory, text, "zh", "en") == [
            ("两江新区", "2", "两江新区", "Liangjiang New Area"),
            ("赛力斯超级工厂", "2", "赛力斯超级工厂"),
            ("引进50家企业", "1", "引进50家企业"),
            ("创新大会", "1", "创新大会"),
        ]

    def test_are_whole_words_where_words_are_spaced(self, memory: Memory) -> None:
        text = "Yesterday, the SERES super factory held an innovation conferences in Bishan."
        assert parts(memory, text, "en", "zh") == [
            ("the SERES super factory", "2", "the Seres super factory"),
            ("held an innovation", "1", "held an innovation"),
        ]

    def test_have_their_counterpart_from_the_glossary(self, memory: Memory) -> None:
        lexicon = Lexicon([("创新大会", "innovation conference")])
        assert parts(memory, "创新大会来了。", "zh", "en", lexicon) == [
            ("创新大会", "1", "创新大会", "innovation conference")
        ]

    def test_say_what_share_of_the_text_they_are(self, memory: Memory) -> None:
        (match,) = memory.fragments("创新大会来了吗？", source_language="zh", target_language="en")
        assert (match.kind, match.score) == ("fragment", 50)

    @pytest.mark.parametrize("text", ["", "。", "区", "今年", "of them", "什么都没有", "的的的的的", "𠮷𠮷"])
    def test_are_none_of_too_little(self, memory: Memory, text: str) -> None:
        assert parts(memory, text, "zh", "en") == []

    def test_are_found_among_thousands(self, memory: Memory) -> None:
        memory.add_units(
            TranslationUnit(
                (Variant("zh-CN", f"第{at}届展会于{at}年开幕，共有{at}家企业。"), Variant("en", f"Fair {at}."))
            )
            for at in range(6000)
        )
        found = parts(memory, "赛力斯超级工厂在第77届展会上亮相，引进50家企业。", "zh", "en")
        assert [part for part, *_ in found] == ["赛力斯超级工厂", "第77届展会", "引进50家企业"]


class TestWindows:
    def test_join_sentences_that_a_unit_has_as_one(self, memory: Memory) -> None:
        story = ["两江新区今年引进50家企业，", "其中30家是科技企业。", "赛力斯超级工厂有1000台机器人。"]
        windows = list(memory.find_story(story, source_language="zh", target_language="en"))
        assert [(one.start, one.end) for one in windows if one.end - one.start == 1] == [(0, 1), (1, 2), (2, 3)]
        assert [(one.start, one.end) for one in cover(windows, 3)] == [(0, 2), (2, 3)]
        assert [one.matches[0].kind for one in cover(windows, 3)] == ["exact", "exact"]

    def test_are_joined_with_spaces_where_words_are_spaced(self, memory: Memory) -> None:
        story = ["The Liangjiang New Area drew 50 enterprises this year,", "30 of them technology firms."]
        windows = memory.find_story(story, source_language="en", target_language="zh")
        assert [(one.start, one.end) for one in cover(list(windows), 2)] == [(0, 2)]

    def test_know_what_stands_around(self, tmp_path: Path) -> None:
        with open_memory(tmp_path / "context.db") as memory:
            unit = TranslationUnit(
                (Variant("zh", "开园了。来了五十家。"), Variant("en", "It opened, and fifty came.")),
                before="前。",
                after="后。",
            )
            memory.add_units([unit])
            windows = memory.find_story(
                ["前。", "开园了。", "来了五十家。", "后。"], source_language="zh", target_language="en"
            )
            assert [one.matches[0].score for one in windows if one.matches and one.end - one.start == 2] == [101]

    def test_leave_sentences_apart_that_are_known(self, memory: Memory) -> None:
        story = [zh for zh, _ in UNITS]
        windows = list(memory.find_story(story, source_language="zh", target_language="en"))
        assert [(one.start, one.end) for one in windows] == [(at, at + 1) for at in range(4)]

    def test_of_nothing_are_none(self, memory: Memory) -> None:
        assert list(memory.find_story([], source_language="zh", target_language="en")) == []
        assert cover([], 0) == []
