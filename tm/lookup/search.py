"""The look-up: which of the units that are near a text are the best, and in what order."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from corpora.language import answers, rank
from corpora.text import fold_key
from tm.lookup.edits import find_edits
from tm.lookup.index import Near, Nearest
from tm.lookup.repair import find_repairs
from tm.lookup.scoring import score
from tm.lookup.terms import Terms
from tm.match import Match
from tm.store import Store, dated
from tm.unit import TranslationUnit, Variant

# Candidates read from the store at a time, the nearest first.
_PAGE = 8
# So many are looked at for numbers and terms that can be exchanged, also where better ones were found.
_REPAIRED = 24


class Query(NamedTuple):
    """What is asked for.

    Args:
        text: as it stands.
        source_language, target_language: canonical tags.
        minimum: least points, from 0 to 101.
        before, after: what stands around it; None where that is not known.
        domain, client: of units with the same points, those that have these come first.
        only: whether units of another domain or client than are given are left out.
        terms: of the glossary, which are exchanged where they differ.
    """

    text: str
    source_language: str
    target_language: str
    minimum: int
    before: str | None = None
    after: str | None = None
    domain: str = ""
    client: str = ""
    only: bool = False
    terms: Terms | None = None

    def repairable(self) -> bool:
        """Whether it holds a number or a term that a candidate may have another for."""
        return any(map(str.isdigit, self.text)) or (self.terms is not None and bool(self.terms.in_source(self.text)))

    def shared(self, unit: TranslationUnit) -> int:
        """How much of the domain and client that were asked for a unit has, from 0 to 2."""
        asked = (self.domain, unit.domain), (self.client, unit.client)
        return sum(bool(wanted) and wanted == had for wanted, had in asked)

    def admits(self, unit: TranslationUnit) -> bool:
        """Whether a unit may be an answer."""
        return not self.only or self.shared(unit) == bool(self.domain) + bool(self.client)


class Search:
    """Look-up in a store.

    Args:
        store: where the units are.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, query: Query, *, limit: int) -> list[Match]:
        """At most `limit` matches, the best first.

        Of the same points first those that share the domain and client asked for, then the more similar, the nearer
        in their language tags, the newer story, and the last added.
        """
        key = fold_key(query.text)
        tags = [tag for tag in self._store.languages() if answers(query.source_language, tag)]
        if not key or not tags:
            return []
        nearest = Nearest(self._store, tags, key, minimum=min(query.minimum, 100))
        ranked: list[_Ranked] = []
        best: list[Match] = []
        # Whatever is taken off, a candidate has no more points than its similarity; but one whose numbers or terms
        # can be exchanged has, and is looked for a little further down.
        further = _REPAIRED if query.repairable() else 0
        while page := nearest.take(
            _PAGE, minimum=min(best[-1].score, 100) if len(best) == limit and further <= 0 else 0
        ):
            further -= len(page)
            ranked += self._scored(query, page)
            ranked.sort(reverse=True, key=lambda one: one.order)
            best = _distinct(ranked, limit)
        return [_with_edits(match, query.text) for match in best]

    def _scored(self, query: Query, page: Sequence[Near]) -> Iterator["_Ranked"]:
        units = {unit.id: unit for unit in self._store.get([near.number for near in page])}
        for near in page:
            unit = units.get(near.number)
            sides = _sides(unit, near.tag, query.target_language) if unit is not None else None
            if unit is None or sides is None or not query.admits(unit):
                continue
            source, target = sides
            repairs = None
            if near.similarity < 100:
                repairs = find_repairs(
                    query.text, source, target, source_language=query.source_language, terms=query.terms
                )
            points, kind, penalties = score(
                query.text, unit, source, near.similarity,
                before=query.before, after=query.after, repairs=len(repairs or ()),
            )  # fmt: skip
            if points >= query.minimum:
                away = rank(query.source_language, source.language) + rank(query.target_language, target.language)
                order = (points, query.shared(unit), near.similarity, -away, dated(unit), near.number)
                yield _Ranked(order, Match(unit, source, target, points, kind, (), penalties, repairs or ()))


class _Ranked(NamedTuple):
    """A match and what puts it in order: points, domain and client, similarity, nearness of the tags, date, id."""

    order: tuple[int, int, float, int, str, int]
    match: Match


def _distinct(ranked: Sequence[_Ranked], limit: int) -> list[Match]:
    """The first matches that do not say the same, in both languages, as one before them."""
    best: dict[tuple[str, str], Match] = {}
    for _, match in ranked:
        if len(best) == limit:
            break
        best.setdefault((match.source.text, match.target.text), match)
    return list(best.values())


def _with_edits(match: Match, text: str) -> Match:
    return replace(match, edits=find_edits(text, match.source.text))


def _sides(unit: TranslationUnit, tag: str, language: str) -> tuple[Variant, Variant] | None:
    """The variant with a tag, and of the others the one that answers a language best."""
    sources = [variant for variant in unit.variants if variant.language == tag]
    targets = [variant for variant in unit.variants if variant.language != tag and answers(language, variant.language)]
    if not sources or not targets:
        return None
    return sources[0], min(targets, key=lambda variant: rank(language, variant.language))
