"""Quotation marks and brackets that are opened and not closed, or closed and never opened."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpora.bitext import Bitext, SegmentPair
from corpora.text import Span
from styles.quotes import find_marks
from tm.finding import Finding, Severity

_BRACKETS = {"(": ")", "[": "]", "（": "）", "【": "】", "《": "》", "「": "」", "『": "』"}
_BRACKET = re.compile(r"[()\[\]（）【】《》「」『』]")
_CLOSING = {closing: opening for opening, closing in _BRACKETS.items()}
# 1) and a) number the items of a list; :) and ;-( are faces.
_NUMBERING = re.compile(r"(?:^|[\s(（])(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4}|[一二三四五六七八九十]{1,3})$")
_FACE = re.compile(r"[:;=8]['’-]?$")
# As much before a bracket says what it is.
_NEAR = 8
_SAYS = re.compile(r",['’]? (?:(?:s?he|they|[A-Z]\w+) )?(?:said|says|told|added|adds|explained|recalled)\b")
_CORNERS = "「」『』"


class _Odd(NamedTuple):
    number: int
    span: Span
    opens: bool
    quote: bool


def find_unclosed(bitext: Bitext, pairs: Sequence[SegmentPair]) -> Iterator[Finding]:
    """`structure.unclosed` at each mark that has no partner within its sentence, or in those beside it.

    A quotation that goes on over paragraphs opens each of them and is closed once. A source with the same odd marks
    excuses its target; so does, outside of articles, one without quotation marks: the sentence is from amid a speech.
    """
    pairs = [pair for pair in pairs if pair.target]
    odd = {pair.number: list(_odd(pair.number, pair.target)) for pair in pairs}
    _marry(odd)
    for pair, after in zip(pairs, [*pairs[1:], None]):
        if not odd[pair.number]:
            continue
        excused = {mark.opens for mark in _odd(pair.number, pair.source)}
        alone = bool(pair.source) and not _in_article(bitext, pair) and not any(find_marks(pair.source))
        for mark in odd[pair.number]:
            goes_on = mark.quote and mark.opens and after is not None and _goes_on(pair, mark, after)
            if goes_on or mark.opens in excused or (mark.quote and alone):
                continue
            written = mark.span.cut(pair.target)
            message = f"“{written}” is opened and not closed." if mark.opens else f"“{written}” closes nothing."
            # A sentence by itself may be cut from a longer speech.
            severity: Severity = "suggestion" if mark.quote and not _in_article(bitext, pair) else "warning"
            yield Finding("structure.unclosed", severity, message, pair.number, target_span=mark.span)


def _odd(number: int, text: str) -> Iterator[_Odd]:
    open_quotes: list[_Odd] = []
    for mark in find_marks(text):
        written = mark.span.cut(text)
        if mark.kind == "typed" or written in _CORNERS:
            continue
        if mark.opens != mark.turned:
            open_quotes.append(_Odd(number, mark.span, True, True))
        elif open_quotes:
            open_quotes.pop()
        else:
            yield _Odd(number, mark.span, False, True)
    yield from open_quotes
    open_brackets: list[tuple[str, _Odd]] = []
    for match in _BRACKET.finditer(text):
        at, character, span = match.start(), match[0], Span(*match.span())
        before = text[max(0, at - _NEAR) : at]
        if character in _BRACKETS and not _FACE.search(before):
            open_brackets.append((character, _Odd(number, span, True, False)))
        elif character in _CLOSING:
            if open_brackets and _folded(open_brackets[-1][0]) == _folded(_CLOSING[character]):
                open_brackets.pop()
            elif not _NUMBERING.search(before) and not _FACE.search(before):
                yield _Odd(number, span, False, False)
    yield from (mark for _, mark in open_brackets)


def _folded(bracket: str) -> str:
    return {"（": "(", "【": "["}.get(bracket, bracket)


def _marry(odd: dict[int, list[_Odd]]) -> None:
    """Takes out what is opened in one sentence and closed in one of the next three."""
    numbers = sorted(odd)
    for at, number in enumerate(numbers):
        for mark in [mark for mark in odd[number] if mark.opens]:
            for later in numbers[at + 1 : at + 4]:
                partner = next((one for one in odd[later] if not one.opens and one.quote == mark.quote), None)
                if partner:
                    odd[number].remove(mark)
                    odd[later].remove(partner)
                    break


def _in_article(bitext: Bitext, pair: SegmentPair) -> bool:
    return bitext.target[pair.bead.target[0]].block >= 0


def _goes_on(pair: SegmentPair, mark: _Odd, after: SegmentPair) -> bool:
    """Whether what follows is the next paragraph of the same quotation."""
    told = _SAYS.search(pair.target, mark.span.end)
    return after.target.lstrip()[:1] in ("“", '"', "„", "«") and told is None
