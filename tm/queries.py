"""What a memory can be asked: what is near to a text, what holds a string, what it has and what became of it."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING

from corpora.errors import Invalid, NothingFound
from corpora.language import canonical
from corpora.lexicon import Lexicon
from tm.concordance import Concordance, Concordances, find_pattern, find_strings, sum_up
from tm.match import Match, Window
from tm.store import Change, Stats, Store, Story
from tm.unit import TranslationUnit

if TYPE_CHECKING:
    from tm.glossary import Glossary
    from tm.lookup.search import Search
    from tm.lookup.terms import Terms

# The most units that are counted for a phrase, and the newest ones that tell what is said everywhere.
_COUNTED, _ELSEWHERE = 5000, 1000


class Queries:
    """A store asked; nothing here changes it.

    Args:
        store: keeps the units.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._search: Search | None = None
        self._glossary: Glossary | None = None
        self._terms: dict[tuple[str, str], Terms] = {}

    def find(
        self,
        text: str,
        *,
        source_language: str,
        target_language: str,
        minimum: int = 70,
        limit: int = 5,
        before: str | None = None,
        after: str | None = None,
        domain: str = "",
        client: str = "",
        only_domain: bool = False,
        glossary: "Glossary | None" = None,
        any_script: bool = False,
    ) -> list[Match]:
        """The units nearest to a text, the best first, of equals as `tm.lookup.search.Search` orders them.

        Units that say the same in both languages are one match. Each language may be any that a unit
        has. The score is defined in `tm.lookup.scoring`.

        Args:
            minimum: least score, from 0 to 101.
            limit: how many at most.
            before, after: the source texts around the text, metadata lines left out, empty at the
                ends of a story; None where they are not known. Both together make a match in context.
            domain, client: of units with the same score, those that have these come first.
            only_domain: leave out units of another domain or client than are given.
            glossary: its terms are exchanged, as numbers are, in a unit that has others. Give the same one again,
                and what was made of it is used again.
            any_script: whether Chinese is also looked for in the other script, traditional or simplified; what is the
                same but for that loses a point for its form.
        """
        if not 0 <= minimum <= 101:
            raise Invalid(f"a least score of {minimum}", "Scores are from 0 to 101")
        if limit < 0:
            raise Invalid(f"a limit of {limit} matches", "Give 0 or more")
        # Loaded at the first look-up: it brings rapidfuzz, and adding needs none.
        from tm.lookup.search import Query, Search

        if self._search is None:
            self._search = Search(self._store)
        tags = canonical(source_language), canonical(target_language)
        terms = self._terms_of(glossary, *tags) if glossary is not None else None
        query = Query(text, *tags, minimum, before, after, domain, client, only_domain, terms)
        if not limit:
            return []
        if any_script:
            from tm.lookup.scripts import find_in_scripts

            return find_in_scripts(self._search, query, limit=limit)
        return self._search.find(query, limit=limit)

    def _terms_of(self, glossary: "Glossary", source_language: str, target_language: str) -> "Terms":
        """The terms of a glossary for look-ups; those of the last glossary are kept."""
        from tm.lookup.terms import Terms

        if self._glossary is not glossary:
            self._glossary, self._terms = glossary, {}
        tags = source_language, target_language
        if tags not in self._terms:
            self._terms[tags] = Terms(glossary, *tags)
        return self._terms[tags]

    def find_story(
        self,
        texts: Sequence[str],
        *,
        source_language: str,
        target_language: str,
        minimum: int = 70,
        limit: int = 5,
        size: int = 3,
        glossary: "Glossary | None" = None,
    ) -> Iterator[Window]:
        """What `find` gives for each sentence of a story and for sentences joined with their neighbours.

        A unit may hold two sentences where the story has them apart. For every sentence there is a window of it alone,
        and behind it those wider windows that begin with it and for which something was found; wider windows whose
        sentences are all known word by word are not asked for.

        Args:
            texts: the sentences in order, metadata lines left out.
            minimum, limit, glossary: as for `find`.
            size: of the widest windows, from 1.
        """
        from tm.lookup.windows import find_windows

        def ask(text: str, before: str, after: str) -> list[Match]:
            return self.find(
                text, source_language=source_language, target_language=target_language, minimum=minimum, limit=limit,
                before=before, after=after, glossary=glossary,
            )  # fmt: skip

        yield from find_windows(texts, ask, language=source_language, size=size)

    def fragments(
        self, text: str, *, source_language: str, target_language: str, limit: int = 10, lexicon: Lexicon | None = None
    ) -> list[Match]:
        """The longest parts of a text that units have, none overlapping, in order of the text.

        Each comes with the unit that shows its most usual counterpart, marked where it can be known; else with the
        newest unit that has it. A part has four characters at least, or two words.

        Args:
            limit: how many parts at most, the longest.
            lexicon: string pairs that mean the same, from the source to the target language.
        """
        from tm.lookup.fragments import find_fragments

        tags = canonical(source_language), canonical(target_language)
        return find_fragments(
            self._store, text, source_language=tags[0], target_language=tags[1], limit=limit, lexicon=lexicon
        )

    def concordance(self, text: str, *, language: str, limit: int = 100) -> list[Concordance]:
        """Every unit that holds a string in a language, the newest story first.

        Case, width and punctuation are one, as in `corpora.text.fold`; the string may begin and end
        within a word.

        Args:
            limit: how many units at most.
        """
        return find_strings(self._store, text, language=language, limit=limit)

    def occurrences(
        self,
        text: str,
        *,
        language: str,
        limit: int = 100,
        pattern: bool = False,
        lexicon: Lexicon | None = None,
    ) -> Concordances:
        """The units that hold a string, how many there are, and its counterpart marked where it can be known.

        Args:
            language: of the string.
            limit: how many units at most are given; all are counted, up to 5,000.
            pattern: whether the string is a regular expression.
            lexicon: string pairs that mean the same, in either direction.

        Raises:
            WrongSetting: the pattern cannot be read, or takes too long.
        """
        from tm.renderings import mark_counterparts

        if pattern:
            found = find_pattern(self._store, text, language=language, limit=_COUNTED)
        else:
            found = find_strings(self._store, text, language=language, limit=_COUNTED)
        elsewhere = (unit.variants for unit in islice(self._store.units(newest_first=True), _ELSEWHERE) if found)
        marked = mark_counterparts(found, chain.from_iterable(elsewhere), lexicon=lexicon)
        return sum_up(marked, limit=limit)

    def units(
        self,
        *,
        since: str = "",
        languages: Sequence[str] = (),
        minimum_confidence: float = 0.0,
        complete: bool = False,
        domain: str = "",
        client: str = "",
        newest_first: bool = False,
    ) -> Iterator[TranslationUnit]:
        """All units as a stream, in the order in which they came, or the newest story first.

        With the newest first, the first unit met of each source text is its newest.

        Args:
            since: only units made or changed at this time or later, ISO 8601 in UTC, a day or a moment.
            languages: only units with a variant that answers each of these tags.
            minimum_confidence: only units of beads that were so sure, from 0 to 1, and those that a person wrote.
            complete: only units without a flag: neither partial, nor unreviewed, nor machine-made.
            domain, client: only units that are about this, and were made for this client; empty for any.
        """
        for unit in self._store.units(newest_first=newest_first):
            origin = unit.provenance
            if since and max(origin.created, origin.changed) < since:
                continue
            if origin.confidence is not None and origin.confidence < minimum_confidence:
                continue
            if complete and unit.flags:
                continue
            if (domain and unit.domain != domain) or (client and unit.client != client):
                continue
            if all(unit.find(language) for language in languages):
                yield unit

    def get(self, number: int) -> TranslationUnit:
        """The unit with an id.

        Raises:
            NothingFound: it is not, or no longer, in the memory.
        """
        found = self._store.get([number])
        if not found:
            raise NothingFound(f"there is no unit {number} in the memory", "See its history")
        return found[0]

    def history(self, number: int) -> list[Change]:
        """What happened to a unit, the first event first, also after it was replaced; empty for no unit."""
        return self._store.history(number)

    def articles(self) -> list[Story]:
        """The article pairs that units come from, the newest first."""
        return self._store.stories()

    def stats(self) -> Stats:
        """What the memory holds."""
        return self._store.stats()
