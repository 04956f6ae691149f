"""A segment of the index made from keys that come in order of their length: postings, lengths, signatures, ids."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any, Self

import numpy as np

from tm.sqlite.index.form import BUCKETS, SKETCH
from tm.sqlite.index.grams import grams, signatures, sketches

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Characters that are looked at together.
_TOGETHER = 1_000_000
# Lists of so large a share of a segment tell nothing and are left out, unless the segment is small.
_EVERYWHERE, _SMALL = 0.05, 5000
# Ranks that are put in order together.
_HELD = 4_000_000
# The count of a bucket that is left out.
LEFT_OUT = 0xFFFFFFFF


@dataclass(frozen=True, eq=False)
class Built:
    """A segment. The rank of a key is its place in order of length. A context manager that drops its file.

    Args:
        ids: of units, by rank.
        signatures: of keys, by rank.
        sketches: of keys, by rank; `SKETCH` numbers each.
        lengths: of keys, by rank.
        counts: how many ranks each bucket has; `LEFT_OUT` for one that tells nothing.
        ranks: of keys that were looked at together, bucket by bucket, a page after another, in a file.
        sizes: how many ranks each bucket has in each page, in a file.
        pages: how many ranks each page has.
    """

    ids: "NDArray[np.int64]"
    signatures: "NDArray[np.uint64]"
    sketches: "NDArray[np.uint64]"
    lengths: "NDArray[np.uint32]"
    counts: "NDArray[np.uint32]"
    ranks: IO[bytes]
    sizes: IO[bytes]
    pages: Sequence[int]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.ranks.close()
        self.sizes.close()

    def lists(self) -> "Iterator[tuple[int, NDArray[np.uint32]]]":
        """Each bucket that has any ranks, with them, rising; those of later pages are larger."""
        kept = np.where(self.counts == LEFT_OUT, 0, self.counts).astype(np.int64)
        passed = np.cumsum([0, *self.pages])[:-1]
        first = 0
        for last in _stretches(kept):
            wanted = kept[first:last]
            ends = np.cumsum(wanted)
            places, told = ends - wanted, wanted > 0
            ranks = np.empty(int(wanted.sum()), np.uint32)
            for page in range(len(self.pages)):
                counts = _read(self.sizes, page * BUCKETS + first, last - first).astype(np.int64)
                own = _read(self.ranks, int(passed[page]), int(counts.sum()))
                passed[page] += len(own)
                shift = np.repeat((places - (np.cumsum(counts) - counts))[told], counts[told])
                chosen = np.repeat(told, counts)
                ranks[np.flatnonzero(chosen) + shift] = own[chosen]
                places += np.where(told, counts, 0)
            for bucket in np.flatnonzero(told).tolist():
                yield first + bucket, ranks[ends[bucket] - wanted[bucket] : ends[bucket]]
            first = last


def build(keys: Iterable[tuple[int, str]]) -> Built:
    """The segment of some keys; to be closed.

    Args:
        keys: ids of units and keys, in order of the keys' length.
    """
    # Behind one another in files: in memory they would stand twice when they are put together.
    names = ("ids", "signatures", "sketches", "lengths", "ranks", "sizes")
    with ExitStack() as stack:
        files = {name: stack.enter_context(TemporaryFile()) for name in names}
        pages: list[int] = []
        counts = np.zeros(BUCKETS, np.uint32)
        first = 0
        for page in _pages(keys):
            texts = [key for _, key in page]
            buckets, owners = grams(texts)
            both = np.sort((buckets.astype(np.uint64) << np.uint64(32)) | (owners + first).astype(np.uint64))
            if len(both):
                both = both[np.append(True, both[1:] != both[:-1])]
            own = np.bincount((both >> np.uint64(32)).astype(np.int64), minlength=BUCKETS).astype(np.uint32)
            counts += own
            pages.append(len(both))
            columns: tuple[NDArray[Any], ...] = (
                np.fromiter((number for number, _ in page), np.int64, len(page)),
                signatures(texts),
                sketches(texts),
                np.fromiter(map(len, texts), np.uint32, len(page)),
                both.astype(np.uint32),
                own,
            )
            for name, column in zip(names, columns, strict=True):
                files[name].write(column.tobytes())
            first += len(page)
        for file in files.values():
            file.seek(0)
        dull = counts > max(_SMALL, _EVERYWHERE * first)
        built = Built(
            np.fromfile(files["ids"], np.int64),
            np.fromfile(files["signatures"], np.uint64),
            np.fromfile(files["sketches"], np.uint64).reshape(-1, SKETCH),
            np.fromfile(files["lengths"], np.uint32),
            np.where(dull, LEFT_OUT, counts).astype(np.uint32),
            files["ranks"],
            files["sizes"],
            pages,
        )
        for name in names[:-2]:
            files[name].close()
        stack.pop_all()
        return built


def _stretches(kept: "NDArray[np.int64]") -> Iterator[int]:
    """Where stretches of buckets end that have about so many ranks as are held at once."""
    ends = np.cumsum(kept)
    wanted = np.arange(_HELD, int(ends[-1]) + _HELD, _HELD)
    yield from sorted({*np.searchsorted(ends, wanted).tolist(), len(kept)} - {0})


def _read(file: IO[bytes], first: int, number: int) -> "NDArray[np.uint32]":
    """Some of the numbers in a file."""
    file.seek(4 * first)
    return np.fromfile(file, np.uint32, number)


def _pages(keys: Iterable[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    page: list[tuple[int, str]] = []
    held = 0
    for number, key in keys:
        page.append((number, key))
        held += len(key) + 1
        if held >= _TOGETHER:
            yield page
            page, held = [], 0
    if page:
        yield page
