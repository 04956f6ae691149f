"""What Chinese names of places, companies and bodies end in, and the English words that say so."""

from typing import NamedTuple

from tm.glossary import Subject


class Ending(NamedTuple):
    """What a Chinese name ends in, the English words that say so, and what it names."""

    text: str
    words: tuple[str, ...]
    type: Subject


ENDINGS = tuple(
    Ending(text, tuple(words.split()), type_)  # type: ignore[arg-type]
    for text, words, type_ in (
        ("有限公司", "co ltd limited company", "company"), ("公司", "company co corporation corp inc ltd", "company"),
        ("集团", "group", "company"), ("银行", "bank", "company"), ("汽车", "auto automobile motor", "company"),
        ("大学", "university", "organisation"), ("学院", "college institute school academy", "organisation"),
        ("研究院", "institute academy", "organisation"), ("实验室", "laboratory lab", "organisation"),
        ("医院", "hospital", "organisation"), ("中学", "school", "organisation"), ("小学", "school", "organisation"),
        ("协会", "association", "organisation"), ("商会", "chamber", "organisation"), ("法院", "court", "organisation"),
        ("委员会", "committee commission", "organisation"), ("管委会", "committee", "organisation"),
        ("局", "bureau administration", "organisation"), ("厅", "department", "organisation"),
        ("新区", "area district", "place"), ("区", "district area zone", "place"), ("县", "county", "place"),
        ("市", "city municipality", "place"), ("省", "province", "place"), ("镇", "town", "place"),
        ("乡", "township", "place"), ("村", "village", "place"), ("街道", "subdistrict", "place"),
        ("社区", "community", "place"),
        ("产业园", "park", "place"), ("公园", "park", "place"), ("园", "park garden", "place"),
        ("城", "city town", "place"), ("谷", "valley", "place"), ("港", "port harbor harbour", "place"),
        ("机场", "airport", "place"), ("站", "station", "place"), ("桥", "bridge", "place"), ("路", "road", "place"),
        ("江", "river", "place"), ("河", "river", "place"), ("湖", "lake", "place"), ("山", "mount mountain", "place"),
        ("岛", "island", "place"), ("寺", "temple", "place"), ("馆", "museum hall library", "place"),
        ("中心", "center centre", "place"), ("基地", "base", "place"), ("节", "festival", "event"),
        ("博览会", "expo exposition", "event"), ("大会", "conference congress", "event"), ("论坛", "forum", "event"),
    )
)  # fmt: skip
