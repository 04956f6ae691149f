"""Residue: what the source and its keyboard left behind in a target."""

from collections import defaultdict
from collections.abc import Iterator

from corpora.bitext import Bitext
from corpora.language import Tag
from corpora.text import Span
from styles.checks.residue.characters import find_characters
from styles.checks.residue.credits import find_credits
from styles.checks.residue.markup import find_markup
from styles.checks.residue.quotes import find_quotes
from tm.finding import Finding

_WRITTEN_IN_HAN = ("zh", "yue", "ja", "ko")


def check_residue(bitext: Bitext, *, credit: str = "(Photo/{name})") -> Iterator[Finding]:
    """What is left of Chinese, its typing and its pages, with what is to stand there as a fix.

    `residue.han`, `.fullwidth`, `.credit`, `.markup` and `.quotes`.

    Args:
        credit: how a photo credit is written.
    """
    if Tag.parse(bitext.target_language).language in _WRITTEN_IN_HAN:
        return
    pairs = list(bitext.pairs())
    credits: dict[int, list[Span]] = defaultdict(list)
    for finding in find_credits(pairs, credit):
        assert finding.segment is not None
        assert finding.target_span is not None
        credits[finding.segment].append(finding.target_span)
        yield finding
    yield from find_characters(bitext, pairs, credits)
    yield from find_markup(pairs)
    yield from find_quotes(bitext, pairs)
