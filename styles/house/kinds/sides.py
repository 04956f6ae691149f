"""What stands there for its companion's sake (companion), and what the source says the target is to have (template)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product
from typing import Any

from corpora.pinyin import readings, romanised_key
from corpora.text import Span
from styles.house.entry import Entry
from styles.house.hit import Hit, hit, search
from styles.house.kinds.action import Action
from styles.house.kinds.alternatives import flags_of
from styles.house.story import Scope, Story
from tm.finding import Fix

_FIELD = re.compile(r"\{(\w+)(?::(\w+))?\}")
# As many spellings of a name are thought of.
_SPELLINGS = 64
# Surnames of two characters; all others have one.
_DOUBLE = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "夏侯",
    "司徒",
    "端木",
    "百里",
)


@dataclass(frozen=True, slots=True)
class Companion:
    """What `when` matches has what `require` matches behind it, in its passage and before the next such place.

    Args:
        first: whether only the first place of the story needs one.
    """

    when: Any
    require: Any
    first: bool
    says = 1

    @classmethod
    def read(cls, entry: Entry, words: bool) -> "Companion":
        """From `when`, `require`, `first`, `ignorecase`."""
        flags = flags_of(entry)
        when = entry.pattern(flags + entry.text("when"), "when")
        return cls(when, entry.pattern(flags + entry.text("require"), "require"), entry.flag("first", True))

    def find(self, story: Story, scope: Scope) -> Iterator[Hit]:
        """The places that lack their companion."""
        for passage in story.passages(scope):
            found = list(search(self.when, passage.text))
            for number, match in enumerate(found):
                end = found[number + 1].start() if number + 1 < len(found) else len(passage.text)
                behind = passage.text[match.end() : end]
                if not any(True for _ in search(self.require, behind)):
                    yield hit(passage, Span(*match.span()), said=(match[0],))
                if self.first:
                    return


@dataclass(frozen=True, slots=True)
class Template:
    """Where the source matches, the target has what a template makes of it.

    `{name}` stands for what that group holds, `{name:pinyin}` for its spelling as a Chinese name, surname first.

    Args:
        fields_only: whether it is enough that what the fields hold stands there, in any form.
    """

    source: Any
    target: str
    fields_only: bool
    certain: bool
    says = 1

    @classmethod
    def read(cls, entry: Entry, words: bool) -> "Template":
        """From `source` (a pattern with named groups), `target` (a template), `fields_only`, `action`."""
        source, target = entry.pattern(entry.text("source"), "source"), entry.text("target")
        for name, form in _FIELD.findall(target):
            if name not in source.groupindex:
                raise entry.wrong(f"the source has no group {name!r}", f"Write (?P<{name}>...) there", "target")
            if form not in ("", "pinyin"):
                raise entry.wrong(f"there is no form {form!r}", f"Write {{{name}}} or {{{name}:pinyin}}", "target")
        action = Action.read(entry)
        return cls(source, target, entry.flag("fields_only"), action.certain)

    def find(self, story: Story, scope: Scope) -> Iterator[Hit]:
        """Beads whose source calls for what their target lacks or has in another form."""
        wanted = {part.bead for passage in story.passages(scope) for part in passage.parts}
        blank = re.compile(
            "".join(
                re.escape(text) if number % 3 == 0 else "(.{1,60}?)" if number % 3 == 1 else ""
                for number, text in enumerate(_FIELD.split(self.target))
            )
        )
        for pair in story.pairs:
            if pair.number not in wanted or not pair.source:
                continue
            for match in search(self.source, pair.source):
                forms = self._forms(match)
                if any(self._stands(form, pair.target) for form in forms):
                    continue
                like = blank.search(pair.target)
                span = Span(*like.span()) if like else None
                right = self._filled(forms[0])
                fixes = (Fix(span, right, self.certain and len(forms) == 1),) if span else ()
                yield Hit(pair.number, span, (right,), fixes, Span(*match.span()))

    def _forms(self, match: Any) -> list[tuple[str, ...]]:
        """What the fields may hold, the likeliest first."""
        options = [
            spellings(match[name]) if form == "pinyin" else [match[name] or ""]
            for name, form in _FIELD.findall(self.target)
        ]
        return list(islice(product(*options), _SPELLINGS))

    def _stands(self, fields: tuple[str, ...], text: str) -> bool:
        wanted = fields if self.fields_only else (self._filled(fields),)
        return all(romanised_key(each) in romanised_key(text) for each in wanted)

    def _filled(self, fields: tuple[str, ...]) -> str:
        left = iter(fields)
        return _FIELD.sub(lambda _: next(left), self.target)


def spellings(name: str) -> list[str]:
    """The ways in which a Chinese name may be spelt, surname first.

    >>> spellings("张坤坤"), spellings("欧阳静")
    (['Zhang Kunkun'], ['Ouyang Jing'])
    """
    surname = 2 if name[:2] in _DOUBLE and len(name) > 2 else 1
    syllables = [readings(character)[:4] or (character,) for character in name]
    found = (
        f"{''.join(chosen[:surname]).capitalize()} {''.join(chosen[surname:]).capitalize()}".strip()
        for chosen in product(*syllables)
    )
    return list(dict.fromkeys(islice(found, _SPELLINGS)))
