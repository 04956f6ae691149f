"""How long something took, in hours, minutes and seconds: 1小时50分钟, 1小时13分08秒, 2分06秒41."""

import re
from fractions import Fraction

from corpora.numerals.chinese import context as around
from corpora.numerals.chinese.line import Line
from corpora.numerals.literals import ZERO, Reading

# Each part with its seconds, and what a time is counted in that ends with it.
_PARTS = (
    (re.compile(r"[ ]?(?:[个個]?小[时時]|[个個]?[钟鐘][头頭])"), 3600, "hour"),
    (re.compile(r"[ ]?分[钟鐘]?"), 60, "minute"),
    (re.compile(r"[ ]?秒[钟鐘]?"), 1, "second"),
)


def read_elapsed(line: Line, at: int) -> int:
    """Two parts or more, one after the other, as one number: the index of the mention after it, or 0."""
    start, total, last, end, unit = line.mentions[at].start, ZERO, at, 0, ""
    for sign, seconds, name in _PARTS:
        if last >= len(line.mentions) or (end and not line.follows(last, end)):
            break
        mention = line.mentions[last]
        found = sign.match(line.text, mention.end)
        if found is None or mention.sign:
            continue
        total = total.then(mention.reading.times(seconds))
        last, end, unit = last + 1, found.end(), name
    if last < at + 2:
        return 0
    if unit == "second" and line.follows(last, end) and _hundredths(line, last):
        mention = line.mentions[last]
        shown = Fraction(1, 10 ** (mention.end - mention.start))
        total, last, end = total.then(mention.reading.times(shown)), last + 1, mention.end
    length = next(seconds for _, seconds, name in _PARTS if name == unit)
    reading = Reading(total.value / length, total.step / length)
    approximation = around.approximation_before(line.text, start, duration=False)
    line.add(start, end, reading, "number", unit=unit, approximation=approximation)
    return last


def _hundredths(line: Line, at: int) -> bool:
    """Whether the digits behind the seconds are parts of them (2分06秒41)."""
    mention = line.mentions[at]
    return mention.form == "digits" and mention.end - mention.start <= 3 and line.tail(at) is None
