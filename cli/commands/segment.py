"""`duizhao segment`: the sentences of files."""

from collections.abc import Callable

import click

from cli.output import emit, output_options, say
from cli.workspace import open_workspace
from corpora.segmentation import load_rules, segment
from corpora.segmentation.ruleset import RuleSet


@click.command("segment")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--lang", metavar="TAG", help="Their language, where it is known.")
@click.option("--rules", metavar="FILE", help="Cut by the rules of an SRX file instead of our own.")
@output_options()
@click.pass_obj
def command(
    workspace: str | None, files: tuple[str, ...], lang: str | None, rules: str | None, format: str, output: str | None
) -> None:
    """Print the sentences of each FILE, one a line."""
    place = open_workspace(workspace)
    rules_for = load_rules if rules is None else _rules_of(rules)
    articles = [place.read(file, language=lang) for file in files]
    records: list[dict[str, object]] = []
    sentences: list[str] = []
    for file, article in zip(files, articles, strict=True):
        texts = [part.text for part in segment(article, rules=rules_for)]
        sentences.extend(texts)
        records.append({"file": file, "language": article.language, "segments": texts})
    emit(
        format,
        output,
        text=lambda: "".join(f"{sentence}\n" for sentence in sentences),
        document=lambda: records,
        records=lambda: records,
    )


def _rules_of(file: str) -> Callable[[str], RuleSet]:
    from corpora.files import read_bytes
    from corpora.segmentation.srx import read_srx

    document = read_srx(read_bytes(file), file=file)
    for note in document.notes:
        say(f"{file}: {note}.")
    return document.rules_for
