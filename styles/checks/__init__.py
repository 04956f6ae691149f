"""What an editor should look at in a pair: every check run over it, their findings in one order."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module

from corpora.bitext import Bitext
from corpora.errors import WrongSetting
from corpora.signature import sign
from corpora.text import Span
from styles.house import House, load_house
from tm.finding import Finding
from tm.glossary import Glossary


@dataclass(frozen=True, slots=True)
class Check:
    """A check: a function of a bitext that yields findings and never raises.

    Args:
        name: what `checks=` calls it.
        path: module and function; it is called with the bitext and with what it needs by keyword.
        rules: of the findings that it yields.
        needs: names of what it needs; without one of them it is not run.
        uses: names of what it does without where it is not given.
    """

    name: str
    path: str
    rules: tuple[str, ...]
    needs: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()

    def run(self, bitext: Bitext, given: dict[str, object], options: dict[str, object]) -> Iterator[Finding]:
        """Its findings; none where something that it needs was not given.

        Args:
            options: what the house style sets up in it, by keyword.
        """
        if any(given[name] is None for name in self.needs):
            return iter(())
        module, function = self.path.split(":")
        found: Callable[..., Iterator[Finding]] = getattr(import_module(module), function)
        return found(bitext, **{name: given[name] for name in (*self.needs, *self.uses)}, **options)


CHECKS: tuple[Check, ...] = (
    Check(
        "terms",
        "styles.checks.terms:check_terms",
        (
            "term.missing",
            "term.deprecated",
            "term.forbidden",
            "term.short-form",
            "term.first-mention",
            "term.inconsistent",
        ),
        ("glossary",),
    ),
    Check(
        "numbers",
        "styles.checks.numbers:check_numbers",
        (
            *(f"number.{what}" for what in ("value", "unit", "direction", "missing", "extra")),
            *(f"date.{what}" for what in ("value", "missing", "extra")),
        ),
    ),
    Check(
        "residue",
        "styles.checks.residue:check_residue",
        ("residue.han", "residue.fullwidth", "residue.credit", "residue.markup", "residue.quotes"),
    ),
    Check("doubling", "styles.checks.doubling:check_doubling", ("residue.doubled",)),
    Check(
        "names",
        "styles.checks.names:check_names",
        ("name.order", "name.spelling", "name.inconsistent", "name.polyphone"),
        uses=("glossary",),
    ),
    Check(
        "consistency",
        "styles.checks.consistency:check_consistency",
        ("consistency.source", "consistency.target"),
        uses=("memory",),
    ),
    Check(
        "structure",
        "styles.checks.structure:check_structure",
        (
            "structure.title",
            "structure.heading",
            "structure.caption",
            "structure.credit",
            "structure.unclosed",
            "structure.quotation",
            "structure.speaker",
            "structure.question",
            "structure.length",
            "structure.untranslated",
        ),
    ),
    # Its rules are those of the house style: `style.NAME`.
    Check("style", "styles.house.application:check_style", (), ("house",)),
)


def check(
    bitext: Bitext,
    *,
    glossary: Glossary | None = None,
    house: str | House = "news-en",
    checks: Iterable[str] | None = None,
    memory: object = None,
) -> list[Finding]:
    """What an editor should look at, by segment, then place, then rule.

    Args:
        bitext: the pair; `Finding.segment` is the index of a bead, spans count in its joined texts.
        glossary: the terms to hold the target to; without it terms are not checked.
        house: the house style, or the name of one that comes with us: its rules are looked up in the target, it sets
            up the other checks, and it switches rules off or changes their severity.
        checks: names from `CHECKS`; None for all.
        memory: what was said before, for the checks that ask it (`tm.memory.Memory`); None for nothing.

    Raises:
        WrongSetting: a check or a house style of that name is not known.
    """
    style = load_house(house) if isinstance(house, str) else house
    given: dict[str, object] = {"glossary": glossary, "house": style, "memory": memory}
    found = (finding for each in _chosen(checks) for finding in each.run(bitext, given, style.options(each.path)))
    return sorted(_told_once(judged for finding in found if (judged := style.judge(finding))), key=_place)


def signature(
    bitext: Bitext,
    *,
    glossary: Glossary | None = None,
    house: str | House = "news-en",
    checks: Iterable[str] | None = None,
) -> str:
    """How the findings of `check` with the same arguments are made, in one line."""
    return sign(
        "check",
        lang=f"{bitext.source_language}-{bitext.target_language}",
        house=str(house),
        checks="+".join(wanted.name for wanted in _chosen(checks)),
        glossary=None if glossary is None else f"{len(glossary.concepts)}@{_digest(glossary)}",
    )


def _chosen(names: Iterable[str] | None) -> list[Check]:
    if names is None:
        return list(CHECKS)
    wanted = list(names)
    _known("check", wanted, [each.name for each in CHECKS])
    return [each for each in CHECKS if each.name in wanted]


def _known(what: str, names: Iterable[str], known: Sequence[str]) -> None:
    for name in names:
        if name not in known:
            raise WrongSetting(f"there is no {what} named {name!r}", f"Choose from {', '.join(known)}")


def _digest(glossary: Glossary) -> str:
    return hashlib.sha256(repr(glossary.concepts).encode()).hexdigest()[:8]


def _told_once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings without those of the house style that say of a place what another check said, with the same answer."""
    answered: set[tuple[object, ...]] = set()
    for finding in findings:
        answers = {(finding.segment, fix.span, fix.text) for fix in finding.fixes[:1]}
        if finding.rule.startswith("style.") and answers & answered:
            continue
        answered |= answers
        yield finding


def _place(finding: Finding) -> tuple[object, ...]:
    span = finding.target_span or finding.source_span or Span(0, 0)
    return (-1 if finding.segment is None else finding.segment, span, finding.rule, finding.message)
