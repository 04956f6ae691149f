"""Which rule found each part of a story: for whoever writes rules for a site."""

from importlib import import_module
from os import PathLike, fspath
from typing import NamedTuple

from corpora.article import Article
from corpora.files import read_bytes
from corpora.readers import pick, read_data


class Reason(NamedTuple):
    """A part of a story, the rule that found it, and what was found."""

    part: str
    rule: str
    found: str


def explain(path: str | PathLike[str], *, language: str | None, timezone: str) -> list[Reason]:
    """Which rule found each part of the story in a file; raises as `corpora.read` does.

    Args:
        language: its BCP-47 tag; None where the text shall tell.
        timezone: of a time of day beside which no zone is named.
    """
    data, file = read_bytes(path), fspath(path)
    article = read_data(data, file=file, language=language, timezone=timezone)
    reader = pick(data, file)
    reasons = [Reason("format", "what the file holds", reader.name)]
    own = getattr(import_module(reader.module), "explain_story", None)
    if own is not None:
        reasons += own(data, article, file=file, timezone=timezone)
    return [*reasons, *_blocks(article)]


def _blocks(article: Article) -> list[Reason]:
    """What the lines themselves said: the metadata line, credits, attributions."""
    kinds = ("metadata", "credit", "attribution", "caption")
    found = [Reason(block.kind, "the line itself", block.text) for block in article.blocks if block.kind in kinds]
    people = [Reason(role, "lines and head", ", ".join(names)) for role, names in article.origin.people]
    facts = (("source", article.origin.source), ("published", article.origin.published), ("url", article.origin.url))
    return [*found, *(Reason(part, "lines and head", text) for part, text in facts if text), *people]
