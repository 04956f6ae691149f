"""XLIFF 2 back into a draft: ours whole, as an editor left it; another program's as far as it says."""

from collections.abc import Iterator
from os import PathLike
from typing import TYPE_CHECKING, NamedTuple, cast

from corpora.article import Article, Block, BlockKind, Origin, Segment
from corpora.bitext import join
from corpora.errors import DuizhaoError, Invalid, NothingFound, WrongFormat
from corpora.text import Code, Span
from corpora.xml import parse
from tm.draft import SOURCES, Draft, DraftBead, Source, State
from tm.finding import Finding, Fix, Severity
from tm.formats.xliff.inline import flatten
from tm.formats.xliff.names import BEAD, CORE, CORE_22, FIXES, METADATA, NOTE, OMITTED, OURS, PREFIX, checksum

if TYPE_CHECKING:
    from corpora.xml import Element

_OURS = f"{{{OURS}}}"
_MDA = f"{{{METADATA}}}"


def read_xliff(data: bytes, *, file: str | PathLike[str]) -> Draft:
    """The draft in an XLIFF 2.0, 2.1 or 2.2 document.

    What `write_xliff` wrote comes back as it was, with the texts and states that an editor changed
    since: a text that is no longer what was written is from a person. Other programs' documents
    give a bead for each segment, and no article.

    Args:
        data: the file's bytes.
        file: its name, for errors.

    Raises:
        WrongFormat: it is no XLIFF 2, holds several stories, or its source was changed.
        NothingFound: it holds no unit.
    """
    root = parse(data, file=file)
    space, _, name = root.tag[1:].rpartition("}")
    if name != "xliff" or space not in (CORE, CORE_22):
        cause = "this is XLIFF 1, not XLIFF 2" if "xliff" in root.tag else "this is XML, but no XLIFF"
        raise WrongFormat(cause, "Save it as XLIFF 2.1, or draft the story again", file=file, line=_line(root))
    stories = root.findall(f"{{{space}}}file")
    if len(stories) > 1:
        raise WrongFormat(
            f"it holds {len(stories)} stories", "Keep each in a file of its own", file=file, line=_line(stories[1])
        )
    source_language, target_language = root.get("srcLang"), root.get("trgLang")
    if not source_language or not target_language:
        raise WrongFormat("it does not name both its languages", "Set srcLang and trgLang", file=file, line=1)
    if not stories or stories[0].find(f".//{{{space}}}unit") is None:
        raise NothingFound("there is no unit in it", "Draft the story again", file=file)
    try:
        return _Story(stories[0], space, source_language, str(file)).draft(target_language)
    except Invalid as error:
        raise WrongFormat(error.cause, error.remedy, file=error.file or file, line=error.line) from error


class _Place(NamedTuple):
    """What the skeleton says of a segment."""

    kind: BlockKind
    block: int
    span: Span
    length: int
    codes: int


class _Unit(NamedTuple):
    """What metadata and notes say of a unit."""

    origin: str
    score: int | None
    crc32: str
    reason: str
    note: str
    findings: tuple[Finding, ...]


class _Story:
    """The file element of a document."""

    def __init__(self, element: "Element", space: str, source_language: str, file: str) -> None:
        self._element = element
        self._space = space
        self._core = f"{{{space}}}"
        self._language = source_language
        self._file = file

    def draft(self, target_language: str) -> Draft:
        """All of it."""
        places: dict[str, list[_Place]] = {}
        for element in self._element.iter(f"{_OURS}segment"):
            places.setdefault(element.get("unit", ""), []).append(_place(element))
        ours = self._element.find(f".//{_OURS}draft")
        units = list(self._element.iter(f"{self._core}unit"))
        if list(places) != [name for unit in units if (name := unit.get("id", "")) in places]:
            raise WrongFormat("units were taken out or moved", "Draft the story again", file=self._file)
        segments: list[Segment] = []
        beads: list[DraftBead] = []
        for unit in units:
            own = None if ours is None else places.get(unit.get("id", ""), [])
            try:
                for found, bead in self._unit(unit, own, len(segments)):
                    segments += found
                    beads.append(bead)
            except DuizhaoError as error:
                error.at(self._file, _line(unit))
                raise
        return Draft(
            self._language,
            target_language,
            tuple(segments),
            tuple(beads),
            self._article(),
            "" if ours is None else ours.get("signature", ""),
        )

    def _article(self) -> Article | None:
        element = self._element.find(f".//{_OURS}article")
        if element is None:
            return None
        about = element.find(f"{_OURS}origin")
        origin = Origin() if about is None else _origin(about)
        blocks = [self._block(block) for block in element.iter(f"{_OURS}block")]
        return Article(element.get("language", ""), tuple(blocks), origin, self._element.get("original", ""))

    def _block(self, element: "Element") -> Block:
        text, codes = flatten(element, self._space)
        return Block(cast(BlockKind, element.get("kind", "")), text, tuple(codes))

    def _unit(
        self, unit: "Element", places: list[_Place] | None, first: int
    ) -> Iterator[tuple[list[Segment], DraftBead]]:
        """Source segments and bead for each segment of a unit: one where it is ours."""
        about = self._about(unit)
        originals = {data.get("id", ""): flatten(data, self._space)[0] for data in unit.iter(f"{self._core}data")}
        for element in unit.findall(f"{self._core}segment"):
            source, target = (element.find(f"{self._core}{name}") for name in ("source", "target"))
            text, codes = ("", []) if source is None else flatten(source, self._space, originals)
            if places is None:
                segments = [Segment(text, codes=tuple(codes))] if text else []
            else:
                segments = self._cut(text, codes, places)
            ids = tuple(range(first, first + len(segments)))
            first += len(segments)
            yield segments, _bead(element, ids, "" if target is None else flatten(target, self._space)[0], about)

    def _cut(self, text: str, codes: list[Code], places: list[_Place]) -> list[Segment]:
        """The source of a unit as the segments that were joined in it."""
        gap = len(join(["", ""], language=self._language))
        length = sum(place.length for place in places) + gap * max(0, len(places) - 1)
        if (length, sum(place.codes for place in places)) != (len(text), len(codes)):
            raise WrongFormat(
                "the source of this unit is not what was written", "Draft the story again; change only targets"
            )
        segments = []
        at = taken = 0
        for place in places:
            own = [Code(code.offset - at, code.kind, code.id, code.data) for code in codes[taken : taken + place.codes]]
            segments.append(Segment(text[at : at + place.length], place.block, place.kind, place.span, tuple(own)))
            at += place.length + gap
            taken += place.codes
        return segments

    def _about(self, unit: "Element") -> _Unit:
        metas: dict[str, str] = {}
        fixes: dict[str, tuple[Fix, ...]] = {}
        for group in unit.iter(f"{_MDA}metaGroup"):
            pairs = [(meta.get("type", ""), meta.text or "") for meta in group.findall(f"{_MDA}meta")]
            if group.get("category") == BEAD:
                metas = dict(pairs)
            elif group.get("category") == FIXES:
                fixes[group.get("id", "")] = tuple(Fix(_span(span), text) for span, text in pairs)
        notes: dict[str, list[str]] = {NOTE: [], OMITTED: []}
        findings = []
        for note in unit.iterfind(f"{self._core}notes/{self._core}note"):
            if note.get(f"{_OURS}rule") is not None:
                findings.append(_finding(note, fixes.get(note.get("id", ""), ())))
            else:
                category = note.get("category", "")
                notes[OMITTED if category == OMITTED else NOTE].append(flatten(note)[0])
        score = metas.get("score", "")
        return _Unit(
            metas.get("origin", ""),
            int(score) if score.isdecimal() else None,
            metas.get("crc32", ""),
            "\n".join(notes[OMITTED]),
            "\n".join(notes[NOTE]),
            tuple(findings),
        )


def _bead(element: "Element", ids: tuple[int, ...], target: str, about: _Unit) -> DraftBead:
    state, sub = element.get("state", "initial"), element.get("subState", "")
    kept = about.crc32 == (checksum(target) if target else "")
    origin: Source = "none"
    if about.origin in SOURCES and kept:
        origin = cast(Source, about.origin)
    elif target.strip():
        origin = "person"
    if sub == f"{PREFIX}{OMITTED}" and state == "initial":
        state = "omitted"
    elif not target.strip():
        state = "initial"
    return DraftBead(ids, target, origin, about.score, cast(State, state), about.reason, about.note, about.findings)


def _finding(note: "Element", fixes: tuple[Fix, ...]) -> Finding:
    segment = note.get(f"{_OURS}segment")
    source, target = note.get(f"{_OURS}source-span"), note.get(f"{_OURS}target-span")
    return Finding(
        note.get(f"{_OURS}rule", ""),
        cast(Severity, note.get("category", "")),
        flatten(note)[0],
        None if segment is None else _number(segment),
        None if source is None else _span(source),
        None if target is None else _span(target),
        fixes,
    )


def _origin(element: "Element") -> Origin:
    people = [
        (group.get("role", ""), tuple([name.text or "" for name in group]))
        for group in element.iterfind(f"{_OURS}people")
    ]
    alternates = [(other.get("language", ""), other.get("url", "")) for other in element.iterfind(f"{_OURS}alternate")]
    names = ("source", "published", "updated", "dateline", "url")
    texts = {name: element.get(name, "") for name in names}
    return Origin(**texts, people=tuple(people), alternates=tuple(alternates))


def _place(element: "Element") -> _Place:
    return _Place(
        cast(BlockKind, element.get("kind", "")),
        _number(element.get("block")),
        _span(element.get("span", "")),
        _number(element.get("length")),
        _number(element.get("codes")),
    )


def _span(text: str) -> Span:
    start, _, end = text.partition("-")
    return Span(_number(start), _number(end))


def _number(text: str | None) -> int:
    try:
        return int(text or "")
    except ValueError:
        raise Invalid(f"{text!r} where a number belongs", "Draft the story again") from None


def _line(element: "Element") -> int | None:
    return element.sourceline  # type: ignore[return-value]
