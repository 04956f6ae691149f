"""`duizhao add`: two versions aligned and kept."""

import click

from cli.output import emit, output_options, say
from cli.workspace import now, open_workspace


@click.command("add")
@click.argument("source")
@click.argument("target")
@click.option("--source-lang", metavar="TAG", help="Language of SOURCE, where it is known.")
@click.option("--target-lang", metavar="TAG", help="Language of TARGET.")
@click.option("--memory", metavar="FILE", help="The memory; else the workspace's own.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Leave out beads less sure than this.")
@output_options()
@click.pass_obj
def command(
    workspace: str | None,
    source: str,
    target: str,
    source_lang: str | None,
    target_lang: str | None,
    memory: str | None,
    min_confidence: float,
    format: str,
    output: str | None,
) -> int:
    """Align SOURCE with TARGET and keep the pair in the memory.

    The same pair twice adds nothing; a changed one replaces its units and keeps the old in the history.
    """
    from cli.commands.align import UNRELATED

    place = open_workspace(workspace)
    if memory is None:
        place.place(place.settings.memory)
    bitext = place.align(source, target, languages=(source_lang, target_lang))
    related = bitext.relatedness
    if related is not None and related < UNRELATED:
        say(
            f"duizhao: {target}: the two look unrelated (score {related:.2f}) and were not added. "
            "Check that they are one story."
        )
        return 1
    with place.open_memory(memory, to="write") as store:
        added = store.add(bitext, editor=place.settings.editor, at=now(), minimum_confidence=min_confidence)
    record = {
        "source": source,
        "target": target,
        "added": added.added,
        "unchanged": added.unchanged,
        "updated": added.updated,
        "replaced": added.replaced,
        "skipped": added.skipped,
        "signature": bitext.signature,
    }
    emit(
        format,
        output,
        document=lambda: record,
        text=lambda: (
            f"{added.added} units added, {added.unchanged} there already, {added.replaced} replaced, "
            f"{added.skipped} sentences without counterpart."
        ),
    )
    return 0
