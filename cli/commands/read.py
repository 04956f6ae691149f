"""`duizhao read`: the article in a file."""

from typing import TYPE_CHECKING

import click

from cli.output import emit, output_options, paint
from cli.workspace import open_workspace

if TYPE_CHECKING:
    from corpora.article import Article
    from corpora.readers.explanation import Reason


@click.command("read")
@click.argument("file")
@click.option("--lang", metavar="TAG", help="Its language, where it is known.")
@click.option("--explain", is_flag=True, help="Say which rule found each part.")
@output_options()
@click.pass_obj
def command(workspace: str | None, file: str, lang: str | None, explain: bool, format: str, output: str | None) -> None:
    """Print the article found in FILE: title, metadata, and its blocks by kind."""
    place = open_workspace(workspace)
    if explain:
        reasons = place.explain(file, language=lang)
        records = [reason._asdict() for reason in reasons]
        emit(format, output, text=lambda: explained(reasons), document=lambda: records, records=lambda: records)
        return
    article = place.read(file, language=lang)
    emit(format, output, text=lambda: as_text(article), document=article.to_json)


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
