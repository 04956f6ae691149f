"""Numbers by value: a wrong magnitude or figure, a number the target lacks, one it has made up."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpora.bitext import Bitext, SegmentPair
from corpora.language import Tag
from corpora.numerals import Comparison, Quantity, agree, compare, find_quantities
from corpora.numerals.wording import is_year, rewritten, value_of
from styles.checks.numbers.pairing import Likeness, pair_up
from tm.finding import Finding, Fix, Severity

# Below this confidence the two sides may not belong together, and a number may stand elsewhere.
_CONFIDENT = 0.8
_MILDER: dict[Severity, Severity] = {"error": "warning", "warning": "suggestion", "suggestion": "suggestion"}
# Small numbers in words are as often said by a plural, a pair or not at all: 两家人, the couples.
_SMALL = 3
# A day or year that one language names and the other counts from the day of the report.
_RELATIVE = {
    "zh": re.compile(
        "[今去前明后當当昨本上下次同翌][年月日天晚周週季]|[上下本](?:个|個)?(?:月|星期|礼拜)|日前|近日|近期|目前|此前|(?<!\\d)年[初中底末内內]"
        "|[月日]底|[全整]年|年度|周[一二三四五六日]|星期[一二三四五六日天]"
    ),
    "en": re.compile(
        r"\b(?:(?:this|last|next|that|same|previous|following|coming|past) "
        r"(?:year|month|week|day|spring|summer|autumn|fall|winter|quarter)"
        r"|year-?end|month-?end|mid-?year|end of the (?:year|month)"
        r"|today|yesterday|tomorrow|tonight|recently|now|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
        re.I,
    ),
}
_DIGITS = re.compile(r"[0-9]{2,}(?![0-9.,])")
# In brackets behind a sum or a measure stands the same in another currency or unit; a sum after *or*, too.
_BRACKET = re.compile(r"\s*[\w$¥€£]{0,12}\s*[(（][^()（）\d]{0,24}")
_OR = re.compile(r",? or [^()（）\d]{0,24}")


def check_numbers(bitext: Bitext) -> Iterator[Finding]:
    """`number.value` with both values and a fix, `number.missing` and `number.extra`.

    Weak numbers (一家, one, first) are not asked for. What moved to a neighbouring bead agrees; what
    stands in a dropped or added sentence is held to nothing; a sum or a measure converted in brackets, and a
    date that one side gives by the calendar and the other from the day of the report, belong to their side.
    """
    beads = [_Bead.read(pair, bitext) for pair in bitext.pairs()]
    for number, bead in enumerate(beads):
        if bead.pair.source.strip() and bead.pair.target.strip():
            neighbours = [beads[at] for at in (number - 1, number + 1) if 0 <= at < len(beads)]
            yield from _findings(_without_moved(bead, neighbours), bitext)


@dataclass(frozen=True, slots=True)
class _Bead:
    """A bead and what is left of its numbers once they are compared."""

    pair: SegmentPair
    target: tuple[Quantity, ...]
    compared: Comparison

    @classmethod
    def read(cls, pair: SegmentPair, bitext: Bitext) -> "_Bead":
        source = find_quantities(pair.source, language=bitext.source_language)
        target = find_quantities(pair.target, language=bitext.target_language)
        return cls(pair, tuple(target), compare(source, target))


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


def _findings(bead: _Bead, bitext: Bitext) -> Iterator[Finding]:
    pair, compared = bead.pair, bead.compared
    languages = bitext.source_language, bitext.target_language
    mild = pair.bead.partial or not (pair.bead.confirmed or pair.bead.confidence >= _CONFIDENT)
    wrong = pair_up(compared.missing, [one for one in compared.extra if not _converted(one, bead)])
    taken = {id(quantity) for match in wrong for quantity in match[:2]}
    for source, target, likeness in wrong:
        yield _wrong(pair, source, target, likeness, languages, mild)
    for source in compared.missing:
        if id(source) not in taken and not _left_out(source, pair.target, languages[1]):
            message = f"The source has “{source.text}” ({value_of(source)}), and the translation no such number."
            yield Finding("number.missing", _mild("warning", mild), message, pair.number, source_span=source.span)
    for target in compared.extra:
        if id(target) in taken or _left_out(target, pair.source, languages[0]) or _converted(target, bead):
            continue
        message = f"The translation has “{target.text}” ({value_of(target)}), and the source no such number."
        yield Finding("number.extra", _mild("warning", mild), message, pair.number, target_span=target.span)


def _wrong(
    pair: SegmentPair, source: Quantity, target: Quantity, likeness: Likeness, languages: tuple[str, str], mild: bool
) -> Finding:
    fix = rewritten(source, target, language=languages[1])
    what = "A slip of magnitude: " if likeness == "magnitude" else ""
    return Finding(
        "number.value",
        _mild("warning" if likeness == "kind" else "error", mild),
        f"{what}“{source.text}” is {value_of(source)}, and the translation says {value_of(target)} (“{target.text}”).",
        pair.number,
        source.span,
        target.span,
        (Fix(target.span, fix),) if fix else (),
    )


def _mild(severity: Severity, mild: bool) -> Severity:
    return _MILDER[severity] if mild else severity


def _left_out(quantity: Quantity, other: str, language: str) -> bool:
    """Whether the other text may well do without a number."""
    if quantity.kind in ("date", "decade") or is_year(quantity):
        relative = _RELATIVE.get(Tag.parse(language).language)
        return relative is not None and relative.search(other) is not None
    if quantity.approximation == "several" or (quantity.value == 1 and quantity.unit is None):
        return True
    if not any(character.isdecimal() for character in quantity.text):
        return quantity.value <= _SMALL and quantity.kind in ("number", "ordinal")
    digits = _DIGITS.match(quantity.text)
    # A number in a name is the same figure wherever it is written: 247体育媒体, 247sports.
    return digits is not None and re.search(rf"(?<!\d){digits[0]}(?!\d)", other) is not None


def _converted(quantity: Quantity, bead: _Bead) -> bool:
    """Whether a number of the target says the one before it again, in another currency or unit."""
    if quantity.kind != "money" and quantity.unit is None:
        return False
    before = [other for other in bead.target if other.span.end <= quantity.span.start]
    if not before:
        return False
    between = bead.pair.target[before[-1].span.end : quantity.span.start]
    if before[-1].unit == quantity.unit:
        return False
    return bool(_BRACKET.fullmatch(between) or (quantity.kind == "money" and _OR.fullmatch(between)))
