"""Units from TMX 1.1 to 1.4b: streamed, in whatever order and languages they stand."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from os import PathLike
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, NoReturn, cast

from corpora.errors import Invalid, WrongFormat
from corpora.language import answers, canonical, rank
from corpora.packed import Progress, open_unpacked
from corpora.xml import attributes, line_of, walk
from tm.formats.tmx.inline import flatten
from tm.formats.tmx.names import TOOL
from tm.formats.tmx.origin import Attributes, Prop, read_attributes, read_props
from tm.unit import TranslationUnit, Variant

if TYPE_CHECKING:
    from corpora.xml import Element

OnSkip = Callable[[int, str], object]
OnNotice = Callable[[str], object]

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read_tmx(
    file: str | PathLike[str],
    *,
    data: bytes | None = None,
    on_skip: OnSkip | None = None,
    on_notice: OnNotice | None = None,
    progress: Progress | None = None,
) -> Iterator[TranslationUnit]:
    """The units of a TMX file, one held at a time; it may be packed by gzip.

    The source variant comes first: that of the unit's `srclang`, or else of the header's. A unit with
    several texts in one language gives as many units as it needs. Texts lose white space at their
    ends; inline elements become codes. Where a unit comes from, when and by whom it was made, its
    domain, client and neighbours are read from our own props and from those of widely used tools;
    all other props are kept.

    Args:
        file: its name, `-` for standard input.
        data: the bytes of the file, where they are known already.
        on_skip: told the line, from 1, and the reason of each unit that cannot be used: fewer than
            two languages with text. Without it such a unit is an error.
        on_notice: told at the end, in a sentence each, what was not taken over as it stood.
        progress: told the bytes that were read and all that there are, now and then.

    Raises:
        Unreadable: the file cannot be opened.
        WrongFormat: it is no TMX, declares entities, or breaks; units before the break were given.
    """

    def refuse(line: int, reason: str) -> NoReturn:
        raise WrongFormat(reason, "Correct the unit, or take it out", file=file, line=line)

    document = _Document(on_skip or refuse)
    begun = False
    with open_unpacked(file, data=data, progress=progress) as stream:
        try:
            for element in walk(cast(BinaryIO, stream), tag=("{*}tu", "{*}header"), name=file):
                begun = True
                if str(element.tag).endswith("header"):
                    document.begin(element)
                else:
                    yield from document.units(element)
            if not begun:
                raise WrongFormat("this is no TMX: it has neither header nor unit", "Give a TMX file", file=file)
        finally:
            if on_notice is not None:
                for notice in document.notices():
                    on_notice(notice)


class _Text(NamedTuple):
    """A variant with what its element says beside it."""

    variant: Variant
    attributes: Attributes = ()
    props: tuple[Prop, ...] = ()
    notes: tuple[str, ...] = ()


class _Document:
    """What a document said so far that its next units need, and the count of what was not taken over."""

    def __init__(self, on_skip: OnSkip) -> None:
        self._on_skip = on_skip
        self._source = ""
        self._ours = False
        self._names = _Names.within("")
        self._counts: dict[str, list[int]] = {}

    def begin(self, header: "Element") -> None:
        """Takes in the header, by whose namespace all other elements are known."""
        self._names = _Names.within(str(header.tag).removesuffix("header"))
        self._source = _source(header.get("srclang", ""))
        self._ours = header.get("creationtool") == TOOL

    def units(self, element: "Element") -> list[TranslationUnit]:
        """The units of a `tu`: one; none where it is skipped; more where a language has more than one text."""
        texts: list[_Text] = []
        faults: list[tuple[int, str]] = []
        props: list[Prop] = []
        notes: list[str] = []
        for child in element:
            tag = child.tag
            if tag == self._names.tuv:
                try:
                    texts.append(_read_text(child, self._names))
                except Invalid as error:
                    faults.append((line_of(child), error.cause))
            elif tag == self._names.prop:
                props.append((child.get("type", ""), child.text or ""))
            elif tag == self._names.note:
                notes.append(child.text or "")
        own = attributes(element)
        source = self._source
        if own:
            source = _source(dict(own).get("srclang", "")) or source
        order = _arrange(tuple([text.variant.language for text in texts]), source)
        if not order.units:
            self._on_skip(*(faults[0] if faults else (line_of(element), "the unit is not in two languages")))
            return []
        if faults or not order.plain:
            self._count(element, order, faults, source)
        return [self._unit(own, [texts[at] for at in places], props, notes) for places in order.units]

    def _unit(
        self, own: Attributes, texts: Sequence[_Text], props: Sequence[Prop], notes: Sequence[str]
    ) -> TranslationUnit:
        said = read_attributes(own, tuple([text.attributes for text in texts]))
        for at, text in enumerate(texts):
            if text.props or text.notes:
                # A source's props are those of the unit; others are told apart by their language.
                mark = f"{text.variant.language}:" if at else ""
                props = [*props, *((mark + name, value) for name, value in text.props)]
                notes = [*notes, *text.notes]
        if props or notes:
            said = read_props(said, props, notes, ours=self._ours)
        return TranslationUnit(tuple([text.variant for text in texts]), *said)

    def notices(self) -> Iterator[str]:
        """What was not taken over as it stood, a sentence each."""
        for what, (number, line) in self._counts.items():
            yield f"{what}: {number:,}, the first in line {line}"

    def _count(self, element: "Element", order: "_Order", faults: list[tuple[int, str]], source: str) -> None:
        counted = [(line, f"texts left out of a unit, since {cause}") for line, cause in faults]
        if not order.fits:
            counted.append((line_of(element), f"units without a text in {source}, whose first text became the source"))
        if len(order.units) > 1:
            counted.append((line_of(element), "units with more than one text in a language, which became a unit each"))
        for line, what in counted:
            self._counts.setdefault(what, [0, line])[0] += 1


class _Names(NamedTuple):
    """The tags of elements in a document's namespace."""

    tuv: str
    seg: str
    prop: str
    note: str

    @classmethod
    def within(cls, space: str) -> "_Names":
        return cls(f"{space}tuv", f"{space}seg", f"{space}prop", f"{space}note")


def _read_text(element: "Element", names: _Names) -> _Text:
    """The text of a `tuv`; raises `Invalid` where it has none."""
    own = attributes(element)
    tag = own[0][1] if len(own) == 1 and own[0][0] == _LANGUAGE else element.get(_LANGUAGE) or element.get("lang")
    if not tag:
        raise Invalid("a variant names no language")
    language = canonical(tag)
    seg: Element | None = None
    others: list[Element] = []
    for child in element:
        if child.tag == names.seg:
            seg = child
        else:
            others.append(child)
    if seg is None:
        raise Invalid(f"the variant in {language} has no seg")
    text, codes = flatten(seg)
    if not text:
        raise Invalid(f"the text in {language} is empty")
    variant = Variant(language, text, codes)
    if not others and len(own) == 1:
        return _Text(variant)
    props = [(child.get("type", ""), child.text or "") for child in others if child.tag == names.prop]
    return _Text(variant, own, tuple(props), tuple([child.text or "" for child in others if child.tag == names.note]))


class _Order(NamedTuple):
    """How the texts of an element are arranged.

    Args:
        units: the places of the texts of each unit, a language once, the source language first.
        fits: whether there is a text in the language that was said to be the source.
        plain: whether it fits and is one unit.
    """

    units: tuple[tuple[int, ...], ...]
    fits: bool
    plain: bool


@lru_cache(maxsize=1024)
def _arrange(languages: tuple[str, ...], source: str) -> _Order:
    places: dict[str, list[int]] = {}
    for at, language in enumerate(languages):
        places.setdefault(language, []).append(at)
    if len(places) < 2:
        return _Order((), fits=False, plain=False)
    fitting = [language for language in places if source and answers(source, language)]
    first = min(fitting, key=lambda language: (language != source, rank(source, language)), default="")
    ordered = [places[language] for language in sorted(places, key=lambda language: language != first)]
    # Where one language has more texts than another, the last of the other goes with the rest of them.
    units = [tuple([same[min(at, len(same) - 1)] for same in ordered]) for at in range(max(map(len, ordered)))]
    fits = bool(first) or not source
    return _Order(tuple(units), fits, plain=fits and len(units) == 1)


def _source(tag: str) -> str:
    """The canonical form of a `srclang`; empty for `*all*`, for none and for what is no tag."""
    try:
        return canonical(tag)
    except Invalid:
        return ""
