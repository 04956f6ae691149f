"""Fits the weights of the search for gaps and cross-validates them by story.

Usage: python -m tests.bench.fit_partial DATA [NTREX] [--write]

DATA is the folder with `alignment/ntrex_nat`; NTREX a checkout of MicrosoftTranslator/NTREX, of which only the documents
named there are read, in other languages. Words are judged by weights that are fitted on those documents alone: clauses
of neighbours are put into sentences, and whatever belongs to them has no counterpart. Gaps are judged by weights that
are fitted on plants in those documents and in our sample stories.
"""

import random
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpora.alignment.clauses import cut_clauses
from corpora.alignment.partial.gaps import Examiner, gather_candidates, sum_up
from corpora.alignment.partial.measures import KINDS, Candidate
from corpora.alignment.partial.weights import Network, PartialWeights, save_partial_weights
from corpora.alignment.partial.words import look_again, measure_words, offsets_of, read_wording
from corpora.alignment.sides import read_sides
from corpora.article import Segment
from corpora.bitext import Bead
from corpora.encoder import load_encoder
from corpora.lexicon import Lexicon
from corpora.signature import sign
from tests.bench.planting import Plant, Story, load_lexicon, plant, read_samples, read_stories

Array = NDArray[np.floating]
FOLDS, INNER, SEEDS, SEED = 4, 3, 3, 20261125
# How many of a hundred sound beads may be marked.
ALLOWED = 0.02
# How much a plant counts against a sound bead, and a bead of a story against one of NTREX.
OF_PLANT, OF_STORY = 0.2, 1.5
# Plants of NTREX that are used, and rounds in which clauses are put into its sentences.
MOST, ROUNDS = 2600, 3
# The score of a bead without a candidate.
NONE = -6.0
DENSITIES = {"zh": 0.31, "ja": 0.42}
PAIRS = (("de", "en"), ("ja", "en"), ("fr", "de"), ("zh", "de"))


@dataclass(frozen=True, eq=False)
class Case:
    """A bead, sound, partial or planted, with what may be a gap in it.

    Args:
        story: the family that it belongs to.
        kind: `sound`, `partial`, or what was lost.
        side: on which side that was.
        lexicon: whether the glossary was at hand.
        held: candidates, and of each whether it was there before something was lost.
    """

    story: str
    kind: str
    side: int
    lexicon: bool
    held: list[tuple[Candidate, bool]]


def collect(
    stories: Iterable[Story],
    weights: PartialWeights,
    *,
    lexicon: Lexicon | None,
    encoded: bool,
    most: int | None = None,
) -> Iterator[Case]:
    """Every bead of some stories, and every plant in them."""
    random_ = random.Random(SEED)
    for story in stories:
        plants = list(plant(story))
        if most is not None and len(plants) > most:
            plants = random_.sample(plants, most)
        yield from _collect_story(story, plants, weights, lexicon, encoded=encoded)


def _collect_story(
    story: Story, plants: Sequence[Plant], weights: PartialWeights, lexicon: Lexicon | None, *, encoded: bool
) -> Iterator[Case]:
    texts: tuple[list[str], list[str]] = ([*story.texts[0]], [*story.texts[1]])
    beads = []
    for one in plants:
        ids = [one.bead.source, one.bead.target]
        first = len(texts[one.side])
        texts[one.side].extend(one.texts[one.side])
        ids[one.side] = tuple(range(first, len(texts[one.side])))
        beads.append(Bead(ids[0], ids[1]))
    languages = "zh", "en"
    sides = read_sides(
        [Segment(text) for text in texts[0]], [Segment(text) for text in texts[1]], languages=languages,
        encoder=load_encoder() if encoded else None, lexicon=lexicon,
    )  # fmt: skip
    examiner = Examiner(*sides, texts=texts, languages=languages, weights=weights, lexicon=lexicon)
    own = [bead for bead in story.beads if not bead.null]
    names = examiner.learn_names(own)
    examined = {bead: examiner.examine(bead, names) for bead in own}
    document = sum_up(list(examined.values()))
    before: dict[Bead, set[tuple[str, int, str]]] = {}
    for bead, evidence in examined.items():
        found = gather_candidates(evidence, document)
        before[bead] = {(one.kind, one.side, one.span.cut(evidence.halves[one.side].text)) for one in found}
        yield Case(
            story.name, "partial" if bead.partial else "sound", -1, lexicon is not None, [(one, True) for one in found]
        )
    for one, changed in zip(plants, beads):
        learnt = examiner.learn_names([*(bead for bead in own if bead != one.bead), changed])
        evidence = examiner.examine(changed, learnt)
        held = [
            (found, (found.kind, found.side, found.span.cut(evidence.halves[found.side].text)) in before[one.bead])
            for found in gather_candidates(evidence, document)
        ]
        yield Case(story.name, one.kind, one.side, lexicon is not None, held)


def fit_network(
    columns: Array, wanted: Array, counts: Array, *, units: int, rounds: int, decay: float = 3e-3, batch: int = 512
) -> Network:
    """Networks from several seeds side by side, fitted by Adam (Kingma and Ba 2015), as one."""
    mean, spread = columns.mean(axis=0), columns.std(axis=0) + 1e-6
    rows = (columns - mean) / spread
    parts = [_fit_once(rows, wanted, counts, units, rounds, decay, batch, seed) for seed in range(SEEDS)]
    hidden = np.hstack([part[0] for part in parts]) / spread[:, None]
    linear = sum(part[3] for part in parts) / SEEDS / spread
    return Network(
        linear=linear.astype(np.float32),
        bias=np.asarray(sum(part[4][0] for part in parts) / SEEDS - mean @ linear, np.float32),
        hidden=hidden.astype(np.float32),
        thresholds=(np.hstack([part[1] for part in parts]) - mean @ hidden).astype(np.float32),
        out=(np.hstack([part[2] for part in parts]) / SEEDS).astype(np.float32),
    )


def _fit_once(
    rows: Array, wanted: Array, counts: Array, units: int, rounds: int, decay: float, batch: int, seed: int
) -> list[Array]:
    random_ = np.random.default_rng(seed)
    size, width = rows.shape
    held: list[Array] = [
        random_.normal(0, width**-0.5, (width, units)), np.zeros(units), random_.normal(0, 0.1, units),
        np.zeros(width), np.zeros(1),
    ]  # fmt: skip
    first, second = [np.zeros_like(part) for part in held], [np.zeros_like(part) for part in held]
    steps, step = rounds * -(-size // batch), 0
    for _ in range(rounds):
        order = random_.permutation(size)
        for start in range(0, size, batch):
            chosen = order[start : start + batch]
            own = rows[chosen]
            raised = own @ held[0] + held[1]
            active = np.maximum(raised, 0)
            odds = own @ held[3] + active @ held[2] + held[4]
            slip = (1 / (1 + np.exp(-odds.clip(-30, 30))) - wanted[chosen]) * counts[chosen] / len(chosen)
            back = slip[:, None] * held[2] * (raised > 0)
            slopes = [
                own.T @ back + decay * held[0], back.sum(axis=0), active.T @ slip + decay * held[2],
                own.T @ slip + decay * held[3], slip.sum(keepdims=True),
            ]  # fmt: skip
            step += 1
            pace = 0.004 * (1 - step / steps) + 1e-5
            for at, slope in enumerate(slopes):
                first[at] = 0.9 * first[at] + 0.1 * slope
                second[at] = 0.999 * second[at] + 0.001 * slope**2
                held[at] = held[at] - pace * (first[at] / (1 - 0.9**step)) / (
                    np.sqrt(second[at] / (1 - 0.999**step)) + 1e-8
                )
    return held


def fit_words(documents: Sequence[tuple[Story, tuple[str, str]]]) -> PartialWeights:
    """Weights that judge single words, and nothing else yet."""
    gathered: dict[bool, list[tuple[Array, Array]]] = {False: [], True: []}
    random_ = random.Random(SEED)
    for document, languages in documents:
        for _ in range(ROUNDS if languages == ("zh", "en") else 1):
            for spaced, measures, wanted in _put_clauses_in(document, languages, random_):
                gathered[spaced].append((measures, wanted))
    first, second = {}, {}
    for spaced, parts in gathered.items():
        wanted = np.concatenate([wanted for _, wanted in parts])
        counts = np.ones(len(wanted))
        columns = np.concatenate([measures for measures, _ in parts])
        first[spaced] = fit_network(columns, wanted, counts, units=24, rounds=12, decay=1e-4)
        columns = np.concatenate([look_again(measures, first[spaced](measures)) for measures, _ in parts])
        second[spaced] = fit_network(columns, wanted, counts, units=24, rounds=12, decay=1e-4)
    return PartialWeights(first, second, {}, {}, "")


def _sides(texts: tuple[list[str], list[str]], languages: tuple[str, str]):  # type: ignore[no-untyped-def]
    segments = [[Segment(text) for text in side] for side in texts]
    return read_sides(segments[0], segments[1], languages=languages, encoder=load_encoder())


def _put_clauses_in(
    story: Story, languages: tuple[str, str], random_: random.Random
) -> Iterator[tuple[bool, Array, Array]]:
    """For every bead, and either side: its words against the other side, with a neighbour's clause put in and without."""
    texts: tuple[list[str], list[str]] = ([*story.texts[0]], [*story.texts[1]])
    made: list[tuple[Bead, int, int, int]] = []
    beads = [bead for bead in story.beads if not bead.null]
    for number, bead in enumerate(beads):
        near = [beads[at] for at in (number - 2, number - 1, number + 1, number + 2) if 0 <= at < len(beads)]
        for side in (0, 1):
            density = DENSITIES.get(languages[side], 1.0)
            ids = [bead.source, bead.target]
            made.append((bead, side, 0, 0))
            if not near:
                continue
            other = random_.choice(near)
            given = story.texts[side][random_.choice((other.source, other.target)[side])]
            start, end = random_.choice(list(_bounds(given, density)))
            place = random_.randrange(len(ids[side]))
            own = [story.texts[side][i] for i in ids[side]]
            at = random_.choice([start_ for start_, _ in _bounds(own[place], density)] + [len(own[place])])
            gap = " " if density == 1.0 and at and own[place][at - 1] != " " else ""
            clause = f"{gap}{given[start:end]}" + (" " if density == 1.0 and not given[start:end].endswith(" ") else "")
            before = offsets_of(own, spaced=density == 1.0)[place] + at
            own[place] = own[place][:at] + clause + own[place][at:]
            first = len(texts[side])
            texts[side].extend(own)
            ids[side] = tuple(range(first, len(texts[side])))
            made.append((Bead(ids[0], ids[1]), side, before, before + len(clause)))
    sides = _sides(texts, languages)
    for bead, side, start, end in made:
        wordings = [
            read_wording(own, ids, [held[i] for i in ids])
            for own, ids, held in zip(sides, (bead.source, bead.target), texts)
        ]
        ours = wordings[side]
        wanted = (ours.spans[:, 0] >= start) & (ours.spans[:, 0] < end)
        yield sides[side].spaced, measure_words(ours, wordings[1 - side]), wanted.astype(float)


def _bounds(text: str, density: float) -> Iterator[tuple[int, int]]:
    start = 0
    for end in cut_clauses(text, density):
        yield start, end
        start = end


Scorer = Callable[[Case], NDArray[np.floating]]


def fit_kinds(cases: Sequence[Case], *, stories: frozenset[str]) -> dict[str, Network]:
    """A network for each kind of gap.

    Args:
        stories: names of our own.
    """
    networks: dict[str, Network] = {}
    for kind in KINDS:
        rows: list[tuple[float, ...]] = []
        wanted, counts = [], []
        for case in cases:
            for one, before in case.held:
                if one.kind != kind or case.kind == "partial":
                    continue
                lost = case.kind != "sound" and one.side == 1 - case.side
                gap = lost and (case.kind == "clause" if kind == "clause" else not before)
                if gap or case.kind == "sound":
                    rows.append(one.measures)
                    wanted.append(float(gap))
                    counts.append((OF_PLANT if gap else 1.0) * (OF_STORY if case.story in stories else 1.0))
        if rows:
            units = 24 if kind == "clause" else 8
            networks[kind] = fit_network(
                np.array(rows), np.array(wanted), np.array(counts), units=units, rounds=60, decay=1e-2, batch=128
            )
    return networks


def score(case: Case, networks: Mapping[str, Network]) -> Array:
    """The log-odds of the surest candidate of each kind; -6 where there is none."""
    best = np.full(len(KINDS), NONE)
    for one, _ in case.held:
        if one.kind in networks:
            at = KINDS.index(one.kind)
            odds = float(networks[one.kind](np.array([one.measures], np.float32))[0])
            best[at] = max(best[at], min(odds, -NONE + 2))
    return best


def fit_scales(cases: Sequence[Case], scores: Array) -> dict[str, tuple[float, float]]:
    """What makes log-odds of the kinds alike, and 0 the point at which so many sound beads are marked as may be.

    Args:
        scores: of cases that the networks did not see, a row a case.
    """
    kinds = np.array([case.kind for case in cases])
    sound = kinds == "sound"
    scales = {}
    for at, kind in enumerate(KINDS):
        scales[kind] = _bend(scores[sound, at], scores[kinds == kind, at])
    bent = np.stack([scores[:, at] * scales[kind][0] + scales[kind][1] for at, kind in enumerate(KINDS)], axis=1)
    line = float(np.quantile(bent[sound].max(axis=1), 1 - ALLOWED))
    return {kind: (slope, offset - line) for kind, (slope, offset) in scales.items()}


def _bend(sound: Array, planted: Array) -> tuple[float, float]:
    """Slope and offset under which log-odds are borne out (Platt 1999), a gap being one in ten; by Newton's method."""
    odds = np.concatenate([sound, planted])
    wanted = np.concatenate([np.zeros(len(sound)), np.ones(len(planted))])
    counts = np.concatenate([np.full(len(sound), 1 / len(sound)), np.full(len(planted), 0.1 / max(1, len(planted)))])
    mean, spread = odds.mean(), odds.std() + 1e-6
    rows = np.stack([(odds - mean) / spread, np.ones(len(odds))], axis=1)
    held = np.array([1.0, 0.0])
    for _ in range(60):
        chance = 1 / (1 + np.exp(-(rows @ held)))
        slope = rows.T @ (counts * (chance - wanted)) + np.array([1e-4 * (held[0] - 1), 0])
        curve = (rows * (counts * chance * (1 - chance) + 1e-9)[:, None]).T @ rows + np.diag([1e-4, 1e-8])
        held = held - np.linalg.solve(curve, slope)
    return float(held[0] / spread), float(held[1] - held[0] * mean / spread)


def fit_all(
    cases: Sequence[Case], stories: Sequence[str], folds: int
) -> tuple[dict[str, Network], dict[str, tuple[float, float]]]:
    """Networks from all cases, and scales from what networks say of stories that they did not see."""
    own = frozenset(stories)
    judged: list[Case] = []
    rows: list[Array] = []
    for fold in range(folds):
        held = frozenset(stories[fold::folds])
        networks = fit_kinds([case for case in cases if case.story not in held], stories=own)
        inside = [case for case in cases if case.story in held]
        judged += inside
        rows += [score(case, networks) for case in inside]
    return fit_kinds(cases, stories=own), fit_scales(judged, np.array(rows))


@dataclass(frozen=True, eq=False)
class Result:
    """A case with its score under weights that did not see its story: from 0 on it is marked."""

    case: Case
    score: float


def cross_validate(cases: Sequence[Case], stories: Sequence[str]) -> list[Result]:
    """Every case of the stories, judged by weights that were fitted without its story."""
    results = []
    for fold in range(FOLDS):
        held = stories[fold::FOLDS]
        networks, scales = fit_all(
            [case for case in cases if case.story not in held], [name for name in stories if name not in held], INNER
        )
        for case in cases:
            if case.story in held:
                odds = [
                    slope * value + offset
                    for value, (slope, offset) in zip(score(case, networks), (scales[kind] for kind in KINDS))
                ]
                results.append(Result(case, max(odds)))
    return results


def tell(results: Sequence[Result]) -> str:
    """Recall by kind and false alarms, at the line that was drawn and where just two in a hundred are marked."""
    sound = np.array([one.score for one in results if one.case.kind == "sound"])
    lines = []
    for name, line in (("as drawn", 0.0), ("at 2%", float(np.quantile(sound, 1 - ALLOWED)))):
        shares = {
            kind: float(np.mean([one.score >= line for one in results if one.case.kind == kind]))
            for kind in ("clause", "number", "name", "partial")
        }
        told = "  ".join(f"{kind} {share:.3f}" for kind, share in shares.items())
        mean = np.mean([shares[kind] for kind in ("clause", "number", "name")])
        lines.append(f"  {name}: {told}  mean {mean:.3f}  false alarms {float(np.mean(sound >= line)):.3f}")
    return "\n".join(lines)


def read_pairs(data: Path, ntrex: Path | None) -> list[tuple[Story, tuple[str, str]]]:
    """Documents of NTREX in several languages."""
    natural = read_stories(data / "alignment" / "ntrex_nat")
    documents: list[tuple[Story, tuple[str, str]]] = [(story, ("zh", "en")) for story in natural]
    if ntrex:
        from tests.bench.fit_alignment import read_ntrex, split_segments

        held = read_ntrex(ntrex, [story.name for story in natural])
        for at, (family, segments) in enumerate(sorted(held.items())):
            languages = PAIRS[at % len(PAIRS)]
            texts: tuple[list[str], list[str]] = ([], [])
            beads = []
            for ours, theirs in split_segments(segments, languages):
                ids = (
                    tuple(range(len(texts[0]), len(texts[0]) + len(ours))),
                    tuple(range(len(texts[1]), len(texts[1]) + len(theirs))),
                )
                beads.append(Bead(*ids))
                texts[0].extend(ours)
                texts[1].extend(theirs)
            documents.append((Story(family, texts, beads), languages))
    return documents


def gather_cases(words: PartialWeights, data: Path, *, encoded: bool) -> tuple[list[Case], list[str]]:
    """Cases of NTREX and of our stories, with the glossary and without; and the names of our stories."""
    natural, samples = read_stories(data / "alignment" / "ntrex_nat"), read_samples()
    each = MOST // len(natural)
    cases = list(collect(natural, words, lexicon=None, encoded=encoded, most=each))
    for lexicon in (load_lexicon(), None):
        cases += collect(samples, words, lexicon=lexicon, encoded=encoded)
    return cases, [story.name for story in samples]


def main(argv: list[str]) -> int:
    """Fits, prints what cross-validation says, and writes the weights where asked to."""
    plain = [argument for argument in argv if not argument.startswith("--")]
    data, ntrex = Path(plain[0]), Path(plain[1]) if len(plain) > 1 else None
    words = fit_words(read_pairs(data, ntrex))
    networks: dict[str, Network] = {}
    scales: dict[str, tuple[float, float]] = {}
    notes: dict[str, object] = {}
    for prefix, encoded in (("", True), ("plain.", False)):
        cases, stories = gather_cases(words, data, encoded=encoded)
        results = cross_validate(cases, stories)
        for lexicon in (True, False):
            own = [one for one in results if one.case.lexicon == lexicon]
            print(
                f"{'encoder' if encoded else 'plain'}, glossary {'yes' if lexicon else 'no'}\n{tell(own)}", flush=True
            )
        fitted, scaled = fit_all(cases, stories, FOLDS)
        networks |= {f"{prefix}{kind}": network for kind, network in fitted.items()}
        scales |= {f"{prefix}{kind}": scaled[kind] for kind in fitted}
        notes["plain" if prefix else "cases"] = len(cases)
    if "--write" in argv:
        signature = sign("partial", on="ntrex_nat+samples", folds=FOLDS, **notes)
        weights = replace(words, kinds=networks, scales=scales, signature=signature)
        out = Path("corpora/alignment/partial/weights.npz")
        np.savez_compressed(out, **save_partial_weights(weights))  # type: ignore[arg-type]
        print(f"written: {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
