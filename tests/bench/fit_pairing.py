"""Fits the weights of pairing: how much each signal counts when an article chooses its version, or none.

Usage: python -m tests.bench.fit_pairing DATA [--write]

Fitted on one half of the documents of DATA/alignment/ntrex_hard, told by their names, and on our sample stories; the
other half is never read here but to print what the fit is worth. The model is a conditional logit with the choice of
none (McFadden 1974), from both sides of a pair; the optimiser is Adam (Kingma and Ba 2015). No weight may have the
wrong sign.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from corpora.article import Article
from corpora.encoder import Encoder, load_encoder
from corpora.pairing.assignment import choose, settle
from corpora.pairing.candidates import find_candidates
from corpora.pairing.profile import Profile, mean_of, read_profile
from corpora.pairing.sides import set_apart
from corpora.pairing.signals import SIGNALS
from corpora.pairing.view import View
from corpora.signature import sign
from tests.bench.folders import (
    Folder,
    Golds,
    Story,
    brief,
    copies,
    half_of,
    lay_out,
    read_documents,
    read_golds,
    read_samples,
    samples_folder,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Vectors = dict[str, NDArray[np.float32]]

# Text files have no links, addresses or glossary, and their days are drawn by us: nothing in the data speaks for these
# weights, and they stay at what an editor would say. So do words in Latin letters, of which most of the data has few.
PRIOR = {
    "link": 8.0, "identifier": 5.0, "file-name": 4.0, "day": 1.5, "other-day": -2.0,
    "words": 0.5, "terms": 0.5,
}  # fmt: skip
AGAINST = frozenset({"other-day", "other-numbers", "other-dates", "dropped-numbers", "other-facts"})
# Where nothing is known of two articles they are no pair, however few strangers the folders hold that were fitted on.
MOST_BIAS = -3.0
SEEDS, LEAD_SEEDS, HELD_SEEDS = range(4), range(80, 92), range(10, 18)
STEPS, DECAY = 3000, 1e-4
# Log-odds beyond this would only overflow.
SURE = 60.0


def read_remembered(article: Article, encoder: Encoder | None, known: "Vectors") -> Profile:
    """The profile of an article; a sentence that was met before is not encoded again."""
    profile = read_profile(article, encoder=None)
    if encoder is None or not profile.texts:
        return profile
    new = [text for text in dict.fromkeys(profile.texts) if text not in known]
    if new:
        known.update(zip(new, encoder.encode(new).joined(1)[0]))
    vectors = np.array([known[text] for text in profile.texts], np.float32)
    mean = mean_of(vectors, [len(text) for text in profile.texts])
    return replace(profile, vectors=vectors.astype(np.float16), mean=mean)


@dataclass(frozen=True, eq=False)
class Table:
    """What the articles of a folder choose from.

    Args:
        kind: of the folder.
        candidates: numbers on either side, a row each.
        measures: of each candidate.
        right: whether it is a pair.
        pairs: how many there are, candidates or not.
    """

    kind: str
    candidates: "NDArray[np.int64]"
    measures: "Floats"
    right: "NDArray[np.bool_]"
    pairs: int


def lay_out_leads(golds: Golds, seeds: Sequence[int]) -> Iterator[tuple[str, Folder]]:
    """A few sentences of each sample story: news of one district, where the names of people tell stories apart."""
    for seed in seeds:
        yield "leads", lay_out(brief(read_samples(), golds, seed=seed), seed=seed, single=0.3, dated=seed % 2 == 0)


def lay_out_all(stories: Sequence[Story], golds: Golds, seeds: Sequence[int]) -> Iterator[tuple[str, Folder]]:
    """Folders of every kind."""
    for seed in seeds:
        yield "plain", lay_out(stories, seed=seed, single=0.5)
        yield "decoys", lay_out(stories, seed=seed + 100, single=0.4, decoys=0.7)
        yield "updates", lay_out(stories, seed=seed + 500, single=0.4, decoys=0.7, shares=(0.4, 0.6, 0.8))
        yield "dated", lay_out(stories, seed=seed + 200, single=0.4, decoys=0.7, dated=True)
        yield "brief", lay_out(brief(stories, golds, seed=seed), seed=seed + 300, single=0.4, decoys=0.4)
        yield (
            "brief",
            lay_out(brief(stories, golds, seed=seed + 50), seed=seed + 400, single=0.4, decoys=0.4, dated=True),
        )
        yield "copies", copies(stories, golds, count=4 * len(stories), single=0.3, seed=seed)


def tabulate(kind: str, folder: Folder, encoder: Encoder | None, known: "Vectors") -> Table:
    """The candidates of a folder with their measures."""
    sides_: list[list[Article]] = [
        [article for article in folder.articles if article.language.startswith(tag)] for tag in ("zh", "en")
    ]
    sides = set_apart(*([read_remembered(article, encoder, known) for article in side] for side in sides_))
    candidates = find_candidates(*sides)
    measures = [[signal.measure(view) for signal in SIGNALS] for view in (View(sides, *each) for each in candidates)]
    right = [(sides_[0][ours].name, sides_[1][theirs].name) in folder.pairs for ours, theirs in candidates]
    return Table(kind, np.array(candidates), np.array(measures), np.array(right), len(folder.pairs))


def fit(tables: Sequence[Table], *, encoded: bool) -> "Floats":
    """The bias and a weight for each signal."""
    start = np.array([0.0, *(PRIOR.get(signal.name, 0.0) for signal in SIGNALS)])
    free = [signal.name not in PRIOR and (encoded or not signal.encoded) for signal in SIGNALS]
    open_ = np.array([True, *free])
    signs = np.array([0, *(-1 if signal.name in AGAINST else 1 for signal in SIGNALS)])
    values, mean, spread = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for step in range(1, STEPS + 1):
        slope = np.where(open_, gradient(values, tables) + DECAY * (values - start), 0.0)
        mean, spread = 0.9 * mean + 0.1 * slope, 0.99 * spread + 0.01 * slope**2
        rate = 0.1 * (1 - step / STEPS) + 0.001
        values -= rate * mean / (1 - 0.9**step) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-9)
        values[values * signs < 0] = 0.0
        values[0] = min(values[0], MOST_BIAS)
    return values


def gradient(values: "Floats", tables: Sequence[Table]) -> "Floats":
    """Of the mean surprise at what articles choose."""
    total, articles = np.zeros_like(values), 0
    for table in tables:
        odds = np.exp(np.minimum(values[0] + table.measures @ values[1:], SURE))
        for end in table.candidates.T:
            chances = odds / (1 + np.bincount(end, odds)[end])
            surplus = chances - table.right
            total += np.concatenate([[surplus.sum()], surplus @ table.measures])
            articles += int(end.max()) + 1
    result: Floats = total / articles
    return result


def judge(values: "Floats", tables: Sequence[Table]) -> tuple[float, float]:
    """Precision and recall of the pairs that the weights make."""
    right = made = pairs = 0
    for table in tables:
        candidates = [(int(ours), int(theirs)) for ours, theirs in table.candidates]
        chances = settle(candidates, (values[0] + table.measures @ values[1:]).tolist())
        chosen = choose(candidates, chances)
        right += int(table.right[chosen].sum())
        made += len(chosen)
        pairs += table.pairs
    return right / max(1, made), right / max(1, pairs)


def main(argv: list[str]) -> int:
    """Fits, prints precision and recall on the half held out, and writes the weights where asked to."""
    data = Path(argv[0]) / "alignment" / "ntrex_hard"
    documents = read_documents(data)
    golds = read_golds(data) | read_golds(samples_folder() / "gold")
    fitted_on = [*(story for story in documents if half_of(story.family) == 0), *read_samples()]
    held_out = [story for story in documents if half_of(story.family) == 1]
    model = load_encoder()
    known: Vectors = {}
    out: dict[str, object] = {}
    for name, encoder in (("encoded", model), ("plain", None)):
        folders = (*lay_out_all(fitted_on, golds, SEEDS), *lay_out_leads(golds, LEAD_SEEDS))
        tables = [tabulate(kind, folder, encoder, known) for kind, folder in folders]
        held = [tabulate(kind, folder, encoder, known) for kind, folder in lay_out_all(held_out, golds, HELD_SEEDS)]
        values = fit(tables, encoded=encoder is not None)
        print(f"{name}: {sum(len(table.right) for table in tables)} candidates in {len(tables)} folders")
        for kind in dict.fromkeys(table.kind for table in tables):
            of_kind = [[table for table in each if table.kind == kind] for each in (tables, held)]
            shares = [judge(values, each) for each in of_kind if each]
            print(
                f"  {kind:8}"
                + "".join(f"  {label} P {p:.3f} R {r:.3f}" for label, (p, r) in zip(("fitted", "held out"), shares)),
                flush=True,
            )
        precision, recall = judge(values, held)
        weights = {signal.name: round(float(value), 3) for signal, value in zip(SIGNALS, values[1:]) if value}
        signature = sign(
            "logit", on="ntrex_hard/half+samples", folders=len(tables), held=f"P{precision:.3f}/R{recall:.3f}"
        )
        out[name] = {"signature": signature, "bias": round(float(values[0]), 3), "signals": weights}
        print(f"  {json.dumps(out[name])}")
    if "--write" in argv:
        target = Path("corpora/pairing/weights.json")
        target.write_text(json.dumps(out, indent=1) + "\n", "utf-8")
        print(f"written: {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
