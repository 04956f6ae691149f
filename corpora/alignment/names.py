"""Chinese names that one side spells in Chinese and the other in Latin letters."""

import re
from collections.abc import Sequence

from corpora.language import Tag

# A word with a capital, or two: Liangjiang, Zhang Kunkun, Xi'an.
_CAPITAL = r"[A-Z][a-zü]+(?:['’-][A-Za-z]?[a-zü]+)*"
NAME = re.compile(rf"(?=\b({_CAPITAL}(?:\s{_CAPITAL})?)\b)")

Names = tuple[frozenset[str], ...]


def find_names(source: Sequence[str], target: Sequence[str], *, languages: tuple[str, str]) -> tuple[Names, Names]:
    """For each sentence of either side the keys of the names that it shares with some sentence opposite.

    Args:
        languages: of both sides; where not just one of them is Chinese there are none.

    >>> names, _ = find_names(["张坤坤住在两江。"], ["Liangjiang is home to Zhang Kunkun."], languages=("zh", "en"))
    >>> [sorted(held) for held in names]
    [['kunkun', 'liangjiang', 'zhangkunkun']]
    """
    chinese = [Tag.parse(tag).language == "zh" for tag in languages]
    if chinese[0] == chinese[1]:
        return (frozenset(),) * len(source), (frozenset(),) * len(target)
    if chinese[1]:
        theirs, ours = find_names(target, source, languages=(languages[1], languages[0]))
        return ours, theirs
    from corpora.pinyin import Romanised, is_pinyin, romanised_key

    spelt = [set(filter(is_pinyin, _spellings(text))) for text in target]
    romanised = Romanised({name for names in spelt for name in names})
    spoken = tuple(frozenset(romanised.find(text)) for text in source)
    found = frozenset().union(*spoken)
    return spoken, tuple(frozenset(map(romanised_key, names)) & found for names in spelt)


def _spellings(text: str) -> set[str]:
    """Words with a capital, alone and with the next."""
    pairs = {match[1] for match in NAME.finditer(text)}
    return pairs | {word for pair in pairs for word in pair.split()}
