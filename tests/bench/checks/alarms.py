"""Alarms of all checks on recorded machine translations: a hundred of them, drawn by hash, each judged by a person's eye.

The verdicts stand in `alarm_verdicts.tsv`, by place and rule, with a reason; the texts stay in the evaluation data.

Usage: python -m tests.bench.checks.alarms DATA [blind]   to print the sample with its texts; blind: without verdicts
"""

import csv
import hashlib
import html
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from corpora.article import Segment
from corpora.bitext import Bead, Bitext
from styles.checks import check, signature
from tests.bench.table import Row
from tm.finding import Finding

COMMAND = "python -m tests.bench DATA checks"
SYSTEMS = ("google", "microsoft", "bergamot-base", "opusmt", "nllb", "argos")
SETS = ("flores-dev", "wmt19")
SEED, NUMBER = "20261127", 100
VERDICTS = Path(__file__).with_name("alarm_verdicts.tsv")


class Alarm(NamedTuple):
    """A finding at error or warning on a line of a system's output."""

    set: str
    system: str
    line: int
    finding: Finding
    source: str
    target: str

    @property
    def key(self) -> str:
        """Where it stands: what a verdict is kept under."""
        spans = f"{_place(self.finding.source_span)}/{_place(self.finding.target_span)}"
        return f"{self.set}.{self.system}:{self.line}:{self.finding.rule}:{spans}"


def rows(data: Path) -> Iterator[Row]:
    """How many of the sample are true."""
    alarms = list(find_alarms(data))
    drawn = draw(alarms)
    first, again = read_verdicts()
    judged = [alarm for alarm in drawn if alarm.key in first]
    true = sum(first[alarm.key] == "true" for alarm in judged)
    sign = signature(_bitext("文", "Text."))
    yield Row(
        "alarms on machine translations that are true", f"{true} of {len(judged)} judged, of {len(drawn)} drawn from "
        f"{len(alarms):,} on 17,982 pairs by six systems", "90%", "", COMMAND, sign,
    )  # fmt: skip
    both = [key for key in again if key in first]
    agreed = sum(first[key] == again[key] for key in both)
    yield Row(
        "the same judged again, without the first verdicts", f"{agreed} of {len(both)} alike", "", "", COMMAND, sign
    )


def find_alarms(data: Path) -> Iterator[Alarm]:
    """Every alarm, line by line."""
    folder = data / "terminology" / "mt-outputs"
    for name in SETS:
        sources = (folder / f"{name}.zh").read_text("utf-8").splitlines()
        for system in SYSTEMS:
            # One system's file is escaped as for a page; that is not the translator's doing.
            targets = html.unescape((folder / f"{name}.{system}.en").read_text("utf-8")).split("\n")
            for line, (source, target) in enumerate(zip(sources, targets, strict=False), 1):
                for finding in check(_bitext(source, target)):
                    if finding.severity in ("error", "warning"):
                        yield Alarm(name, system, line, finding, source, target)


def draw(alarms: list[Alarm]) -> list[Alarm]:
    """The same ones while the checks say the same: a change of a rule changes the sample little."""
    return sorted(alarms, key=lambda alarm: hashlib.sha256(f"{SEED}{alarm.key}".encode()).digest())[:NUMBER]


def read_verdicts() -> tuple[dict[str, str], dict[str, str]]:
    """The first verdicts, and those of whoever did not see them."""
    first: dict[str, str] = {}
    again: dict[str, str] = {}
    if VERDICTS.exists():
        with VERDICTS.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                first[row["alarm"]] = row["verdict"]
                if row["again"]:
                    again[row["alarm"]] = row["again"]
    return first, again


def _place(span: tuple[int, int] | None) -> str:
    return "" if span is None else f"{span[0]}-{span[1]}"


def _bitext(source: str, target: str) -> Bitext:
    return Bitext("zh", "en", (Segment(source),), (Segment(target),), (Bead((0,), (0,)),))


if __name__ == "__main__":
    known, _ = read_verdicts()
    for alarm in draw(list(find_alarms(Path(sys.argv[1])))):
        said = "" if "blind" in sys.argv else f"  [{known.get(alarm.key, 'not judged')}]"
        marks = [span.cut(text) for span, text in ((alarm.finding.source_span, alarm.source),
                 (alarm.finding.target_span, alarm.target)) if span is not None]  # fmt: skip
        print(
            f"{alarm.key}{said}\n  {alarm.finding.severity}: {alarm.finding.message}  {marks}\n  {alarm.source}\n  {alarm.target}\n"
        )
