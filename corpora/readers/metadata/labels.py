"""The words that portals put before a source, a time or a name, and what each of them means: `labels.yaml`."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from corpora.files import read_text
from corpora.yaml import parse_yaml

_FILE = Path(__file__).with_name("labels.yaml")
_MARK = re.compile("[:：/／|｜丨]")
_COLON = r"\s*(?P<mark>[:：])\s*"


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a metadata line.

    Args:
        fields: what its value gives.
        words: its wordings before a colon.
        bare: wordings after which a value follows without a colon.
        slashed: whether `/` or `|` may stand for the colon.
        example: a line that it must read.
        leave: a line that it must leave alone.
    """

    fields: tuple[str, ...]
    words: tuple[str, ...]
    bare: tuple[str, ...] = ()
    slashed: bool = False
    example: str = ""
    leave: str = ""


@cache
def load_labels() -> tuple[Label, ...]:
    """Every label."""
    return tuple(map(_label, _held()["labels"]))


def _label(held: dict[str, Any]) -> Label:
    return Label(
        fields=tuple(held["fields"]),
        words=tuple(held["words"]),
        bare=tuple(held.get("bare", ())),
        slashed=held.get("slashed", False),
        example=held["example"],
        leave=held["leave"],
    )


@cache
def load_qualifiers() -> tuple[str, ...]:
    """What may stand before a Chinese label and changes nothing."""
    return tuple(dict.fromkeys(_held()["qualifiers"]))


@cache
def _held() -> dict[str, Any]:
    held: dict[str, Any] = parse_yaml(read_text(_FILE), file=_FILE)
    return held


@cache
def meaning() -> dict[str, Label]:
    """Every wording, without spaces and in lower case, with its label."""
    return {key(word): label for label in load_labels() for word in (*label.words, *label.bare)}


def key(word: str) -> str:
    """A wording as the table keeps it.

    >>> key("责 任　编 辑"), key("Web  Editor")
    ('责任编辑', 'webeditor')
    """
    return "".join(word.split()).lower()


def find_labels(line: str) -> Iterator[re.Match[str]]:
    """The labels in a line: group `coloned`, `slashed` or `bare` holds the wording, `mark` the colon."""
    return _pattern(_MARK.search(line) is not None).finditer(line)


@cache
def _pattern(marked: bool) -> re.Pattern[str]:
    """Finds labels; where the line has neither colon nor slash, only those that need none."""
    edge = r"(?:^|(?<=[\s|｜丨/／,，、;；(（\[【\])】）\d.。·•]))"
    han = r"(?<=[\u3400-\u9fff])"
    written = r"(?:(?:this|the) (?:article|story|report|news|piece|text) (?:is|was) )?"
    qualified = f"(?:{'|'.join(load_qualifiers())})*"
    bare = [word for label in load_labels() for word in label.bare]
    forms = [
        rf"{_begun([*bare, 'the'])}(?:{edge}{qualified}|{han}){written}(?P<bare>{_alternatives(bare)})"
        r"(?:\s+|(?=[\u3400-\u4e27\u4e29-\u9fff\d]))"
    ]
    if marked:
        words = [word for label in load_labels() for word in label.words]
        slashed = [word for label in load_labels() if label.slashed for word in label.words]
        forms = [
            rf"{_begun(words)}(?:{edge}|{han}(?=[\u3400-\u9fff]{{2}})){qualified}(?P<coloned>{_alternatives(words)}){_COLON}",
            *forms,
            rf"{_begun(slashed)}{edge}{qualified}(?P<slashed>{_alternatives(slashed)})\s*[/／|｜丨]\s*",
        ]
    else:
        forms.append("(?!)(?P<coloned>)(?P<slashed>)(?P<mark>)")
    return re.compile("|".join(forms), re.IGNORECASE)


def _begun(words: Iterable[str]) -> str:
    """What any of the words begins with, which spares most places of a line a closer look."""
    return f"(?=[{re.escape(''.join(sorted({word[0] for word in (*words, *load_qualifiers())})))}])"


@cache
def alone() -> re.Pattern[str]:
    """A label with its colon and nothing else, in brackets or not."""
    words = _alternatives(word for label in load_labels() for word in label.words)
    return re.compile(
        rf"[\[【(（]?\s*(?:{'|'.join(load_qualifiers())})*(?P<word>{words})\s*[\]】)）]?\s*[:：]?", re.IGNORECASE
    )


def is_label(text: str) -> bool:
    """Whether a line is nothing but a label whose value would be of use.

    >>> is_label("记者："), is_label("字号："), is_label("记者手记")
    (True, False, False)
    """
    match = alone().fullmatch(text) if text[-1:] in (":", "：") else None
    return match is not None and meaning()[key(match["word"])].fields[0] not in ("ignored", "aside")


def _alternatives(words: Iterable[str]) -> str:
    """The words as alternatives, the longest first, Chinese ones spaced out if need be."""
    return "|".join([_spaced(word) for word in sorted(dict.fromkeys(words), key=len, reverse=True)])


def _spaced(word: str) -> str:
    if word.isascii():
        return r"\b" + re.escape(word).replace(r"\ ", r"\s+") + r"(?![\w'’-])"
    return r"\s{0,4}".join(map(re.escape, word.replace(" ", "")))
