"""Language tags in canonical form, which tag answers which, and what language a text is in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Self

from corpora.errors import Invalid

if TYPE_CHECKING:
    from langdetect.detector_factory import DetectorFactory

# ISO 639-2 codes of languages that RFC 5646 (section 2.2.1) writes with two letters.
_SHORTEST = {
    "zho": "zh", "chi": "zh", "cmn": "zh", "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr",
    "spa": "es", "por": "pt", "rus": "ru", "jpn": "ja", "kor": "ko", "ita": "it", "nld": "nl", "dut": "nl",
    "pol": "pl", "tur": "tr", "tha": "th", "ara": "ar", "vie": "vi", "ind": "id", "msa": "ms", "may": "ms",
    "ces": "cs", "cze": "cs", "swe": "sv", "dan": "da", "fin": "fi", "ukr": "uk", "hin": "hi", "heb": "he",
    # Names that the registry of subtags gave up, and that Java still writes.
    "iw": "he", "in": "id", "ji": "yi",
}  # fmt: skip
# How Windows named the scripts of Chinese before it knew tags with scripts; old memories are full of them.
_OLD_SCRIPTS = {"chs": "Hans", "cht": "Hant"}
# The script a Chinese region writes in (CLDR likely subtags); other languages have one script here.
_HANT_REGIONS = frozenset({"TW", "HK", "MO"})
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Tag:
    """A BCP-47 language tag taken apart (RFC 5646, section 2.1).

    Args:
        language: primary language, lower case.
        script: four letters, title case, or empty.
        region: two letters or three digits, upper case, or empty.
        rest: variants, extensions and private use, lower case.
    """

    language: str
    script: str = ""
    region: str = ""
    rest: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "-".join([part for part in (self.language, self.script, self.region, *self.rest) if part])

    @classmethod
    def parse(cls, text: str) -> Self:
        """The tag that a text holds, in canonical form.

        Raises:
            Invalid: it has not the form of a tag.

        >>> str(Tag.parse("ZH_hans_cn")), str(Tag.parse("chi")), str(Tag.parse("en-us")), str(Tag.parse("zh-CHT"))
        ('zh-Hans-CN', 'zh', 'en-US', 'zh-Hant')
        """
        tidy = text.strip().replace("_", "-")
        if not _TAG.fullmatch(tidy):
            raise Invalid(f"{text!r} is no language tag", "Use a form such as zh-CN or en")
        first, *others = tidy.split("-")
        others = [_OLD_SCRIPTS.get(part.lower(), part) for part in others]
        # An extended language stands for itself (section 2.2.2): zh-yue is yue, and zh-cmn what zh says.
        if len(others) and len(others[0]) == 3 and others[0].isalpha():
            first, *others = others
        language = _SHORTEST.get(first.lower(), first.lower())
        script = region = ""
        rest: list[str] = []
        for part in others:
            if rest or len(part) == 1:
                rest.append(part.lower())
            elif len(part) == 4 and part.isalpha() and not script and not region:
                script = part.title()
            elif not region and ((len(part) == 2 and part.isalpha()) or (len(part) == 3 and part.isdigit())):
                region = part.upper()
            else:
                rest.append(part.lower())
        return cls(language, script, region, tuple(rest))

    @property
    def likely_script(self) -> str:
        """The script that a reader may expect; empty where the language alone says enough."""
        if self.script or self.language not in ("zh", "yue"):
            return self.script
        return "Hant" if self.region in _HANT_REGIONS or self.language == "yue" else "Hans"


@lru_cache(maxsize=1024)
def canonical(text: str) -> str:
    """The canonical form of a language tag, nothing dropped; raises `Invalid` as `Tag.parse` does.

    >>> canonical("zh_cn")
    'zh-CN'
    """
    return str(Tag.parse(text))


@lru_cache(maxsize=4096)
def answers(wanted: str, offered: str) -> bool:
    """Whether text tagged `offered` serves a request for `wanted`: same language, same likely script.

    The region never excludes; `rank` orders by it.

    >>> answers("zh-CN", "zh"), answers("zh-CN", "zh-TW"), answers("en-GB", "en-US")
    (True, False, True)
    """
    one, other = Tag.parse(wanted), Tag.parse(offered)
    return one.language == other.language and one.likely_script == other.likely_script


@lru_cache(maxsize=4096)
def rank(wanted: str, offered: str) -> int:
    """How near an answering tag is: 0 the same, 1 one of them names no region, 2 another region."""
    one, other = Tag.parse(wanted), Tag.parse(offered)
    if one.region == other.region:
        return 0
    return 2 if one.region and other.region else 1


@lru_cache(maxsize=1024)
def unspaced(language: str) -> bool:
    """Whether the language is written without spaces between words."""
    return Tag.parse(language).language in ("zh", "ja", "th", "lo", "km", "my", "yue")


_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("Kana", re.compile("[\u3040-\u30ff\u31f0-\u31ff]")),
    ("Han", re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")),
    ("Hangul", re.compile("[\u1100-\u11ff\uac00-\ud7af]")),
    ("Latin", re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")),
    ("Cyrillic", re.compile("[\u0400-\u052f]")),
    ("Arabic", re.compile("[\u0600-\u06ff\u0750-\u077f]")),
    ("Thai", re.compile("[\u0e00-\u0e7f]")),
    ("Greek", re.compile("[\u0370-\u03ff]")),
    ("Hebrew", re.compile("[\u0590-\u05ff]")),
    ("Devanagari", re.compile("[\u0900-\u097f]")),
)
_ONE_LANGUAGE = {"Hangul": "ko", "Thai": "th", "Greek": "el", "Hebrew": "he"}
_WRITTEN_IN = {
    "Cyrillic": ("ru", "uk", "bg", "mk"),
    "Arabic": ("ar", "fa", "ur"),
    "Devanagari": ("hi", "mr", "ne"),
    "Latin": (
        "en", "de", "fr", "es", "pt", "it", "nl", "pl", "tr", "id", "vi", "cs", "sv", "da", "no", "fi", "hu", "ro",
    ),
}  # fmt: skip
# Characters that one of the two forms of Chinese writes and the other does not.
_HANS_ONLY = re.compile("[这国来为时会发产过对说们动经进车场区学实现业开两个关于员报东长门问间专统条机电务应]")
_HANT_ONLY = re.compile("[這國來為時會發產過對說們動經進車場區學實現業開兩個關於員報東長門問間專統條機電務應]")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\S+")
_FEW_LETTERS = 24
# A Han character says about as much as a word of four letters.
_HAN_WEIGHT = 4


def detect(text: str, *, among: Sequence[str] = ()) -> str | None:
    """The language of a text as a tag, or None where it has no letters.

    The script decides where it can; between languages of one script langdetect does, with a fixed
    seed and only the profiles in question.

    Args:
        among: the languages in question; empty for all that are known.

    >>> detect("两江新区数字经济产业园 Digital Park 开园"), detect("來源：重慶日報"), detect("Aug. 3"), detect("2023")
    ('zh-Hans', 'zh-Hant', 'en', None)
    """
    sample = _ADDRESS.sub(" ", text[:20000])
    counts = count_scripts(sample)
    if not any(counts.values()):
        return None
    han = counts["Han"]
    weights = counts | {"Han": han * _HAN_WEIGHT, "Kana": counts["Kana"] * _HAN_WEIGHT}
    if counts["Kana"] and counts["Kana"] * 8 >= han:
        weights["Kana"] += weights["Han"]
    script = max(weights, key=lambda name: weights[name])
    if script == "Kana":
        return "ja"
    if script == "Han":
        return _chinese(sample)
    if script in _ONE_LANGUAGE:
        return _ONE_LANGUAGE[script]
    profiles = _WRITTEN_IN[script]
    if among:
        wanted = {Tag.parse(tag).language for tag in among}
        profiles = tuple(name for name in profiles if name in wanted) or profiles
    # A few words are too few for langdetect, which answers all the same: the likeliest language stands then.
    few = sum(map(str.isalpha, sample)) < _FEW_LETTERS
    return profiles[0] if few or len(profiles) == 1 else _between(sample, profiles)


def count_scripts(text: str) -> dict[str, int]:
    """How many letters of each script that is known stand in a text, by the script's English name.

    >>> {name: count for name, count in count_scripts("两江 Park").items() if count}
    {'Han': 2, 'Latin': 4}
    """
    return {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS}


def count_forms(text: str) -> tuple[int, int]:
    """How many characters stand in a text that only simplified Chinese has, and only traditional Chinese.

    >>> count_forms("两江新区"), count_forms("來源：重慶日報")
    ((2, 0), (0, 2))
    """
    return len(_HANS_ONLY.findall(text)), len(_HANT_ONLY.findall(text))


def _chinese(text: str) -> str:
    simplified, traditional = count_forms(text)
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def _between(text: str, profiles: tuple[str, ...]) -> str:
    from langdetect.lang_detect_exception import LangDetectException

    detector = _profiles(profiles).create()
    detector.append(text[:4000])
    try:
        found = detector.get_probabilities()
    except LangDetectException:
        return profiles[0]
    return found[0].lang if found else profiles[0]


@lru_cache(maxsize=16)
def _profiles(names: tuple[str, ...]) -> "DetectorFactory":
    from pathlib import Path

    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    factory = DetectorFactory()
    factory.set_seed(0)
    factory.load_json_profile([Path(PROFILES_DIRECTORY, name).read_text("utf-8") for name in names])
    return factory
