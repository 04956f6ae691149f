"""Beads that a person confirmed: described by their texts, found again where texts changed, laid over a bitext."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from corpora.bitext import Bead, Bitext
from tm.store import KnownBead


def describe_beads(bitext: Bitext) -> list[KnownBead]:
    """All beads of a bitext by their texts, where a person confirmed any of them; else none."""
    if not any(bead.confirmed for bead in bitext.beads):
        return []
    return [
        KnownBead(
            tuple(bitext.source[i].text for i in bead.source),
            tuple(bitext.target[j].text for j in bead.target),
            bead.confirmed,
            bead.partial,
        )
        for bead in bitext.beads
    ]


def keep_confirmed(bitext: Bitext, known: Sequence[KnownBead]) -> Bitext:
    """The bitext with those of the confirmed beads that stand in it, in the place of its own.

    Nothing is aligned anew; see `corpora.alignment.fixed.lay_over`.
    """
    if not known:
        return bitext
    from corpora.alignment.fixed import lay_over

    texts = [part.text for part in bitext.source], [part.text for part in bitext.target]
    fixed = place_confirmed(known, *texts)
    return lay_over(bitext, fixed) if fixed else bitext


def place_confirmed(known: Sequence[KnownBead], source: Sequence[str], target: Sequence[str]) -> list[Bead]:
    """Where confirmed beads stand in texts that may have changed since; those whose texts did are left out.

    A sentence without counterpart is left out too where the other side holds more sentences there than
    it did: one of them may be its counterpart now.

    Args:
        known: all beads of the pair, in order.
        source, target: the segments as they are now.

    >>> sides = (("一。",), ("One.",)), (("二。",), ()), (("三。",), ("3.",))
    >>> known = [KnownBead(*texts) for texts in sides]
    >>> [str(bead) for bead in place_confirmed(known, ["零。", "一。", "二。", "三。"], ["One.", "Three."])]
    ['[1]:[0]', '[2]:[]']
    """
    known = [bead for bead in known if bead.source or bead.target]
    pairs = [bead for bead in known if bead.confirmed and bead.source and bead.target]
    if _flat(known, 0) == list(source) and _flat(known, 1) == list(target):
        ours: list[int | None] = list(range(len(source)))
        theirs: list[int | None] = list(range(len(target)))
        return [bead for bead in _placed(known, ours, theirs) if bead is not None]
    found = iter(_placed(pairs, _places(_flat(pairs, 0), source), _places(_flat(pairs, 1), target)))
    placed: list[Bead] = []
    between: list[KnownBead] = []
    start = (0, 0)
    for bead in known:
        place = next(found) if bead.confirmed and bead.source and bead.target else None
        if place is None:
            between.append(bead)
            continue
        placed += [*_place_nulls(between, source, target, start, (place.source[0], place.target[0])), place]
        start, between = (place.source[-1] + 1, place.target[-1] + 1), []
    return placed + _place_nulls(between, source, target, start, (len(source), len(target)))


def _place_nulls(
    between: Sequence[KnownBead],
    source: Sequence[str],
    target: Sequence[str],
    start: tuple[int, int],
    stop: tuple[int, int],
) -> list[Bead]:
    """Those without counterpart that stand, of the beads between two that stand."""
    nulls = [bead for bead in between if bead.confirmed and not (bead.source and bead.target)]
    places = [
        _places(_flat(nulls, side), texts[start[side] : stop[side]], start[side])
        for side, texts in enumerate((source, target))
    ]
    grown = [stop[side] - start[side] > len(_flat(between, side)) for side in (0, 1)]
    return [place for place in _placed(nulls, *places) if place and not grown[1 if place.source else 0]]


def _places(old: Sequence[str], new: Sequence[str], first: int = 0) -> list[int | None]:
    """Where each text of a sequence stands in another one, in order; None where it does not.

    Args:
        first: the number of the first text of the other one.
    """
    places: list[int | None] = [None] * len(old)
    for start, there, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        places[start : start + size] = range(first + there, first + there + size)
    return places


def _placed(known: Sequence[KnownBead], ours: Sequence[int | None], theirs: Sequence[int | None]) -> list[Bead | None]:
    """Beads over the places of their texts; None for one that is not confirmed, or whose texts were parted or lost."""
    beads: list[Bead | None] = []
    i = j = 0
    for bead in known:
        source, target = ours[i : i + len(bead.source)], theirs[j : j + len(bead.target)]
        i, j = i + len(source), j + len(target)
        whole = bead.confirmed and all(_follow(ids) for ids in (source, target))
        ids = [tuple(number for number in side if number is not None) for side in (source, target)]
        beads.append(Bead(ids[0], ids[1], 1.0, confirmed=True, partial=bead.partial) if whole else None)
    return beads


def _follow(ids: Sequence[int | None]) -> bool:
    """Whether all are there and follow one another."""
    return not ids or (ids[0] is not None and list(ids) == list(range(ids[0], ids[0] + len(ids))))


def _flat(known: Sequence[KnownBead], side: int) -> list[str]:
    return [text for bead in known for text in (bead.source, bead.target)[side]]
