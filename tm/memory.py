"""The translation memory: stories go in, and what is near to a text comes out."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Self

from corpora.bitext import Bitext
from corpora.errors import Invalid, NothingFound, WrongLanguage
from corpora.language import canonical
from tm.beads import find_units
from tm.concordance import Concordance, find_strings
from tm.match import Match
from tm.store import Change, Pair, Stats, Store, Story
from tm.unit import TranslationUnit

if TYPE_CHECKING:
    from tm.lookup.search import Search

# Units in one transaction of a stream: few enough that whoever waits to write waits for moments.
_BATCH = 2000


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding.

    Args:
        added: new units.
        unchanged: units that were there already.
        updated: units whose texts were there already, and whose place, neighbours or confidence changed.
        replaced: units that left the memory for its history, because their story was changed.
        skipped: beads that make no unit: without counterpart, metadata, below the least confidence.
    """

    added: int = 0
    unchanged: int = 0
    updated: int = 0
    replaced: int = 0
    skipped: int = 0


class Memory:
    """A translation memory over a store; `open_memory` opens one. A context manager that closes it.

    Args:
        store: keeps the units.
        now: gives the time, ISO 8601 in UTC, where a call passes none.
    """

    def __init__(self, store: Store, *, now: Callable[[], str] | None = None) -> None:
        self._store = store
        self._now = now
        self._search: Search | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends its use; a second time does nothing."""
        self._store.close()

    def add(
        self, bitext: Bitext, *, editor: str = "", at: str = "", why: str = "", minimum_confidence: float = 0.0
    ) -> Added:
        """Keeps the sentences of an article pair.

        A pair is known by the names of its articles and its languages. Added again unchanged, it
        changes nothing; changed, its units take the place of the former ones, which stay in the
        history. A unit whose texts are the same keeps its id and the time at which it was made.
        Where the articles have no names, units with the same languages and texts are the same, and
        none is replaced. A pair that gives no unit at all changes nothing.

        Args:
            editor: who answers for the units.
            at: ISO 8601 in UTC; empty for the memory's own clock, or for none.
            why: for the history.
            minimum_confidence: beads below it are skipped, from 0 to 1; confirmed ones never are.

        Raises:
            WrongLanguage: both sides are in one language.
            WrongStore, Unwritable: nothing was kept.
        """
        if bitext.source_language == bitext.target_language:
            raise WrongLanguage(f"both sides are in {bitext.source_language}", "Name the language of each side")
        at = at or self._time()
        units = list(find_units(bitext, editor=editor, at=at, minimum_confidence=minimum_confidence))
        counts = Counter(skipped=len(bitext.beads) - len(units))
        if units:
            with self._store.write(at=at, editor=editor, why=why):
                named = units[0].provenance.source_article or units[0].provenance.target_article
                counts += self._keep_story(units) if named else self._keep_each(units)
        return Added(**counts)

    def add_units(self, units: Iterable[TranslationUnit], *, editor: str = "", at: str = "", why: str = "") -> Added:
        """Keeps units from a stream, such as a file of another tool.

        Units with the same languages, texts and articles as one that is there are not kept twice, so
        that an import that was cut short is simply done again. They are kept some thousands at a
        time; if the stream breaks, what came before the break is kept and its error goes on.

        Args:
            editor, at: for units that do not say who made them and when.
            why: for the history.
        """
        at = at or self._time()
        counts: Counter[str] = Counter()
        for batch in _batches(units):
            with self._store.write(at=at, editor=editor, why=why):
                counts += self._keep_each([_stamped(unit, editor, at) for unit in batch])
        return Added(**counts)

    def find(
        self,
        text: str,
        *,
        source_language: str,
        target_language: str,
        minimum: int = 70,
        limit: int = 5,
        before: str | None = None,
        after: str | None = None,
    ) -> list[Match]:
        """The units nearest to a text, the best first; then the tag nearest, the newest story, the last added.

        Units that say the same in both languages are one match. Each language may be any that a unit
        has. The score is defined in `tm.lookup.scoring`.

        Args:
            minimum: least score, from 0 to 101.
            limit: how many at most.
            before, after: the source texts around the text, metadata lines left out, empty at the
                ends of a story; None where they are not known. Both together make a match in context.
        """
        if not 0 <= minimum <= 101:
            raise Invalid(f"a least score of {minimum}", "Scores are from 0 to 101")
        if limit < 0:
            raise Invalid(f"a limit of {limit} matches", "Give 0 or more")
        # Loaded at the first look-up: it brings rapidfuzz, and adding needs none.
        from tm.lookup.search import Query, Search

        if self._search is None:
            self._search = Search(self._store)
        query = Query(text, canonical(source_language), canonical(target_language), minimum, before, after)
        return self._search.find(query, limit=limit) if limit else []

    def concordance(self, text: str, *, language: str, limit: int = 100) -> list[Concordance]:
        """Every unit that holds a string in a language, the newest story first.

        Case, width and punctuation are one, as in `corpora.text.fold`; the string may begin and end
        within a word.

        Args:
            limit: how many units at most.
        """
        return find_strings(self._store, text, language=language, limit=limit)

    def units(
        self, *, since: str = "", languages: Sequence[str] = (), newest_first: bool = False
    ) -> Iterator[TranslationUnit]:
        """All units as a stream, in the order in which they came, or the newest story first.

        With the newest first, the first unit met of each source text is its newest.

        Args:
            since: only units made or changed at this time or later, ISO 8601 in UTC, a day or a moment.
            languages: only units with a variant that answers each of these tags.
        """
        for unit in self._store.units(newest_first=newest_first):
            if since and max(unit.provenance.created, unit.provenance.changed) < since:
                continue
            if all(unit.find(language) for language in languages):
                yield unit

    def get(self, number: int) -> TranslationUnit:
        """The unit with an id.

        Raises:
            NothingFound: it is not, or no longer, in the memory.
        """
        found = self._store.get([number])
        if not found:
            raise NothingFound(f"there is no unit {number} in the memory", "See its history")
        return found[0]

    def history(self, number: int) -> list[Change]:
        """What happened to a unit, the first event first, also after it was replaced; empty for no unit."""
        return self._store.history(number)

    def articles(self) -> list[Story]:
        """The article pairs that units come from, the newest first."""
        return self._store.stories()

    def stats(self) -> Stats:
        """What the memory holds."""
        return self._store.stats()

    def _time(self) -> str:
        return self._now() if self._now is not None else ""

    def _keep_story(self, units: Sequence[TranslationUnit]) -> Counter[str]:
        counts: Counter[str] = Counter()
        former: dict[object, list[TranslationUnit]] = {}
        for unit in self._store.of_pair(Pair.of(units[0])):
            former.setdefault(_texts(unit), []).append(unit)
        for unit in units:
            kept = former.get(_texts(unit))
            if not kept:
                self._store.insert(unit)
                counts["added"] += 1
            elif new := _updated(kept.pop(0), unit):
                self._store.update(new)
                counts["updated"] += 1
            else:
                counts["unchanged"] += 1
        for unit in chain.from_iterable(former.values()):
            self._store.remove(_number(unit), what="replaced")
            counts["replaced"] += 1
        return counts

    def _keep_each(self, units: Iterable[TranslationUnit]) -> Counter[str]:
        counts: Counter[str] = Counter()
        for unit in units:
            if self._store.same(unit):
                counts["unchanged"] += 1
            else:
                self._store.insert(unit)
                counts["added"] += 1
        return counts


def open_memory(
    path: str | os.PathLike[str],
    *,
    create: bool = True,
    read_only: bool = False,
    timeout: float = 10.0,
    now: Callable[[], str] | None = None,
) -> Memory:
    """The memory in a file.

    Args:
        create: make one where there is none; never done for reading.
        read_only: only look things up, also in a file or folder that may not be written.
        timeout: seconds to wait while another process writes.
        now: gives the time, ISO 8601 in UTC, for changes whose caller passes none.

    Raises:
        WrongStore: there is none, or the file is no memory, damaged, busy, or of a newer version.
        Unwritable: the file or its folder may not be written.
    """
    from tm.sqlite.store import SqliteStore

    return Memory(SqliteStore(path, create=create, read_only=read_only, timeout=timeout), now=now)


def _texts(unit: TranslationUnit) -> tuple[tuple[str, str], ...]:
    return tuple((variant.language, variant.text) for variant in unit.variants)


def _updated(old: TranslationUnit, new: TranslationUnit) -> TranslationUnit | None:
    """The old unit with what a story added again says of it; None where it says nothing new."""
    made = replace(new.provenance, created=old.provenance.created)
    unit = replace(new, id=old.id, notes=old.notes, props=old.props, provenance=made)
    signed = replace(made, editor=old.provenance.editor, changed=old.provenance.changed)
    return None if replace(unit, provenance=signed) == old else unit


def _stamped(unit: TranslationUnit, editor: str, at: str) -> TranslationUnit:
    """The unit with who and when, where it does not say so itself."""
    created = unit.provenance.created or at
    changed = unit.provenance.changed or created
    editor = unit.provenance.editor or editor
    return replace(unit, provenance=replace(unit.provenance, created=created, changed=changed, editor=editor))


def _number(unit: TranslationUnit) -> int:
    """The id of a stored unit."""
    if unit.id is None:
        raise Invalid("a unit of the memory without an id")
    return unit.id


def _batches(units: Iterable[TranslationUnit]) -> Iterator[list[TranslationUnit]]:
    """The stream in parts; where it breaks, what came before the break, then its error."""
    batch: list[TranslationUnit] = []
    try:
        for unit in units:
            batch.append(unit)
            if len(batch) == _BATCH:
                yield batch
                batch = []
    except Exception:
        if batch:
            yield batch
        raise
    if batch:
        yield batch
