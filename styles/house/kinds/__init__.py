"""The kinds of rule: those of Vale (https://vale.sh/docs/styles), and those that look at both sides of a pair."""

from collections.abc import Callable

from styles.house.entry import Entry
from styles.house.hit import Kind
from styles.house.kinds.agreement import Conditional, Consistency
from styles.house.kinds.capitalization import Capitalization
from styles.house.kinds.counting import Occurrence, Repetition
from styles.house.kinds.sides import Companion, Template
from styles.house.kinds.words import Existence, Substitution

# What `extends` may name, and what reads the rule's own keys: called with the entry and whether words are bounded.
KINDS: dict[str, Callable[[Entry, bool], Kind]] = {
    "existence": Existence.read,
    "substitution": Substitution.read,
    "occurrence": Occurrence.read,
    "repetition": Repetition.read,
    "consistency": Consistency.read,
    "conditional": Conditional.read,
    "capitalization": Capitalization.read,
    "companion": Companion.read,
    "template": Template.read,
}
# Kinds that set up a check that stands already: its function, whose keyword arguments are the rule's keys.
CHECKS: dict[str, str] = {
    "term": "styles.checks.terms:check_terms",
    "number": "styles.checks.numbers:check_numbers",
    "date": "styles.checks.numbers:check_numbers",
    "name": "styles.checks.names:check_names",
    "structure": "styles.checks.structure:check_structure",
    "ratio": "styles.checks.structure:check_structure",
}
