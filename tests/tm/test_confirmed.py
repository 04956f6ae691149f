"""Confirmed beads found again in texts that changed since."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.article import Segment
from corpora.bitext import Bead, Bitext
from tm.confirmed import describe_beads, keep_confirmed, place_confirmed
from tm.store import KnownBead

ZH = ["开园了。", "来了50家企业。", "江水清清。", "总投资12亿元。", "周敏 摄"]
EN = ["It opened.", "50 enterprises came.", "It cost 1.2 billion yuan.", "Hills stand behind it.", "Photo by Zhou Min"]
KNOWN = [
    KnownBead(("开园了。",), ("It opened.",)),
    KnownBead(("来了50家企业。",), ("50 enterprises came.",)),
    KnownBead(("江水清清。",), ()),
    KnownBead(("总投资12亿元。",), ("It cost 1.2 billion yuan.",), partial=True),
    KnownBead((), ("Hills stand behind it.",)),
    KnownBead(("周敏 摄",), ("Photo by Zhou Min",)),
]
ALL = ["[0]:[0]", "[1]:[1]", "[2]:[]", "[3]:[2]", "[]:[3]", "[4]:[4]"]


def placed(source: list[str], target: list[str], known: list[KnownBead] = KNOWN) -> list[str]:
    beads = place_confirmed(known, source, target)
    assert all(bead.confirmed and bead.confidence == 1.0 for bead in beads)
    return [str(bead) for bead in beads]


def test_in_unchanged_texts_all_stand() -> None:
    assert placed(ZH, EN) == ALL
    assert [bead.partial for bead in place_confirmed(KNOWN, ZH, EN)] == [False, False, False, True, False, False]


def test_a_changed_sentence_takes_its_own_bead_alone() -> None:
    changed = [EN[0], "Fifty enterprises came.", *EN[2:]]
    assert placed(ZH, changed) == [ALL[0], *ALL[2:]]


def test_what_was_put_in_and_taken_out_moves_the_others() -> None:
    assert placed(["题目", *ZH], EN) == ["[1]:[0]", "[2]:[1]", "[3]:[]", "[4]:[2]", "[]:[3]", "[5]:[4]"]
    assert placed(ZH[1:], EN) == ["[0]:[1]", "[1]:[]", "[2]:[2]", "[]:[3]", "[3]:[4]"]


def test_a_sentence_without_counterpart_is_asked_again_where_the_other_side_has_grown() -> None:
    grown = [*EN[:2], "The river is clear.", *EN[2:]]
    assert placed(ZH, grown) == ["[0]:[0]", "[1]:[1]", "[3]:[3]", "[]:[4]", "[4]:[5]"]
    grown_source = [*ZH[:4], "背后是青山。", *ZH[4:]]
    assert placed(grown_source, EN) == ["[0]:[0]", "[1]:[1]", "[2]:[]", "[3]:[2]", "[5]:[4]"]


def test_it_stands_where_the_other_side_only_changed() -> None:
    assert placed(ZH, [EN[0], EN[1], "Cost: 1.2 billion yuan.", *EN[3:]]) == [*ALL[:3], ALL[4], ALL[5]]


def test_a_bead_of_sentences_that_were_parted_is_given_up() -> None:
    known = [KnownBead(("一。", "二。"), ("One and two.",))]
    assert placed(["一。", "二。"], ["One and two."], known) == ["[0, 1]:[0]"]
    assert placed(["一。", "又。", "二。"], ["One and two."], known) == []
    assert placed(["一。"], ["One and two."], known) == []


def test_nothing_confirmed_and_nothing_left_place_nothing() -> None:
    assert placed(ZH, EN, []) == []
    assert placed(["别的故事。"], ["Another story."]) == []


def test_what_is_kept_is_laid_over_a_bitext() -> None:
    sides = tuple(Segment(text) for text in ZH), tuple(Segment(text) for text in EN)
    other = Bitext("zh", "en", *sides, tuple(Bead((n,), (n,), 0.4) for n in range(5)), signature="align|v:1")
    kept = keep_confirmed(other, KNOWN)
    assert [str(bead) for bead in kept.beads] == ALL
    assert describe_beads(kept) == KNOWN
    assert keep_confirmed(other, []) is other
    assert describe_beads(other) == []


def test_the_beads_around_confirmed_ones_are_described_too_and_never_placed() -> None:
    sides = tuple(Segment(text) for text in ZH[:2]), tuple(Segment(text) for text in EN[:2])
    bitext = Bitext("zh", "en", *sides, (Bead((0,), (0,), 0.9), Bead((1,), (1,), confirmed=True)))
    known = describe_beads(bitext)
    assert known == [KnownBead((ZH[0],), (EN[0],), confirmed=False), KnownBead((ZH[1],), (EN[1],))]
    assert placed(ZH[:2], EN[:2], known) == ["[1]:[1]"]
    assert placed(["题目", *ZH[:2]], EN[:2], known) == ["[2]:[1]"]


def test_of_texts_that_stand_twice_each_stays_where_it_was_while_nothing_changed() -> None:
    known = [KnownBead(("是。",), ()), KnownBead(("是。",), ("Yes.",)), KnownBead((), ("Yes.",))]
    assert placed(["是。", "是。"], ["Yes.", "Yes."], known) == ["[0]:[]", "[1]:[0]", "[]:[1]"]
    assert placed(["是。"], ["Yes."], known) == ["[0]:[0]"]


texts = st.lists(st.sampled_from("甲乙丙丁"), max_size=9)


@given(
    st.lists(st.tuples(texts.map(lambda x: x[:2]), texts.map(lambda x: x[:2])).filter(any), max_size=6), texts, texts
)
def test_whatever_is_placed_is_in_order_and_has_its_own_texts(
    known: list[tuple[list[str], list[str]]], source: list[str], target: list[str]
) -> None:
    beads = place_confirmed([KnownBead(tuple(one), tuple(other)) for one, other in known], source, target)
    for ids in ([i for bead in beads for i in bead.source], [j for bead in beads for j in bead.target]):
        assert ids == sorted(set(ids))
    shown = [([source[i] for i in bead.source], [target[j] for j in bead.target]) for bead in beads]
    rest = iter(known)
    assert all(pair in rest for pair in shown)


@pytest.mark.parametrize("size", [10_000])
def test_a_book_is_placed_in_seconds(size: int) -> None:
    known = [KnownBead((f"第{n}句。",), (f"Sentence {n}.",)) for n in range(size)]
    source = [f"第{n}句。" for n in range(size) if n % 100]
    began = time.perf_counter()
    assert len(place_confirmed(known, source, [f"Sentence {n}." for n in range(size)])) == size - size // 100
    assert time.perf_counter() - began < 5
