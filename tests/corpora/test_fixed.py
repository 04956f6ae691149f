"""Alignment around beads that stand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.alignment import align, fixed
from corpora.alignment.fixed import align_around, find_sentences, lay_over
from corpora.article import Article, Block, Segment
from corpora.bitext import Bead, Bitext
from corpora.errors import Invalid

ZH = (
    "两江新区首个数字产业园昨日开园。",
    "园区占地320亩，总投资12.5亿元。",
    "首批50家企业已经入驻。",
    "雨后的湖面格外平静。",
    "园区还为青年人才准备了600套公寓。",
)
EN = (
    "The first digital industry park in Liangjiang New Area opened yesterday.",
    "It covers 320 mu with a total investment of 1.25 billion yuan.",
    "The first 50 enterprises have moved in.",
    "The park has also prepared 600 apartments for young professionals.",
)


def around(beads: list[Bead], source: tuple[str, ...] = ZH, target: tuple[str, ...] = EN) -> Bitext:
    sides = [tuple(Segment(text) for text in texts) for texts in (source, target)]
    return align_around(*sides, source_language="zh", target_language="en", fixed=beads)


def kept(source: tuple[int, ...], target: tuple[int, ...]) -> Bead:
    return Bead(source, target, 1.0, confirmed=True)


def shapes(bitext: Bitext) -> list[str]:
    return [str(bead) for bead in bitext.beads]


def test_without_fixed_beads_it_is_the_plain_alignment() -> None:
    plain = align(ZH, EN, source_language="zh", target_language="en")
    bitext = around([])
    assert bitext.beads == plain.beads
    assert shapes(bitext) == ["[0]:[0]", "[1]:[1]", "[2]:[2]", "[3]:[]", "[4]:[3]"]


def test_fixed_beads_stand_and_what_is_between_them_is_aligned() -> None:
    wrong = kept((0, 1), (0,))
    bitext = around([wrong, kept((3,), ())])
    assert shapes(bitext)[0] == "[0, 1]:[0]"
    assert bitext.beads[0] == wrong
    assert [bead for bead in bitext.beads if bead.confirmed] == [wrong, kept((3,), ())]
    assert shapes(bitext)[-1] == "[4]:[3]"
    assert bitext.relatedness is None


def test_all_fixed_needs_no_aligner_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fixed, "_align", None)
    beads = [kept((0,), (0,)), kept((1, 2), (1, 2)), kept((3,), ()), kept((4,), (3,))]
    bitext = around(beads)
    assert list(bitext.beads) == beads
    assert bitext.signature.startswith("align|lang:zh-en|fixed:4|v:")


def test_sentences_with_nothing_opposite_stand_alone_without_an_aligner(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fixed, "_align", None)
    bitext = around([kept((0,), (0,)), kept((1,), (1,)), kept((2,), (2,)), kept((4,), (3,))])
    assert shapes(bitext) == ["[0]:[0]", "[1]:[1]", "[2]:[2]", "[3]:[]", "[4]:[3]"]
    assert not bitext.beads[3].confirmed


def test_each_stretch_is_aligned_apart_and_never_across(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[list[str], list[str]]] = []
    real = fixed._align

    def watched(source: list[Segment], target: list[Segment], *rest: object) -> Bitext:
        seen.append(([part.text for part in source], [part.text for part in target]))
        return real(source, target, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(fixed, "_align", watched)
    bitext = around([kept((2,), (2,))])
    assert seen == [(list(ZH[:2]), list(EN[:2])), (list(ZH[3:]), list(EN[3:]))]
    assert shapes(bitext) == ["[0]:[0]", "[1]:[1]", "[2]:[2]", "[3]:[]", "[4]:[3]"]
    assert "|fixed:1|" in bitext.signature
    assert "by:" in bitext.signature


def test_a_bead_across_a_fixed_null_is_cut_and_its_longer_part_keeps_the_counterpart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = ("园区占地320亩，", "雨后的湖面格外平静。", "总投资12.5亿元，昨日正式开园。")
    target = ("The park, which covers 320 mu and cost 1.25 billion yuan, opened yesterday.",)

    def joined(source: list[Segment], target: list[Segment], *_: object) -> Bitext:
        return Bitext("zh", "en", tuple(source), tuple(target), (Bead((0, 1), (0,), 0.9),))

    monkeypatch.setattr(fixed, "_align", joined)
    bitext = around([kept((1,), ())], source, target)
    assert shapes(bitext) == ["[0]:[]", "[1]:[]", "[2]:[0]"]
    assert [bead.confidence for bead in bitext.beads] == [0.0, 1.0, 0.0]


def test_blocks_and_kinds_reach_the_aligner(monkeypatch: pytest.MonkeyPatch) -> None:
    story = Article(
        "zh", (Block("title", "产业园开园"), Block("metadata", "来源:中国网"), Block("paragraph", ZH[0] + ZH[2]))
    )
    version = Article("en", (Block("title", "Park opens"), Block("paragraph", f"{EN[0]} {EN[2]}")))
    seen: list[object] = []

    def watched(source: object, target: object, **options: object) -> Bitext:
        seen.extend([source, target])
        return align(source, target, **options)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr("corpora.alignment.two_pass.align", watched)
    sides = find_sentences(story), find_sentences(version)
    assert [part.text for part in sides[0]] == ["产业园开园", ZH[0], ZH[2]]
    bitext = align_around(*sides, source_language="zh", target_language="en", fixed=[kept((2,), (2,))])
    assert shapes(bitext) == ["[0]:[0]", "[1]:[1]", "[2]:[2]"]
    assert bitext.source == sides[0]
    assert seen[0] == list(sides[0][:2])


@pytest.mark.parametrize(
    "beads",
    [
        [Bead((1,), (0,)), Bead((0,), (1,))],
        [Bead((0,), (0,)), Bead((0,), (1,))],
        [Bead((0,), (0,)), Bead((0,), ())],
        [Bead((9,), (0,))],
        [Bead((0,), (9,))],
        [Bead((9,), ())],
    ],
)
def test_fixed_beads_that_cannot_stand_are_refused(beads: list[Bead]) -> None:
    with pytest.raises(Invalid):
        around(beads)


def test_laying_over_keeps_what_touches_nothing_and_dissolves_the_rest() -> None:
    sides = [tuple(Segment(text) for text in texts) for texts in (ZH, EN)]
    beads = (Bead((0,), (0,), 0.9), Bead((1, 2), (1,), 0.8), Bead((3,), (2,), 0.7), Bead((4,), (3,), 0.6))
    bitext = Bitext("zh", "en", sides[0], sides[1], beads, signature="align|x|v:1")
    laid = lay_over(bitext, [kept((2,), (2,)), kept((3,), ())])
    assert [(str(bead), bead.confidence, bead.confirmed) for bead in laid.beads] == [
        ("[0]:[0]", 0.9, False),
        ("[1]:[]", 0.0, False),
        ("[]:[1]", 0.0, False),
        ("[2]:[2]", 1.0, True),
        ("[3]:[]", 1.0, True),
        ("[4]:[3]", 0.6, False),
    ]
    assert laid.signature == "align|x|fixed:2|v:1"
    assert lay_over(bitext, []).beads == beads


@st.composite
def covered(draw: st.DrawFn) -> tuple[int, int, list[Bead]]:
    beads, i, j = [], 0, 0
    for n, m in draw(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any), max_size=8)):
        beads.append(Bead(tuple(range(i, i + n)), tuple(range(j, j + m)), 0.5))
        i, j = i + n, j + m
    return i, j, beads


@given(covered(), st.data())
@settings(max_examples=200)
def test_whatever_is_fixed_stands_and_both_sides_stay_covered(
    case: tuple[int, int, list[Bead]], data: st.DataObject
) -> None:
    sources, targets, beads = case
    sides = tuple(Segment(f"第{i}句。") for i in range(sources)), tuple(Segment(f"Line {j}.") for j in range(targets))
    chosen = [bead for bead in beads if data.draw(st.booleans())]
    alone = [Bead((i,), ()) for i in range(sources)] + [Bead((), (j,)) for j in range(targets)]
    own = lay_over(Bitext("sv", "da", *sides, tuple(beads)), chosen)
    for bitext in (
        own,
        lay_over(Bitext("sv", "da", *sides, tuple(alone)), chosen),
        align_around(*sides, source_language="sv", target_language="da", fixed=chosen),
    ):
        assert {str(bead) for bead in chosen} <= {str(bead) for bead in bitext.beads}
    assert sorted(map(str, own.beads)) == sorted(map(str, beads))
