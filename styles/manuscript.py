"""The text of a file, and where the sentences that were read from it stand in it.

What a reader gives is plain: without mark-up, entities and line breaks. Here the file's own text is seen as plain
too, a character at a time with the way back, so that a finding has a line and a fix changes the file and nothing else.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import escape, unescape
from pathlib import PurePath
from typing import Literal, NamedTuple

from corpora.bitext import Bitext, join
from corpora.text import Span

Form = Literal["plain", "table", "markdown", "markup", "po"]

_FORMS: dict[str, Form] = {
    **dict.fromkeys((".html", ".htm", ".xhtml", ".shtml", ".xlf", ".xliff", ".tmx"), "markup"),
    **dict.fromkeys((".md", ".markdown", ".mdown", ".mkd"), "markdown"),
    **dict.fromkeys((".tsv",), "table"),
    **dict.fromkeys((".po", ".pot"), "po"),
    **dict.fromkeys((".txt", ".text"), "plain"),
}
# A line of plain text that is a remark to the checks; the groups are `-file` and what it says.
MARK_LINE = r"^[ \t]*#+[ \t]*duizhao-ignore(-file)?(?!\w)([^\n]*)$"
_SPACE = r"(?P<space>[^\S\u3000]+)"
_COMMENT = r"<!--.*?-->"
# What a reader leaves out or reads as another character; the group `space` stands for one space.
_SEEN: dict[Form, re.Pattern[str]] = {
    "plain": re.compile(rf"{MARK_LINE}|{_SPACE}", re.M),
    "table": re.compile(rf"{MARK_LINE}|(?P<space>[^\S\u3000\t\n]+)", re.M),
    "markdown": re.compile(rf"{_COMMENT}|[*`]+|(?<!\w)_+|_+(?!\w)|\]\([^)\n]*\)|^[#>]+[ \t]*|{_SPACE}", re.S | re.M),
    "markup": re.compile(
        rf"{_COMMENT}|<(?P<hidden>script|style|head|template)\b.*?</(?P=hidden)\s*>|<[/!?A-Za-z][^>]*>"
        rf"|(?P<entity>&(?:\#\d+|\#[xX][0-9A-Fa-f]+|\w+);)|{_SPACE}",
        re.S | re.I,
    ),
    "po": re.compile(rf'(?P<seam>"[ \t]*\n[ \t]*")|\\(?P<escaped>["\\])|(?P<broken>\\[nt])|{_SPACE}'),
}
_ENDS = {"po": re.compile(r'(?<!")"\s*\n\s*\n'), "table": re.compile(r"\n"), "plain": re.compile(r"\n")}
_BLOCK_END = re.compile(r"</(?:p|h[1-6]|li|td|th|dd|dt|blockquote|figcaption|div|section|article|body)\s*>", re.I)
_BLANK_LINE = re.compile(r"\n[ \t]*(?=\n|\Z)")


class Region(NamedTuple):
    """A place in a file: lines and columns from 1, columns in code points, the end behind the last character."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class View:
    """A text as it is seen, and for each of its characters where it starts and ends in the file."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def within(self, span: Span) -> tuple[int, int]:
        """The seen characters that a range of the file's text covers."""
        return bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)


def form_of(file: str, text: str = "") -> Form:
    """How a file is to be seen, by its suffix, or else by its text."""
    known = _FORMS.get(PurePath(file).suffix.lower())
    return known or ("markup" if re.match(r"\s*<[!?A-Za-z]", text) else "plain")


class Manuscript:
    """A file's text as its sentences stand in it.

    Args:
        text: of the file, with line ends as `\\n`.
        form: how it is to be seen.

    >>> page = Manuscript("<p>Tea &amp; <b>rice</b>\\n grew.</p>", "markup")
    >>> page.view.text, page.find("Tea & rice grew.", 0)
    ('Tea & rice grew.', 0)
    """

    def __init__(self, text: str, form: Form) -> None:
        self.text = text
        self.form = form

    @cached_property
    def view(self) -> View:
        """The text as it is seen."""
        return _view(self.text, self.form)

    def find(self, text: str, start: int, end: int | None = None) -> int | None:
        """Where a sentence begins in the view; None where it does not stand there as it was read."""
        at = self.view.text.find(_plain(text).text, start, len(self.view.text) if end is None else end)
        return at if at >= 0 and text.strip() else None

    def region(self, span: Span) -> Region:
        """Lines and columns of a range of the text."""
        line, end_line = bisect_right(self._lines, span.start), bisect_right(self._lines, span.end)
        return Region(line, span.start - self._lines[line - 1] + 1, end_line, span.end - self._lines[end_line - 1] + 1)

    def written(self, text: str) -> str:
        """A text as it is written in this form."""
        if self.form == "markup":
            return escape(text, quote=False)
        return text.replace("\\", "\\\\").replace('"', '\\"') if self.form == "po" else text

    def paragraph_end(self, start: int) -> int:
        """Where the paragraph ends that stands at a place of the text or is the next behind it."""
        words = re.compile(r"[^\W_]")
        if self.form == "markup":
            # Tags and comments are no words of a paragraph.
            first = bisect_left(self.view.starts, start)
            at = next((i for i in range(first, len(self.view.text)) if words.match(self.view.text[i])), None)
            found = None if at is None else _BLOCK_END.search(self.text, self.view.starts[at])
        else:
            begun = words.search(self.text, start)
            ends = _ENDS.get(self.form, _BLANK_LINE)
            found = None if begun is None else ends.search(self.text, begun.start())
        return found.end() if found else len(self.text)

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]


class Placed:
    """The sentences of a version in the file that it was read from.

    Args:
        manuscript: the file.
        bitext: what was read from it.
        bilingual: whether the file holds both sides, each target behind its source.
    """

    def __init__(self, manuscript: Manuscript, bitext: Bitext, *, bilingual: bool = False) -> None:
        self.manuscript = manuscript
        self._bitext = bitext
        self._at = _place_both(manuscript, bitext) if bilingual else _place(manuscript, bitext)

    def span(self, segment: int | None, span: Span | None) -> Span | None:
        """The range of the file's text that a place of a bead's target has; None where it is not there verbatim.

        Args:
            segment: the bead.
            span: in its joined target text; None for all of it.
        """
        if segment is None or not 0 <= segment < len(self._bitext.beads):
            return None
        ids = self._bitext.beads[segment].target
        parts = [self._bitext.target[i].text for i in ids]
        whole = span or Span(0, len(join(parts, language=self._bitext.target_language)))
        places = list(self._parts(ids, whole))
        if not places or None in places:
            return None
        known = [place for place in places if place is not None]
        return Span(known[0].start, known[-1].end)

    def region(self, segment: int | None, span: Span | None) -> Region | None:
        """Lines and columns of a place of a bead's target; None where it is not in the file verbatim."""
        found = self.span(segment, span)
        return None if found is None else self.manuscript.region(found)

    def verbatim(self, segment: int, span: Span) -> Span | None:
        """As `span`, where no mark-up stands within and it is one sentence: such a place can be written over."""
        found = self.span(segment, span)
        target = join(
            [self._bitext.target[i].text for i in self._bitext.beads[segment].target],
            language=self._bitext.target_language,
        )
        if found is None:
            return None
        raw, wanted = found.cut(self.manuscript.text), self.manuscript.written(span.cut(target))
        return found if raw == wanted or (len(raw.split()) > 1 and raw.split() == wanted.split()) else None

    def _parts(self, ids: tuple[int, ...], whole: Span) -> Iterator[Span | None]:
        gap = len(join(["", ""], language=self._bitext.target_language))
        offset = 0
        for i in ids:
            text = self._bitext.target[i].text
            start, end = max(0, whole.start - offset), min(len(text), whole.end - offset)
            if start < end or (whole.start == whole.end and 0 <= start <= len(text) and start == end):
                yield self._within(i, Span(start, end))
            offset += len(text) + gap

    def _within(self, i: int, span: Span) -> Span | None:
        at = self._at[i]
        if at is None:
            return None
        view = self.manuscript.view
        first, last = _plain(self._bitext.target[i].text).within(span)
        if first < last:
            return Span(view.starts[at + first], view.ends[at + last - 1])
        edge = view.starts[at + first] if at + first < len(view.starts) else len(self.manuscript.text)
        return Span(edge, edge)


def _place(manuscript: Manuscript, bitext: Bitext) -> list[int | None]:
    """Where each target segment begins in the view, one behind the other."""
    found: list[int | None] = []
    cursor = 0
    for segment in bitext.target:
        at = manuscript.find(segment.text, cursor)
        found.append(at)
        cursor = cursor if at is None else at + len(_plain(segment.text).text)
    return found


def _place_both(manuscript: Manuscript, bitext: Bitext) -> list[int | None]:
    """The same where each target stands behind its source, and before the next."""
    found: list[int | None] = [None] * len(bitext.target)
    ends: list[int | None] = []
    starts: list[int | None] = []
    cursor = 0
    for bead in bitext.beads:
        texts = [bitext.source[i].text for i in bead.source]
        first = manuscript.find(texts[0], cursor) if texts else None
        starts.append(first)
        cursor = cursor if first is None else first + len(_plain(texts[0]).text)
        ends.append(None if first is None else cursor)
    following: int | None = None
    for number in reversed(range(len(bitext.beads))):
        at = ends[number]
        for i in bitext.beads[number].target if at is not None else ():
            found[i] = manuscript.find(bitext.target[i].text, at or 0, following)
            at = at if found[i] is None else (found[i] or 0) + len(_plain(bitext.target[i].text).text)
        following = starts[number] if starts[number] is not None else following
    return found


@lru_cache(maxsize=64)
def _plain(text: str) -> View:
    """A sentence as it is seen; a long one may hold thousands of places."""
    return _view(text, "plain")


def _view(text: str, form: Form) -> View:
    seen: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0

    def put(characters: str, start: int, end: int) -> None:
        for character in characters:
            seen.append(character)
            starts.append(start)
            ends.append(end)

    for match in _SEEN[form].finditer(text):
        seen.extend(text[at : match.start()])
        starts.extend(range(at, match.start()))
        ends.extend(range(at + 1, match.start() + 1))
        at = match.end()
        groups = match.groupdict()
        if groups.get("space") or groups.get("broken"):
            if seen and seen[-1] != " ":
                put(" ", *match.span())
        elif groups.get("entity"):
            shown = unescape(match[0])
            put(" " if shown.isspace() and shown != "\u3000" else shown, *match.span())
        elif groups.get("escaped"):
            put(groups["escaped"], *match.span())
    seen.extend(text[at:])
    starts.extend(range(at, len(text)))
    ends.extend(range(at + 1, len(text) + 1))
    return View("".join(seen), tuple(starts), tuple(ends))
