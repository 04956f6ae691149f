from hypothesis import given
from hypothesis import strategies as st

from corpora.tokens import detokenize, nonbreaking_prefixes, tokenize


def cut(text: str, language: str) -> list[str]:
    return [span.cut(text) for span in tokenize(text, language=language)]


def test_words_keep_their_places() -> None:
    text = "Seres built 1,000 robots & a $3.5-million line."
    assert cut(text, "en") == ["Seres", "built", "1,000", "robots", "&", "a", "$", "3.5-million", "line", "."]


def test_unspaced_text_is_cut_by_character_and_its_latin_words_whole() -> None:
    assert cut("赛力斯SERES 5的工厂，开园。", "zh") == [
        "赛", "力", "斯", "SERES", "5", "的", "工", "厂", "，", "开", "园", "。",
    ]  # fmt: skip


@given(st.text(max_size=80))
def test_tokens_are_in_order_and_nothing_but_white_space_lies_between(text: str) -> None:
    spans = tokenize(text, language="en")
    at = 0
    for span in spans:
        assert at <= span.start < span.end <= len(text)
        at = span.end


def test_tokens_become_a_sentence_again() -> None:
    assert detokenize(["“", "Open", "”", ",", "he", "said", "."], language="en").endswith(", he said.")


def test_abbreviations_are_known_by_language() -> None:
    assert "Mr" in nonbreaking_prefixes("en")
    assert nonbreaking_prefixes("xx") == nonbreaking_prefixes("en")
