"""Lines -> blocks: what each line of a story is. One set of rules for every format."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpora.article import Block, BlockKind
from corpora.readers.credits import Credit, is_caption, read_credit
from corpora.readers.datelines import read_dateline
from corpora.readers.lines import Line, ends_openly, ends_sentence, has_han, last_mark, width
from corpora.readers.metadata import Metadata, is_end_mark, read_metadata
from corpora.readers.people import is_organisation

_PICTURE_ROLES = frozenset({"photo", "video", "designer", "photo_agency", "organisation"})
_WRITER_ROLES = frozenset({"author", "correspondent", "intern", "translator"})
_DESK_ROLES = frozenset({"editor", "responsible_editor", "chief_editor", "reviewer", "review1", "review2", "review3"})
_ITEM = re.compile(r"(?:(?P<dot>[•●○◆◇■□▪·*‧-])\s*|[(（]?(?P<number>\d{1,2})(?:[.)）、．](?!\d))\s*)(?=\S)")
_TRAILER = re.compile(r"[（(]([^（）()]{2,60})[)）]$")
# A headline of a portal, a subhead, a caption: the longest that are seen, in columns.
_LONGEST_HEADING = 120
_LONGEST_PLAIN_HEADING = 80
_LONGEST_CAPTION = 500
_PROSE = 60


@dataclass(frozen=True, slots=True)
class Story:
    """The parts of a story.

    Args:
        blocks: in reading order.
        metadata: what its lines say about it, all together.
        dateline: the words that its first paragraph begins with.
    """

    blocks: tuple[Block, ...]
    metadata: Metadata
    dateline: str = ""


@dataclass(slots=True)
class _Seen:
    """A line with what it can be read as."""

    line: Line
    metadata: Metadata
    credit: Credit | None
    end: bool
    prose: bool = field(init=False)
    kind: BlockKind | None = None

    def __post_init__(self) -> None:
        text = self.line.text
        plain = not self.metadata and not self.credit and not self.end and self.line.role in ("", "list_item")
        columns = width(text) if plain else 0
        self.prose = columns >= _PROSE or (columns >= 16 and ends_sentence(text))


def read_blocks(lines: Sequence[Line], *, timezone: str) -> Story:
    """What each line of a story is, and what the lines say about the story.

    Args:
        lines: in reading order, none empty; at most one has the role `title`.
        timezone: of a time of day beside which no zone is named.
    """
    seen = [_look(line, timezone) for line in lines]
    prose = [index for index, item in enumerate(seen) if item.prose]
    first, last = (prose[0], prose[-1]) if prose else (len(seen), len(seen))
    bold_heads = any(item.line.bold and item.line.centred and not item.line.pictured for item in seen)
    for index, item in enumerate(seen):
        zone = "head" if index < first else "body" if index <= last else "foot"
        item.kind = _kind(item, zone, bold_heads)
    _number_lists(seen)
    _settle_headings(seen)
    return Story(tuple(map(_block, seen)), *_facts(seen, timezone))


def _look(line: Line, timezone: str) -> _Seen:
    if line.role == "title":
        return _Seen(line, Metadata(), None, False)
    metadata = read_metadata(line.text, timezone=timezone)
    return _Seen(line, metadata, None if metadata else read_credit(line.text), is_end_mark(line.text))


def _kind(item: _Seen, zone: str, bold_heads: bool) -> BlockKind | None:
    """What a line is; None where it is a paragraph or a heading, as its neighbours will tell."""
    line = item.line
    if line.role == "title":
        return "title"
    if item.end:
        return "metadata"
    if item.metadata and (kind := _said(item, zone)):
        return kind
    if zone == "head" and width(line.text) <= 24 and is_organisation(line.text):
        item.metadata = Metadata(source=line.text)
        return "metadata"
    if item.credit:
        if not item.credit.caption:
            return "credit"
        if line.role == "caption" or line.pictured or width(line.text) <= _LONGEST_CAPTION:
            return "caption"
    if line.role == "caption" or _captions(line, bold_heads):
        return "caption"
    if line.role == "heading":
        return "paragraph" if ends_sentence(line.text) and width(line.text) > _LONGEST_HEADING else "heading"
    if (
        line.bold
        and width(line.text) <= _LONGEST_HEADING
        and (ends_openly(line.text) or last_mark(line.text) in "？！?!")
    ):
        return "heading"
    if line.role == "list_item":
        return "list_item"
    return None if zone != "foot" and not item.metadata and _may_head(line.text) else "paragraph"


def _said(item: _Seen, zone: str) -> BlockKind | None:
    """The kind of a line that reads as metadata, or None where its place says that it is something else."""
    found, text = item.metadata, item.line.text
    alone = not (found.source or found.published or found.updated or found.original_title or found.ignored)
    if alone and found.roles and found.roles <= _PICTURE_ROLES:
        return "credit"
    if zone == "body" and not (found.roles & _DESK_ROLES or (found.kinds > 1 and (found.source or found.roles))):
        return None if text[:1] not in "（(" or not found.roles & _WRITER_ROLES else "attribution"
    if zone == "foot" and found.kinds == 1 and found.published and text[:1].isdigit():
        return None
    if alone and found.roles & _WRITER_ROLES and (text[:1] in "（([【" or (found.byline and zone != "head")):
        return "attribution"
    return "metadata"


def _captions(line: Line, bold_heads: bool) -> bool:
    """Whether a line without a credit explains a picture."""
    columns = width(line.text)
    if columns > 240 or not any(map(str.isalpha, line.text)):
        return False
    if is_caption(line.text):
        return True
    if not line.pictured or line.role:
        return False
    if line.bold:
        return ends_sentence(line.text) or (line.centred and not bold_heads)
    return columns <= 200 if line.centred else columns <= _LONGEST_PLAIN_HEADING and ends_openly(line.text)


def _may_head(text: str) -> bool:
    """Whether a line without mark-up has the form of a subhead."""
    if not ends_openly(text) or "。" in text or width(text) > _LONGEST_PLAIN_HEADING:
        return False
    if has_han(text):
        return width(text) >= 4
    return text[:1].isupper() or (text[:1] in '“‘"0123456789' and any(map(str.isalpha, text)))


def _number_lists(seen: list[_Seen]) -> None:
    """Two lines or more with list marks, one after the other, are a list."""
    run: list[_Seen] = []
    style = ""
    for item in [*seen, None]:
        match = _ITEM.match(item.line.text) if item and item.kind in (None, "paragraph") else None
        mark = "" if match is None else match["dot"] or "number"
        if run and mark != style:
            if len(run) > 1:
                for listed in run:
                    listed.kind = "list_item"
            run = []
        style = mark
        if item and mark:
            run.append(item)


def _settle_headings(seen: list[_Seen]) -> None:
    """A short line is a heading where text follows it; three in a row are verse, a list, a signature."""
    index = 0
    while index < len(seen):
        if seen[index].kind is not None:
            index += 1
            continue
        start = index
        while index < len(seen) and seen[index].kind is None:
            index += 1
        run, following = (
            seen[start:index],
            next((item.kind for item in seen[index:] if item.kind not in ("caption", "credit")), None),
        )
        after_title = start > 0 and seen[start - 1].kind == "title"
        heads = len(run) <= 2 and (
            following in ("paragraph", "list_item", "heading") or (after_title and following == "metadata")
        )
        if following == "heading" and not after_title:
            heads = len(run) == 1
        for item in run:
            item.kind = "heading" if heads else "paragraph"
        if index < len(seen) and seen[index].kind == "credit" and not run[-1].line.bold:
            run[-1].kind = "caption"
    for before, item in pairwise(seen):
        bracketed = item.kind == "credit" and item.line.text[:1] in "（([【" and not item.line.pictured
        if bracketed and before.kind == "paragraph" and _explains(before.line.text):
            before.kind = "caption"


def _explains(text: str) -> bool:
    """Whether a line above a credit is short enough to be the caption that it belongs to."""
    return width(text) <= (60 if has_han(text) else 100) and len(re.findall(r"[。！？]|[.!?](?=\s|$)", text)) <= 1


def _block(item: _Seen) -> Block:
    codes = item.line.codes
    if codes and item.line.bold:
        # Bold type over a whole block is the block's own, no mark within it.
        bold = {code.id for code in codes if code.kind == "open" and re.match(r"<(?:b|strong)\b", code.data)}
        codes = tuple(code for code in codes if code.id not in bold)
    return Block(item.kind or "paragraph", item.line.text, codes)


def _facts(seen: list[_Seen], timezone: str) -> tuple[Metadata, str]:
    found = Metadata()
    photos: list[tuple[str, tuple[str, ...]]] = []
    prose = [item.line.text for item in seen if item.kind in ("paragraph", "list_item")]
    for item in seen:
        if item.kind in ("metadata", "attribution", "credit") and item.metadata:
            found = found.joined(item.metadata)
        if item.credit and item.kind in ("caption", "credit"):
            photos.append(("photo", item.credit.names))
            photos.append(("photo_agency", (item.credit.agency,) if item.credit.agency else ()))
    dateline = ""
    for text in prose[:2]:
        if begun := read_dateline(text):
            dateline = begun.text
            if begun.reporters:
                found = found.joined(Metadata(people=read_metadata(f"（{begun.reporters}）", timezone=timezone).people))
            break
    for text in prose[-2:]:
        if trailer := _TRAILER.search(text):
            people = read_metadata(f"（{trailer[1]}）", timezone=timezone)
            if people.roles & _WRITER_ROLES:
                found = found.joined(Metadata(people=people.people))
    return found.joined(Metadata(people=tuple(photos))), dateline
