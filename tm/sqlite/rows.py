"""Units as rows, and as the JSON that the history keeps."""

import json
from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

from corpora.text import Code, Span
from tm.store import KnownBead, Pair, dated
from tm.unit import Provenance, TranslationUnit, Variant

ORIGIN = ("source_article", "target_article", "source_language", "target_language", "title", "published", "url")
UNIT = (
    "digest", "dated", "source_start", "source_end", "target_start", "target_end", "editor", "created", "changed",
    "confidence", "flags", "before", "after", "notes", "props", "domain", "client",
)  # fmt: skip
SELECT = f"""
    SELECT unit.id, {", ".join(f"unit.{name}" for name in UNIT[2:])}, {", ".join(f"origin.{name}" for name in ORIGIN)}
    FROM unit JOIN origin ON origin.id = unit.origin
"""


def digest(unit: TranslationUnit) -> int:
    """Languages, texts and articles of a unit as a number of 64 bits; equal numbers want a second look."""
    pair = Pair.of(unit)
    parts = [pair.source_article, pair.target_article]
    for variant in unit.variants:
        parts += variant.language, variant.text
    data = "\x00".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big", signed=True)


def origin_row(unit: TranslationUnit) -> tuple[str, ...]:
    """The values of the `ORIGIN` columns."""
    provenance = unit.provenance
    return (*Pair.of(unit), provenance.title, provenance.published, provenance.url)


def unit_row(unit: TranslationUnit, digest: int) -> tuple[object, ...]:
    """The values of the `UNIT` columns; see `digest`."""
    provenance = unit.provenance
    return (
        digest,
        dated(unit),
        *provenance.source_span,
        *provenance.target_span,
        provenance.editor,
        provenance.created,
        provenance.changed,
        provenance.confidence,
        " ".join(sorted(unit.flags)),
        unit.before,
        unit.after,
        _dump(unit.notes),
        _dump(unit.props),
        unit.domain,
        unit.client,
    )


def read_unit(row: Sequence[Any], variants: Sequence[Variant]) -> TranslationUnit:
    """A unit from a row of `SELECT` and its variants."""
    (
        number, source_start, source_end, target_start, target_end, editor, created, changed, confidence, flags,
        before, after, notes, props, domain, client, source_article, target_article, _, _, title, published, url,
    ) = row  # fmt: skip
    return TranslationUnit(
        variants=tuple(variants),
        provenance=Provenance(
            source_article,
            target_article,
            Span(source_start, source_end),
            Span(target_start, target_end),
            title,
            published,
            url,
            editor,
            created,
            changed,
            confidence,
        ),
        flags=frozenset(flags.split()),
        before=before,
        after=after,
        notes=tuple(_load(notes)),
        props=tuple([(name, value) for name, value in _load(props)]),
        domain=domain,
        client=client,
        id=number,
    )


def dump_codes(variant: Variant) -> str:
    """A variant's inline marks as JSON."""
    return _dump([(code.offset, code.kind, code.id, code.data) for code in variant.codes])


def read_variant(language: str, text: str, codes: str) -> Variant:
    """A variant from its columns."""
    return Variant(language, text, tuple([Code(*parts) for parts in _load(codes)]))


def dump_unit(unit: TranslationUnit) -> str:
    """A unit as JSON: the columns of its rows."""
    return _dump(
        {
            "unit": unit_row(unit, 0)[2:],
            "origin": origin_row(unit),
            "variants": [(variant.language, variant.text, dump_codes(variant)) for variant in unit.variants],
        }
    )


def load_unit(number: int, text: str) -> TranslationUnit:
    """The unit that `dump_unit` wrote."""
    data = json.loads(text)
    variants = [read_variant(*parts) for parts in data["variants"]]
    # An older program knew fewer columns.
    lacking = [""] * (len(UNIT) - 2 - len(data["unit"]))
    return read_unit([number, *data["unit"], *lacking, *data["origin"]], variants)


def bead_row(bead: KnownBead) -> tuple[object, ...]:
    """The columns of a bead behind those of its pair and place."""
    return _dump(bead.source), _dump(bead.target), bead.confirmed, bead.partial


def read_bead(source: str, target: str, confirmed: int, partial: int) -> KnownBead:
    """A bead from its columns."""
    return KnownBead(tuple(json.loads(source)), tuple(json.loads(target)), bool(confirmed), bool(partial))


def _dump(value: "Sequence[object] | dict[str, object]") -> str:
    # Most units have neither notes nor props nor codes.
    return "[]" if not value else json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _load(text: str) -> Any:
    return () if text == "[]" else json.loads(text)
