"""A segment of the index made from keys that come in order of their length: postings, lengths, signatures, ids."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any

import numpy as np

from tm.sqlite.index.form import BUCKETS
from tm.sqlite.index.grams import grams, signatures, sketches

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Characters that are looked at together.
_TOGETHER = 1_000_000
# Lists of so large a share of a segment tell nothing and are left out, unless the segment is small.
_EVERYWHERE, _SMALL = 0.05, 5000
# The count of a bucket that is left out.
LEFT_OUT = 0xFFFFFFFF


@dataclass(frozen=True, eq=False)
class Built:
    """A segment. The rank of a key is its place in order of length.

    Args:
        ids: of units, by rank.
        signatures: of keys, by rank.
        sketches: of keys, by rank; four numbers each.
        lengths: of keys, by rank.
        counts: how many ranks each bucket has; `LEFT_OUT` for one that tells nothing.
        ranks: of all buckets, one behind the other, rising in each.
    """

    ids: "NDArray[np.int64]"
    signatures: "NDArray[np.uint64]"
    sketches: "NDArray[np.uint64]"
    lengths: "NDArray[np.uint32]"
    counts: "NDArray[np.uint32]"
    ranks: "NDArray[np.uint32]"

    def lists(self) -> Iterator[tuple[int, bytes]]:
        """Each bucket that has any ranks, with them as bytes."""
        sizes = np.where(self.counts == LEFT_OUT, 0, self.counts)
        ends = np.cumsum(sizes, dtype=np.int64)
        starts = ends - sizes
        for bucket in np.flatnonzero(sizes).tolist():
            yield bucket, self.ranks[starts[bucket] : ends[bucket]].tobytes()


def build(keys: Iterable[tuple[int, str]]) -> Built:
    """The segment of some keys.

    Args:
        keys: ids of units and keys, in order of the keys' length.
    """
    # Behind one another in files: in memory they would stand twice when they are put together.
    names = ("ids", "signatures", "sketches", "lengths", "ranks")
    with ExitStack() as stack:
        files = {name: stack.enter_context(TemporaryFile()) for name in names}
        sizes: list[NDArray[np.unsignedinteger]] = []
        counts = np.zeros(BUCKETS, np.uint32)
        first = 0
        for page in _pages(keys):
            texts = [key for _, key in page]
            buckets, owners = grams(texts)
            both = np.sort((buckets.astype(np.uint64) << np.uint64(32)) | (owners + first).astype(np.uint64))
            if len(both):
                both = both[np.append(True, both[1:] != both[:-1])]
            own = np.bincount((both >> np.uint64(32)).astype(np.int64), minlength=BUCKETS)
            counts += own.astype(np.uint32)
            # There are many pages: their counts are kept as small as they are.
            sizes.append(own.astype(np.min_scalar_type(int(own.max()))))
            columns: tuple[NDArray[Any], ...] = (
                np.fromiter((number for number, _ in page), np.int64, len(page)),
                signatures(texts),
                sketches(texts),
                np.fromiter(map(len, texts), np.uint32, len(page)),
                both.astype(np.uint32),
            )
            for name, column in zip(names, columns, strict=True):
                files[name].write(column.tobytes())
            first += len(page)
        for file in files.values():
            file.seek(0)
        dull = counts > max(_SMALL, _EVERYWHERE * first)
        return Built(
            np.fromfile(files["ids"], np.int64),
            np.fromfile(files["signatures"], np.uint64),
            np.fromfile(files["sketches"], np.uint64).reshape(-1, 4),
            np.fromfile(files["lengths"], np.uint32),
            np.where(dull, LEFT_OUT, counts).astype(np.uint32),
            _gather(files["ranks"], sizes, np.where(dull, 0, counts).astype(np.uint32)),
        )


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


def _gather(
    file: IO[bytes], sizes: "Sequence[NDArray[np.unsignedinteger]]", kept: "NDArray[np.uint32]"
) -> "NDArray[np.uint32]":
    """The ranks of all pages, bucket by bucket; those of later pages are larger.

    Args:
        file: the ranks, page by page, bucket by bucket.
        sizes: how many ranks each bucket has in a page.
        kept: how many it has in all; 0 for one that is left out.
    """
    places = np.cumsum(kept, dtype=np.int64) - kept
    out = np.empty(int(kept.sum(dtype=np.int64)), np.uint32)
    for counts in sizes:
        ranks = np.fromfile(file, np.uint32, int(counts.sum(dtype=np.int64)))
        starts = np.cumsum(counts, dtype=np.int64) - counts
        chosen = np.repeat(kept > 0, counts)
        shift = np.repeat((places - starts)[kept > 0], counts[kept > 0])
        out[np.flatnonzero(chosen) + shift] = ranks[chosen]
        places += np.where(kept > 0, counts, 0).astype(np.int64)
    return out
