"""Names of people and bodies in a credit or a byline: `罗一鸣、蓝岚`, `Pu Yu, Some Media Center`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HAN = "\u3400-\u9fff"
_CODE = re.compile(r"[\s_＿]+([A-Z]{1,4}\d{2,})$|(?<=[\u3400-\u9fff])([A-Z]{1,3}\d{3,})$")
_SEPARATORS = re.compile(r"\s*(?:[、，,;；&＆|｜丨/／]|\band\b|(?<=[\u3400-\u9fff])[和与](?=[\u3400-\u9fff]{2}))\s*")
_CHINESE_NAME = re.compile(rf"[{_HAN}]{{2,4}}|[{_HAN}]{{1,10}}(?:[·•][{_HAN}]{{1,10}})+|[{_HAN}][xX某]{{1,2}}")
_PENNAME = re.compile(rf"[{_HAN}\w]{{2,6}}")
_LATIN_WORD = r"(?:[A-Z]\.|[A-Z\u00c0-\u00de][\w'’.-]*|d[aei]|de[lr]|van|von|bin|al)"
_LATIN_NAME = re.compile(rf"[A-Z\u00c0-\u00de][\w'’.-]*(?:\s+{_LATIN_WORD}){{0,4}}")
_NUMBER = re.compile(r"[A-Z]{1,4}\d{2,}")
_LOGIN = re.compile(r"[a-z][\w.-]{1,24}")
_DOMAIN = re.compile(r"(?:[\w-]+\.)+(?:com|cn|net|org|gov|edu|info|hk|tw|uk|eu|io)", re.IGNORECASE)
_CHINESE_BODY = re.compile(
    rf"[{_HAN}\w·（）()-]*(?:社|报|网|电视台|电台|广播|中心|客户端|委员会|管委会|工委|党委|区委|市委|县委|协会|学会"
    r"|公司|集团|大学|学院|学校|中学|小学|法院|检察院|公安局|分局|局|厅|宣传部|组织部|部门|办公室|办|发布|新闻|在线|频道"
    r"|政府|日报|晚报|晨报|早报|时报|商报|杂志|期刊|研究院|研究所|博物馆|图书馆|医院|街道|银行|视觉中国|媒体|報|網|中國"
    r"|委員會|公司|臺|[建教住团监政]委|发改委|经信委|卫健委|国资委|农业农村委|妇联|工商联|总工会|残联|文联|科协|总队|支队|大队"
    r"|管理处|指挥部|组委会|融媒体?|传媒|政务|广电)"
)
_LATIN_BODY = re.compile(
    r"\b(?:Cent(?:er|re)|Media|Daily|News|Agency|Office|Committee|Bureau|University|College|School|Net|Network|Group"
    r"|Department|Administration|Area|Radio|Television|TV|Times|Post|Press|Institute|Compan(?:y|ies)|Co\.|Ltd\.?|Inc\.?"
    r"|Corp(?:oration)?|Court|Government|Information|Commission|Association|Federation|Bulletin|Weekly|Herald|Online"
    r"|Hospital|Library|Museum|Academy|Studio|Xinhua|CGTN|CCTV|CNS|VCG|CFP|AP|AFP|Reuters|EPA|Getty|PRNewswire|Images?"
    r"|District|Service|Services|Publicity)\b"
)

# A word in lower case that no body has in its name.
_LATIN_CLAUSE = re.compile(
    r"(?<![\w.'’-])(?!(?:of|for|and|the|in|on|at|de|la|du|news|agency|daily|cent(?:er|re)|media|press|office|bureau|online"
    r"|committee|government|university|group|company)\b)[a-z]{2,}(?![\w.])"
)


@dataclass(frozen=True, slots=True)
class People:
    """Who a value names.

    Args:
        names: of persons, in order.
        organisations: of the bodies they work for.
        code: the editor's number that some portals append (`_NL0417`).
    """

    names: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    code: str = ""


def is_organisation(text: str) -> bool:
    """Whether a name is that of a body rather than a person.

    >>> [is_organisation(name) for name in ("两江新区融媒体中心", "钟凯", "Jialing Daily", "Wang Wu")]
    [True, False, True, False]
    """
    if _DOMAIN.fullmatch(text):
        return True
    if re.search(f"[{_HAN}]", text):
        return len(text) >= 3 and _CHINESE_BODY.fullmatch(text) is not None
    return _LATIN_BODY.search(text) is not None and not _LATIN_CLAUSE.search(text)


def read_people(text: str, *, logins: bool = True, pennames: bool = False) -> People | None:
    """The names in a value, or None where it is anything else than names.

    Args:
        logins: whether a word in lower case may be a name, as editors sign.
        pennames: whether a Chinese name may be longer than a person's.

    >>> read_people("罗一鸣、蓝岚_NL0417")
    People(names=('罗一鸣', '蓝岚'), organisations=(), code='NL0417')
    >>> read_people("一个写了三十年的人") is None
    True
    """
    value = text.strip(" \t\u3000\xa0|｜丨,，;；、/／-—·.。")
    code = ""
    if _NUMBER.fullmatch(value):
        return People(code=value)
    if match := _CODE.search(value):
        code, value = match[1] or match[2], value[: match.start()]
    names: list[str] = []
    organisations: list[str] = []
    for piece in filter(None, map(str.strip, _SEPARATORS.split(value))):
        read = _piece(piece, logins, pennames)
        if read is None:
            return None
        names += read[0]
        organisations += read[1]
    return People(tuple(dict.fromkeys(names)), tuple(dict.fromkeys(organisations)), code)


def _piece(piece: str, logins: bool, pennames: bool) -> tuple[list[str], list[str]] | None:
    if not re.search(f"[{_HAN}]", piece):
        if is_organisation(piece):
            return ([], [piece]) if re.match(r"(?:the )?[\w]*[A-Z.]", piece) and len(piece) <= 90 else None
        if _LATIN_NAME.fullmatch(piece) or (logins and _LOGIN.fullmatch(piece)):
            return [piece], []
        return None
    words = list(_unspaced(piece.split()))
    names: list[str] = []
    organisations: list[str] = []
    for word in words:
        if is_organisation(word):
            organisations.append(word)
        elif _CHINESE_NAME.fullmatch(word) or _LATIN_NAME.fullmatch(word) or (pennames and _PENNAME.fullmatch(word)):
            names.append(word)
        else:
            return None
    return names, organisations


def _unspaced(words: list[str]) -> Iterator[str]:
    """The words, with the characters of a name that is spaced out put together: `易 欣`."""
    run: list[str] = []
    for word in [*words, ""]:
        if len(word) == 1:
            run.append(word)
            continue
        # Four and more are names of two: those are what is spaced out, to be as wide as names of three.
        size = 2 if len(run) > 3 and len(run) % 2 == 0 else len(run) or 1
        yield from ("".join(run[at : at + size]) for at in range(0, len(run), size))
        run = []
        if word:
            yield word
