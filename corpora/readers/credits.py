"""Who made a picture: `(Photo/Name)`, `（某某 摄）`, at the end of a caption or alone."""

import re
from dataclasses import dataclass

from corpora.readers.people import is_organisation, read_people

_HAN = "\u3400-\u9fff"
_WORD = r"(?:File |Handout )?(?:Photo(?:graph|graphy)?|Picture|Image|Video|Graphic|Screenshot)s?"
_GIVEN = r"(?:\s*[/:：]\s*|\s+(?:taken |provided |shot )?(?:by|courtesy of|provided to|from|via)\s+)"
_NAMES = r"(?P<who>[^()（）\[\]【】。！？!?;；:：]{2,80}?)"
_OPEN, _CLOSE = r"\s*[(（\[【]\s*", r"\s*[)）\]】]?[。]?$"
# The end of a sentence or of a bracket, after which a credit without brackets may start.
_EDGE = r"(?:^|(?<=[.!?。！？”’\"」』)）\]】])\s*|\s+)"
_ENGLISH_EDGE = r"(?:^|(?<=[.!?”\"'’)])\s+|\s{2,}|\s*[|｜]\s*)"
_AGENCY = r"(?:Xinhua|CNS|VCG|CFP|IC|AP|AFP|Reuters)"
_FIRST = r"摄影|攝影|摄|图片来源|图片提供|图片|图源|圖片來源|圖片|照片|供图|供圖|制图|绘图|视频|图|圖"
_PERSON = r"(?P<who>[^()（）\[\]【】。！？!?；;：:，,\s][^()（）\[\]【】。！？!?；;：:，,]{0,40}?)"
# `拍摄` and its like are verbs of a sentence.
_SHOT = rf"(?:\s*[/／]\s*|\s+|(?<=[{_HAN}])(?<![拍抓抢偷跟航合])(?=[摄攝]))[摄攝]"
_DID = r"(?:\s*[/／])?\s*(?:摄影报道|供图|供圖|图片提供|制图|绘图|摄制|摄影|攝影)"
_DREW = r"(?:\s*[/／]\s*|\s+)[图圖绘]"
_TAILS: tuple[re.Pattern[str], ...] = (
    # (Photo/Name), [Photo by Name/Agency], /Photo by Name/
    re.compile(rf"\s*[(（\[【/]\s*{_WORD}{_GIVEN}{_NAMES}\s*[)）\]】/][.。]?$", re.IGNORECASE),
    # (Xinhua/Name)
    re.compile(rf"\s*[(（\[]\s*(?P<who>{_AGENCY}\s*/\s*[^()（）/]{{2,40}}?)\s*[)）\]][.。]?$"),
    # Photo by Name, Photo: Name
    re.compile(rf"{_ENGLISH_EDGE}{_WORD}{_GIVEN}{_NAMES}[.。]?$", re.IGNORECASE),
    # NAME / AGENCY in capitals
    re.compile(r"(?<=[.!?”\"'’)])\s+(?P<who>[A-Z][A-Z.'’ -]{2,40}\s*/\s*[A-Z][A-Z.'’ -]{1,40})$"),
    # （摄影：某某）, 图/某某, 图片来源：某某
    re.compile(rf"(?:{_EDGE}|{_OPEN})(?P<role>{_FIRST})\s*[:：/／|｜丨]\s*{_NAMES}(?P<given>提供)?{_CLOSE}"),
    # （受访者提供）, 图片由某某提供
    re.compile(
        rf"{_OPEN}(?:[图照]片)?由?(?P<who>[^()（）。！？，,\s]{{2,20}}?)(?P<role>提供)(?:[图照]片)?\s*[)）\]】]$"
    ),
    re.compile(rf"{_EDGE}[图照]片均?由(?P<who>[^()（）。！？，,\s]{{2,20}}?)(?P<role>提供)$"),
    # 某某 摄, （新华社记者 某某 摄）, 新华社发（某某 摄）, 某某 供图
    re.compile(
        rf"(?:{_EDGE}|(?:(?P<agent>[{_HAN}]{{2,3}}社)发)?{_OPEN}){_PERSON}(?P<role>{_DID}|{_SHOT}|{_DREW}){_CLOSE}"
    ),
)
_HINT = re.compile(r"(?i:photo|picture|image|video|graphic|screenshot)|[摄攝图圖绘]|提供|/")
_MOST_TRIED = 4
_PARTED = re.compile(r"\s(?:[摄攝]|供图|供圖|摄影报道)[)）\]】]?。?$")
_MARK = re.compile(
    r"^[\s\u3000]*(?:[▲△↑⬆▼▽↓◆■●►▶]+|[\[【（(]?(?:图片|图|上图|下图)\d*[\]】）)](?=\S)|图\d+[：:])[\s\u3000]*"
)
_CUE = re.compile(
    r"^(?:[▲△↑⬆▼▽]|图为|这是[^。，]{0,20}拍摄|图片?\d*[：:]|上图|下图|左图|右图|圖為"
    r"|(?:This|The|An?) (?:\w+ )?(?:photo|picture|image|combo)(?: \w+){0,8} (?:shows|taken)\b"
    r"|Photo (?:shows|taken)|(?:File|Aerial) photo\b|In this (?:file )?photo)"
    r"|[（(](?:资料图片?|資料圖片?|视频截图|效果图|示意图|File photo)[）)]。?$",
    re.IGNORECASE,
)
_REPORTER = re.compile(
    rf"^(?P<body>[{_HAN}]{{0,16}}?)(?:特约|首席|见习|全媒体|融媒体|摄影)*"
    r"(?:记者|記者|通讯员|通訊員|实习生|摄影师|发)[\s\u3000（(]*"
)
_OTHERS = re.compile(r"(?:编辑|责编|文字|校对|审核|记者|作者|文)\s*[/／:：|｜]")
_FOR = re.compile(r"^(?P<names>.+?)\s+for\s+(?P<body>[A-Z].+|\S+\.[a-z]{2,})$")
# 本文图片均为某某 摄
_ALL = re.compile(
    r"^(?:(?:本文|本版|文中|以上|本组)?(?:图片|照片|图)(?:除[^，]{0,8}外)?[均皆]?[为由]|除署名外均[为由])\s*"
)


@dataclass(frozen=True, slots=True)
class Credit:
    """The credit of a picture.

    Args:
        caption: what stands before it, without a leading mark; empty where it stands alone.
        names: of those who made or gave the picture; a body where no person is named.
        agency: the body that a named person works for.
        word: the word that says what they did, as it stood (`摄`, `供图`); empty in English.
    """

    caption: str
    names: tuple[str, ...]
    agency: str = ""
    word: str = ""


def read_credit(text: str) -> Credit | None:
    """The credit at the end of a line, or None where there is none.

    >>> read_credit("Visitors at the fair. (Photo by Ran Ling/Xinhua)")
    Credit(caption='Visitors at the fair.', names=('Ran Ling',), agency='Xinhua', word='')
    >>> read_credit("图为装配车间。钟凯 摄").names
    ('钟凯',)
    >>> read_credit("他们正在拍摄") is None
    True
    """
    text = text.strip()
    tail = text[-160:]
    if not _HINT.search(tail):
        return None
    for form in _TAILS:
        match = form.search(tail)
        for tried in range(_MOST_TRIED):
            if match is None or (tried and not _PARTED.search(match[0])):
                break
            groups = match.groupdict()
            word = (groups.get("role") or "").strip(" \t\u3000/／")
            if found := _makers(groups["who"].strip(), groups.get("given") or word):
                before = text[: len(text) - len(tail) + match.start()]
                names, agency = found
                return Credit(_MARK.sub("", before).strip(), names, agency or groups.get("agent") or "", word)
            # What reads as no name may end with one: `装运甘蓝 某某 摄`.
            match = form.search(tail, match.start() + 1)
    return None


def is_caption(text: str) -> bool:
    """Whether a line says by its first words or mark that it explains a picture."""
    return _CUE.search(text.strip()) is not None


def _makers(who: str, word: str) -> tuple[tuple[str, ...], str] | None:
    agency, who = "", _ALL.sub("", who)
    if _OTHERS.search(who):
        return None
    if match := _REPORTER.match(who):
        rest = who[match.end() :].strip("（）() \u3000")
        if rest:
            agency, who = match["body"] if is_organisation(match["body"]) else "", rest
    if match := _FOR.match(who):
        who, agency = match["names"], match["body"]
    if "/" in who:
        pieces = [piece.strip() for piece in who.split("/")]
        bodies = [piece for piece in pieces if is_organisation(piece)] or pieces[1:]
        agency = bodies[0]
        who = ", ".join(piece for piece in pieces if piece not in bodies)
        if not who:
            return (agency,), ""
    people = read_people(who, logins=bool(word) or " " not in who)
    if people is None:
        # A body of any name gives pictures: `受访企业供图`.
        return ((who,), agency) if word.endswith(("供图", "供圖", "提供")) and len(who) <= 20 else None
    if people.names:
        return people.names, agency or next(iter(people.organisations), "")
    return (people.organisations, "") if people.organisations else None
