"""Numbers of a near match exchanged in its target, where that is certain."""

import re
from collections.abc import Sequence
from functools import lru_cache

from corpora.numerals import Quantity, agree, find_quantities
from corpora.numerals.wording import is_year, rewritten
from corpora.text import Span, fold_key, rewrite
from tm.unit import Variant

_FOUR_DIGITS = re.compile(r"(?<![\d,.])\d{4,}(?![\d,])")
_ARTICLE = re.compile(r"\b(?:an?|the) $", re.I)


@lru_cache(maxsize=64)
def quantities(text: str, language: str) -> Sequence[Quantity]:
    """The numbers of a text; those of a query are asked for with each candidate."""
    return find_quantities(text, language=language)


def exchange_numbers(ours: Sequence[Quantity], theirs: Sequence[Quantity], target: Variant) -> dict[Span, str] | None:
    """What is to be said where in the target for it to have the query's numbers; None where that is not certain.

    Args:
        ours, theirs: the numbers of the query and of the unit's source, those within terms left out.
        target: of the unit.
    """
    if len(ours) != len(theirs):
        return None
    offered = quantities(target.text, target.language)
    wanted = list(offered)
    said: dict[Span, str] = {}
    for old, new in zip(theirs, ours, strict=True):
        if fold_key(old.text) == fold_key(new.text):
            continue
        places = [at for at, one in enumerate(offered) if agree(old, one)]
        if len(places) != 1 or sum(agree(one, old) for one in theirs) != 1:
            return None
        place = offered[places[0]]
        if not _alike(old, new) or not _alike(old, place, exact=True):
            return None
        text = _written(new, place, target)
        if text is None:
            return None
        said[place.span] = text
        wanted[places[0]] = new
    if not said:
        return said
    read = find_quantities(rewrite(target.text, said.items()), language=target.language)
    if len(read) != len(wanted) or not all(agree(one, other) for one, other in zip(wanted, read, strict=True)):
        return None
    return said


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
