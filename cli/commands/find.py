"""`duizhao find`: how a sentence, or a phrase, was translated before."""

from typing import TYPE_CHECKING

import click

from cli.marked import Place, lay_out
from cli.output import output_options, paint
from cli.queries import answer_each, directions
from cli.workspace import open_workspace

if TYPE_CHECKING:
    from tm.match import Match, Part

_INDENT = "      "


@click.command("find")
@click.argument("text")
@click.option("--min", "minimum", type=click.IntRange(0, 100), help="The lowest score shown; else the workspace's.")
@click.option("--limit", type=click.IntRange(1, 100), default=5, show_default=True, help="The most matches shown.")
@click.option("--renderings", is_flag=True, help="How the phrase TEXT was said, each way with its count.")
@click.option("--fragments", is_flag=True, help="Besides, the longest parts of TEXT that the memory knows.")
@click.option("--lang", metavar="TAG", help="The language of TEXT; else it is told from its letters.")
@click.option("--target-lang", metavar="TAG", help="The language of the answer.")
@click.option("--domain", metavar="NAME", default="", help="Of equal matches, those of this domain come first.")
@click.option("--client", metavar="NAME", default="", help="Of equal matches, those for this client come first.")
@click.option("--only-domain", is_flag=True, help="Leave out matches of another domain or client than given.")
@click.option("--any-script", is_flag=True, help="Chinese in simplified and in traditional characters alike.")
@click.option("--memory", metavar="FILE", help="The memory; else the workspace's own.")
@output_options()
@click.pass_obj
def command(
    workspace: str | None,
    text: str,
    minimum: int | None,
    limit: int,
    renderings: bool,
    fragments: bool,
    lang: str | None,
    target_lang: str | None,
    domain: str,
    client: str,
    only_domain: bool,
    any_script: bool,
    memory: str | None,
    format: str,
    output: str | None,
) -> int:
    """Find how TEXT was translated before; `-` reads a query a line, or asks at a prompt.

    A score of 101 is the same sentence between the same neighbours, 100 the same sentence; below that
    the words that differ are marked, in the stored sentence and in TEXT.
    """
    if only_domain and not (domain or client):
        raise click.UsageError("--only-domain wants a --domain or a --client")
    place = open_workspace(workspace)
    glossary = place.glossary()
    least = place.settings.minimum if minimum is None else minimum
    with place.open_memory(memory) as store:

        def answer(query: str) -> tuple[object, str, bool]:
            source, target = directions(query, place.settings.source_language, place.settings.target_language)
            source, target = lang or source, target_lang or target
            if renderings:
                from cli.commands.concordance import answer_renderings

                lexicon = glossary.lexicon(source, target)
                return answer_renderings(store, query, language=source, target=target, lexicon=lexicon)
            matches = store.find(
                query,
                source_language=source,
                target_language=target,
                minimum=least,
                limit=limit,
                domain=domain,
                client=client,
                only_domain=only_domain,
                glossary=glossary,
                any_script=any_script,
            )
            if fragments and not (matches and matches[0].score >= 100):
                lexicon = glossary.lexicon(source, target)
                matches += store.fragments(query, source_language=source, target_language=target, lexicon=lexicon)
            record = {"query": query, "matches": [as_record(match) for match in matches]}
            return record, as_text(query, matches, least), bool(matches)

        return answer_each(text, prompt="find> ", format=format, output=output, answer=answer)


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
            "domain": match.unit.domain,
            "client": match.unit.client,
            "flags": sorted(match.unit.flags),
        },
        "edits": [
            {"kind": edit.kind, "query_span": list(edit.query_span), "unit_span": list(edit.unit_span)}
            for edit in match.edits
        ],
        "repairs": [{"span": list(span), "text": text} for span, text in match.repairs],
        "penalties": [{"name": name, "points": points} for name, points in match.penalties],
        **({"part": _part_as_record(match.part)} if match.part else {}),
    }


def _part_as_record(part: "Part") -> dict[str, object]:
    return {
        "query_span": list(part.query_span),
        "source_span": list(part.source_span),
        "target_spans": [list(span) for span in part.target_spans],
        "units": part.units,
    }


def as_text(query: str, matches: "list[Match]", minimum: int) -> str:
    """Matches for a person: the answer, the stored sentence and the query with what differs marked, and whence."""
    if not matches:
        return f"Nothing at {minimum}% or better for: {query}"
    return "\n\n".join(_match_as_text(query, match) for match in matches)


def _match_as_text(query: str, match: "Match") -> str:
    if match.part is not None:
        return _part_as_text(query, match, match.part)
    style = "green" if match.score >= 100 else "yellow"
    lines = [lay_out(*_repaired(match), indent=_INDENT, first=paint(f"{match.score:>4}%", style) + " ")]
    removed = [Place(edit.unit_span, "red", ("[-", "-]")) for edit in match.edits if edit.kind != "insert"]
    added = [Place(edit.query_span, "green", ("[+", "+]")) for edit in match.edits if edit.kind != "delete"]
    lines.append(lay_out(match.source.text, removed, indent=_INDENT))
    if match.edits:
        lines.append(lay_out(query, added, indent=_INDENT))
    why = ", ".join(f"{name} -{points}" for name, points in match.penalties)
    kind = "" if match.kind in dict(match.penalties) else match.kind
    lines.append(paint(_INDENT + "  ".join(filter(None, [kind, why, *_origin(match)])), "dim"))
    return "\n".join(lines)


def _part_as_text(query: str, match: "Match", part: "Part") -> str:
    """A part of the query, the sentence that has it, and its counterpart there, where it is known."""
    known = [Place(span, "cyan", ("{", "}")) for span in part.target_spans]
    lines = [
        lay_out(part.query_span.cut(query), indent=_INDENT, first=paint("    … ", "yellow")),
        lay_out(match.target.text, known, indent=_INDENT),
        lay_out(match.source.text, [Place(part.source_span, "green", ("[", "]"))], indent=_INDENT),
    ]
    units = "" if part.units == 1 else f"in {part.units} units"
    lines.append(paint(_INDENT + "  ".join(filter(None, ["fragment", units, *_origin(match)])), "dim"))
    return "\n".join(lines)


def _origin(match: "Match") -> tuple[str, str]:
    """The story of a match, with its date and editor, and its unit."""
    origin = match.unit.provenance
    about = [origin.title or origin.source_article, origin.published[:10], origin.editor]
    story = ", ".join(filter(None, [*about, match.unit.domain, match.unit.client]))
    return story, f"unit {match.unit.id}" if match.unit.id is not None else ""


def _repaired(match: "Match") -> tuple[str, list[Place]]:
    """The target with what was exchanged in it, and where that stands."""
    from corpora.text import Span

    text, places, at, out = match.target.text, [], 0, ""
    for span, said in sorted(match.repairs):
        out += text[at : span.start]
        places.append(Place(Span(len(out), len(out) + len(said)), "cyan", ("{", "}")))
        out += said
        at = span.end
    return out + text[at:], places
