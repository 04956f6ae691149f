"""The numbers of two texts beside each other: which belong together, and which have no counterpart."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from corpora.numerals.agreement import LOOSE, agree, place_of
from corpora.numerals.quantity import Date, Quantity
from corpora.numerals.units import BY_CODE

# Against how many of the other side a number without an equal is held at most, twice over: those nearest in order.
_NEAR = 64
_BY_PARTS = frozenset({"date", "time", "decade"})


@dataclass(frozen=True, slots=True)
class Comparison:
    """The numbers of two texts beside each other; weak ones are paired but never missed.

    Args:
        pairs: one of the source and one of the target each, in the order of the source.
        missing: of the source, without a counterpart in the target.
        extra: of the target, without a counterpart in the source.
        repeats: said once more on one side than on the other, with the one they repeat; on the side that repeats.
    """

    pairs: tuple[tuple[Quantity, Quantity], ...]
    missing: tuple[Quantity, ...]
    extra: tuple[Quantity, ...]
    repeats: tuple[tuple[Quantity, Quantity], ...] = ()


def compare(source: Sequence[Quantity], target: Sequence[Quantity]) -> Comparison:
    """Pairs the quantities of two texts, one to one: first equal ones in order, then those that agree.

    The target may round what the source says (12.48亿: 1.25 billion), never the other way about.
    A date may be made up of several on the other side (2023年8月3日: Aug. 3 and, elsewhere, 2023).

    >>> from corpora.numerals.find import find_quantities
    >>> chinese = find_quantities("夜市有72个摊位，游客1500余位", language="zh")
    >>> english = find_quantities("The night market had 27 stalls and over 1,500 visitors", language="en")
    >>> found = compare(chinese, english)
    >>> [quantity.text for quantity in found.missing], [quantity.text for quantity in found.extra]
    (['72'], ['27'])
    """
    pairing = _Pairing(source, target)
    strong, weak = (lambda quantity: not quantity.weak), (lambda quantity: quantity.weak)
    pairing.equal(strong, strong)
    pairing.agreeing(strong, strong)
    pairing.agreeing(strong, weak)
    pairing.agreeing(weak, strong)
    pairing.equal(weak, weak)
    left, right = pairing.left(), pairing.right()
    dates = [[quantity.date for quantity in side if quantity.date] for side in (source, target)]
    left = [quantity for quantity in left if not _made_up(quantity, dates[1])]
    right = [quantity for quantity in right if not _made_up(quantity, dates[0])]
    pairs = tuple((source[at], target[to]) for at, to in sorted(pairing.of_source.items()))
    repeats: list[tuple[Quantity, Quantity]] = []
    missing = _set_repeats_apart(left, [pair[0] for pair in pairs], repeats)
    extra = _set_repeats_apart(right, [pair[1] for pair in pairs], repeats)
    return Comparison(pairs, tuple(missing), tuple(extra), tuple(repeats))


class _Pairing:
    """Two sequences, and who is paired with whom."""

    def __init__(self, source: Sequence[Quantity], target: Sequence[Quantity]) -> None:
        self.source, self.target = source, target
        self.of_source: dict[int, int] = {}
        self.of_target: dict[int, int] = {}

    def _pair(self, at: int, to: int) -> None:
        self.of_source[at], self.of_target[to] = to, at

    def left(self) -> list[Quantity]:
        """The strong of the source without a pair."""
        return [one for at, one in enumerate(self.source) if at not in self.of_source and not one.weak]

    def right(self) -> list[Quantity]:
        """The strong of the target without a pair."""
        return [one for to, one in enumerate(self.target) if to not in self.of_target and not one.weak]

    def equal(self, ours: Callable[[Quantity], bool], theirs: Callable[[Quantity], bool]) -> None:
        """Pairs what has the same value, kind and unit, first with first."""
        waiting: defaultdict[object, list[int]] = defaultdict(list)
        for to in range(len(self.target) - 1, -1, -1):
            if to not in self.of_target and theirs(self.target[to]):
                waiting[_key(self.target[to])].append(to)
        for at, one in enumerate(self.source):
            if at not in self.of_source and ours(one) and (equals := waiting.get(_key(one))):
                self._pair(at, equals.pop())

    def agreeing(self, ours: Callable[[Quantity], bool], theirs: Callable[[Quantity], bool]) -> None:
        """Pairs as many as can be of what agrees, the most alike first (augmenting paths, Kuhn 1955)."""
        free = [at for at, one in enumerate(self.source) if at not in self.of_source and ours(one)]
        open_ = [to for to, one in enumerate(self.target) if to not in self.of_target and theirs(one)]
        if not free or not open_:
            return
        choices: dict[int, list[int]] = {}
        for rank, at in enumerate(free):
            middle = rank * len(open_) // len(free)
            near = open_[max(0, middle - _NEAR) : middle + _NEAR]
            fit = [to for to in near if _renders(self.source[at], self.target[to])]
            choices[at] = sorted(fit, key=lambda to: _distance(self.source[at], self.target[to]))
        for at in sorted(choices, key=lambda at: len(choices[at])):
            alike = [to for to in choices[at] if to not in self.of_target]
            if alike and not any(_distance(self.source[at], self.target[alike[0]])):
                self._pair(at, alike[0])
        for at in sorted(choices, key=lambda at: len(choices[at])):
            if at not in self.of_source:
                self._augment(at, choices)

    def _augment(self, begun: int, choices: dict[int, list[int]]) -> None:
        came: dict[int, int] = {}
        queue = [begun]
        for at in queue:
            for to in choices[at]:
                if to in came:
                    continue
                came[to] = at
                if to not in self.of_target:
                    self._shift(to, came, begun)
                    return
                if self.of_target[to] in choices:
                    queue.append(self.of_target[to])

    def _shift(self, to: int, came: dict[int, int], begun: int) -> None:
        while True:
            at = came[to]
            before = self.of_source.get(at)
            self._pair(at, to)
            if at == begun or before is None:
                return
            to = before


def _renders(source: Quantity, target: Quantity) -> bool:
    """Whether the target says what the source says, and no more exactly."""
    if not agree(source, target):
        return False
    if source.kind in _BY_PARTS or target.kind in _BY_PARTS or "discount" in (source.unit, target.unit):
        return True
    converted = source.unit != target.unit and source.unit in BY_CODE and target.unit in BY_CODE
    if converted or abs(source.value) == abs(target.value) or not target.step:
        return True
    if source.approximation in LOOSE and target.approximation not in LOOSE:
        return False
    return "several" in (source.approximation, target.approximation) or place_of(target) >= place_of(source)


def _key(quantity: Quantity) -> object:
    return (quantity.value, quantity.kind, quantity.unit, quantity.date)


def _distance(one: Quantity, other: Quantity) -> tuple[bool, bool, bool]:
    return (one.value != other.value, one.kind != other.kind, one.unit != other.unit)


def _set_repeats_apart(
    left: Iterable[Quantity], said: list[Quantity], repeats: list[tuple[Quantity, Quantity]]
) -> list[Quantity]:
    known = {_key(quantity): quantity for quantity in said}
    alone = []
    for quantity in left:
        if first := known.get(_key(quantity)):
            repeats.append((quantity, first))
        else:
            alone.append(quantity)
    return alone


def _made_up(quantity: Quantity, dates: list[Date]) -> bool:
    """Whether each part of a date, or a year in digits, stands in some date of the other side."""
    given = {part for date in dates for part in date.parts}
    if quantity.date:
        return all(part in given for part in quantity.date.parts)
    whole = quantity.kind == "number" and quantity.unit is None and quantity.value.denominator == 1
    return whole and ("year", int(quantity.value)) in given
