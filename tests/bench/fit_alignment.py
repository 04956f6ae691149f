"""Fits the aligner's weights and cross-validates them by document.

Usage: python -m tests.bench.fit_alignment DATA NTREX [--only encoder|plain] [--write]

DATA is the folder with `alignment/ntrex_hard`, `ntrex_nat` and `make_news.py`; NTREX a checkout of
MicrosoftTranslator/NTREX, of which only the documents named in `ntrex_hard` are read, in nine languages.
Fitted on those, on perturbations of them, and on our sample stories as their files give them and as bare lines.
A document and everything made of it stay in one fold.
"""

import importlib.util
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np

from corpora.alignment.beads import read_beads
from corpora.alignment.evaluation import Score, score_documents
from corpora.alignment.evidence import gather
from corpora.alignment.sides import read_sides
from corpora.alignment.two_pass import estimate_ratio, find_band
from corpora.alignment.weights import Weights, load_weights, save_weights
from corpora.article import Segment
from corpora.encoder import load_encoder
from corpora.lexicon import Lexicon
from corpora.readers import read
from corpora.segmentation import segment
from corpora.signature import sign
from tests.bench import bead_field as field
from tests.bench.perturbation import Beads, Document, Pair, perturb
from tm.formats.termlist import load_glossary

FOLDS = 5
KINDS = ("encoder", "plain")
SEED = 20261125
# Perturbed documents made of each family: by the data's own generator, and by ours in some pair of languages.
NEWS, OWN = 2, 6
# How often a document of a kind counts.
COUNTS = {"hard": 6.0, "nat": 1.0, "perturbed": 1.0, "samples": 6.0, "lines": 3.0}
LANGUAGES = {
    "en": "newstest2019-src.eng", "zh": "newstest2019-ref.zho-CN", "de": "newstest2019-ref.deu",
    "fr": "newstest2019-ref.fra", "ja": "newstest2019-ref.jpn", "es": "newstest2019-ref.spa",
    "ko": "newstest2019-ref.kor", "ru": "newstest2019-ref.rus", "it": "newstest2019-ref.ita",
}  # fmt: skip
PAIRS = [
    *[("zh", "en")] * 6, ("de", "fr"), ("en", "de"), ("fr", "en"), ("ja", "en"), ("zh", "de"), ("es", "en"),
    ("ko", "en"), ("ru", "en"), ("it", "fr"), ("zh", "ja"),
]  # fmt: skip


@dataclass(frozen=True, eq=False)
class Case:
    """A document beside its evidence."""

    document: Document
    example: field.Example


def read_documents(folder: Path, kind: str) -> list[Document]:
    """Every document of a folder of NAME.zh, NAME.en and NAME.gold."""
    return [
        Document(gold.stem, kind, _lines(gold.with_suffix(".zh")), _lines(gold.with_suffix(".en")), read_beads(gold))
        for gold in sorted(folder.glob("*.gold"))
    ]


def _lines(file: Path) -> list[str]:
    return file.read_text("utf-8").splitlines()


def read_samples() -> Iterator[Document]:
    """Our stories, as `duizhao align` reads them and as bare lines."""
    with as_file(files("corpora.samples")) as folder:
        for gold in sorted((folder / "gold").glob("*.gold")):
            stories = [read(next(folder.glob(f"{gold.stem}.{tag}.*"))) for tag in ("zh", "en")]
            parts = [[part for part in segment(story) if part.kind != "metadata"] for story in stories]
            ours, theirs = ([part.text for part in side] for side in parts)
            beads = read_beads(gold)
            yield Document(
                gold.stem, "samples", ours, theirs, beads,
                blocks=([part.block for part in parts[0]], [part.block for part in parts[1]]),
                kinds=([part.kind for part in parts[0]], [part.kind for part in parts[1]]),
            )  # fmt: skip
            yield Document(gold.stem, "lines", ours, theirs, beads)


def read_ntrex(
    folder: Path, families: Sequence[str], *, languages: Mapping[str, str] = LANGUAGES
) -> dict[str, list[dict[str, str]]]:
    """For each family its segments in every language."""
    texts = {tag: _lines(folder / "NTREX-128" / f"{name}.txt") for tag, name in languages.items()}
    held: dict[str, list[dict[str, str]]] = {}
    for number, name in enumerate(_lines(folder / "DOCUMENT_IDS.tsv")):
        if name in families:
            held.setdefault(name, []).append({tag: lines[number].strip() for tag, lines in texts.items()})
    return held


def split_segments(segments: Sequence[dict[str, str]], languages: tuple[str, str]) -> list[Pair]:
    """Segments cut into sentences, where both sides can be matched for certain."""
    pairs: list[Pair] = []
    for texts in segments:
        ours, theirs = ([part.text for part in segment(texts[tag], language=tag)] or [texts[tag]] for tag in languages)
        if len(ours) == len(theirs) > 1:
            pairs += [([one], [other]) for one, other in zip(ours, theirs)]
        elif min(len(ours), len(theirs)) == 1 or max(len(ours), len(theirs)) <= 3:
            pairs.append((ours, theirs))
        else:
            pairs.append(([texts[languages[0]]], [texts[languages[1]]]))
    return [pair for pair in pairs if all(text for side in pair for text in side)]


def make_documents(ntrex: dict[str, list[dict[str, str]]]) -> Iterator[Document]:
    """Perturbed documents in many pairs of languages, some made of several stories of one fold."""
    random_ = random.Random(SEED)
    families = sorted(ntrex)
    pairs = {languages: {name: split_segments(ntrex[name], languages) for name in families} for languages in set(PAIRS)}
    for place, family in enumerate(families):
        fold = [name for other, name in enumerate(families) if other % FOLDS == place % FOLDS and name != family]
        for number in range(OWN):
            languages = random_.choice(PAIRS) if number % 2 else ("zh", "en")
            held = pairs[languages]
            segments = list(held[family])
            if random_.random() < 0.25:
                segments += [pair for name in random_.sample(fold, 2) for pair in held[name]]
            pool = [pair for name in random_.sample(families, 6) if name != family for pair in held[name]]
            made = perturb(segments, pool, random_, family=family, languages=languages)
            if made:
                yield made


def make_news(documents: Sequence[Document], generator: Path) -> Iterator[Document]:
    """Perturbed documents by the data's own generator, with rates drawn for each."""
    spec = importlib.util.spec_from_file_location("make_news", generator)
    assert spec is not None
    assert spec.loader is not None
    news = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(news)
    random_ = random.Random(SEED)
    held = {
        doc.family: [([doc.source[i] for i in s], [doc.target[j] for j in t]) for s, t in doc.gold if s and t]
        for doc in documents
    }
    for family, segments in held.items():
        pool = [pair for name, pairs in held.items() if name != family for pair in pairs]
        for _ in range(NEWS):
            scale = random_.choice([0.3, 1.0, 1.0, 2.0])
            rates = {name: rate * scale * random_.uniform(0.3, 1.9) for name, rate in news.HARD.items()}
            source, target, gold = news.perturb(segments, random_, pool, rates)
            beads = [(tuple(s), tuple(t)) for s, t in gold]
            if source and target and all(len(s) + len(t) <= 7 and max(len(s), len(t)) <= 5 for s, t in beads):
                yield Document(family, "perturbed", source, target, beads)


def gather_documents(data: Path, ntrex: Path) -> list[Document]:
    """All that the weights are fitted on."""
    natural = read_documents(data / "ntrex_nat", "nat")
    families = [document.family for document in natural]
    return [
        *read_documents(data / "ntrex_hard", "hard"),
        *natural,
        *make_news(natural, data / "make_news.py"),
        *make_documents(read_ntrex(ntrex, families)),
        *read_samples(),
    ]


def examine(documents: Sequence[Document], encoder: bool = True) -> list[Case]:
    """Evidence for each document; the lexicon of our glossary is given to every other reading of our stories."""
    model = load_encoder() if encoder else None
    with as_file(files("corpora.samples") / "glossary.csv") as glossary:
        lexicon = _read_lexicon(glossary)
    cases = []
    for document in documents:
        known = lexicon if document.kind == "samples" else None
        parts = []
        for side, texts in enumerate((document.source, document.target)):
            blocks = document.blocks[side] if document.blocks else [-1] * len(texts)
            kinds = document.kinds[side] if document.kinds else ["paragraph"] * len(texts)
            parts.append([Segment(text, block, kind) for text, block, kind in zip(texts, blocks, kinds)])  # type: ignore[arg-type]
        sides = read_sides(*parts, languages=document.languages, encoder=model, lexicon=known)
        anchors, lattice = find_band(*sides)
        ratio = estimate_ratio(sides[0], sides[1], anchors)
        evidence = list(gather(lattice, sides[0], sides[1], ratio=ratio))
        cases.append(Case(document, field.stack(lattice, evidence, document.gold)))
    return cases


def _read_lexicon(glossary: Path) -> Lexicon:
    return load_glossary(glossary, languages=("zh", "en")).lexicon("zh", "en")


def align(weights: Weights, case: Case) -> tuple[Beads, list[tuple[bool, float, bool]]]:
    """The best path, and for each bead whether it has two sides, its log-odds, and whether it is right."""
    example = case.example
    values = []
    for kind, layer in enumerate((weights.paired, weights.single)):
        shapes = field.MARKS[kind]
        rows = example.rows[kind]
        out = np.zeros(len(rows), np.float32)
        for place, shape in enumerate(shapes):
            where = example.places[shape][1]
            out[where] = layer(rows[where, : -len(shapes)], place)
        values.append(out)
    scored = field.as_scored(example, values)
    chances, _ = scored.marginals()
    beads, judged = [], []
    gold = set(case.document.gold)
    for i, j, (n, m) in scored.best():
        bead = tuple(range(i, i + n)), tuple(range(j, j + m))
        cell = int(example.lattice.cells(np.array([i]), np.array([j]))[0])
        chance = min(max(float(chances[n, m][cell]), 1e-6), 1 - 1e-6)
        beads.append(bead)
        judged.append((bool(n and m), float(np.log(chance / (1 - chance))), bead in gold))
    return beads, judged


def held_out(job: tuple[int, Sequence[Case]]) -> list[tuple[str, Beads, Beads, list[tuple[bool, float, bool]]]]:
    """Fits on all folds but one, and aligns that one."""
    fold, cases = job
    families = sorted({case.document.family for case in cases})
    inside = {family for place, family in enumerate(families) if place % FOLDS == fold}
    weights = fit([case for case in cases if case.document.family not in inside])
    return [
        (case.document.kind, case.document.gold, *align(weights, case))
        for case in cases
        if case.document.family in inside
    ]


def fit(cases: Sequence[Case]) -> Weights:
    """Weights from cases, each counting as its kind does."""
    return field.fit([case.example for case in cases], [COUNTS[case.document.kind] for case in cases])


def calibrate(judged: Sequence[tuple[bool, float, bool]]) -> tuple[float, float]:
    """Slope and offset under which log-odds are borne out (Platt 1999), by Newton's method."""
    odds = np.array([value for _, value, _ in judged])
    right = np.array([good for _, _, good in judged], float)
    slope, offset = 1.0, 0.0
    for _ in range(50):
        chance = 1 / (1 + np.exp(-(slope * odds + offset)))
        spread = chance * (1 - chance) + 1e-9
        gradient = np.array([((right - chance) * odds).sum(), (right - chance).sum()])
        curve = np.array([[(spread * odds**2).sum(), (spread * odds).sum()], [(spread * odds).sum(), spread.sum()]])
        step = np.linalg.solve(curve + 1e-6 * np.eye(2), gradient)
        slope, offset = slope + step[0], offset + step[1]
    return float(slope), float(offset)


def reliability(
    judged: Sequence[tuple[bool, float, bool]], slope: float, offset: float
) -> list[tuple[float, float, int]]:
    """For ten bins of confidence: its mean, the share of beads that are right, their number."""
    chances = [1 / (1 + np.exp(-(slope * odds + offset))) for _, odds, _ in judged]
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(10)]
    for chance, (_, _, good) in zip(chances, judged):
        bins[min(9, int(chance * 10))].append((float(chance), good))
    return [
        (sum(c for c, _ in held) / len(held), sum(g for _, g in held) / len(held), len(held)) for held in bins if held
    ]


def main(argv: list[str]) -> int:
    """Fits, prints the cross-validated scores and the reliability curve, and writes the weights where asked to."""
    documents = gather_documents(Path(argv[0]) / "alignment", Path(argv[1]))
    tables: dict[str, Weights] = {}
    for name in KINDS:
        if "--only" in argv and name not in argv:
            tables[name] = load_weights(name)
            continue
        with ProcessPoolExecutor(2) as pool:
            jobs = [documents[start::8] for start in range(8)]
            cases = [case for part in pool.map(examine, jobs, [name == "encoder"] * 8) for case in part]
            cases.sort(key=lambda case: (case.document.family, case.document.kind, len(case.document.source)))
            beyond = sum(not case.example.whole for case in cases)
            print(f"{name}: {len(cases)} documents, {beyond} of them beyond the band", flush=True)
            results = [item for part in pool.map(held_out, [(fold, cases) for fold in range(FOLDS)]) for item in part]
        scores: dict[str, Score] = {}
        for kind in sorted({kind for kind, *_ in results}):
            score = scores[kind] = score_documents([(gold, found) for k, gold, found, _ in results if k == kind])
            print(
                f"  {kind:10} strict {score.strict.f1:.4f}  lax {score.lax.f1:.4f}  null {score.null.f1:.4f}",
                flush=True,
            )
        judged = [one for kind, _, _, ones in results if kind != "lines" for one in ones]
        slope, offset = calibrate(judged)
        for mean, share, count in reliability(judged, slope, offset):
            print(f"  confidence {mean:.3f}: {share:.3f} right of {count}", flush=True)
        notes = {kind: f"{score.strict.f1:.3f}" for kind, score in scores.items()}
        fitted = fit(cases)
        signature = sign("crf", on="ntrex_hard+ntrex_nat+perturbed+samples", folds=FOLDS, **notes)
        tables[name] = Weights(fitted.paired, fitted.single, slope, offset, signature)
    if "--write" in argv:
        out = Path("corpora/alignment/weights.npz")
        np.savez_compressed(out, **save_weights(tables))  # type: ignore[arg-type]
        print(f"written: {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
