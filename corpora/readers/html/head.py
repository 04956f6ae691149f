"""What a page says of itself outside its text: title, address, versions, and the facts in its meta tags."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import cast
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from corpora.errors import Invalid
from corpora.language import canonical
from corpora.readers.html.embedded import read_embedded, read_moment
from corpora.readers.html.facts import NO_SOURCE
from corpora.readers.lines import width
from corpora.readers.metadata import Metadata, read_metadata
from corpora.readers.story import Facts

# Names of meta tags: Open Graph; the government portals' own (ArticleTitle, PubDate, ContentSource); Dublin Core.
_PUBLISHED = (
    *("article:published_time", "pubdate", "publishdate", "publish_date", "publish-date", "datepublished"),
    *("og:release_date", "bytedance:published_time", "weibo:article:create_at", "dc.date.issued", "dc.date"),
    *("publishtime", "publish_time", "pub_date", "pubtime", "og:published_time", "og:article:published_time"),
    *("publicationdate", "publication_date", "dcterms.issued", "dcterms.created", "firstpublishedtime"),
)
_UPDATED = (
    *("article:modified_time", "og:updated_time", "bytedance:updated_time", "datemodified", "dcterms.modified"),
    *("dateupdate", "lastmodifieddate"),
)
_SOURCES = ("contentsource", "content-source", "article:source", "source", "newssource", "dc.publisher")
_TITLES = ("og:title", "articletitle", "twitter:title", "dc.title", "name")
_ADDRESSES = ("og:url", "url")
_SITE = re.compile(
    r"网|新闻|政府|门户|频道|日报|晚报|时报|客户端|官网|中心|栏目|資訊"
    r"|\.(?:com|cn|org|net)|News|Daily|Net\b|Times|Post\b|Online|Media",
    re.IGNORECASE,
)
_SITE_NAME = re.compile(r"(?:网|网站|门户|频道|官网|首页|正文|详情|新闻|动态|公告|列表)$|^(?:首页|Home)\b")
_SITE_ALONE = re.compile(r"^.{0,12}(?:网|网站|门户|频道|官网|首页|客户端|融媒|日报|晚报|数字报|发布)$|^(?:首页|Home)\b")
_VERSIONS = etree.XPath("//a[@hreflang]|//link[@hreflang]")
# A paper's name in front of its digital edition, or a site's, before the headline.
_FRONT = re.compile(
    r"(?P<site>[^-_|｜—–]{2,24}?(?:(?P<digital>数字报刊?|电子报刊?|电子版|数字版|數位報|電子報)|信息港|网|在线|日报|晚报|晨报|早报"
    r"|时报|商报|都市报|门户|新闻中心|客户端|新聞網|日報|晚報|時報|[A-Za-z] (?:News|Daily|Times|Online)))"
    r"\s*(?:-{1,2}|_|\||｜|»|::)\s*(?=(?P<rest>.+))"
)
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
        stories: titles in the data that the page is drawn from, with the facts beside each.
    """

    title: str
    headings: tuple[str, ...]
    site: str
    facts: Facts
    stories: tuple[tuple[str, Metadata], ...] = ()

    @property
    def window(self) -> str:
        """The window's title without a site's name before it; empty where it is nothing but that name."""
        title = strip_front(self.title)
        said = strip_site(title, site=self.site)
        return "" if said == self.site or width(said) < 8 or _SITE_ALONE.search(said) else title

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
    title = strip_front(" ".join(title.split()))
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


@lru_cache(maxsize=64)
def _find_front(title: str) -> re.Match[str] | None:
    return _FRONT.match(title)


def strip_front(title: str) -> str:
    """A window's title without the name of a site or of a paper's digital edition before it.

    >>> strip_front("嘉陵晚报数字报-老码头的新航线"), strip_front("嘉陵网-嘉陵日报")
    ('老码头的新航线', '嘉陵网-嘉陵日报')
    """
    front = _find_front(title)
    if front is None or (not front["digital"] and (width(front["rest"]) < _TITLE or _SITE.search(front["rest"][-8:]))):
        return title
    return front["rest"]


def read_head(root: html.HtmlElement, *, timezone: str) -> Head:
    """What the head of a page says.

    Args:
        root: the page's `html` element.
        timezone: of a time of day beside which no zone is named.
    """
    meta = _meta(root)
    url = _address(root, meta)
    title = root.find(".//title")
    window = _tidy("".join(title.itertext())) if title is not None else ""
    site = next(iter((*meta.get("og:site_name", ()), *meta.get("sitename", ()))), "")
    embedded = read_embedded(root, timezone=timezone)
    headings = [*(value for name in _TITLES for value in meta.get(name, ())), *embedded.headings]
    return Head(
        title=window,
        headings=tuple(dict.fromkeys(strip_site(text, site=site) for text in headings if text)),
        site=site,
        facts=Facts(
            language=_language(root, meta),
            url=url,
            alternates=_alternates(root, url),
            metadata=_facts(meta, timezone).joined(embedded.facts).joined(Metadata(source=_paper(window))),
        ),
        stories=embedded.stories,
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
    for element in cast(list[html.HtmlElement], _VERSIONS(root)):
        tag, link = element.get("hreflang"), (element.get("href") or "").strip()
        if not link or tag.lower() == "x-default":
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


def _facts(meta: dict[str, list[str]], timezone: str) -> Metadata:
    def date(names: tuple[str, ...]) -> str:
        moments = (read_moment(value, timezone) for name in names for value in meta.get(name, ()))
        return next((moment for moment in moments if moment), "")

    sources = (_source(value) for name in _SOURCES for value in meta.get(name, ()))
    return Metadata(
        source=next((source for source in sources if source), ""), published=date(_PUBLISHED), updated=date(_UPDATED)
    )


def _source(value: str) -> str:
    """A publisher's name in a meta tag, which may have a label of its own; empty where it is none."""
    name = read_metadata(value).source or value
    fits = len(name) <= 60 and not re.search(r"[:：/。，]", name) and NO_SOURCE.fullmatch(name) is None
    return name if fits else ""


def _paper(window: str) -> str:
    """The paper whose digital edition a page says it is of."""
    front = _find_front(window)
    return front["site"].removesuffix(front["digital"]) if front and front["digital"] else ""
