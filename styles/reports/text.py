"""Findings for people: the sentence, and carets beneath the place."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator

from corpora.text import Span
from styles.reports.report import Report
from tm.finding import SEVERITIES, Finding

Paint = Callable[[str, str], str]

# Cells of a line that show text; a place further on is shown with what stands around it.
_WIDTH = 96
_ELLIPSIS = "…"
_STYLES = {"error": "red", "warning": "yellow", "suggestion": "cyan"}


def report_text(
    report: Report,
    *,
    width: int = _WIDTH,
    paint: Paint | None = None,
    ignored: bool = False,
) -> str:
    """The findings, each with its sentences and carets beneath the place, and their sum in a last line.

    Args:
        width: terminal cells that a line of text may take; Chinese characters take two.
        paint: gives a text a style, `red`, `yellow`, `cyan`, `green`, `bold` or `dim`; None leaves it plain.
        ignored: whether those that are let stand are listed too, each with its reason.
    """
    paint = paint or (lambda text, style: text)
    wanted = [(finding, "") for finding in report.findings]
    if ignored:
        wanted += [(each.finding, f"{each.by.reason} ({each.by.where})") for each in report.ignored]
    texts: dict[int | None, tuple[str, str]] = {}
    if wanted:
        texts = {pair.number: (pair.source, pair.target) for pair in report.bitext.pairs()}
    blocks = [
        "\n".join(_finding(finding, report, texts.get(finding.segment, ("", "")), reason, width, paint))
        for finding, reason in wanted
    ]
    return "\n\n".join([*blocks, _sum(report, paint)]) + "\n"


def _finding(
    finding: Finding, report: Report, texts: tuple[str, str], reason: str, width: int, paint: Paint
) -> Iterator[str]:
    bitext = report.bitext
    head = [
        paint(_safe(place), "bold") if (place := _place(finding, report)) else "",
        paint(finding.severity, _STYLES[finding.severity]),
        paint(finding.rule, "dim"),
        _safe(finding.message),
    ]
    yield "  ".join(part for part in head if part)
    sides = (
        (bitext.source_language, texts[0], finding.source_span),
        (bitext.target_language, texts[1], finding.target_span),
    )
    margin = max(len(language) for language, _, _ in sides)
    for language, text, span in sides:
        if not text:
            continue
        line, carets = excerpt(text, span, width=width)
        yield f"    {language:<{margin}}  {line}"
        if carets:
            marks = carets.lstrip()
            yield " " * (margin + 6 + len(carets) - len(marks)) + paint(marks, _STYLES[finding.severity])
    target = texts[1]
    for fix in finding.fixes:
        yield f"    {'fix':<{margin}}  " + paint(f"“{_safe(fix.span.cut(target))}” -> “{_safe(fix.text)}”", "green")
    if reason:
        yield paint(f"    {'stands':<{margin}}  {_safe(reason)}", "dim")


def _place(finding: Finding, report: Report) -> str:
    """Where a finding is: line and column of the file, as terminals and editors open it, or the sentence."""
    if region := report.region(finding):
        return f"{report.file}:{region.line}:{region.column}"
    sentence = "" if finding.segment is None else f"sentence {finding.segment + 1}"
    return ", ".join(part for part in (report.file, sentence) if part)


def excerpt(text: str, span: Span | None, *, width: int = _WIDTH) -> tuple[str, str]:
    """A line of text that shows a place, and the line of carets beneath it.

    Args:
        span: the place; None shows the start of the text, and no carets.
        width: terminal cells that the line may take, at least 20.

    >>> print("\\n".join(excerpt("今年来了50家企业", Span(4, 6))))
    今年来了50家企业
            ^^
    """
    start, end = (0, 0) if span is None else (min(span.start, len(text)), min(span.end, len(text)))
    width = max(20, width)
    # Of a very long text only what can be shown is measured.
    base, rest = max(0, start - width), start + 2 * width
    cut_before, cut_behind = base > 0, rest < len(text)
    text, start, end = text[base:rest], start - base, min(end, rest) - base
    cells = [_cells(character) for character in text]
    first, last = _window(cells, start, end, width)
    before = (_ELLIPSIS if first or cut_before else "") + _safe(text[first:start])
    line = before + _safe(text[start:last]) + (_ELLIPSIS if last < len(text) or cut_behind else "")
    if span is None:
        return line, ""
    carets = max(1, sum(cells[start : min(end, last)]))
    return line, " " * (sum(cells[first:start]) + (first > 0 or cut_before)) + "^" * carets


def _window(cells: list[int], start: int, end: int, width: int) -> tuple[int, int]:
    """The range of characters to show: all where they fit, else the place with its surroundings."""
    if sum(cells) <= width:
        return 0, len(cells)
    room = width - 2
    first, last, used = start, start, 0
    while last < end and used + cells[last] <= room:
        used += cells[last]
        last += 1
    # Where the place is shown whole, what is left goes to its surroundings, one character a side in turn.
    while True:
        grown = False
        if first > 0 and used + cells[first - 1] <= room:
            first -= 1
            used += cells[first]
            grown = True
        if last < len(cells) and used + cells[last] <= room:
            used += cells[last]
            last += 1
            grown = True
        if not grown:
            return first, last


def _cells(character: str) -> int:
    """Terminal cells that a character takes once it is safe (UAX #11)."""
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _safe(text: str) -> str:
    """Text that cannot steer a terminal: control and direction characters, and all spaces, as plain ones."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else " " * max(1, _cells(character)) for character in text)


def _sum(report: Report, paint: Paint) -> str:
    counts = Counter[str](finding.severity for finding in report.findings)
    parts = [
        paint(f"{counts[severity]} {severity}{'s' if counts[severity] != 1 else ''}", _STYLES[severity])
        for severity in SEVERITIES
        if counts[severity]
    ]
    stands = f"; {len(report.ignored)} let stand" if report.ignored else ""
    return (", ".join(parts) or "No findings") + stands + "."
