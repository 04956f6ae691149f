"""`read`: which reader answers, what is found in pages and texts, and what is said where there is no story."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from corpora import Article, read
from corpora.errors import DuizhaoError, NothingFound, Unreadable, WrongEncoding, WrongFormat, WrongSetting
from corpora.readers import READERS, read_data

PAGES = Path(__file__).parent / "pages"
STORIES = sorted(path for path in PAGES.iterdir() if path.suffix != ".json")
SENTENCE = "两江新区今天开园，来了五十家企业，大家都很高兴。"


def as_json(article: Article) -> dict[str, object]:
    """The article's JSON with the codes of each block beside its text."""
    value = article.to_json()
    blocks: list[dict[str, object]] = value["blocks"]  # type: ignore[assignment]
    for shown, block in zip(blocks, article.blocks, strict=True):
        if block.codes:
            shown["codes"] = [[code.offset, code.kind, code.id, code.data] for code in block.codes]
    return value


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.name)
def test_a_page_gives_the_article_that_stands_beside_it(path: Path, update: bool) -> None:
    found = as_json(read(path))
    golden = path.with_name(path.name + ".json")
    if update:
        golden.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert found == json.loads(golden.read_text("utf-8"))


def test_a_story_is_the_same_as_page_and_as_text() -> None:
    page, text = read(PAGES / "park.en.html"), read(PAGES / "park.en.txt")
    assert page.blocks == text.blocks
    assert page.origin == text.origin
    assert page.language == text.language == "en"


def test_an_article_is_named_by_its_path_or_as_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PAGES)
    assert read("park.en.txt").name == "park.en.txt"
    assert read(Path("..") / "pages" / "park.en.txt").name == "../pages/park.en.txt"
    assert read("park.en.txt", name="stories/17").name == "stories/17"


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    page = (PAGES / "park.en.html").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(page)))
    article = read("-")
    assert article.name == "-"
    assert article.blocks == read(PAGES / "park.en.html").blocks


def test_what_a_file_holds_counts_more_than_its_name() -> None:
    page = f"<!DOCTYPE html><html><body><h1>园区开园</h1><p>{SENTENCE}</p></body></html>".encode()
    text = f"园区开园\n\n{SENTENCE}\n".encode()
    expected = [("title", "园区开园"), ("paragraph", SENTENCE)]
    for data, file in ((page, "story.txt"), (page, "story"), (text, "story.html"), (text, "story.md")):
        assert [(block.kind, block.text) for block in read_data(data, file=file).blocks] == expected


def test_a_text_with_a_tag_in_it_is_text_by_its_name() -> None:
    article = read_data(f"怎样写一个网页\n\n段落写在<p>里，{SENTENCE}\n".encode(), file="story.txt")
    assert article.blocks[1].text == f"段落写在<p>里，{SENTENCE}"


def test_readers_are_told_apart_by_name_and_suffix() -> None:
    assert len({reader.name for reader in READERS}) == len(READERS)
    suffixes = [suffix for reader in READERS for suffix in reader.suffixes]
    assert len(set(suffixes)) == len(suffixes)
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in suffixes)


def test_nothing_heavy_is_loaded_until_a_page_is_read() -> None:
    code = (
        "import sys; from corpora import read; import corpora.readers;"
        "print([name for name in ('lxml', 'yaml', 'langdetect', 'numpy') if name in sys.modules])"
    )
    root = Path(__file__).parents[2]
    run = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_a_language_that_is_given_is_taken() -> None:
    assert read_data(f"{SENTENCE}\n".encode(), language="ZH_hans").language == "zh-Hans"


@pytest.mark.parametrize(
    ("declared", "text", "language"),
    [
        ("zh-CN", "The park opened on Monday, and 50 companies moved in at once.", "en"),
        ("en-us", "The park opened on Monday, and 50 companies moved in at once.", "en-US"),
        ("zh", SENTENCE, "zh"),
        ("en", "Seres、Changan Automobile 和 Avatr 都在这里设厂，今年又有十家企业签约。", "zh-CN"),
        ("zh-Hant", SENTENCE, "zh-CN"),
        ("zh-cmn-hans", SENTENCE, "zh-Hans"),
        ("", "這座園區昨日開幕，來自香港的企業佔了三成。", "zh-TW"),
        ("not a tag!", SENTENCE, "zh-CN"),
    ],
)
def test_the_declared_language_is_a_hint(declared: str, text: str, language: str) -> None:
    page = (
        f'<html lang="{declared}"><body><h1>Park 园区</h1><p>来源：中国网 编辑：陶亦然</p><p>{text}</p></body></html>'
    )
    assert read_data(page.encode()).language == language


@pytest.mark.parametrize(
    ("zone", "published"),
    [
        ("+08:00", "2024-01-09T08:30:00+08:00"),
        ("Europe/Berlin", "2024-01-09T08:30:00+01:00"),
        ("-0330", "2024-01-09T08:30:00-03:30"),
    ],
)
def test_times_carry_the_zone_that_is_asked_for(zone: str, published: str) -> None:
    data = f"园区开园\n来源：甲报 时间：2024-01-09 08:30\n{SENTENCE}\n".encode()
    assert read_data(data, timezone=zone).origin.published == published


@pytest.mark.parametrize("zone", ["Mars/Olympus", "+99:00", "", "../etc/passwd"])
def test_an_unknown_time_zone_is_refused_whether_it_is_needed_or_not(zone: str) -> None:
    with pytest.raises(WrongSetting, match="time zone"):
        read_data(f"{SENTENCE}\n".encode(), timezone=zone)


@pytest.mark.parametrize(
    ("data", "file", "error", "cause"),
    [
        (b"", "a.html", NothingFound, "the file is empty"),
        (b" \n\r\n\t", "a.txt", NothingFound, "the file is empty"),
        ("\u3000\u200b\n".encode(), "a.txt", NothingFound, "the file is empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a.html", WrongFormat, "a PDF document"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a.png", WrongFormat, "a PNG picture"),
        (b"PK\x03\x04\x14\x00", "a.docx", WrongFormat, "a zip archive"),
        (bytes(range(256)) * 8, "a.txt", WrongFormat, "binary"),
        (b"<p>one\x00two</p>\n", "a.html", WrongFormat, "binary"),
        (b"<p>\xed\xa0\x80</p>\xff", "a.html", WrongEncoding, "belongs to no encoding"),
        (b"<?xml version='1.0'?><tmx version='1.4'/>", "a.tmx", WrongFormat, "XML of another kind"),
        (b"<tmx version='1.4'></tmx>", "a.tmx", WrongFormat, "XML of another kind"),
        (b"<html><!-- nothing --></html>", "a.html", NothingFound, "shows no text"),
        (
            b"<html><head><title>Desk</title></head><body><div id='app'></div><script src='a.js'></script></body>",
            "a.html",
            NothingFound,
            "shows no text. Where scripts fill it, open it in a browser",
        ),
        (
            b"<html><frameset cols='20,80'><frame src='menu.html'><frame src='main.html'></frameset></html>",
            "a.html",
            NothingFound,
            "only frames others. Give the framed page itself (menu.html, main.html)",
        ),
        (
            b"<html><title>404 Not Found</title><h1>404 Not Found</h1><p>The page was not found on this server.</p>",
            "a.html",
            NothingFound,
            "an error message (404 Not Found)",
        ),
        (
            "<html><title>页面不存在</title><p>您访问的页面不存在或已删除，请返回首页。</p>".encode(),
            "a.html",
            NothingFound,
            "an error message (页面不存在)",
        ),
        (
            ("<h1>要闻</h1><ul>" + "<li><a href='/1'>一条要闻的标题，很长</a></li>" * 20 + "</ul>").encode(),
            "a.html",
            NothingFound,
            "a list of links",
        ),
        ("<p>来源：中国网 时间：2023-08-07</p>".encode(), "a.html", NothingFound, "a line about a story"),
        ("园区开园\n来源：中国网 时间：2023-08-07\n".encode(), "a.txt", NothingFound, "a line about a story"),
        ("（完）\n".encode(), "a.txt", NothingFound, "a line about a story"),
        (b"<div>" * 5000 + b"<p>deep</p>", "a.html", WrongFormat, "nested too deep"),
    ],
)
def test_a_file_without_a_story_is_refused_in_one_line(
    data: bytes, file: str, error: type[DuizhaoError], cause: str
) -> None:
    with pytest.raises(error) as caught:
        read_data(data, file=file)
    message = str(caught.value)
    assert message.startswith(file)
    assert cause in message
    assert "\n" not in message
    assert caught.value.remedy


def test_a_missing_file_a_folder_and_a_giant_are_refused(tmp_path: Path) -> None:
    giant = tmp_path / "giant.html"
    with giant.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    for path, cause in ((tmp_path / "none.html", "no such file"), (tmp_path, "a folder"), (giant, "holds 100 MB")):
        with pytest.raises(Unreadable, match=cause):
            read(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "iso-8859-1", "none"])
def test_an_encoding_is_found_whatever_is_declared(encoding: str, declared: str) -> None:
    page = f"<html><head><meta charset='{declared}'></head><body><h1>“园区”开园</h1><p>{SENTENCE}</p></body></html>"
    article = read_data(page.encode(encoding), file="a.html")
    assert [block.text for block in article.blocks] == ["“园区”开园", SENTENCE]
