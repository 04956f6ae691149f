"""Documents whose gold is known, made from segments that are translations of each other.

Every document draws rates of its own, so that no single kind of editor or translator is learnt: sentences are
merged, cut, shifted, swapped, dropped, added, replaced; lines of junk are strewn in as a scanner leaves them;
clauses and words are lost as a free translator loses them. Half of the documents are translated faithfully:
hardly anything without counterpart, much that is merged, cut and freely said.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

Beads = list[tuple[tuple[int, ...], tuple[int, ...]]]
# Sentences of one language and those of the other that say the same.
Pair = tuple[list[str], list[str]]
MOST, TOGETHER = 5, 7
_COMMAS = {"zh": "，", "ja": "、", "ar": "،"}
_UNSPACED = frozenset({"zh", "ja", "th"})
_JUNK = ("(Photo)", "* * *", "2019", "—", "Share", "1.", "Read more", "图", "...")
_NULLS = ("drop_source", "drop_target", "add_source", "add_target", "replace", "drop_block")
_CHANGES = ("merge_source", "merge_target", "cut_source", "cut_target", "shift")
# Log-uniform rates, as powers of ten.
_RANGES = {
    "merge_source": (-2.3, -0.6), "merge_target": (-2.3, -0.6), "cut_source": (-2.5, -1.0), "cut_target": (-2.5, -1.0),
    "shift": (-2.5, -0.9), "swap": (-3.0, -1.5), "drop_source": (-2.5, -0.8), "drop_target": (-2.5, -0.8),
    "drop_block": (-3.0, -1.5), "add_source": (-2.7, -1.0), "add_target": (-2.7, -1.0), "replace": (-3.0, -1.3),
    "junk": (-3.0, -1.3),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Document:
    """A pair with its gold beads.

    Args:
        family: ties a document to others made of the same text.
        kind: what it is scored with.
        blocks: for each side the block of each sentence, or nothing.
        kinds: for each side the kind of each sentence's block, or nothing.
    """

    family: str
    kind: str
    source: list[str]
    target: list[str]
    gold: Beads
    languages: tuple[str, str] = ("zh", "en")
    blocks: tuple[list[int], list[int]] | None = None
    kinds: tuple[list[str], list[str]] | None = None


class _Draft:
    """A document that is being written."""

    def __init__(self) -> None:
        self.sides: tuple[list[str], list[str]] = ([], [])
        self.gold: Beads = []

    def add(self, pair: Pair) -> None:
        self.gold.append(tuple(tuple(range(len(side), len(side) + len(new))) for side, new in zip(self.sides, pair)))  # type: ignore[arg-type]
        for side, new in zip(self.sides, pair):
            side.extend(new)

    def alone(self, side: int, texts: Sequence[str]) -> None:
        for text in texts:
            self.add(([text], []) if side == 0 else ([], [text]))


def perturb(
    segments: Sequence[Pair], pool: Sequence[Pair], random_: random.Random, *, family: str, languages: tuple[str, str]
) -> Document | None:
    """One perturbed document; None where chance made a bead larger than any that is looked for.

    Args:
        segments: of one document, in order.
        pool: of other documents, for what is added.
    """
    rates, noise = _draw_rates(random_)
    draft = _Draft()
    at = 0
    while at < len(segments):
        for side, name in enumerate(("add_source", "add_target")):
            while random_.random() < rates[name]:
                count = random_.choice([1, 1, 1, 2, 4, 8]) if random_.random() < 0.3 else 1
                draft.alone(side, [random_.choice(random_.choice(pool)[side]) for _ in range(count)])
        if random_.random() < rates["junk"]:
            _strew_junk(draft, pool, random_)
        at += _take(draft, segments[at:], pool, rates, random_, languages)
    for texts, language in zip(draft.sides, languages):
        texts[:] = [_thin(text, language, random_) if random_.random() < noise else text for text in texts]
    if not all(draft.sides) or any(len(s) > MOST or len(t) > MOST or len(s + t) > TOGETHER for s, t in draft.gold):
        return None
    blocks = _lay_out(draft.gold, random_) if random_.random() < 0.5 else None
    return Document(family, "perturbed", *draft.sides, draft.gold, languages, blocks)


def _draw_rates(random_: random.Random) -> tuple[dict[str, float], float]:
    def power(low: float, high: float) -> float:
        return float(10 ** random_.uniform(low, high))

    rates = {name: power(*range_) for name, range_ in _RANGES.items()}
    noise = random_.choice([0, 0, 0.1, 0.3, 0.5])
    if random_.random() < 0.5:
        rates |= {name: power(-4.5, -2.2) for name in _NULLS}
        rates |= {name: power(-2.0, -0.6) for name in _CHANGES}
        if random_.random() < 0.5:
            rates["junk"] = 0
        noise = random_.choice([0, 0.1, 0.3, 0.5, 0.7])
    elif random_.random() < 0.3:
        rates["junk"] = 0
    return rates, noise


def _take(
    draft: _Draft, rest: Sequence[Pair], pool: Sequence[Pair], rates: dict[str, float], random_: random.Random,
    languages: tuple[str, str],
) -> int:  # fmt: skip
    """Writes the next segments down, changed or not; says how many."""

    def happens(name: str) -> bool:
        return random_.random() < rates[name]

    source, target = rest[0]
    if happens("drop_block"):
        side, count = int(random_.random() >= 0.6), random_.randint(2, 6)
        for pair in rest[:count]:
            draft.alone(side, pair[side])
        return count
    if happens("drop_source"):
        draft.alone(1, target)
        return 1
    if happens("drop_target"):
        draft.alone(0, source)
        return 1
    if happens("replace"):
        kept = random_.randrange(2)
        draft.alone(kept, rest[0][kept])
        draft.alone(1 - kept, [random_.choice(random_.choice(pool)[1 - kept])])
        return 1
    for side, name in enumerate(("merge_source", "merge_target")):
        if happens(name) and len(rest) > 1:
            taken = rest[: random_.choice([2, 2, 2, 3, 3, 4])]
            whole = _flatten(taken)
            merged = whole[side]
            part = len(merged) if random_.random() < 0.8 or len(merged) < 3 else 2
            new = [_join(merged[:part], languages[side], random_), *merged[part:]]
            draft.add((new, whole[1]) if side == 0 else (whole[0], new))
            return len(taken)
    if happens("shift") and len(rest) > 1:
        draft.add(_shift(_flatten(rest[:2]), random_, languages))
        return 2
    if happens("swap") and len(rest) > 1:
        draft.add((_flatten(rest[:2])[0], _flatten(rest[1::-1])[1]))
        return 2
    for side, name in enumerate(("cut_source", "cut_target")):
        texts = rest[0][side]
        if happens(name) and len(texts) == 1 and (places := _commas(texts[0], languages[side])):
            cuts = sorted(random_.sample(places, min(len(places), random_.choice([1, 1, 1, 2]))))
            ends = [0, *cuts, len(texts[0])]
            new = [_as_sentence(texts[0][a:b], languages[side]) for a, b in pairwise(ends)]
            draft.add((new, target) if side == 0 else (source, new))
            return 1
    draft.add((list(source), list(target)))
    return 1


def _flatten(pairs: Sequence[Pair]) -> Pair:
    return [text for pair in pairs for text in pair[0]], [text for pair in pairs for text in pair[1]]


def _shift(pair: Pair, random_: random.Random, languages: tuple[str, str]) -> Pair:
    """The end of one sentence moved to the front of the next, on one side."""
    side = random_.randrange(2)
    texts = pair[side]
    places = _commas(texts[0], languages[side])
    if len(texts) == 2 and places:
        at = random_.choice(places)
        moved = [_as_sentence(texts[0][at:], languages[side]), texts[1]]
        texts = [_as_sentence(texts[0][:at], languages[side]), _join(moved, languages[side], random_)]
    return (texts, pair[1]) if side == 0 else (pair[0], texts)


def _commas(text: str, language: str) -> list[int]:
    """Where a sentence may be cut, not too near to its ends."""
    places = [match.end() for match in re.finditer(re.escape(_COMMAS.get(language, ", ")), text)]
    return [place for place in places if 0.15 < place / len(text) < 0.85]


def _as_sentence(text: str, language: str) -> str:
    bare = text.strip().rstrip(" ,，、；;،")
    stop = "。" if language in ("zh", "ja") else "" if language == "th" else "."
    return bare[:1].upper() + bare[1:] + ("" if bare.endswith((".", "。", "!", "?", "！", "？")) else stop)


def _join(texts: Sequence[str], language: str, random_: random.Random) -> str:
    """Sentences as one, as an editor runs them on."""
    joined = texts[0]
    for text in texts[1:]:
        if language in ("zh", "ja"):
            mark = random_.choice("，；，") if language == "zh" else "、"
            joined = (joined[:-1] + mark if joined.endswith(("。", "；")) else joined) + text
        elif joined.endswith("."):
            lower = random_.random() < 0.6 and text[1:2].islower()
            new = text[:1].lower() + text[1:] if lower else text
            joined = joined[:-1] + random_.choice([";", ",", " and", " -"]) + " " + new
        else:
            joined += ("" if language in _UNSPACED else " ") + text
    return joined


def _thin(text: str, language: str, random_: random.Random) -> str:
    """A sentence with a clause left out, or with a word lost here and there."""
    if random_.random() < 0.5:
        mark = _COMMAS.get(language, ", ")
        clauses = text.split(mark)
        if len(clauses) > 1:
            del clauses[random_.randrange(len(clauses))]
        return mark.join(clauses)
    if language not in _UNSPACED:
        return " ".join(word for word in text.split(" ") if random_.random() > 0.12) or text
    kept, at = "", 0
    while at < len(text):
        if text[at].isalpha() and random_.random() < 0.06:
            at += random_.randint(1, 3)
            continue
        kept += text[at]
        at += 1
    return kept or text


def _strew_junk(draft: _Draft, pool: Sequence[Pair], random_: random.Random) -> None:
    """Lines that no translator saw: captions cut off, page numbers, what a scanner made of a picture."""
    side = random_.randrange(2)
    for _ in range(random_.choice([1, 1, 1, 2, 3, 6, 12, 20, 30])):
        line = random_.choice([*_JUNK, None, None, None, None])
        draft.alone(side, [line or _spoil(random_.choice(random_.choice(pool)[side]), random_)])


def _spoil(text: str, random_: random.Random) -> str:
    way = random_.random()
    if way < 0.4:
        start = random_.randrange(max(1, len(text) - 6))
        piece = text[start : start + random_.randint(1, 8)]
        return "".join(mark if random_.random() < 0.5 else random_.choice(".'*-,^iJ1» ") for mark in piece) or "."
    if way < 0.7:
        spaced = " " in text.strip()
        words = text.split() if spaced else [text[at : at + 4] for at in range(0, len(text), 4)]
        start = random_.randrange(len(words))
        return (" " if spaced else "").join(words[start : start + random_.randint(1, 4)])
    return re.sub(r"\D", "", text)[:4] or "7"


def _lay_out(gold: Beads, random_: random.Random) -> tuple[list[int], list[int]]:
    """Paragraphs, which begin with a bead and mostly on both sides at once."""
    blocks: tuple[list[int], list[int]] = ([], [])
    numbers = [0, 0]
    often, apart = random_.choice([0.3, 0.5, 0.8]), random_.choice([0.0, 0.1, 0.3])
    for bead in gold:
        new = random_.random() < often
        for side in range(2):
            if new or (bead[side] and random_.random() < apart):
                numbers[side] += 1
            blocks[side].extend([numbers[side]] * len(bead[side]))
    return blocks
