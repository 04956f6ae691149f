"""Which line is the title where the mark-up does not say."""

from collections.abc import Sequence
from dataclasses import replace

from corpora.readers.credits import is_caption, read_credit
from corpora.readers.lines import Line, last_mark, width
from corpora.readers.metadata import is_end_mark, read_metadata
from corpora.text import fold_key

_LONGEST = 140
# A title that ends as a sentence does must be short, and the metadata line must follow.
_LONGEST_CLOSED = 90
_FIRST = 3


def with_title(lines: Sequence[Line], *, named: str = "", timezone: str) -> tuple[Line, ...]:
    """The lines with one title at most.

    It is the first line that the mark-up calls a title; else the first that is not about the story,
    where it is a heading, is named elsewhere in the file, or has the form of a title and text follows.

    Args:
        lines: in reading order, none empty.
        named: the title that the file states outside its text.
        timezone: of a time of day beside which no zone is named.

    >>> [line.role for line in with_title([Line("园区开园"), Line("五十家企业入驻。")], timezone="+08:00")]
    ['title', '']
    """
    title = next((index for index, line in enumerate(lines) if line.role == "title"), None)
    if title is None:
        title = _find(lines, fold_key(named), timezone)
    marked = [
        replace(line, role="title" if index == title else "heading" if line.role == "title" else line.role)
        for index, line in enumerate(lines)
    ]
    return tuple(marked)


def _find(lines: Sequence[Line], named: str, timezone: str) -> int | None:
    for index, line in enumerate(lines[:_FIRST]):
        if read_metadata(line.text, timezone=timezone) or is_end_mark(line.text):
            continue
        if index + 1 == len(lines) or line.role not in ("", "heading") or line.pictured:
            return None
        if line.role == "heading" or fold_key(line.text) == named:
            return index
        if width(line.text) > _LONGEST or read_credit(line.text) or is_caption(line.text):
            return None
        closed = last_mark(line.text) in "。.；;，,、：:"
        above = bool(read_metadata(lines[index + 1].text, timezone=timezone))
        return index if not closed or (above and width(line.text) <= _LONGEST_CLOSED) else None
    return None
