"""What addresses and file names say: whose version a page is, its number, its day.

Names are taken apart into words; a word that names the language the story is in (`en`, `english`, `zh-cn`)
says nothing else about it.
"""

import re
from datetime import date
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from corpora.errors import Invalid
from corpora.language import Tag

# Names of languages that are no tags; tags themselves are read by `Tag`.
_NAMED = {
    "cn": "zh", "chs": "zh", "cht": "zh", "chn": "zh", "hans": "zh", "hant": "zh", "chinese": "zh", "中文": "zh",
    "中": "zh", "中文版": "zh", "english": "en", "英文": "en", "英": "en", "英文版": "en", "german": "de",
    "deutsch": "de", "french": "fr", "francais": "fr", "spanish": "es", "espanol": "es", "russian": "ru",
    "japanese": "ja", "jp": "ja", "korean": "ko", "kr": "ko", "italian": "it", "portuguese": "pt",
}  # fmt: skip
# What a publishing system calls every story, and says nothing of one.
_GENERIC = frozenset(
    {"index", "default", "content", "article", "story", "news", "page", "post", "doc", "file", "node", "detail"}
)
_TELLING = re.compile("[\u3400-\u9fff]{2,}|[^\\W\\d_]{3,}|\\d{5,}")
_WORDS = re.compile(r"[\s._\-]+")
_NUMBER = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]?(\d{5,})(?!\d)")
_HASH = re.compile(r"(?<![0-9a-z])(?=[a-z]*\d)(?=\d*[a-f])[0-9a-f]{8,40}(?![0-9a-z])", re.IGNORECASE)
_DAY = re.compile(
    r"(?<!\d)(?:((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])"
    r"|((?:19|20)\d\d)[-/._ ](0?[1-9]|1[0-2])[-/._ ](0?[1-9]|[12]\d|3[01]))(?!\d)"
)
_MONTH = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?")
_INDEX = re.compile(r"/(?:index|default)\.\w{2,5}$", re.IGNORECASE)


class Place(NamedTuple):
    """A path without what names its language.

    Args:
        path: the words that are left, its folders before it.
        tagged: whether a word was left out.
        named: whether the file's own name holds a word, or a long number, and not just its turn in a row.
    """

    path: str
    tagged: bool
    named: bool


def tidy_address(url: str) -> str:
    """An address as it is compared: without scheme, `www.`, fragment and index page.

    >>> tidy_address("HTTPS://www.Liangjiang.example/en/index.html#top"), tidy_address("//liangjiang.example/en/")
    ('liangjiang.example/en', 'liangjiang.example/en')
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    path = _INDEX.sub("/", unquote(parts.path)).rstrip("/")
    return f"{host}{path}" + (f"?{parts.query}" if parts.query else "")


def find_ids(address: str) -> frozenset[str]:
    """Numbers of five digits and more that are no dates, and hexadecimal ones of eight and more.

    >>> sorted(find_ids("/fzlj/202404/t20240428_88127.html")), sorted(find_ids("/en/2024-05/a1b2c3d4e5.html"))
    (['88127'], ['a1b2c3d4e5'])
    """
    text = re.sub(r"_", " ", unquote(address))
    numbers = {number for number in _NUMBER.findall(text) if not _MONTH.fullmatch(number)}
    return frozenset(numbers | {found.lower() for found in _HASH.findall(text) if not found.isdigit()})


def find_day(address: str) -> date | None:
    """The day that an address names.

    >>> [str(find_day(address)) for address in ("/en/2023-08/09/c_201.html", "/202404/t20240428_8.html", "/1.html")]
    ['2023-08-09', '2024-04-28', 'None']
    """
    for parts in _DAY.findall(address.replace("_", " ")):
        year, month, day = map(int, filter(None, parts))
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return None


def find_place(path: str, language: str) -> Place:
    """A path without its suffix and without the words that name a language.

    >>> find_place("news/park.zh-CN.html", "zh-Hans"), find_place("english/news/park.htm", "en")
    (Place(path='news/park', tagged=True, named=True), Place(path='news/park', tagged=True, named=True))
    >>> find_place("zh/007.txt", "zh")
    Place(path='007', tagged=True, named=False)
    """
    folders = [folder for folder in unquote(path).replace("\\", "/").split("/") if folder not in ("", ".")]
    if not folders:
        return Place("", False, False)
    folders[-1] = re.sub(r"\.(?:s?html?|xhtml|txt|text|md|markdown|docx?|epub|zip)$", "", folders[-1], flags=re.I)
    kept, tagged = [], False
    for folder in folders:
        words = [word for word in _WORDS.split(folder) if word]
        own = [word for word in words if not _names(word, language)]
        # `zh-CN` is cut in two, and its region names no language by itself.
        if len(own) < len(words):
            tagged = True
            own = [word for word in own if not (len(word) in (2, 4) and _follows_tag(folder, word, language))]
        if own:
            kept.append("-".join(own).casefold())
    named = any(word not in _GENERIC for word in _TELLING.findall(kept[-1] if kept else ""))
    return Place("/".join(kept), tagged, named)


def _names(word: str, language: str) -> bool:
    """Whether a word names the language."""
    primary = Tag.parse(language).language
    lower = word.casefold()
    if lower in _NAMED:
        return _NAMED[lower] == primary
    if not lower.isascii() or not lower.isalpha() or len(lower) > 3:
        return False
    try:
        return Tag.parse(lower).language == primary
    except Invalid:
        return False


def _follows_tag(folder: str, word: str, language: str) -> bool:
    tag = re.search(rf"(?<![A-Za-z])([A-Za-z]{{2,3}})[-_]{re.escape(word)}(?![A-Za-z])", folder)
    return tag is not None and _names(tag[1], language)
