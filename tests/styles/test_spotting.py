import itertools

from hypothesis import given
from hypothesis import strategies as st

from corpora.text import Span
from styles.spotting import Spotter, plural
from tm.glossary import Concept, Glossary, Term


def entry(*terms: str, type: str = "") -> Concept:
    """A concept from `language:status:text` or `language:text`."""
    made = []
    for term in terms:
        language, *status, text = term.split(":")
        made.append(Term(language, text, *status))  # type: ignore[arg-type]
    return Concept(tuple(made), type)  # type: ignore[arg-type]


AREA = entry(
    "zh:两江新区", "en:Liangjiang New Area", "en:short:the new area", "en:short:Liangjiang",
    "en:forbidden:Liangjiang New District", type="place",
)  # fmt: skip
MEDIA = entry("zh:两江新区融媒体中心", "en:Liangjiang New Area Media Center", type="organisation")
CAR = entry("zh:新能源汽车", "en:new energy vehicle", type="product")
CHANGAN = entry("zh:长安汽车", "en:Chongqing Changan Automobile Co., Ltd.", "en:short:Changan", type="company")
LI = entry("zh:李嘉诚", "en:Li Ka-shing", type="person")
GLOSSARY = Glossary((AREA, MEDIA, CAR, CHANGAN, LI))


def found(text: str, language: str = "en", glossary: Glossary = GLOSSARY) -> list[tuple[str, str, str]]:
    """What was found: the text at the span, the term, the form."""
    return [(s.span.cut(text), s.term.text, s.form) for s in Spotter(glossary, language).spot(text)]


def test_the_longer_name_hides_the_shorter_one_inside_it() -> None:
    assert found("两江新区融媒体中心设在两江新区。", "zh-CN") == [
        ("两江新区融媒体中心", "两江新区融媒体中心", "exact"),
        ("两江新区", "两江新区", "exact"),
    ]


def test_a_possessive_is_left_outside_the_span() -> None:
    assert found("Liangjiang New Area's exports and Liangjiang’s ports grew.") == [
        ("Liangjiang New Area", "Liangjiang New Area", "exact"),
        ("Liangjiang", "Liangjiang", "exact"),
    ]


def test_case_at_the_start_of_a_sentence_and_other_determiners() -> None:
    assert found("The new area grew. Its exports, too. This new area leads; every new area learns.") == [
        ("The new area", "the new area", "exact"),
        ("This new area", "the new area", "bare"),
        ("new area", "the new area", "bare"),
    ]


def test_one_common_word_needs_its_article() -> None:
    park = Glossary((entry("zh:科创园", "en:Mingyue Lake Innovation Park", "en:short:the park"),))
    assert found("We walked in the park. Another park opened.", glossary=park) == [("the park", "the park", "exact")]


def test_plural_and_hyphen_of_a_common_term() -> None:
    assert found("New energy vehicles, new-energy vehicles and a new-energy vehicle, a new energy vehicle.") == [
        ("New energy vehicles", "new energy vehicle", "plural"),
        ("new-energy vehicles", "new energy vehicle", "plural"),
        ("new-energy vehicle", "new energy vehicle", "spacing"),
        ("new energy vehicle", "new energy vehicle", "exact"),
    ]


def test_a_name_is_never_inflected_nor_respaced() -> None:
    assert found("Liangjiang New Areas, Li Ka shing and the Changans") == [("Liangjiang", "Liangjiang", "exact")]


def test_a_company_without_its_legal_form() -> None:
    assert found("Chongqing Changan Automobile led; Chongqing Changan Automobile Co., Ltd. followed.") == [
        ("Chongqing Changan Automobile", "Chongqing Changan Automobile Co., Ltd.", "bare"),
        ("Chongqing Changan Automobile Co., Ltd.", "Chongqing Changan Automobile Co., Ltd.", "exact"),
    ]


def test_a_name_of_one_word_needs_its_capital() -> None:
    apple = Glossary((entry("zh:苹果公司", "en:Apple"), entry("zh:人工智能", "en:AI")))
    assert found("An apple a day. Apple sells ai, AI and APPLE.", glossary=apple) == [
        ("Apple", "Apple", "exact"),
        ("AI", "AI", "exact"),
        ("APPLE", "Apple", "exact"),
    ]


def test_a_forbidden_form_needs_every_capital() -> None:
    places = Glossary((entry("zh:两江新区", "en:Liangjiang New Area", "en:forbidden:New District"),))
    assert found("A new district rose. The New District fell.", glossary=places) == [
        ("New District", "New District", "exact")
    ]


def test_a_form_that_differs_in_case_alone_is_told_apart() -> None:
    brand = Glossary((entry("zh:问界", "en:AITO", "en:forbidden:Aito"),))
    assert found("AITO, not Aito.", glossary=brand) == [("AITO", "AITO", "exact"), ("Aito", "Aito", "exact")]


def test_concepts_that_share_a_form_are_both_found() -> None:
    expo, fair = entry("zh:智博会", "en:short:the expo"), entry("zh:数博会", "en:short:the expo")
    spotted = Spotter(Glossary((expo, fair)), "en").spot("At the expo")
    assert [(s.concept, s.span) for s in spotted] == [(expo, Span(3, 11)), (fair, Span(3, 11))]


def test_a_generated_form_never_takes_the_place_of_a_written_one() -> None:
    one = entry("zh:甲", "en:new energy car")
    other = entry("zh:乙", "en:new-energy car")
    assert [s.concept for s in Spotter(Glossary((one, other)), "en").spot("a new-energy car")] == [other]


def test_width_and_punctuation_are_one_and_spans_count_in_the_stored_text() -> None:
    digital = Glossary((entry("zh:AI产业园", "en:AI Park"),))
    text = "　　ＡＩ产业园开园"
    assert [s.span for s in Spotter(digital, "zh").spot(text)] == [Span(2, 7)]


def test_other_regions_of_a_language_and_its_other_script_answer() -> None:
    assert found("　兩江新區開會", "zh-TW") == [("兩江新區", "两江新区", "exact")]
    both = Glossary((entry("zh:发展", "zh-TW:發展", "en:growth"),))
    assert found("發展、发展", "zh-Hant", both) == [("發展", "發展", "exact"), ("发展", "發展", "exact")]
    assert found("两江新区", "zh-SG") == [("两江新区", "两江新区", "exact")]


def test_plurals() -> None:
    assert [plural(word) for word in ("toy", "city", "box", "church", "park")] == [
        "toys", "cities", "boxes", "churches", "parks",
    ]  # fmt: skip


@given(st.text(), st.lists(st.text(min_size=1).filter(str.strip), max_size=4))
def test_spans_lie_in_the_text_in_order_and_never_overlap(text: str, terms: list[str]) -> None:
    glossary = Glossary(tuple(Concept((Term("en", term),)) for term in terms))
    spans = list(dict.fromkeys(s.span for s in Spotter(glossary, "en").spot(text + " ".join(terms))))
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))


def test_spelling_numerals_and_irregular_plurals_of_a_common_term() -> None:
    terms = Glossary(
        (
            entry("zh:中心", "en:service centre"),
            entry("zh:计划", "en:five-year programme"),
            entry("zh:危机", "en:water crisis"),
        )
    )
    assert found("Service Centers, 5-year programs and two water crises.", glossary=terms) == [
        ("Service Centers", "service centre", "plural"),
        ("5-year programs", "five-year programme", "plural"),
        ("water crises", "water crisis", "plural"),
    ]  # fmt: skip


def test_a_name_is_known_in_the_other_spelling() -> None:
    terms = Glossary((entry("zh:研发中心", "en:Yufu R&D Centre", "en:forbidden:Yufu Research Center", type="place"),))
    assert found("Yufu R & D Center, Yufu Research Centre", glossary=terms) == [
        ("Yufu R & D Center", "Yufu R&D Centre", "spelling"),
        ("Yufu Research Centre", "Yufu Research Center", "spelling"),
    ]


def test_the_inner_word_of_a_common_term_takes_its_plural() -> None:
    terms = Glossary((entry("zh:谅解备忘录", "en:memorandum of understanding"), entry("zh:河长", "en:chief of rivers")))
    assert [form for _, _, form in found("memorandums of understanding; chiefs of rivers", glossary=terms)] == [
        "plural", "plural",
    ]  # fmt: skip


def test_the_abbreviation_in_brackets_may_go_and_may_stand_alone() -> None:
    terms = Glossary((entry("zh:清算系统", "en:Yufu Clearing (YFC) System", type="organisation"),))
    assert found("The Yufu Clearing System, YFC, is Yufu Clearing (YFC) System.", glossary=terms) == [
        ("Yufu Clearing System", "Yufu Clearing (YFC) System", "bare"),
        ("YFC", "Yufu Clearing (YFC) System", "bare"),
        ("Yufu Clearing (YFC) System", "Yufu Clearing (YFC) System", "exact"),
    ]


def test_legal_forms_are_written_with_and_without_stops() -> None:
    terms = Glossary((entry("zh:裕丰", "en:Yufeng Port Co., Ltd.", type="company"),))
    assert [text for text, _, _ in found("Yufeng Port Co Ltd; Yufeng Port Co. Ltd.; Yufeng Port Limited", glossary=terms)] == [
        "Yufeng Port Co Ltd", "Yufeng Port Co. Ltd.", "Yufeng Port",
    ]  # fmt: skip


def test_a_stop_between_two_sentences_parts_a_term() -> None:
    assert found("It was new. Energy vehicles are large, new, energy vehicles not.") == []


def test_terms_inside_longer_ones_are_told_when_asked_for() -> None:
    spotted = Spotter(GLOSSARY, "en").spot_nested("Liangjiang New Area Media Center")
    assert [s.term.text for s in spotted] == [
        "Liangjiang New Area Media Center", "Liangjiang New Area", "Liangjiang", "the new area",
    ]  # fmt: skip
    chinese = Spotter(GLOSSARY, "zh").spot_nested("两江新区融媒体中心")
    assert [s.term.text for s in chinese] == ["两江新区融媒体中心", "两江新区"]


def test_terms_of_another_spaced_language_are_found_as_they_stand() -> None:
    german = Glossary((entry("zh:新区", "de:Neuer Bezirk"),))
    assert found("Der Neue Bezirk und ein neuer Bezirk", "de", german) == [("neuer Bezirk", "Neuer Bezirk", "exact")]


def test_a_short_form_gives_way_to_the_longer_name_that_it_begins() -> None:
    river = Glossary((entry("zh:御临河", "en:Yulin River", "en:short:the Yulin", type="place"),))
    assert found("The Yulin River rose, and the Yulin fell.", glossary=river) == [
        ("Yulin River", "Yulin River", "exact"),
        ("the Yulin", "the Yulin", "exact"),
    ]
