"""The one hardened parser, and text made fit for a document: no entities declared outside, no network, no recovery.

Every XML file from outside passes here (OWASP, XML External Entity Prevention). The HTML reader,
which must recover, has its own door.
"""

import re
from collections.abc import Iterator, Sequence
from os import PathLike
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from corpora.errors import WrongFormat
from corpora.files import SUPERSETS

if TYPE_CHECKING:
    from lxml.etree import _Element

    Element = _Element

# Characters that XML 1.0 (section 2.2, production 2) does not allow in a document.
ILLEGAL = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_ILLEGAL = re.compile(f"[{ILLEGAL}]")
_DECLARED = re.compile(rb"""(?:\xef\xbb\xbf)?<\?xml[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9_.:-]+)""")
_CHUNK = 65536
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

    chunk = file.read(_CHUNK)
    parser = etree.XMLPullParser(
        events=("end",), tag=tag, encoding=_meant(chunk), remove_comments=True, remove_pis=True, **_HARDENED
    )
    element: Element | None = None
    broken: SyntaxError | None = None
    while broken is None:
        try:
            if chunk:
                parser.feed(chunk)
            else:
                parser.close()
        except etree.XMLSyntaxError as error:
            broken = error
        for _, found in cast("Iterator[tuple[str, Element]]", parser.read_events()):
            if element is None:
                _refuse_entities(found, name)
            element = found
            yield element
            element.clear()
            while element.getprevious() is not None and (parent := element.getparent()) is not None:
                del parent[0]
        if not chunk:
            break
        chunk = file.read(_CHUNK)
    if broken is not None:
        raise _broken(broken, name, last=element)


def _meant(head: bytes) -> str | None:
    """The encoding of a document that declares another than its program meant; None where it is as declared."""
    found = _DECLARED.match(head)
    if not found:
        return None
    declared = found[1].decode("ascii").lower()
    # What can be read as ASCII is not UTF-16, whatever was declared.
    return "utf-8" if declared.startswith("utf-16") else SUPERSETS.get(declared)


def attributes(element: "Element") -> tuple[tuple[str, str], ...]:
    """Name and value of each attribute, in the order of the document."""
    return tuple(element.items())  # type: ignore[arg-type]


def line_of(element: "Element") -> int:
    """The line in which an element begins, from 1; 0 where it was not read from a file."""
    return cast("int | None", element.sourceline) or 0


def _refuse_entities(element: "Element", file: str | PathLike[str]) -> None:
    document = element.getroottree().docinfo.internalDTD
    if document is not None and list(document.iterentities()):  # type: ignore[attr-defined]
        raise WrongFormat("the document declares entities", "Remove its <!ENTITY> lines", file=file)


def _broken(error: SyntaxError, file: str | PathLike[str], *, last: "Element | None" = None) -> WrongFormat:
    reason = str(error.msg or "it is not well formed").split(", line ")[0].rstrip(".")
    line = error.lineno or None
    if line is None and last is not None:
        # The parser ends without a word where it meets an entity that nobody declared.
        reason, line = "an entity such as &nbsp; that is not declared, after this line", line_of(last)
    return WrongFormat(f"broken XML ({reason})", "Save it again from the program that made it", file=file, line=line)
