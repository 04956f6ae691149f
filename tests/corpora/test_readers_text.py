"""Plain text: paragraphs whatever way they are set, and what each line is."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.readers import read_data
from corpora.readers.lines import ends_openly, ends_sentence, spaced, width
from corpora.readers.text import find_paragraphs

ENGLISH = (
    "The second phase of the chip park opened on Monday with room for 40 design houses and a shared test line.",
    "Companies with fewer than 100 employees can book the line by the hour, and 27 have done so since the trial run.",
    "“What we need is within a ten-minute walk,” said Peng Rui, who runs a company that designs sensors for cars.",
)
CHINESE = (
    "8月7日，水土芯片园二期在重庆两江新区开园，可容纳40家设计企业，并设有一条共享测试线，小企业也能按小时租用。",
    "“我们搬来的时候只有9个人，现在有60人。”从事车用传感器设计的彭睿说，“要用的东西，走路10分钟都能到。”",
    "园区运营方介绍，自5月试运行以来，测试线已为27家客户检测芯片230万颗，最快当天就能拿到结果。",
)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_data(text.encode(), file="a.txt").blocks]


def wrap_chinese(text: str, columns: int) -> str:
    """Broken as an editor breaks it: anywhere but before a stop."""
    lines, line = [], ""
    for character in text:
        if width(line + character) > columns and character not in "，。、；：！？”":
            lines.append(line)
            line = ""
        line += character
    return "\n".join([*lines, line])


@given(st.integers(56, 100), st.sampled_from([("\n\n", ""), ("\n", "    ")]))
def test_wrapped_english_is_joined_as_it_was(columns: int, set_apart: tuple[str, str]) -> None:
    between, indent = set_apart
    wrapped = between.join("\n".join(textwrap.wrap(text, columns, initial_indent=indent)) for text in ENGLISH)
    assert list(find_paragraphs(f"A headline\n\n{wrapped}\n")) == ["A headline", *ENGLISH]


@given(st.integers(50, 96), st.sampled_from(["\n\n", "\n　　"]))
def test_wrapped_chinese_is_joined_without_spaces(columns: int, between: str) -> None:
    wrapped = between.join(wrap_chinese(text, columns) for text in CHINESE)
    assert list(find_paragraphs(f"题目\n\n{wrapped}\n")) == ["题目", *CHINESE]


@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n", "\n \t\n", "\n\u3000\n"])
@pytest.mark.parametrize("paragraphs", [ENGLISH, CHINESE])
def test_a_paragraph_a_line_stays_one(paragraphs: tuple[str, ...], between: str) -> None:
    text = between.join(["题目 A headline", *paragraphs])
    assert [shown for _, shown in kinds(text)] == ["题目 A headline", *paragraphs]


def test_short_lines_without_a_stop_are_not_taken_for_wrapped_ones() -> None:
    verse = "江水向东流\n白鹭向北飞\n故人在渡口\n一去十年归"
    assert list(find_paragraphs(verse)) == verse.split("\n")


def test_a_list_of_names_is_no_wrapped_text() -> None:
    names = "Changan Automobile\nSeres\nBOE Technology\nTencent\nDeepal"
    assert list(find_paragraphs(names)) == names.split("\n")


@given(st.text(alphabet="甲乙ab ，。.\n\u3000", max_size=200))
def test_no_character_is_lost_or_made_up(text: str) -> None:
    found = "".join("".join(find_paragraphs(text)).split())
    assert found == "".join(text.split())


def test_a_title_is_short_and_has_something_below_it() -> None:
    assert kinds(f"水土芯片园二期开园\n{CHINESE[0]}\n")[0] == ("title", "水土芯片园二期开园")
    assert kinds(f"{CHINESE[0]}\n{CHINESE[1]}\n")[0] == ("paragraph", CHINESE[0])
    assert kinds("水土芯片园二期开园\n") == [("paragraph", "水土芯片园二期开园")]
    assert kinds(f"Cars leave the U.S.\nSource: Xinhua 2024-05-07\n{ENGLISH[0]}\n")[0] == (
        "title",
        "Cars leave the U.S.",
    )


def test_a_metadata_line_may_stand_above_the_title() -> None:
    text = f"来源：嘉陵网 2024-05-07\n芯片园开园\n{CHINESE[0]}\n"
    assert kinds(text) == [("metadata", "来源：嘉陵网 2024-05-07"), ("title", "芯片园开园"), ("paragraph", CHINESE[0])]


def test_a_subhead_has_text_below_it() -> None:
    text = f"芯片园开园\n{CHINESE[0]}\n小企业租得起\n{CHINESE[1]}\n重庆两江新区管委会\n2024年5月7日\n"
    assert [kind for kind, _ in kinds(text)] == ["title", "paragraph", "heading", "paragraph", "paragraph", "paragraph"]


def test_three_short_lines_in_a_row_are_no_subheads() -> None:
    verse = ["江水向东流", "白鹭向北飞", "故人在渡口"]
    text = "\n".join(["渡口", CHINESE[0], *verse, CHINESE[1]])
    assert [kind for kind, _ in kinds(text)] == ["title", *["paragraph"] * 5]


def test_lines_with_list_marks_are_list_items_two_at_least() -> None:
    text = f"申报条件\n{CHINESE[0]}\n1. 在两江新区登记；\n2. 近三年没有事故。\n{CHINESE[1]}\n• 一个单独的点。\n{CHINESE[2]}\n"
    assert [kind for kind, _ in kinds(text)] == [
        *("title", "paragraph", "list_item", "list_item", "paragraph", "paragraph", "paragraph")
    ]


def test_captions_and_credits_are_one_block_or_two_as_they_stand() -> None:
    text = "\n\n".join(
        [
            "Chip park opens",
            ENGLISH[0],
            "The test line. (Photo/Luo Yiming)",
            ENGLISH[1],
            "The park at night.",
            "(Photo by Lan Lan/Xinhua)",
            ENGLISH[2],
        ]
    )
    assert [kind for kind, _ in kinds(text)] == [
        *("title", "paragraph", "caption", "paragraph", "caption", "credit", "paragraph")
    ]


def test_metadata_counts_only_at_the_head_and_the_foot() -> None:
    text = "\n".join(["芯片园开园", CHINESE[0], "时间：2024-05-07 08:00", CHINESE[1], "来源：嘉陵网", "责任编辑：秦川"])
    article = read_data(text.encode(), file="a.txt")
    assert [block.kind for block in article.blocks] == [
        *("title", "paragraph", "paragraph", "paragraph", "metadata", "metadata")
    ]
    assert (article.origin.published, article.origin.source) == ("", "嘉陵网")


def test_reporters_are_found_behind_the_dateline_and_behind_the_last_paragraph() -> None:
    text = f"芯片园开园\n新华社重庆8月7日电（记者 钟凯）{CHINESE[0]}\n{CHINESE[2]}（嘉陵日报记者 田甜）\n"
    article = read_data(text.encode(), file="a.txt")
    assert article.origin.dateline == "新华社重庆8月7日电"
    assert article.origin.names("author") == ("钟凯", "田甜")
    assert [block.kind for block in article.blocks] == ["title", "paragraph", "paragraph"]


def test_stored_text_is_as_it_stood() -> None:
    text = "　　“Ａ１”产业园 ，开园。 \n\n\t第二段——“ok…” \n"
    assert [shown for _, shown in kinds(text)] == ["“Ａ１”产业园 ，开园。", "第二段——“ok…”"]


def test_a_hundred_thousand_lines_are_read() -> None:
    article = read_data("一行文字，到此为止。\n".encode() * 100_000, file="a.txt")
    assert len(article.blocks) == 100_000


def test_the_ends_of_lines_are_told_apart() -> None:
    assert [ends_sentence(text) for text in ("他说。”", "He said.", "小标题", "")] == [True, True, False, False]
    assert [ends_openly(text) for text in ("小标题”", "他说：", "He said.", "")] == [True, False, False, False]
    assert spaced("one", "two")
    assert not spaced("甲”", "乙")
