"""Files of other tools on their way into the memory, and what there is to say of each."""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cli.ahead import work_ahead
from cli.workspace import Workspace
from corpora.errors import DuizhaoError, WrongLanguage
from corpora.language import answers

if TYPE_CHECKING:
    from tm.formats import Format
    from tm.unit import TranslationUnit

# As many units as the memory keeps in one transaction: while it keeps them, the next are read.
_BATCH = 5000
# Bytes of a file that are worth a process of their own.
_LARGE = 16_000_000


class Batch(NamedTuple):
    """Some units of a file, and what was said since the ones before.

    Args:
        units: at most some thousands.
        languages: how many of them are in which languages.
        skipped: line and reason of units that cannot be used.
        notices: what was not taken over as it stood.
        done: bytes that were read, and all that there are.
    """

    units: "list[TranslationUnit]"
    languages: Counter[tuple[str, ...]]
    skipped: list[tuple[int, str]]
    notices: list[str]
    done: tuple[int, int]


class Incoming:
    """A file, and what became of it once its units were taken.

    Args:
        file: as it was named; `-` is TMX from standard input.
        languages: of the columns of a table.

    Raises:
        WrongSetting: its name tells no format that can be read.
        WrongLanguage: both columns are in one language.
    """

    def __init__(self, file: str, *, languages: tuple[str, str]) -> None:
        self.file = file
        self._columns = languages
        self.form = _form(file)
        self.form.reader()
        if self.form.bare and languages[0] == languages[1]:
            cause = f"both columns are in {languages[0]}"
            raise WrongLanguage(cause, "Name the language of each with --source-lang and --target-lang")
        self.skipped: list[tuple[int, str]] = []
        self.notices: list[str] = []
        self.broken: DuizhaoError | None = None
        self.languages: Counter[tuple[str, ...]] = Counter()

    def units(self, progress: Callable[[int, int], object] | None = None) -> "Iterator[TranslationUnit]":
        """The units up to the file's end, or to where it breaks; a large file is read ahead by another process.

        Args:
            progress: told the bytes that were read, and all that there are.
        """
        try:
            source = self.file, self._columns
            for batch in work_ahead(read_batches, *source) if _is_large(self.file) else read_batches(*source):
                self.languages += batch.languages
                self.skipped += batch.skipped
                self.notices += batch.notices
                if progress is not None:
                    progress(*batch.done)
                yield from batch.units
        except DuizhaoError as error:
            self.broken = error.at(self.file)

    @property
    def failed(self) -> bool:
        """Whether nothing could be read of it."""
        return self.broken is not None and not self.languages and not self.skipped

    def unused_languages(self, place: Workspace) -> Iterator[str]:
        """Which languages are not those of the workspace, and whether no unit is in both of them."""
        ours = place.settings.source_language, place.settings.target_language
        others: Counter[str] = Counter()
        both = 0
        for tags, number in self.languages.items():
            both += number * all(any(answers(wanted, tag) for tag in tags) for wanted in ours)
            others.update({tag: number for tag in tags if not any(answers(wanted, tag) for wanted in ours)})
        if others:
            listed = ", ".join(f"{tag} {number:,}" for tag, number in others.most_common())
            yield f"languages that the workspace does not use: {listed}"
        if self.languages and not both:
            yield f"no unit is in both {ours[0]} and {ours[1]}, the languages of the workspace"


def read_batches(file: str, languages: tuple[str, str]) -> Iterator[Batch]:
    """The units of a file, some thousands at a time; where it breaks, what stands before, and then its error.

    Args:
        languages: of the columns of a table.
    """
    form = _form(file)
    told = {"languages": languages} if form.bare else {}
    batch = Batch([], Counter(), [], [], (0, 0))

    def skip(line: int, reason: str) -> None:
        batch.skipped.append((line, reason))

    def notice(sentence: str) -> None:
        batch.notices.append(sentence)

    def progress(done: int, whole: int) -> None:
        nonlocal batch
        batch = batch._replace(done=(done, whole))

    try:
        for unit in form.reader()(file, on_skip=skip, on_notice=notice, progress=progress, **told):
            batch.units.append(unit)
            batch.languages[tuple([variant.language for variant in unit.variants])] += 1
            if len(batch.units) == _BATCH:
                full, batch = batch, Batch([], Counter(), [], [], batch.done)
                yield full
    except DuizhaoError:
        yield batch
        raise
    yield batch


def _form(file: str) -> "Format":
    from tm.formats import get_format

    return get_format("-.tmx" if file == "-" else file, "units")


def _is_large(file: str) -> bool:
    path = Path(file)
    return file != "-" and path.is_file() and path.stat().st_size >= _LARGE and (os.cpu_count() or 1) > 1
