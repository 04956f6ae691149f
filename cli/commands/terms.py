"""`duizhao terms`: the glossary."""

from collections.abc import Callable

import click

from cli.commands.candidates import candidates
from cli.output import emit, output_options, paint, say, write, write_json
from cli.workspace import Workspace, open_workspace
from corpora.files import open_atomic
from tm.glossary import Concept, Glossary


@click.group("terms")
def command() -> None:
    """Bring terms into the glossary, list them, or take them out as a table."""


command.add_command(candidates)


@command.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_obj
def import_(workspace: str | None, files: tuple[str, ...], as_json: bool) -> int:
    """Bring the terms of CSV files and Excel workbooks into the workspace's glossary; concepts that it has are not
    added again."""
    from tm.formats.termlist import read_termlist, write_termlist

    place = open_workspace(workspace)
    target = place.place(place.settings.glossary)
    languages = (place.settings.source_language, place.settings.target_language)
    glossary = place.glossary()
    reports: list[dict[str, object]] = []
    lost: list[tuple[str, int, str]] = []
    remarks: list[tuple[str, int, str]] = []
    for file in files:
        skipped: list[tuple[int, str]] = []
        notices: list[tuple[int, str]] = []
        read = read_termlist(file, languages=languages, on_skip=_collect(skipped), on_notice=_collect(notices))
        concepts = list(read)
        before = len(glossary.concepts)
        glossary = glossary.with_concepts(concepts)
        added = len(glossary.concepts) - before
        lost += [(file, line, reason) for line, reason in skipped]
        remarks += [(file, line, remark) for line, remark in notices]
        reports.append(
            {
                "file": file,
                "format": "xlsx" if file.lower().endswith(".xlsx") else "csv",
                "concepts": len(concepts),
                "terms": sum(len(concept.terms) for concept in concepts),
                "added": added,
                "duplicates": len(concepts) - added,
                "skipped": [{"line": line, "reason": reason} for line, reason in skipped],
                "notices": [f"line {line}: {remark}" for line, remark in notices],
            }
        )
    with open_atomic(target) as out:
        write_termlist(glossary, out)
    if as_json:
        write_json(reports)
    else:
        for report in reports:
            write(
                f"{report['file']}: {report['concepts']} concepts with {report['terms']} terms, "
                f"{report['added']} new; the glossary holds {len(glossary.concepts)}."
            )
    for file, line, remark in remarks:
        say(f"duizhao: {file}:{line}: {remark}.")
    for file, line, reason in lost:
        say(f"duizhao: {file}:{line}: {reason}. The row was left out.")
    return 3 if lost else 0


def _collect(into: list[tuple[int, str]]) -> Callable[[int, str], None]:
    def keep(line: int, reason: str) -> None:
        into.append((line, reason))

    return keep


@command.command("export")
@click.option("-o", "--output", required=True, metavar="FILE", help="Where to: .csv, .tsv or .xlsx.")
@click.option("--glossary", metavar="FILE", help="The glossary; else the workspace's own.")
@click.pass_obj
def export(workspace: str | None, output: str, glossary: str | None) -> int:
    """Write the glossary as a table for a spreadsheet; `terms import` takes it back."""
    from tm.formats import get_format

    place = open_workspace(workspace)
    if glossary is None:
        place.place(place.settings.glossary)
    concepts = place.glossary(glossary)
    form = get_format(output, "terms")
    options: dict[str, object] = {}
    if form.name == "CSV":
        # Excel takes a CSV file without the mark for one in an encoding of its own.
        options = {"separator": "\t" if output.lower().endswith(".tsv") else ",", "mark": True}
    with open_atomic(output) as out:
        form.writer()(concepts, out, **options)
    write(f"{output}: {len(concepts.concepts)} concepts.")
    return 0


@command.command("list")
@click.argument("text", default="")
@click.option("--glossary", metavar="FILE", help="The glossary; else the workspace's own.")
@output_options()
@click.pass_obj
def list_(workspace: str | None, text: str, glossary: str | None, format: str, output: str | None) -> int:
    """List the concepts whose terms hold TEXT; all of them where none is given."""
    from corpora.text import fold_key

    place = open_workspace(workspace)
    if glossary is None:
        place.place(place.settings.glossary)
    wanted = fold_key(text)
    found = [
        concept
        for concept in place.glossary(glossary).concepts
        if any(wanted in fold_key(term.text) for term in concept.terms)
    ]
    emit(
        format,
        output,
        text=lambda: as_text(place, Glossary(tuple(found))),
        document=lambda: [as_record(concept) for concept in found],
        records=lambda: map(as_record, found),
    )
    return 0 if found else 1


def as_record(concept: Concept) -> dict[str, object]:
    """A concept for machines."""
    return {
        "type": concept.type,
        "context": concept.context,
        "note": concept.note,
        "since": concept.since,
        "until": concept.until,
        "terms": [{"language": term.language, "text": term.text, "status": term.status} for term in concept.terms],
    }


def as_text(place: Workspace, glossary: Glossary) -> str:
    """Concepts for a person, one a line: what is written, and what is not."""
    source, target = place.settings.source_language, place.settings.target_language
    lines = []
    for concept in glossary.concepts:
        ours = " | ".join(term.text for term in concept.in_language(source, "preferred", "admitted", "short"))
        theirs = " | ".join(term.text for term in concept.in_language(target, "preferred", "admitted", "short"))
        banned = " | ".join(term.text for term in concept.in_language(target, "forbidden", "deprecated"))
        never = paint(f"  never: {banned}", "red") if banned else ""
        lines.append(f"{ours}  {paint('=', 'dim')}  {theirs}{never}")
    return "\n".join(lines) or "No concept."
