"""A page as a browser shows it: its elements, and the lines between them. Values only."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from corpora.readers.lines import Line


@dataclass(slots=True)
class Shown:
    """A line and where it stands on the page.

    Args:
        line: what is shown.
        node: the number of its element.
        linked: how many of its characters are links.
        level: 1 to 6 where it is a heading.
        runs: where the text of another element begins: offset, and the number of that element.
    """

    line: Line
    node: int
    linked: int
    level: int = 0
    runs: tuple[tuple[int, int], ...] = ()

    @property
    def parted(self) -> str:
        """Its text, with white space wherever another element begins: style sheets set these apart."""
        text = self.line.text
        starts = [0, *sorted({start for start, _ in self.runs if 0 < start < len(text)}), len(text)]
        return "  ".join([text[start:end].strip() for start, end in pairwise(starts)]) if len(starts) > 2 else text


@dataclass(slots=True)
class Flow:
    """A page as shown: elements numbered in document order, and the lines between them.

    Args:
        tokens: per element, its tag, `#id` and `.class`es in lower case, the tag joined with each.
        parents: per element, the number of its parent; -1 for the first.
        ends: per element, the number after its last descendant.
        lines: in document order.
        times: the moment that a `time` element is about, by its number.
    """

    tokens: list[tuple[str, ...]] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    lines: list[Shown] = field(default_factory=list)
    times: dict[int, str] = field(default_factory=dict)

    def within(self, node: int, line: int) -> bool:
        """Whether a line stands in an element."""
        return node <= self.lines[line].node < self.ends[node]

    def ancestors(self, node: int) -> Iterator[int]:
        """An element's own number, its parent's, and so on."""
        while node >= 0:
            yield node
            node = self.parents[node]

    def parts(self, shown: Shown) -> Iterator[tuple[int, str]]:
        """Every element that some of a line's text stands in, from the line's own inwards, with that text."""
        yield shown.node, shown.line.text
        text = shown.line.text
        held: dict[int, str] = {}
        for (start, node), (end, _) in pairwise((*shown.runs, (len(text), 0))):
            for element in self.ancestors(node):
                if element <= shown.node:
                    break
                held[element] = held.get(element, "") + text[start:end]
        yield from sorted(held.items())
