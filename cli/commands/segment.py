"""`duizhao segment`: the sentences of files."""

import click

from cli.output import emit, output_options
from cli.workspace import open_workspace
from corpora.article import Article
from corpora.segmentation import segment


@click.command("segment")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--lang", metavar="TAG", help="Their language, where it is known.")
@output_options()
@click.pass_obj
def command(workspace: str | None, files: tuple[str, ...], lang: str | None, format: str, output: str | None) -> None:
    """Print the sentences of each FILE, one a line."""
    place = open_workspace(workspace)
    articles = [(file, place.read(file, language=lang)) for file in files]
    records = [_record(file, article) for file, article in articles]
    emit(
        format,
        output,
        text=lambda: "".join(f"{part.text}\n" for _, article in articles for part in segment(article)),
        document=lambda: records,
        records=lambda: records,
    )


def _record(file: str, article: Article) -> dict[str, object]:
    return {"file": file, "language": article.language, "segments": [part.text for part in segment(article)]}
