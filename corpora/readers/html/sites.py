"""Where the parts of a story stand on the pages of a site, as data."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from corpora.errors import WrongSetting
from corpora.files import read_text
from corpora.yaml import parse_yaml

_FOLDER = Path(__file__).parent.parent / "sites"
_LONGEST_FURNITURE = 300
_MOST_KNOWN = 20_000
_LISTS = ("body", "title", "subtitle", "source", "date", "author", "caption", "leave_out")


class Names:
    """Tags, ids and classes of elements, in order; `*` stands for any characters.

    >>> names = Names(["#zoom", "article", ".share*"])
    >>> names.rank(("div", ".shares")), names.rank(("div", ".text"))
    (2, None)
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(dict.fromkeys(name.lower() for name in names))
        self._exact = {name: rank for rank, name in enumerate(self.names) if "*" not in name}
        # A pattern that begins with a star is one of ids and of classes.
        self._patterns = [
            (re.compile("[#.]?" * name.startswith("*") + re.escape(name).replace(r"\*", ".*")), rank)
            for rank, name in enumerate(self.names)
            if "*" in name
        ]
        self._known: dict[str, int | None] = {}
        self._ranks: dict[tuple[str, ...], int | None] = {}

    def rank(self, tokens: tuple[str, ...]) -> int | None:
        """The place of the first name that one of an element's tokens answers to; None where none does."""
        if tokens not in self._ranks:
            if len(self._ranks) > _MOST_KNOWN:
                self._ranks.clear()
                self._known.clear()
            ranks = [rank for token in tokens if (rank := self._rank(token)) is not None]
            self._ranks[tokens] = min(ranks) if ranks else None
        return self._ranks[tokens]

    def _rank(self, token: str) -> int | None:
        if token not in self._known:
            ranks = [rank for pattern, rank in self._patterns if pattern.fullmatch(token)]
            if token in self._exact:
                ranks.append(self._exact[token])
            self._known[token] = min(ranks) if ranks else None
        return self._known[token]


@dataclass(frozen=True, slots=True)
class Furniture:
    """A whole line that pages put round a story.

    Args:
        line: pattern of the whole line.
        out: lines that it must match.
        keep: lines that it must not match.
        closed: whether it is for lines that end with a full stop, too.
    """

    line: re.Pattern[str]
    out: tuple[str, ...]
    keep: tuple[str, ...]
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """The rules for the pages of some hosts.

    Args:
        name: of the file that they came from.
        hosts: that they are for; empty for every host.
        body, title, subtitle, source, date, author, caption, leave_out: names of elements.
        furniture: lines that are not part of a story.
    """

    name: str
    hosts: tuple[str, ...]
    body: Names
    title: Names
    subtitle: Names
    source: Names
    date: Names
    author: Names
    caption: Names
    leave_out: Names
    furniture: tuple[Furniture, ...]
    _furniture: tuple[re.Pattern[str], ...] = field(init=False, repr=False, compare=False)
    _known: dict[str, bool] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        patterns = [
            re.compile("|".join([f"(?:{rule.line.pattern})" for rule in rules]) or "(?!)", re.IGNORECASE)
            for rules in (self.furniture, [rule for rule in self.furniture if rule.closed])
        ]
        object.__setattr__(self, "_furniture", tuple(patterns))

    def is_furniture(self, text: str) -> bool:
        """Whether a line is not part of a story, wherever it stands."""
        if len(text) > _LONGEST_FURNITURE:
            return False
        if text not in self._known:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            closed = text.endswith("。") or (text.endswith(".") and not text.endswith(".."))
            self._known[text] = self._furniture[closed].fullmatch(text) is not None
        return self._known[text]

    def serves(self, host: str) -> bool:
        """Whether the rules are made for a host."""
        return any(host == own or host.endswith("." + own) for own in self.hosts)

    def before(self, other: "Site") -> "Site":
        """These rules, and another site's where these do not answer."""
        names = {key: Names((*getattr(self, key).names, *getattr(other, key).names)) for key in _LISTS}
        return Site(self.name, self.hosts, furniture=(*self.furniture, *other.furniture), **names)


@cache
def load_sites(folder: Path = _FOLDER) -> tuple[Site, ...]:
    """The rules in a folder, by file name; those without hosts, which serve every page, last.

    Raises:
        WrongFormat: a file is no YAML.
        WrongSetting: a file is not of the form that `generic.yaml` shows, or none of them serves every page.
    """
    sites = [_site(path, parse_yaml(read_text(path), file=path)) for path in sorted(folder.glob("*.yaml"))]
    if [site.hosts for site in sites].count(()) != 1:
        raise WrongSetting("not exactly one file of rules for every page", "Keep one with `hosts: []`", file=folder)
    return tuple(sorted(sites, key=lambda site: not site.hosts))


def _site(path: Path, held: object) -> Site:
    known = {*_LISTS, "hosts", "furniture"}
    if not isinstance(held, dict) or not set(held) <= known:
        raise _unlike(path, f"keys other than {', '.join(sorted(known))}")
    rules = held.get("furniture") or []
    if not isinstance(rules, list) or not all(isinstance(rule, dict) for rule in rules):
        raise _unlike(path, "furniture that is no list of rules")
    names = {key: Names(_strings(held, key, path)) for key in _LISTS}
    furniture = tuple(_furniture(rule, path) for rule in rules)
    return Site(path.stem, tuple(_strings(held, "hosts", path)), furniture=furniture, **names)


def _furniture(rule: dict[str, object], path: Path) -> Furniture:
    try:
        line = re.compile(str(rule.get("line", "")), re.IGNORECASE)
    except re.error as error:
        raise _unlike(path, f"a pattern that cannot be read ({error})") from None
    return Furniture(
        line, tuple(_strings(rule, "out", path)), tuple(_strings(rule, "keep", path)), rule.get("closed") is True
    )


def _strings(held: dict[str, object], key: str, path: Path) -> list[str]:
    value = held.get(key) or []
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise _unlike(path, f"{key} that is no list of texts")
    return value


def _unlike(path: Path, what: str) -> WrongSetting:
    return WrongSetting(f"rules of a site with {what}", "Follow generic.yaml", file=path)


@cache
def _pick(host: str, folder: Path) -> Site:
    *sites, generic = load_sites(folder)
    own = next((site for site in sites if host and site.serves(host)), None)
    return own.before(generic) if own else generic


def find_site(url: str, *, folder: Path = _FOLDER) -> Site:
    """The rules for a page: those of its host, then the generic ones.

    Args:
        url: the page's address; empty where it is not known.
    """
    return _pick((urlsplit(url).hostname or "").lower(), folder)
