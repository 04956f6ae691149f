"""Names in Latin letters are found in Chinese text by their sound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.pinyin import Romanised, is_pinyin, readings, romanised_key

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=5)


@pytest.mark.parametrize(
    ("spelt", "text", "found"),
    [
        ("Liangjiang", "重庆两江新区管委会", "两江"),
        ("Zhang Kunkun", "图为园区全景。张坤坤 摄", "张坤坤"),
        ("ZHANG Kunkun", "记者张坤坤", "张坤坤"),
        ("Xi'an", "列车从西安开出", "西安"),
        ("Xi’an", "列车从西安开出", "西安"),
        ("Chongqing", "重庆市", "重庆"),
        ("Chang'an", "长安汽车", "长安"),
        ("Ouyang Xiu", "欧阳修", "欧阳修"),
        ("Xia Yu-fei", "夏雨菲说", "夏雨菲"),
        ("Shaanxi", "陕西省", "陕西"),
        ("Ren Yu", "任宇说", "任宇"),
        ("Wang Chenyu", "记者王晨宇", "王晨宇"),
        ("Li Nyu", "李女士", "李女"),
    ],
)
def test_a_name_is_found_where_it_sounds(spelt: str, text: str, found: str) -> None:
    assert [span.cut(text) for span in Romanised([spelt]).find(text).values()] == [found]


@pytest.mark.parametrize("spelt", ["Lü Min", "Lv Min", "Lyu Min", "Lu Min", "LYU Min", "Lǚ Mǐn"])
def test_every_spelling_of_the_umlaut_is_one(spelt: str) -> None:
    assert list(Romanised([spelt]).find("吕敏介绍")) == ["lumin"]


@pytest.mark.parametrize(
    ("spelt", "text"),
    [
        ("Shan Jixiang", "单霁翔"),
        ("Qiu He", "仇和"),
        ("Zeng Haiyan", "曾海燕"),
        ("Xie Minghui", "解明辉"),
        ("Ren Jianing", "任佳宁"),
        ("Ou Qiong", "区琼"),
        ("Zha Liangyong", "查良镛"),
        ("Qin Guifang", "覃桂芳"),
        ("Yuchi Gong", "尉迟恭"),
        ("Piao Shu", "朴树"),
    ],
)
def test_a_surname_has_its_own_reading(spelt: str, text: str) -> None:
    assert Romanised([spelt]).find(text)


@pytest.mark.parametrize("spelt", ["Liangjiang", "Zhang Kunkun", "Xi'an"])
@pytest.mark.parametrize("text", ["", "两岸的江水", "Liangjiang", "张，坤坤", "西边安静", "〇〇七", "\U0002ffff" * 3])
def test_nothing_is_found_that_does_not_stand_there(spelt: str, text: str) -> None:
    assert Romanised([spelt]).find(text) == {}


def test_what_is_no_pinyin_is_never_found() -> None:
    assert [is_pinyin(name) for name in ("Seres", "Sharon Davis", "Zhang", "", "5G", "Zhang Kunkun")] == [False] * 5 + [
        True
    ]
    assert Romanised(["Seres", "", "Zhang"]).find("赛力斯的张坤坤") == {}


def test_a_character_without_a_reading_has_none() -> None:
    assert [readings(character) for character in ("A", "，", " ", "\U0002ffff")] == [()] * 4


@given(HAN)
def test_any_name_is_found_under_its_own_readings(name: str) -> None:
    syllables = [readings(character) for character in name]
    if all(syllables):
        spelt = " ".join(each[0] for each in syllables).title()
        assert not is_pinyin(spelt) or romanised_key(spelt) in Romanised([spelt]).find(f"介绍{name}的话")


@given(HAN)
def test_the_key_of_a_name_is_its_own_key(name: str) -> None:
    key = "".join(each[0] for character in name if (each := readings(character)))
    assert romanised_key(key) == key
