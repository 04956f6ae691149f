"""What the lines round a story's title say about it: whole, taken apart by element, or by an element's name."""

import re
from collections.abc import Iterable
from dataclasses import replace

from corpora.readers.dates import find_date
from corpora.readers.html.embedded import read_moment
from corpora.readers.html.shown import Flow, Shown
from corpora.readers.html.sites import Site
from corpora.readers.lines import Line, ends_sentence, width
from corpora.readers.metadata import NOTHING, Metadata, read_metadata
from corpora.readers.metadata.buttons import without_buttons
from corpora.readers.people import is_organisation, read_people
from corpora.text import Code

# Longer lines are running text, whose elements are marks in it.
_LONGEST_PARTED = 160
# What a page calls its source that has none.
NO_SOURCE = re.compile(r"(?:本站|本网|本网站|网络|互联网|原创|本站原创|转载|未知|不详|admin|管理员)", re.IGNORECASE)
_LABELLED = re.compile(r"[^\d\s][:：]")
_LONGEST_NAME, _LONGEST_ACCOUNT = 40, 30
_MOST_BOXED = 8


def read_shown(shown: Shown, *, timezone: str) -> Metadata:
    """What a line says about the story, with its elements apart where that says more.

    Style sheets set apart what touches in the page's source: `2025/05/26 17:22` and `2.8万阅读`.
    """
    return _read(shown, timezone)[0]


def read_line(shown: Shown, *, timezone: str) -> Line:
    """A line that may be about the story, with white space between its elements where it says more for it."""
    whole = len(shown.runs) < 2 or _read(shown, timezone)[1] == shown.line.text
    return shown.line if whole else _parted(shown)


def _read(shown: Shown, timezone: str) -> tuple[Metadata, str]:
    text = shown.line.text
    found = read_metadata(text, timezone=timezone)
    if len(shown.runs) < 2 or len(text) > _LONGEST_PARTED or ends_sentence(text) or (parted := shown.parted) == text:
        return found, text
    apart = read_metadata(parted, timezone=timezone)
    return (apart, parted) if apart != found and apart.kinds >= found.kinds else (found, text)


def _parted(shown: Shown) -> Line:
    text, parted = shown.line.text, shown.parted
    # Characters keep their order: only white space comes and goes.
    places, at = [], 0
    for character in text:
        while at < len(parted) and parted[at] != character and parted[at].isspace():
            at += 1
        places.append(at)
        at += not character.isspace() or (at < len(parted) and parted[at] == character)
    places.append(len(parted))
    codes = tuple(Code(places[code.offset], code.kind, code.id, code.data) for code in shown.line.codes)
    return replace(shown.line, text=parted, codes=codes)


def find_spare(flow: Flow, lines: Iterable[int], *, site: Site, timezone: str) -> Metadata:
    """Facts in elements of their own, whose names or moments tell what they are.

    Args:
        lines: numbers of those between title and text.
        site: knows the names.
        timezone: of a time of day beside which no zone is named.
    """
    found = moments = accounts = NOTHING
    for index in lines:
        shown = flow.lines[index]
        if shown.line.role == "caption":
            continue
        for node, text in flow.parts(shown):
            if told := _named(flow.tokens[node], text.strip(), site, timezone):
                found = found.joined(told)
            if node in flow.times:
                moments = moments.joined(Metadata(published=read_moment(flow.times[node], timezone)))
        if not accounts and width(shown.line.text) <= 2 * _LONGEST_ACCOUNT and not read_shown(shown, timezone=timezone):
            accounts = Metadata(source=_account(shown))
    return found.joined(moments).joined(accounts)


def find_filed(flow: Flow, lines: range, *, timezone: str) -> Metadata:
    """Source and date as lines above the title give them, such as the table in which a document is filed.

    Args:
        lines: their numbers; the title follows the last.
    """
    found = NOTHING
    for index in lines:
        shown = flow.lines[index]
        labelled = _LABELLED.search(shown.line.text) is not None
        if labelled or shown.line.text[:1].isdigit():
            said = read_shown(shown, timezone=timezone)
            # A date alone is that of the visit; a moment in the title's own box is the story's.
            if labelled or ("T" in said.published and _boxed(flow, shown, lines.stop)):
                found = found.joined(Metadata(said.source, said.published, said.updated))
    return found


def _boxed(flow: Flow, shown: Shown, title: int) -> bool:
    """Whether a line stands in a small box with the title, and with no links to other stories."""
    if title >= len(flow.lines):
        return False
    box = next(node for node in flow.ancestors(shown.node) if flow.within(node, title))
    around = [line for index, line in enumerate(flow.lines[: title + _MOST_BOXED]) if flow.within(box, index)]
    return len(around) <= _MOST_BOXED and not any(2 * line.linked > len(line.line.text) for line in around)


def _named(tokens: tuple[str, ...], text: str, site: Site, timezone: str) -> Metadata:
    if site.source.rank(tokens) is not None:
        said = read_metadata(text, timezone=timezone)
        name = said.source or ("" if said else without_buttons(text).strip())
        fits = 1 < len(name) <= _LONGEST_NAME and not (re.search(r"[:：\d。，]", name) or NO_SOURCE.fullmatch(name))
        return Metadata(source=name if fits or said.source else "")
    if site.date.rank(tokens) is not None:
        date = find_date(text, timezone=timezone) if len(text) <= _LONGEST_NAME else None
        return Metadata(published=date.value if date else "")
    if site.author.rank(tokens) is not None and len(text) <= _LONGEST_NAME:
        if said := read_metadata(text, timezone=timezone):
            return Metadata(people=said.people)
        people = read_people(text, logins=False)
        return Metadata(people=(("author", people.names),) if people and people.names else ())
    return NOTHING


def _account(shown: Shown) -> str:
    """The body whose account a line names, badges and buttons aside."""
    name = without_buttons(shown.parted).strip()
    return name if width(name) <= _LONGEST_ACCOUNT and is_organisation(name) else ""
