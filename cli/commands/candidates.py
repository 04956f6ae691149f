"""`duizhao terms candidates`: names that the glossary has no entry for, shown to an editor one by one."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.marked import Place, lay_out
from cli.output import emit, output_options, paint, say, write
from cli.versions import open_version
from cli.workspace import Workspace, open_workspace
from corpora.errors import NoWorkspace
from corpora.files import open_atomic, read_text, write_text
from corpora.text import Span

if TYPE_CHECKING:
    from styles.candidates import Candidate, Sentence

# Names that an editor declined, a pair a line; they are not shown again.
_DECLINED = "declined.tsv"
_KEYS = "[y] take  [n] never  [e] edit  [s] skip  [q] leave "


@click.command("candidates")
@click.argument("files", nargs=-1, metavar="[FILE...]")
@click.option("--memory", metavar="FILE", help="The memory to look in; else the workspace's own.")
@click.option("--glossary", metavar="FILE", help="The glossary; else the workspace's own.")
@click.option("--min", "minimum", type=click.IntRange(1), default=2, help="Sentences that must hold both names.")
@click.option("--limit", type=click.IntRange(1), default=50, help="How many at most.")
@click.option("--list", "as_list", is_flag=True, help="Print them, and ask nothing.")
@output_options()
@click.pass_obj
def candidates(
    workspace: str | None,
    files: tuple[str, ...],
    memory: str | None,
    glossary: str | None,
    minimum: int,
    limit: int,
    as_list: bool,
    format: str,
    output: str | None,
) -> int:
    """Find names without an entry, in the memory and in versions (FILE...), the surest first.

    On a terminal each is shown with what speaks for it, and one key takes it into the glossary.
    """
    from styles.candidates import find_candidates

    place = open_workspace(workspace)
    declined = read_declined(place)
    found = [
        candidate
        for candidate in find_candidates(
            sentences(place, files, memory),
            place.glossary(glossary),
            source_language=place.settings.source_language,
            target_language=place.settings.target_language,
            minimum=minimum,
        )
        if (candidate.source, candidate.target) not in declined
    ][:limit]
    asked = format == "text" and output is None and not as_list and sys.stdin.isatty() and sys.stdout.isatty()
    if asked and found:
        return ask(place, found, glossary)
    emit(
        format,
        output,
        text=lambda: "\n".join(as_line(candidate) for candidate in found) or "No candidate.",
        document=lambda: [as_record(candidate) for candidate in found],
        records=lambda: map(as_record, found),
    )
    return 0 if found else 1


def sentences(place: Workspace, files: Sequence[str], memory: str | None) -> "Iterator[Sentence]":
    """The sentences of the files beside their sources, and those of the memory.

    Raises:
        NoWorkspace: there is neither a file nor a memory.
    """
    from styles.candidates import Sentence

    for file in files:
        version = open_version(place, file)
        for pair in version.bitext.pairs():
            if pair.source and pair.target:
                yield Sentence(pair.source, pair.target, version.source or file)
    if place.folder is None and memory is None:
        if files:
            return
        raise NoWorkspace("there is no memory to look in", "Name one with --memory, or a bilingual file")
    source, target = place.settings.source_language, place.settings.target_language
    with place.open_memory(memory) as store:
        for unit in store.units():
            sides = unit.find(source), unit.find(target)
            if sides[0] and sides[1]:
                yield Sentence(sides[0].text, sides[1].text, unit.provenance.source_article)


def as_record(candidate: "Candidate") -> dict[str, object]:
    """A candidate for machines (docs/schemas/candidates.json)."""
    return {
        "source": candidate.source,
        "target": candidate.target,
        "type": candidate.type,
        "count": candidate.count,
        "stories": candidate.stories,
        "alone": candidate.alone,
        "score": candidate.score,
        "association": candidate.association,
        "evidence": list(candidate.evidence),
        "example": {"source": candidate.example.source, "target": candidate.example.target},
    }


def as_line(candidate: "Candidate") -> str:
    """A candidate for a person, in one line."""
    return f"{candidate.source}  {paint('=', 'dim')}  {candidate.target}  {paint(reasons(candidate), 'dim')}"


def reasons(candidate: "Candidate") -> str:
    """What speaks for a candidate."""
    stories = f"{candidate.stories} {'story' if candidate.stories == 1 else 'stories'}"
    parts = [f"{candidate.count} times in {stories}", *candidate.evidence, f"association {candidate.association:g}"]
    if candidate.alone:
        parts.append(f"{candidate.alone} times without it")
    return "; ".join(parts)


def ask(place: Workspace, found: "Sequence[Candidate]", glossary_file: str | None) -> int:
    """Shows the candidates one by one; a key takes each, declines it, lets it be edited, or ends."""
    taken = declined = 0
    for number, candidate in enumerate(found, start=1):
        write(f"\n{paint(f'{number}/{len(found)}', 'dim')}  {show(candidate)}")
        key = _key()
        if key == "q":
            break
        if key == "e":
            candidate = replace(
                candidate,
                source=click.prompt("  source", default=candidate.source).strip(),
                target=click.prompt("  target", default=candidate.target).strip(),
            )
        if key in ("y", "e"):
            take(place, candidate, glossary_file)
            taken += 1
        elif key == "n":
            decline(place, candidate)
            declined += 1
    say(f"{taken} taken into the glossary, {declined} never to be shown again.")
    return 0


def _key() -> str:
    click.echo(f"  {_KEYS}", nl=False)
    while True:
        key = click.getchar().lower()
        if key in ("y", "n", "e", "s", "q"):
            click.echo(key)
            return key
        if key in ("\x03", "\x04", "\x1b"):
            click.echo("q")
            return "q"


def show(candidate: "Candidate") -> str:
    """A candidate with its reasons and an example in which both names are marked."""
    kind = f"  ({candidate.type})" if candidate.type else ""
    lines = [f"{paint(candidate.source, 'bold')}  =  {paint(candidate.target, 'bold')}{kind}"]
    lines.append(paint(f"  {reasons(candidate)}", "dim"))
    sides = (candidate.example.source, candidate.source), (candidate.example.target, candidate.target)
    for text, name in sides:
        at = text.find(name)
        places = [Place(Span(at, at + len(name)), "green")] if at >= 0 else []
        lines.append(lay_out(text, places, indent="    "))
    return "\n".join(lines)


def take(place: Workspace, candidate: "Candidate", glossary_file: str | None) -> None:
    """Puts a candidate into the glossary's file, at once, so that nothing is lost."""
    from corpora.language import answers
    from tm.formats.termlist import write_termlist
    from tm.glossary import Concept, Glossary, Term

    file = Path(glossary_file) if glossary_file else place.place(place.settings.glossary)
    glossary = place.glossary(str(file)) if file.exists() else Glossary()

    def term(language: str, text: str) -> Term:
        """The term under the tag that the glossary's columns have for a language."""
        return Term(next((tag for tag in glossary.languages() if answers(language, tag)), language), text)

    sides = (
        term(place.settings.source_language, candidate.source),
        term(place.settings.target_language, candidate.target),
    )
    with open_atomic(file) as out:
        write_termlist(glossary.with_concepts([Concept(sides, candidate.type)]), out)


def read_declined(place: Workspace) -> set[tuple[str, ...]]:
    """The pairs that an editor declined."""
    file = place.folder / "house" / _DECLINED if place.folder is not None else None
    if file is None or not file.is_file():
        return set()
    return {tuple(line.split("\t")) for line in read_text(file).splitlines()}


def decline(place: Workspace, candidate: "Candidate") -> None:
    """Remembers that a pair is no term; without a workspace it is forgotten."""
    if place.folder is None:
        return
    file = place.folder / "house" / _DECLINED
    file.parent.mkdir(exist_ok=True)
    former = read_text(file) if file.is_file() else ""
    write_text(file, f"{former}{candidate.source}\t{candidate.target}\n")
