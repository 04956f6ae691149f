from corpora.text import fold_key
from styles.candidates import Candidate, Sentence, find_candidates, likelihood_ratio
from tm.glossary import Concept, Glossary, Term

STORY = [
    Sentence("果园港今年开行班列一千列。", "Guoyuan Port ran 1,000 trains this year.", "port"),
    Sentence("昨天，记者来到果园港。", "Reporters visited Guoyuan Port yesterday.", "port"),
    Sentence("云石机器人公司落户明月湖。", "Cloudstone Robotics has settled at Mingyue Lake.", "lake"),
    Sentence("在明月湖，云石机器人公司租下两层楼。", "At Mingyue Lake, Cloudstone Robotics rents two floors.", "lake"),
    Sentence("“我们从杜伊斯堡来。”江一凡说。", "“We came from Duisburg,” Jiang Yifan said.", "lake"),
    Sentence("江一凡去过杜伊斯堡两次。", "Jiang Yifan has been to Duisburg twice.", "fair"),
    Sentence("工人们在桥上休息。", "Workers rest on the bridge.", "fair"),
    Sentence("两江新区的企业多了。", "Liangjiang New Area has more companies.", "fair"),
    Sentence("两江新区昨天开会。", "Liangjiang New Area met yesterday.", "fair"),
    Sentence("工人们星期一回来。", "Workers return on Monday.", "fair"),
    Sentence("星期一下雨。", "It rained on Monday.", "fair"),
    Sentence("今年雨水很多，河水上涨。", "Rain was heavy this year and the river rose.", "rain"),
    Sentence("学校昨天放假，孩子们去看灯。", "Schools closed and the children saw the lanterns.", "rain"),
]
KNOWN = Glossary((Concept((Term("zh", "两江新区"), Term("en", "Liangjiang New Area"))),))


def found(
    sentences: list[Sentence], glossary: Glossary = KNOWN, source: str = "zh-CN", target: str = "en"
) -> dict[str, Candidate]:
    return {c.target: c for c in find_candidates(sentences, glossary, source_language=source, target_language=target)}


def test_names_without_an_entry_are_found_with_their_counterparts() -> None:
    assert {target: candidate.source for target, candidate in found(STORY).items()} == {
        "Guoyuan Port": "果园港",
        "Cloudstone Robotics": "云石机器人公司",
        "Mingyue Lake": "明月湖",
        "Duisburg": "杜伊斯堡",
        "Jiang Yifan": "江一凡",
    }


def test_sound_ending_and_kind_are_told_and_rank_a_pair_above_others() -> None:
    candidates = found(STORY)
    port = candidates["Guoyuan Port"]
    assert (port.type, port.count, port.stories, port.alone) == ("place", 2, 1, 0)
    assert port.evidence == ("港 = Port", "sounds Guoyuan")
    assert candidates["Jiang Yifan"].type == "person"
    assert candidates["Duisburg"].evidence == ()
    assert port.score > candidates["Duisburg"].score
    assert port.example in STORY


def test_what_the_glossary_has_is_not_shown_on_either_side() -> None:
    assert "Liangjiang New Area" not in found(STORY)
    assert "Liangjiang New Area" in found(STORY, Glossary())
    entry = Glossary((Concept((Term("zh", "果园港"), Term("en", "Orchard Port"))),))
    assert "Guoyuan Port" not in found(STORY, entry)


def test_days_sentence_starts_and_headlines_are_no_names() -> None:
    headlines = [Sentence("工人回到桥上", "Workers Return Home Over Bridge", "fair")] * 2
    assert not {"Monday", "Workers", "Workers Return Home Over Bridge"} & set(found([*STORY, *headlines]))


def test_the_other_direction_gives_the_same_pairs_turned() -> None:
    turned = [Sentence(each.target, each.source, each.story) for each in STORY]
    there = {(c.source, c.target) for c in found(STORY).values()}
    assert {(c.target, c.source) for c in found(turned, source="en", target="zh").values()} == there


def test_two_languages_with_spaces_work_too() -> None:
    sentences = [
        Sentence("Die Neue Werft liegt am Hafen.", "New Shipyard is by the harbour.", "a"),
        Sentence("Gestern öffnete die Neue Werft.", "Yesterday the crews of New Shipyard came.", "b"),
        Sentence("Es regnet heute.", "It rains today.", "b"),
        Sentence("Alle sind froh.", "All are glad.", "b"),
    ]
    candidate = found(sentences, Glossary(), "de", "en")["New Shipyard"]
    assert fold_key(candidate.source).endswith("neue werft")


def test_nothing_comes_of_nothing() -> None:
    assert found([]) == {}
    assert found([Sentence("", ""), Sentence("。", ".")]) == {}


def test_the_ratio_is_nought_where_two_avoid_each_other() -> None:
    assert likelihood_ratio(0, 5, 5, 100) == 0.0
    assert likelihood_ratio(5, 5, 5, 100) > likelihood_ratio(4, 5, 5, 100) > likelihood_ratio(1, 5, 5, 100)
