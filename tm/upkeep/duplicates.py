"""Units that say the same as another one: exactly, or nearly."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations
from typing import Protocol

from corpora.errors import NothingFound, WrongSetting
from corpora.text import fold_key
from tm.lookup.scoring import similarity
from tm.store import Pair
from tm.unit import TranslationUnit, Variant
from tm.upkeep.near import find_near
from tm.upkeep.preference import choose, explain, order

# Units held at a time while near ones are compared.
_HELD = 20_000


class Units(Protocol):
    """What duplicates are looked for in; a `tm.memory.Memory` is one."""

    def units(self) -> Iterator[TranslationUnit]:
        """All units."""

    def get(self, number: int) -> TranslationUnit:
        """The unit with an id."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A unit that another one makes needless.

    Args:
        unit: the one that may go.
        kept: the one that says the same and should stay.
        reason: why that one, as a clause.
        source, target: how near the texts are, from 0 to 100; of several translations the least near.
    """

    unit: TranslationUnit
    kept: TranslationUnit
    reason: str
    source: float = 100.0
    target: float = 100.0


def find_duplicates(memory: Units, *, contexts: bool = False) -> list[Duplicate]:
    """Units of different stories with the same languages and texts as one that should be kept, in order of their ids.

    A sentence that one story says twice is no duplicate: the story would bring it back when it is added again.

    Args:
        contexts: leave a unit that stands between other neighbours, for matches in context.
    """
    places: dict[bytes, list[int]] = defaultdict(list)
    for unit in memory.units():
        places[_digest(unit, contexts)].append(unit.id or 0)
    found: list[Duplicate] = []
    for numbers in places.values():
        if len(numbers) < 2:
            continue
        units = _present(memory, numbers)
        kept = choose(units)
        for unit in units:
            if unit is not kept and not _one_story(kept, unit):
                found.append(Duplicate(unit, kept, explain(kept, unit)))
    return sorted(found, key=lambda one: one.unit.id or 0)


def find_near_duplicates(
    memory: Units, *, minimum: int, loose: bool = False, without: Iterable[int] = ()
) -> list[Duplicate]:
    """Units nearly the same as one that should be kept, in order of their ids.

    Near are two units of different stories in the same languages, whose texts are `minimum` alike in each, with the
    same numbers, and of which one side is the same but for case, width, spaces and punctuation: where both sides
    differ in their words, it may be two facts of one form. What is dropped is near to what is kept, never only to
    another one that is dropped.

    Args:
        minimum: from 80 to 100.
        loose: take also those that differ in words on both sides.
        without: ids of units that are not looked at, such as exact duplicates.
    """
    if not 80 <= minimum <= 100:
        raise WrongSetting(f"near duplicates at {minimum}", "Choose from 80 to 100")
    left_out = set(without)
    groups: dict[tuple[str, ...], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for unit in memory.units():
        if unit.id not in left_out:
            languages = tuple(variant.language for variant in unit.variants)
            groups[languages][fold_key(unit.source.text)].append(unit.id or 0)
    get = lru_cache(maxsize=_HELD)(memory.get)
    neighbours: dict[int, dict[int, tuple[float, float]]] = defaultdict(dict)
    for by_key in groups.values():
        for one, other, source in _pairs(by_key, minimum):
            target = _alike(get(one), get(other), minimum, loose)
            if target is not None:
                neighbours[one][other] = neighbours[other][one] = (source, target)
    return sorted(_without_chains(neighbours, get), key=lambda one: one.unit.id or 0)


def _pairs(by_key: dict[str, list[int]], minimum: int) -> Iterator[tuple[int, int, float]]:
    """Ids of every two units whose sources are near, and how near."""
    for numbers in by_key.values():
        yield from ((one, other, 100.0) for one, other in combinations(numbers, 2))
    keys = list(by_key)
    for one, other, near in find_near(keys, minimum=minimum):
        yield from ((mine, theirs, near) for mine in by_key[keys[one]] for theirs in by_key[keys[other]])


def _alike(one: TranslationUnit, other: TranslationUnit, minimum: int, loose: bool) -> float | None:
    """How near the translations of two units are whose sources are near; None where they do not say the same."""
    if _one_story(one, other):
        return None
    pairs = list(zip(one.variants, other.variants))
    least = min(similarity(fold_key(mine.text), fold_key(theirs.text)) for mine, theirs in pairs[1:])
    if least < minimum:
        return None
    if not loose and not _same_words(*pairs[0]) and not all(_same_words(*pair) for pair in pairs[1:]):
        return None
    return least if all(_same_numbers(*pair) for pair in pairs) else None


def _without_chains(
    neighbours: dict[int, dict[int, tuple[float, float]]], get: Callable[[int], TranslationUnit]
) -> Iterator[Duplicate]:
    """The best unit stays and those near to it go; of the others likewise."""
    gone: set[int] = set()
    for kept in sorted((get(number) for number in neighbours), key=order, reverse=True):
        if kept.id in gone:
            continue
        for number, (source, target) in neighbours[kept.id or 0].items():
            if number not in gone:
                gone.add(number)
                unit = get(number)
                yield Duplicate(unit, kept, explain(kept, unit), source, target)


def _one_story(one: TranslationUnit, other: TranslationUnit) -> bool:
    """Whether both come from one story that has a name."""
    pair = Pair.of(one)
    return any(pair[:2]) and pair == Pair.of(other)


def _same_words(one: Variant, other: Variant) -> bool:
    return _words(one.text) == _words(other.text)


def _words(text: str) -> str:
    return "".join(filter(str.isalnum, fold_key(text)))


def _same_numbers(one: Variant, other: Variant) -> bool:
    if _words(one.text) == _words(other.text):
        return True
    from corpora.numerals import find_quantities

    said = [
        sorted((each.kind, each.value) for each in find_quantities(side.text, language=side.language))
        for side in (one, other)
    ]
    return said[0] == said[1]


def _digest(unit: TranslationUnit, contexts: bool) -> bytes:
    parts = [part for variant in unit.variants for part in (variant.language, variant.text)]
    if contexts:
        parts += fold_key(unit.before), fold_key(unit.after)
    return blake2b("\x00".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _present(memory: Units, numbers: Sequence[int]) -> list[TranslationUnit]:
    """The units that are still there."""
    units = []
    for number in numbers:
        try:
            units.append(memory.get(number))
        except NothingFound:
            continue
    return units
