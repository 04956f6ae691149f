"""What speaks for and against two articles being versions of each other: small measures of one pair each.

Score apart from decide: nothing here knows of weights or rivals. A value of 0 says nothing either way.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from corpora.pairing.profile import Profile, fact_key
from corpora.pairing.sides import NAME, NUMBER, TERM, WORD
from corpora.pairing.view import View

# A version comes out the same week, seldom the same month.
_WINDOW, _LATE = 8, 10
# So many numbers and names are shown.
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Signal:
    """A measure with its name.

    Args:
        name: as reasons and weights call it.
        measure: its value for a pair.
        say: what stands behind the value, for a person.
        encoded: whether it asks for vectors.
    """

    name: str
    measure: Callable[[View], float]
    say: Callable[[View], str]
    encoded: bool = False


def link(view: View) -> float:
    """1 where one names the other as its version, -1 where it names another article that is here."""
    if view.source.links & view.target.addresses or view.target.links & view.source.addresses:
        return 1.0
    ours, theirs = view.sides
    elsewhere = view.source.links & theirs.addresses or view.target.links & ours.addresses
    return -1.0 if elsewhere else 0.0


def identifier(view: View) -> float:
    """1 where their addresses share a number that no other article here has; less where some have it."""
    shared = view.source.ids & view.target.ids
    return max((_only(view, "ids", number) for number in shared), default=0.0)


def file_name(view: View) -> float:
    """1 where their names differ in the word for their language alone; half of it for mere numbers in a row."""
    best = 0.0
    for place in view.source.places:
        for other in view.target.places:
            if place.path == other.path and (place.tagged or other.tagged):
                best = max(best, (1.0 if place.named else 0.5) * _only(view, "paths", place.path))
    return best


def day(view: View) -> float:
    """1 where both were published on one day, falling to 0 in eight days."""
    apart = days_apart(view.source, view.target)
    return 0.0 if apart is None else max(0.0, 1 - abs(apart) / _WINDOW)


def other_day(view: View) -> float:
    """How far beyond ten days the days of publication are apart: 1 for a year, at most 1.5."""
    apart = days_apart(view.source, view.target)
    if apart is None or abs(apart) <= _LATE:
        return 0.0
    return min(1.5, math.log1p(abs(apart) - _LATE) / math.log(366))


def days_apart(source: Profile, target: Profile) -> int | None:
    """By how many days the target was published later; None where one does not say."""
    return None if source.day is None or target.day is None else target.day - source.day


def numbers(view: View) -> float:
    """Numbers that sentences which say the same both hold, by value."""
    return math.log1p(view.numbers.kept)


def other_numbers(view: View) -> float:
    """The share of numbers that sentences which say the same do not agree in."""
    kept, changed = view.numbers.kept, view.numbers.changed
    return changed / (kept + changed + 0.3)


def other_dates(view: View) -> float:
    """Days and months in the text that are others: a version may leave one out, and hardly changes any."""
    return min(2.0, view.numbers.redated)


def dropped_numbers(view: View) -> float:
    """Numbers that one side alone says."""
    return math.log1p(view.numbers.dropped)


def facts(view: View) -> float:
    """Numbers and days anywhere in both, the rarer among the articles here the more."""
    return _told(view, NUMBER)


def other_facts(view: View) -> float:
    """Numbers and days that both have and that are others."""
    ours, theirs = view.source.facts, view.target.facts
    return math.log1p(min(len(ours - theirs), len(theirs - ours)))


def names(view: View) -> float:
    """Names in both, by pinyin."""
    return _told(view, NAME)


def words(view: View) -> float:
    """Words that both write alike."""
    return _told(view, WORD)


def terms(view: View) -> float:
    """Terms of the glossary in both."""
    return _told(view, TERM)


def title(view: View) -> float:
    """The cosine of their titles, or first sentences."""
    return float(view.likeness[0, 0]) if view.likeness.size else 0.0


def margin(view: View) -> float:
    """The cosine of their mean vectors above that of their neighbours."""
    if not view.encoded:
        return 0.0
    ours, theirs = view.sides
    level = (ours.level(view.ours, theirs, view.theirs) + theirs.level(view.theirs, ours, view.ours)) / 2
    return float(view.cosine - level)


def sentences(view: View) -> float:
    """The mean cosine of each sentence to its nearest, the longer counting more."""
    if not view.likeness.size:
        return 0.0
    total = 0.0
    for texts, best in ((view.source.texts, view.likeness.max(axis=1)), (view.target.texts, view.likeness.max(axis=0))):
        lengths = [len(each) for each in texts]
        total += sum(length * float(each) for length, each in zip(lengths, best)) / max(1, sum(lengths))
    return total / 2


def matched(view: View) -> float:
    """The share of the shorter article's sentences that have a counterpart, each by how surely it says the same."""
    return sum(match.surety for match in view.matched) / max(1, int(min(view.likeness.shape)))


def _told(view: View, kind: str) -> float:
    return math.log1p(sum(view.shared(kind).values()))


def _only(view: View, kind: str, value: str) -> float:
    return 1 / max(1, *(side.bearers(kind, value) for side in view.sides))


def _listed(texts: Iterable[str]) -> str:
    """The first few, each once."""
    every = list(dict.fromkeys(texts))
    return ", ".join(every[:_SHOWN]) + (f" and {len(every) - _SHOWN} more" if len(every) > _SHOWN else "")


def _say_link(view: View) -> str:
    return "one names the other as its version" if link(view) > 0 else "one names another article as its version"


def _say_identifier(view: View) -> str:
    return f"both addresses hold {_listed(sorted(view.source.ids & view.target.ids))}"


def _say_day(view: View) -> str:
    apart = abs(days_apart(view.source, view.target) or 0)
    return "published on one day" if not apart else f"published {apart} day{'s' if apart > 1 else ''} apart"


def _say_numbers(view: View) -> str:
    return f"numbers said alike: {_listed(view.numbers.shown)}"


def _say_other_numbers(view: View) -> str:
    ours, theirs = view.numbers.others
    return f"numbers that differ: {_listed(ours)} beside {_listed(theirs)}"


def _say_facts(view: View) -> str:
    shared = view.shared(NUMBER)
    said = (found.text for numbers in view.source.numbers for found in numbers if fact_key(found) in shared)
    return f"numbers and days in both: {_listed(said)}"


def _say_other_facts(view: View) -> str:
    ours, theirs = view.source.facts, view.target.facts
    return f"numbers and days that the other lacks: {len(ours - theirs)} and {len(theirs - ours)}"


def _say_names(view: View) -> str:
    spelt = view.source.spelt | view.target.spelt
    shared = list(dict.fromkeys(spelt.get(key, key) for key in view.shared(NAME)))
    whole = (name for name in shared if not any(name in other for other in shared if name != other))
    return f"names in both: {_listed(whole)}"


def _say_matched(view: View) -> str:
    return f"{len(view.matched)} of {min(view.likeness.shape)} sentences have a counterpart"


SIGNALS: tuple[Signal, ...] = (
    Signal("link", link, _say_link),
    Signal("identifier", identifier, _say_identifier),
    Signal("file-name", file_name, lambda view: "their names differ in the language alone"),
    Signal("day", day, _say_day),
    Signal("other-day", other_day, _say_day),
    Signal("numbers", numbers, _say_numbers),
    Signal("other-numbers", other_numbers, _say_other_numbers),
    Signal("other-dates", other_dates, _say_other_numbers),
    Signal("dropped-numbers", dropped_numbers, lambda view: "numbers that one side leaves out"),
    Signal("facts", facts, _say_facts),
    Signal("other-facts", other_facts, _say_other_facts),
    Signal("names", names, _say_names),
    Signal("words", words, lambda view: f"words in both: {_listed(view.shared(WORD))}"),
    Signal("terms", terms, lambda view: f"terms in both: {_listed(view.shared(TERM))}"),
    Signal("title", title, lambda view: f"titles alike: {title(view):.2f}", encoded=True),
    Signal("margin", margin, lambda view: f"nearer by {margin(view):.2f} than others about it", encoded=True),
    Signal("sentences", sentences, lambda view: f"sentences alike: {sentences(view):.2f}", encoded=True),
    Signal("matched", matched, _say_matched, encoded=True),
)
