"""Findings as the annotations of GitHub Actions: workflow commands, a line each."""

from collections.abc import Iterable, Iterator

from styles.reports.report import Report
from tm.finding import Finding

_LEVELS = {"error": "error", "warning": "warning", "suggestion": "notice"}


def report_github(reports: Iterable[Report]) -> str:
    """A workflow command for each finding; those that are let stand are left out.

    Source: GitHub Docs, Workflow commands for GitHub Actions.
    """
    return "".join(_command(report, finding) + "\n" for report in reports for finding in report.findings)


def _command(report: Report, finding: Finding) -> str:
    properties = ",".join(f"{name}={_property(value)}" for name, value in _properties(report, finding))
    return f"::{_LEVELS[finding.severity]} {properties}::{_data(finding.message)}"


def _properties(report: Report, finding: Finding) -> Iterator[tuple[str, str]]:
    yield "file", report.file
    if region := report.region(finding):
        yield "line", str(region.line)
        yield "endLine", str(region.end_line)
        # Columns count within one line only.
        if region.line == region.end_line:
            yield "col", str(region.column)
            yield "endColumn", str(region.end_column)
    yield "title", finding.rule


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
