"""The styles that come with us: every rule does its own examples right, and sound stories raise no alarm."""

from importlib.resources import files

import pytest

from corpora.article import Block, BlockKind, Segment
from corpora.bitext import Bead, Bitext
from styles.checks import check
from styles.fixing import choose
from styles.house import HOUSES, House, check_style, load_house, try_examples
from styles.house.rule import Rule
from tm.finding import Finding

RULES = [rule for name in HOUSES for rule in load_house(name).rules]
CLEAN_ENGLISH: list[Block] = [
    Block("title", "Liangjiang New Area to Build Second River Port"),
    Block("metadata", "Source: iChongqing Time: 2023-08-03 16:16:44 Editor: Chen Lan"),
    Block(
        "paragraph",
        "CHONGQING, Aug. 3 — The port will cost 4.2 billion yuan ($580 million), the city said on Thursday.",
    ),
    Block("paragraph", "“We will open it in May 2025,” said Zhou Minmin, who leads the work. “It won’t wait.”"),
    Block(
        "paragraph", "Some 12,500 people work there from 8:30 a.m. on, and output rose 6.5 percent in the first half."
    ),
    Block("heading", "What Comes Next"),
    Block(
        "paragraph",
        "The China International Import Expo (CIIE) is the next stop, and firms from Xi'an go to the CIIE too.",
    ),
    Block("list_item", "1,200 square meters of halls"),
    Block("caption", "Cranes at the port in the morning. (Photo/Zhang Kunkun)"),
    Block("attribution", "(Reported by Chen Lan, translated by Wu Di)"),
]
CLEAN_HANS = [
    Block("title", "两江新区将建第二座内河港"),
    Block("metadata", "来源：中国网 时间：2023-08-03 16:16:44 编辑：陈岚"),
    Block("paragraph", "本报讯 8月3日，两江新区宣布，新港总投资42亿元，占地3.5平方公里，2025年5月开港。"),
    Block("paragraph", "“我们不会等。”项目负责人周敏敏说，“《规划》《办法》都已出台，AI调度系统下月上线……”"),
    Block("caption", "果园港的清晨。（张坤坤 摄）"),
]
CLEAN_HANT = [Block("paragraph", "「我們不會等，」周敏敏說，「『鏈長制』先行，3月開港。」")]


def alone(blocks: list[Block], language: str) -> Bitext:
    target = tuple(Segment(block.text, number, block.kind) for number, block in enumerate(blocks))
    return Bitext("en" if language.startswith("zh") else "zh", language, (), target, single(len(target)))


def single(count: int) -> tuple[Bead, ...]:
    return tuple(Bead((), (number,)) for number in range(count))


def findings(text: str, language: str = "en", kind: BlockKind = "paragraph") -> list[Finding]:
    bitext = alone([Block(kind, text)], language)
    return list(check_style(bitext, house=load_house("news-en,news-zh")))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.language}:{rule.name}")
def test_a_rule_flags_and_leaves_what_it_says(rule: Rule) -> None:
    assert rule.flag
    assert rule.leave
    assert [f"{failure.text}: {failure.reason}" for failure in try_examples(rule)] == []


@pytest.mark.parametrize(("blocks", "language"), [(CLEAN_ENGLISH, "en"), (CLEAN_HANS, "zh-CN"), (CLEAN_HANT, "zh-TW")])
def test_a_sound_story_raises_no_alarm(blocks: list[Block], language: str) -> None:
    assert check(alone(blocks, language), house="news-en,news-zh", checks=["style"]) == []


def test_english_rules_leave_chinese_alone_and_scripts_have_their_own_quotation_marks() -> None:
    assert [each.rule for each in findings("他说：“开港了。”", "zh-CN")] == []
    assert {each.rule for each in findings("他說：“開港了。”", "zh-TW")} == {"style.quotes-hant"}
    assert {each.rule for each in findings("他说：「开港了。」", "zh")} == {"style.quotes-hans"}
    assert [each.rule for each in findings("The port opened on 3 August 2023.", "fr")] == []


def test_a_rule_has_its_place_in_the_bead_where_a_bead_holds_several_sentences() -> None:
    target = (Segment("It opened in May.", 0), Segment("It cost RMB 5 million.", 0))
    pair = Bitext("zh", "en", (Segment("五月开港，耗资500万元。"),), target, (Bead((0,), (0, 1)),))
    (found,) = check_style(pair, house=load_house("news-en"))
    assert found.segment == 0
    assert found.target_span is not None
    assert found.target_span.cut("It opened in May. It cost RMB 5 million.") == "RMB 5 million"
    assert (found.fixes[0].text, found.fixes[0].certain) == ("5 million yuan", True)


def test_styles_are_joined_and_none_is_a_style_without_rules() -> None:
    both = load_house("news-en, news-zh")
    assert len(both.rules) == len(load_house("news-en").rules) + len(load_house("news-zh").rules)
    assert load_house("none") == House("none")


@pytest.mark.parametrize(("language", "suffix"), [("en", "en"), ("zh-CN", "zh")])
def test_many_passages_are_looked_through_in_one_as_one_by_one(
    monkeypatch: pytest.MonkeyPatch, language: str, suffix: str
) -> None:
    samples = files("corpora.samples")
    lines = [
        line.strip("# ")
        for file in sorted(
            each.name for each in samples.iterdir() if each.name.endswith((f".{suffix}.txt", f".{suffix}.md"))
        )
        for line in (samples / file).read_text("utf-8").splitlines()
        if line.strip()
    ]
    # Faults on either side of a line's end, so that a match over two lines would show.
    faults = [
        "5 %",
        "RMB 5",
        "million",
        "--",
        "The  ",
        "“",
        "on 3",
        "August 2020",
        "，",
        "50 家",
        "的",
        "的",
        "(Photo",
        "by X)",
    ]
    bitext = alone([Block("paragraph", line) for line in [*lines, *faults, *reversed(faults)]], language)
    house = load_house("news-en,news-zh")
    at_once = list(check_style(bitext, house=house))
    monkeypatch.setattr("styles.house.hit.keeps_to_lines", lambda pattern: False)
    assert list(check_style(bitext, house=house)) == at_once
    assert len(at_once) > 5


def fixed_once(bitext: Bitext, house: House) -> Bitext:
    """A version after one pass of what the house is certain of, as `duizhao fix` makes it."""
    texts = [segment.text for segment in bitext.target]
    changes, _ = choose(check_style(bitext, house=house), bitext, numbers=True)
    for change in reversed(changes):
        number, span = change.finding.segment or 0, change.fix.span
        texts[number] = texts[number][: span.start] + change.after + texts[number][span.end :]
    return alone([Block(old.kind, text) for old, text in zip(bitext.target, texts)], bitext.target_language)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.flag], ids=lambda rule: f"{rule.language}:{rule.name}")
def test_rules_do_not_undo_each_other(rule: Rule) -> None:
    house = load_house("news-en,news-zh")
    language = {"zh-Hant": "zh-TW", "zh-Hans": "zh-CN"}.get(rule.language, rule.language)
    for example in rule.flag:
        bitext = alone([Block(example.kind or "paragraph", line) for line in example.text.split("\n")], language)
        passes = 0
        while (after := fixed_once(bitext, house)).target != bitext.target:
            bitext, passes = after, passes + 1
            assert passes <= 4, [segment.text for segment in bitext.target]
