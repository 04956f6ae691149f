from hypothesis import given
from hypothesis import strategies as st

from corpora.text import Span
from styles.pages.marks import Mark, Piece, cut_pieces

TEXT = "每船最多载120人。"
KINDS = st.sampled_from(["gap", "alone", "shared"])
SPANS = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda ends: Span(min(ends), max(ends)))
MARKS = st.lists(st.builds(Mark, SPANS, KINDS, st.integers(0, 5)), max_size=6)


def test_a_text_without_marks_is_one_piece_and_an_empty_one_none() -> None:
    assert list(cut_pieces(TEXT, [])) == [Piece(TEXT)]
    assert list(cut_pieces("", [])) == []


def test_the_strongest_mark_gives_its_kind_where_marks_overlap() -> None:
    marks = [Mark(Span(0, 9), "gap", 7), Mark(Span(5, 8), "alone", 2), Mark(Span(8, 10), "shared", 3)]
    assert list(cut_pieces(TEXT, marks)) == [
        Piece("每船最多载", "gap", (7,)),
        Piece("120", "gap", (2, 7)),
        Piece("人", "gap", (3, 7)),
        Piece("。", "shared", (3,)),
    ]


def test_a_part_of_a_text_shows_what_of_the_marks_lies_in_it() -> None:
    marks = [Mark(Span(2, 6), "shared", 0), Mark(Span(8, 9), "shared", 1)]
    assert list(cut_pieces(TEXT, marks, within=Span(4, 8))) == [Piece("载1", "shared", (0,)), Piece("20")]


@given(MARKS, SPANS)
def test_pieces_make_up_the_text_and_each_carries_the_marks_over_it(marks: list[Mark], within: Span) -> None:
    text = "0123456789ab"
    pieces = list(cut_pieces(text, marks, within=within))
    assert "".join(piece.text for piece in pieces) == within.cut(text)
    at = within.start
    for piece in pieces:
        for place in range(at, at + len(piece.text)):
            over = [mark for mark in marks if mark.span.start <= place < mark.span.end]
            assert piece.numbers == tuple(sorted({mark.number for mark in over}))
            assert (piece.kind is None) == (not over)
        at += len(piece.text)
