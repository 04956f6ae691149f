"""One form throughout a story (consistency), and what calls for something before it (conditional)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from corpora.text import Span
from styles.house.entry import Entry
from styles.house.hit import Hit, expand, hit, search
from styles.house.kinds.words import bounded, excepted, read_exceptions
from styles.house.story import Passage, Scope, Story


@dataclass(frozen=True, slots=True)
class Consistency:
    """Of two forms a story shall have one: the one that it has oftener, or has first."""

    pairs: tuple[tuple[Any, Any], ...]
    says = 2

    @classmethod
    def read(cls, entry: Entry, words: bool) -> "Consistency":
        """From `either`, `nonword`, `ignorecase`."""
        flags = "(?i)" if entry.flag("ignorecase") else ""
        words = not entry.flag("nonword") and words
        pairs = [
            (
                entry.pattern(flags + bounded(one, words=words), "either", one),
                entry.pattern(flags + bounded(other, words=words), "either", one),
            )
            for one, other in entry.pairs("either").items()
        ]
        return cls(tuple(pairs))

    def find(self, story: Story, scope: Scope) -> Iterator[Hit]:
        """Every place of the form that gives way."""
        passages = story.passages(scope)
        for pair in self.pairs:
            forms = [[(p, match) for p in passages for match in search(form, p.text)] for form in pair]
            # Where one form holds the other, as centre and city centre, a place counts for the longer one.
            places = [{(id(p), match.span()) for p, match in found} for found in forms]
            if not all(forms) or places[0] & places[1]:
                continue
            first = min((0, 1), key=lambda at: (-len(forms[at]), _order(forms[at][0], passages)))
            for passage, match in forms[1 - first]:
                yield hit(passage, Span(*match.span()), said=(match[0], forms[first][0][1][0]))


def _order(found: tuple[Passage, Any], passages: list[Passage]) -> tuple[int, int]:
    return next(number for number, passage in enumerate(passages) if passage is found[0]), found[1].start()


@dataclass(frozen=True, slots=True)
class Conditional:
    """What `first` matches needs what `second` matches, before it or around it.

    Where both have a group, what the groups hold must be the same: an abbreviation needs its own full form.
    """

    first: Any
    second: Any
    exceptions: Any
    says = 1

    @classmethod
    def read(cls, entry: Entry, words: bool) -> "Conditional":
        """From `first`, `second`, `ignorecase`, `exceptions`."""
        flags = "(?i)" if entry.flag("ignorecase") else ""
        first = entry.pattern(flags + entry.text("first"), "first")
        second = entry.pattern(flags + entry.text("second"), "second")
        return cls(first, second, read_exceptions(entry))

    def find(self, story: Story, scope: Scope) -> Iterator[Hit]:
        """The first place of each that lacks what it needs."""
        grouped = self.first.groups > 0 and self.second.groups > 0
        met: set[str] = set()
        for passage in story.passages(scope):
            given = [(match.start(), _key(match, grouped)) for match in search(self.second, passage.text)]
            for match in search(self.first, passage.text):
                key = _key(match, grouped)
                met.update(other for start, other in given if start <= match.end())
                if key in met or excepted(self.exceptions, expand("$1", match) if grouped else match[0]):
                    continue
                met.add(key)
                yield hit(passage, Span(*match.span()), said=(key or match[0],))
            met.update(key for _, key in given)


def _key(match: Any, grouped: bool) -> str:
    """What a match is about: what its first group that took part holds."""
    return next((group for group in match.groups() if group), "") if grouped else ""
