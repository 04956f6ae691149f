"""Which lines of a page are the story's: its title, what stands under it, its body, its foot."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpora.readers.html.body import Body
from corpora.readers.html.flow import Flow, Shown
from corpora.readers.html.head import Head
from corpora.readers.html.sites import Site
from corpora.readers.lines import Line, ends_sentence, width
from corpora.readers.metadata import Metadata, read_metadata
from corpora.text import fold_key

# How many lines round the title and behind the body may tell about the story.
_ABOVE, _BEHIND = 3, 8
_LONGEST_TITLE = 240


@dataclass(frozen=True, slots=True)
class Selection:
    """The story's lines.

    Args:
        lines: in reading order, the title with its role.
        rules: part of the story and what found it, in order.
        spare: facts that stand in elements of their own without a label.
    """

    lines: tuple[Line, ...]
    rules: tuple[tuple[str, str], ...]
    spare: Metadata


def select(flow: Flow, body: Body, head: Head, site: Site, *, timezone: str) -> Selection:
    """The story's lines among those of a page.

    Args:
        body: where its text stands.
        head: what the page's head says of the title.
        timezone: of a time of day beside which no zone is named.
    """
    return _Selector(flow, body, head, site, timezone).select()


@dataclass(frozen=True, slots=True)
class _Title:
    line: Line
    first: int
    last: int
    rule: str


class _Selector:
    def __init__(self, flow: Flow, body: Body, head: Head, site: Site, timezone: str) -> None:
        self._flow, self._body, self._head, self._site, self._timezone = flow, body, head, site, timezone
        inside = [index for index in range(len(flow.lines)) if flow.within(body.node, index)]
        self._start, self._end = (inside[0], inside[-1] + 1) if inside else (0, 0)

    def select(self) -> Selection:
        title = self._find_title()
        top = title.last + 1 if title else max(0, self._start - _BEHIND)
        above = list(self._above(title))
        under = [self._flow.lines[index] for index in range(top, self._start) if self._under(index, title)]
        inner = [
            self._flow.lines[index]
            for index in range(self._start, self._end)
            if not self._body.out[index] and not (title and title.first <= index <= title.last)
        ]
        if title and title.first >= self._start:
            early = title.first - self._start
            inner = [*(shown for shown in inner[:early] if self._read(shown)), *inner[early:]]
        behind = [self._flow.lines[index] for index in self._behind()]
        kept = self._without_links([shown for shown in inner if not self._drops(shown)])
        text = title.line.text if title else self._head.headline()
        heading = [replace(title.line if title else Line(text), role="title")] if text and kept else []
        lines = [*heading, *[_plain(shown, text) for shown in (*above, *under, *kept, *behind)]]
        rules = (("title", title.rule if title else "head"), ("body", self._body.rule))
        return Selection(tuple(line for line in lines if line), rules, self._spare(top))

    def _read(self, shown: Shown) -> Metadata:
        return read_metadata(shown.line.text, timezone=self._timezone)

    # --- the title

    def _find_title(self) -> _Title | None:
        """The line that the head names; else the nearest heading; else a line that the site's rules name."""
        lines = self._flow.lines
        last = min(len(lines), max(self._start + 4, 1))
        named = [key for text in self._head.headings if (key := _key(text))]
        window = _key(self._head.title)
        matches: list[tuple[int, int, int, _Title]] = []
        for index in range(last):
            if self._body.out[index] and not lines[index].level:
                continue
            for text, end in self._joined(index):
                key = _key(text)
                if len(key) >= 4 and (key in named or (window.startswith(key) and (len(key) * 3 >= len(window)))):
                    level = lines[index].level or 7
                    line = lines[index].line if end == index else Line(text)
                    matches.append((len(key), -level, index, _Title(line, index, end, "named in the head")))
        if matches:
            return max(matches, key=lambda match: match[:3])[3]
        return self._nearest(last)

    def _joined(self, index: int) -> Iterator[tuple[str, int]]:
        """A line alone, and with those that a break parts from it."""
        lines = self._flow.lines
        text = lines[index].line.text
        if len(text) > _LONGEST_TITLE:
            return
        yield text, index
        for end in range(index + 1, min(index + 3, len(lines))):
            if lines[end].node != lines[index].node:
                return
            text = f"{text} {lines[end].line.text}"
            yield text, end

    def _nearest(self, last: int) -> _Title | None:
        lines = self._flow.lines
        free = [
            index
            for index in range(last)
            if not self._body.out[index] and lines[index].linked * 2 < len(lines[index].line.text) and not self._read(lines[index])
        ]
        by_level = sorted([index for index in free if 0 < lines[index].level <= 3], key=lambda index: (lines[index].level, -index))
        by_name = [index for index in free if self._site.title.rank(self._flow.tokens[lines[index].node]) is not None]
        for found, rule in ((by_level, "heading"), (by_name[::-1], "site")):
            if found and not (rule == "heading" and self._head.headings and not lines[found[0]].level == 1):
                return _Title(lines[found[0]].line, found[0], found[0], rule)
        return None

    # --- what stands round the body

    def _above(self, title: _Title | None) -> Iterator[Shown]:
        """Lines above the title that tell about the story."""
        if title and title.first <= self._start:
            for index in range(max(0, title.first - _ABOVE), title.first):
                found = self._read(self._flow.lines[index])
                if not self._body.out[index] and (found.published or found.updated) and found.kinds > 1:
                    yield self._flow.lines[index]

    def _under(self, index: int, title: _Title | None) -> bool:
        """Whether a line between title and body belongs to the story."""
        shown = self._flow.lines[index]
        found = self._read(shown)
        if found and (found.ignored == () or found.kinds > len(found.ignored)):
            return True
        if title is None or self._body.out[index] or found or self._drops(shown):
            return False
        text = shown.line.text
        named = self._site.subtitle.rank(self._flow.tokens[shown.node]) is not None
        return named or text.startswith("——") or (shown.level > 1 and not shown.linked and width(text) <= 120)

    def _behind(self) -> Iterator[int]:
        """Lines behind the body that name its editors or its source."""
        for index in range(self._end, min(self._end + _BEHIND, len(self._flow.lines))):
            found = self._read(self._flow.lines[index])
            if found.roles or (found.source and not found.published):
                yield index

    # --- the body

    def _drops(self, shown: Shown) -> bool:
        text = shown.line.text
        if self._site.is_furniture(text):
            return True
        found = self._read(shown)
        return bool(found) and found == Metadata(ignored=found.ignored)

    def _without_links(self, shown: list[Shown]) -> list[Shown]:
        """The lines without lists of links, with the headings of those, and without links at the end."""
        linked = [line.linked * 10 >= 9 * len(line.line.text) and not ends_sentence(line.line.text) for line in shown]
        kept: list[Shown] = []
        for index, line in enumerate(shown):
            beside = (index and linked[index - 1]) or (index + 1 < len(shown) and linked[index + 1])
            listed = beside or line.line.role == "list_item" or all(linked[index:])
            if linked[index] and listed:
                if kept and not (index and linked[index - 1]) and _introduces(kept[-1].line):
                    kept.pop()
                continue
            kept.append(line)
        return kept

    def _spare(self, top: int) -> Metadata:
        """Facts in elements of their own, near the story, that carry no label."""
        found = Metadata()
        for index in range(max(0, top - _ABOVE), min(self._end + _BEHIND, len(self._flow.lines))):
            shown = self._flow.lines[index]
            text, tokens = shown.line.text, self._flow.tokens[shown.node]
            if len(text) > 40 or self._read(shown):
                continue
            if self._site.source.rank(tokens) is not None:
                found = found.joined(Metadata(source=text))
        return found


def _introduces(line: Line) -> bool:
    """Whether a line may be the heading of a list of links."""
    return (line.role == "heading" or line.bold) and not ends_sentence(line.text)


def _plain(shown: Shown, title: str) -> Line | None:
    """A line of the story; none where it says the title again."""
    line = shown.line
    if _key(line.text) == _key(title) and title:
        return None
    return line


def _key(text: str) -> str:
    return re.sub(r"\s+", "", fold_key(text))
