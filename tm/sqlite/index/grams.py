"""What of a key is looked up: short runs of its characters, hashed into buckets, and which characters it has.

Characters of scripts without spaces make runs of two. Those of others make runs of three, padded at the ends, in short
keys, and runs of five in long ones, of which half are taken, chosen by hash: a long key has enough of them.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from tm.sqlite.index.form import SHORT, SKETCH

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Hashes = NDArray[np.uint64]

# Characters of a run in a long key: so many runs one changed character can take away.
LONG_RUN = 5
_UNSPACED = 0x2E80
_PAD = 1
_TAKEN = np.uint64(1)
# Odd numbers that spread the bits of a product (Knuth, The Art of Computer Programming 6.4).
_SPREAD = tuple(
    np.uint64(number)
    for number in (
        0x9E3779B97F4A7C15,
        0xC2B2AE3D27D4EB4F,
        0x165667B19E3779F9,
        0x27D4EB2F165667C5,
        0x85EBCA77C2B2AE63,
    )
)
_TO_BUCKET, _TO_SAMPLE, _TO_BIT, _TO_WORD = np.uint64(46), np.uint64(20), np.uint64(58), np.uint64(30)


def grams(keys: Sequence[str], *, short: Sequence[bool] | None = None) -> "tuple[Ints, Ints]":
    """The buckets of the runs of keys, and the key of each by its place; a bucket may come more than once.

    Args:
        short: whether each is to be read as a short one; by its length where that is not given.
    """
    codes, owners = _lay_out(keys)
    if not len(keys):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    lengths = np.fromiter(map(len, keys), np.int64, len(keys))
    brief = np.asarray(short, bool) if short is not None else lengths < SHORT
    wide, pad = codes >= _UNSPACED, codes == _PAD
    found = [
        _two(codes, owners, wide, pad),
        _three(codes, owners, wide, pad, brief),
        _five(codes, owners, wide, pad, brief),
    ]
    return np.concatenate([buckets for buckets, _ in found]), np.concatenate([own for _, own in found])


def signatures(keys: Sequence[str]) -> "Hashes":
    """For each key a set of 64 bits: which characters it has.

    The bits in which two differ are no more than the characters to take out and put in that lead from one to the other.
    """
    codes, _ = _lay_out(keys)
    bits = np.uint64(1) << ((codes.astype(np.uint64) * _SPREAD[0]) >> _TO_BIT)
    bits[codes == _PAD] = 0
    out = np.zeros(len(keys), np.uint64)
    if len(keys):
        # Behind its pad each key starts a stretch of its own.
        out[:] = np.bitwise_or.reduceat(bits, np.flatnonzero(codes == _PAD)[:-1])
    return out


def sketches(keys: Sequence[str]) -> "Hashes":
    """For each key a set of bits, in a row of `SKETCH` numbers: which pairs of characters stand in it side by side.

    A character taken out or put in changes three bits at most.
    """
    codes, _ = _lay_out(keys)
    out = np.zeros((len(keys), SKETCH), np.uint64)
    if not len(keys):
        return out
    starts = np.flatnonzero(codes == _PAD)[:-1]
    hashes = _hash(codes[:-1], codes[1:])
    bits = np.uint64(1) << (hashes >> _TO_BIT)
    words = (hashes >> _TO_WORD) & np.uint64(SKETCH - 1)
    for word in range(SKETCH):
        out[:, word] = np.bitwise_or.reduceat(np.where(words == word, bits, np.uint64(0)), starts)
    return out


def _lay_out(keys: Sequence[str]) -> "tuple[NDArray[np.uint32], Ints]":
    """All characters, with a pad before each key and behind the last; and the key of each, pads of the next one's."""
    pad = chr(_PAD)
    text = pad + pad.join(key.replace(pad, " ") for key in keys) + pad
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    lengths = np.fromiter((len(key) + 1 for key in keys), np.int64, len(keys))
    return codes, np.append(np.repeat(np.arange(len(keys)), lengths), max(0, len(keys) - 1))


def _hash(*columns: "NDArray[np.uint32]") -> "Hashes":
    total = np.zeros(len(columns[0]), np.uint64)
    for column, spread in zip(columns, _SPREAD):
        part = column.astype(np.uint64)
        part *= spread
        total ^= part
        total += total >> np.uint64(31)
    total ^= total >> np.uint64(29)
    total *= _SPREAD[0]
    return total


def _two(
    codes: "NDArray[np.uint32]", owners: "Ints", wide: "NDArray[np.bool_]", pad: "NDArray[np.bool_]"
) -> "tuple[Ints, Ints]":
    here = np.flatnonzero((wide[:-1] | wide[1:]) & ~pad[:-1] & ~pad[1:])
    return _buckets(_hash(codes[here], codes[here + 1])), owners[here]


def _three(
    codes: "NDArray[np.uint32]",
    owners: "Ints",
    wide: "NDArray[np.bool_]",
    pad: "NDArray[np.bool_]",
    brief: "NDArray[np.bool_]",
) -> "tuple[Ints, Ints]":
    middle = np.flatnonzero(brief[owners[1:-1]] & ~pad[1:-1] & ~wide[:-2] & ~wide[1:-1] & ~wide[2:]) + 1
    return _buckets(_hash(codes[middle - 1], codes[middle], codes[middle + 1])), owners[middle]


def _five(
    codes: "NDArray[np.uint32]",
    owners: "Ints",
    wide: "NDArray[np.bool_]",
    pad: "NDArray[np.bool_]",
    brief: "NDArray[np.bool_]",
) -> "tuple[Ints, Ints]":
    if len(codes) < LONG_RUN:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    apart = wide | pad
    stretch = len(codes) - LONG_RUN + 1
    good = ~brief[owners[:stretch]]
    for step in range(LONG_RUN):
        good &= ~apart[step : step + stretch]
    here = np.flatnonzero(good)
    hashes = _hash(*(codes[here + step] for step in range(LONG_RUN)))
    taken = (hashes >> _TO_SAMPLE) & _TAKEN == 0
    return _buckets(hashes[taken]), owners[here[taken]]


def _buckets(hashes: "Hashes") -> "Ints":
    buckets: Ints = (hashes >> _TO_BUCKET).astype(np.int64)
    return buckets
