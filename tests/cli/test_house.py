"""The house style of a workspace as a person sets it up: rules in files, tried, followed, found to be of no use."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

Run = Callable[..., tuple[int, str, str]]
SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
RULE = """\
extends: substitution
message: "Write %s, not %s."
description: "Plain words"
link: https://desk.example/plain
level: error
swap: {utilise: use}
action: {name: replace}
flag: ["They utilise it."]
leave: ["They use it."]
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, duizhao: Run) -> Path:
    monkeypatch.chdir(tmp_path)
    assert duizhao("init", ".")[0] == 0
    Path("house/plain-words.yaml").write_text(RULE, "utf-8")
    Path("house/house.yaml").write_text("disable: [month]\nseverity: {percent: error}\n", "utf-8")
    Path("park.en.txt").write_text("Park Opens\n\nThey utilise 5% of it since August 3.\n", "utf-8")
    return tmp_path


def test_check_follows_the_house_style_of_the_workspace(place: Path, duizhao: Run) -> None:
    code, out, _ = duizhao("check", "park.en.txt", "--json")
    said = json.loads(out)
    assert code == 1
    assert [(each["rule"], each["severity"]) for each in said["findings"]] == [
        ("style.plain-words", "error"),
        ("style.percent", "error"),
    ]
    assert "|house:news-en@" in said["signature"]


def test_fix_carries_out_what_a_rule_is_certain_of(place: Path, duizhao: Run) -> None:
    assert duizhao("fix", "park.en.txt")[0] == 0
    assert Path("park.en.txt").read_text("utf-8") == "Park Opens\n\nThey use 5 percent of it since August 3.\n"
    assert duizhao("check", "park.en.txt")[0] == 0


def test_sarif_says_what_a_rule_of_the_house_is_about(place: Path, duizhao: Run) -> None:
    log = json.loads(duizhao("check", "park.en.txt", "--format", "sarif")[1])
    rules = {rule["id"]: rule for rule in log["runs"][0]["tool"]["driver"]["rules"]}
    assert rules["style.plain-words"]["shortDescription"] == {"text": "Plain words."}
    assert rules["style.plain-words"]["helpUri"] == "https://desk.example/plain"


def test_rules_are_listed_and_tried(place: Path, duizhao: Run) -> None:
    code, out, _ = duizhao("check", "--rules")
    assert code == 0
    assert "style.plain-words  error  Plain words\n" in out
    assert "style.month  off  " in out
    assert out.endswith("rules; each does its own examples right.\n")
    Path("house/plain-words.yaml").write_text(RULE.replace("They use it.", "We utilise it."), "utf-8")
    code, out, _ = duizhao("check", "--rules", "--json")
    said = json.loads(out)
    Draft202012Validator(json.loads((SCHEMAS / "rules.json").read_text("utf-8"))).validate(said)
    failures = {rule["rule"]: rule["failures"] for rule in said["rules"] if rule["failures"]}
    assert code == 1
    assert failures == {
        "style.plain-words": [{"text": "We utilise it.", "reason": "is flagged: Write use, not utilise."}]
    }
    assert duizhao("check", "--rules", "--format", "sarif")[0] == 2


def test_rules_that_found_nothing_are_told_on_request(place: Path, duizhao: Run) -> None:
    _, _, err = duizhao("check", "park.en.txt", "--unused-rules")
    assert " rules of the house style found nothing: style.abbreviations, " in err
    assert "style.plain-words" not in err
    assert "style.month" not in err.replace("style.month-stop", "")


def test_a_mistake_in_a_rule_is_one_line_and_no_file_is_needed_for_rules_alone(place: Path, duizhao: Run) -> None:
    with Path("house/plain-words.yaml").open("a", encoding="utf-8") as file:
        file.write("levels: error\n")
    code, out, err = duizhao("check", "park.en.txt")
    assert (code, out) == (2, "")
    assert "house/plain-words.yaml:10: unknown key 'levels'. Known here are action, " in err
    assert err.count("\n") == 1
    assert duizhao("check")[0] == 2


def test_chinese_is_held_to_its_own_style(place: Path, duizhao: Run) -> None:
    Path("duizhao.toml").write_text('house = "news-en,news-zh"\n', "utf-8")
    Path("park.zh.txt").write_text("园区开园\n\n他说：「园区有50家企业。」\n", "utf-8")
    found = json.loads(duizhao("check", "park.zh.txt", "--json")[1])["findings"]
    assert [(each["rule"], each["fixes"][0]["text"]) for each in found] == [
        ("style.quotes-hans", "“"),
        ("style.quotes-hans", "”"),
    ]
