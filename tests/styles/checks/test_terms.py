import time
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.article import Article, Block, Origin, Segment
from corpora.bitext import Bead, Bitext
from corpora.text import Span
from styles.checks import check
from tm.finding import Finding, Fix
from tm.glossary import SUBJECTS, Concept, Glossary, Term


def entry(*terms: str, type: str = "") -> Concept:
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
SERES = entry("zh:赛力斯", "en:Seres", "en:deprecated:Sokon", type="company")
CHONGQING = entry("zh:重庆", "en:Chongqing", type="place")
PU = entry("zh:蒲建军", "en:Pu Jianjun", type="person")
CAR = entry("zh:新能源汽车", "en:new energy vehicle", "en:forbidden:new power car", type="product")
NO_ENGLISH = entry("zh:人才公寓", "de:Wohnheim")
GLOSSARY = Glossary((AREA, MEDIA, SERES, CHONGQING, PU, CAR, NO_ENGLISH))


def pair(*rows: tuple[str, str], block: int = -1, **bead: object) -> Bitext:
    """A pair of one segment a row and side; an empty side makes a null bead. All in one paragraph, or in none."""
    source: list[Segment] = []
    target: list[Segment] = []
    beads = []
    for one, other in rows:
        beads.append(Bead((len(source),) if one else (), (len(target),) if other else (), **bead))  # type: ignore[arg-type]
        source.extend([Segment(one, block)] if one else [])
        target.extend([Segment(other, block)] if other else [])
    return Bitext("zh-CN", "en", tuple(source), tuple(target), tuple(beads))


def terms(bitext: Bitext) -> list[Finding]:
    return check(bitext, glossary=GLOSSARY, checks=["terms"])


def said(bitext: Bitext) -> list[tuple[str, str, int | None]]:
    return [(finding.rule, finding.severity, finding.segment) for finding in terms(bitext)]


def test_a_term_that_the_translation_lacks() -> None:
    assert terms(pair(("赛力斯在建厂。", "A plant is being built."))) == [
        Finding(
            "term.missing",
            "error",
            "“赛力斯” is “Seres” in the glossary, and the translation has no form of it.",
            0,
            Span(0, 3),
        )
    ]


def test_a_name_miswritten_is_shown_with_its_place_and_fix() -> None:
    (finding,) = terms(pair(("赛力斯在建厂。", "In June Serres built a plant.")))
    assert (finding.target_span, finding.fixes) == (Span(8, 14), (Fix(Span(8, 14), "Seres"),))


def test_a_forbidden_form_with_places_on_both_sides_and_its_fix() -> None:
    assert terms(pair(("昨天，两江新区开会。", "Liangjiang New District met yesterday."))) == [
        Finding(
            "term.forbidden",
            "error",
            "“Liangjiang New District” is forbidden in the glossary: write “Liangjiang New Area”.",
            0,
            Span(3, 7),
            Span(0, 23),
            (Fix(Span(0, 23), "Liangjiang New Area"),),
        )
    ]


def test_a_deprecated_form_is_a_warning() -> None:
    assert said(pair(("赛力斯在建厂。", "Sokon is building."))) == [("term.deprecated", "warning", 0)]


def test_a_fix_keeps_number_article_and_capital() -> None:
    (finding,) = terms(pair(("新能源汽车热销。", "New power cars sell well.")))
    assert finding.fixes == (Fix(Span(0, 14), "New energy vehicles"),)


def test_any_usable_form_will_do() -> None:
    for english in ("Liangjiang New Area's ports", "In the new area", "Liangjiang grew", "LIANGJIANG NEW AREA"):
        assert said(pair(("两江新区增长。", english))) == []


def test_a_longer_name_is_not_taken_for_the_shorter_one() -> None:
    assert said(pair(("两江新区融媒体中心报道。", "Liangjiang New Area Media Center reported."))) == []
    assert said(pair(("两江新区融媒体中心报道。", "The Liangjiang New Area reported."))) == [
        ("term.missing", "warning", 0)
    ]


def test_a_longer_name_in_the_target_renders_the_shorter_one_inside_it() -> None:
    assert said(pair(("两江新区的中心报道。", "Liangjiang New Area Media Center reported."))) == []


def test_a_term_that_moved_to_a_neighbour_is_not_missing() -> None:
    rows = ("赛力斯建厂。", "It rained."), ("工厂很大。", "Seres built a big plant.")
    assert said(pair(*rows)) == []
    assert said(pair(rows[0], ("下雨了。", "So what?"), rows[1])) == [("term.missing", "warning", 0)]


def test_a_dropped_sentence_misses_nothing_and_an_added_one_is_still_read() -> None:
    assert said(pair(("赛力斯建厂。", ""), ("", "Sokon is a name of old."), ("赛力斯。", "Seres."))) == [
        ("term.deprecated", "warning", 1)
    ]


def test_what_stands_for_a_name_makes_it_a_warning() -> None:
    assert said(pair(("赛力斯在建厂。", "The carmaker is building a plant."))) == [("term.missing", "warning", 0)]
    assert said(pair(("蒲建军来了。", "He came."))) == [("term.missing", "warning", 0)]
    assert said(pair(("蒲建军来了。", "Someone came."))) == [("term.missing", "error", 0)]


def test_a_concept_named_before_in_the_paragraph_may_be_a_pronoun() -> None:
    rows = ("赛力斯来了。", "Seres came."), ("天晴。", "The sun shone."), ("赛力斯很大。", "It is big.")
    assert said(pair(*rows, block=0)) == [("term.missing", "suggestion", 2)]
    assert said(pair(*rows)) == [("term.missing", "warning", 2)]


def test_severity_follows_length_and_confidence() -> None:
    assert said(pair(("重庆下雨。", "It rained."))) == [("term.missing", "warning", 0)]
    assert said(pair(("赛力斯建厂。", "It built."), confidence=0.4)) == [("term.missing", "warning", 0)]
    assert said(pair(("赛力斯建厂。", "It built."), confidence=0.4, confirmed=True)) == [("term.missing", "error", 0)]
    assert said(pair(("赛力斯建厂。", "It built."), partial=True)) == [("term.missing", "suggestion", 0)]


def test_a_person_goes_by_the_surname_once_introduced() -> None:
    later = ("天晴。", "It was dry."), ("蒲建军说。", "“Yes,” Pu said.")
    assert said(pair(("蒲建军来了。", "Pu Jianjun came."), *later)) == []
    assert said(pair(("有人来了。", "Someone came."), *later)) == [("term.first-mention", "warning", 2)]
    assert said(pair(("蒲建军说。", "“Yes,” Pu Jianguo said."))) == [("term.missing", "error", 0)]


def test_a_term_without_a_form_in_the_target_language_is_not_asked_for() -> None:
    assert said(pair(("人才公寓建成。", "The flats are ready."))) == []


def test_a_form_forbidden_for_one_concept_and_right_for_another_is_let_be() -> None:
    film = entry("zh:阿凡达", "en:Avatar")
    brand = entry("zh:阿维塔", "en:Avatr", "en:forbidden:Avatar")
    bitext = pair(("阿凡达上映。", "Avatar is shown."))
    assert check(bitext, glossary=Glossary((brand, film)), checks=["terms"]) == []


def test_a_form_that_is_right_for_a_concept_which_the_story_does_not_mean_is_told() -> None:
    company = entry("zh:长安汽车", "en:Changan", "en:forbidden:Chang'an", type="company")
    capital = entry("zh:长安城", "en:Chang'an", type="place")
    glossary = Glossary((company, capital))
    rules = [
        [each.rule for each in check(pair((source, "Chang’an is large.")), glossary=glossary, checks=["terms"])]
        for source in ("长安汽车很大。", "长安城很大。", "很大。")
    ]
    assert rules == [["term.forbidden"], [], []]


def test_a_form_whose_concept_the_story_never_names_is_a_suggestion() -> None:
    assert said(pair(("他姓索。", "Sokon is his name."))) == [("term.deprecated", "suggestion", 0)]


def test_a_term_said_twice_is_missed_once() -> None:
    assert said(pair(("赛力斯就是赛力斯。", "It is what it is."))) == [("term.missing", "error", 0)]


def test_without_a_glossary_nothing_is_said() -> None:
    assert check(pair(("赛力斯建厂。", "It built.")), checks=["terms"]) == []


def test_a_forbidden_form_is_an_error_where_there_is_no_story_to_ask() -> None:
    assert said(pair(("", "Exports of Liangjiang New District rose."))) == [("term.forbidden", "error", 0)]
    assert said(pair(("出口增长。", "Exports of Liangjiang New District rose."))) == [
        ("term.forbidden", "suggestion", 0)
    ]


def rendered(chinese: str, term: str, english: str, type: str = "") -> list[tuple[str, str]]:
    """What is said of one sentence and an entry of one term a side."""
    bitext = pair((f"{chinese}的情况。", english))
    found = check(bitext, glossary=Glossary((entry(f"zh:{chinese}", f"en:{term}", type=type),)), checks=["terms"])
    return [(finding.rule, finding.severity) for finding in found]


@pytest.mark.parametrize(
    ("chinese", "term", "english"),
    [
        ("风险管理部", "risk management department", "the department that manages risks"),
        ("招商引资", "investment promotion", "officials promoting investment"),
        ("初创企业", "start-up company", "startups in the park"),
        ("绿化工作", "greening work", "the greening of the hills"),
        ("养老服务中心", "eldercare service centre", "Eldercare service centers opened."),
        ("五年计划", "five-year plan", "the 5-year plan"),
        ("世界卫生组织", "World Health Organization", "the WHO said so"),
        ("世卫组织", "WHO", "the World Health Organization said so"),
        ("重庆海关关长", "Director of Chongqing Customs", "Chongqing Customs Director Mo Yifan"),
        ("消费者协会", "Consumer Association", "the Consumer and Retail Associations"),
        ("中国市场", "China market", "the Chinese market"),
        ("数据中心", "datacenter", "a data center"),
        ("新能源汽车产业", "new energy vehicle industry", "the NEV industry"),
        ("物流业", "logistics sector", "jobs in logistics"),
        ("谅解备忘录", "memorandum of understanding", "two memoranda of understanding, or MOUs"),
    ],
)
def test_a_term_said_in_other_words_is_not_missing(chinese: str, term: str, english: str) -> None:
    assert rendered(chinese, term, english) == []


@pytest.mark.parametrize(
    ("chinese", "term", "english", "type"),
    [
        ("风险管理部", "risk management department", "the department that runs the port", ""),
        ("招商引资", "investment promotion", "The investment came. It was a promotion.", ""),
        ("两江产业园", "Liangjiang Industrial Park", "Liangjiang Digital Industrial Park", "place"),
        ("两江产业园", "Liangjiang Industrial Park", "the Industrial Park of Liangjiang", "place"),
        ("世卫组织", "WHO", "those who help others", ""),
        ("人工智能", "artificial intelligence", "HK$68 was raised", ""),
        ("江北机场", "Jiangbei Airport", "Jangbei Airport opened", "place"),
    ],
)
def test_what_is_not_the_term_is_told(chinese: str, term: str, english: str, type: str) -> None:
    assert [rule for rule, _ in rendered(chinese, term, english, type)] == ["term.missing"]


def test_words_that_name_another_concept_of_the_sentence_do_not_count_for_this_one() -> None:
    glossary = Glossary((entry("zh:海关总署", "en:GACC"), entry("zh:海关署长", "en:General Affairs Customs Chief")))
    bitext = pair(("海关总署和海关署长。", "GACC and others."))
    assert [finding.source_span for finding in check(bitext, glossary=glossary, checks=["terms"])] == [Span(5, 9)]


def test_a_name_inside_the_one_that_is_asked_for_counts() -> None:
    glossary = Glossary(
        (entry("zh:虚拟港口", "en:virtual port"), entry("zh:虚拟港口认证指南", "en:Guide to Virtual Port Licences"))
    )
    bitext = pair(("虚拟港口认证指南管虚拟港口。", "A Guide for Virtual Port Licences covers a virtual port."))
    assert check(bitext, glossary=glossary, checks=["terms"]) == []


def test_a_letter_wrong_is_told_with_its_place_even_beside_the_abbreviation() -> None:
    glossary = Glossary((entry("zh:数字交易所", "en:Digital Asset Exchange"),))
    bitext = pair(("数字交易所开业。", "The Digital Asest Exchange (DAE) opened."))
    (finding,) = check(bitext, glossary=glossary, checks=["terms"])
    assert (finding.rule, finding.severity) == ("term.missing", "error")
    assert finding.fixes == (Fix(Span(4, 26), "Digital Asset Exchange"),)


def test_a_common_noun_is_a_warning_and_part_of_a_name_too() -> None:
    assert rendered("低空经济", "low-altitude economy", "flying things") == [("term.missing", "warning")]
    assert rendered("发展基金", "Development Fund", "the Fund grew") == [("term.missing", "warning")]
    assert rendered("发展基金", "Development Fund", "it grew") == [("term.missing", "error")]


def test_a_term_of_one_character_is_checked_with_care() -> None:
    assert rendered("渝", "Chongqing", "It rained.", "place") == [("term.missing", "warning")]
    assert rendered("渝", "Chongqing", "Chongqing met Sichuan.", "place") == []


def test_an_everyday_word_of_two_characters_is_told_only_where_the_version_uses_the_term() -> None:
    assert rendered("影响", "ramification", "It affects prices.") == []
    assert rendered("影响", "ramification", "It affects prices.", "product") == [("term.missing", "suggestion")]
    glossary = Glossary((entry("zh:影响", "en:ramification"),))
    rows = [("影响大。", "The ramifications are great."), ("天晴。", "Dry."), ("影响小。", "It affects few.")]
    found = check(pair(*rows), glossary=glossary, checks=["terms"])
    assert [(finding.segment, finding.severity) for finding in found] == [(2, "suggestion")]


LAKE = entry(
    "zh:明月湖科创园", "en:Mingyue Lake Innovation Park", "en:short:the park", "en:short:Mingyue Park", type="place"
)
RIVER = entry("zh:御临河", "en:Yulin River", "en:short:the Yulin", type="place")
TOWN = entry(
    "zh:龙兴新城", "en:Longxing New City", "en:admitted:Longxing New Town", "en:admitted:Longxing", type="place"
)
UNION = entry("zh:工会", "en:Trade Union of Longxing", "en:admitted:TUL", type="organisation")
MENTIONS = Glossary((LAKE, RIVER, TOWN, UNION))


def mentions(*rows: tuple[str, str], kinds: tuple[str, ...] = ()) -> list[tuple[str, int | None, str, str]]:
    """Rule, bead, place in the version, and what is offered for it."""
    bitext = pair(*rows)
    if kinds:
        blocks = tuple(Block(kind, row[1]) for kind, row in zip(kinds, rows, strict=True))  # type: ignore[arg-type]
        target = tuple(Segment(row[1], at) for at, row in enumerate(rows))
        bitext = replace(bitext, target=target, target_article=Article("en", blocks))
    texts = [each.target for each in bitext.pairs()]
    return [
        (each.rule, each.segment, each.target_span.cut(texts[each.segment or 0]), each.fixes[0].text)
        for each in check(bitext, glossary=MENTIONS, checks=["terms"])
        if each.target_span and each.fixes
    ]


def test_the_full_form_stands_first() -> None:
    rows = ("明月湖科创园开园。", "The park opened."), ("明月湖科创园很大。", "Mingyue Lake Innovation Park is big.")
    assert mentions(*rows) == [("term.first-mention", 0, "The park", "Mingyue Lake Innovation Park")]
    assert mentions(*reversed(rows)) == []


def test_a_title_may_be_short_and_so_may_a_sentence_on_its_own() -> None:
    rows = ("明月湖科创园开园", "Mingyue Park opens"), ("明月湖科创园很大。", "Mingyue Lake Innovation Park is big.")
    assert mentions(*rows, kinds=("title", "paragraph")) == []
    assert mentions(rows[0]) == []


def test_common_words_that_the_source_does_not_mean_are_no_mention() -> None:
    assert mentions(("他们在公园。", "They met in the park."), ("天晴。", "It was dry.")) == []


def test_a_short_form_that_begins_a_longer_name_is_no_mention() -> None:
    assert mentions(("御临河涨水。", "The Yulin River rose."), ("御临河退水。", "The Yulin fell.")) == []


def test_a_short_form_that_is_not_ours() -> None:
    rows = ("两江新区增长。", "Liangjiang New Area grew."), ("两江新区招聘。", "Firms in the district are hiring.")
    (finding,) = terms(pair(*rows))
    assert (finding.rule, finding.target_span, finding.fixes) == (
        "term.short-form", Span(9, 21), (Fix(Span(9, 21), "the new area"),),
    )  # fmt: skip
    assert said(pair(rows[0], ("两江新区招聘。", "Firms in this new area are hiring."))) == []
    assert said(pair(rows[0], ("企业招聘。", "Firms in the district are hiring."))) == []


def test_one_form_throughout_but_for_abbreviations_and_shorter_forms() -> None:
    rows = ("龙兴新城大。", "Longxing New City is big."), ("龙兴新城新。", "Longxing New Town is new.")
    assert mentions(*rows) == [("term.inconsistent", 1, "Longxing New Town", "Longxing New City")]
    assert mentions(rows[0], ("龙兴新城新。", "Longxing is new.")) == []
    assert mentions(("工会成立。", "The Trade Union of Longxing met."), ("工会。", "TUL voted.")) == []


COMPANY = Concept((Term("zh", "长安"), Term("en", "Changan")), "company", context="汽车 | 车型")
CAPITAL = Concept((Term("zh", "长安"), Term("en", "Chang'an")), "place", context="唐 | 古都")
AMBIGUOUS = Glossary((COMPANY, CAPITAL))


def missed(glossary: Glossary, *rows: tuple[str, str], published: str = "") -> list[tuple[int | None, str]]:
    bitext = pair(*rows)
    if published:
        bitext = replace(bitext, source_article=Article("zh", (), Origin(published=published)))
    found = check(bitext, glossary=glossary, checks=["terms"])
    return [(each.segment, each.message.split("”")[1].removeprefix(" is “")) for each in found]


def test_of_two_meanings_the_one_whose_words_stand_nearest_is_meant() -> None:
    rows = [
        ("长安的新车型上市。", "It sells a new car."),
        ("天晴。", "Dry."),
        ("天晴。", "Dry."),
        ("唐代的长安很大。", "It was big."),
    ]
    assert missed(AMBIGUOUS, *rows) == [(0, "Changan"), (3, "Chang'an")]


def test_a_term_whose_words_the_story_has_not_is_not_meant() -> None:
    assert missed(AMBIGUOUS, ("长安街很长。", "The avenue is long.")) == []
    remark = Glossary((replace(COMPANY, context="a carmaker"),))
    assert missed(remark, ("长安来了。", "It came.")) == [(0, "Changan")]


def test_an_entry_holds_on_the_days_on_which_its_names_are_right() -> None:
    county = Concept((Term("zh", "渝北"), Term("en", "Jiangbei County")), "place", until="1994")
    district = Concept((Term("zh", "渝北"), Term("en", "Yubei District")), "place", since="1994-12-17")
    glossary = Glossary((county, district))
    row = ("渝北修路。", "Roads were built.")
    assert missed(glossary, row, published="2023-08-03T16:16:44+08:00") == [(0, "Yubei District")]
    assert missed(glossary, row, published="1990-05-01") == [(0, "Jiangbei County")]
    assert missed(glossary, row) == [(0, "Jiangbei County")]


def test_a_sentence_of_a_hundred_thousand_characters_is_checked_in_seconds() -> None:
    chinese = "赛力斯在重庆两江新区的风险管理部。" * 6000
    english = (
        "The department of risks, and others who manage a new area or a power car in the district, said so. " * 1000
    )
    glossary = Glossary((*GLOSSARY.concepts, entry("zh:风险管理部", "en:risk management department")))
    began = time.process_time()
    found = check(pair((chinese, english)), glossary=glossary, checks=["terms"])
    assert time.process_time() - began < 20
    assert {finding.rule for finding in found} == {"term.missing"}


def test_english_stories_are_held_to_chinese_terms() -> None:
    bitext = Bitext(
        "en", "zh-CN",
        (Segment("Seres builds new energy vehicles."), Segment("Liangjiang New Area grew.")),
        (Segment("赛力斯造汽车。"), Segment("两江新区增长了。")),
        (Bead((0,), (0,)), Bead((1,), (1,))),
    )  # fmt: skip
    assert [(each.rule, each.segment, each.source_span) for each in check(bitext, glossary=GLOSSARY, checks=["terms"])] == [
        ("term.missing", 0, Span(13, 32)),
    ]  # fmt: skip


TERM_TEXTS = st.text("361°+-.,()&’ abAB两江AITOthe", min_size=1, max_size=9).filter(str.strip)


@given(
    st.lists(st.tuples(TERM_TEXTS, TERM_TEXTS, TERM_TEXTS, st.sampled_from(SUBJECTS)), max_size=3),
    st.lists(st.tuples(st.text(max_size=9), st.text(max_size=9)), min_size=1, max_size=3),
)
def test_odd_terms_in_odd_texts_never_raise_and_spans_lie_in_the_texts(
    entries: list[tuple[str, str, str, Any]], around: list[tuple[str, str]]
) -> None:
    concepts = [
        Concept((Term("zh", one), Term("en", other), Term("en", short, "short")), kind)
        for one, other, short, kind in entries
    ]
    said = [" ".join(texts) for texts in zip(*entries)][:3] or [""] * 3
    bitext = pair(
        *[(f"{said[0]}{one}。", f"{other} {said[at % 3]} the end.") for at, (one, other) in enumerate(around)]
    )
    texts = list(bitext.pairs())
    for each in check(bitext, glossary=Glossary(tuple(concepts)), checks=["terms"]):
        at = texts[each.segment or 0]
        for span, text in ((each.source_span, at.source), (each.target_span, at.target)):
            assert span is None or (0 <= span.start < span.end <= len(text))
