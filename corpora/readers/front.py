"""The front matter of a text: YAML between two lines of `---`, read by the words of a metadata line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from corpora.errors import WrongFormat
from corpora.readers.dates import find_date
from corpora.readers.metadata import Metadata, merge_people
from corpora.readers.metadata.labels import key, meaning
from corpora.readers.people import read_people
from corpora.readers.story import Facts
from corpora.yaml import parse_yaml

_FRONT = re.compile(r"---[ \t]*\n(?P<yaml>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|$)")
_BEGUN = re.compile(r"---[ \t]*\n(?:[ \t]*(?:#.*)?\n)*[^\s:#\-][^\n:]*:(?:[ \t]|\n)")
_TITLES = ("title", "headline", "标题", "標題", "题目")
_LANGUAGES = ("lang", "language", "语言", "語言")
_ADDRESSES = ("url", "link", "canonical", "canonicalurl", "permalink", "网址", "链接")
# Keys that programs know and no metadata line has.
_FIELDS = {
    **dict.fromkeys(("lastmod", "modified", "lastmodified", "dateupdated", "datemodified"), "updated"),
    **dict.fromkeys(("pubdate", "publishdate", "datepublished"), "published"),
    **dict.fromkeys(("authors", "byline"), "author"),
    **dict.fromkeys(("photographer", "photographers", "摄影师"), "photo"),
    **dict.fromkeys(("publisher", "publication"), "source"),
    "translators": "translator",
}


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before a text, and the text.

    Args:
        body: without the front matter.
        title: that it states.
        facts: for the article.
    """

    body: str
    title: str = ""
    facts: Facts = field(default_factory=Facts)


def read_front(text: str, *, file: str, timezone: str) -> Front:
    """The front matter of a text; all of it is body where it has none.

    Args:
        timezone: of a time of day beside which no zone is named.

    Raises:
        WrongFormat: it is no YAML, is no list of keys, or has no end.

    >>> read_front("---\\ntitle: 开园\\n来源: 甲报\\n---\\n正文", file="a.md", timezone="+08:00").facts.metadata.source
    '甲报'
    """
    text = text.lstrip("\ufeff")
    if not _BEGUN.match(text):
        return Front(text)
    match = _FRONT.match(text)
    if match is None:
        raise WrongFormat("the front matter has no end", "Close it with a line of ---", file=file, line=1)
    try:
        values = parse_yaml(match["yaml"], file=file)
    except WrongFormat as error:
        # The line of dashes counts too.
        line = None if error.line is None else error.line + 1
        remedy = "Put quotation marks round the value where it holds a colon or begins with a mark"
        raise WrongFormat(error.cause.replace("YAML", "front matter"), remedy, file=file, line=line) from None
    if not isinstance(values, dict):
        raise WrongFormat("the front matter is no list of keys with values", "Write key: value", file=file, line=2)
    said = {key(str(name)): value for name, value in values.items() if value is not None}
    return Front(
        body=text[match.end() :],
        title=_first(said, _TITLES),
        facts=Facts(
            language=_first(said, _LANGUAGES),
            url=next((url for url in _texts(_first(said, _ADDRESSES)) if url.startswith(("http://", "https://"))), ""),
            metadata=_metadata(said, timezone),
        ),
    )


def _first(said: dict[str, object], names: tuple[str, ...]) -> str:
    return next((text for name in names for text in _texts(said.get(name))), "")


def _texts(value: object) -> Iterator[str]:
    """The texts in a value: of a list each, of a mapping its name."""
    if isinstance(value, list):
        for entry in value:
            yield from _texts(entry)
    elif isinstance(value, dict):
        yield from _texts(value.get("name"))
    elif isinstance(value, date):
        yield value.isoformat()
    elif value is not None and (text := " ".join(str(value).split())):
        yield text


def _metadata(said: dict[str, object], timezone: str) -> Metadata:
    single: dict[str, str] = {}
    people: list[tuple[str, tuple[str, ...]]] = []
    for name, value in said.items():
        label = meaning().get(name)
        for role in (_FIELDS[name],) if name in _FIELDS else label.fields if label else ():
            for text in _texts(value):
                if role in ("published", "updated"):
                    found = find_date(text, timezone=timezone)
                    if found is not None:
                        single.setdefault(role, found.value)
                elif role == "source":
                    single.setdefault(role, text)
                elif role not in ("ignored", "aside", "original_title"):
                    people += _people(role, text)
    return Metadata(
        source=single.get("source", ""),
        published=single.get("published", ""),
        updated=single.get("updated", ""),
        people=merge_people(people),
    )


def _people(role: str, text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    found = read_people(text, pennames=True)
    if found is None:
        yield role, (text,)
        return
    yield role, found.names
    yield ("photo_agency" if role == "photo" else "organisation"), found.organisations
