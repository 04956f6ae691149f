"""A Chinese text looked up in the script that it is written in, and in the other."""

from dataclasses import replace

from corpora.scripts import simplified, traditional
from tm.lookup.scoring import FORM
from tm.lookup.search import Query, Search
from tm.match import Match


def find_in_scripts(search: Search, query: Query, *, limit: int) -> list[Match]:
    """The best matches of a text as it stands and in the other script; see `tm.memory.Memory.find`.

    The text has the same length in each script, so that edits hold for it as it stands.
    """
    found: dict[int | None, Match] = {}
    for text in dict.fromkeys([query.text, simplified(query.text), traditional(query.text)]):
        for match in search.find(query._replace(text=text), limit=limit):
            if text != query.text:
                match = _in_other_form(match)
            known = found.get(match.unit.id)
            if match.score >= query.minimum and (known is None or known.score < match.score):
                found[match.unit.id] = match
    # The order of each search holds among equals.
    return sorted(found.values(), key=lambda match: -match.score)[:limit]


def _in_other_form(match: Match) -> Match:
    if match.score < 100:
        return match
    return replace(match, score=100 - FORM[1], kind="fuzzy", penalties=(*match.penalties, FORM))
