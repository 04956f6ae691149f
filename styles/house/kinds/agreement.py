"""One form throughout a story (consistency), and what calls for something before it (conditional)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from corpora.text import Span
from styles.house.entry import Entry
from styles.house.hit import Hit, hit, search_all
from styles.house.kinds.alternatives import alternatives, flags_of
from styles.house.kinds.words import excepted, read_exceptions
from styles.house.story import Passage, Scope, Story

_Found = tuple[Passage, Any]


@dataclass(frozen=True, slots=True)
class Consistency:
    """Of two forms a story shall have one: the one that it has oftener, or has first.

    Args:
        pattern: all forms; what matched has the last group to be closed.
        forms: by the number of a form's group, which pair it is of and which of the two.
    """

    pattern: Any
    forms: dict[int, tuple[int, int]]
    says = 2

    @classmethod
    def read(cls, entry: Entry, words: bool) -> "Consistency":
        """From `either`, `nonword`, `ignorecase`."""
        words = not entry.flag("nonword") and words
        either = [(one, form) for one, other in entry.pairs("either").items() for form in (one, other)]
        pattern, found = alternatives(entry, "either", either, words=words)
        return cls(pattern, {each.group: divmod(number, 2) for number, each in enumerate(found)})

    def find(self, story: Story, scope: Scope) -> Iterator[Hit]:
        """Every place of the form that gives way."""
        held: dict[int, tuple[list[_Found], list[_Found]]] = {}
        for place in search_all(self.pattern, story, scope):
            number, side = self.forms[place[1].lastindex]
            held.setdefault(number, ([], []))[side].append(place)
        for one, other in held.values():
            if not one or not other:
                continue
            kept, given = sorted((one, other), key=lambda places: (-len(places), _place(places[0])))
            for passage, match in given:
                yield hit(passage, Span(*match.span()), said=(match[0], kept[0][1][0]))


def _place(found: _Found, *, at_end: bool = False) -> tuple[int, int, int]:
    """Where a match stands in the story: in which order two of them stand."""
    part = found[0].parts[0]
    return part.bead, part.offset, found[1].end() if at_end else found[1].start()


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
        flags = flags_of(entry)
        first = entry.pattern(flags + entry.text("first"), "first")
        second = entry.pattern(flags + entry.text("second"), "second")
        return cls(first, second, read_exceptions(entry))

    def find(self, story: Story, scope: Scope) -> Iterator[Hit]:
        """The first place of each that lacks what it needs."""
        grouped = self.first.groups > 0 and self.second.groups > 0
        asking = list(search_all(self.first, story, scope))
        if not asking:
            return
        given = [(_place(place), _key(place[1], grouped)) for place in search_all(self.second, story, scope)]
        met: set[str] = set()
        for place in asking:
            passage, match = place
            key = _key(match, grouped)
            known = key in met or any(key == other and at <= _place(place, at_end=True) for at, other in given)
            if not known and not excepted(self.exceptions, key or match[0]):
                yield hit(passage, Span(*match.span()), said=(key or match[0],))
            met.add(key)


def _key(match: Any, grouped: bool) -> str:
    """What a match is about: what its first group that took part holds."""
    return next((group for group in match.groups() if group), "") if grouped else ""
