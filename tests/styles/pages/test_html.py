import json
import re
from html.parser import HTMLParser
from importlib.resources import files

from hypothesis import given
from hypothesis import strategies as st

from corpora.article import Article, Block, BlockKind, Origin, Segment
from corpora.bitext import Bead, Bitext
from styles.pages.html import render_bitext, render_draft
from styles.pages.wording import direction, language_name, metadata, words, written_date
from tm.draft import Draft, DraftBead

ZH: tuple[tuple[BlockKind, str], ...] = (
    ("title", "明月湖科创园开园"),
    ("heading", "楼上楼下就是上下游"),
    ("paragraph", "园区今年3月开园。"),
    ("paragraph", "湖边很美。"),
    ("caption", "科创园全景。冉启航 摄"),
    ("attribution", "（记者 林书晏）"),
)
EN: tuple[tuple[BlockKind, str], ...] = (
    ("title", "Mingyue Lake Innovation Park Opens"),
    ("heading", "Suppliers as neighbors"),
    ("paragraph", "The park opened in March."),
    ("caption", "A view of the park. (Photo/Ran Qihang)"),
    ("attribution", "(this article is written by Lin Shuyan, Liangjiang New Area Media Center)"),
)
VOID = {"meta", "link", "input"}


def article(language: str, blocks: tuple[tuple[BlockKind, str], ...], origin: Origin) -> Article:
    return Article(language, tuple(Block(kind, text) for kind, text in blocks), origin)


def segments(blocks: tuple[tuple[BlockKind, str], ...]) -> tuple[Segment, ...]:
    return tuple(Segment(text, number, kind) for number, (kind, text) in enumerate(blocks))


CHINESE = Origin(
    source="两江新区融媒体中心",
    published="2023-08-01T09:30:00+08:00",
    people=(("editor", ("周令仪",)),),
    url="https://www.example.cn/2023/park.html",
)
ENGLISH = Origin(
    source="中国网",
    published="2023-08-03T16:16:44+08:00",
    people=(("editor", ("李柯佑",)), ("author", ("Lin Shuyan",))),
    url="https://www.example.cn/english/park.html",
)
PARK = Bitext(
    "zh-CN",
    "en",
    segments(ZH),
    segments(EN),
    (*(Bead((i,), (i,)) for i in range(3)), Bead((3,), ()), Bead((4,), (3,), confidence=0.5), Bead((5,), (4,))),
    article("zh-CN", ZH, CHINESE),
    article("en", EN, ENGLISH),
)


class Page(HTMLParser):
    """A page read strictly: every element that is opened is closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

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

    def find(self, tag: str, **attributes: str) -> list[dict[str, str | None]]:
        return [
            found
            for name, found in self.elements
            if name == tag and all(found.get(key.rstrip("_")) == value for key, value in attributes.items())
        ]

    def said(self) -> str:
        return " ".join("".join(self.text).split())


def test_the_page_says_its_languages_and_both_titles() -> None:
    page = Page(render_bitext(PARK))
    assert page.find("html")[0]["lang"] == "en"
    assert len(page.find("h1")) == 1
    assert "明月湖科创园开园 Mingyue Lake Innovation Park Opens" in page.said()
    sides = [found for found in page.find("div") if found.get("class") in ("source", "target")]
    assert {(found["class"], found["lang"]) for found in sides} == {("source", "zh-CN"), ("target", "en")}


def test_the_metadata_stands_in_the_readers_language() -> None:
    text = Page(render_bitext(PARK, names={"李柯佑": "Li Keyou"})).said()
    assert "来源：两江新区融媒体中心 2023年8月1日 编辑：周令仪" in text
    assert "Source: China.org.cn | Aug. 3, 2023 | Author: Lin Shuyan | Editor: Li Keyou" in text


def test_a_name_without_a_form_in_the_readers_language_is_marked_as_what_it_is() -> None:
    assert 'Editor: <span lang="zh-CN">李柯佑</span>' in render_bitext(PARK)


def test_a_sentence_and_its_counterpart_carry_the_same_number() -> None:
    beads = [found["data-bead"] for found in Page(render_bitext(PARK)).find("span") if "data-bead" in found]
    assert beads == ["0", "0", "1", "1", "2", "2", "4", "4", "5", "5"]


def test_a_dropped_sentence_stands_quietly_on_its_own_side() -> None:
    page = render_bitext(PARK)
    assert '<span class="alone" title="仅见于本语言">湖边很美。</span>' in page
    assert page.count("湖边很美。") == 1


def test_doubts_are_marked_for_editors_alone() -> None:
    assert 'class="doubt"' not in render_bitext(PARK)
    marked = render_bitext(PARK, marks=True)
    assert marked.count('class="doubt" title="aligned with confidence 0.50"') == 2
    assert "To be looked at by an editor" in marked


def test_what_machines_are_told() -> None:
    page = Page(render_bitext(PARK, names={"李柯佑": "Li Keyou"}))
    told = {found.get("property") or found.get("name"): found.get("content") for found in page.find("meta")}
    assert told["viewport"] == "width=device-width, initial-scale=1"
    assert told["og:title"] == "Mingyue Lake Innovation Park Opens"
    assert (told["og:locale"], told["og:locale:alternate"]) == ("en_US", "zh_CN")
    assert told["og:url"] == "https://www.example.cn/english/park.html"
    assert told["description"] == "The park opened in March."
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', render_bitext(PARK), re.S)
    assert data is not None
    assert json.loads(data[1]) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Mingyue Lake Innovation Park Opens",
        "description": "The park opened in March.",
        "inLanguage": "en",
        "datePublished": "2023-08-03T16:16:44+08:00",
        "author": [{"@type": "Person", "name": "Lin Shuyan"}],
        "editor": [{"@type": "Person", "name": "李柯佑"}],
        "publisher": {"@type": "Organization", "name": "China.org.cn"},
        "mainEntityOfPage": "https://www.example.cn/english/park.html",
        "translationOfWork": {
            "@type": "NewsArticle",
            "headline": "明月湖科创园开园",
            "inLanguage": "zh-CN",
            "url": "https://www.example.cn/2023/park.html",
            "datePublished": "2023-08-01T09:30:00+08:00",
        },
    }


def test_the_page_stands_on_its_own() -> None:
    page = Page(render_bitext(PARK))
    assert [found for found in page.find("link") if found["rel"] in ("stylesheet", "preload")] == []
    assert page.find("link", rel="icon") == [{"rel": "icon", "href": "data:,"}]
    assert all("src" not in found for _, found in page.elements)
    assert "url(" not in render_bitext(PARK)
    assert "@import" not in render_bitext(PARK)


def test_readers_without_mouse_or_eyes_find_their_way() -> None:
    page = Page(render_bitext(PARK))
    tags = [tag for tag, _ in page.elements]
    assert tags.count("main") == 1
    assert page.find("a", class_="skip")[0]["href"] == "#" + str(page.find("main")[0]["id"])
    inputs = {found["id"] for found in page.find("input")}
    assert inputs == {found["for"] for found in page.find("label")}
    assert tags.index("fieldset") < tags.index("legend") < tags.index("input")


def test_soft_text_and_accents_can_be_read_by_light_and_by_dark() -> None:
    css = files("styles.pages").joinpath("themes/plain/common.css").read_text("utf-8")

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def contrast(one: str, other: str) -> float:
        dark, light = sorted((luminance(one), luminance(other)))
        return (light + 0.05) / (dark + 0.05)

    light, dark = (dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", part)) for part in css.split("@media", 2)[:2])
    for theme in (light, dark):
        for text in ("ink", "soft", "accent"):
            assert contrast(theme[text], theme["paper"]) >= 4.5, text
        assert contrast(theme["ink"], theme["mark"]) >= 4.5


def test_a_script_in_a_title_is_text() -> None:
    evil = "</script><script>alert(\"x\")</script><b onclick='y'>"
    bitext = Bitext(
        "zh",
        "en",
        (Segment(evil, 0, "title"), Segment(evil, 1)),
        (Segment(evil, 0, "title"), Segment(evil, 1)),
        (Bead((0,), (0,)), Bead((1,), (1,), confidence=0.1)),
        Article("zh", (), Origin(source=evil, url="javascript:alert(1)", people=(("editor", (evil,)),))),
        Article("en", (), Origin(source=evil, published=evil, url="javascript:alert(1)")),
    )
    page = render_bitext(bitext, url="javascript:alert(1)", marks=True, names={evil: evil})
    assert len(Page(page).find("script")) == 2
    assert "<b " not in page
    assert "javascript:" not in page


def test_a_pair_without_articles_is_a_page_too() -> None:
    bitext = Bitext("de", "fr", (Segment("Der See."),), (Segment("Le lac."),), (Bead((0,), (0,)),))
    page = Page(render_bitext(bitext))
    assert page.find("html")[0]["lang"] == "fr"
    assert "Le lac." in page.said()
    assert len(page.find("h1")) == 1


def test_languages_written_from_right_to_left_say_so() -> None:
    bitext = Bitext("zh", "ar", (Segment("湖。"),), (Segment("بحيرة."),), (Bead((0,), (0,)),))
    page = Page(render_bitext(bitext))
    assert page.find("html")[0]["dir"] == "rtl"
    assert [found["dir"] for found in page.find("div", class_="source")] == ["ltr"]


def test_lists_are_lists() -> None:
    items = (Segment("甲", 0, "list_item"), Segment("乙", 1, "list_item"), Segment("丙", 2))
    other = (Segment("A B C", 0),)
    page = render_bitext(Bitext("zh", "en", items, other, (Bead((0, 1, 2), (0,)),)))
    assert re.sub(r"<span[^>]*>|</span>|\s", "", page).count("<ul><li>甲</li><li>乙</li></ul><p>丙</p>") == 1


def test_a_draft_shows_what_is_done_and_leaves_out_what_is_omitted() -> None:
    draft = Draft(
        "zh-CN",
        "en",
        segments(ZH[:4]),
        (
            DraftBead((0,), "The Park Opens", "person", state="final"),
            DraftBead((1,), "Neighbors", "person", state="reviewed"),
            DraftBead((2,), "Not to be shown", state="omitted", reason="local"),
            DraftBead((3,)),
        ),
        article("zh-CN", ZH, CHINESE),
    )
    page = render_draft(draft)
    assert "Not to be shown" not in page
    assert "Source: <span" in page
    assert "<title>The Park Opens</title>" in page
    assert render_draft(draft, marks=True).count('title="reviewed"') == 2


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)


@given(TEXT, TEXT, TEXT)
def test_any_text_gives_a_well_formed_page_that_holds_it(source: str, target: str, name: str) -> None:
    bitext = Bitext(
        "zh",
        "en",
        (Segment(source),),
        (Segment(target),),
        (Bead((0,), (0,)),),
        Article("zh", (), Origin(source=name)),
    )
    said = Page(render_bitext(bitext)).said()
    assert " ".join(source.split()) in said
    assert " ".join(target.split()) in said


def test_dates_labels_and_names_of_languages() -> None:
    assert [written_date("2024-01-05", language=tag) for tag in ("en-GB", "zh-TW", "de")] == [
        "Jan. 5, 2024", "2024年1月5日", "2024-01-05",
    ]  # fmt: skip
    assert written_date("next week", language="en") == "next week"
    assert (words("zh-HK").source, words("fr").source) == ("來源", "Source")
    assert (language_name("pt-BR"), direction("fa"), direction("zh")) == ("Português", "rtl", "ltr")
    assert metadata(Origin(), language="en", written_in="zh") == []
