"""Articles and texts cut into segments."""

import json
import subprocess
import sys
import time
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpora import Article, Block, Code, Segment, Span, segment
from corpora.segmentation import find_boundaries, load_rules, segment_text
from corpora.segmentation.enclosures import find_enclosures

_CASES = [
    json.loads(line) for line in Path(__file__).with_name("segmentation_cases.jsonl").read_text("utf-8").splitlines()
]


def _texts(text: str, language: str) -> list[str]:
    return [part.text for part in segment(text, language=language)]


_PARAMETERS = [
    pytest.param(
        case,
        id=f"{at}-{case['lang']}-{case['kind']}",
        marks=[pytest.mark.xfail(strict=True)] if case.get("fails") else [],
    )
    for at, case in enumerate(_CASES)
]


@pytest.mark.parametrize("case", _PARAMETERS)
def test_a_case_is_cut_as_an_editor_cuts_it(case: dict[str, object]) -> None:
    parts, gold = _texts(str(case["text"]), str(case["lang"])), case["gold"]
    assert isinstance(gold, list)
    free = case.get("optional_nonspace_offsets")
    if isinstance(free, list):
        # Places at which an editor may cut or not.
        assert _places(parts) - set(free) == _places(gold) - set(free)
    else:
        assert parts == gold


def _places(parts: list[str]) -> set[int]:
    return set(accumulate(len("".join(part.split())) for part in parts))


# Articles


_STORY = Article(
    "zh-CN",
    (
        Block("title", "嘉陵江边又添一座公园"),
        Block("metadata", "来源:区融媒体中心 时间:2023-10-05 09:12:00 编辑:韩雪"),
        Block("paragraph", "公园昨日开放。　“等了三年！”居民周德福说。"),
        Block("caption", "图为园内步道。郑勇 摄"),
        Block("paragraph", ""),
    ),
)


def test_every_block_gives_its_segments_in_reading_order() -> None:
    assert [(part.block, part.kind, part.text) for part in segment(_STORY)] == [
        (0, "title", "嘉陵江边又添一座公园"),
        (1, "metadata", "来源:区融媒体中心 时间:2023-10-05 09:12:00 编辑:韩雪"),
        (2, "paragraph", "公园昨日开放。"),
        (2, "paragraph", "“等了三年！”居民周德福说。"),
        (3, "caption", "图为园内步道。郑勇 摄"),
    ]


def test_a_span_leads_to_its_place_in_the_article() -> None:
    assert [part.span.cut(_STORY.text) for part in segment(_STORY)] == [part.text for part in segment(_STORY)]


def test_an_article_without_blocks_has_no_segments() -> None:
    assert segment(Article("en", ())) == []


def test_a_text_has_no_blocks_and_no_spans() -> None:
    assert segment(" The pier is open. \r\n\n It is free. ", language="en-GB") == [
        Segment("The pier is open."),
        Segment("It is free."),
    ]


def test_hant_and_cantonese_are_cut_as_chinese_is() -> None:
    text = "「展覽今天開幕。」館長林先生說。觀眾排起了長隊。"
    for language in ("zh-Hant-TW", "yue", "zh_HK"):
        assert _texts(text, language) == ["「展覽今天開幕。」館長林先生說。", "觀眾排起了長隊。"]


# Codes


def _codes(text: str, *codes: Code, language: str = "en") -> list[tuple[str, tuple[Code, ...]]]:
    article = Article(language, (Block("title", "River news"), Block("paragraph", text, codes)))
    return [(part.text, part.codes) for part in segment(article)[1:]]


def test_a_range_inside_a_segment_moves_with_it() -> None:
    opens, closes = Code(22, "open", "1", "<b>"), Code(26, "close", "1", "</b>")
    assert _codes("The pier is open. The deck is new.", opens, closes) == [
        ("The pier is open.", ()),
        ("The deck is new.", (Code(4, "open", "1", "<b>"), Code(8, "close", "1", "</b>"))),
    ]


def test_a_range_over_a_boundary_is_closed_and_opened_again() -> None:
    opens, closes = Code(12, "open", "a", '<a href="/pier">'), Code(26, "close", "a", "</a>")
    assert _codes("The pier is open. The deck is new.", opens, closes) == [
        ("The pier is open.", (Code(12, "open", "a", '<a href="/pier">'), Code(17, "close", "a", "</a>"))),
        ("The deck is new.", (Code(0, "open", "a", '<a href="/pier">'), Code(8, "close", "a", "</a>"))),
    ]


def test_nested_ranges_close_from_the_inside() -> None:
    codes = (
        Code(0, "open", "1", "<b>"),
        Code(2, "open", "2", "<i>"),
        Code(9, "close", "2", "</i>"),
        Code(10, "close", "1", "</b>"),
    )
    assert _codes("桥通了。车也来了。人", *codes, language="zh") == [
        ("桥通了。", (codes[0], codes[1], Code(4, "close", "2", "</i>"), Code(4, "close", "1", "</b>"))),
        (
            "车也来了。",
            (
                Code(0, "open", "1", "<b>"),
                Code(0, "open", "2", "<i>"),
                Code(5, "close", "2", "</i>"),
                Code(5, "close", "1", "</b>"),
            ),
        ),
        ("人", (Code(0, "open", "1", "<b>"), Code(1, "close", "1", "</b>"))),
    ]


def test_a_range_that_ends_with_a_sentence_does_not_reach_the_next() -> None:
    codes = (Code(0, "open", "1", "<b>"), Code(18, "close", "1", "</b>"))
    assert _codes("The pier is open. The deck is new.", *codes) == [
        ("The pier is open.", (Code(0, "open", "1", "<b>"), Code(17, "close", "1", "</b>"))),
        ("The deck is new.", ()),
    ]


def test_a_mark_of_its_own_behind_a_stop_stays_with_it() -> None:
    assert _codes("桥通了。车也来了。", Code(4, "standalone", "n", "<fn/>"), language="zh") == [
        ("桥通了。", (Code(4, "standalone", "n", "<fn/>"),)),
        ("车也来了。", ()),
    ]


def test_codes_without_partners_are_kept() -> None:
    codes = (Code(0, "close", "x", "</i>"), Code(20, "open", "y", "<b>"))
    assert _codes("The pier is open. The deck is new.", *codes) == [
        ("The pier is open.", (Code(0, "close", "x", "</i>"),)),
        ("The deck is new.", (Code(2, "open", "y", "<b>"),)),
    ]


@st.composite
def _marked_blocks(draw: st.DrawFn) -> Block:
    text = draw(st.text("甲乙。！”“ a.A\n", min_size=1, max_size=40)).strip()
    codes: list[Code] = []
    waiting: list[str] = []
    for at, offset in enumerate(sorted(draw(st.lists(st.integers(0, len(text)), max_size=10)))):
        kind = draw(st.sampled_from(["open", "close", "standalone"]))
        if kind == "close" and waiting:
            name = waiting.pop(draw(st.integers(0, len(waiting) - 1)))
            codes.append(Code(offset, "close", name, f"</{name}>"))
        elif kind == "open":
            waiting.append(str(at))
            codes.append(Code(offset, "open", str(at), f"<{at}>"))
        else:
            codes.append(Code(offset, "standalone", str(at), f"<{at}/>"))
    codes.extend(Code(len(text), "close", name, f"</{name}>") for name in waiting)
    return Block("paragraph", text, tuple(codes))


@settings(deadline=None)
@given(_marked_blocks())
def test_every_code_survives_and_every_segment_is_balanced(block: Block) -> None:
    parts = segment(Article("zh", (block,)))
    if not parts:
        return
    kept = {(code.kind, code.id, code.data) for part in parts for code in part.codes}
    assert kept == {(code.kind, code.id, code.data) for code in block.codes}
    for part in parts:
        open_: set[str] = set()
        offsets = [code.offset for code in part.codes]
        assert offsets == sorted(offsets)
        assert all(offset <= len(part.text) for offset in offsets)
        for code in part.codes:
            if code.kind == "open":
                open_.add(code.id)
            elif code.kind == "close":
                open_.remove(code.id)
        assert not open_


@settings(deadline=None)
@given(_marked_blocks())
def test_a_character_is_inside_the_same_ranges_as_before(block: Block) -> None:
    def inside(codes: tuple[Code, ...], at: int) -> set[str]:
        open_: set[str] = set()
        for code in codes:
            if code.offset <= at:
                (open_.add if code.kind == "open" else open_.discard)(code.id)
        return open_

    for part in segment(Article("zh", (block,))):
        for at in range(len(part.text)):
            assert inside(part.codes, at) == inside(block.codes, part.span.start + at)


# Any text at all

_HARD = st.text(st.sampled_from("甲说。！？…，：；“”‘’（）《》\"'.!?()[] \n\r\t\u3000\u2028aA1—、～"), max_size=80)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=120), _HARD), st.sampled_from(["zh", "en", "ja", "de", "th", "qaa"]))
@example("。”。”。“", "zh")
@example("\ud800。\x00", "zh")
@example("U.S. ", "en")
def test_nothing_but_white_space_is_lost(text: str, language: str) -> None:
    parts = _texts(text, language)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(part == part.strip() and part for part in parts)


@settings(deadline=None)
@given(_HARD)
def test_spans_rise_and_boundaries_lie_inside(text: str) -> None:
    rules = load_rules("zh")
    boundaries = list(find_boundaries(text, rules=rules))
    assert boundaries == sorted(set(boundaries))
    assert all(0 < at < len(text) for at in boundaries)
    spans = list(segment_text(text, rules=rules))
    assert all(one.end <= other.start for one, other in pairwise(spans))


@settings(deadline=None)
@given(_HARD)
def test_a_newline_always_ends_a_segment(text: str) -> None:
    assert all("\n" not in part for part in _texts(text, "zh"))


@pytest.mark.parametrize("language", ["zh", "en", "de"])
@pytest.mark.parametrize(
    "unit", ["字", "word ", '"', "“", "”", "“”", "。", ".", "。”", '."', "…", "(", "（）", "!\n", " ", "！”他"]
)
def test_a_hundred_thousand_characters_take_under_a_second(unit: str, language: str) -> None:
    rules = load_rules(language)
    text = unit * (100_000 // len(unit))
    began = time.process_time()
    count = sum(1 for _ in segment_text(text, rules=rules))
    assert time.process_time() - began < 1
    assert count <= text.count("\n") + text.count("。") + text.count("！") + 1


# Enclosures

_PAIRS = load_rules("en").pairs


def _enclosed(line: str) -> list[str]:
    return [span.cut(line) for span in find_enclosures(line, _PAIRS)]


def test_the_outermost_marks_enclose() -> None:
    assert _enclosed("“他说‘好（一）’。”《江》") == ["“他说‘好（一）’。”", "《江》"]


def test_a_mark_without_a_partner_encloses_nothing() -> None:
    assert _enclosed("“第一段。第二段（一）") == ["（一）"]
    assert _enclosed('1) Bring it. a screen of 5" and (more') == []


def test_straight_marks_are_told_apart_by_what_stands_beside_them() -> None:
    assert _enclosed('"Yes," he said. "We go."') == ['"Yes,"', '"We go."']
    assert find_enclosures('他说"好。"她说"行。"', _PAIRS) == [Span(2, 6), Span(8, 12)]


def test_an_apostrophe_closes_nothing() -> None:
    assert _enclosed("‘It’s full,’ he said.") == ["‘It’s full,’"]


def test_a_chinese_or_english_text_is_cut_without_heavy_imports() -> None:
    code = (
        "import sys; from corpora import segment; segment('开园了。', language='zh'); segment('A.', language='en');"
        "print([name for name in ('numpy', 'lxml', 'sacremoses', 'langdetect', 'rich') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_paragraph_in_the_other_language_is_cut_by_its_own_rules() -> None:
    story = Article(
        "zh-CN",
        (
            Block("paragraph", "园区昨日开园。首批50家企业入驻。"),
            Block("paragraph", "Mr. Li said the park is ready. It will hire 300 people at 9 a.m. on Monday."),
        ),
    )
    assert [part.text for part in segment(story)] == [
        "园区昨日开园。",
        "首批50家企业入驻。",
        "Mr. Li said the park is ready.",
        "It will hire 300 people at 9 a.m. on Monday.",
    ]
