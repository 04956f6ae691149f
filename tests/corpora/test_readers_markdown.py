"""Markdown: front matter, soft wraps, pictures, marks, and what is left out."""

import time

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from corpora.article import Article, Block, Origin
from corpora.errors import DuizhaoError, NothingFound, WrongFormat
from corpora.readers import read_data
from corpora.readers.markdown import find_lines
from corpora.text import Code

SENTENCE = "两江新区今天开园，来了五十家企业，大家都很高兴。"
ENGLISH = "The park opened on Monday, and fifty companies moved in at once."


def blocks(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_data(text.encode(), file="a.md").blocks]


def origin(front: str) -> Origin:
    return read_data(f"---\n{front}\n---\n\n{SENTENCE}\n".encode(), file="a.md").origin


STORY = """---
title: 水土芯片园二期开园
date: 2024-05-07 09:30:00
source: 两江日报
author: 沈一舟、唐可
editor: [程野]
lang: zh-CN
url: https://example.org/news/1.html
---

芯片园二期5月7日开园，**40家企业**已经入驻，
首批产品今年秋天[下线](https://example.org/a?b=1&c=2)。[^1]

![](line.jpg)
图为园区测试线。蓝岚 摄

## 小企业*租得起*

测试线可以按小时租用：

- 设计企业免租一年；
- 测试费用减半。

<!-- 待核实 -->

> “走路十分钟，要用的东西都有。”彭睿说。

```
编辑备注
```

（记者 沈一舟）

[^1]: 据园区统计。
"""


def test_a_story_is_read_whole() -> None:
    assert read_data(STORY.encode(), file="park.md") == Article(
        language="zh-CN",
        blocks=(
            Block("title", "水土芯片园二期开园"),
            Block(
                "paragraph",
                "芯片园二期5月7日开园，40家企业已经入驻，首批产品今年秋天下线。",
                (
                    Code(12, "open", "1", "<b>"),
                    Code(17, "close", "1", "</b>"),
                    Code(30, "open", "2", '<a href="https://example.org/a?b=1&amp;c=2">'),
                    Code(32, "close", "2", "</a>"),
                ),
            ),
            Block("caption", "图为园区测试线。蓝岚 摄"),
            Block("heading", "小企业租得起", (Code(3, "open", "1", "<i>"), Code(6, "close", "1", "</i>"))),
            Block("paragraph", "测试线可以按小时租用："),
            Block("list_item", "设计企业免租一年；"),
            Block("list_item", "测试费用减半。"),
            Block("paragraph", "“走路十分钟，要用的东西都有。”彭睿说。"),
            Block("attribution", "（记者 沈一舟）"),
        ),
        origin=Origin(
            source="两江日报",
            published="2024-05-07T09:30:00+08:00",
            people=(("author", ("沈一舟",)), ("photo", ("蓝岚",)), ("editor", ("程野",))),
            url="https://example.org/news/1.html",
        ),
        name="park.md",
    )


def test_a_name_is_no_more_than_a_hint() -> None:
    for file in ("a", "a.txt", "-", "a.html"):
        assert read_data(STORY.encode(), file=file).title == "水土芯片园二期开园"
    assert read_data(f"# 开园\n\n{SENTENCE}\n".encode(), file="-").title == "开园"
    assert read_data(f"开园\n===\n\n{SENTENCE}\n".encode(), file="a.md").title == "开园"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encodings_and_line_ends_make_no_difference(encoding: str, end: str) -> None:
    data = STORY.replace("\n", end).encode(encoding)
    assert read_data(data, file="park.md") == read_data(STORY.encode(), file="park.md")


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("date: 2024-05-07", Origin(published="2024-05-07")),
        ("published: 2024-05-07T09:30:00Z", Origin(published="2024-05-07T09:30:00+00:00")),
        ("date: 2024-05-07 09:30", Origin(published="2024-05-07T09:30:00+08:00")),
        ("发布时间: 2024年5月7日 09:30", Origin(published="2024-05-07T09:30:00+08:00")),
        ("lastmod: 2024-05-08", Origin(updated="2024-05-08")),
        ("来源: 甲报", Origin(source="甲报")),
        ("author:\n  - name: Peng Rui\n  - Lan Lan", Origin(people=(("author", ("Peng Rui", "Lan Lan")),))),
        ("Photographer: Lan Lan/Xinhua", Origin(people=(("photo", ("Lan Lan",)), ("photo_agency", ("Xinhua",))))),
        ("责任编辑: 程野", Origin(people=(("responsible_editor", ("程野",)),))),
        ("author: the night desk", Origin(people=(("author", ("the night desk",)),))),
        ("date: soon\ntags: [park, chips]\nlayout: post\ndraft: false\nurl: /news/1/\nauthor:", Origin()),
    ],
)
def test_front_matter_is_read_by_the_words_of_a_metadata_line(front: str, expected: Origin) -> None:
    assert origin(front) == expected


def test_what_the_text_says_counts_more_than_the_front_matter() -> None:
    text = f"---\nsource: 乙报\nauthor: 唐可\n---\n# 开园\n\n来源：甲报 编辑：程野\n\n{SENTENCE}\n\n（记者 沈一舟）\n"
    found = read_data(text.encode(), file="a.md").origin
    assert (found.source, found.names("author"), found.names("editor")) == ("甲报", ("沈一舟",), ("程野",))


def test_one_title_of_two() -> None:
    same = f"---\ntitle: The Park Opens\n---\n# The park opens\n\n{ENGLISH}\n"
    assert blocks(same) == [("title", "The park opens"), ("paragraph", ENGLISH)]
    other = f"---\ntitle: The Park Opens\n---\n# A new start\n\n{ENGLISH}\n\n# And more\n\n{ENGLISH}\n"
    assert [kind for kind, _ in blocks(other)] == ["title", "heading", "paragraph", "heading", "paragraph"]


@pytest.mark.parametrize(
    ("text", "cause", "line"),
    [
        ("---\ntitle: a\nb: c: d\n---\nText.\n", "broken front matter", 3),
        ("---\ntitle: a\n\nText that never ends.\n", "no end", 1),
        ("---\n? [a, b]: c\n- d: e\n---\n", "front matter", 3),
    ],
)
def test_broken_front_matter_is_an_error_with_its_line(text: str, cause: str, line: int) -> None:
    with pytest.raises(WrongFormat, match=cause) as raised:
        read_data(text.encode(), file="a.md")
    assert (raised.value.file, raised.value.line) == ("a.md", line)
    assert raised.value.remedy


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert blocks(f"---\n\n{SENTENCE}\n\n---\n\n{SENTENCE}\n") == [("paragraph", SENTENCE)] * 2


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("两江\n新区", "两江新区"),
        ("the park\nopened", "the park opened"),
        ("“人回来\n了。”\n他说", "“人回来了。”他说"),
        ("**两江\n新区**的\n*夜*", "两江新区的夜"),
        ("the AI\n产业园", "the AI产业园"),
        ("园区<!-- 核实 -->开园", "园区开园"),
        ("a <!-- check --> b", "a b"),
        ("开园[^a]了[^2]。", "开园了。"),
        ("R&amp;D \\*not\\* bold &mdash; yes", "R&D *not* bold — yes"),
        ("见<https://example.org/>", "见https://example.org/"),
        ("[开园][1]\n\n[1]: https://example.org/", "开园"),
        ("a <kbd>key</kbd> b", "a key b"),
    ],
)
def test_what_is_shown(source: str, shown: str) -> None:
    assert [line.text for line in find_lines(source)] == [shown]


@pytest.mark.parametrize(
    ("source", "captions"),
    [
        ("![园区夜景](a.jpg)", ["园区夜景"]),
        ('![alt](a.jpg "园区夜景")', ["园区夜景"]),
        ("![园区夜景](a.jpg)\n\n*园区夜景*", ["园区夜景"]),
        ("![夜景](a.jpg)\n\n*园区夜景，摄于五月。*", ["园区夜景，摄于五月。"]),
        ("![夜景](a.jpg)\n园区一角。蓝岚 摄", ["园区一角。蓝岚 摄"]),
        ("![](a.jpg)\n\n园区一角", ["园区一角"]),
        ("![image](a.jpg)", []),
        ("![IMG_2041.jpg](a.jpg)", []),
        ("![夜景](a.jpg)\n\n![日景](b.jpg)", ["夜景", "日景"]),
        ("[![夜景](a.jpg)](b.html)", ["夜景"]),
        ("<figure><img src='a.jpg'><figcaption>园区夜景</figcaption></figure>", ["园区夜景"]),
    ],
)
def test_a_picture_has_its_caption_once(source: str, captions: list[str]) -> None:
    found = blocks(f"# 开园\n\n{SENTENCE}\n\n{source}\n\n{SENTENCE}\n")
    assert [text for kind, text in found if kind == "caption"] == captions
    assert len(found) == 3 + len(captions)


def test_breaks_part_lines_and_lists_nest() -> None:
    text = f"# 开园  \n\n{SENTENCE}  \n{SENTENCE}<br>{SENTENCE}\n\n1. 第一项；\n   - 里面的一项；\n2. 第二项。\n\n    缩进的一段，也是正文。\n"
    assert blocks(text) == [
        ("title", "开园"),
        *[("paragraph", SENTENCE)] * 3,
        ("list_item", "第一项；"),
        ("list_item", "里面的一项；"),
        ("list_item", "第二项。"),
        ("paragraph", "缩进的一段，也是正文。"),
    ]


def test_a_note_of_several_lines_is_left_out_and_the_text_behind_it_is_not() -> None:
    text = f"{SENTENCE}[^1]\n\n[^1]: 注一\n    还是注一\n\n    仍是注一\n[^2]: https://example.org/\n\n{SENTENCE}\n"
    assert blocks(text) == [("paragraph", SENTENCE)] * 2


@pytest.mark.parametrize(
    ("text", "error", "cause"),
    [
        ("---\ntitle: 开园\n---\n", NothingFound, "holds no text"),
        ("# 开园\n", NothingFound, "title and no story"),
        ("```\ncode\n```\n", NothingFound, "holds no text"),
        ("# 开园\n\n\x00\n", WrongFormat, "binary"),
    ],
)
def test_what_is_no_story_says_so(text: str, error: type[DuizhaoError], cause: str) -> None:
    with pytest.raises(error, match=cause) as raised:
        read_data(text.encode(), file="a.md")
    assert raised.value.remedy


def test_large_and_deep_texts_take_no_longer_than_they_must() -> None:
    started = time.perf_counter()
    assert len(blocks(f"{SENTENCE}\n\n" * 10_000)) == 10_000
    for deep in ("> " * 500, "- " * 500, "*a " * 5000, "[" * 5000, "![" * 5000, "<b>" * 5000, "`" * 5000, "[^a" * 5000):
        assert blocks(f"{SENTENCE}\n\n{deep}\n\n{SENTENCE}\n")[0] == ("paragraph", SENTENCE)
    assert time.perf_counter() - started < 30


@given(st.text(alphabet="甲ab *_[]()!`<>-#=|\\\n\t&;:^1.~", max_size=120))
@hypothesis_settings(max_examples=300, deadline=None)
def test_any_text_is_read_or_refused_with_a_remedy(text: str) -> None:
    try:
        article = read_data(f"{SENTENCE}\n\n{text}\n".encode(), file="a.md")
    except DuizhaoError as error:
        assert error.remedy
        return
    for block in article.blocks:
        assert block.text == block.text.strip() != ""
        assert [code.offset for code in block.codes] == sorted(code.offset for code in block.codes)
