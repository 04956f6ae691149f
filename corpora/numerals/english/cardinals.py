"""Numbers spelt out in English: three million, one hundred and fifty, twenty-five, two-thirds, half a million."""

import re
from fractions import Fraction

from corpora.numerals.english.words import MULTIPLIERS, ORDINALS, PARTS, TENS, UNITS
from corpora.numerals.literals import ONE, ZERO, Reading


def _words(words: "dict[str, int] | list[str]") -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")(?![A-Za-z])"


_DIGIT = _words([word for word, value in UNITS.items() if 0 < value < 10])
_LARGE = _words([word for word in MULTIPLIERS if word != "hundred"])
_GAP = r"[ \u00a0-]"
_AND = rf"(?:[ \u00a0-]and[ \u00a0-]|{_GAP})"
_TO_99 = rf"(?:{_words(TENS)}(?>(?:{_GAP}{_DIGIT})?)|{_words(UNITS)})"
_TO_999 = rf"(?:(?:{_TO_99}|a){_GAP}hundred(?![A-Za-z])(?>(?:{_AND}{_TO_99})?)|{_TO_99})"
_SECTION = rf"(?:{_TO_999}|a)(?>(?:{_GAP}{_LARGE})+)"
# One section a multiplier, the remainder last.
CARDINAL = rf"(?:{_SECTION}(?>(?:{_AND}{_TO_999}(?>(?:{_GAP}{_LARGE})+))*)(?>(?:{_AND}{_TO_999})?)|{_TO_999})"
_NAMED = _words([word for word in ORDINALS if ORDINALS[word] < 20])
_ROUND = _words([word for word in ORDINALS if ORDINALS[word] >= 20])
ORDINAL = rf"(?:{_words(TENS)}{_GAP}{_NAMED}|{_NAMED}|(?:{_TO_99}{_GAP})?{_ROUND})"
_PARTS = _words([word for word in PARTS if word not in ("half", "quarter") and word.endswith("s")])
_SINGLE_PARTS = _words([word for word in PARTS if not word.endswith("s") and word != "half"])
# Two-thirds, one third, one-half; what is a third and what the third is for the reader to say.
FRACTION = (
    rf"(?:(?P<upper>{_TO_99}){_GAP}(?P<lower>{_words([word for word in PARTS if word.endswith('s')])})"
    rf"|one{_GAP}(?P<single>half(?![A-Za-z])|{_SINGLE_PARTS}))"
)
SHARE = rf"an?[ ](?P<share>{_SINGLE_PARTS})"
LARGE = _LARGE
_WORD = re.compile(r"[a-z]+")


def read_cardinal(phrase: str) -> Reading:
    """The value of a phrase that has the form of `CARDINAL`.

    >>> int(read_cardinal("one hundred and fifty-two million").value)
    152000000
    """
    total, section = ZERO, ZERO
    for word in _WORD.findall(phrase.lower()):
        if word == "hundred":
            section = Reading((section.value or 1) * Fraction(100), ONE.step)
        elif word in MULTIPLIERS:
            factor = MULTIPLIERS[word]
            if section.value or not total.value:
                total = total.then((section if section.value else ONE).times(factor))
            else:
                total = total.times(factor)
            section = ZERO
        elif word not in ("and", "a"):
            section = section.then(ONE.times(UNITS.get(word, TENS.get(word, 0)))._replace(step=ONE.step))
    return total.then(section) if section.value or not total.value else total


def read_ordinal(phrase: str) -> int:
    """The place that a phrase of the form of `ORDINAL` names.

    >>> read_ordinal("twenty-first"), read_ordinal("two hundredth")
    (21, 200)
    """
    words = _WORD.findall(phrase.lower())
    last = ORDINALS[words[-1]]
    before = sum(UNITS.get(word, TENS.get(word, 0)) for word in words[:-1])
    return before * last if last >= 100 and before else before + last


def read_fraction(found: "re.Match[str]") -> Reading:
    """The value of a match of `FRACTION`."""
    upper = read_cardinal(found["upper"]).value if found["upper"] else Fraction(1)
    lower = PARTS[(found["lower"] or found["single"]).lower()]
    return Reading(upper / lower, Fraction(0))
