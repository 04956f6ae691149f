"""Rules kept as YAML: the door to PyYAML."""

from os import PathLike
from typing import Any

import yaml

from corpora.errors import WrongFormat

Lines = dict[tuple[str | int, ...], int]


def parse_yaml(text: str, *, file: str | PathLike[str]) -> Any:
    """The values in a YAML text; no tag of it makes anything but plain values.

    Raises:
        WrongFormat: with the line and column at which it breaks.
    """
    try:
        return yaml.load(text, Loader=_loader())
    except yaml.YAMLError as error:
        raise _broken(error, file) from None


def locate_yaml(text: str, *, file: str | PathLike[str]) -> Lines:
    """The line, from 1, of every key and item of a YAML text, by the way that leads to it.

    >>> locate_yaml("level: error\\ntokens:\\n  - one\\n  - two", file="rule.yaml")
    {('level',): 1, ('tokens',): 2, ('tokens', 0): 3, ('tokens', 1): 4}

    Raises:
        WrongFormat: it is broken, or has a key twice.
    """
    try:
        root = yaml.compose(text, Loader=_loader())
    except yaml.YAMLError as error:
        raise _broken(error, file) from None
    lines: Lines = {}
    # An alias may stand in many places: what it names is looked through once.
    seen: set[int] = set()
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), root)]
    while waiting:
        way, node = waiting.pop(0)
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            held = [(str(key.value), key, value) for key, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            held = [(number, item, item) for number, item in enumerate(node.value)]  # type: ignore[misc]
        else:
            continue
        for name, at, value in held:
            line = at.start_mark.line + 1
            if (*way, name) in lines:
                raise WrongFormat(f"the key {name!r} stands there twice", "Keep one of them", file=file, line=line)
            lines[(*way, name)] = line
            waiting.append(((*way, name), value))
    return lines


def _loader() -> Any:
    """The C loader is ten times as fast, and not in every build."""
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _broken(error: yaml.YAMLError, file: str | PathLike[str]) -> WrongFormat:
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return WrongFormat(f"broken YAML ({error})", "Save it as UTF-8 text", file=file)
    problem = getattr(error, "problem", None) or "something stands where it may not"
    cause = f"broken YAML in column {mark.column + 1} ({problem})"
    return WrongFormat(cause, "Mend the line", file=file, line=mark.line + 1)
