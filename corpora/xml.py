"""The one hardened parser, and text made fit for a document: no entities declared outside, no network, no recovery.

Every XML file from outside passes here (OWASP, XML External Entity Prevention). The HTML reader,
which must recover, has its own door.
"""

import re
from collections.abc import Iterator, Sequence
from os import PathLike
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from corpora.errors import WrongFormat

if TYPE_CHECKING:
    from lxml.etree import _Element

    Element = _Element

# Characters that XML 1.0 (section 2.2, production 2) does not allow in a document.
ILLEGAL = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_ILLEGAL = re.compile(f"[{ILLEGAL}]")
_HARDENED: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
    "recover": False,
}


def legal(text: str) -> str:
    """The text without the characters that XML does not allow.

    >>> legal("两江\x0b新区")
    '两江新区'
    """
    return _ILLEGAL.sub("", text)


def escape(text: str) -> str:
    """Legal text as it stands in an element, so that a parser gives the same text back.

    >>> escape("R&D <50%")
    'R&amp;D &lt;50%'
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def escape_attribute(text: str) -> str:
    """Legal text as it stands between the double quotes of an attribute.

    >>> escape_attribute('the "Park"')
    'the &quot;Park&quot;'
    """
    return escape(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def parse(data: bytes, *, file: str | PathLike[str]) -> "Element":
    """The root element of a whole document.

    Raises:
        WrongFormat: it is not well formed, or declares entities.
    """
    from lxml import etree

    parser = etree.XMLParser(**_HARDENED)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _broken(error, file) from None
    _refuse_entities(root, file)
    return root


def walk(file: BinaryIO, *, tag: str | Sequence[str], name: str | PathLike[str]) -> Iterator["Element"]:
    """Elements of one tag or several, one at a time, each forgotten when the next is asked for; no comments in them.

    Args:
        file: open at its start.
        tag: `{namespace}name`, `name`, or `{*}name` for any namespace; or several of them.
        name: the file's name, for errors.

    Raises:
        WrongFormat: with the line at which the document breaks, after what stands before it was yielded.
    """
    from lxml import etree

    events = etree.iterparse(file, events=("end",), tag=tag, remove_comments=True, remove_pis=True, **_HARDENED)
    try:
        for count, (_, element) in enumerate(events):
            if count == 0:
                _refuse_entities(element, name)
            yield element
            element.clear()
            while element.getprevious() is not None and (parent := element.getparent()) is not None:
                del parent[0]
    except etree.XMLSyntaxError as error:
        raise _broken(error, name) from None


def attributes(element: "Element") -> tuple[tuple[str, str], ...]:
    """Name and value of each attribute, in the order of the document."""
    return cast(tuple[tuple[str, str], ...], tuple(element.items()))


def line_of(element: "Element") -> int:
    """The line in which an element begins, from 1; 0 where it was not read from a file."""
    return cast("int | None", element.sourceline) or 0


def _refuse_entities(element: "Element", file: str | PathLike[str]) -> None:
    document = element.getroottree().docinfo.internalDTD
    if document is not None and list(document.iterentities()):  # type: ignore[attr-defined]
        raise WrongFormat("the document declares entities", "Remove its <!ENTITY> lines", file=file)


def _broken(error: SyntaxError, file: str | PathLike[str]) -> WrongFormat:
    reason = str(error.msg or "it is not well formed").split(", line ")[0].rstrip(".")
    return WrongFormat(
        f"broken XML ({reason})", "Save it again from the program that made it", file=file, line=error.lineno
    )
