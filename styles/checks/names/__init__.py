"""Names: of people as their characters sound, surname first; of anyone and anything, spelt in one way."""

from collections.abc import Iterable, Iterator

from corpora.bitext import Bitext
from corpora.language import Tag
from corpora.names import Umlaut
from styles.checks.names.forms import find_forms
from styles.checks.names.people import PeopleCheck
from styles.checks.names.places import find_places
from tm.finding import Finding
from tm.glossary import Glossary

# Where Chinese names are not written in pinyin.
_CUSTOMS_OF_THEIR_OWN = ("HK", "MO", "TW", "SG", "MY")
_LATIN_ELSEWHERE = ("zh", "yue", "ja", "ko")


def check_names(
    bitext: Bitext,
    *,
    order: str = "surname-first",
    given: str = "joined",
    umlaut: Umlaut | str = "lyu",
    known: Iterable[str] = (),
    glossary: Glossary | None = None,
) -> Iterator[Finding]:
    """`name.order`, `name.spelling`, `name.polyphone` and `name.inconsistent`.

    Names that are not pinyin (埃隆·马斯克, Li Ka-shing, Tsai Ing-wen) are never held to it, and none are in
    stories of Hong Kong, Macao, Taiwan or Chinese abroad.

    Args:
        order: `surname-first`; anything else lets both orders be.
        given: `joined`, for given names of one word (Zhang Kunkun); anything else lets hyphens and spaces be.
        umlaut: how lü and nü are written: `lyu`, `lv`, `lu` or `lü`; anything else lets all be.
        known: names in Chinese characters whose English is known to be right.
        glossary: the people in it are known.
    """
    source, target = Tag.parse(bitext.source_language), Tag.parse(bitext.target_language)
    if target.language in _LATIN_ELSEWHERE:
        return
    pairs = list(bitext.pairs())
    concepts = glossary.concepts if glossary else ()
    people = {term.text for concept in concepts if concept.type == "person" for term in concept.terms}
    told: set[tuple[int, int, int]] = set()
    if bitext.source and source.language == "zh":
        if source.likely_script != "Hant" and source.region not in _CUSTOMS_OF_THEIR_OWN:
            checked = PeopleCheck(pairs, order=order, given=given, umlaut=umlaut, known=frozenset(known) | people)
            for finding in checked.findings():
                if finding.rule != "name.polyphone" and finding.target_span and finding.segment is not None:
                    told.add((finding.segment, *finding.target_span))
                yield finding
        yield from find_places(pairs)
    for finding in find_forms(pairs):
        span = finding.target_span
        assert span is not None
        if not any(
            finding.segment == segment and span.start < end and start < span.end for segment, start, end in told
        ):
            yield finding
