"""A draft as XLIFF 2.1, for any editor that reads the standard, and for `read_xliff` to read back whole."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from corpora.article import Article, Segment
from corpora.bitext import join
from corpora.text import Code, Span, pair_codes
from corpora.xml import escape, escape_attribute, legal
from tm.draft import Draft, DraftBead
from tm.finding import Finding
from tm.formats import Written
from tm.formats.xliff.names import BEAD, CORE, FIXES, METADATA, NOTE, OMITTED, OURS, PREFIX, checksum

_ILLEGAL = frozenset(chr(code) for code in range(0x10000) if not legal(chr(code)))


def write_xliff(draft: Draft, file: BinaryIO) -> Written:
    """Writes a draft as an XLIFF 2.1 document: a unit a bead, with its state, its origin and its notes.

    The article and the places of its segments stand in the skeleton, which other programs must
    leave as it is (XLIFF 2.1, section 4.2.2.3). Where a text came from is the sub-state, and
    metadata beside the score. A note holds each finding, and the reason of an omitted sentence.
    Characters that XML does not allow are kept as `cp` in texts, and left out of notes and names.

    Args:
        file: open for writing, binary.
    """
    document = _Document(draft)
    for part in document.parts():
        file.write(part.encode())
    return Written(units=len(draft.beads), characters_removed=document.removed)


class _Document:
    """The parts of a document, and the count of characters that had no place in it."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self.removed = 0

    def parts(self) -> Iterator[str]:
        """The document from its first line to its last."""
        draft = self._draft
        languages = self._attributes(srcLang=draft.source_language, trgLang=draft.target_language)
        original = self._attributes(original=draft.article.name if draft.article else "")
        yield '<?xml version="1.0" encoding="UTF-8"?>\n'
        yield f'<xliff xmlns="{CORE}" xmlns:mda="{METADATA}" xmlns:duizhao="{OURS}" version="2.1"{languages}'
        yield f' xml:space="preserve">\n  <file id="story"{original} canResegment="no">\n    <skeleton>\n'
        yield f"      <duizhao:draft{self._attributes(signature=draft.signature)}/>\n"
        if draft.article is not None:
            yield from self._article(draft.article)
        yield from self._segments()
        yield "    </skeleton>\n"
        for number, bead in enumerate(draft.beads):
            yield from self._unit(number, bead)
        yield "  </file>\n</xliff>\n"

    def _article(self, article: Article) -> Iterator[str]:
        origin = article.origin
        about = self._attributes(
            source=origin.source,
            published=origin.published,
            updated=origin.updated,
            dateline=origin.dateline,
            url=origin.url,
        )
        yield f'      <duizhao:article language="{article.language}">\n        <duizhao:origin{about}>\n'
        for role, names in origin.people:
            inner = "".join([f"<duizhao:name>{self._text(name)}</duizhao:name>" for name in names])
            yield f"          <duizhao:people{self._attributes(role=role)}>{inner}</duizhao:people>\n"
        for language, url in origin.alternates:
            yield f"          <duizhao:alternate{self._attributes(language=language, url=url)}/>\n"
        yield "        </duizhao:origin>\n"
        for block in article.blocks:
            inner = "".join(
                [piece if isinstance(piece, str) else self._code(piece) for piece in _pieces(block.text, block.codes)]
            )
            yield f'        <duizhao:block kind="{block.kind}">{inner}</duizhao:block>\n'
        yield "      </duizhao:article>\n"

    def _code(self, code: Code) -> str:
        return f'<duizhao:code kind="{code.kind}" id="{self._attribute(code.id)}">{_content(code.data)}</duizhao:code>'

    def _segments(self) -> Iterator[str]:
        """Where each segment of a unit's source stands in the article, and how much of that source it is."""
        for number, bead in enumerate(self._draft.beads):
            for segment in (self._draft.segments[i] for i in bead.source):
                yield (
                    f'      <duizhao:segment unit="u{number}" kind="{segment.kind}" block="{segment.block}"'
                    f' span="{_span(segment.span)}" length="{len(segment.text)}" codes="{len(segment.codes)}"/>\n'
                )

    def _unit(self, number: int, bead: DraftBead) -> Iterator[str]:
        segments = [self._draft.segments[i] for i in bead.source]
        source, originals = self._source(segments)
        kind = f' type="{PREFIX}{segments[0].kind}"' if segments else ""
        yield f'    <unit id="u{number}"{kind}>\n'
        yield from self._metadata(bead)
        yield from self._notes(bead)
        if originals:
            yield "      <originalData>\n"
            for data, name in originals.items():
                yield f'        <data id="{name}">{_content(data)}</data>\n'
            yield "      </originalData>\n"
        state, sub = ("initial", OMITTED) if bead.state == "omitted" else (bead.state, bead.origin)
        yield f'      <segment state="{state}" subState="{PREFIX}{sub}">\n        <source>{source}</source>\n'
        if bead.target:
            yield f"        <target>{_content(bead.target)}</target>\n"
        yield "      </segment>\n    </unit>\n"

    def _source(self, segments: list[Segment]) -> tuple[str, dict[str, str]]:
        """Segments as one text with inline codes, and the original data of those: text and name."""
        pairs = pair_codes([code for segment in segments for code in _ordered(segment.codes)])
        between = join(["", ""], language=self._draft.source_language)
        opened: dict[int, int] = {}
        originals: dict[str, str] = {}
        parts: list[str] = []
        count = 0
        for at, segment in enumerate(segments):
            parts.append(between if at else "")
            for piece in _pieces(segment.text, segment.codes):
                if isinstance(piece, str):
                    parts.append(piece)
                    continue
                pair = pairs.get(count)
                if pair is not None and piece.kind == "open":
                    opened[pair] = count
                name = originals.setdefault(piece.data, f"d{len(originals)}")
                parts.append(self._inline(piece, count, None if pair is None else opened[pair], name))
                count += 1
        return "".join(parts), originals

    def _inline(self, code: Code, number: int, opening: int | None, data: str) -> str:
        """An inline element (XLIFF 2.1, section 4.7.2); `opening` is the number of the half that begins its pair."""
        if code.kind == "standalone":
            element = f'ph id="{number}"'
        elif opening is None:
            element = f'{"sc" if code.kind == "open" else "ec"} id="{number}" isolated="yes"'
        else:
            element = f'sc id="{number}"' if code.kind == "open" else f'ec startRef="{opening}"'
        return f'<{element} dataRef="{data}" duizhao:id="{self._attribute(code.id)}"/>'

    def _metadata(self, bead: DraftBead) -> Iterator[str]:
        metas: list[tuple[str, str]] = [("origin", bead.origin)]
        if bead.score is not None:
            metas.append(("score", str(bead.score)))
        if bead.target:
            metas.append(("crc32", checksum(bead.target)))
        yield "      <mda:metadata>\n"
        yield from self._group(f'category="{BEAD}"', metas)
        for number, finding in enumerate(bead.findings):
            if finding.fixes:
                fixes = [(_span(fix.span), fix.text) for fix in finding.fixes]
                yield from self._group(f'id="f{number}" category="{FIXES}"', fixes)
        yield "      </mda:metadata>\n"

    def _group(self, attributes: str, metas: Iterable[tuple[str, str]]) -> Iterator[str]:
        yield f"        <mda:metaGroup {attributes}>\n"
        for name, value in metas:
            yield f'          <mda:meta type="{name}">{self._text(value)}</mda:meta>\n'
        yield "        </mda:metaGroup>\n"

    def _notes(self, bead: DraftBead) -> Iterator[str]:
        notes = [f'<note category="{OMITTED}">{self._text(bead.reason)}</note>'] if bead.reason else []
        if bead.note:
            notes.append(f'<note category="{NOTE}">{self._text(bead.note)}</note>')
        notes += [self._finding(number, finding) for number, finding in enumerate(bead.findings)]
        if notes:
            yield "      <notes>\n        " + "\n        ".join(notes) + "\n      </notes>\n"

    def _finding(self, number: int, finding: Finding) -> str:
        about = self._attributes(
            rule=finding.rule,
            segment="" if finding.segment is None else str(finding.segment),
            source_span="" if finding.source_span is None else _span(finding.source_span),
            target_span="" if finding.target_span is None else _span(finding.target_span),
            prefix=PREFIX,
        )
        return f'<note id="f{number}" category="{finding.severity}"{about}>{self._text(finding.message)}</note>'

    def _text(self, text: str) -> str:
        return escape(self._legal(text))

    def _attribute(self, text: str) -> str:
        return escape_attribute(self._legal(text))

    def _attributes(self, *, prefix: str = "", **values: str) -> str:
        """Attributes in the order given, without those that are empty."""
        written = [(name.replace("_", "-"), self._attribute(value)) for name, value in values.items()]
        return "".join([f' {prefix}{name}="{value}"' for name, value in written if value])

    def _legal(self, text: str) -> str:
        kept = legal(text)
        self.removed += len(text) - len(kept)
        return kept


def _pieces(text: str, codes: tuple[Code, ...]) -> Iterator[str | Code]:
    """A text taken apart at its codes: written text, and the codes between."""
    at = 0
    for code in _ordered(codes):
        yield _content(text[at : code.offset])
        yield code
        at = code.offset
    yield _content(text[at:])


def _ordered(codes: tuple[Code, ...]) -> list[Code]:
    return sorted(codes, key=lambda code: code.offset)


def _content(text: str) -> str:
    """A text as it stands in a source, a target or data, with `cp` for what XML does not allow."""
    written = escape(text)
    if len(legal(written)) == len(written):
        return written
    return "".join(
        [f'<cp hex="{ord(character):04X}"/>' if character in _ILLEGAL else character for character in written]
    )


def _span(span: Span) -> str:
    return f"{span.start}-{span.end}"
