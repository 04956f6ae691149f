"""Long texts are cut where both sides surely agree, and aligned a section at a time.

So only the vectors of whole sentences are held of a book; clauses, words, evidence and band of one section.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from corpora.alignment.anchors import Anchor, find_anchors
from corpora.alignment.sides import encode_side
from corpora.article import Segment
from corpora.encoder import CachedEncoder, Encoder, StoredEncoder, open_vector_cache

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Texts of no more sentences on either side are one section; longer ones have sections of about so many.
LONG, _SECTION = 3000, 1000
# A cut stands between two anchors that follow one another on both sides, in the middle of so many that do.
_SURE = 4
# Sentences encoded at once.
_TOGETHER = 512
# The most that is kept on disk of a text, in bytes.
_ROOM = 8 << 30


class Section(NamedTuple):
    """Sentences of both sides that are aligned by themselves."""

    source: range
    target: range


def find_sections(
    source: Sequence[Segment], target: Sequence[Segment], *, languages: tuple[str, str], encoder: Encoder
) -> list[Section]:
    """The sections of two texts, in order; one for all that is not long.

    Args:
        languages: of both sides; the encoder knows them.
    """
    if max(len(source), len(target)) <= LONG:
        return [Section(range(len(source)), range(len(target)))]
    ours, theirs = (_encode(side, language, encoder) for side, language in zip((source, target), languages))
    return cut_sections(find_anchors(ours, theirs), len(source), len(target), size=_SECTION)


def cut_sections(
    anchors: Sequence[Anchor], sources: int, targets: int, *, size: int, sure: int = _SURE
) -> list[Section]:
    """Sections of at least `size` sentences on the longer side, cut in the middle of anchors that follow one another.

    Where no anchors do, a section is as long as it must be.

    Args:
        anchors: in the order of both sides.
        sources, targets: how many sentences either side has.
        size: in sentences.
        sure: how many anchors must follow one another around a cut.

    >>> anchors = [(k, k + 1, 0.2) for k in range(10)]
    >>> cut_sections(anchors, 10, 11, size=5, sure=2)
    [Section(source=range(0, 4), target=range(0, 5)), Section(source=range(4, 10), target=range(5, 11))]
    """
    places = [(i, j) for i, j, _ in anchors]
    sections: list[Section] = []
    i = j = 0
    for at in range(sure // 2, len(places) - sure // 2 + 1):
        (first, second), (k, m) = places[at - sure // 2], places[at]
        run = places[at - sure // 2 : at + sure // 2]
        follow = all((first + step, second + step) == place for step, place in enumerate(run))
        left = max(sources - k, targets - m)
        if follow and max(k - i, m - j) >= size and left >= size:
            sections.append(Section(range(i, k), range(j, m)))
            i, j = k, m
    return [*sections, Section(range(i, sources), range(j, targets))]


def _encode(segments: Sequence[Segment], language: str, encoder: Encoder) -> "NDArray[np.float32]":
    """The vectors of the sentences, a row each, with nothing held besides."""
    texts = [segment.text for segment in segments]
    groups = [texts[start : start + _TOGETHER] for start in range(0, len(texts), _TOGETHER)]
    return np.concatenate([encode_side(group, language=language, encoder=encoder).joined(1)[0] for group in groups])


@contextmanager
def open_kept(encoder: Encoder, *, sentences: int) -> Iterator[Encoder]:
    """The encoder; for a long text one that keeps its work on disk while this is open, so that it is done once.

    Args:
        sentences: how many the longer side has.
    """
    if sentences <= LONG or isinstance(encoder, CachedEncoder) or not isinstance(encoder, StoredEncoder):
        yield encoder
        return
    with TemporaryDirectory(prefix="duizhao-") as folder, open_vector_cache(Path(folder, "v"), limit=_ROOM) as cache:
        yield CachedEncoder(encoder, cache)
