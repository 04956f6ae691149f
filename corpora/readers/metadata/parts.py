"""The parts of a metadata line, as they come to light: what a label's value says, and what stands before the first."""

import re
from dataclasses import replace
from functools import cache

from corpora.readers.dates import find_date
from corpora.readers.metadata.buttons import EMPTY, is_idle
from corpora.readers.metadata.labels import Label, key, load_qualifiers, meaning
from corpora.readers.metadata.value import NOTHING, Metadata, merge_people
from corpora.readers.people import People, is_organisation, read_people

SEPARATORS = " \t\u3000\xa0|｜丨,，;；、/／-—–·•>"
_LONGEST_PENNAME = 12
_LONGEST_SOURCE, _LONGEST_ASIDE = 60, 40
_PIECES = re.compile(r"[|｜丨]|\s{2,}|\u3000|\t|(?:^|(?<=\s))[·•](?=\s|$)")
_BARS = re.compile(r"[|｜丨]")
_NAMED = re.compile(r"\s*[(（]\s*([^()（）]{2,60}?)\s*[)）]\s*")
_MARKED = re.compile(r"[《(（\[【]([^《》()（）\[\]【】]{2,40})[》)）\]】]")
_SENTENCE = re.compile(r"[。！？!?；]|[a-z]{2}\.\s|，")
_SIGNED = re.compile(r"[^/／。，,]{2,20}\s?[/／]\s?[^/／。，,]{2,30}")
_PLACE = re.compile(r"\s+in\s+[A-Z][\w'’.-]*(?:,?\s+[A-Z][\w'’.-]*){0,3}$")
# Wei Ping from a report by Jiangdu Daily; Wei Ping for Jiangdu Daily
_EMPLOYED = re.compile(
    r",?\s+(?:(?:based on|from|after)\s+(?:an?|the)\s+(?:original\s+)?(?:report|article|story)\s+(?:by|in|from|of)"
    r"|for)\s+(?P<body>.+)$"
)
# A person's name in either language, which is no publisher's.
_NAME = re.compile(r"[\u3400-\u9fff]{2,3}|[A-Z][a-z]+(?:[ -][A-Z][a-z]+){1,2}")
_UNKNOWN = re.compile(r"(?<![\d:：])[\u3400-\u9fffA-Za-z]{2,12}[:：](?!\d|//)")


@cache
def rank() -> re.Pattern[str]:
    """What stands between the name of a body and that of its reporter: `首席`."""
    return re.compile(rf"(?:{'|'.join(load_qualifiers())})+$")


class Parts:
    """The parts of one line.

    Args:
        timezone: of a time of day beside which no zone is named.
        sure: how many labels of a line with a date vouch that it is metadata: with two, a short name of any form
            is one; with three, a label that is not known has no say.
    """

    def __init__(self, timezone: str, *, sure: int) -> None:
        self._timezone, self._sure = timezone, sure
        self._found = NOTHING
        self._people: list[tuple[str, tuple[str, ...]]] = []
        self._ignored: list[str] = []
        self._empty: list[str] = []
        self._aside: list[str] = []
        self._also: tuple[str, ...] = ()

    def result(self, whose: str) -> Metadata:
        """What the parts say together.

        Args:
            whose: the line's last word, which says what the people in it did.
        """
        people = list(self._people)
        if whose:
            makers = tuple(name for role, names in people if role != "organisation" for name in names)
            if not makers:
                return NOTHING
            pictures = any(word in whose for word in ("图", "圖", "摄影", "拍摄", "攝影"))
            written = any(role in ("author", "correspondent", "intern") for role, _ in people)
            people += [("author", makers)] if whose != "文" and "文" not in whose and not written else []
            people += [("photo", makers)] if pictures else []
        found = replace(self._found, people=merge_people(people))
        if self._aside and not found:
            return NOTHING
        ignored = (*self._ignored, *self._aside, *(() if found else self._empty))
        return replace(found, ignored=tuple(dict.fromkeys(ignored)))

    def employer(self, name: str) -> None:
        """Takes a body that stands before a reporter's name."""
        self._people.append(("organisation", (name,)))

    def unlabelled(self, text: str, *, bracketed: bool, alone: bool) -> bool:
        """What stands before the first label: a time, a source, a body; false where it is anything else."""
        rest = self._take_date(text, "published")
        pieces = [piece.strip(SEPARATORS) for piece in _PIECES.split(rest)]
        pieces = [piece for piece in pieces if piece and key(piece) not in meaning()]
        if alone and _SIGNED.fullmatch(text) and (people := read_people(text, logins=False)) and people.names:
            self._people += [("author", people.names), ("organisation", people.organisations)]
            return bool(people.organisations)
        if not pieces:
            return bool(self._found) or not alone
        body = rank().sub("", pieces[0])
        if not alone and len(pieces) == 1 and is_organisation(body) and text[-1:] not in SEPARATORS:
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
        parted = _BARS.search(text) is not None
        # Beside a publisher a name may stand without a word for what it did.
        named = any(map(is_organisation, pieces))
        return all(((named or parted) and _is_name(piece)) or self._source(piece, trusted=parted) for piece in pieces)

    def labelled(self, label: Label, value: str, word: str) -> bool:
        """A label's value; false where it cannot be one."""
        field = label.fields[0]
        name = word.strip(" :：/／|｜丨\u3000")
        if field == "ignored":
            self._ignored.append(name)
            return is_idle(value)
        if field == "aside":
            self._aside.append(name)
            return len(value) <= _LONGEST_ASIDE and not _SENTENCE.search(value)
        if field == "original_title":
            self._found = replace(self._found, original_title=value.strip())
            return bool(value.strip())
        rest = self._take_date(value, "updated" if field == "updated" else "published")
        if unknown := _UNKNOWN.search(rest):
            if self._sure < 3:
                return False
            rest = rest[: unknown.start()]
        first, *others = _BARS.split(rest)
        first = first.strip(SEPARATORS)
        if not first and rest == value:
            self._empty.append(name)
        if field in ("published", "updated"):
            good = (rest != value or not first) and (not first or self._source(first, trusted=False))
        elif field == "source":
            good = not first or self._source(_PIECES.split(first)[0], trusted=not _SENTENCE.search(first))
        else:
            good = self._persons(label.fields, first)
        # A name says too little of whose it is.
        pieces = [piece for piece in others if piece.strip(SEPARATORS) and not _is_name(piece)]
        return good and all(self._source(piece, trusted=True) for piece in pieces)

    def _take_date(self, text: str, field: str) -> str:
        found = find_date(text, timezone=self._timezone)
        if found is None:
            return text
        if field == "updated":
            self._found = replace(self._found, updated=self._found.updated or found.value)
        else:
            self._found = replace(self._found, published=self._found.published or found.value)
        return EMPTY.sub(" ", f"{text[: found.span.start]} {text[found.span.end :]}")

    def _source(self, text: str, *, trusted: bool) -> bool:
        """Takes a publisher's name; a trusted place needs no word that says it is a body."""
        text = text.strip(SEPARATORS)
        if marked := _MARKED.fullmatch(text):
            text = marked[1].strip()
        if len(text) > _LONGEST_SOURCE or _SENTENCE.search(text):
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
        if (employed := _EMPLOYED.search(text)) and is_organisation(employed["body"]):
            self.employer(employed["body"])
            text = text[: employed.start()]
        # `文/图 记者 某某` says what whoever is named behind it did.
        roles, self._also = (*roles, *self._also), roles if len(roles) > 1 and not text else ()
        text = _PLACE.sub("", text)
        people = read_people(text, pennames="responsible_editor" in roles)
        if people is None and self._sure > 1 and len(text) <= _LONGEST_PENNAME and not _SENTENCE.search(text):
            people = People((text,))
        if people is None:
            return False
        self._people += [(role, people.names) for role in dict.fromkeys(roles) if role != "organisation"]
        body = "organisation" if roles != ("photo",) else "photo_agency" if people.names else "photo"
        self._people.append((body, people.organisations))
        if people.code:
            self._found = replace(self._found, code=people.code)
        if named and is_organisation(named[1]):
            self._found = replace(self._found, source=self._found.source or named[1])
        return not named or is_organisation(named[1]) or read_people(named[1]) is not None


def _is_name(text: str) -> bool:
    text = text.strip(SEPARATORS)
    return _NAME.fullmatch(text) is not None and not is_organisation(text)
