"""`duizhao draft`: a new version begun."""

from collections import Counter
from typing import TYPE_CHECKING

import click

from cli.output import paint, say, write, write_json
from cli.workspace import open_workspace
from corpora.files import open_atomic

if TYPE_CHECKING:
    from tm.draft import Draft


@click.group("draft")
def command() -> None:
    """Begin a new version from memory and glossary."""


@command.command("new")
@click.argument("story")
@click.option("-o", "--output", metavar="FILE", help="The draft as XLIFF; else it is printed.")
@click.option("--lang", metavar="TAG", help="The story's language, where it is known.")
@click.option("--memory", metavar="FILE", help="The memory; else the workspace's own.")
@click.option("--glossary", metavar="FILE", help="The glossary; else the workspace's own.")
@click.option("--json", "as_json", is_flag=True, help="Print what was filled as JSON.")
@click.pass_obj
def new(
    workspace: str | None,
    story: str,
    output: str | None,
    lang: str | None,
    memory: str | None,
    glossary: str | None,
    as_json: bool,
) -> int:
    """Draft a version of STORY: sentences that the memory knows are filled, the nearest others proposed.

    Beside each stand the terms to use. What is not known stays open; nothing is made up.
    """
    from tm.formats.xliff import write_xliff

    place = open_workspace(workspace)
    draft = place.draft(place.read(story, language=lang), memory_file=memory, glossary_file=glossary)
    if output is not None:
        with open_atomic(output) as file:
            write_xliff(draft, file)
    counts = count(draft)
    if as_json:
        write_json({"story": story, **counts, "signature": draft.signature})
    elif output is None:
        write(as_text(draft))
        say(summary(counts))
    else:
        write(f"{summary(counts)}\nWrote {output}. Finish it in any XLIFF editor, then `duizhao publish {output}`.")
    return 0


def count(draft: "Draft") -> dict[str, int]:
    """How many sentences came from where."""
    kinds = Counter(
        "filled" if bead.state != "initial" else "proposed" if bead.target else "open" for bead in draft.beads
    )
    findings = sum(len(bead.findings) for bead in draft.beads)
    return {"segments": len(draft.segments), **{k: kinds[k] for k in ("filled", "proposed", "open")}} | {
        "findings": findings
    }


def summary(counts: dict[str, int]) -> str:
    """The counts as a sentence."""
    return (
        f"{counts['segments']} sentences: {counts['filled']} filled from the memory, "
        f"{counts['proposed']} proposed from near ones, {counts['open']} open; {counts['findings']} findings."
    )


def as_text(draft: "Draft") -> str:
    """The draft for a person."""
    lines = []
    for bead in draft.beads:
        score = f"{bead.score}%" if bead.score is not None else ""
        lines.append(f"{paint(f'{bead.state:<11}{score:>4}', 'dim')} {draft.source_text(bead)}")
        lines.append(f"{'':16}{bead.target or paint('-', 'dim')}")
        if bead.note:
            lines.append(paint(f"{'':16}{bead.note}", "dim"))
        lines += [paint(f"{'':16}{finding.rule}: {finding.message}", "yellow") for finding in bead.findings]
    return "\n".join(lines)
