"""What a number, a sum of money, a date or a time in a text says, and where it stands."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple, get_args

from corpora.errors import Invalid
from corpora.text import Span

Kind = Literal["number", "percent", "money", "date", "time", "ordinal", "decade"]
KINDS: frozenset[str] = frozenset(get_args(Kind))

Approximation = Literal["about", "over", "under", "least", "most", "several"]
APPROXIMATIONS: frozenset[str] = frozenset(get_args(Approximation))


class Date(NamedTuple):
    """A calendar date as far as the text gives it; a year below 100 has no century."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def finest(self) -> str:
        """The name of the finest part given: `day`, `month` or `year`."""
        return "day" if self.day is not None else "month" if self.month is not None else "year"

    @property
    def parts(self) -> tuple[tuple[str, int], ...]:
        """Name and number of each part given, the coarsest first."""
        named = (("year", self.year), ("month", self.month), ("day", self.day))
        return tuple((name, part) for name, part in named if part is not None)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a text with its value.

    Args:
        value: exact. A percentage as a proportion (18.6% is 93/500), a time as minutes since midnight,
            a date as its finest part (3 for 8月3日), a decade as its first year (1990, or 90).
        kind: number, percent, money, date, time, ordinal or decade.
        span: where it stands, unit or currency included, words such as `about` before it not.
        text: what stands there.
        unit: a CLDR unit identifier (`kilometer`, or `mu`, `jin`); an ISO 4217 code, or `$`, `¥`, `pound` where
            the text does not say whose; `point` and `discount` for percentages; `12-hour` for a time
            of which the half of the day is not said. None where there is none.
        approximation: about, over, under, least, most; several where the words give the order of size
            alone, from `value` up to, not including, `value + step` (数百, dozens); None for the number itself.
        step: worth of the last digit shown, 1,000,000 for 12.48亿; 0 for a fraction of whole numbers.
        date: the parts of a date.
        weak: whether the other language may well do without it: 一家, one, first, a number in a name.
    """

    value: Fraction
    kind: Kind
    span: Span
    text: str
    unit: str | None = None
    approximation: Approximation | None = None
    step: Fraction = Fraction(1)
    date: Date | None = None
    weak: bool = False

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise Invalid(f"a quantity of kind {self.kind!r}", f"Kinds are {', '.join(sorted(KINDS))}")
        if self.approximation is not None and self.approximation not in APPROXIMATIONS:
            known = ", ".join(sorted(APPROXIMATIONS))
            raise Invalid(f"an approximation {self.approximation!r}", f"Approximations are {known}")
        if self.span.end - self.span.start != len(self.text) or not self.text:
            raise Invalid(f"a quantity {self.text!r} at {self.span.start}-{self.span.end}")
        if self.step < 0:
            raise Invalid(f"a quantity {self.text!r} with a step of {self.step}")
        if (self.date is not None) != (self.kind == "date"):
            raise Invalid(f"a quantity {self.text!r} of kind {self.kind} with the date {self.date}")

    @property
    def values(self) -> tuple[Fraction, ...]:
        """The value, or of a date each part: what evidence for an alignment looks for on the other side."""
        if self.date is None:
            return (self.value,)
        return tuple(Fraction(part) for _, part in self.date.parts)
