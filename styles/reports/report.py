"""What a check says of one file: the value that every form of a report is made from."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpora.bitext import Bitext
from styles.ignoring import Ignored, fingerprints
from styles.manuscript import Placed, Region
from tm.finding import Finding

if TYPE_CHECKING:
    from styles.house import House

# The rules' first parts, and what they look at.
_KINDS = {
    "term": "Names and words as the glossary has them",
    "number": "Numbers and units as the source has them",
    "date": "Dates and times as the source has them",
    "name": "Names of people and places",
    "consistency": "The same said in the same way",
    "residue": "What the source language left behind",
    "structure": "The parts of a story on both sides",
    "style": "The house style",
}
_RULES = {
    "term.missing": "A term of the glossary stands in the source, and no form of it in the translation",
    "term.forbidden": "A form that the glossary forbids",
    "term.deprecated": "A form that the glossary has given up",
    "term.inconsistent": "One concept by two names",
    "term.short-form": "A short form that is not the concept's own",
    "term.first-mention": "A short form before the full one",
    "number.value": "A number of another value than in the source",
    "number.missing": "A number of the source that the translation lacks",
    "number.extra": "A number that the source has not",
    "number.unit": "A number in another unit",
    "number.direction": "More, less or about, where the source says otherwise",
    "date.value": "Another date than in the source",
    "date.missing": "A date of the source that the translation lacks",
    "date.extra": "A date that the source has not",
    "name.order": "A Chinese name whose surname does not stand first",
    "name.spelling": "A name spelt otherwise than it sounds",
    "name.inconsistent": "One person or place spelt in two ways",
    "name.polyphone": "A name whose characters have several readings",
    "consistency.source": "Two sources with one translation",
    "consistency.target": "One source with two translations",
    "residue.han": "Chinese characters in the translation",
    "residue.fullwidth": "Full-width characters in the translation",
    "residue.credit": "A photo credit that is half Chinese",
    "residue.markup": "Entities and tags that stand in the text",
    "residue.quotes": "Quotation marks of two kinds, or turned the wrong way",
    "residue.doubled": "A word that stands twice",
    "structure.title": "A title on one side alone",
    "structure.heading": "A subhead on one side alone",
    "structure.caption": "A caption on one side alone",
    "structure.credit": "A photo credit that the translation lacks",
    "structure.credit-form": "A photo credit in another form than the house's",
    "structure.metadata": "A metadata line in another form than the house's",
    "structure.unclosed": "A quotation mark or bracket without its partner",
    "structure.quotation": "Speech that one side quotes and the other tells",
    "structure.speaker": "A quotation that is given to someone else",
    "structure.question": "A question that the other side does not ask",
    "structure.length": "A translation much shorter or longer than its source",
    "structure.untranslated": "A sentence that is not translated",
}


@dataclass(frozen=True, slots=True)
class Report:
    """What a check says of one file.

    Args:
        file: its name, as it was given.
        bitext: the pair that was checked.
        findings: that are left, in the order in which they are shown.
        signature: how they were made.
        ignored: findings that are let stand.
        placed: its sentences in the file, where the file is text.
        source: the name of the source's file, where there is one.
        house: the house style that was followed, which can say what its rules look at.
    """

    file: str
    bitext: Bitext
    findings: tuple[Finding, ...]
    signature: str = ""
    ignored: tuple[Ignored, ...] = ()
    placed: Placed | None = None
    source: str = ""
    house: "House | None" = None

    def region(self, finding: Finding) -> Region | None:
        """Where a finding is in the file; that of its sentence where it has no place in it."""
        if self.placed is None:
            return None
        exact = self.placed.region(finding.segment, finding.target_span) if finding.target_span else None
        return exact or self.placed.region(finding.segment, None)

    def entries(self) -> Iterator[tuple[Finding, str, Ignored | None]]:
        """Every finding with its fingerprint; those that are let stand last, with what lets them."""
        whole = [*self.findings, *(ignored.finding for ignored in self.ignored)]
        by: list[Ignored | None] = [*(None for _ in self.findings), *self.ignored]
        yield from zip(whole, fingerprints(whole, self.bitext), by)


def describe_rule(rule: str, house: "House | None" = None) -> str:
    """What a rule looks at, as a clause; a rule of the house style says so itself."""
    kind, _, name = rule.partition(".")
    own = house.describe(rule) if house else ""
    return own or _RULES.get(rule) or f"{_KINDS.get(kind, kind.capitalize())}: {name.replace('-', ' ')}"
