"""What a page says of itself outside its text: title, address, versions, and the facts in its meta tags."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import html

from corpora.errors import Invalid
from corpora.language import canonical
from corpora.readers.dates import find_date
from corpora.readers.lines import width
from corpora.readers.metadata import Metadata
from corpora.readers.people import read_people
from corpora.readers.story import Facts

# Names of meta tags: Open Graph; the government portals' own (ArticleTitle, PubDate, ContentSource); Dublin Core.
_PUBLISHED = (
    *("article:published_time", "pubdate", "publishdate", "publish_date", "publish-date", "datepublished"),
    *("og:release_date", "bytedance:published_time", "weibo:article:create_at", "dc.date.issued", "dc.date"),
)
_UPDATED = ("article:modified_time", "og:updated_time", "bytedance:updated_time", "datemodified", "dcterms.modified")
_SOURCES = ("contentsource", "content-source", "article:source", "dc.publisher")
_TITLES = ("og:title", "articletitle", "twitter:title", "dc.title")
_ADDRESSES = ("og:url", "url")
_NEWS = re.compile(r"(?:News)?Article|Report|BlogPosting", re.IGNORECASE)
_SITE = re.compile(
    r"网|新闻|政府|门户|频道|日报|晚报|时报|客户端|官网|中心|栏目|資訊"
    r"|\.(?:com|cn|org|net)|News|Daily|Net\b|Times|Post\b|Online|Media",
    re.IGNORECASE,
)
_SITE_NAME = re.compile(r"(?:网|网站|门户|频道|官网|首页|正文|详情|新闻|动态|公告|列表)$|^(?:首页|Home)\b")
# Columns: no headline is shorter, and hardly a site's name longer.
_TITLE = 14


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a page.

    Args:
        title: of the window, as it stood.
        headings: titles of the story that meta tags name, the most trusted first.
        site: the site's own name.
        facts: for the article.
    """

    title: str
    headings: tuple[str, ...]
    site: str
    facts: Facts

    def headline(self) -> str:
        """The story's title as the head alone tells it: without the site's name."""
        return self.headings[0] if self.headings else strip_site(self.title, site=self.site)

    def tells(self) -> bool:
        """Whether that title is one of a story, rather than a site's or a channel's name."""
        said = self.headline()
        return bool(self.headings) or (width(said) >= _TITLE and not _SITE_NAME.search(said) and said != self.site)


def strip_site(title: str, *, site: str = "") -> str:
    """A window's title without the names of channel and site behind it.

    Args:
        site: the site's name, where the page gives it.

    >>> strip_site("御临河又见白鹭_社会频道_嘉陵网"), strip_site("A ferry - Jialing News")
    ('御临河又见白鹭', 'A ferry')
    """
    title = " ".join(title.split())
    first, underscore, _ = title.partition("_")
    if underscore and len(first.strip()) >= 4:
        return first.strip()
    for separator in (" | ", "|", "｜", " - ", " – ", " — ", "--", "-", "—"):
        named_before = False
        while separator in title:
            head, _, tail = title.rpartition(separator)
            head, tail = head.strip(), tail.strip()
            named = tail == site or (_SITE.search(tail) and len(tail) <= max(24, len(head)))
            # A channel's name says nothing of itself; the site's name behind it does.
            channel = named_before and len(tail) <= 8 and len(tail) < len(head)
            loose = separator != "-" and separator != "—" and len(tail) <= 24 and len(tail) < len(head)
            if len(head) < 4 or not (named or channel or loose):
                break
            title, named_before = head, bool(named or channel)
    return title.strip()


def read_head(root: html.HtmlElement, *, timezone: str) -> Head:
    """What the head of a page says.

    Args:
        root: the page's `html` element.
        timezone: of a time of day beside which no zone is named.
    """
    meta = _meta(root)
    data = next(_news(root), {})
    url = _address(root, meta)
    title = root.find(".//title")
    headings = [value for name in _TITLES for value in meta.get(name, ())]
    site = next(iter((*meta.get("og:site_name", ()), *meta.get("sitename", ()))), "")
    headline = data.get("headline")
    found = [*headings, *([_tidy(headline)] if isinstance(headline, str) else [])]
    return Head(
        title=_tidy("".join(title.itertext())) if title is not None else "",
        headings=tuple(dict.fromkeys(strip_site(text, site=site) for text in found if text)),
        site=site,
        facts=Facts(
            language=_language(root, meta),
            url=url,
            alternates=_alternates(root, url),
            metadata=_facts(meta, data, timezone),
        ),
    )


def _meta(root: html.HtmlElement) -> dict[str, list[str]]:
    held: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = _tidy(element.get("content") or "")
        for attribute in ("name", "property", "itemprop", "http-equiv"):
            if content and (name := element.get(attribute)):
                held.setdefault(name.strip().lower(), []).append(content)
    return held


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _news(root: html.HtmlElement) -> Iterator[dict[str, object]]:
    """The objects of the page's JSON-LD that describe an article (schema.org, NewsArticle)."""
    for element in root.iter("script"):
        if "ld+json" not in (element.get("type") or ""):
            continue
        try:
            waiting = [json.loads(element.text or "")]
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting += value
            elif isinstance(value, dict):
                if _NEWS.search(str(value.get("@type", ""))):
                    yield value
                waiting += [inner for key, inner in value.items() if key == "@graph"]


def _language(root: html.HtmlElement, meta: dict[str, list[str]]) -> str:
    declared = root.get("lang") or root.get("xml:lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    return declared or next(iter((*meta.get("content-language", ()), *meta.get("og:locale", ()))), "")


def _address(root: html.HtmlElement, meta: dict[str, list[str]]) -> str:
    named = [value for name in _ADDRESSES for value in meta.get(name, ())]
    base = next((value for value in named if _absolute(value)), "")
    links = [element.get("href") or "" for element in root.iter("link") if _relation(element, "canonical")]
    found = [joined for link in links if link and _absolute(joined := _joined(base, link))]
    return next(iter((*found, base)), "")


def _alternates(root: html.HtmlElement, url: str) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    base = root.find(".//base")
    against = url or (base.get("href") if base is not None else "") or ""
    for element in root.iter("link", "a"):
        tag, link = element.get("hreflang"), (element.get("href") or "").strip()
        if not tag or not link or tag.lower() == "x-default":
            continue
        if element.tag == "link" and not _relation(element, "alternate"):
            continue
        try:
            found.setdefault(canonical(tag), _joined(against, link))
        except Invalid:
            continue
    return tuple(found.items())


def _relation(element: html.HtmlElement, name: str) -> bool:
    return name in (element.get("rel") or "").lower().split()


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return ""


def _absolute(link: str) -> bool:
    try:
        return urlsplit(link).scheme in ("http", "https")
    except ValueError:
        return False


def _facts(meta: dict[str, list[str]], data: dict[str, object], timezone: str) -> Metadata:
    def date(names: tuple[str, ...], key: str) -> str:
        values = [value for name in names for value in meta.get(name, ())]
        for value in (*values, str(data.get(key, ""))):
            if found := find_date(value, timezone=timezone):
                return found.value
        return ""

    sources = [value for name in _SOURCES for value in meta.get(name, ())]
    publisher = _named(data.get("publisher"))
    authors: list[str] = []
    for name in _named(data.get("author")):
        if (people := read_people(name, logins=False)) is not None:
            authors += people.names
    return Metadata(
        source=next(iter((*sources, *publisher)), ""),
        published=date(_PUBLISHED, "datePublished"),
        updated=date(_UPDATED, "dateModified"),
        people=(("author", tuple(authors)),) if authors else (),
    )


def _named(value: object) -> list[str]:
    """The names in a value of JSON-LD: a string, an object with a name, or a list of them."""
    entries = value if isinstance(value, list) else [value]
    names = [entry.get("name") if isinstance(entry, dict) else entry for entry in entries]
    return [_tidy(name) for name in names if isinstance(name, str) and name.strip()]
