"""What a memory holds, counted by SQLite."""

from collections.abc import Callable
from typing import Any

from tm.store import Stats
from tm.unit import FLAGS

# One row a story: every article pair that any unit comes from.
_STORIES = """
    SELECT DISTINCT source_article, target_article, source_language, target_language
    FROM origin WHERE source_article != '' OR target_article != ''
"""
_FILES = """
    SELECT count(*) FROM (
        SELECT source_article AS name FROM origin UNION SELECT target_article FROM origin
    ) WHERE name != ''
"""
_LOOSE = """
    SELECT count(*) FROM unit JOIN origin ON origin.id = unit.origin
    WHERE source_article = '' AND target_article = ''
"""
_PAIRS = """
    SELECT source.language, target.language, count(*)
    FROM variant AS source JOIN variant AS target ON target.unit = source.unit AND target.place > 0
    WHERE source.place = 0 GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2
"""
# A source text is said again where its key is the same; it is said otherwise where the text after it differs.
_TEXTS = """
    SELECT count(*), coalesce(sum(renderings > 1), 0) FROM (
        SELECT count(DISTINCT variant.language || ' ' || variant.text)
            - count(DISTINCT variant.language) + 1 AS renderings
        FROM folded JOIN variant ON variant.unit = folded.unit AND variant.place > 0
        WHERE folded.place = 0 GROUP BY folded.language, folded.key
    )
"""
_MONTHS = """
    SELECT CASE WHEN created GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]*' THEN substr(created, 1, 7) ELSE '' END, count(*)
    FROM unit GROUP BY 1 ORDER BY 1
"""


def read_stats(rows: Callable[[str], list[Any]], *, size: int) -> Stats:
    """The statistics of a memory.

    Args:
        rows: runs a statement and gives its rows.
        size: bytes on the disk.
    """
    units, first, last = rows("SELECT count(*), min(nullif(created, '')), max(created) FROM unit")[0]
    flagged = rows("SELECT flags, count(*) FROM unit WHERE flags != '' GROUP BY 1")
    ((texts, varied),) = rows(_TEXTS)
    return Stats(
        units=units,
        stories=len(rows(_STORIES)),
        languages=tuple(
            rows("SELECT language, count(*) FROM folded GROUP BY language ORDER BY count(*) DESC, language")
        ),
        pairs=tuple(rows(_PAIRS)),
        first=first or "",
        last=last or "",
        size=size,
        files=rows(_FILES)[0][0],
        loose=rows(_LOOSE)[0][0],
        texts=texts,
        varied=varied,
        months=tuple(rows(_MONTHS)),
        flags=tuple((flag, sum(count for names, count in flagged if flag in names.split())) for flag in FLAGS),
        editors=_named(rows, "editor"),
    )


def _named(rows: Callable[[str], list[Any]], column: str) -> tuple[tuple[str, int], ...]:
    """The values of a column of units and how many have them, the most first; those without one left out."""
    return tuple(rows(f"SELECT {column}, count(*) FROM unit WHERE {column} != '' GROUP BY 1 ORDER BY 2 DESC, 1"))
