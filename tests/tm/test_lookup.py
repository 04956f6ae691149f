"""What a look-up finds, how it is scored, in what order it comes, and where it differs."""

import random
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from corpora.errors import Invalid
from corpora.text import Span, fold_key
from tm import Edit, Match, Memory, Provenance, TranslationUnit, Variant, open_memory
from tm.lookup.edits import find_edits
from tm.lookup.scoring import similarity, whole, window
from tm.sqlite.index import near
from tm.sqlite.index.tables import read_range


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with open_memory(tmp_path / "memory.db") as memory:
        yield memory


def unit(
    source: str,
    target: str = "The park opened in March.",
    *,
    languages: Sequence[str] = ("zh-CN", "en"),
    flags: Sequence[str] = (),
    before: str = "",
    after: str = "",
    article: str = "",
    published: str = "",
) -> TranslationUnit:
    return TranslationUnit(
        (Variant(languages[0], source), Variant(languages[1], target)),
        Provenance(source_article=article, published=published),
        frozenset(flags),
        before,
        after,
    )


def scores(found: Sequence[Match]) -> list[tuple[str, int, str]]:
    return [(match.target.text, match.score, match.kind) for match in found]


QUERY = "产业园今年三月开园。"


class TestScore:
    def test_has_100_points_for_the_same_text(self, memory: Memory) -> None:
        memory.add_units([unit(QUERY)])
        (match,) = memory.find(QUERY, source_language="zh-CN", target_language="en")
        assert match == Match(memory.get(1), Variant("zh-CN", QUERY), memory.get(1).variants[1], 100, "exact")

    def test_has_101_where_both_neighbours_agree(self, memory: Memory) -> None:
        memory.add_units([unit(QUERY, before="数字产业园开园", after="来了50家企业。")])

        def kind(before: str | None, after: str | None) -> tuple[int, str]:
            (match,) = memory.find(QUERY, source_language="zh", target_language="en", before=before, after=after)
            return match.score, match.kind

        assert kind("数字产业园开园", "来了50家企业。") == (101, "context")
        assert kind("数字产业园开园 ", "来了５０家企业.") == (101, "context")
        assert kind("数字产业园开园", "来了60家企业。") == (100, "exact")
        assert kind("", "来了50家企业。") == (100, "exact")
        assert kind("数字产业园开园", None) == (100, "exact")

    def test_has_context_at_the_ends_of_a_story_but_not_without_any_neighbour(self, memory: Memory) -> None:
        memory.add_units([unit(QUERY, after="来了50家企业。"), unit("是", "Yes")])
        found = memory.find(QUERY, source_language="zh", target_language="en", before="", after="来了50家企业。")
        assert scores(found) == [("The park opened in March.", 101, "context")]
        assert scores(memory.find("是", source_language="zh", target_language="en", before="", after="")) == [
            ("Yes", 100, "exact")
        ]

    def test_takes_a_point_where_case_width_or_punctuation_differs(self, memory: Memory) -> None:
        memory.add_units([unit("“ＡＩ”产业园开园，企业入驻。")])
        query = "「AI」产业园开园,企业入驻."
        (match,) = memory.find(query, source_language="zh", target_language="en")
        assert (match.score, match.kind, match.penalties) == (99, "fuzzy", (("form", 1),))
        stored = match.source.text
        assert [(edit.unit_span.cut(stored), edit.query_span.cut(query)) for edit in match.edits] == [
            ("“ＡＩ”", "「AI」"), ("，", ","), ("。", "."),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("flags", "points", "penalties"),
        [
            (["partial"], 90, (("partial", 10),)),
            (["machine"], 95, (("machine", 5),)),
            (["unreviewed"], 98, (("unreviewed", 2),)),
            (["machine", "partial", "unreviewed"], 83, (("partial", 10), ("machine", 5), ("unreviewed", 2))),
        ],
    )
    def test_names_what_it_takes_off_and_calls_no_such_unit_exact(
        self, memory: Memory, flags: list[str], points: int, penalties: tuple[tuple[str, int], ...]
    ) -> None:
        memory.add_units([unit(QUERY, flags=flags, before="前", after="后")])
        (match,) = memory.find(QUERY, source_language="zh", target_language="en", before="前", after="后")
        assert (match.score, match.kind, match.penalties, match.edits) == (points, "fuzzy", penalties, ())

    def test_counts_characters_in_both_languages(self, memory: Memory) -> None:
        memory.add_units(
            [unit("产业园去年三月开园。", "The park opened last March."), unit(QUERY + "欢迎参观。", "Come!")]
        )
        # 9 of 10 characters in order on both sides; then 10 of 10 and 15.
        assert scores(memory.find(QUERY, source_language="zh", target_language="en")) == [
            ("The park opened last March.", 90, "fuzzy"),
            ("Come!", 80, "fuzzy"),
        ]
        (match,) = memory.find("The park opens last March.", source_language="en", target_language="zh")
        assert (match.score, match.target.text) == (94, "产业园去年三月开园。")

    def test_gives_no_point_that_was_not_earned(self) -> None:
        # 299 of 300 characters: nearly all is not all.
        assert whole(similarity("a" * 300, "a" * 299 + "b")) == 99
        assert whole(similarity("a" * 10, "a" * 7 + "b" * 3)) == 70
        assert whole(69.99) == 69


class TestOrder:
    def test_puts_the_highest_score_first_then_the_newest_story_then_the_last_added(self, memory: Memory) -> None:
        memory.add_units(
            [
                unit("产业园今年五月开园。", "fuzzy, new", published="2024-01-01"),
                unit(QUERY, "no date"),
                unit(QUERY, "old", published="2020-01-01"),
                unit(QUERY, "new", published="2023-08-03T16:16:44+08:00"),
                unit(QUERY, "new too", published="2023-08-03T16:16:44+08:00"),
                unit(QUERY, "partial, newest", flags=["partial"], published="2025-01-01"),
                unit(QUERY, "in context", before="前", after="后"),
            ]
        )
        found = memory.find(QUERY, source_language="zh", target_language="en", before="前", after="后", limit=9)
        assert [match.target.text for match in found] == [
            "in context", "new too", "new", "old", "no date", "partial, newest", "fuzzy, new",
        ]  # fmt: skip
        assert (
            memory.find(QUERY, source_language="zh", target_language="en", before="前", after="后", limit=3)
            == (found[:3])
        )

    def test_shows_units_that_say_the_same_once_the_best_of_them(self, memory: Memory) -> None:
        memory.add_units(
            [
                unit(QUERY, article="a", published="2020-01-01"),
                unit(QUERY, article="b", published="2024-01-01"),
                unit(QUERY, article="c", published="2022-01-01"),
                unit(QUERY, "The park opened this March.", article="d", published="2021-01-01"),
            ]
        )
        found = memory.find(QUERY, source_language="zh", target_language="en", limit=2)
        assert [match.unit.provenance.source_article for match in found] == ["b", "d"]

    def test_reads_on_until_it_has_enough_that_differ(self, memory: Memory) -> None:
        memory.add_units(unit(QUERY, article=f"story {number}") for number in range(300))
        memory.add_units([unit("产业园去年三月开园。", "last year", article="z")])
        found = memory.find(QUERY, source_language="zh", target_language="en", limit=2)
        assert scores(found) == [("The park opened in March.", 100, "exact"), ("last year", 90, "fuzzy")]
        assert found[0].unit.id == 300

    def test_finds_the_best_behind_many_that_lose_points(self, memory: Memory) -> None:
        memory.add_units(unit(QUERY, f"part {number}", flags=["partial"]) for number in range(200))
        memory.add_units([unit("产业园今年三月开园啦。", "whole")])
        (match,) = memory.find(QUERY, source_language="zh", target_language="en", limit=1)
        assert (match.target.text, match.score) == ("whole", 95)


class TestDomains:
    @pytest.fixture
    def memory(self, memory: Memory) -> Memory:
        said = (
            ("cars", "媒体中心", "The car park opens in March.", "2021-01-01"),
            ("cars", "", "The auto park opens in March.", "2020-01-01"),
            ("", "", "The park opens in March.", "2024-01-01"),
            ("parks", "媒体中心", "The industrial park opens in March.", "2022-01-01"),
        )
        memory.add_units(
            replace(unit(QUERY, target, published=published), domain=domain, client=client)
            for domain, client, target, published in said
        )
        memory.add_units([unit("产业园今年三月开园了。", "The garden opened.", published="2025-01-01")], domain="cars")
        return memory

    @pytest.mark.parametrize(
        ("asked", "first"),
        [
            ({}, ["The park", "The industrial park", "The car park", "The auto park", "The garden"]),
            ({"domain": "cars"}, ["The car park", "The auto park", "The park", "The industrial park", "The garden"]),
            (
                {"client": "媒体中心"},
                ["The industrial park", "The car park", "The park", "The auto park", "The garden"],
            ),
            (
                {"domain": "cars", "client": "媒体中心"},
                ["The car park", "The industrial park", "The auto park", "The park", "The garden"],
            ),
            ({"domain": "cars", "only_domain": True}, ["The car park", "The auto park", "The garden"]),
            ({"domain": "cars", "client": "媒体中心", "only_domain": True}, ["The car park"]),
            ({"client": "媒体中心", "only_domain": True, "limit": 1}, ["The industrial park"]),
            ({"domain": "ships", "only_domain": True}, []),
        ],
    )
    def test_come_first_among_equals_and_never_before_a_better_match(
        self, memory: Memory, asked: dict[str, Any], first: list[str]
    ) -> None:
        found = memory.find(QUERY, source_language="zh-CN", target_language="en", **asked)
        assert [match.target.text.split(" open")[0] for match in found] == first

    def test_are_found_behind_many_of_another(self, memory: Memory) -> None:
        memory.add_units((unit(QUERY, f"Version {number}.") for number in range(100)), domain="parks")
        found = memory.find(QUERY, source_language="zh-CN", target_language="en", domain="cars", limit=2)
        assert [match.unit.domain for match in found] == ["cars", "cars"]


class TestLanguages:
    def test_prefers_the_region_asked_for_and_excludes_no_other(self, memory: Memory) -> None:
        memory.add_units(
            [
                unit(QUERY, "CN-US", languages=("zh-CN", "en-US")),
                unit(QUERY, "CN-GB", languages=("zh-CN", "en-GB")),
                unit(QUERY, "SG-GB", languages=("zh-SG", "en-GB")),
                unit(QUERY, "TW", languages=("zh-TW", "en-GB")),
                unit(QUERY, "deutsch", languages=("zh-CN", "de")),
            ]
        )
        found = memory.find(QUERY, source_language="zh-CN", target_language="en-GB")
        assert scores(found) == [("CN-GB", 100, "exact"), ("SG-GB", 100, "exact"), ("CN-US", 100, "exact")]
        found = memory.find(QUERY, source_language="zh_tw", target_language="EN")
        assert [match.target.text for match in found] == ["TW"]

    def test_looks_up_in_either_direction_and_among_several_languages(self, memory: Memory) -> None:
        one = unit(QUERY)
        memory.add_units([replace(one, variants=(*one.variants, Variant("de", "Der Park öffnete im März.")))])
        for source, query, target, answer in (
            ("en", "The park opened in March.", "zh", QUERY),
            ("de", "Der Park öffnete im März.", "en", "The park opened in March."),
            ("zh", QUERY, "de", "Der Park öffnete im März."),
        ):
            assert scores(memory.find(query, source_language=source, target_language=target)) == [
                (answer, 100, "exact")
            ]
        assert memory.find(QUERY, source_language="zh", target_language="fr") == []
        assert memory.find(QUERY, source_language="fr", target_language="zh") == []

    def test_answers_one_english_with_the_other_and_never_with_itself(self, memory: Memory) -> None:
        memory.add_units([unit("The centre opened.", "The center opened.", languages=("en-GB", "en-US"))])
        found = memory.find("The centre opened.", source_language="en-GB", target_language="en-US")
        assert scores(found) == [("The center opened.", 100, "exact"), ("The centre opened.", 94, "fuzzy")]
        memory.add_units([unit(QUERY)])
        assert memory.find(QUERY, source_language="zh", target_language="zh") == []

    def test_refuses_what_is_no_language_score_or_limit(self, memory: Memory) -> None:
        with pytest.raises(Invalid, match="no language tag"):
            memory.find(QUERY, source_language="中文", target_language="en")
        with pytest.raises(Invalid, match="a least score of 102"):
            memory.find(QUERY, source_language="zh", target_language="en", minimum=102)
        with pytest.raises(Invalid, match="a limit of -1"):
            memory.find(QUERY, source_language="zh", target_language="en", limit=-1)


class TestReach:
    def test_finds_queries_of_one_and_two_characters(self, memory: Memory) -> None:
        memory.add_units(
            [unit("是", "Yes"), unit("重庆", "Chongqing"), unit("重庆市", "Chongqing City"), unit("不", "No")]
        )
        assert scores(memory.find("是", source_language="zh", target_language="en")) == [("Yes", 100, "exact")]
        assert scores(memory.find("重庆", source_language="zh", target_language="en")) == [
            ("Chongqing", 100, "exact"),
            ("Chongqing City", 80, "fuzzy"),
        ]

    @pytest.mark.parametrize("query", ["", "  ", "\u200b", "　\n"])
    def test_finds_nothing_for_nothing(self, memory: Memory, query: str) -> None:
        memory.add_units([unit("是", "Yes"), unit("\u200b是", "Is")])
        assert memory.find(query, source_language="zh", target_language="en", minimum=0) == []

    def test_finds_nothing_in_an_empty_memory_and_with_no_room(self, memory: Memory) -> None:
        assert memory.find(QUERY, source_language="zh", target_language="en") == []
        memory.add_units([unit(QUERY)])
        assert memory.find(QUERY, source_language="zh", target_language="en", limit=0) == []

    def test_finds_all_units_where_nothing_is_asked_of_them(self, memory: Memory) -> None:
        memory.add_units([unit(QUERY, "near"), unit("港口吞吐量创新高！", "far"), unit("wxyz", "farther")])
        found = memory.find(QUERY, source_language="zh", target_language="en", minimum=0)
        assert scores(found) == [("near", 100, "exact"), ("farther", 0, "fuzzy"), ("far", 0, "fuzzy")]

    def test_finds_only_the_same_where_all_is_asked(self, memory: Memory) -> None:
        memory.add_units([unit(QUERY, "same"), unit(QUERY + "！", "near"), unit("产业园今年三月开园.", "form")])
        found = memory.find(QUERY, source_language="zh", target_language="en", minimum=100)
        assert scores(found) == [("same", 100, "exact")]
        assert memory.find(QUERY, source_language="zh", target_language="en", minimum=101) == []

    def test_sees_what_it_and_others_add_and_replace_after_the_first_look(self, memory: Memory, tmp_path: Path) -> None:
        def found() -> list[str]:
            return [match.target.text for match in memory.find(QUERY, source_language="zh", target_language="en")]

        memory.add_units([unit(QUERY, "first", article="a")])
        assert found() == ["first"]
        memory.add_units([unit(QUERY, "second", article="b")])
        assert found() == ["second", "first"]
        with open_memory(tmp_path / "memory.db") as other:
            other.add_units([unit(QUERY, "third", languages=("zh-SG", "en"))])
            assert found() == ["third", "second", "first"]
            with other._store.write(at="", editor="", why=""):
                other._store.remove([2], what="replaced")
        assert found() == ["third", "first"]

    def test_reads_each_key_once(self, memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
        read: list[list[tuple[int, str]]] = []

        def counted(connection: sqlite3.Connection, language: str, *, first: int) -> list[tuple[int, str]]:
            read.append(read_range(connection, language, first=first))
            return read[-1]

        monkeypatch.setattr(near, "read_range", counted)
        for text in ("是", "不", "不"):
            memory.add_units([unit(text)])
            memory.find(text, source_language="zh", target_language="en")
        assert read == [[(1, "是")], [(2, "不")]]

    def test_finds_a_very_long_text(self, memory: Memory) -> None:
        long = "".join(chr(0x4E00 + number % 5000) for number in range(100_000))
        memory.add_units([unit(long[:-3] + "完了。", "long"), unit(QUERY)])
        (match,) = memory.find(long, source_language="zh", target_language="en")
        assert (match.target.text, match.score, match.edits) == (
            "long", 99, (Edit("replace", Span(99_997, 100_000), Span(99_997, 100_000)),),
        )  # fmt: skip


# Sentences to make a memory of, with slots, and what stands in the slots.
FRAMES = {
    "zh": (
        "{place}今年{month}开园，{number}家企业入驻。",
        "{who}在{place}表示，全年产值将增长{number}%。",
        "{place}{number}台机器人已经上岗。",
        "来自{place}的{who}参加了{month}的招聘会。",
        "{month}，{place}港吞吐量达{number}万吨，同比增长{number}%。",
        "{who}说：“{place}的变化很大。”",
        "欢迎来{place}。",
        "{number}人",
        "{place}",
    ),
    "en": (
        "{place} opened its park in {month}, and {number} companies have moved in.",
        "{who} said in {place} that output would grow by {number} percent this year.",
        "{number} robots are already at work in {place}.",
        "{who} from {place} went to the job fair in {month}.",
        "In {month} the port of {place} handled {number} tonnes, up {number} percent.",
        '"{place} has changed a lot," {who} said.',
        "Welcome to {place}.",
        "{number} people",
        "{place}",
    ),
}
SLOTS = {
    "zh": {
        "place": ("两江新区", "明月湖", "渝北", "龙盛新城", "水土", "果园港", "江北嘴", "礼嘴"),
        "month": ("一月", "三月", "五月", "十二月", "去年年底", "今年上半年"),
        "who": ("周敏", "负责人李雷", "一位工程师", "韩梅梅", "园区主任", "毕业生"),
    },
    "en": {
        "place": ("Liangjiang", "Mingyue Lake", "Yubei", "Longsheng", "Shuitu", "Guoyuan Port", "Jiangbeizui"),
        "month": ("January", "March", "May", "December", "late last year", "the first half"),
        "who": ("Zhou Min", "Director Li Lei", "an engineer", "Han Meimei", "The head of the park", "A graduate"),
    },
}


def sentence(language: str, chance: random.Random) -> str:
    slots = {name: chance.choice(words) for name, words in SLOTS[language].items()}
    return chance.choice(FRAMES[language]).format(number=chance.randrange(1, 2000), **slots)


def edited(text: str, share: float, chance: random.Random, alphabet: str) -> str:
    characters = list(text)
    for _ in range(max(1, round(len(text) * share))):
        at = chance.randrange(len(characters) + 1)
        match chance.randrange(3):
            case 0:
                characters[at : at + 1] = chance.choice(alphabet)
            case 1:
                characters[at:at] = chance.choice(alphabet)
            case _ if len(characters) > 1:
                del characters[at : at + 1]
    return "".join(characters)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_misses_nothing_that_comparing_with_every_unit_finds(memory: Memory, language: str) -> None:
    chance = random.Random(f"recall {language}")
    alphabet = "".join(FRAMES[language]) + "".join(word for words in SLOTS[language].values() for word in words)
    stored = list(dict.fromkeys(edited(sentence(language, chance), 0.1, chance, alphabet) for _ in range(3000)))
    stored = [text for text in stored if text.strip()]
    memory.add_units(unit(text, f"target {number}", languages=(language, "de")) for number, text in enumerate(stored))
    keys = [fold_key(text) for text in stored]

    queries = [edited(chance.choice(stored), chance.uniform(0.01, 0.3), chance, alphabet) for _ in range(100)]
    queries += [sentence(language, chance) for _ in range(30)] + [chance.choice(alphabet) for _ in range(20)]
    answered = 0
    for query in filter(fold_key, queries):
        near = [fuzz.ratio(fold_key(query), key) for key in keys]
        # The same key in another form costs a point more than its similarity says.
        truth = sorted(
            (
                (whole(one) - (one == 100 and text != query), text)
                for one, text in zip(near, stored, strict=True)
                if whole(one) >= 70
            ),
            reverse=True,
        )
        found = memory.find(query, source_language=language, target_language="de", limit=10_000)
        assert sorted(((match.score, match.source.text) for match in found), reverse=True) == truth
        few = memory.find(query, source_language=language, target_language="de", limit=3)
        assert few == found[:3]
        answered += bool(truth)
    assert answered > 100


def common_subsequence(one: str, other: str) -> int:
    """Length of the longest common subsequence, by the textbook's table."""
    row = [0] * (len(other) + 1)
    for a in one:
        above = row[:]
        for at, b in enumerate(other, start=1):
            row[at] = above[at - 1] + 1 if a == b else max(above[at], row[at - 1])
    return row[-1]


short = st.text("ab两江 .𠮷", max_size=9)


@given(length=st.integers(1, 3000), minimum=st.integers(1, 100))
def test_window_holds_every_length_that_can_be_near_enough(length: int, minimum: int) -> None:
    least, greatest = window(length, minimum)
    for other in (least - 1, least, greatest, greatest + 1):
        best = 200 * min(length, other) / (length + other)
        assert (least <= other <= greatest) == (best >= minimum - 1e-9)


def applied(edits: Sequence[Edit], query: str, stored: str) -> str:
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += stored[at : edit.unit_span.start], edit.query_span.cut(query)
        at = edit.unit_span.end
    return "".join([*parts, stored[at:]])


class TestEdits:
    @pytest.mark.parametrize(
        ("stored", "query", "expected"),
        [
            ("2015年全年增长5%。", "2016年上半年增长5%。", [("replace", "2015", "2016"), ("replace", "全", "上半")]),
            ("园区有1,000台机器人。", "园区有1,200台机器人。", [("replace", "1,000", "1,200")]),
            ("产业园开园。", "数字产业园开园了。", [("insert", "", "数字"), ("insert", "", "了")]),
            ("在AI产业园。", "在BIM产业园。", [("replace", "AI", "BIM")]),
            ("他来自重庆两江新区。", "他来自两江新区。", [("delete", "重庆", "")]),
            ("The park opened in March.", "The port opened in May.", [("replace", "park", "port"), ("replace", "March", "May")]),
            ("The park opened.", "The new park opened.", [("insert", "", "new ")]),
            ("It opened today, he said.", "It opened, he said.", [("delete", " today", "")]),
            ("THE Park", "the park", [("replace", "THE", "the"), ("replace", "P", "p")]),
            ("开园，", "开园,", [("replace", "，", ",")]),
            ("开园 了", "开园了", [("delete", " ", "")]),
            ("She doesn’t work part-time.", "She didn’t work full-time.", [("replace", "doesn", "didn"), ("replace", "part", "full")]),
            ("Das kostet 1.200 Euro.", "Das kostet 1.500 Euro.", [("replace", "1.200", "1.500")]),
            ("same", "same", []),
            ("", "new", [("insert", "", "new")]),
        ],
    )  # fmt: skip
    def test_shows_what_differs_in_words_or_in_characters(
        self, stored: str, query: str, expected: list[tuple[str, str, str]]
    ) -> None:
        edits = find_edits(query, stored)
        assert [(edit.kind, edit.unit_span.cut(stored), edit.query_span.cut(query)) for edit in edits] == expected
        assert fold_key(applied(edits, query, stored)) == fold_key(query)

    @settings(max_examples=300, deadline=None)
    @given(
        query=st.text('aAbＡ1２,，. 园开“"´é\u0301ﬁ𠮷', max_size=14),
        stored=st.text('aAbＡ1２,，. 园开“"´é\u0301ﬁ𠮷', max_size=14),
    )
    def test_leads_from_the_stored_text_to_the_query(self, query: str, stored: str) -> None:
        edits = find_edits(query, stored)
        assert bool(edits) == (query != stored)
        # Between the edits the two may differ in form alone.
        kept_query, kept_stored = 0, 0
        for edit in (*edits, Edit("insert", Span(len(query), len(query)), Span(len(stored), len(stored)))):
            between = query[kept_query : edit.query_span.start], stored[kept_stored : edit.unit_span.start]
            assert fold_key(between[0]) == fold_key(between[1])
            kept_query, kept_stored = edit.query_span.end, edit.unit_span.end


class TestScripts:
    def test_are_one_where_that_is_asked_for(self, memory: Memory) -> None:
        memory.add_units(
            [unit("兩江新區數字產業園今年開園。", "traditional"), unit("两江新区数字产业园去年开园。", "simplified")]
        )

        def found(text: str, **options: bool) -> list[tuple[str, int, str]]:
            return scores(memory.find(text, source_language="zh", target_language="en", **options))  # type: ignore[arg-type]

        assert found("两江新区数字产业园今年开园。") == [("simplified", 92, "fuzzy")]
        assert found("两江新区数字产业园今年开园。", any_script=True) == [
            ("traditional", 99, "fuzzy"), ("simplified", 92, "fuzzy"),
        ]  # fmt: skip
        assert found("兩江新區數字產業園去年開園。", any_script=True) == [
            ("simplified", 99, "fuzzy"), ("traditional", 92, "fuzzy"),
        ]  # fmt: skip
        assert found("The park.", any_script=True) == []

    def test_have_the_same_places(self, memory: Memory) -> None:
        memory.add_units([unit("兩江新區數字產業園今年開園。", "traditional")])
        text = "两江新区数字产业园明年开园。"
        (match,) = memory.find(text, source_language="zh", target_language="en", any_script=True)
        assert [(edit.query_span.cut(text), edit.unit_span.cut(match.source.text)) for edit in match.edits] == [
            ("明", "今")
        ]
