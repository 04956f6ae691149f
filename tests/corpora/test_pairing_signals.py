"""Each signal has a value for what speaks for or against a pair, and 0 where nothing does."""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from corpora.article import Article, Block, Origin
from corpora.encoder import load_encoder
from corpora.lexicon import Lexicon
from corpora.pairing.profile import rarity, read_profile
from corpora.pairing.sides import set_apart
from corpora.pairing.signals import SIGNALS
from corpora.pairing.view import View
from corpora.pairing.weights import load_weights

STORY = ("园区昨日开园，首批50家企业入驻。", "8月3日的招聘会提供1200个岗位。", "来自两江新区的张坤坤用AI设计了海报。")
VERSION = (
    "The park opened on Thursday with 50 companies.",
    "A job fair on Aug. 3 offered 1,200 openings.",
    "Zhang Kunkun of Liangjiang designed the poster with AI.",
)
OTHER = ("Heavy rain is expected along the coast tonight.", "Ferries will not run.", "Schools stay closed on Monday.")
LEXICON = Lexicon([("招聘会", "job fair"), ("岗位", "openings")])


def story(
    lines: Sequence[str] = STORY, *, day: str = "", url: str = "", versions: Sequence[str] = (), name: str = "a"
) -> Article:
    blocks = tuple(Block("paragraph", line) for line in lines)
    origin = Origin(published=day, url=url, alternates=tuple(("en", link) for link in versions))
    return Article("zh", blocks, origin, name)


def version(lines: Sequence[str] = VERSION, *, day: str = "", url: str = "", name: str = "b") -> Article:
    return Article("en", tuple(Block("paragraph", line) for line in lines), Origin(published=day, url=url), name)


def measures(source: Article, target: Article, *others: Article) -> dict[str, float]:
    """All values for a pair, with other articles of the target's language beside it."""
    encoder = load_encoder()
    sides = set_apart(
        [read_profile(source, encoder=encoder)],
        [read_profile(each, encoder=encoder) for each in (target, *others)],
        lexicon=LEXICON,
    )
    view = View(sides, 0, 0)
    for signal in SIGNALS:
        assert signal.say(view) or not signal.measure(view), signal.name
    return {signal.name: signal.measure(view) for signal in SIGNALS}


PARK = "https://a.example/zh/2024/park_88127.html"
EXAMPLES: dict[str, tuple[Article, Article, float, float]] = {
    "link": (story(versions=["https://a.example/en/1.html"]), version(url="http://a.example/en/1.html"), 1, 1),
    "identifier": (story(url=PARK), version(url="https://a.example/en/2024/05/park_88127.html"), 1, 1),
    "file-name": (story(name="news/park.zh.txt"), version(name="news/park.en.txt"), 1, 1),
    "day": (story(day="2024-05-06T09:00:00+08:00"), version(day="2024-05-08"), 0.75, 0.75),
    "other-day": (story(day="2024-05-06"), version(day="2025-05-16"), 1, 1.1),
    "numbers": (story(), version(), 0.8, 2),
    "other-numbers": (story(), version([line.replace("50", "72").replace("1,200", "3,400") for line in VERSION]), 0.5, 1),
    "other-dates": (story(["8月3日，园区开园。"]), version(["The park opened on May 25."]), 0.3, 2),
    "dropped-numbers": (story(), version(["The park opened on Thursday.", *VERSION[1:]]), 0.3, 1),
    "facts": (story(), version(), 1.5, 4),
    "other-facts": (story(), version([line.replace("50", "72") for line in VERSION]), 0.69, 0.7),
    "names": (story(), version(), 1.5, 4),
    "words": (story(), version(), 1, 4),
    "terms": (story(), version(), 1.5, 4),
    "title": (story(), version(), 0.5, 1),
    "margin": (story(), version(), 0.2, 1),
    "sentences": (story(), version(), 0.5, 1),
    "matched": (story(), version(), 0.9, 1),
}  # fmt: skip


@pytest.mark.parametrize("name", [signal.name for signal in SIGNALS])
def test_every_signal_has_a_value_where_it_should(name: str) -> None:
    source, target, low, high = EXAMPLES[name]
    assert low <= measures(source, target)[name] <= high


def test_strangers_give_no_signal_but_some_likeness() -> None:
    found = measures(story(), version(OTHER))
    near = {name: value for name, value in found.items() if value}
    assert set(near) <= {"title", "margin", "sentences", "matched", "dropped-numbers", "other-facts"}
    assert found["sentences"] < 0.3
    assert found["matched"] < 0.3


def test_a_link_to_another_article_that_is_here_speaks_against() -> None:
    linked = story(versions=["https://a.example/en/2.html"])
    assert measures(linked, version(), version(OTHER, url="https://a.example/en/2.html"))["link"] == -1
    assert measures(linked, version())["link"] == 0


def test_a_number_or_name_that_several_bear_tells_less() -> None:
    names = story(url=PARK, name="park.zh.txt"), version(url="https://a.example/en/88127.html", name="park.en.txt")
    twin = version(OTHER, url="https://a.example/en/other/88127.html", name="en/park.txt")
    assert measures(*names, twin)["identifier"] == 0.5
    assert measures(*names, twin)["file-name"] == 0.5


def test_a_turn_in_two_rows_tells_half() -> None:
    assert measures(story(name="zh/007.txt"), version(name="en/007.txt"))["file-name"] == 0.5
    assert measures(story(name="7.txt"), version(name="8.txt"))["file-name"] == 0


def test_numbers_are_compared_by_value() -> None:
    source = story(["全年货物吞吐量达到1.25亿吨，增长三成。"])
    found = measures(source, version(["Cargo reached 125 million tons for the year, up 30%."]))
    assert found["numbers"] > 0.5
    assert found["other-numbers"] == found["dropped-numbers"] == 0


def test_numbers_of_sentences_that_say_other_things_are_not_held_against_a_pair() -> None:
    found = measures(story(), version([*VERSION, "In 2019 the area had 87 parks and 3,456 firms."]))
    assert found["other-numbers"] == 0


def test_many_tellings_of_a_story_do_not_take_away_its_margin() -> None:
    retold = [
        version([line.replace("50", str(number)) for line in VERSION], name=str(number)) for number in range(60, 70)
    ]
    assert measures(story(), version(), *retold)["margin"] == pytest.approx(
        measures(story(), version())["margin"], abs=0.05
    )


def test_round_and_small_numbers_tell_little() -> None:
    two, ten, round_, odd = (rarity(Fraction(value)) for value in (2, 10, 5000, 3126))
    assert max(two, ten, round_) < 0.4 < odd


@pytest.mark.parametrize("name", ["encoded", "plain"])
def test_weights_name_signals_that_there_are_and_have_the_right_sign(name: str) -> None:
    weights = load_weights(name)
    against = {"other-day", "other-numbers", "other-dates", "dropped-numbers", "other-facts"}
    assert len(weights.values) == len(SIGNALS)
    assert weights.signature.startswith("logit|")
    assert weights.bias < -1
    for signal, value in zip(SIGNALS, weights.values):
        assert (value <= 0) if signal.name in against else (value >= 0)
        assert value or (name == "plain" and (signal.encoded or signal.name == "other-dates")), signal.name
