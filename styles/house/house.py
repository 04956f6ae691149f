"""House styles: those that come with us, and what a workspace makes of them."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from os import PathLike
from pathlib import Path
from typing import Any

from corpora.errors import WrongSetting
from corpora.files import read_text
from corpora.language import Tag, answers
from styles.house.entry import Entry
from styles.house.rule import Rule, Setup, read_rule
from tm.finding import SEVERITIES, Finding, Severity

# The styles that come with us; `none` is a style without rules, to begin one's own with.
HOUSES = ("news-en", "news-zh", "none")
_STYLE_FILE = "house.yaml"
_OTHERS = ("ignore.yaml", _STYLE_FILE)
_NAME = re.compile(r"[A-Za-z0-9][\w-]*")
# First parts of the names of findings.
_PARTS = ("term", "number", "date", "name", "consistency", "residue", "structure", "style")


@dataclass(frozen=True, slots=True)
class House:
    """A house style.

    Args:
        name: how it was asked for.
        rules: that look at text, those that are switched off among them.
        setups: of checks that stand already.
        levels: names of findings, or patterns of them, with on, off or a severity; the last that fits decides.
        digest: of what a workspace added; empty for a style as it came.
    """

    name: str
    rules: tuple[Rule, ...] = ()
    setups: tuple[Setup, ...] = ()
    levels: tuple[tuple[str, str], ...] = ()
    digest: str = ""

    def __str__(self) -> str:
        return f"{self.name}@{self.digest}" if self.digest else self.name

    def severity(self, rule: str, severity: Severity) -> Severity | None:
        """That of a finding under this style; None where its rule is switched off."""
        on = True
        for pattern, level in self.levels:
            if not fnmatchcase(rule, pattern):
                continue
            if level in ("on", "off"):
                on = level == "on"
            else:
                severity = level  # type: ignore[assignment]
        return severity if on else None

    def judge(self, finding: Finding) -> Finding | None:
        """A finding under this style; None where its rule is switched off."""
        severity = self.severity(finding.rule, finding.severity)
        if severity is None or severity == finding.severity:
            return finding if severity else None
        return replace(finding, severity=severity)

    def active(self, language: str) -> list[Rule]:
        """The rules that look at text in a language."""
        return [
            rule for rule in self.rules if _speaks(rule, language) and self.severity(rule.id, rule.severity) is not None
        ]

    def options(self, check: str) -> dict[str, Any]:
        """What its rules set up in a check, `module:function`."""
        return {key: value for setup in self.setups if setup.check == check for key, value in setup.options}

    def describe(self, rule: str) -> str:
        """What a rule of its own looks at, as a clause; empty for another's."""
        found = next((each for each in self.rules if each.id == rule), None)
        if found is None:
            return ""
        return (found.description or found.message.replace("%s", "…")).rstrip(".。")

    def link(self, rule: str) -> str:
        """Where a rule of its own is explained; empty where it is not."""
        return next((each.link for each in self.rules if each.id == rule), "")


def _speaks(rule: Rule, language: str) -> bool:
    """Whether a rule is about a language; one that names no script is about all."""
    wanted = Tag.parse(rule.language) if rule.language else None
    if wanted is None:
        return True
    if wanted.script or wanted.region:
        return answers(rule.language, language)
    return wanted.language == Tag.parse(language).language


def load_house(name: str = "news-en", *, folder: str | PathLike[str] | None = None) -> House:
    """A house style that comes with us, or several with commas between; with what a folder adds to it.

    Each YAML file of the folder is a rule, and takes the place of one of that name; `house.yaml` switches rules off
    and on and changes their severity.

    Raises:
        WrongSetting: there is no style of that name; an unknown key or a wrong value, with file and line.
        WrongFormat: broken YAML, with file, line and column.
    """
    names = [each.strip() for each in name.split(",")]
    for each in names:
        if each not in HOUSES:
            raise WrongSetting(f"there is no house style named {each!r}", f"Choose from {', '.join(HOUSES)}")
    house = House(name)
    for each in names:
        if each != "none":
            house = _joined(house, _built_in(each))
    if folder is None or not Path(folder).is_dir():
        return house
    found = sorted(path for path in Path(folder).rglob("*") if path.suffix in (".yaml", ".yml"))
    texts = [(path, read_text(path)) for path in found if path.name != "ignore.yaml"]
    if not texts:
        return house
    added = _read_style([(str(path), text) for path, text in texts], known=house)
    digest = hashlib.sha256("\0".join(f"{path.name}\0{text}" for path, text in texts).encode()).hexdigest()[:8]
    return replace(_joined(house, added), digest=digest)


@cache
def _built_in(name: str) -> House:
    folder = files("styles.house") / "rules" / name
    texts = [(each.name, each.read_text("utf-8")) for each in folder.iterdir() if each.name.endswith(".yaml")]
    return _read_style([(f"{name}/{file}", text) for file, text in sorted(texts)], known=House(name))


def _read_style(texts: list[tuple[str, str]], *, known: House) -> House:
    """The rules in files, with what the file of the style says of them and of those that are known."""
    head = next(((file, text) for file, text in texts if Path(file).name == _STYLE_FILE), None)
    entry = Entry(head[1], file=head[0]) if head and head[1].strip() else None
    language = entry.text("language", "") if entry else ""
    rules: dict[str, Rule | Setup] = {}
    for file, text in texts:
        path = Path(file)
        if path.name in _OTHERS:
            continue
        if not _NAME.fullmatch(path.stem):
            raise WrongSetting(f"no rule can be named {path.stem!r}", "Use letters, digits and hyphens", file=file)
        if path.stem in rules:
            raise WrongSetting(f"there are two rules named {path.stem!r}", "Rename one of the files", file=file)
        rules[path.stem] = read_rule(text, file=file, name=path.stem, language=language)
    own = tuple(rule for rule in rules.values() if isinstance(rule, Rule))
    setups = tuple(rule for rule in rules.values() if isinstance(rule, Setup))
    levels: list[tuple[str, str]] = [(f"{setup.kind}.*", setup.severity) for setup in setups if setup.severity]
    if entry:
        levels += _levels(entry, {rule.id for rule in (*known.rules, *own)})
        entry.close()
    return House(known.name, own, setups, tuple(levels))


def _levels(entry: Entry, names: set[str]) -> Iterator[tuple[str, str]]:
    """What `disable`, `enable` and `severity` say, by the whole names of findings."""
    for key, level in (("disable", "off"), ("enable", "on")):
        for number, pattern in enumerate(entry.texts(key)):
            yield _known(entry, pattern, names, key, number), level
    for pattern, level in entry.mapping("severity", {}).items():
        if level not in SEVERITIES:
            raise entry.wrong(f"{level!r} is no severity", f"Choose from {', '.join(SEVERITIES)}", "severity", pattern)
        yield _known(entry, pattern, names, "severity", pattern), level


def _known(entry: Entry, pattern: str, names: set[str], *way: str | int) -> str:
    whole = pattern if "." in pattern else f"style.{pattern}"
    part = whole.partition(".")[0]
    if part not in _PARTS or (part == "style" and not any(fnmatchcase(name, whole) for name in names)):
        raise entry.wrong(f"there is no rule {pattern!r}", "`duizhao check --rules` lists them", *way)
    return whole


def _joined(one: House, other: House) -> House:
    """A style with what another adds: a rule takes the place of one of its name for its language."""
    return House(
        one.name,
        (*(rule for rule in one.rules if not any(_replaces(new, rule) for new in other.rules)), *other.rules),
        (*(setup for setup in one.setups if setup.name not in {new.name for new in other.setups}), *other.setups),
        (*one.levels, *other.levels),
    )


def _replaces(new: Rule, rule: Rule) -> bool:
    return new.name == rule.name and new.language in ("", rule.language)
