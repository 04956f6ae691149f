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
