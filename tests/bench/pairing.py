"""How well versions are found among many articles, and how fast."""

import json
import resource
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from corpora.article import Article, Block, Origin
from corpora.encoder import load_encoder
from corpora.pairing import Pairing, find_pairs
from corpora.readers.folder import read_folder
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
from tests.bench.table import Row

COMMAND = "make bench DATA=DIR"
GOAL = "P .99, R .97"
# Not those with which weights were fitted.
SEEDS = range(40, 46)
COPIES = 5000
# Shares of a decoy's numbers that are others: all, or some as in an update of the story.
DECOYS, UPDATES = (1.0,), (0.4, 0.6, 0.8)
Judged = tuple[Pairing, frozenset[tuple[str, str]]]


def measure(data: Path) -> Iterator[Row]:
    """Rows for documents, leads, samples and decoys, and for 10,000 copies."""
    documents = read_documents(data / "alignment" / "ntrex_hard")
    held = [story for story in documents if half_of(story.family) == 1]
    samples = read_samples()
    yield row(f"the {len(documents)} documents of ntrex_hard as files, half of them single", as_files(documents))
    yield row(f"{len(held)} of them that no weight was fitted on", plain(held))
    yield row("lead sentences of article_pairs.json", [leads(data / "newsroom" / "article_pairs.json")])
    yield row("sample stories, their files renamed", [renamed_samples()])
    yield row("sample stories without links and days", plain(samples))
    for name, stories in (("held-out documents", held), ("documents and samples", [*documents, *samples])):
        yield row(f"{name} with decoys of other numbers and days", decoys(stories, DECOYS))
        yield row(f"{name} with decoys of some other numbers and other days", decoys(stories, UPDATES))
        yield row(f"{name} with decoys, all with days of publication", decoys(stories, DECOYS, dated=True))
    golds = read_golds(data / "alignment" / "ntrex_hard")
    yield row("single sentences to four of held-out documents, with decoys", short(held, golds))
    yield from speed(copies(documents, golds, count=COPIES, single=0.0, seed=7))


def row(what: str, folders: Iterable[Judged]) -> Row:
    """Precision and recall over some folders."""
    made = right = pairs = articles = 0
    signature = ""
    for found, truth in folders:
        names = {(pair.source.name, pair.target.name) for pair in found.pairs}
        made, right, pairs = made + len(names), right + len(names & truth), pairs + len(truth)
        articles += 2 * len(names) + len(found.singles)
        signature = found.signature
    figure = f"P {right / max(1, made):.3f}, R {right / max(1, pairs):.3f} ({pairs} pairs among {articles} articles)"
    return Row(f"pairs found: {what}", figure, GOAL, "-", COMMAND, signature)


def judged(folder: Folder) -> Judged:
    """What is found in a folder, and what should be."""
    return find_pairs(folder.articles), folder.pairs


def as_files(stories: Sequence[Story]) -> Iterator[Judged]:
    """Each folder written as text files and read again."""
    for seed in SEEDS:
        folder = lay_out(stories, seed=seed, single=0.5)
        with tempfile.TemporaryDirectory() as place:
            for article in folder.articles:
                Path(place, article.name).write_text(f"{article.text}\n", "utf-8")
            read = [article.named(Path(article.name).name) for article in read_folder(place)]
        yield find_pairs(read), folder.pairs


def plain(stories: Sequence[Story]) -> Iterator[Judged]:
    """Half of the stories single, nothing but text."""
    return (judged(lay_out(stories, seed=seed, single=0.5)) for seed in SEEDS)


def decoys(stories: Sequence[Story], shares: Sequence[float], *, dated: bool = False) -> Iterator[Judged]:
    """Half of the stories single, most with a decoy beside them."""
    for seed in SEEDS:
        yield judged(lay_out(stories, seed=seed, single=0.5, decoys=0.7, shares=shares, dated=dated))


def short(stories: Sequence[Story], golds: Golds) -> Iterator[Judged]:
    """A few sentences of each story."""
    for seed in SEEDS:
        yield judged(lay_out(brief(stories, golds, seed=seed), seed=seed, single=0.5, decoys=0.4))


def leads(file: Path) -> Judged:
    """The newsroom's lead sentences, with the addresses and days that stand beside them."""
    articles: list[Article] = []
    pairs: set[tuple[str, str]] = set()
    for entry in json.loads(file.read_text("utf-8")):
        names = []
        for tag in ("zh", "en"):
            origin = Origin(url=entry[f"{tag}_url"], published=entry.get(f"{tag}_date", ""))
            names.append(f"{tag}-{len(articles)}")
            articles.append(Article(tag, (Block("paragraph", entry[tag]),), origin, names[-1]))
        pairs.add((names[0], names[1]))
    # In another order on either side, so that no tie is broken by it.
    articles.sort(key=lambda article: article.text)
    return find_pairs(articles), frozenset(pairs)


def renamed_samples() -> Judged:
    """Our stories, those without a version among them, under names that say nothing."""
    stories = sorted(path for path in samples_folder().iterdir() if ".zh." in path.name or ".en." in path.name)
    names = {path.name: f"{number * 7919 % 100:02d}{path.suffix}" for number, path in enumerate(stories)}
    with tempfile.TemporaryDirectory() as place:
        for path in stories:
            shutil.copyfile(path, Path(place, names[path.name]))
        read = [article.named(Path(article.name).name) for article in read_folder(place)]
    golds = sorted((samples_folder() / "gold").glob("*.gold"))
    truth = {
        tuple(
            names[next(path.name for path in stories if path.name.startswith(f"{gold.stem}.{tag}."))]
            for tag in ("zh", "en")
        )
        for gold in golds
    }
    return find_pairs(read), frozenset((ours, theirs) for ours, theirs in truth)


def speed(folder: Folder) -> Iterator[Row]:
    """Thousands of articles of which many differ in numbers, a name and a few sentences alone."""
    load_encoder()
    start = time.perf_counter()
    found, truth = judged(folder)
    seconds = time.perf_counter() - start
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = len(folder.articles)
    yield row(f"{size:,} copies", [(found, truth)])
    yield Row(
        f"{size:,} articles paired, reading apart",
        f"{seconds:.0f} s, {megabytes:.0f} MB",
        "600 s",
        "-",
        COMMAND,
        found.signature,
    )
