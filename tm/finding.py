"""What a check has to say. Values only."""

from dataclasses import dataclass
from typing import Literal, get_args

from corpora.errors import Invalid
from corpora.text import Span

Severity = Literal["error", "warning", "suggestion"]
SEVERITIES: tuple[str, ...] = get_args(Severity)


@dataclass(frozen=True, slots=True)
class Fix:
    """Text to stand at a place of the target text, as an offer.

    Args:
        certain: whether a rule of the house style says that it is the one answer; other rules have no say in it.
    """

    span: Span
    text: str
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that an editor should look at.

    Args:
        rule: dotted name, such as `term.forbidden`.
        severity: error, warning or suggestion.
        message: what is wrong, as a sentence for an editor.
        segment: index of the bead, from 0; None where it is about the whole text.
        source_span, target_span: places in the bead's source and target text.
        fixes: offers, the best first.
    """

    rule: str
    severity: Severity
    message: str
    segment: int | None = None
    source_span: Span | None = None
    target_span: Span | None = None
    fixes: tuple[Fix, ...] = ()

    def __post_init__(self) -> None:
        if self.severity not in SEVERITIES:
            raise Invalid(f"a finding of severity {self.severity!r}", f"Severities are {', '.join(SEVERITIES)}")
        if "." not in self.rule:
            raise Invalid(f"a rule named {self.rule!r}", "Rules have dotted names")
