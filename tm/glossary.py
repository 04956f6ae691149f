"""The glossary: concepts, and the terms that name them in each language (TBX: conceptEntry, termSec)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from corpora.errors import Invalid
from corpora.language import answers, canonical
from corpora.lexicon import Lexicon

Status = Literal["preferred", "short", "admitted", "deprecated", "forbidden"]
STATUSES: tuple[str, ...] = get_args(Status)
_RANKS = {status: rank for rank, status in enumerate(STATUSES)}
# What may be written.
USABLE: tuple[str, ...] = ("preferred", "short", "admitted")
Subject = Literal["place", "company", "organisation", "person", "product", "event", ""]
SUBJECTS: tuple[str, ...] = get_args(Subject)
_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")


@dataclass(frozen=True, slots=True)
class Term:
    """A designation of a concept in one language.

    Args:
        language: BCP-47 tag; made canonical.
        text: the term as it is written.
        status: preferred (one a language), short (after the full form was used), admitted,
            deprecated, forbidden.
    """

    language: str
    text: str
    status: Status = "preferred"

    def __post_init__(self) -> None:
        if (language := canonical(self.language)) != self.language:
            object.__setattr__(self, "language", language)
        if not self.text.strip():
            raise Invalid("a term without text")
        if self.status not in STATUSES:
            raise Invalid(f"a term of status {self.status!r}", f"Statuses are {', '.join(STATUSES)}")


@dataclass(frozen=True, slots=True)
class Concept:
    """What the terms of an entry mean.

    Args:
        terms: at least one; kept by language in order of appearance, and by status in the order of STATUSES.
        type: place, company, organisation, person, product, event, or empty.
        context: when an ambiguous term means this concept: words of which the source must have one, with ` | `
            between them, or a remark.
        note: for editors.
        since, until: the first and last year, month or day (2010, 2010-06, 2010-06-18) on which the name is right;
            empty for always.
    """

    terms: tuple[Term, ...]
    type: Subject = ""
    context: str = ""
    note: str = ""
    since: str = ""
    until: str = ""

    def __post_init__(self) -> None:
        if not self.terms:
            raise Invalid("a concept without terms")
        tags = [term.language for term in self.terms]
        order = [(tags.index(term.language), _RANKS[term.status]) for term in self.terms]
        if order != sorted(order):
            ordered = sorted(range(len(order)), key=order.__getitem__)
            object.__setattr__(self, "terms", tuple(self.terms[at] for at in ordered))
        if self.type not in SUBJECTS:
            raise Invalid(f"a concept of type {self.type!r}", f"Types are {', '.join(filter(None, SUBJECTS))}")
        if self.since or self.until:
            self._check_dates()

    def _check_dates(self) -> None:
        for date in (self.since, self.until):
            if date and not _DATE.fullmatch(date):
                raise Invalid(f"{date!r} is no date", "Write the year, as in 2010, or 2010-06-18")
        if self.since and self.until and self.until < self.since[: len(self.until)]:
            raise Invalid(f"a name that is right since {self.since} until {self.until}", "Exchange the two dates")

    def in_language(self, language: str, *statuses: str) -> tuple[Term, ...]:
        """The terms in a language, of the statuses named or of all."""
        return tuple(
            term
            for term in self.terms
            if answers(language, term.language) and (not statuses or term.status in statuses)
        )

    def in_force(self, date: str) -> bool:
        """Whether its names are right on a day, ISO 8601; every day where that is empty.

        >>> Concept((Term("en", "Wanzhou District"),), since="1998").in_force("1997-06-30")
        False
        """
        early = self.since and date[: len(self.since)] < self.since
        late = self.until and date[: len(self.until)] > self.until
        return not date or not (early or late)

    def preferred(self, language: str) -> Term | None:
        """The term to write in a language; None where the entry has none."""
        return next(iter(self.in_language(language, "preferred")), None)


@dataclass(frozen=True, slots=True)
class Glossary:
    """Concepts in the order of their file."""

    concepts: tuple[Concept, ...] = ()

    def __hash__(self) -> int:
        # Equal ones have equal ends; to hash a hundred thousand entries takes longer than to check a story.
        return hash((len(self.concepts), self.concepts[:1], self.concepts[-1:]))

    def languages(self) -> tuple[str, ...]:
        """The languages its terms are in, in order of appearance."""
        return tuple(dict.fromkeys(term.language for concept in self.concepts for term in concept.terms))

    def lexicon(self, source_language: str, target_language: str) -> Lexicon:
        """The string pairs that terms give to alignment, pairing and repair: every usable form on both sides."""
        return Lexicon(
            (source.text, target.text)
            for concept in self.concepts
            for source in concept.in_language(source_language, *USABLE)
            for target in concept.in_language(target_language, *USABLE)
        )

    def with_concepts(self, concepts: Iterable[Concept]) -> "Glossary":
        """The glossary with further concepts; those that are there already are not added again."""
        return Glossary(tuple(dict.fromkeys([*self.concepts, *concepts])))
