"""The columns of a glossary table, and the first row that names them."""

import re
from typing import NamedTuple, cast

from corpora.errors import Invalid
from corpora.language import canonical
from tm.glossary import STATUSES, Status

FIELDS = ("type", "context", "note", "since", "until")
# Parts the terms in a cell.
BETWEEN = re.compile(r"(?:^|\s+)\|(?=\s|$)")
_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
# ISO 639-1, all of it, and some of 639-3: a word that is none of these does not make a row a header.
_CODES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo "
    "es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka "
    "kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng "
    "nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su "
    "sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu "
    "bho ceb ckb fil gan hak haw hmn kok mai nan prs wuu yue"
)
_LANGUAGES = frozenset(_CODES.split())
# Names that people give to columns in place of tags and fields.
_NAMES = {
    "chinese": "zh", "中文": "zh", "english": "en", "英文": "en", "英语": "en",
    "类型": "type", "语境": "context", "备注": "note", "注释": "note",
}  # fmt: skip


class Column(NamedTuple):
    """What the cells of a column hold: terms of a language and status, or a field of the concept."""

    language: str = ""
    status: Status | None = None
    field: str = ""


def read_header(cells: list[str], languages: tuple[str, str]) -> list[Column] | None:
    """The columns that a first row names; None where it is a row of terms."""
    columns = [find_column(cell, languages) for cell in cells]
    if not any(columns):
        return None
    example = "Name the columns in the first line, such as zh,en,en:short,en:forbidden,type,note"
    for cell, column in zip(cells, columns, strict=True):
        if column is None:
            raise Invalid(f"no column is named {cell!r}", example)
    found = [column for column in columns if column is not None]
    tags = list(dict.fromkeys(column.language for column in found if column.language))
    if len(tags) < 2:
        raise Invalid("the first line names fewer than two languages", example)
    resolved = [column if column.language or column.field else column._replace(language=tags[1]) for column in found]
    for number, column in enumerate(resolved):
        if column in resolved[:number]:
            raise Invalid(f"two columns are named {cells[number]!r}", "Put both into one, with ` | ` between the terms")
    return resolved


def find_column(cell: str, languages: tuple[str, str]) -> Column | None:
    """What a cell of a header names, if it surely names something."""
    text = cell.strip().casefold().replace("_", "-")
    text = {"source": languages[0], "target": languages[1]}.get(text, _NAMES.get(text, text))
    if text in FIELDS:
        return Column(field=text)
    if text in STATUSES:
        return Column(status=cast(Status, text))
    tag, _, status = text.partition(":")
    if status.strip() not in ("", *STATUSES):
        return None
    if not _TAG.fullmatch(tag.strip()):
        return None
    language = canonical(tag.strip())
    if language.partition("-")[0] not in _LANGUAGES and not status:
        return None
    return Column(language, cast(Status, status.strip()) if status else None)
