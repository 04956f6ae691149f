"""What is said of two numbers of one value: more or less, up or down, to it or by it, percent or percentage points."""

import re
from typing import NamedTuple

from corpora.language import Tag
from corpora.numerals import Quantity, approximated
from corpora.text import Span
from styles.checks.numbers.trend import CHANGES, trend_of

_WORDS = {"over": "more than", "least": "at least", "under": "less than", "most": "at most"}
_OPPOSED = {
    "over": ("under", "most"),
    "least": ("under", "most"),
    "under": ("over", "least"),
    "most": ("over", "least"),
}
# A negation turns what follows it round: cannot be booked more than a month ahead.
_NEGATED = re.compile(
    r"\b(?:not|no|never|nor|without|cannot|hardly|\w+n[’']t)\b[^.;,]*$|[不未没沒无無][^，。；]*$", re.I
)
# These stress how many; what is more than that is no contradiction.
_STRESSED = re.compile("[高多][达達]$")
_CHANGE, _CHANGED = ("|".join(CHANGES[language].values()) for language in ("zh", "en"))
_APART = "(?:将近|近|约|逾|超过|大约|約|超過)?$"
# Where a number ends that changes (增至, 增长到), and by how much it changes (增长了, 增长).
_ROLES = {
    "zh": {
        "to": re.compile(f"(?:(?:{_CHANGE})(?:[到至]了?|[为為])|[增升降减減涨跌扩擴提缩縮调調]至){_APART}"),
        "by": re.compile(f"(?:{_CHANGE})了?(?:[^，。；、,;]?幅度?)?{_APART}"),
    },
    "en": {
        role: re.compile(
            rf"\b(?:{_CHANGED})(?:[ ](?!from\b|to\b|by\b)[A-Za-z’'-]+){{0,4}}"
            rf"[ ]{role}[ ](?:about |around |nearly |almost |over |more than |some |roughly |approximately )?$"
        )
        for role in ("to", "by")
    },
}
_WINDOW = 72
# Most numbers end nothing: this is looked for first.
_FIRST = {"zh": re.compile("[一-龥] ?$"), "en": re.compile(r"[ ](?:to|by)[ ](?:[a-z]+[ ]){0,2}$")}


class Turn(NamedTuple):
    """Two numbers of one value of which different things are said.

    Args:
        rule: of the finding.
        message: for the editor.
        source, target: where it stands, the words that say it included.
    """

    rule: str
    message: str
    source: Span
    target: Span


def turned(pair: tuple[Quantity, Quantity], texts: tuple[str, str], languages: tuple[str, str]) -> Turn | None:
    """What the translation says otherwise of a number that it has right; None where nothing.

    Args:
        pair: the number of the source, and its counterpart.
        texts: source and translation.
        languages: theirs.
    """
    return (
        _other_share(pair)
        or _opposed(pair, texts, languages)
        or _up_or_down(pair, texts, languages)
        or _to_or_by(pair, texts, languages)
    )


def _other_share(pair: tuple[Quantity, Quantity]) -> Turn | None:
    source, target = pair
    if source.kind != "percent" or target.kind != "percent" or {source.unit, target.unit} != {None, "point"}:
        return None
    counts = ["percentage points" if one.unit == "point" else "percent" for one in pair]
    message = f"“{source.text}” counts {counts[0]}, and the translation {counts[1]} (“{target.text}”)."
    return Turn("number.unit", message, source.span, target.span)


def _opposed(pair: tuple[Quantity, Quantity], texts: tuple[str, str], languages: tuple[str, str]) -> Turn | None:
    source, target = pair
    said, theirs = source.approximation or "", target.approximation or ""
    if theirs not in _OPPOSED.get(said, ()) or abs(source.value) != abs(target.value):
        return None
    spans = [approximated(one, texts[side], language=languages[side]) for side, one in enumerate(pair)]
    before = [text[max(0, span.start - _WINDOW) : span.start] for span, text in zip(spans, texts, strict=True)]
    if any(map(_NEGATED.search, before)) or (theirs == "over" and _STRESSED.search(texts[0], 0, source.span.start)):
        return None
    words = [span.cut(text) for span, text in zip(spans, texts, strict=True)]
    message = f"“{words[0]}” is {_WORDS[said]} the number, and the translation says {_WORDS[theirs]} (“{words[1]}”)."
    return Turn("number.direction", message, spans[0], spans[1])


def _up_or_down(pair: tuple[Quantity, Quantity], texts: tuple[str, str], languages: tuple[str, str]) -> Turn | None:
    said = trend_of(pair[0], texts[0], languages[0])
    theirs = trend_of(pair[1], texts[1], languages[1]) if said else None
    # What fell by -3% rose, and so says only one of the two with a sign.
    if said is None or theirs is None or said[0] == theirs[0] or pair[0].value != pair[1].value:
        return None
    message = (
        f"“{said[1].cut(texts[0])}” says that it {said[0]}, and the translation that it {theirs[0]} "
        f"(“{theirs[1].cut(texts[1])}”)."
    )
    return Turn("number.direction", message, said[1], theirs[1])


def _to_or_by(pair: tuple[Quantity, Quantity], texts: tuple[str, str], languages: tuple[str, str]) -> Turn | None:
    if pair[0].kind not in ("number", "money", "percent"):
        return None
    theirs = _role(pair[1], texts[1], languages[1])
    if theirs is None or (said := _role(pair[0], texts[0], languages[0])) is None or said[0] == theirs[0]:
        return None
    how = {"to": "what it came to", "by": "by how much it changed"}
    spans = Span(said[1], pair[0].span.end), Span(theirs[1], pair[1].span.end)
    message = (
        f"“{spans[0].cut(texts[0])}” says {how[said[0]]}, and the translation {how[theirs[0]]} "
        f"(“{spans[1].cut(texts[1])}”)."
    )
    return Turn("number.direction", message, *spans)


def _role(quantity: Quantity, text: str, language: str) -> tuple[str, int] | None:
    """Whether something changed to a number or by it, and where that is said."""
    known = Tag.parse(language).language
    end = quantity.span.start
    window = text[max(0, end - _WINDOW) : end]
    if known not in _ROLES or not _FIRST[known].search(window):
        return None
    for role, words in _ROLES[known].items():
        if found := words.search(window):
            return role, end - len(window) + found.start()
    return None
