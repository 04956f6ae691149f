"""How well sentences are aligned: the scorer that comes with the data, on its documents and on our samples."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib.resources import as_file, files
from pathlib import Path

from corpora.alignment import Score, align, read_beads, score_documents
from corpora.encoder import load_encoder
from corpora.readers import read
from tests.bench import fit_alignment as fitting
from tests.bench import galechurch
from tests.bench.table import Row

Aligner = Callable[[list[str], list[str]], fitting.Beads]


def measure(data: Path) -> Iterator[Row]:
    """Rows: cross-validated on the two folders of news, and with the shipped weights on everything."""
    folder = data / "alignment"
    command = "make bench DATA=DIR"
    held = fitting.cross_validate(fitting.examine(fitting.gather_documents(folder), encoder=True))
    name = load_encoder().name
    for kind, goal in (("hard", ".93"), ("nat", ".98")):
        peer = _scored(folder, f"ntrex_{kind}", galechurch.align)
        shipped = _scored(folder, f"ntrex_{kind}", _ours("zh", "en"))
        score = held[kind]
        yield Row(
            f"strict F1 on ntrex_{kind}, weights fitted on other documents",
            f"{score.strict.f1:.3f} (null F1 {score.null.f1:.3f})",
            goal,
            f"Gale-Church {peer['f1_strict']:.3f}",
            command,
            f"crf, {fitting.FOLDS} folds by document, {name}",
        )
        yield Row(
            f"strict F1 on ntrex_{kind} by score.py, shipped weights (which have seen it)",
            f"{shipped['f1_strict']:.3f}",
            "-",
            f"Gale-Church {peer['f1_strict']:.3f}",
            command,
            align(["一。"], ["One."], source_language="zh", target_language="en").signature,
        )
    with as_file(files("corpora.samples")) as samples:
        peer = _scored(samples, "gold", galechurch.align)
        pages = _read_samples(samples)
    yield Row(
        "strict F1 on the sample stories as bare lines, weights fitted on other documents",
        f"{held['samples'].strict.f1:.3f} (null F1 {held['samples'].null.f1:.3f})",
        ".95",
        f"Gale-Church {peer['f1_strict']:.3f}",
        command,
        f"crf, {fitting.FOLDS} folds by document, {name}",
    )
    yield Row(
        "strict F1 on the sample stories read from their files, shipped weights (which have seen their lines)",
        f"{pages.strict.f1:.3f} (null F1 {pages.null.f1:.3f})",
        ".95",
        f"Gale-Church on their lines {peer['f1_strict']:.3f}",
        command,
        name,
    )
    foreign = _scored(folder, "textberg_dev", _ours("de", "fr"), suffixes=(".de", ".fr"))
    peer = _scored(folder, "textberg_dev", galechurch.align, suffixes=(".de", ".fr"))
    yield Row(
        "strict F1 on textberg_dev, German-French (never fitted on)",
        f"{foreign['f1_strict']:.3f}",
        "-",
        f"Gale-Church {peer['f1_strict']:.3f}",
        command,
        name,
    )


def _read_samples(samples: Path) -> Score:
    """The sample pairs as `duizhao align` reads them, against their gold."""
    documents = []
    for gold in sorted((samples / "gold").glob("*.gold")):
        story, version = (next(samples.glob(f"{gold.stem}.{tag}.*")) for tag in ("zh", "en"))
        beads = align(read(story), read(version)).beads
        documents.append((read_beads(gold), [(bead.source, bead.target) for bead in beads]))
    return score_documents(documents)


def _ours(source_language: str, target_language: str) -> Aligner:
    def run(source: list[str], target: list[str]) -> fitting.Beads:
        bitext = align(source, target, source_language=source_language, target_language=target_language)
        return [(bead.source, bead.target) for bead in bitext.beads]

    return run


def _scored(
    data: Path, folder: str, aligner: Aligner, *, suffixes: tuple[str, str] = (".zh", ".en")
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
            [sys.executable, str(scorer), str(data / folder), out, "--json"], capture_output=True, text=True, check=True
        )
    result: dict[str, float] = json.loads(run.stdout)
    return result
