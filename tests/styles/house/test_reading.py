"""Rule files and house folders as people write them; what is wrong in them is told with file and line."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpora.article import Segment
from corpora.bitext import Bead, Bitext
from corpora.errors import DuizhaoError, WrongFormat, WrongSetting
from styles.checks import check
from styles.house import House, load_house, try_examples
from styles.house.rule import Rule, read_rule
from tm.finding import Finding

HEAD = "extends: existence\nmessage: 'No %s'\n"
MISTAKES = {
    "tokns: [a]": (3, "unknown key 'tokns'"),
    "tokens: [a]\nlevel: fatal": (4, "level is 'fatal'"),
    "tokens:\n  - fine\n  - '(a'": (5, "the pattern '(a' cannot be read"),
    "tokens: [a]\nscope: [text, headline]": (4, "there is no scope 'headline'"),
    "tokens: [a]\nscope: [sentence, title]": (4, "a scope of sentences, blocks and articles at once"),
    "tokens: 5": (3, "tokens is 5"),
    "tokens: [a, true]": (3, "tokens holds True"),
    "tokens: [a]\ntokens: [b]": (4, "the key 'tokens' stands there twice"),
    "nonword: 'yes'\ntokens: [a]": (3, "nonword is 'yes'"),
    "tokens: [a]\non: 5": (None, "True is no name"),
    "tokens: [a]\naction: {name: explode}": (4, "the action is 'explode'"),
    "tokens: [a]\naction: {name: replace, params: ['$1']}": (4, "a text names a group that the pattern has not"),
    "tokens: [a]\naction: {name: edit, params: [split]}": (4, "its params are ['split']"),
    "tokens: [a]\nlanguage: 5": (4, "language is 5"),
    "tokens: [a]\nflag:\n  - {txt: a}": (4, "an example is {'txt': 'a'}"),
    "tokens: [a]\nflag:\n  - {text: a, kind: headline}": (4, "a block of kind 'headline'"),
    "tokens: [a]\nmessage: '%s %s'": (4, "the key 'message' stands there twice"),
    "": (1, "there is no tokens"),
}
OTHERS = {
    "message: x\n": "there is no extends",
    "- a\n": "there are no keys in it",
    "extends: spelling\nmessage: x\n": "extends is 'spelling'",
    "extends: existence\ntokens: [a]\n": "there is no message",
    "extends: existence\nmessage: '%s %s'\ntokens: [a]\n": "the message has more than 1 %s",
    "extends: substitution\nmessage: x\nswap: {}\n": "swap is empty",
    "extends: substitution\nmessage: x\nswap: {'a': $1}\n": "'$1' names a group that its pattern has not",
    "extends: substitution\nmessage: x\nswap: {'(a': b}\n": "the pattern '(a' cannot be read",
    "extends: occurrence\nmessage: x\ntoken: a\nmin: 3\nmax: 2\n": "max is 2, and min is 3",
    "extends: capitalization\nmessage: x\nmatch: $tile\n": "match is '$tile'",
    "extends: template\nmessage: x\nsource: a\ntarget: '{name}'\n": "the source has no group 'name'",
    "extends: number\ntolerance: 5\n": "unknown key 'tolerance'",
    "extends: structure\ncompare: [captions]\n": "compare has 'captions'",
    "extends: structure\nslack: {paragraphs: 1}\n": "slack has 'paragraphs'",
}


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder


def found(text: str, house: House) -> list[Finding]:
    target = (Segment(text),)
    return check(Bitext("zh", "en", (), target, (Bead((), (0,)),)), house=house)


@pytest.mark.parametrize("keys", MISTAKES)
def test_a_mistake_is_told_with_its_line(keys: str) -> None:
    line, cause = MISTAKES[keys]
    with pytest.raises(DuizhaoError) as caught:
        read_rule(HEAD + keys, file="house/rule.yaml", name="rule")
    assert caught.value.file == "house/rule.yaml"
    assert (caught.value.line, cause in caught.value.cause) == (line, True), str(caught.value)


@pytest.mark.parametrize("text", OTHERS)
def test_a_rule_that_lacks_something_says_what(text: str) -> None:
    with pytest.raises(WrongSetting) as caught:
        read_rule(text, file="rule.yaml", name="rule")
    assert OTHERS[text] in caught.value.cause


def test_broken_yaml_is_told_with_line_and_column() -> None:
    with pytest.raises(WrongFormat, match=r"rule\.yaml:3: broken YAML in column 11"):
        read_rule("extends: existence\nmessage: x\ntokens: [a}\n", file="rule.yaml", name="rule")


def test_aliases_that_multiply_are_no_trouble() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefghijklmnop", "bcdefghijklmnopq")
    )
    with pytest.raises(WrongSetting, match="there is no extends"):
        read_rule(bomb, file="rule.yaml", name="rule")


def test_a_folder_adds_rules_and_takes_the_place_of_others(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        percent="extends: existence\nmessage: 'Ours: %s'\nlevel: error\nnonword: true\ntokens: ['%']\n",
        plain="extends: substitution\nmessage: '%s, not %s'\nswap: {utilise: use}\n",
    )
    house = load_house("news-en", folder=folder)
    assert [(each.rule, each.severity, each.message) for each in found("We utilise 5% of it.", house)] == [
        ("style.plain", "warning", "use, not utilise"),
        ("style.percent", "error", "Ours: %"),
    ]
    assert len(house.rules) == len(load_house("news-en").rules) + 1
    assert str(house).startswith("news-en@")
    assert str(load_house("news-en", folder=tmp_path / "nowhere")) == "news-en"


def test_house_yaml_switches_rules_off_and_on_and_changes_severity(tmp_path: Path) -> None:
    text = "disable: [percent, 'residue.*']\nenable: [percent-sign]\nseverity: {date-order: suggestion, 'style.month': error}\n"
    house = load_house("news-en", folder=write(tmp_path, house=text))
    said = found("On 3 August it sold 5 percent of it， and closed on August 5.", house)
    assert [(each.rule, each.severity) for each in said] == [
        ("style.date-order", "suggestion"),
        ("style.percent-sign", "suggestion"),
        ("style.month", "error"),
    ]


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("disable: [percents]\n", "there is no rule 'percents'"),
        ("disable: ['tems.*']\n", "there is no rule 'tems.*'"),
        ("severity: {percent: fatal}\n", "'fatal' is no severity"),
        ("off: [percent]\n", "False is no name"),
        ("disabled: [percent]\n", "unknown key 'disabled'"),
    ],
)
def test_house_yaml_knows_its_keys_and_rules(tmp_path: Path, text: str, cause: str) -> None:
    with pytest.raises(WrongSetting) as caught:
        load_house("news-en", folder=write(tmp_path, house=text))
    assert cause in caught.value.cause
    assert str(caught.value.file).endswith("house.yaml")


def test_styles_of_others_are_read_from_their_own_folders(tmp_path: Path) -> None:
    (tmp_path / "Desk").mkdir()
    (tmp_path / "Desk" / "Very.yml").write_text(
        "extends: existence\nmessage: '%s'\nlevel: warning\ntokens: [very]\n", "utf-8"
    )
    write(tmp_path, ignore="- rule: style.*\n  reason: none\n", house="")
    house = load_house("none", folder=tmp_path)
    assert [each.rule for each in found("A very good one.", house)] == ["style.Very"]
    assert house.describe("style.Very") == "…"


def test_a_name_that_is_none_and_one_that_stands_twice_are_told(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    rule = "extends: existence\nmessage: x\ntokens: [a]\n"
    (tmp_path / "a" / "one.yml").write_text(rule, "utf-8")
    with pytest.raises(WrongSetting, match="two rules named 'one'"):
        load_house("none", folder=write(tmp_path, one=rule))
    (tmp_path / "one.yaml").rename(tmp_path / "one two.yaml")
    with pytest.raises(WrongSetting, match="no rule can be named 'one two'"):
        load_house("none", folder=tmp_path)


def test_a_rule_of_a_check_sets_its_severity(tmp_path: Path) -> None:
    house = load_house("none", folder=write(tmp_path, numbers="extends: number\nlevel: suggestion\n"))
    pair = Bitext("zh", "en", (Segment("来了50家企业。"),), (Segment("There came 60 firms."),), (Bead((0,), (0,)),))
    assert {(each.rule, each.severity) for each in check(pair, house=house)} == {("number.value", "suggestion")}


def test_the_options_of_a_check_are_its_keyword_arguments(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def look(bitext: Bitext, *, most: int = 3, known: tuple[str, ...] = ()) -> Iterator[Finding]:
        """A check for this test: a finding for each word beyond so many."""
        for word in bitext.target[0].text.split()[most:]:
            if word not in known:
                yield Finding("number.extra", "error", word, 0)

    monkeypatch.setattr("styles.checks.numbers.check_numbers", look)
    house = load_house("none", folder=write(tmp_path, number="extends: number\nmost: 1\nknown: [two]\n"))
    assert [each.message for each in found("one two three four", house)] == ["four", "three"]
    for text, cause in {
        "most: many": "most is 'many'",
        "known: two": "known is 'two'",
        "least: 1": "unknown key",
    }.items():
        with pytest.raises(WrongSetting, match=cause) as caught:
            read_rule(f"extends: number\n{text}\n", file="rule.yaml", name="rule")
        assert caught.value.line == 2


def test_a_rule_without_examples_or_with_wrong_ones_fails_its_trial() -> None:
    def tried(more: str) -> list[str]:
        rule = read_rule(f"{HEAD}tokens: [bad]\n{more}", file="rule.yaml", name="rule")
        assert isinstance(rule, Rule)
        return [failure.reason for failure in try_examples(rule)]

    assert tried("") == ["it has no text that it must flag", "it has no text that it must leave alone"]
    assert tried("flag: [good]\nleave: [bad]\n") == ["is flagged: No bad", "is not flagged"]
    assert tried("flag: [{text: a bad one, match: one}]\nleave: [good]\n") == ["is flagged at 'bad', not at 'one'"]
    assert tried("flag: [a bad one]\nleave: [good]\n") == []
    looping = "flag: [bad]\nleave: [good]\naction: {name: replace, params: [bad bad]}\n"
    assert tried(looping) == ["is put right as 'bad bad', which is flagged again"]
