"""What lines say about their story: sources, times, people, credits, datelines; and what they leave alone."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.readers.credits import Credit, is_caption, read_credit
from corpora.readers.datelines import read_dateline
from corpora.readers.dates import find_date
from corpora.readers.metadata import Metadata, is_end_mark, read_metadata
from corpora.readers.metadata.labels import Label, load_labels
from corpora.readers.people import People, is_organisation, read_people


def said(text: str) -> dict[str, object]:
    """What a line says, empty values and order of roles left out."""
    found = read_metadata(text)
    single: dict[str, object] = {
        "source": found.source,
        "published": found.published,
        "updated": found.updated,
        "original_title": found.original_title,
        "code": found.code,
        "ignored": list(found.ignored),
    }
    people: dict[str, object] = {role: list(names) for role, names in found.people}
    return {key: value for key, value in single.items() if value} | people


@pytest.mark.parametrize("label", load_labels(), ids=lambda label: label.fields[-1])
def test_every_label_reads_its_example_and_leaves_its_sentence(label: Label) -> None:
    found = read_metadata(label.example)
    held = {
        "source": found.source,
        "published": found.published,
        "updated": found.updated,
        "original_title": found.original_title,
        "ignored": found.ignored,
        "aside": found.ignored,
    }
    assert label.example
    assert label.leave
    for field in label.fields:
        assert held.get(field) or found.names(field), field
    assert not read_metadata(label.leave)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "来源:嘉陵网 时间:2024-05-17 08:09:10 编辑:贺兰",
            {"source": "嘉陵网", "published": "2024-05-17T08:09:10+08:00", "editor": ["贺兰"]},
        ),
        (
            "来源:嘉陵网时间:2024-05-17 08:09:10编辑:贺兰",
            {"source": "嘉陵网", "published": "2024-05-17T08:09:10+08:00", "editor": ["贺兰"]},
        ),
        (
            "来源：两江新区融媒体中心\u30002024-05-17 08:09\u3000责任编辑：秦川",
            {
                "source": "两江新区融媒体中心",
                "published": "2024-05-17T08:09:00+08:00",
                "responsible_editor": ["秦川"],
            },
        ),
        (
            "2024年5月7日08:09 | 来源：嘉陵日报-副刊",
            {"source": "嘉陵日报-副刊", "published": "2024-05-07T08:09:00+08:00"},
        ),
        ("嘉陵日报 2024-05-07 08:09", {"source": "嘉陵日报", "published": "2024-05-07T08:09:00+08:00"}),
        (
            "来源：嘉陵网 时间：2024-05-07 编辑：小满和她的朋友们",
            {"source": "嘉陵网", "published": "2024-05-07", "editor": ["小满和她的朋友们"]},
        ),
        ("2024-05-07", {"published": "2024-05-07"}),
        ("[责任编辑：秦川]", {"responsible_editor": ["秦川"]}),
        ("【编辑:秦 川】", {"editor": ["秦川"]}),
        ("（责编：秦川、贺兰）", {"responsible_editor": ["秦川", "贺兰"]}),
        ("责 任 编 辑：秦川 QC0417", {"responsible_editor": ["秦川"], "code": "QC0417"}),
        (
            "本文来源：嘉陵日报 责任编辑：秦川_NQ0417",
            {"source": "嘉陵日报", "responsible_editor": ["秦川"], "code": "NQ0417"},
        ),
        (
            "发布日期：2024/5/7 信息来源：经济运行局 字号：[大 中 小] 阅读次数：52",
            {"source": "经济运行局", "published": "2024-05-07", "ignored": ["字号", "阅读次数"]},
        ),
        (
            "2024-05-07 08:09:10 字号：A- A A+ 来源：嘉陵网",
            {"source": "嘉陵网", "published": "2024-05-07T08:09:10+08:00", "ignored": ["字号"]},
        ),
        ("2024-05-07 08:09:10 来源: 嘉陵网 举报", {"source": "嘉陵网", "published": "2024-05-07T08:09:10+08:00"}),
        ("稿源：嘉陵日报 2024.5.7 6:05", {"source": "嘉陵日报", "published": "2024-05-07T06:05:00+08:00"}),
        (
            "作者：蒲雨 通讯员 蓝岚 来源：鱼嘴发布",
            {"author": ["蒲雨"], "correspondent": ["蓝岚"], "source": "鱼嘴发布"},
        ),
        ("记者蒲雨 通讯员蓝岚", {"author": ["蒲雨"], "correspondent": ["蓝岚"]}),
        ("文/记者 蒲雨 图/蓝岚", {"author": ["蒲雨"], "photo": ["蓝岚"]}),
        ("文｜蒲雨 图｜蓝岚 编辑｜贺兰", {"author": ["蒲雨"], "photo": ["蓝岚"], "editor": ["贺兰"]}),
        (
            "（记者 蒲雨 实习生 蓝岚 文/图）",
            {"author": ["蒲雨"], "intern": ["蓝岚"], "photo": ["蒲雨", "蓝岚"]},
        ),
        ("（嘉陵日报记者 蒲雨）", {"organisation": ["嘉陵日报"], "author": ["蒲雨"]}),
        ("嘉陵日报首席记者 蒲雨", {"organisation": ["嘉陵日报"], "author": ["蒲雨"]}),
        ("采写：嘉陵日报记者 蒲雨", {"organisation": ["嘉陵日报"], "author": ["蒲雨"]}),
        ("（作者：蒲雨，两江新区融媒体中心）", {"author": ["蒲雨"], "organisation": ["两江新区融媒体中心"]}),
        ("（两江新区融媒体中心 蒲雨）", {"author": ["蒲雨"], "organisation": ["两江新区融媒体中心"]}),
        ("编辑 贺兰 校对 秦川", {"editor": ["贺兰"], "proofreader": ["秦川"]}),
        (
            "来源： 鱼嘴发布  | 编辑： 贺兰  | 审核： 邹正  | 校对： 秦川",
            {"source": "鱼嘴发布", "editor": ["贺兰"], "reviewer": ["邹正"], "proofreader": ["秦川"]},
        ),
        ("时间：2024-05-07 08:09 来源：嘉陵网 作者：", {"source": "嘉陵网", "published": "2024-05-07T08:09:00+08:00"}),
        ("原标题：老码头：一百年后的新航线", {"original_title": "老码头：一百年后的新航线"}),
        ("一审：贺兰 二审：秦川 三审：邹正", {"review1": ["贺兰"], "review2": ["秦川"], "review3": ["邹正"]}),
        (
            "最后更新：2024-05-07 09:00\u3000来源：嘉陵网",
            {"source": "嘉陵网", "updated": "2024-05-07T09:00:00+08:00"},
        ),
        (
            "時間：2023年6月21日　來源：海港商報　作者：鄧詠詩",
            {"source": "海港商報", "published": "2023-06-21", "author": ["鄧詠詩"]},
        ),
        (
            "Source: jialing.example.cn | Updated: 2024-05-07 08:09",
            {"source": "jialing.example.cn", "updated": "2024-05-07T08:09:00+08:00"},
        ),
        (
            "By Pu Yu (Jialing Daily) 08:09, May 07, 2024",
            {"author": ["Pu Yu"], "source": "Jialing Daily", "published": "2024-05-07T08:09:00+08:00"},
        ),
        (
            "By Pu Yu in Chongqing | Jialing Daily | Updated: 2024-05-07 08:09",
            {"author": ["Pu Yu"], "source": "Jialing Daily", "updated": "2024-05-07T08:09:00+08:00"},
        ),
        ("By PU YU and LAN LAN", {"author": ["PU YU", "LAN LAN"]}),
        (
            "Source: Xinhua Editor: lanlan 2024-05-07 08:09:10",
            {"source": "Xinhua", "editor": ["lanlan"], "published": "2024-05-07T08:09:10+08:00"},
        ),
        (
            "Time: May 7, 2024 Source: Jialing Net Editor: He Lan",
            {"source": "Jialing Net", "editor": ["He Lan"], "published": "2024-05-07"},
        ),
        ("(Web editor: He Lan, Qin Chuan)", {"editor": ["He Lan", "Qin Chuan"]}),
        ("Xinhua, May 7, 2024", {"source": "Xinhua", "published": "2024-05-07"}),
        (
            "(this article is written by Dai Shuyao, Liangjiang New Area Media Center)",
            {"author": ["Dai Shuyao"], "organisation": ["Liangjiang New Area Media Center"]},
        ),
        (
            "(Written by Pu Yu and Lan Lan, Jialing Media Center; edited by He Lan; translated by Qin Chuan)",
            {
                "author": ["Pu Yu", "Lan Lan"],
                "organisation": ["Jialing Media Center"],
                "editor": ["He Lan"],
                "translator": ["Qin Chuan"],
            },
        ),
        (
            "2024-05-07   来源：嘉陵网   作者：蒲雨   点击：1076 次   【字体：大 中 小】",
            {"source": "嘉陵网", "published": "2024-05-07", "author": ["蒲雨"], "ignored": ["点击", "字体"]},
        ),
        (
            "来源：嘉陵日报　2024年05月07日 星期二　第02版：要闻　作者：蒲 雨 蓝 岚",
            {"source": "嘉陵日报", "published": "2024-05-07", "author": ["蒲雨", "蓝岚"]},
        ),
        ("《嘉陵晚报》　2024年05月07日　第03版", {"source": "嘉陵晚报", "published": "2024-05-07"}),
        ("2024-05-07 08:09 · 阅读 2.3万", {"published": "2024-05-07T08:09:00+08:00"}),
        ("2024/05/07 08:09  2.8万阅读", {"published": "2024-05-07T08:09:00+08:00"}),
        ("2024-05-07 08:09·嘉陵网", {"source": "嘉陵网", "published": "2024-05-07T08:09:00+08:00"}),
        ("来源：嘉陵网 发布于：重庆市", {"source": "嘉陵网"}),
        ("[ 2024-05-07 08:09:10 ] 来源：嘉陵网", {"source": "嘉陵网", "published": "2024-05-07T08:09:10+08:00"}),
        ("【责任编辑：秦川】【校对：贺兰】", {"responsible_editor": ["秦川"], "proofreader": ["贺兰"]}),
        (
            "编辑丨贺兰 责编丨秦川 审核丨邹正",
            {"editor": ["贺兰"], "responsible_editor": ["秦川"], "reviewer": ["邹正"]},
        ),
        ("（通讯员 蓝岚参与采写）", {"correspondent": ["蓝岚"]}),
        ("文/图 记者 蒲雨", {"author": ["蒲雨"], "photo": ["蒲雨"]}),
        ("〔記者葉念慈／海東報導〕", {"author": ["葉念慈"]}),
        (
            "信息来源：区教委 发布日期：2024-05-07 栏目：教育动态",
            {"source": "区教委", "published": "2024-05-07", "ignored": ["栏目"]},
        ),
        ("发布者：秦川 发布时间：2024-05-07", {"poster": ["秦川"], "published": "2024-05-07"}),
        ("2024-05-07  嘉陵网  小江", {"source": "嘉陵网", "published": "2024-05-07"}),
        ("By Pu Yu ( english.example.com )", {"author": ["Pu Yu"], "source": "english.example.com"}),
        ("Updated 08:09, 07-May-2024", {"updated": "2024-05-07T08:09:00+08:00"}),
        ("Posted on May 7, 2024 by Pu Yu", {"published": "2024-05-07", "author": ["Pu Yu"]}),
        ("May 7, 2024 | By Pu Yu", {"published": "2024-05-07", "author": ["Pu Yu"]}),
        ("(Xinhua) 08:09, May 07, 2024", {"source": "Xinhua", "published": "2024-05-07T08:09:00+08:00"}),
        ("Tuesday, May 7, 2024", {"published": "2024-05-07"}),
        (
            "(Translated by Pu Yu from a report by Jialing Daily)",
            {"organisation": ["Jialing Daily"], "translator": ["Pu Yu"]},
        ),
        ("By Pu Yu for Jialing Daily", {"organisation": ["Jialing Daily"], "author": ["Pu Yu"]}),
    ],
)
def test_a_metadata_line_is_read_whole(text: str, expected: dict[str, object]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "时间表如下：上午九点报到，编辑室全体到场。",
        "时间：早上七点，地点：码头。",
        "时间：2024年5月7日 地点：明月湖",
        "时间就是金钱。",
        "她说，消息来源：楼下的邻居。",
        "来源：据家住附近的居民说，水是夜里涨上来的。",
        "编辑：你们好！",
        "编者按：这是一组来自江边的报道。",
        "记者手记",
        "记者从两江新区获悉，园区明天开园。",
        "作者：一个写了三十年的人。",
        "2024年5月7日，两江新区举行开园仪式",
        "2024年5月7日下午，雨停了。",
        "May 7, 2024 was a sunny day in the park",
        "By 2025, the park expects to hold 100 companies.",
        "By the river stands an old mill.",
        "Source: the river rises in the hills of Guizhou.",
        "Time: a short history of the town clock",
        "The play was written by Cao Yu in 1933.",
        "Written by hand, the letter took him three days.",
        "Photo shows, text tells: both are needed.",
        "Editor's note: this is the first of three stories.",
        "Contact: Wang Fang, 023-00000000",
        "https://news.example.cn/2024-05/07/park.html",
        "比分：3:2",
        "2024年5月7日 明月湖 开园",
        "2024年5月7日 星期二 晴",
        "记者2024年5月7日从嘉陵网获悉",
        "记者调查2024年5月7日",
        "编辑2024年5月7日到岗",
        "【记者手记】",
        "时间：2024年5月7日 来源：水库 用途：灌溉",
        "活动时间：2024年5月7日 主办：嘉陵网",
        "关键词：一江清水",
        "第3版《词典》出版了，嘉陵网发布。",
        "小 宋",
        "重庆 2024-05-07",
        "Published in 1936, the book was sold out by May 2, 1937.",
        "Updated rules for Jialing Media take effect May 2, 2024",
        "Monday, May 2, 2024, was a sunny day",
        "The Jialing Media Group reported profits on May 2, 2024",
        "（完）",
        "",
        "：",
    ],
)
def test_other_lines_are_left_alone(text: str) -> None:
    assert read_metadata(text) == Metadata()


@given(st.text(alphabet="来源时间编辑作者记者：:/|｜ 　()（）【】2023-08年月日网张三By Source.,、。", max_size=60))
def test_no_line_breaks_the_readers_of_lines(text: str) -> None:
    read_metadata(text)
    read_credit(text)
    read_dateline(text)
    is_caption(text)
    is_end_mark(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024-05-07", "2024-05-07"),
        ("2024-5-7 8:09", "2024-05-07T08:09:00+08:00"),
        ("2024-05-07T08:09:10Z", "2024-05-07T08:09:10+00:00"),
        ("2024-05-07T08:09:10.123+08:00", "2024-05-07T08:09:10+08:00"),
        ("2024-05-07 08:09 (GMT+8)", "2024-05-07T08:09:00+08:00"),
        ("2024-05-07 00:09:10 UTC", "2024-05-07T00:09:10+00:00"),
        ("2024年05月07日08时09分", "2024-05-07T08:09:00+08:00"),
        ("2024年5月7日 星期二 下午3:09", "2024-05-07T15:09:00+08:00"),
        ("May 7, 2024", "2024-05-07"),
        ("Tuesday, May 7th, 2024 at 3:09 p.m.", "2024-05-07T15:09:00+08:00"),
        ("7 May 2024, 12:30 am Beijing Time", "2024-05-07T00:30:00+08:00"),
        ("08:09, Sept. 07, 2024", "2024-09-07T08:09:00+08:00"),
        ("12:05 pm, July 7, 2024", "2024-07-07T12:05:00+08:00"),
        ("08:09, 07-May-2024", "2024-05-07T08:09:00+08:00"),
        ("2024-05-07 星期二 08:09", "2024-05-07T08:09:00+08:00"),
        ("2024年5月7日 8时09分", "2024-05-07T08:09:00+08:00"),
        ("2024 05/07 08:09:10", "2024-05-07T08:09:10+08:00"),
        ("18:41 UTC+8, 2024-05-07", "2024-05-07T18:41:00+08:00"),
        ("18:41 UTC+1, 2024-05-07", "2024-05-07T18:41:00+01:00"),
        ("2024 05/07", None),
        ("2024-02-30", None),
        ("2024-05-07 25:00", None),
        ("13/45/2024", None),
        ("电话 023-00000000", None),
        ("May I see 2024 people", None),
    ],
)
def test_dates_are_read_as_pages_write_them(text: str, value: str | None) -> None:
    found = find_date(text, timezone="+08:00")
    assert (found.value if found else None) == value


@given(
    st.datetimes(min_value=datetime(1000, 1, 1)),
    st.sampled_from(["%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y年%m月%d日%H:%M:%S"]),
)
def test_a_written_moment_is_read_back(moment: datetime, form: str) -> None:
    moment = moment.replace(microsecond=0)
    found = find_date(f"发布：{moment.strftime(form)} 来源", timezone="+08:00")
    assert found is not None
    assert found.value == moment.isoformat() + "+08:00"


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("Shuitu Chip Park. (Photo/Luo Yiming)", Credit("Shuitu Chip Park.", ("Luo Yiming",))),
        ("Cars at the port. (Photo by Luo Yiming/Xinhua)", Credit("Cars at the port.", ("Luo Yiming",), "Xinhua")),
        ("Cars. [Photo by Luo Yiming for Jialing Daily]", Credit("Cars.", ("Luo Yiming",), "Jialing Daily")),
        ("Cars. [Photo provided to Jialing Daily]", Credit("Cars.", ("Jialing Daily",))),
        ("Cars. (Photo courtesy of Guoyuan Port Company)", Credit("Cars.", ("Guoyuan Port Company",))),
        ("Cars at the port on Monday. LUO YIMING/JIALING DAILY", Credit("Cars at the port on Monday.", ("LUO YIMING",), "JIALING DAILY")),
        ("A night view. Photo by Luo Yiming", Credit("A night view.", ("Luo Yiming",))),
        ("(Photo/Luo Yiming)", Credit("", ("Luo Yiming",))),
        ("Photo: Luo Yiming and Lan Lan", Credit("", ("Luo Yiming", "Lan Lan"))),
        ("(Xinhua/Luo Yiming)", Credit("", ("Luo Yiming",), "Xinhua")),
        ("图为晶圆车间。罗一鸣 摄", Credit("图为晶圆车间。", ("罗一鸣",), "", "摄")),
        ("图为晶圆车间。罗一鸣摄", Credit("图为晶圆车间。", ("罗一鸣",), "", "摄")),
        ("晶圆车间（罗一鸣 蓝岚 摄）", Credit("晶圆车间", ("罗一鸣", "蓝岚"), "", "摄")),
        ("晶圆车间。新华社记者 罗一鸣 摄", Credit("晶圆车间。", ("罗一鸣",), "新华社", "摄")),
        ("晶圆车间。新华社发（罗一鸣 摄）", Credit("晶圆车间。", ("罗一鸣",), "新华社", "摄")),
        ("▲晶圆车间（资料图）。通讯员 罗一鸣 供图", Credit("晶圆车间（资料图）。", ("罗一鸣",), "", "供图")),
        ("晶圆车间。两江新区融媒体中心供图", Credit("晶圆车间。", ("两江新区融媒体中心",), "", "供图")),
        ("晶圆车间。（受访者提供）", Credit("晶圆车间。", ("受访者",), "", "提供")),
        ("演出现场。图/罗一鸣", Credit("演出现场。", ("罗一鸣",), "", "图")),
        ("图片来源：视觉中国", Credit("", ("视觉中国",), "", "图片来源")),
        ("（摄影：罗一鸣）", Credit("", ("罗一鸣",), "", "摄影")),
        ("晶圆车间里的装配线 罗一鸣 摄", Credit("晶圆车间里的装配线", ("罗一鸣",), "", "摄")),
        ("晶圆车间 本文图片均为 嘉陵网记者 罗一鸣 摄", Credit("晶圆车间", ("罗一鸣",), "嘉陵网", "摄")),
        ("晶圓車間。圖／夜間圖書館提供", Credit("晶圓車間。", ("夜間圖書館",), "", "圖")),
        ("Cars. [Photo by Luo Yiming for english.example.com]", Credit("Cars.", ("Luo Yiming",), "english.example.com")),
    ],
)  # fmt: skip
def test_a_credit_is_found_at_the_end_of_a_caption(text: str, credit: Credit) -> None:
    assert read_credit(text) == credit


@pytest.mark.parametrize(
    "text",
    [
        "他们正在江边拍摄",
        "这幅画是一张地图",
        "有关单位应当如实提供。",
        "两江新区示意图",
        "老人们在公园里 练习 摄影",
        "他学会了做菜 也学会了摄影",
        "He took a photo by the river.",
        "She said of the photo: it was great.",
        "They shared the photos from Chongqing with friends.",
        "The car can do 0/100 in three seconds.",
    ],
)
def test_a_sentence_is_no_credit(text: str) -> None:
    assert read_credit(text) is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("新华社重庆8月9日电（记者 钟凯、田甜）昨日", ("新华社重庆8月9日电", "新华社", "重庆", "8月9日", "记者 钟凯、田甜")),
        ("中新网重庆8月9日电 (记者 钟凯)昨日", ("中新网重庆8月9日电", "中新网", "重庆", "8月9日", "记者 钟凯")),
        ("本报讯（记者 钟凯）昨日", ("本报讯", "本报", "", "", "记者 钟凯")),
        ("华龙网-新重庆客户端讯 昨日", ("华龙网-新重庆客户端讯", "华龙网-新重庆客户端", "", "", "")),
        ("新华社北京电 题：老城", ("新华社北京电", "新华社", "北京", "", "")),
        ("CHONGQING, Aug. 9 (Xinhua) -- A plant", ("CHONGQING, Aug. 9 (Xinhua)", "Xinhua", "CHONGQING", "Aug. 9", "")),
        ("BEIJING (AP) — Shares", ("BEIJING (AP)", "AP", "BEIJING", "", "")),
        (
            "CHONGQING, China, Aug. 9, 2023 /PRNewswire/ -- A plant",
            ("CHONGQING, China, Aug. 9, 2023 /PRNewswire/", "PRNewswire", "CHONGQING, China", "Aug. 9, 2023", ""),
        ),
        ("Chongqing, Aug. 9 -- A plant", ("Chongqing, Aug. 9", "", "Chongqing", "Aug. 9", "")),
    ],
)  # fmt: skip
def test_a_dateline_is_taken_apart(text: str, parts: tuple[str, ...]) -> None:
    found = read_dateline(text)
    assert found is not None
    assert (found.text, found.agency, found.place, found.date, found.reporters) == parts
    assert found.span.cut(text) == found.text


@pytest.mark.parametrize(
    "text",
    [
        "新华网电子商务平台昨天上线，首日订单过万。",
        "据新华社8月9日电，两江新区开园。",
        "市场资讯：本周菜价回落。",
        "记者从两江新区获悉，园区开园。",
        "SERES is a car maker.",
        "U.S.-made cars sell well.",
        "China — and not only China — builds cars.",
    ],
)
def test_a_sentence_is_no_dateline(text: str) -> None:
    assert read_dateline(text) is None


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("罗一鸣", People(("罗一鸣",))),
        ("罗 鸣", People(("罗鸣",))),
        ("罗 鸣 蓝 岚", People(("罗鸣", "蓝岚"))),
        ("罗一鸣 蓝 岚", People(("罗一鸣", "蓝岚"))),
        ("罗一鸣 蓝岚，陶亦然和秦川", People(("罗一鸣", "蓝岚", "陶亦然", "秦川"))),
        ("阿依古丽·买买提", People(("阿依古丽·买买提",))),
        ("Luo Yiming, Lan Lan and Qin Chuan", People(("Luo Yiming", "Lan Lan", "Qin Chuan"))),
        ("Luo Yiming, Liangjiang New Area Media Center", People(("Luo Yiming",), ("Liangjiang New Area Media Center",))),
        ("lanlan", People(("lanlan",))),
        ("罗一鸣_NL0417", People(("罗一鸣",), (), "NL0417")),
        ("HN417", People(code="HN417")),
        ("", People()),
        ("一个写了三十年的人", None),
        ("the mayor of the town", None),
    ],
)  # fmt: skip
def test_names_are_told_from_bodies_and_from_anything_else(text: str, people: People | None) -> None:
    assert read_people(text) == people


def test_bodies_are_known_by_their_last_word() -> None:
    bodies = (
        "两江新区融媒体中心",
        "嘉陵日报",
        "新华社",
        "两江新区人民法院",
        "鱼嘴发布",
        "Jialing Daily",
        "example.com.cn",
    )
    persons = ("罗一鸣", "蓝岚", "林书", "Luo Yiming", "Anna Park", "a report by Jialing Daily")
    assert [is_organisation(name) for name in (*bodies, *persons)] == [True] * len(bodies) + [False] * len(persons)


@pytest.mark.parametrize(
    ("text", "end"), [("（完）", True), ("(End)", True), ("Enditem", True), ("完工了", False), ("", False)]
)
def test_an_end_mark_is_known(text: str, end: bool) -> None:
    assert is_end_mark(text) is end


def test_what_two_lines_say_is_joined_and_the_first_counts() -> None:
    head = read_metadata("来源：嘉陵网 2024-05-07 编辑：贺兰")
    foot = read_metadata("（本文来源：嘉陵日报 编辑：贺兰、秦川 责任编辑：邹正）")
    joined = head.joined(foot)
    assert (joined.source, joined.published) == ("嘉陵网", "2024-05-07")
    assert joined.people == (("editor", ("贺兰", "秦川")), ("responsible_editor", ("邹正",)))


@pytest.mark.parametrize(
    ("line", "source", "when"),
    [
        (
            "发布时间：2024-04-19 18:05　　来源：北岸区政府网　　字体：【大 中 小】　　【打印】【关闭】",
            "北岸区政府网",
            "2024-04-19T18:05:00+08:00",
        ),
        (
            "日期：2024-04-19 来源：北岸区政府网 浏览次数：120 字体：[大][中][小] 打印 关闭窗口",
            "北岸区政府网",
            "2024-04-19",
        ),
        ("发布日期：2024-04-19 信息来源：北岸区政府网 访问量：12 视力保护色：■■■", "北岸区政府网", "2024-04-19"),
    ],
)
def test_buttons_and_counters_beside_the_facts_are_no_hindrance(line: str, source: str, when: str) -> None:
    found = read_metadata(line)
    assert (found.source, found.published) == (source, when)


@pytest.mark.parametrize("line", ["打印机已经送到，请各科室领取。", "他说，关闭窗口之前要保存。"])
def test_a_sentence_about_buttons_is_a_sentence(line: str) -> None:
    assert not read_metadata(line)
