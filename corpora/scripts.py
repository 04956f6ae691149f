"""Traditional and simplified forms of Chinese characters. The door to opencc."""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC


def simplified(text: str) -> str:
    """The text in simplified characters, of the same length.

    >>> simplified("兩江新區開園"), simplified("臺灣"), simplified("台湾")
    ('两江新区开园', '台湾', '台湾')
    """
    return _converted(text, "t2s")


def traditional(text: str) -> str:
    """The text in traditional characters, of the same length; which one stands for a character, its neighbours tell.

    >>> traditional("理发"), traditional("发展"), traditional("皇后"), traditional("后来")
    ('理髮', '發展', '皇后', '後來')
    """
    return _converted(text, "s2t")


def _converted(text: str, way: str) -> str:
    if text.isascii():
        return text
    converter = _converter(way)
    whole = converter.convert(text)
    # Places in one must be places in the other.
    return whole if len(whole) == len(text) else "".join(_single(converter, character) for character in text)


def _single(converter: "OpenCC", character: str) -> str:
    changed = converter.convert(character)
    return changed if len(changed) == 1 else character


@lru_cache(maxsize=2)
def _converter(way: str) -> "OpenCC":
    # Loaded here: only Chinese asked for in both scripts needs it.
    from opencc import OpenCC

    return OpenCC(way)
