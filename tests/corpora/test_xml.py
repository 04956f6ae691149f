import io

import pytest

from corpora.errors import WrongFormat
from corpora.xml import parse, walk

BOMB = b'<!DOCTYPE t [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><t>&b;</t>'
OUTSIDE = b'<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/hostname">]><t>&x;</t>'


@pytest.mark.parametrize("document", [BOMB, OUTSIDE])
def test_entities_from_outside_are_refused(document: bytes) -> None:
    with pytest.raises(WrongFormat):
        parse(document, file="a.tmx")
    with pytest.raises(WrongFormat):
        list(walk(io.BytesIO(document), tag="t", name="a.tmx"))


def test_a_broken_document_is_named_with_its_line() -> None:
    with pytest.raises(WrongFormat) as caught:
        parse(b"<t>\n<a>\n</t>", file="a.tmx")
    assert str(caught.value).startswith("a.tmx:3: broken XML (")


def test_elements_come_one_at_a_time_up_to_the_break() -> None:
    seen = []
    with pytest.raises(WrongFormat) as caught:
        for element in walk(io.BytesIO("<t><u>开园</u>\n<u>入驻</u>\n<u>".encode()), tag="u", name="a.tmx"):
            seen.append(element.text)
    assert seen == ["开园", "入驻"]
    assert caught.value.line == 3


@pytest.mark.parametrize(
    ("declared", "written", "text"),
    [
        ("gb2312", "gbk", "朱镕基"),
        ("GBK", "gb18030", "㐂"),
        ("iso-8859-1", "cp1252", "“park”"),
        ("UTF-16", "utf-8", "园区"),
        ("utf-16", "utf-16", "园区"),
        ("UTF-16", "utf-16-le", "园区"),
        ("utf-8", "utf-8-sig", "园区"),
        ("UTF-16", "utf-8-sig", "园区"),
        ("big5", "big5", "園區"),
    ],
)
def test_an_encoding_that_programs_declare_for_a_larger_one_is_read_as_that(
    declared: str, written: str, text: str
) -> None:
    document = f'<?xml version="1.0" encoding="{declared}"?><t><u>{text}</u></t>'.encode(written)
    assert [element.text for element in walk(io.BytesIO(document), tag="u", name="a.tmx")] == [text]


def test_an_entity_that_is_not_declared_is_named_as_what_breaks_a_document() -> None:
    document = b"<t>\n<u>a</u>\n<u>b&nbsp;</u><u>c</u></t>"
    seen = []
    with pytest.raises(WrongFormat) as caught:
        for element in walk(io.BytesIO(document), tag="u", name="a.tmx"):
            seen.append(element.text)
    assert seen == ["a"]
    assert str(caught.value).startswith("a.tmx:2: broken XML (an entity such as &nbsp; that is not declared, after")


def test_a_document_of_any_length_is_walked_in_constant_memory() -> None:
    import tracemalloc

    line = "<u><!-- c -->开园</u>\n".encode()
    document = io.BytesIO(b"<t>" + line * 20000 + b"</t>")
    tracemalloc.start()
    assert sum(1 for _ in walk(document, tag=("u", "v"), name="a.tmx")) == 20000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000
