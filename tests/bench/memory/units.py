"""A large memory made by seeded edits of real sentences, and queries made from it."""

import random
from collections.abc import Iterator
from pathlib import Path

from corpora.alignment.beads import read_beads

_SETS = ("ntrex_hard", "ntrex_nat", "bible_long")
# One unit in so many is a few characters long.
_SHORT = 50
_LETTERS = "etaoinshrdlucmfwypvbgk"

Pair = tuple[str, str]


def read_pairs(data: Path) -> list[Pair]:
    """The sentences of the evaluation sets, Chinese and English."""
    pairs: list[Pair] = []
    for name in _SETS:
        for gold in sorted((data / "alignment" / name).glob("*.gold")):
            chinese, english = (gold.with_suffix(tag).read_text("utf-8").splitlines() for tag in (".zh", ".en"))
            for sources, targets in read_beads(gold):
                pair = "".join(chinese[i] for i in sources), " ".join(english[i] for i in targets)
                if all(map(str.strip, pair)):
                    pairs.append(pair)
    return pairs


def make_units(pairs: list[Pair], number: int) -> Iterator[Pair]:
    """The pairs, then copies of them with a tenth to six tenths of characters and words edited; some are short."""
    chance = random.Random(1)
    han = [character for chinese, _ in pairs for character in chinese if "\u4e00" <= character <= "\u9fff"]
    words = [word for _, english in pairs for word in english.split()]
    for at in range(number):
        chinese, english = chance.choice(pairs)
        if at >= len(pairs):
            chinese = "".join(edit(list(chinese), chance.uniform(0.1, 0.6), han, chance))
            english = " ".join(edit(english.split(), chance.uniform(0.1, 0.6), words, chance))
        if at % _SHORT == 0:
            # Labels, captions, names.
            first = chance.randrange(len(chinese))
            chinese = chinese[first : first + chance.randint(1, 8)].strip() or "图"
            english = " ".join(english.split()[:2])[: chance.randint(1, 12)].strip() or "Photo"
        yield chinese, english


def make_queries(texts: list[str], number: int, *, seed: int = 2) -> list[str]:
    """Three tenths stand in the memory, five are edited by 1 to 30% of their characters, two are new."""
    chance = random.Random(seed)
    pool = list("".join(chance.sample(texts, 200))) + list(_LETTERS)
    queries: list[str] = []
    for at in range(number):
        text = chance.choice(texts)
        if at % 10 >= 8:
            other = chance.choice(texts)
            text = text[: len(text) // 2] + other[len(other) // 2 :]
        elif at % 10 >= 3:
            text = "".join(edit(list(text), chance.uniform(0.01, 0.3), pool, chance))
        queries.append(text)
    return queries


def make_brief(texts: list[str], number: int) -> list[str]:
    """Queries of one to seven characters: half stand in the memory, half have one of them replaced."""
    chance = random.Random(3)
    short = sorted({text for text in texts if len(text) <= 7})
    queries: list[str] = []
    for at in range(number if short else 0):
        text = chance.choice(short)
        if at % 2:
            place = chance.randrange(len(text))
            text = text[:place] + chance.choice(_LETTERS) + text[place + 1 :]
        queries.append(text)
    return queries


def edit(parts: list[str], share: float, pool: list[str], chance: random.Random) -> list[str]:
    """The parts with a share of them replaced, put in or taken out."""
    for _ in range(max(1, int(len(parts) * share))):
        at, what = chance.randrange(len(parts)), chance.random()
        if what < 0.5:
            parts[at] = chance.choice(pool)
        elif what < 0.75:
            parts.insert(at, chance.choice(pool))
        elif len(parts) > 1:
            del parts[at]
    return parts
