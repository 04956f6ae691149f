"""Findings in the form that `check --json` prints (docs/schemas/findings.json)."""

from collections.abc import Iterable

from corpora.text import Span
from tm.finding import Finding


def report_json(findings: Iterable[Finding], signature: str) -> dict[str, object]:
    """The signature and the findings; ids count from 0, spans in code points of the bead's joined text.

    >>> report_json([Finding("residue.han", "error", "…", 2, target_span=Span(4, 7))], "check")["findings"]
    [{'rule': 'residue.han', 'severity': 'error', 'segment': 2, 'message': '…', 'source_span': None, \
'target_span': [4, 7], 'fixes': []}]
    """
    return {"signature": signature, "findings": [finding_json(finding) for finding in findings]}


def finding_json(finding: Finding) -> dict[str, object]:
    """One finding, as it stands in a report and as a line of `--format jsonl`."""
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "segment": finding.segment,
        "message": finding.message,
        "source_span": _span(finding.source_span),
        "target_span": _span(finding.target_span),
        "fixes": [{"span": _span(fix.span), "text": fix.text} for fix in finding.fixes],
    }


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]
