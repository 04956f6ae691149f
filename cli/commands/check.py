"""`duizhao check`: what an editor should look at in a version."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from cli.examination import examine, known_as, let_stand, load_ignores
from cli.house_rules import report_rules, say_unused
from cli.output import emit, output_options, paint, say, write, write_json
from cli.versions import need_one_file, open_version, without_sources
from cli.workspace import Workspace, open_workspace
from corpora.errors import DuizhaoError, WrongSetting
from corpora.language import answers

if TYPE_CHECKING:
    from styles.ignoring import Ignore
    from styles.reports.report import Report

FORMATS = ("text", "json", "jsonl", "sarif", "github", "html")


@click.command("check")
@click.argument("files", nargs=-1, metavar="FILE...")
@click.option("--against", metavar="SOURCE", help="The story that FILE is a version of; else the workspace knows.")
@click.option("--glossary", metavar="FILE", help="The glossary; else the workspace's own.")
@click.option("--memory", metavar="FILE", help="Asked for the source where no story is known; else the workspace's.")
@click.option("--source-lang", metavar="TAG", help="Language of the source, where it is known.")
@click.option("--target-lang", metavar="TAG", help="Language of the version.")
@click.option("--baseline", metavar="FILE", help="Let stand what this file lists.")
@click.option("--write-baseline", metavar="FILE", help="List all findings there, to be let stand from now on.")
@click.option("--reason", default="", metavar="TEXT", help="Why they may stand; --write-baseline needs it.")
@click.option("--ignored", is_flag=True, help="Also list what is let stand, each with its reason.")
@click.option("--unused-rules", is_flag=True, help="Say which rules of the house style found nothing in all files.")
@click.option("--rules", is_flag=True, help="List the rules of the house style, each tried on its own examples.")
@output_options(formats=FORMATS)
@click.pass_obj
def command(
    workspace: str | None,
    files: tuple[str, ...],
    against: str | None,
    glossary: str | None,
    memory: str | None,
    source_lang: str | None,
    target_lang: str | None,
    baseline: str | None,
    write_baseline: str | None,
    reason: str,
    ignored: bool,
    unused_rules: bool,
    rules: bool,
    format: str,
    output: str | None,
) -> int:
    """Check FILE against its story: terms, numbers, leftovers of the source language, the house style.

    Without --against the story is the one that the workspace knows. A bilingual FILE (.tsv, .xlf) holds both
    sides. Where no story is known the memory is asked for sources, and what needs none is checked at any rate.

    A finding is let stand by a mark before its paragraph, <!-- duizhao-ignore RULE: reason -->, by
    house/ignore.yaml, or by --baseline. Rules of the house style are YAML files in house/.
    """
    place = open_workspace(workspace)
    house = place.house()
    if rules:
        return report_rules(house, format, output)
    if not files:
        raise click.UsageError("Missing argument 'FILE...'.")
    wanted = without_sources(place, files)
    need_one_file(wanted, against)
    if write_baseline is not None and not reason.strip():
        raise WrongSetting("a baseline needs a reason", 'Say why these findings may stand, with --reason "..."')
    terms = place.glossary(glossary)
    spoken = terms.languages()
    ignores = load_ignores(place, baseline)
    reports: list[Report] = []
    failed: list[DuizhaoError] = []
    stale: list[Ignore] = []
    foreign = ""
    for file in wanted:
        try:
            version = open_version(place, file, against=against, languages=(source_lang, target_lang))
            report = examine(place, version, glossary=terms, house=house, memory_file=memory)
            report, met_nothing = let_stand(place, version, report, ignores)
        except DuizhaoError as error:
            if len(wanted) == 1:
                raise
            failed.append(error.at(file))
            continue
        if not any(answers(version.bitext.target_language, tag) for tag in spoken):
            foreign = version.bitext.target_language
        stale += met_nothing
        reports.append(report)
    if failed and not reports:
        raise failed[0]
    if write_baseline is not None:
        return keep_baseline(place, reports, write_baseline, reason)
    print_reports(reports, format, output, ignored=ignored, several=len(files) > 1)
    if spoken and foreign:
        say(f"duizhao: the glossary is in {', '.join(spoken)}, and has no terms in {foreign}. Terms were not checked.")
    for ignore in dict.fromkeys(stale):
        say(f"duizhao: {ignore.where}: {ignore.rule} is let stand, and nothing is found there. Take it out.")
    if unused_rules:
        say(say_unused(house, reports))
    for cause in failed:
        say(f"duizhao: {cause} The file was left out.")
    if failed:
        return 3
    return 1 if any(finding.severity == "error" for report in reports for finding in report.findings) else 0


def print_reports(
    reports: "list[Report]", format: str, output: str | None, *, ignored: bool = False, several: bool = False
) -> None:
    """Reports in the form that was asked for."""
    from styles.reports import report_github, report_html, report_json, report_sarif, report_text

    def records() -> Iterable[dict[str, object]]:
        return (({"file": report.file} if several else {}) | report_json(report) for report in reports)

    if format == "sarif":
        write_json(report_sarif(reports), output=output)
    elif format == "github":
        write(report_github(reports), output=output)
    elif format == "html":
        write(report_html(reports), output=output)
    else:
        emit(
            format,
            output,
            text=lambda: "\n".join(report_text(report, paint=paint, ignored=ignored) for report in reports),
            document=lambda: list(records()) if several else next(iter(records())),
            records=records,
        )


def keep_baseline(place: Workspace, reports: "list[Report]", file: str, reason: str) -> int:
    """Writes all findings as a baseline: those that are let stand by one already too."""
    from styles.ignoring import baseline_json

    found = [(known_as(place, report.file), report.bitext, report.findings) for report in reports if report.findings]
    write_json(baseline_json(found, reason=reason), output=file)
    return 0
