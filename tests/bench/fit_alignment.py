"""Fits the aligner's weights: a conditional random field over beads, cross-validated by document.

Usage: python -m tests.bench.fit_alignment DATA [--write]

Fitted on our sample stories, on DATA/alignment/ntrex_hard and on perturbations of DATA/alignment/ntrex_nat with rates drawn anew for
each document, so that no single generator is learnt. A document and its perturbations stay in one fold.
The objective is the likelihood of the gold beads (Lafferty et al. 2001); the optimiser is Adam (Kingma and Ba 2015).
"""

import importlib.util
import json
import random
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np

from corpora.alignment.anchors import find_anchors, lay_band
from corpora.alignment.evaluation import Score, read_beads, score_documents
from corpora.alignment.evidence import PAIRED, SINGLE, Evidence, gather
from corpora.alignment.lattice import SHAPES, Shape
from corpora.alignment.sides import read_side
from corpora.alignment.two_pass import estimate_ratio
from corpora.alignment.weights import Weights, measures
from corpora.article import Segment
from corpora.encoder import load_encoder
from corpora.signature import sign

# Lines of text have no kinds, blocks or glossary, so nothing in the data speaks for these weights: they stay at what
# an editor would say of a heading set beside a paragraph, of a bead across paragraphs, of a term on one side alone.
PRIOR = {"kind": -2.5, "crossing": -1.0, "term_shared": 0.8, "term_source": -0.6}
FOLDS = 5
EPOCHS = 30
PERTURBATIONS = 3
# Our stories are few, and the only ones that an editor and not a generator changed: each counts as often as this.
STORIES = 4
Beads = list[tuple[tuple[int, ...], tuple[int, ...]]]


@dataclass(frozen=True, slots=True)
class Document:
    """A pair with its gold beads; `family` ties a document to its perturbations."""

    family: str
    kind: str
    source: list[str]
    target: list[str]
    gold: Beads


@dataclass(frozen=True, eq=False)
class Example:
    """A document's evidence and the sum of its gold beads' measures."""

    document: Document
    evidence: Evidence
    gold: np.ndarray


def read_documents(folder: Path, kind: str) -> list[Document]:
    """Every document of a folder of NAME.zh, NAME.en and NAME.gold."""
    return [
        Document(
            gold.stem,
            kind,
            gold.with_suffix(".zh").read_text("utf-8").splitlines(),
            gold.with_suffix(".en").read_text("utf-8").splitlines(),
            read_beads(gold),
        )
        for gold in sorted(folder.glob("*.gold"))
    ]


def perturb(documents: Sequence[Document], generator: Path, *, seed: int) -> list[Document]:
    """Perturbed copies, each with rates of its own, some with clauses cut or words dropped on one side."""
    spec = importlib.util.spec_from_file_location("make_news", generator)
    assert spec is not None
    assert spec.loader is not None
    news = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(news)
    random_ = random.Random(seed)
    segments = {
        doc.family: [([doc.source[i] for i in s], [doc.target[j] for j in t]) for s, t in doc.gold if s and t]
        for doc in documents
    }
    out = []
    for doc in documents:
        pool = [pair for family, pairs in segments.items() if family != doc.family for pair in pairs]
        for _ in range(PERTURBATIONS):
            scale = random_.choice([0.3, 1.0, 1.0, 2.0])
            rates = {name: rate * scale * random_.uniform(0.3, 1.9) for name, rate in news.HARD.items()}
            source, target, gold = news.perturb(segments[doc.family], random_, pool, rates)
            source, target, gold = replace_sentences(
                source,
                target,
                gold,
                [text for pair in pool for text in pair[1]],
                random_,
                random_.choice([0, 0.05, 0.15]),
            )
            noise = random_.choice([0.0, 0.0, 0.1, 0.25])
            source = [cut_clause(text, random_) if random_.random() < noise else text for text in source]
            target = [cut_clause(text, random_) if random_.random() < noise else text for text in target]
            if source and target:
                out.append(Document(doc.family, "perturbed", source, target, [(tuple(s), tuple(t)) for s, t in gold]))
    return out


def replace_sentences(
    source: list[str],
    target: list[str],
    gold: list[tuple[list[int], list[int]]],
    pool: Sequence[str],
    random_: random.Random,
    rate: float,
) -> tuple[list[str], list[str], list[tuple[list[int], list[int]]]]:
    """An editor's background in place of a sentence: the one dropped, another story's put where it stood."""
    target = list(target)
    beads: list[tuple[list[int], list[int]]] = []
    for ours, theirs in gold:
        if len(ours) == len(theirs) == 1 and random_.random() < rate:
            target[theirs[0]] = random_.choice(pool)
            beads += [(ours, []), ([], theirs)]
        else:
            beads.append((ours, theirs))
    return source, target, beads


def cut_clause(text: str, random_: random.Random) -> str:
    """The text with one of its clauses left out, as a free translation does."""
    mark = "，" if "，" in text else ", "
    clauses = text.split(mark)
    if len(clauses) < 2:
        return text
    del clauses[random_.randrange(len(clauses))]
    return mark.join(clauses)


def examine(documents: Sequence[Document], *, encoder: bool) -> list[Example]:
    """Evidence of each document whose gold the lattice can express."""
    model = load_encoder() if encoder else None
    examples = []
    for doc in documents:
        source = read_side([Segment(text) for text in doc.source], language="zh", encoder=model)
        target = read_side([Segment(text) for text in doc.target], language="en", encoder=model, source=False)
        anchors = find_anchors(source.vectors[0], target.vectors[0]) if encoder else []
        lattice = lay_band(anchors, len(source), len(target))
        ratio = estimate_ratio(source, target, anchors)
        evidence = gather(lattice, source, target, ratio=ratio)
        total = count_gold(doc, evidence)
        if total is None and doc.kind == "perturbed":
            continue
        examples.append(Example(doc, evidence, np.zeros(size()) if total is None else total))
    return examples


def size() -> int:
    """Number of parameters: a bias for each shape, then the two shared tables."""
    return len(SHAPES) + len(PAIRED) + len(SINGLE)


def slots(shape: Shape) -> np.ndarray:
    """Where the parameters of a shape stand."""
    first = len(SHAPES) + (len(PAIRED) if 0 in shape else 0)
    return np.concatenate([[SHAPES.index(shape)], np.arange(first, first + len(measures(shape)) - 1)])


def count_gold(doc: Document, evidence: Evidence) -> np.ndarray | None:
    """The sum of the gold beads' measures; None where a bead is of no shape or outside the band."""
    total = np.zeros(size())
    i = j = 0
    for source, target in doc.gold:
        shape = (len(source), len(target))
        if shape not in evidence.cells:
            return None
        cell = evidence.lattice.cells(np.array([i]), np.array([j]))[0]
        row = np.searchsorted(evidence.cells[shape], cell)
        if cell < 0 or row >= len(evidence.cells[shape]) or evidence.cells[shape][row] != cell:
            return None
        total[slots(shape)] += np.concatenate([[1.0], evidence.columns[shape][row]])
        i, j = i + shape[0], j + shape[1]
    return total


def unpack(values: np.ndarray, signature: str) -> Weights:
    """The parameters as weights."""
    return Weights({shape: values[slots(shape)] for shape in SHAPES}, signature)


def prior() -> np.ndarray:
    """Where the parameters are drawn to: nothing, but for those of PRIOR."""
    values = np.zeros(size())
    for name, value in PRIOR.items():
        values[len(SHAPES) + PAIRED.index(name)] = value
    return values


def fit(examples: Sequence[Example], *, seed: int = 0, decay: float = 1e-3) -> np.ndarray:
    """Parameters that make the gold most likely; examples without a gold path are passed over."""
    examples = [example for example in examples if example.gold.any()]
    values = prior()
    mean, spread, step = np.zeros(size()), np.zeros(size()), 0
    order = random.Random(seed)
    for epoch in range(EPOCHS):
        rate = 0.1 * (1 - epoch / EPOCHS) + 0.005
        shuffled = order.sample(list(examples), len(examples))
        for start in range(0, len(shuffled), 8):
            gradient = decay * (prior() - values)
            batch = shuffled[start : start + 8]
            weights = unpack(values, "")
            for example in batch:
                marginals, _ = weights.score(example.evidence).marginals()
                expected = np.zeros(size())
                for shape, cells in example.evidence.cells.items():
                    chance = marginals[shape][cells]
                    expected[slots(shape)] += np.concatenate([[chance.sum()], chance @ example.evidence.columns[shape]])
                gradient += (example.gold - expected) / len(batch)
            step += 1
            mean = 0.9 * mean + 0.1 * gradient
            spread = 0.999 * spread + 0.001 * gradient**2
            values = values + rate * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-8)
    return values


def predict(weights: Weights, example: Example) -> Beads:
    """The best path as beads."""
    return [(tuple(range(i, i + n)), tuple(range(j, j + m))) for i, j, (n, m) in weights.score(example.evidence).best()]


def held_out(job: tuple[int, Sequence[Example]]) -> list[tuple[str, Beads, Beads]]:
    """Fits on all folds but one, and aligns that one."""
    fold, examples = job
    families = sorted({example.document.family for example in examples})
    inside = {family for index, family in enumerate(families) if index % FOLDS == fold}
    weights = unpack(fit([example for example in examples if example.document.family not in inside]), "")
    return [
        (example.document.kind, example.document.gold, predict(weights, example))
        for example in examples
        if example.document.family in inside
    ]


def cross_validate(examples: Sequence[Example]) -> dict[str, Score]:
    """Scores by kind of document, each aligned by weights that never saw its family."""
    with ProcessPoolExecutor(2) as pool:
        results = [item for part in pool.map(held_out, [(fold, examples) for fold in range(FOLDS)]) for item in part]
    kinds = sorted({kind for kind, _, _ in results})
    return {kind: score_documents([(g, p) for k, g, p in results if k == kind]) for kind in kinds}


def as_table(values: np.ndarray, signature: str) -> dict[str, object]:
    """The parameters in the form of weights.json."""
    rounded = [round(float(value), 4) for value in values]
    paired = len(SHAPES)
    single = paired + len(PAIRED)
    return {
        "signature": signature,
        "bias": {f"{n}-{m}": rounded[index] for index, (n, m) in enumerate(SHAPES)},
        "paired": dict(zip(PAIRED, rounded[paired:single])),
        "single": dict(zip(SINGLE, rounded[single:])),
    }


def gather_documents(data: Path) -> list[Document]:
    """All that the weights are fitted on.

    Args:
        data: the folder with `ntrex_hard` and `ntrex_nat`.
    """
    natural = read_documents(data / "ntrex_nat", "nat")
    with as_file(files("corpora.samples") / "gold") as gold:
        samples = read_documents(gold, "samples")
    return [
        *read_documents(data / "ntrex_hard", "hard"),
        *natural,
        *perturb(natural, data / "make_news.py", seed=20261124),
        *samples * STORIES,
    ]


def main(argv: list[str]) -> int:
    """Fits, prints the cross-validated scores, and writes the weights where asked to."""
    documents = gather_documents(Path(argv[0]) / "alignment")
    tables: dict[str, object] = {}
    for name in ("encoder", "plain"):
        examples = examine(documents, encoder=name == "encoder")
        print(
            f"{name}: {len(examples)} documents, {sum(not e.gold.any() for e in examples)} of them beyond the lattice"
        )
        scores = cross_validate(examples)
        for kind, score in scores.items():
            print(
                f"  {kind:10} strict {score.strict.f1:.4f}  lax {score.lax.f1:.4f}  null {score.null.f1:.4f}",
                flush=True,
            )
        notes = {kind: f"{score.strict.f1:.3f}" for kind, score in scores.items()}
        tables[name] = as_table(
            fit(examples), sign("crf", on="ntrex_hard+ntrex_nat+perturbed+samples", folds=FOLDS, **notes)
        )
    if "--write" in argv:
        out = Path("corpora/alignment/weights.json")
        out.write_text(json.dumps(tables, indent=1) + "\n", "utf-8")
        print(f"written: {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
