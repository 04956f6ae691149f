import errno
import os
import stat
from pathlib import Path

import pytest

from corpora.errors import Unreadable, Unwritable, WrongEncoding, WrongFormat
from corpora.files import decode, make_folder, open_atomic, read_bytes, read_text, write_text

STORY = "两江新区数字经济产业园昨日开园，首批50家企业入驻。\n园区负责人说，明年还将新增30家。\n"
TRADITIONAL = "兩江新區數字經濟產業園昨日開園，首批50家企業入駐。園區負責人說，這裡的條件很好。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gb2312", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_chinese_story_is_read_in_every_common_encoding(encoding: str) -> None:
    assert decode(STORY.encode(encoding), file="a")[0] == STORY


def test_traditional_text_in_big5_is_not_taken_for_gb18030() -> None:
    assert decode(TRADITIONAL.encode("big5"), file="a") == (TRADITIONAL, "big5hkscs")


@pytest.mark.parametrize("declared", ["utf-8", "big5", "iso-8859-1", "nonsense"])
def test_a_wrongly_declared_page_is_read_by_what_it_is(declared: str) -> None:
    page = f'<meta charset="{declared}"><p>{STORY}'
    assert decode(page.encode("gb18030"), file="a")[0] == page


def test_a_page_cut_within_a_character_is_read_up_to_there() -> None:
    assert decode(STORY.encode()[:-3], file="a")[0] == STORY[:-2]


def test_a_damaged_page_is_said_to_be_damaged() -> None:
    data = STORY.encode()
    with pytest.raises(WrongEncoding, match=r"byte 3 .* is damaged; all before it is utf-8. Get the file again"):
        decode(data[:3] + b"\xff" + data[4:], file="a.html")


def test_english_in_the_encoding_of_old_windows_is_read() -> None:
    text = "“Café” is what Müller’s in Zürich says – for 3 € a cup, and it has said so for fifty years or more."
    assert decode(text.encode("cp1252"), file="a") == (text, "cp1252")


def test_a_zero_byte_in_a_page_does_not_make_it_another_encoding() -> None:
    with pytest.raises(WrongFormat):
        decode(b"<p>one\x00two</p>", file="a.html")


def test_line_ends_of_other_systems_become_one() -> None:
    assert decode("一\r\n二\r三\n".encode(), file="a")[0] == "一\n二\n三\n"


@pytest.mark.parametrize("data", [b"%PDF-1.7 ...", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04....", b"text\x00\x01\x02text"])
def test_what_is_no_text_is_named(data: bytes) -> None:
    with pytest.raises(WrongFormat, match="Give the story as HTML or text"):
        decode(data, file="story.html")


def test_bytes_of_no_encoding_are_an_error_with_their_line() -> None:
    with pytest.raises(WrongEncoding) as caught:
        decode("第一行\n".encode() + b"\xff\xff\xfe\n", file="story.txt")
    assert str(caught.value).startswith("story.txt:2: byte 10 (0xff)")
    assert str(caught.value).endswith("Save the file as UTF-8.")


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no such file"):
        read_bytes(tmp_path / "none.html")
    with pytest.raises(Unreadable, match="folder"):
        read_bytes(tmp_path)


def test_a_file_larger_than_a_story_is_not_read(tmp_path: Path) -> None:
    big = tmp_path / "big.txt"
    with big.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    with pytest.raises(Unreadable, match="holds 100 MB, and a story at most 32 MB"):
        read_bytes(big)


def test_a_file_takes_its_name_only_when_all_is_written(tmp_path: Path) -> None:
    target = tmp_path / "memory.tmx"
    target.write_text("old")
    with pytest.raises(RuntimeError), open_atomic(target) as file:
        file.write(b"half")
        raise RuntimeError
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_new_file_is_as_readable_as_the_system_makes_files(tmp_path: Path) -> None:
    write_text(tmp_path / "a.txt", "两江")
    (tmp_path / "b.txt").write_text("两江", "utf-8")
    modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert len(modes) == 1
    assert read_text(tmp_path / "a.txt") == "两江"


def test_a_full_disk_is_said_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unwritable, match="the disk is full"):
        write_text(tmp_path / "a.txt", "text")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Unwritable, match="the folder is not there"):
        write_text(tmp_path / "none" / "a.txt", "text")


def test_a_file_in_the_way_of_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "demo").write_text("")
    with pytest.raises(Unwritable, match="in the way"):
        make_folder(tmp_path / "demo")
    with pytest.raises(Unwritable, match="in the way"):
        write_text(tmp_path, "text")
