"""Regular expressions that every Python we support reads alike."""

import re
from pathlib import Path

import pytest

FLOORS = ("cli", "styles", "tm", "corpora")
# Before Python 3.11.5 a possessive quantifier behind a group keeps what a failed round of the group had taken
# (bugs.python.org, gh-106052); an atomic group does not.
_POSSESSIVE = re.compile(r"(?<!\\)\)[+*?]\+|(?<!\\)\}\+(?!=)")


def possessive(line: str) -> bool:
    return _POSSESSIVE.search(line) is not None


@pytest.mark.parametrize("floor", FLOORS)
def test_no_possessive_quantifier_stands_behind_a_group(floor: str) -> None:
    found = [
        f"{path}:{number}"
        for path in sorted((Path(__file__).parents[1] / floor).rglob("*.py"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if possessive(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("line", "told"), [('r"(?:a b)++"', True), ('r"(?:a)?+c"', True), ('r"[a-z]++(?>(?:b)+)"', False)]
)
def test_the_test_tells_them(line: str, told: bool) -> None:
    assert possessive(line) == told
