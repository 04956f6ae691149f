"""What pages say about their stories outside one plain line: in elements that touch, in pairs, by name, by script."""

import json

import pytest

from corpora.readers import read_data
from corpora.readers.html.embedded import read_moment
from corpora.readers.html.head import strip_front

TITLE = "水土芯片园二期开园"
PROSE = (
    "8月7日，水土芯片园二期在重庆两江新区开园，可容纳40家设计企业，并设有一条共享测试线。",
    "园区运营方介绍，自5月试运行以来，测试线已为27家客户检测芯片230万颗。",
    "到2025年底，园区预计入驻企业100家，聚集工程师5000名。",
)
ENGLISH = "A chip park opens"
ENGLISH_PROSE = (
    "A chip park opened in Chongqing on Monday, with room for 40 design houses and a shared test line.",
    "Since a trial run in May the line has tested 2.3 million chips for 27 clients, its operator said.",
)
H = f"<h1>{TITLE}</h1>"
STORY = "".join(f"<p>{text}</p>" for text in PROSE)
META = "<div>来源：嘉陵网 时间：2023-08-07 10:00</div>"


def page(body: str, *, head: str = "", title: str = f"{TITLE}_嘉陵网", classes: str = "") -> bytes:
    html = f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title>{head}</head>"
    return f"{html}<body class='{classes}'>{body}</body></html>".encode()


def facts(data: bytes) -> dict[str, object]:
    """Source, date and people of a page."""
    origin = read_data(data, file="a.html").origin
    return {
        **({"source": origin.source} if origin.source else {}),
        **({"published": origin.published} if origin.published else {}),
        **{role: list(names) for role, names in origin.people},
    }


def body(data: bytes) -> list[str]:
    """What is left of a page beside title and lines about the story."""
    return [block.text for block in read_data(data, file="a.html").blocks if block.kind not in ("title", "metadata")]


MORNING = "2023-08-07T10:05:00+08:00"


# Each as a portal or a system of many portals sets it.
@pytest.mark.parametrize(
    ("top", "expected"),
    [
        pytest.param(
            "<div class='article-meta'><span>2023-08-07 10:05</span><span class='dot'>·</span><span><a href='x'>嘉陵网</a></span></div>",
            {"source": "嘉陵网", "published": MORNING},
            id="a dot between",
        ),
        pytest.param(
            "<div><p class='n_7y5'>嘉陵网</p><div><span>2023-08-07 10:05</span><span>北京</span><span>嘉陵网官方帐号</span></div></div>",
            {"source": "嘉陵网", "published": MORNING},
            id="an account with its province and badge",
        ),
        pytest.param(
            "<a class='media-name'>鱼嘴发布</a><p><span>2023-08-07 10:05</span><span>发布于重庆</span><span>鱼嘴发布官方账号</span></p>",
            {"source": "鱼嘴发布", "published": MORNING},
            id="sent from",
        ),
        pytest.param(
            "<div>2023-08-07 10:05:00　来源: <a href='x'>嘉陵日报</a><span>重庆</span> <a href='y'>举报</a></div>",
            {"source": "嘉陵日报", "published": MORNING},
            id="province and button behind the source",
        ),
        pytest.param(
            "<span>2023-08-07 10:05</span> <span>发布于：<span>重庆市</span></span> <span>来源:<a href='x'>嘉陵日报</a></span>",
            {"source": "嘉陵日报", "published": MORNING},
            id="the place before the source",
        ),
        pytest.param(
            "<div>2023-08-07 10:05<span>来源： 嘉陵社</span><span>字体：<span>默认</span> <span>大</span> <span>超大</span></span>|<a>打印</a>|</div>",
            {"source": "嘉陵社", "published": MORNING},
            id="buttons touching",
        ),
        pytest.param(
            "<div class='r'><span class='name'>嘉陵日报</span><span>官方号</span><br><span>2023/08/07 10:05</span><span>2.8万阅读</span></div>",
            {"source": "嘉陵日报", "published": MORNING},
            id="a counter touching the time",
        ),
        pytest.param(
            "<div><span>嘉陵日报</span><span>2023-08-07 10:05</span><span>记者蒲雨</span><span>1234阅读</span></div>",
            {"source": "嘉陵日报", "published": MORNING, "author": ["蒲雨"]},
            id="everything touching",
        ),
        pytest.param(
            "<ul><li><i></i>嘉陵日报</li><li><i></i>2023-08-07 10:05</li><li><i></i>3,482</li></ul>",
            {"source": "嘉陵日报", "published": MORNING},
            id="a list of icons",
        ),
        pytest.param(
            "<div>\n<span>来源：嘉陵日报</span>\n<span>作者：蒲雨</span>\n<span>发布时间：2023-08-07</span>\n<span>浏览：<em>12</em>次</span></div>",
            {"source": "嘉陵日报", "published": "2023-08-07", "author": ["蒲雨"]},
            id="a break between",
        ),
        pytest.param(
            "<div>来源：<b>嘉陵</b><i>网</i> 时间：2023-<b>08</b>-07 10:05</div>",
            {"source": "嘉陵网", "published": MORNING},
            id="marks within words",
        ),
        pytest.param(
            "<h6><span>发布时间：2023年08月07日</span><span>来源：资源学院</span><span>编辑：秦川</span><span>点击：[<script>1</script>]次</span></h6>",
            {"source": "资源学院", "published": "2023-08-07", "editor": ["秦川"]},
            id="labels touching values",
        ),
        pytest.param(
            "<div><div>发佈時間:&nbsp;</div><div><div>2023年8月7日 10:05</div></div></div>".replace("发", "發"),
            {"published": MORNING},
            id="a field of two boxes",
        ),
        pytest.param(
            "<table><tr><td>来源：</td><td>区教委</td><td>发布时间：</td><td>2023-08-07</td><td>责任编辑：</td><td>秦川</td></tr></table>",
            {"source": "区教委", "published": "2023-08-07", "responsible_editor": ["秦川"]},
            id="cells of a row",
        ),
        pytest.param(
            "<dl><dt>来源</dt><dd>区教委</dd><dt>发布时间</dt><dd>2023-08-07 10:05</dd><dt>作者</dt><dd>蒲雨</dd></dl>",
            {"source": "区教委", "published": MORNING, "author": ["蒲雨"]},
            id="a list of definitions",
        ),
        pytest.param(
            "<div><span class='source'>嘉陵网</span><em class='pubtime'>2023-08-07 10:05</em><b>江边</b></div>",
            {"source": "嘉陵网", "published": MORNING},
            id="elements by name",
        ),
        pytest.param(
            "<div class='m'><time datetime='2023-08-07T10:05:00+08:00'>2天前</time></div>",
            {"published": MORNING},
            id="a moment behind a relative time",
        ),
        pytest.param(
            "<div>《嘉陵晚报》　2023年08月07日　第A03版：民生</div>",
            {"source": "嘉陵晚报", "published": "2023-08-07"},
            id="a paper's page",
        ),
        pytest.param(
            "<founder-author>本报记者 蒲雨 实习生 蓝岚</founder-author>",
            {"author": ["蒲雨"], "intern": ["蓝岚"]},
            id="a paper's own elements",
        ),
    ],
)  # fmt: skip
def test_facts_under_a_title_are_found_however_they_are_set(top: str, expected: dict[str, object]) -> None:
    data = page(f"{H}<div>{top}</div><div class='content'>{STORY}</div>")
    assert facts(data) == expected
    assert body(data) == list(PROSE)


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        (
            "<span>By Pu Yu in Chongqing | Jialing Daily | Updated: 2023-08-07 10:05</span>",
            {"source": "Jialing Daily", "published": MORNING, "author": ["Pu Yu"]},
        ),
        ("<span>By Pu Yu</span><span>Published: Aug 07, 2023 10:05 AM</span>", {"published": MORNING, "author": ["Pu Yu"]}),
        (
            "<p>Source: Xinhua</p><p>Editor: lanlan</p><p>2023-08-07 10:05:00</p>",
            {"source": "Xinhua", "published": MORNING, "editor": ["lanlan"]},
        ),
        ("<div class='byline'><a href='x'>Pu Yu</a></div><div>10:05 UTC+8, 2023-08-07</div>", {"published": MORNING, "author": ["Pu Yu"]}),
        ("<div>Updated 10:05, 07-Aug-2023</div><div>CGTN</div>", {"source": "CGTN", "published": MORNING}),
        ("<span>By PU YU</span>|<span>Aug 07, 2023</span>", {"published": "2023-08-07", "author": ["PU YU"]}),
        (
            "Posted on <time datetime='2023-08-07'>August 7, 2023</time> by <span class='author'><a href='x'>Pu Yu</a></span>",
            {"published": "2023-08-07", "author": ["Pu Yu"]},
        ),
        ("<div><div>By</div> <a href='x'>Pu Yu</a><div> - </div></div><time>August 7, 2023</time>", {"published": "2023-08-07", "author": ["Pu Yu"]}),
        (
            "<div>By Pu Yu ( english.jialing.example.com )</div><div>Updated: 2023-08-07</div>",
            {"source": "english.jialing.example.com", "published": "2023-08-07", "author": ["Pu Yu"]},
        ),
        ("<div><span>Linjiang Daily</span> | Updated: August 7, 2023</div>", {"source": "Linjiang Daily", "published": "2023-08-07"}),
    ],
)  # fmt: skip
def test_facts_under_an_english_title_are_found(top: str, expected: dict[str, object]) -> None:
    story = "".join(f"<p>{text}</p>" for text in ENGLISH_PROSE)
    data = page(
        f"<h1>{ENGLISH}</h1><div>{top}</div><div class='content'>{story}</div>", title=f"{ENGLISH} - Jialing News"
    )
    assert facts(data) == expected
    assert body(data) == list(ENGLISH_PROSE)


@pytest.mark.parametrize(
    ("foot", "expected"),
    [
        ("<div><div>責任編輯:&nbsp;</div><div><div>秦川</div></div></div>", {"responsible_editor": ["秦川"]}),
        ("<div><span>责任编辑：</span><span>秦川</span></div>", {"responsible_editor": ["秦川"]}),
        ("<div><span>【责任编辑：秦川、贺兰】</span><span><a href='p'>打印</a></span></div>", {"responsible_editor": ["秦川", "贺兰"]}),
        ("<p>【责任编辑：秦川】【校对：贺兰】</p>", {"responsible_editor": ["秦川"], "proofreader": ["贺兰"]}),
        ("<p>责任编辑：秦　川　版式：贺　兰</p>", {"responsible_editor": ["秦川"], "designer": ["贺兰"]}),
        ("<p>编辑丨秦川 责编丨贺兰 审核丨邹正</p>", {"editor": ["秦川"], "responsible_editor": ["贺兰"], "reviewer": ["邹正"]}),
        ("<p>（通讯员 蓝岚参与采写）</p>", {"correspondent": ["蓝岚"]}),
        ("<p>文/图 记者 蒲雨</p>", {"author": ["蒲雨"], "photo": ["蒲雨"]}),
    ],
)  # fmt: skip
def test_people_behind_a_story_are_found(foot: str, expected: dict[str, object]) -> None:
    assert facts(page(f"{H}<div class='content'>{STORY}</div>{foot}")) == expected


# --- decoys


@pytest.mark.parametrize(
    ("inner", "kept"),
    [
        pytest.param("<table><tr><td>作者</td><td>唐可</td></tr></table>", ["作者", "唐可"], id="a table of books"),
        pytest.param(
            "<table><tr><td>名称</td><td>备注</td><td>分类</td></tr><tr><td>测试线</td><td>共享</td><td>甲类</td></tr></table>",
            ["名称", "备注", "分类", "测试线", "共享", "甲类"],
            id="a table's head",
        ),
        pytest.param("<p>时间：2024年5月7日</p><p>地点：明月湖</p>", ["时间：2024年5月7日", "地点：明月湖"], id="a notice"),
        pytest.param("<p>记者：</p><p>这条线什么时候开通？</p>", ["记者：", "这条线什么时候开通？"], id="a voice"),
        pytest.param("<p>广告牌倒了，没有伤人。</p>", ["广告牌倒了，没有伤人。"], id="a word of advertising"),
        pytest.param("<p>延伸阅读：江边的老街，是一条一条修起来的。</p>", ["延伸阅读：江边的老街，是一条一条修起来的。"], id="further reading in the text"),
        pytest.param("<p><a href='x'>园区二期的资料都在这里，点开就能看到。</a></p>", ["园区二期的资料都在这里，点开就能看到。"], id="a linked sentence"),
        pytest.param("<h3>2024</h3><p>这一年，园区扩建到了两平方公里，企业增加了一倍。</p>", ["2024", "这一年，园区扩建到了两平方公里，企业增加了一倍。"], id="a year"),
        pytest.param("<p>相关阅读：<a href='x'>江边的老街又添一处新景</a></p>", [], id="a link to another story"),
        pytest.param("<div><a href='x'><div>推荐阅读</div><div>江边的老街又添一处新景</div></a></div>", [], id="a card"),
        pytest.param("<div><span>廣告</span><p>春季購車節，試乘就送保溫瓶，數量有限送完為止</p></div>", [], id="an advertisement"),
        pytest.param("<div class='x__ads'><p>春季购车节开始了</p></div><p>- Advertisement -</p>", [], id="an advertisement by name"),
        pytest.param("<div><span>1</span><a href='2'>2</a><a href='2'>Next</a><a href='3'>&gt;&gt;|</a></div>", [], id="page numbers that touch"),
    ],
)  # fmt: skip
def test_what_stands_among_paragraphs_is_the_storys_or_another(inner: str, kept: list[str]) -> None:
    data = page(f"{H}{META}<div class='content'><p>{PROSE[0]}</p>{inner}<p>{PROSE[1]}</p><p>{PROSE[2]}</p></div>")
    assert facts(data) == {"source": "嘉陵网", "published": "2023-08-07T10:00:00+08:00"}
    assert body(data) == [PROSE[0], *kept, *PROSE[1:]]


@pytest.mark.parametrize(
    "markup",
    [
        f"<div class='date'>今天是2024年5月7日 星期二 10:05</div><div class='date'>2024年5月7日 星期二</div>{H}<div class='content'>{STORY}</div>",
        f"{H}<div class='content'>{STORY}</div><ul><li><a href='x'>别的一条新闻</a><span class='time'>2022-01-01</span></li></ul>",
        f"{H}<div class='content'>{STORY}</div><div class='cmt'><p>写得好</p><time datetime='2022-01-02'>昨天</time></div>",
        f"<p><a href='1'>江边的老街又添一处新景</a></p><span class='time'>2021-01-01 10:00</span>{H}<div class='content'>{STORY}</div>",
        f"{H}<div><span class='source'>本站原创</span></div><div class='content'>{STORY}</div>",
        f"{H}<div>2小时前 · 王小明</div><div class='content'>{STORY}</div>",
    ],
    ids=["the visit", "another story", "a comment", "a list above", "no source", "a relative time"],
)  # fmt: skip
def test_dates_and_names_of_other_things_are_left_alone(markup: str) -> None:
    assert facts(page(markup)) == {}


def test_a_name_beside_a_date_is_no_publisher() -> None:
    assert facts(page(f"{H}<div>王小五 | 2023-08-07</div><div class='content'>{STORY}</div>")) == {
        "published": "2023-08-07"
    }


def test_an_advertisement_first_in_a_short_story_leaves_the_story() -> None:
    assert body(page(f"{H}{META}<div class='z'><p>广告</p>{STORY}</div>")) == list(PROSE)


def test_a_caption_over_the_text_is_the_storys() -> None:
    caption = "晶圆车间里，工程师在值班。"
    figure = f"<figure><img src='a.jpg'><figcaption>{caption}</figcaption></figure>"
    assert body(page(f"{H}{META}{figure}<div class='content'>{STORY}</div>")) == [caption, *PROSE]


# --- the table in which a document is filed


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td>索引号</td><td>11500/2023-001</td><td>发文字号</td><td>两江府发〔2023〕3号</td></tr>"
        "<tr><td>主题分类</td><td>科技</td><td>发布机构</td><td>区管委会</td></tr>"
        "<tr><td>成文日期</td><td>2023-08-05</td><td>发布日期</td><td>2023-08-07</td></tr><tr><td>有效性</td><td></td></tr></table>",
        "<table><tr><td>[ 索引号 ]</td><td>11500MB1A</td><td>[ 发布机构 ]</td><td>区管委会</td></tr>"
        "<tr><td>[ 成文日期 ]</td><td>2023-08-05</td><td>[ 发布日期 ]</td><td>2023-08-07</td></tr></table>",
        "<ul><li>索 引 号：11500MB1A/2023-00073</li><li>发布机构：区管委会</li><li>成文日期：2023-08-05</li><li>发布日期：2023-08-07</li></ul>",
    ],
    ids=["cells", "brackets", "rows"],
)  # fmt: skip
@pytest.mark.parametrize("inside", [True, False])
def test_a_documents_table_gives_source_and_date_and_no_text(table: str, inside: bool) -> None:
    data = page(
        f"<div class='content'>{H}{table}{STORY}</div>" if inside else f"{table}{H}<div class='content'>{STORY}</div>"
    )
    assert facts(data) == {"source": "区管委会", "published": "2023-08-07"}
    assert body(data) == list(PROSE)


# --- scripts and comments


def state(**story: object) -> str:
    held = {"props": {"pageProps": {"detail": story, "list": [{"title": TITLE, "publishTime": "2020-01-01"}]}}}
    return f"<script id='__NEXT_DATA__' type='application/json'>{json.dumps(held, ensure_ascii=False)}</script>"


def test_the_data_that_a_page_is_drawn_from_speaks_where_the_page_does_not() -> None:
    script = state(title=TITLE, publish_time=1691373900000, source={"name": "嘉陵网"}, editor="秦川")
    data = page(f"<div><div>{TITLE}</div><div>{STORY}</div></div>{script}", title="嘉陵网")
    assert read_data(data, file="a.html").title == TITLE
    assert facts(data) == {"source": "嘉陵网", "published": MORNING, "editor": ["秦川"]}
    shown = page(f"{H}<div>来源：嘉陵日报 2023-08-06</div><div>{STORY}<p>责编：秦川</p></div>{script}")
    assert facts(shown) == {"source": "嘉陵日报", "published": "2023-08-06", "responsible_editor": ["秦川"]}


def test_data_about_another_story_is_left_alone() -> None:
    assert (
        facts(page(f"{H}<div>{STORY}</div>{state(title='别的一条新闻', publishTime='2019-01-01', source='别处')}"))
        == {}
    )
    assert facts(page(f"{H}<div>{STORY}</div>{state(name='访客')}")) == {}


def test_a_state_that_a_script_sets_is_read() -> None:
    held = json.dumps({"article": {"title": TITLE, "pubTime": "2023-08-07 10:05", "mediaName": "嘉陵网"}})
    script = f"<script>window.__INITIAL_STATE__ = {held};(function(){{}})()</script>"
    assert facts(page(f"<div><div>{TITLE}</div><div>{STORY}</div></div>{script}", title="嘉陵网"))["source"] == "嘉陵网"


@pytest.mark.parametrize(
    "script", ["{", "[" * 50_000, '"text"', "null", '{"title": 1, "source": []}', '{"a": {"a": {}}}']
)
def test_broken_data_is_passed_over(script: str) -> None:
    for opening in ("<script id='__NEXT_DATA__'>", "<script>window.__INITIAL_STATE__ = "):
        assert body(page(f"{H}<div>{STORY}</div>{opening}{script}</script>")) == list(PROSE)


def test_an_accounts_article_is_dated_by_its_script() -> None:
    top = f"<h1 id='activity-name'>{TITLE}</h1><div><span>小江</span><a id='js_name'>鱼嘴发布</a><em id='publish_time'></em></div>"
    script = '<script>var nickname = htmlDecode("鱼嘴发布"); var ct = "1691373900";</script>'
    data = page(f"{top}<div id='js_content'>{STORY}</div>{script}", title="", classes="zh_CN mm_appmsg")
    assert facts(data) == {"source": "鱼嘴发布", "published": MORNING}
    # Elsewhere such variables are of the page, not of the story.
    assert facts(page(f"{H}<div>{STORY}</div>{script}")) == {}


def test_a_papers_comment_names_date_author_and_title() -> None:
    comment = f"<!--enpproperty <date>2023-08-07 00:00:00:0</date><author>本报记者 蒲雨</author><title>{TITLE}</title>/enpproperty-->"
    table = f"<table><tr><td>{TITLE}</td></tr></table><div><founder-content>{STORY}</founder-content></div>"
    data = page(comment + table, title=f"嘉陵日报数字报-{TITLE}")
    assert read_data(data, file="a.html").title == TITLE
    assert facts(data) == {"source": "嘉陵日报", "published": "2023-08-07", "author": ["蒲雨"]}


@pytest.mark.parametrize(
    ("content", "source"),
    [
        ("嘉陵网", "嘉陵网"),
        ("来源：嘉陵网", "嘉陵网"),
        ("本站原创", ""),
        ("https://example.cn/", ""),
        ("据现场的人说，如此。", ""),
    ],
)
def test_a_meta_tag_names_the_source(content: str, source: str) -> None:
    data = page(f"{H}<div>{STORY}</div>", head=f"<meta name='source' content='{content}'>")
    assert facts(data).get("source", "") == source


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        (1691373900, MORNING),
        ("1691373900123", MORNING),
        ("2023-08-07T10:05:00+08:00", MORNING),
        ("2023-08-07 00:00:00", "2023-08-07"),
        ("2天前", ""),
        (None, ""),
        (["2023-08-07"], ""),
        (12, ""),
    ],
)
def test_moments_are_read_as_programs_write_them(value: object, moment: str) -> None:
    assert read_moment(value, "+08:00") == moment


# --- titles


@pytest.mark.parametrize(
    ("title", "story"),
    [
        ("嘉陵晚报数字报-老码头的新航线", "老码头的新航线"),
        ("嘉陵信息港 - 村里首条水泥公路建成通车", "村里首条水泥公路建成通车"),
        ("嘉陵新闻网 | 村里首条水泥公路建成通车", "村里首条水泥公路建成通车"),
        ("嘉陵日报电子版-公 告", "公 告"),
        ("嘉陵网-嘉陵日报", "嘉陵网-嘉陵日报"),
        ("重庆-新加坡航线开通", "重庆-新加坡航线开通"),
        ("嘉陵日报——一张报纸的七十年", "嘉陵日报——一张报纸的七十年"),
    ],
)
def test_the_name_of_the_site_before_a_title_is_no_part_of_it(title: str, story: str) -> None:
    assert strip_front(title) == story


@pytest.mark.parametrize(
    ("window", "top"),
    [
        (f"嘉陵信息港 - {TITLE}", f"<table><tr><td><b>{TITLE}</b></td></tr><tr><td>2023-08-07 10:05</td></tr></table>"),
        (f"嘉陵日报-{TITLE}", f"<h1><a href='/'>嘉陵日报</a></h1><div>{TITLE}</div>{META}"),
        ("嘉陵网", f"<h1><a href='/'>嘉陵网</a></h1><div class='detail__title-x1'>{TITLE}</div><div>来源：嘉陵日报</div><div>2023-08-07 10:05</div>"),
        ("嘉陵融媒", f"<div>嘉陵融媒客户端 读懂嘉陵</div><div>{TITLE}</div><div>来源：嘉陵融媒</div><div>2023-08-07 10:05 · 阅读 2.3万</div>"),
    ],
)  # fmt: skip
def test_a_title_is_told_from_the_name_of_its_site(window: str, top: str) -> None:
    data = page(f"{top}<div>{STORY}</div>", title=window)
    assert read_data(data, file="a.html").title == TITLE
    assert body(data) == list(PROSE)
