"""Which articles are worth setting beside each other: few for each, so that thousands take minutes.

Articles meet where one links to the other, where addresses or file names agree, where rare keys are shared
(an inverted index), and where mean vectors are near.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from corpora.pairing.profile import Profile
from corpora.pairing.sides import Side

# So many of each kind an article is set beside at most, and a key in more articles than this leads nowhere.
MOST, COMMON = 5, 200
# Addresses and file names in more articles than this name no single one.
_FEW = 4


def find_candidates(source: Side, target: Side) -> list[tuple[int, int]]:
    """Pairs of articles, by their numbers on either side, in order."""
    found = set(_by_address(source.profiles, target.profiles))
    found.update(_by_keys(source, target))
    found.update((ours, theirs) for theirs, ours in _by_keys(target, source))
    for ours, row in enumerate(source.nearest[:, :MOST].tolist()):
        found.update((ours, theirs) for theirs in row)
    for theirs, row in enumerate(target.nearest[:, :MOST].tolist()):
        found.update((ours, theirs) for ours in row)
    return sorted(found)


def _by_address(source: Sequence[Profile], target: Sequence[Profile]) -> Iterable[tuple[int, int]]:
    for ours, theirs in (
        (_signs(source, "addresses"), _signs(target, "links")),
        (_signs(source, "links"), _signs(target, "addresses")),
        (_signs(source, "ids"), _signs(target, "ids")),
        (_signs(source, "places"), _signs(target, "places")),
    ):
        for sign, numbers in ours.items():
            others = theirs.get(sign, ())
            if len(numbers) <= _FEW and len(others) <= _FEW:
                yield from ((one, other) for one in numbers for other in others)


def _signs(profiles: Sequence[Profile], name: str) -> dict[str, list[int]]:
    """The articles that bear each sign, by their numbers."""
    bearers: defaultdict[str, list[int]] = defaultdict(list)
    for number, profile in enumerate(profiles):
        for sign in getattr(profile, name):
            bearers[sign.path if name == "places" else sign].append(number)
    return bearers


def _by_keys(one: Side, other: Side) -> Iterable[tuple[int, int]]:
    """For each article the few of the other side that share most with it."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, keys in enumerate(other.keys):
        for key in keys:
            if other.counts[key] <= COMMON:
                holders[key].append(number)
    for number, keys in enumerate(one.keys):
        shared: defaultdict[int, float] = defaultdict(float)
        for key in keys:
            if key in holders:
                weight = other.weight(key)
                for holder in holders[key]:
                    shared[holder] += weight
        best = sorted(shared, key=lambda holder: (-shared[holder], holder))[:MOST]
        yield from ((number, holder) for holder in best)
