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


def test_other_regions_of_a_language_answer_and_other_scripts_do_not() -> None:
    assert found("兩江新區", "zh-TW") == []
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
