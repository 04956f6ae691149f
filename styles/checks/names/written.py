"""Names as the target writes them in Latin letters, read as surname and given name."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpora.pinyin import is_pinyin, romanised_key
from corpora.text import Span
from styles.runs import Word, runs

_SYLLABLE = re.compile(r"[^\W\d_]{1,6}")


class Latin(NamedTuple):
    """A name as the target writes it, read as surname and given name."""

    text: str
    span: Span
    surname: str
    given: str

    @property
    def key(self) -> str:
        """What it sounds like."""
        return romanised_key(self.surname + self.given)

    @property
    def turned(self) -> str:
        """What it sounds like with the surname last."""
        return romanised_key(self.given + self.surname)


def latin_names(words: Sequence[Word], text: str) -> Iterator[Latin]:
    """Two or three words that can be read as pinyin, longer ones first."""
    for run in runs(words, 3):
        first, second, third = (word.text for word in run)
        span = Span(run[0].span.start, run[2].span.end)
        if all(_SYLLABLE.fullmatch(one) for one in (first, second, third)) and is_pinyin(first + second + third):
            yield Latin(span.cut(text), span, first, f"{second} {third}")
            yield Latin(span.cut(text), span, f"{first} {second}", third)
    for run in runs(words, 2):
        span = Span(run[0].span.start, run[1].span.end)
        if is_pinyin(f"{run[0].text} {run[1].text}"):
            yield Latin(span.cut(text), span, run[0].text, run[1].text)


def plain(name: str) -> str:
    """A name without apostrophes."""
    return re.sub("['’‘`ʼ]", "", name).replace("\xa0", " ")


def without_tones(name: str) -> str:
    """A name without the marks of tones; the two dots of ü stay."""
    marks = unicodedata.normalize("NFD", name)
    kept = "".join(mark for mark in marks if not unicodedata.combining(mark) or mark == "\u0308")
    return unicodedata.normalize("NFC", kept)


def folded(name: str) -> str:
    """A name with all ways of writing ü made one; case, hyphens and spaces kept."""
    return re.sub("(?<=[LlNn])(?:yu|v|ü|u)", "u", name)
