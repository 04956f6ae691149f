"""Inline elements of XLIFF 2 as text and the codes that stand off from it (XLIFF 2.1, section 4.2.3)."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, cast

from corpora.errors import WrongFormat
from corpora.text import Code, CodeKind
from tm.formats.xliff.names import CORE, OURS

if TYPE_CHECKING:
    from corpora.xml import Element

_OURS = f"{{{OURS}}}"


def flatten(
    element: "Element", space: str = CORE, originals: Mapping[str, str] | None = None
) -> tuple[str, list[Code]]:
    """The text of an element, and the codes in it at their offsets.

    Annotations vanish and their text stays; `cp` becomes the character that it stands for.

    Args:
        space: the namespace of the inline elements.
        originals: the original data of the unit, by id.

    Raises:
        WrongFormat: a `cp` names no character.
    """
    text: list[str] = []
    codes: list[Code] = []
    length = 0
    for piece in _Inline(space, originals or {}).pieces(element):
        if isinstance(piece, str):
            text.append(piece)
            length += len(piece)
        else:
            kind, name, data = piece
            codes.append(Code(length, kind, name, data))
    return "".join(text), codes


class _Inline:
    """Walks mixed content, and remembers which id opened what."""

    def __init__(self, space: str, originals: Mapping[str, str]) -> None:
        self._core = f"{{{space}}}"
        self._originals = originals
        self._opened: dict[str, str] = {}

    def pieces(self, element: "Element") -> Iterator[str | tuple[CodeKind, str, str]]:
        """Text, and kind, id and data of codes, in their order."""
        if element.text:
            yield element.text
        for child in element:
            if isinstance(child.tag, str):
                yield from self._child(child, child.tag.removeprefix(self._core))
            if child.tail:
                yield child.tail

    def _child(self, child: "Element", tag: str) -> Iterator[str | tuple[CodeKind, str, str]]:
        own, data = child.get("id", ""), self._data(child, "dataRef")
        name = child.get(f"{_OURS}id", own)
        match tag:
            case "cp":
                yield _character(child)
            case "ph":
                yield "standalone", name, data
            case "sc":
                self._opened[own] = name
                yield "open", name, data
            case "ec":
                yield "close", self._opened.get(child.get("startRef", ""), name), data
            case "pc":
                yield "open", name, self._data(child, "dataRefStart")
                yield from self.pieces(child)
                yield "close", name, self._data(child, "dataRefEnd")
            case _ if tag == f"{_OURS}code":
                original = "".join([piece for piece in self.pieces(child) if isinstance(piece, str)])
                yield cast(CodeKind, child.get("kind", "")), own, original
            case _:
                yield from self.pieces(child)

    def _data(self, child: "Element", attribute: str) -> str:
        return self._originals.get(child.get(attribute, ""), "")


def _character(element: "Element") -> str:
    try:
        return chr(int(element.get("hex", ""), 16))
    except (ValueError, OverflowError):
        raise WrongFormat(
            f"a cp element with hex={element.get('hex', '')!r}", "Write the code point in hexadecimal digits"
        ) from None
