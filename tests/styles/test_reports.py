import json

from hypothesis import given
from hypothesis import strategies as st

from corpora.article import Segment
from corpora.bitext import Bead, Bitext
from corpora.text import Span
from styles.reports import Report, report_json, report_text
from styles.reports.text import excerpt
from tm.finding import Finding, Fix

PAIR = Bitext(
    "zh-CN",
    "en",
    (Segment("昨天，两江新区开会。"), Segment("厂里有机器人。")),
    (Segment("Liangjiang New District met."), Segment("The plant has ５ robots.")),
    (Bead((0,), (0,)), Bead((1,), (1,))),
)
FORBIDDEN = Finding(
    "term.forbidden",
    "error",
    "“Liangjiang New District” is forbidden in the glossary: write “Liangjiang New Area”.",
    0,
    Span(3, 7),
    Span(0, 23),
    (Fix(Span(0, 23), "Liangjiang New Area"),),
)
WIDE = Finding("residue.fullwidth", "warning", "A full-width character is left.", 1, target_span=Span(14, 15))


def test_carets_stand_beneath_the_place_and_wide_characters_take_two_cells() -> None:
    assert report_text(Report("fair.tsv", PAIR, (FORBIDDEN, WIDE))) == (
        "fair.tsv, sentence 1  error  term.forbidden  "
        "“Liangjiang New District” is forbidden in the glossary: write “Liangjiang New Area”.\n"
        "    zh-CN  昨天，两江新区开会。\n"
        "                 ^^^^^^^^\n"
        "    en     Liangjiang New District met.\n"
        "           ^^^^^^^^^^^^^^^^^^^^^^^\n"
        "    fix    “Liangjiang New District” -> “Liangjiang New Area”\n"
        "\n"
        "fair.tsv, sentence 2  warning  residue.fullwidth  A full-width character is left.\n"
        "    zh-CN  厂里有机器人。\n"
        "    en     The plant has ５ robots.\n"
        "                         ^^\n"
        "\n"
        "1 error, 1 warning.\n"
    )


def test_nothing_found_is_said() -> None:
    assert report_text(Report("fair.tsv", PAIR, ())) == "No findings.\n"


def test_a_finding_about_the_whole_text_has_no_sentence() -> None:
    whole = Finding("structure.length", "suggestion", "The translation is short.")
    assert report_text(Report("", PAIR, (whole,))) == (
        "suggestion  structure.length  The translation is short.\n\n1 suggestion.\n"
    )


def test_paint_tells_severity_by_colour() -> None:
    painted = report_text(Report("", PAIR, (WIDE,)), paint=lambda text, style: f"<{style}>{text}</{style}>")
    assert painted.splitlines()[0] == (
        "<bold>sentence 2</bold>  <yellow>warning</yellow>  <dim>residue.fullwidth</dim>  A full-width character is left."
    )
    assert painted.splitlines()[3] == " " * 25 + "<yellow>^^</yellow>"


def test_a_long_sentence_is_shown_around_the_place() -> None:
    text = "A" * 80 + " Sokon " + "B" * 80
    line, carets = excerpt(text, Span(81, 86), width=30)
    assert line == "…" + "A" * 11 + " Sokon " + "B" * 10 + "…"
    assert carets == " " * 13 + "^^^^^"


def test_text_cannot_steer_the_terminal() -> None:
    line, carets = excerpt("Red \x1b[31m alert\u202e x", Span(4, 5))
    assert (line, carets) == ("Red  [31m alert  x", "    ^")


@given(st.text(), st.integers(0, 40), st.integers(0, 40), st.integers(20, 120))
def test_any_place_in_any_text_can_be_shown(text: str, start: int, length: int, width: int) -> None:
    line, carets = excerpt(text, Span(start, start + length), width=width)
    assert line.isprintable()
    assert set(carets) <= {" ", "^"}


def test_the_machine_form_counts_from_zero_and_keeps_spans() -> None:
    assert json.loads(json.dumps(report_json(Report("fair.tsv", PAIR, (FORBIDDEN, WIDE), "check|lang:zh-CN-en")))) == {
        "signature": "check|lang:zh-CN-en",
        "findings": [
            {
                "rule": "term.forbidden",
                "severity": "error",
                "segment": 0,
                "message": "“Liangjiang New District” is forbidden in the glossary: write “Liangjiang New Area”.",
                "source_span": [3, 7],
                "target_span": [0, 23],
                "fixes": [{"span": [0, 23], "text": "Liangjiang New Area"}],
            },
            {
                "rule": "residue.fullwidth",
                "severity": "warning",
                "segment": 1,
                "message": "A full-width character is left.",
                "source_span": None,
                "target_span": [14, 15],
                "fixes": [],
            },
        ],
        "ignored": [],
    }
