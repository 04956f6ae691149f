"""The styles of a Word document: what a paragraph or run of each of them is (ECMA-376 Part 1, 17.7)."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpora.xml import Element

# Transitional and strict documents differ in their namespaces.
W = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_NAMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("title", re.compile(r"title|标题|標題|(?:文档|文章|大|主|新闻)标题|headline")),
    (
        "heading",
        re.compile(r"heading\d|标题\d|標題\d|(?:sub|article)title|副标题|副標題|小标题|小標題|subhead"),
    ),
    ("caption", re.compile(r"caption|(?:image|figure|table|picture)caption|题注|題注|標號|图注|图说|图片说明|圖說")),
    ("contents", re.compile(r"toc\d|toc ?heading|目录\d?|目錄\d?")),
)
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Style:
    """What a style, or a paragraph, says of itself; None where it says nothing.

    Args:
        role: title, heading, caption or contents, by its name or its outline level; empty for body text.
        bold, italic, hidden: of its type.
        centred: whether it is set in the middle.
        listed: whether it has a number or a bullet.
    """

    role: str | None = None
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    centred: bool | None = None
    listed: bool | None = None

    def over(self, below: "Style") -> "Style":
        """This one, and what it does not say from another."""
        return Style(
            *[
                own if own is not None else other
                for own, other in (
                    (self.role, below.role),
                    (self.bold, below.bold),
                    (self.italic, below.italic),
                    (self.hidden, below.hidden),
                    (self.centred, below.centred),
                    (self.listed, below.listed),
                )
            ]  # type: ignore[arg-type]
        )


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by their ids.

    Args:
        default: of a paragraph that names none.
    """

    known: dict[str, Style] = field(default_factory=dict)
    default: Style = field(default_factory=Style)

    def get(self, identity: str | None) -> Style:
        """The style of an id; one that the document does not explain is told by the id itself."""
        if identity is None:
            return self.default
        return self.known.get(identity) or Style(role=_role(identity))


def child(element: "Element | None", name: str) -> "Element | None":
    """The child of a WordprocessingML name."""
    if element is None:
        return None
    for namespace in W:
        if (found := element.find(namespace + name)) is not None:
            return found
    return None


def attribute(element: "Element | None", name: str) -> str | None:
    """The attribute of a WordprocessingML name."""
    if element is None:
        return None
    for namespace in W:
        if (found := element.get(namespace + name)) is not None:
            return found
    return None


def is_on(properties: "Element | None", name: str) -> bool | None:
    """The value of a property that is on or off (17.17.4, ST_OnOff); None where it is not there."""
    element = child(properties, name)
    if element is None:
        return None
    return attribute(element, "val") not in ("0", "false", "off", "none")


def read_paragraph(properties: "Element | None") -> Style:
    """What the properties of a paragraph say, the style that they name aside."""
    align = attribute(child(properties, "jc"), "val")
    level = attribute(child(properties, "outlineLvl"), "val")
    number = attribute(child(child(properties, "numPr"), "numId"), "val")
    has_list = child(properties, "numPr") is not None
    return Style(
        # Level 9 is body text.
        role=None if level is None else "" if level == "9" else "heading",
        centred=align == "center" if align else None,
        listed=number != "0" if has_list else None,
    )


def read_run(properties: "Element | None") -> Style:
    """What the properties of a run say, the style that they name aside."""
    return Style(bold=is_on(properties, "b"), italic=is_on(properties, "i"), hidden=is_on(properties, "vanish"))


def read_styles(root: "Element | None") -> Styles:
    """The styles of a document, each with what it has from those that it is based on.

    Args:
        root: of the part that holds them; None where there is none.
    """
    own: dict[str, Style] = {}
    based: dict[str, str | None] = {}
    default = Style()
    for element in () if root is None else root.iter(*[namespace + "style" for namespace in W]):
        identity = attribute(element, "styleId")
        if identity is None:
            continue
        name = attribute(child(element, "name"), "val") or identity
        said = read_run(child(element, "rPr")).over(read_paragraph(child(element, "pPr")))
        own[identity] = Style(role=_role(name)).over(said)
        based[identity] = attribute(child(element, "basedOn"), "val")
        if attribute(element, "default") in ("1", "true", "on") and attribute(element, "type") == "paragraph":
            default = own[identity]
    known = {}
    for identity, style in own.items():
        parent = based[identity]
        for _ in range(_DEEPEST):
            if parent is None or parent not in own:
                break
            style = style.over(own[parent])
            parent = based[parent]
        known[identity] = style
    return Styles(known, default)


def _role(name: str) -> str | None:
    key = re.sub(r"[\s_-]+", "", name).lower()
    return next((role for role, pattern in _NAMES if pattern.fullmatch(key)), None)
