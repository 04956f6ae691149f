"""The examples of a rule tried: what it must flag, and what it must leave alone."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpora.article import KINDS, BlockKind, Segment
from corpora.bitext import Bead, Bitext
from styles.house.application import apply
from styles.house.rule import Example, Rule
from styles.house.story import Story
from tm.finding import Finding


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that a rule does not do right, and how."""

    rule: Rule
    text: str
    reason: str


def try_examples(rule: Rule) -> Iterator[Failure]:
    """The examples that a rule does not do right; a rule without examples of either kind fails too."""
    if not rule.flag:
        yield Failure(rule, "", "it has no text that it must flag")
    if not rule.leave:
        yield Failure(rule, "", "it has no text that it must leave alone")
    for example in rule.leave:
        if found := _find(rule, example):
            yield Failure(rule, example.text, f"is flagged: {found[0].message}")
    for example in rule.flag:
        found = _find(rule, example)
        matched = [_matched(finding, example) for finding in found]
        if not found:
            yield Failure(rule, example.text, "is not flagged")
        elif example.match is not None and example.match not in matched:
            yield Failure(rule, example.text, f"is flagged at {matched[0]!r}, not at {example.match!r}")
        elif example.fixed is not None and (text := _fixed(found, example)) != example.fixed:
            yield Failure(rule, example.text, f"is put right as {text!r}, not as {example.fixed!r}")
        elif any(finding.fixes and finding.fixes[0].certain for finding in found):
            text = _fixed(found, example)
            if _find(rule, replace(example, text=text)):
                yield Failure(rule, example.text, f"is put right as {text!r}, which is flagged again")


def _find(rule: Rule, example: Example) -> list[Finding]:
    return list(apply(rule, Story(_bitext(rule, example))))


def _bitext(rule: Rule, example: Example) -> Bitext:
    """An example as a story: a line a block, each with the whole source beside it."""
    kinds: list[BlockKind] = [kind for kind in KINDS if kind in rule.scope.kinds]  # type: ignore[misc]
    first: BlockKind = "paragraph" if "paragraph" in kinds or not kinds else kinds[0]
    lines = example.text.split("\n")
    target = tuple(Segment(line, number, example.kind or first) for number, line in enumerate(lines))
    source = (Segment(example.source, 0, example.kind or first),) if example.source else ()
    beads = tuple(Bead((0,) if source and number == 0 else (), (number,)) for number in range(len(lines)))
    return Bitext("zh", rule.language or "en", source, target, beads)


def _matched(finding: Finding, example: Example) -> str | None:
    if finding.segment is None or finding.target_span is None:
        return None
    return finding.target_span.cut(example.text.split("\n")[finding.segment])


def _fixed(found: list[Finding], example: Example) -> str:
    """The example with the first offer of each finding carried out."""
    lines = example.text.split("\n")
    end: dict[int, int] = {}
    for finding in sorted(found, key=lambda each: each.target_span or (0, 0), reverse=True):
        if finding.segment is None or not finding.fixes:
            continue
        span, text = finding.fixes[0].span, finding.fixes[0].text
        line = lines[finding.segment]
        if span.end <= end.get(finding.segment, len(line)):
            lines[finding.segment] = line[: span.start] + text + line[span.end :]
            end[finding.segment] = span.start
    return "\n".join(lines)
