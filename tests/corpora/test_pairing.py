"""Which articles are versions of each other: found among others, not stolen by rewrites, none where there is none."""

import json
import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

import pytest

from corpora.article import Article, Block, Origin
from corpora.errors import WrongLanguage
from corpora.lexicon import Lexicon
from corpora.pairing import Pairing, find_pairs
from corpora.readers import read

LEADS = [json.loads(row) for row in (Path(__file__).parent / "pairing/leads.jsonl").read_text("utf-8").splitlines()]
SAMPLES = Path(str(files("corpora.samples")))
FAIR = (
    "新区招聘会吸引{0}家企业",
    "{1}月{2}日，数字产业招聘会在新区开幕，{0}家企业带来{3}个岗位。",
    "主办方负责人{4}介绍，活动吸引了{5}名求职者。",
)
FAIR_EN = (
    "Job fair draws {0} companies",
    "A digital industry job fair opened in the new area on {1} {2}, with {0} companies and {3} openings.",
    "It drew {5} job seekers, organiser {4} said.",
)
SPRING, SUMMER = (63, 3, 8, 1240, "刘敏", 3800), (71, 8, 19, 2160, "曾海燕", 5300)
SPRING_EN, SUMMER_EN = (
    (63, "March", 8, "1,240", "Liu Min", "3,800"),
    (71, "August", 19, "2,160", "Zeng Haiyan", "5,300"),
)


def article(language: str, lines: Iterable[str], name: str, *, day: str = "") -> Article:
    return Article(language, tuple(Block("paragraph", line) for line in lines), Origin(published=day), name)


def fair(numbers: tuple[object, ...], name: str, *, day: str = "") -> Article:
    language, lines = ("zh", FAIR) if isinstance(numbers[1], int) else ("en", FAIR_EN)
    return article(language, [line.format(*numbers) for line in lines], name, day=day)


def named(found: Pairing) -> set[tuple[str, str]]:
    return {(pair.source.name, pair.target.name) for pair in found.pairs}


@pytest.mark.parametrize("dated", [False, True])
def test_leads_of_one_district_find_their_versions_and_no_others(dated: bool) -> None:
    articles, truth = [], set()
    for number, lead in enumerate(LEADS):
        later = date.fromisoformat(lead["day"]) + timedelta(days=number % 4)
        for tag, day in (("zh", lead["day"]), ("en", later.isoformat())):
            if lead[tag]:
                articles.append(article(tag, [lead[tag]], f"{tag}-{number}", day=day if dated else ""))
        if lead["zh"] and lead["en"]:
            truth.add((f"zh-{number}", f"en-{number}"))
    random.Random(1).shuffle(articles)
    found = find_pairs(articles)
    assert named(found) == truth
    assert len(found.singles) == len(articles) - 2 * len(truth)


def test_samples_under_names_that_say_nothing_find_their_versions() -> None:
    names = ["park", "fair", "school", "court", "visit"]
    stories = [
        read(next(SAMPLES.glob(f"{name}.{tag}.*"))).named(f"{number}{tag[0]}")
        for number, name in enumerate(names)
        for tag in ("zh", "en")
    ]
    lone = [read(SAMPLES / f"{name}").named(name) for name in ("expo.zh.txt", "library.zh.html", "storm.en.txt")]
    found = find_pairs([replace(each, origin=Origin()) for each in (*lone, *stories)])
    assert named(found) == {(f"{number}z", f"{number}e") for number in range(len(names))}
    assert [single.article.name for single in found.singles] == [each.name for each in lone]


def test_a_rewrite_with_other_days_and_numbers_does_not_steal_the_pair() -> None:
    found = find_pairs([fair(SUMMER, "summer.zh"), fair(SPRING_EN, "1"), fair(SPRING, "spring.zh")])
    assert named(found) == {("spring.zh", "1")}
    found = find_pairs([fair(SPRING_EN, "1"), fair(SUMMER_EN, "2"), fair(SUMMER, "summer"), fair(SPRING, "spring")])
    assert named(found) == {("spring", "1"), ("summer", "2")}


def test_a_rewrite_alone_is_no_version() -> None:
    found = find_pairs([fair(SPRING, "spring"), fair(SUMMER_EN, "2")])
    assert found.pairs == ()
    assert [(single.article.name, single.nearest and single.nearest.name) for single in found.singles] == [
        ("spring", "2"),
        ("2", "spring"),
    ]


def test_days_of_publication_tell_two_tellings_apart() -> None:
    same = article("en", ["The night market by the lake opens again.", "Visitors came in the evening breeze."], "late")
    early = replace(same, name="early", origin=Origin(published="2024-04-03"))
    late = replace(same, blocks=same.blocks[::-1], origin=Origin(published="2024-09-20"))
    story = article("zh", ["湖边夜市重新开张。", "游客在晚风中到来。"], "story", day="2024-09-19")
    assert named(find_pairs([early, late, story])) == {("story", "late")}


def test_reasons_say_what_was_found_and_weigh_most_first() -> None:
    (pair,) = find_pairs(
        [fair(SPRING, "zh/fair.txt", day="2024-03-09"), fair(SPRING_EN, "en/fair.txt", day="2024-03-10")]
    ).pairs
    told = {reason.signal: reason.text for reason in pair.reasons}
    weights = [reason.weight for reason in pair.reasons]
    assert 0.95 < pair.score <= 1
    assert weights == sorted(weights, reverse=True)
    assert told["names"] == "names in both: Liu Min"
    assert told["day"] == "published 1 day apart"
    assert "1240" in told["numbers"]
    assert told["file-name"] == "their names differ in the language alone"


def test_the_order_of_articles_changes_nothing() -> None:
    articles = [fair(SPRING_EN, "1"), fair(SUMMER_EN, "2"), fair(SUMMER, "summer"), fair(SPRING, "spring")]
    scores = {(pair.source.name, pair.target.name): pair.score for pair in find_pairs(articles).pairs}
    again = {(pair.source.name, pair.target.name): pair.score for pair in find_pairs(articles[::-1]).pairs}
    assert scores == pytest.approx(again, abs=1e-3)


def test_three_languages_make_pairs_of_each_two_and_the_first_named_is_the_source() -> None:
    german = article(
        "de",
        ["Jobmesse mit 63 Unternehmen", "Am 8. März begann im neuen Bezirk eine Jobmesse der digitalen Industrie, mit "
         "63 Unternehmen und 1.240 Stellen.", "3.800 Bewerber kamen, sagte Liu Min."],
        "german",
    )  # fmt: skip
    articles = [german, fair(SPRING_EN, "english"), fair(SPRING, "chinese")]
    assert named(find_pairs(articles)) == {("chinese", "english"), ("chinese", "german"), ("english", "german")}
    assert named(find_pairs(articles, source_language="de")) == {("german", "chinese"), ("german", "english")}
    assert named(find_pairs(articles, target_language="zh-CN")) == {("german", "chinese"), ("english", "chinese")}
    assert named(find_pairs(articles, source_language="en", target_language="zh")) == {("english", "chinese")}
    assert named(find_pairs(articles, first=("en", "zh"))) == {
        ("english", "chinese"),
        ("english", "german"),
        ("chinese", "german"),
    }


def test_a_language_without_vectors_is_paired_by_numbers_and_names() -> None:
    ukrainian = article(
        "uk",
        ["Ярмарок вакансій: 63 компанії", "8 березня відкрився ярмарок: 63 компанії та 1240 вакансій.",
         "Прийшло 3800 людей."],
        "uk",
    )  # fmt: skip
    other = article("uk", ["Сильний дощ очікується вночі.", "Пороми не ходитимуть."], "rain")
    found = find_pairs([ukrainian, other, fair(SPRING, "spring"), fair(SUMMER, "summer")])
    assert named(found) == {("spring", "uk")}
    assert "by:addresses+numbers+names" in found.signature


def test_strangers_in_languages_without_vectors_are_no_pair() -> None:
    one = article("uk", ["Сильний дощ очікується вночі 2024 року.", "Пороми не ходитимуть, сказав COVID."], "rain")
    other = article("zh", ["2024年的展会上有COVID疫苗。", "湖水很静。"], "expo")
    assert find_pairs([one, other]).pairs == ()


def test_a_link_outweighs_a_free_translation() -> None:
    story = article("zh", ["江水清清，老街上的灯又亮了。"], "story.html")
    url = "https://www.liangjiang.example/english/17.html"
    free = replace(article("en", ["An evening out in Longxing."], "17.html"), origin=Origin(url=url))
    linked = replace(story, origin=Origin(alternates=(("en", url),)))
    rain = article("en", ["Heavy rain is expected along the coast tonight."], "rain.html")
    assert named(find_pairs([linked, rain, free])) == {("story.html", "17.html")}


def test_a_text_that_stands_there_twice_is_paired_once() -> None:
    found = find_pairs([fair(SPRING, "a"), fair(SPRING, "copy of a"), fair(SPRING_EN, "b")])
    assert named(found) == {("a", "b")}
    (single,) = found.singles
    assert (single.article.name, single.same_as and single.same_as.name) == ("copy of a", "a")


def test_terms_of_a_glossary_are_a_reason() -> None:
    (pair,) = find_pairs(
        [fair(SPRING, "a"), fair(SPRING_EN, "b")], lexicons=lambda source, target: Lexicon([("招聘会", "job fair")])
    ).pairs
    assert "terms in both: job fair" in [reason.text for reason in pair.reasons]


def test_all_in_one_language_or_none_asked_for_is_said() -> None:
    with pytest.raises(WrongLanguage, match="found 2 in zh"):
        find_pairs([fair(SPRING, "a"), fair(SUMMER, "b")])
    with pytest.raises(WrongLanguage, match="found none"):
        find_pairs([])
    with pytest.raises(WrongLanguage, match="languages asked for"):
        find_pairs([fair(SPRING, "a"), fair(SPRING_EN, "b")], source_language="fr")


def test_odd_articles_are_no_trouble() -> None:
    odd = [
        article("und", ["123 456"], "numbers"),
        article("zh", [""], "empty"),
        article("zh", ["园" * 50_000], "one line"),
        article("en", ["rain. " * 9000], "long line"),
        article("en", [f"Sentence {number}." for number in range(3000)], "book"),
        Article("en", (), name="nothing"),
    ]
    found = find_pairs([*odd, fair(SPRING, "a"), fair(SPRING_EN, "b")])
    assert named(found) == {("a", "b")}
    assert len(found.singles) == len(odd)


def test_a_lower_minimum_shows_what_is_doubtful_and_still_pairs_nothing_twice() -> None:
    articles = [fair(SPRING, "spring"), fair(SUMMER, "summer"), fair(SUMMER_EN, "2"), fair(SPRING_EN, "1")]
    found = find_pairs([*articles, fair((64, 5, 9, 1500, "单梦琪", 900), "may")], minimum=0.0)
    assert {("spring", "1"), ("summer", "2")} <= named(found)
    targets = [pair.target.name for pair in found.pairs]
    assert len(targets) == len(set(targets))
