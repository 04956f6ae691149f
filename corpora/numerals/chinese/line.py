"""A Chinese text on its way to its quantities: its numerals, and what stands between and behind them."""

import re
from dataclasses import dataclass, field

from corpora.numerals.chinese import context as around
from corpora.numerals.chinese.scan import Mention
from corpora.numerals.literals import Reading
from corpora.numerals.quantity import Approximation, Date, Kind, Quantity
from corpora.text import Span

# A range or a list shares what is said behind its last number; longer ones are no range of one thing.
_LONGEST_RANGE = 4
# What a list says behind its last number alone: 3、5月, 0.7和1.4个百分点.
_SHARED = frozenset({"year", "month", "day", "points", "percent"})


@dataclass(slots=True)
class Line:
    """A text with its numerals, and the quantities found so far.

    Args:
        text: the text.
        mentions: its numerals in order.
        yuan: whose 元 is meant; None where the text may mean several.
        hant: whether it is in traditional characters.
        found: the quantities so far.
    """

    text: str
    mentions: list[Mention]
    yuan: str | None
    hant: bool
    found: list[Quantity] = field(default_factory=list)
    _tails: "dict[int, re.Match[str] | None]" = field(default_factory=dict)

    def add(
        self,
        start: int,
        end: int,
        reading: Reading,
        kind: Kind,
        *,
        unit: str | None = None,
        approximation: Approximation | None = None,
        date: Date | None = None,
        weak: bool = False,
    ) -> None:
        """Adds a quantity that stands at `[start, end)`."""
        text, span = self.text[start:end], Span(start, end)
        self.found.append(Quantity(reading.value, kind, span, text, unit, approximation, reading.step, date, weak))

    @property
    def last(self) -> Quantity | None:
        """The quantity found last."""
        return self.found[-1] if self.found else None

    def joined(self, at: int, pattern: "re.Pattern[str]") -> bool:
        """Whether the mention is followed by the next one with nothing but `pattern` between."""
        if not 0 <= at < len(self.mentions) - 1:
            return False
        start, end = self.mentions[at].end, self.mentions[at + 1].start
        return end - start <= _LONGEST_RANGE and pattern.fullmatch(self.text, start, end) is not None

    def follows(self, at: int, end: int) -> bool:
        """Whether a mention stands at `end`, a space between or not."""
        if at >= len(self.mentions):
            return False
        start = self.mentions[at].start
        return start == end or (start == end + 1 and self.text[end] in " \u00a0")

    def tail(self, at: int) -> "re.Match[str] | None":
        """What a mention counts, said behind the last of a range (3至5名) or of a list of dates (3、5月)."""
        if at not in self._tails:
            self._tails[at] = self._find_tail(at)
        return self._tails[at]

    def _find_tail(self, at: int) -> "re.Match[str] | None":
        ranged = True
        for last in range(at, min(at + _LONGEST_RANGE, len(self.mentions))):
            tail = around.tail(self.text, self.mentions[last].end)
            if tail:
                return tail if ranged or tail.lastgroup in _SHARED else None
            following = self.mentions[last + 1] if last + 1 < len(self.mentions) else None
            adjacent = following is not None and following.start == self.mentions[last].end
            if not adjacent and not self.joined(last, around.RANGE):
                ranged = False
                if not self.joined(last, around.LIST):
                    return None
        return None

    def end(self, at: int, tail: "re.Match[str] | None") -> int:
        """Where a mention ends, with its unit if that stands directly behind it."""
        mention = self.mentions[at]
        return tail.end() if tail and tail.start() == mention.end else mention.end

    def reading(self, at: int) -> Reading:
        """The value of a mention; the first of a range shares the multiplier of the last (10至20万)."""
        mention = self.mentions[at]
        if mention.scale == 1 and self.joined(at, around.RANGE):
            following = self.mentions[at + 1]
            if following.scale > 1 and mention.reading.value * following.scale < following.reading.value:
                return mention.reading.times(following.scale)
        return mention.reading
