"""Patterns that a person or a file gives: the door to regex, where every search has an end."""

from collections.abc import Iterator
from typing import Any

import regex

from corpora.errors import WrongSetting
from corpora.text import Span

# How long one search may take, in seconds: a sound pattern needs less than a thousandth of it.
PATIENCE = 1.5


class BadPattern(ValueError):
    """A pattern that cannot be read; its text says why."""


def compile_pattern(pattern: str) -> Any:
    """A compiled pattern, whose methods take `timeout` in seconds and raise TimeoutError.

    Raises:
        BadPattern: it cannot be read.
    """
    try:
        return regex.compile(pattern, cache_pattern=False)
    except (regex.error, RecursionError, OverflowError) as error:
        raise BadPattern(str(error)) from None


class Pattern:
    """A pattern that a person typed, found in texts; small and capital letters are one.

    Args:
        text: a regular expression, as the package regex reads it in its newer form.

    Raises:
        WrongSetting: it cannot be read, or takes too long.

    >>> Pattern(r"\\d+家企业").find("50家企业和3家企业")
    [Span(start=0, end=5), Span(start=6, end=10)]
    """

    def __init__(self, text: str) -> None:
        self._text = text
        try:
            self._compiled = compile_pattern(f"(?V1i){text}")
        except BadPattern as error:
            raise WrongSetting(f"the pattern {text!r} cannot be read ({error})", "Correct it") from None

    def find(self, text: str) -> list[Span]:
        """Every place in a text, none empty, none overlapping."""
        return list(self._places(text))

    def _places(self, text: str) -> Iterator[Span]:
        try:
            for found in self._compiled.finditer(text, timeout=PATIENCE):
                if found.end() > found.start():
                    yield Span(*found.span())
        except TimeoutError:
            raise WrongSetting(
                f"the pattern {self._text!r} takes too long: it repeats what it repeats", "Rewrite it"
            ) from None
