"""`duizhao read`: the article in a file."""

from typing import TYPE_CHECKING

import click

from cli.output import emit, output_options, paint, say
from cli.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from corpora.article import Article
    from corpora.readers.explanation import Reason


@click.command("read")
@click.argument("file")
@click.option("--lang", metavar="TAG", help="Its language, where it is known.")
@click.option("--all", "every", is_flag=True, help="FILE is a folder, a zip or a book: every story in it.")
@click.option("--explain", is_flag=True, help="Say which rule found each part.")
@output_options()
@click.pass_obj
def command(
    workspace: str | None,
    file: str,
    lang: str | None,
    every: bool,
    explain: bool,
    format: str,
    output: str | None,
) -> int:
    """Print the article found in FILE: title, metadata, and its blocks by kind."""
    place = open_workspace(workspace)
    if every:
        return read_all(place, file, lang, format, output)
    if explain:
        reasons = place.explain(file, language=lang)
        records = [reason._asdict() for reason in reasons]
        emit(format, output, text=lambda: explained(reasons), document=lambda: records, records=lambda: records)
        return 0
    article = place.read(file, language=lang)
    emit(format, output, text=lambda: as_text(article), document=article.to_json)
    return 0


def read_all(place: Workspace, path: str, lang: str | None, format: str, output: str | None) -> int:
    """Prints every story in a folder, a zip archive or a book, each with its file; gives the exit code."""
    skipped: list[str] = []
    articles = list(place.read_folder(path, language=lang, on_skip=lambda _, error: skipped.append(str(error))))
    records = [{"file": article.name} | article.to_json() for article in articles]
    emit(
        format,
        output,
        text=lambda: "\n\n".join(as_text(article) for article in articles),
        document=lambda: records,
        records=lambda: records,
    )
    for line in skipped:
        say(f"duizhao: {line}")
    if articles:
        return 3 if skipped else 0
    return 2 if skipped else 1


def explained(reasons: "list[Reason]") -> str:
    """For each part what was found, and by which rule."""
    return "\n".join(
        f"{paint(f'{part:>18}', 'dim')}  {found}  {paint(f'({rule})', 'dim')}" for part, rule, found in reasons
    )


def as_text(article: "Article") -> str:
    """The article for a person: what the page says of itself, then each block behind its kind."""
    origin = article.origin
    facts = [
        ("language", article.language),
        ("source", origin.source),
        ("published", origin.published),
        ("updated", origin.updated),
        ("dateline", origin.dateline),
        *((role, ", ".join(names)) for role, names in origin.people),
        ("url", origin.url),
    ]
    lines = [f"{paint(f'{name:>12}', 'dim')}  {value}" for name, value in facts if value]
    lines.append("")
    lines.extend(f"{paint(f'{block.kind:>12}', 'dim')}  {block.text}" for block in article.blocks)
    return "\n".join(lines)
