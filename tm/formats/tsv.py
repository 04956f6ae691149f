"""A bilingual table: source, tab, target, a pair a line, UTF-8, without a header."""

from os import PathLike

from corpora.article import Segment
from corpora.bitext import Bead, Bitext
from corpora.errors import NothingFound, WrongFormat


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
