"""What a page tells search engines and the places it is shared to: Open Graph, schema.org, its other languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpora.article import Article, Origin
from styles.pages.wording import known_name, locale

# Characters of a description; search engines show about as many.
_DESCRIPTION = 200


@dataclass(frozen=True, slots=True)
class Head:
    """The page described.

    Args:
        title, description, publisher: in the target language.
        published, updated: ISO 8601; empty where not known.
        url: the page's own address; empty where not known.
        alternates: language tag and address of each version; empty unless all are known.
        locales: of the target and of the source, as Open Graph writes them.
        linked_data: the story as a NewsArticle of schema.org.
    """

    title: str
    description: str
    publisher: str
    published: str
    updated: str
    url: str
    alternates: tuple[tuple[str, str], ...]
    locales: tuple[str, str]
    linked_data: dict[str, object]


def head_of(
    *,
    titles: tuple[str, str],
    opening: str,
    languages: tuple[str, str],
    articles: tuple[Article | None, Article | None],
    url: str,
    names: Mapping[str, str] | None,
) -> Head:
    """The head of a page.

    Args:
        titles: of source and target; the target's is never empty.
        opening: the first paragraph of the target.
        languages, articles: of source and target.
        url: the page's address; the target article's where it is empty.
        names: publishers and people as the target language writes them.
    """
    source, target = languages
    original = articles[0].origin if articles[0] else Origin()
    own = articles[1].origin if articles[1] else original
    address = _web(url) or (_web(own.url) if articles[1] else "")
    first = _web(original.url)
    description = shortened(opening)

    def known(name: str) -> str:
        return known_name(name, language=target, names=names)

    def people(role: str) -> list[dict[str, object]]:
        return [{"@type": "Person", "name": known(name)} for name in own.names(role)]

    work = {
        "@type": "NewsArticle",
        "headline": titles[0],
        "inLanguage": source,
        "url": first,
        "datePublished": original.published,
    }
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": titles[1],
        "description": description,
        "inLanguage": target,
        "datePublished": own.published,
        "dateModified": own.updated,
        "author": people("author"),
        "editor": people("editor"),
        "publisher": {"@type": "Organization", "name": known(own.source)} if own.source else None,
        "mainEntityOfPage": address,
        "translationOfWork": _filled(work),
    }
    return Head(
        titles[1],
        description,
        known(own.source),
        own.published,
        own.updated,
        address,
        ((source, first), (target, address)) if first and address else (),
        (locale(target), locale(source)),
        _filled(data),
    )


def shortened(text: str) -> str:
    """The start of a text, cut between words where it has spaces.

    >>> shortened("Fifty companies came. " * 20)[-23:]
    ' Fifty companies came.…'
    """
    if len(text) <= _DESCRIPTION:
        return text
    cut = text[: _DESCRIPTION - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[-40:] else cut) + "…"


def _web(address: str) -> str:
    """An address that may be linked to; nothing for another scheme."""
    return address if address.lower().startswith(("https://", "http://")) else ""


def _filled(data: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in data.items() if value}
