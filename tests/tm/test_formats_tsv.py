"""Tables of two columns read as units."""

import gzip
from pathlib import Path

import pytest

from corpora.errors import Unreadable, WrongEncoding, WrongFormat
from tm.formats.tsv import read_units
from tm.unit import TranslationUnit, Variant

LANGUAGES = ("zh-CN", "en")
OPENED = TranslationUnit((Variant("zh-CN", "产业园开园。"), Variant("en", "The park opened.")))
MOVED = TranslationUnit((Variant("zh-CN", "50家企业入驻。"), Variant("en", "Fifty companies moved in.")))
TABLE = "产业园开园。\tThe park opened.\n 50家企业入驻。\tFifty companies moved in. \r\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "pairs.tsv"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_line_is_a_unit(file: Path, encoding: str) -> None:
    for data in (TABLE.encode(encoding), gzip.compress(TABLE.encode(encoding))):
        file.write_bytes(data)
        assert list(read_units(file, languages=LANGUAGES)) == [OPENED, MOVED]
        assert list(read_units("elsewhere.tsv", languages=LANGUAGES, data=data)) == [OPENED, MOVED]


def test_a_line_that_is_no_pair_is_skipped_with_its_number(file: Path) -> None:
    file.write_text(f"{TABLE}\n下雨了。\t \n晴。\nx\ty\tz\n \t \n", "utf-8")
    skipped: list[tuple[int, str]] = []
    units = read_units(file, languages=LANGUAGES, on_skip=lambda line, reason: skipped.append((line, reason)))
    assert list(units) == [OPENED, MOVED]
    assert skipped == [(4, "one side is empty"), (5, "not two columns"), (6, "not two columns")]
    with pytest.raises(WrongFormat, match=r"pairs\.tsv:4: one side is empty\. Write source, tab, target"):
        list(read_units(file, languages=LANGUAGES))


def test_a_table_in_another_encoding_is_refused_after_what_can_be_read(file: Path) -> None:
    file.write_bytes(TABLE.encode() * 5000 + TABLE.encode("gb18030"))
    found = []
    with pytest.raises(WrongEncoding, match=r"what follows is not UTF-8\. Save the file as UTF-8"):
        for unit in read_units(file, languages=LANGUAGES):
            found.append(unit)
    assert len(found) > 9000
    with pytest.raises(Unreadable):
        list(read_units(file.with_name("none.tsv"), languages=LANGUAGES))
