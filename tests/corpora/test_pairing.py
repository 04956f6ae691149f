"""Which articles are versions of each other."""

from dataclasses import replace
from importlib.resources import as_file, files

import pytest

from corpora.article import Article, Block, Origin
from corpora.errors import WrongLanguage
from corpora.pairing import find_pairs
from corpora.readers import read

FERRY = Article(
    "zh",
    (
        Block("title", "龙兴渡口恢复通航"),
        Block("paragraph", "8月3日，龙兴渡口恢复通航，渡船每天往返36个班次，船长何德海说，三条新船可载客120人。"),
        Block("paragraph", "学生凭证免费乘坐，老茶馆也重新开了门。"),
    ),
    name="a1.txt",
)
FERRY_EN = Article(
    "en",
    (
        Block("title", "Longxing ferry runs again"),
        Block("paragraph", "The Longxing ferry ran again on Aug. 3 and now makes 36 trips a day."),
        Block("paragraph", "The three new boats carry 120 people, said Captain He Dehai. Students ride free."),
    ),
    name="b7.txt",
)
# The same told of another landing, on another day, with other numbers.
DECOY = Article(
    "zh",
    (
        Block("title", "水土渡口恢复通航"),
        Block("paragraph", "9月12日，水土渡口恢复通航，渡船每天往返24个班次，船长罗文平说，两条新船可载客80人。"),
        Block("paragraph", "老人凭证免费乘坐，码头也重新修过。"),
    ),
    name="a2.txt",
)
RAIN = Article("zh", (Block("paragraph", "市气象台预计今夜有大雨，请市民注意防范，不要到江边停留。"),), name="a3.txt")


def named(*articles: Article, **options: object) -> list[tuple[str, str]]:
    pairing = find_pairs(articles, **options)  # type: ignore[arg-type]
    return [(pair.source.name, pair.target.name) for pair in pairing.pairs]


def test_a_version_is_found_among_others() -> None:
    assert named(RAIN, FERRY, FERRY_EN) == [("a1.txt", "b7.txt")]


def test_a_rewrite_with_other_days_and_numbers_does_not_take_its_place() -> None:
    assert named(DECOY, FERRY_EN, FERRY) == [("a1.txt", "b7.txt")]


def test_where_there_is_no_version_there_is_no_pair() -> None:
    pairing = find_pairs([DECOY, RAIN, FERRY_EN])
    assert pairing.pairs == ()
    assert {single.article.name for single in pairing.singles} == {"a2.txt", "a3.txt", "b7.txt"}


def test_a_pair_says_why() -> None:
    (pair,) = find_pairs([FERRY, FERRY_EN]).pairs
    signals = [reason.signal for reason in pair.reasons]
    assert "numbers" in signals
    assert any("36" in reason.text for reason in pair.reasons)
    assert 0.5 <= pair.score <= 1.0
    assert [abs(reason.weight) for reason in pair.reasons] == sorted(
        (abs(reason.weight) for reason in pair.reasons), reverse=True
    )


def test_a_link_between_versions_is_a_reason() -> None:
    linked = replace(
        FERRY,
        origin=replace(
            FERRY.origin, url="http://news.example/zh/1.html", alternates=(("en", "http://news.example/en/9.html"),)
        ),
    )
    other = replace(FERRY_EN, origin=Origin(url="http://news.example/en/9.html"))
    (pair,) = find_pairs([linked, other]).pairs
    assert "link" in [reason.signal for reason in pair.reasons]


def test_the_same_in_any_order() -> None:
    one, two = find_pairs([FERRY, DECOY, RAIN, FERRY_EN]), find_pairs([FERRY_EN, RAIN, DECOY, FERRY])
    assert [(pair.source, pair.target, pair.score) for pair in one.pairs] == [
        (pair.source, pair.target, pair.score) for pair in two.pairs
    ]


def test_one_language_alone_has_no_pairs() -> None:
    with pytest.raises(WrongLanguage):
        find_pairs([FERRY, DECOY])


def test_every_sample_story_finds_its_version_and_two_have_none() -> None:
    with as_file(files("corpora.samples")) as folder:
        stories = [
            read(file)
            for file in sorted(folder.iterdir())
            if file.suffix in (".html", ".txt", ".md", ".docx", ".epub") and not file.name.startswith("README")
        ]
    # Names that say nothing: what the files are called must not be what pairs them.
    blind = [
        replace(story, name=f"{number}.txt", origin=replace(story.origin, url="", alternates=()))
        for number, story in enumerate(stories)
    ]
    pairing = find_pairs(blind)
    names = {number: story.name.rpartition("/")[2].split(".")[0] for number, story in enumerate(stories)}
    found = [
        tuple(names[int(side.name.split(".")[0])] for side in (pair.source, pair.target)) for pair in pairing.pairs
    ]
    assert all(source == target for source, target in found)
    assert len(found) == 16
    assert sorted(names[int(single.article.name.split(".")[0])] for single in pairing.singles) == ["expo", "library"]
