"""Concepts from a table."""

import csv
from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from os import PathLike
from typing import NoReturn, cast

from corpora.errors import Invalid, NothingFound, WrongFormat
from corpora.files import read_text
from corpora.language import canonical
from corpora.text import fold_key
from tm.formats.termlist.columns import BETWEEN, FIELDS, Column, find_column, read_header
from tm.glossary import SUBJECTS, USABLE, Concept, Glossary, Status, Subject, Term

OnSkip = Callable[[int, str], object]

_SEPARATORS = "\t;,"
_SUBJECT_ALIASES = {"organization": "organisation"}


def load_glossary(
    path: str | PathLike[str], *, languages: tuple[str, str] = ("zh", "en"), on_skip: OnSkip | None = None
) -> Glossary:
    """The glossary in a file; arguments and errors as of `read_termlist`."""
    return Glossary(tuple(read_termlist(path, languages=languages, on_skip=on_skip)))


def read_termlist(
    path: str | PathLike[str], *, languages: tuple[str, str] = ("zh", "en"), on_skip: OnSkip | None = None
) -> Iterator[Concept]:
    """The concepts of a table, in order; one that stands there twice comes once.

    The separator (comma, semicolon, tab) and the encoding are found.

    Args:
        path: the file, `-` for standard input.
        languages: of a table without a header, and of columns headed `source` and `target`.
        on_skip: told the line, from 1, and the reason of each row that cannot be used: a single
            term, an unknown type, a term both used and forbidden, a name that an earlier row
            translates otherwise. Without it such a row is an error.

    Raises:
        WrongFormat: a column is not known, a quotation mark is not closed, or a row cannot be used.
        NothingFound: the file is empty.
    """

    def refuse(line: int, reason: str) -> NoReturn:
        raise WrongFormat(reason, "Correct the row, or take it out", file=path, line=line)

    try:
        text = read_text(path)
    except WrongFormat as error:
        raise WrongFormat(error.cause, "Save the glossary as CSV", file=path, line=error.line) from None
    separator = _separator(text, languages)
    rows = _rows(text, separator, path)
    line, cells = next(rows, (0, []))
    if not line:
        raise NothingFound("the glossary is empty", "Begin with a line such as zh,en,type,note", file=path)
    try:
        columns = read_header(cells, languages)
    except Invalid as error:
        raise WrongFormat(error.cause, error.remedy, file=path, line=line) from None
    table = _Table(columns or [Column(canonical(language)) for language in languages], on_skip or refuse)
    if columns is None and (concept := table.read(line, cells)):
        yield concept
    for line, cells in rows:
        if concept := table.read(line, cells):
            yield concept


def _separator(text: str, languages: tuple[str, str]) -> str:
    """The separator under which the first row is a header, or else most of the first rows have two cells."""
    best, most = ",", 0
    for separator in _SEPARATORS:
        rows: list[list[str]] = []
        try:
            for row in csv.reader(StringIO(text), delimiter=separator):
                if any(cell.strip() for cell in row):
                    rows.append(row)
                if len(rows) == 50:
                    break
        except csv.Error:
            pass
        if rows and len(rows[0]) > 1 and any(find_column(cell, languages) for cell in rows[0]):
            return separator
        two = sum(len(row) == 2 for row in rows)
        if two > most:
            best, most = separator, two
    return best


def _rows(text: str, separator: str, path: str | PathLike[str]) -> Iterator[tuple[int, list[str]]]:
    """Line and cells of every row that is not blank."""
    reader = csv.reader(StringIO(text), delimiter=separator, strict=True)
    line = 1
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise WrongFormat(
            f"a quotation mark is not closed, or stands inside a cell ({error})",
            'Put the whole cell into quotation marks, and write "" for one inside it',
            file=path,
            line=line,
        ) from None


class _Table:
    """Turns rows into concepts, and knows what earlier rows said."""

    def __init__(self, columns: Sequence[Column], on_skip: OnSkip) -> None:
        self._columns = columns
        self._on_skip = on_skip
        self._seen: set[Concept] = set()
        self._named: dict[tuple[str, ...], tuple[int, Concept]] = {}

    def read(self, line: int, cells: list[str]) -> Concept | None:
        """The concept of a row; None where it is there already or cannot be used."""
        try:
            concept = self._concept(cells)
            if concept in self._seen:
                return None
            self._compare(line, concept)
        except Invalid as error:
            self._on_skip(line, error.cause)
            return None
        self._seen.add(concept)
        return concept

    def _concept(self, cells: list[str]) -> Concept:
        if len(cells) > len(self._columns):
            raise Invalid(f"{len(cells)} cells, where {len(self._columns)} columns are known")
        fields = dict.fromkeys(FIELDS, "")
        statuses: dict[tuple[str, str], Status] = {}
        for column, cell in zip(self._columns, cells):
            if column.field:
                fields[column.field] = cell
                continue
            for number, text in enumerate(filter(None, map(str.strip, BETWEEN.split(cell)))):
                status = column.status or ("preferred" if number == 0 else "admitted")
                former = statuses.setdefault((column.language, text), status)
                if (former in USABLE) != (status in USABLE):
                    raise Invalid(f"{text!r} is both {former} and {status}")
        if len(statuses) < 2:
            raise Invalid("only one term" if statuses else "no term")
        terms = [Term(language, text, status) for (language, text), status in statuses.items()]
        terms.sort(key=lambda term: term.status != "preferred")
        subject = fields.pop("type").casefold()
        subject = _SUBJECT_ALIASES.get(subject, subject)
        if subject not in SUBJECTS:
            raise Invalid(f"{subject!r} is no type of concept (types are {', '.join(filter(None, SUBJECTS))})")
        return Concept(tuple(terms), cast(Subject, subject), **fields)

    def _compare(self, line: int, concept: Concept) -> None:
        """Refuses a second row for one name, unless type, context or dates tell the two apart."""
        language = next(column.language for column in self._columns if column.language)
        name = concept.preferred(language)
        if name is None:
            return
        key = (fold_key(name.text), concept.type, concept.context, concept.since, concept.until)
        former_line, former = self._named.setdefault(key, (line, concept))
        if former is concept:
            return
        for term in concept.terms:
            other = former.preferred(term.language)
            if term.status == "preferred" and other and fold_key(other.text) != fold_key(term.text):
                raise Invalid(f"{name.text!r} is {term.text!r} here and {other.text!r} on line {former_line}")
        raise Invalid(f"{name.text!r} stands on line {former_line} already")
