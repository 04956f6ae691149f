"""Consistency against the memory, and what is shown."""

from corpora.article import Segment
from corpora.bitext import Bead, Bitext
from corpora.text import Span
from styles.checks.consistency import check_consistency
from tm.finding import Finding, Fix
from tm.match import Match
from tm.unit import TranslationUnit, Variant

SOURCE = "产业园今年三月开园。"


def pair(*rows: tuple[str, str], **bead: object) -> Bitext:
    return Bitext(
        "zh-CN",
        "en",
        tuple(Segment(source) for source, _ in rows),
        tuple(Segment(target) for _, target in rows),
        tuple(Bead((at,), (at,), **bead) for at in range(len(rows))),  # type: ignore[arg-type]
    )


class Remembered:
    """A memory of one sentence, said in some ways."""

    def __init__(self, *targets: str, flags: frozenset[str] = frozenset()) -> None:
        self.asked: list[str] = []
        self._flags = flags
        self._targets = targets

    def find(self, text: str, *, source_language: str, target_language: str, minimum: int, limit: int) -> list[Match]:
        self.asked.append(text)
        assert (source_language, target_language, minimum) == ("zh-CN", "en", 100)
        if text != SOURCE:
            return []
        found = []
        for said in self._targets:
            source, target = Variant("zh-CN", text), Variant("en", said)
            unit = TranslationUnit((source, target), flags=self._flags)
            found.append(Match(unit, source, target, 100, "exact"))
        return found[:limit]


def test_a_sentence_that_the_memory_says_otherwise() -> None:
    memory = Remembered("The industrial park opened in March.")
    target = "The business base started up this March."
    assert list(check_consistency(pair((SOURCE, target)), memory=memory)) == [
        Finding(
            "consistency.target",
            "warning",
            "The memory has “The industrial park opened in March.” for the same sentence.",
            0,
            Span(0, 10),
            Span(0, 40),
            (Fix(Span(0, 40), "The industrial park opened in March."),),
        )
    ]


def test_what_the_memory_says_in_these_words_is_let_be() -> None:
    memory = Remembered("The base started up.", "The industrial park opened in March!")
    assert list(check_consistency(pair((SOURCE, "Industrial park opened in March")), memory=memory)) == []


def test_a_memory_of_several_ways_suggests_only() -> None:
    memory = Remembered("The base started up.", "The gates opened this March.")
    (finding,) = check_consistency(pair((SOURCE, "It opened in spring.")), memory=memory)
    assert finding.severity == "suggestion"


def test_what_no_person_said_is_no_measure() -> None:
    memory = Remembered("The base started up.", flags=frozenset({"machine"}))
    assert list(check_consistency(pair((SOURCE, "It opened in spring.")), memory=memory)) == []


def test_the_memory_is_asked_once_a_sentence_and_not_for_short_ones() -> None:
    memory = Remembered("The gates opened this March.")
    rows = ((SOURCE, "The gates opened this March."), (SOURCE, "The gates opened this March."), ("好。", "Good."))
    assert list(check_consistency(pair(*rows), memory=memory)) == []
    assert memory.asked == [SOURCE]


def test_a_house_may_look_at_shorter_segments() -> None:
    rows = ("开园了。", "It opened."), ("开园了。", "The gates are open.")
    assert list(check_consistency(pair(*rows))) == []
    assert [finding.segment for finding in check_consistency(pair(*rows), characters=3)] == [1]


def test_the_rarer_way_is_told_of() -> None:
    rows = (
        (SOURCE, "It began this spring."),
        (SOURCE, "The gates opened this March."),
        (SOURCE, "The gates opened this March."),
    )
    assert [(finding.segment, finding.fixes[0].text) for finding in check_consistency(pair(*rows))] == [
        (0, "The gates opened this March.")
    ]


def test_partial_beads_are_left_alone() -> None:
    rows = (SOURCE, "It began this spring."), (SOURCE, "The gates opened this March.")
    assert list(check_consistency(pair(*rows, partial=True))) == []
