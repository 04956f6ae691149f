"""What an element of a page means for the text in it: whether it breaks the line, hides, marks or centres it."""

import re
from dataclasses import dataclass, replace
from functools import cache
from html import escape

from lxml import html

from corpora.readers.html.sites import Site

SKIPPED = frozenset(
    {
        *("script", "style", "noscript", "template", "object", "svg", "math", "select", "button", "textarea"),
        *("option", "datalist", "audio", "canvas", "map", "head", "input", "applet", "noframes", "iframe", "embed"),
        *("rt", "rp", "title", "label"),
    }
)
PICTURES = frozenset({"img", "picture", "video"})
BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir"),
        *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3"),
        *("h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p"),
        *("pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    }
)
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_MARKS = frozenset({"a", "b", "strong", "i", "em", "u", "sub", "sup"})
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ALIGNED = re.compile(r"text-align\s*:\s*(\w+)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
# What is no bigger than this, in pixels, is a bullet or a face, not a picture.
_ICON = 48
_MOST_KINDS = 20_000


@dataclass(frozen=True, slots=True)
class Style:
    """What an element hands down to the text in it.

    Args:
        align: `center`, `left` and so on; empty where nothing says.
        bold: whether its type is bold.
        level: 1 to 6 in a heading.
        caption: whether it explains a picture.
        linked: whether it is a link.
        preserved: whether its line breaks are shown.
    """

    align: str = ""
    bold: bool = False
    level: int = 0
    caption: bool = False
    linked: bool = False
    preserved: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """What all elements with the same tag, names and style have in common.

    Args:
        tokens: the names that the rules of a site may call them by: tag, `#id`, `.class`, and the tag with them.
        hidden: whether they say of themselves that they are not shown.
        block: whether they begin and end a line.
        changes: of the style that they hand down.
    """

    tokens: tuple[str, ...]
    hidden: bool
    block: bool
    changes: tuple[tuple[str, object], ...]

    def within(self, outer: Style) -> Style:
        """The style in such an element, from the style round it."""
        return replace(outer, **dict(self.changes))  # type: ignore[arg-type]


class Kinds:
    """The kinds of elements seen, for the pages of a site have few."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._known: dict[object, Kind] = {}

    def of(self, element: html.HtmlElement, tag: str) -> Kind:
        """The kind of an element."""
        key: object = tag
        if element.keys():
            get = element.get
            key = (tag, get("class"), get("id"), get("style"), get("align"), get("itemprop"), get("hidden"))
        kind = self._known.get(key)
        if kind is None:
            if len(self._known) > _MOST_KINDS:
                self._known.clear()
            kind = self._known[key] = _kind(element, tag, self._site)
        return kind


@cache
def load_kinds(site: Site) -> Kinds:
    """The kinds of elements under the rules of a site."""
    return Kinds(site)


def _kind(element: html.HtmlElement, tag: str, site: Site) -> Kind:
    tokens = read_tokens(element, tag)
    changes: dict[str, object] = {}
    style = element.get("style") or ""
    align = element.get("align") or (match[1] if (match := _ALIGNED.search(style)) else "")
    if tag == "center" or align or any(token[0] == "." and "center" in token for token in tokens):
        changes["align"] = align.lower() or "center"
    elif tag == "table":
        changes["align"] = ""
    if tag in ("b", "strong") or (style and _BOLD.search(style)):
        changes["bold"] = True
    if tag in _HEADINGS:
        changes["level"] = _HEADINGS[tag]
    if tag in ("figcaption", "caption") or site.caption.rank(tokens) is not None:
        changes["caption"] = True
    if tag == "a":
        changes["linked"] = True
    if tag == "pre":
        changes["preserved"] = True
    hidden = element.get("hidden") is not None or _HIDDEN.search(style) is not None
    return Kind(tokens, hidden, tag in BLOCKS, tuple(changes.items()))


def is_icon(element: html.HtmlElement) -> bool:
    """Whether a picture is too small to have a caption."""
    for size in (element.get("width"), element.get("height")):
        if size and "%" not in size and (digits := re.match(r"\d+", size)) and int(digits[0]) <= _ICON:
            return True
    return False


def is_mark(element: html.HtmlElement, tag: str) -> bool:
    """Whether an element marks text within a line: bold, a link."""
    return tag in _MARKS and (tag != "a" or element.get("href") is not None)


def read_tokens(element: html.HtmlElement, tag: str) -> tuple[str, ...]:
    """The names that the rules of a site may call an element by: its tag, `#id`, `.class`, and the tag with them."""
    names = []
    if identity := element.get("id"):
        names.append("#" + identity.strip().lower())
    if classes := element.get("class"):
        names += ["." + name for name in classes.lower().split()]
    tokens = [tag, *names, *[tag + name for name in names]]
    if prop := element.get("itemprop"):
        tokens.append(f"[itemprop={prop.lower()}]")
    return tuple(tokens)


def start_tag(element: html.HtmlElement, tag: str) -> str:
    """An element's opening tag, as mark-up."""
    attributes = "".join([f' {name}="{escape(str(value))}"' for name, value in element.items()])
    return f"<{tag}{attributes}>"
