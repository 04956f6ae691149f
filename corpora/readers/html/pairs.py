"""A label and its value in elements of their own, such as cells of a table, put together in one line."""

import re
from dataclasses import replace

from corpora.readers.html.shown import Flow, Shown
from corpora.readers.metadata import read_metadata
from corpora.readers.metadata.labels import alone
from corpora.text import Code

_LONGEST_LABEL, _LONGEST_VALUE = 24, 60
_CELLS = frozenset({"td", "th", "dt"})
_BY = frozenset({"by", "written by", "posted by"})
# The rows of the table in which a government's portal files a document; it has one at least that nothing else has.
_FILED = re.compile(
    r"(?P<own>索引号|索取号|发文字号|文号|成文日期|生成日期|公开方式|公开范围|公开时限|主题分类|组配分类|信息索引)"
    r"|(?P<told>发布机构|发布日期|发布单位|发布机关|发布时间|来源|信息来源)"
    r"|体裁分类|信息分类|公文种类|文种|主题词|有效性|时效性|是否有效|效力状态|生效日期|废止日期|失效日期|公开形式|公开程序|公开责任部门"
    r"|内容概述|名称|标题|信息名称|统一编号|主题|所属主题|服务对象|备注|发文机关|发文单位|分类|关键词"
)
_FEWEST_ROWS = 3


def join_pairs(flow: Flow) -> None:
    """Puts labels and the values behind them together, and drops the idle rows of a document's table."""
    lines = flow.lines
    labels = {index: label for index, shown in enumerate(lines) if (label := _label(flow, shown))}
    heads = {index: labels.get(index) or _head(shown) for index, shown in enumerate(lines)}
    rows = {index: row for index, head in heads.items() if head and (row := _FILED.fullmatch(head))}
    filed = len(rows) >= _FEWEST_ROWS and any(row["own"] for row in rows.values())
    gone: set[int] = set()
    for index in sorted({*labels, *rows}):
        follows = index + 1 < len(lines) and index + 1 not in labels and index + 1 not in rows
        valued = index in labels and follows and _beside(flow, lines[index], lines[index + 1])
        if filed and index in rows and not rows[index]["told"]:
            gone |= {index, index + 1} if valued else {index}
        elif valued and (filed or _is_certain(flow, lines[index])):
            joined = _joined(lines[index], lines[index + 1])
            lines[index] = joined or lines[index]
            gone |= {index + 1} if joined else set()
    if gone:
        flow.lines[:] = [shown for index, shown in enumerate(lines) if index not in gone]


def _label(flow: Flow, shown: Shown) -> str:
    """The label that a line is nothing but; empty where it is anything else."""
    text = shown.line.text
    if len(text) > _LONGEST_LABEL:
        return ""
    if not _is_marked(text) and text.lower() not in _BY and flow.tokens[shown.node][0] not in _CELLS:
        return ""
    word = "".join(text.strip("[]【】:： \u3000\xa0").split())
    return word if _FILED.fullmatch(word) or alone().fullmatch(text) else ""


def _head(shown: Shown) -> str:
    """The word before the colon of a line; empty where there is none."""
    head = shown.line.text[:_LONGEST_LABEL]
    return "".join(re.split("[:：]", head)[0].split()) if ":" in head or "：" in head else ""


def _is_marked(text: str) -> bool:
    return text[-1] in ":：" or text[0] in "[【"


def _is_certain(flow: Flow, label: Shown) -> bool:
    """Whether a label is one beyond doubt: a word in a cell may be the head of a column."""
    return _is_marked(label.line.text) or flow.tokens[label.node][0] != "td"


def _beside(flow: Flow, label: Shown, value: Shown) -> bool:
    """Whether a value stands in the box of its label: one or two elements out."""
    box = max(flow.parents[label.node], 0)
    outer = max(flow.parents[box], 0)
    return len(value.line.text) <= _LONGEST_VALUE and outer <= value.node < flow.ends[outer]


def _joined(label: Shown, value: Shown) -> Shown | None:
    """The one line of both; None where it would say nothing about the story."""
    name = label.line.text.strip("[]【】 \u3000\xa0")
    spaced = name.isascii() or name[-1] in ":："
    front = f"{name} " if spaced else f"{name}："
    found = read_metadata(front + value.line.text)
    if not found or found.idle:
        return None
    codes = tuple(Code(code.offset + len(front), code.kind, code.id, code.data) for code in value.line.codes)
    line = replace(value.line, text=front + value.line.text, codes=codes, role="")
    return replace(value, line=line, node=label.node, level=0, runs=())
