import dataclasses
from collections.abc import Callable

import pytest

from corpora.article import Article, Block, Origin, Segment
from corpora.bitext import Bead, Bitext
from corpora.errors import Invalid, WrongFormat
from corpora.text import Code, Span
from tm.draft import Draft, DraftBead
from tm.finding import Finding
from tm.glossary import Concept, Glossary, Term
from tm.match import Match
from tm.unit import TranslationUnit, Variant

ZH, EN = Variant("zh-CN", "产业园开园。"), Variant("en", "The park opened.")
STORY = Article("zh_cn", (Block("title", "产业园开园"), Block("paragraph", "来了50家企业。")), name="park")


@pytest.mark.parametrize(
    "make",
    [
        lambda: Block("picture", "图"),  # type: ignore[arg-type]
        lambda: Block("title", "园", (Code(2, "open", "1", "<b>"),)),
        lambda: Article("no language", ()),
        lambda: Bead((), ()),
        lambda: Bead((0, 2), (0,)),
        lambda: Bead((0,), (0,), 1.5),
        lambda: Bitext("zh", "en", (Segment("一"),), (), ()),
        lambda: Bitext("zh", "en", (Segment("一"),), (), (Bead((0,), ()), Bead((0,), ()))),
        lambda: Variant("en", "  "),
        lambda: TranslationUnit((ZH,)),
        lambda: TranslationUnit((ZH, ZH)),
        lambda: TranslationUnit((ZH, EN), flags=frozenset({"good"})),
        lambda: Match(TranslationUnit((ZH, EN)), ZH, EN, 120, "exact"),
        lambda: Finding("missing", "error", "…"),
        lambda: Finding("term.missing", "fatal", "…"),  # type: ignore[arg-type]
        lambda: Term("en", ""),
        lambda: Term("en", "Seres", "good"),  # type: ignore[arg-type]
        lambda: Concept(()),
        lambda: Concept((Term("en", "Seres"),), "river"),  # type: ignore[arg-type]
        lambda: DraftBead((0,), state="omitted"),
        lambda: DraftBead((0,), state="final"),
        lambda: Draft("zh", "en", (Segment("一"),), ()),
    ],
)
def test_a_value_that_breaks_its_rules_is_refused(make: Callable[[], object]) -> None:
    with pytest.raises(Invalid):
        make()


@pytest.mark.parametrize(
    "value", [STORY, STORY.blocks[0], STORY.origin, Segment("一"), Bead((0,), (0,)), ZH, TranslationUnit((ZH, EN)),
              Finding("term.missing", "error", "…"), Term("en", "Seres"), DraftBead((0,))],
)  # fmt: skip
def test_values_are_frozen_and_slotted(value: object) -> None:
    assert not hasattr(value, "__dict__")
    field = dataclasses.fields(value)[0].name  # type: ignore[arg-type]
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, field, None)


def test_spans_count_in_the_text_of_the_whole_article() -> None:
    assert STORY.language == "zh-CN"
    assert STORY.text == "产业园开园\n来了50家企业。"
    assert [STORY.text[start:][:2] for start in STORY.offsets()] == ["产业", "来了"]


def test_an_article_prints_the_form_that_machines_read() -> None:
    origin = Origin("中国网", "2023-08-03T16:16:44+08:00", people=(("editor", ("李编",)), ("photo", ("周影",))))
    article = Article("en", (Block("title", "Park opens"),), origin)
    assert article.to_json() == {
        "language": "en",
        "title": "Park opens",
        "source": "中国网",
        "published": "2023-08-03T16:16:44+08:00",
        "updated": "",
        "dateline": "",
        "author": [],
        "editor": ["李编"],
        "credits": {"photo": ["周影"]},
        "url": "",
        "alternates": {},
        "blocks": [{"kind": "title", "text": "Park opens"}],
    }


def test_pairs_join_their_sentences_as_each_language_writes_them() -> None:
    bitext = Bitext(
        "zh", "en",
        (Segment("开园了。", span=Span(0, 4)), Segment("来了50家。", span=Span(5, 11)), Segment("欢迎。", span=Span(12, 15))),
        (Segment("It opened.", span=Span(0, 10)), Segment("Fifty came.", span=Span(11, 22))),
        (Bead((0, 1), (0, 1)), Bead((2,), ())),
    )  # fmt: skip
    pairs = list(bitext.pairs())
    assert [(pair.source, pair.target) for pair in pairs] == [
        ("开园了。来了50家。", "It opened. Fifty came."),
        ("欢迎。", ""),
    ]
    assert pairs[0].source_span == Span(0, 11)
    assert [str(pair.bead) for pair in pairs] == ["[0, 1]:[0, 1]", "[2]:[]"]


def test_a_unit_answers_by_language_and_script() -> None:
    unit = TranslationUnit((Variant("zh-Hans", "园区"), Variant("en-US", "park"), Variant("en-GB", "parc")))
    assert unit.find("en-GB") == Variant("en-GB", "parc")
    assert unit.find("zh-CN") == Variant("zh-Hans", "园区")
    assert unit.find("zh-TW") is None


def test_a_glossary_gives_every_usable_pair_to_the_lexicon() -> None:
    concept = Concept(
        (
            Term("zh", "两江新区"),
            Term("en", "Liangjiang New Area"),
            Term("en", "the new area", "short"),
            Term("en", "Two River New Area", "forbidden"),
        ),
        "place",
    )
    lexicon = Glossary((concept,)).lexicon("zh-CN", "en-US")
    assert lexicon.pairs == (("两江新区", "Liangjiang New Area"), ("两江新区", "the new area"))
    assert lexicon.sources("在两江新区开园") == {"两江新区"}


def test_an_error_says_where_what_and_what_to_do() -> None:
    error = WrongFormat("the page is cut short", "Save it again").at("park.html", 7)
    assert str(error) == "park.html:7: the page is cut short. Save it again."
    assert str(error.at("other.html")) == str(error)
