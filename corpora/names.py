"""Chinese people in Chinese text, and how their names are written in Latin letters.

Surname first, each part one word, an apostrophe before a syllable that begins with a vowel (GB/T 28039-2011).
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from corpora.pinyin import readings, romanised_key, umlaut_syllables
from corpora.readers.credits import read_credit
from corpora.surnames import given_readings, split_surname, surname_readings, surname_syllables
from corpora.text import Span

Umlaut = Literal["lyu", "lv", "lu", "lü"]
_HAN = "\u3400-\u9fff"
# What a person is called by before the name.
_CALLED = (
    "记者|商人|通讯员|编辑|责编|摄影师?|作者|主持人|负责人|创始人|传承人|经理|董事长|总裁|主席|主任|书记|[一-龥]长"
    "|店主|老板|教授|讲师|老师|教师|博士|院士|研究员|工程师|技术员|设计师"
    "|医生|护士长?|律师|法官|检察官|民警|警官|战士|班长|连长|司机|船长|机长|工人|焊工|职工|员工|村民|居民|市民|农民|果农|菜农|茶农|渔民|游客|乘客|学生"
    "|选手|教练|队员|演员|歌手|画家|作家|导演|志愿者|网格员|调解员|总监|代表|委员|专家|顾问|发言人|店员|商户|业主|患者"
)
# What no given name ends in and what stands behind a name.
_AFTER = (
    "说称是在和与等的也从将正已有向对就为介表告认坦透指回带跟及获来去了到任当把被让"
    "还都又再才刚曾给笑解补感强谈看地着声续"
)
_SAYS = "说|表示|介绍|告诉|认为|坦言|透露|指出|回忆|补充|解释"
_SURE = re.compile(
    rf"(?:(?:{_CALLED})[\s\u3000：:/]?|岁的|(?:文|图|文字|图片|摄影)[/／:：]\s?)(?P<name>[{_HAN}]{{2,4}}?)"
    rf"(?=$|[\s，。、“”：；（）《》！？,:()]|{_SAYS}|称|是|在|和|与|等|的|也|从|将|正|已|有|向|对|就|为|带|老人)"
    rf"|(?:^|[。！？，；”」：])(?P<speaker>[{_HAN}]{{2,4}}?)(?={_SAYS})"
)
_CALLED_HERE = re.compile(rf"(?:{_CALLED})[\s\u3000]?$")
_NOT_NAMES = re.compile("们|先生|女士|小姐|同志|人员|单位|部门|公司|中心|委员会|小组|大会|会议|全国|人大|政协|方面")


class Person(NamedTuple):
    """A person that a text certainly names.

    Args:
        name: surname and given name, in Chinese characters.
        span: where it stands.
    """

    name: str
    span: Span


class Reading(NamedTuple):
    """A stretch of Chinese text that a name in Latin letters can be read from.

    Args:
        surname, given: its characters.
        syllables: how each character is read, as keys.
        sure: whether surname and given name are read as in names; otherwise a reading is used that no name has.
    """

    span: Span
    surname: str
    given: str
    syllables: tuple[str, ...]
    surname_sure: bool
    given_sure: bool


def find_people(text: str) -> Iterator[Person]:
    """People whom a Chinese text names behind what they are, before what they say, or as makers of a picture.

    >>> [person.name for person in find_people("车间主任蒲建军说，记者 曾伟和同事来过。")]
    ['蒲建军', '曾伟']
    >>> [person.name for person in find_people("果农在采摘脐橙。（冉启明 摄）")]
    ['冉启明']
    """
    taken: set[str] = set()
    for match in _SURE.finditer(text):
        group = "name" if match["name"] else "speaker"
        name, at = match[group], match.start(group)
        _, given = split_surname(name)
        if len(given) in (1, 2) and given[-1] not in _AFTER and not _NOT_NAMES.search(name) and name not in taken:
            taken.add(name)
            yield Person(name, Span(at, at + len(name)))
    if credit := read_credit(text):
        for name in credit.names:
            at = text.rfind(name)
            _, given = split_surname(name)
            if len(given) in (1, 2) and at >= 0 and name not in taken:
                taken.add(name)
                yield Person(name, Span(at, at + len(name)))


def stands_alone(text: str, start: int) -> bool:
    """Whether a name at a place is no part of other words: it follows no Chinese character, or what someone is called.

    >>> stands_alone("商人区伟雄", 2), stands_alone("新区伟大", 1)
    (True, False)
    """
    if start == 0 or not re.match(f"[{_HAN}]", text[start - 1]):
        return True
    return _CALLED_HERE.search(text[max(0, start - 8) : start]) is not None


def find_readings(surname: str, given: str, text: str) -> Iterator[Reading]:
    """Where a text has characters that a name in Latin letters can be read from, surname first.

    Args:
        surname, given: in Latin letters, with or without hyphens, tones and spaces.

    >>> [(reading.surname, reading.given, reading.surname_sure) for reading in find_readings("Zeng", "Wei", "曾伟说")]
    [('曾', '伟', True)]
    >>> [reading.surname_sure for reading in find_readings("Ceng", "Wei", "曾伟说")]
    [False]
    """
    first, rest = romanised_key(surname), romanised_key(given)
    for start in range(len(text)):
        for length in (2, 1):
            written = text[start : start + length]
            likely = surname_readings(written)
            if not likely:
                continue
            spoken = _read(written, first)
            if spoken is None and first not in likely:
                continue
            for size in (2, 1):
                named = text[start + length : start + length + size]
                syllables = _read(named, rest) if len(named) == size else None
                if syllables is not None:
                    sure = all(each in given_readings(one) for each, one in zip(syllables, named))
                    whole = (*(spoken or surname_syllables(written)), *syllables)
                    span = Span(start, start + length + size)
                    yield Reading(span, written, named, whole, first in likely, sure)
                    break


@lru_cache(maxsize=65536)
def _read(characters: str, key: str) -> tuple[str, ...] | None:
    """The syllables that characters are read as for a key to come out; None where it cannot."""
    if not characters:
        return None if key else ()
    for syllable in readings(characters[0]):
        if key.startswith(syllable):
            rest = _read(characters[1:], key[len(syllable) :])
            if rest is not None:
                return (syllable, *rest)
    return None


def spell(surname: str, given: str, syllables: tuple[str, ...] = (), *, umlaut: Umlaut = "lyu") -> str:
    """A name as passports and newspapers write it.

    Args:
        surname, given: in Chinese characters.
        syllables: how each character is read, as keys; as names mostly are where it is empty.
        umlaut: how lü and nü are written.

    >>> spell("欧阳", "雪"), spell("吕", "秀兰"), spell("张", "小安"), spell("吕", "秀兰", umlaut="lv")
    ('Ouyang Xue', 'Lyu Xiulan', "Zhang Xiao'an", 'Lv Xiulan')
    """
    spoken = syllables or (*surname_syllables(surname), *[given_readings(one)[0] for one in given])
    written = [_with_umlaut(one, key, umlaut) for one, key in zip(surname + given, spoken)]
    return f"{join_syllables(written[: len(surname)])} {join_syllables(written[len(surname) :])}"


def join_syllables(syllables: list[str]) -> str:
    """Syllables as one word.

    >>> join_syllables(["xi", "an"]), join_syllables(["kun", "kun"])
    ("Xi'an", 'Kunkun')
    """
    joined = syllables[0] + "".join(f"'{each}" if each[:1] in "aeo" else each for each in syllables[1:])
    return joined[:1].upper() + joined[1:]


def _with_umlaut(character: str, key: str, umlaut: Umlaut) -> str:
    """A syllable with its ü as wanted, where the character has one."""
    if key not in umlaut_syllables(character):
        return key
    return key[0] + umlaut[1:] + key[2:]


_KNOWN = """
李飞飞 马友友 黄仁勋 孙中山 蒋介石 蒋经国 宋庆龄 宋美龄 李政道 杨振宁 丁肇中 陈省身 丘成桐 陈嘉庚
贝聿铭 李光耀 李显龙 张忠谋 李小龙 成龙 李嘉诚 董建华 曾荫权 梁振英 林郑月娥 李家超 何厚铧 崔世安
贺一诚 岑浩辉 蔡英文 赖清德 马英九 陈水扁 李登辉 连战 宋楚瑜 吴敦义 朱立伦 侯友宜 韩国瑜 柯文哲
郭台铭 王永庆 林毅夫 吴作栋 黄循财 王赣骏 朱棣文 崔琦 钱永健 高锟 张亚勤 李开复 苏姿丰 吴恩达
谷爱凌 王嘉廉 杨致远 赵小兰 骆家辉 关颖珊 陈香梅 胡适 林语堂 冯友兰 梅贻琦 陈纳德 李安 侯孝贤
王家卫 吴宇森 周润发 刘德华 张学友 梁朝伟 林志玲 周杰伦 甄子丹 邓丽君 郑裕彤 霍英东 包玉刚 邵逸夫
"""
# People who are known by a spelling of their own, or with the surname last.
KNOWN = frozenset(_KNOWN.split())
# In a story of these places names follow customs of their own.
_ELSEWHERE = re.compile(
    "台湾|台北|高雄|台中|台南|民进党|国民党|香港|特首|澳门|华裔|华人|华侨|侨胞|美籍|港商|台商|台胞|港澳|"
    + "|".join(sorted(KNOWN))
)


def is_elsewhere(text: str) -> bool:
    """Whether a Chinese text tells of places whose Chinese names are not written in pinyin, or of people abroad."""
    return _ELSEWHERE.search(text) is not None
