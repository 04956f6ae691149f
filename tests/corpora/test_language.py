import pytest

from corpora.errors import Invalid
from corpora.language import Tag, answers, canonical, detect, rank, unspaced


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("zh_CN", "zh-CN"),
        ("ZH-hans-cn", "zh-Hans-CN"),
        ("zho", "zh"),
        ("chi", "zh"),
        ("EN", "en"),
        ("en-latn-us-x-private", "en-Latn-US-x-private"),
        ("es-419", "es-419"),
        ("zh-cmn-Hans-CN", "zh-Hans-CN"),
        ("zh-yue-HK", "yue-HK"),
        ("ZH-CHS", "zh-Hans"),
        ("zh-cht", "zh-Hant"),
        ("iw_IL", "he-IL"),
        ("de-1996", "de-1996"),
        ("sl-rozaj-biske", "sl-rozaj-biske"),
    ],
)
def test_tags_take_one_form_and_lose_nothing(written: str, tag: str) -> None:
    assert canonical(written) == tag
    assert canonical(tag) == tag


@pytest.mark.parametrize("text", ["", "z", "chinese language", "zh-", "中文", "en--us"])
def test_what_is_no_tag_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="no language tag"):
        Tag.parse(text)


@pytest.mark.parametrize(
    ("wanted", "offered", "yes"),
    [
        ("zh-CN", "zh", True),
        ("zh", "zh-Hans", True),
        ("zh-CN", "zh-TW", False),
        ("zh-TW", "zh-Hant", True),
        ("zh-HK", "zh-TW", True),
        ("en", "en-US", True),
        ("en-GB", "en-US", True),
        ("en", "de", False),
    ],
)
def test_script_excludes_and_region_does_not(wanted: str, offered: str, yes: bool) -> None:
    assert answers(wanted, offered) is yes


def test_the_region_orders() -> None:
    assert [rank("en-GB", tag) for tag in ("en-GB", "en", "en-US")] == [0, 1, 2]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("两江新区数字经济产业园Digital Park昨日开园", "zh-Hans"),
        ("兩江新區數字經濟產業園昨日開園", "zh-Hant"),
        ("来源：重庆日报", "zh-Hans"),
        ("The new area in Chongqing (重庆) drew 50 enterprises last year.", "en"),
        ("Der neue Stadtbezirk hat im vergangenen Jahr fünfzig Unternehmen angezogen.", "de"),
        ("Le nouveau district a attiré cinquante entreprises l’année dernière.", "fr"),
        ("新しい地区には昨年、50社が進出した。", "ja"),
        ("새 구역에 지난해 50개 기업이 들어왔다.", "ko"),
        ("В прошлом году в новый район пришли пятьдесят предприятий.", "ru"),
        ("2023-08-03 16:16:44", None),
        ("https://www.liangjiang.example/2023/08/03.html", None),
        ("(Photo/Zhang Kunkun)", "en"),
        ("Home", "en"),
        ("", None),
    ],
)
def test_the_language_is_told_from_the_text(text: str, tag: str | None) -> None:
    assert detect(text) == tag


def test_only_the_languages_in_question_are_weighed() -> None:
    assert detect("Aug. 3", among=("zh", "en")) == "en"


def test_languages_without_spaces_are_known() -> None:
    assert [unspaced(tag) for tag in ("zh-CN", "ja", "th", "en", "ko")] == [True, True, True, False, False]
