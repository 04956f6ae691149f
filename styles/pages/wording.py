"""The few words a page says itself, by language: labels, dates, names of languages and of publishers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from corpora.article import Origin
from corpora.language import Tag

# What each language calls itself.
_NAMES = {
    "zh": "中文", "zh-Hant": "中文", "en": "English", "de": "Deutsch", "fr": "Français", "es": "Español",
    "pt": "Português", "it": "Italiano", "nl": "Nederlands", "pl": "Polski", "ru": "Русский", "uk": "Українська",
    "ja": "日本語",    "ko": "한국어", "ar": "العربية", "he": "עברית", "fa": "فارسی", "vi": "Tiếng Việt", "th": "ไทย",
    "id": "Bahasa Indonesia", "ms": "Bahasa Melayu", "tr": "Türkçe",
}  # fmt: skip
_RIGHT_TO_LEFT = ("ar", "he", "fa", "ur")
# Months as the Associated Press abbreviates them before a day.
_MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
# English names that publishers give themselves.
_PUBLISHERS = {
    "中国网": "China.org.cn", "新华网": "Xinhuanet", "新华社": "Xinhua News Agency", "人民网": "People's Daily Online",
    "人民日报": "People's Daily", "中国日报网": "China Daily", "中国日报": "China Daily", "央视网": "CCTV.com",
    "中国新闻网": "China News Service", "中新网": "China News Service", "中新社": "China News Service",
    "光明网": "Guangming Online", "经济日报": "Economic Daily", "科技日报": "Science and Technology Daily",
    "重庆日报": "Chongqing Daily",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """The labels of one language."""

    source: str
    author: str
    editor: str
    colon: str
    separator: str
    comma: str
    both: str
    skip: str
    view: str
    edition: str
    alone: str


_ENGLISH = Words(
    "Source", "Author", "Editor", ": ", " | ", ", ", "Both", "Skip to the story", "Languages shown",
    "Bilingual edition", "only in this language",
)  # fmt: skip
_WORDS = {
    "en": _ENGLISH,
    "zh": Words("来源", "作者", "编辑", "：", "　", "、", "对照", "跳到正文", "显示语言", "双语对照", "仅见于本语言"),
    "zh-Hant": Words(
        "來源", "作者", "編輯", "：", "　", "、", "對照", "跳到正文", "顯示語言", "雙語對照", "僅見於本語言"
    ),
}  # fmt: skip


def words(language: str) -> Words:
    """The labels of a language; English ones where we have none of its own."""
    return _WORDS.get(_key(language), _ENGLISH)


def language_name(language: str) -> str:
    """What a language calls itself; its tag where that is not known.

    >>> language_name("zh-CN"), language_name("en-GB"), language_name("eo")
    ('中文', 'English', 'eo')
    """
    return _NAMES.get(_key(language), language)


def direction(language: str) -> str:
    """`ltr`, or `rtl` for languages written from right to left."""
    return "rtl" if Tag.parse(language).language in _RIGHT_TO_LEFT else "ltr"


def locale(language: str) -> str:
    """The form Open Graph wants, with the likeliest region where the tag has none.

    >>> locale("zh-CN"), locale("en"), locale("fr-CA")
    ('zh_CN', 'en_US', 'fr_CA')
    """
    tag = Tag.parse(language)
    likely = {"en": "US", "zh": "TW" if tag.likely_script == "Hant" else "CN", "ja": "JP", "ko": "KR"}
    return f"{tag.language}_{tag.region or likely.get(tag.language, tag.language.upper())}"


def written_date(published: str, *, language: str) -> str:
    """A day as a language writes it; as ISO 8601 has it in languages without a form here.

    >>> written_date("2023-08-03T16:16:44+08:00", language="en"), written_date("2023-08-03", language="zh-CN")
    ('Aug. 3, 2023', '2023年8月3日')
    """
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:
        return published
    name = Tag.parse(language).language
    if name == "en":
        return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"
    if name in ("zh", "ja", "yue"):
        return f"{day.year}年{day.month}月{day.day}日"
    return day.isoformat()


@dataclass(frozen=True, slots=True)
class Label:
    """An entry of the line beneath a title.

    Args:
        label: what it is; empty for the date.
        text: what it says.
        language: of the text, where it is not the page's.
        time: ISO 8601, for the date.
    """

    label: str
    text: str
    language: str = ""
    time: str = ""


def metadata(origin: Origin, *, language: str, written_in: str, names: Mapping[str, str] | None = None) -> list[Label]:
    """The line beneath a title: source, date, author and editor, in the reader's language.

    Args:
        origin: what the page says of itself.
        language: of the reader.
        written_in: language of a name that has no form in the reader's.
        names: publishers and people as the reader's language writes them.
    """
    say = words(language)
    entries = []
    if origin.source:
        entries.append(_label(say.source, [origin.source], language, written_in, names))
    if origin.published:
        shown = written_date(origin.published, language=language)
        entries.append(Label("", shown, time=origin.published if shown != origin.published else ""))
    for role, label in (("author", say.author), ("editor", say.editor)):
        if people := origin.names(role):
            entries.append(_label(label, list(people), language, written_in, names))
    return entries


def known_name(name: str, *, language: str, names: Mapping[str, str] | None = None) -> str:
    """A publisher or person as a language writes it; the name as it stands where no form is known."""
    if names and name in names:
        return names[name]
    return _PUBLISHERS.get(name, name) if Tag.parse(language).language == "en" else name


def _label(label: str, texts: list[str], language: str, written_in: str, names: Mapping[str, str] | None) -> Label:
    say = words(language)
    own = [known_name(text, language=language, names=names) for text in texts]
    foreign = own == texts and any(character >= "\u3400" for character in "".join(own))
    return Label(label, say.comma.join(own), written_in if foreign and _key(written_in) != _key(language) else "")


def _key(language: str) -> str:
    tag = Tag.parse(language)
    return "zh-Hant" if tag.likely_script == "Hant" else "zh" if tag.language == "yue" else tag.language
