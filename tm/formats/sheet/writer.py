"""A bitext as a workbook."""

from math import ceil
from typing import TYPE_CHECKING, BinaryIO
from unicodedata import east_asian_width

from corpora.bitext import Bead, Bitext
from corpora.language import unspaced
from corpora.workbook import escape, load_openpyxl
from tm.formats.sheet import form

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = (11, 11, 62, 62, 12, 12, 12)
# Height of a line in points, and of the highest row that Excel allows (409).
_LINE, _HIGHEST = 15, 405
_HEAD, _LOOK, _PARTIAL, _ALONE = "1F4E5F", "FFF2CC", "FBE0D6", "EDEDED"
_HOW = (
    "How to correct",
    "A row is a bead: sentences on the left and those that say the same on the right. Numbers count from 1.",
    "Change the numbers: 3, 4 or 3-4 for two sentences, nothing where there is no counterpart. The texts may stay.",
    "Or leave the numbers and move whole sentences to another row. Rows may be added, deleted and sorted.",
    "Every sentence of both sides stands once. Wording is changed in the stories themselves, not here.",
    f"The status is for you; {form.PARTIAL!r} in it says that one side leaves out part of the other.",
    "What is taken back with `duizhao add SOURCE TARGET --beads FILE` counts as confirmed by you.",
)


def write_sheet(bitext: Bitext, file: BinaryIO, *, doubtful: float) -> None:
    """Writes the beads of a bitext as an Excel workbook, for `read_sheet` to take back.

    Args:
        doubtful: the confidence under which a bead is coloured and its status says `look`, from 0 to 1.

    Raises:
        Missing: openpyxl is not installed.
    """
    book: Workbook = load_openpyxl().Workbook()
    book.properties.creator = "Duizhao"
    sheet = book.worksheets[0]
    sheet.title = form.BEADS
    _fill(sheet, bitext, doubtful)
    _dress(sheet, len(bitext.beads) + 1)
    _tell(book.create_sheet(form.ABOUT), bitext)
    book.save(file)


def _fill(sheet: "Worksheet", bitext: Bitext, doubtful: float) -> None:
    from openpyxl.styles import Alignment

    top, centred = Alignment(vertical="top", wrap_text=True), Alignment(vertical="top", horizontal="center")
    gaps = ["" if unspaced(tag) else " " for tag in (bitext.source_language, bitext.target_language)]
    sheet.append(form.COLUMNS)
    for number, bead in enumerate(bitext.beads, start=2):
        texts = (
            form.cell_text((bitext.source[i].text for i in bead.source), between=gaps[0]),
            form.cell_text((bitext.target[j].text for j in bead.target), between=gaps[1]),
        )
        made = f"{form.show_ids(bead.source)}{form.SIDES}{form.show_ids(bead.target)}"
        values = (*_ids(bead), *texts, bead.confidence, _status(bead, doubtful), made)
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(number, column)
            cell.alignment = top if column in (3, 4, 7) else centred
            if isinstance(value, str):
                _write_text(cell, value)
            else:
                cell.value = value
        # Typed there, 3-4 would become a date.
        sheet.cell(number, 1).number_format = sheet.cell(number, 2).number_format = "@"
        sheet.cell(number, 5).number_format = "0.00"
        sheet.row_dimensions[number].height = min(_HIGHEST, _LINE * max(map(_lines, texts)))


def _ids(bead: Bead) -> tuple[int | str, ...]:
    """The ids of both sides; a single one as a number, which no program marks as a mistake."""
    sides = (bead.source, bead.target)
    return tuple(ids[0] + 1 if len(ids) == 1 else form.show_ids(ids) for ids in sides)


def _lines(text: str) -> int:
    """How many lines a text takes in its column, about; LibreOffice leaves that to the file."""
    taken = sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)
    return max(1, ceil(taken / (0.95 * _WIDTHS[2])))


def _status(bead: Bead, doubtful: float) -> str:
    if bead.confirmed:
        return f"{form.CONFIRMED}, {form.PARTIAL}" if bead.partial else form.CONFIRMED
    marks = [form.LOOK] if bead.confidence < doubtful else []
    return ", ".join([*marks, form.PARTIAL] if bead.partial else marks)


def _write_text(cell: "Cell | MergedCell", text: str) -> None:
    """Text that no program takes for a formula or a number."""
    if text:
        cell.value = escape(text)
        cell.data_type = "s"
        if text[0] in "=+-@":
            cell.quotePrefix = True


def _dress(sheet: "Worksheet", last: int) -> None:
    """Widths, a header that stays, colours by status, and a page that prints."""
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.styles.differential import DifferentialStyle
    from openpyxl.worksheet.datavalidation import DataValidation

    for column, width in zip("ABCDEFG", _WIDTHS):
        sheet.column_dimensions[column].width = width
    sheet.column_dimensions["G"].hidden = True
    for cell in sheet[1]:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", start_color=_HEAD)
        cell.alignment = Alignment(vertical="center")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:G{last}"
    # Rows that are put in below are coloured too.
    area = f"A2:F{last + 200}"
    for formula, colour in (
        (f'ISNUMBER(SEARCH("{form.LOOK}",$F2))', _LOOK),
        (f'ISNUMBER(SEARCH("{form.PARTIAL}",$F2))', _PARTIAL),
        ('AND($C2&$D2<>"",OR($C2="",$D2=""))', _ALONE),
    ):
        style = DifferentialStyle(fill=PatternFill("solid", start_color=colour, end_color=colour))
        sheet.conditional_formatting.add(area, Rule("expression", formula=[formula], dxf=style, stopIfTrue=True))
    choices = DataValidation(
        type="list", formula1=f'"{form.CONFIRMED},{form.LOOK},{form.PARTIAL}"', allow_blank=True, showErrorMessage=False
    )
    sheet.add_data_validation(choices)
    choices.add(f"F2:F{last + 200}")
    _fit_page(sheet)
    sheet.print_title_rows = "1:1"


def _fit_page(sheet: "Worksheet") -> None:
    """Prints a sheet across, as wide as the paper."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _tell(sheet: "Worksheet", bitext: Bitext) -> None:
    """What the beads are of, by which the workbook is known again, and how to correct them."""
    from openpyxl.styles import Alignment, Font

    articles = bitext.source_article, bitext.target_article
    names = [article.name if article else "" for article in articles]
    sides = [[part.text for part in side] for side in (bitext.source, bitext.target)]
    rows: tuple[tuple[str, str | int], ...] = (
        (form.SOURCE_NAME, names[0]),
        (form.TARGET_NAME, names[1]),
        ("source language", bitext.source_language),
        ("target language", bitext.target_language),
        (form.SOURCE_COUNT, len(sides[0])),
        (form.TARGET_COUNT, len(sides[1])),
        (form.SOURCE_DIGEST, form.digest(sides[0])),
        (form.TARGET_DIGEST, form.digest(sides[1])),
        ("signature", bitext.signature),
    )
    for number, (label, value) in enumerate(rows, start=1):
        sheet.cell(number, 1, label).font = Font(bold=True)
        cell = sheet.cell(number, 2)
        cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
        if isinstance(value, int):
            cell.value = value
        else:
            _write_text(cell, form.cell_text([value]))
    for number, line in enumerate(_HOW, start=len(rows) + 2):
        sheet.cell(number, 1, line).font = Font(bold=number == len(rows) + 2)
    sheet.column_dimensions["A"].width = 20
    sheet.column_dimensions["B"].width = 100
    _fit_page(sheet)
