"""What a look-up returns: a unit, how near it is, and where it differs. Values only."""

from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from corpora.errors import Invalid
from corpora.text import Span, rewrite
from tm.unit import TranslationUnit, Variant

EditKind = Literal["insert", "delete", "replace"]
MatchKind = Literal["context", "exact", "repaired", "fuzzy", "fragment"]
KINDS: tuple[str, ...] = get_args(MatchKind)


@dataclass(frozen=True, slots=True)
class Edit:
    """One step from the unit's source text to the query.

    Args:
        kind: insert (the query has more), delete (the unit has more), replace.
        query_span: place in the query.
        unit_span: place in the unit's source text.
    """

    kind: EditKind
    query_span: Span
    unit_span: Span


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a query that a unit has too.

    Args:
        query_span: place in the query.
        source_span: place in the unit's source text.
        target_spans: places of its counterpart in the unit's target, where they are known; else none.
        units: how many units were seen that have it.
    """

    query_span: Span
    source_span: Span
    target_spans: tuple[Span, ...]
    units: int


@dataclass(frozen=True, slots=True)
class Match:
    """A unit that answers a query.

    Args:
        unit: as it is stored.
        source, target: its variants in the languages that were asked for.
        score: 101 exact in context, 100 exact, below that fuzzy; from 0. Of a fragment: the share of the query.
        kind: how it answers.
        edits: from the unit's source to the query, in order; none where they are the same.
        penalties: name and points taken off.
        repairs: place in the stored target text, and the text to stand there.
        part: of a fragment, what of the query it has.
    """

    unit: TranslationUnit
    source: Variant
    target: Variant
    score: int
    kind: MatchKind
    edits: tuple[Edit, ...] = ()
    penalties: tuple[tuple[str, int], ...] = ()
    repairs: tuple[tuple[Span, str], ...] = ()
    part: Part | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.score <= 101:
            raise Invalid(f"a score of {self.score}", "Scores are from 0 to 101")
        if self.kind not in KINDS:
            raise Invalid(f"a match of kind {self.kind!r}", f"Kinds are {', '.join(KINDS)}")
        if (self.kind == "fragment") != (self.part is not None):
            raise Invalid("a fragment without its part, or a part of what is none")

    @property
    def text(self) -> str:
        """The target as it fits the query: with the repairs made."""
        return rewrite(self.target.text, self.repairs)


class Window(NamedTuple):
    """Sentences of a story that stand side by side, and what the memory has for them as one.

    Args:
        start, end: the sentences, from 0, `end` not among them.
        matches: the best first; maybe none for a single sentence.
    """

    start: int
    end: int
    matches: tuple[Match, ...]
