"""Which element of a page holds the story: named by the site's rules, or where the prose is densest."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpora.readers.html.flow import Flow, Shown
from corpora.readers.html.sites import Site
from corpora.readers.lines import width

_STOP = re.compile(r"[。！？；，、]|[.!?;,](?=\s|$|[”’\"])")
_LONG = 60
# The share of an element's prose that a child must hold to stand for it.
_DOMINANT = 0.75
# The share of the page's densest element that a named element must hold, and how much more it may.
_ENOUGH, _TOO_MUCH = 0.5, 1.3
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


def find_body(flow: Flow, site: Site) -> Body:
    """The element with the story, of a page that has at least one line."""
    weights = [_prose(shown, site) for shown in flow.lines]
    out = _left_out(flow, site, weights)
    held = _sums(flow, [0.0 if gone else weight for weight, gone in zip(weights, out, strict=True)])
    dense = _densest(flow, held, out)
    for rank, nodes in sorted(_named(flow, site).items()):
        best = max(nodes, key=lambda node: held[node])
        wraps = best < dense < flow.ends[best]
        if held[best] < _ENOUGH * held[dense] or (wraps and held[best] > _TOO_MUCH * held[dense]):
            continue
        return Body(best, site.body.names[rank], out, held[best])
    return Body(dense, "density", out, held[dense])


def _prose(shown: Shown, site: Site) -> float:
    """How much of a line is running text, in columns."""
    text = shown.line.text
    free = 1 - min(1.0, shown.linked / len(text))
    columns = width(text) * free * free
    if not _STOP.search(text):
        columns *= 0.2 if width(text) < _LONG else 0.6
    return 0.0 if columns and site.is_furniture(text) else columns


def _left_out(flow: Flow, site: Site, weights: Sequence[float]) -> list[bool]:
    held = _sums(flow, weights)
    named = [
        node
        for node, tokens in enumerate(flow.tokens)
        if tokens[0] not in ("html", "body") and site.leave_out.rank(tokens) is not None and held[node] <= _MOST * held[0]
    ]
    gone = bytearray(len(flow.tokens))
    for node in named:
        if not gone[node]:
            gone[node : flow.ends[node]] = b"\x01" * (flow.ends[node] - node)
    return [bool(gone[shown.node]) for shown in flow.lines]


def _sums(flow: Flow, weights: Sequence[float]) -> list[float]:
    """For each element, the weight of the lines in it."""
    held = [0.0] * len(flow.tokens)
    for shown, weight in zip(flow.lines, weights, strict=True):
        held[shown.node] += weight
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


def _densest(flow: Flow, held: Sequence[float], out: Sequence[bool]) -> int:
    """Down from the root to whatever child holds most of the prose, and back up where that lost a part."""
    children: dict[int, list[int]] = {}
    for node, parent in enumerate(flow.parents):
        children.setdefault(parent, []).append(node)
    lines: list[int] = [0] * len(flow.tokens)
    for shown, gone in zip(flow.lines, out, strict=True):
        lines[shown.node] += not gone
    for node in range(len(lines) - 1, 0, -1):
        lines[flow.parents[node]] += lines[node]
    node = 0
    while inner := children.get(node):
        best = max(inner, key=lambda child: held[child])
        if held[best] < (_DOMINANT if lines[best] > 1 else 0.9) * held[node] or not held[best]:
            break
        if lines[best] == 1 and flow.tokens[best][0] in ("p", "span", "font", "b", "strong", "a"):
            break
        node = best
    while node and _continues(flow, flow.parents[node], node, out):
        node = flow.parents[node]
    return node


def _continues(flow: Flow, parent: int, node: int, out: Sequence[bool]) -> bool:
    """Whether what stands beside an element is more of the same story: most of it paragraphs."""
    beside = [
        shown.line.text
        for shown, gone in zip(flow.lines, out, strict=True)
        if not gone
        and parent <= shown.node < flow.ends[parent]
        and not node <= shown.node < flow.ends[node]
        and shown.linked * 3 <= len(shown.line.text)
    ]
    linked = sum(
        shown.linked * 3 > len(shown.line.text)
        for shown in flow.lines
        if parent <= shown.node < flow.ends[parent] and not node <= shown.node < flow.ends[node]
    )
    solid = sum(width(text) >= _LONG and bool(_STOP.search(text)) for text in beside)
    return solid > 0 and solid * 2 >= len(beside) + linked
