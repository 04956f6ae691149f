"""How well sentences are aligned: the scorer that comes with the data, on its documents and on our samples."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import as_file, files
from pathlib import Path

from corpora.alignment import Score, align, read_beads, score_documents
from corpora.alignment.weights import load_weights
from corpora.encoder import load_encoder
from corpora.readers import read
from tests.bench import bertalign, galechurch
from tests.bench.first_version import open_first_version
from tests.bench.perturbation import Beads
from tests.bench.table import Row

COMMAND = "make bench DATA=DIR"

Aligner = Callable[[list[str], list[str]], Beads]


def measure(data: Path) -> Iterator[Row]:
    """Rows: the cross-validated scores that stand in the weights' signature, and what the shipped weights do."""
    folder = data / "alignment"
    name = load_encoder().name
    notes = dict(part.split(":", 1) for part in load_weights("encoder").signature.split("|")[1:])
    fitted = "python -m tests.bench.fit_alignment DATA NTREX"
    with as_file(files("corpora.samples")) as samples, open_first_version(("zh", "en")) as first:
        for kind, what, goal, where, golds in (
            ("hard", "ntrex_hard", ".98", folder, "ntrex_hard"),
            ("nat", "ntrex_nat", ".99", folder, "ntrex_nat"),
            ("samples", "the sixteen sample stories from their files", ".97", samples, "gold"),
        ):
            yield Row(
                f"strict F1 on {what}, weights fitted on other documents (as the fit noted it)",
                notes[kind],
                goal,
                _tell_peers(where, golds, first),
                fitted,
                f"crf, {notes['folds']} folds by document, {name}",
            )
        pages = _read_samples(samples)
    yield Row(
        "strict F1 on the sample stories read from their files, shipped weights (which have seen them)",
        f"{pages.strict.f1:.3f} (null F1 {pages.null.f1:.3f})",
        "-",
        "-",
        COMMAND,
        name,
    )
    for what, tags, options, goal in (
        ("textberg_dev", ("de", "fr"), (), ".93"),
        ("bible_long", ("zh", "en"), ("--verses",), ".95"),
    ):
        suffixes = (f".{tags[0]}", f".{tags[1]}")
        started = time.process_time()
        found = _scored(folder, what, _ours(*tags), suffixes=suffixes, options=options)
        spent = time.process_time() - started
        with open_first_version(tags) as first:
            peers = _tell_peers(folder, what, first, suffixes=suffixes, options=options, long=what == "bible_long")
        yield Row(
            f"strict F1 on {what} (never fitted on), {tags[0]}-{tags[1]}",
            f"{found['f1_strict']:.3f} (null F1 {found['f1_null']:.3f}), {spent:.0f} s of processor time",
            goal,
            peers,
            COMMAND,
            name,
        )


def _tell_peers(
    data: Path,
    folder: str,
    first: Aligner | None,
    *,
    suffixes: tuple[str, str] = (".zh", ".en"),
    options: Sequence[str] = (),
    long: bool = False,
) -> str:
    """What the peers score; Gale and Church's programme is quadratic, and would be at a book for an hour."""
    peers: list[tuple[str, Aligner | None]] = [
        ("Gale-Church", None if long else galechurch.align),
        ("Bertalign's algorithm", bertalign.align),
        ("our first version", first),
    ]
    scores = {
        name: _scored(data, folder, aligner, suffixes=suffixes, options=options) for name, aligner in peers if aligner
    }
    return ", ".join(f"{name} {score['f1_strict']:.3f} (null {score['f1_null']:.3f})" for name, score in scores.items())


def _read_samples(samples: Path) -> Score:
    """The sample pairs as `duizhao align` reads them, against their gold."""
    documents = []
    for gold in sorted((samples / "gold").glob("*.gold")):
        story, version = (next(samples.glob(f"{gold.stem}.{tag}.*")) for tag in ("zh", "en"))
        beads = align(read(story), read(version)).beads
        documents.append((read_beads(gold), [(bead.source, bead.target) for bead in beads]))
    return score_documents(documents)


def _ours(source_language: str, target_language: str) -> Aligner:
    def run(source: list[str], target: list[str]) -> Beads:
        bitext = align(source, target, source_language=source_language, target_language=target_language)
        return [(bead.source, bead.target) for bead in bitext.beads]

    return run


def _scored(
    data: Path,
    folder: str,
    aligner: Aligner,
    *,
    suffixes: tuple[str, str] = (".zh", ".en"),
    options: Sequence[str] = (),
) -> dict[str, float]:
    """What the data's own scorer, or for our samples the same definitions, says of an aligner."""
    golds = sorted((data / folder).glob("*.gold"))
    predictions = {
        gold: aligner(*(gold.with_suffix(suffix).read_text("utf-8").splitlines() for suffix in suffixes))
        for gold in golds
    }
    scorer = data / "score.py"
    if not scorer.exists():
        score = score_documents([(read_beads(gold), beads) for gold, beads in predictions.items()])
        return {"f1_strict": score.strict.f1, "f1_null": score.null.f1}
    with tempfile.TemporaryDirectory() as out:
        for gold, beads in predictions.items():
            text = "".join(f"{list(source)}:{list(target)}\n" for source, target in beads)
            Path(out, f"{gold.stem}.pred").write_text(text, "utf-8")
        run = subprocess.run(
            [sys.executable, str(scorer), str(data / folder), out, "--json", *options],
            capture_output=True,
            text=True,
            check=True,
        )
    result: dict[str, float] = json.loads(run.stdout)
    return result
