"""What makes a unit one that a memory is better without. Each rule says only what it is sure of.

A rule looks at a source and one translation, and gives its reason as a clause, or None. Units that are flagged as
partial are known to lack something: rules that ask whether all is there leave them alone.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from corpora.language import Tag, count_forms, count_scripts, detect
from corpora.numerals import Quantity, compare, find_quantities
from corpora.text import fold_key
from tm.unit import Variant
from tm.upkeep.encoding import find_garbled

# The script of the languages that a rule judges; in other languages any script may be right.
_SCRIPT_OF = {
    **dict.fromkeys(("zh", "ja"), "Han"),
    **dict.fromkeys(
        ("en", "de", "fr", "es", "pt", "it", "nl", "pl", "tr", "id", "vi", "cs", "sv", "da", "no", "fi", "hu", "ro"),
        "Latin",
    ),
    **dict.fromkeys(("ru", "uk", "bg", "mk"), "Cyrillic"),
    **dict.fromkeys(("ar", "fa", "ur"), "Arabic"),
    **dict.fromkeys(("hi", "mr", "ne"), "Devanagari"),
    **{"ko": "Hangul", "th": "Thai", "el": "Greek", "he": "Hebrew"},
}
# Words that begin small: a text of names alone has hardly any.
_SMALL_WORD = re.compile(r"(?<![\w@./-])[a-z\u00df-\u00f6\u00f8-\u00ff]{2,}(?![\w@/])")
_SMALL_WORDS = 4
# Han characters, or letters of another script, from which on a text that has no more of its own is in another language.
_FOREIGN = {"Han": 4, "Kana": 4, "Hangul": 4}
_FOREIGN_LETTERS = 10
# Letters and small words that langdetect wants to be sure, and what most English sentences hold.
_SURE_LETTERS, _SURE_WORDS = 80, 10
_ENGLISH = re.compile(r"\b(?:the|of|and|to|in|is|was|for|with|that|has|have|are|by|from)\b", re.I)
# A Chinese text of so many telling characters, all of the other form, is written in it.
_TELLING = 4
# A Han character says about as much as four letters. In our sample stories the translation of a whole sentence is from
# half as long to three times as long; short ones may grow by a name or an explanation.
_HAN_WEIGHT = 4
_LONGER, _MARGIN = 3, 60


class Rule(NamedTuple):
    """A rule: its name, what it says is wrong, whether it judges partial units, and what finds it."""

    name: str
    says: str
    partial: bool
    find: Callable[[Variant, Variant], str | None]


def find_empty(source: Variant, target: Variant) -> str | None:
    """No letter and no digit on a side."""
    for variant in (source, target):
        if not any(map(str.isalnum, variant.text)):
            return f"the {variant.language} text has no letter and no digit"
    return None


def find_characters(source: Variant, target: Variant) -> str | None:
    """Text that went through a wrong encoding."""
    for variant, other in ((source, target), (target, source)):
        if garbled := find_garbled(variant.text, other.text):
            return f"the {variant.language} text has {garbled}"
    return None


def find_untranslated(source: Variant, target: Variant) -> str | None:
    """The same words on both sides, where they are more than a name."""
    languages = [Tag.parse(variant.language).language for variant in (source, target)]
    if languages[0] == languages[1] or fold_key(source.text) != fold_key(target.text):
        return None
    counts = count_scripts(source.text)
    scripts = [_SCRIPT_OF.get(language) for language in languages]
    han = counts["Han"] >= _FOREIGN["Han"] and "Han" in scripts and scripts[0] != scripts[1]
    if han or len(_SMALL_WORD.findall(source.text)) >= _SMALL_WORDS:
        return f"the {source.language} and the {target.language} text are the same"
    return None


def find_language(source: Variant, target: Variant) -> str | None:
    """A side in another language than its tag says."""
    for variant in (source, target):
        found = _other_language(variant.text, Tag.parse(variant.language))
        if found:
            return f"the text marked {variant.language} is {found}"
    return None


def find_length(source: Variant, target: Variant) -> str | None:
    """One side much longer than a translation of the other can be."""
    lengths = _weight(source.text), _weight(target.text)
    if max(lengths) <= _LONGER * min(lengths) + _MARGIN:
        return None
    longer, shorter = (source, target) if lengths[0] > lengths[1] else (target, source)
    return (
        f"{len(longer.text)} characters in {longer.language} against {len(shorter.text)} in {shorter.language}: "
        f"about {round(max(lengths) / min(lengths))} times as long as a translation"
    )


def find_numbers(source: Variant, target: Variant) -> str | None:
    """A number in digits that the other side has with another value.

    Only where one number without an equal stands on each side, of one kind and unit, and neither is rounded: what one
    side leaves out, counts otherwise or says in words is no fault of the unit.
    """
    if not any(map(str.isdecimal, source.text)) or not any(map(str.isdecimal, target.text)):
        return None
    compared = compare(
        find_quantities(source.text, language=source.language), find_quantities(target.text, language=target.language)
    )
    # Elsewhere a number may stand in words on the other side: then only as many digits make it a slip.
    read = all(Tag.parse(variant.language).language in ("zh", "en") for variant in (source, target))
    wrong = [
        f"“{one.text}” against “{other.text}”"
        for one, other in _alone(compared.missing, compared.extra)
        if _is_plain(one, compared.missing)
        and _is_plain(other, compared.extra)
        and (read or _digits(one) == _digits(other))
    ]
    return "; ".join(wrong) or None


RULES: tuple[Rule, ...] = (
    Rule("empty", "no letter and no digit on a side", True, find_empty),
    Rule("characters", "text that went through a wrong encoding", True, find_characters),
    Rule("untranslated", "the same words on both sides", True, find_untranslated),
    Rule("language", "a side in another language than its tag says", True, find_language),
    Rule("length", "one side much longer than a translation of the other", False, find_length),
    Rule("numbers", "a number in digits with another value on the other side", False, find_numbers),
)


def _other_language(text: str, tag: Tag) -> str:
    """What a text is written in, where that is surely not the language of its tag; else empty."""
    own = _SCRIPT_OF.get(tag.language)
    if own is None:
        return ""
    counts = count_scripts(text)
    script = max(counts, key=lambda name: counts[name])
    if script in (own, "Kana") and (own == script or tag.language == "ja"):
        return _other_form(text, tag) if tag.language == "zh" else _other_latin(text, tag) if own == "Latin" else ""
    if script == "Latin":
        foreign = not counts[own] and not counts["Kana"] and len(_SMALL_WORD.findall(text)) >= _SMALL_WORDS
    elif tag.language in ("ko", "ja"):
        # Both write Han characters, and Japanese Latin words.
        foreign = False
    else:
        foreign = counts[script] >= _FOREIGN.get(script, _FOREIGN_LETTERS)
    return (detect(text) or "") if foreign else ""


def _other_form(text: str, tag: Tag) -> str:
    """zh-Hant or zh-Hans, where the tag names the one by script or region, and the text is in the other."""
    if not tag.script and not tag.region:
        return ""
    simplified, traditional = count_forms(text)
    if tag.likely_script == "Hans" and traditional >= _TELLING and not simplified:
        return "zh-Hant"
    if tag.likely_script == "Hant" and simplified >= _TELLING and not traditional:
        return "zh-Hans"
    return ""


def _other_latin(text: str, tag: Tag) -> str:
    """Another language in Latin letters, where the text is long enough to tell."""
    if sum(map(str.isalpha, text)) < _SURE_LETTERS or len(_SMALL_WORD.findall(text)) < _SURE_WORDS:
        return ""
    # English is known by its small words, a thousand times faster.
    if tag.language == "en" and len(_ENGLISH.findall(text)) >= 2:
        return ""
    found = detect(text) or ""
    if found in ("", tag.language) or detect(text, among=(tag.language, found)) != found:
        return ""
    return found


def _weight(text: str) -> int:
    counts = count_scripts(text)
    return len(text) + (_HAN_WEIGHT - 1) * (counts["Han"] + counts["Kana"])


def _alone(missing: Sequence[Quantity], extra: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """One number of each side, where it is the only one of its kind and unit there."""
    if len(missing) == len(extra) == 1 and missing[0].kind == extra[0].kind == "number":
        # A unit that one side leaves out: 12分钟 against 17.
        if missing[0].unit == extra[0].unit or None in (missing[0].unit, extra[0].unit):
            yield missing[0], extra[0]
        return
    kinds = [_kind(one) for one in missing], [_kind(one) for one in extra]
    for kind, one in zip(kinds[0], missing):
        if kinds[0].count(kind) == kinds[1].count(kind) == 1:
            yield one, extra[kinds[1].index(kind)]


def _kind(quantity: Quantity) -> tuple[object, ...]:
    return quantity.kind, quantity.unit, quantity.date.finest if quantity.date else ""


def _is_plain(quantity: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether a number is written in digits and is no part of a longer one, as both are in 06秒41."""
    touches = any(other.span.end == quantity.span.start or other.span.start == quantity.span.end for other in others)
    return not touches and quantity.approximation != "several" and any(map(str.isdecimal, quantity.text))


def _digits(quantity: Quantity) -> int:
    return sum(map(str.isdecimal, quantity.text))
