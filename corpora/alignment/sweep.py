"""The best path through a corridor, where what one side lacks may be a whole block."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from corpora.alignment.ground import OUTLINED, REACH, Ground
from corpora.alignment.lattice import Lattice

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Bytes = NDArray[np.uint8]

# What it costs to begin a block that one side lacks, as much as to be one place among some thousand; and each
# further sentence of it.
OPEN, ON = -7.5, -0.3
# Cells whose choices are kept at once; what lies before them is run through again.
_CELLS = 1 << 24
# Marks of a cell: the last bead's shape, or one of these; and whether a dropped or an added block goes on here.
_DROPPED, _ADDED, _DROPS_ON, _ADDS_ON = len(OUTLINED), len(OUTLINED) + 1, 16, 32


class Step(NamedTuple):
    """A bead of the outline, or a block that one side lacks.

    Args:
        i, j: the sentences that it begins with.
        n, m: its sentences.
        score: what speaks for it.
    """

    i: int
    j: int
    n: int
    m: int
    score: float


def sweep(ground: Ground, lattice: Lattice, corner: tuple[int, int]) -> list[Step]:
    """The steps of the best path, in order, in memory that grows with the corridor's length and width, not with both.

    A block costs by how often that happens more than by its size (Gotoh 1982).

    Args:
        corner: the sentences at which the corridor begins.
    """
    return _Sweep(ground, lattice, corner).path()


class _Sweep:
    """The best path through a corridor, in memory that grows with its length and its width, not with both.

    Args:
        corner: the sentences at which it begins.
    """

    def __init__(self, ground: Ground, lattice: Lattice, corner: tuple[int, int]) -> None:
        self._ground, self._lattice, self._corner = ground, lattice, corner
        self._lows, self._highs = lattice.lows.tolist(), lattice.highs.tolist()

    def path(self) -> list[Step]:
        """Its steps, in order."""
        rows = self._lattice.sources + 1
        starts = [0]
        for row in range(rows):
            if self._lattice.offsets[row + 1] - self._lattice.offsets[starts[-1]] > _CELLS:
                starts.append(row)
        starts = list(dict.fromkeys(starts))
        states: list[_State] = [_State([], None)]
        choices: list[Bytes] = []
        for start, end in zip(starts, [*starts[1:], rows]):
            state, choices = self._run(states[-1], start, end)
            states.append(state)
        steps: list[tuple[int, int, int, int]] = []
        i, j, block = rows - 1, self._lattice.targets, -1
        for number in range(len(starts) - 1, -1, -1):
            if number < len(starts) - 1:
                _, choices = self._run(states[number], starts[number], starts[number + 1])
            i, j, block = self._follow(choices, starts[number], (i, j, block), steps)
        return self._joined(steps[::-1])

    def _run(self, state: "_State", start: int, end: int) -> "tuple[_State, list[Bytes]]":
        """The rows from `start` up to `end`: what stands behind them, and the choices of their cells."""
        rows, dropping = list(state.rows), state.dropping
        choices: list[Bytes] = []
        for i in range(start, end):
            low, high = self._lows[i], self._highs[i]
            best = np.full(high - low, -np.inf)
            marks = np.zeros(high - low, np.uint8)
            if i == 0:
                best[0] = 0.0
            for number, (n, m) in enumerate(OUTLINED):
                if n > i:
                    continue
                before = self._lows[i - n]
                first, last = max(low, before + m), min(high, self._highs[i - n] + m)
                if first >= last:
                    continue
                here = slice(first - low, last - low)
                columns = slice(self._corner[1] + first - m, self._corner[1] + last - m)
                score = self._ground.score(self._corner[0] + i - n, columns, (n, m))
                score += rows[-n][first - m - before : last - m - before]
                better = score > best[here]
                best[here][better] = score[better]
                marks[here][better] = number
            if i:
                before = self._lows[i - 1]
                last = min(high, self._highs[i - 1])
                opened = np.full(high - low, -np.inf)
                opened[: last - low] = rows[-1][low - before : last - before] + OPEN
                going = np.full(high - low, -np.inf)
                if dropping is not None:
                    going[: last - low] = dropping[low - before : last - before] + ON
                marks[going > opened] |= _DROPS_ON
                dropping = np.maximum(opened, going)
                better = dropping > best
                best[better] = dropping[better]
                marks[better] = marks[better] & _DROPS_ON | _DROPPED
            # Added sentences run along the row.
            steps = ON * np.arange(high - low)
            adding = np.full(high - low, -np.inf)
            adding[1:] = np.maximum.accumulate(best - steps)[:-1] + steps[1:] + (OPEN - ON)
            marks[1:][adding[:-1] + ON > best[:-1] + OPEN] |= _ADDS_ON
            better = adding > best
            best[better] = adding[better]
            marks[better] = marks[better] & (_DROPS_ON | _ADDS_ON) | _ADDED
            rows = [*rows[-(REACH - 1) :], best]
            choices.append(marks)
        return _State(rows, dropping), choices

    def _follow(
        self, choices: "list[Bytes]", start: int, place: tuple[int, int, int], steps: list[tuple[int, int, int, int]]
    ) -> tuple[int, int, int]:
        """Goes back from a place until it leaves the rows from `start` on.

        Args:
            place: the cell, and the mark of the block in which it stands; -1 for none.
        """
        i, j, block = place
        shapes = list(OUTLINED)
        while i >= start and (i or j):
            mark = int(choices[i - start][j - self._lows[i]])
            kind = block if block >= 0 else mark & 15
            if kind == _DROPPED:
                n, m, block = 1, 0, _DROPPED if mark & _DROPS_ON else -1
            elif kind == _ADDED:
                n, m, block = 0, 1, _ADDED if mark & _ADDS_ON else -1
            else:
                n, m = shapes[kind]
            i, j = i - n, j - m
            steps.append((i, j, n, m))
        return i, j, block

    def _joined(self, steps: list[tuple[int, int, int, int]]) -> list[Step]:
        """The steps with their scores, blocks as one."""
        out: list[Step] = []
        for i, j, n, m in steps:
            i, j = i + self._corner[0], j + self._corner[1]
            if n and m:
                score = float(self._ground.score(i, slice(j, j + 1), (n, m))[0])
                out.append(Step(i, j, n, m, score))
            elif out and bool(n) == bool(out[-1].n) and bool(m) == bool(out[-1].m):
                last = out[-1]
                out[-1] = Step(last.i, last.j, last.n + n, last.m + m, last.score + ON)
            else:
                out.append(Step(i, j, n, m, OPEN))
        return out


class _State(NamedTuple):
    """What later rows need of those before: the last few, and what a block going on has come to."""

    rows: "list[Floats]"
    dropping: "Floats | None"
