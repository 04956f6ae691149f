"""The contract of a store, kept by the SQLite store and by a model of dicts, and the one against the other."""

import copy
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from corpora.article import Article, Block, Origin, Segment
from corpora.bitext import Bead, Bitext
from corpora.errors import DuizhaoError, Invalid, WrongFormat
from corpora.text import Code, Span, fold_key
from tm.memory import Memory
from tm.sqlite.store import SqliteStore
from tm.store import Change, Event, KnownBead, Pair, Problem, Revision, Stats, Store, Story, dated
from tm.unit import FLAGS, Provenance, TranslationUnit, Variant


class DictStore:
    """A store in dicts: what a store promises, as plainly as it can be said."""

    def __init__(self) -> None:
        self._units: dict[int, TranslationUnit] = {}
        # With the number of the transaction.
        self._history: list[tuple[int, Change]] = []
        self._last = 0
        self._version = 0
        self._stamp = ("", "", "")
        self._beads: dict[Pair, list[KnownBead]] = {}

    @contextmanager
    def write(self, *, at: str, editor: str, why: str) -> Iterator[None]:
        before = copy.deepcopy((self._units, self._history, self._last, self._version, self._beads))
        self._stamp = (at, editor, why)
        try:
            yield
            self._version += len(self._history) > len(before[1])
        except BaseException:
            self._units, self._history, self._last, self._version, self._beads = before
            raise

    def insert(self, unit: TranslationUnit, *, continues: int | None = None) -> int:
        self._last += 1
        self._units[self._last] = replace(unit, id=self._last)
        self._record(self._last, "added", None, continues)
        return self._last

    def keep(self, units: Sequence[TranslationUnit]) -> int:
        return sum(self.insert(unit) > 0 for unit in units if not self.same(unit))

    def update(self, unit: TranslationUnit) -> None:
        former = self._present(unit.id)
        if [(v.language, v.text) for v in former.variants] != [(v.language, v.text) for v in unit.variants]:
            raise Invalid("other texts")
        self._units[former.id or 0] = unit
        self._record(former.id or 0, "updated", former)

    def remove(self, numbers: Sequence[int], *, what: Event) -> None:
        for former in [self._present(number) for number in numbers]:
            del self._units[former.id or 0]
            self._record(former.id or 0, what, former)

    def get(self, numbers: Sequence[int]) -> list[TranslationUnit]:
        return [self._units[number] for number in numbers if number in self._units]

    def of_pair(self, pair: Pair) -> list[TranslationUnit]:
        return [unit for unit in self.units() if Pair.of(unit) == pair]

    def same(self, unit: TranslationUnit) -> list[int]:
        texts = [(v.language, v.text) for v in unit.variants]
        return [
            other.id or 0
            for other in self.of_pair(Pair.of(unit))
            if [(v.language, v.text) for v in other.variants] == texts
        ]

    def keep_beads(self, pair: Pair, beads: Sequence[KnownBead]) -> None:
        self._beads[pair] = list(beads)

    def beads(self, pair: Pair) -> list[KnownBead]:
        return self._beads.get(pair, [])

    def units(self, *, newest_first: bool = False) -> Iterator[TranslationUnit]:
        key = (lambda u: (dated(u), u.id)) if newest_first else (lambda u: u.id)
        yield from sorted(self._units.values(), key=key, reverse=newest_first)

    def keys(self, language: str, *, after: int = 0) -> Iterator[tuple[int, str]]:
        for unit in self.units():
            for variant in unit.variants:
                if variant.language == language and (unit.id or 0) > after:
                    yield unit.id or 0, fold_key(variant.text)

    def near(
        self, language: str, key: str, *, lengths: tuple[int, float], minimum: float
    ) -> Iterator[tuple[float, list[tuple[int, str]]]]:
        yield 100.0, [row for row in self.keys(language) if lengths[0] <= len(row[1]) <= lengths[1]]

    def sharing(self, language: str, key: str, *, limit: int) -> list[tuple[int, str]]:
        return list(self.keys(language))

    def holding(self, languages: Sequence[str], key: str, *, limit: int) -> list[int]:
        found = [
            unit.id or 0
            for unit in self.units(newest_first=True)
            if any(v.language in languages and key in fold_key(v.text) for v in unit.variants)
        ]
        return found[:limit]

    def languages(self) -> tuple[str, ...]:
        return tuple(sorted({v.language for unit in self._units.values() for v in unit.variants}))

    def version(self) -> int:
        return self._version

    def history(self, number: int) -> list[Change]:
        own = [change for _, change in self._history if change.unit == number]
        before = own[0].continues if own else None
        return own if before is None else self.history(before) + own

    def transactions(self) -> Iterator[Revision]:
        for number in sorted({number for number, _ in self._history}, reverse=True):
            events = self.events(number)
            counts = Counter(event.what for event in events)
            yield Revision((number,), events[0].at, events[0].editor, events[0].why, tuple(sorted(counts.items())))

    def events(self, number: int) -> list[Change]:
        own = [change for at, change in self._history if at == number]
        return sorted(own, key=lambda change: change.what != "added")

    def touched(self, after: int) -> set[int]:
        return {change.unit for number, change in self._history if number > after and change.what != "added"}

    def forget(self) -> int:
        gone = {change.unit for _, change in self._history} - self._units.keys()
        self._history = [
            (number, replace(change, continues=None) if change.continues in gone else change)
            for number, change in self._history
            if change.unit not in gone
        ]
        return len(gone)

    def stories(self) -> list[Story]:
        groups: dict[tuple[Pair, str, str, str], list[TranslationUnit]] = {}
        for unit in self._units.values():
            pair, about = Pair.of(unit), unit.provenance
            if pair.source_article or pair.target_article:
                groups.setdefault((pair, about.title, about.published, about.url), []).append(unit)
        ordered = sorted(groups.items())
        ordered.sort(key=lambda group: max(map(dated, group[1])), reverse=True)
        return [Story(*group, len(units)) for group, units in ordered]

    def stats(self) -> Stats:
        languages: dict[str, int] = {}
        pairs: dict[tuple[str, str], int] = {}
        for unit in self._units.values():
            for variant in unit.variants:
                languages[variant.language] = languages.get(variant.language, 0) + 1
            for variant in unit.variants[1:]:
                tags = (unit.source.language, variant.language)
                pairs[tags] = pairs.get(tags, 0) + 1
        made = [unit.provenance.created for unit in self._units.values() if unit.provenance.created]
        return Stats(
            len(self._units),
            len({story.pair for story in self.stories()}),
            tuple(sorted(languages.items(), key=lambda item: (-item[1], item[0]))),
            tuple((*tags, count) for tags, count in sorted(pairs.items(), key=lambda item: (-item[1], item[0]))),
            min(made, default=""),
            max(made, default=""),
            0,
            *self._more_stats(),
        )

    def _more_stats(self) -> tuple[Any, ...]:
        """The rest of the statistics, from `files` on."""
        units = self._units.values()
        names = {name for unit in units for name in (unit.provenance.source_article, unit.provenance.target_article)}
        renderings: dict[tuple[str, str], dict[str, set[str]]] = {}
        for unit in units:
            said = renderings.setdefault((unit.source.language, fold_key(unit.source.text)), {})
            for variant in unit.variants[1:]:
                said.setdefault(variant.language, set()).add(variant.text)
        varied = sum(any(len(texts) > 1 for texts in said.values()) for said in renderings.values())
        months = Counter(re.match(r"[0-9]{4}-[0-9]{2}|", unit.provenance.created)[0] for unit in units)  # type: ignore[index]
        editors = Counter(unit.provenance.editor for unit in units if unit.provenance.editor)
        return (
            len(names - {""}),
            sum(not any(Pair.of(unit)[:2]) for unit in units),
            len(renderings),
            varied,
            tuple(sorted(months.items())),
            tuple((flag, sum(flag in unit.flags for unit in units)) for flag in FLAGS),
            tuple(sorted(editors.items(), key=lambda item: (-item[1], item[0]))),
        )

    def check(self) -> Iterator[Problem]:
        yield from ()

    def close(self) -> None:
        pass

    def _present(self, number: int | None) -> TranslationUnit:
        if number not in self._units:
            raise Invalid("no such unit")
        return self._units[number]

    def _record(self, number: int, what: Event, former: TranslationUnit | None, continues: int | None = None) -> None:
        self._history.append((self._version + 1, Change(number, what, *self._stamp, former, continues)))


def unit(
    source: str = "产业园三月开园。",
    target: str = "The park opened in March.",
    *,
    articles: tuple[str, str] = ("", ""),
    languages: tuple[str, str] = ("zh-CN", "en"),
    **provenance: Any,
) -> TranslationUnit:
    return TranslationUnit(
        (Variant(languages[0], source), Variant(languages[1], target)),
        Provenance(*articles, **provenance),
    )


FULL = TranslationUnit(
    variants=(
        Variant("zh-Hans-CN", "车间里有1000台机器人。", (Code(4, "open", "1", "<b>"), Code(9, "close", "1", "</b>"))),
        Variant("en-US", "1,000 robots work in the shop.", (Code(0, "standalone", "2", "<br/>"),)),
        Variant("de", "In der Halle arbeiten 1.000 Roboter.\x00𠮷"),
    ),
    provenance=Provenance(
        source_article="factory.zh.html",
        target_article="factory.en.html",
        source_span=Span(12, 24),
        target_span=Span(30, 61),
        title="汽车工厂“开门迎客”",
        published="2024-05-01T09:00:00+08:00",
        url="https://example.org/factory?a=1&b=2",
        editor="周敏",
        created="2024-05-02T01:00:00Z",
        changed="2024-05-03T01:00:00Z",
        confidence=0.875,
    ),
    flags=frozenset(FLAGS),
    before="工厂今年开门。",
    after="",
    notes=("引用前请核对。", "two\nlines"),
    props=(("project", "媒体中心"), ("x-id", "7")),
    domain="cars",
    client="媒体中心",
)


class StoreContract:
    """What every store does; a class that inherits this opens one."""

    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[Store]:
        raise NotImplementedError

    def write(self, store: Store, *units: TranslationUnit) -> list[int]:
        with store.write(at="2024-06-01T00:00:00Z", editor="周敏", why="测试"):
            return [store.insert(one) for one in units]

    def test_gives_back_a_unit_with_all_that_it_had(self, store: Store) -> None:
        (number,) = self.write(store, replace(FULL, id=77))
        assert store.get([number]) == [replace(FULL, id=number)]

    def test_gets_units_in_the_order_asked_for_and_leaves_out_those_that_are_gone(self, store: Store) -> None:
        one, two, three = self.write(store, unit("一"), unit("二"), unit("三"))
        with store.write(at="", editor="", why=""):
            store.remove([two], what="replaced")
        assert [found.source.text for found in store.get([three, two, 999, one])] == ["三", "一"]
        assert store.get([]) == []

    def test_never_gives_an_id_twice(self, store: Store) -> None:
        numbers = self.write(store, unit("一"), unit("二"))
        with store.write(at="", editor="", why=""):
            store.remove([numbers[1]], what="replaced")
        (next_number,) = self.write(store, unit("三"))
        assert numbers[0] < numbers[1] < next_number

    def test_keeps_nothing_of_a_write_that_fails(self, store: Store) -> None:
        (number,) = self.write(store, unit("一", articles=("a", "b")))
        before = (list(store.units()), store.version(), store.stories(), store.history(number), store.languages())

        def fail() -> None:
            with store.write(at="", editor="", why=""):
                store.insert(unit("Zwei", languages=("de", "fr"), articles=("c", "d")))
                store.update(replace(store.get([number])[0], before="零"))
                store.remove([number], what="replaced")
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            fail()
        after = (list(store.units()), store.version(), store.stories(), store.history(number), store.languages())
        assert after == before

    def test_shows_within_a_write_what_was_written(self, store: Store) -> None:
        with store.write(at="", editor="", why=""):
            number = store.insert(unit("一"))
            assert [found.source.text for found in store.get([number])] == ["一"]

    def test_keeps_of_many_units_those_that_are_not_there(self, store: Store) -> None:
        old, one, two = unit("园区开园。"), unit("机器人上岗了。"), unit("企业来了。")
        self.write(store, old)
        with store.write(at="2026-01-01T00:00:00Z", editor="周敏", why="import"):
            assert store.keep([one, old, one, two]) == 2
            assert store.keep([]) == 0
        assert [kept.source.text for kept in store.units()] == ["园区开园。", "机器人上岗了。", "企业来了。"]
        assert [(event.what, event.editor) for event in store.history(3)] == [("added", "周敏")]
        assert store.keep([two, one]) == 0
        others = [unit(f"第{number}家企业。") for number in range(600)]
        with store.write(at="2026-01-02T00:00:00Z", editor="周敏", why="import"):
            assert store.keep([one, *others, one]) == 600
            assert store.keep([*others, *others]) == 0
        assert [found.id for found in store.get([3, *range(4, 604), 3])] == [3, *range(4, 604), 3]

    def test_updates_particulars_under_the_same_id(self, store: Store) -> None:
        (number,) = self.write(store, FULL)
        former = store.get([number])[0]
        variants = (replace(former.variants[0], codes=()), *former.variants[1:])
        provenance = replace(
            former.provenance, source_article="cars.html", source_span=Span(0, 12), title="别的题目", confidence=None
        )
        fresh = replace(
            former,
            variants=variants,
            provenance=provenance,
            flags=frozenset(),
            before="",
            after="后",
            notes=(),
            props=(),
        )
        with store.write(at="2025-01-01T00:00:00Z", editor="李雷", why="重新对齐"):
            store.update(fresh)
        assert list(store.units()) == [fresh]
        assert [(story.pair.source_article, story.title) for story in store.stories()] == [("cars.html", "别的题目")]
        assert store.stats().stories == 1
        assert store.history(number) == [
            Change(number, "added", "2024-06-01T00:00:00Z", "周敏", "测试", None),
            Change(number, "updated", "2025-01-01T00:00:00Z", "李雷", "重新对齐", former),
        ]

    def test_refuses_other_texts_under_an_id(self, store: Store) -> None:
        (number,) = self.write(store, unit("一"))
        other = replace(unit("二"), id=number)
        with pytest.raises(Invalid), store.write(at="", editor="", why=""):
            store.update(other)
        assert [found.source.text for found in store.units()] == ["一"]

    def test_refuses_to_change_a_unit_that_is_not_there(self, store: Store) -> None:
        with pytest.raises(Invalid), store.write(at="", editor="", why=""):
            store.remove([5], what="replaced")
        with pytest.raises(Invalid), store.write(at="", editor="", why=""):
            store.update(unit())

    def test_remembers_a_unit_that_is_gone(self, store: Store) -> None:
        (number,) = self.write(store, FULL)
        former = store.get([number])[0]
        with store.write(at="2025-01-01T00:00:00Z", editor="李雷", why="改稿"):
            store.remove([number], what="replaced")
        assert list(store.units()) == []
        assert list(store.keys("de")) == []
        assert (store.languages(), store.stories()) == ((), [])
        assert store.history(number)[1:] == [Change(number, "replaced", "2025-01-01T00:00:00Z", "李雷", "改稿", former)]
        assert store.history(number + 1) == []

    def test_finds_the_units_of_a_pair_by_names_and_languages(self, store: Store) -> None:
        self.write(
            store,
            unit("二", articles=("a", "b"), title="旧"),
            unit("一", articles=("a", "b"), title="新"),
            unit("三", articles=("a", "c")),
            unit("四", articles=("a", "b"), languages=("zh", "en")),
        )
        found = store.of_pair(Pair("a", "b", "zh-CN", "en"))
        assert [one.source.text for one in found] == ["二", "一"]

    def test_keeps_beads_by_pair_in_order_and_in_the_place_of_earlier_ones(self, store: Store) -> None:
        pair, other = Pair("a", "b", "zh-CN", "en"), Pair("a", "b", "zh-CN", "en-GB")
        beads = [
            KnownBead(("开园了。", "“两江”"), ("It opened.\n",)),
            KnownBead((), ("Background.",), confirmed=False, partial=True),
            KnownBead(("江水清清。",), ()),
        ]
        with store.write(at="", editor="", why=""):
            store.keep_beads(pair, beads)
            store.keep_beads(other, beads[1:])
            assert store.beads(pair) == beads
        assert store.beads(pair) == beads
        assert store.beads(Pair("b", "a", "zh-CN", "en")) == []
        with pytest.raises(KeyboardInterrupt), store.write(at="", editor="", why=""):
            store.keep_beads(pair, [])
            raise KeyboardInterrupt
        assert store.beads(pair) == beads
        with store.write(at="", editor="", why=""):
            store.keep_beads(pair, beads[2:])
        assert (store.beads(pair), store.beads(other)) == (beads[2:], beads[1:])

    def test_finds_the_same_unit_by_languages_texts_and_articles(self, store: Store) -> None:
        one, two, *_ = self.write(
            store,
            unit("一", "One.", articles=("a", "b"), title="甲"),
            unit("一", "One.", articles=("a", "b"), title="乙"),
            unit("一", "One.", articles=("a", "c")),
            unit("一", "One", articles=("a", "b")),
            unit("一", "One.", articles=("a", "b"), languages=("zh-CN", "en-GB")),
            unit("一", "One."),
        )
        assert store.same(unit("一", "One.", articles=("a", "b"))) == [one, two]
        assert store.same(unit("一", "ONE.", articles=("a", "b"))) == []

    def test_streams_units_as_they_came_or_the_newest_story_first(self, store: Store) -> None:
        self.write(
            store,
            unit("旧", published="2023-01-01"),
            unit("夜里", published="2023-08-04T01:00:00+08:00"),
            unit("晚上", published="2023-08-03T18:00:00Z"),
            unit("没有日期"),
            unit("自己的日期", created="2024-02-02T00:00:00Z"),
            unit("同一天", published="2023-01-01"),
        )
        assert [one.source.text for one in store.units()] == ["旧", "夜里", "晚上", "没有日期", "自己的日期", "同一天"]
        newest = [one.source.text for one in store.units(newest_first=True)]
        assert newest == ["自己的日期", "晚上", "夜里", "同一天", "旧", "没有日期"]

    def test_streams_more_units_than_a_page_holds(self, store: Store) -> None:
        self.write(store, *(unit(f"第{number}句。") for number in range(1203)))
        assert [one.source.text for one in store.units()] == [f"第{number}句。" for number in range(1203)]
        assert len(list(store.keys("zh-CN"))) == 1203
        assert len(store.get([one.id or 0 for one in store.units()])) == 1203

    def test_gives_the_keys_of_exactly_one_tag_after_an_id(self, store: Store) -> None:
        one, two, three = self.write(
            store, unit("“Ａ”区"), unit("B区", languages=("zh", "en")), unit("Ｃ区", languages=("en", "zh-CN"))
        )
        assert list(store.keys("zh-CN")) == [(one, '"a"区'), (three, "the park opened in march.")]
        assert list(store.keys("zh-CN", after=one)) == [(three, "the park opened in march.")]
        assert list(store.keys("zh")) == [(two, "b区")]
        assert list(store.keys("fr")) == []

    def test_finds_units_that_hold_a_key_the_newest_first(self, store: Store) -> None:
        old, new, other = self.write(
            store,
            unit("两江新区", published="2020-01-01"),
            unit("新区100%增长_", published="2024-01-01"),
            unit("新区", languages=("zh-TW", "en")),
        )
        assert store.holding(["zh-CN"], "新区", limit=9) == [new, old]
        assert store.holding(["zh-CN", "zh-TW"], "新区", limit=9) == [new, old, other]
        assert store.holding(["zh-CN"], "新区", limit=1) == [new]
        assert store.holding(["zh-CN"], "0%增长_", limit=9) == [new]
        assert store.holding(["zh-CN"], "1%增", limit=9) == []

    def test_names_its_languages_in_order(self, store: Store) -> None:
        assert store.languages() == ()
        self.write(store, FULL, unit(), unit())
        assert store.languages() == ("de", "en", "en-US", "zh-CN", "zh-Hans-CN")

    def test_has_another_version_after_each_change_and_none_without(self, store: Store) -> None:
        empty = store.version()
        (number,) = self.write(store, unit())
        added = store.version()
        with store.write(at="", editor="", why=""):
            pass
        assert store.version() == added
        with store.write(at="", editor="", why=""):
            store.remove([number], what="replaced")
        assert empty < added < store.version()

    def test_lists_stories_the_newest_first(self, store: Store) -> None:
        self.write(
            store,
            unit("一", articles=("a", "b"), title="甲", published="2023-01-01", url="u"),
            unit("二", articles=("a", "b"), title="甲", published="2023-01-01", url="u"),
            unit("三", articles=("c", ""), published="2024-01-01"),
            unit("四"),
        )
        assert store.stories() == [
            Story(Pair("c", "", "zh-CN", "en"), "", "2024-01-01", "", 1),
            Story(Pair("a", "b", "zh-CN", "en"), "甲", "2023-01-01", "u", 2),
        ]

    def test_counts_what_it_holds(self, store: Store) -> None:
        empty = store.stats()
        assert (empty.units, empty.stories, empty.languages, empty.pairs, empty.first, empty.last) == (
            0, 0, (), (), "", "",
        )  # fmt: skip
        self.write(store, FULL, unit(created="2023-01-01T00:00:00Z", articles=("a", "b")), unit())
        found = store.stats()
        assert replace(found, size=0) == Stats(
            units=3,
            stories=2,
            languages=(("en", 2), ("zh-CN", 2), ("de", 1), ("en-US", 1), ("zh-Hans-CN", 1)),
            pairs=(("zh-CN", "en", 2), ("zh-Hans-CN", "de", 1), ("zh-Hans-CN", "en-US", 1)),
            first="2023-01-01T00:00:00Z",
            last="2024-05-02T01:00:00Z",
            size=0,
            files=4,
            loose=1,
            texts=2,
            varied=0,
            months=(("", 1), ("2023-01", 1), ("2024-05", 1)),
            flags=(("partial", 1), ("unreviewed", 1), ("machine", 1)),
            editors=(("周敏", 1),),
        )

    def test_counts_what_is_said_again_and_what_is_said_otherwise(self, store: Store) -> None:
        self.write(
            store,
            unit("“开园”", "Open"),
            unit("「开园」", "Open"),
            unit("第50家", "The 50th"),
            unit("第５０家", "Company No. 50"),
            unit("Open", "开园", languages=("en", "zh-CN")),
            unit("第50家", "Die 50.", languages=("zh-CN", "de")),
        )
        found = store.stats()
        assert (found.units, found.texts, found.varied) == (6, 3, 1)

    def test_finds_nothing_wrong_with_what_it_wrote(self, store: Store) -> None:
        one, two, _ = self.write(
            store, FULL, unit("一", articles=("a", "b"), published="2023-08-03T16:16:44+08:00"), unit()
        )
        with store.write(at="", editor="", why=""):
            store.update(replace(store.get([two])[0], flags=frozenset({"machine"}), before="零"))
            store.remove([one], what="removed")
        assert list(store.check()) == []

    def test_tells_its_transactions_the_last_first_and_forgets_what_is_gone(self, store: Store) -> None:
        with store.write(at="2026-01-01T00:00:00Z", editor="周敏", why="import"):
            first, second = store.insert(unit("园区开园。")), store.insert(unit("机器人上岗了。"))
        with store.write(at="2026-01-02T00:00:00Z", editor="李丽", why="clean"):
            store.remove([first], what="removed")
        last, before = store.transactions()
        assert (last.editor, last.why, last.counts) == ("李丽", "clean", (("removed", 1),))
        assert (before.at, before.counts) == ("2026-01-01T00:00:00Z", (("added", 2),))
        assert [(event.unit, event.what) for event in store.events(before.numbers[0])] == [
            (first, "added"),
            (second, "added"),
        ]
        version = store.version()
        assert store.forget() == 1
        assert store.history(first) == []
        assert len(store.history(second)) == 1
        assert store.version() >= version

    def test_gives_back_any_unit(self, store: Store) -> None:
        @settings(max_examples=60, deadline=None)
        @given(units())
        def check(one: TranslationUnit) -> None:
            (number,) = self.write(store, one)
            assert store.get([number]) == [replace(one, id=number)]
            assert number in store.same(one)
            key = fold_key(one.source.text)
            assert (number, key) in list(store.keys(one.source.language))
            if key:
                assert number in store.holding([one.source.language], key[len(key) // 2 :], limit=10**6)
            with store.write(at="", editor="", why=""):
                store.remove([number], what="replaced")
            assert store.history(number)[-1].former == replace(one, id=number)

        check()


class TestDictStore(StoreContract):
    @pytest.fixture
    def store(self) -> Store:
        return DictStore()


class TestSqliteStore(StoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[Store]:
        store = SqliteStore(tmp_path / "memory.db")
        yield store
        store.close()


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).filter(str.strip)


@st.composite
def units(draw: st.DrawFn) -> TranslationUnit:
    tags = draw(st.lists(st.sampled_from(["zh-CN", "zh-TW", "en", "de", "ja"]), min_size=2, max_size=4, unique=True))
    spans = st.tuples(st.integers(0, 2**40), st.integers(0, 2**40)).map(lambda pair: Span(*pair))
    words = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
    return TranslationUnit(
        variants=tuple(Variant(tag, draw(texts)) for tag in tags),
        provenance=Provenance(
            source_article=draw(words),
            target_article=draw(words),
            source_span=draw(spans),
            target_span=draw(spans),
            title=draw(words),
            published=draw(words),
            url=draw(words),
            editor=draw(words),
            created=draw(words),
            changed=draw(words),
            confidence=draw(st.none() | st.floats(0, 1)),
        ),
        flags=draw(st.frozensets(st.sampled_from(FLAGS))),
        before=draw(words),
        after=draw(words),
        notes=tuple(draw(st.lists(words, max_size=2))),
        props=tuple(draw(st.lists(st.tuples(words, words), max_size=2))),
        domain=draw(words),
        client=draw(words),
    )


SENTENCES = (
    ("两江新区新开一座产业园。", "Liangjiang New Area opened an industrial park."),
    ("两江新区新开一座产业园", "Liangjiang New Area opened a park"),
    ("园区吸引了50家企业。", "The park drew 50 enterprises."),
    ("园区吸引了60家企业。", "The park drew 60 enterprises."),
    ("开园了。", "It opened."),
    ("是", "Yes"),
)
sentences = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5)


def bitext(
    pairs: Sequence[tuple[str, str]], *, name: str, title: str, shapes: Sequence[str] = (), confirmed: bool = False
) -> Bitext:
    """A story of sentences; a shape of `s` or `t` leaves the other side of its bead out."""
    sides: tuple[list[Segment], list[Segment]] = ([], [])
    beads: list[Bead] = []
    at = [0, 0]
    for number, pair in enumerate(pairs):
        ids: list[tuple[int, ...]] = []
        for side, text in enumerate(pair):
            shape = shapes[number] if number < len(shapes) else ""
            if shape and shape != "st"[side]:
                ids.append(())
                continue
            ids.append((len(sides[side]),))
            sides[side].append(Segment(text, span=Span(at[side], at[side] + len(text))))
            at[side] += len(text) + 1
        beads.append(Bead(ids[0], ids[1], confirmed=confirmed))
    articles = [
        Article(tag, (Block("title", title),), Origin(published="2023-08-03"), f"{name}.{tag}.txt" if name else "")
        for tag in ("zh-CN", "en")
    ]
    return Bitext("zh-CN", "en", tuple(sides[0]), tuple(sides[1]), tuple(beads), articles[0], articles[1])


class MemoryMachine(RuleBasedStateMachine):
    """A memory over the SQLite store does what one over the dict store does."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name, "memory.db")
        self.sqlite = Memory(SqliteStore(self.path))
        self.model = Memory(DictStore())
        self.time = 0

    def teardown(self) -> None:
        if hasattr(self, "sqlite"):
            self.sqlite.close()
            self.folder.cleanup()

    @rule(
        pairs=sentences,
        name=st.sampled_from(["park", "port", ""]),
        title=st.sampled_from(["开园", "港口"]),
        shapes=st.lists(st.sampled_from(["", "s", "t"]), max_size=5),
        confirmed=st.booleans(),
        realign=st.booleans(),
    )
    def add(
        self, pairs: list[tuple[str, str]], name: str, title: str, shapes: list[str], confirmed: bool, realign: bool
    ) -> None:
        self.time += 1
        story = bitext(pairs, name=name, title=title, shapes=shapes, confirmed=confirmed)
        at = f"2024-01-01T00:00:{self.time:02}Z"
        added = [memory.add(story, at=at, editor="周", realign=realign) for memory in (self.sqlite, self.model)]
        assert added[0] == added[1]
        assert added[0].confirmed == len(story.beads) if confirmed else added[0].confirmed <= len(story.beads)
        again = self.sqlite.add(story, at="2030-01-01T00:00:00Z", editor="李")
        assert (again.added, again.updated, again.replaced) == (0, 0, 0)

    @rule(pairs=sentences, broken=st.booleans())
    def add_units(self, pairs: list[tuple[str, str]], broken: bool) -> None:
        def stream() -> Iterator[TranslationUnit]:
            for source, target in pairs:
                yield unit(source, target)
            if broken:
                raise WrongFormat("the file ends in the middle")

        results: list[object] = []
        for memory in (self.sqlite, self.model):
            try:
                results.append(memory.add_units(stream(), editor="文件"))
            except DuizhaoError as error:
                results.append(str(error))
        assert results[0] == results[1]

    @rule(
        query=st.sampled_from(
            [text for pair in SENTENCES for text in pair] + ["园区吸引了70家企业。", "The park", "园"]
        ),
        minimum=st.sampled_from([0, 50, 70, 100]),
        limit=st.integers(1, 6),
        around=st.sampled_from([None, ("", ""), ("", "开园了。"), ("园区吸引了50家企业。", "开园了。")]),
    )
    def find(self, query: str, minimum: int, limit: int, around: tuple[str, str] | None) -> None:
        before, after = around or (None, None)
        source, target = ("zh", "en") if query[0] > "\u2e80" else ("en", "zh")
        found = [
            memory.find(
                query,
                source_language=source,
                target_language=target,
                minimum=minimum,
                limit=limit,
                before=before,
                after=after,
            )
            for memory in (self.sqlite, self.model)
        ]
        assert found[0] == found[1]

    @rule(number=st.integers(1, 12), texts=st.sampled_from(SENTENCES), note=st.booleans(), domain=st.booleans())
    def edit(self, number: int, texts: tuple[str, str], note: bool, domain: bool) -> None:
        self.time += 1
        results: list[object] = []
        for memory in (self.sqlite, self.model):
            try:
                edited = replace(memory.get(number), notes=("改",) if note else (), domain="cars" if domain else "")
                if not note:
                    edited = replace(edited, variants=(Variant("zh-CN", texts[0]), Variant("en", texts[1])))
                results.append(memory.edit(edited, editor="李", at=f"2024-01-01T00:01:{self.time:02}Z", why="改"))
            except DuizhaoError as error:
                results.append(str(error))
        assert results[0] == results[1]

    @rule(numbers=st.lists(st.integers(1, 12), max_size=3))
    def remove(self, numbers: list[int]) -> None:
        self.time += 1
        at = f"2024-01-01T00:02:{self.time:02}Z"
        assert self.sqlite.remove(numbers, at=at, why="不要") == self.model.remove(numbers, at=at, why="不要")

    @rule(back=st.integers(0, 4))
    def undo(self, back: int) -> None:
        self.time += 1
        revisions = self.model.revisions(limit=5)
        if revisions:
            number = revisions[min(back, len(revisions) - 1)].numbers[0]
            at = f"2024-01-01T00:03:{self.time:02}Z"
            assert self.sqlite.undo(number, at=at) == self.model.undo(number, at=at)

    @rule()
    def compact(self) -> None:
        assert self.sqlite.compact() == self.model.compact()

    @rule(text=st.sampled_from(["园", "产业园。", "THE  park", "0", "”"]), language=st.sampled_from(["zh", "en"]))
    def concordance(self, text: str, language: str) -> None:
        assert self.sqlite.concordance(text, language=language) == self.model.concordance(text, language=language)

    @rule()
    def reopen(self) -> None:
        self.sqlite.close()
        assert [file.name for file in self.path.parent.iterdir()] == ["memory.db"]
        self.sqlite = Memory(SqliteStore(self.path, create=False))

    @invariant()
    def hold_the_same(self) -> None:
        if not hasattr(self, "sqlite"):
            return
        assert list(self.sqlite.units()) == list(self.model.units())
        assert list(self.sqlite.units(newest_first=True)) == list(self.model.units(newest_first=True))
        assert replace(self.sqlite.stats(), size=0) == self.model.stats()
        assert list(self.sqlite.verify()) == []
        assert self.sqlite.articles() == self.model.articles()
        assert self.sqlite.revisions() == self.model.revisions()
        for name in ("park", "port"):
            pair = Pair(f"{name}.zh-CN.txt", f"{name}.en.txt", "zh-CN", "en")
            assert self.sqlite.beads(pair) == self.model.beads(pair)
        for number in range(1, 40):
            assert self.sqlite.history(number) == self.model.history(number)

    @invariant()
    def show_others_the_same(self) -> None:
        if hasattr(self, "sqlite"):
            with Memory(SqliteStore(self.path, read_only=True)) as other:
                assert list(other.units()) == list(self.model.units())


TestMemoryMachine = MemoryMachine.TestCase
TestMemoryMachine.settings = settings(max_examples=30, stateful_step_count=20, deadline=None)
