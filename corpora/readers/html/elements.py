"""What an element of a page means for the text in it: whether it breaks the line, hides, marks or centres it."""

import re
from dataclasses import dataclass, replace
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


def inherit(outer: Style, element: html.HtmlElement, tag: str, tokens: tuple[str, ...], site: Site) -> Style:
    """The style within an element, from the style round it."""
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
    return replace(outer, **changes) if changes else outer  # type: ignore[arg-type]


def hidden(element: html.HtmlElement) -> bool:
    """Whether an element says of itself that it is not shown."""
    style = element.get("style")
    return element.get("hidden") is not None or (style is not None and _HIDDEN.search(style) is not None)


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
