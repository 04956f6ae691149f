"""The sample stories are read and cut as their gold says, and the gold is whole."""

from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from corpora.article import Article
from corpora.errors import DuizhaoError
from corpora.readers import read
from corpora.segmentation import segment

SAMPLES = Path(str(files("corpora.samples")))
GOLD = SAMPLES / "gold"
PAIRS = sorted(path.stem for path in GOLD.glob("*.gold"))
SIDES = [(name, tag) for name in PAIRS for tag in ("zh", "en")]
Bead = tuple[list[int], list[int], str]


def beads_of(name: str) -> list[Bead]:
    rows = (GOLD / f"{name}.gold").read_text("utf-8").splitlines()
    return [bead_of(row) for row in rows if row.strip()]


def bead_of(row: str) -> Bead:
    source, target, *mark = row.split(":")
    ids = [[int(each) for each in side.strip("[] ").split(",") if each.strip()] for side in (source, target)]
    return ids[0], ids[1], mark[0] if mark else ""


def lines_of(name: str, tag: str) -> list[str]:
    return (GOLD / f"{name}.{tag}").read_text("utf-8").splitlines()


def story_of(name: str, tag: str) -> Article:
    (file,) = SAMPLES.glob(f"{name}.{tag}.*")
    return read(file)


@pytest.mark.parametrize("name", PAIRS)
def test_beads_cover_every_segment_once_and_in_order(name: str) -> None:
    beads = beads_of(name)
    for side, tag in enumerate(("zh", "en")):
        ids = [number for bead in beads for number in bead[side]]
        assert ids == list(range(len(lines_of(name, tag))))
    assert all(len(source) <= 3 and len(target) <= 3 for source, target, _ in beads)
    assert all(len(source) + len(target) == 1 for source, target, _ in beads if not source or not target)
    assert {mark for _, _, mark in beads} <= {"", "partial"}


@pytest.mark.parametrize(("name", "tag"), SIDES)
def test_a_story_is_read_and_cut_as_its_gold_says(name: str, tag: str) -> None:
    article = story_of(name, tag)
    assert article.language.split("-")[0] == tag
    assert article.title == lines_of(name, tag)[0]
    assert [part.text for part in segment(article) if part.kind != "metadata"] == lines_of(name, tag)


@pytest.mark.parametrize(("name", "tag"), SIDES)
def test_a_story_says_where_it_comes_from(name: str, tag: str) -> None:
    origin = story_of(name, tag).origin
    assert origin.source
    assert (origin.published or origin.updated)[:4].isdigit()


@pytest.mark.parametrize("name", PAIRS)
def test_an_english_version_is_an_editor_s_not_a_machine_s(name: str) -> None:
    shapes = Counter(f"{len(source)}-{len(target)}" for source, target, _ in beads_of(name))
    assert shapes["1-0"] >= 1, "an editor drops sentences"
    assert sum(count for shape, count in shapes.items() if shape not in ("1-1", "1-0", "0-1")) >= 2


def test_stories_without_a_version_are_read_too() -> None:
    single = [
        path
        for path in SAMPLES.iterdir()
        if path.name.split(".")[1:2] == ["zh"] and path.stem.split(".")[0] not in PAIRS
    ]
    assert single
    for path in single:
        try:
            assert len(segment(read(path))) > 10
        except DuizhaoError as error:
            pytest.fail(f"{path.name}: {error}")
