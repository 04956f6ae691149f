"""Folders as a desk may find them: stories, some without their version, some with decoys beside them."""

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

from corpora.alignment import read_beads
from corpora.article import Article, Block
from corpora.numerals import find_quantities
from corpora.pairing.profile import fact_key
from corpora.readers import read, read_data
from tests.bench.rewriting import copy, other_day, rewrite

# By how many days a version follows its story.
LAGS = (0, 0, 0, 1, 1, 1, 2, 2, 3, 4, 6, 9)
TAGS = ("zh", "en")
Golds = dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]


@dataclass(frozen=True, slots=True)
class Story:
    """A story and its version; `family` ties a document to all that is made of it."""

    family: str
    source: Article
    target: Article


@dataclass(frozen=True, slots=True)
class Folder:
    """Articles in no order, under names that say nothing, and which belong together."""

    articles: tuple[Article, ...]
    pairs: frozenset[tuple[str, str]]


def half_of(family: str) -> int:
    """0 for the half of the documents that weights are fitted on, 1 for the half that they are judged on."""
    return hashlib.sha256(f"pairing:{family}".encode()).digest()[0] % 2


def read_documents(folder: Path) -> list[Story]:
    """The documents of a folder of NAME.zh and NAME.en, each side read as the text file that it is."""
    return [Story(path.stem, *(_read_side(path, tag) for tag in TAGS)) for path in sorted(folder.glob("*.zh"))]


def _read_side(path: Path, tag: str) -> Article:
    return read_data(path.with_suffix(f".{tag}").read_bytes(), file=f"{path.stem}.{tag}.txt")


def samples_folder() -> Path:
    """Where our sample stories stand."""
    return Path(str(files("corpora.samples")))


def read_samples() -> list[Story]:
    """Our sample stories that have a version, each read from its file."""
    samples = samples_folder()
    names = sorted(path.stem for path in (samples / "gold").glob("*.gold"))
    return [Story(name, *(read(next(samples.glob(f"{name}.{tag}.*"))) for tag in TAGS)) for name in names]


def read_golds(folder: Path) -> Golds:
    """The beads of a folder of NAME.zh, NAME.en, NAME.gold, as sentences."""
    golds: Golds = {}
    for gold in sorted(folder.glob("*.gold")):
        zh, en = (gold.with_suffix(f".{tag}").read_text("utf-8").splitlines() for tag in TAGS)
        golds[gold.stem] = [
            (tuple(zh[i] for i in ours), tuple(en[j] for j in theirs)) for ours, theirs in read_beads(gold)
        ]
    return golds


def told_anew(article: Article, seed: int, *, share: float = 1.0) -> Article:
    """A decoy: the article with other numbers and days, published on another day at an address of its own.

    Args:
        share: of the numbers that are others.
    """
    tag = article.language.split("-")[0]
    blocks = tuple(
        Block(block.kind, rewrite(block.text, language=tag, seed=seed, share=share)) for block in article.blocks
    )
    said = (article.origin.published or article.origin.updated)[:10]
    origin = replace(article.origin, url="", alternates=(), updated="", published=other_day(said, seed) if said else "")
    return replace(article, blocks=blocks, origin=origin)


def tells_apart(told: Article, one: Article, other: Article) -> bool:
    """Whether a decoy denies a number or day that both versions say; without one nobody could tell it from them."""
    found = [_facts(each) for each in (told, one, other)]
    return bool((found[1] & found[2]) - found[0])


def _facts(article: Article) -> set[str]:
    return {fact_key(found) for found in find_quantities(article.text, language=article.language)} - {""}


def lay_out(
    stories: Sequence[Story],
    *,
    seed: int,
    single: float,
    decoys: float = 0.0,
    shares: Sequence[float] = (1.0,),
    dated: bool = False,
    linked: bool = False,
) -> Folder:
    """A folder of stories.

    Args:
        single: share of stories with one side only.
        decoys: share with a side told anew: the one, the other, or both, which then are a pair.
        shares: of a decoy's numbers that are others, one of these.
        dated: whether articles say when they were published; else they lose what they say.
        linked: whether they keep their addresses and links.
    """
    chance = random.Random(f"folder:{seed}")
    articles: list[Article] = []
    pairs: set[tuple[str, str]] = set()
    numbers = iter(chance.sample(range(10_000, 100_000), 4 * len(stories)))

    def put(sides: Sequence[Article], kept: Sequence[int]) -> None:
        names = [f"{next(numbers)}.txt" for _ in kept]
        articles.extend(sides[side].named(name) for side, name in zip(kept, names))
        if len(names) == 2:
            pairs.add((names[0], names[1]))

    for number, story in enumerate(stories):
        sides = _dressed((story.source, story.target), chance, dated=dated, linked=linked)
        put(sides, (0, 1) if chance.random() >= single else (chance.randrange(2),))
        if chance.random() < decoys:
            share = chance.choice(shares)
            told = [told_anew(side, seed * 1000 + number, share=share) for side in sides]
            chosen = chance.choice([(0,), (1,), (0, 1)])
            put(told, [side for side in chosen if tells_apart(told[side], sides[side], sides[1 - side])])
    chance.shuffle(articles)
    return Folder(tuple(articles), frozenset(pairs))


def _dressed(sides: tuple[Article, Article], chance: random.Random, *, dated: bool, linked: bool) -> list[Article]:
    """Both sides with days of publication or none, with their addresses or none."""
    days = ["", ""]
    if dated:
        said = (sides[0].origin.published or sides[0].origin.updated)[:10]
        first = date.fromisoformat(said) if said else date(2023, 1, 1) + timedelta(days=chance.randrange(700))
        days = [first.isoformat(), (first + timedelta(days=chance.choice(LAGS))).isoformat()]
    out = []
    for article, day in zip(sides, days):
        origin = replace(article.origin, published=day, updated="")
        out.append(replace(article, origin=origin if linked else replace(origin, url="", alternates=())))
    return out


def brief(stories: Sequence[Story], golds: Golds, *, seed: int) -> list[Story]:
    """Stories of one to four sentences, as leads and short items are: beads in a row of each story."""
    chance = random.Random(f"brief:{seed}")
    out = []
    for story in stories:
        beads = golds[story.family]
        size = chance.choice((1, 1, 2, 2, 3, 4))
        start = chance.randrange(max(1, len(beads) - size))
        chosen = [bead for bead in beads[start : start + size] if all(bead)]
        if chosen:
            out.append(Story(story.family, *(_made_of(story, chosen, side) for side in (0, 1))))
    return out


def _made_of(story: Story, beads: Sequence[tuple[tuple[str, ...], tuple[str, ...]]], side: int) -> Article:
    blocks = tuple(Block("paragraph", text) for bead in beads for text in bead[side])
    return replace((story.source, story.target)[side], blocks=blocks)


def copies(stories: Sequence[Story], golds: Golds, *, count: int, single: float, seed: int) -> Folder:
    """A folder of `count` stories made from a few: in each, numbers, days, a name and some sentences are its own."""
    chance = random.Random(f"copies:{seed}")
    told = {
        story.family: [("\n".join(ours), "\n".join(theirs)) for ours, theirs in golds[story.family]]
        for story in stories
    }
    pool = [bead for beads in told.values() for bead in beads]
    names = iter(chance.sample(range(10**6, 10**7), 2 * count))
    articles: list[Article] = []
    pairs: set[tuple[str, str]] = set()
    for number in range(count):
        beads = copy(told[stories[number % len(stories)].family], pool, seed=seed * 100_003 + number)
        kept = (0, 1) if chance.random() >= single else (chance.randrange(2),)
        named = [f"{next(names)}.txt" for _ in kept]
        for side, name in zip(kept, named):
            lines = [line for bead in beads for line in bead[side].split("\n") if line]
            articles.append(Article(TAGS[side], tuple(Block("paragraph", line) for line in lines), name=name))
        if len(named) == 2:
            pairs.add((named[0], named[1]))
    chance.shuffle(articles)
    return Folder(tuple(articles), frozenset(pairs))
