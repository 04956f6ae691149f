"""Numbers by value: a wrong magnitude or figure, a number the target lacks or has made up, or says the wrong way."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpora.bitext import Bitext, SegmentPair
from corpora.numerals import Comparison, Quantity, agree, compare, find_quantities
from corpora.numerals.wording import is_year, rewritten, value_of
from corpora.text import Span
from styles.checks.numbers.meaning import turned
from styles.checks.numbers.omission import converted, may_be_left_out, relative
from styles.checks.numbers.pairing import Likeness, pair_up
from tm.finding import Finding, Fix, Severity

# Below this confidence the two sides may not belong together, and a number may stand elsewhere.
_CONFIDENT = 0.8
_MILDER: dict[Severity, Severity] = {"error": "warning", "warning": "suggestion", "suggestion": "suggestion"}


def check_numbers(bitext: Bitext) -> Iterator[Finding]:
    """What the target says of the source's numbers, as `number.RULE` and, of dates and times, `date.RULE`.

    `value` with both values and a fix; `unit`: the same figure of something else; `missing` and `extra`;
    `direction`: the number is right, and what is said of it is not (近: more than, 增长到: rose by).

    Weak numbers (一家, one, first) are not asked for. What moved to a neighbouring bead agrees; what
    stands in a dropped or added sentence is held to nothing; a sum or a measure converted in brackets, and a
    date that one side gives by the calendar and the other from the day of the report, belong to their side.
    The year of a date may go where it is the year of the report; the latest that the source names may be that.
    """
    beads = [_Bead.read(pair, bitext) for pair in bitext.pairs()]
    years = _Years.of(bitext, beads)
    for number, bead in enumerate(beads):
        if bead.pair.source.strip() and bead.pair.target.strip():
            neighbours = [beads[at] for at in (number - 1, number + 1) if 0 <= at < len(beads)]
            yield from _Judged(_without_moved(bead, neighbours), bitext, years).findings()


@dataclass(frozen=True, slots=True)
class _Bead:
    """A bead, its numbers, and what is left of them once they are compared."""

    pair: SegmentPair
    source: tuple[Quantity, ...]
    target: tuple[Quantity, ...]
    compared: Comparison

    @classmethod
    def read(cls, pair: SegmentPair, bitext: Bitext) -> "_Bead":
        source = find_quantities(pair.source, language=bitext.source_language)
        target = find_quantities(pair.target, language=bitext.target_language)
        return cls(pair, tuple(source), tuple(target), compare(source, target))


@dataclass(frozen=True, slots=True)
class _Years:
    """What a pair of texts knows of years.

    Args:
        reported: the year the source was published in, where that is known.
        latest: the latest that the source names.
        given: those that the target names.
    """

    reported: int | None
    latest: int | None
    given: frozenset[int]

    def past(self, year: int | None) -> bool:
        """Whether a year is too long before the report to be *last year* or *the year*."""
        report = self.reported or self.latest
        return year is not None and report is not None and year < report - 1

    @classmethod
    def of(cls, bitext: Bitext, beads: list[_Bead]) -> "_Years":
        article = bitext.source_article
        published = article.origin.published[:4] if article else ""
        named = [one.date.year for bead in beads for one in bead.source if one.date and one.date.year is not None]
        given = {one.date.year if one.date else int(one.value) for bead in beads for one in bead.target if _dated(one)}
        return cls(
            int(published) if published.isdecimal() else None,
            max(named, default=None),
            frozenset(year for year in given if year is not None),
        )


def _without_moved(bead: _Bead, neighbours: list[_Bead]) -> _Bead:
    """The bead without numbers that stand, unmatched there too, on the other side of a neighbour."""
    come = [quantity for other in neighbours for quantity in other.compared.extra]
    gone = [quantity for other in neighbours for quantity in other.compared.missing]
    compared = replace(
        bead.compared,
        missing=tuple(one for one in bead.compared.missing if not any(agree(one, other) for other in come)),
        extra=tuple(one for one in bead.compared.extra if not any(agree(other, one) for other in gone)),
    )
    return replace(bead, compared=compared)


@dataclass(frozen=True, slots=True)
class _Judged:
    """A bead on its way to its findings."""

    bead: _Bead
    bitext: Bitext
    years: _Years

    def findings(self) -> Iterator[Finding]:
        """Wrong values, what is missing and extra, and what is said the wrong way of the right value."""
        pair, compared = self.bead.pair, self.bead.compared
        languages = self.bitext.source_language, self.bitext.target_language
        wrong = pair_up(compared.missing, compared.extra, by_the_way=self._multiples(), doubtful=self._converted)
        taken = {id(quantity) for match in wrong for quantity in match[:2]}
        for source, target, likeness in wrong:
            yield self._wrong(source, target, likeness)
        for source in compared.missing:
            past = self.years.past(_year_of(source))
            if id(source) not in taken and not may_be_left_out(source, pair.source, pair.target, languages, past=past):
                message = f"The source has “{source.text}” ({value_of(source)}), and the translation no such number."
                yield self._finding("missing", source, "warning", message, source=source.span)
        for target in compared.extra:
            if id(target) in taken or may_be_left_out(target, pair.target, pair.source, languages[::-1], added=True):
                continue
            if not self._converted(target):
                message = f"The translation has “{target.text}” ({value_of(target)}), and the source no such number."
                yield self._finding("extra", target, "warning", message, target=target.span)
        for source, target in compared.pairs:
            if turn := turned((source, target), (pair.source, pair.target), languages):
                yield Finding(turn.rule, self._mild("warning"), turn.message, pair.number, turn.source, turn.target)
            elif self._lost_its_year(source, target):
                message = f"The source has “{source.text}” ({value_of(source)}), and the translation no year."
                severity: Severity = "suggestion" if _year_of(source) == self.years.latest else "warning"
                yield self._finding("missing", source, severity, message, source=source.span, target=target.span)

    def _finding(
        self,
        what: str,
        quantity: Quantity,
        severity: Severity,
        message: str,
        *,
        source: Span | None = None,
        target: Span | None = None,
        fixes: tuple[Fix, ...] = (),
    ) -> Finding:
        rule = f"{'date' if _dated(quantity) else 'number'}.{what}"
        return Finding(rule, self._mild(severity), message, self.bead.pair.number, source, target, fixes)

    def _wrong(self, source: Quantity, target: Quantity, likeness: Likeness) -> Finding:
        fix = rewritten(source, target, language=self.bitext.target_language)
        what = "A slip of magnitude: " if likeness == "magnitude" else ""
        said = f"“{source.text}” is {value_of(source)}, and the translation says {value_of(target)} (“{target.text}”)."
        counted = source.kind in ("number", "money", "percent") and source.step
        return self._finding(
            "unit" if likeness == "unit" else "value",
            source,
            "warning" if likeness == "kind" and counted else "error",
            what + said,
            source=source.span,
            target=target.span,
            fixes=(Fix(target.span, fix),) if fix else (),
        )

    def _mild(self, severity: Severity) -> Severity:
        bead = self.bead.pair.bead
        mild = bead.partial or not (bead.confirmed or bead.confidence >= _CONFIDENT)
        return _MILDER[severity] if mild else severity

    def _converted(self, quantity: Quantity) -> bool:
        return converted(quantity, self.bead.pair.target, self.bead.target)

    def _multiples(self) -> list[Quantity]:
        """What the target says of multiples by the way (doubled) and nothing of the source answers to."""
        paired = {id(target) for _, target in self.bead.compared.pairs}
        return [one for one in self.bead.target if one.weak and one.unit == "times" and id(one) not in paired]

    def _lost_its_year(self, source: Quantity, target: Quantity) -> bool:
        """Whether the year of a date is given nowhere in the target and is not the year of the report."""
        if target.date is None or target.date.year is not None:
            return False
        year, pair = _year_of(source), self.bead.pair
        if year in (None, self.years.reported) or year in self.years.given:
            return False
        there, here = self.bitext.target_language, self.bitext.source_language
        return self.years.past(year) or relative("year", pair.target, there) <= relative("year", pair.source, here)


def _dated(quantity: Quantity) -> bool:
    return quantity.kind in ("date", "time", "decade") or is_year(quantity)


def _year_of(quantity: Quantity) -> int | None:
    return quantity.date.year if quantity.date else None
