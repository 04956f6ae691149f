"""Whether the index that stands in a memory's file says of each key what the key gives."""

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from tm.sqlite.index.building import LEFT_OUT
from tm.sqlite.index.form import SHORT
from tm.sqlite.index.grams import grams, signatures, sketches
from tm.sqlite.index.tables import Known, find_segments, read_segment
from tm.store import Problem

if TYPE_CHECKING:
    from tm.sqlite.index.segment import Segment

_PAGE = 4096
# The runs of one key in so many are looked up: all would be as much as building the index anew.
_SAMPLED = 64


def find_disagreements(connection: sqlite3.Connection) -> Iterator[Problem]:
    """What the index does not find, or has otherwise than the keys give it; units that are gone may stand in it."""
    for (language,) in connection.execute("SELECT DISTINCT language FROM folded ORDER BY language").fetchall():
        for known in find_segments(connection, language):
            segment = read_segment(connection, known)
            name = f"the index of {language} for units {known.first} to {known.last}"
            sizes = {len(column) for column in (segment.ids, segment.signatures, segment.sketches, segment.lengths)}
            if len(sizes) != 1 or (np.diff(segment.lengths.astype(np.int64)) < 0).any():
                yield Problem("index", f"{name} is not whole")
                continue
            yield from _compare(connection, language, known, segment)


def _compare(connection: sqlite3.Connection, language: str, known: Known, segment: "Segment") -> Iterator[Problem]:
    order = np.argsort(segment.ids, kind="stable")
    ids = segment.ids[order]
    cursor = connection.execute(
        "SELECT unit, key FROM folded WHERE language = ? AND unit BETWEEN ? AND ? ORDER BY unit",
        (language, known.first, known.last),
    )
    while page := cursor.fetchmany(_PAGE):
        numbers = np.array([number for number, _ in page], np.int64)
        keys = [key for _, key in page]
        places = np.minimum(np.searchsorted(ids, numbers), max(0, len(ids) - 1))
        found = ids[places] == numbers if len(ids) else np.zeros(len(numbers), bool)
        # A unit that has two texts in a language stands there twice.
        single = found & (np.searchsorted(ids, numbers, "right") - np.searchsorted(ids, numbers) == 1)
        ranks = order[places] if len(ids) else places
        same = (
            (segment.lengths[ranks] == np.fromiter(map(len, keys), np.int64, len(keys)))
            & (segment.signatures[ranks] == signatures(keys))
            & (segment.sketches[ranks] == sketches(keys)).all(axis=1)
            if len(ids)
            else found
        )
        for at in np.flatnonzero(~found | (single & ~same)).tolist():
            says = "has something else of" if found[at] else "does not find"
            yield Problem("index", f"it {says} the {language} text", int(numbers[at]))
        for at in np.flatnonzero(single & same & (numbers % _SAMPLED == 0)).tolist():
            if not _finds(segment, keys[at], int(ranks[at])):
                yield Problem("index", f"it does not find the {language} text by its runs", int(numbers[at]))


def _finds(segment: "Segment", key: str, rank: int) -> bool:
    buckets = np.unique(grams([key], short=[len(key) < SHORT])[0])
    wanted = buckets[segment.counts[buckets] != LEFT_OUT].tolist()
    lists = segment.read(wanted)
    return len(lists) == len(wanted) and all((ranks == rank).any() for ranks in lists)
