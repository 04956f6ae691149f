"""What stands there too often or too seldom (occurrence), and what is said twice in a row (repetition)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from corpora.patterns import PATIENCE
from corpora.text import Span
from styles.house.entry import Entry
from styles.house.hit import Hit, hit, search
from styles.house.kinds.action import Action
from styles.house.kinds.alternatives import alternatives, flags_of
from styles.house.kinds.words import excepted, read_exceptions
from styles.house.story import Scope, Story


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A token shall stand in a passage so often at least, and so often at most."""

    token: Any
    least: int
    most: int | None
    # Matches where there may be more than `most`: the many passages with fewer are told by one search.
    many: Any
    says = 1

    @classmethod
    def read(cls, entry: Entry, words: bool) -> "Occurrence":
        """From `token`, `max`, `min`, `ignorecase`."""
        flags = flags_of(entry)
        token = entry.pattern(flags + entry.text("token"), "token")
        least = int(entry.number("min", 0))
        most = int(entry.number("max")) if entry.has("max") or not least else None
        if most is not None and most < least:
            raise entry.wrong(f"max is {most}, and min is {least}", "Give a max that is not below", "max")
        many = entry.pattern(rf"{flags}\A(?:(?>(?s:.*?)(?:{entry.text('token')}))){{{(most or 0) + 1}}}", "token")
        return cls(token, least, most, many)

    def find(self, story: Story, scope: Scope) -> Iterator[Hit]:
        """Passages with too few, as a whole; with too many, from the first that is too much."""
        for passage in story.passages(scope):
            if not self.least and self.many.match(passage.text, timeout=PATIENCE) is None:
                continue
            count = sum(1 for _ in search(self.token, passage.text))
            if self.most is not None and count > self.most:
                found = [match.span() for match in search(self.token, passage.text)]
                yield hit(passage, Span(found[self.most][0], found[-1][1]), said=(str(count),))
            elif count < self.least and passage.text:
                yield hit(passage, Span(0, len(passage.text)), said=(str(count),))


@dataclass(frozen=True, slots=True)
class Repetition:
    """A token shall not follow itself, white space between, more than so often."""

    pattern: Any
    most: int
    alpha: bool
    ignore_case: bool
    exceptions: Any
    certain: bool
    says = 1

    @classmethod
    def read(cls, entry: Entry, words: bool) -> "Repetition":
        """From `tokens`, `max`, `alpha` (letters alone), `ignorecase`, `exceptions`, `action: {name: replace}`."""
        tokens = entry.texts("tokens", None)
        ignore_case = entry.flag("ignorecase")
        pattern, _ = alternatives(entry, "tokens", enumerate(tokens))
        action = Action.read(entry)
        if action.name not in ("", "replace") or action.params:
            raise entry.wrong("one of the two is what stays", "Write `action: {name: replace}` alone", "action")
        most = int(entry.number("max", 0))
        return cls(pattern, most, entry.flag("alpha"), ignore_case, read_exceptions(entry), action.certain)

    def find(self, story: Story, scope: Scope) -> Iterator[Hit]:
        """Runs of one token, from its first place to its last."""
        for passage in story.passages(scope):
            run: list[Any] = []
            for match in [*search(self.pattern, passage.text), None]:
                if match is not None and run and self._follows(run[-1], match, passage.text):
                    run.append(match)
                    continue
                if len(run) > self.most + 1 and not excepted(self.exceptions, run[0][0]):
                    span = Span(run[0].start(), run[-1].end())
                    yield hit(passage, span, said=(span.cut(passage.text),), texts=(run[0][0],), certain=self.certain)
                run = [match] if match is not None else []

    def _follows(self, one: Any, other: Any, text: str) -> bool:
        if text[one.end() : other.start()].strip() or one.end() == other.start():
            return False
        if self.alpha and not one[0].isalpha():
            return False
        return bool(one[0].casefold() == other[0].casefold() if self.ignore_case else one[0] == other[0])
