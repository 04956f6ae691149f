"""Several patterns of a rule looked for as one."""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from corpora.errors import WrongSetting
from styles.house.entry import Entry

_BACK_REFERENCE = re.compile(r"\\([1-9]\d?)")
# A group by name would be one with the group of that name in another pattern.
_NAME = re.compile(r"\(\?P?<[A-Za-z]\w*>")


class Alternative(NamedTuple):
    """One of several: the number of the group that it stands in, and how many groups it has itself."""

    group: int
    own: int


def flags_of(entry: Entry) -> str:
    """The flags that the keys of a rule ask for."""
    return "(?i)" if entry.flag("ignorecase") else ""


def alternatives(
    entry: Entry, key: str, forms: Iterable[tuple[str | int, str]], *, words: bool = False
) -> tuple[Any, list[Alternative]]:
    """One pattern of several; what matched is told by the last group that was closed.

    Args:
        key: where they stand in the rule.
        forms: each with its name or number there, where a mistake in it is told.
        words: whether they begin and end where words do.
    """
    given = [(at, _NAME.sub("(", text)) for at, text in forms]
    parts: list[str] = []
    before = 0
    # Where one refers back to its own groups, all are counted first.
    counted = any(_BACK_REFERENCE.search(text) for _, text in given)
    for number, (at, text) in enumerate(given):
        if counted:
            own = entry.pattern(text, key, at).groups
            text = moved(text, before + 1)
            before += own + 1
        parts.append(f"(?P<_{number}>{text})")
    whole = "|".join(parts)
    try:
        pattern = entry.pattern(flags_of(entry) + (rf"\b(?:{whole})\b" if words else whole), key)
    except WrongSetting:
        for at, text in given:
            entry.pattern(text, key, at)
        raise
    groups = [pattern.groupindex[f"_{number}"] for number in range(len(given))]
    ends = [*groups[1:], pattern.groups + 1]
    return pattern, [Alternative(group, end - group - 1) for group, end in zip(groups, ends, strict=True)]


def moved(pattern: str, by: int) -> str:
    """A pattern that stands behind so many groups: what it says of its own groups names them still.

    >>> moved(r"(a)\\1", 2)
    '(a)\\\\g<3>'
    """
    return _BACK_REFERENCE.sub(lambda found: rf"\g<{int(found[1]) + by}>", pattern)
