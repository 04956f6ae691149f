"""Chinese people: surname first, spelt as the characters sound, readings to be confirmed marked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from corpora.bitext import SegmentPair
from corpora.names import KNOWN, Person, Reading, Umlaut, find_people, find_readings, is_elsewhere, spell, stands_alone
from corpora.pinyin import Romanised, is_pinyin, romanised_key
from corpora.surnames import given_readings, split_surname, surname_readings, surname_syllables
from corpora.text import Span
from styles.checks.names.written import Latin, folded, latin_names, plain, without_tones
from styles.runs import Word, capitals, runs
from tm.finding import Finding, Fix

_UMLAUTS: tuple[Umlaut, ...] = ("lyu", "lv", "lu", "lü")
_COURTESY = re.compile(
    r"\b(Mr|Ms|Mrs|Miss|Dr|Prof|Professor|Director|Mayor|Chairman|Chairwoman|President|Secretary|Judge)\.?\s$"
)
# A text of more people is no story.
_MOST_PEOPLE = 200
# How like the right given name one must be that is no pinyin at all, to be a slip for it.
_ALIKE = 0.8
# How like the surname a word must be to be a slip for it, before the right given name.
_NEAR = 0.5


class PeopleCheck:
    """The names of people in a pair, and what the source says of them.

    Args:
        order, given, umlaut, known: as `check_names` has them.
    """

    def __init__(
        self, pairs: Sequence[SegmentPair], *, order: str, given: str, umlaut: str, known: frozenset[str]
    ) -> None:
        self._order = order == "surname-first"
        self._joined = given == "joined"
        self._umlaut: Umlaut | None = next((one for one in _UMLAUTS if one == umlaut), None)
        self._known = known | KNOWN
        self._pairs = pairs
        self._words = [capitals(pair.target) for pair in self._pairs]
        self._latin = [list(latin_names(words, pair.target)) for words, pair in zip(self._words, self._pairs)]
        keys = {key for names in self._latin for name in names for key in (name.key, name.turned)}
        spoken = Romanised(keys) if keys else None
        # Which of these names each source can be read as.
        self._heard = [set(spoken.find(pair.source)) if spoken else set() for pair in self._pairs]
        self._anywhere = set().union(*self._heard)
        self._read: dict[tuple[int, str, str], Reading | None] = {}
        self._people = self._named()
        self._abroad = [is_elsewhere(pair.source) for pair in self._pairs]
        self._confirmed: set[str] = set()
        # Given names by their keys, of people met so far: surname as written.
        self._met: dict[str, str] = {}

    def findings(self) -> Iterator[Finding]:
        """Of every pair, in order."""
        for pair in self._pairs:
            if not pair.target:
                continue
            taken: set[int] = set()
            for name in self._latin[pair.number]:
                if not taken.isdisjoint(range(*name.span)):
                    continue
                reading, at = self._reading(pair.number, name.surname, name.given, name.key)
                if reading is not None and reading.given_sure:
                    taken.update(range(*name.span))
                    yield from self._heard_as(pair, name, reading, at)
                    continue
                turned, at = self._reading(pair.number, name.given, name.surname, name.turned)
                if turned is not None and turned.surname_sure and turned.given_sure:
                    taken.update(range(*name.span))
                    yield from self._turned(pair, name, turned, at)
            yield from self._slips(pair, taken)
            yield from self._by_given_name(pair)

    def _named(self) -> list[list[Person]]:
        """The people whom each source certainly names: there, elsewhere in the story, or by what the target has."""
        sure = [list(find_people(pair.source)) for pair in self._pairs]
        story = {person.name for people in sure for person in people}
        for number, latin in enumerate(self._latin):
            for name in latin:
                reading = self._surest(number, name.surname, name.given) if name.key in self._heard[number] else None
                if reading and reading.surname_sure and reading.given_sure:
                    story.add(reading.surname + reading.given)
        if len(story) <= _MOST_PEOPLE:
            for pair, people in zip(self._pairs, sure):
                here = {person.name for person in people}
                for chinese in sorted(chinese for chinese in story - here if chinese in pair.source):
                    at = pair.source.index(chinese)
                    people.append(Person(chinese, Span(at, at + len(chinese))))
        return sure

    def _around(self, number: int) -> list[int]:
        near = [number, number - 1, number + 1]
        return [at for at in near if 0 <= at < len(self._pairs)]

    def _reading(self, number: int, surname: str, given: str, key: str) -> tuple[Reading | None, int]:
        """The surest place around a bead that a name can be read from, and the bead of it."""
        best: Reading | None = None
        place = number
        for at in self._around(number):
            reading = self._surest(at, surname, given) if key in self._heard[at] else None
            if reading and (best is None or _sure(reading) > _sure(best)):
                best, place = reading, at
        return best, place

    def _surest(self, at: int, surname: str, given: str) -> Reading | None:
        """The first of the surest places of a bead's source."""
        name = (at, surname, given)
        if name not in self._read:
            found = find_readings(surname, given, self._pairs[at].source)
            self._read[name] = max(found, key=_sure, default=None)
        return self._read[name]

    def _elsewhere(self, number: int) -> bool:
        return any(self._abroad[at] for at in self._around(number))

    def _heard_as(self, pair: SegmentPair, name: Latin, reading: Reading, at: int) -> Iterator[Finding]:
        """Of a name with its surname first that the source has."""
        chinese = reading.surname + reading.given
        if chinese in self._known:
            return
        place = reading.span if at == pair.number else None
        if not reading.surname_sure:
            if stands_alone(self._pairs[at].source, reading.span.start):
                syllables = surname_syllables(reading.surname) + reading.syllables[len(reading.surname) :]
                right = spell(reading.surname, reading.given, syllables, umlaut=self._umlaut or "lyu")
                message = f"As a surname {reading.surname} is read otherwise: “{chinese}” is “{right}”."
                yield _finding("name.spelling", pair, message, place, name.span, right)
            return
        self._met[romanised_key(name.given)] = name.surname
        if fault := self._form(pair, name, reading):
            message, right, doubtful = fault
            finding = _finding("name.spelling", pair, message, place, name.span, right)
            yield replace(finding, severity="suggestion") if doubtful else finding
        elif chinese not in self._confirmed and not self._elsewhere(pair.number) and (doubts := list(_doubts(reading))):
            self._confirmed.add(chinese)
            said = "; ".join(doubts)
            message = f"{said}. The version has “{name.text}” for “{chinese}”: is it confirmed?"
            yield Finding("name.polyphone", "suggestion", message, pair.number, place, name.span)

    def _form(self, pair: SegmentPair, name: Latin, reading: Reading) -> tuple[str, str, bool] | None:
        """What is wrong with how a name is written, how it is right, and whether that is a matter of taste."""
        written = plain(name.text)
        wanted = spell(reading.surname, reading.given, reading.syllables, umlaut=self._umlaut or "lyu")
        if written.isupper() or name.surname.isupper():
            return None
        if (toned := without_tones(written)) != written and folded(toned) == folded(plain(wanted)):
            return f"A name is written without tones: “{wanted}”.", wanted, False
        if folded(written) == folded(plain(wanted)):
            if written == plain(wanted) or self._umlaut is None:
                return None
            message = f"The ü of “{reading.surname + reading.given}” is written “{wanted}” here."
            return message, wanted, "v" not in written and "ü" not in written
        if not self._joined or self._elsewhere(pair.number):
            return None
        return f"A given name is one word, and the surname another: “{wanted}”.", wanted, False

    def _turned(self, pair: SegmentPair, name: Latin, reading: Reading, at: int) -> Iterator[Finding]:
        """Of a name whose surname stands last."""
        chinese = reading.surname + reading.given
        # Fei-Fei Li lives abroad, and Lao Zhang is called so.
        other = re.fullmatch(r"[A-Z]\w*-[A-Z]\w*|Lao|Xiao|Da|A", name.surname)
        if not self._order or chinese in self._known or other or self._elsewhere(pair.number):
            return
        right = spell(reading.surname, reading.given, reading.syllables, umlaut=self._umlaut or "lyu")
        place = reading.span if at == pair.number else None
        yield _finding(
            "name.order", pair, f"The surname stands first: “{chinese}” is “{right}”.", place, name.span, right
        )

    def _slips(self, pair: SegmentPair, taken: set[int]) -> Iterator[Finding]:
        """Of people whom the source certainly names, and whose name the target has nearly."""
        for person in self._people[pair.number]:
            if person.name in self._known or self._rendered(person, pair.number) or self._elsewhere(pair.number):
                continue
            for words in runs(self._words[pair.number], 2):
                span = Span(words[0].span.start, words[1].span.end)
                if not taken.isdisjoint(range(*span)) or self._is_heard(words[0].text, words[1].text):
                    continue
                if right := self._meant(person, words[0], words[1]):
                    taken.update(range(*span))
                    text = span.cut(pair.target)
                    message = f"“{person.name}” is “{right}”, and the version says “{text}”."
                    yield _finding("name.spelling", pair, message, person.span, span, right)
                    break

    def _is_heard(self, surname: str, given: str) -> bool:
        """Whether the source has a person of that name anywhere."""
        key = romanised_key(surname + given)
        return key in self._anywhere and any(
            reading.surname_sure and reading.given_sure
            for at, heard in enumerate(self._heard)
            if key in heard and (reading := self._surest(at, surname, given))
        )

    def _meant(self, person: Person, first: Word, second: Word) -> str:
        """The right spelling, where two words are a slip for a person's name; empty where they are not."""
        surname, given = split_surname(person.name)
        right = spell(surname, given, umlaut=self._umlaut or "lyu")
        wanted = romanised_key(right.split(" ")[1])
        written, named = romanised_key(first.text), romanised_key(second.text)
        same_surname = written in surname_readings(surname)
        if re.search(r"\w-\w", second.text):
            # Chi-ling, Ka-shing: not of the mainland.
            return ""
        if is_pinyin(f"{first.text} {second.text}"):
            near = SequenceMatcher(None, written, surname_readings(surname)[0]).ratio() >= _NEAR
            return right if same_surname or (named == wanted and near) else ""
        alike = SequenceMatcher(None, named, wanted, autojunk=False).ratio()
        return right if same_surname and alike >= _ALIKE else ""

    def _rendered(self, person: Person, number: int) -> bool:
        """Whether a bead's target has a person's name, or one beside it whose source has not."""
        surname, given = split_surname(person.name)
        wholes = {a + b for a in surname_readings(surname) for b in _keys(given)}
        turned = {b + a for a in surname_readings(surname) for b in _keys(given)}
        return any(
            romanised_key("".join(word.text for word in run)) in wholes | turned
            for at in self._around(number)
            if at == number or person.name not in self._pairs[at].source
            for length in (1, 2, 3)
            for run in runs(self._words[at], length)
        )

    def _by_given_name(self, pair: SegmentPair) -> Iterator[Finding]:
        """Of people who are called Mr. by their given name."""
        if not self._order or not self._met:
            return
        words = self._words[pair.number]
        for word, after in zip(words, [*words[1:], None]):
            key = romanised_key(word.text)
            if key not in self._met or not is_pinyin(word.text) or (after and after.follows):
                continue
            if before := _COURTESY.search(pair.target, max(0, word.span.start - 16), word.span.start):
                surname = self._met[key]
                message = f"“{before[1]}” goes with the surname: “{surname}”."
                yield _finding("name.order", pair, message, None, word.span, surname)


def _sure(reading: Reading) -> int:
    """How surely a name is read as names are."""
    return 2 * reading.given_sure + reading.surname_sure


def _doubts(reading: Reading) -> Iterator[str]:
    """The characters of a name that bearers read in two ways."""
    if len(surnames := surname_readings(reading.surname)) > 1:
        yield f"The surname {reading.surname} is read {_either(surnames)}"
    for character in reading.given:
        if len(given := given_readings(character)) > 1:
            yield f"{character} may be read {_either(given)}"


def _either(syllables: tuple[str, ...]) -> str:
    return " or ".join(one.capitalize() for one in syllables)


def _keys(given: str) -> set[str]:
    keys = {""}
    for character in given:
        keys = {key + one for key in keys for one in given_readings(character)}
    return keys


def _finding(rule: str, pair: SegmentPair, message: str, source: Span | None, target: Span, right: str) -> Finding:
    return Finding(rule, "warning", message, pair.number, source, target, (Fix(target, right),))
