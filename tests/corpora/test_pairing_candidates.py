"""Few are set beside each other, and the right one is among them."""

import random
from dataclasses import replace

import numpy as np

from corpora.article import Article, Block, Origin
from corpora.pairing.candidates import MOST, find_candidates
from corpora.pairing.profile import Profile, read_profile
from corpora.pairing.sides import find_nearest, set_apart

RANDOM = random.Random(5)


def plain(language: str, text: str, name: str, **origin: object) -> Profile:
    return read_profile(Article(language, (Block("paragraph", text),), Origin(**origin), name), encoder=None)  # type: ignore[arg-type]


def test_many_articles_are_set_beside_few_and_the_right_one_is_among_them() -> None:
    numbers = [RANDOM.sample(range(1000, 99_999), 3) for _ in range(300)]
    source = [plain("zh", "来了{}家，{}人，花了{}元。".format(*each), f"z{at}") for at, each in enumerate(numbers)]
    target = [
        plain("en", "It drew {:,} firms, {:,} people and {:,} yuan.".format(*each), f"e{at}")
        for at, each in enumerate(numbers)
    ]
    candidates = find_candidates(*set_apart(source, target))
    assert {(number, number) for number in range(300)} <= set(candidates)
    assert len(candidates) <= 2 * MOST * 300
    assert candidates == sorted(set(candidates))


def test_what_stands_in_every_article_sets_none_beside_another() -> None:
    source = [plain("zh", "全区共有2436个网点。", f"z{number}") for number in range(250)]
    target = [plain("en", "There are 2,436 outlets.", f"e{number}") for number in range(250)]
    assert find_candidates(*set_apart(source, target)) == []


def test_links_and_addresses_set_articles_beside_each_other_that_share_no_word() -> None:
    url = "https://a.example/en/1.html"
    source = [plain("zh", "江水清清。", "z0", alternates=(("en", url),)), plain("zh", "灯亮了。", "zh/lamp.txt")]
    target = [plain("en", "Lights.", "en/lamp.txt"), plain("en", "A river.", "e1", url=url)]
    assert find_candidates(*set_apart(source, target)) == [(0, 1), (1, 0)]


def test_a_name_that_pinyin_carries_over_sets_articles_beside_each_other() -> None:
    source = [plain("zh", "张坤坤说。", "z0"), plain("zh", "灯亮了。", "z1")]
    target = [plain("en", "Lights came on.", "e0"), plain("en", "So said Zhang Kunkun.", "e1")]
    assert find_candidates(*set_apart(source, target)) == [(0, 1)]


def test_the_nearest_are_those_of_all_products_block_by_block() -> None:
    chance = np.random.default_rng(3)
    ours, theirs = (
        rows / np.linalg.norm(rows, axis=1, keepdims=True)
        for rows in chance.normal(size=(2, 1500, 8)).astype(np.float32)
    )
    nearest, near = find_nearest(ours, theirs, most=4)
    whole = ours @ theirs.T
    assert np.allclose(near, -np.sort(-whole, axis=1)[:, :4], atol=1e-6)
    assert np.allclose(np.take_along_axis(whole, nearest, axis=1), near, atol=1e-6)
    assert find_nearest(ours[:2], theirs[:1])[0].tolist() == [[0], [0]]
    assert find_nearest(ours[:2], theirs[:0])[0].shape == (2, 0)


def test_an_article_is_read_only_at_its_beginning() -> None:
    lines = [f"第{number}句话。" for number in range(200)]
    long = read_profile(Article("zh", tuple(Block("paragraph", line) for line in lines)), encoder=None)
    assert len(long.texts) == 40
    assert max(map(len, plain("zh", "水" * 5000, "a").texts)) == 600
    assert replace(long, texts=("a", "b")).text == "a\nb"
