"""Beads as people write them: read from a file, held against both sides, put in their order."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise
from os import PathLike
from typing import NamedTuple

from corpora.bitext import Bead
from corpora.errors import Invalid, WrongFormat, WrongSetting
from corpora.files import read_text

Pair = tuple[tuple[int, ...], tuple[int, ...]]
_LINE = re.compile(r"\[([\d,\s]*)\]\s*:\s*\[([\d,\s]*)\]\s*(?::(.*))?")
# More digits than any text has sentences.
_LONGEST = 9


class WrittenBead(NamedTuple):
    """A bead where a person wrote it.

    Args:
        line: of the file, or the row of the sheet, from 1.
        source, target: segment ids from 0, as written: nothing is checked yet.
        remark: what stands behind; `partial` there marks a bead of which one side says only part of the other.
    """

    line: int
    source: tuple[int, ...]
    target: tuple[int, ...]
    remark: str = ""


def parse_beads(text: str, *, file: str | PathLike[str]) -> list[WrittenBead]:
    """The beads in the text of a file, `[0]:[0, 1]` a line.

    What stands behind a second colon is a remark, what stands behind `#` is not read. Full-width
    brackets, colons and commas count as those of ASCII.

    Args:
        file: its name, for errors.

    Raises:
        WrongSetting: with the first line that is no bead.

    >>> parse_beads("[0]:[0, 1]  # the title\\n\\n[1]:[]:dropped", file="park.beads")[1]
    WrittenBead(line=3, source=(1,), target=(), remark='dropped')
    """
    beads = []
    for number, line in enumerate(text.split("\n"), 1):
        bare = unicodedata.normalize("NFKC", line).partition("#")[0].strip()
        if not bare:
            continue
        found = _LINE.fullmatch(bare)
        sides = [re.findall(r"\d+", ids) for ids in found.groups()[:2]] if found else []
        if found is None or any(len(digits) > _LONGEST for ids in sides for digits in ids):
            shown = line.strip() if len(line.strip()) <= 60 else f"{line.strip()[:60]}…"
            raise WrongSetting(f"{shown!r} is no bead", "Write [0]:[0, 1]", file=file, line=number)
        source, target = (tuple(map(int, ids)) for ids in sides)
        beads.append(WrittenBead(number, source, target, (found[3] or "").strip()))
    return beads


def read_beads(file: str | PathLike[str]) -> list[Pair]:
    """The beads of a file as source ids and target ids.

    Raises:
        WrongSetting: with the first line that is no bead.
        Unreadable, WrongEncoding, WrongFormat: as `corpora.files.read_text` raises them.
    """
    return [(bead.source, bead.target) for bead in parse_beads(read_text(file), file=file)]


def write_bead(bead: Bead) -> str:
    """A bead as a line of a file, without its end.

    >>> write_bead(Bead((0,), (0, 1))), write_bead(Bead((2,), (2,), partial=True))
    ('[0]:[0, 1]', '[2]:[2]:partial')
    """
    return f"{bead}:partial" if bead.partial else str(bead)


def confirm(
    written: Iterable[WrittenBead],
    source: Sequence[str],
    target: Sequence[str],
    *,
    file: str | PathLike[str],
    first: int = 0,
    place: str = "line",
) -> tuple[Bead, ...]:
    """The beads that a person wrote, confirmed, in the order of both sides; lines may come in any order.

    Args:
        source, target: texts of the segments.
        first: what the file calls the first segment.
        place: what its lines are called.

    Raises:
        WrongFormat: with file and line, where a segment is named twice, not at all, or is not there,
            where a bead leaves out a segment between two, or crosses another.
    """
    beads = [bead for bead in written if bead.source or bead.target]
    sides = _Side("source", source, first, place), _Side("target", target, first, place)
    counts = f"the source has {sides[0].counted}, the target {sides[1].counted}"
    try:
        for side, ids in zip(sides, ([bead.source for bead in beads], [bead.target for bead in beads])):
            _check_cover(side, [(bead.line, own) for bead, own in zip(beads, ids)], counts)
        _check_order(beads, place)
    except WrongFormat as error:
        raise error.at(file, error.line) from None
    return tuple(arrange([_confirmed(bead) for bead in beads]))


def arrange(beads: Sequence[Bead]) -> list[Bead]:
    """Beads that cover both sides and cross nowhere, in the order of both; those in order stay as they are.

    Raises:
        Invalid: they do cross, or leave a segment out.
    """
    if _rising([bead.source for bead in beads]) and _rising([bead.target for bead in beads]):
        return list(beads)
    sources = {bead.source[0]: bead for bead in beads if bead.source}
    targets = {bead.target[0]: bead for bead in beads if bead.target}
    out: list[Bead] = []
    i = j = 0
    while len(out) < len(beads):
        ours, theirs = sources.get(i), targets.get(j)
        bead = next((bead for bead in (ours, theirs) if bead is not None and bead.null), ours)
        if bead is None or (not bead.null and bead is not theirs):
            raise Invalid(f"beads that cross or leave out a segment, near source {i} and target {j}")
        out.append(bead)
        i, j = i + len(bead.source), j + len(bead.target)
    return out


def _rising(parts: Iterable[tuple[int, ...]]) -> bool:
    ids = [number for part in parts for number in part]
    return ids == list(range(len(ids)))


class _Side(NamedTuple):
    """One side as errors speak of it."""

    name: str
    texts: Sequence[str]
    first: int
    place: str

    @property
    def counted(self) -> str:
        """How many segments it has, and what they are called."""
        count = len(self.texts)
        numbers = f"{self.first} to {count - 1 + self.first}" if count > 1 else f"{self.first}"
        return f"{count} segment{'s' if count != 1 else ''}" + (f" ({numbers})" if count else "")

    def shown(self, number: int) -> str:
        """A segment by its number and how it begins."""
        text = " ".join(self.texts[number].split())
        return f"{self.name} segment {number + self.first} ({text if len(text) <= 24 else f'{text[:24]}…'})"


def _check_cover(side: _Side, beads: Sequence[tuple[int, tuple[int, ...]]], counts: str) -> None:
    """Refuses what is not every segment of a side once; `beads` are lines and ids of that side."""
    lines: dict[int, int] = {}
    for line, ids in beads:
        for number in ids:
            if not 0 <= number < len(side.texts):
                cause = f"there is no {side.name} segment {number + side.first}; {counts}"
                raise WrongFormat(cause, "Check that the file belongs to these two texts", line=line)
            if number in lines:
                where = f"in {side.place} {lines[number]} and here" if lines[number] != line else "here"
                raise WrongFormat(
                    f"{side.shown(number)} is named twice, {where}; {counts}", "Name every segment once", line=line
                )
            lines[number] = line
        if ids and max(ids) - min(ids) >= len(ids):
            named = ", ".join(str(number + side.first) for number in ids)
            cause = f"{side.name} segments {named} do not follow one another"
            raise WrongFormat(cause, "Name those between them too, or make two beads of it", line=line)
    missing = [number for number in range(len(side.texts)) if number not in lines]
    if missing:
        others = f", nor {'is' if len(missing) == 2 else 'are'} {len(missing) - 1} more" if len(missing) > 1 else ""
        near = min(lines, key=lambda number: abs(number - missing[0]), default=None)
        raise WrongFormat(
            f"{side.shown(missing[0])} is not named{others}; {counts}",
            f"Name it with a neighbour, as here, or in a {side.place} of its own",
            line=None if near is None else lines[near],
        )


def _check_order(beads: Sequence[WrittenBead], place: str) -> None:
    """Refuses beads that cross."""
    paired = sorted((bead for bead in beads if bead.source and bead.target), key=lambda bead: min(bead.source))
    for one, next_one in pairwise(paired):
        if min(next_one.target) < min(one.target):
            former, latter = sorted((one.line, next_one.line))
            cause = f"the bead crosses that of {place} {former}: their sources and their targets stand in other orders"
            raise WrongFormat(cause, "Make one bead of both and of what stands between them", line=latter)


def _confirmed(bead: WrittenBead) -> Bead:
    partial = "partial" in bead.remark.lower()
    return Bead(tuple(sorted(bead.source)), tuple(sorted(bead.target)), 1.0, confirmed=True, partial=partial)
