"""A sheet opened and saved by LibreOffice Calc: the real program, without its window.

Debian's package `libreoffice-calc-nogui`, or the program that SOFFICE names.
"""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpora.article import Segment
from corpora.bitext import Bead, Bitext

openpyxl = pytest.importorskip("openpyxl")

from tm.formats.sheet import read_sheet, write_sheet  # noqa: E402

ZH = ("=产业园开园", "首批50家企业入驻。", "江水清清。R_x0026_D", "明年再来30家。", "2023")
EN = ("Park opens", "Fifty companies moved in.", "Thirty more come next year.", "2023")
BEADS = (Bead((0,), (0,)), Bead((1, 2), (1,), 0.41), Bead((3,), (2,), partial=True), Bead((4,), (3,)))
Convert = Callable[..., Path]


@pytest.fixture
def convert(tmp_path: Path) -> Convert:
    """Opens a file in LibreOffice and saves it in another form; returns the file that it made."""
    program = os.environ.get("SOFFICE") or shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not here: install Debian's libreoffice-calc-nogui, or set SOFFICE")

    def call(file: Path, form: str) -> Path:
        out = tmp_path / "saved"
        home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
        command = [program, home, "--headless", "--convert-to", form, "--outdir", str(out), str(file)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return out / f"{file.stem}.{form}"

    return call


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A sheet of a small pair."""
    sides = [tuple(Segment(text) for text in texts) for texts in (ZH, EN)]
    file = tmp_path / "pair.xlsx"
    with file.open("wb") as handle:
        write_sheet(Bitext("zh", "en", sides[0], sides[1], BEADS, signature="align|v:1"), handle, doubtful=0.8)
    return file


def shapes(file: Path) -> list[tuple[str, bool]]:
    return [(str(bead), bead.partial) for bead in read_sheet(file.read_bytes(), ZH, EN, file=file)]


def test_a_sheet_saved_by_libreoffice_comes_back_as_it_was(sheet: Path, convert: Convert) -> None:
    saved = convert(sheet, "xlsx")
    assert shapes(saved) == [(str(bead), bead.partial) for bead in BEADS]
    assert openpyxl.load_workbook(saved)["beads"].column_dimensions["G"].hidden


def test_what_a_person_changed_is_understood_after_libreoffice_saved_it(sheet: Path, convert: Convert) -> None:
    book = openpyxl.load_workbook(sheet)
    rows: Any = book["beads"]
    rows["A3"], rows["C4"] = "2", "江水清清。R_x0026_D 明年再来30家。"
    book.save(sheet)
    assert shapes(convert(sheet, "xlsx")) == [
        ("[0]:[0]", False),
        ("[1]:[1]", False),
        ("[2, 3]:[2]", True),
        ("[4]:[3]", False),
    ]


def test_it_shows_every_text_whole_and_hides_what_is_not_for_people(sheet: Path, convert: Convert) -> None:
    table = convert(sheet, "fods").read_text("utf-8")
    assert all(f">{text}<" in table for text in ("=产业园开园", "Fifty companies moved in."))
    assert 'table:visibility="collapse"' in table
    assert "table:formula" not in table
