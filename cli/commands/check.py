"""`duizhao check`: what an editor should look at in a version."""

from typing import TYPE_CHECKING

import click

from cli.output import emit, output_options, paint
from cli.workspace import Workspace, open_workspace
from corpora.errors import WrongSetting

if TYPE_CHECKING:
    from corpora.bitext import Bitext
    from tm.finding import Finding


@click.command("check")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--against", metavar="SOURCE", help="The story that FILE is a version of.")
@click.option("--glossary", metavar="FILE", help="The glossary; else the workspace's own.")
@click.option("--source-lang", metavar="TAG", help="Language of the source, where it is known.")
@click.option("--target-lang", metavar="TAG", help="Language of the version.")
@output_options()
@click.pass_obj
def command(
    workspace: str | None,
    files: tuple[str, ...],
    against: str | None,
    glossary: str | None,
    source_lang: str | None,
    target_lang: str | None,
    format: str,
    output: str | None,
) -> int:
    """Check FILE against SOURCE: terms, numbers, leftovers of the source language.

    A FILE ending in .tsv holds both sides, a pair a line, and needs no SOURCE.
    """
    from styles.checks import signature
    from styles.reports import report_json, report_text

    place = open_workspace(workspace)
    terms = place.glossary(glossary)
    reports = []
    for file in files:
        bitext = read_bitext(place, file, against, (source_lang, target_lang))
        reports.append((file, bitext, place.check(bitext, glossary=terms)))
    records = [
        ({"file": file} if len(files) > 1 else {})
        | report_json(findings, signature(bitext, glossary=terms, house=place.settings.house))
        for file, bitext, findings in reports
    ]
    emit(
        format,
        output,
        text=lambda: "\n".join(report_text(found, bitext, file=file, paint=paint) for file, bitext, found in reports),
        document=lambda: records if len(files) > 1 else records[0],
        records=lambda: records,
    )
    return 1 if any(is_error(finding) for _, _, findings in reports for finding in findings) else 0


def read_bitext(place: Workspace, file: str, against: str | None, languages: tuple[str | None, str | None]) -> "Bitext":
    """The pair that a file stands for: with its source beside it, or both sides in one file."""
    if against is not None:
        return place.align(against, file, languages=languages)
    if file.lower().endswith(".tsv"):
        source, target = place.settings.source_language, place.settings.target_language
        return read_tsv(file, languages[0] or source, languages[1] or target)
    raise WrongSetting("a version is checked against its story", "Name the story with --against SOURCE", file=file)


def read_tsv(file: str, source_language: str, target_language: str) -> "Bitext":
    """A bilingual TSV: source, tab, target, a pair a line.

    Raises:
        WrongFormat: with the first line that has not two columns.
    """
    from corpora.article import Segment
    from corpora.bitext import Bead, Bitext
    from corpora.errors import NothingFound, WrongFormat
    from corpora.files import read_text

    sides: tuple[list[Segment], list[Segment]] = ([], [])
    for number, line in enumerate(read_text(file).splitlines(), 1):
        if not line.strip():
            continue
        columns = line.split("\t")
        if len(columns) != 2 or not all(map(str.strip, columns)):
            raise WrongFormat("not two columns", "Write source, tab, target", file=file, line=number)
        for side, text in zip(sides, columns):
            side.append(Segment(text.strip()))
    if not sides[0]:
        raise NothingFound("the file is empty", "Give a file with a pair a line", file=file)
    beads = tuple(Bead((i,), (i,)) for i in range(len(sides[0])))
    return Bitext(source_language, target_language, tuple(sides[0]), tuple(sides[1]), beads)


def is_error(finding: "Finding") -> bool:
    """Whether a finding makes the answer no."""
    return finding.severity == "error"
