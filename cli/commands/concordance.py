"""`duizhao concordance`: every unit that holds some words."""

from typing import TYPE_CHECKING

import click

from cli.commands.find import directions
from cli.output import emit, output_options, paint
from cli.workspace import open_workspace

if TYPE_CHECKING:
    from tm.concordance import Concordance


@click.command("concordance")
@click.argument("text")
@click.option("--lang", metavar="TAG", help="The language of TEXT; else it is told from its letters.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="The most units shown.")
@click.option("--memory", metavar="FILE", help="The memory; else the workspace's own.")
@output_options()
@click.pass_obj
def command(
    workspace: str | None, text: str, lang: str | None, limit: int, memory: str | None, format: str, output: str | None
) -> int:
    """Find every unit that holds TEXT, in either language, the newest story first."""
    place = open_workspace(workspace)
    source, _ = directions(text, place.settings.source_language, place.settings.target_language)
    with place.open_memory(memory) as store:
        found = store.concordance(text, language=lang or source, limit=limit)
    emit(
        format,
        output,
        text=lambda: "\n".join(map(as_text, found)) or f"No unit holds: {text}",
        document=lambda: {"query": text, "occurrences": [as_record(each) for each in found]},
        records=lambda: map(as_record, found),
    )
    return 0 if found else 1


def as_record(found: "Concordance") -> dict[str, object]:
    """An occurrence for machines."""
    return {
        "unit": found.unit.id,
        "language": found.variant.language,
        "text": found.variant.text,
        "spans": [list(span) for span in found.spans],
        "others": {other.language: other.text for other in found.counterparts},
        "article": found.unit.provenance.source_article,
        "title": found.unit.provenance.title,
        "published": found.unit.provenance.published,
    }


def as_text(found: "Concordance") -> str:
    """An occurrence for a person, with the words in bold."""
    text, out, at = found.variant.text, [], 0
    for span in found.spans:
        out += [text[at : span.start], paint(span.cut(text), "bold")]
        at = span.end
    origin = found.unit.provenance
    others = [other.text for other in found.counterparts]
    story = ", ".join(filter(None, [origin.title or origin.source_article, origin.published[:10]]))
    return "\n".join(["".join([*out, text[at:]]), *(f"  {other}" for other in others), paint(f"  {story}", "dim")])
