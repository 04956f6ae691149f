"""`duizhao export`: the memory as a file for another tool."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import click

from cli.commands.memory.shared import counted
from cli.output import say, write, write_json
from cli.workspace import Settings, now, open_workspace
from corpora.errors import NothingFound, WrongSetting
from corpora.files import open_atomic
from corpora.signature import sign, version
from tm.unit import TranslationUnit


@click.command("export")
@click.argument("file", required=False, metavar="[FILE]")
@click.option("-o", "--output", metavar="FILE", help="The same as FILE.")
@click.option("--all-versions", is_flag=True, help="Every translation of a sentence; else the newest alone.")
@click.option("--since", metavar="DATE", default="", help="Units added or changed on that day or later.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    help="Units aligned so surely, or written by a person.",
)
@click.option("--complete", is_flag=True, help="Units without a flag: not partial, unreviewed or machine-made.")
@click.option("--domain", metavar="NAME", default="", help="Units of this domain.")
@click.option("--client", metavar="NAME", default="", help="Units made for this client.")
@click.option("--memory", metavar="FILE", help="The memory; else the workspace's own.")
@click.option("--json", "as_json", is_flag=True, help="Print what was written as JSON.")
@click.pass_obj
def command(
    workspace: str | None,
    file: str | None,
    output: str | None,
    all_versions: bool,
    since: str,
    min_confidence: float,
    complete: bool,
    domain: str,
    client: str,
    memory: str | None,
    as_json: bool,
) -> int:
    """Write the memory as FILE: .tmx for TMX 1.4, .po for PO. Or .srx: our segmentation rules as SRX 2.0."""
    if output is None or file is None:
        output = output or file
    elif output != file:
        raise WrongSetting(f"two outputs are named, {file} and {output}", "Name one of them")
    if output is None:
        raise WrongSetting("no output is named", "Name a file that ends in .tmx, .po or .srx")
    suffix = Path(output).suffix.lower()
    if suffix not in (".tmx", ".po", ".srx"):
        raise WrongSetting("its name tells no format that can be written", "Name it .tmx, .po or .srx", file=output)
    place = open_workspace(workspace)
    settings = place.settings
    if suffix == ".srx":
        return _export_rules(output, settings, as_json)
    with place.open_memory(memory) as store:
        languages = (settings.source_language, settings.target_language)
        units = store.units(
            languages=languages,
            since=moment(since),
            minimum_confidence=min_confidence,
            complete=complete,
            domain=domain,
            client=client,
            newest_first=not all_versions,
        )
        if not all_versions:
            units = newest(units, settings.source_language)
        signature = sign("export", lang=f"{settings.source_language}-{settings.target_language}", all=all_versions)
        with open_atomic(output) as stream:
            if suffix == ".tmx":
                from tm.formats.tmx import write_tmx

                report = write_tmx(
                    units,
                    stream,
                    source_language=settings.source_language,
                    created=now(),
                    tool_version=version(),
                    signature=signature,
                )
            else:
                from tm.formats.po import write_po

                report = write_po(
                    units,
                    stream,
                    source_language=settings.source_language,
                    target_language=settings.target_language,
                    created=now(),
                    tool_version=version(),
                )
            if not report.units:
                chosen = since or min_confidence or complete or domain or client
                remedy = "Ask for more than the options do" if chosen else "Add a pair first"
                raise NothingFound("the memory holds no unit to export", remedy, file=memory)
    if as_json:
        write_json({"file": output, "units": report.units, "signature": signature})
    else:
        write(f"{counted(report.units, 'unit')} in {output}.")
        if report.characters_removed:
            say(f"{report.characters_removed} characters that XML does not allow were left out.")
    return 0


def _export_rules(output: str, settings: Settings, as_json: bool) -> int:
    from corpora.segmentation.srx import write_srx

    with open_atomic(output) as stream:
        report = write_srx((settings.source_language, settings.target_language), stream)
    if as_json:
        signature = sign("export", lang="+".join(report.languages))
        fields = {"languages": report.languages, "rules": report.rules, "unsaid": report.unsaid}
        write_json({"file": output, **fields, "signature": signature})
    else:
        write(f"{report.rules} rules for {', '.join(report.languages)} in {output}.")
        say("Comments in the file tell what SRX cannot say of them.")
    return 0


def moment(text: str) -> str:
    """A day, or a moment in UTC, as it compares with the stamps of units.

    Raises:
        WrongSetting: it is neither.

    >>> moment("2023-08-03"), moment("2023-08-03T16:16:44+08:00")
    ('2023-08-03', '2023-08-03T08:16:44Z')
    """
    if not text:
        return ""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise WrongSetting(f"{text!r} is no date", "Give a day such as 2023-08-03") from None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def newest(units: Iterator[TranslationUnit], source_language: str) -> Iterator[TranslationUnit]:
    """The first unit of each source text, out of units that come with the newest first."""
    seen: set[str] = set()
    for unit in units:
        variant = unit.find(source_language)
        if variant is not None and variant.text not in seen:
            seen.add(variant.text)
            yield unit
