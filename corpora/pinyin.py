"""Chinese names as Latin letters spell them, found in Chinese text: the door to pypinyin.

A character has all its readings at once, so a surname is found by its own (单 Shan, 仇 Qiu, 曾 Zeng, 解 Xie).
Tones, capitals, hyphens and apostrophes do not count, and ü is u (Lü, Lyu and Lv are Lu).
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from corpora.text import Span

# A name of two characters at least: one syllable alone stands in every text.
_SHORTEST, _LONGEST = 2, 5
_SEPARATORS = re.compile(r"[\s'’‘ʼ`·.-]+")
# No syllable ends in l; behind a vowel an n does, and `yu` is then a syllable of its own (Ren Yu, Chenyu).
_UMLAUT = re.compile("(?<=[ln])v|(?<=l)yu|(?<![aeiou]n)(?<=n)yu")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# Spelt by law with two letters, so that it is not taken for 山西 (GB/T 28039-2011 keeps the customary form).
_CUSTOMARY = {"陕": ("shaan",)}


def romanised_key(name: str) -> str:
    """The key under which spellings of a name are one.

    >>> [romanised_key(name) for name in ("Xi'an", "Zhang Kunkun", "LÜ Yu-fei", "Lyu Yufei", "Ren Yu", "Lǚliáng")]
    ['xian', 'zhangkunkun', 'luyufei', 'luyufei', 'renyu', 'luliang']
    """
    bare = "".join(mark for mark in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(mark))
    return "".join(_UMLAUT.sub("u", word) for word in _SEPARATORS.split(bare))


@lru_cache(maxsize=65536)
def readings(character: str) -> tuple[str, ...]:
    """The syllables that a character may be read as, as keys; none where it is not Chinese.

    >>> readings("重"), readings("吕"), readings("A")
    (('zhong', 'chong', 'tong'), ('lu',), ())
    """
    if not _HAN.fullmatch(character):
        return ()
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    keys = (romanised_key(syllable) for syllables in found for syllable in syllables)
    return (*dict.fromkeys(filter(None, keys)), *_CUSTOMARY.get(character, ()))


@lru_cache(maxsize=65536)
def umlaut_syllables(character: str) -> frozenset[str]:
    """Those of a character's syllables, as keys, that have an ü behind l or n: 吕, 绿, 女.

    >>> sorted(umlaut_syllables("绿")), umlaut_syllables("卢")
    (['lu'], frozenset())
    """
    if not _HAN.fullmatch(character):
        return frozenset()
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore", v_to_u=True)
    return frozenset(romanised_key(syllable) for syllables in found for syllable in syllables if "ü" in syllable)


@lru_cache(maxsize=65536)
def is_pinyin(name: str) -> bool:
    """Whether a name can be read as pinyin of two syllables or more.

    >>> [is_pinyin(name) for name in ("Liangjiang", "Xi'an", "Zhang Kunkun", "Seres", "Zhang")]
    [True, True, True, False, False]
    """
    return _syllables().fullmatch(romanised_key(name)) is not None


@lru_cache(maxsize=1)
def _syllables() -> re.Pattern[str]:
    """Two to five of all the syllables that characters are read as; sounds without a vowel are no syllables."""
    from pypinyin import pinyin_dict

    marked = {reading for line in pinyin_dict.pinyin_dict.values() for reading in line.split(",")}
    bare = {key for key in map(romanised_key, marked) if re.search("[aeiou]", key)}
    return re.compile(f"(?:{'|'.join(sorted(bare, key=len, reverse=True))}){{{_SHORTEST},{_LONGEST}}}")


class Romanised:
    """Names in Latin letters that are found in Chinese text by their sound.

    Args:
        names: the names; those that are no pinyin are never found.

    >>> names = Romanised(["Liangjiang", "Zhang Kunkun", "Xi'an", "Seres"])
    >>> text = "两江新区的张坤坤从西安来"
    >>> {key: span.cut(text) for key, span in names.find(text).items()}
    {'liangjiang': '两江', 'zhangkunkun': '张坤坤', 'xian': '西安'}
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._keys = frozenset(romanised_key(name) for name in names if is_pinyin(name))
        self._starts = frozenset(key[:end] for key in self._keys for end in range(1, len(key) + 1))

    def find(self, text: str) -> dict[str, Span]:
        """The keys of the names that the text holds, each with its first place."""
        found: dict[str, Span] = {}
        spoken = [readings(character) for character in text]
        for start in range(len(text)):
            begun = [syllable for syllable in spoken[start] if syllable in self._starts]
            for length in range(_SHORTEST, _LONGEST + 1):
                if not begun or start + length > len(text):
                    break
                longer = [head + syllable for head in begun for syllable in spoken[start + length - 1]]
                begun = [head for head in longer if head in self._starts]
                for key in begun:
                    if key in self._keys:
                        found.setdefault(key, Span(start, start + length))
        return found
