"""Which lines of a page are the story's: its title, what stands under it, its body, its foot."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from corpora.readers.credits import is_caption, read_credit
from corpora.readers.html.body import Body
from corpora.readers.html.facts import find_filed, find_spare, read_line, read_shown
from corpora.readers.html.head import Head
from corpora.readers.html.shown import Flow, Shown
from corpora.readers.html.sites import Site
from corpora.readers.html.title import Title, choose_title, title_key
from corpora.readers.lines import Line, ends_sentence, width
from corpora.readers.metadata import Metadata
from corpora.readers.metadata.labels import is_label

# How many lines round the title and behind the body may tell about the story.
_ABOVE, _BEHIND = 3, 8
# How far above the title the table of a document's facts may stand, and how far under it the facts.
_FILED, _UNDER = 16, 24
_PARAGRAPH = 60
# A link to another story among the paragraphs.
_LEADS = re.compile(
    r"(?:(?:延伸|推荐|推薦)(?:阅读|閱讀)|相关(?:阅读|链接|新闻|报道)|相關(?:閱讀|新聞|報導)|更多新闻|Also read"
    r"|Read (?:also|more|next)|Related(?: stor(?:y|ies))?|See also|More)\s*[:：|｜丨>»]\s*",
    re.IGNORECASE,
)
# An editor named behind this share of the text ends it.
_LATE = 0.6
_LINKED = 0.8
_DESK = frozenset({"editor", "responsible_editor"})


@dataclass(frozen=True, slots=True)
class Selection:
    """The story's lines.

    Args:
        lines: in reading order, the title with its role.
        spare: facts that stand in elements of their own without a label.
        filed: facts of the table above the title in which a document is filed.
        title_rule: what found the title.
    """

    lines: tuple[Line, ...]
    spare: Metadata
    filed: Metadata
    title_rule: str


def select(flow: Flow, named: list[Title], body: Body, head: Head, site: Site, *, timezone: str) -> Selection:
    """The story's lines among those of a page.

    Args:
        named: the lines that say what the head calls the story.
        body: where its text stands.
        head: what the page's head says of the title.
        timezone: of a time of day beside which no zone is named.
    """
    return _Selector(flow, body, head, site, timezone).select(named)


class _Selector:
    def __init__(self, flow: Flow, body: Body, head: Head, site: Site, timezone: str) -> None:
        self._flow, self._body, self._head, self._site, self._timezone = flow, body, head, site, timezone
        inside = [index for index in range(len(flow.lines)) if flow.within(body.node, index)]
        self._start, self._end = (inside[0], inside[-1] + 1) if inside else (0, 0)

    def select(self, named: list[Title]) -> Selection:
        title = choose_title(
            named, self._flow, self._body, self._start, head=self._head, site=self._site, read=self._read
        )
        first = title.first if title else self._start
        top = title.last + 1 if title else max(0, self._start - _BEHIND)
        above = list(self._above(title))
        under = [self._flow.lines[index] for index in range(top, self._start) if self._under(index, title)]
        inner = [self._flow.lines[index] for index in range(self._start, self._end) if self._inside(index, title)]
        behind = [self._flow.lines[index] for index in self._behind()]
        kept = self._ended(self._without_links(list(self._story(inner))))
        text = title.line.text if title else self._head.headline()
        heading = [replace(title.line if title else Line(text), role="title")] if text and kept else []
        around = [read_line(shown, timezone=self._timezone) for shown in (*above, *under, *kept, *behind)]
        # A page may say its title again above the text.
        said = title_key(text)
        rest = [line for line in around if len(line.text) > 2 * len(text) or not said or title_key(line.text) != said]
        return Selection(
            lines=(*heading, *rest),
            spare=find_spare(self._flow, self._facts(top), site=self._site, timezone=self._timezone),
            filed=find_filed(self._flow, range(max(0, first - _FILED), first), timezone=self._timezone),
            title_rule=title.rule if title else "the page's head alone",
        )

    def _read(self, shown: Shown) -> Metadata:
        return read_shown(shown, timezone=self._timezone)

    def _facts(self, top: int) -> range:
        """The lines under the title, down to the first paragraph."""
        stop = range(self._start, min(self._end, top + _UNDER))
        first = next((index for index in stop if _solid(self._flow.lines[index].line.text)), stop.stop)
        return range(top, min(first, top + _UNDER))

    # --- what stands round the body

    def _above(self, title: Title | None) -> Iterator[Shown]:
        """Lines above the title that tell about the story."""
        if title and title.first <= self._start:
            for index in range(max(0, title.first - _ABOVE), title.first):
                found = self._read(self._flow.lines[index])
                if not self._body.out[index] and (found.published or found.updated) and found.kinds > 1:
                    yield self._flow.lines[index]

    def _inside(self, index: int, title: Title | None) -> bool:
        """Whether a line of the body belongs to the story; above a title in it, only what tells about the story."""
        if self._body.out[index]:
            return False
        if title is None or index > title.last:
            return True
        return index < title.first and bool(self._read(self._flow.lines[index]))

    def _under(self, index: int, title: Title | None) -> bool:
        """Whether a line between title and body belongs to the story."""
        shown = self._flow.lines[index]
        found = self._read(shown)
        if found and (found.ignored == () or found.kinds > len(found.ignored)):
            return True
        if title is None or self._body.out[index] or found or self._drops(shown):
            return False
        text = shown.line.text
        if shown.line.pictured and (shown.line.role == "caption" or is_caption(text) or read_credit(text)):
            return True
        tokens = (self._flow.tokens[node] for node, _ in self._flow.parts(shown))
        named = any(self._site.subtitle.rank(names) is not None for names in tokens)
        return named or text.startswith("——") or (shown.level > 1 and not shown.linked and width(text) <= 120)

    def _behind(self) -> Iterator[int]:
        """Lines behind the body that name its editors or its source."""
        for index in range(self._end, min(self._end + _BEHIND, len(self._flow.lines))):
            found = self._read(self._flow.lines[index])
            if found.roles or (found.source and not found.published):
                yield index

    # --- the body

    def _story(self, inner: list[Shown]) -> Iterator[Shown]:
        """The lines without furniture, links to other stories, and labels without a value."""
        solid = [index for index, shown in enumerate(inner) if _solid(shown.line.text)] or [0]
        for index, shown in enumerate(inner):
            # `记者：` among paragraphs is a voice, before and behind them a label without a value.
            amid = solid[0] < index < solid[-1] and is_label(shown.line.text)
            if amid or not self._drops(shown):
                yield shown

    def _drops(self, shown: Shown) -> bool:
        text = shown.line.text
        if self._site.is_furniture(text) or (shown.runs and self._site.is_furniture(shown.parted)):
            return True
        leads = _LEADS.match(text)
        if leads and shown.linked >= _LINKED * (len(text) - leads.end()):
            return True
        return self._read(shown).idle

    def _without_links(self, shown: list[Shown]) -> list[Shown]:
        """The lines without lists of links, with the headings of those, and without links at the end."""
        linked = [line.linked * 10 >= 9 * len(line.line.text) and not ends_sentence(line.line.text) for line in shown]
        tail = next((index for index in range(len(shown), 0, -1) if not linked[index - 1]), 0)
        kept: list[Shown] = []
        for index, line in enumerate(shown):
            beside = (index and linked[index - 1]) or (index + 1 < len(shown) and linked[index + 1])
            listed = beside or line.line.role == "list_item" or index >= tail
            if linked[index] and listed:
                if kept and not (index and linked[index - 1]) and _introduces(kept[-1].line):
                    kept.pop()
                continue
            kept.append(line)
        return kept

    def _ended(self, shown: list[Shown]) -> list[Shown]:
        """The lines without the oddments behind the one that names the story's editors."""
        before = list(accumulate((width(line.line.text) for line in shown), initial=0))
        for index, line in enumerate(shown):
            if before[index] >= _LATE * before[-1] and self._read(line).roles & _DESK:
                rest = [late for late in shown[index + 1 :] if self._read(late) or _solid(late.line.text)]
                return [*shown[: index + 1], *rest]
        return shown


def _solid(text: str) -> bool:
    return width(text) >= _PARAGRAPH and ends_sentence(text)


def _introduces(line: Line) -> bool:
    """Whether a line may be the heading of a list of links."""
    return (line.role == "heading" or line.bold) and not ends_sentence(line.text)
