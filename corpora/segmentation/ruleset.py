"""Rules of segmentation: read from `rules/*.yaml`, ordered, compiled.

The shape is that of SRX 2.0 (GALA, 2008): rules that break and rules that hold, a pattern before the
place and one behind it, the first rule that fits decides. SRX cannot say that a stop stands between
an opening mark and its closing one; `pairs` can.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any, Protocol

from corpora.errors import WrongFormat
from corpora.language import Tag
from corpora.yaml import parse_yaml

# Languages with a file of their own; the others have the shared rules and their abbreviations.
LANGUAGES = ("zh", "en", "ja")
_KEYS = frozenset(
    {"name", "break", "before", "after", "words", "prefixes", "at_start", "reach", "pairs", "needs", "leaves"}
)
# How far back a rule looks where it does not say, and what counts as a short look, in code points.
_REACH = 32
_SHORT = 8
# What stands before an abbreviation: no letter or digit but a Han or kana character, and no stop.
EDGE = r"(?<![^\W\u3040-\u30ff\u3400-\u9fff])(?<!\.)"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, with the sentence that needs it and one that it must leave alone.

    Args:
        name: unique in its file.
        needs: a text that is cut wrongly without the rule; `¦` stands at each boundary.
        leaves: a text that the rule might be thought to touch, and does not change.
        breaks: whether a place that fits is a boundary, or is held to be none.
        before: what ends at the place.
        after: what starts at the place.
        pairs: opening and closing marks, two characters each, between which nothing breaks; a rule
            with pairs has no place in the order.
        at_start: `before` must reach back to the start of the segment, as the mark of a list item does.
        reach: how far back `before` is looked for, in code points.
    """

    name: str
    needs: str
    leaves: str
    breaks: bool = False
    before: str = ""
    after: str = ""
    pairs: tuple[str, ...] = ()
    at_start: bool = False
    reach: int = _REACH


class Breaking(Protocol):
    """A rule that breaks, ready to be asked."""

    def places(self, line: str) -> Iterator[int]:
        """The offsets in a line at which it would break, in any order."""


class Holding(Protocol):
    """A rule that holds a place together, ready to be asked."""

    def fits(self, line: str, start: int, at: int) -> bool:
        """Whether the place `at` is held together, in a segment that starts at `start`."""


@dataclass(frozen=True, slots=True)
class Break:
    """One of our rules that break.

    Args:
        pattern: what ends at the place, with what starts there as a look ahead.
    """

    pattern: re.Pattern[str]

    def places(self, line: str) -> Iterator[int]:
        """The offsets in a line at which it would break, rising."""
        return (found.end() for found in self.pattern.finditer(line))


@dataclass(frozen=True, slots=True)
class Hold:
    """One of our rules that hold a place together.

    Args:
        before: as the rule's, bound to end at the place.
        after: as the rule's.
        at_start: as the rule's.
        reach: as the rule's, in code points.
        abbreviates: it only ever fits behind a full stop, which is quickly seen.
    """

    before: re.Pattern[str]
    after: re.Pattern[str]
    at_start: bool
    reach: int
    abbreviates: bool

    def fits(self, line: str, start: int, at: int) -> bool:
        """Whether the place `at` is held together, in a segment that starts at `start`."""
        if self.abbreviates and line[at - 1] != ".":
            return False
        if self.at_start:
            near = at - start <= self.reach and self.before.fullmatch(line, start, at)
            return bool(near) and bool(self.after.match(line, at))
        back = max(0, at - self.reach)
        # The cheap side first: a short look back saves a long one ahead, and the other way round.
        if self.reach <= _SHORT:
            return bool(self.before.search(line, back, at)) and bool(self.after.match(line, at))
        return bool(self.after.match(line, at)) and bool(self.before.search(line, back, at))


@dataclass(frozen=True, slots=True)
class CodeSides:
    """Which codes at a boundary belong to the segment in front of it: the `formathandle` of SRX 2.0.

    Args:
        open: a code that opens a range.
        close: a code that closes one.
        standalone: a code of its own.
    """

    open: bool = False
    close: bool = True
    standalone: bool = True


OUR_SIDES = CodeSides()


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules that hold for one language, ready to be carried out.

    Args:
        language: canonical tag.
        breaks: rules that break, each with its rank: the lowest that fits a place decides.
        holds: rules that hold together, with their ranks, rising.
        pairs: opening and closing marks, two characters each, between which nothing breaks.
        sides: where codes at a boundary go.
        rules: what they were made from, where they are ours.
    """

    language: str
    breaks: tuple[tuple[int, Breaking], ...]
    holds: tuple[tuple[int, Holding], ...]
    pairs: tuple[str, ...] = ()
    sides: CodeSides = OUR_SIDES
    rules: tuple[Rule, ...] = ()

    def without(self, name: str) -> "RuleSet":
        """The same rules but one of ours."""
        return compile_rules(self.language, [rule for rule in self.rules if rule.name != name])


def compile_rules(language: str, rules: Sequence[Rule]) -> RuleSet:
    """Rules of ours made ready for a language, in order: the first that fits a place decides."""
    breaks: list[tuple[int, Breaking]] = []
    holds: list[tuple[int, Holding]] = []
    for rank, rule in enumerate(rules):
        if rule.pairs:
            continue
        if rule.breaks:
            breaks.append((rank, Break(re.compile(f"(?:{rule.before})(?={rule.after})"))))
        else:
            abbreviates = rule.before.startswith(EDGE) and rule.before.endswith(r"\.")
            before, after = re.compile(rf"(?:{rule.before})\Z"), re.compile(rule.after)
            holds.append((rank, Hold(before, after, rule.at_start, rule.reach, abbreviates)))
    pairs = tuple(pair for rule in rules for pair in rule.pairs)
    return RuleSet(language, tuple(breaks), tuple(holds), pairs, rules=tuple(rules))


@lru_cache(maxsize=32)
def load_rules(language: str) -> RuleSet:
    """The rules for a language: its own, those it includes, and the shared ones.

    Args:
        language: BCP-47 tag; only the primary language counts.

    Raises:
        Invalid: it has not the form of a tag.
    """
    primary = Tag.parse(language).language
    primary = "zh" if primary == "yue" else primary
    names = [primary, *load_includes(primary)] if primary in LANGUAGES else ["any", "zh"]
    rules: list[Rule] = []
    for name in names:
        rules.extend(load_file(name, abbreviations_of="" if primary in LANGUAGES else primary))
    return compile_rules(primary, rules)


def load_includes(name: str) -> list[str]:
    """The files whose rules follow those of a file."""
    return list(_document(name).get("include", ()))


def load_file(name: str, *, abbreviations_of: str = "") -> list[Rule]:
    """The rules of one of our files, in order.

    Args:
        name: of the file, without its ending.
        abbreviations_of: as `parse_rules` takes it.
    """
    return parse_rules(_document(name), file=name, abbreviations_of=abbreviations_of)


def parse_rules(document: Mapping[str, Any], *, file: str, abbreviations_of: str = "") -> list[Rule]:
    """The rules in a document, in order, with their lists filled in; each is named FILE.NAME.

    Args:
        document: what a rule file holds: `lists` of patterns, named `%so%` in the rules, and `rules`.
        file: its name.
        abbreviations_of: the language whose non-breaking prefixes fill a rule that asks for them;
            empty where there is no need of them, which leaves that rule out.

    Raises:
        WrongFormat: a rule lacks a part or has one that is not known, or a pattern is none.
    """
    lists = {"edge": EDGE} | {key: _either(words, file) for key, words in document.get("lists", {}).items()}
    rules: list[Rule] = []
    for entry in document["rules"]:
        rule = _rule(entry, lists, file)
        if not entry.get("prefixes"):
            rules.append(rule)
        elif abbreviations_of:
            rules.extend(_prefixed(rule, abbreviations_of))
    return rules


def _rule(entry: Mapping[str, Any], lists: Mapping[str, str], file: str) -> Rule:
    unknown = sorted(set(entry) - _KEYS)
    missing = sorted({"name", "needs", "leaves"} - set(entry))
    name = entry.get("name", "?")
    if unknown or missing:
        what = f"has the unknown key {unknown[0]!r}" if unknown else f"lacks {missing[0]!r}"
        raise WrongFormat(f"the rule {name!r} {what}", "Correct the rule", file=f"{file}.yaml")
    try:
        words = entry.get("words")
        before = _filled(entry.get("before", ""), lists) if words is None else _abbreviations(words, file)
        after = _filled(entry.get("after", ""), lists)
        for pattern in (before, after):
            re.compile(pattern)
    except (re.error, KeyError) as error:
        raise WrongFormat(
            f"a pattern of the rule {name!r} is none ({error})", "Correct it", file=f"{file}.yaml"
        ) from error
    return Rule(
        name=f"{file}.{name}",
        needs=entry["needs"],
        leaves=entry["leaves"],
        breaks=bool(entry.get("break", False)),
        before=before,
        after=after,
        pairs=tuple(entry.get("pairs", ())),
        at_start=bool(entry.get("at_start", False)),
        reach=int(entry.get("reach", _REACH)),
    )


@lru_cache(maxsize=8)
def _document(name: str) -> Mapping[str, Any]:
    text = (files("corpora.segmentation") / "rules" / f"{name}.yaml").read_text("utf-8")
    document: Mapping[str, Any] = parse_yaml(text, file=f"{name}.yaml")
    return document


def _filled(pattern: str, lists: Mapping[str, str]) -> str:
    return re.sub(r"%(\w+)%", lambda found: lists[found[1]], pattern)


def _either(patterns: Sequence[str], file: str) -> str:
    for word in patterns:
        # YAML reads a bare No, On or Yes as a truth value.
        if not isinstance(word, str):
            raise WrongFormat(f"a list holds {word!r}, which is no text", "Put it in quotes", file=f"{file}.yaml")
    return "(?:" + "|".join(patterns) + ")"


def _abbreviations(words: Sequence[str], file: str) -> str:
    _either(words, file)
    return EDGE + _either(sorted(map(re.escape, words), key=len, reverse=True), file) + r"\."


def _prefixed(rule: Rule, language: str) -> list[Rule]:
    """The rule for prefixes that never end a sentence, and the one for those that do so but before a number."""
    from corpora.tokens import nonbreaking_prefixes

    always: list[str] = []
    numeric: list[str] = []
    for line in nonbreaking_prefixes(language):
        word, _, note = line.partition(" ")
        (numeric if note else always).append(word)
    found = []
    if always:
        found.append(replace(rule, before=_abbreviations(always, "any")))
    if numeric:
        found.append(replace(rule, before=_abbreviations(numeric, "any"), after=r"\s+[0-9]"))
    return found
