"""How the words of a headline are capitalised: by the stylebook of the Associated Press, or by Chicago's.

What either calls a matter of the part of speech (`to`, `in`, `up`, `as`: preposition or part of a verb) is right both
ways, since only a reader can tell.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpora.text import Span

# Articles, short conjunctions and those short prepositions that are nothing else.
_SMALL = frozenset({
    "a", "an", "the", "and", "but", "or", "nor", "for", "of", "at", "by",
})  # fmt: skip
_EITHER = frozenset({
    "to", "in", "on", "up", "off", "out", "as", "so", "yet", "if", "via", "vs", "vs.", "per", "than", "de", "la",
    "le", "el", "al", "du", "von", "van", "der", "bin", "x",
})  # fmt: skip
# Of these, what is most often part of a verb: written large where a headline is put right anyway.
_PARTICLES = frozenset({"up", "off", "out"})
# Prepositions that Chicago writes small and the Associated Press, from four letters on, large.
_LONG = frozenset({
    "about", "above", "across", "after", "against", "along", "amid", "among", "around", "before", "behind",
    "below", "beside", "between", "beyond", "despite", "down", "during", "from", "inside", "into", "like", "near",
    "onto", "outside", "over", "past", "since", "through", "toward", "towards", "under", "until", "upon", "with",
    "within", "without",
})  # fmt: skip
WORD = re.compile(r"[^\W\d_](?:[\w&’'.]*\w)?")
_OPENS = re.compile(r"[“\"‘「(\[]\s*$")
STARTS = (":", "?", "!", "—", "–", "|")
HYPHENS = ("either", "lower", "capital")


@dataclass(frozen=True, slots=True)
class TitleCase:
    """A way of capitalising headlines.

    Args:
        style: AP or Chicago.
        exceptions: words that are right as they are written here.
        starts: marks after which a word counts as the first.
        hyphen: how the second part of a hyphenated word begins: either, lower or capital.
    """

    style: str = "AP"
    exceptions: frozenset[str] = frozenset()
    starts: tuple[str, ...] = STARTS
    hyphen: str = "either"

    def wrong(self, text: str) -> list[tuple[Span, str]]:
        """The words of a headline that are to be written otherwise, and how."""
        if text.isupper():
            return []
        found: list[tuple[Span, str]] = []
        particles: list[tuple[Span, str]] = []
        for number, word in enumerate(WORD.finditer(text)):
            before = text[: word.start()]
            first = number == 0 or before.rstrip().endswith(self.starts) or _OPENS.search(before) is not None
            behind = text[word.end() :]
            last = not any(map(str.isalnum, behind)) or behind.lstrip("”’\"'").startswith(self.starts)
            right = self._right(word[0], first or last, part=before[-1:] in ("-", "‑"), start=before[-1:].isalnum())
            if right != word[0]:
                found.append((Span(*word.span()), right))
            elif word[0] in _PARTICLES:
                particles.append((Span(*word.span()), _capital(word[0])))
        return sorted(found + particles) if found else []

    def _right(self, word: str, edge: bool, *, part: bool, start: bool) -> str:
        # What stands right behind a figure is its unit; what has capitals of its own is a name.
        if start or word in self.exceptions or any(letter.isupper() for letter in word[1:]):
            return word
        if part:
            wanted: Callable[[str], str] = {"lower": str.lower, "capital": _capital}.get(self.hyphen, str)
            return wanted(word) if word.casefold() not in _SMALL | _EITHER else word
        small = word.casefold()
        if edge:
            return word if small in _EITHER - {"to"} and not word[0].islower() else _capital(word)
        if small in _SMALL:
            return small
        if small in _EITHER or (self.style == "Chicago" and small in _LONG):
            return word
        return _capital(word)


def sentence_case(text: str, *, exceptions: frozenset[str] = frozenset()) -> Iterator[tuple[Span, str]]:
    """The words of a headline that are large where a sentence would have them small, names among them."""
    for number, word in enumerate(WORD.finditer(text)):
        if number == 0:
            if word[0][0].islower() and word[0] not in exceptions and not any(map(str.isupper, word[0])):
                yield Span(*word.span()), _capital(word[0])
            continue
        before = text[: word.start()].rstrip()
        named = word[0] in exceptions or any(letter.isupper() for letter in word[0][1:])
        if word[0][0].isupper() and not named and not before.endswith((":", "?", "!", ".")):
            yield Span(*word.span()), word[0].lower()


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
