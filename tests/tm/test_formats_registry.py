"""Formats found by the suffix of a file."""

import importlib
import subprocess
import sys

import pytest

from corpora.errors import WrongSetting
from tm.formats import FORMATS, get_format


def test_every_function_that_a_format_names_is_there() -> None:
    for form in FORMATS:
        module = importlib.import_module(form.module)
        assert all(callable(getattr(module, name)) for name in (form.read, form.write) if name)
        assert form.read or form.write


def test_the_suffix_names_the_format_in_any_case() -> None:
    assert [get_format(name, "units").name for name in ("memory.TMX", "out/memory.po")] == ["TMX", "PO"]
    assert [get_format(name, "draft").name for name in ("park.xlf", "park.xliff")] == ["XLIFF", "XLIFF"]
    assert get_format("glossary.tsv", "terms").name == "CSV"
    assert get_format("pairs.tsv.gz", "units").name == "TSV"


def test_an_unknown_suffix_names_those_that_are_known() -> None:
    with pytest.raises(WrongSetting) as caught:
        get_format("memory.sdltm", "units")
    assert str(caught.value) == "memory.sdltm: no format for units is known by .sdltm. Use .tmx or .tsv or .po."
    with pytest.raises(WrongSetting, match="no format for draft is known by a name without a suffix"):
        get_format("draft", "draft")


def test_what_cannot_be_read_says_so() -> None:
    with pytest.raises(WrongSetting, match="PO cannot be read yet"):
        get_format("memory.po", "units").reader()
    assert get_format("memory.po", "units").writer().__name__ == "write_po"


def test_the_registry_loads_no_format() -> None:
    heavy = ("lxml", "polib", "csv", "tm.formats.po", "tm.formats.tmx")
    code = f"import sys, tm.formats; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "[]\n"
