"""Zip archives from outside: what is refused, with what remedy, and how names in old encodings are read."""

import io
import stat
import struct
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora import archives
from corpora.archives import Archive
from corpora.errors import WrongFormat


def packed(*files: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return buffer.getvalue()


def opened(data: bytes) -> Archive:
    return Archive(io.BytesIO(data), file="a.zip")


def with_raw_name(raw: bytes, data: bytes = b"one", extra: bytes = b"") -> bytes:
    """An archive whose only name is these bytes, with no word of their encoding."""
    stand_in = "x" * len(raw)
    entry = zipfile.ZipInfo(stand_in)
    entry.extra = extra
    return packed((entry, data)).replace(stand_in.encode(), raw)


def test_files_come_in_the_order_of_the_archive_and_folders_do_not() -> None:
    archive = opened(packed(("b/", b""), ("b/2.txt", b"two"), ("./a.txt", b"one")))
    assert list(archive) == ["b/2.txt", "a.txt"]
    assert archive.read("a.txt") == b"one"
    assert "a.txt" in archive
    assert "b/" not in archive


@given(st.dictionaries(st.text("ab两江", min_size=1, max_size=5), st.binary(max_size=200), max_size=5))
def test_what_was_packed_is_read(files: dict[str, bytes]) -> None:
    archive = opened(packed(*files.items()))
    assert {name: archive.read(name) for name in archive} == files


def symbolic(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.create_system = 3
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("../story.txt", "leads out of it"),
        ("a/../../story.txt", "leads out of it"),
        ("..\\story.txt", "leads out of it"),
        ("/etc/passwd", "leads out of it"),
        ("C:/story.txt", "leads out of it"),
        ("c:story.txt", "leads out of it"),
        ("\\\\server\\story.txt", "leads out of it"),
        (symbolic("story.txt"), "is a link"),
    ],
)
def test_a_name_that_leads_out_is_refused_before_anything_is_read(name: str | zipfile.ZipInfo, cause: str) -> None:
    with pytest.raises(WrongFormat, match=cause) as raised:
        opened(packed(("good.txt", b"one"), (name, b"two")))
    assert raised.value.file == "a.zip"
    assert raised.value.remedy


def test_a_name_with_dots_in_it_is_good() -> None:
    assert list(opened(packed(("a..b/c...txt", b"")))) == ["a..b/c...txt"]


def test_a_file_that_unpacks_to_far_more_than_its_size_is_a_bomb() -> None:
    with pytest.raises(WrongFormat, match="as a bomb does"):
        opened(packed(("a.txt", b"\0" * 5_000_000)))
    assert len(opened(packed(("a.txt", b"\0" * 1_000_000))).read("a.txt")) == 1_000_000


def test_sizes_that_the_archive_states_are_added_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_BYTES", 2 * 1048576)
    data = packed(*[(f"{number}.txt", bytes(1048576)) for number in range(3)])
    with pytest.raises(WrongFormat, match="unpacks to 3 MB, and may to 2 MB"):
        opened(data)


def test_the_number_of_files_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_ENTRIES", 3)
    with pytest.raises(WrongFormat, match="holds 4 files, and may hold 3"):
        opened(packed(*[(f"{number}.txt", b"") for number in range(4)]))


def test_one_file_is_bounded_too() -> None:
    with pytest.raises(WrongFormat, match=r"a\.txt holds 2 MB, and may hold 1 MB"):
        opened(packed(("a.txt", bytes(2 * 1048576)))).read("a.txt", limit=1048576)


def test_a_size_that_is_a_lie_unpacks_no_more_than_it_says() -> None:
    data = packed(("a.txt", b"x" * 100_000))
    lie = data.replace(struct.pack("<L", 100_000), struct.pack("<L", 10))
    with pytest.raises(WrongFormat, match="cut short or damaged"):
        opened(lie).read("a.txt")


def test_a_locked_file_is_refused() -> None:
    data = bytearray(packed(("a.txt", b"one")))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(WrongFormat, match=r"a\.txt is locked with a password"):
        opened(bytes(data))


def test_only_the_common_way_of_packing_is_read() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.txt", b"one")
    with pytest.raises(WrongFormat, match="packed in a way that is not read"):
        opened(buffer.getvalue())


def test_a_name_that_is_not_there_is_an_error_with_the_archive() -> None:
    with pytest.raises(WrongFormat, match=r"holds no b\.txt"):
        opened(packed(("a.txt", b""))).read("b.txt")


@given(st.integers(0, 400), st.integers(0, 255))
def test_damage_anywhere_is_an_error_or_does_no_harm(at: int, value: int) -> None:
    data = bytearray(packed(("a.txt", b"one " * 50), ("b/两江.txt", b"two " * 50)))
    data[at % len(data)] = value
    for damaged in (bytes(data), bytes(data[: at % len(data)])):
        try:
            archive = opened(damaged)
            for name in archive:
                archive.read(name)
        except WrongFormat as error:
            assert error.remedy


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5"])
def test_chinese_names_are_read_in_the_encoding_of_their_maker(encoding: str) -> None:
    name = "重慶報道/一個新的園區.txt" if encoding == "big5" else "重庆报道/我们的新区.txt"
    archive = opened(with_raw_name(name.encode(encoding)))
    assert list(archive) == [name]
    assert archive.read(name) == b"one"


def test_the_unicode_field_of_a_name_counts_more_than_the_name() -> None:
    raw, name = b"????.txt", "两江.txt".encode()
    extra = struct.pack("<HHBL", 0x7075, 5 + len(name), 1, zlib.crc32(raw)) + name
    assert list(opened(with_raw_name(raw, extra=extra))) == ["两江.txt"]


def test_backslashes_part_folders_as_well() -> None:
    assert list(opened(packed(("a\\b.txt", b"one")))) == ["a/b.txt"]
