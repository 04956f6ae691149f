"""The words that portals put before a source, a time or a name, and what each of them means."""

import re
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a metadata line.

    Args:
        fields: what its value gives: `source`, `published`, `updated`, `original_title`, `ignored`,
            or the roles of the people it names.
        words: its wordings before a colon. Chinese ones may be spaced out and qualified (`值班编辑`).
        bare: wordings after which a name follows without a colon.
        slashed: whether `/` or `|` may stand for the colon, as in `图/某某`.
        example: a line that it must read.
        leave: a line that it must leave alone.
    """

    fields: tuple[str, ...]
    words: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    slashed: bool = False
    example: str = ""
    leave: str = ""


# One table for both languages: a desk's English page carries Chinese labels as often as not.
LABELS: tuple[Label, ...] = (
    Label(
        ("source",),
        (
            *("来源", "稿源", "稿件来源", "本文来源", "文章来源", "新闻来源", "信息来源", "消息来源", "内容来源"),
            *("文稿来源", "转载自", "转自", "出处", "供稿单位", "信息提供", "提供单位", "发布单位", "发布机构"),
            *("发布部门", "來源", "稿件來源", "新聞來源", "Source", "Sources", "Article source"),
        ),
        example="来源：两江日报 2024年1月9日",
        leave="来源：家住河边的居民说，水是夜里涨上来的。",
    ),
    Label(
        ("published",),
        (
            *("时间", "发布时间", "发布日期", "发表时间", "发稿时间", "日期", "发布于", "发表于", "刊发时间"),
            *("時間", "發布時間", "發佈時間", "發布日期", "發稿時間"),
            *("Time", "Date", "Published", "Published on", "Publish time", "Publication date", "Posted", "Posted on"),
            *("Release time", "Release date", "Pubdate", "Pub date", "Publish date"),
        ),
        bare=("Published on", "Posted on"),
        example="发布日期：2024-01-09 08:30",
        leave="时间：早上七点，地点：码头。",
    ),
    Label(
        ("updated",),
        (
            *("更新时间", "更新", "更新于", "最后更新", "最后更新时间", "修改时间", "更新日期", "更新時間"),
            *("Updated", "Updated on", "Last updated", "Last update", "Modified", "Update time", "Last modified"),
        ),
        bare=("Updated on", "Last updated"),
        example="Last updated: Jan 9, 2024",
        leave="更新：老厂房里的新设备让产能翻了一番。",
    ),
    Label(
        ("author",),
        (
            *("作者", "本文作者", "记者", "文字", "撰文", "撰稿", "撰稿人", "文", "采写", "采访", "文案", "供稿"),
            *("供稿人", "执笔", "記者", "撰文"),
            *("Author", "Authors", "Writer", "Reporter", "Reporters", "Written by", "Reported by", "Text", "Text by"),
            *("By", "Words", "Story by"),
        ),
        bare=(
            *("记者", "記者", "By", "BY", "Written by", "Reported by", "Compiled by", "Contributed by", "Text by"),
            *("Story by", "撰文", "作者"),
        ),
        slashed=True,
        example="作者：沈一舟 唐可",
        leave="作者：一个写了三十年的人，终于把书稿交给了出版社。",
    ),
    Label(
        ("correspondent",),
        ("通讯员", "通訊員", "Correspondent", "Correspondents"),
        bare=("通讯员", "通訊員"),
        slashed=True,
        example="通讯员：米兰",
        leave="通讯员：他干了二十年，从没误过一封信。",
    ),
    Label(
        ("intern",),
        ("实习生", "实习记者", "見習記者", "见习记者", "Intern"),
        bare=("实习生", "实习记者", "见习记者"),
        slashed=True,
        example="实习生：包小语",
        leave="实习生：从第一天的手忙脚乱，到一个月后的独当一面。",
    ),
    Label(
        ("editor",),
        (
            *("编辑", "编 辑", "文编", "编", "網編", "網編輯", "編輯", "网编"),
            *("Editor", "Editors", "Web editor", "Edited by", "Copy editor", "Edit", "Editing"),
        ),
        bare=("编辑", "Edited by"),
        slashed=True,
        example="编辑：程野",
        leave="编辑部搬家：老楼里的最后一个夜班。",
    ),
    Label(
        ("responsible_editor",),
        (
            *("责任编辑", "责编", "责任编审", "责任编校", "責任編輯", "責編", "值班编辑", "执行编辑"),
            *("Responsible editor", "Editor in charge", "Managing editor", "Executive editor", "Duty editor"),
        ),
        bare=("责任编辑", "责编"),
        slashed=True,
        example="责任编辑：程野",
        leave="责任编辑：这个岗位要求细心，也要求有一双好眼睛。",
    ),
    Label(
        ("chief_editor",),
        ("主编", "总编", "总编辑", "值班总编", "總編輯", "Editor-in-chief", "Chief editor"),
        slashed=True,
        example="主编：温如玉",
        leave="主编：我们为什么要重走一遍嘉陵江？",
    ),
    Label(
        ("reviewer",),
        (
            *("审核", "审校", "审稿", "审读", "校审", "编审", "審核", "审签", "签发", "审定", "复核"),
            *("Reviewer", "Reviewed by", "Checked by", "Approved by"),
        ),
        bare=("审核", "Reviewed by"),
        slashed=True,
        example="审核：祁连",
        leave="审核：从三十天缩短到三天，企业少跑了很多路。",
    ),
    Label(("review1",), ("一审", "初审"), slashed=True, example="一审：祁连", leave="一审：法院判令被告三日内腾房。"),
    Label(
        ("review2",),
        ("二审", "复审"),
        slashed=True,
        example="一审：祁连 二审：温如玉",
        leave="二审：中级人民法院维持了原判。",
    ),
    Label(
        ("review3",),
        ("三审", "终审"),
        slashed=True,
        example="一审：祁连 二审：温如玉 三审：程野",
        leave="终审：判决书送到了当事人手里。",
    ),
    Label(
        ("proofreader",),
        ("校对", "责校", "责任校对", "校稿", "校對", "Proofreader", "Proofread by", "Proofreading"),
        bare=("校对", "Proofread by"),
        slashed=True,
        example="校对：尹小白",
        leave="校对：排字房里灯火通明，老师傅一行一行地读。",
    ),
    Label(
        ("translator",),
        ("翻译", "译者", "编译", "英译", "翻譯", "Translator", "Translated by", "Translation"),
        bare=("Translated by",),
        slashed=True,
        example="译者：莫愁",
        leave="翻译：机器与人，谁更懂一首诗？",
    ),
    Label(
        ("photo",),
        (
            *("摄影", "摄", "图片", "图", "照片", "供图", "图片来源", "图源", "图片提供", "攝影", "圖片"),
            *("Photo", "Photos", "Photo by", "Photos by", "Photographer", "Photographed by", "Photo credit"),
            *("Photo courtesy of", "Picture", "Pictures", "Image", "Image credit"),
        ),
        bare=("Photo by", "Photos by", "Photographed by", "Photo courtesy of"),
        slashed=True,
        example="文字：沈一舟 摄影：蓝图",
        leave="摄影：一门关于等待的手艺，他做了四十年。",
    ),
    Label(
        ("author", "photo"),
        ("文/图", "图/文", "文图", "图文", "文、图", "文字/图片", "Text and photos by", "Story and photos by"),
        bare=("文/图", "图/文", "文图", "图文", "Text and photos by", "Story and photos by"),
        slashed=True,
        example="文/图：沈一舟",
        leave="图文：一座码头的一百二十年。",
    ),
    Label(
        ("video",),
        ("视频", "摄像", "拍摄", "剪辑", "视频剪辑", "視頻", "Video", "Video by", "Videographer"),
        bare=("Video by",),
        slashed=True,
        example="文字：沈一舟 视频：蓝图",
        leave="视频：无人机拍下白鹭归巢的一刻。",
    ),
    Label(
        ("designer",),
        ("设计", "制图", "海报", "美编", "美术编辑", "绘图", "插画", "漫画", "Graphic", "Graphics", "Designed by"),
        bare=("Designed by",),
        slashed=True,
        example="编辑：程野 制图：尹小白",
        leave="设计：让旧砖墙自己说话。",
    ),
    Label(
        ("producer",),
        ("监制", "总监制", "出品人", "制片人", "Producer", "Produced by"),
        slashed=True,
        example="监制：温如玉 编辑：程野",
        leave="监制：一百道工序，每一道都有人签字。",
    ),
    Label(
        ("coordinator",),
        ("统筹", "策划", "总策划", "Coordinator"),
        slashed=True,
        example="策划：温如玉 统筹：祁连",
        leave="统筹：发展和安全，一样也不能少。",
    ),
    Label(
        ("organisation",),
        ("作者单位",),
        bare=("作者系", "作者为", "作者单位"),
        example="作者：沈一舟 作者单位：两江新区融媒体中心",
        leave="作者单位证明：三天内可以办好。",
    ),
    Label(
        ("original_title",),
        ("原标题", "原題", "原标題", "Original title"),
        example="原标题：老码头的新航线",
        leave="原标题党：那些被夸大的新闻。",
    ),
    Label(
        ("ignored",),
        (
            *("字体", "字号", "字体大小", "浏览次数", "浏览量", "浏览", "阅读", "阅读量", "阅读次数", "阅读数"),
            *("点击", "点击数", "点击量", "点击率", "访问量", "访问次数", "人气", "分享", "分享到", "评论", "打印"),
            *(
                "视力保护色",
                "背景色",
                "保护视力色",
                "收藏",
                "我要评论",
                "字體",
                "瀏覽次數",
                "责任部门",
                "索引号",
                "文号",
            ),
            *(
                "Font size",
                "Text size",
                "Font",
                "Share",
                "Share to",
                "Views",
                "Hits",
                "Comments",
                "Page views",
                "Clicks",
            ),
        ),
        example="发布时间：2024-01-09 阅读：37",
        leave="阅读：一座城市的夜晚，从书店的灯开始。",
    ),
)
# What may stand before a Chinese label and changes nothing.
QUALIFIERS = (
    *("本报", "本网", "本刊", "本台", "本期", "本版", "首席", "值班", "网站", "网络", "英文", "中文", "文字"),
    *("新媒体", "全媒体", "融媒体", "特约", "签约", "主任", "见习", "特派", "驻渝", "新闻", "当班", "执行", "新华社"),
)


@cache
def meaning() -> dict[str, Label]:
    """Every wording, without spaces and in lower case, with its label."""
    return {key(word): label for label in LABELS for word in (*label.words, *label.bare)}


def key(word: str) -> str:
    """A wording as the table keeps it.

    >>> key("责 任　编 辑"), key("Web  Editor")
    ('责任编辑', 'webeditor')
    """
    return "".join(word.split()).lower()


@cache
def pattern() -> re.Pattern[str]:
    """Finds labels in a line: groups `word`, and `mark` where a colon or slash follows."""
    colon = _alternatives([word for label in LABELS for word in label.words])
    slash = _alternatives([word for label in LABELS if label.slashed for word in label.words])
    bare = _alternatives([word for label in LABELS for word in label.bare])
    qualified = f"(?:{'|'.join(QUALIFIERS)})*"
    edge = r"(?:^|(?<=[\s|｜丨/／,，、;；(（\[【\])）】\d.。·•]))"
    han = r"(?<=[\u3400-\u9fff])"
    written = r"(?:(?:this|the) (?:article|story|report|news|piece|text) (?:is|was) )?"
    return re.compile(
        rf"(?:{edge}|{han}(?=[\u3400-\u9fff]{{2}})){qualified}(?P<coloned>{colon})\s*(?P<mark>[:：])\s*"
        rf"|{edge}{qualified}(?P<slashed>{slash})\s*[/／|｜丨]\s*"
        rf"|(?:{edge}{qualified}|{han}){written}(?P<bare>{bare})(?:\s+|(?=[\u3400-\u9fff]))",
        re.IGNORECASE,
    )


def _alternatives(words: list[str]) -> str:
    """The words as alternatives, the longest first, Chinese ones spaced out if need be."""
    ordered = sorted(dict.fromkeys(words), key=len, reverse=True)
    return "|".join([_spaced(word) for word in ordered])


def _spaced(word: str) -> str:
    if word.isascii():
        return r"\b" + re.escape(word).replace(r"\ ", r"\s+") + r"(?![\w'’-])"
    return r"\s{0,4}".join(map(re.escape, word.replace(" ", "")))
