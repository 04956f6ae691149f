"""What addresses and file names say of an article."""

import pytest

from corpora.pairing.addresses import find_day, find_ids, find_place, tidy_address


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.liangjiang.example/en/a.html", "http://liangjiang.example/en/a.html#top"),
        ("https://liangjiang.example/en/", "https://LIANGJIANG.example/en"),
        ("https://liangjiang.example/en/index.html", "https://liangjiang.example/en/"),
        ("https://liangjiang.example/%E5%9B%AD.html", "https://liangjiang.example/园.html"),
    ],
)
def test_one_page_has_one_address(one: str, other: str) -> None:
    assert tidy_address(one) == tidy_address(other) != ""


def test_another_page_has_another_address_and_a_broken_one_has_none() -> None:
    assert tidy_address("https://a.example/?id=1") != tidy_address("https://a.example/?id=2")
    assert tidy_address("http://[broken") == ""


@pytest.mark.parametrize(
    ("address", "ids"),
    [
        ("https://a.example/2024-05/06/c_1129876543.htm", {"1129876543"}),
        ("https://a.example/t20240506_88127.html", {"88127"}),
        ("https://a.example/202405/t20240506_88127.html", {"88127"}),
        ("https://a.example/show?id=4567890&page=2", {"4567890"}),
        ("https://a.example/a/5f2b9c7d1e.html", {"5f2b9c7d1e"}),
        ("https://a.example/2024/05/06/content_201.html", set()),
        ("articles/park.zh.html", set()),
        ("20240506.html", set()),
    ],
)
def test_numbers_of_an_address_are_those_that_are_no_days(address: str, ids: set[str]) -> None:
    assert find_ids(address) == ids


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("/english/2023-08/09/content_201.html", "2023-08-09"),
        ("/2024/4/3/a.html", "2024-04-03"),
        ("/t20240428_88127.html", "2024-04-28"),
        ("park_2024-05-06_en.txt", "2024-05-06"),
        ("/202408/1.html", "None"),
        ("/2024-13-01.html", "None"),
        ("/2023-02-30/a.html", "None"),
        ("/120240428.html", "None"),
    ],
)
def test_a_day_is_read_where_it_is_one(address: str, day: str) -> None:
    assert str(find_day(address)) == day


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("park.zh.html", "park.en.html"),
        ("park.zh-CN.html", "park.en-US.docx"),
        ("park_zh_CN.txt", "park_en.txt"),
        ("zh/2024/park.html", "en/2024/park.html"),
        ("2024/park.html", "english/2024/park.html"),
        ("cn/park.html", "eng/park.html"),
        ("产业园_中文.docx", "产业园_英文.docx"),
        ("zh-Hans/park.md", "en/park.md"),
    ],
)
def test_names_that_differ_in_the_language_alone_have_one_place(chinese: str, english: str) -> None:
    one, other = find_place(chinese, "zh-CN"), find_place(english, "en")
    assert one.path == other.path
    assert one.tagged or other.tagged
    assert one.named


def test_a_word_for_another_language_stays() -> None:
    assert find_place("english/lesson.zh.html", "zh").path == "english/lesson"
    assert find_place("park.html", "en") == ("park", False, True)


@pytest.mark.parametrize("path", ["zh/001.txt", "zh/index.html", "zh/content_17.html", "zh.html"])
def test_a_turn_in_a_row_is_no_name(path: str) -> None:
    assert not find_place(path, "zh").named
