"""What goes into a memory, what stays there, and what it says of itself."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpora.article import Article, Block, BlockKind, Origin, Segment
from corpora.bitext import Bead, Bitext
from corpora.errors import Invalid, NothingFound, WrongFormat, WrongLanguage
from corpora.text import Code, Span
from tm import Memory, Provenance, TranslationUnit, Variant, open_memory
from tm.keeping import Added

Blocks = tuple[tuple[BlockKind, str], ...]

ZH: Blocks = (
    ("title", "数字经济产业园开园"),
    ("metadata", "来源:中国网 时间:2023-08-03 16:16:44 编辑:周敏"),
    ("paragraph", "产业园今年三月开园。"),
    ("paragraph", "首批入驻的企业有50家。"),
    ("paragraph", "园区还将建设人才公寓。"),
    ("caption", "产业园一角。"),
)
EN: Blocks = (
    ("title", "Digital Park Opens"),
    ("metadata", "Source: china.org.cn Time: 2023-08-03"),
    ("paragraph", "The park opened in March."),
    ("paragraph", "Fifty companies have moved in."),
    ("caption", "A corner of the park."),
    ("attribution", "(this article is written by Zhou Min, Liangjiang Media Center)"),
)
BEADS = (
    Bead((0,), (0,), 0.99),
    Bead((1,), (1,), 0.5),
    Bead((2,), (2,), 0.97),
    Bead((3,), (3,), 0.6, partial=True),
    Bead((4,), (), 0.8),
    Bead((5,), (4,), 0.9),
    Bead((), (5,), 0.9),
)


def article(language: str, blocks: Blocks, name: str, origin: Origin) -> Article:
    return Article(language, tuple(Block(kind, text) for kind, text in blocks), origin, name)


def segments(article: Article) -> tuple[Segment, ...]:
    return tuple(
        Segment(block.text, number, block.kind, Span(start, start + len(block.text)))
        for number, (start, block) in enumerate(zip(article.offsets(), article.blocks, strict=True))
    )


def story(
    source: Blocks = ZH,
    target: Blocks = EN,
    beads: tuple[Bead, ...] = BEADS,
    *,
    names: tuple[str, str] = ("park.zh.html", "park.en.html"),
) -> Bitext:
    zh = article("zh-CN", source, names[0], Origin(published="2023-08-03T16:16:44+08:00", url="https://cn.example/1"))
    en = article("en", target, names[1], Origin(url="https://en.example/1"))
    return Bitext("zh-CN", "en", segments(zh), segments(en), beads, zh, en)


def lines(*pairs: tuple[str, str]) -> Bitext:
    return Bitext(
        "zh",
        "en",
        tuple(Segment(source) for source, _ in pairs),
        tuple(Segment(target) for _, target in pairs),
        tuple(Bead((number,), (number,)) for number in range(len(pairs))),
    )


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with open_memory(tmp_path / "memory.db") as memory:
        yield memory


class TestAdd:
    def test_keeps_a_unit_a_bead_with_texts_places_and_neighbours(self, memory: Memory) -> None:
        bitext = story()
        assert memory.add(bitext, editor="周敏", at="2023-08-04T01:00:00Z") == Added(added=4, skipped=3)
        shared = Provenance(
            source_article="park.zh.html",
            target_article="park.en.html",
            title="数字经济产业园开园",
            published="2023-08-03T16:16:44+08:00",
            url="https://en.example/1",
            editor="周敏",
            created="2023-08-04T01:00:00Z",
            changed="2023-08-04T01:00:00Z",
        )
        title, opened, drew, corner = (text for kind, text in ZH if text not in (ZH[1][1], ZH[4][1]))
        homes = ZH[4][1]
        rows: tuple[tuple[str, str, float, frozenset[str], str, str], ...] = (
            (title, EN[0][1], 0.99, frozenset(), "", opened),
            (opened, EN[2][1], 0.97, frozenset(), title, drew),
            (drew, EN[3][1], 0.6, frozenset({"partial"}), opened, homes),
            (corner, EN[4][1], 0.9, frozenset(), homes, ""),
        )
        zh, en = bitext.source_article, bitext.target_article
        assert zh is not None
        assert en is not None
        found = list(memory.units())
        assert [replace(unit, provenance=Provenance()) for unit in found] == [
            TranslationUnit(
                (Variant("zh-CN", source), Variant("en", target)), Provenance(), flags, before, after, id=number
            )
            for number, (source, target, _, flags, before, after) in enumerate(rows, start=1)
        ]
        for unit, (source, target, confidence, *_) in zip(found, rows, strict=True):
            made = unit.provenance
            assert made.source_span.cut(zh.text) == source
            assert made.target_span.cut(en.text) == target
            assert replace(made, source_span=Span(0, 0), target_span=Span(0, 0), confidence=None) == shared
            assert made.confidence == confidence

    def test_joins_the_sentences_of_a_bead_as_their_language_does_with_their_marks(self, memory: Memory) -> None:
        source = (Segment("开园了。", codes=(Code(0, "open", "1", "<b>"),)), Segment("来了50家企业。"))
        target = (
            Segment("It opened.", codes=(Code(3, "open", "1", "<b>"),)),
            Segment("Fifty came.", codes=(Code(5, "close", "1", "</b>"),)),
        )
        memory.add(Bitext("zh", "en", source, target, (Bead((0, 1), (0, 1)),)))
        (unit,) = memory.units()
        assert unit.variants == (
            Variant("zh", "开园了。来了50家企业。", (Code(0, "open", "1", "<b>"),)),
            Variant("en", "It opened. Fifty came.", (Code(3, "open", "1", "<b>"), Code(16, "close", "1", "</b>"))),
        )

    def test_adds_nothing_when_a_pair_comes_again(self, memory: Memory) -> None:
        memory.add(story(), editor="周敏", at="2023-08-04T01:00:00Z")
        before = list(memory.units())
        assert memory.add(story(), editor="李雷", at="2024-01-01T00:00:00Z") == Added(unchanged=4, skipped=3)
        assert list(memory.units()) == before
        assert [change.what for unit in before for change in memory.history(unit.id or 0)] == ["added"] * 4

    def test_replaces_the_units_of_a_changed_pair_and_keeps_the_old_ones_in_the_history(self, memory: Memory) -> None:
        memory.add(story(), editor="周敏", at="2023-08-04T01:00:00Z")
        title, opened, drew, corner = memory.units()
        changed = tuple((kind, text.replace("Fifty", "Sixty")) for kind, text in EN)
        done = memory.add(story(target=changed), editor="李雷", at="2024-01-01T00:00:00Z", why="改稿")
        assert done == Added(added=1, unchanged=3, replaced=1, skipped=3)

        assert [unit.id for unit in memory.units()] == [title.id, opened.id, corner.id, 5]
        assert memory.get(opened.id or 0) == opened
        new = memory.get(5)
        assert new.variants[1].text == "Sixty companies have moved in."
        assert new.provenance.created == "2024-01-01T00:00:00Z"
        with pytest.raises(NothingFound):
            memory.get(drew.id or 0)
        added, replaced = memory.history(drew.id or 0)
        assert (added.what, added.at, added.editor, added.former) == ("added", "2023-08-04T01:00:00Z", "周敏", None)
        assert (replaced.what, replaced.at, replaced.editor, replaced.why) == (
            "replaced", "2024-01-01T00:00:00Z", "李雷", "改稿",
        )  # fmt: skip
        assert replaced.former == drew

    def test_keeps_id_and_birth_of_a_unit_that_only_moved(self, memory: Memory) -> None:
        memory.add(story(), editor="周敏", at="2023-08-04T01:00:00Z")
        former = list(memory.units())
        longer = (("title", "两江新区数字经济产业园开园"), *ZH[1:])
        done = memory.add(story(longer), editor="李雷", at="2024-01-01T00:00:00Z")
        assert done == Added(added=1, updated=3, replaced=1, skipped=3)
        opened = memory.get(former[1].id or 0)
        assert opened.before == "两江新区数字经济产业园开园"
        assert opened.provenance == replace(
            former[1].provenance,
            title="两江新区数字经济产业园开园",
            source_span=former[1].provenance.source_span.moved(4),
            editor="李雷",
            changed="2024-01-01T00:00:00Z",
        )
        assert [change.what for change in memory.history(former[1].id or 0)] == ["added", "updated"]
        assert memory.history(former[1].id or 0)[1].former == former[1]

    def test_keeps_a_sentence_that_stands_twice_in_a_story_twice(self, memory: Memory) -> None:
        twice: Blocks = (("paragraph", "开园了。"), ("paragraph", "企业来了。"), ("paragraph", "开园了。"))
        other: Blocks = (("paragraph", "It opened."), ("paragraph", "Companies came."), ("paragraph", "It opened."))
        beads = tuple(Bead((number,), (number,)) for number in range(3))
        assert memory.add(story(twice, other, beads)).added == 3
        assert memory.add(story(twice, other, beads)) == Added(unchanged=3)
        assert memory.add(story(twice[:2], other[:2], beads[:2])) == Added(unchanged=1, updated=1, replaced=1)

    def test_knows_a_pair_by_both_names_and_languages(self, memory: Memory) -> None:
        memory.add(story())
        assert memory.add(story(names=("park.zh.html", "park.v2.html"))).added == 4
        assert memory.add(replace(story(), target_language="en-GB")).added == 4
        assert [(found.pair.target_article, found.pair.target_language) for found in memory.articles()] == [
            ("park.en.html", "en"),
            ("park.en.html", "en-GB"),
            ("park.v2.html", "en"),
        ]

    def test_keeps_lists_of_lines_once_and_replaces_none_of_them(self, memory: Memory) -> None:
        assert memory.add(lines(("开园了。", "It opened."), ("是", "Yes"), ("开园了。", "It opened."))) == Added(
            added=2, unchanged=1
        )
        assert memory.add(lines(("开园了。", "It has opened."), ("是", "Yes"))) == Added(added=1, unchanged=1)
        assert memory.stats().units == 3
        assert memory.articles() == []

    def test_skips_beads_below_a_confidence_unless_a_person_confirmed_them(self, memory: Memory) -> None:
        beads = (*BEADS[:3], replace(BEADS[3], confirmed=True), *BEADS[4:])
        assert memory.add(story(beads=beads), minimum_confidence=0.95) == Added(
            added=3, skipped=4, doubtful=1, confirmed=1
        )
        assert [unit.source.text for unit in memory.units()] == [ZH[0][1], ZH[2][1], ZH[3][1]]

    def test_changes_nothing_where_a_pair_gives_no_unit(self, memory: Memory) -> None:
        memory.add(story())
        nulls = (*(Bead((number,), ()) for number in range(6)), *(Bead((), (number,)) for number in range(6)))
        assert memory.add(story(beads=nulls)) == Added(skipped=12)
        assert memory.stats().units == 4

    def test_says_of_a_story_what_it_is_about_until_something_else_is_said(self, memory: Memory) -> None:
        assert memory.add(story(), domain="parks", client="媒体中心").added > 0
        assert {(unit.domain, unit.client) for unit in memory.units()} == {("parks", "媒体中心")}
        assert memory.add(story()).updated == 0
        assert memory.add(story(), domain="cars").updated == memory.stats().units
        assert {(unit.domain, unit.client) for unit in memory.units()} == {("cars", "媒体中心")}

    def test_refuses_two_sides_in_one_language(self, memory: Memory) -> None:
        with pytest.raises(WrongLanguage, match="both sides are in zh"):
            memory.add(replace(lines(("开园了。", "開園了。")), target_language="zh"))
        assert memory.add(replace(lines(("开园了。", "開園了。")), target_language="zh-TW")).added == 1

    def test_refuses_half_a_character_and_keeps_nothing_of_its_story(self, memory: Memory) -> None:
        with pytest.raises(Invalid, match="half of a character"):
            memory.add(lines(("开园了。", "It opened."), ("坏\ud800", "Bad")))
        assert memory.stats().units == 0

    def test_takes_the_time_from_its_clock_only_where_none_is_given(self, tmp_path: Path) -> None:
        with open_memory(tmp_path / "memory.db", now=lambda: "2025-05-05T05:05:05Z") as memory:
            memory.add(lines(("一", "One")))
            memory.add(lines(("二", "Two")), at="2020-01-01T00:00:00Z")
            assert [unit.provenance.created for unit in memory.units()] == [
                "2025-05-05T05:05:05Z",
                "2020-01-01T00:00:00Z",
            ]
        with open_memory(tmp_path / "other.db") as memory:
            memory.add(lines(("一", "One")))
            assert [unit.provenance.created for unit in memory.units()] == [""]


class TestConfirmed:
    """What a person corrected stays; `RIGHT` is a correction of `BEADS`."""

    RIGHT = (
        Bead((0,), (0,), confirmed=True),
        Bead((1,), (1,), confirmed=True),
        Bead((2,), (2,), confirmed=True),
        Bead((3, 4), (3,), confirmed=True),
        Bead((5,), (4,), confirmed=True),
        Bead((), (5,), confirmed=True),
    )

    def shapes(self, memory: Memory) -> list[tuple[str, str]]:
        return [(unit.variants[0].text, unit.variants[1].text) for unit in memory.units()]

    def test_a_corrected_pair_replaces_its_units_and_doubles_none(self, memory: Memory) -> None:
        memory.add(story(), editor="机器", at="2024-01-01T00:00:00Z")
        drew = list(memory.units())[2]
        done = memory.add(story(beads=self.RIGHT), editor="周敏", at="2024-01-02T00:00:00Z", why="校对")
        assert done == Added(added=1, updated=3, replaced=1, skipped=2, confirmed=6)
        assert self.shapes(memory) == [
            (ZH[0][1], EN[0][1]),
            (ZH[2][1], EN[2][1]),
            (ZH[5][1], EN[4][1]),
            (ZH[3][1] + ZH[4][1], EN[3][1]),
        ]
        assert all(unit.provenance.confidence == 1.0 for unit in memory.units())
        (_, gone) = memory.history(drew.id or 0)
        assert (gone.what, gone.editor, gone.why, gone.former) == ("replaced", "周敏", "校对", drew)

    def test_an_alignment_that_nobody_confirmed_does_not_undo_a_correction(self, memory: Memory) -> None:
        memory.add(story(beads=self.RIGHT), editor="周敏", at="2024-01-02T00:00:00Z")
        held = list(memory.units())
        again = memory.add(story(), editor="机器", at="2024-01-03T00:00:00Z", minimum_confidence=0.9)
        assert again == Added(unchanged=4, skipped=2, confirmed=6)
        assert list(memory.units()) == held

    def test_aligning_anew_forgets_what_was_confirmed(self, memory: Memory) -> None:
        memory.add(story(beads=self.RIGHT))
        assert memory.add(story(), realign=True) == Added(added=1, updated=3, replaced=1, skipped=3)
        assert memory.add(story()) == Added(unchanged=4, skipped=3)

    def test_another_correction_takes_the_place_of_the_former(self, memory: Memory) -> None:
        memory.add(story(beads=self.RIGHT))
        other = tuple(replace(bead, confirmed=True) for bead in BEADS)
        assert memory.add(story(beads=other)).confirmed == 7
        assert memory.add(story(beads=self.RIGHT[:0] + BEADS)).confirmed == 7
        assert (ZH[3][1], EN[3][1]) in self.shapes(memory)

    def test_beads_whose_texts_changed_are_given_up_and_the_others_stay(self, memory: Memory) -> None:
        memory.add(story(beads=self.RIGHT))
        changed = tuple((kind, text.replace("Fifty", "Sixty")) for kind, text in EN)
        done = memory.add(story(target=changed))
        assert done.confirmed == 5
        assert (ZH[3][1], "Sixty companies have moved in.") in self.shapes(memory)

    def test_a_pair_that_a_person_found_to_have_no_bead_leaves_no_unit(self, memory: Memory) -> None:
        memory.add(story())
        nulls = (
            *(Bead((n,), (), confirmed=True) for n in range(6)),
            *(Bead((), (n,), confirmed=True) for n in range(6)),
        )
        assert memory.add(story(beads=nulls)) == Added(replaced=4, skipped=12, confirmed=12)
        assert memory.add(story()) == Added(skipped=12, confirmed=12)
        assert memory.stats().units == 0

    def test_a_partial_bead_stays_partial(self, memory: Memory) -> None:
        memory.add(story(beads=(*self.RIGHT[:3], replace(self.RIGHT[3], partial=True), *self.RIGHT[4:])))
        memory.add(story())
        assert [sorted(unit.flags) for unit in memory.units()] == [[], [], ["partial"], []]

    def test_lists_of_lines_have_no_name_to_be_remembered_by(self, memory: Memory) -> None:
        bitext = lines(("开园了。", "It opened."))
        assert memory.add(replace(bitext, beads=(Bead((0,), (0,), confirmed=True),))).confirmed == 1
        assert memory.add(replace(bitext, beads=(Bead((0,), ()), Bead((), (0,))))) == Added(skipped=2)


class TestAddUnits:
    def unit(self, source: str, target: str, **provenance: Any) -> TranslationUnit:
        return TranslationUnit((Variant("zh", source), Variant("en", target)), Provenance(**provenance))

    def test_keeps_a_stream_and_what_its_units_say_of_themselves(self, memory: Memory) -> None:
        stream = iter(
            [
                self.unit("一", "One", created="2001-01-01T00:00:00Z", editor="旧人"),
                self.unit("二", "Two"),
                self.unit("一", "One"),
            ]
        )
        done = memory.add_units(stream, editor="导入", at="2024-01-01T00:00:00Z", why="导入 old.tmx")
        assert done == Added(added=2, unchanged=1)
        assert [
            (unit.provenance.created, unit.provenance.changed, unit.provenance.editor) for unit in memory.units()
        ] == [
            ("2001-01-01T00:00:00Z", "2001-01-01T00:00:00Z", "旧人"),
            ("2024-01-01T00:00:00Z", "2024-01-01T00:00:00Z", "导入"),
        ]
        assert memory.history(2)[0].why == "导入 old.tmx"

    def test_says_what_units_do_not_say_themselves_and_loses_nothing_of_them(self, memory: Memory) -> None:
        full = TranslationUnit(
            (Variant("zh-CN", "园区开园。", (Code(0, "standalone", "1", "<br/>"),)), Variant("en", "The park opened.")),
            Provenance(
                "a.zh", "a.en", Span(1, 2), Span(3, 4), "开园", "2023-08-03", "https://example.org", confidence=0.5
            ),
            frozenset({"machine"}),
            "前。",
            "后。",
            ("核对。",),
            (("id", "7"),),
            domain="parks",
        )
        memory.add_units([full], editor="周敏", at="2024-01-01T00:00:00Z", domain="cars", client="媒体中心")
        made = replace(full.provenance, editor="周敏", created="2024-01-01T00:00:00Z", changed="2024-01-01T00:00:00Z")
        assert list(memory.units()) == [replace(full, provenance=made, client="媒体中心", id=1)]

    def test_says_how_many_of_the_stream_are_safe(self, memory: Memory) -> None:
        told: list[int] = []
        stream = [TranslationUnit((Variant("zh", f"第{at}句。"), Variant("en", f"No. {at}."))) for at in range(12_000)]
        memory.add_units([*stream, stream[0]], progress=told.append)
        assert told == [5000, 10_000, 12_001]

    def test_keeps_what_came_before_a_break_and_tells_of_the_break(self, memory: Memory) -> None:
        def stream() -> Iterator[TranslationUnit]:
            for number in range(4321):
                yield self.unit(f"第{number}句", f"Sentence {number}")
            raise WrongFormat("the file ends in the middle", file="old.tmx", line=9)

        with pytest.raises(WrongFormat, match=r"old\.tmx:9: the file ends in the middle"):
            memory.add_units(stream())
        assert memory.stats().units == 4321

    def test_does_an_import_that_was_cut_short_again_without_doubles(self, memory: Memory) -> None:
        units = [self.unit(f"第{number}句", f"Sentence {number}", source_article="a") for number in range(2500)]
        memory.add_units(units[:2100])
        assert memory.add_units(units) == Added(added=400, unchanged=2100)


class TestConcordance:
    def test_finds_every_unit_that_holds_a_string_with_its_places_as_stored(self, memory: Memory) -> None:
        memory.add(story())
        memory.add(lines(("ＡＩ产业园，“产业园”之首。", "The AI Park, first of parks."), ("港口", "Port")))
        found = memory.concordance("ai产业园", language="zh-CN")
        assert [(hit.variant.text, [span.cut(hit.variant.text) for span in hit.spans]) for hit in found] == [
            ("ＡＩ产业园，“产业园”之首。", ["ＡＩ产业园"])
        ]
        assert found[0].counterparts == (Variant("en", "The AI Park, first of parks."),)
        # The dated story is newer than lines that say no date; of one story, the last first.
        assert [
            (hit.unit.id, hit.spans) for hit in memory.concordance("产业园", language="zh")
        ] == [
            (4, (Span(0, 3),)),
            (2, (Span(0, 3),)),
            (1, (Span(4, 7),)),
            (5, (Span(2, 5), Span(7, 10))),
        ]  # fmt: skip

    def test_looks_in_either_language(self, memory: Memory) -> None:
        memory.add(story())
        found = memory.concordance("THE PARK", language="en-US")
        assert [hit.variant.text for hit in found] == ["A corner of the park.", "The park opened in March."]
        assert memory.concordance("the park", language="zh") == []
        assert memory.concordance("the park", language="fr") == []

    def test_stops_at_its_limit_and_finds_nothing_for_nothing(self, memory: Memory) -> None:
        memory.add(story())
        assert [hit.unit.id for hit in memory.concordance("园", language="zh", limit=2)] == [4, 2]
        assert memory.concordance("　", language="zh") == []
        assert memory.concordance("园", language="zh", limit=0) == []


class TestUnits:
    def test_streams_the_newest_first_so_that_the_first_of_a_source_is_its_newest(self, memory: Memory) -> None:
        old = TranslationUnit((Variant("zh", "是"), Variant("en", "Yes")), Provenance(published="2020-01-01"))
        new = TranslationUnit((Variant("zh", "是"), Variant("en", "It is")), Provenance(published="2024-01-01"))
        memory.add_units([new, old])
        assert [unit.variants[1].text for unit in memory.units()] == ["It is", "Yes"]
        assert [unit.variants[1].text for unit in memory.units(newest_first=True)] == ["It is", "Yes"]
        memory.add_units([replace(old, variants=(Variant("zh", "是"), Variant("en", "Right")))])
        assert [unit.variants[1].text for unit in memory.units(newest_first=True)] == ["It is", "Right", "Yes"]

    def test_streams_those_made_or_changed_since_a_day(self, memory: Memory) -> None:
        memory.add(story(), at="2023-08-04T01:00:00Z")
        memory.add(lines(("是", "Yes")), at="2024-01-01T00:00:00Z")
        assert [unit.source.text for unit in memory.units(since="2024-01-01")] == ["是"]
        assert len(list(memory.units(since="2023-08-04"))) == 5
        memory.add(story((("title", "开园"), *ZH[1:])), at="2024-03-01T00:00:00Z")
        assert [unit.source.text for unit in memory.units(since="2024-02-01")] == [
            ZH[2][1], ZH[3][1], ZH[5][1], "开园",
        ]  # fmt: skip

    def test_streams_those_that_have_all_of_some_languages(self, memory: Memory) -> None:
        memory.add(lines(("是", "Yes")))
        memory.add(replace(lines(("是", "Ja")), target_language="de-AT"))
        assert [unit.variants[1].text for unit in memory.units(languages=["zh-CN", "de"])] == ["Ja"]
        assert list(memory.units(languages=["zh-TW"])) == []

    def test_shows_one_state_while_another_process_adds(self, memory: Memory, tmp_path: Path) -> None:
        memory.add(lines(*((f"第{number}句", f"Sentence {number}") for number in range(1200))))
        stream = memory.units()
        next(stream)
        with open_memory(tmp_path / "memory.db") as other:
            other.add(lines(("港口", "Port")))
        assert len(list(stream)) == 1199
        assert len(list(memory.units())) == 1201


def test_says_what_it_holds(memory: Memory, tmp_path: Path) -> None:
    memory.add(story(), at="2023-08-04T01:00:00Z")
    memory.add(lines(("是", "Yes")), at="2024-01-01T00:00:00Z")
    stats = memory.stats()
    assert (stats.units, stats.stories) == (5, 1)
    assert stats.languages == (("en", 5), ("zh-CN", 4), ("zh", 1))
    assert stats.pairs == (("zh-CN", "en", 4), ("zh", "en", 1))
    assert (stats.first, stats.last) == ("2023-08-04T01:00:00Z", "2024-01-01T00:00:00Z")
    assert stats.size >= (tmp_path / "memory.db").stat().st_size > 0
    (only,) = memory.articles()
    assert (only.title, only.published, only.url, only.units) == (
        "数字经济产业园开园", "2023-08-03T16:16:44+08:00", "https://en.example/1", 4,
    )  # fmt: skip


def test_is_there_when_opened_again_and_leaves_one_file_behind(tmp_path: Path) -> None:
    with open_memory(tmp_path / "memory.db") as memory:
        memory.add(story())
        held = list(memory.units())
    assert [file.name for file in tmp_path.iterdir()] == ["memory.db"]
    with open_memory(tmp_path / "memory.db", read_only=True) as memory:
        assert list(memory.units()) == held
    assert [file.name for file in tmp_path.iterdir()] == ["memory.db"]


def test_loads_nothing_heavy_to_open_and_to_add(tmp_path: Path) -> None:
    script = f"""
import sys
from tm import Memory, open_memory
from corpora import Bead, Bitext, Segment
heavy = {{"numpy", "rapidfuzz", "sacremoses", "langdetect", "lxml", "rich"}}
with open_memory({str(tmp_path / "memory.db")!r}) as memory:
    memory.add(Bitext("zh", "en", (Segment("是"),), (Segment("Yes"),), (Bead((0,), (0,)),)))
    print(sorted(heavy & set(sys.modules)))
    print(memory.find("是", source_language="zh", target_language="en")[0].score)
    print(sorted(heavy & set(sys.modules)))
"""
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["[]", "100", "['rapidfuzz']"]
