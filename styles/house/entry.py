"""A rule file as it was written: its keys read by kind of value, and every mistake told with its line."""

from collections.abc import Callable
from difflib import get_close_matches
from os import PathLike
from typing import Any, TypeVar, cast

from corpora.errors import Invalid, WrongSetting
from corpora.patterns import BadPattern, compile_pattern
from corpora.yaml import locate_yaml, parse_yaml

T = TypeVar("T")


class Entry:
    """A mapping of YAML. A key that nobody asked for is not known.

    Raises:
        WrongFormat: the text is broken YAML.
        WrongSetting: it is no mapping.
    """

    def __init__(self, text: str, *, file: str | PathLike[str]) -> None:
        self.file = file
        self._lines = locate_yaml(text, file=file)
        self._asked: set[str] = set()
        held = parse_yaml(text, file=file)
        if not isinstance(held, dict):
            raise WrongSetting("there are no keys in it", "Write `extends: existence` and its keys", file=file)
        self._held: dict[str, Any] = self._named(held)

    def wrong(self, cause: str, remedy: str = "", *way: str | int) -> WrongSetting:
        """The error for what stands at a key, or behind it."""
        line = next((self._lines[way[:end]] for end in range(len(way), 0, -1) if way[:end] in self._lines), None)
        return WrongSetting(cause, remedy, file=self.file, line=line)

    def has(self, key: str) -> bool:
        """Whether it says something of a key."""
        return self._held.get(key) is not None

    def lacking(self, key: str, what: str) -> WrongSetting:
        """The error for a key that is needed; one that is written nearly so is told instead."""
        left = [name for name in self._held if name not in self._asked]
        if near := get_close_matches(key, left, 1):
            return self.wrong(f"unknown key {near[0]!r}", f"Write {key}, if that is meant", near[0])
        return self.wrong(f"there is no {key}", f"Write `{key}: ` and {what}", "extends")

    def text(self, key: str, default: str | None = None) -> str:
        """A text; required where there is no default."""
        return cast(str, self._value(key, default, (str,), "a text"))

    def number(self, key: str, default: float | None = None) -> float:
        """A number; required where there is no default."""
        return cast(float, self._value(key, default, (int, float), "a number"))

    def flag(self, key: str, default: bool = False) -> bool:
        """Whether something is so."""
        return cast(bool, self._value(key, default, (bool,), "true or false"))

    def one_of(self, key: str, known: tuple[str, ...], default: str | None = None) -> str:
        """One of the names that are known."""
        value = self.text(key, default)
        if value not in known:
            raise self.wrong(f"{key} is {value!r}", f"Choose from {', '.join(known)}", key)
        return value

    def texts(self, key: str, default: tuple[str, ...] | None = ()) -> tuple[str, ...]:
        """A list of texts; one alone may stand without a list."""
        value = self._value(key, list(default) if default is not None else None, (str, list), "a list of texts")
        if isinstance(value, str):
            return (value,)
        for number, item in enumerate(value):
            if not isinstance(item, (str, int, float)) or isinstance(item, bool):
                raise self.wrong(f"{key} holds {item!r}", "Put quotation marks around a text", key, number)
        return tuple(str(item) for item in value)

    def mapping(self, key: str, default: dict[str, Any] | None = None) -> dict[str, Any]:
        """A mapping, or a list of mappings as one."""
        value = self._value(key, default, (dict, list), "a mapping")
        if isinstance(value, list):
            if not all(isinstance(item, dict) for item in value):
                raise self.wrong(f"{key} is {value!r}", "Write `this: that`, a line each", key)
            value = {name: each for item in value for name, each in item.items()}
        return self._named(value, key)

    def pairs(self, key: str) -> dict[str, str]:
        """A mapping of texts to texts, at least one."""
        found = self.mapping(key)
        for name, value in found.items():
            if not isinstance(value, (str, int, float)) or isinstance(value, bool):
                raise self.wrong(f"{name!r} stands beside {value!r}", "Put quotation marks around a text", key, name)
        if not found:
            raise self.wrong(f"{key} is empty", "Write `this: that`, a line each", key)
        return {name: str(value) for name, value in found.items()}

    def pattern(self, text: str, *way: str | int) -> Any:
        """A compiled pattern, for which a passage is a line; a mistake in it is told at its key."""
        try:
            return compile_pattern(f"(?m){text}")
        except BadPattern as error:
            raise self.wrong(f"the pattern {text!r} cannot be read ({error})", "Correct it", *way) from None

    def value(self, key: str, read: Callable[[Any], T], default: T) -> T:
        """What a reader makes of a key; what it finds invalid is told with its line."""
        if not self.has(key):
            self._asked.add(key)
            return default
        self._asked.add(key)
        try:
            return read(self._held[key])
        except Invalid as error:
            raise self.wrong(error.cause, error.remedy, key) from None

    def rest(self) -> dict[str, Any]:
        """What nobody asked for so far; asked for now."""
        left = {key: value for key, value in self._held.items() if key not in self._asked}
        self._asked.update(left)
        return left

    def close(self) -> None:
        """Says that all was asked for; raises `WrongSetting` where a key is left."""
        for key in self._held:
            if key not in self._asked:
                raise self.wrong(f"unknown key {key!r}", f"Known here are {', '.join(sorted(self._asked))}", key)

    def _named(self, held: dict[Any, Any], *way: str | int) -> dict[str, Any]:
        for name in held:
            # YAML takes on, off, yes and no for true and false.
            if isinstance(name, bool) or name is None:
                raise self.wrong(f"{name!r} is no name", "Put quotation marks around on, off, yes, no, null", *way)
        return {str(name): each for name, each in held.items()}

    def _value(self, key: str, default: Any, types: tuple[type, ...], what: str) -> Any:
        self._asked.add(key)
        value = self._held.get(key)
        if value is None:
            if default is None:
                raise self.lacking(key, what)
            return default
        if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
            raise self.wrong(f"{key} is {value!r}", f"Give {what}", key)
        return value
