"""Which line of a page is its story's title."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpora.readers.html.body import Body
from corpora.readers.html.head import Head
from corpora.readers.html.shown import Flow, Shown
from corpora.readers.html.sites import Site
from corpora.readers.lines import Line
from corpora.readers.metadata import Metadata
from corpora.text import fold_key

_LONGEST = 240
# Lines that a page takes for source, date and author where it gives each its own.
_TOLD = 4
_SHORTEST_KEY = 4


@dataclass(frozen=True, slots=True)
class Title:
    """A title on the page.

    Args:
        line: what it says.
        first, last: numbers of its first and last line.
        rule: what found it.
    """

    line: Line
    first: int
    last: int
    rule: str


def title_key(text: str) -> str:
    """What two wordings of one title have in common."""
    return re.sub(r"\s+", "", fold_key(text))


@lru_cache(maxsize=4096)
def _start(character: str) -> str:
    return title_key(character)


def find_named(flow: Flow, head: Head) -> list[Title]:
    """Every line that says what the page's head calls the story, in order.

    A title in two lines of one element is one.
    """
    told = (*head.headings, *(title for title, _ in head.stories), head.title if head.window else "")
    named = {key for text in told if (key := title_key(text))}
    window = title_key(head.window)
    longest = 2 * max(map(len, [window, *named]))
    # Most lines differ from every title in their first character, and need no key.
    starts = {"", *(key[:1] for key in (window, *named))}
    found = []
    for index, shown in enumerate(flow.lines):
        if len(shown.line.text) > longest or _start(shown.line.text[:1]) not in starts:
            continue
        best = None
        for text, end in _joined(flow, index):
            key = title_key(text)
            whole = key in named or (window.startswith(key) and len(key) * 3 >= len(window))
            if len(key) >= _SHORTEST_KEY and whole:
                best = Title(flow.lines[index].line if end == index else Line(text), index, end, "named in the head")
        if best:
            found.append(best)
    return found


def _joined(flow: Flow, index: int) -> Iterator[tuple[str, int]]:
    """A line alone, and with those that a break parts from it."""
    shown = flow.lines[index]
    text = shown.line.text
    if len(text) > _LONGEST:
        return
    yield text, index
    for end in range(index + 1, min(index + 3, len(flow.lines))):
        if flow.lines[end].node != shown.node:
            return
        text = f"{text} {flow.lines[end].line.text}"
        yield text, end


def choose_title(
    named: list[Title],
    flow: Flow,
    body: Body,
    start: int,
    *,
    head: Head,
    site: Site,
    read: Callable[[Shown], Metadata],
) -> Title | None:
    """The title: named in the head, else the nearest first heading, else the line above the metadata line.

    Args:
        named: as `find_named` gives them.
        start: number of the body's first line.
        read: what a line says about the story.
    """
    last = min(len(flow.lines), start + 4)
    level = [shown.level or 7 for shown in flow.lines[:last]]
    near = [title for title in named if title.first < last and (level[title.first] < 7 or not body.out[title.first])]
    if near:
        return max(near, key=lambda title: (len(title_key(title.line.text)), -level[title.first], title.first))
    free = [
        index
        for index in range(last)
        if not body.out[index] and flow.lines[index].linked * 2 < len(flow.lines[index].line.text)
    ]
    free = [
        index for index in free if not read(flow.lines[index]) and not site.is_furniture(flow.lines[index].line.text)
    ]

    def dated(index: int) -> bool:
        """Whether the lines from one on tell about the story, its date among other things."""
        said = Metadata()
        for shown in flow.lines[index : index + _TOLD]:
            found = read(shown)
            if not found:
                break
            said = said.joined(found)
        return bool(said.published or said.updated) and said.kinds > 1

    levels = sorted((flow.lines[index].level, -index) for index in free if 0 < flow.lines[index].level <= 3)
    by_level = [-negative for _, negative in levels]
    first = [index for index in by_level if flow.lines[index].level == 1]
    if not first and head.tells():
        return None
    for found, rule in (
        (first, "heading"),
        ([index for index in free if dated(index + 1)][-1:], "above the metadata line"),
        (by_level, "heading"),
        ([index for index in free if _is_title(flow, index, site)][::-1], "site"),
    ):
        if found:
            return Title(flow.lines[found[0]].line, found[0], found[0], rule)
    return None


def _is_title(flow: Flow, index: int, site: Site) -> bool:
    return any(site.title.rank(flow.tokens[node]) is not None for node, _ in flow.parts(flow.lines[index]))
