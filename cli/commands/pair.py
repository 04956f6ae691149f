"""`duizhao pair`: which articles are versions of each other."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from cli.output import emit, output_options, paint, say
from cli.workspace import Workspace, open_workspace
from corpora.errors import DuizhaoError
from corpora.language import answers

if TYPE_CHECKING:
    from corpora.article import Article
    from corpora.lexicon import Lexicon
    from corpora.pairing import ArticlePair, Pairing, Single

# So many reasons stand under a pair in the table; machines get all.
_SHOWN = 4
# Numbers in both are for the most part those of sentences that say the same, which stand there already.
_SAID_TWICE = "facts"


@click.command("pair")
@click.argument("paths", nargs=-1, required=True, metavar="DIR|FILE...")
@click.option("--source-lang", metavar="TAG", help="Only pairs from this language.")
@click.option("--target-lang", metavar="TAG", help="Only pairs into this language.")
@click.option(
    "--min-score", type=click.FloatRange(0, 1), default=0.5, show_default=True, help="The least score of a pair."
)
@click.option("--encoder", metavar="NAME", help="embedded, labse, or a model's name or folder; else the setting.")
@click.option("--singles", is_flag=True, help="List also the articles without a version.")
@output_options()
@click.pass_obj
def command(
    workspace: str | None,
    paths: tuple[str, ...],
    source_lang: str | None,
    target_lang: str | None,
    min_score: float,
    singles: bool,
    encoder: str | None,
    format: str,
    output: str | None,
) -> int:
    """Find which articles are versions of each other, among files, folders, zips and books of any language.

    Each pair has a score, the probability that it is one, and its reasons. What is written as .jsonl is taken by
    `duizhao add --pairs FILE`.
    """
    from corpora.pairing import find_pairs

    place = open_workspace(workspace)
    model = click.get_current_context().with_resource(place.open_encoder(encoder))
    glossary = place.glossary()
    skipped: list[DuizhaoError] = []
    articles = list(read_each(place, paths, skipped))
    for error in skipped:
        say(f"duizhao: {error}")
    if not articles:
        return 2

    def lexicons(source: str, target: str) -> "Lexicon | None":
        return glossary.lexicon(source, target)

    settings = place.settings
    found = find_pairs(
        articles,
        source_language=source_lang,
        target_language=target_lang,
        first=(settings.source_language, settings.target_language),
        lexicons=lexicons,
        encoder=model,
        minimum=min_score,
        watch=watched,
    )
    records = [as_record(pair) for pair in found.pairs]
    alone = [single_line(single, settings.target_language) for single in found.singles] if singles else []
    emit(
        format,
        output,
        text=lambda: as_text(found, len(articles), singles),
        document=lambda: {
            "signature": found.signature,
            "pairs": records,
            "singles": [single_record(single) for single in found.singles],
        },
        records=lambda: [*records, *alone],
    )
    if not found.pairs:
        return 1
    return 3 if skipped else 0


def read_each(place: Workspace, paths: Sequence[str], skipped: list[DuizhaoError]) -> "Iterator[Article]":
    """Every story that the paths lead to, each file once; of those that cannot be read, why.

    Raises:
        DuizhaoError: the only path that was given cannot be read.
    """
    seen: set[str] = set()
    for path in paths:
        try:
            for article in place.read_folder(path, on_skip=lambda _, error: skipped.append(error)):
                if article.name not in seen:
                    seen.add(article.name)
                    yield article
        except DuizhaoError as error:
            if len(paths) == 1:
                raise
            skipped.append(error.at(path))


def watched(articles: "Sequence[Article]") -> "Iterable[Article]":
    """The articles behind a progress bar, where a person sees one."""
    if not sys.stderr.isatty():
        yield from articles
        return
    with click.progressbar(articles, label=f"{len(articles)} articles", file=sys.stderr) as bar:
        yield from bar


def as_record(pair: "ArticlePair") -> dict[str, object]:
    """A pair for machines (docs/schemas/pair.json)."""
    return {
        "source": pair.source.name,
        "target": pair.target.name,
        "score": pair.score,
        "reasons": [reason._asdict() for reason in pair.reasons],
    }


def single_line(single: "Single", target_language: str) -> dict[str, object]:
    """An article without a version as a line among pairs: the other side is null."""
    name = single.article.name
    sides = (None, name) if answers(target_language, single.article.language) else (name, None)
    return {"source": sides[0], "target": sides[1], "score": single.score, "reasons": []}


def single_record(single: "Single") -> dict[str, object]:
    """An article without a version for machines (docs/schemas/pairs.json)."""
    return {
        "file": single.article.name,
        "language": single.article.language,
        "score": single.score,
        "nearest": single.nearest.name if single.nearest else None,
        "same_as": single.same_as.name if single.same_as else None,
    }


def as_text(found: "Pairing", articles: int, singles: bool) -> str:
    """Pairs for a person, their strongest reasons under each, then what speaks against it."""
    width = max((len(pair.source.name) for pair in found.pairs), default=0)
    lines = []
    for pair in found.pairs:
        lines.append(f"{paint(f'{pair.score:.2f}', 'bold')}  {pair.source.name:<{width}}  {pair.target.name}")
        speak_for = [reason.text for reason in pair.reasons if reason.weight > 0 and reason.signal != _SAID_TWICE]
        against = [f"but {reason.text}" for reason in pair.reasons[-1:] if reason.weight < -1]
        lines.append(paint(f"      {'; '.join([*speak_for[:_SHOWN], *against])}", "dim"))
    if singles:
        lines += [f"{paint('   -', 'dim')}  {described(single)}" for single in found.singles]
    alone = len(found.singles)
    hint = " (--singles lists them)" if alone and not singles else ""
    lines.append(
        f"{_count(len(found.pairs), 'pair')} among {_count(articles, 'article')}, {alone} without a version{hint}."
    )
    return "\n".join(lines)


def described(single: "Single") -> str:
    """An article without a version, and what it came nearest to."""
    name = single.article.name
    if single.same_as:
        return f"{name}  the same text as {single.same_as.name}"
    if single.nearest:
        return f"{name}  nearest: {single.nearest.name} ({single.score:.2f})"
    return name


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
