"""Doubled words: the the, in the in the, 的的."""

import re
from collections.abc import Iterable, Iterator

from corpora.bitext import Bitext
from corpora.language import Tag, unspaced
from corpora.text import Span
from tm.finding import Finding, Fix

_WORD = re.compile(r"(?<![\w'’-])([^\W\d_]+(?: [^\W\d_]+)?)[ \xa0]+(?=(\1)(?![\w'’-]))", re.IGNORECASE)
# Words that English says twice: grammar (that that), stress (very very), sounds and replies.
_ENGLISH = """
    that had is was very so really much many far long no yes ha hey hi bye now there come go on do her it what who again
    more knock tick blah well please way
"""
_GERMAN = "die der das sie"
_MEANT = {
    language: frozenset(words.split()) for language, words in (("en", _ENGLISH), ("de", _GERMAN), ("nl", _GERMAN))
}
# Words of which two are said twice by mistake alone (in the in the), unlike hand in hand in.
_GRAMMAR = frozenset(("the", "a", "an", "of", "in", "on", "to", "and", "for", "with", "by", "at", "from"))
# What Chinese never writes twice; 人人 and 天天 are words.
_CHINESE = re.compile("(的|了|是|在|和|与|将|把|被|及|或|于|对|为|从|已|而|但|着|地|得)\\1(?!确|士)")


_SOUND = re.compile("([\u3400-\u9fff])(?:\\1|[——…、，]{1,2}\\1)")


def check_doubling(bitext: Bitext, *, allowed: Iterable[str] = ()) -> Iterator[Finding]:
    """`residue.doubled`: a word or two that the target says twice in a row.

    Names (Lang Lang, Bora Bora) and what a language doubles on purpose are left alone.

    Args:
        allowed: further words that may be doubled.
    """
    language = Tag.parse(bitext.target_language).language
    free = _MEANT.get(language, frozenset()) | {word.casefold() for word in allowed}
    for pair in bitext.pairs():
        if unspaced(bitext.target_language):
            found = _CHINESE.finditer(pair.target) if language == "zh" else iter(())
            spans = [(Span(*match.span()), match[1]) for match in found]
        else:
            # Sounds are said twice where the source says them twice: 喵喵, meow meow.
            sounds = (
                {match[1].casefold() for match in _WORD.finditer(pair.target)} if _SOUND.search(pair.source) else set()
            )
            spans = [
                (Span(match.start(), match.end(2)), match[1])
                for match in _WORD.finditer(pair.target)
                if not _meant(match[1], match[2], free | sounds)
            ]
        for span, once in spans:
            yield Finding(
                "residue.doubled",
                "warning",
                f"“{once}” stands twice.",
                pair.number,
                target_span=span,
                fixes=(Fix(span, once),),
            )


def _meant(first: str, second: str, free: frozenset[str]) -> bool:
    """Whether a word or two are said twice on purpose."""
    words = first.casefold().split()
    if all(word in _GRAMMAR for word in words):
        return False
    # Lang Lang; the Willow Temple temple keeper.
    return len(words) > 1 or words[0] in free or (first[:1].isupper() and (second[:1].isupper() or first != second))
