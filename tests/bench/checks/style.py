"""The house style on short texts, each with what is to be flagged in it or with nothing: how many are judged right.

Usage: python -m tests.bench.checks.style DATA   to print the texts that are judged wrong, and every alarm on clean ones
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpora.article import BlockKind, Segment
from corpora.bitext import Bead, Bitext
from corpora.segmentation import segment
from styles.checks import check, signature
from styles.house import load_house
from tests.bench.table import Row
from tm.finding import Finding

COMMAND = "python -m tests.bench DATA checks"
Case = dict[str, Any]
HOUSE = "news-en,news-zh"
# Blocks by the scope of a case; a rule that looks at a whole article has its sentences in paragraphs.
_KINDS: dict[str, BlockKind] = {"title": "title", "subhead": "heading", "caption": "caption", "credit": "credit"}


def rows(data: Path) -> Iterator[Row]:
    """The figures of the house style."""
    cases = read_cases(data)
    house = load_house(HOUSE)
    right = [case for case in cases if is_right(case, check(bitext(case), house=house))]
    clean = [case for case in cases if case["ok"]]
    alarms = [case for case in clean if check(bitext(case), house=house)]
    fixed = [case for case in cases if "fix" in case]
    mended = [case for case in fixed if case["fix"] in offers(case, check(bitext(case), house=house))]
    sign = signature(bitext(cases[0]), house=house, checks=["style"])
    yield Row("house style: cases judged right", _share(right, cases), "95%", "", COMMAND, sign)
    yield Row("house style: clean texts flagged", f"{len(alarms)} of {len(clean)}", "0", "", COMMAND, sign)
    yield Row("house style: fixes that are offered", f"{len(mended)} of {len(fixed)}", "", "", COMMAND, sign)


def read_cases(data: Path) -> list[Case]:
    """The cases, in the order of the file."""
    lines = (data / "newsroom" / "style_cases.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def bitext(case: Case) -> Bitext:
    """A case as a version: with its source, or alone."""
    kind = _KINDS.get(case.get("scope", ""), "paragraph")
    language = "zh" if case["lang"] == "zh" else "en"
    target = _sentences(case.get("text") or case["en"], kind, language)
    if case["lang"] != "pair":
        other = "en" if language == "zh" else "zh"
        return Bitext(other, language, (), target, tuple(Bead((), (i,)) for i in range(len(target))))
    source = _sentences(case["zh"], kind, "zh")
    bead = Bead(tuple(range(len(source))), tuple(range(len(target))))
    return Bitext("zh", "en", source, target, (bead,))


def _sentences(text: str, kind: BlockKind, language: str) -> tuple[Segment, ...]:
    return tuple(Segment(part.text, 0, kind) for part in segment(text, language=language))


def is_right(case: Case, findings: list[Finding]) -> bool:
    """Whether a clean text has no finding, and another one at the place that is named."""
    if case["ok"]:
        return not findings
    wanted = case.get("match")
    # What two versions differ in has a name and no place.
    if wanted is None or not any(wanted in case.get(side, "") for side in ("text", "zh", "en")):
        return bool(findings)
    sides = {pair.number: (pair.source, pair.target) for pair in bitext(case).pairs()}
    for finding in findings:
        source, target = sides.get(finding.segment, ("", "")) if finding.segment is not None else ("", "")
        held = [span.cut(text) for span, text in ((finding.source_span, source), (finding.target_span, target)) if span]
        if any(wanted in text or (text and text in wanted) for text in held):
            return True
    return False


def offers(case: Case, findings: list[Finding]) -> set[str]:
    """What the first offers of the findings say, each alone, in what is named as its place, and in the whole text."""
    texts = {pair.number: pair.target for pair in bitext(case).pairs()}
    found = set()
    for finding in findings:
        for fix in finding.fixes[:1]:
            before = fix.span.cut(texts[finding.segment or 0])
            found |= {fix.text.strip()}
            found |= {text.replace(before, fix.text, 1) for text in (case.get("match", ""), case.get("text", ""))}
    return found


def _share(right: list[Case], cases: list[Case]) -> str:
    return f"{len(right)} of {len(cases)} ({len(right) / len(cases):.1%})"


def _show(data: Path) -> None:
    house = load_house(HOUSE)
    for case in read_cases(data):
        findings = check(bitext(case), house=house)
        said = "; ".join(f"{finding.rule} ({finding.severity}): {finding.message}" for finding in findings)
        if not is_right(case, findings):
            print(
                f"{case['id']} {case['check']} ok={case['ok']} {case.get('text') or (case['zh'], case['en'])}\n    {said}"
            )
        elif "fix" in case and case["fix"] not in offers(case, findings):
            print(f"{case['id']} {case['check']} fix={case['fix']!r}, not {offers(case, findings)}")


if __name__ == "__main__":
    _show(Path(sys.argv[1]))
