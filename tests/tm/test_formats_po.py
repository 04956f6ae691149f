"""PO out, read back by polib and by gettext's own compiler."""

import io
import shutil
import subprocess
import tempfile
from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.errors import Invalid
from tm.formats import Written
from tm.formats.po import write_po
from tm.unit import Provenance, TranslationUnit, Variant


def unit(source: str, target: str, article: str = "", **fields: object) -> TranslationUnit:
    provenance = fields.pop("provenance", Provenance(source_article=article))
    return TranslationUnit((Variant("zh-CN", source), Variant("en", target)), provenance, **fields)  # type: ignore[arg-type]


def write(*units: TranslationUnit, target_language: str = "en") -> tuple[str, Written]:
    file = io.BytesIO()
    report = write_po(
        units,
        file,
        source_language="zh-CN",
        target_language=target_language,
        created="2026-01-31T20:00:00+08:00",
        tool_version="0.1.0",
    )
    return file.getvalue().decode("utf-8"), report


HEADER = """\
# Sentences remembered, zh-CN to en.
msgid ""
msgstr ""
"Project-Id-Version: Duizhao memory\\n"
"PO-Revision-Date: 2026-01-31 20:00+0800\\n"
"Last-Translator: Automatically generated\\n"
"Language-Team: none\\n"
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"X-Generator: Duizhao 0.1.0\\n"
"X-Source-Language: zh_CN\\n"
"""


def everything() -> list[TranslationUnit]:
    park = Provenance("articles/park day.zh.html", title="产业园开园", published="2023-08-03T16:16:44+08:00")
    return [
        unit("产业园“今年”开园。", 'The park "opened" this year.', provenance=park, notes=("核对年份。",)),
        unit("机器人有1000台。", "It has 1,000 robots.", "factory.html", flags=frozenset({"machine"})),
        unit("好。", "Good.", "a.html"),
        unit("好。", "Fine.", "b.html", flags=frozenset({"unreviewed"})),
        unit("好。", "Well.", "b.html"),
        unit("好。", "Good.", "c.html", flags=frozenset({"partial"})),
    ]


def test_a_file_holds_sources_targets_and_where_they_come_from() -> None:
    document, report = write(*everything())
    assert document == HEADER + (
        """
# 核对年份。
#. 产业园开园 2023-08-03
#: articles/park%20day.zh.html
msgid "产业园“今年”开园。"
msgstr "The park \\"opened\\" this year."

#: factory.html
#, fuzzy
msgid "机器人有1000台。"
msgstr "It has 1,000 robots."

#: a.html c.html
msgctxt "a.html"
msgid "好。"
msgstr "Good."

#: b.html
#, fuzzy
msgctxt "b.html"
msgid "好。"
msgstr "Fine."

#: b.html
msgctxt "b.html#2"
msgid "好。"
msgstr "Well."
"""
    )
    assert report == Written(units=6)


def test_a_unit_without_the_target_language_is_skipped() -> None:
    document, report = write(unit("好。", "Good."), target_language="fr")
    assert document == HEADER.replace("zh-CN to en", "zh-CN to fr").replace("Language: en", "Language: fr")
    assert report == Written(units_skipped=1)


def test_texts_lose_their_ends_and_control_characters_and_empty_ones_are_left_out() -> None:
    document, report = write(unit("\u3000产业\x00园。\n", " Park.\t"), unit("好。", "\x01\x02"))
    assert [(entry.msgid, entry.msgstr) for entry in polib.pofile(document)] == [("产业园。", "Park.")]
    assert report == Written(units=1, units_skipped=1, empty_variants=1, characters_removed=3)


@pytest.mark.parametrize(
    ("tag", "locale"),
    [("zh-Hant", "zh_TW"), ("zh-Hans", "zh_CN"), ("zh-Hant-HK", "zh_HK"), ("sr-Latn", "sr@latin"), ("pt-BR", "pt_BR")],
)
def test_languages_are_written_as_gettext_names_them(tag: str, locale: str) -> None:
    assert f'"Language: {locale}\\n"' in write(target_language=tag)[0]


def test_a_file_without_a_time_is_refused_before_anything_is_written() -> None:
    file = io.BytesIO()
    with pytest.raises(Invalid, match="'now' is no time"):
        write_po([], file, source_language="zh", target_language="en", created="now")
    assert file.getvalue() == b""


def test_gettext_compiles_it(tmp_path: Path) -> None:
    if shutil.which("msgfmt") is None:
        pytest.skip("msgfmt is not installed (Debian's package gettext)")
    path = tmp_path / "memory.po"
    path.write_text(write(*everything())[0], "utf-8")
    done = subprocess.run(
        ["msgfmt", "--check", "--verbose", "-o", str(tmp_path / "memory.mo"), str(path)],
        capture_output=True,
        text=True,
        timeout=60,
        env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"},
    )
    assert (done.returncode, done.stderr) == (0, "3 translated messages, 2 fuzzy translations.\n")


TEXT = st.text(min_size=1).filter(lambda text: text.isprintable() and text == text.strip()) | st.sampled_from(
    ('他说：“开园了。”\n"好"', "C:\\new\\table", "50%\t增长", "a\u2028b", "第一行\r\n第二行")
)


@settings(deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT, TEXT, st.booleans()), min_size=1, max_size=8))
def test_polib_reads_the_same_texts_back(rows: list[tuple[str, str, str, bool]]) -> None:
    flags = frozenset({"machine"})
    units = [
        unit(source, target, article, flags=flags if fuzzy else frozenset()) for source, target, article, fuzzy in rows
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "memory.po")
        path.write_bytes(write(*units)[0].encode())
        found = [(entry.msgid, entry.msgstr, "fuzzy" in entry.flags) for entry in polib.pofile(str(path))]
    clean = {(source, target) for source, target, _, fuzzy in rows if not fuzzy}
    wanted = {(source, target, (source, target) not in clean) for source, target, _, _ in rows}
    assert sorted(found) == sorted(wanted)
