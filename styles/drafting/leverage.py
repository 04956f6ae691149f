"""One sentence and what the memory has for it."""

from collections.abc import Sequence

from tm.draft import DraftBead
from tm.match import Match

# From here on a sentence is the memory's own and needs no translator: identical text, unpenalised.
EXACT = 100


def fill(numbers: tuple[int, ...], matches: Sequence[Match], *, note: str = "") -> DraftBead:
    """A draft bead for source segments that are looked up as one.

    An exact match without doubt is the translation. The nearest other is a proposal: its text stands in
    the target, and the state stays `initial`, for a person has to make it say what the source says.

    Args:
        numbers: the segments' ids.
        matches: of the memory, best first.
        note: what a translator should know besides.
    """
    if not matches:
        return DraftBead(numbers, note=note)
    best = matches[0]
    remark = "; ".join(filter(None, [describe(best), note]))
    state = "translated" if best.score >= EXACT and not best.penalties else "initial"
    origin = "repaired" if best.repairs else "memory"
    return DraftBead(numbers, best.text, origin, best.score, state, note=remark)  # type: ignore[arg-type]


def describe(match: Match) -> str:
    """Where a match comes from, and against which sentence it was made."""
    origin = match.unit.provenance
    story = ", ".join(filter(None, [origin.title or origin.source_article, origin.published[:10]]))
    made_for = "" if match.score >= EXACT else f", made for: {match.source.text}"
    return f"{match.score}% from {story or 'the memory'}{made_for}"
