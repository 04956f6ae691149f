"""Whether the numbers of two texts agree by value, and which of them have no counterpart."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from corpora.numerals.quantity import Date, Quantity
from corpora.numerals.units import BY_CODE, same_money

# Against how many of the other side a number without an equal is held at most: those nearest in order.
_NEAR = 64
# What people and thermometers may be in the 60s of.
_OF_DECADES = (None, "year", "celsius", "fahrenheit")
_LOOSE = ("about", "over", "under", "several")


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


def agree(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities say the same within the digits they show.

    Exact numbers agree where one is the other rounded to the digits it shows, two at least; words such as
    over and about widen their own number. Units convert; a number without a unit agrees with any.
    A date agrees with one that is as fine and contradicts no part of it; a day alone with a number;
    a time without the half of its day with both halves.

    >>> from corpora.numerals.find import find_quantities
    >>> (billions,), (yi,) = find_quantities("1.25 billion", language="en"), find_quantities("12.48亿", language="zh")
    >>> agree(billions, yi)
    True
    """
    if one.date and other.date:
        return _dates_agree(one.date, other.date)
    for dated, plain in ((one, other), (other, one)):
        if dated.date:
            return _date_and_number(dated.date, plain)
    for timed, plain in ((one, other), (other, one)):
        if timed.kind == "time":
            return _time_and_any(timed, plain)
    for decade, plain in ((one, other), (other, one)):
        if decade.kind == "decade":
            return _decade_and_any(decade, plain)
    if "percent" in (one.kind, other.kind) and one.kind != other.kind:
        percent, plain = (one, other) if one.kind == "percent" else (other, one)
        if plain.kind != "number" or plain.unit not in (None, "times"):
            return False
        points = percent.unit == "point" and percent.value * 100 == plain.value
        return points or _values_agree(percent, plain) or _discount(percent, plain)
    if one.kind == other.kind == "percent":
        return _values_agree(one, other) or _discount(one, other) or _discount(other, one)
    if "ordinal" in (one.kind, other.kind):
        return one.value == other.value and "money" not in (one.kind, other.kind)
    return _measures_agree(one, other)


def compare(source: Sequence[Quantity], target: Sequence[Quantity]) -> Comparison:
    """Pairs the quantities of two texts, one to one: first equal ones in order, then those that agree.

    The target may round what the source says (12.48亿: 1.25 billion), never the other way about.
    A date may be made up of several on the other side (2023年8月3日: Aug. 3 and, elsewhere, 2023).

    >>> from corpora.numerals.find import find_quantities
    >>> chinese = find_quantities("63家企业提供1200余个岗位", language="zh")
    >>> english = find_quantities("36 firms offered over 1,200 openings", language="en")
    >>> found = compare(chinese, english)
    >>> [quantity.text for quantity in found.missing], [quantity.text for quantity in found.extra]
    (['63'], ['36'])
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
    if (
        "date" in (source.kind, target.kind)
        or "time" in (source.kind, target.kind)
        or "decade" in (source.kind, target.kind)
    ):
        return True
    converted = source.unit != target.unit and source.unit in BY_CODE and target.unit in BY_CODE
    if converted or abs(source.value) == abs(target.value) or not target.step:
        return True
    if source.approximation in _LOOSE and target.approximation not in _LOOSE:
        return False
    return "several" in (source.approximation, target.approximation) or _place(target) >= _place(source)


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
    """Whether each part of a date stands in some date of the other side."""
    if not quantity.date or not dates:
        return False
    given = {part for date in dates for part in date.parts}
    return all(part in given for part in quantity.date.parts)


def _dates_agree(one: Date, other: Date) -> bool:
    if one.finest != other.finest:
        return False
    if one.year is not None and other.year is not None and not _same_year(one.year, other.year):
        return False
    return all(
        mine == theirs
        for mine, theirs in ((one.month, other.month), (one.day, other.day))
        if mine is not None and theirs is not None
    )


def _same_year(one: int, other: int) -> bool:
    return one == other or (min(one, other) < 100 and one % 100 == other % 100)


def _date_and_number(date: Date, number: Quantity) -> bool:
    """A day alone is also the number of days or the rank (3日: three days, the 3rd); a year is also a number."""
    parts = date.parts
    if number.kind == "ordinal" and date.day is not None:
        return number.value == date.day
    if number.kind not in ("number", "ordinal") or len(parts) > 1 or number.unit not in (None, parts[0][0]):
        return False
    return number.value == parts[0][1]


def _time_and_any(time: Quantity, other: Quantity) -> bool:
    if other.kind == "time":
        apart = time.value - other.value
        return not apart or ("12-hour" in (time.unit, other.unit) and apart % 720 == 0)
    if other.kind != "number" or other.unit not in (None, "hour"):
        return False
    return other.value * 60 == time.value or (time.unit == "12-hour" and (time.value - other.value * 60) % 720 == 0)


def _decade_and_any(decade: Quantity, other: Quantity) -> bool:
    first = decade.value
    if other.kind == "decade":
        return first == other.value or (min(first, other.value) < 100 and first % 100 == other.value % 100)
    # In his 60s is 六十多岁.
    return other.kind == "number" and other.unit in _OF_DECADES and first < 100 and first <= other.value < first + 10


def _discount(one: Quantity, other: Quantity) -> bool:
    """八折 is 20 percent off."""
    return one.unit == "discount" and 1 - one.value == other.value


def _measures_agree(one: Quantity, other: Quantity) -> bool:
    if one.unit == other.unit or one.unit is None or other.unit is None:
        return _values_agree(one, other)
    mine, theirs = BY_CODE.get(one.unit), BY_CODE.get(other.unit)
    if mine is None or theirs is None:
        return same_money(one.unit, other.unit) and _values_agree(one, other)
    if mine.dimension != theirs.dimension:
        return False
    converted = one.value * mine.factor + mine.offset, other.value * theirs.factor + theirs.offset
    steps = (_place(one) * mine.factor, _place(other) * theirs.factor)
    return abs(converted[0] - converted[1]) * 2 <= max(steps)


def _values_agree(one: Quantity, other: Quantity) -> bool:
    # A fall of 11.3% is also a change of -11.3%.
    if abs(one.value) == abs(other.value):
        return True
    loose = [quantity for quantity in (one, other) if quantity.approximation in _LOOSE]
    if any(quantity.approximation == "several" for quantity in loose) or len(loose) == 1:
        low, high = _interval(one)
        lowest, highest = _interval(other)
        if low <= highest and lowest <= high:
            return True
    coarse, fine = (one, other) if _place(one) >= _place(other) else (other, one)
    step = _place(coarse)
    return abs(coarse.value) >= 10 * step > 0 and abs(coarse.value - fine.value) * 2 <= step


def _place(quantity: Quantity) -> Fraction:
    """Worth of the last digit that counts; noughts at the end of an approximate number do not."""
    step = quantity.step
    if quantity.approximation not in _LOOSE or not quantity.value or not step:
        return step
    if quantity.approximation == "several":
        return step
    count = quantity.value / step
    while count.denominator == 1 and count % 10 == 0:
        count, step = count / 10, step * 10
    return step


def _interval(quantity: Quantity) -> tuple[Fraction, Fraction]:
    """The least and the greatest number that the words allow."""
    value, step = quantity.value, _place(quantity)
    match quantity.approximation:
        case "several":
            return value, value + quantity.step * Fraction(999, 1000)
        case "over":
            return value, value + min(step * Fraction(999, 1000), abs(value) if value < 100 else abs(value) / 2)
        case "under":
            return value - min(step, abs(value) / 10), value
        case "about":
            width = min(step / 2, abs(value) / 10)
            return value - width, value + width
    return value, value
