"""What a page's scripts and comments say about its story: JSON-LD, a framework's state, a platform's variables."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote

from lxml import etree, html

from corpora.readers.dates import find_date, read_zone
from corpora.readers.metadata import Metadata, read_metadata
from corpora.readers.people import read_people

_NEWS = re.compile(r"(?:News)?Article|Report|BlogPosting", re.IGNORECASE)
# The state that a page is drawn from: Next.js, Nuxt, and applications of their like.
_STATES = ("__NEXT_DATA__", "__NUXT_DATA__", "RENDER_DATA")
_ASSIGNED = re.compile(
    r"\s*(?:window\.)?__(?:INITIAL_STATE|INITIAL_DATA|INITIAL_SSR_STATE|PRELOADED_STATE|NUXT)__\s*=\s*(?=\{)"
)
# Keys under which such a state holds a story, without `_` and in lower case.
_TITLES = ("title", "articletitle", "newstitle", "headline", "conttitle", "subject", "name")
_DATES = (
    *(
        "publishtime",
        "pubtime",
        "publishdate",
        "pubdate",
        "publishedat",
        "datepublished",
        "publishedtime",
        "releasetime",
    ),
    *("issuetime", "showtime", "createtime", "createdat", "ctime", "createdate"),
)
_SOURCES = ("source", "sourcename", "newssource", "articlesource", "medianame", "copyfrom", "publisher", "nickname")
_PEOPLE = {
    "author": ("author", "authorname", "authors", "reporter", "writer"),
    "editor": ("editor", "editorname", "editors"),
    "responsible_editor": ("responeditor", "responsibleeditor", "dutyeditor", "chargeeditor"),
}
_MOST = 20_000
# WeChat writes name and moment of an account's article by script.
_WECHAT = "mm_appmsg"
_ACCOUNT = re.compile(r"""\bnick_?name\s*[=:]\s*(?:htmlDecode\()?["']([^"']{1,40})["']""")
_MOMENT = re.compile(r"""\b(?:ct|create_?[tT]ime)\s*[=:]\s*["'](\d{10}|\d{4}-\d\d?-\d\d?[^"']{0,12})["']""")
# The fields of a newspaper's page in the systems of Founder.
_FOUNDER = "enpproperty"
_FIELD = re.compile(r"<(title|date|author)>(.*?)</\1>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Embedded:
    """What stands in a page's scripts and comments.

    Args:
        headings: titles of the story, the most trusted first.
        facts: about the story.
        stories: titles in the state that an application draws the page from, with the facts beside each.
    """

    headings: tuple[str, ...]
    facts: Metadata
    stories: tuple[tuple[str, Metadata], ...]


def read_embedded(root: html.HtmlElement, *, timezone: str) -> Embedded:
    """What a page's scripts and comments say.

    Args:
        root: the page's `html` element.
        timezone: of a time of day beside which no zone is named.
    """
    headings: list[str] = []
    found = Metadata()
    scripts = [element for element in root.iter("script") if element.text]
    news = next(_news(scripts), None)
    if news is not None:
        headings += _texts(news.get("headline"))
        found = found.joined(_news_facts(news, timezone))
    body = root.find("body")
    if body is not None and _WECHAT in (body.get("class") or ""):
        found = found.joined(_wechat(scripts, timezone))
    for comment in root.iter(etree.Comment):
        if (comment.text or "").startswith(_FOUNDER):
            fields = dict(_FIELD.findall(comment.text or ""))
            headings += _texts(fields.get("title"))
            people = read_metadata(fields.get("author", ""), timezone=timezone).people
            found = found.joined(Metadata(published=read_moment(fields.get("date"), timezone), people=people))
    stories = [
        (title, _story_facts(story, timezone))
        for state in _states(scripts)
        for story in _stories(state)
        for title in _texts(_value(story, _TITLES))
    ]
    return Embedded(tuple(dict.fromkeys(headings)), found, tuple(stories))


def read_moment(value: object, timezone: str) -> str:
    """A date, or seconds or milliseconds since 1970, in ISO 8601; empty where it is neither.

    Midnight sharp is how programs write a date alone.

    >>> read_moment("2024-05-07 00:00:00", "+08:00"), read_moment(1735351200, "+08:00")
    ('2024-05-07', '2024-12-28T10:00:00+08:00')
    """
    text = str(value).strip() if isinstance(value, (str, int, float)) else ""
    if re.fullmatch(r"1\d{9}(?:\d{3})?", text):
        return datetime.fromtimestamp(int(text[:10]), read_zone(timezone)).isoformat()
    # A fraction of a second behind a colon is one of Founder's own.
    found = find_date(re.sub(r"(\d\d:\d\d:\d\d):\d+$", r"\1", text), timezone=timezone)
    return re.sub(r"T00:00:00.*", "", found.value) if found else ""


# --- JSON-LD


def _news(scripts: Iterable[html.HtmlElement]) -> Iterator[dict[str, object]]:
    """The objects of the page's JSON-LD that describe an article (schema.org, NewsArticle)."""
    for element in scripts:
        if "ld+json" not in (element.get("type") or ""):
            continue
        waiting = [_parsed(element.text or "")]
        while waiting:
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting += value
            elif isinstance(value, dict):
                if _NEWS.search(str(value.get("@type", ""))):
                    yield value
                waiting += [inner for key, inner in value.items() if key == "@graph"]


def _news_facts(news: dict[str, object], timezone: str) -> Metadata:
    return Metadata(
        source=next(iter(_texts(news.get("publisher"))), ""),
        published=read_moment(news.get("datePublished"), timezone),
        updated=read_moment(news.get("dateModified"), timezone),
        people=_people("author", _texts(news.get("author"))),
    )


def _parsed(text: str) -> object:
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value


def _texts(value: object) -> list[str]:
    """The texts in a value: a string, an object with a name, or a list of them."""
    entries = value if isinstance(value, list) else [value]
    names = [entry.get("name") if isinstance(entry, dict) else entry for entry in entries]
    return [" ".join(name.split()) for name in names if isinstance(name, str) and name.strip()]


def _people(role: str, names: Iterable[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found = [people for name in names if (people := read_people(name, logins=False)) is not None]
    persons = tuple(name for people in found for name in people.names)
    return ((role, persons),) if persons else ()


# --- the state of an application


def _states(scripts: Iterable[html.HtmlElement]) -> Iterator[object]:
    for element in scripts:
        text = element.text or ""
        if element.get("id") in _STATES:
            yield _parsed(unquote(text) if text.lstrip().startswith("%7B") else text)
        elif assigned := _ASSIGNED.match(text):
            try:
                yield json.JSONDecoder().raw_decode(text, assigned.end())[0]
            except (ValueError, RecursionError):
                continue


def _stories(state: object) -> Iterator[dict[str, object]]:
    """The objects in a state that have a title and a date or a source; those in a list are other stories."""
    waiting = [state]
    for _ in range(_MOST):
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, dict):
            plain = {str(key).replace("_", "").lower(): inner for key, inner in value.items()}
            if _value(plain, _TITLES) and _value(plain, (*_DATES, *_SOURCES)):
                yield plain
            waiting += [inner for inner in value.values() if isinstance(inner, dict)]


def _value(story: dict[str, object], keys: tuple[str, ...]) -> object:
    return next((story[key] for key in keys if story.get(key)), None)


def _story_facts(story: dict[str, object], timezone: str) -> Metadata:
    people = [entry for role, keys in _PEOPLE.items() for entry in _people(role, _texts(_value(story, keys)))]
    dates = (read_moment(story[key], timezone) for key in _DATES if key in story)
    return Metadata(
        source=next((text for text in _texts(_value(story, _SOURCES)) if len(text) <= 40 and "/" not in text), ""),
        published=next((date for date in dates if date), ""),
        people=tuple(people),
    )


# --- platforms


def _wechat(scripts: Iterable[html.HtmlElement], timezone: str) -> Metadata:
    text = "\n".join([element.text or "" for element in scripts])
    account, moment = _ACCOUNT.search(text), _MOMENT.search(text)
    return Metadata(
        source=account[1].strip() if account else "", published=read_moment(moment[1], timezone) if moment else ""
    )
