"""Findings for people: the sentence, and carets beneath the place."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from corpora.bitext import Bitext
from corpora.text import Span
from tm.finding import SEVERITIES, Finding

Paint = Callable[[str, str], str]

# Cells of a line that show text; a place further on is shown with what stands around it.
_WIDTH = 96
_ELLIPSIS = "…"
_STYLES = {"error": "red", "warning": "yellow", "suggestion": "cyan"}


def report_text(
    findings: Iterable[Finding],
    bitext: Bitext,
    *,
    file: str = "",
    width: int = _WIDTH,
    paint: Paint | None = None,
) -> str:
    """The findings, each with its sentences and carets beneath the place, and their sum in a last line.

    Args:
        findings: in the order in which they are shown.
        bitext: the pair they were found in.
        file: its name, put before each place.
        width: terminal cells that a line of text may take; Chinese characters take two.
        paint: gives a text a style, `red`, `yellow`, `cyan`, `green`, `bold` or `dim`; None leaves it plain.
    """
    paint = paint or (lambda text, style: text)
    shown = list(findings)
    texts: dict[int | None, tuple[str, str]] = {}
    if shown:
        texts = {pair.number: (pair.source, pair.target) for pair in bitext.pairs()}
    blocks = [
        "\n".join(_finding(finding, bitext, texts.get(finding.segment, ("", "")), file, width, paint))
        for finding in shown
    ]
    return "\n\n".join([*blocks, _sum(shown, paint)]) + "\n"


def _finding(
    finding: Finding, bitext: Bitext, texts: tuple[str, str], file: str, width: int, paint: Paint
) -> Iterator[str]:
    place = file
    if finding.segment is not None:
        place = f"{file}:{finding.segment + 1}" if file else str(finding.segment + 1)
    head = [
        paint(_safe(place), "bold") if place else "",
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
    cells = [_cells(character) for character in text]
    first, last = _window(cells, start, end, max(20, width))
    before = (_ELLIPSIS if first else "") + _safe(text[first:start])
    line = before + _safe(text[start:last]) + (_ELLIPSIS if last < len(text) else "")
    if span is None:
        return line, ""
    carets = max(1, sum(cells[start : min(end, last)]))
    return line, " " * (sum(cells[first:start]) + bool(first)) + "^" * carets


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


def _sum(findings: list[Finding], paint: Paint) -> str:
    if not findings:
        return "No findings."
    counts = Counter[str](finding.severity for finding in findings)
    parts = [
        paint(f"{counts[severity]} {severity}{'s' if counts[severity] != 1 else ''}", _STYLES[severity])
        for severity in SEVERITIES
        if counts[severity]
    ]
    return ", ".join(parts) + "."
