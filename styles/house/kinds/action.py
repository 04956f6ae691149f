"""What puts a place right: the `action` of a rule, in the manner of Vale."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from corpora.patterns import PATIENCE
from styles.house.entry import Entry
from styles.house.hit import expand, highest_group

_STRIPS: dict[str, Callable[[str, str], str]] = {
    "trim": str.strip,
    "trim_left": str.lstrip,
    "trim_right": str.rstrip,
}


@dataclass(frozen=True, slots=True)
class Action:
    """Other texts (`replace`), nothing (`remove`), or an edit of what stands there (`edit`).

    A rule with an action is certain of its answer, and `duizhao fix` carries it out.

    Args:
        name: of the action; empty for none.
        params: texts that could stand there, or an edit and what it needs: `[trim_right, "."]`,
            `[regex, PATTERN, TEXT]`.
        pattern: that of an edit, compiled.
    """

    name: str = ""
    params: tuple[str, ...] = ()
    pattern: Any = None

    @classmethod
    def read(cls, entry: Entry, *, groups: int = 0) -> "Action":
        """The action of a rule whose pattern has so many groups."""
        held = entry.mapping("action", {})
        if not held:
            return cls()
        name, params = held.pop("name", ""), held.pop("params", None) or []
        if held:
            raise entry.wrong(f"unknown key {next(iter(held))!r}", "An action has a name and params", "action")
        if name not in ("replace", "remove", "edit"):
            raise entry.wrong(f"the action is {name!r}", "Choose from replace, remove, edit", "action")
        if not isinstance(params, list) or not all(isinstance(each, str) for each in params):
            raise entry.wrong(f"its params are {params!r}", "Give a list of texts", "action", "params")
        if name == "replace" and any(highest_group(each) > groups for each in params):
            raise entry.wrong("a text names a group that the pattern has not", "Count its brackets", "action", "params")
        if name != "edit":
            return cls(name, tuple(params))
        if len(params) == 3 and params[0] == "regex":
            return cls(name, tuple(params), entry.pattern(params[1], "action", "params"))
        if len(params) == 2 and params[0] in _STRIPS:
            return cls(name, tuple(params))
        known = "[regex, PATTERN, TEXT], [trim, CHARACTERS], trim_left or trim_right"
        raise entry.wrong(f"its params are {params!r}", f"Give {known}", "action", "params")

    @property
    def certain(self) -> bool:
        """Whether there is one."""
        return bool(self.name)

    def texts(self, match: Any, group: int) -> tuple[str, ...]:
        """What could stand in the place of a match; its own groups are counted from behind `group`."""
        if self.name == "replace":
            return tuple(expand(template, match, shift=group) for template in self.params)
        if self.name == "remove":
            return ("",)
        if self.name == "edit" and self.pattern is not None:
            return (self.pattern.sub(lambda found: expand(self.params[2], found), match[0], timeout=PATIENCE),)
        return (_STRIPS[self.params[0]](match[0], self.params[1]),) if self.name == "edit" else ()
