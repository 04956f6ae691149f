"""The portal's metadata line: source, times and people, read by a table of labels."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Self

from corpora.readers.dates import find_date
from corpora.readers.labels import QUALIFIERS, Label, key, meaning, pattern
from corpora.readers.people import People, is_organisation, read_people

# A line of three editors, a source and a time stays well below this.
_LONGEST = 240
# A line that ends as a sentence and is longer is one.
_LONGEST_SENTENCE = 60
_LONGEST_PENNAME = 12
_SEPARATORS = " \t\u3000\xa0|｜丨,，;；、/／-—–·•>"
_HINT = re.compile(
    r"[:：/／|｜丨]|\d{4}|(?i:\b(?:by|on)\b)|[记記]者|通[讯訊][员員]|实习|编辑|责编|校对|审核|文图|图文|撰文|作者|中心|[报社]"
)
_BRACKETS = {"(": ")", "（": "）", "[": "]", "【": "】", "［": "］", "〔": "〕"}
_NAMED = re.compile(r"\s*[(（]([^()（）]{2,60})[)）]\s*")
_SENTENCE = re.compile(r"[。！？!?；]|[a-z]{2}\.\s|，")
_WHOSE = re.compile(r"\s*(?:文/图|图/文|文图|图文|摄影报道|摄影/报道|报道|供稿|文)$")
_RANK = re.compile(rf"(?:{'|'.join(QUALIFIERS)})+$")
_SIGNED = re.compile(r"[^/／。，,]{2,20}\s?[/／]\s?[^/／。，,]{2,30}")
_PLACE = re.compile(r"\s+in\s+[A-Z][\w'’.-]*(?:,?\s+[A-Z][\w'’.-]*){0,3}$")
_UNKNOWN = re.compile(r"(?<![\d:：])[\u3400-\u9fffA-Za-z]{2,12}[:：](?!\d|//)")
_IGNORED_VALUE = re.compile(
    r"\s*[\[【（(]?[\s大中小默认微信博空间QQ好友复制链接本文页窗口全屏打印关闭■□●◆\[\]【】（）().\dA-Za-z,+\-|/]*[\]】）)]?\s*(?:次|人次|人)?\s*"
)
# Buttons and counters that stand in a line of their own accord.
_BUTTON = re.compile(
    r"(?<![^\s|｜】\])）])(?:[【\[(（]?(?:纠错|举报|我要纠错|打印(?:本页|本文|文章)?|分享|收藏(?:文章|本文)?|订阅|关闭(?:窗口|本页|页面)?|返回顶部|我要评论|复制链接|大|中|小)[】\])）]?"
    r"|\d+\s*(?:次|条|人)?(?:阅读|评论|浏览|点击|访问|参与|跟贴)|评论\s*[(（]\d*[)）]?|[AT]\s?[+-])(?![^\s|｜【\[(（])"
)
_DONE = re.compile(r"[（(\[【]?(?:完|全文完|end|enditem|endit)[）)\]】]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a line says about its story; false where it says nothing.

    Args:
        source: the publisher.
        published, updated: ISO 8601, with the offset of the time zone where a time of day is known.
        people: names by role (`author`, `editor`, `responsible_editor`, `photo` and others; `organisation`
            holds the bodies they work for).
        original_title: the title under which the source ran the story.
        code: the editor's number.
        ignored: labels without a use for a story, as they stood (`字体`, `浏览次数`).
    """

    source: str = ""
    published: str = ""
    updated: str = ""
    people: tuple[tuple[str, tuple[str, ...]], ...] = ()
    original_title: str = ""
    code: str = ""
    ignored: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self != _NOTHING

    def names(self, role: str) -> tuple[str, ...]:
        """The names that have a role."""
        return next((names for name, names in self.people if name == role), ())

    @property
    def roles(self) -> frozenset[str]:
        """The roles that have names."""
        return frozenset(role for role, names in self.people if names)

    @property
    def byline(self) -> bool:
        """Whether it says who made the story, and nothing else."""
        return bool(self.roles) and self.roles <= _BYLINE and self == Metadata(people=self.people, code=self.code)

    @property
    def kinds(self) -> int:
        """How many different things it says."""
        said = (self.source, self.published, self.updated, self.original_title)
        return sum(map(bool, said)) + len(self.roles) + len(self.ignored)

    def joined(self, other: Self) -> "Metadata":
        """Both: the first of each single value, the people of either."""
        return Metadata(
            self.source or other.source,
            self.published or other.published,
            self.updated or other.updated,
            merge_people((*self.people, *other.people)),
            self.original_title or other.original_title,
            self.code or other.code,
            tuple(dict.fromkeys((*self.ignored, *other.ignored))),
        )


_NOTHING = Metadata()
_BYLINE = frozenset({"author", "correspondent", "intern", "translator", "photo", "organisation"})


def merge_people(people: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Roles in order of their first mention, each with every name once."""
    merged: dict[str, list[str]] = {}
    for role, names in people:
        held = merged.setdefault(role, [])
        held += [name for name in names if name not in held]
    return tuple((role, tuple(names)) for role, names in merged.items() if names)


def is_end_mark(text: str) -> bool:
    """Whether a line only says that the story ends here: `（完）`, `Enditem`."""
    return _DONE.fullmatch(text.strip()) is not None


def read_metadata(text: str, *, timezone: str = "+08:00") -> Metadata:
    """What a whole line says about its story; nothing where any part of it is something else.

    Args:
        text: a line as it stood.
        timezone: of a time of day beside which no zone is named.

    >>> found = read_metadata("来源:中国网 时间:2024-01-09 10:05:30 编辑:程野")
    >>> found.source, found.published, found.names("editor")
    ('中国网', '2024-01-09T10:05:30+08:00', ('程野',))
    >>> bool(read_metadata("他说，信息来源：附近的居民。"))
    False
    """
    return _read(text.strip(), timezone)


# A page's lines are read to find its story, and again to say what they are.
@lru_cache(maxsize=1024)
def _read(text: str, timezone: str) -> Metadata:
    line, bracketed = _unwrapped(text)
    prose = len(line) > _LONGEST_SENTENCE and line[-1] in "。！？.!?”"
    if not line or len(line) > _LONGEST or not (bracketed or (_HINT.search(line) and not prose)):
        return _NOTHING
    line, whose = _split_whose(_BUTTON.sub(lambda match: " " * len(match[0]), line).strip())
    if not line:
        return _NOTHING
    labels = list(_labels(line, bracketed))
    reading = _Reading(timezone, sure=len(labels) > 1 and find_date(line, timezone=timezone) is not None)
    starts = [start for start, _, _ in labels] + [len(line)]
    if not reading.unlabelled(line[: starts[0]], bracketed=bracketed, alone=not labels):
        return _NOTHING
    bare = {start for start, end, _ in labels if not line[start:end].rstrip().endswith((":", "："))}
    for (start, end, label), following in zip(labels, starts[1:], strict=True):
        value = line[end:following]
        if following in bare and value and not value[-1].isspace() and is_organisation(_RANK.sub("", value.strip())):
            reading.employer(_RANK.sub("", value.strip()))
        elif not reading.labelled(label, value, line[start:end]):
            return _NOTHING
    return reading.result(whose)


def _unwrapped(line: str) -> tuple[str, bool]:
    close = _BRACKETS.get(line[:1])
    if close and line.endswith(close) and line.count(line[0]) == 1:
        return line[1:-1].strip(), True
    if close and line.rstrip("。.").endswith(close) and line.count(line[0]) == 1:
        return line.rstrip("。.")[1:-1].strip(), True
    return line, False


def _split_whose(line: str) -> tuple[str, str]:
    """A byline's last word, which says what the people named before it did."""
    match = _WHOSE.search(line)
    if match and match.start() and (line[match.start()].isspace() or len(match[0].strip()) > 1):
        return line[: match.start()], match[0].strip()
    return line, ""


def _labels(line: str, bracketed: bool) -> Iterator[tuple[int, int, Label]]:
    matches = list(pattern().finditer(line))
    for match in matches:
        word = match["coloned"] or match["slashed"] or match["bare"]
        if match["bare"]:
            # `记者手记` is a heading: a name may touch its label in brackets, or beside another label.
            if len(matches) == 1 and not bracketed and match[0] == match[0].rstrip():
                continue
            if key(word) == "by" and (word[0] != "B" or line[: match.start()].rstrip(_SEPARATORS)):
                continue
        yield match.start(), match.end(), meaning()[key(word)]


class _Reading:
    """The parts of one line, as they come to light.

    Args:
        timezone: of a time of day beside which no zone is named.
        sure: whether the line is metadata beyond doubt, so that a short name of any form is one.
    """

    def __init__(self, timezone: str, *, sure: bool) -> None:
        self._timezone, self._sure = timezone, sure
        self._found = _NOTHING
        self._people: list[tuple[str, tuple[str, ...]]] = []
        self._ignored: list[str] = []
        self._empty: list[str] = []

    def result(self, whose: str) -> Metadata:
        people = list(self._people)
        if whose:
            makers = tuple(name for role, names in people if role != "organisation" for name in names)
            if not makers:
                return _NOTHING
            roles = {"photo": "图" in whose or "摄影" in whose, "author": whose != "文" and "文" not in whose}
            written = any(role in ("author", "correspondent", "intern") for role, _ in people)
            people += [("author", makers)] if roles["author"] and not written else []
            people += [("photo", makers)] if roles["photo"] else []
        found = replace(self._found, people=merge_people(people))
        ignored = (*self._ignored, *(() if found else self._empty))
        return replace(found, ignored=tuple(dict.fromkeys(ignored)))

    def employer(self, name: str) -> None:
        """Takes a body that stands before a reporter's name."""
        self._people.append(("organisation", (name,)))

    def unlabelled(self, text: str, *, bracketed: bool, alone: bool) -> bool:
        """What stands before the first label: a time, a source, a body; false where it is anything else."""
        rest = self._take_date(text, "published")
        pieces = [piece.strip(_SEPARATORS) for piece in re.split(r"[|｜丨]|\s{2,}|\u3000|\t", rest)]
        pieces = [piece for piece in pieces if piece and key(piece) not in meaning()]
        if alone and _SIGNED.fullmatch(text) and (people := read_people(text, logins=False)) and people.names:
            self._people += [("author", people.names), ("organisation", people.organisations)]
            return bool(people.organisations)
        if not pieces:
            return bool(self._found) or not alone
        body = _RANK.sub("", pieces[0])
        if not alone and len(pieces) == 1 and is_organisation(body) and text[-1:] not in _SEPARATORS:
            self.employer(body)
            return True
        if bracketed and not self._found.published:
            people = read_people(rest, logins=False)
            if people and people.organisations and (people.names or not alone):
                self._people += [("author", people.names), ("organisation", people.organisations)]
                return True
            return False
        if alone and not self._found.published:
            return False
        divided = "|" in text or "｜" in text
        return all(self._source(piece, trusted=divided) for piece in pieces)

    def labelled(self, label: Label, value: str, word: str) -> bool:
        """A label's value; false where it cannot be one."""
        field = label.fields[0]
        name = word.strip(" :：/／|｜丨\u3000")
        if field == "ignored":
            self._ignored.append(name)
            return _IGNORED_VALUE.fullmatch(value) is not None
        if field == "original_title":
            self._found = replace(self._found, original_title=value.strip())
            return bool(value.strip())
        rest = self._take_date(value, "updated" if field == "updated" else "published")
        if _UNKNOWN.search(rest):
            return False
        first, *others = re.split(r"[|｜丨]", rest)
        first = first.strip(_SEPARATORS)
        if not first and rest == value:
            self._empty.append(name)
        if field in ("published", "updated"):
            good = (rest != value or not first) and (not first or self._source(first, trusted=False))
        elif field == "source":
            good = not first or self._source(first, trusted=True)
        else:
            good = self._persons(label.fields, first)
        pieces = [piece for piece in others if piece.strip(_SEPARATORS)]
        return good and all(self._source(piece, trusted=True) for piece in pieces)

    def _take_date(self, text: str, field: str) -> str:
        found = find_date(text, timezone=self._timezone)
        if found is None:
            return text
        if field == "updated":
            self._found = replace(self._found, updated=self._found.updated or found.value)
        else:
            self._found = replace(self._found, published=self._found.published or found.value)
        return f"{text[: found.span.start]} {text[found.span.end :]}"

    def _source(self, text: str, *, trusted: bool) -> bool:
        """Takes a publisher's name; a trusted place needs no word that says it is a body."""
        text = text.strip(_SEPARATORS)
        if len(text) > 60 or _SENTENCE.search(text):
            return False
        if not is_organisation(text):
            capital = re.match(r"\w*[A-Z0-9\u3400-\u9fff“\"《]", text) and len(text.split()) <= 6
            if not (trusted and capital and (len(text) <= 40 or text.isascii())):
                return False
        self._found = replace(self._found, source=self._found.source or text)
        return True

    def _persons(self, roles: tuple[str, ...], text: str) -> bool:
        named = _NAMED.search(text)
        if named:
            text = f"{text[: named.start()]} {text[named.end() :]}".strip()
        text = _PLACE.sub("", text)
        people = read_people(text, pennames="responsible_editor" in roles)
        if people is None and self._sure and len(text) <= _LONGEST_PENNAME and not _SENTENCE.search(text):
            people = People((text,))
        if people is None:
            return False
        self._people += [(role, people.names) for role in roles if role != "organisation"]
        body = "organisation" if roles != ("photo",) else "photo_agency" if people.names else "photo"
        self._people.append((body, people.organisations))
        if people.code:
            self._found = replace(self._found, code=people.code)
        if named and is_organisation(named[1]):
            self._found = replace(self._found, source=self._found.source or named[1])
        return not named or is_organisation(named[1]) or read_people(named[1]) is not None
