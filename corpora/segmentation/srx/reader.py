"""SRX 2.0 read: which rules hold for a language, in the order in which they are asked."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from os import PathLike
from typing import TYPE_CHECKING

from corpora.errors import NothingFound, WrongFormat, WrongLanguage
from corpora.language import canonical
from corpora.segmentation.ruleset import Breaking, CodeSides, Holding, RuleSet
from corpora.segmentation.srx.matching import Origin, check_pattern, compile_break, compile_holds
from corpora.xml import parse

if TYPE_CHECKING:
    from corpora.xml import Element

_BACKREFERENCE = re.compile(r"\\[1-9k]|\(\?<[A-Za-z]")
Skip = Callable[[WrongFormat], None]


@dataclass(frozen=True, slots=True)
class SrxRule:
    """A rule as the file has it.

    Args:
        breaks: whether a place that fits is a boundary, or is held to be none.
        before, after: patterns; empty ones fit anywhere.
        line: in the file, from 1.
    """

    breaks: bool
    before: str
    after: str
    line: int


@dataclass(frozen=True, slots=True)
class LanguageMap:
    """Which languages a set of rules is for.

    Args:
        pattern: fits the whole of a language tag.
        name: of the set.
    """

    pattern: str
    name: str


@dataclass(frozen=True, slots=True)
class SrxRules:
    """The rules in a file.

    Args:
        file: its name.
        cascade: whether all maps that fit a language count, or the first alone.
        subflows: whether text inside codes is to be cut; articles hold none.
        sides: where codes at a boundary go.
        maps: in order.
        sets: rules by the name of their set, in order.
        notes: what the file says beyond SRX 2.0, and is not heeded.
    """

    file: str
    cascade: bool
    subflows: bool
    sides: CodeSides
    maps: tuple[LanguageMap, ...]
    sets: tuple[tuple[str, tuple[SrxRule, ...]], ...]
    notes: tuple[str, ...] = ()

    def names_for(self, language: str) -> list[str]:
        """The sets of rules that hold for a language, in the order in which they are asked."""
        tag = canonical(language)
        forms = (tag, tag.replace("-", "_"))
        names = [
            entry.name
            for entry in self.maps
            if any(re.fullmatch(_python(entry.pattern), form, re.IGNORECASE) for form in forms)
        ]
        return names if self.cascade else names[:1]

    def rules_for(self, language: str, *, on_skip: Skip | None = None) -> RuleSet:
        """The rules for a language, ready to be carried out.

        Args:
            language: BCP-47 tag.
            on_skip: gets the error for each rule whose pattern cannot be read; else it is raised.

        Raises:
            WrongLanguage: the file has none for the language.
            WrongFormat: a pattern cannot be read; with its line.
        """
        names = self.names_for(language)
        if not names:
            offered = ", ".join(entry.pattern for entry in self.maps)
            raise WrongLanguage(
                f"the file has no rules for {canonical(language)}",
                f"Name another file, or add a language map to it (it has {offered})",
                file=self.file,
            )
        if on_skip is None:
            return _ready(self, canonical(language))
        return _compiled(self, canonical(language), on_skip)

    def check(self) -> Iterator[WrongFormat]:
        """An error for each rule of any language that cannot be carried out."""
        for name, rules in self.sets:
            for rule in rules:
                if error := _fault(rule, self.file, name):
                    yield error


def read_srx(data: bytes, *, file: str | PathLike[str]) -> SrxRules:
    """The rules in an SRX document, of version 2.0 or 1.0.

    Raises:
        WrongFormat: it is no SRX, or maps a language to rules that it does not hold.
        NothingFound: it holds no rules.
    """
    root = parse(data, file=file)
    if _local(root) != "srx":
        raise WrongFormat(f"this is <{_local(root)}>, not SRX", "Export the rules as SRX 2.0", file=file)
    sets = tuple(_sets(root, file))
    if not any(rules for _, rules in sets):
        raise NothingFound("the file holds no rules", "Export the rules as SRX 2.0", file=file)
    maps = tuple(_maps(root, {name for name, _ in sets}, file))
    if not maps:
        raise NothingFound("the file maps no language to its rules", "Add a languagemap", file=file)
    header = next(_children(root, "header"), None)
    return SrxRules(
        file=str(file),
        cascade=header is not None and header.get("cascade") == "yes",
        subflows=header is not None and header.get("segmentsubflows") == "yes",
        sides=_sides(header),
        maps=maps,
        sets=sets,
        notes=tuple(_notes(header)),
    )


def _sets(root: "Element", file: str | PathLike[str]) -> "Iterator[tuple[str, tuple[SrxRule, ...]]]":
    for element in _children(root, "languagerule"):
        rules = tuple(_rule(rule, file) for rule in _children(element, "rule"))
        yield element.get("languagerulename", ""), rules


def _rule(element: "Element", file: str | PathLike[str]) -> SrxRule:
    breaks = element.get("break", "yes")
    if breaks not in ("yes", "no"):
        raise WrongFormat(f'break is "{breaks}"', "Write yes or no", file=file, line=_line(element))
    before, after = (next(_children(element, tag), None) for tag in ("beforebreak", "afterbreak"))
    return SrxRule(breaks == "yes", _text(before), _text(after), _line(element))


def _text(element: "Element | None") -> str:
    return "" if element is None else "".join(map(str, element.itertext(with_tail=False)))


def _maps(root: "Element", known: set[str], file: str | PathLike[str]) -> Iterator[LanguageMap]:
    for element in _children(root, "languagemap"):
        pattern, name = element.get("languagepattern", ""), element.get("languagerulename", "")
        line = _line(element)
        if name not in known:
            raise WrongFormat(
                f"a languagemap names the rules {name!r}, which the file does not hold",
                "Correct the name",
                file=file,
                line=line,
            )
        try:
            re.compile(_python(pattern))
        except re.error as error:
            raise WrongFormat(
                f"the languagepattern {pattern!r} is none ({error})", "Correct it", file=file, line=line
            ) from None
        yield LanguageMap(pattern, name)


def _sides(header: "Element | None") -> CodeSides:
    """Where codes go; what the header does not say is as the standard says (section 3.2.3)."""
    include = {"start": False, "end": True, "isolated": True}
    for element in _children(header, "formathandle") if header is not None else ():
        include[element.get("type", "")] = element.get("include") == "yes"
    return CodeSides(open=include["start"], close=include["end"], standalone=include["isolated"])


def _notes(header: "Element | None") -> Iterator[str]:
    if header is None:
        return
    for element in header:
        if isinstance(element.tag, str) and _local(element) in ("rangeRule", "maskRule") and element.text:
            yield f"line {_line(element)}: {_local(element)} is an extension, and is not heeded"


@lru_cache(maxsize=32)
def _ready(document: SrxRules, language: str) -> RuleSet:
    def refuse(error: WrongFormat) -> None:
        raise error

    return _compiled(document, language, refuse)


def _compiled(document: SrxRules, language: str, on_skip: Skip) -> RuleSet:
    breaks: list[tuple[int, Breaking]] = []
    holds: list[tuple[int, Holding]] = []
    rank = 0
    waiting: list[SrxRule] = []

    def settle(name: str) -> None:
        # Between two rules that break, the order of those that hold does not matter.
        if waiting:
            origin = Origin(document.file, waiting[0].line, name)
            ready = compile_holds([(rule.before, rule.after) for rule in waiting], origin=origin)
            holds.extend((rank, hold) for hold in ready)
        waiting.clear()

    sets = dict(document.sets)
    for name in document.names_for(language):
        for rule in sets[name]:
            rank += 1
            if error := _fault(rule, document.file, name):
                on_skip(error)
                continue
            # A group's number counts from the start of a pattern: such a rule stands alone.
            alone = _BACKREFERENCE.search(rule.before + rule.after)
            if rule.breaks or alone:
                settle(name)
            if rule.breaks:
                origin = Origin(document.file, rule.line, name)
                breaks.append((rank, compile_break(rule.before, rule.after, origin=origin)))
            else:
                waiting.append(rule)
                if alone:
                    settle(name)
        settle(name)
    return RuleSet(language, tuple(breaks), tuple(holds), sides=document.sides)


def _fault(rule: SrxRule, file: str, name: str) -> WrongFormat | None:
    origin = Origin(file, rule.line, name)
    try:
        check_pattern(rule.before, origin=origin)
        check_pattern(rule.after, origin=origin)
    except WrongFormat as error:
        return error
    return None


def _python(pattern: str) -> str:
    """A language pattern; those of some tools begin with a star, as file names do."""
    return "." + pattern if pattern.startswith("*") else pattern


def _children(element: "Element", tag: str) -> "Iterator[Element]":
    return element.iter(f"{{*}}{tag}")


def _local(element: "Element") -> str:
    return str(element.tag).rpartition("}")[2]


def _line(element: "Element") -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 1
