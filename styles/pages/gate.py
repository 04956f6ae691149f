"""The gate: what must be so before a page is published, and the log entry of what passed."""

import json
from collections import Counter
from dataclasses import dataclass

from corpora.errors import NotReady
from tm.draft import Draft, DraftBead

_DONE = ("final", "omitted")
_STATES = (("initial", "not translated"), ("translated", "not reviewed"), ("reviewed", "not final"))
# As much of a sentence as a message quotes.
_QUOTED = 24


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One publication, as the edition's log keeps it.

    Args:
        story: name of the source story, or else its title.
        languages: source and target tag.
        at: ISO 8601; empty where the caller gave none.
        sentences: how many beads the draft has.
        omitted: how many were left out on purpose.
        open: beads not done, by state.
        errors: findings of severity error.
        reason: why it was published although something stood open; empty where nothing did.
        signature: how the draft was made.
    """

    story: str
    languages: tuple[str, str]
    at: str
    sentences: int
    omitted: int
    open: tuple[tuple[str, int], ...]
    errors: int
    reason: str
    signature: str

    def __str__(self) -> str:
        """One line of JSON."""
        return json.dumps(self.to_json(), ensure_ascii=False)

    def to_json(self) -> dict[str, object]:
        """The entry for machines."""
        return {
            "story": self.story,
            "languages": list(self.languages),
            "at": self.at,
            "sentences": self.sentences,
            "omitted": self.omitted,
            "open": dict(self.open),
            "errors": self.errors,
            "reason": self.reason,
            "signature": self.signature,
        }


def pass_gate(draft: Draft, *, reason: str = "", at: str = "") -> LogEntry:
    """The log entry of a draft that may be published.

    Raises:
        NotReady: beads are not final or omitted, or findings are errors, and no reason is given.
    """
    counts = Counter[str](bead.state for bead in draft.beads if bead.state not in _DONE)
    faulty = [bead for bead in draft.beads if _errors(bead)]
    errors = sum(map(_errors, faulty))
    if (counts or errors) and not reason.strip():
        raise NotReady(_standing(draft, counts, errors), "Finish them in the draft, or give a reason with --reason")
    story = draft.article.name or draft.article.title if draft.article else ""
    return LogEntry(
        story,
        (draft.source_language, draft.target_language),
        at,
        len(draft.beads),
        sum(bead.state == "omitted" for bead in draft.beads),
        tuple(sorted(counts.items())),
        errors,
        reason.strip() if counts or errors else "",
        draft.signature,
    )


def _errors(bead: DraftBead) -> int:
    """Findings that bar the way; what is left out is not read."""
    return 0 if bead.state == "omitted" else sum(finding.severity == "error" for finding in bead.findings)


def _standing(draft: Draft, counts: Counter[str], errors: int) -> str:
    """What stands open, counted, and the first of it."""
    parts = []
    if counts:
        kinds = ", ".join(f"{counts[state]} {meaning}" for state, meaning in _STATES if counts[state])
        total = sum(counts.values())
        parts.append(f"{total} of {len(draft.beads)} sentences {_are(total)} open ({kinds})")
    if errors:
        parts.append(f"{errors} finding{'s' if errors != 1 else ''} {_are(errors)} of severity error")
    index, bead = next((i, b) for i, b in enumerate(draft.beads) if b.state not in _DONE or _errors(b))
    text = draft.source_text(bead) or bead.target
    quoted = text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"
    if not _errors(bead):
        why = dict(_STATES)[bead.state]
    else:
        why = next(finding.message for finding in bead.findings if finding.severity == "error").rstrip(".")
    return f"the draft is not ready: {' and '.join(parts)}; the first is sentence {index + 1}, “{quoted}”: {why}"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
