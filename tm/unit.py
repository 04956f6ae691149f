"""Translation units: what a memory keeps. Values only."""

from dataclasses import dataclass, field
from typing import Literal, get_args

from corpora.errors import Invalid
from corpora.language import answers, canonical, rank
from corpora.text import Code, Span

Flag = Literal["partial", "unreviewed", "machine"]
FLAGS: tuple[str, ...] = get_args(Flag)


@dataclass(frozen=True, slots=True)
class Variant:
    """The text of a unit in one language (TMX 1.4: tuv).

    Args:
        language: BCP-47 tag; made canonical.
        text: as it stood, never empty, with white space at its ends removed.
        codes: inline marks, offsets in `text`.
    """

    language: str
    text: str
    codes: tuple[Code, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "language", canonical(self.language))
        if not self.text or self.text.isspace():
            raise Invalid("a variant without text")

    def __reduce__(self) -> tuple[object, ...]:
        # Pickled as it was made: that takes half the time that a dataclass takes by itself.
        return Variant, (self.language, self.text, self.codes)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a unit comes from and who made it.

    Args:
        source_article, target_article: names of the articles; empty where there is none.
        source_span, target_span: places in `Article.text`.
        title: the source article's title.
        published: its date, ISO 8601.
        url: the target article's address, or else the source's.
        editor: who answers for the unit.
        created, changed: ISO 8601 in UTC.
        confidence: probability of the bead that it was made from; None where a person wrote it.
    """

    source_article: str = ""
    target_article: str = ""
    source_span: Span = Span(0, 0)
    target_span: Span = Span(0, 0)
    title: str = ""
    published: str = ""
    url: str = ""
    editor: str = ""
    created: str = ""
    changed: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """One meaning in two languages or more (TMX 1.4: tu).

    Args:
        variants: the source variant first; at most one for a language tag.
        provenance: where it comes from.
        flags: partial (covers part of its source), unreviewed, machine.
        before, after: source text of the neighbours, for matches in context.
        notes: remarks for people.
        props: name and value, for machines.
        domain: what it is about, such as cars; empty where nobody said.
        client: for whom it was translated.
        id: its number in the memory; None outside one.
    """

    variants: tuple[Variant, ...]
    provenance: Provenance = field(default_factory=Provenance)
    flags: frozenset[str] = frozenset()
    before: str = ""
    after: str = ""
    notes: tuple[str, ...] = ()
    props: tuple[tuple[str, str], ...] = ()
    domain: str = ""
    client: str = ""
    id: int | None = None

    def __post_init__(self) -> None:
        if len(self.variants) < 2:
            raise Invalid("a unit with fewer than two languages")
        if len({variant.language for variant in self.variants}) < len(self.variants):
            tags = ", ".join(variant.language for variant in self.variants)
            raise Invalid(f"a unit with two variants in one language ({tags})")
        if self.flags and (unknown := self.flags - set(FLAGS)):
            raise Invalid(f"a unit flagged {', '.join(sorted(unknown))}", f"Flags are {', '.join(FLAGS)}")

    def __reduce__(self) -> tuple[object, ...]:
        return TranslationUnit, (
            self.variants,
            self.provenance,
            self.flags,
            self.before,
            self.after,
            self.notes,
            self.props,
            self.domain,
            self.client,
            self.id,
        )

    @property
    def source(self) -> Variant:
        """The variant that was translated."""
        return self.variants[0]

    def find(self, language: str) -> Variant | None:
        """The variant that answers a language tag best; None where none does."""
        fitting = [variant for variant in self.variants if answers(language, variant.language)]
        return min(fitting, key=lambda variant: rank(language, variant.language), default=None)
