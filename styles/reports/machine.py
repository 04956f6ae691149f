"""Findings in the form that `check --json` prints (docs/schemas/check.json)."""

from collections.abc import Iterable

from corpora.text import Span
from styles.ignoring import Ignored
from styles.manuscript import Region
from styles.reports.report import Report
from tm.finding import Finding


def report_json(report: Report) -> dict[str, object]:
    """The signature and the findings; ids count from 0, spans in code points of the bead's joined text.

    >>> from corpora.bitext import Bitext
    >>> empty = Bitext("zh", "en", (), (), ())
    >>> report_json(Report("a.tsv", empty, (Finding("residue.han", "error", "…", 2, target_span=Span(4, 7)),), "check"))
    ... # doctest: +NORMALIZE_WHITESPACE
    {'signature': 'check',
     'findings': [{'rule': 'residue.han', 'severity': 'error', 'segment': 2, 'message': '…', 'source_span': None,
                   'target_span': [4, 7], 'fixes': []}],
     'ignored': []}
    """
    return {
        "signature": report.signature,
        "findings": [finding_json(finding, report.region(finding)) for finding in report.findings],
        "ignored": [ignored_json(ignored) for ignored in report.ignored],
    }


def finding_json(finding: Finding, region: Region | None = None) -> dict[str, object]:
    """One finding, with its place in the file where it has one."""
    place = {} if region is None else {"place": region._asdict()}
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "segment": finding.segment,
        "message": finding.message,
        "source_span": _span(finding.source_span),
        "target_span": _span(finding.target_span),
        "fixes": [{"span": _span(fix.span), "text": fix.text} for fix in finding.fixes],
        **place,
    }


def ignored_json(ignored: Ignored) -> dict[str, object]:
    """One finding that is let stand, with the reason and where that is written."""
    return {**finding_json(ignored.finding), "reason": ignored.by.reason, "by": ignored.by.where}


def report_lines(reports: Iterable[Report]) -> Iterable[dict[str, object]]:
    """A record a file, as `--format jsonl` prints them."""
    return ({"file": report.file, **report_json(report)} for report in reports)


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]
