"""A glossary as a table."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import BinaryIO

from corpora.errors import Invalid
from tm.formats.termlist.columns import BETWEEN, FIELDS, Column
from tm.glossary import STATUSES, Concept, Glossary, Term


def write_termlist(glossary: Glossary, file: BinaryIO, *, separator: str = ",", mark: bool = False) -> None:
    """Writes a glossary as a table that `read_termlist` reads back; only columns that are used.

    Args:
        file: open for writing, binary; the text is UTF-8.
        separator: comma, semicolon or tab.
        mark: whether a byte order mark stands first, without which Excel takes UTF-8 for another encoding.

    Raises:
        Invalid: a term holds ` | `, which parts terms.
    """
    buffer = StringIO()
    csv.writer(buffer, delimiter=separator, lineterminator="\n").writerows(_rows(glossary))
    file.write(buffer.getvalue().encode("utf-8-sig" if mark else "utf-8"))


def write_workbook(glossary: Glossary, file: BinaryIO) -> None:
    """The same as an Excel workbook.

    Raises:
        Invalid: a term holds ` | `.
        Missing: openpyxl is not installed.
    """
    from corpora.workbook import escape, load_openpyxl
    from corpora.xml import legal

    book = load_openpyxl().Workbook()
    sheet = book.worksheets[0]
    for number, row in enumerate(_rows(glossary), start=1):
        for column, text in enumerate(row, start=1):
            # As text: a name such as =1+1 is no formula, and 2010 stays as it was written.
            sheet.cell(number, column, escape(legal(text))).data_type = "s"
    sheet.freeze_panes = "A2"
    book.save(file)


def _rows(glossary: Glossary) -> Iterator[list[str]]:
    columns = _columns(glossary)
    yield [_title(column) for column in columns]
    for concept in glossary.concepts:
        yield [_cell(concept, column) for column in columns]


def _columns(glossary: Glossary) -> list[Column]:
    """The columns that hold everything in a glossary."""
    columns: list[Column] = []
    for language in _languages(glossary):
        columns.append(Column(language))
        used = {term.status for concept in glossary.concepts for term in _beside(concept, language)}
        columns += [Column(language, status) for status in STATUSES if status in used]
    columns += [Column(field=name) for name in FIELDS if any(getattr(concept, name) for concept in glossary.concepts)]
    return columns


def _languages(glossary: Glossary) -> list[str]:
    """The languages in the order of their preferred terms: so a file keeps its columns when it is written again."""
    preferred = (term.language for concept in glossary.concepts for term in concept.terms if term.status == "preferred")
    return list(dict.fromkeys([*preferred, *glossary.languages()])) or ["zh", "en"]


def _own(concept: Concept, language: str) -> tuple[Term, ...]:
    """The terms that stand in the column of their language: the preferred one, and the admitted after it."""
    terms = [term for term in concept.terms if term.language == language]
    preferred = [term for term in terms if term.status == "preferred"][:1]
    return tuple(preferred + [term for term in terms if term.status == "admitted"]) if preferred else ()


def _beside(concept: Concept, language: str) -> tuple[Term, ...]:
    """The terms that need a column of their status."""
    own = _own(concept, language)
    return tuple(term for term in concept.terms if term.language == language and term not in own)


def _title(column: Column) -> str:
    return column.field or ":".join(filter(None, (column.language, column.status)))


def _cell(concept: Concept, column: Column) -> str:
    if column.field:
        return str(getattr(concept, column.field))
    if column.status is None:
        terms: Iterable[Term] = _own(concept, column.language)
    else:
        terms = [term for term in _beside(concept, column.language) if term.status == column.status]
    texts = [term.text for term in terms]
    for text in texts:
        if len(BETWEEN.split(text)) > 1:
            raise Invalid(f"the term {text!r} holds the mark that parts terms", "Write it without ` | `")
    return " | ".join(texts)
