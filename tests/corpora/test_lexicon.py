from corpora.lexicon import Lexicon, Strings


def found(strings: list[str], text: str) -> list[str]:
    return [hit.span.cut(text) for hit in Strings(strings).find(text)]


def test_the_longest_string_wins_and_none_overlap() -> None:
    assert found(["两江", "两江新区", "新区"], "两江新区和新区") == ["两江新区", "新区"]


def test_whole_words_alone_are_found_in_spaced_scripts() -> None:
    assert found(["Seres", "area"], "Seres’s areas, the new area, Sereso") == ["Seres", "area"]


def test_width_and_case_are_one_and_spans_are_of_the_stored_text() -> None:
    assert found(["ai产业园"], "　ＡＩ产业园开园") == ["ＡＩ产业园"]


def test_a_term_of_the_other_script_stands_beside_han_without_spaces() -> None:
    assert found(["Seres"], "赛力斯Seres工厂") == ["Seres"]


def test_empty_strings_and_empty_text_find_nothing() -> None:
    assert found(["", "  "], "园区") == []
    assert found(["园区"], "") == []


def test_pairs_are_looked_up_by_either_side() -> None:
    lexicon = Lexicon([("重庆", "Chongqing"), ("重庆", "the city")])
    assert lexicon.translations("重庆") == {"chongqing", "the city"}
    assert lexicon.targets("In Chongqing, the city grew.") == {"chongqing", "the city"}
    assert not Lexicon()
