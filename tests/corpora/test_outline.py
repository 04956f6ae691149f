"""Without an encoder, a long text is aligned along an outline: lengths, and rare things that both sides hold."""

import random

from corpora.alignment import align
from corpora.bitext import Bitext

# Finnish is none of the encoder's languages.
_WORDS = (
    ("tehdas", "factory"), ("silta", "bridge"), ("kaupunki", "town"), ("joki", "river"), ("koulu", "school"),
    ("asukas", "resident"), ("työntekijä", "worker"), ("uusi", "new"), ("vanha", "old"), ("suuri", "large"),
    ("rakennettiin", "was built"), ("avattiin", "was opened"), ("kertoi", "told us"), ("muuttui", "changed"),
)  # fmt: skip


def make_pair(count: int, seed: int) -> tuple[list[str], list[str]]:
    """Sentences of made-up reports in both languages; every sixth has a number of its own."""
    random_ = random.Random(seed)
    ours, theirs = [], []
    for number in range(count):
        words = [random_.choice(_WORDS) for _ in range(random_.choice((3, 5, 8, 13, 20)))]
        told = f" {1000 + 7 * number}" if number % 6 == 0 else ""
        ours.append(" ".join(word for word, _ in words).capitalize() + told + ".")
        theirs.append("The " + " ".join(word for _, word in words) + told + ".")
    return ours, theirs


def aligned(source: list[str], target: list[str]) -> Bitext:
    return align(source, target, source_language="fi", target_language="en")


def share_right(bitext: Bitext, shift: dict[int, int]) -> float:
    """The share of sentences that stand opposite their versions."""
    found = {(i, j) for bead in bitext.beads for i in bead.source for j in bead.target}
    return sum((i, j) in found for i, j in shift.items()) / len(shift)


def test_a_long_text_is_aligned_by_lengths_and_numbers() -> None:
    source, target = make_pair(600, seed=1)
    bitext = aligned(source, target)
    assert "by:length+numbers+names" in bitext.signature
    assert share_right(bitext, {i: i for i in range(600)}) > 0.95


def test_a_chapter_that_one_side_lacks_is_jumped_over() -> None:
    source, target = make_pair(600, seed=2)
    bitext = aligned(source, target[:150] + target[350:])
    kept = {i: i if i < 150 else i - 200 for i in range(600) if not 150 <= i < 350}
    assert share_right(bitext, kept) > 0.9
    dropped = {i for bead in bitext.beads if not bead.target for i in bead.source}
    assert len(dropped & set(range(150, 350))) > 150


def test_a_chapter_that_was_added_is_jumped_over() -> None:
    source, target = make_pair(500, seed=3)
    bitext = aligned(source[:100] + source[250:], target)
    kept = {i: i if i < 100 else i + 150 for i in range(350)}
    assert share_right(bitext, kept) > 0.9


def test_a_text_with_nothing_in_common_is_still_covered_once() -> None:
    source, _ = make_pair(400, seed=4)
    bitext = aligned(source, [f"{'Nothing at all ' * (number % 7 + 1)}" for number in range(260)])
    assert [i for bead in bitext.beads for i in bead.source] == list(range(400))
    assert [j for bead in bitext.beads for j in bead.target] == list(range(260))
