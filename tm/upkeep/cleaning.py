"""Units that a memory is better without, each with the rule and the reason."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpora.errors import WrongSetting
from tm.unit import TranslationUnit
from tm.upkeep.rules import RULES, Rule


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a unit.

    Args:
        unit: as it is stored.
        rule: the rule's name.
        language: the tag of the translation that was looked at.
        reason: what was found, as a clause.
    """

    unit: TranslationUnit
    rule: str
    language: str
    reason: str


def find_faults(units: Iterable[TranslationUnit], *, rules: Sequence[Rule] = RULES) -> Iterator[list[Fault]]:
    """The faults of each unit that has any, a list a unit, in the order of the units and of the rules.

    Each translation is held against the source; a fault that all of them show, such as a broken source, is named once.
    """
    for unit in units:
        faults: list[Fault] = []
        for rule in rules:
            if "partial" in unit.flags and not rule.partial:
                continue
            for target in unit.variants[1:]:
                reason = rule.find(unit.source, target)
                if reason and all(reason != fault.reason for fault in faults):
                    faults.append(Fault(unit, rule.name, target.language, reason))
        if faults:
            yield faults


def choose_rules(names: Iterable[str]) -> tuple[Rule, ...]:
    """The rules of these names in the order of `RULES`; all of them for no name.

    Raises:
        WrongSetting: there is no such rule.
    """
    wanted = set(names)
    if unknown := wanted - {rule.name for rule in RULES}:
        known = ", ".join(rule.name for rule in RULES)
        raise WrongSetting(f"there is no rule {', '.join(sorted(unknown))}", f"Rules are {known}")
    return tuple(rule for rule in RULES if not wanted or rule.name in wanted)


def is_beyond_use(faults: Sequence[Fault]) -> bool:
    """Whether a unit with these faults has no translation left that is without one."""
    return {fault.language for fault in faults} >= {variant.language for variant in faults[0].unit.variants[1:]}
