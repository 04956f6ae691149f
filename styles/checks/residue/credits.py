"""Photo credits that are half Chinese: （Photo by Ran Ling 摄）."""

import re
from collections.abc import Iterator, Sequence

from corpora.bitext import SegmentPair
from corpora.text import Span
from tm.finding import Finding, Fix

_HAN = "\u3400-\u9fff"
_DID = "摄影报道|摄影|摄|攝影|攝|供图|供圖|图片来源|图片|图|提供"
_LATIN = r"[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,3}"
_WORD = r"(?i:photo(?:graph)?|picture|image)s?(?i:\s*[/:：]\s*| (?:provided )?(?:by|from|courtesy of)\b)"
_CREDIT = re.compile(
    # In brackets: any Han, and a word of what was done in either language.
    rf"[(（\[【](?=[^()（）\[\]【】]{{0,80}}[{_HAN}])(?=[^()（）\[\]【】]{{0,80}}?(?:{_DID}|{_WORD}))"
    rf"[^()（）\[\]【】]{{2,80}}[)）\]】]"
    # Without brackets, at the end of a line or alone.
    rf"|(?:(?<=[.!?”\"] )|^){_LATIN}\s*(?:{_DID})[。.]?$"
    rf"|(?:(?<=[.!?”\"] )|^)(?:{_DID})\s*[/:：]\s*{_LATIN}[。.]?$"
    rf"|(?:(?<=[.!?”\"] )|^){_WORD}\s*[{_HAN}·]{{2,10}}[。.]?$"
)
_NAMES = re.compile(
    rf"(?:(?i:photos?|pictures?|images?|photographs?)(?i:\s*[/:：]?\s*(?:provided )?(?:by)?\s*))?({_LATIN})"
)


def find_credits(pairs: Sequence[SegmentPair], template: str) -> Iterator[Finding]:
    """`residue.credit`, with the credit in the form of a template where its name is in Latin letters.

    Args:
        template: with `{name}`.
    """
    for pair in pairs:
        for match in _CREDIT.finditer(pair.target):
            span = Span(*match.span())
            text = span.cut(pair.target)
            if re.search(rf"[{_HAN}]", text) and not re.search(r"[A-Za-z]", text):
                # All Chinese: characters that are left, and no more.
                continue
            inner = text.strip("()（）[]【】 ")
            name = _NAMES.match(re.sub(rf"^(?:{_DID})\s*[/:：]?\s*", "", inner))
            whole = name is not None and re.fullmatch(
                rf"\W*(?:{_DID})?\W*", inner[inner.index(name[1]) + len(name[1]) :]
            )
            right = template.format(name=name[1]) if name and whole else ""
            message = f"A credit is half Chinese: “{text}”."
            yield Finding(
                "residue.credit",
                "warning",
                message,
                pair.number,
                target_span=span,
                fixes=(Fix(span, right),) if right else (),
            )
