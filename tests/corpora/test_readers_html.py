"""Pages of portals: the text as a browser shows it, the story's part of it, and what the page says of itself."""

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.errors import DuizhaoError, WrongFormat, WrongSetting
from corpora.readers import read_data
from corpora.readers.html import parse_page
from corpora.readers.html.body import find_body
from corpora.readers.html.flow import flow
from corpora.readers.html.head import strip_site
from corpora.readers.html.sites import Furniture, Names, find_site, load_sites

GENERIC = find_site("")
PROSE = (
    "8月7日，水土芯片园二期在重庆两江新区开园，可容纳40家设计企业，并设有一条共享测试线。",
    "园区运营方介绍，自5月试运行以来，测试线已为27家客户检测芯片230万颗。",
    "到2025年底，园区预计入驻企业100家，聚集工程师5000名。",
)


def page(body: str, *, head: str = "<title>水土芯片园二期开园_嘉陵网</title>") -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>".encode()


def blocks(body: str, **parts: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_data(page(body, **parts), file="a.html").blocks]


def shown(inner: str) -> list[tuple[str, list[tuple[int, str, str]]]]:
    """The paragraphs that some mark-up is shown as, with offset, kind and data of their codes."""
    article = read_data(page(f"<div class='content'>{inner}<p>{PROSE[0]}</p></div>"), file="a.html")
    found = [block for block in article.blocks if block.kind != "title"][:-1]
    return [(block.text, [(code.offset, code.kind, code.data) for code in block.codes]) for block in found]


# --- text as a browser shows it


@pytest.mark.parametrize(
    ("inner", "lines"),
    [
        ("<p>one\n   two\t three,  four.</p>", ["one two three, four."]),
        ("<p>两江\n    新区今天开园，很热闹。</p>", ["两江新区今天开园，很热闹。"]),
        ("<p>两江 新区今天开园，很热闹。</p>", ["两江 新区今天开园，很热闹。"]),
        ("<p>a&nbsp;&nbsp;b, and so on.&nbsp;</p>", ["a\xa0\xa0b, and so on."]),
        ("<p>\u3000\u3000甲，乙。</p><p>&nbsp;</p><p> </p>", ["甲，乙。"]),
        ("<p>甲，乙。<br>丙，丁。<br/><br/>戊，己。</p>", ["甲，乙。", "丙，丁。", "戊，己。"]),
        ("<div>甲，乙。<p>丙，丁。</p>戊，己。</div>", ["甲，乙。", "丙，丁。", "戊，己。"]),
        ("<p>甲<!-- 不显示 -->，乙<script>var x;</script>。</p>", ["甲，乙。"]),
        ("<p>甲，乙。<span style='display: none'>看不见。</span></p><p hidden>也看不见，一样。</p>", ["甲，乙。"]),
        ("<p>a<b>b</b>c, d<sub>2</sub>.</p>", ["abc, d2."]),
        ("<p>A &amp; B &lt;C&gt; &#8220;D&#8221;, here.</p>", ["A & B <C> “D”, here."]),
        ("<pre>甲，乙。\n丙，丁。</pre>", ["甲，乙。", "丙，丁。"]),
        ("<table><tr><td>甲，乙。</td><td>丙，丁。</td></tr></table>", ["甲，乙。", "丙，丁。"]),
        ("<p>甲\x01，&#0;乙。</p>", ["甲，\ufffd乙。"]),
    ],
)
def test_lines_are_those_that_a_browser_shows(inner: str, lines: list[str]) -> None:
    assert [text for text, _ in shown(inner)] == lines


@pytest.mark.parametrize(
    ("inner", "codes"),
    [
        ("<p>It has <b>eight stations</b>, all new.</p>", [(7, "open", "<b>"), (21, "close", "</b>")]),
        ("<p>It has<b> eight stations </b>, all new.</p>", [(7, "open", "<b>"), (21, "close", "</b>")]),
        (
            "<p>See <a href='/a?b=1&amp;c=2' class=x>the <em>new</em> line</a>, please.</p>",
            [
                (4, "open", '<a href="/a?b=1&amp;c=2" class="x">'),
                (8, "open", "<em>"),
                (11, "close", "</em>"),
                (16, "close", "</a>"),
            ],
        ),
        ("<p><strong></strong>Nothing <i> </i>in <a name=x>them</a>, at all.</p>", []),
        ("<p>\u3000\u3000<i>甲</i>，乙。</p>", [(0, "open", "<i>"), (1, "close", "</i>")]),
        ("<p><b>All of it is bold, all.</b></p>", []),
    ],
)
def test_inline_marks_stand_off_from_the_text(inner: str, codes: list[tuple[int, str, str]]) -> None:
    ((_, found),) = shown(inner)
    assert found == codes


def test_a_mark_over_a_line_break_is_closed_and_opened_again() -> None:
    assert shown("<p>甲，<i>乙。<br>丙</i>，丁。</p>") == [
        ("甲，乙。", [(2, "open", "<i>"), (4, "close", "</i>")]),
        ("丙，丁。", [(0, "open", "<i>"), (1, "close", "</i>")]),
    ]


@given(st.integers(0, 2**32), st.booleans())
def test_whatever_the_marks_the_text_is_the_same_and_codes_pair(seed: int, chinese: bool) -> None:
    chance = random.Random(seed)
    words = (
        list("两江新区今天开园，很热闹。")
        if chinese
        else ["It", "has", "eight", "new", "stations,", "all", "of", "them", "open", "now."]
    )
    between = "" if chinese else " "
    marked = []
    for word in words:
        tag = chance.choice(["", "", "b", "i", "em", "a href='/x'"])
        marked.append(f"<{tag}>{word}</{tag.split()[0]}>" if tag else word)
    ((text, codes),) = shown(f"<p>{between.join(marked)} {PROSE[1]}</p>")
    assert text == f"{between.join(words)} {PROSE[1]}"
    assert [kind for _, kind, _ in codes] == ["open", "close"] * (len(codes) // 2)
    assert [offset for offset, _, _ in codes] == sorted(offset for offset, _, _ in codes)


# --- what the blocks are


@pytest.mark.parametrize(
    ("inner", "kinds"),
    [
        ("<h3>小企业租得起</h3>", ["heading"]),
        ("<p><strong>小企业</strong><strong>租得起</strong></p>", ["heading"]),
        ("<p><span style='font-weight: 700'>小企业租得起</span></p>", ["heading"]),
        ("<p align=center><b>谁来租？</b></p>", ["heading"]),
        ("<p><b>小企业租得起，</b>这是园区的承诺。</p>", ["paragraph"]),
        ("<ul><li>甲类企业，三年免租；</li><li><p>乙类企业，两年免租。</p></li></ul>", ["list_item", "list_item"]),
        ("<figure><img src=a.jpg><figcaption>晶圆车间</figcaption></figure>", ["caption"]),
        ("<p><img src=a.jpg></p><p style='text-align:center'>晶圆车间一角，工程师在值班。</p>", ["caption"]),
        ("<p><img src=a.jpg></p><p><strong>晶圆车间里，工程师在值班。</strong></p>", ["caption"]),
        ("<center><img src=a.jpg><br>晶圆车间</center>", ["caption"]),
        ("<p><img src=icon.gif width=16>园区简介如下，请看。</p>", ["paragraph"]),
        ("<div class='pic-caption'>晶圆车间</div>", ["caption"]),
        ("<p>▲晶圆车间</p>", ["caption"]),
        ("<p><img src=a.jpg></p><p>（罗一鸣 摄）</p>", ["credit"]),
        ("<p>晶圆车间。</p><p>（罗一鸣 摄）</p>", ["caption", "credit"]),
    ],
)
def test_the_mark_up_says_what_a_block_is(inner: str, kinds: list[str]) -> None:
    body = f"<div class='content'><p>{PROSE[0]}</p>{inner}<p>{PROSE[1]}</p></div>"
    found = [kind for kind, _ in blocks(body)]
    assert found == ["title", "paragraph", *kinds, "paragraph"]


# --- the title


@pytest.mark.parametrize(
    ("title", "site", "story"),
    [
        ("园区开园了_要闻_嘉陵网", "", "园区开园了"),
        ("园区开园了-要闻-嘉陵网", "", "园区开园了"),
        ("园区开园了 - 嘉陵网", "", "园区开园了"),
        ("园区开园了--嘉陵日报", "", "园区开园了"),
        ("园区开园了|要闻|嘉陵网", "", "园区开园了"),
        ("两江新区丨园区开园了", "", "两江新区丨园区开园了"),
        ("重庆-新加坡航线开通", "", "重庆-新加坡航线开通"),
        ("A chip park opens - Jialing News", "", "A chip park opens"),
        ("A chip park opens | Jialing Daily", "", "A chip park opens"),
        ("A first-class park opens", "", "A first-class park opens"),
        ("A chip park opens – The Ledger", "The Ledger", "A chip park opens"),
        ("嘉陵网", "", "嘉陵网"),
        ("", "", ""),
    ],
)
def test_the_names_of_channel_and_site_are_no_part_of_a_title(title: str, site: str, story: str) -> None:
    assert strip_site(title, site=site) == story


STORY = f"<div id='x1'><p>{PROSE[0]}</p><p>{PROSE[1]}</p><p>{PROSE[2]}</p></div>"
META = "<div>来源：嘉陵网 时间：2023-08-07 10:00</div>"


@pytest.mark.parametrize(
    ("head", "top"),
    [
        ("<title>芯片园二期开园_嘉陵网</title>", "<h1>嘉陵网</h1><h1>芯片园二期开园</h1>"),
        ("<title>芯片园二期开园_嘉陵网</title>", "<h1>嘉陵网</h1><div class='q'>芯片园二期开园</div>"),
        ("<title>芯片园二期开园_嘉陵网</title>", "<h2>今日头条</h2>"),
        ("<title>嘉陵网</title>", "<div>今日</div><h1>芯片园二期开园</h1>"),
        ("<title>嘉陵网</title>", "<div class='q'><b>芯片园二期开园</b></div>"),
        ("<title>嘉陵网</title><meta property='og:title' content='芯片园二期开园'>", ""),
        ("<title>嘉陵网</title><meta name='ArticleTitle' content='芯片园二期开园'>", "<h2>今日头条</h2>"),
        ("", "<h1><a href='/'>嘉陵网</a></h1><h2>芯片园二期开园</h2>"),
    ],
)
def test_the_title_is_found_where_it_stands(head: str, top: str) -> None:
    found = blocks(f"{top}{META}{STORY}", head=head)
    assert found[0] == ("title", "芯片园二期开园")
    assert [text for kind, text in found if kind == "paragraph"] == list(PROSE)


def test_a_title_in_two_lines_is_one_and_is_not_said_again() -> None:
    head = "<title>芯片园开园 小企业按时租_嘉陵网</title>"
    body = f"<table><tr><td>芯片园开园<br>小企业按时租</td></tr></table>{META}<div class='content'>{STORY}</div>"
    assert [text for kind, text in blocks(body, head=head) if kind == "title"] == ["芯片园开园 小企业按时租"]
    again = f"<h1>芯片园开园 小企业按时租</h1>{META}<div class='content'><p>芯片园开园 小企业按时租</p>{STORY}</div>"
    assert [text for _, text in blocks(again, head=head)].count("芯片园开园 小企业按时租") == 1


# --- the body


CLUTTER: tuple[tuple[str, str], ...] = (
    ("a menu", "<div>" + "".join(f"<a href='/{n}'>栏目{n}</a> " for n in range(9)) + "</div>"),
    ("breadcrumbs", "<div class='path'>当前位置：<a href='/'>首页</a> &gt; <a href='/n'>要闻</a> &gt; 正文</div>"),
    ("share buttons", "<div class='bdsharebuttonbox'><a>微信</a><a>微博</a></div><p>分享到：</p>"),
    ("tools", "<p>【<a href='#'>打印</a>】【<a href='#'>关闭</a>】</p><p>扫一扫在手机打开当前页</p>"),
    ("related stories", "<h3>相关新闻</h3><ul>" + "<li><a href='/r'>明月湖夏令营今天开营了</a></li>" * 5 + "</ul>"),
    ("links to neighbours", "<p>上一篇：<a href='/p'>夏令营</a></p><p>下一篇：<a href='/n'>国际新城</a></p>"),
    ("a rank list", "<div class='rank'><h3>热门</h3>" + "<p><a href='/h'>排行榜上的一条新闻</a></p>" * 9 + "</div>"),
    ("teasers", "<div>" + "<div><a href='/t'>一条</a><p>这是另一条新闻的摘要，说了一句话，又说了一句。</p></div>" * 3 + "</div>"),
    ("comments", "<div id='comments'><p>网友山城雾：说得好，我也想去看看，什么时候开放呢？请告诉我们。</p><textarea></textarea></div>"),
    ("a copyright notice", "<div>版权所有 嘉陵网 渝ICP备00000000号</div><div>未经授权不得转载本网的任何内容。</div>"),
    ("page numbers", "<div><a href='1'>1</a> <a href='2'>2</a> <a href='2'>下一页</a></div>"),
    ("scripts", "<script>document.write('<p>广告，广告，广告。</p>')</script><noscript>请打开脚本，谢谢。</noscript>"),
    ("a form", "<form><label>搜索</label><input><select><option>站内</option></select><button>搜</button></form>"),
)  # fmt: skip


# A teaser among the paragraphs of a story is one of them.
PLACED = [
    pytest.param(markup, place, id=f"{name} {place}")
    for name, markup in CLUTTER
    for place in ("before", "behind", "within")
    if (name, place) != ("teasers", "within")
]


@pytest.mark.parametrize("name", ["content", "TRS_Editor", "x9", ""])
@pytest.mark.parametrize(("clutter", "place"), PLACED)
def test_what_stands_round_a_story_is_left_out(name: str, clutter: str, place: str) -> None:
    around = {"before": f"{clutter}{{}}", "behind": f"{{}}{clutter}", "within": "{}"}[place]
    paragraphs = "".join(f"<p>{text}</p>" for text in PROSE) + (clutter if place == "within" else "")
    story = f"<div><h1>水土芯片园二期开园</h1>{META}<div class='{name}'>{paragraphs}</div></div>"
    assert blocks(around.format(story)) == [
        ("title", "水土芯片园二期开园"),
        ("metadata", "来源：嘉陵网 时间：2023-08-07 10:00"),
        *[("paragraph", text) for text in PROSE],
    ]


def test_a_story_in_several_boxes_is_one() -> None:
    boxes = "".join(f"<div class='b{n}'><p>{text}</p><p>{text[::-1]}，如此。</p></div>" for n, text in enumerate(PROSE))
    assert len(blocks(f"<div><h1>水土芯片园二期开园</h1>{boxes}</div>")) == 7


def test_text_behind_a_stray_end_of_the_page_is_read() -> None:
    body = f"<h1>水土芯片园二期开园</h1></body></html><html><div class='content'>{STORY}</div>"
    assert [text for kind, text in blocks(body) if kind == "paragraph"] == list(PROSE)


@pytest.mark.parametrize(
    ("name", "rule"), [("class='TRS_Editor'", ".trs_editor"), ("id=zoom", "#zoom"), ("class=x9", "density")]
)
def test_what_found_the_body_is_known(name: str, rule: str) -> None:
    root = parse_page(f"<div>{META}</div><div {name}>{''.join(f'<p>{text}</p>' for text in PROSE)}</div>")
    assert root is not None
    shown_page = flow(root, GENERIC)
    assert find_body(shown_page, GENERIC).rule == rule


def test_the_editor_behind_the_story_is_found_and_ends_it() -> None:
    foot = "<div class='e'>【纠错】 责任编辑：秦川</div><p>往期的一些话</p>"
    article = read_data(page(f"<h1>水土芯片园二期开园</h1><div class='content'>{STORY}{foot}</div>"), file="a.html")
    assert article.origin.names("responsible_editor") == ("秦川",)
    assert [block.text for block in article.blocks][-1] == "【纠错】 责任编辑：秦川"


# --- what the page says of itself


def test_the_address_and_the_versions_are_kept() -> None:
    head = (
        "<meta property='og:url' content='https://news.example.cn/zh/1.html'>"
        "<link rel='alternate' hreflang='EN_us' href='/en/1.html'>"
        "<link rel='alternate' hreflang='x-default' href='/'>"
        "<link rel='alternate' hreflang='not a tag' href='/x'>"
        "<link rel='alternate' type='application/rss+xml' href='/rss'>"
    )
    body = f"<a hreflang='ja' href='https://news.example.jp/1.html'>日本語</a>{STORY}"
    origin = read_data(page(body, head=head), file="a.html").origin
    assert origin.url == "https://news.example.cn/zh/1.html"
    assert origin.alternates == (
        ("en-US", "https://news.example.cn/en/1.html"),
        ("ja", "https://news.example.jp/1.html"),
    )


def test_meta_tags_and_json_ld_speak_where_no_line_does() -> None:
    head = (
        "<meta name='PubDate' content='2024-05-07 08:09'><meta name='ContentSource' content='经济运行局'>"
        '<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle",'
        '"author": [{"name": "Pu Yu"}], "publisher": {"name": "Jialing Daily"}, "dateModified": "2024-05-08"}]}</script>'
    )
    origin = read_data(page(f"<h1>芯片园二期开园</h1>{STORY}", head=head), file="a.html").origin
    assert (origin.source, origin.published, origin.updated) == (
        "经济运行局",
        "2024-05-07T08:09:00+08:00",
        "2024-05-08",
    )
    assert origin.people == (("author", ("Pu Yu",)),)
    line = "<p>来源：嘉陵网 2023-01-02 作者：蓝岚</p>"
    origin = read_data(page(f"<h1>芯片园二期开园</h1>{line}{STORY}", head=head), file="a.html").origin
    assert (origin.source, origin.published, origin.names("author")) == ("嘉陵网", "2023-01-02", ("蓝岚",))


@pytest.mark.parametrize("script", ["{", "[" * 50_000, '"text"', "null", '{"@type": 7, "author": 1, "headline": []}'])
def test_broken_json_ld_is_passed_over(script: str) -> None:
    head = f'<script type="application/ld+json">{script}</script>'
    assert len(blocks(STORY, head=head)) == 3


# --- the rules of sites


@pytest.mark.parametrize("rule", GENERIC.furniture, ids=lambda rule: rule.out[0] if rule.out else "?")
def test_every_rule_for_furniture_ships_lines_it_drops_and_lines_it_keeps(rule: Furniture) -> None:
    assert rule.out
    assert rule.keep
    assert all(rule.line.fullmatch(line) for line in rule.out)
    assert not [line for line in rule.keep if GENERIC.is_furniture(line)]


def test_a_name_stands_for_tags_ids_and_classes() -> None:
    names = Names(["#zoom", "div.text", "*-share", "article"])
    assert names.rank(("div", ".text", "div.text")) == 1
    assert names.rank(("p", ".text", "p.text")) is None
    assert names.rank(("div", "#top-share")) == names.rank(("div", ".page-share")) == 2
    assert names.rank(("article", "#zoom")) == 0


def test_rules_of_a_host_come_before_the_generic_ones(tmp_path: Path) -> None:
    (tmp_path / "generic.yaml").write_text("hosts: []\nbody: [.content]\nleave_out: [nav]\n", "utf-8")
    (tmp_path / "example.yaml").write_text("hosts: [example.cn]\nbody: [.story]\n", "utf-8")
    site = find_site("https://news.example.cn/1.html", folder=tmp_path)
    assert (site.name, site.body.names, site.leave_out.names) == ("example", (".story", ".content"), ("nav",))
    assert find_site("https://example.com/1.html", folder=tmp_path).name == "generic"
    assert find_site("https://notexample.cn/", folder=tmp_path).name == "generic"


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("hosts: []\nbodies: [.content]\n", WrongSetting),
        ("hosts: []\nbody: .content\n", WrongSetting),
        ("hosts: []\nfurniture: [{line: '(', out: [], keep: []}]\n", WrongSetting),
        ("hosts: [example.cn]\n", WrongSetting),
        ("- a\n", WrongSetting),
        ("hosts: [\n", WrongFormat),
    ],
)
def test_rules_of_another_form_are_refused(tmp_path: Path, text: str, error: type[DuizhaoError]) -> None:
    (tmp_path / "generic.yaml").write_text(text, "utf-8")
    with pytest.raises(error):
        load_sites(tmp_path)


# --- pages that are broken


@pytest.mark.parametrize(
    "make",
    [
        lambda story: "<table><tr><td>" * 500 + story + "</td></tr></table>" * 500,
        lambda story: f"<div class='content'>{story}<p>半句话<a href='/x",
        lambda story: f"</div></p></table>{story}</td>",
        lambda story: f"<p>{story}<b><i></b></i>",
        lambda story: f"<![CDATA[ x ]]><?php echo 1; ?>{story}<!-- open",
        lambda story: f"<frameset></frameset><iframe src='a.html'></iframe>{story}".replace(
            "<frameset></frameset>", ""
        ),
    ],
    ids=["500 nested tables", "cut in a tag", "ends without starts", "crossed", "foreign", "with a frame"],
)
def test_a_broken_page_is_read_as_far_as_it_goes(make: Callable[[str], str]) -> None:
    found = [text for kind, text in blocks(make(STORY)) if kind == "paragraph"]
    assert found[: len(PROSE)] == list(PROSE)


@given(st.lists(st.sampled_from(["<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<br>", "<img src=a>", "<li>", "</table>",
    "<table><tr><td>", "<h1>", "</h1>", "<a href=x>", "</a>", "来源：", "甲，乙。", "2023-08-07", "（罗一鸣 摄）", " ", "<!--", "-->",
    "<script>", "</script>", "&#xD800;", "<figcaption>", "\x00", "<title>", "</html>", "<form>", "<pre>\n"]), max_size=40))  # fmt: skip
def test_no_page_breaks_the_reader(pieces: list[str]) -> None:
    try:
        article = read_data("".join(["<html>", *pieces]).encode(), file="a.html")
    except DuizhaoError:
        return
    assert article.blocks
    assert all(block.text == block.text.strip() != "" for block in article.blocks)


def test_a_hundred_thousand_paragraphs_are_read() -> None:
    data = page("<div class='content'>" + "<p>一句话，到此为止，后面没有了。</p>" * 100_000 + "</div>")
    assert len(read_data(data, file="a.html").blocks) == 100_001


def test_a_page_of_ten_kilobytes_takes_a_few_milliseconds() -> None:
    data = page(f"<h1>水土芯片园二期开园</h1>{META}<div class='content'>{STORY * 35}</div>")
    assert 10_000 < len(data) < 20_000
    read_data(data, file="a.html")
    times = []
    for _ in range(5):
        start = time.perf_counter()
        read_data(data, file="a.html")
        times.append(time.perf_counter() - start)
    # Ten times what it takes on an idle machine of 2023.
    assert min(times) < 0.1


def test_the_name_that_a_page_is_shared_under_is_its_title() -> None:
    page = (
        '<html><head><meta itemprop="name" content="渡口夜班船今晚开航，末班延至零点"><title>云上龙兴</title></head><body>'
        "<p>云上龙兴</p><div>渡口夜班船今晚开航，末班延至零点</div><div>"
        + "<p>龙兴渡口的夜班船今晚开航，末班船延至零点，方便下晚班的护士和工人过江回家。</p>" * 4
        + "</div></body></html>"
    )
    article = read_data(page.encode(), file="share.html")
    assert article.title == "渡口夜班船今晚开航，末班延至零点"
