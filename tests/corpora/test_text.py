import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.errors import Invalid
from corpora.text import Code, Span, fold, fold_key

TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("两江新区，今年３月开园。", "两江新区,今年3月开园."),
        ("“双城”经济圈", '"双城"经济圈'),
        ("Changan  Automobile’s", "changan automobile's"),
        ("Ａug.　3", "Aug. 3"),
        ("cafe\u0301", "café"),
        ("1–2月", "1-2月"),
        ("ﬁrst", "first"),
        ("\u1112\u1161\u11ab글", "한글"),
    ],
)
def test_what_differs_in_case_width_or_punctuation_has_one_key(one: str, other: str) -> None:
    assert fold_key(one) == fold_key(other)


@pytest.mark.parametrize(("one", "other"), [("50家", "60家"), ("两江", "俩江"), ("its", "it's"), ("A.B", "AB")])
def test_what_differs_in_wording_has_two_keys(one: str, other: str) -> None:
    assert fold_key(one) != fold_key(other)


def test_a_place_in_the_key_leads_back_to_the_stored_text() -> None:
    text = "  “ＡＩ”产业园\t首批50家 \U00020bb7野家  "
    folded = fold(text)
    start = folded.key.index("首批")
    assert folded.key == '"ai"产业园 首批50家 \U00020bb7野家'
    assert folded.span(start, start + 2).cut(text) == "首批"
    assert folded.span(0, len(folded.key)).cut(text) == text.strip()


def test_one_character_that_folds_to_several_is_covered_whole() -> None:
    folded = fold("约㎡计")
    assert folded.key == "约m2计"
    assert folded.span(2, 3) == Span(1, 2)


@given(TEXTS)
def test_the_fast_key_is_the_key_with_the_way_back(text: str) -> None:
    folded = fold(text)
    assert fold_key(text) == folded.key
    assert len(folded.key) == len(folded.starts) == len(folded.ends)
    assert list(folded.starts) == sorted(folded.starts)


@given(TEXTS, st.data())
def test_every_piece_of_the_key_stands_in_the_text_that_it_leads_to(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.key)))
    end = data.draw(st.integers(start, len(folded.key)))
    span = folded.span(start, end)
    assert 0 <= span.start <= span.end <= len(text)
    piece = folded.key[start:end].strip()
    assert piece in fold_key(span.cut(text)) or not piece


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold_key(fold_key(text)) == fold_key(text)


def test_a_span_outside_the_key_is_refused() -> None:
    with pytest.raises(Invalid):
        fold("园区").span(1, 3)


def test_a_code_of_unknown_kind_is_refused() -> None:
    with pytest.raises(Invalid, match="Kinds are open"):
        Code(0, "bold", "1", "<b>")  # type: ignore[arg-type]
