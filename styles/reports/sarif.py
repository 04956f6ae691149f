"""Findings as SARIF (OASIS, Static Analysis Results Interchange Format, version 2.1.0)."""

from collections.abc import Iterable
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import quote

from corpora.signature import version
from styles.ignoring import Ignored
from styles.manuscript import Region
from styles.reports.report import Report, describe_rule
from tm.finding import Finding, Fix

if TYPE_CHECKING:
    from styles.house import House

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "suggestion": "note"}
_ORDER = ("note", "warning", "error")


def report_sarif(reports: Iterable[Report]) -> dict[str, object]:
    """One log with one run over all files; lines and columns count from 1, in code points.

    A finding has a region where its sentence stands in the file as it was read. Those that are let stand are there as
    suppressed results, with the reason.
    """
    found = list(reports)
    entries = [(number, *entry) for number, report in enumerate(found) for entry in report.entries()]
    rules = sorted({finding.rule for _, finding, _, _ in entries})
    severest = {
        rule: max((_LEVELS[f.severity] for _, f, _, _ in entries if f.rule == rule), key=_ORDER.index) for rule in rules
    }
    signatures = list(dict.fromkeys(report.signature for report in found if report.signature))
    house = next((report.house for report in found), None)
    driver = {
        "name": "Duizhao",
        "version": version(),
        "rules": [_rule(rule, severest[rule], house) for rule in rules],
        "properties": {"signature": " ".join(signatures)},
    }
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "artifacts": [{"location": {"uri": _uri(report.file)}} for report in found],
                "results": [
                    _result(found[number], number, finding, fingerprint, by, rules)
                    for number, finding, fingerprint, by in entries
                ],
            }
        ],
    }


def _rule(rule: str, level: str, house: "House | None") -> dict[str, object]:
    link = house.link(rule) if house else ""
    return {
        "id": rule,
        "shortDescription": {"text": f"{describe_rule(rule, house)}."},
        "defaultConfiguration": {"level": level},
        **({"helpUri": link} if link else {}),
    }


def _result(
    report: Report, artifact: int, finding: Finding, fingerprint: str, by: Ignored | None, rules: list[str]
) -> dict[str, object]:
    place: dict[str, object] = {"artifactLocation": {"uri": _uri(report.file), "index": artifact}}
    if region := report.region(finding):
        place["region"] = _region(region)
    location: dict[str, object] = {"physicalLocation": place}
    if finding.segment is not None:
        location["logicalLocations"] = [{"name": f"sentence {finding.segment + 1}", "kind": "element"}]
    result: dict[str, object] = {
        "ruleId": finding.rule,
        "ruleIndex": rules.index(finding.rule),
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [location],
        "partialFingerprints": {"duizhaoSentence/v1": fingerprint},
        "properties": {
            "segment": finding.segment,
            "sourceSpan": None if finding.source_span is None else list(finding.source_span),
            "targetSpan": None if finding.target_span is None else list(finding.target_span),
        },
    }
    fixes = [fix for each in finding.fixes if (fix := _fix(report, finding, each, place))]
    if fixes:
        result["fixes"] = fixes
    # An empty list says that nothing suppresses it; without one nobody could tell (section 3.27.23).
    kind = "inSource" if by and by.by.span is not None else "external"
    result["suppressions"] = [{"kind": kind, "justification": by.by.reason}] if by else []
    return result


def _fix(report: Report, finding: Finding, fix: Fix, place: dict[str, object]) -> dict[str, object] | None:
    """A fix where what it replaces stands in the file; else none."""
    if report.placed is None or finding.segment is None:
        return None
    span = report.placed.verbatim(finding.segment, fix.span)
    if span is None:
        return None
    manuscript = report.placed.manuscript
    replacement = {
        "deletedRegion": _region(manuscript.region(span)),
        "insertedContent": {"text": manuscript.written(fix.text)},
    }
    return {
        "description": {"text": f"Write “{fix.text}”."},
        "artifactChanges": [{"artifactLocation": place["artifactLocation"], "replacements": [replacement]}],
    }


def _region(region: Region) -> dict[str, int]:
    return {
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
    }


def _uri(file: str) -> str:
    """A file's name as a URI reference (RFC 3986): relative as it was given, else of the scheme file."""
    path = PurePath(file)
    if path.is_absolute():
        return path.as_uri()
    return quote(path.as_posix())
