"""EPUB books, a chapter an article; and folders and zip archives of stories."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from corpora.article import Article, Block, Origin
from corpora.errors import DuizhaoError, NothingFound, Unreadable, WrongFormat, WrongSetting
from corpora.readers import read, read_data
from corpora.readers.folder import read_folder
from corpora.text import Code

SENTENCE = "两江新区今天开园，来了五十家企业，大家都很高兴。"
OTHER = "园区沿湖而建，距离机场二十分钟车程，首期面积约三平方公里。"
ENGLISH = "The park opened on Monday, and fifty companies moved in at once."
NOTE = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'


def packed(files: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def page(title: str, *paragraphs: str, lang: str = "") -> str:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    said = f' lang="{lang}" xml:lang="{lang}"' if lang else ""
    return (
        f'{NOTE}<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"{said}>'
        f"<head><title/></head><body><h1>{title}</h1>{body}</body></html>"
    )


def epub(
    chapters: Mapping[str, str | bytes], *, metadata: str = "", extra: Mapping[str, str | bytes] | None = None
) -> bytes:
    items = "".join(
        f'<item id="c{number}" href="{name.replace(" ", "%20")}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="c{number}"/>' for number in range(len(chapters)))
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
            "OEBPS/content.opf": '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata><manifest>'
            '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
            f'{items}</manifest><spine><itemref idref="nav"/>{spine}</spine></package>',
            "OEBPS/nav.xhtml": page("目录", "第一章，开园，第二章，投产，第三章，出海，都在这里。"),
            **{f"OEBPS/{name}": text for name, text in chapters.items()},
            **(extra or {}),
        }
    )


def test_a_book_with_one_chapter_is_read_whole() -> None:
    chapter = page(
        "水土芯片园二期开园",
        '来源：两江日报 时间：2024-05-07 09:30<a id="p1"/>',
        f"{SENTENCE}<b>四十家</b>已经入驻。&nbsp;",
        OTHER,
    )
    data = epub(
        {"story one.xhtml": chapter},
        metadata="<dc:title>芯片园</dc:title><dc:language>zh-CN</dc:language><dc:creator>沈一舟</dc:creator>"
        "<dc:publisher>甲报</dc:publisher><dc:date>2024-05-09</dc:date>",
    )
    assert read_data(data, file="park.epub") == Article(
        language="zh-CN",
        blocks=(
            Block("title", "水土芯片园二期开园"),
            Block("metadata", "来源：两江日报 时间：2024-05-07 09:30"),
            Block(
                "paragraph",
                f"{SENTENCE}四十家已经入驻。",
                (Code(24, "open", "1", "<b>"), Code(27, "close", "1", "</b>")),
            ),
            Block("paragraph", OTHER),
        ),
        origin=Origin(source="两江日报", published="2024-05-07T09:30:00+08:00", people=(("author", ("沈一舟",)),)),
        name="park.epub",
    )


def test_a_book_is_known_by_what_it_holds() -> None:
    data = epub({"1.xhtml": page("开园", SENTENCE, OTHER)})
    for file in ("a.epub", "a.zip", "a.docx", "a"):
        assert read_data(data, file=file).title == "开园"


BOOK = {
    "cover.xhtml": page("", ""),
    "1.xhtml": page("开园", SENTENCE, OTHER),
    "2.xhtml": page("Opening", ENGLISH, ENGLISH),
}


def test_of_a_book_with_several_chapters_the_way_to_read_them_is_named(tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(epub(BOOK, metadata="<dc:language>en-GB</dc:language><dc:publisher>甲报</dc:publisher>"))
    with pytest.raises(WrongFormat, match="several chapters") as raised:
        read(path)
    assert "duizhao read --all" in raised.value.remedy
    found = list(read_folder(path))
    assert [(article.name, article.title, article.language) for article in found] == [
        (f"{path.as_posix()}/OEBPS/1.xhtml", "开园", "zh-CN"),
        (f"{path.as_posix()}/OEBPS/2.xhtml", "Opening", "en-GB"),
    ]
    assert {article.origin.source for article in found} == {"甲报"}


def test_a_chapter_that_is_no_page_goes_to_on_skip(tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(epub({**BOOK, "3.xhtml": b"%PDF-1.7 "}))
    skipped: list[tuple[str, str]] = []
    found = list(read_folder(path, on_skip=lambda file, error: skipped.append((file, error.cause))))
    assert [article.title for article in found] == ["开园", "Opening"]
    assert skipped == [(f"{path.as_posix()}/OEBPS/3.xhtml", "this is a PDF document, not a page or a text")]
    with pytest.raises(WrongFormat, match="PDF"):
        list(read_folder(path))


def test_a_chapter_that_is_no_xml_is_read_as_browsers_do() -> None:
    data = epub({"1.xhtml": f"<html><body><h1>开园</h1><p>{SENTENCE}<br><p>{OTHER}</body></html>"})
    assert [block.text for block in read_data(data, file="a.epub").blocks] == ["开园", SENTENCE, OTHER]


def locked(uri: str, algorithm: str) -> dict[str, str | bytes]:
    return {
        "META-INF/encryption.xml": '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><e:EncryptedData '
        f'xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptionMethod Algorithm="{algorithm}"/><e:CipherData>'
        f'<e:CipherReference URI="{uri}"/></e:CipherData></e:EncryptedData></encryption>'
    }


AES = "http://www.w3.org/2001/04/xmlenc#aes128-cbc"


def test_a_locked_book_is_refused_and_a_veiled_font_is_not() -> None:
    story = {"1.xhtml": page("开园", SENTENCE, OTHER)}
    with pytest.raises(WrongFormat, match="DRM") as raised:
        read_data(epub(story, extra=locked("OEBPS/1.xhtml", AES)), file="a.epub")
    assert "copy without DRM" in raised.value.remedy
    for uri, algorithm in (("OEBPS/a.otf", AES), ("OEBPS/f", "http://www.idpf.org/2008/embedding")):
        assert read_data(epub(story, extra=locked(uri, algorithm)), file="a.epub").title == "开园"


@pytest.mark.parametrize(
    ("data", "error", "cause"),
    [
        (epub({}), NothingFound, "no chapters"),
        (epub({"cover.xhtml": page("封面", "")}), NothingFound, "no chapter of the book"),
        (packed({"META-INF/container.xml": "<container/>"}), WrongFormat, "no list of its parts"),
        (packed({"META-INF/container.xml": "<container>"}), WrongFormat, "broken XML"),
        (epub(BOOK)[:-30], WrongFormat, "cut short"),
    ],
    ids=["empty", "cover", "no package", "broken", "cut"],
)
def test_what_is_no_book_says_so(data: bytes, error: type[DuizhaoError], cause: str) -> None:
    with pytest.raises(error, match=cause) as raised:
        read_data(data, file="a.epub")
    assert raised.value.remedy


def test_tables_five_hundred_deep_in_a_chapter_do_no_harm() -> None:
    deep = "<table><tr><td>" * 500 + SENTENCE + "</td></tr></table>" * 500
    data = epub({"1.xhtml": f"<html><body><h1>开园</h1>{deep}<p>{OTHER}</p></body></html>"})
    assert read_data(data, file="a.epub").blocks[-1] == Block("paragraph", OTHER)


STORIES: dict[str, str | bytes] = {
    "b/开园.zh.txt": f"开园\n\n{SENTENCE}\n\n{OTHER}\n",
    "a.en.md": f"# Opening\n\n{ENGLISH}\n",
    "b/book.epub": epub(BOOK),
    "b/one.epub": epub({"1.xhtml": page("投产", SENTENCE, OTHER)}),
    "c.html": page("出海", SENTENCE, OTHER),
    "picture.jpg": b"\xff\xd8\xff",
    "README.md": "# About\n\nThese are the stories of one week in spring.\n",
    ".hidden.txt": SENTENCE,
    "~$story.docx": b"lock",
    "__MACOSX/._a.en.md": b"\x00\x05\x16\x07",
}
NAMES = ["a.en.md", "b/book.epub/OEBPS/1.xhtml", "b/book.epub/OEBPS/2.xhtml", "b/one.epub", "b/开园.zh.txt", "c.html"]


def unpack(folder: Path, files: Mapping[str, str | bytes]) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())


def test_a_folder_and_a_zip_of_it_give_the_same_stories(tmp_path: Path) -> None:
    unpack(tmp_path / "news", STORIES)
    archive = tmp_path / "news.zip"
    archive.write_bytes(packed(STORIES))
    folder = sorted(read_folder(tmp_path / "news"), key=lambda article: article.name)
    zipped = sorted(read_folder(archive), key=lambda article: article.name)
    assert [Path(article.name).relative_to(tmp_path / "news").as_posix() for article in folder] == NAMES
    assert [article.named("") for article in folder] == [article.named("") for article in zipped]
    assert zipped[0].name == f"{archive.as_posix()}/a.en.md"


def test_what_cannot_be_read_goes_to_on_skip_and_all_else_is_kept(tmp_path: Path) -> None:
    bad: dict[str, str | bytes] = {
        "a.pdf": b"%PDF-1.7 ",
        "b.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
        "c.docx": b"PK\x03\x04 and no more",
        "d.txt": b"",
        "e.zip": packed({"x.txt": SENTENCE}),
    }
    unpack(tmp_path, {**bad, "z.txt": f"开园\n\n{SENTENCE}\n"})
    skipped: dict[str, DuizhaoError] = {}
    found = list(read_folder(tmp_path, on_skip=skipped.__setitem__))
    assert [Path(article.name).relative_to(tmp_path).as_posix() for article in found] == ["e.zip/x.txt", "z.txt"]
    assert [Path(name).name for name in skipped] == ["a.pdf", "b.doc", "c.docx", "d.txt"]
    assert all(error.remedy and str(error).startswith(name) for name, error in skipped.items())
    with pytest.raises(WrongFormat, match="PDF"):
        next(read_folder(tmp_path))


def test_a_zip_with_one_story_is_read_and_one_with_several_names_the_way() -> None:
    article = read_data(packed({"故事.txt": f"开园\n\n{SENTENCE}\n"}), file="a.zip")
    assert (article.name, article.title) == ("a.zip/故事.txt", "开园")
    with pytest.raises(WrongFormat, match="several stories") as raised:
        read_data(packed(STORIES), file="a.zip")
    assert "duizhao read --all" in raised.value.remedy


def test_a_zip_within_a_zip_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packed({"b.zip": packed({"c.txt": SENTENCE}), "d.txt": SENTENCE}))
    skipped: list[str] = []
    assert len(list(read_folder(path, on_skip=lambda file, error: skipped.append(error.cause)))) == 1
    assert skipped == ["this is a zip archive within another"]


@pytest.mark.parametrize("name", ["../a.txt", "/a.txt", "C:\\a.txt"])
def test_a_zip_with_a_name_that_leads_out_is_refused_and_nothing_written(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packed({"good.txt": SENTENCE, name: SENTENCE}))
    with pytest.raises(WrongFormat, match="leads out of it"):
        next(read_folder(path))
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("files", [{}, {"a.jpg": b"\xff\xd8\xff"}, {"README.md": "# About"}])
def test_where_there_is_no_story_that_is_said(tmp_path: Path, files: dict[str, str | bytes]) -> None:
    unpack(tmp_path / "folder", {"x/.keep": b"", **files})
    (tmp_path / "a.zip").write_bytes(packed(files))
    for path in (tmp_path / "folder", tmp_path / "a.zip"):
        with pytest.raises(NothingFound):
            list(read_folder(path))
    with pytest.raises(NothingFound, match="no story"):
        read(tmp_path / "a.zip")


def test_a_path_that_is_not_there_and_a_zone_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no such file"):
        next(read_folder(tmp_path / "none"))
    with pytest.raises(WrongSetting, match="time zone"):
        next(read_folder(tmp_path, timezone="Mars/Olympus"))


def test_one_file_is_a_folder_of_one(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"开园\n\n{SENTENCE}\n", "utf-8")
    assert list(read_folder(path, language="zh-Hans")) == [read(path, language="zh-Hans")]


@given(st.data())
@hypothesis_settings(max_examples=60, deadline=None)
def test_a_damaged_book_is_an_error_or_a_story(data: st.DataObject) -> None:
    damaged = bytearray(epub({"1.xhtml": page("开园", SENTENCE, OTHER)}))
    for _ in range(data.draw(st.integers(1, 5))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_data(bytes(damaged), file="a.epub")
    except DuizhaoError as error:
        assert error.remedy
