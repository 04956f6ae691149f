"""Chances of pairs beside their rivals, and pairs that share no article."""

import math
import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.pairing.assignment import choose, settle

PAIRS = st.dictionaries(st.tuples(st.integers(0, 6), st.integers(0, 6)), st.floats(-12, 12), min_size=1, max_size=20)


def by_hand(pairs: list[tuple[int, int]], log_odds: list[float]) -> list[float]:
    """The chance of each pair, from every way to pair the articles."""
    total, held = 0.0, [0.0] * len(pairs)
    for size in range(len(pairs) + 1):
        for chosen in combinations(range(len(pairs)), size):
            rows, columns = ({pairs[each][side] for each in chosen} for side in (0, 1))
            if len(rows) == len(columns) == size:
                weight = math.exp(sum(log_odds[each] for each in chosen))
                total += weight
                for each in chosen:
                    held[each] += weight
    return [each / total for each in held]


@pytest.mark.parametrize("seed", range(30))
def test_chances_are_exact_where_rivals_form_no_ring(seed: int) -> None:
    chance = random.Random(seed)
    # A path: each pair shares an article with the one before and the one after.
    pairs = [(number // 2, (number + 1) // 2) for number in range(9)]
    log_odds = [chance.uniform(-4, 8) for _ in pairs]
    assert settle(pairs, log_odds) == pytest.approx(by_hand(pairs, log_odds), abs=1e-4)


def test_an_article_that_surely_belongs_to_another_is_no_rival() -> None:
    alone = settle([(0, 0), (0, 1)], [3.0, 3.0])
    assert alone == pytest.approx([0.488, 0.488], abs=0.001)
    assert settle([(0, 0), (0, 1), (1, 1)], [3.0, 3.0, 12.0])[0] > 0.94


def test_no_pairs_have_no_chances_and_great_odds_do_not_overflow() -> None:
    assert settle([], []) == []
    assert settle([(0, 0), (0, 1)], [5000.0, -5000.0]) == pytest.approx([1.0, 0.0])


@given(PAIRS)
def test_chances_of_an_article_add_up_to_one_at_most(given_: dict[tuple[int, int], float]) -> None:
    chances = settle(list(given_), list(given_.values()))
    for side in (0, 1):
        for article in range(7):
            of_it = [chance for pair, chance in zip(given_, chances) if pair[side] == article]
            assert sum(of_it) <= 1.01


@given(PAIRS, st.floats(0, 1))
def test_no_article_is_chosen_twice_and_none_below_the_minimum(
    given_: dict[tuple[int, int], float], minimum: float
) -> None:
    pairs = list(given_)
    chances = settle(pairs, list(given_.values()))
    chosen = choose(pairs, chances, minimum=minimum)
    for side in (0, 1):
        assert len({pairs[each][side] for each in chosen}) == len(chosen)
    assert all(chances[each] >= minimum for each in chosen)
    assert chosen == sorted(chosen)


def test_what_is_likelier_is_made_first_and_of_equals_the_earlier() -> None:
    pairs = [(0, 1), (0, 0), (1, 1)]
    assert choose(pairs, [0.3, 0.3, 0.2], minimum=0.1) == [1, 2]
    assert choose(pairs, [0.3, 0.2, 0.25], minimum=0.1) == [0]
