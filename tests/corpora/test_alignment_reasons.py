"""What held a bead: each kind of evidence on sentences that show it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.alignment.places import Place, Terms, place_names, place_numbers, place_words
from corpora.alignment.reasons import PAIRED, SINGLE, Reason, find_reasons
from corpora.article import BlockKind, Segment
from corpora.bitext import Bead, Bitext
from corpora.lexicon import Lexicon

ZH = [
    "龙兴渡口昨日恢复通航。",
    "渡船每天往返36个班次，学生凭证免费乘坐。",
    "船长何德海今年五十八岁，在江上跑了三十年。",
    "“江面宽了，船也大了。”他说。",
    "上午下了一场小雨。",
    "渡口旁的老茶馆也重新开了门。",
]
EN = [
    "The Longxing ferry ran again yesterday.",
    "It makes 36 trips a day.",
    "Students ride free with their cards.",
    "Captain He Dehai, 58, has worked the river for 30 years.",
    '"The river is wider, and so are the boats," he said.',
    "The old teahouse by the landing has opened its doors again.",
]
RIGHT = (
    Bead((0,), (0,)), Bead((1,), (1, 2)), Bead((2,), (3,)), Bead((3,), (4,)), Bead((4,), ()), Bead((5,), (5,)),
)  # fmt: skip
# Each sentence beside that of its neighbour.
SHIFTED = (
    Bead((0,), ()), *(Bead((i + 1,), (i,)) for i in range(5)), Bead((), (5,)),
)  # fmt: skip
FERRY = Lexicon([("渡口", "landing"), ("茶馆", "teahouse")])


def bitext(
    source: list[str] = ZH,
    target: list[str] = EN,
    beads: tuple[Bead, ...] = RIGHT,
    languages: tuple[str, str] = ("zh", "en"),
) -> Bitext:
    ours, theirs = (tuple(Segment(text) for text in texts) for texts in (source, target))
    return Bitext(*languages, ours, theirs, beads)


def reasons(pair: Bitext, at: int, lexicon: Lexicon | None = None) -> dict[str, Reason]:
    return {reason.name: reason for reason in list(find_reasons(pair, lexicon=lexicon))[at]}


def one(source: str, target: str, lexicon: Lexicon | None = None) -> dict[str, Reason]:
    return reasons(bitext([source], [target], (Bead((0,), (0,)),)), 0, lexicon)


def texts(places: list[Place], source: str, target: str) -> list[tuple[str | None, str | None]]:
    return [(a.cut(source) if a else None, b.cut(target) if b else None) for a, b in places]


# Places


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("引来1200多户，一半来自外地。", "It drew 1,200, half from outside.", [("1200多", "1,200"), ("一半", "half")]),
        ("一家茶馆开张。", "One teahouse opened.", []),
        ("产量3.2万辆。", "Output was 23,000.", [("3.2万", None), (None, "23,000")]),
        ("8月3日开园。", "It opened on Aug. 3.", [("8月3日", "Aug. 3")]),
    ],
)
def test_numbers_are_paired_by_value(source: str, target: str, expected: list[tuple[str, str]]) -> None:
    assert texts(place_numbers(source, target, languages=("zh", "en")), source, target) == expected


def test_a_name_is_found_whole_and_in_either_direction() -> None:
    source, target = "何德海在西安。", "He Dehai is in Xi'an."
    found = place_names(source, target, languages=("zh", "en"))
    assert texts(found, source, target) == [("何德海", "He Dehai"), ("西安", "Xi'an")]
    turned = place_names(target, source, languages=("en", "zh"))
    assert [place.turned() for place in turned] == found
    assert place_names(source, source, languages=("zh", "zh")) == []


def test_latin_words_inside_chinese_are_found_opposite_or_not() -> None:
    source, target = "Starlink和AI点单系统", "A Starlink ordering system"
    found = place_words(source, target, languages=("zh", "en"))
    assert texts(found, source, target) == [("Starlink", "Starlink"), ("AI", None)]
    turned = place_words(target, source, languages=("en", "zh"))
    assert texts(turned, target, source) == [("Starlink", "Starlink"), (None, "AI")]


def test_words_of_one_stem_are_found_between_spaced_languages() -> None:
    source, target = "Die Expedition der EU erreichte den Gipfel.", "L'expédition de l'UE et EU au sommet."
    found = place_words(source, target, languages=("de", "fr"))
    assert texts(found, source, target) == [("Expedition", "expédition"), ("EU", "EU")]


def test_each_term_takes_one_translation() -> None:
    source, target = "渡口旁又修了一个渡口", "A landing was built by the pier"
    found = Terms(FERRY).place(source, target)
    assert texts(found, source, target) == [("渡口", "landing"), ("渡口", None)]


WORDS = st.lists(
    st.sampled_from(["何德海", "36", "三十年", "AI", "He Dehai", "30 years", "Longxing", "，", "x"]), max_size=8
)


@given(WORDS, WORDS)
def test_places_lie_inside_their_texts_and_no_place_is_taken_twice(ours: list[str], theirs: list[str]) -> None:
    source, target = "".join(ours), " ".join(theirs)
    for find in (place_numbers, place_names, place_words):
        found = find(source, target, languages=("zh", "en"))
        for side, text in ((0, source), (1, target)):
            spans = [place[side] for place in found if place[side] is not None]
            assert len(set(spans)) == len(spans)
            assert all(0 <= start < end <= len(text) for start, end in spans)  # type: ignore[misc]


# Beads with two sides


def test_meaning_and_lead_part_right_beads_from_wrong_ones() -> None:
    right, wrong = reasons(bitext(), 2), reasons(bitext(beads=SHIFTED), 2)
    assert right["meaning"].value > 0.5 > 0.35 > wrong["meaning"].value
    assert right["lead"].value > 0.1 > 0 > wrong["lead"].value
    assert [right[name].speaks for name in ("meaning", "lead")] == ["for", "for"]
    assert [wrong[name].speaks for name in ("meaning", "lead")] == ["against", "against"]
    assert right["meaning"].said == f"meaning {right['meaning'].value:.2f}"


def test_a_bead_larger_than_the_aligner_makes_is_judged_too() -> None:
    pair = bitext(beads=(Bead(tuple(range(6)), tuple(range(6))),))
    found = reasons(pair, 0)
    assert found["meaning"].value > 0.6
    assert "lead" not in found


def test_words_are_matched_on_both_sides() -> None:
    whole, part = one(ZH[3], EN[4]), one(ZH[3], "It was a long day for all who had come to the fair.")
    assert whole["words"].value > 0.4 > 0.25 > part["words"].value
    assert (whole["words"].speaks, part["words"].speaks) == ("for", "against")


def test_length_is_told_against_what_is_usual_in_the_pair() -> None:
    found = list(
        find_reasons(bitext([ZH[2]] * 12, [EN[3]] * 11 + [EN[3] * 3], tuple(Bead((i,), (i,)) for i in range(12))))
    )
    lengths = [next(reason for reason in each if reason.name == "length") for each in found]
    assert (lengths[0].speaks, lengths[-1].speaks) == ("for", "against")
    assert lengths[0].value == pytest.approx(1, abs=0.2)
    assert lengths[-1].value / lengths[0].value == pytest.approx(3, rel=0.15)


def test_numbers_names_and_terms_say_what_and_where() -> None:
    found = reasons(bitext(), 2)
    assert found["numbers"] == Reason(
        "numbers", 2.0, "for", "numbers 五十八岁 = 58, 三十年 = 30 years",
        tuple(place_numbers(ZH[2], EN[3], languages=("zh", "en"))),
    )  # fmt: skip
    assert found["names"].said == "names 何德海 = He Dehai"
    assert reasons(bitext(), 5, FERRY)["terms"].said == "terms 渡口 = landing, 茶馆 = teahouse"
    assert "terms" not in reasons(bitext(), 5)


def test_what_one_side_says_alone_speaks_against() -> None:
    found = one("票价3元。", "The fare is 5 yuan.")["numbers"]
    assert (found.value, found.speaks) == (0, "against")
    assert found.said == "numbers without a counterpart: 3元, 5 yuan"
    mixed = one("36个班次，3元。", "36 trips at 5 yuan.")["numbers"]
    assert (mixed.value, mixed.speaks) == (1, "neither")
    assert mixed.said == "numbers 36; without a counterpart: 3元, 5 yuan"


def test_latin_words_count() -> None:
    assert one("这艘船由Marlin公司制造。", "The boat was built by Marlin.")["latin"].value == 1


def test_only_some_of_many_are_listed() -> None:
    numbers = [str(number) for number in range(21, 31)]
    said = one("、".join(numbers), ", ".join(numbers))["numbers"].said
    assert said == "numbers 21, 22, 23, 24, 25, 26 and 4 more"


def test_questions_and_quotations_stand_on_both_sides_or_one() -> None:
    asked = one("谁来开船？", "Who runs the ferry?")["question"]
    assert (asked.value, asked.speaks, asked.said) == (1, "for", "both ask")
    alone = one("“开船。”", "They set out.")["quotation"]
    assert (alone.value, alone.speaks, alone.said) == (-1, "against", "only the source quotes")
    assert {"question", "quotation"}.isdisjoint(one("开船。", "They set out."))


def blocks(*kinds: tuple[BlockKind, int]) -> tuple[Segment, ...]:
    return tuple(Segment(f"第{number}句。", block, kind) for number, (kind, block) in enumerate(kinds))


def test_kinds_of_blocks_and_beginnings_of_paragraphs() -> None:
    pair = Bitext(
        "zh", "en",
        blocks(("title", 0), ("paragraph", 1), ("paragraph", 1), ("caption", 2)),
        blocks(("title", 0), ("paragraph", 1), ("paragraph", 2), ("paragraph", 3)),
        tuple(Bead((i,), (i,)) for i in range(4)),
    )  # fmt: skip
    kinds = [reasons(pair, at).get("kind") for at in range(4)]
    assert [kind and (kind.value, kind.said) for kind in kinds] == [
        (1.0, "both titles"), None, None, (-1.0, "captions beside paragraphs"),
    ]  # fmt: skip
    begins = [reasons(pair, at).get("paragraph") for at in range(4)]
    assert [begin and begin.value for begin in begins] == [1, 1, -1, 1]
    assert "paragraph" not in reasons(bitext(), 0)


# Sentences alone


def test_a_dropped_sentence_has_no_counterpart_and_one_that_is_wrongly_alone_has() -> None:
    dropped = reasons(bitext(), 4)
    assert dropped["nearest"].value < 0.4
    assert [dropped[name].speaks for name in ("nearest", "words")] == ["for", "for"]
    lone = reasons(
        bitext(beads=(Bead((0,), ()), *(Bead((i,), ()) for i in range(1, 6)), *(Bead((), (j,)) for j in range(6)))), 3
    )
    assert (lone["nearest"].segment, lone["nearest"].speaks, lone["words"].speaks) == (4, "against", "against")


def test_numbers_of_a_sentence_alone_stand_near_by_or_nowhere() -> None:
    beads = (*(Bead((i,), ()) for i in range(6)), *(Bead((), (j,)) for j in range(6)))
    near = reasons(bitext(beads=beads), 1)["numbers"]
    assert (near.value, near.speaks, near.said) == (1, "against", "numbers near by opposite too: 36")
    assert [place.source and place.source.cut(ZH[1]) for place in near.places] == ["36"]
    gone = list(find_reasons(bitext(["通航。", "票价72元。"], ["It runs."], (Bead((0,), (0,)), Bead((1,), ())))))[1]
    assert [(r.value, r.speaks, r.said) for r in gone if r.name == "numbers"] == [
        (0, "for", "numbers not near by opposite: 72元")
    ]


# All of it


def test_every_bead_gets_its_evidence_in_order() -> None:
    found = list(find_reasons(bitext(), lexicon=FERRY))
    assert len(found) == len(RIGHT)
    order = [measure.__name__.removeprefix("measure_").removeprefix("lone_") for measure in PAIRED]
    for bead, each in zip(RIGHT, found):
        names = [reason.name for reason in each]
        if bead.null:
            assert names == [name for name in ("nearest", "words", "numbers") if name in names]
        else:
            assert names == [name for name in order if name in names]
    assert len(SINGLE) == 3


def test_without_an_encoder_meaning_is_not_judged() -> None:
    pair = bitext(["He Dehai, 58, ran it."], ["Kapteeni He Dehai, 58, ajoi sitä."], (Bead((0,), (0,)),), ("en", "fi"))
    found = reasons(pair, 0)
    assert {"meaning", "lead", "words"}.isdisjoint(found)
    assert found["numbers"].value == 1
    null = bitext(["Ferry."], ["Lautta."], (Bead((0,), ()), Bead((), (0,))), ("en", "fi"))
    assert list(find_reasons(null)) == [(), ()]


def test_a_side_without_sentences_is_no_fault() -> None:
    assert list(find_reasons(bitext(["开园。"], [], (Bead((0,), ()),)))) == [()]
