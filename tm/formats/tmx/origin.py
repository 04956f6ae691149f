"""What a TMX unit says of itself: who made it and when, where it stood, what it is about.

Besides our own props those of tools that are widely used are understood: OmegaT, memoQ, Trados, XTM, Phrase.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from re import compile
from typing import NamedTuple

from corpora.text import Span
from tm.formats.tmx.names import FIELDS, OTHER, PREFIX, read_time
from tm.unit import FLAGS, Provenance

Attributes = tuple[tuple[str, str], ...]
Prop = tuple[str, str]

_BEFORE = frozenset({"prev", "context-pre", "previous-source-text", "context_prev"})
_AFTER = frozenset({"next", "context-post", "next-source-text", "context_next"})
# Names of fields as tools decorate them: `x-Domain:SingleString`, `Att::Domain`, `Txt::Client`.
_DECORATION = compile(r"^(x-|txt::|att::)+|:(single|multiple)?(string|picklist|integer|datetime)$")
_PLACE = compile("([0-9]{1,9})-([0-9]{1,9})")
_MARKUP = compile(r"<[^<>]*>")
_MACHINE = frozenset({"mt", "machinetranslation", "adaptivemachinetranslation", "neuralmachinetranslation"})
_UNREVIEWED = frozenset({"draft", "rejectedtranslation", "rejectedsignoff"})


class Said(NamedTuple):
    """Everything of a `TranslationUnit` but its variants, in the order of its fields."""

    provenance: Provenance
    flags: frozenset[str] = frozenset()
    before: str = ""
    after: str = ""
    notes: tuple[str, ...] = ()
    props: tuple[Prop, ...] = ()
    domain: str = ""
    client: str = ""


@lru_cache(maxsize=4096)
def read_attributes(unit: Attributes, texts: tuple[Attributes, ...]) -> Said:
    """What the attributes of a `tu` and of its `tuv`s say, the source first; a target's before the source's."""
    found: dict[str, str] = {}
    for attributes in (*texts, unit):
        found.update(attributes)
    created, changed = read_time(found.get("creationdate", "")), read_time(found.get("changedate", ""))
    creator, editor = found.get("creationid", ""), found.get("changeid", "")
    provenance = Provenance(created=created, changed=changed, editor=editor or creator)
    props = [("tuid", found.get("tuid", "")), ("creationid", creator if editor not in ("", creator) else "")]
    return Said(provenance, props=tuple(prop for prop in props if prop[1]))


def read_props(said: Said, props: Sequence[Prop], notes: Sequence[str], *, ours: bool) -> Said:
    """What the props and notes of a unit add to its attributes.

    Args:
        ours: whether the file is one of ours, where every prop means what it is called.
    """
    own: dict[str, str] = {}
    kept: list[Prop] = []
    for name, value in props:
        if not name.startswith(PREFIX):
            kept.append((name, value))
        elif name.startswith(OTHER):
            kept.append((name[len(OTHER) :], value))
        else:
            own[name[len(PREFIX) :]] = value
    said = said._replace(notes=tuple(notes if ours else dict.fromkeys(notes)), **_own(said.provenance, own))  # type: ignore[arg-type]
    return said._replace(props=said.props + tuple(kept)) if ours else _foreign(said, kept)


def _own(provenance: Provenance, own: Mapping[str, str]) -> dict[str, object]:
    """The fields of a unit that our own props give."""
    if not own:
        return {}
    confidence = own.get("confidence")
    told: dict[str, object] = {
        field: value for name, field in FIELDS.items() if (value := own.get(name, "") or getattr(provenance, field))
    }
    made = Provenance(
        **told,  # type: ignore[arg-type]
        editor=provenance.editor,
        source_span=_span(own.get("span", "")),
        target_span=_span(own.get("target-span", "")),
        confidence=None if confidence is None else _share(confidence),
    )
    return {
        "provenance": made,
        "flags": frozenset(own.get("flags", "").split()) & frozenset(FLAGS),
        **{name: own.get(name, "") for name in ("before", "after", "domain", "client")},
    }


def _foreign(said: Said, props: Sequence[Prop]) -> Said:
    """What the props of other tools say; those that are not understood, or say more than we keep, stay props."""
    fields = {"before": said.before, "after": said.after, "domain": said.domain, "client": said.client}
    flags = set(said.flags)
    kept: list[Prop] = []
    for name, value in props:
        key = _DECORATION.sub("", name.lower())
        field = "before" if key in _BEFORE else "after" if key in _AFTER else key
        if fields.get(field) == "":
            fields[field] = (_unmarked(value) if field in ("before", "after") else value).strip()
            continue
        kept.append((name, value))
        key = key.rpartition(":")[2]
        if key == "origin" and value.lower() in _MACHINE:
            flags.add("machine")
        elif key == "confirmationlevel" and value.lower() in _UNREVIEWED:
            flags.add("unreviewed")
    return said._replace(flags=frozenset(flags), props=said.props + tuple(kept), **fields)  # type: ignore[arg-type]


def _unmarked(text: str) -> str:
    """A neighbour's text; memoQ writes it as a `seg` element within the text."""
    if not text.startswith("<seg>"):
        return text
    bare = _MARKUP.sub("", text)
    return bare.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")


def _span(text: str) -> Span:
    found = _PLACE.fullmatch(text)
    return Span(int(found[1]), int(found[2])) if found else Span(0, 0)


def _share(text: str) -> float | None:
    try:
        share = float(text)
    except ValueError:
        return None
    return share if 0 <= share <= 1 else None
