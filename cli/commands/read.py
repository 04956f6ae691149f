"""`duizhao read`: the article in a file."""

from typing import TYPE_CHECKING

import click

from cli.output import emit, output_options, paint
from cli.workspace import open_workspace

if TYPE_CHECKING:
    from corpora.article import Article


@click.command("read")
@click.argument("file")
@click.option("--lang", metavar="TAG", help="Its language, where it is known.")
@output_options()
@click.pass_obj
def command(workspace: str | None, file: str, lang: str | None, format: str, output: str | None) -> None:
    """Print the article found in FILE: title, metadata, and its blocks by kind."""
    article = open_workspace(workspace).read(file, language=lang)
    emit(format, output, text=lambda: as_text(article), document=article.to_json)


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
