"""`duizhao export`: the memory as a file for another tool."""

from collections.abc import Iterator
from pathlib import Path

import click

from cli.output import say, write, write_json
from cli.workspace import now, open_workspace
from corpora.errors import NothingFound, WrongSetting
from corpora.files import open_atomic
from corpora.signature import sign, version
from tm.unit import TranslationUnit


@click.command("export")
@click.option("-o", "--output", required=True, metavar="FILE", help="Its suffix names the format: .tmx or .po.")
@click.option("--all-versions", is_flag=True, help="Every translation of a sentence; else the newest alone.")
@click.option("--since", metavar="DATE", default="", help="Units added or changed on that day or later.")
@click.option("--memory", metavar="FILE", help="The memory; else the workspace's own.")
@click.option("--json", "as_json", is_flag=True, help="Print what was written as JSON.")
@click.pass_obj
def command(
    workspace: str | None, output: str, all_versions: bool, since: str, memory: str | None, as_json: bool
) -> int:
    """Write the memory as TMX 1.4 or PO."""
    suffix = Path(output).suffix.lower()
    if suffix not in (".tmx", ".po"):
        raise WrongSetting("its name tells no format that can be written", "Name it .tmx or .po", file=output)
    place = open_workspace(workspace)
    settings = place.settings
    with place.open_memory(memory) as store:
        languages = (settings.source_language, settings.target_language)
        units = store.units(languages=languages, since=since, newest_first=not all_versions)
        if not all_versions:
            units = newest(units, settings.source_language)
        signature = sign("export", lang=f"{settings.source_language}-{settings.target_language}", all=all_versions)
        with open_atomic(output) as file:
            if suffix == ".tmx":
                from tm.formats.tmx import write_tmx

                report = write_tmx(
                    units,
                    file,
                    source_language=settings.source_language,
                    created=now(),
                    tool_version=version(),
                    signature=signature,
                )
            else:
                from tm.formats.po import write_po

                report = write_po(
                    units,
                    file,
                    source_language=settings.source_language,
                    target_language=settings.target_language,
                    created=now(),
                    tool_version=version(),
                )
            if not report.units:
                raise NothingFound("the memory holds no unit to export", "Add a pair first", file=memory)
    if as_json:
        write_json({"file": output, "units": report.units, "signature": signature})
    else:
        write(f"{report.units} units in {output}.")
        if report.characters_removed:
            say(f"{report.characters_removed} characters that XML does not allow were left out.")
    return 0


def newest(units: Iterator[TranslationUnit], source_language: str) -> Iterator[TranslationUnit]:
    """The first unit of each source text, out of units that come with the newest first."""
    seen: set[str] = set()
    for unit in units:
        variant = unit.find(source_language)
        if variant is not None and variant.text not in seen:
            seen.add(variant.text)
            yield unit
