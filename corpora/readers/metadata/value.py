"""What a line or a page says about its story."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is said about a story; false where nothing is.

    Args:
        source: the publisher.
        published, updated: ISO 8601, with the offset of the time zone where a time of day is known.
        people: names by role (`author`, `editor`, `responsible_editor`, `photo` and others; `organisation`
            holds the bodies they work for).
        original_title: the title under which the source ran the story.
        code: the editor's number.
        ignored: labels without a use for a story, as they stood (`字体`, `浏览次数`).
    """

    source: str = ""
    published: str = ""
    updated: str = ""
    people: tuple[tuple[str, tuple[str, ...]], ...] = ()
    original_title: str = ""
    code: str = ""
    ignored: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self is not NOTHING and self != NOTHING

    def names(self, role: str) -> tuple[str, ...]:
        """The names that have a role."""
        return next((names for name, names in self.people if name == role), ())

    @property
    def roles(self) -> frozenset[str]:
        """The roles that have names."""
        return frozenset(role for role, names in self.people if names)

    @property
    def idle(self) -> bool:
        """Whether it says something, and nothing of use for a story."""
        return bool(self.ignored) and self == Metadata(ignored=self.ignored)

    @property
    def byline(self) -> bool:
        """Whether it says who made the story, and nothing else."""
        return bool(self.roles) and self.roles <= _BYLINE and self == Metadata(people=self.people, code=self.code)

    @property
    def kinds(self) -> int:
        """How many different things it says."""
        said = (self.source, self.published, self.updated, self.original_title)
        return sum(map(bool, said)) + len(self.roles) + len(self.ignored)

    def joined(self, other: Self) -> "Metadata":
        """Both: the first of each single value, the people of either."""
        return Metadata(
            self.source or other.source,
            self.published or other.published,
            self.updated or other.updated,
            merge_people((*self.people, *other.people)),
            self.original_title or other.original_title,
            self.code or other.code,
            tuple(dict.fromkeys((*self.ignored, *other.ignored))),
        )


NOTHING = Metadata()
_BYLINE = frozenset({"author", "correspondent", "intern", "translator", "photo", "organisation"})


def merge_people(people: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Roles in order of their first mention, each with every name once."""
    merged: dict[str, list[str]] = {}
    for role, names in people:
        held = merged.setdefault(role, [])
        held += [name for name in names if name not in held]
    return tuple((role, tuple(names)) for role, names in merged.items() if names)
