"""Which element of a page holds the story: named by the site's rules, or where the prose is densest."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpora.readers.html.shown import Flow, Shown
from corpora.readers.html.sites import Site
from corpora.readers.lines import width

_STOP = re.compile(r"[。！？；，、]|[.!?;,](?=\s|$|[”’\"])")
_SENTENCE, _LONG = 24, 60
# A sentence may hold this share of links.
_LINKED = 0.7
# What a short line costs: more than a subhead among paragraphs, less than a menu can bear.
_SHORT = -8.0
# The share of the densest element's score that a named one must reach; and nearly all of it.
_ENOUGH, _NEARLY = 0.5, 0.9
# A title behind most of the prose is that of another box.
_AFTER = 0.3
# What stands first in a box of another matter, set among the paragraphs of a story.
_ADVERT = re.compile(
    r"[-—\s]*(?:广告|廣告|推广|赞助内容|AD|Advertisements?|Sponsored(?: content)?)[-—\s]*", re.IGNORECASE
)
_OTHERS = re.compile(
    r"(?:相关|相關)(?:新闻|阅读|链接|报道|文章|推荐|新聞|閱讀|報導)|(?:延伸|推荐|推薦)(?:阅读|閱讀)|猜你喜欢|热门推荐|更多新闻"
    r"|Related(?: (?:stories|news|articles))?|Read (?:more|also|next)|Also read|See also|Recommended(?: for you)?",
    re.IGNORECASE,
)
_LONGEST_HEAD, _LONGEST_ADVERT, _MOST_BOXED = 24, 80, 6
# How far out a paragraph counts.
_REACH = 5
# An element named to be left out that holds this share of a page's prose is the page itself.
_MOST = 0.5


@dataclass(frozen=True, slots=True)
class Body:
    """The element that holds the story.

    Args:
        node: its number.
        rule: what found it: a name of the site's rules, or `density`.
        out: for each line of the page, whether it is in a part that is left out.
        prose: columns of prose in the element.
    """

    node: int
    rule: str
    out: Sequence[bool]
    prose: float


def find_body(flow: Flow, site: Site, *, after: int = 0) -> Body:
    """The element with the story, of a page that has at least one line.

    A named element must hold the densest one, or most of it, with nothing strange beside it.

    Args:
        after: number of the line with the title, before which no story stands.
    """
    scores = [_score(shown, site) for shown in flow.lines]
    prose = [max(score, 0.0) for score in scores]
    if sum(prose[after:]) >= _AFTER * sum(prose):
        scores[:after] = [min(score, 0.0) for score in scores[:after]]
    out = _left_out(flow, site, [max(score, 0.0) for score in scores])
    page = _Page(flow, [0.0 if gone else score for score, gone in zip(scores, out, strict=True)], out)
    best = page.densest()
    for rank, nodes in sorted(_named(flow, site).items()):
        node = max(nodes, key=lambda node: page.held[node])
        if page.held[node] < _ENOUGH * page.held[best]:
            continue
        if node <= best < flow.ends[node]:
            good = node == best or not page.strange(node, best)
        else:
            good = page.held[node] >= _NEARLY * page.held[best] or page.strange(best, node)
        if good:
            return Body(node, site.body.names[rank], out, page.held[node])
    return Body(best, "density", out, page.held[best])


def _score(shown: Shown, site: Site) -> float:
    """What a line says for the element that it stands in, in columns of running text."""
    text = shown.line.text
    linked = shown.linked / len(text)
    columns = width(text)
    if site.is_furniture(text):
        return 2 * _SHORT
    if linked > (_LINKED if _STOP.search(text) else 0.5):
        return _SHORT - columns / 2
    if _STOP.search(text) and columns >= _SENTENCE:
        return columns * (1 - linked)
    return columns * (1 - linked) / 2 if columns >= _LONG else _SHORT


def _left_out(flow: Flow, site: Site, prose: Sequence[float]) -> list[bool]:
    held = _sums(flow, prose)
    gone = bytearray(len(flow.tokens))
    for node, tokens in enumerate(flow.tokens):
        named = not gone[node] and tokens[0] not in ("html", "body") and site.leave_out.rank(tokens) is not None
        if named and held[node] <= _MOST * held[0]:
            gone[node : flow.ends[node]] = b"\x01" * (flow.ends[node] - node)
    for node in _boxes(flow):
        if held[node] <= _MOST * held[0]:
            gone[node : flow.ends[node]] = b"\x01" * (flow.ends[node] - node)
    return [bool(gone[shown.node]) for shown in flow.lines]


def _boxes(flow: Flow) -> Iterator[int]:
    """Elements that say in their first line that they are an advertisement, or lead to other stories."""
    lines = flow.lines
    for index, shown in enumerate(lines[:-1]):
        text = shown.line.text
        if len(text) > _LONGEST_HEAD:
            continue
        advert = _ADVERT.fullmatch(text) is not None
        if not advert and not _OTHERS.fullmatch(text.rstrip(":： ")):
            continue
        box = next(node for node in flow.ancestors(shown.node) if node == 0 or flow.within(node, index + 1))
        end = next((at for at in range(index + 1, len(lines)) if not flow.within(box, at)), len(lines))
        rest = lines[index + 1 : end]
        if advert:
            foreign = len(rest) <= _MOST_BOXED and all(width(line.line.text) <= _LONGEST_ADVERT for line in rest)
        else:
            foreign = all(2 * line.linked >= len(line.line.text) for line in rest)
        if foreign and not (index and flow.within(box, index - 1)):
            yield box


def _sums(flow: Flow, scores: Sequence[float]) -> list[float]:
    """For each element, the score of the lines in it."""
    held = [0.0] * len(flow.tokens)
    for shown, score in zip(flow.lines, scores, strict=True):
        held[shown.node] += score
    for node in range(len(held) - 1, 0, -1):
        held[flow.parents[node]] += held[node]
    return held


def _named(flow: Flow, site: Site) -> dict[int, list[int]]:
    named: dict[int, list[int]] = {}
    for node, tokens in enumerate(flow.tokens):
        rank = site.body.rank(tokens)
        if rank is not None:
            named.setdefault(rank, []).append(node)
    return named


class _Page:
    """The lines of a page with their scores, and the sums of those."""

    def __init__(self, flow: Flow, scores: Sequence[float], out: Sequence[bool]) -> None:
        self._flow, self._scores, self._out = flow, scores, out
        self.held = _sums(flow, scores)
        self._nodes = [shown.node for shown in flow.lines]
        self._order = sorted(range(len(self._nodes)), key=lambda index: self._nodes[index])
        self._sorted = [self._nodes[index] for index in self._order]

    def densest(self) -> int:
        """The element nearest round the most prose, and outwards as far as the story goes on.

        A paragraph counts in full for its parent and less for each element further out, so that a
        hundred teasers, each in its own box, do not outweigh a story (after Arc90's Readability).
        """
        near = [0.0] * len(self._flow.tokens)
        for node, score in zip(self._nodes, self._scores, strict=True):
            if score > 0:
                for distance, element in zip(range(_REACH), self._flow.ancestors(node)):
                    near[element] += score / max(1, distance)
        best = max(range(len(near)), key=lambda node: (near[node], node))
        while best and not self.strange(outer := self._flow.parents[best], best):
            best = outer
        return best

    def strange(self, outer: int, inner: int) -> bool:
        """Whether what an element holds beside one in it is something else than more of the same story."""
        beside = [index for index in self._within(outer) if not self._out[index]]
        beside = [index for index in beside if not inner <= self._nodes[index] < self._flow.ends[inner]]
        links = sum(self._scores[index] < _SHORT for index in beside)
        paragraphs = sum(self._scores[index] >= _LONG for index in beside)
        if links:
            return 2 * paragraphs <= len(beside)
        return len(beside) > 3 and 2 * paragraphs < len(beside)

    def _within(self, node: int) -> list[int]:
        first = bisect_left(self._sorted, node)
        return self._order[first : bisect_left(self._sorted, self._flow.ends[node])]
