"""Numbers exchanged in a near match: where it is certain it is done, and where it is not it is left."""

from pathlib import Path

import pytest

from tm import Memory, TranslationUnit, Variant, open_memory
from tm.lookup.repair import find_repairs

# Query, stored source, stored target, and the target that fits the query.
REPAIRED = [
    ("园区今年引进86家企业。", "园区今年引进50家企业。", "The park drew 50 enterprises this year.",
     "The park drew 86 enterprises this year."),
    ("工厂有1200台机器人。", "工厂有1000台机器人。", "The plant has 1,000 robots.", "The plant has 1,200 robots."),
    ("出口增长8.5%。", "出口增长12.3%。", "Exports rose by 12.3 percent.", "Exports rose by 8.5 percent."),
    ("总投资3.2亿元。", "总投资12亿元。", "The total investment is 1.2 billion yuan.",
     "The total investment is 320,000,000 yuan."),
    ("活动于9月5日举行。", "活动于9月3日举行。", "The event was held on Sept. 3.", "The event was held on Sept. 5."),
    ("展会于5月开幕。", "展会于3月开幕。", "The fair opened in March.", "The fair opened in May."),
    ("2024年，新区新增30家企业。", "2023年，新区新增50家企业。", "In 2023, the new area added 50 enterprises.",
     "In 2024, the new area added 30 enterprises."),
    ("他们种了五棵树。", "他们种了三棵树。", "They planted three trees.", "They planted five trees."),
    ("The park drew 86 firms.", "The park drew 50 firms.", "园区引进50家企业。", None),
]  # fmt: skip
LEFT = [
    # Words differ beside the numbers.
    ("2016年上半年增长6%。", "2015年全年增长5%。", "Growth was 5 percent in 2015."),
    # Two places have the value.
    ("产量增至80万辆，销量50万辆。", "产量增至50万辆，销量50万辆。", "Output and sales rose to 500,000 each."),
    ("引进86家企业，建成50座厂房。", "引进50家企业，建成50座厂房。", "It drew 50 firms and built 50 plants."),
    # The target does not have it.
    ("园区今年引进86家企业。", "园区今年引进50家企业。", "The park drew dozens of enterprises this year."),
    # One is not vaguer than the other.
    ("引进约86家企业。", "引进50家企业。", "It drew 50 firms."),
    ("引进50余家企业。", "引进50家企业。", "It drew 50 firms."),
    # One is of one thing.
    ("引进1家企业。", "引进50家企业。", "It drew 50 firms."),
    # Another unit, another kind.
    ("总长86米。", "总长86公里。", "It is 86 kilometers long."),
    ("增长5个百分点。", "增长5%。", "It rose by 5 percent."),
    # An article would have to change.
    ("实现8%的增长。", "实现5%的增长。", "It saw a 5 percent rise."),
    # Nothing differs in numbers.
    ("园区今年引进50家企业！", "园区今年引进50家企业。", "The park drew 50 enterprises this year."),
]


@pytest.mark.parametrize(("query", "source", "target", "right"), REPAIRED)
def test_numbers_are_exchanged(query: str, source: str, target: str, right: str | None, tmp_path: Path) -> None:
    languages = ("zh-CN", "en") if right else ("en", "zh-CN")
    with open_memory(tmp_path / "memory.db") as memory:
        memory.add_units([TranslationUnit((Variant(languages[0], source), Variant(languages[1], target)))])
        (match,) = memory.find(query, source_language=languages[0], target_language=languages[1], minimum=50)
    assert match.target.text == target
    if right is None:
        assert (match.kind, match.text) == ("fuzzy", target)
        return
    assert (match.text, match.kind) == (right, "repaired")
    assert match.score == 100 - len(match.repairs)
    assert match.penalties == (("repaired", len(match.repairs)),)


@pytest.mark.parametrize(("query", "source", "target"), LEFT)
def test_what_is_not_certain_is_left(query: str, source: str, target: str) -> None:
    assert find_repairs(query, Variant("zh", source), Variant("en", target), source_language="zh") is None


def test_a_repaired_match_comes_before_a_nearer_one(tmp_path: Path) -> None:
    with open_memory(tmp_path / "memory.db") as memory:
        memory.add_units(
            [
                TranslationUnit(
                    (Variant("zh-CN", "2023年，园区引进50家企业。"), Variant("en", "In 2023, it drew 50 firms."))
                ),
                TranslationUnit(
                    (Variant("zh-CN", "2024年，园区引出86家企业。"), Variant("en", "In 2024, 86 firms left it."))
                ),
            ]
        )

        def found(memory: Memory, limit: int) -> list[str]:
            matches = memory.find("2024年，园区引进86家企业。", source_language="zh", target_language="en", limit=limit)
            return [match.text for match in matches]

        assert found(memory, 2) == ["In 2024, it drew 86 firms.", "In 2024, 86 firms left it."]
        assert found(memory, 1) == ["In 2024, it drew 86 firms."]
