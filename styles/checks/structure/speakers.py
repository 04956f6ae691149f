"""Quotations that the version gives to someone else."""

import re
from collections.abc import Iterator, Sequence

from corpora.bitext import Bitext, SegmentPair
from corpora.language import Tag
from corpora.names import find_people, find_readings, spell
from corpora.pinyin import Romanised, is_pinyin, romanised_key
from corpora.surnames import split_surname, surname_readings
from corpora.text import Span
from styles.runs import capitals, runs
from tm.finding import Finding

_MOST_PAIRS = 5000
_QUOTED = re.compile('[“「"]')
_VERB = "said|says|told|added|adds|explained|recalled|noted|stressed|replied|recounted"
_NAME = r"([A-Z][\w'’]+(?: [A-Z][\w'’]+)?)"
_SPEAKER = re.compile(rf"{_NAME},? (?:{_VERB})\b|\b(?:{_VERB}) {_NAME}(?= *[,.;:]|$)")
_HAN_VERB = "(?:笑着|高兴地|激动地|在[^，。“”]{1,10}时?)?(?:说|表示|介绍|告诉|坦言|回忆|透露|补充|解释|认为)"


def find_speakers(bitext: Bitext, pairs: Sequence[SegmentPair]) -> Iterator[Finding]:
    """`structure.speaker` where a quotation has one speaker on either side, people of the story and not the same.

    Only people whom the version calls by pinyin are known.
    """
    if Tag.parse(bitext.source_language).language != "zh" or len(bitext.beads) > _MOST_PAIRS:
        return
    people = _people(pairs)
    if not people:
        return
    for pair in pairs:
        if not _QUOTED.search(pair.source) or not re.search('[“"]', pair.target):
            continue
        named = {*people, *(person.name for person in find_people(pair.source))}
        source = [match for name in named for match in re.finditer(f"({name}){_HAN_VERB}", pair.source)]
        target = list(_SPEAKER.finditer(pair.target))
        if len(source) != 1 or len(target) != 1:
            continue
        speaker = source[0][1]
        group = 1 if target[0][1] else 2
        meant = _meant(target[0][group], people)
        if meant and speaker not in meant and not _sounds_like(speaker, target[0][group]):
            yield Finding(
                "structure.speaker",
                "warning",
                f"In the source “{speaker}” ({people.get(speaker) or spell(*split_surname(speaker))}) says this.",
                pair.number,
                Span(*source[0].span(1)),
                Span(*target[0].span(group)),
            )


def _sounds_like(speaker: str, written: str) -> bool:
    """Whether a name or surname in Latin letters can be the speaker's."""
    surname, given = split_surname(speaker)
    key = romanised_key(written)
    return key in surname_readings(surname) or any(find_readings(*_parted(written), speaker)) or not given


def _parted(written: str) -> tuple[str, str]:
    surname, _, given = written.partition(" ")
    return surname, given


def _people(pairs: Sequence[SegmentPair]) -> dict[str, str]:
    """The people whom the version names in full: in Chinese characters, and as it spells them."""
    spelt = {
        (run[0].text, run[1].text)
        for pair in pairs
        for run in runs(capitals(pair.target), 2)
        if is_pinyin(f"{run[0].text} {run[1].text}")
    }
    spoken = Romanised(" ".join(name) for name in spelt)
    by_key = {romanised_key("".join(name)): name for name in spelt}
    found: dict[str, str] = {}
    for pair in pairs:
        for key in spoken.find(pair.source):
            surname, given = by_key[key]
            for reading in find_readings(surname, given, pair.source):
                if reading.surname_sure and reading.given_sure:
                    found.setdefault(reading.surname + reading.given, f"{surname} {given}")
    return found


def _meant(written: str, people: dict[str, str]) -> set[str]:
    """Whom a name or surname may stand for."""
    key = romanised_key(written)
    words = {chinese: name.split(" ") for chinese, name in people.items()}
    whole = {chinese for chinese, name in words.items() if romanised_key("".join(name)) == key}
    return whole or {chinese for chinese, name in words.items() if romanised_key(name[0]) == key}
