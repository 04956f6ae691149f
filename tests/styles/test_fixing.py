import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.article import Segment
from corpora.bitext import Bead, Bitext
from corpora.text import Span
from styles.fixing import Edit, apply, choose, find_quotations, undo
from styles.manuscript import Manuscript, Placed
from tm.finding import Finding, Fix, Severity

PAGE = "<p>Liangjiang New District　grew &amp; sold ５ cars.</p>\n<p>“Liangjiang New District grew,” he said.</p>\n"
TEXTS = ("Liangjiang New District　grew & sold ５ cars.", "“Liangjiang New District grew,” he said.")


def story(*texts: str, block: int = -1) -> Bitext:
    return Bitext(
        "zh",
        "en",
        (),
        tuple(Segment(text, block=block) for text in texts),
        tuple(Bead((), (i,)) for i in range(len(texts))),
    )


def finding(
    rule: str,
    text: str,
    at: str,
    after: str,
    *,
    segment: int = 0,
    severity: Severity = "error",
    more: int = 0,
    certain: bool = False,
) -> Finding:
    span = Span(text.index(at), text.index(at) + len(at))
    fixes = tuple(Fix(span, after, certain) for _ in range(1 + more))
    return Finding(rule, severity, "…", segment, target_span=span, fixes=fixes)


def kinds(*findings: Finding, numbers: bool = False) -> tuple[list[str], list[str]]:
    changes, left = choose(findings, story(*TEXTS), numbers=numbers)
    return [change.kind for change in changes], [each.reason for each in left]


def test_terms_width_and_credits_are_put_right_and_other_words_are_not() -> None:
    first = TEXTS[0]
    assert kinds(
        finding("term.forbidden", first, "Liangjiang New District", "Liangjiang New Area"),
        finding("residue.fullwidth", first, "\u3000", " "),
        finding("residue.fullwidth", first, "５", "5"),
    ) == (["term", "punctuation", "punctuation"], [])
    assert kinds(finding("style.photo-credit", first, "sold", "Photo: sold", certain=True))[0] == ["credit"]
    assert kinds(finding("style.plain-words", first, "sold", "marketed", certain=True))[0] == ["style"]
    assert kinds(finding("style.plain-words", first, "sold", "marketed")) == ([], ["a person decides"])
    assert kinds(finding("term.missing", first, "cars", "vehicles")) == ([], ["a person decides"])


def test_a_figure_is_changed_only_where_it_is_asked_for() -> None:
    wrong = finding("number.value", TEXTS[0], "５", "50")
    assert kinds(wrong) == ([], ["it changes a figure: --numbers does"])
    assert kinds(wrong, numbers=True) == (["number"], [])
    hidden = finding("style.abbreviations", TEXTS[0], "sold ５", "sold 15")
    assert kinds(hidden) == ([], ["it changes a figure: --numbers does"])


def test_doubts_choices_and_quotations_are_left_to_a_person() -> None:
    first, second = TEXTS
    banned, ours = "Liangjiang New District", "Liangjiang New Area"
    assert kinds(finding("term.forbidden", first, banned, ours, severity="suggestion"))[1] == ["it may be meant so"]
    assert kinds(finding("term.forbidden", first, banned, ours, more=1))[1] == ["there is more than one answer"]
    assert kinds(finding("term.forbidden", second, banned, ours, segment=1))[1] == ["it stands within what is quoted"]


def test_a_quotation_lasts_over_the_sentences_of_its_paragraph() -> None:
    texts = (
        "He said: “The park is full.",
        "Liangjiang New District grew.",
        "We are glad.” Liangjiang New District slept.",
    )
    bitext = story(*texts, block=3)
    findings = [
        finding("term.forbidden", texts[1], "Liangjiang New District", "Liangjiang New Area", segment=1),
        finding("term.forbidden", texts[2], "Liangjiang New District", "Liangjiang New Area", segment=2),
    ]
    changes, left = choose(findings, bitext)
    assert [change.finding.segment for change in changes] == [2]
    assert [each.finding.segment for each in left] == [1]


def test_of_two_fixes_for_one_place_one_is_made() -> None:
    wide = finding("term.forbidden", TEXTS[0], "Liangjiang New District", "Liangjiang New Area")
    narrow = finding("term.forbidden", TEXTS[0], "District", "Area")
    assert [change.after for change in choose([narrow, wide], story(*TEXTS))[0]] == ["Liangjiang New Area"]


def test_nothing_of_the_file_is_touched_but_the_places() -> None:
    bitext = story(*TEXTS)
    changes, _ = choose(
        [
            finding("term.forbidden", TEXTS[0], "Liangjiang New District", "Liangjiang New Area"),
            finding("residue.fullwidth", TEXTS[0], "５", "5"),
        ],
        bitext,
    )
    text, done, refused = apply(changes, Placed(Manuscript(PAGE, "markup"), bitext))
    assert text == (
        "<p>Liangjiang New Area　grew &amp; sold 5 cars.</p>\n<p>“Liangjiang New District grew,” he said.</p>\n"
    )
    assert refused == []
    assert undo(text, [edit for _, edit in done]) == PAGE


@pytest.mark.parametrize(
    "page", ["<p>Liangjiang <b>New</b> District　grew &amp; sold ５ cars.</p>", "<p>Another text.</p>"]
)
def test_what_does_not_stand_in_the_file_verbatim_is_refused(page: str) -> None:
    bitext = story(*TEXTS)
    changes, _ = choose([finding("term.forbidden", TEXTS[0], "Liangjiang New District", "Liangjiang New Area")], bitext)
    text, done, refused = apply(changes, Placed(Manuscript(page, "markup"), bitext))
    assert (text, done) == (page, [])
    assert [each.reason for each in refused] == ["it does not stand in the file verbatim"]


def test_what_is_put_into_a_page_is_written_as_pages_write_it() -> None:
    bitext = story("R and D grew.")
    changes, _ = choose([finding("term.forbidden", "R and D grew.", "R and D", "R&D")], bitext)
    assert apply(changes, Placed(Manuscript("<p>R and D grew.</p>", "markup"), bitext))[0] == "<p>R&amp;D grew.</p>"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('She said "it works" and left.', ["it works"]),
        ("The workers’ canteen isn’t open.", []),
        ("“One,” he said, “two.”", ["One,", "two."]),
        ("「开园」了", ["开园"]),
        ("A 5'10\" man", []),
        ("He said: “It goes on", ["It goes on"]),
    ],
)
def test_quotations_are_what_stands_between_marks(text: str, quoted: list[str]) -> None:
    assert [span.cut(text) for span in find_quotations(text)] == quoted


@given(
    st.text(max_size=30), st.lists(st.tuples(st.integers(0, 30), st.text(max_size=4), st.integers(0, 4)), max_size=5)
)
def test_undo_gives_back_any_text_after_any_edits(text: str, wanted: list[tuple[int, str, int]]) -> None:
    now, edits = text, []
    for start, after, length in wanted:
        start = min(start, len(now))
        edits.append(Edit(start, now[start : start + length], after))
        now = now[:start] + after + now[start + length :]
    assert undo(now, edits) == text
