"""A pair as rules look at it: its target in passages, and the way from a place in one to a bead and its text."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from corpora.article import KINDS
from corpora.bitext import Bitext, SegmentPair, join
from corpora.errors import Invalid
from corpora.text import Span

Unit = Literal["sentence", "block", "article"]
# Characters of a page; a sound pattern looks through so many in a few milliseconds.
_PAGE = 50_000
# A sentence is one of running text; a line of metadata is no text.
_RUNNING = ("paragraph", "caption", "list_item")
_SCOPES: dict[str, tuple[Unit, tuple[str, ...]]] = {
    "text": ("block", tuple(kind for kind in KINDS if kind != "metadata")),
    "raw": ("block", KINDS),
    "sentence": ("sentence", _RUNNING),
    "article": ("article", tuple(kind for kind in KINDS if kind != "metadata")),
    **{kind: ("block", (kind,)) for kind in KINDS},
    "list": ("block", ("list_item",)),
    "subhead": ("block", ("heading",)),
}


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a rule looks: at sentences, at whole blocks or at the whole article, and at which kinds of block.

    >>> Scope.read(["text", "~title"]).kinds == Scope.read("text").kinds - {"title"}
    True
    """

    unit: Unit = "block"
    kinds: frozenset[str] = frozenset(_SCOPES["text"][1])

    @classmethod
    def read(cls, names: str | list[str]) -> "Scope":
        """The scope of these names: all of them together, without those behind a `~`.

        Raises:
            Invalid: a name is not known, or the units differ.
        """
        given = [names] if isinstance(names, str) else names
        for name in given:
            if name.removeprefix("~") not in _SCOPES:
                raise Invalid(f"there is no scope {name!r}", f"Scopes are {', '.join(_SCOPES)}")
        wanted = [_SCOPES[name] for name in given if not name.startswith("~")] or [_SCOPES["text"]]
        unwanted = {kind for name in given if name.startswith("~") for kind in _SCOPES[name[1:]][1]}
        units = {unit for unit, _ in wanted}
        if len(units) > 1:
            raise Invalid("a scope of sentences, blocks and articles at once", "Make a rule for each")
        return cls(units.pop(), frozenset(kind for _, kinds in wanted for kind in kinds) - unwanted)


class Part(NamedTuple):
    """Where a segment of a passage starts in it, and where it stands: in which bead, and where in its text."""

    start: int
    end: int
    bead: int
    offset: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the target that a rule reads in one.

    Args:
        text: its segments, joined as the language joins them.
        kind: of its block; of the first one for a whole article.
        parts: its segments, in order.
    """

    text: str
    kind: str
    parts: tuple[Part, ...]

    def place(self, span: Span) -> tuple[int, Span]:
        """The bead and the place in its target text; of a span over several beads, what stands in the first."""
        part = next((each for each in self.parts if span.start < each.end), self.parts[-1])
        end = span.end
        for other in self.parts:
            if other.bead == part.bead and other.start - other.offset == part.start - part.offset:
                end = min(span.end, other.end)
        by = part.offset - part.start
        return part.bead, Span(min(max(span.start, part.start), part.end) + by, max(end, part.start) + by)


class Page(NamedTuple):
    """Some passages as the lines of one text, and where each starts in it."""

    text: str
    passages: list[Passage]
    starts: list[int]

    def line(self, at: int) -> tuple[Passage, int]:
        """The passage of a place, and where that starts."""
        number = bisect_right(self.starts, at) - 1
        return self.passages[number], self.starts[number]


class Story:
    """The target of a pair in passages, each way of cutting it made once."""

    def __init__(self, bitext: Bitext) -> None:
        self.bitext = bitext
        self._cut: dict[Unit, list[Passage]] = {}
        self._held: dict[Scope, list[Passage]] = {}
        self._pages: dict[Scope, list[Page]] = {}

    def passages(self, scope: Scope) -> list[Passage]:
        """The passages of a scope, in order."""
        if scope.unit == "article":
            if scope not in self._held:
                self._held[scope] = _whole(self.passages(Scope("block", scope.kinds)))
            return self._held[scope]
        if scope.unit not in self._cut:
            self._cut[scope.unit] = list(self._passages(scope.unit))
        if scope not in self._held:
            self._held[scope] = [passage for passage in self._cut[scope.unit] if passage.kind in scope.kinds]
        return self._held[scope]

    def pages(self, scope: Scope) -> list[Page]:
        """The passages of a scope, many to a page; one that has lines of its own stands alone."""
        if scope not in self._pages:
            self._pages[scope] = list(_paged(self.passages(scope)))
        return self._pages[scope]

    @cached_property
    def pairs(self) -> list[SegmentPair]:
        """The beads with their texts."""
        return list(self.bitext.pairs())

    def _passages(self, unit: Unit) -> Iterator[Passage]:
        gap = len(join(["", ""], language=self.bitext.target_language))
        block: int | None = None
        held: list[tuple[int, int, int]] = []
        for number, bead in enumerate(self.bitext.beads):
            offset = 0
            for i in bead.target:
                segment = self.bitext.target[i]
                if held and (unit == "sentence" or segment.block < 0 or segment.block != block):
                    yield self._passage(held, gap)
                    held = []
                block = segment.block
                held.append((i, number, offset))
                offset += len(segment.text) + gap
        if held:
            yield self._passage(held, gap)

    def _passage(self, held: list[tuple[int, int, int]], gap: int) -> Passage:
        segments = [self.bitext.target[i] for i, _, _ in held]
        parts: list[Part] = []
        start = 0
        for segment, (_, bead, offset) in zip(segments, held, strict=True):
            parts.append(Part(start, start + len(segment.text), bead, offset))
            start += len(segment.text) + gap
        text = join([segment.text for segment in segments], language=self.bitext.target_language)
        return Passage(text, segments[0].kind, tuple(parts))


def _paged(passages: list[Passage]) -> Iterator[Page]:
    page = Page("", [], [])
    length = 0
    for passage in passages:
        if page.passages and (length > _PAGE or "\n" in passage.text or "\n" in page.passages[-1].text):
            yield page._replace(text="\n".join(each.text for each in page.passages))
            page, length = Page("", [], []), 0
        page.passages.append(passage)
        page.starts.append(length)
        length += len(passage.text) + 1
    if page.passages:
        yield page._replace(text="\n".join(each.text for each in page.passages))


def _whole(passages: list[Passage]) -> list[Passage]:
    """Passages as one, a line each; none where there are none."""
    if not passages:
        return []
    parts: list[Part] = []
    start = 0
    for passage in passages:
        parts += [Part(part.start + start, part.end + start, part.bead, part.offset) for part in passage.parts]
        start += len(passage.text) + 1
    return [Passage("\n".join(passage.text for passage in passages), passages[0].kind, tuple(parts))]
