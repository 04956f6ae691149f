from corpora.article import BlockKind, Segment
from corpora.bitext import Bead, Bitext
from styles.pages.layout import Row, rows_of_bitext, rows_of_draft
from tm.draft import Draft, DraftBead


def pair(source: str, target: str, *beads: tuple[str, str], **more: object) -> Bitext:
    """Segments as letters, a space between two blocks; beads as letters of both sides."""

    def segments(blocks: str) -> tuple[Segment, ...]:
        return tuple(Segment(letter, block) for block, letters in enumerate(blocks.split()) for letter in letters)

    one, other = source.replace(" ", ""), target.replace(" ", "")
    made = tuple(Bead(tuple(map(one.index, a)), tuple(map(other.index, b)), **more) for a, b in beads)  # type: ignore[arg-type]
    return Bitext("zh", "en", segments(source), segments(target), made)


def shown(rows: list[Row]) -> list[tuple[str, str]]:
    """Each row with the texts of its paragraphs, `/` between two; what stands alone in brackets."""

    def side(row: Row, name: str) -> str:
        return "/".join(
            "".join(f"({s.text})" if s.alone else s.text for s in paragraph.sentences)
            for paragraph in getattr(row, name)
        )

    return [(side(row, "source"), side(row, "target")) for row in rows]


def test_paragraphs_that_end_together_stand_level() -> None:
    rows = rows_of_bitext(pair("甲乙 丙", "AB C", ("甲", "A"), ("乙", "B"), ("丙", "C")))
    assert shown(rows) == [("甲乙", "AB"), ("丙", "C")]


def test_one_paragraph_may_face_two() -> None:
    rows = rows_of_bitext(pair("甲乙 丙", "A B C", ("甲", "A"), ("乙", "B"), ("丙", "C")))
    assert shown(rows) == [("甲乙", "A/B"), ("丙", "C")]


def test_a_bead_that_reaches_across_a_paragraph_keeps_its_row_together() -> None:
    rows = rows_of_bitext(pair("甲 乙 丙", "A BC", ("甲乙", "A"), ("丙", "BC")))
    assert shown(rows) == [("甲/乙", "A"), ("丙", "B C")]


def test_paragraphs_that_never_end_together_are_one_row() -> None:
    rows = rows_of_bitext(pair("甲乙 丙丁", "A BC D", ("甲", "A"), ("乙", "B"), ("丙", "C"), ("丁", "D")))
    assert shown(rows) == [("甲乙/丙丁", "A/BC/D")]


def test_a_dropped_sentence_stays_in_its_paragraph_and_a_dropped_paragraph_is_a_row() -> None:
    rows = rows_of_bitext(pair("甲乙 丙 丁", "A B C", ("甲", "A"), ("乙", ""), ("丙", ""), ("", "B"), ("丁", "C")))
    assert shown(rows) == [("甲(乙)", "A"), ("(丙)", ""), ("", "(B)"), ("丁", "C")]


def test_a_paragraph_dropped_in_the_middle_of_another_joins_its_row() -> None:
    rows = rows_of_bitext(pair("甲 乙 丙", "AB", ("甲", "A"), ("乙", ""), ("丙", "B")))
    assert shown(rows) == [("甲/(乙)/丙", "AB")]


def test_segments_of_no_article_are_rows_of_their_own() -> None:
    bitext = Bitext(
        "zh", "en", (Segment("甲"), Segment("乙")), (Segment("A"), Segment("B")), (Bead((0,), (0,)), Bead((1,), (1,)))
    )
    assert shown(rows_of_bitext(bitext)) == [("甲", "A"), ("乙", "B")]


def test_doubts_are_told_when_asked_for() -> None:
    bitext = pair("甲", "A", ("甲", "A"), confidence=0.4, partial=True)
    assert rows_of_bitext(bitext)[0].source[0].sentences[0].doubt == ""
    assert rows_of_bitext(bitext, confident=0.8)[0].source[0].sentences[0].doubt == (
        "one side says only part of the other; aligned with confidence 0.40"
    )


def test_a_draft_takes_the_paragraphs_and_kinds_of_its_source() -> None:
    kinds: tuple[BlockKind, ...] = ("title", "paragraph", "paragraph", "caption")
    segments = tuple(
        Segment(text, block, kind) for text, block, kind in zip("甲乙丙丁", (0, 1, 1, 2), kinds, strict=True)
    )
    draft = Draft(
        "zh",
        "en",
        segments,
        (
            DraftBead((0,), "A", "person", state="final"),
            DraftBead((1,), "B", "person", state="final"),
            DraftBead((), "Added.", "person", state="final"),
            DraftBead((2,), "left over", state="omitted", reason="local"),
            DraftBead((3,)),
        ),
    )
    rows = rows_of_draft(draft, doubts=True)
    assert shown(rows) == [("甲", "A"), ("乙(丙)", "B(Added.)"), ("(丁)", "")]
    assert [row.kind for row in rows] == ["title", "paragraph", "caption"]
    assert [s.doubt for row in rows for p in row.source for s in p.sentences] == ["", "", "", "initial"]
