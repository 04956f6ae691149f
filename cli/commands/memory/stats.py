"""`duizhao memory stats`: what the memory holds, with a picture of how it grew."""

import sys
from typing import TYPE_CHECKING

import click

from cli.commands.memory.periods import periods
from cli.commands.memory.shared import counted, memory_option
from cli.output import FORMATS, emit, output_options, paint, write
from cli.workspace import open_workspace

if TYPE_CHECKING:
    from tm.store import Stats

_BAR = 40
_NAMED = 5


@click.command("stats")
@memory_option
@output_options(formats=(*FORMATS, "svg"))
@click.pass_obj
def stats(workspace: str | None, memory: str | None, format: str, output: str | None) -> int:
    """Say what the memory holds: units, languages, sources, growth, what is said again; -o FILE.svg draws it."""
    with open_workspace(workspace).open_memory(memory) as store:
        found = store.stats()
    if format == "svg":
        from cli.commands.memory.chart import draw_stats

        write(draw_stats(found), output=output)
        return 0
    emit(format, output, text=lambda: as_text(found), document=lambda: as_record(found))
    return 0


def as_record(found: "Stats") -> dict[str, object]:
    """Statistics for machines (docs/schemas/stats.json)."""
    return {
        "units": found.units,
        "stories": found.stories,
        "files": found.files,
        "loose": found.loose,
        "languages": dict(found.languages),
        "pairs": [{"source": source, "target": target, "units": number} for source, target, number in found.pairs],
        "texts": found.texts,
        "repeated": found.units - found.texts,
        "varied": found.varied,
        "flags": dict(found.flags),
        "editors": dict(found.editors),
        "months": [{"month": month or None, "units": number} for month, number in found.months],
        "first": found.first,
        "last": found.last,
        "size": found.size,
    }


def as_text(found: "Stats") -> str:
    """Statistics for a person."""
    repeated = found.units - found.texts
    share = f" ({repeated / found.units:.1%})" if repeated else ""
    rows = [
        ("units", f"{found.units:,}"),
        ("languages", _listed(found.languages)),
        ("pairs", ", ".join(f"{source} > {target} {number:,}" for source, target, number in found.pairs)),
        ("sources", _sources(found)),
        ("reuse", f"{repeated:,} of {counted(found.units, 'unit')} say again a source text that is there{share}"),
        ("", f"{counted(found.varied, 'source text')} put in more than one way" if found.varied else ""),
        ("flags", _listed([(name, number) for name, number in found.flags if number]) or "none"),
        ("editors", _listed(found.editors)),
        ("size", f"{found.size / 1_000_000:.1f} MB"),
    ]
    lines = [f"{name:<10} {value}" for name, value in rows if value]
    return "\n".join([*lines, *picture(periods(found.months))])


def picture(rows: list[tuple[str, int]]) -> list[str]:
    """A bar a period, in plain characters, with how many units were made in it and how many there are by then."""
    if not rows:
        return []
    mark = "█" if _can_show("█") else "#"
    most = max(number for _, number in rows)
    total = 0
    lines = ["", f"{'made in':<10} {'':<{_BAR}} {'units':>9} {'in all':>11}"]
    for name, number in rows:
        total += number
        # Every period in which something was made shows.
        length = max(1, round(number / most * _BAR)) if number else 0
        bar = paint(mark * length, "cyan") + " " * (_BAR - length)
        lines.append(f"{name:<10} {bar} {number:>9,} {total:>11,}")
    return lines


def _can_show(text: str) -> bool:
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _sources(found: "Stats") -> str:
    parts = [f"{counted(found.stories, 'story', 'stories')} from {counted(found.files, 'file')}"]
    if found.loose:
        parts.append(f"{counted(found.loose, 'unit')} of no story")
    return ", ".join(parts)


def _listed(counts: "list[tuple[str, int]] | tuple[tuple[str, int], ...]") -> str:
    shown = [f"{name} {number:,}" for name, number in counts[:_NAMED]]
    return ", ".join(shown + ([f"{len(counts) - _NAMED} more"] if len(counts) > _NAMED else []))
