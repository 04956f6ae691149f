"""Pieces of text with the marks that they stand in -> a Line."""

from collections.abc import Iterable
from typing import NamedTuple

from corpora.readers.lines import Line, Role
from corpora.text import Code

_INVISIBLE = " \t\r\n\u200b\ufeff\u2060\u00ad\u3000\xa0"


class Mark(NamedTuple):
    """An inline element as mark-up: its opening and its closing tag."""

    opening: str
    closing: str


BOLD = Mark("<b>", "</b>")
ITALIC = Mark("<i>", "</i>")
UNDERLINED = Mark("<u>", "</u>")
STRUCK = Mark("<s>", "</s>")
RAISED = Mark("<sup>", "</sup>")
LOWERED = Mark("<sub>", "</sub>")


class Piece(NamedTuple):
    """A run of text.

    Args:
        text: as it stands.
        marks: that it stands in, the outermost first, none twice.
        bold: whether its type is bold for another reason than a mark.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    bold: bool = False


def join_pieces(
    pieces: Iterable[Piece], *, role: Role = "", centred: bool = False, pictured: bool = False
) -> Line | None:
    """The line that some pieces make; None where it would show nothing.

    Marks are nested, go on from piece to piece, and neither open nor close at white space alone.

    >>> join_pieces([Piece("区长"), Piece("唐", (BOLD,)), Piece("越", (BOLD,))]).codes
    (Code(offset=2, kind='open', id='1', data='<b>'), Code(offset=4, kind='close', id='1', data='</b>'))
    """
    kept: list[str] = []
    codes: list[Code] = []
    open_: list[tuple[Mark, str]] = []
    length = solid = bold = ids = 0
    for piece in pieces:
        if not piece.text:
            continue
        if seen := len("".join(piece.text.split())):
            solid += seen
            bold += seen if piece.bold or BOLD in piece.marks else 0
            stays = next((at for at, (mark, _) in enumerate(open_) if mark not in piece.marks), len(open_))
            codes += [Code(length, "close", number, mark.closing) for mark, number in reversed(open_[stays:])]
            del open_[stays:]
            for mark in piece.marks:
                if all(mark != other for other, _ in open_):
                    ids += 1
                    open_.append((mark, str(ids)))
                    codes.append(Code(length, "open", str(ids), mark.opening))
        kept.append(piece.text)
        length += len(piece.text)
    codes += [Code(length, "close", number, mark.closing) for mark, number in reversed(open_)]
    stored = "".join(kept)
    text = stored.strip()
    if not text.strip(_INVISIBLE):
        return None
    lead = len(stored) - len(stored.lstrip())
    return Line(
        text,
        codes=tuple(
            [Code(min(max(code.offset - lead, 0), len(text)), code.kind, code.id, code.data) for code in codes]
        ),
        role=role,
        bold=bold * 10 >= solid * 9,
        centred=centred,
        pictured=pictured,
    )
