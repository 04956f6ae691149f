"""A workbook that a person corrected, taken back as confirmed beads."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date, time
from os import PathLike
from typing import TYPE_CHECKING, NamedTuple

from corpora.alignment.beads import WrittenBead, confirm
from corpora.bitext import Bead
from corpora.errors import WrongFormat
from corpora.workbook import open_workbook, text_of
from tm.formats.sheet import form

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Ids = tuple[int, ...]
_DASH = re.compile(r"\s*[-–—~]\s*")
_PART = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?")
_HEADER_ROWS = 20
_AGAIN = "Align both files again with `duizhao align` and correct the new sheet"


def read_sheet(
    data: bytes, source: Sequence[str], target: Sequence[str], *, file: str | PathLike[str]
) -> tuple[Bead, ...]:
    """The beads in a workbook that `write_sheet` wrote and a person corrected, all of them confirmed.

    Where the numbers of a row were changed they count; where they were left and whole sentences were
    moved, the texts count; where both were changed they must agree.

    Args:
        source, target: texts of the segments as they are now.

    Raises:
        Missing: openpyxl is not installed.
        WrongFormat: it is no such workbook, is of other texts, a row cannot be understood for certain,
            or the beads do not cover both sides; with the row.
    """
    book = open_workbook(data, file=file)
    _check_texts(_about(book, file), source, target, file)
    sides = _Side("source", source), _Side("target", target)
    written = []
    for row in _rows(book, file):
        try:
            ids = [_understood(side, *row.sides[number]) for number, side in enumerate(sides)]
        except WrongFormat as error:
            raise error.at(file, row.number) from None
        written.append(WrittenBead(row.number, ids[0], ids[1], row.status))
    return confirm(written, source, target, file=file, first=1, place="row")


def _about(book: "Workbook", file: str | PathLike[str]) -> dict[str, str]:
    """What the second sheet says, by its labels."""
    sheet = next((sheet for sheet in book.worksheets if sheet.title.strip().lower() == form.ABOUT), None)
    rows = sheet.iter_rows(max_col=2, values_only=True) if sheet else ()
    said = {text_of(label).strip(): text_of(value) for label, value in rows}
    if form.SOURCE_DIGEST not in said or form.TARGET_DIGEST not in said:
        cause = f"its sheet {form.ABOUT!r} is gone, which says what texts the beads are of"
        raise WrongFormat(cause, "Take it from the workbook that `duizhao align` wrote", file=file)
    return said


def _check_texts(
    about: dict[str, str], source: Sequence[str], target: Sequence[str], file: str | PathLike[str]
) -> None:
    """Refuses beads of other texts."""
    found = form.digest(source), form.digest(target)
    known = about[form.SOURCE_DIGEST].strip(), about[form.TARGET_DIGEST].strip()
    if found != known and found == known[::-1]:
        raise WrongFormat("its two sides stand the other way round", "Name the files in its order", file=file)
    labels = (form.SOURCE_NAME, form.SOURCE_COUNT), (form.TARGET_NAME, form.TARGET_COUNT)
    for (name, count), texts, same in zip(labels, (source, target), map(str.__eq__, found, known)):
        if not same:
            of = f" ({about[name]})" if about.get(name) else ""
            cause = (
                f"its {name} text{of} is not the one that is given, or has changed since the sheet was written: "
                f"{about.get(count, '?')} sentences then, {len(texts)} now"
            )
            raise WrongFormat(cause, _AGAIN, file=file)


class _Row(NamedTuple):
    """A row: its number, and for either side the cell of ids, the ids as they were written, and the text."""

    number: int
    sides: tuple[tuple[object, str | None, str], tuple[object, str | None, str]]
    status: str


def _rows(book: "Workbook", file: str | PathLike[str]) -> Iterator[_Row]:
    """The rows that hold anything."""
    sheet, header, columns = _header(book, file)
    for cells in sheet.merged_cells.ranges:
        if cells.max_row > header:
            cause = f"the cells {cells.coord} are merged"
            raise WrongFormat(cause, "Part them again; one row may hold many numbers", file=file, line=cells.min_row)
    for number, values in enumerate(sheet.iter_rows(min_row=header + 1, values_only=True), start=header + 1):
        cells = {name: values[column] for name, column in columns.items()}
        made = text_of(cells.get(form.MADE)).split(form.SIDES.strip())
        were = (made[0], made[1]) if len(made) == 2 else (None, None)
        texts = text_of(cells.get(form.SOURCE_TEXT)), text_of(cells.get(form.TARGET_TEXT))
        ids = cells[form.SOURCE_IDS], cells[form.TARGET_IDS]
        if any(text.strip() for text in (*texts, *map(text_of, ids))):
            sides = (ids[0], were[0], texts[0]), (ids[1], were[1], texts[1])
            yield _Row(number, sides, text_of(cells.get(form.STATUS)))


def _header(book: "Workbook", file: str | PathLike[str]) -> "tuple[Worksheet, int, dict[str, int]]":
    """The sheet with the beads, the row of its header, and where its columns are, from 0."""
    for sheet in book.worksheets:
        for number, values in enumerate(sheet.iter_rows(max_row=_HEADER_ROWS, values_only=True), start=1):
            columns = {text_of(value).strip().lower(): column for column, value in enumerate(values)}
            if form.SOURCE_IDS in columns and form.TARGET_IDS in columns:
                return sheet, number, {name: columns[name] for name in form.COLUMNS if name in columns}
    cause = f"no row names the columns {form.SOURCE_IDS!r} and {form.TARGET_IDS!r}"
    raise WrongFormat(cause, "Keep the header of the sheet that `duizhao align` wrote", file=file)


class _Side:
    """One side: its texts, and the places at which a cell's text may begin in them."""

    def __init__(self, name: str, texts: Sequence[str]) -> None:
        self.name = name
        self.texts = texts
        self._keys = [form.key(text) for text in texts]
        self._starts: dict[str, list[int]] = {}
        for number, key in enumerate(self._keys):
            if key:
                self._starts.setdefault(key[0], []).append(number)

    def holds(self, ids: Ids, text: str) -> bool:
        """Whether a cell shows these segments."""
        if any(not 0 <= number < len(self.texts) for number in ids):
            return False
        return form.shows(text, [self.texts[number] for number in ids])

    def find(self, text: str) -> list[Ids]:
        """The runs of segments whose text a cell shows."""
        wanted = form.key(text)
        found = []
        for start in self._starts.get(wanted[:1], ()):
            stop, rest = start, wanted
            while rest and stop < len(self._keys) and rest.startswith(self._keys[stop]):
                rest, stop = rest[len(self._keys[stop]) :], stop + 1
            if not rest:
                found.append(tuple(range(start, stop)))
        return found


def _understood(side: _Side, cell: object, were: str | None, text: str) -> Ids:
    """The ids that a row means: those that were changed, or those of the text where only that was."""
    ids = _read_ids(cell, side)
    if side.holds(ids, text):
        return ids
    made = None if were is None else _read_ids(were, side)
    untouched = made is not None and (side.holds(made, text))
    if ids != (made or ()) and (untouched or not text.strip()):
        return ids
    runs = side.find(text) if text.strip() else [()]
    if not runs:
        raise WrongFormat(
            f"the {side.name} text is not that of whole sentences in their order; it begins {_start(text)}",
            "Put the text back as it was; wording is changed in the story itself, and sentences are moved whole",
        )
    if ids != (made or ()):
        if ids in runs:
            return ids
        raise WrongFormat(
            f"its {side.name} ids say {form.show_ids(ids)}, and its text is that of {form.show_ids(runs[0])}",
            "Make both say the same, or clear the text",
        )
    near = made or ()
    distances = [abs(run[0] - near[0]) for run in runs] if near and runs[0] else [0] * len(runs)
    nearest = [run for run, distance in zip(runs, distances) if distance == min(distances)]
    if len(nearest) > 1:
        places = " or ".join(form.show_ids(run) for run in nearest)
        raise WrongFormat(f"its {side.name} text stands in the story more than once", f"Write its number, {places}")
    return nearest[0]


def _read_ids(cell: object, side: _Side) -> Ids:
    """The ids in a cell, from 0; below 0 or behind the last where the cell says so."""
    if isinstance(cell, date | time):
        raise WrongFormat(f"its {side.name} ids have become a date", "Write them with a comma, as in 3, 4")
    text = _DASH.sub("-", unicodedata.normalize("NFKC", text_of(cell))).strip(" ,;、-")
    ids: list[int] = []
    for part in re.split(r"[,;、\s]+", text) if text else ():
        found = _PART.fullmatch(part)
        if not found or (found[2] and int(found[2]) < int(found[1])):
            shown = _start(text_of(cell))
            raise WrongFormat(f"its {side.name} ids, {shown}, are no list of numbers", "Write 3, or 3, 4, or nothing")
        first, last = int(found[1]), int(found[2] or found[1])
        # Of a range that leads out of the text, the first id outside is enough to be refused.
        ids += range(first - 1, min(last, max(first, len(side.texts) + 1)))
    return tuple(ids)


def _start(text: str) -> str:
    flat = " ".join(text.split())
    return f"{flat[:24]!r}" if len(flat) <= 24 else f"{flat[:24]!r}…"
