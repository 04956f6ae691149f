import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.article import Segment
from corpora.bitext import Bead, Bitext
from corpora.text import Span
from styles.manuscript import Form, Manuscript, Placed, Region, form_of

PAGE = """<html><head><title>Tea fair opens</title></head><body>
<h1>Tea fair opens</h1>
<p>Growers &amp; sellers met in <b>Wulong</b>
on Friday. They sold ５ tons.</p></body></html>"""


def alone(*beads: tuple[str, ...]) -> Bitext:
    texts = [text for bead in beads for text in bead]
    ids = iter(range(len(texts)))
    return Bitext(
        "zh", "en", (), tuple(map(Segment, texts)), tuple(Bead((), tuple(next(ids) for _ in bead)) for bead in beads)
    )


def test_sentences_have_the_lines_and_columns_of_the_page_in_spite_of_tags_entities_and_line_breaks() -> None:
    bitext = alone(("Tea fair opens",), ("Growers & sellers met in Wulong on Friday.", "They sold ５ tons."))
    placed = Placed(Manuscript(PAGE, "markup"), bitext)
    assert placed.region(0, None) == Region(2, 5, 2, 19)
    assert placed.region(1, Span(8, 9)) == Region(3, 12, 3, 17)
    assert placed.region(1, Span(25, 31)) == Region(3, 36, 3, 42)
    assert placed.region(1, Span(53, 54)) == Region(4, 22, 4, 23)


def test_a_place_with_mark_up_within_has_a_region_and_is_not_verbatim() -> None:
    placed = Placed(Manuscript(PAGE, "markup"), alone(("Growers & sellers met in Wulong on Friday.",)))
    assert placed.region(0, Span(22, 34)) is not None
    assert placed.verbatim(0, Span(22, 34)) is None
    assert placed.verbatim(0, Span(0, 17)) is not None


def test_a_sentence_that_does_not_stand_in_the_file_has_no_region() -> None:
    placed = Placed(Manuscript("Tea grew.\n", "plain"), alone(("Rice grew.",), ("Tea grew.",)))
    assert placed.region(0, None) is None
    assert placed.region(1, None) == Region(1, 1, 1, 10)


def test_in_a_bilingual_file_the_target_is_sought_behind_its_source() -> None:
    bitext = Bitext(
        "zh", "en",
        (Segment("OK"), Segment("好"), Segment("OK")), (Segment("OK"), Segment("Fine")),
        (Bead((0,), (0,)), Bead((1,), (1,)), Bead((2,), ())),
    )  # fmt: skip
    placed = Placed(Manuscript("OK\tOK\n好\tFine\nOK\t\n", "table"), bitext, bilingual=True)
    assert placed.region(0, None) == Region(1, 4, 1, 6)
    assert placed.region(1, None) == Region(2, 3, 2, 7)
    assert placed.region(2, None) is None


def test_po_shows_what_its_escapes_and_seams_stand_for() -> None:
    view = Manuscript('msgid "茶"\nmsgstr ""\n"The \\"tea\\" "\n"grew."\n', "po")
    assert view.find('The "tea" grew.', 0) is not None


@pytest.mark.parametrize(
    ("file", "text", "form"),
    [
        ("a.HTML", "", "markup"),
        ("a.md", "", "markdown"),
        ("a.xlf", "", "markup"),
        ("-", "<html>", "markup"),
        ("a", "x", "plain"),
    ],
)
def test_a_file_is_seen_by_its_suffix_or_else_its_text(file: str, text: str, form: Form) -> None:
    assert form_of(file, text) == form


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1), min_size=1, max_size=6)
)
def test_every_sentence_of_a_plain_file_is_found_where_it_stands(words: list[str]) -> None:
    text = "\n".join(words)
    bitext = alone(*((word,) for word in words))
    if "duizhao-ignore" in text:
        return
    placed = Placed(Manuscript(text, "plain"), bitext)
    for number, word in enumerate(words):
        span = placed.span(number, None)
        assert span is not None
        assert span.cut(text) == word
