"""What a rule found, and the bounded search by which it finds."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from corpora.patterns import PATIENCE
from corpora.text import Span
from styles.house.story import Passage, Scope, Story
from tm.finding import Fix

_GROUP = re.compile(r"\$(?:(\d)|\{(\d+)(?::(lower|upper|capital))?\}|(\$))")
_CASES: dict[str, Callable[[str], str]] = {"lower": str.lower, "upper": str.upper, "capital": str.capitalize}
# What may match a line break, or looks to the ends of the whole text.
_BREAKS = re.compile(r"\n|\\[sWDPRXCAZzGntvrfx0uUN]|\\p\{(?!Han\}|L|N|Zs\})|\[\^|\[:|\(\?[a-zA-Z01-]*s[a-zA-Z01-]*[:)]")
_NO_BREAK = re.compile(r"\[\^[^\]]*\\n[^\]]*\]")
_SPACES = re.compile(" {2,}")


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that a rule objects to.

    Args:
        bead: its number; `span` counts in its target text, None where something is lacking there.
        said: what the `%s` of the rule's message stand for, in order.
        fixes: offers, the best first.
        source: the place in the source that calls for it.
    """

    bead: int
    span: Span | None
    said: tuple[str, ...] = ()
    fixes: tuple[Fix, ...] = ()
    source: Span | None = None


class Kind(Protocol):
    """A way of finding, set up by the keys of a rule."""

    # How many `%s` a message can have.
    says: int

    def find(self, story: Story, scope: Scope) -> Iterator[Hit]:
        """The places in a scope of a story.

        Raises:
            TimeoutError: a pattern takes too long.
        """
        ...


def hit(
    passage: Passage, span: Span, *, said: tuple[str, ...], texts: Iterable[str] = (), certain: bool = False
) -> Hit:
    """A place of a passage, with the texts that could stand there."""
    bead, at = passage.place(span)
    whole = at.end - at.start == span.end - span.start
    return Hit(bead, at, said, tuple(Fix(at, text, certain) for text in texts) if whole else ())


def search(pattern: Any, text: str) -> Iterator[Any]:
    """The matches of a compiled pattern; those that match nothing are none.

    Raises:
        TimeoutError: it takes too long.
    """
    return (match for match in pattern.finditer(text, timeout=PATIENCE) if match.end() > match.start())


def search_all(pattern: Any, story: Story, scope: Scope) -> Iterator[tuple[Passage, Any]]:
    """The matches in each passage of a scope, as `search` finds them in one.

    A pattern that no line break can match looks through many passages in one: most rules match nowhere, and finding
    nothing must cost little.
    """
    if not keeps_to_lines(pattern.pattern):
        for passage in story.passages(scope):
            for match in search(pattern, passage.text):
                yield passage, match
        return
    for page in story.pages(scope):
        for match in search(pattern, page.text):
            passage, start = page.line(match.start())
            if (alone := pattern.match(passage.text, match.start() - start, timeout=PATIENCE)) is not None:
                yield passage, alone


@lru_cache(maxsize=4096)
def keeps_to_lines(pattern: str) -> bool:
    r"""Whether nothing in a pattern can match a line break, as far as its text tells.

    >>> [keeps_to_lines(each) for each in (r"^a\b.*[^\n]$", r"a\s", r"[^a]", r"(?s).", r"\p{Han}", r"(?<!\W)a")]
    [True, False, False, False, True, False]
    """
    return _BREAKS.search(_NO_BREAK.sub("", pattern)) is None


def expand(template: str, match: Any, *, shift: int = 0) -> str:
    """A template with what the groups `$1`, `${1}`, `${1:lower}` of a match hold; what is empty leaves no space behind.

    Args:
        shift: how many groups of the pattern stand before the first of the template.
    """
    empty = False

    def held(reference: re.Match[str]) -> str:
        nonlocal empty
        if reference[4]:
            return "$"
        number = int(reference[1] or reference[2])
        text = (match[number + shift] if number else match[0]) or ""
        empty = empty or not text
        return _CASES[reference[3]](text) if reference[3] else text

    text = _GROUP.sub(held, template)
    return _SPACES.sub(" ", text).strip(" ") if empty else text


def highest_group(template: str) -> int:
    """The highest group that a template names; 0 where it names none."""
    return max((int(found[1] or found[2]) for found in _GROUP.finditer(template) if not found[4]), default=0)
