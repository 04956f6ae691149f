"""The portal's metadata line: source, times and people, read by a table of labels."""

import re
from collections.abc import Iterator
from functools import lru_cache

from corpora.readers.dates import find_date
from corpora.readers.metadata.buttons import BRACKETS, without_buttons
from corpora.readers.metadata.labels import Label, find_labels, key, meaning
from corpora.readers.metadata.parts import SEPARATORS, Parts, rank
from corpora.readers.metadata.value import NOTHING, Metadata, merge_people
from corpora.readers.people import is_organisation

__all__ = ["NOTHING", "Metadata", "is_end_mark", "merge_people", "read_metadata"]

# A line of three editors, a source and a time stays well below this.
_LONGEST = 240
# A line that ends as a sentence and is longer is one.
_LONGEST_SENTENCE = 60
_HINT = re.compile(
    r"[:：/／|｜丨]|\d{4}|(?i:\b(?:by|on)\b)|[记記]者|通[讯訊][员員]|实习|實習|编辑|編輯|责编|校对|审核|文图|图文|撰文|作者|中心|[报社報]"
)
# Who did what, behind the names: 文/图, 参与采写, ／海東報導.
_WHOSE = re.compile(
    r"\s*(?:文/图|图/文|文图|图文|文／圖|圖／文|摄影报道|摄影/报道|(?:参与|协助)?(?:采写|采访|报道|摄影|拍摄)|供稿|文"
    r"|[／/]\s*[\u3400-\u9fff]{0,4}(?:报道|報導|報道|攝影))$"
)
# What makes a heading, or a sentence, of `记者`.
_HEADED = re.compile(
    r"\s*(?:手记|手記|调查|調查|观察|觀察|体验|走访|走訪|连线|連線|探访|直击|专访|專訪|获悉|獲悉)|从|在|了解|站|节"
)
_DONE = re.compile(r"[-—（(\[【\s]*(?:完|全文完|end|enditem|endit)[-—）)\]】\s]*", re.IGNORECASE)


def is_end_mark(text: str) -> bool:
    """Whether a line only says that the story ends here: `（完）`, `Enditem`."""
    return _DONE.fullmatch(text.strip()) is not None


def read_metadata(text: str, *, timezone: str = "+08:00") -> Metadata:
    """What a whole line says about its story; nothing where any part of it is something else.

    Args:
        text: a line as it stood.
        timezone: of a time of day beside which no zone is named.

    >>> found = read_metadata("来源:中国网 时间:2024-01-09 10:05:30 编辑:程野")
    >>> found.source, found.published, found.names("editor")
    ('中国网', '2024-01-09T10:05:30+08:00', ('程野',))
    >>> bool(read_metadata("他说，信息来源：附近的居民。"))
    False
    """
    return _read(text.strip(), timezone)


# A page's lines are read to find its story, and again to say what they are.
@lru_cache(maxsize=1024)
def _read(text: str, timezone: str) -> Metadata:
    if not text or len(text) > _LONGEST or not (text[0] in BRACKETS or _HINT.search(text)) or _is_prose(text):
        return NOTHING
    line, bracketed = _unwrapped(without_buttons(text).strip())
    if not line or not (bracketed or (_HINT.search(line) and not _is_prose(line))):
        return NOTHING
    line, whose = _split_whose(line)
    if not line:
        return NOTHING
    labels = list(_labels(line, bracketed))
    dated = find_date(line, timezone=timezone) is not None
    if not (labels or bracketed or dated or "/" in line or "／" in line):
        return NOTHING
    parts = Parts(timezone, sure=len(labels) if dated else 0)
    starts = [start for start, _, _ in labels] + [len(line)]
    if not parts.unlabelled(line[: starts[0]], bracketed=bracketed, alone=not labels):
        return NOTHING
    bare = {start for start, end, _ in labels if not line[start:end].rstrip().endswith((":", "："))}
    for (start, end, label), following in zip(labels, starts[1:], strict=True):
        value = line[end:following]
        body = rank().sub("", value.strip()) if following in bare and value and not value[-1].isspace() else ""
        if body and is_organisation(body):
            parts.employer(body)
        elif not parts.labelled(label, value, line[start:end]):
            return NOTHING
    return parts.result(whose)


def _is_prose(line: str) -> bool:
    return len(line) > _LONGEST_SENTENCE and line[-1] in "。！？.!?”" and line[0] not in BRACKETS


def _unwrapped(line: str) -> tuple[str, bool]:
    close = BRACKETS.get(line[:1])
    if close and line.rstrip("。.").endswith(close) and line.count(line[0]) == 1:
        return line.rstrip("。.")[1:-1].strip(), True
    return line, False


def _split_whose(line: str) -> tuple[str, str]:
    """A byline's last word, which says what the people named before it did."""
    match = _WHOSE.search(line)
    if match and match.start() and (line[match.start()].isspace() or len(match[0].strip()) > 1):
        return line[: match.start()], match[0].strip()
    return line, ""


def _labels(line: str, bracketed: bool) -> Iterator[tuple[int, int, Label]]:
    matches = list(find_labels(line))
    for match in matches:
        word = match["coloned"] or match["slashed"] or match["bare"]
        label = meaning()[key(word)]
        if match["bare"] and not _may_stand_bare(line, match, label, alone=len(matches) == 1, bracketed=bracketed):
            continue
        yield match.start(), match.end(), label


def _may_stand_bare(line: str, match: re.Match[str], label: Label, *, alone: bool, bracketed: bool) -> bool:
    """Whether a word without a colon is a label.

    Args:
        alone: whether it is the line's only label.
        bracketed: whether the line stands in brackets.
    """
    word, end = match["bare"], match.end()
    if line[end : end + 1].isdigit() and match[0] == match[0].rstrip():
        return label.fields[0] in ("published", "updated")
    if key(word) == "by":
        return _leads(line[: match.start()].rstrip(SEPARATORS), word)
    if "者" in word and _HEADED.match(line, end):
        return False
    # A name may touch its label in brackets, beside another label or a date.
    touching = match[0] == match[0].rstrip()
    return not touching or not alone or bracketed or find_date(line, timezone="+00:00") is not None


def _leads(before: str, by: str) -> bool:
    """Whether a `by` begins a byline: at the start of its line, or behind a date."""
    if not before:
        return by[0] == "B"
    date = find_date(before, timezone="+00:00")
    return date is not None and date.span.end == len(before)
