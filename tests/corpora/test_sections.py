"""Long texts: sentences of groups that stand opposite are compared, and a section is aligned at a time."""

from pathlib import Path

import numpy as np
import pytest

import corpora.samples
from corpora.alignment import align, sections
from corpora.alignment.anchors import find_anchors
from corpora.alignment.fixed import find_sentences
from corpora.alignment.sections import cut_sections, open_kept
from corpora.article import Segment
from corpora.encoder import CachedEncoder, load_encoder
from corpora.readers import read

SAMPLES = Path(corpora.samples.__file__).parent


def join_samples(tag: str) -> list[Segment]:
    """The sentences of all sample stories, one behind the other."""
    names = sorted(gold.stem for gold in (SAMPLES / "gold").glob("*.gold"))
    files = [next(SAMPLES.glob(f"{name}.{tag}.*")) for name in names]
    return [Segment(part.text) for file in files for part in find_sentences(read(file))]


def make_vectors(count: int, *, seed: int) -> "np.ndarray[tuple[int, int], np.dtype[np.float32]]":
    rows = np.random.default_rng(seed).normal(size=(count, 64)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows


def test_anchors_of_a_long_text_are_found_across_chapters_that_one_side_lacks() -> None:
    source = make_vectors(6000, seed=1)
    target = np.concatenate([source[:2000], make_vectors(700, seed=2), source[2900:]])
    target = target + make_vectors(len(target), seed=3) * np.float32(0.5)
    target /= np.linalg.norm(target, axis=1, keepdims=True)
    pairs = {(i, j) for i, j, _ in find_anchors(source, target)}
    right = {(i, i) for i in range(2000)} | {(i, i - 200) for i in range(2900, 6000)}
    assert len(pairs & right) > 0.98 * len(right)
    assert len(pairs - right) < 0.02 * len(right)


def test_sections_are_cut_only_where_anchors_follow_one_another() -> None:
    anchors = [(k, k, 0.2) for k in range(30) if k % 10 < 6]
    cuts = [section.source.start for section in cut_sections(anchors, 30, 30, size=5)]
    assert cuts == [0, 12, 22]
    assert cut_sections(anchors[::3], 30, 30, size=5) == [(range(30), range(30))]


def test_a_text_in_sections_is_aligned_as_it_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = join_samples("zh"), join_samples("en")
    whole = align(source, target, source_language="zh", target_language="en")
    monkeypatch.setattr(sections, "LONG", 200)
    monkeypatch.setattr(sections, "_SECTION", 120)
    parts = align(source, target, source_language="zh", target_language="en")
    assert [i for bead in parts.beads for i in bead.source] == list(range(len(source)))
    assert [j for bead in parts.beads for j in bead.target] == list(range(len(target)))
    same = {(bead.source, bead.target) for bead in parts.beads} & {(bead.source, bead.target) for bead in whole.beads}
    assert len(same) > 0.97 * len(whole.beads)
    assert parts.relatedness == pytest.approx(whole.relatedness, abs=0.02)


def test_what_was_encoded_of_a_long_text_is_kept_while_it_is_aligned() -> None:
    with open_kept(load_encoder(), sentences=sections.LONG + 1) as kept:
        assert isinstance(kept, CachedEncoder)
    with open_kept(load_encoder(), sentences=sections.LONG) as kept:
        assert not isinstance(kept, CachedEncoder)


def test_lines_as_long_as_a_book_are_aligned() -> None:
    source, target = ("".join(part.text for part in join_samples("zh")), " ".join(p.text for p in join_samples("en")))
    assert min(len(source), len(target)) > 8000
    bitext = align([source], [target], source_language="zh", target_language="en")
    assert [str(bead) for bead in bitext.beads] == ["[0]:[0]"]
    assert (bitext.relatedness or 0.0) > 0.6
