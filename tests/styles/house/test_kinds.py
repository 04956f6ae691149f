"""Each kind of rule, with the keys that set it up."""

import time
from textwrap import dedent

import pytest

from corpora.article import Block, BlockKind, Segment
from corpora.bitext import Bead, Bitext
from styles.house.application import apply
from styles.house.rule import Rule, read_rule
from styles.house.story import Scope, Story
from tm.finding import Finding


def rule(text: str, **keys: str) -> Rule:
    made = read_rule(dedent(text), file="rule.yaml", name="rule", **keys)
    assert isinstance(made, Rule)
    return made


def story(*blocks: str | Block, source: str = "") -> Story:
    held = [block if isinstance(block, Block) else Block("paragraph", block) for block in blocks]
    target = tuple(Segment(block.text, number, block.kind) for number, block in enumerate(held))
    beads = tuple(Bead((0,) if source and not number else (), (number,)) for number in range(len(target)))
    return Story(Bitext("zh", "en", (Segment(source),) if source else (), target, beads))


def cut(found: list[Finding], *texts: str) -> list[str]:
    return [
        each.target_span.cut(texts[each.segment]) for each in found if each.target_span and each.segment is not None
    ]


def messages(text: str, *blocks: str | Block, source: str = "") -> list[str]:
    return [finding.message for finding in apply(rule(text), story(*blocks, source=source))]


def test_existence_bounds_words_and_knows_exceptions() -> None:
    text = "extends: existence\nmessage: '%s'\nignorecase: true\ntokens: ['utili[sz]e\\w*', every]\nexceptions: [UTILISED]\n"
    assert messages(text, "They Utilised it and utilise it Every day; everybody.") == ["utilise", "Every"]
    assert messages(text + "nonword: true\n", "Everybody") == ["Every"]


def test_existence_takes_raw_parts_one_after_the_other() -> None:
    text = "extends: existence\nmessage: '%s'\nraw: ['\\bfoo', '(?:ba)?r\\b']\n"
    assert messages(text, "foobar foor foo") == ["foobar", "foor"]
    assert messages(text + "tokens: [one]\n", "one foor") == ["one", "foor"]
    assert messages(text + "tokens: [one]\nappend: true\n", "onefoor one foobar") == []


def test_an_action_is_certain_of_its_answer() -> None:
    head = "extends: existence\nmessage: '%s'\nnonword: true\n"
    ways = {
        "tokens: ['(a)(b)']\naction: {name: replace, params: ['$2$1', '${1:upper}']}": ["ba", "A"],
        "tokens: [ab]\naction: {name: remove}": [""],
        "tokens: ['ab\\.']\naction: {name: edit, params: [trim_right, '.']}": ["ab"],
        "tokens: ['ab']\naction: {name: edit, params: [regex, 'a(b)', 'c$1']}": ["cb"],
    }
    for keys, texts in ways.items():
        (found,) = apply(rule(head + keys), story("x ab. y"))
        assert [fix.text for fix in found.fixes] == texts
        assert all(fix.certain for fix in found.fixes)


def test_substitution_counts_the_groups_of_each_key_by_themselves() -> None:
    text = """
        extends: substitution
        message: "%s for %s"
        nonword: true
        swap:
          '(a)(b)': $2$1
          '(\\d)(\\d)\\1': $2
          'k(?P<n>d)?': $1 e
          colour: color|hue
    """
    made = rule(text)
    found = list(apply(made, story("ab 676 677 k kd colour")))
    assert [each.message for each in found] == [
        "ba for ab",
        "7 for 676",
        "e for k",
        "d e for kd",
        "color or hue for colour",
    ]
    assert [fix.text for fix in found[-1].fixes] == ["color", "hue"]
    assert not any(fix.certain for each in found for fix in each.fixes)


def test_substitution_keeps_a_capital_where_case_does_not_count_and_leaves_what_is_right() -> None:
    text = "extends: substitution\nmessage: '%s|%s'\nignorecase: true\nswap: {utilize: use, e-mail: email, USE: use}\n"
    assert messages(text, "Utilize E-mail, use it.") == ["Use|Utilize", "Email|E-mail"]


def test_occurrence_marks_what_is_too_much() -> None:
    text = "extends: occurrence\nmessage: '%s commas'\ntoken: ','\nmax: 2\n"
    (found,) = apply(rule(text), story("a, b, c, d, e"))
    assert found.message == "4 commas"
    assert cut([found], "a, b, c, d, e") == [", d,"]
    assert messages("extends: occurrence\nmessage: few\ntoken: ','\nmin: 1\n", "a, b", "none") == ["few"]


def test_repetition_needs_white_space_alone_between() -> None:
    text = "extends: repetition\nmessage: '%s'\nalpha: true\ntokens: ['\\w+']\nexceptions: [that]\n"
    assert messages(text, "The park the the park, park 5 5 that that.") == ["the the"]
    assert messages(text + "ignorecase: true\nmax: 1\n", "The the park. Go go go.") == ["Go go go"]


def test_consistency_holds_a_story_to_the_form_that_it_has_oftener() -> None:
    text = "extends: consistency\nmessage: '%s, %s'\nignorecase: true\neither: {'center(s?)': 'centre(s?)', 'adviser': advisor}\n"
    assert messages(text, "A centre.", "Two Centers and a center; an adviser.") == ["centre, Centers"]
    assert messages(text, "A centre and a center.") == ["center, centre"]
    assert messages(text, "A centre.", "An adviser.") == []


def test_conditional_asks_once_for_what_comes_too_late() -> None:
    text = "extends: conditional\nmessage: '%s'\nfirst: '\\b([A-Z]{3,})\\b'\nsecond: '\\(([A-Z]{3,})\\)'\nexceptions: [GDP]\n"
    assert messages(text, "The GDP of the ABC.", "Alphabet Company (ABC) and ABC.", "The Xylophone Yard (XYZ)") == [
        "ABC"
    ]
    loose = "extends: conditional\nmessage: '%s'\nfirst: 'Li'\nsecond: 'Mayor Li'\n"
    assert messages(loose, "Mayor Li came.", "Li left.") == []
    assert messages(loose, "Li came.", "Li left.") == ["Li"]


@pytest.mark.parametrize(
    ("way", "text", "wrong"),
    [
        ("$title", "New Park Opens: a City Waits at the Port", ["a"]),
        ("$title", "A Look at New-energy Cars, iPhones and 5G", []),
        ("$title", "Seres Sells 10,000th car in May", ["car"]),
        ("$title\nstyle: Chicago", "Trains Run from China with Cars", []),
        ("$title\nstyle: AP", "Trains Run from China", ["from"]),
        ("$title\nhyphen: capital", "New-energy Cars", ["energy"]),
        ("$title\nexceptions: [the]", "Cars of the Future", []),
        ("$title", "NEW PARK OPENS", []),
        ("$sentence", "New Park Opens On The River", ["Park Opens On The River"]),
        ("$sentence", "New park opens in Yubei", []),
        ("$lower", "New", ["New"]),
        ("$upper\nprefix: '\\w+: '", "Note: CARS", []),
        ("'[A-Z].*'", "new park", ["new park"]),
    ],
)
def test_capitalization(way: str, text: str, wrong: list[str]) -> None:
    made = rule(f"extends: capitalization\nmessage: '%s %s'\nmatch: {way}\n")
    assert cut(list(apply(made, story(text))), text) == wrong


def test_companion_asks_at_the_first_place_alone_or_at_each() -> None:
    text = "extends: companion\nmessage: '%s'\nwhen: '\\d+ yuan'\nrequire: '\\(\\$\\d+\\)'\n"
    assert messages(text, "5 yuan and 6 yuan ($1)", "7 yuan") == ["5 yuan"]
    assert messages(text, "5 yuan ($1)", "7 yuan") == []
    assert messages(text + "first: false\n", "5 yuan ($1)", "7 yuan and 8 yuan") == ["7 yuan", "8 yuan"]


def test_template_spells_a_name_of_the_source() -> None:
    text = "extends: template\nmessage: '%s'\nsource: '（(?P<who>\\p{Han}+) 摄）'\ntarget: '(Photo/{who:pinyin})'\n"
    made = rule(text)
    target = "The port. (Photo/Kunkun Zhang)"
    (found,) = apply(made, story(target, source="港口。（张坤坤 摄）"))
    assert found.message == "(Photo/Zhang Kunkun)"
    assert cut([found], target) == ["(Photo/Kunkun Zhang)"]
    assert found.source_span is not None
    assert found.source_span.cut("港口。（张坤坤 摄）") == "（张坤坤 摄）"
    assert messages(text, "The port. (Photo/Lü Min)", source="港口。（吕敏 摄）") == []
    assert messages(text, "The port. (Photo by Lyu Min)", source="港口。（吕敏 摄）") == ["(Photo/Lu Min)"]
    assert messages(text + "fields_only: true\n", "The port. (Photo by Lyu Min)", source="港口。（吕敏 摄）") == []


@pytest.mark.parametrize(
    ("scope", "flagged"),
    [
        ("text", ["title", "heading", "paragraph", "caption", "credit", "attribution", "list_item"]),
        ("[text, ~title, ~list]", ["heading", "paragraph", "caption", "credit", "attribution"]),
        ("raw", ["title", "heading", "paragraph", "caption", "credit", "metadata", "attribution", "list_item"]),
        ("sentence", ["paragraph", "caption", "list_item"]),
        ("[caption, credit]", ["caption", "credit"]),
        ("metadata", ["metadata"]),
    ],
)
def test_a_scope_names_blocks(scope: str, flagged: list[BlockKind]) -> None:
    made = rule(f"extends: existence\nmessage: x\nscope: {scope}\ntokens: [word]\n")
    kinds: list[BlockKind] = [
        "title", "heading", "paragraph", "caption", "credit", "metadata", "attribution", "list_item",
    ]  # fmt: skip
    found = apply(made, story(*(Block(kind, "a word") for kind in kinds)))
    assert [kinds[each.segment] for each in found if each.segment is not None] == flagged


def test_a_block_is_read_in_one_a_sentence_alone_and_an_article_as_lines() -> None:
    target = (Segment("One.", 0), Segment("Two.", 0), Segment("Three.", 1))
    held = Story(Bitext("zh", "en", (), target, (Bead((), (0, 1)), Bead((), (2,)))))
    assert [passage.text for passage in held.passages(Scope.read("text"))] == ["One. Two.", "Three."]
    assert [passage.text for passage in held.passages(Scope.read("sentence"))] == ["One.", "Two.", "Three."]
    assert [passage.text for passage in held.passages(Scope.read("article"))] == ["One. Two.\nThree."]
    made = rule("extends: existence\nmessage: x\nscope: article\nraw: ['Two\\.\\s+Three']\naction: {name: remove}\n")
    (found,) = apply(made, held)
    # What runs over two beads is shown in the first, and nothing is put in its place.
    assert (found.segment, cut([found], "One. Two."), found.fixes) == (0, ["Two."], ())


def test_a_limit_ends_the_findings_of_a_story() -> None:
    assert messages("extends: existence\nmessage: x\nlimit: 2\ntokens: [a]\n", "a a a a") == ["x", "x"]


def test_a_pattern_that_repeats_what_it_repeats_gives_up_and_says_so() -> None:
    made = rule("extends: existence\nmessage: x\nnonword: true\ntokens: ['(?:a|a|aa)+$']\n")
    started = time.monotonic()
    found = list(apply(made, story("fine", "a" * 60 + "!")))
    assert time.monotonic() - started < 20
    assert [(each.rule, each.severity, each.segment) for each in found] == [("style.rule", "warning", None)]
    assert "takes too long" in found[0].message


def test_a_long_segment_is_looked_through() -> None:
    made = rule("extends: existence\nmessage: x\ntokens: [end]\n")
    assert len(list(apply(made, story("word " * 20000 + "end")))) == 1
