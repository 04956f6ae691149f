"""What an encoder made is kept by content and found again, and no file can make it wrong."""

import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from corpora.alignment import align
from corpora.encoder import CachedEncoder, load_encoder, open_vector_cache

ZH = ["园区今年3月开园。", "首批50家企业已经入驻。", "下一步还要建一座桥。"]
EN = ["The park opened in March.", "The first 50 companies have moved in.", "A bridge is to be built next."]
MB = 1024 * 1024


class Counting:
    """The embedded encoder; it remembers what it was asked to encode."""

    def __init__(self) -> None:
        self._encoder = load_encoder()
        self.name, self.languages = self._encoder.name, self._encoder.languages
        self.asked: list[str] = []

    def pack(self, sentences: Sequence[str], *, cuts: Sequence[Sequence[int]], parts: bool) -> object:
        self.asked += sentences
        return self._encoder.pack(sentences, cuts=cuts, parts=parts)

    def __getattr__(self, name: str) -> object:
        return getattr(self._encoder, name)


def aligned(encoder: object) -> list[tuple[str, float]]:
    bitext = align(ZH, EN, source_language="zh", target_language="en", encoder=encoder)  # type: ignore[call-overload]
    return [(str(bead), bead.confidence) for bead in bitext.beads]


def test_what_was_encoded_once_is_not_encoded_again_and_the_alignment_is_the_same(tmp_path: Path) -> None:
    plain = aligned(load_encoder())
    encoder = Counting()
    with open_vector_cache(tmp_path / "cache", limit=MB) as cache:
        cold = aligned(CachedEncoder(encoder, cache))  # type: ignore[arg-type]
    assert sorted(encoder.asked) == sorted(ZH + EN)
    with open_vector_cache(tmp_path / "cache", limit=MB) as cache:
        warm = aligned(CachedEncoder(encoder, cache))  # type: ignore[arg-type]
    assert len(encoder.asked) == len(ZH + EN)
    assert [bead for bead, _ in plain] == [bead for bead, _ in cold] == [bead for bead, _ in warm]
    assert [chance for _, chance in warm] == pytest.approx([chance for _, chance in plain], abs=0.005)


def test_a_cache_that_is_never_asked_leaves_no_file(tmp_path: Path) -> None:
    with open_vector_cache(tmp_path / "cache", limit=MB):
        pass
    assert list(tmp_path.iterdir()) == []


def test_another_encoder_finds_nothing_of_the_first(tmp_path: Path) -> None:
    first, other = Counting(), Counting()
    other.name = "another-1.0"
    with open_vector_cache(tmp_path / "cache", limit=MB) as cache:
        CachedEncoder(first, cache).encode(ZH)  # type: ignore[arg-type]
        CachedEncoder(other, cache).encode(ZH)  # type: ignore[arg-type]
    assert other.asked == ZH


@pytest.mark.parametrize("content", [b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_cache_is_put_aside(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "cache"
    file.write_bytes(content)
    with open_vector_cache(file, limit=MB) as cache:
        found = CachedEncoder(load_encoder(), cache).encode(ZH)
    assert np.allclose(found.joined(1)[0], load_encoder().encode(ZH).joined(1)[0], atol=0.01)
    assert (tmp_path / "cache.aside").read_bytes() == content


def test_an_entry_that_was_damaged_is_encoded_anew(tmp_path: Path) -> None:
    file = tmp_path / "cache"
    with open_vector_cache(file, limit=MB) as cache:
        CachedEncoder(load_encoder(), cache).encode(ZH)
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE contents SET content = zeroblob(length(content))")
    encoder = Counting()
    with open_vector_cache(file, limit=MB) as cache:
        found = CachedEncoder(encoder, cache).encode(ZH)  # type: ignore[arg-type]
    assert encoder.asked == ZH
    assert np.allclose(found.joined(1)[0], load_encoder().encode(ZH).joined(1)[0], atol=0.01)


def test_the_cache_stays_within_its_limit_and_keeps_what_was_used_last(tmp_path: Path) -> None:
    with open_vector_cache(tmp_path / "cache", limit=10_000) as cache:
        for number in range(30):
            cache.keep({f"{number:016}".encode(): bytes(1000)})
        kept = [number for number in range(30) if cache.find([f"{number:016}".encode()])]
    assert 0 < len(kept) < 10
    assert kept[-1] == 29


def test_two_processes_use_one_cache(tmp_path: Path) -> None:
    script = (
        "import sys; from corpora.encoder import open_vector_cache\n"
        "with open_vector_cache(sys.argv[1], limit=1 << 20) as cache:\n"
        "    for number in range(200): cache.keep({f'{sys.argv[2]}{number:015}'.encode(): bytes(100)})\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "cache")]
    running = [subprocess.Popen([*command, name]) for name in "ab"]
    assert [process.wait() for process in running] == [0, 0]
    with open_vector_cache(tmp_path / "cache", limit=MB) as cache:
        keys = [f"{name}{number:015}".encode() for name in "ab" for number in range(200)]
        assert len(cache.find(keys)) >= 390
