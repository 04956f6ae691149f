"""`duizhao align`: the sentences of two versions side by side."""

import io
from typing import TYPE_CHECKING

import click

from cli.output import output_options, paint, say, write, write_json, write_lines
from cli.workspace import now, open_workspace
from corpora.errors import NothingFound, WrongLanguage
from corpora.files import open_atomic, read_text

if TYPE_CHECKING:
    from corpora.alignment.evaluation import Score
    from corpora.bitext import Bitext, SegmentPair

FORMATS = ("text", "json", "jsonl", "beads", "tmx", "tsv", "html")
# Of 84 story pairs the least related scores .45, of 12 pairs of single sentences .31; of 168 wrong pairs the most
# related scores .26.
UNRELATED = 0.3


@click.command("align")
@click.argument("source")
@click.argument("target")
@click.option("--lines", is_flag=True, help="Each line of the inputs is a segment.")
@click.option("--source-lang", metavar="TAG", help="Language of SOURCE, where it is known.")
@click.option("--target-lang", metavar="TAG", help="Language of TARGET.")
@click.option("--gold", metavar="FILE", help="Compare with beads made by hand and print the score.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Leave out beads less sure than this.")
@output_options(formats=FORMATS)
@click.pass_obj
def command(
    workspace: str | None,
    source: str,
    target: str,
    lines: bool,
    source_lang: str | None,
    target_lang: str | None,
    gold: str | None,
    min_confidence: float,
    format: str,
    output: str | None,
) -> int:
    """Set the sentences of SOURCE and TARGET side by side.

    The text form marks what an editor should look at; `--format beads` gives `[0]:[0, 1]` a line.
    """
    place = open_workspace(workspace)
    languages = (source_lang, target_lang)
    bitext = align_lines(source, target, languages) if lines else place.align(source, target, languages=languages)
    if gold is not None:
        write_score(bitext, gold, as_json=format == "json", output=output)
        return 0
    if format == "tmx":
        write_as_tmx(bitext, min_confidence, output)
    else:
        write_pairs(bitext, [pair for pair in bitext.pairs() if pair.bead.confidence >= min_confidence], format, output)
    related = bitext.relatedness
    if related is not None and related < UNRELATED:
        say(f"duizhao: {target}: the two look unrelated (score {related:.2f}). Check that they are one story.")
        return 1
    return 0


def align_lines(source: str, target: str, languages: tuple[str | None, str | None]) -> "Bitext":
    """Two files aligned whose lines are the segments; blank ones count, so that line numbers hold."""
    from corpora.alignment import align
    from corpora.language import answers, detect

    sides, tags = [], []
    for file, language in zip((source, target), languages):
        text = read_text(file)
        if not text.strip():
            raise NothingFound("the file is empty", "Give a file with a sentence a line", file=file)
        tag = language or detect(text)
        if tag is None:
            raise WrongLanguage("its language cannot be told", "Name it with --source-lang, --target-lang", file=file)
        sides.append(text.removesuffix("\n").split("\n"))
        tags.append(tag)
    if answers(tags[0], tags[1]) and None in languages:
        raise WrongLanguage(f"both files are in {tags[0]}", "Give a story and its version", file=target)
    return align(sides[0], sides[1], source_language=tags[0], target_language=tags[1])


def write_pairs(bitext: "Bitext", pairs: "list[SegmentPair]", format: str, output: str | None) -> None:
    """An alignment in the form that was asked for."""
    if format == "json":
        records = [as_record(pair) for pair in pairs]
        write_json({"signature": bitext.signature, "beads": records}, output=output)
    elif format == "jsonl":
        write_lines(map(as_record, pairs), output=output)
    elif format == "beads":
        write("".join(f"{pair.bead}\n" for pair in pairs), output=output)
    elif format == "tsv":
        rows = [f"{_flat(pair.source)}\t{_flat(pair.target)}\n" for pair in pairs if not pair.bead.null]
        write("".join(rows), output=output)
    elif format == "html":
        from styles.pages import render_bitext

        write(render_bitext(bitext), output=output)
    else:
        write(as_text(bitext, pairs), output=output)


def as_record(pair: "SegmentPair") -> dict[str, object]:
    """A bead for machines (docs/schemas/align.json)."""
    bead = pair.bead
    return {
        "source": list(bead.source),
        "target": list(bead.target),
        "source_text": pair.source,
        "target_text": pair.target,
        "confidence": bead.confidence,
        "partial": bead.partial,
        "confirmed": bead.confirmed,
    }


def as_text(bitext: "Bitext", pairs: "list[SegmentPair]") -> str:
    """Beads for a person: numbers from 1, a mark where an eye is wanted."""
    lines = []
    for pair in pairs:
        ids = f"{_ids(pair.bead.source)} = {_ids(pair.bead.target)}"
        doubtful = pair.bead.confidence < 0.8
        mark = paint("?", "yellow") if doubtful else " "
        lines.append(f"{mark} {paint(f'{ids:<14}', 'dim')} {pair.source or paint('(added)', 'dim')}")
        lines.append(f"  {'':14} {pair.target or paint('(dropped)', 'dim')}")
    wanted = sum(pair.bead.confidence < 0.8 for pair in pairs)
    dropped = sum(not pair.target for pair in pairs)
    added = sum(not pair.source for pair in pairs)
    lines.append("")
    lines.append(
        f"{len(bitext.source)} and {len(bitext.target)} sentences in {len(pairs)} beads; "
        f"{dropped} dropped, {added} added; {wanted} want an eye (marked ?)."
    )
    lines.append(paint(bitext.signature, "dim"))
    return "\n".join(lines)


def write_as_tmx(bitext: "Bitext", minimum_confidence: float, output: str | None) -> None:
    """The beads as a TMX file."""
    from corpora.signature import version
    from tm.beads import find_units
    from tm.formats.tmx import write_tmx

    units = list(find_units(bitext, editor="", at=now(), minimum_confidence=minimum_confidence))
    options = {"created": now(), "tool_version": version(), "signature": bitext.signature}
    if output in (None, "-"):
        buffer = io.BytesIO()
        write_tmx(units, buffer, source_language=bitext.source_language, **options)
        write(buffer.getvalue().decode("utf-8"))
        return
    assert output is not None
    with open_atomic(output) as file:
        write_tmx(units, file, source_language=bitext.source_language, **options)
    say(f"Wrote {output}.")


def write_score(bitext: "Bitext", gold: str, *, as_json: bool, output: str | None) -> None:
    """How the beads agree with those of a gold file."""
    from corpora.alignment import read_beads, score_documents

    score = score_documents([(read_beads(gold), [(bead.source, bead.target) for bead in bitext.beads])])
    if as_json:
        write_json(score_record(score), output=output)
        return
    rows = [("strict", score.strict), ("lax", score.lax), ("null", score.null)]
    lines = ["         precision  recall     F1"]
    lines += [f"{name:<8} {rates.precision:>9.3f} {rates.recall:>7.3f} {rates.f1:>6.3f}" for name, rates in rows]
    write("\n".join(lines), output=output)


def score_record(score: "Score") -> dict[str, object]:
    """A score for machines."""
    out: dict[str, object] = {"beads_gold": score.gold_beads, "beads_predicted": score.predicted_beads}
    for name, rates in (("strict", score.strict), ("lax", score.lax), ("null", score.null)):
        out[name] = {"precision": rates.precision, "recall": rates.recall, "f1": rates.f1}
    return out


def _ids(ids: tuple[int, ...]) -> str:
    if not ids:
        return "-"
    return str(ids[0] + 1) if len(ids) == 1 else f"{ids[0] + 1}-{ids[-1] + 1}"


def _flat(text: str) -> str:
    return " ".join(text.split())
