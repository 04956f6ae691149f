"""Rules of a file carried out.

A stranger's pattern may take any time, so each is bounded. A place is judged by the `NEAR`
characters on either side of it, a line is searched in windows of `_WINDOW`, and no single search
may last longer than `PATIENCE`: time is linear in the text, or the rule is refused by name.

As in the tools that read SRX, a rule that breaks does so where the longest match of its pattern
ends, not inside it: `[。！？]+` cuts behind a run of stops.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from os import PathLike
from typing import Any, TypeVar

from corpora.errors import WrongFormat
from corpora.patterns import PATIENCE, BadPattern, compile_pattern
from corpora.segmentation.srx.dialect import Untranslatable, translate

# How far a rule sees from the place that it judges, in code points.
NEAR = 300
_WINDOW = 700
# Stands for the text that goes on beyond a window, so that `^` and `$` do not take its edge for the text's.
_MORE = "\ufdd0"
# A pattern is read backwards from the place, so that a repeat at its start is not tried from each character.
# It is read forwards where the repeat starts behind the place, and where it gives nothing back.
_GREEDY_START = re.compile(r"(?:\(\?[:=]|\()*(?:\\[pP]\{[^}]*\}|\\.|\.|\[(?:\\.|[^\]\\])*\])[+*{]")
_ATOMIC = re.compile(r"\(\?>|(?<!\\)[*+?}]\+")

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where rules stand, for messages.

    Args:
        file: its name.
        line: of the first of them.
        name: of the set of rules that they belong to.
    """

    file: str | PathLike[str]
    line: int
    name: str

    def wrong(self, reason: str) -> WrongFormat:
        """The error for a pattern that is refused."""
        return WrongFormat(
            f"a pattern of the rules {self.name!r} cannot be read ({reason})",
            "Correct the rule or take it out",
            file=self.file,
            line=self.line,
        )

    def within_patience(self, ask: Callable[[], Answer]) -> Answer:
        """The answer, or the error that names the rule that took too long."""
        try:
            return ask()
        except TimeoutError:
            raise WrongFormat(
                f"a pattern of the rules {self.name!r} takes too long, there or behind: it repeats what it repeats",
                "Rewrite the rule or take it out",
                file=self.file,
                line=self.line,
            ) from None


@dataclass(frozen=True, slots=True)
class SrxBreak:
    """A rule with break="yes".

    Args:
        pattern: what ends at the place, with what starts there as a look ahead.
        origin: where it stands.
    """

    pattern: Any
    origin: Origin

    def places(self, line: str) -> Iterator[int]:
        """The offsets in a line at which it would break."""
        for first in range(0, len(line), _WINDOW):
            left, window = _window(line, first, min(first + _WINDOW, len(line)))
            # The edge of two windows belongs to the second.
            last = first + _WINDOW if first + _WINDOW < len(line) else len(line) + 1
            for end in self.origin.within_patience(lambda window=window: self._ends(window)):  # type: ignore[misc]
                if first <= left + end < last:
                    yield left + end

    def _ends(self, window: str) -> list[int]:
        return [found.end() for found in self.pattern.finditer(window, timeout=PATIENCE)]


@dataclass(frozen=True, slots=True)
class SrxHold:
    """Rules with break="no" that stand together.

    Args:
        pattern: matches nothing at the place, between a look back and a look ahead.
        forwards: what is read towards the place; None where the look back says it all.
        origin: where the first of them stands.
    """

    pattern: Any
    forwards: Any
    origin: Origin

    def fits(self, line: str, start: int, at: int) -> bool:
        """Whether one of them holds the place `at` together."""
        left, window = _window(line, at, at)
        return self.origin.within_patience(lambda: self._fits(window, at - left))

    def _fits(self, window: str, at: int) -> bool:
        if self.forwards is not None and not self.forwards.search(window, 0, at, timeout=PATIENCE):
            return False
        return self.pattern.match(window, at, timeout=PATIENCE) is not None


def _window(line: str, first: int, last: int) -> tuple[int, str]:
    """The text around some places, and the offset in the line that its first character has."""
    left, right = max(0, first - NEAR), min(len(line), last + NEAR)
    text = line[left:right] + (_MORE if right < len(line) else "")
    return (left - 1, _MORE + text) if left else (0, text)


def compile_break(before: str, after: str, *, origin: Origin) -> SrxBreak:
    """A rule that breaks, from its two patterns as the file has them.

    Raises:
        WrongFormat: a pattern is broken, or says what cannot be said here.
    """
    one, other = _checked(before, origin), _checked(after, origin)
    sooner = _GREEDY_START.match(one) or not _GREEDY_START.match(other)
    direction = "r" if sooner and not _ATOMIC.search(one) else ""
    return SrxBreak(_compile(f"(?{direction}V1)(?:{one})(?={other})", origin), origin)


def compile_holds(rules: Sequence[tuple[str, str]], *, origin: Origin) -> Iterator[SrxHold]:
    """Rules that hold together, as few as may be, from the patterns that end and that start at a place.

    Raises:
        WrongFormat: as `compile_break` does.
    """
    together: dict[str, list[str]] = {}
    for before, after in rules:
        one, other = f"(?:{_checked(before, origin)})", _checked(after, origin)
        if _ATOMIC.search(one):
            yield SrxHold(_compile(f"(?V1)(?={other})", origin), _compile(rf"(?V1){one}\Z", origin), origin)
        else:
            together.setdefault(other, []).append(one)
    if together:
        sides = [f"(?<={'|'.join(ones)})(?={other})" for other, ones in together.items()]
        yield SrxHold(_compile(f"(?V1){'|'.join(sides)}", origin), None, origin)


def check_pattern(pattern: str, *, origin: Origin) -> None:
    """Raises `WrongFormat` where a pattern of the file is none."""
    _checked(pattern, origin)


def _checked(pattern: str, origin: Origin) -> str:
    try:
        said = translate(pattern)
        if _SIMPLE.fullmatch(said) is None:
            compile_pattern(f"(?V1){said}")
    except (Untranslatable, BadPattern) as error:
        raise origin.wrong(str(error)) from None
    return said


# Words, stops and white space: no need to try them one by one.
_SIMPLE = re.compile(r"(?:[\w ,;:]|\\[.sdwS])*")


def _compile(pattern: str, origin: Origin) -> Any:
    try:
        return compile_pattern(pattern)
    except BadPattern as error:
        raise origin.wrong(str(error)) from None
