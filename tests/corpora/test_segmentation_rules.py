"""Each rule proves itself: a sentence that needs it, one that it leaves alone."""

import pytest

from corpora.errors import WrongFormat
from corpora.segmentation import RuleSet, load_rules, segment_text
from corpora.segmentation.ruleset import Rule, load_file, parse_rules

# The rules shared by all are shown on a language without a file of its own.
_SHOWN_IN = {"zh": "zh", "en": "en", "ja": "ja", "any": "fr"}


def _rules() -> list[tuple[str, Rule]]:
    found: dict[str, tuple[str, Rule]] = {}
    for file, language in _SHOWN_IN.items():
        for rule in load_file(file, abbreviations_of="fr" if file == "any" else ""):
            found.setdefault(rule.name, (language, rule))
    return list(found.values())


_RULES = _rules()


def _parts(text: str, rules: RuleSet) -> list[str]:
    return [span.cut(text) for span in segment_text(text, rules=rules)]


def _example(marked: str) -> tuple[str, list[str]]:
    return marked.replace("¦", ""), [part.strip() for part in marked.split("¦")]


@pytest.mark.parametrize(("language", "rule"), _RULES, ids=[rule.name for _, rule in _RULES])
def test_a_rule_is_needed_by_its_sentence(language: str, rule: Rule) -> None:
    text, parts = _example(rule.needs)
    rules = load_rules(language)
    assert _parts(text, rules) == parts
    assert _parts(text, rules.without(rule.name)) != parts


@pytest.mark.parametrize(("language", "rule"), _RULES, ids=[rule.name for _, rule in _RULES])
def test_a_rule_leaves_alone_what_it_does_not_mean(language: str, rule: Rule) -> None:
    text, parts = _example(rule.leaves)
    rules = load_rules(language)
    assert _parts(text, rules) == parts
    assert _parts(text, rules.without(rule.name)) == parts


def test_rule_names_are_unique_within_a_language() -> None:
    for language in ("zh", "en", "ja"):
        names = [rule.name for rule in load_rules(language).rules]
        assert len(names) == len(set(names))


_GOOD = {"name": "stop", "break": True, "before": "[.]", "after": "", "needs": "A.¦B", "leaves": "A"}


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (
            {"rules": [{key: _GOOD[key] for key in _GOOD if key != "leaves"}]},
            "x.yaml: the rule 'stop' lacks 'leaves'. Correct the rule.",
        ),
        (
            {"rules": [_GOOD | {"afer": "x"}]},
            "x.yaml: the rule 'stop' has the unknown key 'afer'. Correct the rule.",
        ),
        (
            {"rules": [_GOOD | {"after": "(["}]},
            "x.yaml: a pattern of the rule 'stop' is none (unterminated character set at position 1). Correct it.",
        ),
        (
            {"rules": [_GOOD | {"after": "%word%"}]},
            "x.yaml: a pattern of the rule 'stop' is none ('word'). Correct it.",
        ),
        (
            {"lists": {"word": [False]}, "rules": [_GOOD]},
            "x.yaml: a list holds False, which is no text. Put it in quotes.",
        ),
    ],
)
def test_a_wrong_rule_is_named_with_what_is_wrong(document: dict[str, object], message: str) -> None:
    with pytest.raises(WrongFormat) as raised:
        parse_rules(document, file="x")
    assert str(raised.value) == message


def test_a_good_rule_is_read_whole() -> None:
    assert parse_rules({"rules": [_GOOD]}, file="x") == [
        Rule(name="x.stop", needs="A.¦B", leaves="A", breaks=True, before="[.]")
    ]
