"""What one side of a bead lacks: numbers, names and stretches of words without counterpart."""

import numpy as np
import pytest

from corpora.alignment import align
from corpora.alignment.partial.missing import compare_names
from corpora.alignment.partial.names import Names, Terms, associate
from corpora.alignment.partial.numbers import compare_numbers
from corpora.alignment.partial.spellings import best_sound, sound_alike
from corpora.alignment.partial.weights import load_partial_weights, save_partial_weights
from corpora.bitext import Bead
from corpora.lexicon import Lexicon

ZH_EN = ("zh", "en")

# A short story that says the same on both sides, and what either side may lose.
STORY = (
    "两江新区的一座智能工厂昨天投产。",
    "工厂总投资12亿元，每天可以生产600台电机。",
    "厂长张坤坤说，去年冬天他们只有一间旧仓库，连暖气都没有。",
    "“现在机器人替我们搬重活，大家终于可以按时下班。”工人李冬梅说。",
    "下一步，工厂还要在鱼嘴建一个培训中心。",
)
VERSION = (
    "A smart factory in Liangjiang New Area began production yesterday.",
    "The plant, with a total investment of 1.2 billion yuan (about $165 million), can make 600 motors a day.",
    "Last winter they had only an old warehouse without any heating, said the director, Zhang Kunkun.",
    '"Robots do the heavy lifting for us now, and we can finally leave work on time," said Li Dongmei, a worker.',
    "Next, the plant plans to build a training center in Yuzui.",
)


def marked(source: tuple[str, ...], target: tuple[str, ...]) -> list[str]:
    """The partial beads of an alignment."""
    bitext = align(source, target, source_language="zh", target_language="en")
    return [str(bead) for bead in bitext.beads if bead.partial]


def changed(texts: tuple[str, ...], at: int, text: str) -> tuple[str, ...]:
    return (*texts[:at], text, *texts[at + 1 :])


def test_a_story_translated_whole_has_no_partial_bead() -> None:
    assert marked(STORY, VERSION) == []


@pytest.mark.parametrize(
    ("side", "at", "left", "kind", "text"),
    [
        ("target", 1, "The plant can make 600 motors a day.", "number", "12亿元"),
        ("source", 1, "工厂每天可以生产600台电机。", "number", "1.2 billion yuan"),
        ("target", 1, "The plant has a total investment of 1.2 billion yuan.", "number", "600"),
        ("source", 4, "下一步，工厂还要建一个培训中心。", "name", "Yuzui"),
        ("source", 0, "一座智能工厂昨天投产。", "name", "Liangjiang"),
        ("target", 2, "They had only an old warehouse without any heating.", "clause", "张坤坤"),
        pytest.param(
            "target", 3, "“Robots do the heavy lifting for us now,” said Li Dongmei, a worker.", "clause", "下班",
            marks=pytest.mark.xfail(strict=True, reason="short clauses of everyday words are often not missed"),
        ),
    ],
)  # fmt: skip
def test_what_one_side_lost_is_named_where_the_other_has_it(
    side: str, at: int, left: str, kind: str, text: str
) -> None:
    source: tuple[str, ...] = STORY
    target: tuple[str, ...] = VERSION
    if side == "source":
        source = changed(STORY, at, left)
    else:
        target = changed(VERSION, at, left)
    bitext = align(source, target, source_language="zh", target_language="en")
    partial = [bead for bead in bitext.beads if bead.partial]
    assert [bead.source for bead in partial] == [(at,)]
    pair = next(pair for pair in bitext.pairs() if pair.bead is partial[0])
    surest = partial[0].gaps[0]
    assert (surest.kind, surest.side != side) == (kind, True)
    assert text in surest.text
    assert surest.span.cut(pair.source if surest.side == "source" else pair.target) == surest.text


def test_gaps_come_surest_first_and_a_partial_bead_has_one_from_a_half_on() -> None:
    bitext = align(STORY, changed(VERSION, 1, "The plant runs."), source_language="zh", target_language="en")
    for bead in bitext.beads:
        scores = [gap.score for gap in bead.gaps]
        assert scores == sorted(scores, reverse=True)
        assert bead.partial == bool(scores and scores[0] >= 0.5)


def test_without_an_encoder_numbers_are_still_missed() -> None:
    source = ["Tehdas maksoi 12 miljoonaa euroa ja työllistää 340 ihmistä.", "Se avattiin 3. toukokuuta."]
    target = ["The factory cost 12 million euros.", "It opened on May 3."]
    bitext = align(source, target, source_language="fi", target_language="en")
    assert [(bead.source, bead.partial) for bead in bitext.beads] == [((0,), True), ((1,), False)]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("花了12亿元。", "It cost 1.2 billion yuan (about $170 million)."),
        ("雨量达100毫米。", "Rainfall reached 100 millimeters (4 inches)."),
        ("今天上午8时，大桥通车。", "The bridge opened at 8 a.m. on Monday."),
        ("两家人一起吃了饭。", "The families ate together."),
        ("（一）先申请。", "Apply first."),
    ],
)
def test_conversions_and_ways_of_saying_are_no_missing_numbers(source: str, target: str) -> None:
    assert compare_numbers(source, target, languages=ZH_EN).lacking == ([], [])


def test_a_number_that_is_wrong_is_not_missing_on_either_side() -> None:
    found = compare_numbers("销量达30万辆。", "Sales reached 30,000.", languages=ZH_EN)
    assert found.lacking == ([], [])


def missing(chinese: str, latin: str, names: Names | None = None, terms: Terms | None = None) -> list[tuple[str, str]]:
    found = compare_names(chinese, latin, names or Names(), terms).missing
    return [(one.kind, one.span.cut(chinese if one.chinese else latin)) for one in found]


def test_names_that_both_sides_have_are_not_missing() -> None:
    assert missing("张坤坤住在两江。", "Zhang Kunkun lives in Liangjiang.") == []
    assert missing("姜某被辞退。", "Jiang was dismissed.") == []
    assert missing("园区迎来首批企业。", "CHONGQING, July 11 -- The park welcomed its first firms.") == []


def test_a_surname_stands_for_someone_whom_the_document_names() -> None:
    names = Names.learn([("殷少波来了。", "Yin Shaobo came.")])
    assert missing("殷少波说。", "Yin said.", names) == []
    assert missing("说。", "Yin said.", names) == [("surname", "Yin")]


def test_the_short_form_of_a_term_is_told_by_the_long_one() -> None:
    terms = Terms(Lexicon([("赛力斯", "Seres"), ("赛力斯超级工厂", "Seres Super Factory")]))
    assert missing("赛力斯超级工厂开工。", "Work began at Seres.", terms=terms) == []
    assert ("term", "Seres") in missing("新车间开工。", "Work began at Seres.", terms=terms)


def test_foreign_names_are_learnt_from_the_beads_that_have_them() -> None:
    pairs = [("里奇来到都灵。", "Ricci came to Turin."), ("里奇说。", "Ricci spoke."), ("里奇走了。", "Ricci left.")]
    assert associate(pairs)["Ricci"] == "里奇"
    names = Names.learn(pairs)
    assert missing("里奇很高兴。", "The guest, Ricci, was happy.", names) == []
    assert missing("客人很高兴。", "The guest, Ricci, was happy.", names) == [("learnt", "Ricci")]


def test_a_transliteration_sounds_like_its_name() -> None:
    assert sound_alike("Marino", "马里诺") == 1.0
    assert best_sound("Conti", "孔蒂表示同意。") == 1.0
    assert best_sound("Conti", "我们表示同意。") < 0.7


def test_weights_are_the_same_once_written_and_read() -> None:
    weights = load_partial_weights()
    arrays = save_partial_weights(weights)
    assert weights.signature.startswith("partial")
    row = np.ones((1, len(weights.kinds["number"].linear)), np.float32)
    assert 0.0 <= weights.judge("number", row)[0] <= 1.0
    assert np.allclose(arrays["kinds.number.linear"], weights.kinds["number"].linear.astype(np.float16))


def test_a_bead_that_a_person_confirmed_is_not_looked_at() -> None:
    assert Bead((0,), (0,), confirmed=True).gaps == ()
