"""Han and full-width characters in a target that is not written in them."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from corpora.bitext import Bitext, SegmentPair
from corpora.text import Span
from tm.finding import Finding, Fix, Severity

_HAN_CHARACTER = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# A run may hold digits, letters and Chinese punctuation between its characters.
_HAN = re.compile(f"[{_HAN_CHARACTER}](?:[·，、：；“”0-9A-Za-z]{{0,8}}[{_HAN_CHARACTER}])*")
_WIDE = re.compile("[\u3000-\u3002\u3008-\u3011\u3014-\u301b\uff01-\uff5e]+")
# A target of which more than this is Han is not translated.
_SENTENCE = 0.5
# A character or word that a text speaks of is no longer.
_SPOKEN_OF = 4
# Zhang Kunkun (张坤坤), “Duizhao” (“对照”), Xiaomian (小面, “little noodles”).
_BRACKETED = re.compile("[^\\W\\d_][”’\"']?\\s*[(（][“‘\"']?$")
_BRACKET_ENDS = re.compile("[”’\"']?\\s*[)）,;，；:]")
_QUOTES = {"“": "”", '"': '"', "‘": "’", "'": "'"}
# What English writes for the marks that have no narrow form.
_NARROW = {
    "\u3000": " ", "、": ", ", "。": ". ", "《": "“", "》": "”", "〈": "‘", "〉": "’", "「": "“", "」": "”",
    "『": "‘", "』": "’", "【": "[", "】": "]", "〔": "(", "〕": ")", "〖": "[", "〗": "]",
}  # fmt: skip
_SPACE_AFTER = "，：；！？"


def find_characters(
    bitext: Bitext, pairs: Sequence[SegmentPair], credits: Mapping[int, list[Span]]
) -> Iterator[Finding]:
    """`residue.han` and `residue.fullwidth`, with the narrow form as a fix.

    A Chinese name in brackets behind its translation is let be at its first mention and a suggestion after that; a
    few characters in quotation marks, as a text about writing has them, are a warning. The line in which a portal
    says where a story is from is the portal's own.

    Args:
        credits: for beads by number, the places that are told of as credits.
    """
    mentioned: set[str] = set()
    for pair in pairs:
        if all(bitext.target[i].kind == "metadata" for i in pair.bead.target):
            continue
        taken = credits.get(pair.number, [])
        runs = [Span(*match.span()) for match in _HAN.finditer(pair.target)]
        if sum(run.end - run.start for run in runs) > _SENTENCE * len(pair.target) and not taken:
            yield _untranslated(pair)
            continue
        for run in runs:
            if not any(run.overlaps(credit) for credit in taken):
                yield from _han(pair, run, mentioned)
        for match in _WIDE.finditer(pair.target):
            if not any(Span(*match.span()).overlaps(span) for span in (*runs, *taken)):
                yield _wide(pair, Span(*match.span()))


def _untranslated(pair: SegmentPair) -> Finding:
    whole = Span(0, len(pair.target))
    return Finding("residue.han", "error", "The sentence is not translated.", pair.number, target_span=whole)


def _han(pair: SegmentPair, run: Span, mentioned: set[str]) -> Iterator[Finding]:
    text = run.cut(pair.target)
    before, after = pair.target[: run.start].rstrip(), pair.target[run.end :].lstrip()
    quoted = before[-1:] in _QUOTES and after[:1] == _QUOTES[before[-1:]]
    severity: Severity = "error"
    message = f"Chinese characters are left in the translation: “{text}”."
    if _BRACKETED.search(before) and _BRACKET_ENDS.match(after):
        if text not in mentioned:
            mentioned.add(text)
            return
        severity, message = "suggestion", f"“{text}” stood in brackets before: is it wanted again?"
    elif quoted and len(text) <= _SPOKEN_OF:
        severity = "warning"
    at = pair.source.find(text)
    source = Span(at, at + len(text)) if at >= 0 else None
    yield Finding("residue.han", severity, message, pair.number, source, run)


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
