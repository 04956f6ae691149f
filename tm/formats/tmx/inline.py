"""Inline elements of TMX as text and the codes that stand off from it (TMX 1.4b, section 3, content markup)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpora.errors import Invalid
from corpora.text import Code, CodeKind

if TYPE_CHECKING:
    from corpora.xml import Element

Piece = str | tuple[CodeKind, str, str]


def flatten(seg: "Element") -> tuple[str, tuple[Code, ...]]:
    """The text of a `seg`, white space at its ends removed, and its codes at their offsets.

    What stands in `bpt`, `ept`, `ph`, `it` and `ut` is mark-up of the original document, `sub`-flows in it
    included; what stands in `hi` is text. Codes answer one another by `x`, or else by `i`.

    Raises:
        Invalid: it names an entity that is not declared.
    """
    if not len(seg):
        return (seg.text or "").strip(), ()
    text: list[str] = []
    codes: list[tuple[int, tuple[CodeKind, str, str]]] = []
    length = 0
    for piece in _Inline().pieces(seg):
        if isinstance(piece, str):
            text.append(piece)
            length += len(piece)
        else:
            codes.append((length, piece))
    whole = "".join(text)
    kept = whole.strip()
    cut = len(whole) - len(whole.lstrip())
    return kept, tuple([Code(min(max(at - cut, 0), len(kept)), *code) for at, code in codes])


class _Inline:
    """Walks mixed content, and remembers which `i` opened what."""

    def __init__(self) -> None:
        self._opened: dict[str, str] = {}
        self._count = 0

    def pieces(self, element: "Element") -> Iterator[Piece]:
        """Text, and kind, id and data of codes, in their order."""
        if element.text:
            yield element.text
        for child in element:
            if not isinstance(child.tag, str):
                raise Invalid(f"it names {child.text}, which XML does not know")
            yield from self._child(child, child.tag.rpartition("}")[2])
            if child.tail:
                yield child.tail

    def _child(self, child: "Element", tag: str) -> Iterator[Piece]:
        self._count += 1
        i = child.get("i", "")
        name = child.get("x") or i or f"{tag}{self._count}"
        match tag:
            case "bpt":
                self._opened[i] = name
                yield "open", name, _data(child)
            case "ept":
                yield "close", self._opened.get(i, name), _data(child)
            case "it":
                yield "close" if child.get("pos") == "end" else "open", name, _data(child)
            case "ph" | "ut":
                yield "standalone", name, _data(child)
            case "hi":
                yield "open", name, ""
                yield from self.pieces(child)
                yield "close", name, ""
            case _:
                yield from self.pieces(child)


def _data(element: "Element") -> str:
    return "".join([str(part) for part in element.itertext()])
