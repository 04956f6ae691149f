"""How a headline or another line is capitalised (capitalization)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from corpora.patterns import PATIENCE
from corpora.text import Span
from styles.house.entry import Entry
from styles.house.hit import Hit, hit
from styles.house.kinds.action import Action
from styles.house.kinds.titlecase import HYPHENS, STARTS, WORD, TitleCase, sentence_case
from styles.house.story import Scope, Story

_WAYS = ("$title", "$sentence", "$lower", "$upper")


@dataclass(frozen=True, slots=True)
class Capitalization:
    """A passage shall be capitalised in one way.

    Args:
        match: `$title`, `$sentence`, `$lower` or `$upper`; or empty where a pattern is to match the whole passage.
        pattern: that pattern; None otherwise.
        case: of headlines.
        threshold: how many of the words must be right, from 0 to 1, for `$sentence`: names cannot be told.
        prefix: a pattern of what does not count at the start; None for nothing.
    """

    match: str
    pattern: Any
    case: TitleCase
    threshold: float
    prefix: Any
    certain: bool
    says = 2

    @classmethod
    def read(cls, entry: Entry, words: bool) -> "Capitalization":
        """From `match`, `style`, `exceptions`, `indicators`, `threshold`, `prefix`, `hyphen`, `action`."""
        match = entry.text("match")
        if match.startswith("$") and match not in _WAYS:
            raise entry.wrong(f"match is {match!r}", f"Choose from {', '.join(_WAYS)}, or give a pattern", "match")
        pattern = None if match.startswith("$") else entry.pattern(match, "match")
        threshold = entry.number("threshold", 0.8)
        if not 0 <= threshold <= 1:
            raise entry.wrong(f"threshold is {threshold}", "Give a part of the words, from 0 to 1", "threshold")
        case = TitleCase(
            entry.one_of("style", ("AP", "Chicago"), "AP"),
            frozenset(entry.texts("exceptions")),
            entry.texts("indicators") or STARTS,
            entry.one_of("hyphen", HYPHENS, "either"),
        )
        prefix = entry.pattern(entry.text("prefix"), "prefix") if entry.has("prefix") else None
        action = Action.read(entry)
        if action.name not in ("", "replace") or action.params:
            raise entry.wrong("match says what to write", "Write `action: {name: replace}` alone", "action")
        return cls("" if pattern else match, pattern, case, threshold, prefix, action.certain)

    def find(self, story: Story, scope: Scope) -> Iterator[Hit]:
        """Passages that are not so, from the first word that is wrong to the last."""
        for passage in story.passages(scope):
            text = passage.text
            if self.pattern is not None:
                if text and self.pattern.fullmatch(text, timeout=PATIENCE) is None:
                    yield hit(passage, Span(0, len(text)), said=(text, ""))
                continue
            head = self.prefix.match(text, timeout=PATIENCE) if self.prefix is not None else None
            start = head.end() if head else 0
            wrong = [(span.moved(start), right) for span, right in self._wrong(text[start:])]
            if not wrong:
                continue
            whole = Span(wrong[0][0].start, wrong[-1][0].end)
            right = _written(text, wrong, whole)
            yield hit(passage, whole, said=(whole.cut(text), right), texts=(right,), certain=self.certain)

    def _wrong(self, text: str) -> list[tuple[Span, str]]:
        if self.match == "$title":
            return self.case.wrong(text)
        if self.match == "$sentence":
            wrong = list(sentence_case(text, exceptions=self.case.exceptions))
            words = len(WORD.findall(text))
            return wrong if words and 1 - len(wrong) / words < self.threshold else []
        changed = text.lower() if self.match == "$lower" else text.upper()
        return [(Span(0, len(text)), changed)] if changed != text else []


def _written(text: str, wrong: list[tuple[Span, str]], whole: Span) -> str:
    """A stretch of a text with each word that is wrong written right."""
    parts: list[str] = []
    at = whole.start
    for span, right in wrong:
        parts += [text[at : span.start], right]
        at = span.end
    return "".join(parts)
