"""Beads files: what is read, what is refused and with which words, and what order comes of it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.alignment import read_beads
from corpora.alignment.beads import WrittenBead, arrange, confirm, parse_beads, write_bead
from corpora.bitext import Bead
from corpora.errors import Invalid, WrongFormat, WrongSetting

ZH = ("产业园开园", "首批50家企业入驻。", "江水清清。", "明年再来30家。")
EN = ("Park opens", "Fifty companies moved in.", "Thirty more come next year.")


def taken(text: str, source: tuple[str, ...] = ZH, target: tuple[str, ...] = EN) -> list[str]:
    beads = confirm(parse_beads(text, file="park.beads"), source, target, file="park.beads")
    assert all(bead.confirmed and bead.confidence == 1.0 for bead in beads)
    return [write_bead(bead) for bead in beads]


def refused(text: str, source: tuple[str, ...] = ZH, target: tuple[str, ...] = EN) -> str:
    with pytest.raises(WrongFormat) as caught:
        taken(text, source, target)
    return str(caught.value)


@st.composite
def coverings(draw: st.DrawFn) -> list[Bead]:
    """Beads that cover two sides, of any shape."""
    shapes = st.tuples(st.integers(0, 4), st.integers(0, 4)).filter(any)
    beads, i, j = [], 0, 0
    for n, m in draw(st.lists(shapes, min_size=1, max_size=12)):
        partial = draw(st.booleans())
        beads.append(Bead(tuple(range(i, i + n)), tuple(range(j, j + m)), 1.0, confirmed=True, partial=partial))
        i, j = i + n, j + m
    return beads


@given(coverings(), st.randoms(use_true_random=False))
def test_what_is_written_is_read_back_in_whatever_order_its_lines_are(beads: list[Bead], random: object) -> None:
    sides = [f"第{i}句" for bead in beads for i in bead.source], [f"S{j}" for bead in beads for j in bead.target]
    lines = [write_bead(bead) for bead in beads]
    assert list(confirm(parse_beads("\n".join(lines), file="a.beads"), *sides, file="a.beads")) == beads
    random.shuffle(lines)  # type: ignore[attr-defined]
    mixed = confirm(parse_beads("\r\n".join(lines).replace("\r\n", "\n"), file="a.beads"), *sides, file="a.beads")
    assert sorted(map(str, mixed)) == sorted(map(str, beads))
    assert [i for bead in mixed for i in bead.source] == list(range(len(sides[0])))
    assert [j for bead in mixed for j in bead.target] == list(range(len(sides[1])))


def test_remarks_comments_and_blank_lines_are_let_be() -> None:
    text = "# 周敏校对\n\n[0]:[0]:ok\n [1] : [1] : 0.93 # sure\n[2]:[]  # the river\n[3]:[2]:confirmed: yes\n[]:[]\n"
    assert taken(text) == ["[0]:[0]", "[1]:[1]", "[2]:[]", "[3]:[2]"]


def test_a_chinese_keyboard_writes_beads_too() -> None:
    assert taken("［０］：［0］\n[1，2]：[1]：合并\n[3]:[2]") == ["[0]:[0]", "[1, 2]:[1]", "[3]:[2]"]


def test_the_remark_partial_marks_a_bead() -> None:
    assert taken("[0]:[0]\n[1]:[1]:ok, partial\n[2]:[]\n[3]:[2]") == ["[0]:[0]", "[1]:[1]:partial", "[2]:[]", "[3]:[2]"]


def test_lines_are_put_in_the_order_of_both_sides_with_nulls_where_they_belong() -> None:
    assert taken("[2]:[]\n[3]:[2]\n[1]:[1]\n[0]:[0]") == ["[0]:[0]", "[1]:[1]", "[2]:[]", "[3]:[2]"]
    assert taken("[1, 0]:[0]\n[]:[1]\n[2, 3]:[2]") == ["[0, 1]:[0]", "[]:[1]", "[2, 3]:[2]"]


def test_beads_in_order_stay_as_they_stand() -> None:
    assert taken("[]:[0]\n[0]:[]\n[1]:[1]\n[3, 2]:[2]") == ["[]:[0]", "[0]:[]", "[1]:[1]", "[2, 3]:[2]"]


@pytest.mark.parametrize(
    "line",
    [
        "0:0",
        "[0]",
        "[0]-[0]",
        "[a]:[0]",
        "[0.5]:[0]",
        "[-1]:[0]",
        "[true]:[0]",
        "[[0]]:[0]",
        "[0]:[0",
        "[12345678901]:[0]",
    ],
)
def test_a_line_that_is_no_bead_is_named(line: str) -> None:
    with pytest.raises(WrongSetting) as caught:
        parse_beads(f"[0]:[0]\n\n{line}\n", file="park.beads")
    assert str(caught.value) == f"park.beads:3: {line!r} is no bead. Write [0]:[0, 1]."


def test_a_long_line_is_shown_by_its_beginning() -> None:
    with pytest.raises(WrongSetting) as caught:
        parse_beads("[" * 100_000, file="park.beads")
    assert len(str(caught.value)) < 150


def test_a_segment_that_is_named_twice_is_told_with_both_lines() -> None:
    assert refused("[0]:[0]\n[1]:[1]\n# x\n[1, 2]:[]\n[3]:[2]") == (
        "park.beads:4: source segment 1 (首批50家企业入驻。) is named twice, in line 2 and here; "
        "the source has 4 segments (0 to 3), the target 3 segments (0 to 2). Name every segment once."
    )
    assert "target segment 2 (Thirty more come next ye…) is named twice, here" in refused("[0, 1, 2, 3]:[0, 1, 2, 2]")


def test_a_segment_that_is_not_named_is_told_with_the_line_beside_it() -> None:
    assert refused("[0]:[0]\n[1]:[1]\n[3]:[2]") == (
        "park.beads:2: source segment 2 (江水清清。) is not named; the source has 4 segments (0 to 3), "
        "the target 3 segments (0 to 2). Name it with a neighbour, as here, or in a line of its own."
    )
    assert "park.beads:1: source segment 1 (首批50家企业入驻。) is not named, nor are 2 more" in refused(
        "[0]:[0]\n[]:[1, 2]"
    )
    assert refused("# nothing\n").startswith("park.beads: source segment 0 (产业园开园) is not named, nor are 3 more")


def test_a_segment_that_is_not_there_is_told() -> None:
    assert refused("[0]:[0]\n[1]:[1]\n[2]:[]\n[3]:[2, 3]") == (
        "park.beads:4: there is no target segment 3; the source has 4 segments (0 to 3), "
        "the target 3 segments (0 to 2). Check that the file belongs to these two texts."
    )
    assert "the source has 1 segment (0), the target 0 segments." in refused("[0]:[0]", ("一",), ())


def test_a_bead_with_a_hole_and_beads_that_cross_are_told() -> None:
    assert refused("[0, 2]:[0]\n[1]:[1]\n[3]:[2]").startswith(
        "park.beads:1: source segments 0, 2 do not follow one another. Name those between them too"
    )
    assert refused("[0]:[1]\n[2]:[]\n[1]:[0]\n[3]:[2]").startswith("park.beads:3: the bead crosses that of line 1: ")


def test_a_sheet_counts_from_one_and_speaks_of_rows() -> None:
    written = [WrittenBead(2, (0,), (0,)), WrittenBead(3, (0,), ())]
    with pytest.raises(WrongFormat) as caught:
        confirm(written, ("一。",), ("One.",), file="park.xlsx", first=1, place="row")
    assert str(caught.value) == (
        "park.xlsx:3: source segment 1 (一。) is named twice, in row 2 and here; "
        "the source has 1 segment (1), the target 1 segment (1). Name every segment once."
    )


def test_arranging_refuses_what_crosses() -> None:
    with pytest.raises(Invalid, match="cross"):
        arrange([Bead((0,), (1,)), Bead((1,), (0,))])


def test_a_file_of_gold_is_read_with_its_costs(tmp_path: Path) -> None:
    file = tmp_path / "gold"
    file.write_bytes("\ufeff[0]:[0]:0.12\r\n[]:[1]:0\r\n".encode())
    assert read_beads(file) == [((0,), (0,)), ((), (1,))]
