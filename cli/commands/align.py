"""`duizhao align`: the sentences of two versions side by side."""

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from cli.beads import as_record, as_text
from cli.correction import Standing, align_around, find_standing, read_pair
from cli.output import emit, output_options, paint, say, write, write_json, write_lines
from cli.workspace import now, open_workspace
from corpora.errors import NothingFound, WrongFormat, WrongLanguage, WrongSetting
from corpora.files import open_atomic, read_text
from styles.review import DOUBTFUL

if TYPE_CHECKING:
    from cli.workspace import Workspace
    from corpora.alignment.beads import WrittenBead
    from corpora.alignment.evaluation import Score
    from corpora.alignment.reasons import Reason
    from corpora.bitext import Bitext, SegmentPair
    from corpora.encoder import Encoder

FORMATS = ("text", "json", "jsonl", "beads", "xlsx", "tmx", "tsv", "html")
# Forms that show the whole of both texts: no bead is left out of them.
WHOLE = ("beads", "xlsx", "html")
# Forms that can say what held each bead.
TOLD = ("text", "json", "jsonl", "html")
# Of 176 story pairs the least related scores .49, of 480 pairs of single sentences all but two .38 or more; of 523
# wrong pairs three score more than .35, one of which tells of the same event.
UNRELATED = 0.35


@click.command("align")
@click.argument("source")
@click.argument("target")
@click.option("--lines", is_flag=True, help="Each line of the inputs is a segment.")
@click.option("--source-lang", metavar="TAG", help="Language of SOURCE, where it is known.")
@click.option("--target-lang", metavar="TAG", help="Language of TARGET.")
@click.option("--gold", metavar="FILE", help="Compare with beads made by hand and print the score.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    help="Leave out beads less sure than this; beads, xlsx and html keep them, and xlsx and html mark them.",
)
@click.option("--evidence", is_flag=True, help="Say what held each bead, in text, json and jsonl; html always does.")
@click.option("--realign", is_flag=True, help="Align anew also what was confirmed with `add --beads`.")
@click.option("--encoder", metavar="NAME", help="embedded, labse, or a model's name or folder; else the setting.")
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
    evidence: bool,
    realign: bool,
    encoder: str | None,
    format: str,
    output: str | None,
) -> int:
    """Set the sentences of SOURCE and TARGET side by side.

    The text form marks what an editor should look at; `-o pair.html` is a page to look it over, with what
    held each bead; `--format beads` gives `[0]:[0, 1]` a line.
    A .beads or .xlsx file can be corrected and taken back with `duizhao add SOURCE TARGET --beads FILE`.
    """
    if format == "xlsx":
        check_sheet(output)
    if evidence and format not in TOLD:
        raise WrongSetting(f"there is no place for evidence in {format}", f"Choose from {', '.join(TOLD)}")
    place = open_workspace(workspace)
    model = click.get_current_context().with_resource(place.open_encoder(encoder))
    languages = (source_lang, target_lang)
    if lines:
        bitext = align_lines(source, target, languages, encoder=model)
    else:
        story, version = read_pair(place, source, target, languages=languages)
        # What a person said would flatter the score.
        standing = Standing() if realign or gold is not None else find_standing(place, story, version)
        bitext = align_around(place, story, version, standing.beads, encoder=model)
        if told := standing.told(bitext):
            say(told)
    if gold is not None:
        write_score(bitext, gold, format=format, output=output)
        return 0
    if format == "tmx":
        write_as_tmx(bitext, min_confidence, output)
    elif format == "xlsx":
        write_as_sheet(bitext, min_confidence or DOUBTFUL, str(output))
    elif format == "html":
        write_as_page(bitext, find_evidence(bitext, place), min_confidence or DOUBTFUL, output)
    else:
        least = 0.0 if format in WHOLE else min_confidence
        pairs = [pair for pair in bitext.pairs() if pair.bead.confirmed or pair.bead.confidence >= least]
        write_pairs(bitext, pairs, format, output, list(find_evidence(bitext, place)) if evidence else None)
        tell_left_out(len(bitext.beads) - len(pairs), min_confidence)
    related = bitext.relatedness
    if related is not None and related < UNRELATED:
        say(f"duizhao: {target}: the two look unrelated (score {related:.2f}). Check that they are one story.")
        return 1
    return 0


def align_lines(source: str, target: str, languages: tuple[str | None, str | None], *, encoder: "Encoder") -> "Bitext":
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
    return align(sides[0], sides[1], source_language=tags[0], target_language=tags[1], encoder=encoder)


def find_evidence(bitext: "Bitext", place: "Workspace") -> "Iterator[tuple[Reason, ...]]":
    """What held each bead, with the workspace's glossary."""
    from corpora.alignment.reasons import find_reasons

    lexicon = place.glossary().lexicon(bitext.source_language, bitext.target_language)
    return find_reasons(bitext, lexicon=lexicon or None)


def write_pairs(
    bitext: "Bitext",
    pairs: "list[SegmentPair]",
    format: str,
    output: str | None,
    reasons: "Sequence[tuple[Reason, ...]] | None" = None,
) -> None:
    """An alignment in the form that was asked for.

    Args:
        pairs: the beads that are written.
        reasons: the evidence for each bead of the bitext, where it shall be told.
    """
    records = (as_record(pair, reasons[pair.number] if reasons is not None else None) for pair in pairs)
    if format == "json":
        write_json({"signature": bitext.signature, "beads": list(records)}, output=output)
    elif format == "jsonl":
        write_lines(records, output=output)
    elif format == "beads":
        from corpora.alignment.beads import write_bead

        write("".join(f"{write_bead(pair.bead)}\n" for pair in pairs), output=output)
    elif format == "tsv":
        rows = [f"{_flat(pair.source)}\t{_flat(pair.target)}\n" for pair in pairs if not pair.bead.null]
        write("".join(rows), output=output)
    else:
        write(as_text(bitext, pairs, reasons), output=output)


def tell_left_out(count: int, minimum_confidence: float) -> None:
    """Says how many beads are missing from what was written."""
    if count:
        say(f"{count} bead{'s' if count > 1 else ''} of confidence below {minimum_confidence:g} left out.")


def check_sheet(output: str | None) -> None:
    """Refuses a sheet that cannot be written, before the work begins."""
    from corpora.workbook import load_openpyxl

    if output in (None, "-"):
        raise WrongSetting("a sheet is no text to print", "Name its file, as in -o pair.xlsx")
    load_openpyxl()


def write_as_sheet(bitext: "Bitext", doubtful: float, output: str) -> None:
    """The beads as a sheet for a person to correct."""
    from tm.formats.sheet import write_sheet

    with open_atomic(output) as file:
        write_sheet(bitext, file, doubtful=doubtful)
    say(f"Wrote {output}.")


def write_as_page(
    bitext: "Bitext", reasons: "Iterator[tuple[Reason, ...]]", doubtful: float, output: str | None
) -> None:
    """The beads as a page for an editor to look over."""
    from styles.pages import render_alignment

    write(render_alignment(bitext, reasons, doubtful=doubtful, unrelated=UNRELATED), output=output)


def write_as_tmx(bitext: "Bitext", minimum_confidence: float, output: str | None) -> None:
    """The beads as a TMX file."""
    from corpora.signature import version
    from tm.beads import count_doubtful, find_units
    from tm.formats.tmx import write_tmx

    tell_left_out(count_doubtful(bitext, minimum_confidence=minimum_confidence), minimum_confidence)
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


def write_score(bitext: "Bitext", gold: str, *, format: str, output: str | None) -> None:
    """How the beads agree with those of a gold file."""
    from corpora.alignment.beads import parse_beads
    from corpora.alignment.evaluation import score_documents

    written = parse_beads(read_text(gold), file=gold)
    check_gold(written, bitext, gold)
    beads = [(bead.source, bead.target) for bead in written]
    score = score_documents([(beads, [(bead.source, bead.target) for bead in bitext.beads])])
    emit(
        format,
        output,
        text=lambda: score_text(score, bitext.signature),
        document=lambda: {**score_record(score), "signature": bitext.signature},
    )


def check_gold(gold: "list[WrittenBead]", bitext: "Bitext", file: str) -> None:
    """Refuses gold beads of other texts, and tells of sentences that they name twice or not at all."""
    sides = (("source", len(bitext.source)), ("target", len(bitext.target)))
    if not any(bead.source or bead.target for bead in gold):
        raise NothingFound("there is no bead in it", "Write [0]:[0, 1] a line", file=file)
    for number, (side, count) in enumerate(sides):
        named: set[int] = set()
        twice = 0
        for bead in gold:
            ids = (bead.source, bead.target)[number]
            if ids and max(ids) >= count:
                cause = f"there is no {side} segment {max(ids)}: the {side} has {count}, from 0"
                raise WrongFormat(cause, "Check that the gold belongs to these texts", file=file, line=bead.line)
            twice += len(named.intersection(ids))
            named.update(ids)
        if twice or len(named) < count:
            say(f"{file}: of {count} {side} segments it names {twice} twice and {count - len(named)} not at all.")


def score_text(score: "Score", signature: str) -> str:
    """A score for a person."""
    rows = [("strict", score.strict), ("lax", score.lax), ("null", score.null)]
    lines = ["         precision  recall     F1"]
    lines += [f"{name:<8} {rates.precision:>9.3f} {rates.recall:>7.3f} {rates.f1:>6.3f}" for name, rates in rows]
    counts = f"{score.predicted_beads} beads; the gold has {score.gold_beads} with two sides"
    lines.append(f"{counts}, on which recall is measured.")
    return "\n".join([*lines, paint(signature, "dim")])


def score_record(score: "Score") -> dict[str, object]:
    """A score for machines."""
    out: dict[str, object] = {"beads_gold": score.gold_beads, "beads_predicted": score.predicted_beads}
    for name, rates in (("strict", score.strict), ("lax", score.lax), ("null", score.null)):
        out[name] = {"precision": rates.precision, "recall": rates.recall, "f1": rates.f1}
    return out


def _flat(text: str) -> str:
    return " ".join(text.split())
