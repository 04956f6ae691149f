"""Which offers of the checks may be carried out without asking, and what a file's text is then.

Carried out is what has one answer: a forbidden term by the preferred one, punctuation, width, the form of a credit,
what a rule of the house style is certain of. A figure is changed only where that is asked for, and nothing ever within
what is quoted as said.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from corpora.bitext import Bitext, join
from corpora.text import Span
from styles.manuscript import Placed
from tm.finding import Finding, Fix

Kind = Literal["term", "punctuation", "credit", "style", "number"]

_OPENING = {"“": "”", "„": "“”", "«": "»", "「": "」", "『": "』", "‘": "’"}
# Rules whose fixes may change marks and width; those of terms and credits may change words.
_FORM = ("residue", "style", "structure")
_FORBIDDEN = "term.forbidden"
_FIGURES = ("number", "date")


@dataclass(frozen=True, slots=True)
class Change:
    """A fix that is carried out.

    Args:
        before, after: the text that it takes out of the sentence, and the text that it puts there.
    """

    finding: Finding
    fix: Fix
    kind: Kind
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Left:
    """A fix that is offered only, and why."""

    finding: Finding
    fix: Fix
    before: str
    reason: str


class Edit(NamedTuple):
    """A change in a file's text: where it starts, what stood there and what stands there now."""

    start: int
    before: str
    after: str


def choose(findings: Iterable[Finding], bitext: Bitext, *, numbers: bool = False) -> tuple[list[Change], list[Left]]:
    """The fixes to carry out, none overlapping, in their order; and those that are for a person.

    Args:
        numbers: whether figures may be changed too.
    """
    texts = {pair.number: pair.target for pair in bitext.pairs()}
    quoted = _quotations(bitext)
    changes: list[Change] = []
    left: list[Left] = []
    ends: dict[int, int] = {}
    for finding in sorted(findings, key=_place):
        if not finding.fixes or finding.segment not in texts:
            continue
        fix, text = finding.fixes[0], texts[finding.segment]
        before = fix.span.cut(text)
        kind = _kind(finding, before, fix.text)
        reason = _against(finding, kind, numbers=numbers, within=quoted.get(finding.segment, ()))
        if reason or kind is None:
            left.append(Left(finding, fix, before, reason or "a person decides"))
        elif before != fix.text and fix.span.start >= ends.get(finding.segment, 0):
            # One that overlaps is looked at again when the text is checked anew.
            ends[finding.segment] = fix.span.end
            changes.append(Change(finding, fix, kind, before, fix.text))
    return changes, left


def apply(changes: Sequence[Change], placed: Placed) -> tuple[str, list[tuple[Change, Edit]], list[Left]]:
    """A file's text with the changes, what was done in which order, and what could not be.

    Nothing but the places themselves is touched. A change is refused where its place does not stand in the file as
    it was read, as where mark-up runs through it.
    """
    text = placed.manuscript.text
    done: list[tuple[Change, Edit]] = []
    refused: list[Left] = []
    located: list[tuple[Span, Change]] = []
    for change in changes:
        assert change.finding.segment is not None
        span = placed.verbatim(change.finding.segment, change.fix.span)
        if span is None:
            refused.append(Left(change.finding, change.fix, change.before, "it does not stand in the file verbatim"))
        else:
            located.append((span, change))
    # From the last to the first, so that places before them stay what they are.
    for span, change in sorted(located, key=lambda each: each[0], reverse=True):
        edit = Edit(span.start, span.cut(text), placed.manuscript.written(change.after))
        text = text[: span.start] + edit.after + text[span.end :]
        done.append((change, edit))
    return text, done, refused


def undo(text: str, edits: Sequence[Edit]) -> str | None:
    """A text before some edits, given in the order in which they were made; None where one of them is not in it."""
    for edit in reversed(edits):
        end = edit.start + len(edit.after)
        if text[edit.start : end] != edit.after:
            return None
        text = text[: edit.start] + edit.before + text[end:]
    return text


def _kind(finding: Finding, before: str, after: str) -> Kind | None:
    """What a fix changes; None where it changes words that no rule lets it change."""
    rule, _, name = finding.rule.partition(".")
    if rule in _FIGURES or _figures(before) != _figures(after):
        return "number"
    if finding.rule == _FORBIDDEN:
        return "term"
    if rule in _FORM and _words(before) == _words(after):
        return "punctuation"
    if rule in _FORM and "credit" in name:
        return "credit"
    # A rule of the house style that is certain of its answer says so in the fix.
    return "style" if rule == "style" else None


def _against(finding: Finding, kind: Kind | None, *, numbers: bool, within: Sequence[Span]) -> str:
    """Why a fix is not carried out; empty where nothing speaks against it."""
    if any(_touches(finding.fixes[0].span, quotation) for quotation in within):
        return "it stands within what is quoted"
    if len(finding.fixes) > 1:
        return "there is more than one answer"
    if kind == "number" and not numbers:
        return "it changes a figure: --numbers does"
    if finding.rule.startswith("style.") and not finding.fixes[0].certain:
        return "a person decides"
    return "it may be meant so" if finding.severity == "suggestion" and not finding.fixes[0].certain else ""


def _touches(span: Span, quotation: Span) -> bool:
    return span.overlaps(quotation) or (span.start == span.end and quotation.start < span.start < quotation.end)


def _figures(text: str) -> str:
    return re.sub(r"\D", "", unicodedata.normalize("NFKC", text))


def _words(text: str) -> str:
    """The letters and figures of a text, by which a change of marks and width changes nothing."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


def _place(finding: Finding) -> tuple[int, int, int]:
    span = finding.fixes[0].span if finding.fixes else Span(0, 0)
    return (-1 if finding.segment is None else finding.segment, span.start, -span.end)


def _quotations(bitext: Bitext) -> dict[int, list[Span]]:
    """For each bead the places of its target within quotation marks, which may open a sentence before."""
    found: dict[int, list[Span]] = {}
    gap = len(join(["", ""], language=bitext.target_language))
    open_marks: list[str] = []
    block: int | None = None
    for number, bead in enumerate(bitext.beads):
        offset = 0
        for i in bead.target:
            segment = bitext.target[i]
            if segment.block != block or segment.block < 0:
                open_marks = []
            block = segment.block
            found.setdefault(number, []).extend(
                span.moved(offset) for span in find_quotations(segment.text, open_marks)
            )
            offset += len(segment.text) + gap
    return found


def find_quotations(text: str, open_marks: list[str] | None = None) -> Iterator[Span]:
    """The places of a text that stand between quotation marks, the marks left out.

    Args:
        open_marks: what closes the quotations that are open at the start; those open at the end, after.

    >>> text = "He said, “We’re done ‘here’.” Then he left."
    >>> [span.cut(text) for span in find_quotations(text)]
    ['We’re done ‘here’.']
    """
    closing = [] if open_marks is None else open_marks
    start = 0
    for at, mark in enumerate(text):
        following, before = text[at + 1 : at + 2], text[at - 1 : at]
        if closing and mark in closing[-1] and not (mark == "’" and following.isalpha()):
            closing.pop()
            if not closing and start < at:
                yield Span(start, at)
        elif mark in _OPENING or (mark == '"' and (not before or not before.isalnum())):
            if not closing:
                start = at + 1
            closing.append(_OPENING.get(mark, '"'))
    if closing and start < len(text):
        yield Span(start, len(text))
