"""What stands in a metadata line beside its facts: buttons, counters, badges, page numbers, places of senders."""

import re

from corpora.readers.metadata.labels import find_labels

_PROVINCES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃"
    "|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|重慶|廣東|臺灣|澳門|海外"
)
_NUMBER = r"[\d,.]+\s*(?:万|萬|亿|[kKwW](?![A-Za-z]))?\+?"
_TOUCHING = r"\s|｜\]】)）\[【(（·•,，"
_START, _END = rf"(?<![^{_TOUCHING}])", rf"(?![^{_TOUCHING}])"
_PRESSED = (
    "纠错|举报|我要纠错|打印|打印本页|打印本文|打印文章|打印此页|朗读|语音播报|听新闻|复制链接|复制本文链接|返回顶部|返回列表|返回"
    "|收藏|收藏本文|收藏文章|加入收藏|分享|我要分享|微信分享|分享本文|转发|订阅|关闭|关闭窗口|关闭本页|关闭页面|我要评论|发表评论|评论"
    "|关注|已关注|加关注|点赞|投稿|下载|放大|缩小|默认|还原|特大|超大|大号|中号|小号|标准|繁體版|繁体|简体|列印|友善列印|轉寄|字級"
    r"|分享至臉書|讚|(?:[【\[(（]?[大中小][\]】)）]?\s*){2,}"
)
_ENGLISH = "Print|Share|Tweet|Email|Copy link|Save|Listen|Follow|Subscribe|Large|Medium|Small|Big"
_BADGES = (
    "原创|首发|独家|官方号|官方账号|官方帐号|官方微信|官方微博|认证|已认证|官方认证|优质创作者|转载|置顶|推荐|原創"
    rf"|(?:来自|发布于|发表于|发自|IP属地|IP屬地)[:：]?\s*(?:{_PROVINCES})(?:省|市)?"
)
_COUNTED = (
    "阅读|閱讀|浏览|瀏覽|评论|評論|点击|點閱|访问|参与|跟贴|点赞|转发|收藏|人气|播放|views?|reads?|comments?|shares?"
)
_BUTTONS = re.compile(
    rf"{_START}(?:[+＋]?\s?(?:{_PRESSED}|{_BADGES})|{_NUMBER}\s*(?:次|条|條|人|人次|个)?\s*(?:{_COUNTED})"
    rf"|(?:{_COUNTED})(?:量|数|次数|人次)?\s*[(（]?\s*{_NUMBER}\s*(?:次|条|人|人次)?[)）]?|评论\s*[(（]\s*[)）]"
    rf"|[AT]\s?[+＋－-]|[A-Z]\d{{1,2}}版){_END}"
    rf"|(?<![\u3400-\u65e4\u65e6-\u9fff])第\s?[A-Z]?\d{{1,3}}\s?[版页](?:\s?[:：]\s?[\u3400-\u9fff·]{{1,8}})?{_END}"
    # An account's badge may touch its name.
    rf"|(?<=[\u3400-\u9fff])官方(?:账号|帐号|号|微信|微博|客户端){_END}"
    # English ones are words like others: only apart from the rest.
    rf"|(?:^|(?<=[|｜\])】])|(?<=\s\s))\s?(?:(?:{_ENGLISH})\s*)+(?=$|[|｜(\[【])",
    re.IGNORECASE,
)
# The province that a sender's address is of, at the end of the line.
_SENT_FROM = re.compile(rf"(?<=\s)(?:{_PROVINCES})(?:省|市)?(?=\s*$)")
EMPTY = re.compile(r"[\[【(（]\s*[\]】)）]")
BRACKETS = {"(": ")", "（": "）", "[": "]", "【": "】", "［": "］", "〔": "〕"}
_IDLE = re.compile(
    rf"(?:[\s\[\]【】(){{}}（）|/／,，、·.:>»<+＋－—-]|{_PRESSED}|[大中小]|次|人次|人|条|生僻|背景|QQ|QQ空间|QQ好友|微信|微博|朋友圈|好友|新浪"
    r"|空间|链接|本文|本页|全文|窗口|全屏|[A-Za-z][A-Za-z-]{0,14}|[\d,.]+\s*万?|[■□●○◆◇▲])*",
    re.IGNORECASE,
)


def without_buttons(line: str) -> str:
    """A line with blanks in the place of whatever says nothing about the story, and of brackets round its labels.

    >>> without_buttons("嘉陵日报 2024-05-07 · 阅读 2.3万 【编辑：贺兰】 打印").split()
    ['嘉陵日报', '2024-05-07', '·', '编辑：贺兰']
    """
    line = _without_brackets(line)
    line = EMPTY.sub(_blank, _BUTTONS.sub(_blank, line))
    return _SENT_FROM.sub(_blank, line)


def is_idle(value: str) -> bool:
    """Whether the value of a label is one of buttons and counters: `[大 中 小]`, `1076 次`.

    >>> is_idle("[大 中 小]"), is_idle("1,076 次 "), is_idle("一座城市的夜晚")
    (True, True, False)
    """
    return _IDLE.fullmatch(value) is not None


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _without_brackets(line: str) -> str:
    """The line without the brackets that a label with its value stands in."""
    if not any(bracket in line for bracket in BRACKETS):
        return line
    marks = list(line)
    for match in find_labels(line):
        start = match.start() - 1
        while start > 0 and line[start].isspace():
            start -= 1
        close = BRACKETS.get(line[start]) if start >= 0 else None
        if close is None or not match["mark"]:
            continue
        end = line.find(close, match.end())
        if end >= 0:
            marks[start] = marks[end] = " "
    return "".join(marks)
