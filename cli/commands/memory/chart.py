"""What a memory holds as an SVG picture (SVG 2), for a report or a page."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from cli.commands.memory.periods import periods
from cli.commands.memory.shared import counted
from corpora.xml import escape, escape_attribute, legal

if TYPE_CHECKING:
    from tm.store import Stats

_WIDTH, _MARGIN, _GAP = 720, 32, 28
_PLOT, _ROW, _NAMES = 170, 24, 120
_MOST_ROWS = 8
_STYLE = """
  text { font: 13px "Noto Sans", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; fill: #1f2933; }
  .title { font-size: 20px; font-weight: 600; } .figure { font-size: 24px; font-weight: 600; }
  .head { font-weight: 600; } .quiet { fill: #5f6c7b; font-size: 12px; }
  .page { fill: #ffffff; } .bar { fill: #1f6fb2; } .line { stroke: #d5dbe1; stroke-width: 1; }
  .end { text-anchor: end; } .middle { text-anchor: middle; }
"""


def draw_stats(found: "Stats") -> str:
    """Figures, units made by month, and how they fall to languages, flags and editors.

    Everything is in the file: no script, nothing fetched. It has a title and a description for screen readers.
    """
    parts: list[str] = []
    at = 52
    parts.append(_text(_MARGIN, at, "Translation memory", "title"))
    if found.first:
        parts.append(_text(_WIDTH - _MARGIN, at, f"{found.first[:10]} to {found.last[:10]}", "quiet end"))
    at += 44
    parts += _figures(found, at)
    at += 24 + _GAP
    rows = periods(found.months)
    if rows:
        parts += _columns("Units made", rows, at)
        at += _PLOT + 56 + _GAP
    for name, counts in _lists(found):
        parts += _bars(name, counts, found.units, at)
        at += 12 + _ROW * len(counts) + _GAP
    told = escape(
        f"{counted(found.units, 'unit')} from {counted(found.stories, 'story', 'stories')}; "
        + "; ".join(f"{name}: {number:,}" for name, number in rows)
    )
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{at}" viewBox="0 0 {_WIDTH} {at}" '
        f'role="img" aria-labelledby="title about">\n'
        f'<title id="title">Translation memory</title>\n<desc id="about">{told}</desc>\n'
        f'<style>{_STYLE}</style>\n<rect class="page" width="{_WIDTH}" height="{at}"/>\n'
    )
    return head + "\n".join(parts) + "\n</svg>\n"


def _figures(found: "Stats", at: int) -> Iterator[str]:
    repeated = found.units - found.texts
    share = f"{repeated / found.units:.1%}" if found.units else "0%"
    shown = [
        (f"{found.units:,}", "units"),
        (f"{found.stories:,}", "stories"),
        (f"{len(found.languages):,}", "languages"),
        (share, "said again"),
        (f"{found.varied:,}", "in more than one way"),
    ]
    step = (_WIDTH - 2 * _MARGIN) // len(shown)
    for number, (figure, name) in enumerate(shown):
        yield _text(_MARGIN + number * step, at, figure, "figure")
        yield _text(_MARGIN + number * step, at + 20, name, "quiet")


def _columns(name: str, rows: Sequence[tuple[str, int]], at: int) -> Iterator[str]:
    """A column a period; every so many has its name under it, and the highest tells the scale."""
    yield _text(_MARGIN, at, name, "head")
    bottom = at + 24 + _PLOT
    most = max(number for _, number in rows)
    left, right = _MARGIN + 56, _WIDTH - _MARGIN
    for value in dict.fromkeys((most, most // 2, 0)):
        height = bottom - value / most * _PLOT
        yield f'<path class="line" d="M{left} {height:.1f}H{right}"/>'
        yield _text(left - 8, round(height) + 4, f"{value:,}", "quiet end")
    step = (right - left) / len(rows)
    width = min(step * 0.7, 48)
    every = -(-len(rows) // 9)
    for place, (period, number) in enumerate(rows):
        middle = left + step * (place + 0.5)
        height = number / most * _PLOT
        if number:
            height = max(height, 1.5)
            yield (
                f'<rect class="bar" x="{middle - width / 2:.1f}" y="{bottom - height:.1f}" width="{width:.1f}" '
                f'height="{height:.1f}"><title>{period}: {counted(number, "unit")}</title></rect>'
            )
        if place % every == 0:
            yield _text(round(middle), bottom + 18, period, "quiet middle")


def _bars(name: str, counts: Sequence[tuple[str, int]], whole: int, at: int) -> Iterator[str]:
    """A bar a name, as long as its share of all units."""
    yield _text(_MARGIN, at, name, "head")
    left = _MARGIN + _NAMES
    longest = _WIDTH - _MARGIN - left - 110
    for row, (each, number) in enumerate(counts):
        y = at + 12 + row * _ROW
        length = max(number / whole * longest, 1.5) if number else 0
        shown = each if len(each) <= 16 else f"{each[:15]}…"
        yield _text(left - 10, y + 15, shown, "end")
        yield f'<rect class="bar" x="{left}" y="{y + 3}" width="{length:.1f}" height="{_ROW - 8}"/>'
        yield _text(left + round(length) + 8, y + 15, f"{number:,} ({number / whole:.1%})", "quiet")


def _lists(found: "Stats") -> Iterator[tuple[str, Sequence[tuple[str, int]]]]:
    named: Iterable[tuple[str, Sequence[tuple[str, int]]]] = (
        ("Languages", found.languages),
        ("Editors", found.editors),
        ("Flags", [(name, number) for name, number in found.flags if number]),
    )
    for name, counts in named:
        if counts:
            yield name, counts[:_MOST_ROWS]


def _text(x: int, y: int, text: str, style: str) -> str:
    return f'<text x="{x}" y="{y}" class="{escape_attribute(style)}">{escape(legal(text))}</text>'
