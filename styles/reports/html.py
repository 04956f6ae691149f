"""Findings as a page for an editor: both sides with the places marked, to be filtered by rule and severity."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from corpora.bitext import Bitext
from corpora.signature import version
from corpora.text import Span
from styles.pages.marks import Mark, cut_pieces
from styles.pages.templates import load_template
from styles.pages.wording import direction
from styles.reports.report import Report, describe_rule
from tm.finding import SEVERITIES, Finding


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of a text, and whether it is the place of the finding."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A finding as the page shows it.

    Args:
        place: where it is, for people.
        sides: language, direction and pieces of either text; a side without text is left out.
        fixes: what stands there and what may stand instead.
        reason: why it is let stand; empty for one that is not.
    """

    finding: Finding
    place: str
    sides: tuple[tuple[str, str, tuple[Shown, ...]], ...]
    fixes: tuple[tuple[str, str], ...]
    reason: str = ""


def report_html(reports: Iterable[Report]) -> str:
    """A page that needs nothing from outside, and no script to be read."""
    found = list(reports)
    files = [(report.file, report.source, _rows(report)) for report in found]
    left = [finding for report in found for finding in report.findings]
    rules = Counter(finding.rule for finding in left)
    house = next((report.house for report in found), None)
    severities = Counter(str(finding.severity) for finding in left)
    return load_template("findings.html.j2").render(
        files=files,
        rules=[(rule, rules[rule], describe_rule(rule, house)) for rule in sorted(rules)],
        severities=[(name, severities[name]) for name in SEVERITIES if severities[name]],
        total=len(left),
        ignored=sum(len(report.ignored) for report in found),
        signatures=list(dict.fromkeys(report.signature for report in found if report.signature)),
        version=version(),
    )


def _rows(report: Report) -> list[Row]:
    texts = {pair.number: (pair.source, pair.target) for pair in report.bitext.pairs()}
    return [
        _row(report, finding, texts.get(-1 if finding.segment is None else finding.segment, ("", "")), by)
        for finding, by in (
            *((finding, "") for finding in report.findings),
            *((ignored.finding, ignored.by.reason) for ignored in report.ignored),
        )
    ]


def _row(report: Report, finding: Finding, texts: tuple[str, str], reason: str) -> Row:
    region = report.region(finding)
    place = "the whole text" if finding.segment is None else f"sentence {finding.segment + 1}"
    if region is not None:
        place = f"{place}, line {region.line}"
    return Row(
        finding,
        place,
        tuple(_sides(report.bitext, finding, texts)),
        tuple((fix.span.cut(texts[1]), fix.text) for fix in finding.fixes),
        reason,
    )


def _sides(bitext: Bitext, finding: Finding, texts: tuple[str, str]) -> Iterable[tuple[str, str, tuple[Shown, ...]]]:
    for language, text, span in (
        (bitext.source_language, texts[0], finding.source_span),
        (bitext.target_language, texts[1], finding.target_span),
    ):
        if text:
            yield language, direction(language), tuple(_pieces(text, span))


def _pieces(text: str, span: Span | None) -> Iterable[Shown]:
    marks = [] if span is None else [Mark(span, "gap", 0)]
    return (Shown(piece.text, bool(piece.numbers)) for piece in cut_pieces(text, marks))
