"""A rule of a house style, read from its file."""

import inspect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from os import PathLike
from typing import Any, cast

from corpora.article import KINDS as BLOCK_KINDS
from corpora.article import BlockKind
from corpora.errors import Invalid, WrongSetting
from corpora.language import canonical
from corpora.language import unspaced as is_unspaced
from styles.house.entry import Entry
from styles.house.hit import Kind
from styles.house.kinds import CHECKS, KINDS
from styles.house.story import Scope
from tm.finding import SEVERITIES, Severity

# What YAML gives for an argument by the type of its default; a mapping where that is None.
_FORMS: dict[type, tuple[type, ...]] = {
    str: (str,),
    bool: (bool,),
    int: (int,),
    float: (int, float),
    tuple: (list,),
}
_EXAMPLE = ("text", "kind", "source", "match", "fixed")


@dataclass(frozen=True, slots=True)
class Example:
    """A text that a rule must flag, or leave alone.

    Args:
        text: a line for each block.
        kind: of its blocks; empty for one that the rule looks at.
        source: what it is a version of, for rules that look at both sides.
        match: what is to be flagged in it; None for anything.
        fixed: the text with the first offer of each finding carried out; None where none is looked for.
    """

    text: str
    kind: BlockKind | None = None
    source: str = ""
    match: str | None = None
    fixed: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that looks at text.

    Args:
        name: that of its file; findings are `style.NAME`.
        kind: what it extends, and what finds by it (`finder`).
        message: for an editor; each `%s` stands for what the kind has to say.
        scope: where it looks.
        language: of the text that it is about; empty for any.
        limit: the most findings in a story; 0 for all.
        flag, leave: texts that it must flag, and that it must leave alone.
    """

    name: str
    kind: str
    message: str
    severity: Severity
    finder: Kind
    scope: Scope = Scope()
    language: str = ""
    link: str = ""
    description: str = ""
    limit: int = 0
    flag: tuple[Example, ...] = ()
    leave: tuple[Example, ...] = ()
    file: str = ""

    @property
    def id(self) -> str:
        """The name of its findings."""
        return f"style.{self.name}"

    def say(self, said: tuple[str, ...]) -> str:
        """Its message about one place."""
        message = self.message
        for text in said:
            message = message.replace("%s", text.replace("%s", "%\0s"), 1)
        return message.replace("%\0s", "%s")


@dataclass(frozen=True, slots=True)
class Setup:
    """A rule that sets up a check that stands already.

    Args:
        kind: of the rule, the first part of the check's findings.
        check: module and function.
        options: its keyword arguments.
        severity: of all its findings of that kind; None as the check has it.
    """

    name: str
    kind: str
    check: str
    options: tuple[tuple[str, Any], ...] = ()
    severity: Severity | None = None


def read_rule(text: str, *, file: str | PathLike[str], name: str, language: str = "") -> Rule | Setup:
    """The rule in a YAML text.

    Args:
        name: that of its file, without suffix.
        language: of the style that it belongs to.

    Raises:
        WrongFormat: broken YAML.
        WrongSetting: an unknown key, a wrong value, a pattern that cannot be read; with the line.
    """
    entry = Entry(text, file=file)
    kind = entry.one_of("extends", (*KINDS, *CHECKS))
    if kind in CHECKS:
        return _read_setup(entry, kind, name)
    message = entry.text("message")
    severity = cast(Severity, entry.one_of("level", SEVERITIES, "warning"))
    language = entry.value("language", _language, language)
    rule = Rule(
        name,
        kind,
        message,
        severity,
        KINDS[kind](entry, not (language and is_unspaced(language))),
        entry.value("scope", _scope, Scope()),
        language,
        entry.text("link", ""),
        entry.text("description", ""),
        int(entry.number("limit", 0)),
        tuple(_examples(entry, "flag")),
        tuple(_examples(entry, "leave")),
        str(file),
    )
    entry.close()
    if message.count("%s") > rule.finder.says:
        most = rule.finder.says
        raise entry.wrong(f"the message has more than {most} %s", f"{kind} has {most} to say", "message")
    return rule


def _read_setup(entry: Entry, kind: str, name: str) -> Setup:
    known = options_of(CHECKS[kind])
    level = entry.one_of("level", SEVERITIES) if entry.has("level") else None
    entry.text("message", "")
    options = entry.rest()
    for key, value in options.items():
        if key not in known:
            remedy = f"Known here are {', '.join(sorted(known))}" if known else "This check has nothing to set up"
            raise entry.wrong(f"unknown key {key!r}", remedy, key)
        wanted = _FORMS.get(type(known[key]), (dict,))
        if not isinstance(value, wanted) or (isinstance(value, bool) and bool not in wanted):
            raise entry.wrong(f"{key} is {value!r}", f"Give {' or '.join(each.__name__ for each in wanted)}", key)
        choices = list(_choices_of(CHECKS[kind]).get(key, ()))
        named = cast("Iterable[str]", value) if choices else ()
        if unknown := [each for each in named if each not in choices]:
            raise entry.wrong(f"{key} has {unknown[0]!r}", f"Choose from {', '.join(choices)}", key)
    return Setup(name, kind, CHECKS[kind], tuple(options.items()), cast("Severity | None", level))


def options_of(check: str) -> dict[str, Any]:
    """The keyword arguments of a check that have a default, with it."""
    module, function = check.split(":")
    try:
        found = getattr(import_module(module), function)
    except (ImportError, AttributeError):
        raise WrongSetting(f"there is no check {function!r} to set up", "Take the rule out") from None
    return {
        name: parameter.default
        for name, parameter in inspect.signature(found).parameters.items()
        if parameter.kind is parameter.KEYWORD_ONLY and parameter.default is not parameter.empty
    }


def _choices_of(check: str) -> Mapping[str, Iterable[str]]:
    """The names that may stand in options of a check, where it says so."""
    found: Mapping[str, Iterable[str]] = getattr(import_module(check.split(":")[0]), "CHOICES", {})
    return found


def _language(value: Any) -> str:
    if not isinstance(value, str):
        raise Invalid(f"language is {value!r}", "Give a tag such as en or zh-Hant")
    return canonical(value) if value else ""


def _scope(value: Any) -> Scope:
    if not isinstance(value, str) and not (isinstance(value, list) and all(isinstance(each, str) for each in value)):
        raise Invalid(f"scope is {value!r}", "Give a name, or a list of names")
    return Scope.read(value)


def _examples(entry: Entry, key: str) -> list[Example]:
    return entry.value(key, _read_examples, [])


def _read_examples(value: Any) -> list[Example]:
    items = value if isinstance(value, list) else [value]
    found = []
    for item in items:
        held = {"text": item} if isinstance(item, str) else item
        if not isinstance(held, dict) or not all(isinstance(each, str) for each in held.values()) or "text" not in held:
            raise Invalid(f"an example is {item!r}", "Give a text, in quotation marks where it has marks of YAML")
        if unknown := set(held) - set(_EXAMPLE):
            raise Invalid(f"unknown key {min(unknown)!r} in an example", f"Known are {', '.join(_EXAMPLE)}")
        if held.get("kind", "paragraph") not in BLOCK_KINDS:
            raise Invalid(f"a block of kind {held['kind']!r}", f"Kinds are {', '.join(BLOCK_KINDS)}")
        found.append(Example(**held))
    return found
