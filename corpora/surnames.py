"""Chinese surnames, with the readings that a bearer may have; and characters of given names with two readings.

Singles after the counts of the Ministry of Public Security's yearly name reports; readings after GB/T 28039-2011
(names of Chinese people in the phonetic alphabet) and the note 〈姓〉 of the Xiandai Hanyu Cidian.
"""

from corpora.pinyin import readings

# Read as the character mostly is.
_SINGLE = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任"
    "姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪安颜倪严牛温芦季俞"
    "章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿詹关苗凌费靳盛童欧甄项成游阳裴席卫屈鲍霍翁隋"
    "植甘景包司宁柯阮桂闵柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧宫苟全褚廉简娄符木穆党燕郎冀谈姬屠连郜晏栾郁商"
    "蒙计喻揭窦迟宇敖糜鄢冷卓花艾蓝巩井练仲虞卞封竺冼原官楚佟栗匡应巫鞠桑荆银扬伏岑习胥保蔺肖闫佘逄逯钮"
    "冒过晁阙蒲邰邸劳力凤雍慕荣茹仰支闻邴展占戴弓幸隆湛骆元门佐侍衡耶苍谌瓮曲嵇蒯璩訾麻沃"
)
# Read otherwise than elsewhere, or in two ways; the first is the likelier.
_SPECIAL = {
    "曾": "zeng", "单": "shan", "仇": "qiu", "解": "xie", "区": "ou", "查": "zha", "翟": "zhai", "卜": "bu",
    "任": "ren", "沈": "shen", "石": "shi", "尹": "yin", "殷": "yin", "薄": "bo", "强": "qiang", "都": "du",
    "种": "chong", "员": "yun", "繁": "po", "幺": "yao", "召": "shao", "宿": "su", "那": "na", "阚": "kan",
    "佴": "nai", "乜": "nie", "郇": "xun", "呙": "guo", "撒": "sa", "台": "tai", "晟": "cheng",
    "缪": "miao", "朴": "piao pu", "盖": "ge gai", "乐": "yue le", "覃": "qin tan", "谌": "chen shen",
    "牟": "mou mu", "柏": "bai bo", "隗": "wei kui", "宓": "mi fu", "郄": "qie xi", "郗": "xi chi", "尉": "wei yu",
    "莘": "shen xin", "贲": "ben", "纪": "ji", "洗": "xian", "折": "she", "黑": "he", "秘": "bi", "哈": "ha",
}  # fmt: skip
_DOUBLE = {
    "欧阳": "ou yang", "诸葛": "zhu ge", "司马": "si ma", "上官": "shang guan", "司徒": "si tu", "东方": "dong fang",
    "夏侯": "xia hou", "皇甫": "huang fu", "慕容": "mu rong", "令狐": "ling hu", "尉迟": "yu chi",
    "长孙": "zhang sun", "宇文": "yu wen", "轩辕": "xuan yuan", "端木": "duan mu", "公孙": "gong sun",
    "呼延": "hu yan", "万俟": "mo qi", "澹台": "tan tai", "南宫": "nan gong", "独孤": "du gu", "西门": "xi men",
    "申屠": "shen tu", "钟离": "zhong li", "闻人": "wen ren", "公冶": "gong ye", "淳于": "chun yu",
    "濮阳": "pu yang", "太史": "tai shi", "单于": "chan yu", "赫连": "he lian", "完颜": "wan yan",
    "东郭": "dong guo", "鲜于": "xian yu", "拓跋": "tuo ba",
}  # fmt: skip
# Characters that parents read in either way; all others are read as they mostly are.
_GIVEN = {
    "乐": "le yue", "朝": "chao zhao", "晟": "sheng cheng", "茜": "qian xi", "莎": "sha suo", "娜": "na nuo",
    "柏": "bai bo", "长": "chang zhang", "重": "zhong chong", "行": "xing hang", "曾": "zeng ceng", "盛": "sheng cheng",
    "单": "dan shan", "解": "jie xie", "降": "jiang xiang", "藏": "cang zang", "传": "chuan zhuan", "仔": "zi zai",
    "炅": "jiong gui", "省": "xing sheng", "参": "can shen",
}  # fmt: skip


def surname_readings(surname: str) -> tuple[str, ...]:
    """The syllables that a surname may be read as, as keys, the likelier first; none where it is no surname.

    >>> surname_readings("曾"), surname_readings("欧阳"), surname_readings("盖"), surname_readings("的")
    (('zeng',), ('ouyang',), ('ge', 'gai'), ())
    """
    if read := _DOUBLE.get(surname):
        return (read.replace(" ", ""),)
    if read := _SPECIAL.get(surname):
        return tuple(read.split())
    return readings(surname)[:1] if surname in _SINGLE else ()


def surname_syllables(surname: str) -> tuple[str, ...]:
    """How each character of a surname is read, as keys; empty where it is no surname.

    >>> surname_syllables("欧阳"), surname_syllables("盖")
    (('ou', 'yang'), ('ge',))
    """
    return tuple(_DOUBLE[surname].split()) if surname in _DOUBLE else surname_readings(surname)[:1]


def given_readings(character: str) -> tuple[str, ...]:
    """The syllables that a character of a given name may be read as, as keys; rare readings are left out.

    >>> given_readings("乐"), given_readings("明")
    (('le', 'yue'), ('ming',))
    """
    if read := _GIVEN.get(character):
        return tuple(read.split())
    return readings(character)[:1]


def split_surname(name: str) -> tuple[str, str]:
    """A name in Chinese characters as surname and given name; two empty strings where it begins with no surname.

    >>> split_surname("欧阳雪"), split_surname("曾伟明"), split_surname("车间")
    (('欧阳', '雪'), ('曾', '伟明'), ('车', '间'))
    """
    for length in (2, 1):
        if surname_readings(name[:length]) and len(name) > length:
            return name[:length], name[length:]
    return "", ""
