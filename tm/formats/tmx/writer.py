"""Units as TMX 1.4: streamed, valid against its DTD, and filled from by the CAT tools that read it.

OmegaT passes over a unit with a prop of type `file` that names no file of its project; since 5.2 it
does so for `id`, `tuid`, `prev`, `next` and `path` too, where a project ignores file names. So none
of these is written.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import BinaryIO

from corpora.errors import Invalid
from corpora.language import answers, canonical
from corpora.text import Code, Span, pair_codes
from corpora.xml import escape, escape_attribute, legal
from tm.formats import Written
from tm.formats.tmx.names import OTHER, PREFIX, TOOL, read_time, write_time
from tm.unit import TranslationUnit, Variant

# Types that OmegaT 3.6 to 6.1 takes for a place in its own project.
_TAKEN = frozenset({"file", "id", "prev", "next", "path", "tuid"})


def write_tmx(
    units: Iterable[TranslationUnit],
    file: BinaryIO,
    *,
    source_language: str,
    created: str,
    tool_version: str,
    target_languages: Sequence[str] | None = None,
    signature: str = "",
) -> Written:
    """Writes units as a TMX 1.4 document, holding one at a time.

    Texts lose white space at their ends and characters that XML does not allow. A text of which
    nothing is left is left out, and so is a unit with fewer than two texts. Inline marks become
    `bpt` and `ept`, or `it` where their other half is missing, or `ph`. Where a unit comes from
    stands in props whose types begin with `x-duizhao-`.

    Args:
        file: open for writing, binary.
        source_language: of the header; a unit translated from another tag says so itself.
        created: the time of writing, ISO 8601.
        tool_version: our own.
        target_languages: those to write beside the source language; None for all that there are.
        signature: how the units were chosen, kept in the header.

    Raises:
        Invalid: `created` is no time, or a language no tag.
    """
    source_language = canonical(source_language)
    wanted = () if target_languages is None else (source_language, *map(canonical, target_languages))
    stamp = write_time(created)
    if not stamp:
        raise Invalid(f"{created!r} is no time", "Use ISO 8601, such as 2026-01-31T12:00:00Z")
    body = _Body(source_language, wanted)
    file.write(_head(source_language, stamp, tool_version, signature).encode())
    for unit in units:
        file.write(body.unit(unit).encode())
    file.write(b"  </body>\n</tmx>\n")
    return Written(body.written, body.skipped, body.empty, body.removed)


def _head(source_language: str, stamp: str, tool_version: str, signature: str) -> str:
    attributes = _attributes(
        ("creationtool", TOOL),
        ("creationtoolversion", legal(tool_version)),
        ("segtype", "sentence"),
        ("o-tmf", TOOL),
        ("adminlang", "en"),
        ("srclang", source_language),
        ("datatype", "plaintext"),
        ("creationdate", stamp),
    )
    inner = f"\n    {_prop(PREFIX + 'signature', legal(signature))}\n  " if signature else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
        f"  <header{attributes}>{inner}</header>\n  <body>\n"
    )


class _Body:
    """The units of a document, and the count of what became of them."""

    def __init__(self, source_language: str, wanted: Sequence[str]) -> None:
        self._source_language = source_language
        self._wanted = wanted
        self.written = self.skipped = self.empty = self.removed = 0

    def unit(self, unit: TranslationUnit) -> str:
        """A unit as a `tu` element with its line end; empty where it is skipped."""
        numbers = _numbers(unit.variants)
        segs = [(variant.language, self._seg(variant, numbers)) for variant in self._chosen(unit)]
        variants = [(language, seg) for language, seg in segs if seg]
        self.empty += len(segs) - len(variants)
        if len(variants) < 2:
            self.skipped += 1
            return ""
        self.written += 1
        lines = [f"<tu{self._attributes(unit, source_language=variants[0][0])}>"]
        lines += [f"  <note>{escape(text)}</note>" for note in unit.notes if (text := self._legal(note))]
        lines += [f"  {_prop(name, text)}" for name, value in _props(unit) if (text := self._legal(value))]
        lines += [f'  <tuv xml:lang="{language}"><seg>{seg}</seg></tuv>' for language, seg in variants]
        lines.append("</tu>\n")
        return "    " + "\n    ".join(lines)

    def _chosen(self, unit: TranslationUnit) -> Iterator[Variant]:
        for variant in unit.variants:
            if not self._wanted or any(answers(tag, variant.language) for tag in self._wanted):
                yield variant

    def _attributes(self, unit: TranslationUnit, *, source_language: str) -> str:
        provenance = unit.provenance
        created, changed = write_time(provenance.created), write_time(provenance.changed)
        editor = self._legal(provenance.editor)
        return _attributes(
            ("creationdate", created),
            ("creationid", editor),
            ("changedate", changed),
            ("changeid", editor if changed else ""),
            ("srclang", source_language if source_language != self._source_language else ""),
        )

    def _seg(self, variant: Variant, numbers: dict[str, int]) -> str:
        text = variant.text
        kept = self._legal(text).strip()
        if not variant.codes or not kept:
            return escape(kept)
        at = next(i for i, character in enumerate(text) if not _blank(character))
        end = next(i for i in range(len(text), 0, -1) if not _blank(text[i - 1]))
        parts: list[str] = []
        for offset, element in _marks(variant.codes, numbers, self._legal):
            place = min(max(offset, at), end)
            parts += [escape(legal(text[at:place])), element]
            at = place
        return "".join([*parts, escape(legal(text[at:end]))])

    def _legal(self, text: str) -> str:
        kept = legal(text)
        self.removed += len(text) - len(kept)
        return kept


def _blank(character: str) -> bool:
    return not legal(character).strip()


def _marks(codes: tuple[Code, ...], numbers: dict[str, int], clean: Callable[[str], str]) -> Iterator[tuple[int, str]]:
    """Offset and element of each code, in the order of the text. Pairs need not nest (TMX 1.4b, `bpt`)."""
    ordered = sorted(codes, key=lambda code: code.offset)
    pairs = pair_codes(ordered)
    for index, code in enumerate(ordered):
        data, x, i = escape(clean(code.data)), numbers[code.id], pairs.get(index)
        match code.kind:
            case "standalone":
                element = f'<ph x="{x}">{data}</ph>'
            case "open":
                element = f'<bpt i="{i}" x="{x}">{data}</bpt>' if i else f'<it pos="begin" x="{x}">{data}</it>'
            case "close":
                element = f'<ept i="{i}">{data}</ept>' if i else f'<it pos="end" x="{x}">{data}</it>'
        yield code.offset, element


def _numbers(variants: tuple[Variant, ...]) -> dict[str, int]:
    """A number for each code id: the `x` by which marks of one text answer those of another."""
    ids = dict.fromkeys(code.id for variant in variants for code in variant.codes)
    return {name: number for number, name in enumerate(ids, start=1)}


def _props(unit: TranslationUnit) -> Iterator[tuple[str, str]]:
    """Type and content of every prop; those without content are not written."""
    provenance = unit.provenance
    confidence = provenance.confidence
    for name, value in (
        ("article", provenance.source_article),
        ("span", _span(provenance.source_span)),
        ("target-article", provenance.target_article),
        ("target-span", _span(provenance.target_span)),
        ("title", provenance.title),
        ("published", provenance.published),
        ("url", provenance.url),
        ("confidence", "" if confidence is None else f"{confidence:.4g}"),
        ("flags", " ".join(sorted(unit.flags))),
        ("before", unit.before),
        ("after", unit.after),
        ("domain", unit.domain),
        ("client", unit.client),
        ("created", "" if _is_kept(provenance.created) else provenance.created),
        ("changed", "" if _is_kept(provenance.changed) else provenance.changed),
    ):
        yield PREFIX + name, value
    for name, value in unit.props:
        name = legal(name).strip()
        taken = not name or name.lower() in _TAKEN or name.startswith(PREFIX)
        yield (OTHER + name if taken else name), value


def _is_kept(time: str) -> bool:
    """Whether a time is the same when it is read again."""
    return read_time(write_time(time)) == time


def _prop(name: str, text: str) -> str:
    return f"<prop{_type(name)}>{escape(text)}</prop>"


@lru_cache(maxsize=256)
def _type(name: str) -> str:
    return _attributes(("type", name))


def _span(span: Span) -> str:
    return f"{span.start}-{span.end}" if span.end else ""


def _attributes(*pairs: tuple[str, str]) -> str:
    return "".join([f' {name}="{escape_attribute(value)}"' for name, value in pairs if value])
