"""`duizhao find`: how a sentence was translated before."""

import sys
from typing import TYPE_CHECKING

import click

from cli.output import emit, output_options, paint
from cli.workspace import open_workspace
from corpora.language import answers, detect

if TYPE_CHECKING:
    from tm.match import Match


@click.command("find")
@click.argument("text")
@click.option("--min", "minimum", type=click.IntRange(0, 100), help="The lowest score shown; else the workspace's.")
@click.option("--limit", type=click.IntRange(1, 100), default=5, show_default=True, help="The most matches shown.")
@click.option("--lang", metavar="TAG", help="The language of TEXT; else it is told from its letters.")
@click.option("--target-lang", metavar="TAG", help="The language of the answer.")
@click.option("--memory", metavar="FILE", help="The memory; else the workspace's own.")
@output_options()
@click.pass_obj
def command(
    workspace: str | None,
    text: str,
    minimum: int | None,
    limit: int,
    lang: str | None,
    target_lang: str | None,
    memory: str | None,
    format: str,
    output: str | None,
) -> int:
    """Find how TEXT was translated before; `-` reads a query a line.

    A score of 101 is the same sentence between the same neighbours, 100 the same sentence; below that
    the words that differ are marked.
    """
    place = open_workspace(workspace)
    queries = [line.strip() for line in sys.stdin if line.strip()] if text == "-" else [text]
    least = place.settings.minimum if minimum is None else minimum
    answered = []
    with place.open_memory(memory) as store:
        for query in queries:
            source, target = directions(query, place.settings.source_language, place.settings.target_language)
            matches = store.find(
                query,
                source_language=lang or source,
                target_language=target_lang or target,
                minimum=least,
                limit=limit,
            )
            answered.append((query, matches))
    records = [{"query": query, "matches": [as_record(match) for match in matches]} for query, matches in answered]
    emit(
        format,
        output,
        text=lambda: "\n".join(as_text(query, matches, least) for query, matches in answered),
        document=lambda: records,
        records=lambda: records,
    )
    return 0 if any(matches for _, matches in answered) else 1


def directions(query: str, source: str, target: str) -> tuple[str, str]:
    """The language of a query and the one to answer in: a workspace serves both directions."""
    found = detect(query, among=(source, target))
    if found is not None and not answers(source, found) and answers(target, found):
        return target, source
    return source, target


def as_record(match: "Match") -> dict[str, object]:
    """A match for machines (docs/schemas/find.json)."""
    origin = match.unit.provenance
    return {
        "source": match.source.text,
        "target": match.target.text,
        "score": match.score,
        "kind": match.kind,
        "unit": {
            "id": match.unit.id,
            "article": origin.source_article,
            "target_article": origin.target_article,
            "title": origin.title,
            "published": origin.published,
            "editor": origin.editor,
            "flags": sorted(match.unit.flags),
        },
        "edits": [
            {"kind": edit.kind, "query_span": list(edit.query_span), "unit_span": list(edit.unit_span)}
            for edit in match.edits
        ],
        "repairs": [{"span": list(span), "text": text} for span, text in match.repairs],
        "penalties": [{"name": name, "points": points} for name, points in match.penalties],
    }


def as_text(query: str, matches: "list[Match]", minimum: int) -> str:
    """Matches for a person: what the unit has more is struck through or in brackets, what differs in colour."""
    if not matches:
        return f"Nothing at {minimum}% or better for: {query}"
    lines = []
    for match in matches:
        origin = match.unit.provenance
        story = ", ".join(filter(None, [origin.title or origin.source_article, origin.published[:10], origin.editor]))
        lines.append(f"{paint(f'{match.score:>3}%', 'green' if match.score >= 100 else 'yellow')} {match.target.text}")
        lines.append(f"     {_marked(match)}")
        why = " ".join(f"-{points} {name}" for name, points in match.penalties)
        lines.append(paint("     " + "  ".join(filter(None, [match.kind, why, story])), "dim"))
    return "\n".join(lines)


def _marked(match: "Match") -> str:
    """The unit's source with the places marked at which the query differs."""
    text, out, at = match.source.text, [], 0
    for edit in match.edits:
        start, end = edit.unit_span
        out.append(text[at:start])
        out.append(paint(f"[{text[start:end]}]", "red") if end > start else paint("[+]", "red"))
        at = end
    return "".join([*out, text[at:]])
