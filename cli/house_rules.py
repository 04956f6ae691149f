"""The rules of the house style: listed and tried on their own examples, and which of them found nothing."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from cli.output import FORMATS, emit, paint
from corpora.errors import WrongSetting

if TYPE_CHECKING:
    from styles.house import House
    from styles.house.examples import Failure
    from styles.house.rule import Rule
    from styles.reports.report import Report

_STYLES = {"error": "red", "warning": "yellow", "suggestion": "cyan", "off": "dim"}


def report_rules(house: "House", format: str, output: str | None) -> int:
    """Every rule with its severity and with the examples that it does not do right; 1 where there are such.

    Raises:
        WrongSetting: the format is one of findings.
    """
    from styles.house import try_examples

    if format not in FORMATS:
        raise WrongSetting(f"rules are not listed as {format}", f"Choose from {', '.join(FORMATS)}")
    tried = [(rule, list(try_examples(rule))) for rule in house.rules]
    emit(
        format,
        output,
        text=lambda: _as_text(house, tried),
        document=lambda: {"house": str(house), "rules": [_as_record(house, *each) for each in tried]},
        records=lambda: (_as_record(house, *each) for each in tried),
    )
    return 1 if any(failures for _, failures in tried) else 0


def say_unused(house: "House", reports: "Sequence[Report]") -> str:
    """Which rules of the house style that are on found nothing in any report, let stand or not, as a line."""
    languages = {report.bitext.target_language for report in reports}
    on = list(dict.fromkeys(rule.id for language in sorted(languages) for rule in house.active(language)))
    found = {finding.rule for report in reports for finding, _, _ in report.entries()}
    unused = [rule for rule in on if rule not in found]
    said = f"duizhao: {len(unused)} of {len(on)} rules of the house style found nothing"
    return f"{said}: {', '.join(unused)}." if unused else f"{said}."


def _level(house: "House", rule: "Rule") -> str:
    return house.severity(rule.id, rule.severity) or "off"


def _as_record(house: "House", rule: "Rule", failures: "list[Failure]") -> dict[str, object]:
    return {
        "rule": rule.id,
        "kind": rule.kind,
        "severity": _level(house, rule),
        "language": rule.language,
        "description": house.describe(rule.id),
        "file": rule.file,
        "failures": [{"text": failure.text, "reason": failure.reason} for failure in failures],
    }


def _as_text(house: "House", tried: "Iterable[tuple[Rule, list[Failure]]]") -> str:
    lines = []
    count = failed = 0
    for rule, failures in tried:
        level = _level(house, rule)
        lines.append(f"{rule.id}  {paint(level, _STYLES[level])}  {house.describe(rule.id)}")
        for failure in failures:
            said = f"“{failure.text}” {failure.reason}" if failure.text else failure.reason
            lines.append(f"  {paint('fails', 'red')}  {rule.file}: {said}")
        count += 1
        failed += bool(failures)
    said = f"{failed} of them not right by its own examples" if failed else "each does its own examples right"
    return "\n".join([*lines, f"{count} rules; {said}."])
