"""English words that differ in number or spelling alone: companies, colour and color, five and 5."""

import re
from functools import lru_cache

_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$", re.I)
_CONSONANT_Y = re.compile(r"[^aeiou]y$", re.I)
_MANLIKE = re.compile(r"(?<!hu)(?<!ger)(?<!ro)(?<!otto)man$")
_PLURALS = {
    "person": "people", "child": "children", "foot": "feet", "tooth": "teeth", "mouse": "mice", "goose": "geese",
    "half": "halves", "life": "lives", "wife": "wives", "knife": "knives", "leaf": "leaves", "shelf": "shelves",
    "analysis": "analyses", "crisis": "crises", "thesis": "theses",
    "criterion": "criteria", "phenomenon": "phenomena", "medium": "media", "datum": "data", "index": "indices",
    "matrix": "matrices", "appendix": "appendices", "curriculum": "curricula", "stimulus": "stimuli",
    "memorandum": "memoranda",
    "potato": "potatoes", "tomato": "tomatoes", "hero": "heroes", "cargo": "cargoes", "quiz": "quizzes",
}  # fmt: skip
_SINGULARS = {plural: singular for singular, plural in _PLURALS.items()}
_NUMERALS = {
    word: str(number)
    for number, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
} | {
    "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "sixth": "6th",
    "seventh": "7th", "eighth": "8th", "ninth": "9th", "tenth": "10th",
}  # fmt: skip
# Stems as Britain writes them, and as America does. What no word is (enterprize) does no harm: both sides get it.
_AMERICAN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), american)
    for pattern, american in (
        (r"(col|lab|hon|harb|fav|neighb|behavi|endeav|vap|arm|flav|hum|rum|sav|vig|val|glam)our", r"\1or"),
        (r"is(e[ds]?|ers?|ing|ations?)$", r"iz\1"),
        (r"lys(e[ds]?|ing)$", r"lyz\1"),
        (r"^(cent|met|lit|fib|theat|calib|sab|spect|lust|meag|kilomet|centimet|millimet)re(s?)$", r"\1er\2"),
        (r"(trave|mode|labe|cance|fue|counse|signa|leve|channe|dia|tota|marve)ll(ed|ers?|ing)$", r"\1l\2"),
        (r"^(def|off|lic|pret)ence(s?)$", r"\1ense\2"),
        (r"^practise", "practice"),
        (r"^program(me)(s?)$", r"program\2"),
        (r"^(catal|dial|anal|monol)ogue(s?)$", r"\1og\2"),
        (r"^grey", "gray"),
        (r"^aluminium$", "aluminum"),
        (r"^mould", "mold"),
        (r"^plough", "plow"),
        (r"^sceptic", "skeptic"),
        (r"^ageing$", "aging"),
        (r"^(judg|acknowledg)ement", r"\1ment"),
        (r"^(fulfil|enrol|instal)(?=s$|ment|$)", r"\1l"),
        (r"^skilful", "skillful"),
        (r"^jewellery$", "jewelry"),
        (r"^aeroplane", "airplane"),
        (r"^paediatric", "pediatric"),
        (r"^orthopaedic", "orthopedic"),
        (r"^anaesth", "anesth"),
        (r"^haemo", "hemo"),
        (r"^manoeuvr", "maneuver"),
        (r"^storey(s?)$", r"story\1"),
    )
)
_BRITISH = re.compile("|".join(pattern.pattern for pattern, _ in _AMERICAN))


def plural(text: str) -> str:
    """The plural of the last word of an English term.

    >>> plural("battery"), plural("wholesale box"), plural("new energy vehicle"), plural("craftsman")
    ('batteries', 'wholesale boxes', 'new energy vehicles', 'craftsmen')
    """
    before, last = _last(text)
    if last in _PLURALS:
        return before + _PLURALS[last]
    if _MANLIKE.search(last):
        return text[:-2] + "en"
    if _CONSONANT_Y.search(text):
        return text[:-1] + "ies"
    return text + ("es" if _SIBILANT.search(text) else "s")


def singular(text: str) -> str:
    """The singular of a plural: of the last word of an English term.

    >>> singular("batteries"), singular("wholesale boxes"), singular("new energy vehicles"), singular("crises")
    ('battery', 'wholesale box', 'new energy vehicle', 'crisis')
    """
    before, last = _last(text)
    if last in _SINGULARS:
        return before + _SINGULARS[last]
    if text.endswith("men"):
        return text[:-2] + "an"
    if text.endswith("ies"):
        return text[:-3] + "y"
    return text[:-2] if text.endswith("es") and _SIBILANT.search(text[:-2]) else text[:-1]


def _last(text: str) -> tuple[str, str]:
    at = max(text.rfind(" "), text.rfind("-")) + 1
    return text[:at], text[at:]


@lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """The key of a word in lower case under which its numbers and spellings are one. It is for looking up alone.

    >>> [plain(word) for word in ("companies", "company", "centres", "center", "five", "boxes", "box")]
    ['company', 'company', 'center', 'center', '5', 'box', 'box']
    """
    if len(word) < 3 or not (word.isascii() and word.isalpha()):
        return word
    word = american(_SINGULARS.get(word, word))
    if word.endswith("men") and len(word) > 4:
        word = f"{word[:-2]}an"
    if word.endswith("s") and len(word) > 3 and word[-2] not in "sui":
        word = f"{word[:-3]}y" if word.endswith("ies") and len(word) > 4 else word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


@lru_cache(maxsize=65536)
def american(word: str) -> str:
    """A word in lower case as America spells it, a small number in digits.

    >>> [american(word) for word in ("labour", "organisations", "programme", "travelling", "ten")]
    ['labor', 'organizations', 'program', 'traveling', '10']
    """
    if word in _NUMERALS:
        return _NUMERALS[word]
    if _BRITISH.search(word):
        for pattern, other in _AMERICAN:
            word = pattern.sub(other, word)
    return word
