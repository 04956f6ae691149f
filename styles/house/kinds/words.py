"""Words that shall not stand there (existence), and words that others shall stand for (substitution)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from corpora.patterns import PATIENCE
from corpora.text import Span
from styles.house.entry import Entry
from styles.house.hit import Hit, expand, highest_group, hit, search_all
from styles.house.kinds.action import Action
from styles.house.kinds.alternatives import alternatives
from styles.house.story import Scope, Story


def read_exceptions(entry: Entry) -> Any:
    """The `exceptions` of a rule as one pattern; None where it has none."""
    held = entry.texts("exceptions")
    return alternatives(entry, "exceptions", enumerate(held))[0] if held else None


def excepted(exceptions: Any, text: str) -> bool:
    """Whether a whole text is an exception."""
    return exceptions is not None and exceptions.fullmatch(text, timeout=PATIENCE) is not None


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
        append, words = entry.flag("append"), not entry.flag("nonword") and words
        if not tokens and not raw:
            raise entry.lacking("tokens", "a list of patterns")
        forms: list[tuple[str | int, str]] = list(enumerate(tokens))
        if not raw:
            pattern, found = alternatives(entry, "tokens", forms, words=words)
        else:
            # Raw parts are one pattern as they stand, bounds and all.
            bounds = r"\b" if words else ""
            tokens = tuple(f"{bounds}(?:{token}){bounds}" for token in tokens)
            either = [f"(?:{'|'.join(tokens)}){raw}"] if append and tokens else [*tokens, raw]
            pattern, found = alternatives(entry, "raw", enumerate(either))
        groups = min(alternative.own for alternative in found)
        return cls(pattern, read_exceptions(entry), Action.read(entry, groups=groups))

    def find(self, story: Story, scope: Scope) -> Iterator[Hit]:
        """Every match."""
        for passage, match in search_all(self.pattern, story, scope):
            if not excepted(self.exceptions, match[0]):
                texts = self.action.texts(match, match.lastindex)
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
        swap = entry.pairs("swap")
        words = not entry.flag("nonword") and words
        pattern, found = alternatives(entry, "swap", ((key, key) for key in swap), words=words)
        values: dict[int, tuple[str, ...]] = {}
        for (key, value), alternative in zip(swap.items(), found, strict=True):
            if highest_group(value) > alternative.own:
                cause = f"{value!r} names a group that its pattern has not"
                raise entry.wrong(cause, "Count its brackets", "swap", key)
            values[alternative.group] = tuple(value.split("|"))
        action = Action.read(entry)
        if action.name not in ("", "replace") or action.params:
            raise entry.wrong("the swap says what to write", "Write `action: {name: replace}` alone", "action")
        return cls(pattern, values, read_exceptions(entry), action.certain, entry.flag("ignorecase"))

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
