"""Concepts from a table."""

import re
from collections.abc import Callable, Iterator, Sequence
from os import PathLike
from typing import NoReturn, cast

from corpora.collection import held_back
from corpora.errors import Invalid, NothingFound, WrongFormat
from corpora.language import canonical
from tm.formats.termlist.columns import BETWEEN, Column, read_header
from tm.formats.termlist.conflicts import Conflicts, remarks
from tm.formats.termlist.rows import read_rows
from tm.glossary import SUBJECTS, USABLE, Concept, Glossary, Status, Subject, Term

# Told a line, from 1, and what there is to say of it.
OnLine = Callable[[int, str], object]

_DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2}))?(?:[-/.月](\d{1,2}))?[年月日]?")
_SUBJECT_ALIASES = {"organization": "organisation"}


def load_glossary(
    path: str | PathLike[str], *, languages: tuple[str, str] = ("zh", "en"), on_skip: OnLine | None = None
) -> Glossary:
    """The glossary in a file; arguments and errors as of `read_termlist`."""
    with held_back():
        return Glossary(tuple(read_termlist(path, languages=languages, on_skip=on_skip)))


def read_termlist(
    path: str | PathLike[str],
    *,
    languages: tuple[str, str] = ("zh", "en"),
    on_skip: OnLine | None = None,
    on_notice: OnLine | None = None,
) -> Iterator[Concept]:
    """The concepts of a table, in order; one that stands there twice comes once.

    The separator (comma, semicolon, tab) and the encoding are found; an Excel workbook is read too.

    Args:
        path: the file, `-` for standard input.
        languages: of a table without a header, and of columns headed `source` and `target`.
        on_skip: told the line, from 1, and the reason of each row that cannot be used: a single
            term, an unknown type, a term both used and forbidden, a name that an earlier row
            translates otherwise, forms that stand for each other in a circle. Without it such a row is an error.
        on_notice: told the line and what to know of a row that is used: a term of one character.

    Raises:
        WrongFormat: a column is not known, a quotation mark is not closed, or a row cannot be used.
        NothingFound: the file is empty.
        Missing: it is a workbook, and openpyxl is not installed.
    """

    def refuse(line: int, reason: str) -> NoReturn:
        raise WrongFormat(reason, "Correct the row, or take it out", file=path, line=line)

    rows = read_rows(path, languages)
    line, cells = next(rows, (0, []))
    if not line:
        raise NothingFound("the glossary is empty", "Begin with a line such as zh,en,type,note", file=path)
    try:
        columns = read_header(cells, languages)
    except Invalid as error:
        raise WrongFormat(error.cause, error.remedy, file=path, line=line) from None
    table = _Table(columns or [Column(canonical(language)) for language in languages], on_skip or refuse, on_notice)
    if columns is None and (concept := table.read(line, cells)):
        yield concept
    for line, cells in rows:
        if concept := table.read(line, cells):
            yield concept


def _iso(cell: str) -> str:
    """A date as ISO 8601 writes it, where it is one: 2010/6/18, 2010年6月.

    >>> _iso("2010/6/18"), _iso("2010年6月"), _iso("2010"), _iso("lately")
    ('2010-06-18', '2010-06', '2010', 'lately')
    """
    found = _DATE.fullmatch(cell)
    return "-".join(part.zfill(2) for part in found.groups() if part) if found else cell


def _preferred_first(term: Term) -> bool:
    return term.status != "preferred"


class _Table:
    """Turns rows into concepts, and knows what earlier rows said."""

    def __init__(self, columns: Sequence[Column], on_skip: OnLine, on_notice: OnLine | None) -> None:
        self._columns = columns
        self._on_skip = on_skip
        self._on_notice = on_notice
        self._conflicts = Conflicts(next(column.language for column in columns if column.language))

    def read(self, line: int, cells: list[str]) -> Concept | None:
        """The concept of a row; None where it is there already or cannot be used."""
        try:
            concept = self._concept(cells)
            if not self._conflicts.admit(line, concept):
                return None
        except Invalid as error:
            self._on_skip(line, error.cause)
            return None
        if self._on_notice:
            for remark in remarks(concept):
                self._on_notice(line, remark)
        return concept

    def _concept(self, cells: list[str]) -> Concept:
        if len(cells) > len(self._columns):
            raise Invalid(f"{len(cells)} cells, where {len(self._columns)} columns are known")
        fields: dict[str, str] = {}
        statuses: dict[tuple[str, str], Status] = {}
        for number, (column, cell) in enumerate(zip(self._columns, cells), start=1):
            if not cell:
                continue
            if column.field:
                fields[column.field] = _iso(cell) if column.field in ("since", "until") else cell
                continue
            texts = [text for part in BETWEEN.split(cell) if (text := part.strip())] if "|" in cell else [cell]
            for place, text in enumerate(texts):
                status = column.status or ("preferred" if place == 0 else "admitted")
                former = statuses.setdefault((column.language, text), status)
                if former != status and (former in USABLE) != (status in USABLE):
                    raise Invalid(f"column {number}: {text!r} is both {former} and {status}")
        if len(statuses) < 2:
            raise Invalid("only one term" if statuses else "no term")
        terms = [Term(language, text, status) for (language, text), status in statuses.items()]
        if len(terms) > 2:
            terms.sort(key=_preferred_first)
        subject = fields.pop("type", "").casefold()
        subject = _SUBJECT_ALIASES.get(subject, subject)
        if subject not in SUBJECTS:
            number = next(at for at, column in enumerate(self._columns, start=1) if column.field == "type")
            known = ", ".join(filter(None, SUBJECTS))
            raise Invalid(f"column {number}: {subject!r} is no type of concept (types are {known})")
        return Concept(tuple(terms), cast(Subject, subject), **fields)
