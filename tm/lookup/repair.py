"""A near match made to fit: numbers that differ are exchanged in the target, where that is certain.

It is certain where the texts differ in numbers alone, where each number that differs stands in the target just once, as
the same value and no vaguer, and where the new text, read back, says what the query says and nothing else. What is
not certain is not done.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from corpora.numerals import Quantity, agree, find_quantities
from corpora.numerals.wording import is_year, rewritten
from corpora.text import Span, fold_key
from tm.unit import Variant

Repairs = tuple[tuple[Span, str], ...]
# What numbers are written with: texts that differ in anything else are not read for numbers.
_WRITTEN = re.compile("[0-9.,%零〇一二两三四五六七八九十百千万亿年月日号]+")
_FOUR_DIGITS = re.compile(r"(?<![\d,.])\d{4,}(?![\d,])")
_ARTICLE = re.compile(r"\b(?:an?|the) $", re.I)


def find_repairs(query: str, source: Variant, target: Variant, *, source_language: str) -> Repairs | None:
    """Places in the target and the text that is to stand there; None where the match cannot be made to fit.

    Args:
        query: what is asked for.
        source, target: the unit's texts.
        source_language: of the query.

    >>> zh, en = Variant("zh", "园区今年引进50家企业。"), Variant("en", "The park drew 50 enterprises this year.")
    >>> find_repairs("园区今年引进86家企业。", zh, en, source_language="zh")
    ((Span(start=14, end=16), '86'),)
    >>> find_repairs("园区去年引进86家企业。", zh, en, source_language="zh") is None
    True
    """
    # Marks in the target stand at offsets that would have to move.
    if target.codes or _rest(query) != _rest(source.text):
        return None
    ours, theirs = _quantities(query, source_language), _quantities(source.text, source.language)
    if len(ours) != len(theirs) or _around(query, ours) != _around(source.text, theirs):
        return None
    offered = _quantities(target.text, target.language)
    repairs: list[tuple[Span, str]] = []
    wanted = list(offered)
    for old, new in zip(theirs, ours, strict=True):
        if fold_key(old.text) == fold_key(new.text):
            continue
        places = [at for at, one in enumerate(offered) if agree(old, one)]
        alike = [one for one in theirs if agree(one, old)]
        if (
            len(places) != 1
            or len(alike) != 1
            or not _alike(old, new)
            or not _alike(old, offered[places[0]], exact=True)
        ):
            return None
        place = offered[places[0]]
        text = _written(new, place, target)
        if text is None:
            return None
        repairs.append((place.span, text))
        wanted[places[0]] = new
    if not repairs:
        return None
    repairs.sort()
    text = target.text
    for span, said in reversed(repairs):
        text = text[: span.start] + said + text[span.end :]
    read = find_quantities(text, language=target.language)
    if len(read) != len(wanted) or not all(agree(one, other) for one, other in zip(wanted, read, strict=True)):
        return None
    return tuple(repairs)


@lru_cache(maxsize=64)
def _quantities(text: str, language: str) -> Sequence[Quantity]:
    return find_quantities(text, language=language)


@lru_cache(maxsize=256)
def _rest(text: str) -> str:
    return _WRITTEN.sub("", fold_key(text))


def _around(text: str, quantities: Sequence[Quantity]) -> list[str]:
    """The keys of what stands between the numbers."""
    ends = [0, *(one.span.end for one in quantities)]
    starts = [*(one.span.start for one in quantities), len(text)]
    return [fold_key(text[end:start]) for end, start in zip(ends, starts, strict=True)]


def _alike(one: Quantity, other: Quantity, *, exact: bool = False) -> bool:
    """Whether one may stand where the other does: of one kind and unit, and as exact."""
    if one.approximation != other.approximation or one.approximation == "several":
        return False
    if exact:
        return one.unit == other.unit or one.kind == "number"
    # One is one of a thing, and two are of things: the words around would have to change.
    plural = one.kind == "date" or one.kind == "percent" or (one.value == 1) == (other.value == 1)
    return one.kind == other.kind and one.unit == other.unit and one.weak == other.weak and plural


def _written(new: Quantity, place: Quantity, target: Variant) -> str | None:
    """The new number as the target writes its own."""
    before = target.text[: place.span.start]
    # *An 8 percent rise* and *a 5 percent rise* are said with other articles.
    if (article := _ARTICLE.search(before)) and article[0].strip().lower() != "the":
        return None
    text = rewritten(new, place, language=target.language)
    if text is None:
        return None
    if is_year(place) or _FOUR_DIGITS.search(place.text):
        text = text.replace(",", "")
    return text
