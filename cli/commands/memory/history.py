"""`duizhao memory history`: what happened to a unit."""

from itertools import pairwise
from typing import TYPE_CHECKING

import click

from cli.commands.memory.shared import memory_option, unit_record
from cli.output import emit, output_options, paint
from cli.workspace import open_workspace
from corpora.errors import NothingFound

if TYPE_CHECKING:
    from tm.store import Change
    from tm.unit import TranslationUnit

# What a unit says of itself beside its texts, as people call it.
_PARTICULARS = (
    ("source_article", "source"),
    ("target_article", "version"),
    ("title", "title"),
    ("published", "published"),
    ("url", "address"),
    ("editor", "editor"),
    ("confidence", "confidence"),
)


@click.command("history")
@click.argument("number", metavar="ID", type=click.IntRange(1))
@memory_option
@output_options()
@click.pass_obj
def history(workspace: str | None, number: int, memory: str | None, format: str, output: str | None) -> int:
    """Say what happened to the unit ID, also to one that is gone: who, when, what and why."""
    with open_workspace(workspace).open_memory(memory) as store:
        events = store.history(number)
        try:
            unit = store.get(number)
        except NothingFound:
            unit = None
    if not events and unit is None:
        raise NothingFound(f"there was never a unit {number} in the memory", "`duizhao concordance` shows the ids")
    emit(
        format,
        output,
        text=lambda: as_text(number, unit, events),
        document=lambda: as_record(number, unit, events),
    )
    return 0


def as_record(number: int, unit: "TranslationUnit | None", events: "list[Change]") -> dict[str, object]:
    """A unit's history for machines."""
    return {
        "unit": number,
        "now": None if unit is None else unit_record(unit),
        "events": [
            {
                "unit": event.unit,
                "what": event.what,
                "at": event.at,
                "editor": event.editor,
                "why": event.why,
                "continues": event.continues,
                "former": None if event.former is None else unit_record(event.former),
            }
            for event in events
        ],
    }


def as_text(number: int, unit: "TranslationUnit | None", events: "list[Change]") -> str:
    """A unit's history for a person: its texts, then the events, each with what it changed."""
    states = [*(event.former for event in events), unit]
    last = next((state for state in reversed(states) if state is not None), None)
    lines = [f"unit {number}" + ("" if unit is not None else ", which is no longer in the memory")]
    if last is not None:
        lines += [f"  {variant.language}  {variant.text}" for variant in last.variants]
    for event, (before, after) in zip(events, pairwise(states)):
        signed = "  ".join(filter(None, [event.at or "no date", event.editor, event.why]))
        lines.append(f"{paint(f'{event.what:<9}', 'yellow')} {signed}")
        if event.what == "updated" and before is not None and after is not None:
            lines += [paint(f"          {line}", "dim") for line in differences(before, after)]
        if event.continues is not None:
            lines.append(paint(f"          in the place of unit {event.continues}", "dim"))
        if event.former is not None and event.unit != number:
            texts = (f"{variant.language}: {variant.text}" for variant in event.former.variants)
            lines += [paint(f"          {text}", "dim") for text in texts]
    return "\n".join(lines)


def differences(before: "TranslationUnit", after: "TranslationUnit") -> list[str]:
    """What an event changed of a unit beside its texts, a line each."""
    told = [
        f"{name}: {getattr(before.provenance, field)} -> {getattr(after.provenance, field)}"
        for field, name in _PARTICULARS
        if getattr(before.provenance, field) != getattr(after.provenance, field)
    ]
    for name in ("domain", "client"):
        if getattr(before, name) != getattr(after, name):
            told.append(f"{name}: {getattr(before, name) or 'none'} -> {getattr(after, name) or 'none'}")
    if before.flags != after.flags:
        told.append(f"flags: {', '.join(sorted(before.flags)) or 'none'} -> {', '.join(sorted(after.flags)) or 'none'}")
    for name in ("before", "after"):
        if getattr(before, name) != getattr(after, name):
            told.append(f"the sentence {name} it: {getattr(before, name) or '-'} -> {getattr(after, name) or '-'}")
    if before.notes != after.notes:
        told.append(f"notes: {' / '.join(before.notes) or 'none'} -> {' / '.join(after.notes) or 'none'}")
    return told
