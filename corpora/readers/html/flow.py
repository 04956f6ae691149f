"""A page's elements as the lines that a browser shows."""

import re
from dataclasses import dataclass

from lxml import etree, html

from corpora.readers.html.elements import PICTURES, SKIPPED, Kind, Style, is_icon, is_mark, load_kinds, start_tag
from corpora.readers.html.shown import Flow, Shown
from corpora.readers.html.sites import Site
from corpora.readers.lines import Line, spaced
from corpora.text import Code

_WHITE = " \t\n\r\f"
_SPACE = re.compile(f"[{_WHITE}]+")
_INVISIBLE = " \t\u200b\ufeff\u2060\u00ad\u3000\xa0"


def flow(root: html.HtmlElement, site: Site) -> Flow:
    """The lines of a page, without what a browser does not show.

    Args:
        root: the element that holds the page's text.
        site: says which elements are titles and captions.
    """
    return _Walk(site).walk(root)


@dataclass(slots=True)
class _Mark:
    """An inline element that is open."""

    opening: str
    closing: str
    id: str = ""


class _Walk:
    """One pass over the elements; deep pages are no deeper for it."""

    def __init__(self, site: Site) -> None:
        self._kinds = load_kinds(site)
        self._flow = Flow()
        self._nodes: list[int] = []
        self._open_kinds: list[Kind] = []
        self._styles = [Style()]
        self._marks: list[_Mark] = []
        self._item = False
        self._pictured = self._pictured_next = False
        self._start_line()

    def _start_line(self) -> None:
        self._text: list[str] = []
        self._length = self._linked = self._bold = self._solid = 0
        self._codes: list[Code] = []
        self._ids = 0
        self._space = ""
        self._edge = False
        self._owner = -1
        self._style = self._styles[-1]
        self._runs: list[tuple[int, int]] = []
        self._run = -1

    def walk(self, root: html.HtmlElement) -> Flow:
        skipped: object = None
        for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            if skipped is not None:
                if element is not skipped or event != "end":
                    continue
                skipped = None
            elif event == "start":
                tag = element.tag
                if tag in SKIPPED or tag in PICTURES or (kind := self._kinds.of(element, tag)).hidden:
                    skipped = element
                    self._picture(element, tag)
                    continue
                self._open(element, tag, kind)
                if text := element.text:
                    self._add(text)
                continue
            elif event == "end":
                self._close(element)
            if (text := element.tail) and element is not root:
                self._add(text)
        self._break()
        return self._flow

    def _picture(self, element: html.HtmlElement, tag: str) -> None:
        if tag in PICTURES and not is_icon(element):
            # With text before it on its line, it belongs to the next.
            self._pictured_next, self._pictured = bool(self._length), self._pictured or not self._length

    def _open(self, element: html.HtmlElement, tag: str, kind: Kind) -> None:
        self._cross()
        if kind.block:
            self._break()
        elif tag == "br":
            if self._styles[-1].level:
                self._space = self._space or " "
            else:
                self._break()
        flow = self._flow
        number = len(flow.tokens)
        flow.tokens.append(kind.tokens)
        flow.parents.append(self._nodes[-1] if self._nodes else -1)
        flow.ends.append(number + 1)
        self._nodes.append(number)
        self._open_kinds.append(kind)
        style = self._styles[-1]
        self._styles.append(kind.within(style) if kind.changes else style)
        if tag == "li":
            self._item = True
        elif tag == "time" and (moment := element.get("datetime")):
            flow.times[number] = moment
        elif is_mark(element, tag):
            self._marks.append(_Mark(start_tag(element, tag), f"</{tag}>"))

    def _cross(self) -> None:
        """At the edge of an element: a break in the source between two of them is a space."""
        self._edge = True
        self._space = " " if self._space else ""

    def _close(self, element: html.HtmlElement) -> None:
        self._cross()
        kind = self._open_kinds.pop()
        tag = kind.tokens[0]
        if is_mark(element, tag):
            mark = self._marks.pop()
            if mark.id:
                self._codes.append(Code(self._length, "close", mark.id, mark.closing))
        elif kind.block:
            self._break()
        self._styles.pop()
        self._flow.ends[self._nodes.pop()] = len(self._flow.tokens)
        if tag == "li":
            self._item = False

    def _add(self, text: str) -> None:
        style = self._styles[-1]
        if style.preserved and "\n" in text:
            for index, row in enumerate(text.split("\n")):
                if index:
                    self._break()
                self._add_run(row, style)
            return
        self._add_run(text, style)

    def _add_run(self, text: str, style: Style) -> None:
        """Some text of one element, its white space collapsed (CSS Text 3, section 4.1.1)."""
        core = text.strip(_WHITE)
        start = text.index(core) if core else len(text)
        if start:
            self._space = " " if self._edge else self._space + text[:start]
        if not core:
            return
        self._begin(core, style)
        if self._run != self._nodes[-1]:
            self._run = self._nodes[-1]
            self._runs.append((self._length, self._run))
        self._space, self._edge = text[start + len(core) :], False
        if "\n" in core:
            core = _SPACE.sub(_collapsed, core)
        elif "  " in core or "\t" in core or "\r" in core or "\f" in core:
            core = _SPACE.sub(" ", core)
        self._text.append(core)
        self._length += len(core)
        seen = len(core.strip())
        self._solid += seen
        if style.linked:
            self._linked += seen
        if style.bold:
            self._bold += seen

    def _begin(self, piece: str, style: Style) -> None:
        """Before some text: the space that is due, the marks that open here, the line's own place."""
        if self._space and self._length:
            space = _shown_space(self._text[-1], self._space, piece)
            self._text.append(space)
            self._length += len(space)
        self._space = ""
        for mark in self._marks:
            if not mark.id:
                self._ids += 1
                mark.id = str(self._ids)
                self._codes.append(Code(self._length, "open", mark.id, mark.opening))
        if self._owner < 0 and piece.strip(_INVISIBLE):
            pairs = zip(reversed(self._nodes), reversed(self._open_kinds), strict=True)
            self._owner = next((node for node, kind in pairs if kind.block), 0)
            self._style = style

    def _break(self) -> None:
        if not self._text:
            self._space, self._edge = "", False
            return
        if self._owner >= 0:
            for mark in reversed(self._marks):
                if mark.id:
                    self._codes.append(Code(self._length, "close", mark.id, mark.closing))
            self._emit()
            self._pictured, self._pictured_next = self._pictured_next, False
        for mark in self._marks:
            mark.id = ""
        self._start_line()

    def _emit(self) -> None:
        stored = "".join(self._text)
        text = stored.strip()
        lead = len(stored) - len(stored.lstrip())
        codes = tuple(
            [Code(min(max(code.offset - lead, 0), len(text)), code.kind, code.id, code.data) for code in self._codes]
            if self._codes
            else ()
        )
        style = self._style
        role = "caption" if style.caption else "heading" if style.level else "list_item" if self._item else ""
        if self._item and role != "heading":
            self._item = False
        line = Line(
            text,
            codes=codes,
            role=role,  # type: ignore[arg-type]
            bold=self._bold * 10 >= self._solid * 9,
            centred=style.align == "center",
            pictured=self._pictured,
        )
        linked = len(text) * self._linked // self._solid
        whole = len(self._runs) == 1 and self._run == self._owner
        runs = () if whole else tuple([(max(0, start - lead), node) for start, node in self._runs])
        self._flow.lines.append(Shown(line, self._owner, linked, style.level, runs))


def _shown_space(before: str, space: str, behind: str) -> str:
    """What some white space is shown as: a break in the source between two Chinese characters is no space.

    See CSS Text 3, section 4.1.3.
    """
    return "" if "\n" in space and not spaced(before, "") and not spaced("", behind) else " "


def _collapsed(match: re.Match[str]) -> str:
    text, start, end = match.string, match.start(), match.end()
    return _shown_space(text[max(0, start - 4) : start], match[0], text[end : end + 4])
