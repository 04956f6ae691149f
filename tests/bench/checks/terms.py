"""The check of terms: its alarms on human translations, what it finds of planted errors, and its speed.

Usage: python -m tests.bench.checks.terms DATA [alarms|planted]   to print what is behind the figures
"""

import gc
import json
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from corpora.article import Segment
from corpora.bitext import Bead, Bitext
from styles.checks import check, signature
from styles.checks.terms import check_terms
from styles.spotting import Spotter
from tests.bench.table import Row
from tm.finding import Finding
from tm.formats.termlist import load_glossary
from tm.glossary import Concept, Glossary, Term

COMMAND = "python -m tests.bench DATA checks"
SEED = 20261125
PLANTS = 1000
KINDS = ("another term", "another word", "misspelt", "dropped")
Pair = tuple[str, str]


class Report(NamedTuple):
    """A year of the annual reports: its glossary, and its paragraphs with their references."""

    glossary: Glossary
    pairs: list[Pair]


class Plant(NamedTuple):
    """A paragraph whose translation had a term, and has another thing in all its places."""

    kind: str
    concept: Concept
    source: str
    clean: str
    target: str


def rows(data: Path) -> Iterator[Row]:
    """The figures of the check of terms."""
    reports = read_reports(data / "terminology" / "wmt25-term")
    yield _alarms(reports)
    yield _planted(reports)
    yield _speed(reports)
    yield _loading()


def read_reports(folder: Path) -> list[Report]:
    """The development half of WMT25's terminology track: `proper` terms, paragraphs, references."""
    found = []
    for file in sorted(folder.glob("ref.*.zhen.json")):
        year: dict[str, Any] = json.loads(file.read_text("utf-8"))
        concepts = [
            Concept((Term("zh-Hant", source), *_forms([each for each in targets if each.strip()])))
            for source, targets in year["terms"].items()
            if any(each.strip() for each in targets)
        ]
        pairs: list[Pair] = []
        for document in year["docs"]:
            sides = [document[tag].split("\n") for tag in ("zh", "en")]
            pairs += [pair for pair in zip(*sides, strict=True) if all(text.strip() for text in pair)]
        found.append(Report(Glossary(tuple(concepts)), pairs))
    return found


def _forms(texts: list[str]) -> list[Term]:
    return [Term("en", text, "admitted" if at else "preferred") for at, text in enumerate(dict.fromkeys(texts))]


def bitext(pairs: Sequence[Pair], source: str = "zh-Hant") -> Bitext:
    """Paragraphs as beads of one segment a side."""
    originals, versions = (tuple(Segment(pair[side]) for pair in pairs) for side in (0, 1))
    return Bitext(source, "en", originals, versions, tuple(Bead((at,), (at,)) for at in range(len(pairs))))


def findings(pair: Pair, glossary: Glossary) -> list[Finding]:
    """What the check says of one paragraph on its own."""
    return list(check_terms(bitext([pair]), glossary=glossary))


def plant(reports: Sequence[Report], *, count: int, seed: int) -> list[tuple[Plant, Glossary]]:
    """Errors in place of terms that references do use, all places of a paragraph at once; the kinds in turn."""
    drawn = random.Random(seed)
    pool: list[tuple[Concept, Pair, Report]] = []
    for report in reports:
        spotter = Spotter(report.glossary, "zh-Hant")
        for pair in report.pairs:
            concepts = {spotted.concept for spotted in spotter.spot(pair[0])}
            pool += [(each, pair, report) for each in sorted(concepts, key=str) if _pattern(each).search(pair[1])]
    drawn.shuffle(pool)
    made: list[tuple[Plant, Glossary]] = []
    for concept, pair, report in pool:
        if len(made) == count:
            break
        kind = KINDS[len(made) % len(KINDS)]
        target = _pattern(concept).sub(lambda found: _wrong(kind, found[0], report, drawn), pair[1])  # noqa: B023
        if not _pattern(concept).search(target):
            made.append((Plant(kind, concept, *pair, target), report.glossary))
    return made


def _pattern(concept: Concept) -> re.Pattern[str]:
    """Every form of a concept in English, written by the plainest of rules."""
    texts = sorted((term.text for term in concept.in_language("en")), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, texts))})(?:s|es)?(?!\w)", re.I)


def _wrong(kind: str, written: str, report: Report, drawn: random.Random) -> str:
    other = drawn.choice(report.glossary.concepts).in_language("en")[0].text
    words = list(re.finditer(r"[A-Za-z]{4,}", written))
    if kind == "dropped":
        return ""
    if kind == "another term" or not words:
        return other
    word = drawn.choice(words)
    if kind == "misspelt":
        at = drawn.randrange(word.start() + 1, word.end() - 1)
        return written[:at] + drawn.choice([each for each in "bdgkmrtv" if each != written[at]]) + written[at + 1 :]
    another: str = drawn.choice(re.findall(r"[A-Za-z]{4,}", other) or [other])
    return written[: word.start()] + another + written[word.end() :]


def found(planted: Plant, glossary: Glossary) -> bool:
    """Whether the check says something at the source term of an error that it does not say of the sound text."""
    before = {(each.rule, each.source_span) for each in findings((planted.source, planted.clean), glossary)}
    new = [
        each.source_span.cut(planted.source)
        for each in findings((planted.source, planted.target), glossary)
        if each.source_span and (each.rule, each.source_span) not in before
    ]
    texts = {term.text for term in planted.concept.in_language("zh-Hant")}
    return any(text in texts for text in new)


def _row(what: str, figure: str, goal: str) -> Row:
    signed = signature(bitext([]), glossary=Glossary(), checks=["terms"])
    return Row(f"terms: {what}", figure, goal, "-", COMMAND, signed)


def _alarms(reports: Sequence[Report]) -> Row:
    terms = paragraphs = 0
    said: Counter[str] = Counter()
    for report in reports:
        spotter = Spotter(report.glossary, "zh-Hant")
        for pair in report.pairs:
            paragraphs += 1
            terms += len({spotted.span for spotted in spotter.spot(pair[0])})
            said.update(each.severity for each in findings(pair, report.glossary))
    figure = (
        f"{said.total() / terms:.2%} of {terms} terms in {paragraphs} paragraphs ({said['error'] / terms:.2%} errors)"
    )
    return _row("alarms on the references of WMT25, by paragraph", figure, "4%, 1% errors")


def _planted(reports: Sequence[Report]) -> Row:
    hits, all_ = Counter[str](), Counter[str]()
    for each, glossary in plant(reports, count=PLANTS, seed=SEED):
        all_[each.kind] += 1
        hits[each.kind] += found(each, glossary)
    kinds = ", ".join(f"{kind} {hits[kind]}/{all_[kind]}" for kind in KINDS)
    return _row("errors planted", f"{hits.total() / all_.total():.1%} of {all_.total()} found ({kinds})", "95%")


def _speed(reports: Sequence[Report]) -> Row:
    """The whole check of the paragraphs cut into sentences, with entries made up until there are 10,000."""
    concepts = list(dict.fromkeys(concept for report in reports for concept in report.glossary.concepts))
    glossary = Glossary((*concepts, *_made(10_000 - len(concepts))))
    pairs = [pair for report in reports for pair in report.pairs if len(pair[0]) < 120]
    text = bitext(pairs)
    best = 0.0
    for _ in range(3):
        began = time.perf_counter()
        check(text, glossary=glossary)
        best = max(best, len(pairs) / (time.perf_counter() - began))
    length = sum(len(pair[0]) for pair in pairs) / len(pairs)
    figure = f"{best:,.0f} ({len(pairs)} pairs of {length:.0f} Chinese characters)"
    return _row("the whole check with 10,000 entries, pairs a second", figure, "2,000")


def _made(count: int) -> Iterator[Concept]:
    drawn = random.Random(SEED)
    for number in range(count):
        syllables = [drawn.choice("重庆两江新区产业园明月湖科创智慧城市数字经济发展中心大学医院工程") for _ in range(6)]
        words = drawn.sample(("park", "Centre", "university", "Port", "digital", "New", "industrial", "Lake"), 3)
        yield Concept((Term("zh-Hant", "".join(syllables)), Term("en", f"Ming{number} {' '.join(words)}")))


def _loading() -> Row:
    """A table of 100,000 entries, two terms each, read and made ready to be found in both languages."""
    seconds = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "glossary.csv"
        lines = [",".join(term.text for term in concept.terms) for concept in _made(100_000)]
        kept = {line.partition(",")[0]: line for line in lines}
        file.write_text("zh,en\n" + "\n".join(kept.values()) + "\n", "utf-8")
        for _ in range(3):
            gc.collect()
            began = time.perf_counter()
            glossary = load_glossary(file)
            for language, text in (("zh", "明月湖科创园"), ("en", "the park")):
                Spotter(glossary, language).spot(text)
            seconds.append(time.perf_counter() - began)
    return _row(f"{len(kept):,} entries loaded and ready, seconds", f"{min(seconds):.2f}", "1.5")


def main(argv: list[str]) -> int:
    """Prints every alarm on the references, or every plant that was missed."""
    reports = read_reports(Path(argv[0]) / "terminology" / "wmt25-term")
    if argv[1] == "alarms":
        for report in reports:
            for pair in report.pairs:
                for each in findings(pair, report.glossary):
                    print(f"{each.severity} {each.rule}: {each.message}\n  {pair[0]}\n  {pair[1]}\n")
    elif argv[1] == "planted":
        for planted, glossary in plant(reports, count=PLANTS, seed=SEED):
            if not found(planted, glossary):
                print(
                    f"{planted.kind}: {[term.text for term in planted.concept.terms]}\n  {planted.source}\n  {planted.target}\n"
                )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
