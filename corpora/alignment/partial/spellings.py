"""How names are spelt: Chinese ones in Latin letters, foreign ones in Chinese; and where names of people stand."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from corpora.pinyin import is_pinyin, readings
from corpora.text import Span

_CAPITAL = r"[A-Z][\w]*(?:['’-][A-Za-z]\w*)*"
# Words with capitals, small words between them.
RUN = re.compile(rf"\b{_CAPITAL}(?:[ -](?:(?:of|and|the|for|de|&) )?{_CAPITAL})*")
PART = re.compile(r"[A-Z]\w*(?:['’][a-rt-z]\w*)?")
BYLINE = re.compile(
    r"^\(?\s*(?:this article is (?:written|contributed|provided)|written by|by [A-Z][\w'’]+ [A-Z]|reporting by"
    r"|story by|contributed)"
    r"|^[（(]?(?:本报|本网)?(?:文|图|作者|记者|通讯员|供稿)\s*[:：/／ ]"
    r"|^[（(]?.{0,12}(?:记者|通讯员|实习生|作者)[ ：:]",
    re.I,
)
# What an English byline names besides people, by house style: the paper.
PUBLISHER = re.compile(r"\b(?:Agency|Bureau|Cent(?:er|re)|Daily|Media|News|Office)\b")
# What a credit or a byline is made of besides names: it needs no counterpart.
FORMULA = {
    True: re.compile(
        "图为|资料图|(?:摄|攝|供图)(?=[)）]?$)|本报|本网|记者|实习生|通讯员|作者[:：]?|供稿|(?<![\u4e00-\u9fff])[文图][:：/]|（完）"
    ),
    False: re.compile(
        r"\((?:Photos?|Story|By|Reporting)\b(?: by| courtesy of)?/?|^\(?this article is \w+ by"
        r"|^\(?(?:Written|Contributed|Reporting|Story|By)\b(?: by)?|\b(?:with )?photos by"
    ),
}
FOREIGN = re.compile("[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fff]{1,6})+")
_SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪"
    "严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲游阳裴席卫"
    "查屈鲍位覃霍翁隋植甘景单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫苟全褚廉简娄盖符奚木穆"
    "党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑"
    "荆谌银扬明沙伏岑习胥保和蔺骆佘云贝"
)
_BEFORE = "长员师人者任理记授手士生友民匠家主席官事，。：；、（“”》"
_SAYS = "(?:说|表示|介绍|告诉|认为|透露|坦言|回答|记得|提醒|指出|写道|道)"
_GIVEN = f"(?:[\u4e00-\u9fff]{{2}}(?={_SAYS})|[\u4e00-\u9fff](?={_SAYS})|[\u4e00-\u9fff]{{2}}(?=[^，。]{{1,3}}{_SAYS}))"
# Someone who says something: a surname behind a role or a stop, and one character or two.
PERSON = re.compile(f"(?:^|(?<=[{_BEFORE}]))[{_SURNAMES}]{_GIVEN}")
# Who took a picture, who wrote.
CREDIT = re.compile(
    "[\u4e00-\u9fff·]{2,6}(?=[ 　]?(?:摄|攝|供图)(?:[)）]|$))"
    "|(?<=[者员生文图影][:：/／ 　])[\u4e00-\u9fff]{2,4}(?![\u4e00-\u9fff])"
)
# A credit that names no person.
BODY = re.compile("[局院部会心站团队法司]$")
_DATED = re.compile(
    "(?:Jan|Febr?|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)"
    "(?:uary|ch|il|ust|ember|ober|day)?"
)
# English words, and names that English has for other countries, that can be read as pinyin.
_ENGLISH = re.compile(
    "Age|Alone|Along|Amid|Amen|America|Anger|Angle|Area|Are|Asia|Asian|Balance|Base|Bone|Canada|Candidate|Care|"
    "Career|Case|Chance|Change|Chase|Chile|China|Chinese|Cinema|Citizen|Courier|Cure|Damage|Dance|Dane|Danger|"
    "Data|Date|Defense|Desire|Dialogue|Dice|Die|Disease|Done|During|Engine|Eye|Face|Fame|Fare|Fate|Fine|Five|"
    "Future|Game|Gate|Genre|Guide|Handing|Here|Heritage|Home|House|Huge|Human|Hunting|Language|Lane|Late|"
    "League|Leisure|Lie|Like|Line|Locate|Loose|Machine|Made|Magazine|Make|Male|Man|Manage|Mango|Mean|Media|"
    "Medicine|Meeting|Menu|Mine|Minute|Mobile|Mode|More|Mouse|Music|Name|National|Nature|Nice|Nine|None|Note|"
    "Ocean|One|Ones|Open|Orange|Page|Palace|Pare|Pioneer|Piece|Pine|Police|Pure|Range|Rare|Reading|Release|"
    "Rice|Ride|Riding|Rise|Route|Rule|Running|Sale|Same|Sea|See|Seen|Sense|Share|Shine|Side|Sides|Silence|"
    "Silver|Site|Size|Some|Suite|Sure|Take|Taxi|Tea|Teen|Ten|Theme|Tie|Time|Tone|Tune|Use|Waiting|Wake|Wine|"
    "Wise|Woman|Women|Zone"
)
# What has a capital and names nobody: days, months, titles before a name, the first person.
OPENING = re.compile(
    r"(?:(?:I|The|A|An|It|Mr|Ms|Mrs|Dr|January|February|March|April|May|June|July|August|September|October|November"
    r"|December|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b[ .]*)*"
)
_LETTERS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s$")
# Sounds that transliterations do not keep apart.
_SOUNDS = str.maketrans("bpdtgkqlrmnfvwhzcsjx", "ppttkkkllnnffffsssss", "aeiouy")
_VOWELS = ("a", "e", "i", "o", "u", "y")
_TWICE = re.compile(r"(.)\1+")
_IN_LATIN = tuple(
    (re.compile(written), sound)
    for written, sound in (
        ("ph", "f"), ("ch|sh|th(?=[^aeiou])", "s"), ("c(?=[aourlt]|$)", "k"), ("x", "ks"), ("[^a-z]", ""),
    )
)  # fmt: skip
_IN_PINYIN = (re.compile("^(?:zh|ch|sh|q)"), "s"), (re.compile("ng$"), "n"), (re.compile("^er$"), "l")


def find_spellings(text: str) -> Iterator[tuple[Span, str]]:
    """Words with capitals, up to three together, that can be pinyin, and their places.

    >>> [name for _, name in find_spellings("More than 50 came, said Zhang Kunkun of Chongqing.")]
    ['Zhang Kunkun', 'Kunkun', 'Chongqing']
    """
    for run in RUN.finditer(text):
        parts = [Span(run.start() + part.start(), run.start() + part.end()) for part in PART.finditer(run[0])]
        for first, start in enumerate(parts):
            for last in parts[first : first + 3]:
                name = _POSSESSIVE.sub("", text[start.start : last.end])
                if _is_spelling(name.split()):
                    yield Span(start.start, start.start + len(name)), name


def _is_spelling(words: Sequence[str]) -> bool:
    """Whether words are pinyin, each of them, and no English ones."""
    if any(_ENGLISH.fullmatch(word) or _DATED.fullmatch(word) for word in words) or not is_pinyin("".join(words)):
        return False
    # Behind a syllable, one syllable is pinyin too.
    return all(_LETTERS.fullmatch(word) and is_pinyin(f"ma{word}") for word in words)


def sound_alike(word: str, characters: str) -> float:
    """How alike a word and its transliteration sound, by their consonants, from 0 to 1.

    >>> [round(sound_alike(*pair), 2) for pair in (("Marino", "马里诺"), ("Rivas", "里瓦斯"), ("Marino", "里瓦斯"))]
    [1.0, 1.0, 0.33]
    """
    spoken = _consonants("".join(map(_spoken, characters)))
    return SequenceMatcher(None, spoken, _written(word), autojunk=False).ratio()


def best_sound(word: str, text: str) -> float:
    """How much some characters of a text sound like a word, from 0 to 1.

    >>> round(best_sound("Ricci", "会后里奇离开了。"), 2), round(best_sound("Duisburg", "通达杜伊斯堡等城市"), 2)
    (1.0, 0.75)
    """
    sizes = range(max(1, len(word) // 3), len(word) // 2 + 2)
    best, matcher = 0.0, SequenceMatcher(None, "", _written(word), autojunk=False)
    for sounds in set().union(*(_windows(text, size) for size in sizes)):
        matcher.set_seq1(sounds)
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best:
            best = max(best, matcher.ratio())
    return best


@lru_cache(maxsize=64)
def _windows(text: str, size: int) -> frozenset[str]:
    """What every so many Chinese characters in a row sound like, by their consonants."""
    spoken = [_spoken(character) for character in text]
    windows = (spoken[at : at + size] for at in range(len(spoken) - size + 1))
    return frozenset(_consonants("".join(window)) for window in windows if all(window))


@lru_cache(maxsize=4096)
def _written(word: str) -> str:
    """The consonants of a Latin word as they sound."""
    latin = word.lower()
    for pattern, sound in _IN_LATIN:
        latin = pattern.sub(sound, latin)
    return _consonants(latin)


@lru_cache(maxsize=32768)
def _spoken(character: str) -> str:
    """What a transliteration sounds with a character; nothing for what is not Chinese."""
    found = readings(character)
    syllable = found[0] if found else ""
    for pattern, sound in _IN_PINYIN:
        syllable = pattern.sub(sound, syllable)
    return syllable


def _consonants(sounds: str) -> str:
    kept = ("a" if sounds[:1] in _VOWELS else "") + sounds.translate(_SOUNDS)
    return _TWICE.sub(r"\1", kept)
