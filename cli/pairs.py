"""The file that `duizhao pair` writes, taken back: its lines, and the stories that they name."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from corpora.errors import DuizhaoError, NothingFound, WrongFormat
from corpora.files import read_text

if TYPE_CHECKING:
    from cli.workspace import Workspace
    from corpora.article import Article

_REMEDY = "Give the file that `duizhao pair DIR -o pairs.jsonl` wrote"


class PairLine(NamedTuple):
    """A line that names a story and its version.

    Args:
        line: its number, from 1.
        source, target: their files.
    """

    line: int
    source: str
    target: str


def read_pairs(file: str, *, on_skip: Callable[[DuizhaoError], None]) -> list[PairLine]:
    """The pairs of a file; lines that name an article without a version are passed over.

    Args:
        on_skip: is told of each line that is no pair.

    Raises:
        NothingFound: there is no pair in it.
    """
    pairs, broken = [], []
    for number, row in enumerate(read_text(file).splitlines(), start=1):
        if not row.strip():
            continue
        sides = _sides(row)
        if all(isinstance(side, str) and side for side in sides):
            pairs.append(PairLine(number, str(sides[0]), str(sides[1])))
        elif not any(isinstance(side, str) and side for side in sides) or None not in sides:
            broken.append(WrongFormat("the line names no source and target", _REMEDY, file=file, line=number))
    if not pairs:
        raise NothingFound("there is no pair in the file", _REMEDY, file=file)
    for error in broken:
        on_skip(error)
    return pairs


def _sides(row: str) -> tuple[object, object]:
    """What a line names; None for a side that it says to be alone, nothing where it is no object."""
    try:
        found = json.loads(row)
    except (json.JSONDecodeError, RecursionError):
        return "", ""
    return (found.get("source", ""), found.get("target", "")) if isinstance(found, dict) else ("", "")


class Stories:
    """Reads stories by the names that `duizhao pair` gives them: files, and entries of zips and books."""

    def __init__(self, place: "Workspace") -> None:
        self._place = place
        self._archives: dict[str, dict[str, Article]] = {}

    def read(self, name: str, *, language: str | None = None) -> "Article":
        """The story of a name, under the name that the memory knows it by.

        Raises:
            DuizhaoError: as the readers raise it.
        """
        archive = "" if Path(name).exists() else next(_files_above(name), "")
        if not archive:
            return self._place.read(name, language=language)
        if archive not in self._archives:
            found = self._place.read_folder(archive, language=language, on_skip=lambda _, error: None)
            self._archives[archive] = {article.name: article for article in found}
        if name not in self._archives[archive]:
            raise NothingFound("there is no such story in the archive", "Pair its stories anew", file=name)
        return self._archives[archive][name].named(self._place.name_of(name))


def _files_above(name: str) -> Iterator[str]:
    return (parent.as_posix() for parent in Path(name).parents if parent.is_file())
