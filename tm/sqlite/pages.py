"""The pages of a SQLite file, walked from the roots of its trees: which of them are broken.

SQLite says of many a broken page only that there is one. The form is that of sqlite.org/fileformat2.html, section 1.6.
"""

import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

# The kinds of pages of the two kinds of trees: inner ones and leaves, of tables by row ids and of all else.
_FAMILIES = ({5, 13}, {2, 10})
_INNER = {5, 2}
# The file's own head stands before that of its first page.
_HEAD = 100


class Broken(NamedTuple):
    """A page that is none: its number, from 1, and the table or index that it belongs to."""

    page: int
    tree: str


def find_broken(file: Path, trees: Iterable[tuple[str, int]]) -> Iterator[Broken]:
    """The pages whose kind, cells or children cannot be; broken texts within whole pages are not seen.

    Args:
        file: as it is on the disk; changes that wait in a log beside it are not seen.
        trees: name and first page of each.
    """
    with file.open("rb") as opened:
        head = opened.read(_HEAD)
        size = int.from_bytes(head[16:18], "big")
        size = 65536 if size == 1 else size
        pages = file.stat().st_size // size
        usable = size - head[20]
        seen: set[int] = set()
        for name, root in trees:
            family: set[int] = set()
            waiting = [root]
            while waiting:
                number = waiting.pop()
                opened.seek((number - 1) * size)
                page, at = opened.read(size), _HEAD if number == 1 else 0
                family = family or next((kinds for kinds in _FAMILIES if set(page[at : at + 1]) & kinds), set())
                children = _children(page, at, family, usable)
                lost = children is not None and any(not 1 < child <= pages or child in seen for child in children)
                if children is None or lost:
                    yield Broken(number, name)
                seen.add(number)
                waiting += [child for child in children or () if 1 < child <= pages and child not in seen]


def _children(page: bytes, at: int, kinds: set[int], usable: int) -> list[int] | None:
    """The pages below one with its head at an offset, none below a leaf; None where it is no page of these kinds."""
    if len(page) < usable or page[at] not in kinds:
        return None
    inner = page[at] in _INNER
    first = at + (12 if inner else 8)
    cells, start = struct.unpack_from(">HH", page, at + 3)
    if not first + 2 * cells <= (start or 65536) <= usable:
        return None
    places = struct.unpack_from(f">{cells}H", page, first)
    if any(not start <= place <= usable - 4 for place in places):
        return None
    return [int.from_bytes(page[place : place + 4], "big") for place in (*places, at + 8)] if inner else []
