"""Residue: what the source script left behind in a target that is not written in it."""

import re
import unicodedata
from collections.abc import Iterator

from corpora.bitext import Bitext, SegmentPair
from corpora.language import Tag
from corpora.text import Span
from tm.finding import Finding, Fix, Severity

_WRITTEN_IN_HAN = ("zh", "yue", "ja", "ko")
_HAN_CHARACTER = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# A run may hold digits, letters and Chinese punctuation between its characters.
_HAN = re.compile(f"[{_HAN_CHARACTER}](?:[·，、：；“”0-9A-Za-z]{{0,8}}[{_HAN_CHARACTER}])*")
_WIDE = re.compile("[\u3000-\u3002\u3008-\u3011\u3014-\u301b\uff01-\uff5e]+")
_SENTENCE = 0.5
_QUOTES = {"“": "”", '"': '"', "‘": "’", "'": "'"}
# What English writes for the marks that have no narrow form.
_NARROW = {
    "\u3000": " ", "、": ", ", "。": ". ", "《": "“", "》": "”", "〈": "‘", "〉": "’", "「": "“", "」": "”",
    "『": "‘", "』": "’", "【": "[", "】": "]", "〔": "(", "〕": ")", "〖": "[", "〗": "]",
}  # fmt: skip
_SPACE_AFTER = "，：；！？"


def check_residue(bitext: Bitext) -> Iterator[Finding]:
    """`residue.han` and `residue.fullwidth`, with the narrow form as a fix.

    A Chinese name in brackets behind its translation is a suggestion; a few characters in quotation
    marks, as a text about writing has them, a warning.
    """
    if Tag.parse(bitext.target_language).language in _WRITTEN_IN_HAN:
        return
    for pair in bitext.pairs():
        runs = [Span(*match.span()) for match in _HAN.finditer(pair.target)]
        if sum(run.end - run.start for run in runs) > _SENTENCE * len(pair.target):
            yield _untranslated(pair)
            continue
        yield from (_han(pair, run) for run in runs)
        for match in _WIDE.finditer(pair.target):
            if not any(Span(*match.span()).overlaps(run) for run in runs):
                yield _wide(pair, Span(*match.span()))


def _untranslated(pair: SegmentPair) -> Finding:
    whole = Span(0, len(pair.target))
    return Finding("residue.han", "error", "The sentence is not translated.", pair.number, target_span=whole)


def _han(pair: SegmentPair, run: Span) -> Finding:
    text = run.cut(pair.target)
    before, after = pair.target[: run.start].rstrip(), pair.target[run.end :].lstrip()
    severity: Severity = "error"
    message = f"Chinese characters are left in the translation: “{text}”."
    if before[-1:] in ("(", "（") and after[:1] in (")", "）") and re.search(r"[^\W\d_]\s*$", before[:-1]):
        severity, message = "suggestion", f"The Chinese “{text}” stands in brackets: is it wanted?"
    elif before[-1:] in _QUOTES and after[:1] == _QUOTES[before[-1:]] and len(text) <= 4:
        severity = "warning"
    at = pair.source.find(text)
    source = Span(at, at + len(text)) if at >= 0 else None
    return Finding("residue.han", severity, message, pair.number, source, run)


def _wide(pair: SegmentPair, span: Span) -> Finding:
    text = span.cut(pair.target)
    fix = _narrow(text, pair.target[: span.start], pair.target[span.end :])
    what = "Full-width characters are" if len(text) > 1 else "A full-width character is"
    return Finding(
        "residue.fullwidth",
        "warning",
        f"{what} left in the translation: “{text}”.",
        pair.number,
        target_span=span,
        fixes=(Fix(span, fix),),
    )


def _narrow(text: str, before: str, after: str) -> str:
    """What stands for full-width text between its neighbours, spaced as English is."""
    narrow = "".join(
        _NARROW.get(character, unicodedata.normalize("NFKC", character) + " " * (character in _SPACE_AFTER))
        for character in text
    )
    if narrow[:1] in "([" and before[-1:].isalnum():
        narrow = " " + narrow
    if narrow[-1:] in ")]" and after[:1].isalnum():
        narrow += " "
    if narrow.endswith(" ") and (not after or not after[0].isalnum()) and text != "\u3000":
        narrow = narrow.rstrip(" ")
    digits = before[-1:].isdigit() and after[:1].isdigit() and len(text) == 1
    return narrow.strip(" ") if digits and text != "\u3000" else narrow
