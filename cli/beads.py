"""Beads as the console tells them: a record each for machines, two lines each for a person."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cli.output import paint
from styles.review import find_doubts, label_of

if TYPE_CHECKING:
    from corpora.alignment.reasons import Reason
    from corpora.bitext import Bead, Bitext, SegmentPair

# So many of those that want an eye are listed.
LISTED = 10
# A score from which on what a bead lacks is told.
LACKING = 0.5


def as_record(pair: "SegmentPair", reasons: "tuple[Reason, ...] | None" = None) -> dict[str, object]:
    """A bead for machines (docs/schemas/bead.json), with its evidence where it shall be told."""
    bead = pair.bead
    record: dict[str, object] = {
        "source": list(bead.source),
        "target": list(bead.target),
        "source_text": pair.source,
        "target_text": pair.target,
        "confidence": bead.confidence,
        "partial": bead.partial,
        "confirmed": bead.confirmed,
        "crossed": bead.crossed,
        "gaps": [
            {"kind": gap.kind, "side": gap.side, "span": list(gap.span), "text": gap.text, "score": gap.score}
            for gap in bead.gaps
        ],
    }
    return record if reasons is None else {**record, "evidence": list(map(evidence_record, reasons))}


def evidence_record(reason: "Reason") -> dict[str, object]:
    """A piece of evidence for machines; spans count in the texts of the bead."""
    places = [{"source": place.source, "target": place.target} for place in reason.places]
    told = {"name": reason.name, "value": reason.value, "speaks": reason.speaks, "said": reason.said, "places": places}
    return told if reason.segment is None else {**told, "segment": reason.segment}


def as_text(bitext: "Bitext", pairs: "list[SegmentPair]", reasons: "Sequence[tuple[Reason, ...]] | None" = None) -> str:
    """Beads for a person: numbers from 1, a mark where an eye is wanted, the evidence where it shall be told."""
    lines = []
    for pair in pairs:
        mark = paint("?", "yellow") if find_doubts(pair.bead) else " "
        lines.append(f"{mark} {paint(f'{label_of(pair.bead):<14}', 'dim')} {pair.source or paint('(added)', 'dim')}")
        lines.append(f"  {'':14} {pair.target or paint('(dropped)', 'dim')}")
        if pair.bead.partial:
            lines += [f"  {'':14} {paint(told, 'yellow')}" for told in gap_lines(pair.bead)]
        if reasons is not None:
            lines += [f"  {'':14} {paint(told, 'dim')}" for told in evidence_lines(reasons[pair.number])]
    wanted = sorted((pair for pair in pairs if find_doubts(pair.bead)), key=lambda pair: pair.bead.confidence)
    dropped = sum(not pair.target for pair in pairs)
    added = sum(not pair.source for pair in pairs)
    lines.append("")
    lines.append(
        f"{len(bitext.source)} and {len(bitext.target)} sentences in {len(pairs)} beads; "
        f"{dropped} dropped, {added} added; {len(wanted)} want an eye (marked ?)."
    )
    if wanted:
        lines.append("The least sure:" if len(wanted) <= LISTED else f"The {LISTED} least sure:")
    for pair in wanted[:LISTED]:
        remarks = (", partial" if pair.bead.partial else "") + (", crossed" if pair.bead.crossed else "")
        texts = f"{_short(pair.source)} = {_short(pair.target)}"
        lines.append(f"  {label_of(pair.bead):<14} {pair.bead.confidence:.2f}{remarks}  {texts}")
    lines.append(paint(bitext.signature, "dim"))
    return "\n".join(lines)


def gap_lines(bead: "Bead") -> list[str]:
    """What a partial bead lacks, for a person."""
    other = {"source": "target", "target": "source"}
    sure = [gap for gap in bead.gaps if gap.score >= LACKING]
    return [f"the {other[gap.side]} may lack the {gap.kind} “{_short(gap.text)}”" for gap in sure]


def evidence_lines(reasons: "tuple[Reason, ...]") -> list[str]:
    """What speaks for a bead, or neither way, on one line, and what speaks against it on another."""
    against = [reason.said for reason in reasons if reason.speaks == "against"]
    held = [reason.said for reason in reasons if reason.speaks != "against"]
    lines = ["; ".join(held)] if held else []
    return [*lines, f"against: {'; '.join(against)}"] if against else lines


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return (flat if len(flat) <= 30 else f"{flat[:30]}…") or "-"
