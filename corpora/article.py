"""A story as it stood: its language, its blocks, where it came from. Values only."""

from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Literal, get_args

from corpora.errors import Invalid
from corpora.language import canonical
from corpora.text import Code, Span

BlockKind = Literal["title", "heading", "paragraph", "caption", "credit", "metadata", "attribution", "list_item"]
KINDS: tuple[str, ...] = get_args(BlockKind)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or other unit of a page.

    Args:
        kind: what it is on the page.
        text: as it stood, with white space at its ends removed.
        codes: inline marks, in order of their offsets in `text`.
    """

    kind: BlockKind
    text: str
    codes: tuple[Code, ...] = ()

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise Invalid(f"a block of kind {self.kind!r}", f"Kinds are {', '.join(KINDS)}")
        if any(code.offset > len(self.text) for code in self.codes):
            raise Invalid("a code stands behind the end of its block")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a story came from, as its page says.

    Args:
        source: the publisher named on the page.
        published: ISO 8601, with the offset of its time zone where a time of day is known; where a page names
            only the day of its last change, that day.
        updated: the same.
        dateline: the place (and agency) the report is sent from.
        people: names by role: author, editor, responsible_editor, reviewer, photo and others.
        url: the page's own address.
        alternates: language tag and address of the page's versions.
    """

    source: str = ""
    published: str = ""
    updated: str = ""
    dateline: str = ""
    people: tuple[tuple[str, tuple[str, ...]], ...] = ()
    url: str = ""
    alternates: tuple[tuple[str, str], ...] = ()

    def names(self, role: str) -> tuple[str, ...]:
        """The people who have a role; none where the page names none."""
        return next((names for name, names in self.people if name == role), ())


@dataclass(frozen=True, slots=True)
class Article:
    """A story: what the standards of interchange call a file.

    Args:
        language: BCP-47 tag; made canonical.
        blocks: in reading order.
        origin: what the page says of itself.
        name: what the story is known by in a memory: its file, or its address.
    """

    language: str
    blocks: tuple[Block, ...]
    origin: Origin = field(default_factory=Origin)
    name: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "language", canonical(self.language))

    @property
    def title(self) -> str:
        """The text of its title; empty where it has none."""
        return next((block.text for block in self.blocks if block.kind == "title"), "")

    @property
    def text(self) -> str:
        """All blocks, a newline between two; every `Segment.span` counts in this text."""
        return "\n".join([block.text for block in self.blocks])

    def offsets(self) -> list[int]:
        """Where each block starts in `text`."""
        return list(accumulate((len(block.text) + 1 for block in self.blocks[:-1]), initial=0)) if self.blocks else []

    def named(self, name: str) -> "Article":
        """The same article under another name."""
        return replace(self, name=name)

    def to_json(self) -> dict[str, object]:
        """The form that `read --json` prints (docs/schemas/article.json)."""
        origin = self.origin
        people = {role: list(names) for role, names in origin.people}
        own = ("author", "editor")
        return {
            "language": self.language,
            "title": self.title,
            "source": origin.source,
            "published": origin.published,
            "updated": origin.updated,
            "dateline": origin.dateline,
            "author": people.get("author", []),
            "editor": people.get("editor", []),
            "credits": {role: names for role, names in people.items() if role not in own},
            "url": origin.url,
            "alternates": dict(origin.alternates),
            "blocks": [{"kind": block.kind, "text": block.text} for block in self.blocks],
        }


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence, a heading, a caption: what is aligned, remembered and translated as one.

    Args:
        text: as it stood, with white space at its ends removed.
        block: index of its block in the article; -1 where there is no article.
        kind: the kind of that block.
        span: its place in `Article.text`; empty where there is no article.
        codes: inline marks, offsets in `text`.
    """

    text: str
    block: int = -1
    kind: BlockKind = "paragraph"
    span: Span = Span(0, 0)
    codes: tuple[Code, ...] = ()
