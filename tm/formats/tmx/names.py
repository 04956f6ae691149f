"""Names and times that the writer and the reader of TMX share."""

from datetime import UTC, datetime
from functools import lru_cache

TOOL = "Duizhao"
PREFIX = "x-duizhao-"
# Before the name of a prop that would be taken for something else.
OTHER = f"{PREFIX}prop-"
# What our props hold of a unit's provenance as it stands there.
FIELDS = {
    "article": "source_article",
    "target-article": "target_article",
    "title": "title",
    "published": "published",
    "url": "url",
    "created": "created",
    "changed": "changed",
}


@lru_cache(maxsize=4096)
def write_time(text: str) -> str:
    """A time in the form of TMX (1.4b, `creationdate`: ISO 8601 in UTC); empty if it is none.

    >>> write_time("2023-08-03T16:16:44+08:00"), write_time("last week")
    ('20230803T081644Z', '')
    """
    moment = _moment(text)
    return "" if moment is None else f"{moment:%Y%m%dT%H%M%SZ}"


@lru_cache(maxsize=4096)
def read_time(text: str) -> str:
    """A time of TMX as the memory keeps it; empty if it is none.

    >>> read_time("20230803T081644Z"), read_time("3 August")
    ('2023-08-03T08:16:44Z', '')
    """
    moment = _moment(text)
    return "" if moment is None else f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text.strip())
        utc = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return utc if utc.year >= 1000 else None
