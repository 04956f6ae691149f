"""Our rules said in patterns that ICU, Java and .NET read alike, and in what of them SRX can say.

Python's classes know all of Unicode, those of Java do not; .NET has no possessive repeats and none
has a look back without end. What a rule looks for is kept; what none of them can say is told.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpora.segmentation.ruleset import EDGE, Rule

# How far from a place the two marks of a pair are looked for, and how often a repeat in a look back counts.
_PAIR = 240
_REPEAT = 20
_WORD = r"\p{L}\p{N}_"
_BLANK = r"\s\u00a0\u3000"
# No letter or digit but of a script without capitals, and no stop.
_PORTABLE_EDGE = r"(?<![\p{Lu}\p{Ll}\p{Lt}\p{M}\p{N}_])(?<!\.)"
_BOUNDARY = rf"(?:(?<=[{_WORD}])(?![{_WORD}])|(?<![{_WORD}])(?=[{_WORD}]))"
_OUTSIDE = {"s": f"[{_BLANK}]", "S": f"[^{_BLANK}]", "w": f"[{_WORD}]", "W": f"[^{_WORD}]", "b": _BOUNDARY}
_INSIDE = {"s": _BLANK, "w": _WORD}
_RANGE_BEYOND = re.compile(r"\\U000[0-9a-f]{5}-\\U000[0-9a-f]{5}")
_SET_ALONE = re.compile(r"\(\?:(\[(?:\\.|[^\]\\])*\])\)")
_REPEATED = re.compile(r"\(\?:([^()|]+)\)\{0,([1-9])\}")
_STOP = "(?<=[.!?…。！？][.!?…。！？”’\"'」』»›)）]{0,4})"
# What may stand before a straight mark that opens.
_OPENS = r"(?:^|[\s\u00a0\u3000(（\[:：,，、。！？])"


@dataclass(frozen=True, slots=True)
class PortableRule:
    """A rule as SRX has it.

    Args:
        name: of our rule that it comes from.
        breaks: whether a place that fits is a boundary.
        before, after: patterns.
        unsaid: what of our rule it does not say; empty where it says all.
    """

    name: str
    breaks: bool
    before: str
    after: str
    unsaid: str = ""


def say_rules(rules: Sequence[Rule]) -> Iterator[PortableRule]:
    """Our rules, in order; what encloses comes first, as it comes before all order with us."""
    for rule in rules:
        for pair in rule.pairs:
            yield _enclosing(rule.name, pair)
    for rule in rules:
        if not rule.pairs:
            yield _said(rule)


def _said(rule: Rule) -> PortableRule:
    after = say_pattern(rule.after)
    # A tool that looks for all that stands behind a place at once would miss the next place.
    if len(rule.after) > 2:
        after = f"(?={after})"
    unsaid = "Han characters beyond U+FFFF are not looked for" if _RANGE_BEYOND.search(rule.before + rule.after) else ""
    if rule.breaks:
        return PortableRule(rule.name, True, say_pattern(rule.before), after, unsaid)
    before = say_pattern(rule.before, bounded=True)
    if rule.at_start:
        return PortableRule(
            rule.name,
            False,
            rf"(?:^|(?<=(?:\p{{Ll}}{{5}}\.|[!?…。！？”’）)])[{_BLANK}]{{1,3}})){before}",
            after,
            "the start of a segment is taken to be the start of the text, or a stop behind five small letters",
        )
    # A list of abbreviations needs no look back: no two of them overlap, as initials do.
    if not (rule.before.startswith(EDGE) and rule.before.endswith(r"\.")) or "{" in rule.before:
        before = f"(?<={before})"
    return PortableRule(rule.name, False, before, after, unsaid)


def _enclosing(name: str, pair: str) -> PortableRule:
    """Nothing breaks behind a stop that stands between two marks: seen from the place, to both sides."""
    one, other = re.escape(pair[0]), re.escape(pair[1])
    # A set in Java or ICU takes a bare bracket for another set.
    outside = f"[^{one}{other}]" if one != other else f"[^{one}]"
    unsaid = f"marks further than {_PAIR} characters from the stop, or nested in their like, hold nothing"
    if one == other:
        before = rf"{_STOP}(?<={_OPENS}{one}(?=[^{_BLANK}]){outside}{{1,{_PAIR}}})"
        after = f"(?={outside}{{0,{_PAIR}}}{other})"
        unsaid += "; which of two straight marks opens is told by what stands before it alone"
    elif pair[1] == "’":
        # An apostrophe closes nothing.
        closed = f"{one}[^{one}]{{0,{_PAIR}}}{other}(?![A-Za-z])[^{one}]{{0,{_PAIR}}}"
        before = f"{_STOP}(?<={one}[^{one}]{{1,{_PAIR}}})(?<!{closed})"
        inside = f"[^{one}{other}]{{0,{_PAIR}}}"
        after = f"(?={inside}(?:{other}(?=[A-Za-z]){inside}){{0,4}}{other}(?![A-Za-z]))"
    else:
        before = f"{_STOP}(?<={one}{outside}{{1,{_PAIR}}})"
        after = f"(?={outside}{{0,{_PAIR}}}{other})"
    return PortableRule(f"{name} {pair}", False, before, after, unsaid)


def say_pattern(pattern: str, *, bounded: bool = False) -> str:
    r"""A pattern of our rules as ICU, Java and .NET read it.

    Args:
        bounded: whether endless repeats are given an end, as a look back needs.

    >>> say_pattern(r"[^\s。]\w+")
    '[^\\s\\u00a0\\u3000。][\\p{L}\\p{N}_]+'
    """
    pattern = _RANGE_BEYOND.sub("", pattern.replace(EDGE, _PORTABLE_EDGE + "\0"))
    said: list[str] = []
    inside = False
    at = pattern.find("\0") + 1
    said.append(pattern[: max(0, at - 1)])
    while at < len(pattern):
        character = pattern[at]
        if character == "\\":
            letter = pattern[at + 1]
            said.append((_INSIDE if inside else _OUTSIDE).get(letter, pattern[at : at + 2]))
            at += 2
            continue
        if character == "[" and not inside:
            inside = True
        elif character == "[":
            character = r"\["
        elif character == "]":
            inside = False
        elif bounded and not inside and character in "*+":
            character = f"{{{int(character == '+')},{_REPEAT}}}"
        said.append(character)
        at += 1
    whole = _SET_ALONE.sub(r"\1", "".join(said))
    return _unrolled(whole) if bounded else whole


def _unrolled(pattern: str) -> str:
    """A repeated group written out: Java finds no longest match of it in a look back."""
    return _REPEATED.sub(lambda found: f"(?:{found[1]}" * int(found[2]) + ")?" * int(found[2]), pattern)
