"""Words that shall not stand there (existence), and words that others shall stand for (substitution)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from corpora.patterns import PATIENCE
from corpora.text import Span
from styles.house.entry import Entry
from styles.house.hit import Hit, expand, highest_group, hit, search_all
from styles.house.kinds.action import Action
from styles.house.story import Scope, Story

_BACK_REFERENCE = re.compile(r"\\([1-9]\d?)")


def bounded(pattern: str, *, words: bool) -> str:
    """A pattern as one group; between the bounds of words where it is about words."""
    return rf"\b(?:{pattern})\b" if words else f"(?:{pattern})"


def moved(pattern: str, by: int) -> str:
    """A pattern that stands behind so many groups: what it says of its own groups names them still.

    >>> moved(r"(a)\\1", 2)
    '(a)\\\\g<3>'
    """
    return _BACK_REFERENCE.sub(lambda found: rf"\g<{int(found[1]) + by}>", pattern)


def read_exceptions(entry: Entry) -> Any:
    """The `exceptions` of a rule as one pattern; None where it has none."""
    held = entry.texts("exceptions")
    for number, text in enumerate(held):
        entry.pattern(text, "exceptions", number)
    return entry.pattern(_flags(entry) + "|".join(f"(?:{text})" for text in held), "exceptions") if held else None


def excepted(exceptions: Any, text: str) -> bool:
    """Whether a whole text is an exception."""
    return exceptions is not None and exceptions.fullmatch(text, timeout=PATIENCE) is not None


def _flags(entry: Entry) -> str:
    return "(?i)" if entry.flag("ignorecase") else ""


@dataclass(frozen=True, slots=True)
class Existence:
    """What one of its tokens matches, or its raw pattern, shall not stand there."""

    pattern: Any
    exceptions: Any
    action: Action
    says = 1

    @classmethod
    def read(cls, entry: Entry, words: bool) -> "Existence":
        """From `tokens`, `raw` (parts of one pattern), `append`, `ignorecase`, `nonword`, `exceptions`, `action`."""
        tokens, raw = entry.texts("tokens"), "".join(entry.texts("raw"))
        append, flags = entry.flag("append"), _flags(entry)
        words = not entry.flag("nonword") and words
        if not tokens and not raw:
            raise entry.lacking("tokens", "a list of patterns")
        for number, token in enumerate(tokens):
            entry.pattern(token, "tokens", number)
        parts = [bounded("|".join(f"(?:{token})" for token in tokens), words=words)] if tokens else []
        parts += [raw] if raw else []
        pattern = entry.pattern(flags + ("" if append else "|").join(parts), "raw" if raw else "tokens")
        return cls(pattern, read_exceptions(entry), Action.read(entry, groups=pattern.groups))

    def find(self, story: Story, scope: Scope) -> Iterator[Hit]:
        """Every match."""
        for passage, match in search_all(self.pattern, story, scope):
            if not excepted(self.exceptions, match[0]):
                texts = self.action.texts(match)
                yield hit(passage, Span(*match.span()), said=(match[0],), texts=texts, certain=self.action.certain)


@dataclass(frozen=True, slots=True)
class Substitution:
    """What a key of its swap matches shall be written as its value says; several values stand with `|` between.

    Args:
        pattern: all keys; what matched has the last group to be closed.
        values: by the number of a key's group, how to write it.
    """

    pattern: Any
    values: dict[int, tuple[str, ...]]
    exceptions: Any
    certain: bool
    keep_case: bool
    says = 2

    @classmethod
    def read(cls, entry: Entry, words: bool) -> "Substitution":
        """From `swap`, `ignorecase`, `nonword`, `exceptions`, `action`."""
        flags = _flags(entry)
        words = not entry.flag("nonword") and words
        keys: list[str] = []
        values: dict[int, tuple[str, ...]] = {}
        groups = 0
        for key, value in entry.pairs("swap").items():
            own = entry.pattern(key, "swap", key).groups
            if highest_group(value) > own:
                raise entry.wrong(
                    f"{value!r} names a group that its pattern has not", "Count its brackets", "swap", key
                )
            values[groups + 1] = tuple(value.split("|"))
            keys.append(bounded(f"({moved(key, groups + 1)})", words=words))
            groups += own + 1
        pattern = entry.pattern(flags + "|".join(keys), "swap")
        action = Action.read(entry)
        if action.name not in ("", "replace") or action.params:
            raise entry.wrong("the swap says what to write", "Write `action: {name: replace}` alone", "action")
        return cls(pattern, values, read_exceptions(entry), action.certain, bool(flags))

    def find(self, story: Story, scope: Scope) -> Iterator[Hit]:
        """Every match of a key that is not written so already."""
        for passage, match in search_all(self.pattern, story, scope):
            found = match[0]
            if excepted(self.exceptions, found):
                continue
            group = match.lastindex
            texts = tuple(self._cased(expand(value, match, shift=group), found) for value in self.values[group])
            if found not in texts:
                said = (" or ".join(text.strip() for text in texts), found.strip())
                yield hit(passage, Span(*match.span()), said=said, texts=texts, certain=self.certain)

    def _cased(self, text: str, found: str) -> str:
        return text[:1].upper() + text[1:] if self.keep_case and found[:1].isupper() else text
