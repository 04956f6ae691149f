"""A new version begun from a memory."""

from pathlib import Path

from corpora.article import Article, Block
from styles.drafting import draft
from tm import Concept, Glossary, Term, TranslationUnit, Variant, open_memory
from tm.draft import Draft


def drafted(file: Path, units: list[tuple[str, str]], blocks: list[str], glossary: Glossary | None = None) -> Draft:
    story = Article("zh-CN", tuple(Block("paragraph", text) for text in blocks))
    with open_memory(file) as memory:
        memory.add_units(TranslationUnit((Variant("zh-CN", zh), Variant("en", en))) for zh, en in units)
        return draft(story, target_language="en", memory=memory, glossary=glossary)


def test_sentences_that_the_memory_has_as_one_are_one_unit_of_work(tmp_path: Path) -> None:
    made = drafted(
        tmp_path / "memory.db",
        [("园区三月开园。五十家企业入驻。", "The park opened in March, and fifty companies moved in."), ("机器人很忙。", "Robots are busy.")],
        ["园区三月开园。五十家企业入驻。机器人很忙。"],
    )  # fmt: skip
    assert [(bead.source, bead.target, bead.state) for bead in made.beads] == [
        ((0, 1), "The park opened in March, and fifty companies moved in.", "translated"),
        ((2,), "Robots are busy.", "translated"),
    ]


def test_sentences_of_two_paragraphs_stay_apart(tmp_path: Path) -> None:
    made = drafted(
        tmp_path / "memory.db",
        [("园区三月开园。五十家企业入驻。", "The park opened in March, and fifty companies moved in.")],
        ["园区三月开园。", "五十家企业入驻。"],
    )
    assert [bead.source for bead in made.beads] == [(0,), (1,)]


def test_numbers_and_terms_are_exchanged_and_wait_for_a_look(tmp_path: Path) -> None:
    names = [("两江新区", "Liangjiang New Area"), ("天府新区", "Tianfu New Area")]
    made = drafted(
        tmp_path / "memory.db",
        [("两江新区今年引进50家企业。", "The Liangjiang New Area drew 50 enterprises this year.")],
        ["天府新区今年引进86家企业。"],
        Glossary(tuple(Concept((Term("zh", zh), Term("en", en)), "place") for zh, en in names)),
    )
    (bead,) = made.beads
    assert bead.target == "The Tianfu New Area drew 86 enterprises this year."
    assert (bead.origin, bead.score, bead.state) == ("repaired", 98, "initial")
