"""Many articles -> pairs: each read once, set beside a few, weighed, and paired one to one."""

import posixpath
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from corpora.article import Article
from corpora.encoder import LANGUAGES, Encoder, load_encoder
from corpora.errors import WrongLanguage
from corpora.language import Tag, answers, canonical
from corpora.lexicon import Lexicon
from corpora.pairing.assignment import choose, settle
from corpora.pairing.candidates import find_candidates
from corpora.pairing.profile import Profile, read_profile
from corpora.pairing.result import ArticlePair, Pairing, Reason, Single
from corpora.pairing.sides import set_apart
from corpora.pairing.signals import SIGNALS
from corpora.pairing.view import View
from corpora.pairing.weights import load_weights
from corpora.signature import sign

Lexicons = Callable[[str, str], Lexicon | None]
Watch = Callable[[Sequence[Article]], Iterable[Article]]
# What adds less than this to the log-odds is no reason.
_SLIGHT = 0.1


def find_pairs(
    articles: Iterable[Article],
    *,
    source_language: str | None = None,
    target_language: str | None = None,
    first: Sequence[str] = ("zh-CN", "en"),
    lexicons: Lexicons | None = None,
    encoder: Encoder | None = None,
    minimum: float = 0.5,
    watch: Watch = iter,
) -> Pairing:
    """Which articles are versions of each other: for each other language one at most, and none where there is none.

    Args:
        articles: in any order and mix of languages; their names tell them apart.
        source_language, target_language: of the pairs that are asked for; of all that there are where None.
        first: languages that are the source rather than others, the first before the second.
        lexicons: gives for two languages the string pairs that mean the same.
        encoder: the embedded one where none is given; languages that it does not know are paired by addresses,
            days, numbers, names and words.
        minimum: the least score of a pair, from 0 to 1.
        watch: is given all articles and hands them on one at a time: for a progress bar.

    Raises:
        WrongLanguage: there are no two languages to pair.

    >>> from corpora.article import Block
    >>> park = Article("zh", (Block("paragraph", "产业园8月3日开园，50家企业入驻。"),), name="park.zh.txt")
    >>> rain = Article("zh", (Block("paragraph", "今夜有大雨，请注意防范。"),), name="rain.zh.txt")
    >>> version = Article("en", (Block("paragraph", "The park opened on Aug. 3 with 50 companies."),), name="3.txt")
    >>> [(pair.source.name, pair.target.name) for pair in find_pairs([rain, park, version]).pairs]
    [('park.zh.txt', '3.txt')]
    """
    wanted = tuple(canonical(tag) if tag else None for tag in (source_language, target_language))
    held = [each for each in articles if any(tag is None or answers(tag, each.language) for tag in wanted)]
    groups = _groups(held, first)
    chosen = list(_language_pairs(list(groups), wanted))
    if not chosen:
        raise _no_two_languages(held, wanted)
    known = encoder.languages if encoder else LANGUAGES
    encoded = {tag for pair in chosen for tag in pair if all(Tag.parse(each).language in known for each in pair)}
    model = (encoder or load_encoder()) if encoded else None
    twins = _twins(held)
    profiles = _read(held, twins, encoded, model, watch)
    best: dict[int, _Found] = {}
    pairs: list[tuple[int, ArticlePair]] = []
    for source, target in chosen:
        sides = [[number for number in groups[tag] if number in profiles] for tag in (source, target)]
        lexicon = lexicons(held[sides[0][0]].language, held[sides[1][0]].language) if lexicons else None
        for found in _pair_up(sides[0], sides[1], profiles, lexicon or None, minimum):
            if found.made:
                pair = ArticlePair(held[found.ours], held[found.theirs], round(found.score, 4), found.reasons)
                pairs.append((found.ours, pair))
            for number in (found.ours, found.theirs):
                best[number] = max(best.get(number, found), found, key=lambda each: (each.made, each.score))
    return Pairing(
        pairs=tuple(pair for _, pair in sorted(pairs, key=lambda item: item[0])),
        singles=tuple(_singles(held, twins, best)),
        signature=sign(
            "pair",
            lang="+".join(f"{source}-{target}" for source, target in chosen),
            by=model.name if model else "addresses+numbers+names",
            weights=load_weights("encoded" if model else "plain").signature.replace("|", ","),
            minimum=minimum,
        ),
    )


class _Found(NamedTuple):
    """Two articles, by their numbers, that were set beside each other."""

    ours: int
    theirs: int
    score: float
    made: bool
    reasons: tuple[Reason, ...]


def _groups(articles: Sequence[Article], first: Sequence[str]) -> dict[str, list[int]]:
    """Articles by language and script, in the order in which languages are sources."""
    members: defaultdict[str, list[int]] = defaultdict(list)
    for number, article in enumerate(articles):
        tag = Tag.parse(article.language)
        if tag.language != "und":
            members["-".join(filter(None, (tag.language, tag.likely_script)))].append(number)

    def order(group: str) -> tuple[int, int, str]:
        place = next((place for place, tag in enumerate(first) if answers(tag, group)), len(first))
        return place, -len(members[group]), group

    return {group: members[group] for group in sorted(members, key=order)}


def _language_pairs(groups: Sequence[str], wanted: Sequence[str | None]) -> Iterator[tuple[str, str]]:
    for pair in combinations(groups, 2):
        for source, target in (pair, pair[::-1]):
            if all(tag is None or answers(tag, group) for tag, group in zip(wanted, (source, target))):
                yield source, target
                break


def _no_two_languages(articles: Sequence[Article], wanted: Sequence[str | None]) -> WrongLanguage:
    found = Counter(article.language for article in articles)
    said = ", ".join(f"{count} in {tag}" for tag, count in sorted(found.items())) or "none"
    asked = [tag for tag in wanted if tag]
    what = f"of the languages asked for ({', '.join(asked)})" if asked else "in two languages"
    return WrongLanguage(f"there are no articles {what} to pair; found {said}", "Give stories and their versions")


def _twins(articles: Sequence[Article]) -> dict[int, int]:
    """Articles whose text another one, earlier, has as well: the number of each, and of that one."""
    seen: dict[tuple[str, str], int] = {}
    twins = {}
    for number, article in enumerate(articles):
        before = seen.setdefault((article.language, article.text), number)
        if before != number:
            twins[number] = before
    return twins


def _read(
    articles: Sequence[Article], twins: dict[int, int], encoded: set[str], model: Encoder | None, watch: Watch
) -> dict[int, Profile]:
    folders = [posixpath.dirname(article.name) for article in articles]
    try:
        folder = posixpath.commonpath(folders)
    except ValueError:
        folder = ""
    profiles = {}
    for number, article in enumerate(watch(articles)):
        if number not in twins:
            known = any(answers(tag, article.language) for tag in encoded)
            profiles[number] = read_profile(article, folder=f"{folder}/", encoder=model if known else None)
    return profiles


def _pair_up(
    source: Sequence[int],
    target: Sequence[int],
    profiles: dict[int, Profile],
    lexicon: Lexicon | None,
    minimum: float,
) -> Iterator[_Found]:
    """Every two articles that were set beside each other, with their probability, and whether they are a pair."""
    sides = set_apart([profiles[each] for each in source], [profiles[each] for each in target], lexicon=lexicon)
    weights = load_weights("encoded" if all(side.encoded for side in sides) else "plain")
    candidates = find_candidates(*sides)
    scores = settle(candidates, [weights.score(View(sides, *candidate)) for candidate in candidates])
    made = set(choose(candidates, scores, minimum=minimum))
    for number, (ours, theirs) in enumerate(candidates):
        reasons: tuple[Reason, ...] = ()
        if number in made:
            view = View(sides, ours, theirs)
            parts = zip(SIGNALS, weights.parts(view))
            told = [
                Reason(signal.name, round(part, 2), signal.say(view)) for signal, part in parts if abs(part) >= _SLIGHT
            ]
            reasons = tuple(sorted(told, key=lambda reason: -reason.weight))
        yield _Found(source[ours], target[theirs], scores[number], number in made, reasons)


def _singles(articles: Sequence[Article], twins: dict[int, int], best: dict[int, _Found]) -> Iterator[Single]:
    for number, article in enumerate(articles):
        if number in twins:
            yield Single(article, same_as=articles[twins[number]])
            continue
        found = best.get(number)
        if found is None:
            yield Single(article)
        elif not found.made:
            other = found.theirs if found.ours == number else found.ours
            yield Single(article, round(found.score, 4), articles[other])
