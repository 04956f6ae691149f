"""Places whose pinyin needs an apostrophe, written without it: Xian for Xi'an."""

from collections.abc import Iterator, Sequence

from corpora.bitext import SegmentPair
from corpora.pinyin import is_pinyin
from corpora.text import Span
from styles.runs import capitals
from tm.finding import Finding, Fix

# Places known to readers abroad. Tiananmen and the Changan of the carmaker are what those call themselves.
_PLACES = {
    "西安": "Xi'an", "延安": "Yan'an", "泰安": "Tai'an", "雅安": "Ya'an", "六安": "Lu'an", "淮安": "Huai'an",
    "吉安": "Ji'an", "广安": "Guang'an", "雄安": "Xiong'an", "南岸": "Nan'an", "南安": "Nan'an", "瑞安": "Rui'an",
    "同安": "Tong'an", "惠安": "Hui'an", "宝安": "Bao'an", "固安": "Gu'an", "兴安": "Xing'an", "临安": "Lin'an",
    "集安": "Ji'an", "海安": "Hai'an", "建瓯": "Jian'ou", "普洱": "Pu'er", "东阿": "Dong'e", "天峨": "Tian'e",
    "静安": "Jing'an", "黄岩": "Huangyan", "红安": "Hong'an", "武安": "Wu'an", "潞安": "Lu'an", "新安": "Xin'an",
}  # fmt: skip
_BARE = {right.replace("'", ""): right for right in _PLACES.values() if "'" in right}


def find_places(pairs: Sequence[SegmentPair]) -> Iterator[Finding]:
    """`name.spelling` where a bead's source names such a place and its target writes it as one stretch."""
    for pair in pairs:
        if not any(bare in pair.target for bare in _BARE):
            continue
        for word in capitals(pair.target):
            text = word.text.removesuffix("-based")
            right = _BARE.get(text)
            named = next((place for place, name in _PLACES.items() if name == right and place in pair.source), None)
            # Behind another word of pinyin it is a given name.
            if right is None or named is None or (word.follows and is_pinyin(_before(pair.target, word.span) + text)):
                continue
            at = pair.source.index(named)
            span = Span(word.span.start, word.span.start + len(text))
            message = f"“{named}” is written “{right}”: without the apostrophe it reads as one syllable or another."
            yield Finding(
                "name.spelling", "warning", message, pair.number, Span(at, at + len(named)), span, (Fix(span, right),)
            )


def _before(text: str, span: Span) -> str:
    words = text[max(0, span.start - 24) : span.start].split()
    return words[-1] if words else ""
