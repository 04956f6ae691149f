"""A folder or zip archive of stories -> Articles."""

import io
import os
from collections.abc import Callable, Iterator
from os import PathLike, fspath
from pathlib import Path, PurePath

from corpora.archives import Archive
from corpora.article import Article
from corpora.errors import DuizhaoError, NothingFound, Unreadable, WrongFormat
from corpora.files import open_bytes, read_bytes
from corpora.readers import READERS, epub, read_data
from corpora.readers.dates import read_zone
from corpora.readers.packages import find_reader

_STORIES = frozenset(suffix for reader in READERS for suffix in reader.suffixes)
# Stories that no reader reads: to say so is better than to pass them over.
_UNREAD = frozenset({".doc", ".pdf", ".rtf", ".odt", ".wps", ".pages", ".caj", ".mobi", ".azw3"})
# Files about the others.
_ABOUT = frozenset({"readme", "license", "licence", "changelog", "contributing", "thumbs"})
_BOOK = "corpora.readers.epub"
_ZIP = b"PK\x03\x04"

OnSkip = Callable[[str, DuizhaoError], None]


def read_folder(
    path: str | PathLike[str],
    *,
    language: str | None = None,
    timezone: str = "+08:00",
    on_skip: OnSkip | None = None,
) -> Iterator[Article]:
    """The articles in a folder and the folders in it, in a zip archive, or in a book, one at a time.

    Files come in the order of their names; each article is named by the path of its file. A book
    gives an article a chapter, and so a zip archive in the folder gives its stories. Pictures and
    other files, hidden ones, and a README are passed over.

    Args:
        path: the folder or file.
        language: BCP-47 tag of all of them; None where each text shall tell.
        timezone: of a time of day beside which no zone is named.
        on_skip: is given the name of a file that cannot be read, and why; None raises.

    Raises:
        Unreadable: the path is not there, or may not be read.
        WrongFormat: it is an archive that is damaged or refused.
        NothingFound: there is no file with a story.
        WrongSetting: the time zone is not known.
    """
    read_zone(timezone)
    walk = _Walk(language, timezone, on_skip)
    if Path(path).is_dir():
        yield from walk.folder(Path(path))
    else:
        yield from walk.file(path)
    if not walk.met:
        raise NothingFound("there is no file with a story here", "Give a folder or zip with stories in it", file=path)


def read_story(data: bytes, *, file: str, language: str | None, timezone: str) -> Article:
    """The story of a zip archive that holds one.

    Raises:
        WrongFormat: it is damaged or refused, or holds several.
        NothingFound: it holds none.
    """
    walk = _Walk(language, timezone, None)
    found = walk.archive(Archive(io.BytesIO(data), file=file), file)
    first = next(found, None)
    if first is None:
        raise NothingFound("the zip archive holds no story", "Give an archive with a story in it", file=file)
    if next(found, None) is not None:
        raise WrongFormat(
            "the zip archive holds several stories",
            "Unpack it and give one, or read all with `duizhao read --all`",
            file=file,
        )
    return first


class _Walk:
    """One pass over the files of a folder.

    Args:
        met: whether a file with a story was met, read or not.
    """

    def __init__(self, language: str | None, timezone: str, on_skip: OnSkip | None) -> None:
        self._language, self._timezone, self._on_skip = language, timezone, on_skip
        self.met = False

    def folder(self, folder: Path) -> Iterator[Article]:
        for place, folders, files in os.walk(folder, onerror=self._refused):
            folders[:] = sorted(name for name in folders if _counts(name))
            for name in sorted(files):
                if _is_story(name):
                    path = Path(place, name)
                    yield from self._tried(path.as_posix(), self.file(path))

    def file(self, path: str | PathLike[str]) -> Iterator[Article]:
        """The stories of a file; of a large zip archive no more is held than the story that is read."""
        with open_bytes(path) as handle:
            if handle.read(4) == _ZIP:
                archive = Archive(handle, file=path)
                if find_reader(archive, file=fspath(path)) is None:
                    yield from self.archive(archive, PurePath(path).as_posix())
                    return
        yield from self._stories(read_bytes(path), PurePath(path).as_posix())

    def archive(self, archive: Archive, file: str) -> Iterator[Article]:
        """The stories of a zip archive."""
        for name in sorted(archive):
            if all(map(_counts, PurePath(name).parts)) and _is_story(name):
                yield from self._tried(f"{file}/{name}", self._entry(archive, name, f"{file}/{name}"))

    def _entry(self, archive: Archive, name: str, file: str) -> Iterator[Article]:
        yield from self._stories(archive.read(name), file, within=True)

    def _tried(self, file: str, stories: Iterator[Article]) -> Iterator[Article]:
        """The stories of one file; where one cannot be read, `on_skip` is told."""
        self.met = True
        try:
            yield from stories
        except DuizhaoError as error:
            if self._on_skip is None:
                raise
            self._on_skip(file, error)

    def _stories(self, data: bytes, file: str, *, within: bool = False) -> Iterator[Article]:
        self.met = True
        if data.startswith(_ZIP):
            archive = Archive(io.BytesIO(data), file=file)
            module = find_reader(archive, file=file)
            if module == _BOOK:
                yield from epub.read_chapters(
                    data, file=file, language=self._language, timezone=self._timezone, on_skip=self._on_skip
                )
                return
            if module is None and within:
                raise WrongFormat("this is a zip archive within another", "Unpack the outer one first", file=file)
            if module is None:
                yield from self.archive(archive, file)
                return
        yield read_data(data, file=file, language=self._language, timezone=self._timezone)

    def _refused(self, error: OSError) -> None:
        refusal = Unreadable("the folder may not be read", "Ask for the right to read it", file=error.filename)
        if self._on_skip is None:
            raise refusal from None
        self._on_skip(str(error.filename), refusal)


def _counts(name: str) -> bool:
    """Whether a file or folder is meant to be seen: systems and editors leave others beside it."""
    return not name.startswith((".", "~$", "__MACOSX"))


def _is_story(name: str) -> bool:
    path = PurePath(name)
    known = path.suffix.lower() in _STORIES or path.suffix.lower() in _UNREAD
    return known and _counts(path.name) and path.stem.lower() not in _ABOUT
