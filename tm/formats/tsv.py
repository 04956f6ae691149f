"""A bilingual table: source, tab, target, a pair a line, UTF-8, without a header."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterator
from io import BufferedReader, TextIOWrapper
from os import PathLike
from typing import NoReturn

from corpora.article import Segment
from corpora.bitext import Bead, Bitext
from corpora.errors import NothingFound, WrongEncoding, WrongFormat
from corpora.packed import Progress, open_unpacked
from tm.unit import TranslationUnit, Variant


def read_tsv(text: str, *, source_language: str, target_language: str, file: str | PathLike[str]) -> Bitext:
    """The pairs of a table; a line with one side alone is a sentence that was dropped or added.

    Args:
        text: of the file.
        file: its name, for errors.

    Raises:
        WrongFormat: with the first line that has not two columns.
        NothingFound: there is no line.

    >>> pairs = read_tsv("开园了。\\tIt opened.\\n", source_language="zh", target_language="en", file="a.tsv")
    >>> pairs.source[0].text, pairs.target[0].text
    ('开园了。', 'It opened.')
    """
    sides: tuple[list[Segment], list[Segment]] = ([], [])
    beads = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        columns = line.split("\t")
        if len(columns) != 2:
            raise WrongFormat("not two columns", "Write source, tab, target", file=file, line=number)
        ids: list[tuple[int, ...]] = []
        for side, column in zip(sides, columns):
            held = bool(column.strip())
            ids.append((len(side),) if held else ())
            if held:
                side.append(Segment(column.strip()))
        beads.append(Bead(ids[0], ids[1]))
    if not beads:
        raise NothingFound("the file is empty", "Give a file with a pair a line", file=file)
    return Bitext(source_language, target_language, tuple(sides[0]), tuple(sides[1]), tuple(beads))


def read_units(
    file: str | PathLike[str],
    *,
    languages: tuple[str, str],
    data: bytes | None = None,
    on_skip: Callable[[int, str], object] | None = None,
    on_notice: Callable[[str], object] | None = None,
    progress: Progress | None = None,
) -> Iterator[TranslationUnit]:
    """The pairs of a table as units, one held at a time; it may be packed by gzip, or UTF-16 with its mark.

    Args:
        file: its name, `-` for standard input.
        languages: of the two columns.
        data: the bytes of the file, where they are known already.
        on_skip: told the line, from 1, and the reason of each line that is no pair. Without it such a line is an error.
        on_notice: never told anything: a table says nothing but its texts.
        progress: told the bytes that were read and all that there are, now and then.

    Raises:
        Unreadable: the file cannot be opened.
        WrongEncoding: it is not UTF-8; units before the place were given.
    """

    def refuse(line: int, reason: str) -> NoReturn:
        raise WrongFormat(reason, "Write source, tab, target", file=file, line=line)

    skip = on_skip or refuse
    number = 0
    with open_unpacked(file, data=data, progress=progress) as stream:
        buffered = BufferedReader(stream)
        head = buffered.peek(2)[:2]
        encoding = "utf-16" if head in (BOM_UTF16_LE, BOM_UTF16_BE) else "utf-8-sig"
        try:
            for number, line in enumerate(TextIOWrapper(buffered, encoding), 1):
                columns = [column.strip() for column in line.rstrip("\n").split("\t")]
                if len(columns) == 2 and all(columns):
                    variants = [Variant(language, text) for language, text in zip(languages, columns)]
                    yield TranslationUnit(tuple(variants))
                elif any(columns):
                    skip(number, "one side is empty" if len(columns) == 2 else "not two columns")
        except UnicodeDecodeError:
            cause = f"what follows is not {encoding.removesuffix('-sig').upper()}"
            raise WrongEncoding(cause, "Save the file as UTF-8", file=file, line=number) from None
