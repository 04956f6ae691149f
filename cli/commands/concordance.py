"""`duizhao concordance`: every unit that holds some words, and how they were said in the other language."""

from typing import TYPE_CHECKING

import click

from cli.marked import Place, lay_out
from cli.output import output_options, paint
from cli.queries import answer_each, directions
from cli.workspace import open_workspace

if TYPE_CHECKING:
    from corpora.lexicon import Lexicon
    from tm.concordance import Concordance, Concordances
    from tm.memory import Memory
    from tm.renderings import Rendering

# Units that are looked through for renderings.
_LOOKED_THROUGH = 5000


@click.command("concordance")
@click.argument("text")
@click.option("--regex", "pattern", is_flag=True, help="TEXT is a regular expression.")
@click.option("--renderings", is_flag=True, help="Only how TEXT was said, each way with its count.")
@click.option("--lang", metavar="TAG", help="The language of TEXT; else it is told from its letters.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="The most units shown.")
@click.option("--memory", metavar="FILE", help="The memory; else the workspace's own.")
@output_options()
@click.pass_obj
def command(
    workspace: str | None,
    text: str,
    pattern: bool,
    renderings: bool,
    lang: str | None,
    limit: int,
    memory: str | None,
    format: str,
    output: str | None,
) -> int:
    """Find every unit that holds TEXT, in either language, the newest story first.

    Its counterpart is marked where it can be known: by the glossary, a number's value, the sound of a name, or
    because the same words stand in most of the units and in few others. `-` reads a query a line, or asks at a prompt.
    """
    place = open_workspace(workspace)
    with place.open_memory(memory) as store:

        def answer(query: str) -> tuple[object, str, bool]:
            source, target = directions(query, place.settings.source_language, place.settings.target_language)
            if lang:
                source, target = lang, place.settings.source_language if target == lang else target
            lexicon = place.glossary().lexicon(source, target)
            if renderings:
                return answer_renderings(store, query, language=source, target=target, lexicon=lexicon, pattern=pattern)
            found = store.occurrences(query, language=source, limit=limit, pattern=pattern, lexicon=lexicon)
            record = {
                "query": query,
                "units": found.units,
                "stories": found.stories,
                "occurrences": [as_record(each) for each in found.found],
            }
            return record, as_text(query, found), bool(found.found)

        return answer_each(text, prompt="concordance> ", format=format, output=output, answer=answer, single=True)


def answer_renderings(
    store: "Memory", query: str, *, language: str, target: str, lexicon: "Lexicon", pattern: bool = False
) -> tuple[object, str, bool]:
    """How a phrase was said: the record for machines, the text for people, and whether any way is known."""
    from corpora.language import answers
    from tm.renderings import group_renderings

    found = store.occurrences(query, language=language, limit=_LOOKED_THROUGH, pattern=pattern, lexicon=lexicon)
    groups = [one for one in group_renderings(found.found) if answers(target, one.language)]
    record = {
        "query": query,
        "units": found.units,
        "stories": found.stories,
        "renderings": [
            {
                "text": one.text,
                "language": one.language,
                "units": one.units,
                "stories": one.stories,
                "first": one.first,
                "last": one.last,
                "example": as_record(one.example),
            }
            for one in groups
        ],
    }
    return record, renderings_as_text(query, found, groups), bool(groups)


def as_record(found: "Concordance") -> dict[str, object]:
    """An occurrence for machines."""
    return {
        "unit": found.unit.id,
        "language": found.variant.language,
        "text": found.variant.text,
        "spans": [list(span) for span in found.spans],
        "others": {other.language: other.text for other in found.counterparts},
        "marks": [{"language": mark.language, "span": list(mark.span), "by": mark.by} for mark in found.marks],
        "article": found.unit.provenance.source_article,
        "title": found.unit.provenance.title,
        "published": found.unit.provenance.published,
    }


def as_text(query: str, found: "Concordances") -> str:
    """Occurrences for a person, with the words and their counterparts marked, and how many there are."""
    if not found.found:
        return f"No unit holds: {query}"
    left = found.units - len(found.found)
    more = f"; {left} more with --limit" if left else ""
    tail = f"{_count(found.units, 'unit')} in {_count(found.stories, 'story')}{more}"
    return "\n\n".join([*map(_occurrence, found.found), paint(tail, "dim")])


def _occurrence(found: "Concordance") -> str:
    origin = found.unit.provenance
    lines = [lay_out(found.variant.text, [Place(span, "bold") for span in found.spans])]
    for other in found.counterparts:
        marks = {mark.span for mark in found.marks if mark.language == other.language}
        lines.append(lay_out(other.text, [Place(span, "cyan") for span in marks], indent="  "))
    story = ", ".join(filter(None, [origin.title or origin.source_article, origin.published[:10], origin.editor]))
    return "\n".join([*lines, paint("  " + "  ".join(filter(None, [story, f"unit {found.unit.id}"])), "dim")])


def renderings_as_text(query: str, found: "Concordances", groups: "list[Rendering]") -> str:
    """The ways in which a phrase was said, for a person."""
    if not found.units:
        return f"No unit holds: {query}"
    holds = f"{_count(found.units, 'unit')} in {_count(found.stories, 'story')} hold {query}"
    if not groups:
        return f"{holds}; how it was said is not sure in any. See them with duizhao concordance."
    lines = []
    for one in groups:
        days = one.first if one.first == one.last else f"{one.first} to {one.last}"
        where = ", ".join(filter(None, [_count(one.stories, "story"), days]))
        lines.append(f"{one.units:>4} × {paint(one.text, 'bold')}  {paint(where, 'dim')}")
    told = sum(bool(one.marks) for one in found.found)
    return "\n".join([*lines, paint(f"{holds}; of {told} it is known how.", "dim")])


def _count(number: int, noun: str) -> str:
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"
