"""Segmentation rules in SRX 2.0, read and written."""

import io
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora import Article, Block, Code, segment
from corpora.errors import DuizhaoError, WrongFormat
from corpora.segmentation import load_rules, segment_text
from corpora.segmentation.ruleset import CodeSides, Rule
from corpora.segmentation.srx import SrxRules, read_srx, write_srx
from corpora.segmentation.srx.dialect import translate
from corpora.segmentation.srx.portable import PortableRule, say_rules
from corpora.segmentation.srx.reader import LanguageMap, SrxRule

_CASES = [
    json.loads(line) for line in Path(__file__).with_name("segmentation_cases.jsonl").read_text("utf-8").splitlines()
]
_SMALL = """\
<?xml version="1.0"?>
<srx xmlns="http://www.lisa.org/srx20" version="2.0">
<header segmentsubflows="no" cascade="yes">
<formathandle type="isolated" include="no"/>
<x:rangeRule xmlns:x="urn:x">a-z</x:rangeRule>
</header>
<body><languagerules>
<languagerule languagerulename="English">
<rule break="no"><beforebreak>\\bMr\\.</beforebreak><afterbreak>\\s</afterbreak></rule>
</languagerule>
<languagerule languagerulename="Default">
<rule break="yes"><beforebreak>[.!?]+</beforebreak><afterbreak>\\s</afterbreak></rule>
<rule><beforebreak>[。！？]+</beforebreak></rule>
</languagerule>
</languagerules><maprules>
<languagemap languagepattern="en.*" languagerulename="English"/>
<languagemap languagepattern=".*" languagerulename="Default"/>
</maprules></body></srx>
"""


def _file(
    *rules: str, maps: str = '<languagemap languagepattern=".*" languagerulename="R"/>', cascade: str = "no"
) -> bytes:
    return (
        f'<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header segmentsubflows="yes" cascade="{cascade}"/>'
        f'<body><languagerules><languagerule languagerulename="R">{"".join(rules)}</languagerule></languagerules>'
        f"<maprules>{maps}</maprules></body></srx>"
    ).encode()


def _rule(breaks: str, before: str, after: str = "") -> str:
    return f'\n<rule break="{breaks}"><beforebreak>{before}</beforebreak><afterbreak>{after}</afterbreak></rule>'


def _cut(text: str, data: bytes, language: str = "en") -> list[str]:
    rules = read_srx(data, file="r.srx").rules_for(language)
    return [span.cut(text) for span in segment_text(text, rules=rules)]


def _ours() -> bytes:
    file = io.BytesIO()
    write_srx(("de", "fr", "es", "ru", "th"), file)
    return file.getvalue()


_OURS = read_srx(_ours(), file="ours.srx")


# Read


def test_a_file_is_read_whole() -> None:
    assert read_srx(_SMALL.encode(), file="small.srx") == SrxRules(
        file="small.srx",
        cascade=True,
        subflows=False,
        sides=CodeSides(open=False, close=True, standalone=False),
        maps=(LanguageMap("en.*", "English"), LanguageMap(".*", "Default")),
        sets=(
            ("English", (SrxRule(False, r"\bMr\.", r"\s", 9),)),
            ("Default", (SrxRule(True, "[.!?]+", r"\s", 12), SrxRule(True, "[。！？]+", "", 13))),
        ),
        notes=("line 5: rangeRule is an extension, and is not heeded",),
    )


def test_all_maps_count_where_they_cascade_and_else_the_first() -> None:
    text = "Mr. Sun came. He spoke."
    assert _cut(text, _SMALL.encode(), "en-GB") == ["Mr. Sun came.", "He spoke."]
    assert _cut(text, _SMALL.encode(), "fr") == ["Mr.", "Sun came.", "He spoke."]
    assert _cut(text, _SMALL.replace('"yes">\n<f', '"no">\n<f').encode(), "en") == [text]


def test_the_first_rule_that_fits_a_place_decides() -> None:
    hold, cut = _rule("no", r"\bNo\.", r"\s\d"), _rule("yes", r"\.", r"\s")
    assert _cut("Gate No. 5 opens. Go.", _file(hold, cut)) == ["Gate No. 5 opens.", "Go."]
    assert _cut("Gate No. 5 opens. Go.", _file(cut, hold)) == ["Gate No.", "5 opens.", "Go."]


def test_a_run_of_stops_is_one_stop() -> None:
    assert _cut("真的？！走吧。", _SMALL.encode(), "zh") == ["真的？！", "走吧。"]
    assert _cut("真的？！走吧。", _file(_rule("yes", "[。？！]++"))) == ["真的？！", "走吧。"]


@pytest.mark.parametrize(
    ("icu", "here"),
    [
        (r"\p{Lu}\P{Ll}\pL", r"\p{Lu}\P{Ll}\p{L}"),
        (r"\h+\R", r"[\t\p{Zs}]+(?:\r\n|[\n\x0b\f\r\x85\u2028\u2029])"),
        (r"[\h\p{Pe}]", r"[\t\p{Zs}\p{Pe}]"),
        (r"\x{4e2d}\u4e2d\x2e\uD840\uDC00", r"\U00004e2d\U00004e2d\U0000002e\U00020000"),
        (r"(?i)jan|(?u:b)", r"(?i)jan|(?:b)"),
        (r"\Qa.b\E\.", r"a\.b\."),
        (r"[.?!]++(?>a|b)", r"[.?!]++(?>a|b)"),
        (r"[]a][^]]", r"[\]a][^\]]"),
    ],
)
def test_a_pattern_of_icu_is_said_here(icu: str, here: str) -> None:
    assert translate(icu) == here


def test_what_icu_knows_works() -> None:
    assert _cut(
        "On Jan. 3 ÉLAN. Ö", _file(_rule("no", r"\b(?i)JAN\.", r"\h\d"), _rule("yes", r"\p{Lu}+\.|\.", r"\s"))
    ) == [
        "On Jan. 3 ÉLAN.",
        "Ö",
    ]


def test_a_code_at_a_boundary_goes_where_the_file_says() -> None:
    rules = read_srx(_SMALL.encode(), file="small.srx").rules_for
    article = Article("zh", (Block("paragraph", "桥通了。车来了。", (Code(4, "standalone", "n", "<fn/>"),)),))
    assert [[code.offset for code in part.codes] for part in segment(article)] == [[4], []]
    assert [[code.offset for code in part.codes] for part in segment(article, rules=rules)] == [[], [0]]


_HERE = "r.srx:2: a pattern of the rules 'R' cannot be read"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<srx><a></srx>", "r.srx:1: broken XML (Opening and ending tag mismatch: a line 1 and srx). "
         "Save it again from the program that made it."),
        (b"<tmx/>", "r.srx: this is <tmx>, not SRX. Export the rules as SRX 2.0."),
        (_file(), "r.srx: the file holds no rules. Export the rules as SRX 2.0."),
        (_file(_rule("yes", "a"), maps=""), "r.srx: the file maps no language to its rules. Add a languagemap."),
        (_file(_rule("yes", "a"), maps='<languagemap languagepattern="fr.*" languagerulename="R"/>'),
         "r.srx: the file has no rules for en. Name another file, or add a language map to it (it has fr.*)."),
        (_file(_rule("yes", "a"), maps='<languagemap languagepattern="." languagerulename="S"/>'),
         "r.srx:2: a languagemap names the rules 'S', which the file does not hold. Correct the name."),
        (_file(_rule("maybe", "a")), 'r.srx:2: break is "maybe". Write yes or no.'),
        (_file(_rule("yes", "a(?R)")), f"{_HERE} (the flag 'R' is not known). Correct the rule or take it out."),
        (_file(_rule("yes", "a{e}")), f"{_HERE} (`{{` opens no number of times; write `\\{{` for the mark itself). "
         "Correct the rule or take it out."),
        (_file(_rule("yes", "[a")), f"{_HERE} (unterminated character set at position 7). Correct the rule or take it out."),
    ],
)  # fmt: skip
def test_a_bad_file_is_one_line(data: bytes, message: str) -> None:
    with pytest.raises(DuizhaoError) as raised:
        read_srx(data, file="r.srx").rules_for("en")
    assert str(raised.value) == message


def test_a_rule_that_cannot_be_read_may_be_left_out() -> None:
    document = read_srx(_file(_rule("yes", "a(?R)"), _rule("yes", r"\.", r"\s")), file="r.srx")
    left: list[WrongFormat] = []
    rules = document.rules_for("en", on_skip=left.append)
    assert [error.line for error in left] == [2]
    assert [span.cut("A. B.") for span in segment_text("A. B.", rules=rules)] == ["A.", "B."]
    assert [str(error) for error in document.check()] == [str(error) for error in left]


# Written


def test_a_small_set_of_rules_is_said_whole() -> None:
    rules = [
        Rule("t.quote", "", "", pairs=("“”",)),
        Rule("t.item", "", "", before=r"[0-9]\.", after=r"\s", at_start=True),
        Rule("t.stop", "", "", breaks=True, before=r"(?>[.!]+)", after=r"\s+\w"),
    ]
    stop = "(?<=[.!?…。！？][.!?…。！？”’\"'」』»›)）]{0,4})"
    assert list(say_rules(rules)) == [
        PortableRule(
            "t.quote “”", False, f"{stop}(?<=“[^“”]{{1,240}})", "(?=[^“”]{0,240}”)",
            "marks further than 240 characters from the stop, or nested in their like, hold nothing",
        ),
        PortableRule(
            "t.item", False,
            r"(?:^|(?<=(?:\p{Ll}{5}\.|[!?…。！？”’）)])[\s\u00a0\u3000]{1,3}))[0-9]\.", r"[\s\u00a0\u3000]",
            "the start of a segment is taken to be the start of the text, or a stop behind five small letters",
        ),
        PortableRule("t.stop", True, "(?>[.!]+)", r"(?=[\s\u00a0\u3000]+[\p{L}\p{N}_])"),
    ]  # fmt: skip


def test_our_rules_are_written_and_read_without_a_fault() -> None:
    assert list(_OURS.check()) == []
    assert [_OURS.names_for(tag) for tag in ("zh-Hant-TW", "yue", "EN_us", "ja", "pl", "eno")] == [
        ["zh"], ["zh"], ["en"], ["ja"], ["any"], ["any"],
    ]  # fmt: skip


def test_no_language_has_two_sets_so_that_cascading_changes_nothing() -> None:
    again = read_srx(_ours().replace(b'cascade="no"', b'cascade="yes"'), file="ours.srx")
    for tag in ("zh-CN", "en", "ja", "fr", "qaa"):
        assert again.names_for(tag) == _OURS.names_for(tag)


def test_what_srx_cannot_say_is_in_the_report_and_in_the_file() -> None:
    file = io.BytesIO()
    report = write_srx(("zh", "en"), file)
    assert report.languages == ("zh", "en", "ja", "any")
    assert report.rules == file.getvalue().count(b"<rule ")
    for line in report.unsaid:
        assert line.rpartition(": ")[2] in file.getvalue().decode()


def test_our_rules_read_back_cut_as_ours_do() -> None:
    alike: dict[str, list[bool]] = {"zh": [], "en": [], "other": []}
    for case in _CASES:
        language, text = case["lang"], case["text"]
        one, other = (list(segment_text(text, rules=load(language))) for load in (load_rules, _OURS.rules_for))
        alike.get(language, alike["other"]).append(one == other)
    shares = {language: sum(same) / len(same) for language, same in alike.items()}
    assert shares["zh"] >= 0.98
    assert shares["en"] >= 0.98
    assert shares["other"] >= 0.9


@settings(max_examples=100, deadline=None)
@given(st.text("甲说。！？…，：“”（）\"'.! \naA1Mr", max_size=60), st.sampled_from(["zh", "en", "fr"]))
def test_nothing_but_white_space_is_lost(text: str, language: str) -> None:
    parts = [span.cut(text) for span in segment_text(text, rules=_OURS.rules_for(language))]
    assert "".join("".join(parts).split()) == "".join(text.split())


# Time


@pytest.mark.parametrize("unit", ["字", "word ", '"', "“", "。”", ".", "a. ", "…", "(", "!\n", " ", "！”他"])
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    rules = _OURS.rules_for("zh")
    took = []
    for length in (20_000, 100_000):
        began = time.process_time()
        sum(1 for _ in segment_text(unit * (length // len(unit)), rules=rules))
        took.append(time.process_time() - began)
    assert took[1] < 0.5 + 10 * took[0]


def test_a_pattern_that_never_ends_is_refused_by_name() -> None:
    data = _file(_rule("no", "b", r"\s"), _rule("yes", r"x(?:(?:a|aa)+)+\!", r"\s"))
    with pytest.raises(WrongFormat, match=r"^r.srx:3: a pattern of the rules 'R' takes too long"):
        _cut("a" * 100_000 + "! b", data)


# Rules of other tools


def test_the_rules_of_other_tools_are_read(data: Path) -> None:
    files = sorted((data / "formats/files/srx").glob("*.srx"))
    assert files
    for file in files:
        document = read_srx(file.read_bytes(), file=file.name)
        assert list(document.check()) == []
        document.rules_for("en")


def test_the_written_file_keeps_to_the_schema(data: Path) -> None:
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(data / "formats/schemas/srx/srx20.xsd"))
    schema.assertValid(etree.fromstring(_ours()))


def test_the_command_line_reads_and_writes_rules(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from cli.main import run as main

    story, rules, ours = tmp_path / "a.en.txt", tmp_path / "r.srx", tmp_path / "ours.srx"
    story.write_text("Pier opens\n\nMr. Sun came by boat. He spoke.\n", "utf-8")
    rules.write_bytes(_file(_rule("yes", r"\.", r"\s")))

    def run(*arguments: object) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        return code, *capfd.readouterr()

    assert run("segment", story, "--lang", "en", "--rules", rules)[1].splitlines()[-3:] == [
        "Mr.",
        "Sun came by boat.",
        "He spoke.",
    ]
    assert run("export", ours)[0] == 0
    assert run("segment", story, "--lang", "en", "--rules", ours)[1].splitlines()[-2:] == [
        "Mr. Sun came by boat.",
        "He spoke.",
    ]
    assert run("export", "-o", ours, "--json")[0] == 0
    code, _, error = run("export", ours, "-o", tmp_path / "b.srx")
    assert (code, error.count("\n")) == (2, 1)
    story.write_text("<srx>", "utf-8")
    code, _, error = run("segment", story, "--lang", "en", "--rules", story)
    assert (code, error.count("\n")) == (2, 1)
