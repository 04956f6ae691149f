"""The one base error and a class for each cause that a user can act on.

An error says which file, which line, what is wrong and what to do about it. Floors above add no
error of their own shape: they raise one of these, and the command line prints it as one line.
"""

from os import PathLike
from typing import Self


class DuizhaoError(Exception):
    """A cause the user can act on.

    Args:
        cause: what is wrong, as a clause without its full stop.
        remedy: what to do about it, as a sentence without its full stop; empty where nothing helps.
        file: the file that it is about.
        line: the line in that file, from 1.

    >>> str(WrongFormat("the file is a picture", "Give the page itself", file="park.html", line=3))
    'park.html:3: the file is a picture. Give the page itself.'
    """

    def __init__(
        self,
        cause: str,
        remedy: str = "",
        *,
        file: str | PathLike[str] | None = None,
        line: int | None = None,
    ) -> None:
        super().__init__(cause)
        self.cause = cause
        self.remedy = remedy
        self.file = None if file is None else str(file)
        self.line = line

    def __str__(self) -> str:
        where = "" if self.file is None else f"{self.file}: "
        if self.file is not None and self.line is not None:
            where = f"{self.file}:{self.line}: "
        remedy = f" {self.remedy}." if self.remedy else ""
        return f"{where}{self.cause}.{remedy}"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.cause, self.remedy, self.file, self.line)

    def at(self, file: str | PathLike[str], line: int | None = None) -> Self:
        """The same error, placed in a file, where it has no place yet."""
        if self.file is None:
            self.file, self.line = str(file), line
        return self


def _rebuild(kind: type[DuizhaoError], cause: str, remedy: str, file: str | None, line: int | None) -> DuizhaoError:
    return kind(cause, remedy, file=file, line=line)


class Unreadable(DuizhaoError):
    """The file is not there, cannot be opened, or is larger than a story can be."""


class WrongEncoding(DuizhaoError):
    """The bytes are no text in any encoding that was tried."""


class WrongFormat(DuizhaoError):
    """The file is not of the format that it was taken for, or breaks its rules."""


class NothingFound(DuizhaoError):
    """The file was read, and holds no article, sentence, unit or term."""


class WrongLanguage(DuizhaoError):
    """Two sides are in one language, or a language is not what was asked for."""


class Invalid(DuizhaoError, ValueError):
    """A value breaks the rules of its type."""


class WrongSetting(DuizhaoError):
    """A key or value in the configuration, or an option, is not known."""


class NoWorkspace(DuizhaoError):
    """There is no workspace where one is needed."""


class WrongStore(DuizhaoError):
    """The memory's file is no memory, is damaged, busy, or was written by a newer version."""


class Unwritable(DuizhaoError):
    """The result cannot be written: a full disk, a read-only folder, a file in the way."""


class Missing(DuizhaoError):
    """A part that is installed apart is needed here."""


class NotReady(DuizhaoError):
    """The answer is no: a draft that may not be published yet, articles that are unrelated."""
