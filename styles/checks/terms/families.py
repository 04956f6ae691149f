"""English words that say nearly the same: of one family, of a place and its people, of one Chinese ending."""

from functools import lru_cache

from styles.spotting.english import plain

# What English puts behind a stem to make a noun, a verb or an adjective of it.
_ENDED = """
e s es ed d ing er ers or ors ion ions ation ations al als ally ial ially ly y ies ment ments mental ive ives ory
ity ities ance ances ence ences ant ants ent ents ic ical ics ism ist ists able ible ary ship hood ful less
ise ises ised ising isation isations age ages t ts
"""
_ENDINGS = frozenset(("", *_ENDED.split()))
_SHORTEST_STEM = 4
# A place and its people: what Chinese has one word for.
_PEOPLES = """
china chinese|japan japanese|korea korean koreans|russia russian russians|france french|germany german germans
britain british uk england english|america american americans us usa|europe european europeans eu
asia asian asians|africa african africans|india indian indians|italy italian italians|spain spanish
portugal portuguese|netherlands dutch|switzerland swiss|sweden swedish|norway norwegian|denmark danish
finland finnish|poland polish|greece greek|turkey turkish|israel israeli|iran iranian|iraq iraqi|egypt egyptian
brazil brazilian|argentina argentine argentinian|mexico mexican|canada canadian canadians
australia australian australians|thailand thai|vietnam vietnamese|laos lao laotian|cambodia cambodian
malaysia malaysian|singapore singaporean|indonesia indonesian|philippines philippine filipino|myanmar burmese
pakistan pakistani|nepal nepalese nepali|mongolia mongolian|kazakhstan kazakh|uzbekistan uzbek
ukraine ukrainian|hungary hungarian|austria austrian|belgium belgian|ireland irish|scotland scottish|wales welsh
tibet tibetan|taiwan taiwanese
"""
# Nouns that end a common term, and Chinese has one ending for: 业, 体系 制度 机制, 项目 计划, 措施, 会, 率, 量 额,
# 机构 组织, 企业 公司, 贷款, 检查 审查, 办法 方法, 中心, 工作 活动, 园区, 地区, 设施, 人员, 技术, 增长, 下降.
_NEAR = """
sector industry business trade
system regime framework mechanism arrangement structure institution
system sector network
project programme scheme plan initiative
measure action step
conference seminar workshop symposium forum meeting event
rate ratio percentage proportion
volume amount number quantity value
institution organisation body agency entity
enterprise company firm business corporate corporation
loan lending credit financing
review examination inspection check audit
method technique approach means
centre hub base
activity event campaign drive
work effort task
zone area region district
facility infrastructure equipment
staff personnel employee worker workforce
technology technique
growth increase rise hike
fall decline decrease drop slowdown reduction
threat attack risk
policy rule regulation
market sector
global worldwide world international
domestic local home
fund money capital
pay remuneration salary wage
car vehicle automobile auto
"""
# Words that only say of what kind something is, and English leaves out: 业, 工作, 活动, 情况, 环境, 事业, 相关.
_CATEGORIES = """
activity work scheme initiative environment programme project company enterprise situation issue matter cause process
sector industry official related relevant
"""


def _group(table: str) -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for line in table.strip().splitlines():
        words = [plain(word) for word in line.split()]
        for word in words:
            groups.setdefault(word, set()).update(words)
    return {word: frozenset(near - {word}) for word, near in groups.items()}


# Plain word to the first of its group.
PEOPLES = {
    plain(word): plain(group.split()[0]) for group in _PEOPLES.replace("\n", "|").split("|") for word in group.split()
}
CATEGORIES = frozenset(map(plain, _CATEGORIES.split()))
_SYNONYMS = _group(_NEAR)


def near_synonyms(word: str) -> frozenset[str]:
    """The plain words that may stand for a common one.

    >>> sorted(near_synonyms("staff"))
    ['employe', 'personnel', 'worker', 'workforc']
    """
    return _SYNONYMS.get(word, frozenset())


@lru_cache(maxsize=65536)
def akin(one: str, other: str) -> bool:
    """Whether two words are of one family: a stem, and what English puts behind it.

    >>> [akin(one, "supervision") for one in ("supervisory", "supervise", "superior", "super")]
    [True, True, False, False]
    """
    one, other = (word.replace("iz", "is").replace("yz", "ys") for word in (one, other))
    common = next((at for at, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))
    stems = range(common, max(_SHORTEST_STEM, common - 3) - 1, -1)
    return any(one[at:] in _ENDINGS and other[at:] in _ENDINGS for at in stems)
