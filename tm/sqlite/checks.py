"""Whether a memory's file is whole, and what it holds agrees with itself."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from corpora.errors import WrongStore
from corpora.text import fold_key
from tm.sqlite import rows
from tm.sqlite.pages import find_broken
from tm.store import Problem, dated
from tm.unit import Variant

Stream = Callable[[str], Iterator[Any]]

# Problems of a damaged file that are told, at most: one page may break thousands of rows.
_MOST = 100


class _Orphans(NamedTuple):
    """Rows without those that they belong to: a statement that gives a unit, or NULL, and what it means."""

    statement: str
    says: str


_ORPHANS = (
    _Orphans(
        "SELECT DISTINCT unit FROM variant WHERE unit NOT IN (SELECT id FROM unit)", "texts of a unit that is not there"
    ),
    _Orphans(
        "SELECT DISTINCT unit FROM folded WHERE unit NOT IN (SELECT id FROM unit)", "keys of a unit that is not there"
    ),
    _Orphans(
        """
        SELECT id FROM unit
        WHERE NOT EXISTS (SELECT 1 FROM variant WHERE unit = unit.id AND place = 0)
        OR NOT EXISTS (SELECT 1 FROM variant WHERE unit = unit.id AND place = 1)
        """,
        "a unit without its texts",
    ),
    _Orphans("SELECT id FROM unit WHERE origin NOT IN (SELECT id FROM origin)", "a unit whose story is not there"),
    _Orphans(
        "SELECT NULL FROM origin WHERE NOT EXISTS (SELECT 1 FROM unit WHERE unit.origin = origin.id)",
        "a story without units",
    ),
    _Orphans(
        "SELECT DISTINCT unit FROM history WHERE change NOT IN (SELECT id FROM change)",
        "an event without who and when",
    ),
    _Orphans(
        "SELECT NULL FROM added WHERE change NOT IN (SELECT id FROM change)",
        "the coming of units without who and when",
    ),
    _Orphans(
        """
        SELECT id FROM unit WHERE id > coalesce(
            (SELECT last FROM added WHERE first <= unit.id ORDER BY first DESC LIMIT 1), 0
        )
        """,
        "a unit of which no event is known",
    ),
)
_KEYS = """
    SELECT variant.unit, variant.language, variant.text, folded.key
    FROM variant LEFT JOIN folded
    ON folded.language = variant.language AND folded.unit = variant.unit AND folded.place = variant.place
    ORDER BY variant.unit, variant.place
"""
_LOST_KEYS = """
    SELECT DISTINCT unit FROM folded WHERE NOT EXISTS (
        SELECT 1 FROM variant
        WHERE variant.unit = folded.unit AND variant.place = folded.place AND variant.language = folded.language
    ) AND unit IN (SELECT id FROM unit)
"""
_UNITS = rows.SELECT.replace("SELECT", "SELECT unit.digest, unit.dated,", 1) + "ORDER BY unit.id"


def find_problems(stream: Stream, file: Path) -> Iterator[Problem]:
    """The problems of a memory: of its file, of what belongs together, of what is made from the texts.

    Args:
        stream: runs a statement and gives its rows; raises `WrongStore` where they cannot be read.
        file: the memory.
    """
    told: set[str] = set()
    for check in (partial(_check_file, file=file), _check_orphans, _check_keys, _check_units):
        try:
            yield from check(stream)
        except WrongStore as error:
            # What every check meets is one problem.
            if error.cause not in told:
                yield Problem("damage", error.cause)
            told.add(error.cause)


def _check_file(stream: Stream, *, file: Path) -> Iterator[Problem]:
    """What SQLite says of its file (sqlite.org/pragma.html#pragma_integrity_check)."""
    try:
        for (said,) in stream(f"PRAGMA integrity_check({_MOST})"):
            if said != "ok":
                yield Problem("damage", " ".join(said.removeprefix("*** in database main ***").split()))
    except WrongStore:
        # It gives up at some pages, and does not say at which.
        trees = [("sqlite_schema", 1), *stream("SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0")]
        for broken in find_broken(file, trees):
            yield Problem("damage", f"page {broken.page} of the file, of {broken.tree}, is broken")
        raise
    for table, row, parent, _ in stream("PRAGMA foreign_key_check"):
        place = f"row {row} of {table}" if row is not None else f"a row of {table}"
        yield Problem("orphan", f"{place} names a {parent} that is not there")


def _check_orphans(stream: Stream) -> Iterator[Problem]:
    for orphans in _ORPHANS:
        for (number,) in stream(orphans.statement):
            yield Problem("orphan", orphans.says, number)


def _check_keys(stream: Stream) -> Iterator[Problem]:
    for number, language, text, key in stream(_KEYS):
        if key is None:
            yield Problem("key", f"the {language} text has no key under which it is found", number)
        elif key != fold_key(text):
            yield Problem("key", f"the key of the {language} text is not what the text gives", number)
    for (number,) in stream(_LOST_KEYS):
        yield Problem("key", "a key without its text", number)


def _check_units(stream: Stream) -> Iterator[Problem]:
    """Whether each unit can be read, and its digest and its date are what it gives."""
    texts = stream("SELECT unit, language, text, codes FROM variant ORDER BY unit, place")
    ahead = next(texts, None)
    for digest, day, *row in stream(_UNITS):
        number = row[0]
        variants: list[Variant] = []
        try:
            while ahead is not None and ahead[0] <= number:
                if ahead[0] == number:
                    variants.append(rows.read_variant(*ahead[1:]))
                ahead = next(texts, None)
            unit = rows.read_unit(row, variants)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            yield Problem("damage", f"a unit that cannot be read ({error})", number)
            continue
        if rows.digest(unit) != digest:
            yield Problem("digest", "its digest is not what its texts and articles give", number)
        if dated(unit) != day:
            yield Problem("date", "the date that it is sorted by is not what it gives", number)
