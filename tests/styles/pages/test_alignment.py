import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.alignment.places import Place
from corpora.alignment.reasons import Reason
from corpora.article import Article, Block, BlockKind, Origin, Segment
from corpora.bitext import Bead, Bitext, Gap
from corpora.text import Span
from styles.pages.alignment import render_alignment
from styles.review import find_doubts, label_of

ZH: tuple[tuple[BlockKind, str], ...] = (
    ("title", "龙兴渡口恢复通航"),
    ("paragraph", "渡船每天往返36个班次，老人半价。"),
    ("paragraph", "船长何德海五十八岁。"),
    ("paragraph", "他的儿子开公交车。"),
    ("paragraph", "上午下了一场小雨。"),
    ("caption", "渡船靠岸。罗静姝 摄"),
    ("paragraph", "票价3元。"),
)
EN: tuple[tuple[BlockKind, str], ...] = (
    ("title", "Longxing Ferry Runs Again"),
    ("paragraph", "It makes 36 trips a day."),
    ("paragraph", "His son drives a bus."),
    ("paragraph", "Captain He Dehai is 58."),
    ("paragraph", "Ferries have crossed here for 600 years."),
    ("caption", "A ferry lands. (Photo/Luo Jingshu)"),
    ("paragraph", "The fare is 5 yuan."),
)
BEADS = (
    Bead((0,), (0,), confirmed=True),
    Bead((1,), (1,), 0.93, partial=True, gaps=(Gap("clause", "source", Span(12, 16), "老人半价", 0.83),)),
    Bead((2, 3), (2, 3), 0.91, crossed=True),
    Bead((4,), (), 0.96),
    Bead((), (4,), 0.62),
    Bead((5,), (5,), 0.98),
    Bead((6,), (6,), 0.31),
)
REASONS = (
    (Reason("meaning", 0.54, "for", "meaning 0.54"), Reason("kind", 1.0, "for", "both titles")),
    (Reason("numbers", 1.0, "for", "numbers 36", (Place(Span(6, 8), Span(9, 11)),)),),
    (
        Reason("numbers", 1.0, "for", "numbers 五十八岁 = 58", (Place(Span(5, 9), Span(42, 44)),)),
        Reason("names", 1.0, "for", "names 何德海 = He Dehai", (Place(Span(2, 5), Span(30, 38)),)),
    ),
    (Reason("nearest", 0.21, "for", "nearest opposite 0.21", segment=2),),
    (Reason("numbers", 0.0, "for", "numbers not near by opposite: 600 years", (Place(None, Span(30, 39)),)),),
    (),
    (
        Reason("length", 1.0, "for", "length 1.0"),
        Reason(
            "numbers", 0.0, "against", "numbers without a counterpart: 3元, 5 yuan",
            (Place(Span(2, 4), None), Place(None, Span(12, 18))),
        ),
    ),
)  # fmt: skip
SIGNATURE = "align|lang:zh-CN-en|by:nobody|v:0.1.0"
VOID = {"meta", "link", "input"}


def segments(blocks: tuple[tuple[BlockKind, str], ...]) -> tuple[Segment, ...]:
    return tuple(Segment(text, number, kind) for number, (kind, text) in enumerate(blocks))


def article(language: str, blocks: tuple[tuple[BlockKind, str], ...]) -> Article:
    return Article(language, tuple(Block(kind, text) for kind, text in blocks), Origin())


FERRY = Bitext(
    "zh-CN", "en", segments(ZH), segments(EN), BEADS, article("zh-CN", ZH), article("en", EN), SIGNATURE, 0.58
)


def page(bitext: Bitext = FERRY, reasons: tuple[tuple[Reason, ...], ...] = REASONS, **options: float) -> str:
    return render_alignment(bitext, reasons, **{"doubtful": 0.8, **options})


class Page(HTMLParser):
    """A page read strictly: every element that is opened is closed in order, and no id stands twice."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []
        ids = [found["id"] for _, found in self.elements if "id" in found]
        assert len(set(ids)) == len(ids)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute twice on {tag}"
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("script", "style"):
            self.text.append(data)

    def find(self, tag: str, class_: str = "") -> list[dict[str, str | None]]:
        return [
            found
            for name, found in self.elements
            if name == tag and (not class_ or class_ in (found.get("class") or "").split())
        ]

    def said(self) -> str:
        return " ".join("".join(self.text).split())


def row(number: int, made: str | None = None) -> str:
    """The mark-up of one bead."""
    found = re.search(rf'<li class="bead[^>]* id="b{number}".*?</li>', made or page(), re.S)
    assert found is not None
    return found[0]


def test_the_page_as_a_whole(update: bool) -> None:
    made = re.search(r"<main.*</main>", page(), re.S)
    assert made is not None
    golden = Path(__file__).parent / "golden" / "alignment.html"
    if update:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(made[0] + "\n", "utf-8")
    assert made[0] + "\n" == golden.read_text("utf-8")


def test_the_summary_counts_and_lists_what_wants_an_eye() -> None:
    said = Page(page()).said()
    assert "Sentences7 and 7 Beads7 Mergers1 Dropped1 Added1 Partial1 Crossed1 Doubtful2 Confirmed1 Related0.58" in said
    assert "4 beads to look at, the least sure first 7 = 7 0.31 doubtful 票价3元。 - = 5 0.62 added, doubtful" in said
    assert SIGNATURE in said


def test_what_wants_an_eye_is_led_from_one_to_the_next() -> None:
    eyes = [number for number in range(7) if " eye" in row(number).splitlines()[0]]
    assert eyes == [1, 2, 4, 6]
    ways = [re.findall(r'class="ways">(.*?)</span>', row(number)) for number in range(7)]
    assert [re.findall(r"#b(\d)", "".join(way)) for way in ways] == [[], ["2"], ["1", "4"], [], ["2", "6"], [], ["4"]]
    assert [link["href"] for link in Page(page()).find("a") if link.get("rel")] == ["#b1", "#b1"]


def test_every_link_leads_somewhere() -> None:
    made = Page(page())
    ids = {f"#{found['id']}" for _, found in made.elements if "id" in found}
    assert {link["href"] for link in made.find("a")} <= ids


def test_numbers_are_marked_on_both_sides_under_one_key_and_so_is_the_line_that_names_them() -> None:
    assert row(1).count('data-k="0"') == 3
    assert '<span class="shared" data-k="0">36</span> trips' in row(1)
    assert '<span data-k="0">numbers 36</span>' in row(1)


def test_what_stands_on_one_side_alone_speaks_against() -> None:
    assert '票价<span class="alone" data-k="0">3元</span>。' in row(6)
    assert '<b>Against: <span data-k="0 1">numbers without a counterpart: 3元, 5 yuan</span></b>' in row(6)


def test_marks_of_a_merger_fall_on_its_sentences_one_by_one() -> None:
    cells = re.findall(r'<p data-n="(\d)">(.*?)</p>', row(2))
    assert [number for number, _ in cells] == ["3", "4", "3", "4"]
    assert cells[3][1] == (
        'Captain <span class="shared" data-k="1">He Dehai</span> is <span class="shared" data-k="0">58</span>.'
    )


def test_what_may_be_missing_is_marked_and_named() -> None:
    assert '<span class="gap" data-k="1">老人半价</span>' in row(1)
    assert '<b>Nothing opposite: <span data-k="1">clause “老人半价”, 0.83</span></b>' in row(1)
    unsure = Bead((0,), (0,), gaps=(Gap("clause", "source", Span(0, 1), "龙", 0.4),))
    made = page(Bitext("zh", "en", segments(ZH[:1]), segments(EN[:1]), (unsure,)), ())
    assert 'class="gap"' not in row(0, made)


def test_a_sentence_alone_says_so_and_points_to_the_nearest_opposite() -> None:
    assert '<p class="target none">dropped</p>' in row(3)
    assert '<a href="#b2">nearest opposite 0.21</a>' in row(3)
    assert '<p class="source none">added</p>' in row(4)


def test_each_cell_says_its_language_and_direction_where_they_differ() -> None:
    assert re.findall(r'<div class="(source|target)" lang="(.*?)">', row(1)) == [("source", "zh-CN"), ("target", "en")]
    arabic = Bitext("zh", "ar", (Segment("湖。"),), (Segment("بحيرة."),), (Bead((0,), (0,)),))
    made = page(arabic, ())
    assert '<div class="target" lang="ar" dir="rtl">' in made
    assert '<div class="source" lang="zh" dir="ltr">' in made
    assert Page(made).find("html")[0]["lang"] == "en"
    both = Bitext("he", "ar", (Segment("אגם."),), (Segment("بحيرة."),), (Bead((0,), (0,)),))
    assert page(both, ()).count('dir="rtl"') > 2


def test_choices_that_would_show_nothing_are_not_offered() -> None:
    assert [each["id"] for each in Page(page()).find("input")] == [
        "show-all", "show-eye", "show-null", "show-merger", "evidence",
    ]  # fmt: skip
    calm = page(Bitext("zh", "en", segments(ZH[:1]), segments(EN[:1]), (Bead((0,), (0,)),)), ())
    assert [each["id"] for each in Page(calm).find("input")] == ["show-all", "evidence"]
    assert "No bead wants an eye." in Page(calm).said()


def test_a_higher_bar_finds_more_beads_to_look_at_and_none_that_a_person_confirmed() -> None:
    assert "6 beads to look at" in page(doubtful=1.0)
    assert "confirmed" in row(0, page(doubtful=1.0))
    assert "eye" not in row(0, page(doubtful=1.0))


def test_only_the_least_sure_of_many_are_listed() -> None:
    count = 30
    side = tuple(Segment(f"{number}") for number in range(count))
    beads = tuple(Bead((i,), (i,), i / 100) for i in range(count))
    made = page(Bitext("zh", "en", side, side, beads), ())
    assert "The 10 least sure of 30 beads to look at" in made
    listed = re.search(r'<section class="wanted".*?</section>', made, re.S)
    assert listed is not None
    assert re.findall(r"#b(\d+)", listed[0]) == [str(number) for number in range(10)]


def test_unrelated_texts_are_said_to_be() -> None:
    assert "look unrelated" not in page(unrelated=0.3)
    assert "look unrelated" in page(unrelated=0.6)


def test_the_page_stands_on_its_own() -> None:
    made = page()
    assert all("src" not in found for _, found in Page(made).elements)
    assert "url(" not in made
    assert "@import" not in made
    assert [found["rel"] for found in Page(made).find("link")] == ["icon"]


def test_readers_without_mouse_or_eyes_find_their_way() -> None:
    made = Page(page())
    tags = [tag for tag, _ in made.elements]
    assert (tags.count("main"), tags.count("h1")) == (1, 1)
    assert made.find("a", "skip")[0]["href"] == "#beads"
    assert {found["id"] for found in made.find("input")} == {found["for"] for found in made.find("label")}
    assert all(link.get("title") or link.get("class") or "#b" in str(link["href"]) for link in made.find("a"))


EVIL = "</script><script>alert(\"x\")</script><b onclick='y'>&"


def test_a_script_in_a_text_is_text() -> None:
    bitext = Bitext(
        "zh", "en", (Segment(EVIL, 0, "title"),), (Segment(EVIL, 0, "title"),),
        (Bead((0,), (0,), 0.1, partial=True, gaps=(Gap("clause", "source", Span(0, 9), EVIL[:9], 0.9),)),),
        Article("zh", (Block("title", EVIL),)), Article("en", (Block("title", EVIL),)), EVIL,
    )  # fmt: skip
    made = page(bitext, ((Reason("numbers", 1.0, "for", EVIL, (Place(Span(2, 12), Span(3, 9)),)),),))
    assert len(Page(made).find("script")) == 1
    assert "<b onclick" not in made


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)


@given(TEXT, TEXT, st.integers(0, 19), st.integers(1, 20))
def test_any_text_gives_a_well_formed_page_that_holds_it(source: str, target: str, start: int, size: int) -> None:
    span = Span(min(start, len(source) - 1), min(len(source), start + size))
    places = (Place(span, None),) if span.start < span.end else ()
    bitext = Bitext("zh", "en", (Segment(source),), (Segment(target),), (Bead((0,), (0,)),))
    said = Page(page(bitext, ((Reason("numbers", 0.0, "against", "said", places),),))).said()
    assert " ".join(source.split()) in said
    assert " ".join(target.split()) in said


@pytest.mark.parametrize(
    ("bead", "doubts", "label"),
    [
        (Bead((0,), (0,), 0.5), ("doubtful",), "1 = 1"),
        (Bead((0, 1), (2,), 0.9, partial=True), ("partial",), "1-2 = 3"),
        (Bead((0, 1), (2, 3), 0.1, partial=True, crossed=True), ("partial", "crossed", "doubtful"), "1-2 = 3-4"),
        (Bead((), (4,), 0.9), (), "- = 5"),
        (Bead((0,), (0,), 0.1, confirmed=True, partial=True), (), "1 = 1"),
    ],
)
def test_why_a_bead_wants_an_eye(bead: Bead, doubts: tuple[str, ...], label: str) -> None:
    assert find_doubts(bead) == doubts
    assert label_of(bead) == label
