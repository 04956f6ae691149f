"""What faces the memory from outside: a file or folder for each format, none importing another."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from os import PathLike, fspath
from pathlib import PurePath
from typing import Any, Literal

from corpora.errors import WrongSetting

Content = Literal["units", "draft", "terms"]


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer made of the units that it was given.

    Args:
        units: written.
        units_skipped: left out, since fewer than two of their texts could be written.
        empty_variants: texts left out, since nothing of them could be written.
        characters_removed: left out, since the format has no place for them.
    """

    units: int = 0
    units_skipped: int = 0
    empty_variants: int = 0
    characters_removed: int = 0


@dataclass(frozen=True, slots=True)
class Format:
    """A format, and the functions that read and write it; loaded when they are asked for.

    Args:
        name: as people call it.
        suffixes: of its files, in lower case, the usual one first.
        content: translation units, a draft, or terms.
        module: where its functions are.
        read, write: their names; empty where there is none.
        bare: its files do not say their languages, and `read` asks for them.
    """

    name: str
    suffixes: tuple[str, ...]
    content: Content
    module: str
    read: str = ""
    write: str = ""
    bare: bool = False

    def reader(self) -> Callable[..., Any]:
        """The function that reads it; raises `WrongSetting` where there is none."""
        return self._function(self.read, "read")

    def writer(self) -> Callable[..., Any]:
        """The function that writes it; raises `WrongSetting` where there is none."""
        return self._function(self.write, "written")

    def _function(self, name: str, verb: str) -> Callable[..., Any]:
        if not name:
            raise WrongSetting(f"{self.name} cannot be {verb} yet", "Choose another format")
        function: Callable[..., Any] = getattr(import_module(self.module), name)
        return function


FORMATS: tuple[Format, ...] = (
    Format("TMX", (".tmx",), "units", "tm.formats.tmx", read="read_tmx", write="write_tmx"),
    Format("TSV", (".tsv",), "units", "tm.formats.tsv", read="read_units", bare=True),
    Format("PO", (".po",), "units", "tm.formats.po", write="write_po"),
    Format("XLIFF", (".xlf", ".xliff"), "draft", "tm.formats.xliff", read="read_xliff", write="write_xliff"),
    Format("CSV", (".csv", ".tsv"), "terms", "tm.formats.termlist", read="read_termlist", write="write_termlist"),
    Format("XLSX", (".xlsx",), "terms", "tm.formats.termlist", read="read_termlist", write="write_workbook"),
)


def get_format(path: str | PathLike[str], content: Content) -> Format:
    """The format that a file's name stands for; of a packed file, the format of what is in it.

    Args:
        content: what is to be in it.

    Raises:
        WrongSetting: no format has that suffix.

    >>> get_format("memory.TMX", "units").name, get_format("memory.tmx.gz", "units").name
    ('TMX', 'TMX')
    """
    suffix = PurePath(fspath(path).lower().removesuffix(".gz")).suffix
    known = [form for form in FORMATS if form.content == content]
    for form in known:
        if suffix in form.suffixes:
            return form
    raise WrongSetting(
        f"no format for {content} is known by {suffix or 'a name without a suffix'}",
        f"Use {' or '.join(form.suffixes[0] for form in known)}",
        file=path,
    )
