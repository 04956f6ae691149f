"""The contract of a store: what keeps units, their stories and their history.

A store keeps and finds by equality, by order and by substring. What is near, what is best and what
is replaced is decided above it, once, in `tm.memory`.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Literal, NamedTuple, Protocol

from tm.unit import TranslationUnit

Event = Literal["added", "updated", "replaced", "removed"]


class Pair(NamedTuple):
    """What makes two articles one story in a memory: their names and languages."""

    source_article: str
    target_article: str
    source_language: str
    target_language: str

    @classmethod
    def of(cls, unit: TranslationUnit) -> "Pair":
        """The pair that a unit belongs to; of a unit in many languages, by the first two."""
        provenance, (source, target, *_) = unit.provenance, unit.variants
        return cls(provenance.source_article, provenance.target_article, source.language, target.language)


class KnownBead(NamedTuple):
    """A bead of an article pair, known by the texts of its segments: they tell where it is after changes.

    Args:
        source, target: the texts; none on one side for a sentence without counterpart.
        confirmed: whether a person said so; the others tell what stood around it.
        partial: whether one side says only part of the other.
    """

    source: tuple[str, ...]
    target: tuple[str, ...]
    confirmed: bool = True
    partial: bool = False


class Story(NamedTuple):
    """An article pair that the memory holds units of.

    Args:
        pair: names and languages.
        title, published, url: as in `Provenance`.
        units: how many.
    """

    pair: Pair
    title: str
    published: str
    url: str
    units: int


@dataclass(frozen=True, slots=True)
class Change:
    """One event in the life of a unit.

    Args:
        unit: its id.
        what: added; updated (its texts stayed, something else did not); replaced (its story was
            added again with other texts, or it was given other texts itself, and it left the memory);
            removed (someone took it out).
        at: ISO 8601 in UTC; empty where nobody said.
        editor: who; empty where nobody said.
        why: the reason given.
        former: the unit before the event; None where it was added.
        continues: where it was added, the id of the unit, gone since, in whose place it came; mostly None.
    """

    unit: int
    what: Event
    at: str
    editor: str
    why: str
    former: TranslationUnit | None
    continues: int | None = None


class Revision(NamedTuple):
    """What was done at once: an import, a story added, a cleaning.

    Args:
        numbers: of its transactions, rising; a long import takes many.
        at, editor, why: as in `Change`.
        counts: how many events of each kind.
    """

    numbers: tuple[int, ...]
    at: str
    editor: str
    why: str
    counts: tuple[tuple[Event, int], ...]


@dataclass(frozen=True, slots=True)
class Stats:
    """What a memory holds.

    Args:
        units: how many.
        stories: article pairs that they come from.
        languages: tag and number of variants, the most first.
        pairs: source tag, target tag and number of units; a unit of three languages counts twice.
        first, last: earliest and latest time at which a unit was made; empty where no unit says.
        size: bytes on the disk, the log of recent changes included.
        files: different names of articles, on either side.
        loose: units that come from no story.
        texts: different source texts, by their matching keys; the other units repeat one.
        varied: those of them that were put in more than one way into some language.
        months: year and month, as 2023-08, and how many of the units were made then, the earliest first;
            with an empty month those that do not say.
        flags: each flag and how many units have it.
        editors: who answers for units, and for how many, the most first.
    """

    units: int
    stories: int
    languages: tuple[tuple[str, int], ...]
    pairs: tuple[tuple[str, str, int], ...]
    first: str
    last: str
    size: int
    files: int = 0
    loose: int = 0
    texts: int = 0
    varied: int = 0
    months: tuple[tuple[str, int], ...] = ()
    flags: tuple[tuple[str, int], ...] = ()
    editors: tuple[tuple[str, int], ...] = ()


class Problem(NamedTuple):
    """Something in a store that is not as the store would have written it.

    Args:
        kind: damage (the file itself), orphan (a part without its whole, or the other way about), digest, date or key
            (not what the texts give), index (it does not find what is there, or finds what is not).
        says: what it is, as a clause.
        unit: the id of the unit that it is about; None where it is about none, or many.
    """

    kind: str
    says: str
    unit: int | None = None


class Store(Protocol):
    """Keeps units. Ids rise and are never given twice; the texts under an id never change.

    Every method may raise `WrongStore` (damaged, busy) and those that write `Unwritable`.
    """

    def write(self, *, at: str, editor: str, why: str) -> AbstractContextManager[None]:
        """All changes made within, as one: kept whole at the end, or none of them after an exception.

        Whoever else writes waits; what is read within is not changed by others until the end.
        """

    def insert(self, unit: TranslationUnit, *, continues: int | None = None) -> int:
        """Keeps a new unit and gives its id; the id that the unit brings is not looked at.

        Args:
            continues: the unit in whose place it comes, for the history.
        """

    def keep(self, units: Sequence[TranslationUnit]) -> int:
        """Keeps those of the units that are not there yet, as `same` knows them, and gives how many these were."""

    def update(self, unit: TranslationUnit) -> None:
        """Keeps other particulars under the unit's id; its texts are those that are stored."""

    def remove(self, numbers: Sequence[int], *, what: Event) -> None:
        """Takes units out; the history keeps them."""

    def get(self, numbers: Sequence[int]) -> list[TranslationUnit]:
        """The units with these ids, in this order; those that are gone are left out."""

    def of_pair(self, pair: Pair) -> list[TranslationUnit]:
        """The units of an article pair, in order of their ids."""

    def same(self, unit: TranslationUnit) -> list[int]:
        """Ids of the units with the same languages, texts and articles, in order."""

    def keep_beads(self, pair: Pair, beads: Sequence[KnownBead]) -> None:
        """Keeps the beads of an article pair, in order, in the place of those that were kept before."""

    def beads(self, pair: Pair) -> list[KnownBead]:
        """The beads that were kept of an article pair, in order; none for most pairs."""

    def units(self, *, newest_first: bool = False) -> Iterator[TranslationUnit]:
        """All units as they are now, in order of their ids, or by `dated` and id, the last first."""

    def keys(self, language: str, *, after: int = 0) -> Iterator[tuple[int, str]]:
        """Id and matching key of every variant with exactly this tag, in units with an id above `after`, rising."""

    def near(
        self, language: str, key: str, *, lengths: tuple[int, float], minimum: float
    ) -> Iterator[tuple[float, list[tuple[int, str]]]]:
        """Ids and keys, under exactly this tag, that can be near a key, in batches, the likeliest first.

        With each batch comes a similarity, from 0 to 100, that none of its keys, nor of the batches behind it, is
        known to pass; keys may be left out that are surely less near than `minimum`. Similarity is as
        `tm.lookup.scoring` defines it. Ids may be those of units that are gone.

        Args:
            lengths: of keys that can be near enough, the least and the greatest.
            minimum: the least similarity.
        """

    def sharing(self, language: str, key: str, *, limit: int) -> list[tuple[int, str]]:
        """Ids and keys, under exactly this tag, that may have long parts of a key, in no order.

        Those that have the most of it are among them; the others are for the caller to leave out.

        Args:
            limit: how many are given that have part of it; those that were not compared come besides.
        """

    def holding(self, languages: Sequence[str], key: str, *, limit: int) -> list[int]:
        """Ids of units whose key in one of these tags contains `key`, by `dated` and id, the last first."""

    def languages(self) -> tuple[str, ...]:
        """The tags of all variants, in order of the alphabet."""

    def version(self) -> int:
        """A number that rises with every change that anyone made."""

    def history(self, number: int) -> list[Change]:
        """What happened to a unit, and before it to that which it continues, the first event first; also when gone."""

    def transactions(self) -> Iterator[Revision]:
        """Every transaction that changed something, the last first, each by itself."""

    def events(self, number: int) -> list[Change]:
        """What a transaction did to units: those that came, in order of their ids, then the rest as it happened."""

    def touched(self, after: int) -> set[int]:
        """The units that anything but their coming happened to in transactions after one."""

    def forget(self) -> int:
        """Drops the history of units that are gone, and gives how many these were; outside of a `write`."""

    def stories(self) -> list[Story]:
        """Every article pair, the last published first."""

    def stats(self) -> Stats:
        """What is in it."""

    def check(self) -> Iterator[Problem]:
        """Whatever is not as it should be, one after the other; what cannot be read is a problem, and no error."""

    def close(self) -> None:
        """Ends its use; a second time does nothing."""


def dated(unit: TranslationUnit) -> str:
    """When a unit was news, for putting the newest first: its story's date, or else its own.

    In UTC where the text says a time, so that texts compare as times; other texts as they are.

    >>> from tm.unit import Provenance, Variant
    >>> variants = (Variant("zh", "开园了。"), Variant("en", "It opened."))
    >>> dated(TranslationUnit(variants, Provenance(published="2023-08-03T16:16:44+08:00")))
    '2023-08-03T08:16:44+00:00'
    """
    provenance = unit.provenance
    return _moment(provenance.published or provenance.changed or provenance.created)


# The units of a story, and of an import, share their times.
@lru_cache(maxsize=1024)
def _moment(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        return text
