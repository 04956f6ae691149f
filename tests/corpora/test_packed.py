"""Files that may be packed, read as what is in them."""

import gzip
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from corpora.errors import Unreadable, WrongFormat
from corpora.packed import open_unpacked

TEXT = "产业园今年三月开园。\n".encode() * 5000


@pytest.mark.parametrize("data", [TEXT, b"", b"\x1f"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_file_is_read_as_it_is_or_as_what_gzip_packed_in_it(
    tmp_path: Path, data: bytes, pack: Callable[[bytes], bytes]
) -> None:
    file = tmp_path / "a"
    file.write_bytes(pack(data))
    told: list[tuple[int, int]] = []
    with open_unpacked(file, progress=lambda done, whole: told.append((done, whole))) as stream:
        assert stream.read() == data
    assert told[-1] == (file.stat().st_size, file.stat().st_size)


def test_several_packed_parts_are_one_file(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(gzip.compress(TEXT) + gzip.compress(TEXT))
    with open_unpacked(file) as stream:
        assert stream.read() == TEXT * 2


@pytest.mark.parametrize("spoil", [slice(0, -9), slice(0, 200), slice(0, 12)])
def test_a_packed_file_that_was_cut_is_refused_after_what_can_be_read(tmp_path: Path, spoil: slice) -> None:
    file = tmp_path / "a"
    file.write_bytes(gzip.compress(os.urandom(5000))[spoil])
    with open_unpacked(file) as stream, pytest.raises(WrongFormat, match="cut short or damaged"):
        stream.read()


def test_a_packed_file_that_was_spoilt_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a"
    data = bytearray(gzip.compress(TEXT))
    data[-20] ^= 255
    file.write_bytes(data)
    with open_unpacked(file) as stream, pytest.raises(WrongFormat, match="cut short or damaged"):
        stream.read()


def test_what_unpacks_to_very_much_takes_no_more_memory(tmp_path: Path) -> None:
    import tracemalloc

    file = tmp_path / "a"
    file.write_bytes(gzip.compress(bytes(50_000_000)))
    tracemalloc.start()
    with open_unpacked(file) as stream:
        assert sum(len(part) for part in iter(lambda: stream.read(65536), b"")) == 50_000_000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2_000_000


def test_standard_input_is_read_whole_packed_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    for stored in (TEXT, gzip.compress(TEXT)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stored)))
        with open_unpacked("-") as stream:
            assert stream.read() == TEXT


def test_what_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="there is no such file"), open_unpacked(tmp_path / "none"):
        pass
    with pytest.raises(Unreadable, match="this is a folder"), open_unpacked(tmp_path):
        pass
