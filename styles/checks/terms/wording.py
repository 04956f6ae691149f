"""Whether a text says a term in words that the glossary does not write out: evidence against its being missing."""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate

from corpora.text import Span
from styles.checks.terms.families import CATEGORIES, PEOPLES, akin, near_synonyms
from styles.spotting.english import plain
from styles.spotting.words import read_words

# Words of a term that may go when it is said otherwise.
_LITTLE = "a an the of and or for in on to with by at from as under its ' s ( ) \" / :"
_SMALL = frozenset(_LITTLE.split())
_BETWEEN_TWO = frozenset(("and", "or", "/", "(", ")"))
_CAPITALS = re.compile(r"(?<![A-Za-z])(?:[A-Za-z]\.?){2,}(?=s?(?![A-Za-z$]))")
_STOPS = re.compile(r"[.,;:!?()。，；：]")
# So many other words, small ones not counted, may stand between the common words of a term.
_REACH = 2
_COORDINATED = 12
_CLOSED = 7
_MISSPELT = 5


class Wording:
    """A text that is asked for terms.

    Args:
        text: the text.
        taken: places that say something else: what stands there counts for nothing.

    >>> text = Wording("The bureau supervises the city’s banks and ports.")
    >>> text.says("bank supervision", named=False), text.says("port security", named=False)
    (True, False)
    """

    def __init__(self, text: str, taken: Iterable[Span] = ()) -> None:
        self._text = text
        self._taken = tuple(taken)
        self._words = read_words(text)
        self._written = self._words.keys
        if self._taken:
            self._written = [
                "" if self._is_taken(*place) else key for key, place in zip(self._words.keys, self._words.places)
            ]
        self._keys = [plain(key) for key in self._written]
        self._places: dict[str, list[int]] = {}
        for at, key in enumerate(self._keys):
            if key:
                self._places.setdefault(PEOPLES.get(key, key), []).append(at)
        # How many words that are not small stand before each.
        self._weight = list(accumulate((key not in _SMALL for key in self._keys), initial=0))

    def says(self, term: str, *, named: bool) -> bool:
        """Whether the text has a term's abbreviation, its words written together or apart, all of its words in
        another order and, where they are common, in another form, or its first words abbreviated.

        Args:
            named: whether the term is a name, whose words keep their order and their forms.
        """
        return self._abbreviates(term) or self._closes(term) or self._holds(term, named) or self._shortens(term)

    def says_part(self, term: str) -> bool:
        """Whether the text has half of the words of a term or more: the Fund, for the Exchange Fund."""
        words = [key for key in read_words(term, plain).keys if key not in _SMALL]
        return len(words) > 1 and 2 * sum(PEOPLES.get(key, key) in self._places for key in words) >= len(words)

    def find_misspelt(self, term: str) -> Span | None:
        """Where the text writes a term with one letter of one word wrong, or two changed about."""
        raw, wanted = read_words(term).keys, read_words(term, plain).keys
        keys, length = self._keys, len(wanted)
        shortest = _MISSPELT if length > 1 else _MISSPELT + 2
        for at in range(len(keys) - length + 1):
            wrong = -1
            for place, key in enumerate(wanted):
                if key != keys[at + place]:
                    if wrong >= 0:
                        break
                    wrong = place
            else:
                if wrong >= 0 and _mistyped(raw[wrong], self._written[at + wrong], shortest=shortest):
                    return self._words.span(at, at + length)
        return None

    def _abbreviates(self, term: str) -> bool:
        words = re.findall(r"[^\W\d_]+", re.sub(r"\([^()]*\)", " ", term))
        if len(words) == 1:
            return len(term) > 2 and term.isupper() and self._spells_out(term)
        initials = "".join(word[0] for word in words if word.lower() not in _SMALL).upper()
        every = "".join(word[0] for word in words).upper()
        return len(initials) > 1 and not self._capitals.isdisjoint((initials, every))

    @cached_property
    def _capitals(self) -> set[str]:
        """The abbreviations: with all their letters large, or all but one."""
        found = (each for each in _CAPITALS.finditer(self._text) if not self._is_taken(*each.span()))
        letters = (match[0].replace(".", "") for match in found)
        several = (each[:-1] if each[-1] == "s" and each[:-1].isupper() else each for each in letters)
        return {each.upper() for each in several if sum(map(str.isupper, each)) >= max(2, len(each) - 1)}

    def _is_taken(self, start: int, end: int) -> bool:
        return any(start < other.end and other.start < end for other in self._taken)

    def _spells_out(self, abbreviation: str) -> bool:
        """Whether names in a row have the letters of an abbreviation for their first."""
        starts = ""
        for key, (start, _) in zip(self._keys, self._words.places):
            if key not in _SMALL:
                first = self._text[start]
                starts += first if key and first.isupper() else " "
        return abbreviation in starts

    def _closes(self, term: str) -> bool:
        words = read_words(term).keys
        kind = len(words) > 1 and plain(words[-1]) in CATEGORIES
        closed = "".join(words[:-1] if kind else words)
        return len(closed) >= _CLOSED and closed in self._closed

    def _shortens(self, term: str) -> bool:
        """Whether the text has the first words of a term as an abbreviation, and the others: the NEV industry."""
        words = [key for key in read_words(term, plain).keys if key not in _SMALL]
        for count in range(2, len(words)):
            initials = "".join(word[0] for word in words[:count])
            if initials.upper() in self._capitals:
                heads = [at for each in (initials, f"{initials}s") for at in self._places.get(each, [])]
                places = [sorted(heads), *(self._places.get(word, []) for word in words[count:])]
                if all(places) and self._in_order(places):
                    return True
        return False

    @cached_property
    def _closed(self) -> str:
        return "".join(key or " " for key in self._written)

    def _holds(self, term: str, named: bool) -> bool:
        words = read_words(term, plain)
        wanted = [(key, words.cut(at)) for at, key in enumerate(words.keys) if key not in _SMALL]
        common = not named and any(word.islower() for _, word in wanted)
        if len(wanted) == 1 and not common and wanted[0][0] not in PEOPLES:
            return False
        places = [self._find(key, word, common=word.islower() and not named) for key, word in wanted]
        # A common noun may leave out what says only of what kind it is: start-up (companies).
        if common and not all(places) and len(wanted) > 1:
            places = [found for found, (key, _) in zip(places, wanted) if found or key not in CATEGORIES]
        if not places or not all(places):
            return False
        if self._in_order(places) or (common and self._together(places)):
            return True
        # Chief Executive of the Bank, the Bank's Chief Executive
        at = next((at for at, key in enumerate(words.keys) if key in ("of", "for", "in")), 0)
        head = sum(key not in _SMALL for key in words.keys[:at])
        return not named and head > 0 and self._in_order(places[head:] + places[:head])

    def _find(self, key: str, word: str, *, common: bool) -> list[int]:
        found = self._places.get(PEOPLES.get(key, key), [])
        if not common:
            return found
        near = near_synonyms(key)
        more = (
            at
            for at, other in enumerate(self._written)
            if other and (self._keys[at] in near or akin(word.casefold(), other))
        )
        return sorted({*found, *more})

    def _in_order(self, places: Sequence[list[int]]) -> bool:
        """Whether words follow one another, with others between them only where two names share a word."""
        for first in places[0]:
            at = first
            for each in places[1:]:
                later = next((place for place in each if place > at), None)
                if later is None or not self._joined(at, later):
                    break
                at = later
            else:
                return True
        return False

    def _joined(self, one: int, other: int) -> bool:
        between = self._keys[one + 1 : other]
        if all(key in _SMALL for key in between):
            return not _STOPS.search(self._gap(one, other).replace("(", "").replace(")", ""))
        return other - one <= _COORDINATED and not _BETWEEN_TWO.isdisjoint(between)

    def _gap(self, one: int, other: int) -> str:
        return self._text[self._words.places[one][1] : self._words.places[other][0]]

    def _together(self, places: Sequence[list[int]]) -> bool:
        """Whether there is a stretch of words, with no stop in it, that holds one of each."""
        reach = len(places) + _REACH
        weight = self._weight
        for start in sorted({at for each in places for at in each}):
            taken: list[int] = []
            for each in sorted(places, key=len):
                at = next(
                    (at for at in each if at >= start and weight[at] - weight[start] < reach and at not in taken), None
                )
                if at is None:
                    break
                taken.append(at)
            else:
                if min(taken) == max(taken) or not _STOPS.search(self._gap(min(taken), max(taken))):
                    return True
        return False


def _mistyped(word: str, written: str, *, shortest: int) -> bool:
    """Whether a word has one letter more, less or other than it should, or two changed about."""
    if len(word) < shortest or abs(len(word) - len(written)) > 1 or (word[0] != written[0] and word[1] != written[1]):
        return False
    if not (word.isalpha() and written.isalpha()) or akin(word, written):
        return False
    if len(word) == len(written):
        wrong = [at for at, (a, b) in enumerate(zip(word, written)) if a != b]
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
            return word[wrong[0]] == written[wrong[1]] and word[wrong[1]] == written[wrong[0]]
        return len(wrong) == 1
    long, short = sorted((word, written), key=len, reverse=True)
    return len(long) == len(short) + 1 and any(short == long[:at] + long[at + 1 :] for at in range(len(long)))
