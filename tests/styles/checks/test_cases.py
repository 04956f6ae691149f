"""Each rule of these checks has sentences that it must flag, and sentences that it must let be."""

import json
from collections import Counter
from pathlib import Path

import pytest

from corpora.article import Segment
from corpora.bitext import Bead, Bitext
from styles.checks import CHECKS, check

CHECKED = ("names", "residue", "doubling", "consistency", "structure")
# One object a line: both sides, a sentence a bead, and what the target is flagged at; an empty sentence stands for none.
CASES = [
    json.loads(line)
    for name in CHECKED
    for line in Path(__file__).with_name("cases").joinpath(f"{name}.jsonl").read_text("utf-8").splitlines()
]


def pair(case: dict[str, list[str]]) -> Bitext:
    target = _list(case["target"])
    source = _list(case.get("source") or ["原文。"] * len(target)) if case.get("source") != [] else [""] * len(target)
    kinds = case.get("kinds") or ["paragraph"] * len(target)
    beads, left, right = [], 0, 0
    for one, other in zip(source, target, strict=True):
        beads.append(Bead((left,) if one else (), (right,) if other else ()))
        left, right = left + bool(one), right + bool(other)
    source_language, target_language = case.get("languages", ["zh-CN", "en"])
    return Bitext(
        source_language,
        target_language,
        tuple(Segment(text, kind=kind) for text, kind in zip(source, case.get("source_kinds") or kinds) if text),  # type: ignore[arg-type]
        tuple(Segment(text, kind=kind) for text, kind in zip(target, case.get("target_kinds") or kinds) if text),  # type: ignore[arg-type]
        tuple(beads),
    )


def _list(texts: str | list[str]) -> list[str]:
    return [texts] if isinstance(texts, str) else texts


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']}: {_list(case['target'])[-1][:40]}")
def test_what_is_flagged_and_what_is_let_be(case: dict[str, list[str]]) -> None:
    bitext = pair(case)
    texts = [(each.source, each.target) for each in bitext.pairs()]
    flagged = []
    for finding in check(bitext, checks=CHECKED):
        if finding.rule == str(case["rule"]):
            assert finding.segment is not None
            source, target = texts[finding.segment]
            span = finding.target_span or finding.source_span
            assert span is not None
            flagged.append(span.cut(target if finding.target_span else source))
    assert flagged == case["flag"]


@pytest.mark.parametrize("rule", [rule for each in CHECKS if each.name in CHECKED for rule in each.rules])
def test_each_rule_has_cases_of_both_kinds(rule: str) -> None:
    told = Counter(bool(case["flag"]) for case in CASES if case["rule"] == rule)
    assert told[True] >= 8
    assert told[False] >= 8
