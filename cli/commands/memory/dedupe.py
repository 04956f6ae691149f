"""`duizhao memory dedupe`: units that say the same as another one."""

from itertools import groupby
from typing import TYPE_CHECKING

import click

from cli.commands.memory.shared import change_options, counted, memory_option, story_of, unit_record
from cli.output import emit, output_options, paint
from cli.workspace import now, open_workspace

if TYPE_CHECKING:
    from tm.upkeep.duplicates import Duplicate


@click.command("dedupe")
@click.option("--near", type=click.IntRange(80, 100), metavar="PERCENT", help="Take also units that are so alike.")
@click.option("--loose", is_flag=True, help="With --near: also where both sides differ in their words.")
@click.option("--contexts", is_flag=True, help="Leave a sentence that stands between other neighbours.")
@change_options("Remove them; else they are only shown. `memory undo` takes it back.")
@memory_option
@output_options()
@click.pass_obj
def dedupe(
    workspace: str | None,
    near: int | None,
    loose: bool,
    contexts: bool,
    apply: bool,
    why: str,
    memory: str | None,
    format: str,
    output: str | None,
) -> int:
    """Show units of different stories that say the same, which of them should stay and why; --apply removes the others.

    The same are units with the same languages and texts. Near are those with the same numbers of which one side
    differs in case, width, spaces and punctuation alone, and the other is at least so alike.
    """
    from tm.upkeep.duplicates import find_duplicates, find_near_duplicates

    if loose and near is None:
        raise click.UsageError("--loose needs --near")
    place = open_workspace(workspace)
    with place.open_memory(memory, to="write" if apply else "read") as store:
        found = find_duplicates(store, contexts=contexts)
        if near is not None:
            gone = [one.unit.id or 0 for one in found]
            found += find_near_duplicates(store, minimum=near, loose=loose, without=gone)
        removed = 0
        if apply and found:
            removed = store.remove(
                [one.unit.id or 0 for one in found],
                editor=place.settings.editor,
                at=now(),
                why=why or "duplicates",
            )
    emit(
        format,
        output,
        text=lambda: as_text(found, removed, apply),
        document=lambda: {"duplicates": [as_record(one) for one in found], "removed": removed},
        records=lambda: map(as_record, found),
    )
    return 0


def as_record(one: "Duplicate") -> dict[str, object]:
    """A duplicate for machines."""
    return {
        "unit": unit_record(one.unit),
        "kept": unit_record(one.kept),
        "reason": one.reason,
        "source_score": round(one.source, 1),
        "target_score": round(one.target, 1),
    }


def as_text(found: "list[Duplicate]", removed: int, applied: bool) -> str:
    """Duplicates for a person, under the unit that stays."""
    if not found:
        return "No unit says the same as another."
    lines: list[str] = []
    for _, group in groupby(sorted(found, key=lambda one: one.kept.id or 0), key=lambda one: one.kept.id):
        duplicates = list(group)
        kept = duplicates[0].kept
        lines.append(f"{paint('keep', 'green')}  unit {kept.id}  {story_of(kept)}")
        lines += [f"      {variant.text}" for variant in kept.variants]
        for one in duplicates:
            exact = one.source == one.target == 100 and one.unit.variants == kept.variants
            alike = "the same" if exact else f"{_percent(one.source)} and {_percent(one.target)} alike"
            lines.append(f"{paint('drop', 'red')}  unit {one.unit.id}  {story_of(one.unit)}")
            lines.append(paint(f"      {alike}; the other stays: {one.reason}", "dim"))
            if not exact:
                lines += [f"      {variant.text}" for variant in one.unit.variants]
    what = (
        f"{counted(removed, 'unit')} removed." if applied else f"{counted(len(found), 'unit')}; --apply removes them."
    )
    return "\n".join([*lines, what])


def _percent(similarity: float) -> str:
    return f"{int(similarity)}%"
