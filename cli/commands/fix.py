"""`duizhao fix`: what can be put right without asking, with a log and a way back."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from cli.examination import examine, let_stand, load_ignores
from cli.mending import Mended, Row, keep, log_of, mend, take_back
from cli.output import emit, output_options, paint
from cli.versions import Version, open_version
from cli.workspace import now, open_workspace
from corpora.errors import WrongSetting
from corpora.files import decode

if TYPE_CHECKING:
    from tm.finding import Finding


@click.command("fix")
@click.argument("file")
@click.option("--against", metavar="SOURCE", help="The story that FILE is a version of; else the workspace knows.")
@click.option("--glossary", metavar="FILE", help="The glossary; else the workspace's own.")
@click.option("--source-lang", metavar="TAG", help="Language of the source, where it is known.")
@click.option("--target-lang", metavar="TAG", help="Language of the version.")
@click.option("--baseline", metavar="FILE", help="Let stand what this file lists.")
@click.option("--numbers", is_flag=True, help="Also change figures whose value the source tells.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--undo", is_flag=True, help="Take back what the last run changed.")
@output_options()
@click.pass_obj
def command(
    workspace: str | None,
    file: str,
    against: str | None,
    glossary: str | None,
    source_lang: str | None,
    target_lang: str | None,
    baseline: str | None,
    numbers: bool,
    dry_run: bool,
    undo: bool,
    format: str,
    output: str | None,
) -> int:
    """Put right in FILE what has one answer: forbidden terms, punctuation, width, the form of credits.

    Every other character of FILE stays as it is; it may be HTML, Markdown, text, TSV, XLIFF or PO. No figure is
    changed without --numbers, and nothing within what is quoted. What was done stands in FILE.fixes.jsonl.
    """
    if file == "-":
        raise WrongSetting("standard input cannot be changed", "Name the file")
    if undo:
        report_undone(file, take_back(file, at=now()), format, output)
        return 0
    place = open_workspace(workspace)
    terms = place.glossary(glossary)
    ignores = load_ignores(place, baseline)

    def read(data: bytes) -> Version:
        return open_version(place, file, against=against, languages=(source_lang, target_lang), data=data)

    def check(version: Version) -> "tuple[Finding, ...]":
        return let_stand(place, version, examine(place, version, glossary=terms), ignores)[0].findings

    mended = mend(file, read, check, numbers=numbers)
    if mended.done and not dry_run:
        keep(file, mended, at=now())
    emit(
        format,
        output,
        text=lambda: as_text(file, mended, dry_run=dry_run),
        document=lambda: as_record(file, mended, dry_run=dry_run),
    )
    return 0


def as_record(file: str, mended: Mended, *, dry_run: bool) -> dict[str, object]:
    """What was done, for machines (docs/schemas/fix.json)."""
    return {
        "file": file,
        "applied": bool(mended.done) and not dry_run,
        "fixed": [_without(row, "reason") for row in mended.done],
        "left": [_without(row, "start") for row in mended.left],
    }


def _without(row: Row, name: str) -> dict[str, object]:
    return {key: value for key, value in asdict(row).items() if key != name}


def as_text(file: str, mended: Mended, *, dry_run: bool) -> str:
    """What was done, for people; what would be, as a diff."""
    lines = list(difference(file, mended)) if dry_run else [_line(file, row) for row in mended.done]
    lines += [f"{_line(file, row)}  {paint(f'left: {row.reason}', 'dim')}" for row in mended.left]
    count = f"{len(mended.done)} {'fix' if len(mended.done) == 1 else 'fixes'}"
    said = f"{count} to make" if dry_run else f"{count} made"
    said += f", {len(mended.left)} left to you." if mended.left else "."
    if mended.done and not dry_run:
        said += f" They stand in {log_of(file)}; `duizhao fix --undo {file}` takes them back."
    return "\n".join([*lines, said])


def _line(file: str, row: Row) -> str:
    place = paint(f"{file}:{row.line}:{row.column}" if row.line else file, "bold")
    return (
        f"{place}  {paint(row.rule, 'dim')}  {paint(row.before or '(nothing)', 'red')} -> {paint(row.after, 'green')}"
    )


def difference(file: str, mended: Mended) -> Iterator[str]:
    """The lines of a unified diff."""
    former, text = (decode(data, file=file)[0].splitlines() for data in (mended.former, mended.data))
    styles = {"+": "green", "-": "red", "@": "cyan"}
    for line in difflib.unified_diff(former, text, file, file, lineterm="", n=1):
        yield paint(line, styles[line[0]]) if line[:1] in styles else line


def report_undone(file: str, rows: Sequence[Row], format: str, output: str | None) -> None:
    """What was taken back."""
    count = f"{len(rows)} {'fix' if len(rows) == 1 else 'fixes'}"
    emit(
        format,
        output,
        text=lambda: f"{count} taken back: {file} is as it was before that run.",
        document=lambda: {"file": file, "undone": [_without(row, "reason") for row in rows]},
    )
