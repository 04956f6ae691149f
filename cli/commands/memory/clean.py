"""`duizhao memory clean`: units that a memory is better without."""

from collections import Counter
from typing import TYPE_CHECKING

import click

from cli.commands.memory.shared import change_options, counted, memory_option, story_of, unit_record, watched
from cli.output import emit, output_options, paint
from cli.workspace import now, open_workspace

if TYPE_CHECKING:
    from tm.upkeep.cleaning import Fault


@click.command("clean")
@click.option("--rule", "rules", multiple=True, metavar="NAME", help="Only this rule; may be given again.")
@click.option("--rules", "list_rules", is_flag=True, help="List the rules, and do nothing else.")
@change_options("Remove them; else they are only shown. `memory undo` takes it back.")
@memory_option
@output_options()
@click.pass_obj
def clean(
    workspace: str | None,
    rules: tuple[str, ...],
    list_rules: bool,
    apply: bool,
    why: str,
    memory: str | None,
    format: str,
    output: str | None,
) -> int:
    """Show units that are surely wrong, each with the rule and the reason; --apply removes them.

    Rules: empty, characters (a wrong encoding), untranslated, language, length, numbers. A unit of several
    translations stays while one of them is without fault.
    """
    from tm.upkeep.cleaning import choose_rules, find_faults, is_beyond_use

    chosen = choose_rules(rules)
    if list_rules:
        emit(
            format,
            output,
            text=lambda: "\n".join(f"{rule.name:<13} {rule.says}" for rule in chosen),
            document=lambda: [{"rule": rule.name, "says": rule.says} for rule in chosen],
        )
        return 0
    place = open_workspace(workspace)
    with place.open_memory(memory, to="write" if apply else "read") as store:
        units = watched(store.units(), store.stats().units, "Units")
        found = list(find_faults(units, rules=chosen))
        wrong = [faults for faults in found if is_beyond_use(faults)]
        removed = 0
        if apply and wrong:
            counts = Counter(fault.rule for faults in wrong for fault in faults)
            removed = store.remove(
                [faults[0].unit.id or 0 for faults in wrong],
                editor=place.settings.editor,
                at=now(),
                why=why or f"cleaned: {', '.join(f'{rule} {number}' for rule, number in counts.items())}",
            )
    emit(
        format,
        output,
        text=lambda: as_text(found, len(wrong), removed, apply),
        document=lambda: {"faults": [as_record(faults) for faults in found], "removed": removed},
        records=lambda: map(as_record, found),
    )
    return 0


def as_record(faults: "list[Fault]") -> dict[str, object]:
    """A unit and its faults for machines."""
    from tm.upkeep.cleaning import is_beyond_use

    return {
        "unit": unit_record(faults[0].unit),
        "removable": is_beyond_use(faults),
        "faults": [{"rule": fault.rule, "language": fault.language, "reason": fault.reason} for fault in faults],
    }


def as_text(found: "list[list[Fault]]", wrong: int, removed: int, applied: bool) -> str:
    """Units and their faults for a person, and how many of each."""
    if not found:
        return "No unit is surely wrong."
    lines: list[str] = []
    for faults in found:
        unit = faults[0].unit
        for fault in faults:
            lines.append(f"{paint(fault.rule, 'red')}  unit {unit.id}: {fault.reason}")
        lines += [f"      {variant.text}" for variant in unit.variants]
        lines.append(paint(f"      {story_of(unit)}", "dim"))
    counts = Counter(fault.rule for faults in found for fault in faults)
    told = ", ".join(f"{rule} {number:,}" for rule, number in counts.items())
    lines.append(f"{counted(len(found), 'unit')} ({told}).")
    if wrong < len(found):
        lines.append(f"{counted(len(found) - wrong, 'unit')} with another translation that is without fault: kept.")
    lines.append(f"{counted(removed, 'unit')} removed." if applied else f"--apply removes {counted(wrong, 'unit')}.")
    return "\n".join(lines)
