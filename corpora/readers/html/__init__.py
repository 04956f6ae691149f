"""A page of a portal -> Article. The door to lxml's HTML parser, which recovers as browsers do."""

import re
from dataclasses import dataclass, replace

from lxml import etree, html

from corpora.article import Article
from corpora.errors import NothingFound, WrongFormat
from corpora.files import decode
from corpora.readers.explanation import Reason
from corpora.readers.html.body import Body, find_body
from corpora.readers.html.flow import flow
from corpora.readers.html.head import Head, read_head
from corpora.readers.html.pairs import join_pairs
from corpora.readers.html.selection import Selection, select
from corpora.readers.html.shown import Flow
from corpora.readers.html.sites import Site, find_site
from corpora.readers.html.title import find_named, title_key
from corpora.readers.lines import width
from corpora.readers.metadata import Metadata
from corpora.readers.story import compose

_ERROR = re.compile(
    r"\b(?:40[0-9]|50[0-4])\b|\b(?:page )?not found\b|\bforbidden\b|\bbad gateway\b"
    r"|页面(?:不存在|未找到|没有找到|找不到|已删除|走丢)"
    r"|找不到(?:该|您|页面|网页)|无法访问|文章不存在|内容不存在|访问出错",
    re.IGNORECASE,
)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# An error page says little; a story about an error says more.
_LITTLE = 400
# libxml2 goes 2048 deep.
_DEEPEST = 2000


@dataclass(frozen=True, slots=True)
class _Examined:
    """What was made out on a page before it became an article."""

    head: Head
    site: Site
    body: Body
    chosen: Selection

    def told(self) -> Metadata:
        """What the data that the page is drawn from says about the story of this title."""
        title = title_key(self.chosen.lines[0].text)
        return next((facts for text, facts in self.head.stories if title_key(text) == title), Metadata())


def read_story(data: bytes, *, file: str, language: str | None, timezone: str) -> Article:
    """The story of an HTML page.

    Raises:
        WrongFormat, WrongEncoding: the bytes are no page.
        NothingFound: the page holds no story; the cause says what it holds.
    """
    text, _ = decode(data, file=file)
    seen = _examine(text, file=file, timezone=timezone)
    said = seen.chosen.spare.joined(seen.head.facts.metadata).joined(seen.told()).joined(seen.chosen.filed)
    facts = replace(seen.head.facts, metadata=said)
    return compose(seen.chosen.lines, file=file, language=language, timezone=timezone, facts=facts)


def explain_story(data: bytes, article: Article, *, file: str, timezone: str) -> list[Reason]:
    """Which rule found each part of the article that `read_story` gives for the same bytes; raises as it does."""
    text, encoding = decode(data, file=file)
    seen = _examine(text, file=file, timezone=timezone)
    declared = seen.head.facts.language
    return [
        Reason("encoding", "the bytes", encoding),
        Reason("site", "its address" if seen.site.hosts else "no rules of its own", seen.site.name),
        Reason("language", f"the text; declared: {declared or 'nothing'}", article.language),
        Reason("title", seen.chosen.title_rule, article.title),
        Reason("body", seen.body.rule, f"{len(article.blocks)} blocks"),
    ]


def _examine(text: str, *, file: str, timezone: str) -> _Examined:
    root = parse_page(text)
    if root is None:
        raise NothingFound("the file is empty", "Give a page with a story in it", file=file)
    if frame := _framed(root):
        raise NothingFound("the page only frames others", f"Give the framed page itself ({frame})", file=file)
    head = read_head(root, timezone=timezone)
    site = find_site(head.facts.url)
    page = flow(root, site)
    join_pairs(page)
    if not page.lines and _too_deep(root):
        raise WrongFormat("the page is nested too deep to be read", "Give the story as text", file=file)
    if not page.lines:
        raise NothingFound(
            "the page shows no text", "Where scripts fill it, open it in a browser and save it from there", file=file
        )
    _refuse_error(page, head, file)
    named = find_named(page, head)
    found = find_body(page, site, after=named[0].first if named else 0)
    chosen = select(page, named, found, head, site, timezone=timezone)
    if not chosen.lines:
        raise _nothing(page, file)
    return _Examined(head, site, found, chosen)


def parse_page(text: str) -> html.HtmlElement | None:
    """The root of a page; None where there is no element in it.

    Characters that no document may hold are dropped, as browsers do. The text goes in as UTF-8:
    lxml refuses text that declares another encoding.
    """
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    try:
        root = html.document_fromstring(_ILLEGAL.sub("", text).encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    if not isinstance(root, html.HtmlElement):
        return None
    # What stands behind a stray </html> is a root of its own, and is shown all the same.
    for other in list(root.itersiblings()):
        if isinstance(other.tag, str):
            root.append(other)
    return root


def _framed(root: html.HtmlElement) -> str:
    frames = root.find(".//frameset")
    if frames is None:
        return ""
    return ", ".join([frame.get("src") or "?" for frame in root.iter("frame")][:3]) or "it names none"


def _too_deep(root: html.HtmlElement) -> bool:
    """Whether the parser gave up at the deepest that it goes, and dropped what is in there."""
    element, depth = root, 0
    while len(element):
        element, depth = element[-1], depth + 1
    return depth >= _DEEPEST


def _refuse_error(page: Flow, head: Head, file: str) -> None:
    told = [head.title, *[shown.line.text for shown in page.lines if shown.level == 1]]
    said = next((text for text in told if _ERROR.search(text)), "")
    if said and sum(width(shown.line.text) - 2 * shown.linked for shown in page.lines) < _LITTLE:
        raise NothingFound(
            f"the page is an error message ({said[:60]})", "Fetch the story again, from its right address", file=file
        )


def _nothing(page: Flow, file: str) -> NothingFound:
    """The error for a page without a story, by what most of it is."""
    linked = sum(shown.linked for shown in page.lines)
    if 2 * linked >= sum(len(shown.line.text) for shown in page.lines):
        return NothingFound("the page is a list of links", "Give the page of one story", file=file)
    return NothingFound("the page holds no story", "Give the page of one story, or its text", file=file)
