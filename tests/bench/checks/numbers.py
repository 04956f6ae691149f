"""The check of numbers: its alarms on human translations, what it finds of planted errors, and its speed.

Usage: python -m tests.bench.checks.numbers DATA [alarms|planted|read]   to print what is behind the figures
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from corpora.article import Segment
from corpora.bitext import Bead, Bitext
from corpora.numerals import Quantity, find_quantities
from styles.checks import signature
from styles.checks.numbers import check_numbers
from tests.bench.checks.planted_numbers import KINDS, Pair, Plant, plant
from tests.bench.table import Row
from tm.finding import Finding

COMMAND = "python -m tests.bench DATA checks"
Case = dict[str, Any]
SEED = 20261125
PLANTS = 1000
# Lines whose reference disagrees with its story in a number, each with the reason; and cases of `NumberModel`
# that no news text writes.
DISAGREEMENTS = Path(__file__).with_name("flores_disagreements.tsv")
UNWRITTEN = Path(__file__).with_name("numbers_unwritten.tsv")


def rows(data: Path) -> Iterator[Row]:
    """The figures of the check of numbers."""
    folder = data / "terminology"
    yield _flores(folder)
    yield _paragraphs(folder)
    yield _demetr(folder)
    yield _number_model(folder)
    yield _planted(folder)
    yield _speed(folder)


def findings(pair: Pair, *, languages: tuple[str, str] = ("zh", "en")) -> list[Finding]:
    """What the check says of one pair on its own."""
    return list(check_numbers(_bitext([pair], languages)))


def read_flores(folder: Path) -> list[Pair]:
    """Stories and references of FLORES dev, line by line."""
    sides = [(folder / "mt-outputs" / f"flores-dev.{tag}").read_text("utf-8").splitlines() for tag in ("zh", "en")]
    return list(zip(*sides, strict=True))


def read_paragraphs(folder: Path) -> list[Pair]:
    """Stories and references of WMT25 by paragraph, empty ones left out."""
    found: list[Pair] = []
    for file in sorted((folder / "wmt25-term").glob("ref.*.zhen.json")):
        for document in json.loads(file.read_text("utf-8"))["docs"]:
            sides = [document[tag].split("\n") for tag in ("zh", "en")]
            found += [pair for pair in zip(*sides, strict=True) if all(text.strip() for text in pair)]
    return found


def read_demetr(folder: Path) -> list[Plant]:
    """DEMETR's translations with a number replaced."""
    cases = json.loads((folder / "demetr-zh" / "critical_id10_numbers_replaced.json").read_text("utf-8"))
    return [
        Plant("digit", case["src_sent"], case["mt_sent"], case["pert_sent"], 0, len(case["pert_sent"]), ("", ""))
        for case in cases
        if case["pert_check"]
    ]


def found(plant: Plant, *, language: str = "zh") -> bool:
    """Whether the check says something of a planted error that it does not say of the sound text.

    What it marks in the translation must touch the place, with no more than a comma and a space between; a number
    that is missing has none there.
    """
    before = {(each.rule, each.message) for each in findings((plant.source, plant.clean), languages=(language, "en"))}
    new = [
        each.target_span
        for each in findings((plant.source, plant.target), languages=(language, "en"))
        if (each.rule, each.message) not in before
    ]
    return any(place is None or (place.start <= plant.end + 2 and plant.start <= place.end + 2) for place in new)


def known() -> dict[int, str]:
    """Number of a line of FLORES dev, from 1, to how its reference disagrees with its story."""
    return {int(line): reason for line, reason in _table(DISAGREEMENTS)}


def _table(file: Path) -> list[tuple[str, str]]:
    if not file.exists():
        return []
    split = [line.partition("\t") for line in file.read_text("utf-8").splitlines() if line and line[0] != "#"]
    return [(key, rest) for key, _, rest in split]


def _bitext(pairs: Sequence[Pair], languages: tuple[str, str] = ("zh", "en")) -> Bitext:
    source, target = (tuple(Segment(pair[side]) for pair in pairs) for side in (0, 1))
    return Bitext(*languages, source, target, tuple(Bead((at,), (at,)) for at in range(len(pairs))))


def _row(what: str, figure: str, goal: str) -> Row:
    return Row(f"numbers: {what}", figure, goal, "-", COMMAND, signature(_bitext([]), checks=["numbers"]))


def _flores(folder: Path) -> Row:
    pairs, listed = read_flores(folder), known()
    flagged = [line for line, pair in enumerate(pairs, 1) if findings(pair)]
    left = [line for line in flagged if line not in listed]
    figure = f"{len(left) / len(pairs):.2%} of {len(pairs)} flagged ({len(flagged) / len(pairs):.2%} with the list)"
    listing = f"listed as real disagreements {len(listed) / len(pairs):.2%}"
    return _row("references of FLORES dev", f"{figure}; {listing}", "0.7% flagged, 1% listed")


def _paragraphs(folder: Path) -> Row:
    pairs = read_paragraphs(folder)
    flagged = [each for each in (findings(pair, languages=("zh-Hant", "en")) for pair in pairs) if each]
    errors = sum(any(finding.severity == "error" for finding in each) for each in flagged)
    figure = f"{len(flagged) / len(pairs):.2%} of {len(pairs)} paragraphs flagged ({errors} with an error)"
    return _row("references of WMT25, annual reports", figure, "1%")


def _demetr(folder: Path) -> Row:
    cases = read_demetr(folder)
    return _row("DEMETR, numbers replaced", f"{sum(map(found, cases))} of {len(cases)} found", "all")


def _number_model(folder: Path) -> Row:
    unwritten = {int(number) for number, _ in _table(UNWRITTEN)}
    cases = _number_cases(folder)
    right = sum(_reads(case) for case in cases)
    written = [case for number, case in enumerate(cases, 1) if number not in unwritten]
    share = sum(_reads(case) for case in written) / len(written)
    figure = f"{share:.1%} of {len(written)} that a news text may write, {right / len(cases):.1%} of all {len(cases)}"
    return _row("cases of Recognizers-Text, NumberModel, read at their value", figure, "98%")


def _number_cases(folder: Path) -> list[Case]:
    cases: list[Case] = json.loads((folder / "recognizers-zh" / "Number_Chinese_NumberModel.json").read_text("utf-8"))
    return [case for case in cases if len(case["Results"]) == 1]


def _reads(case: Case) -> bool:
    """Whether the number of a case is read, at its value, and no other.

    The cases give 55 for 55 percent, say nothing of percentages beside numbers, and write fractions in fifteen digits.
    """
    wanted = Fraction(case["Results"][0]["Resolution"]["value"])
    read = find_quantities(case["Input"], language="zh")
    right = [one for one in read if any(_near(one.value * times, wanted) for times in _times(one))]
    return bool(right) and all(one is right[0] or one.kind == "percent" for one in read)


def _times(one: Quantity) -> tuple[int, ...]:
    return (1, 100) if one.kind == "percent" else (1,)


def _near(mine: Fraction, theirs: Fraction) -> bool:
    return abs(mine - theirs) <= abs(theirs) / 10**12


def _plants(folder: Path) -> list[Plant]:
    return plant([*read_flores(folder), *read_paragraphs(folder)], count=PLANTS, seed=SEED)


def _planted(folder: Path) -> Row:
    plants = _plants(folder)
    hits, all_ = Counter[str](), Counter(each.kind for each in plants)
    for each in plants:
        hits[each.kind] += found(each)
    kinds = ", ".join(f"{kind} {hits[kind]}/{all_[kind]}" for kind in KINDS)
    return _row("errors planted", f"{sum(hits.values()) / len(plants):.1%} of {len(plants)} found ({kinds})", "99%")


def _speed(folder: Path) -> Row:
    bitext = _bitext(read_flores(folder))
    best = 0.0
    for _ in range(3):
        began = time.perf_counter()
        list(check_numbers(bitext))
        best = max(best, len(bitext.beads) / (time.perf_counter() - began))
    return _row("pairs of FLORES dev a second", f"{best:,.0f}", "5,000")


def main(argv: list[str]) -> int:
    """Prints every alarm on the references, every plant that was missed, or every case that was not read."""
    folder, what = Path(argv[0]) / "terminology", argv[1]
    if what == "alarms":
        listed = known()
        for line, pair in enumerate(read_flores(folder), 1):
            _show(f"FLORES {line}{' (listed)' if line in listed else ''}", pair, findings(pair))
        for number, pair in enumerate(read_paragraphs(folder)):
            _show(f"WMT25 {number}", pair, findings(pair, languages=("zh-Hant", "en")))
    elif what == "planted":
        for each in [*read_demetr(folder), *_plants(folder)]:
            if not found(each):
                print(f"{each.kind}: {each.wrong}\n  {each.source}\n  {each.target}\n")
    elif what == "read":
        for case in _number_cases(folder):
            if not _reads(case):
                read = [(one.text, str(one.value)) for one in find_quantities(str(case["Input"]), language="zh")]
                print(case["Input"], case["Results"][0]["Resolution"], read)
    return 0


def _show(name: str, pair: Pair, said: list[Finding]) -> None:
    if said:
        print(f"{name}\n  {pair[0]}\n  {pair[1]}")
        for each in said:
            print(f"    {each.severity} {each.rule}: {each.message}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
