"""What makes a unit one that a memory is better without, and what does not."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import corpora
from corpora.errors import WrongSetting
from tm import TranslationUnit, Variant
from tm.upkeep.cleaning import Fault, choose_rules, find_faults, is_beyond_use
from tm.upkeep.rules import RULES

CASES = [json.loads(line) for line in Path(__file__).with_name("cleaning_cases.jsonl").read_text("utf-8").splitlines()]
GOLD = Path(corpora.__file__).parent / "samples" / "gold"


def unit(
    *texts: str, languages: tuple[str, ...] = ("zh-CN", "en", "de"), flags: tuple[str, ...] = ()
) -> TranslationUnit:
    variants = tuple(Variant(tag, text) for tag, text in zip(languages, texts))
    return TranslationUnit(variants, flags=frozenset(flags))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']}-{case['target']}")
def test_a_rule_flags_what_it_must_and_leaves_the_rest_alone(case: dict[str, object]) -> None:
    tags = (str(case["source_language"]), str(case["target_language"]))
    one = unit(str(case["source"]), str(case["target"]), languages=tags)
    found = [fault.rule for faults in find_faults([one], rules=choose_rules([str(case["rule"])])) for fault in faults]
    assert found == ([case["rule"]] if case["flag"] else [])


@pytest.mark.parametrize("rule", [rule.name for rule in RULES])
def test_each_rule_has_texts_that_it_flags_and_that_it_leaves(rule: str) -> None:
    assert {case["flag"] for case in CASES if case["rule"] == rule} == {True, False}


def samples() -> Iterator[TranslationUnit]:
    for gold in sorted(GOLD.glob("*.gold")):
        source, target = (gold.with_suffix(f".{side}").read_text("utf-8").splitlines() for side in ("zh", "en"))
        for line in filter(str.strip, gold.read_text("utf-8").splitlines()):
            ours, theirs = (ast.literal_eval(side) for side in line.split(":")[:2])
            if ours and theirs:
                yield unit("".join(source[at] for at in ours), " ".join(target[at] for at in theirs))


def test_nothing_is_flagged_in_the_sample_stories_but_the_slip_that_was_put_there() -> None:
    found = [(fault.rule, fault.reason) for faults in find_faults(samples()) for fault in faults]
    assert found == [("numbers", "“30万” against “30,000”")]


def test_every_fault_of_a_unit_is_named_with_its_language_and_reason() -> None:
    one = unit("两江新区数字经济产业园", "两江新区数字经济产业园", "Digitalpark der neuen Zone")
    assert list(find_faults([unit("开园。", "It opened."), one])) == [
        [
            Fault(one, "untranslated", "en", "the zh-CN and the en text are the same"),
            Fault(one, "language", "en", "the text marked en is zh-Hans"),
        ]
    ]


def test_a_broken_source_is_named_once() -> None:
    (faults,) = find_faults([unit("产业园\ufffd开园。", "The park opened.", "Der Park öffnete.")])
    assert [fault.language for fault in faults] == ["en"]


def test_a_unit_stays_of_use_while_one_translation_is_without_fault() -> None:
    (some,) = find_faults([unit("两江新区产业园开园。", "两江新区产业园开园。", "Der Park der neuen Zone öffnete.")])
    (every,) = find_faults([unit("两江新区产业园开园。", "两江新区产业园开园。")])
    assert (is_beyond_use(some), is_beyond_use(every)) == (False, True)


def test_partial_units_are_not_asked_for_what_they_are_known_to_lack() -> None:
    texts = ("工厂设计年产能为30万辆。", "The factory is designed to build 30,000 vehicles a year.")
    assert list(find_faults([unit(*texts, flags=("partial",))])) == []
    assert list(find_faults([unit("——", "It opened.", flags=("partial",))])) != []


def test_rules_are_chosen_by_name_in_their_own_order() -> None:
    assert [rule.name for rule in choose_rules(["numbers", "empty"])] == ["empty", "numbers"]
    assert choose_rules([]) == RULES
    with pytest.raises(WrongSetting, match="grammar"):
        choose_rules(["grammar"])
