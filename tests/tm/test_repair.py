"""Numbers exchanged in a near match: where it is certain it is done, and where it is not it is left."""

from pathlib import Path

import pytest

from tm import Memory, TranslationUnit, Variant, open_memory
from tm.glossary import Concept, Glossary, Term
from tm.lookup.repair import find_repairs
from tm.lookup.terms import Terms
from tm.match import Match

# Query, stored source, stored target, and the target that fits the query.
REPAIRED = [
    (
        "园区今年引进86家企业。",
        "园区今年引进50家企业。",
        "The park drew 50 enterprises this year.",
        "The park drew 86 enterprises this year.",
    ),
    ("工厂有1200台机器人。", "工厂有1000台机器人。", "The plant has 1,000 robots.", "The plant has 1,200 robots."),
    ("出口增长8.5%。", "出口增长12.3%。", "Exports rose by 12.3 percent.", "Exports rose by 8.5 percent."),
    (
        "总投资3.2亿元。",
        "总投资12亿元。",
        "The total investment is 1.2 billion yuan.",
        "The total investment is 320 million yuan.",
    ),
    ("活动于9月5日举行。", "活动于9月3日举行。", "The event was held on Sept. 3.", "The event was held on Sept. 5."),
    ("展会于5月开幕。", "展会于3月开幕。", "The fair opened in March.", "The fair opened in May."),
    (
        "2024年，新区新增30家企业。",
        "2023年，新区新增50家企业。",
        "In 2023, the new area added 50 enterprises.",
        "In 2024, the new area added 30 enterprises.",
    ),
    ("他们种了五棵树。", "他们种了三棵树。", "They planted three trees.", "They planted five trees."),
    (
        "活动于9月5日举行。",
        "活动于8月3日举行。",
        "The event was held on August 3.",
        "The event was held on September 5.",
    ),
]
# The same between other languages.
ELSEWHERE = [
    ("en", "zh-CN", "The park drew 86 firms.", "The park drew 50 firms.", "园区引进50家企业。", "园区引进86家企业。"),
    ("en", "zh-CN", "Exports came to 12.5 billion yuan.", "Exports came to 320 million yuan.", "出口额达3.2亿元。",
     "出口额达125亿元。"),
    ("en", "zh-CN", "The fair opened on Sept. 5, 2024.", "The fair opened on Aug. 3, 2023.", "展会于2023年8月3日开幕。",
     "展会于2024年9月5日开幕。"),
    ("zh-CN", "de", "工厂有1500台机器人。", "工厂有1200台机器人。", "Das Werk hat 1.200 Roboter.",
     "Das Werk hat 1.500 Roboter."),
    ("zh-CN", "fr", "园区引进86家企业。", "园区引进50家企业。", "Le parc a attiré 50 entreprises.",
     "Le parc a attiré 86 entreprises."),
    # How the target writes thousands is not seen in what it has.
    ("zh-CN", "de", "工厂有1500台机器人。", "工厂有800台机器人。", "Das Werk hat 800 Roboter.", None),
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
def test_numbers_are_exchanged(query: str, source: str, target: str, right: str, tmp_path: Path) -> None:
    match = only_match(tmp_path / "memory.db", "zh-CN", "en", query, source, target)
    assert match.target.text == target
    assert (match.text, match.kind) == (right, "repaired")
    assert match.score == 100 - len(match.repairs)
    assert match.penalties == (("repaired", len(match.repairs)),)


@pytest.mark.parametrize(("ours", "theirs", "query", "source", "target", "right"), ELSEWHERE)
def test_numbers_are_exchanged_between_other_languages(
    ours: str, theirs: str, query: str, source: str, target: str, right: str | None, tmp_path: Path
) -> None:
    match = only_match(tmp_path / "memory.db", ours, theirs, query, source, target)
    assert (match.text, match.kind) == (right or target, "repaired" if right else "fuzzy")


def only_match(file: Path, ours: str, theirs: str, query: str, source: str, target: str) -> Match:
    with open_memory(file) as memory:
        memory.add_units([TranslationUnit((Variant(ours, source), Variant(theirs, target)))])
        (match,) = memory.find(query, source_language=ours, target_language=theirs, minimum=50)
    return match


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


def entry(type: str, zh: str, en: str, short: str = "") -> Concept:
    terms = [Term("zh", zh), Term("en", en)]
    if short:
        terms += [Term("zh", short, "short"), Term("en", short, "short")]
    return Concept(tuple(terms), type)  # type: ignore[arg-type]


GLOSSARY = Glossary(
    (
        entry("place", "两江新区", "Liangjiang New Area"),
        entry("place", "天府新区", "Tianfu New Area"),
        entry("place", "重庆", "Chongqing"),
        entry("place", "成都", "Chengdu"),
        entry("place", "长江", "Yangtze River"),
        entry("company", "赛力斯", "Seres"),
        entry("company", "长安汽车", "Changan Automobile"),
        entry("company", "长安", "Changan"),
        entry("place", "长安", "Chang’an"),
        entry("person", "张三丰", "Zhang Sanfeng"),
        entry("person", "李四光", "Li Siguang"),
        entry("", "机器人", "robots"),
        entry("", "无人机", "drones"),
        entry("", "展会", "fair"),
    )
)
EXCHANGED = [
    ("天府新区今年引进50家企业。", "两江新区今年引进50家企业。", "The Liangjiang New Area drew 50 enterprises this year.",
     "The Tianfu New Area drew 50 enterprises this year."),
    ("赛力斯今年销量大增。", "长安汽车今年销量大增。", "Changan Automobile sold many more cars this year.",
     "Seres sold many more cars this year."),
    ("成都的出口增长8%。", "重庆的出口增长12%。", "Exports from Chongqing rose by 12 percent.",
     "Exports from Chengdu rose by 8 percent."),
    ("工厂里的无人机很忙。", "工厂里的机器人很忙。", "Robots in the factory are busy.",
     "Drones in the factory are busy."),
    ("李四光出席了活动。", "张三丰出席了活动。", "Zhang Sanfeng took part.", "Li Siguang took part."),
]  # fmt: skip
NOT_EXCHANGED = [
    # With an article, or without.
    ("长江的水位上涨。", "重庆的水位上涨。", "The water level in Chongqing has risen."),
    ("重庆的水位上涨。", "长江的水位上涨。", "The water level of the Yangtze River has risen."),
    # A company is not a place.
    ("赛力斯的代表来了。", "重庆的代表来了。", "Delegates from Chongqing came."),
    # One word, two concepts.
    ("长安的代表来了。", "赛力斯的代表来了。", "Delegates from Seres came."),
    # Twice on a side; an ending.
    ("成都与重庆的合作，重庆受益。", "重庆与重庆的合作，重庆受益。", "Chongqing works with Chongqing."),
    ("成都的街道。", "重庆的街道。", "Chongqing’s streets."),
    # One fair, many robots.
    ("机器人很大。", "展会很大。", "It was a large fair."),
    # The target has another name for it.
    ("天府新区今年引进50家企业。", "两江新区今年引进50家企业。", "The new area drew 50 enterprises this year."),
]


@pytest.mark.parametrize(("query", "source", "target", "right"), EXCHANGED)
def test_terms_are_exchanged(query: str, source: str, target: str, right: str, tmp_path: Path) -> None:
    with open_memory(tmp_path / "memory.db") as memory:
        memory.add_units([TranslationUnit((Variant("zh-CN", source), Variant("en", target)))])
        (match,) = memory.find(query, source_language="zh", target_language="en", minimum=30, glossary=GLOSSARY)
        (without,) = memory.find(query, source_language="zh", target_language="en", minimum=30)
    assert (match.text, match.kind) == (right, "repaired")
    assert without.kind == "fuzzy"


@pytest.mark.parametrize(("query", "source", "target"), NOT_EXCHANGED)
def test_terms_are_left_where_the_words_around_would_change(query: str, source: str, target: str) -> None:
    terms = Terms(GLOSSARY, "zh", "en")
    zh, en = Variant("zh", source), Variant("en", target)
    assert find_repairs(query, zh, en, source_language="zh", terms=terms) is None
