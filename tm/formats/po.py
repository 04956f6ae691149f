"""Units as PO, the file of GNU gettext. The only door to polib.

polib holds a whole file in memory, and so does this writer: about 4 kB a unit.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO

from corpora.errors import Invalid
from corpora.language import canonical
from corpora.xml import legal
from tm.formats import Written
from tm.unit import TranslationUnit

if TYPE_CHECKING:
    from polib import POEntry


def write_po(
    units: Iterable[TranslationUnit],
    file: BinaryIO,
    *,
    source_language: str,
    target_language: str,
    created: str,
    tool_version: str = "",
) -> Written:
    """Writes the units of two languages as PO: `msgid` the source, `msgstr` the target.

    Units with the same texts become one entry, with a reference to the article of each. A source
    with more than one target gets a `msgctxt` for each. What no person has reviewed, what a machine
    wrote and what covers only part of its source is marked `fuzzy`. Texts lose white space at their
    ends and control characters; inline marks have no place in PO and are left out.

    Args:
        file: open for writing, binary.
        created: the time of writing, ISO 8601.
        tool_version: our own.

    Raises:
        Invalid: `created` is no time, or a language no tag.
    """
    from polib import POFile

    gathered = _Gathered(canonical(source_language), canonical(target_language))
    for unit in units:
        gathered.add(unit)
    po = POFile(wrapwidth=79)
    po.header = f"Sentences remembered, {gathered.source_language} to {gathered.target_language}."
    po.metadata = _header(gathered.source_language, gathered.target_language, created, tool_version)
    po.extend(gathered.entries())
    file.write(str(po).encode())
    return Written(gathered.written, gathered.skipped, gathered.empty, gathered.removed)


def _header(source_language: str, target_language: str, created: str, tool_version: str) -> dict[str, str]:
    """The header entry (GNU gettext manual, section 6.2), every field that `msgfmt --check` asks for."""
    try:
        moment = datetime.fromisoformat(created)
    except ValueError:
        raise Invalid(f"{created!r} is no time", "Use ISO 8601, such as 2026-01-31T12:00:00Z") from None
    stamp = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).strftime("%Y-%m-%d %H:%M%z")
    return {
        "Project-Id-Version": "Duizhao memory",
        "PO-Revision-Date": stamp,
        "Last-Translator": "Automatically generated",
        "Language-Team": "none",
        "Language": _locale(target_language),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Generator": f"Duizhao {legal(tool_version)}".rstrip(),
        "X-Source-Language": _locale(source_language),
    }


def _locale(tag: str) -> str:
    """A language tag as gettext writes it: `zh-CN` as `zh_CN`, `zh-Hant-TW` as `zh_TW`, `sr-Latn` as `sr@latin`."""
    scripts = {"Latn": "latin", "Cyrl": "cyrillic"}
    parts = tag.split("-")
    region = next((part for part in parts[1:] if part.isupper() or part.isdigit()), "")
    script = next((part for part in parts[1:] if len(part) == 4 and part.istitle()), "")
    if parts[0] == "zh" and script and not region:
        region = {"Hans": "CN", "Hant": "TW"}.get(script, "")
    return parts[0] + (f"_{region}" if region else "") + (f"@{scripts[script]}" if script in scripts else "")


class _Gathered:
    """Units by their texts, and the count of what became of them."""

    def __init__(self, source_language: str, target_language: str) -> None:
        self.source_language = source_language
        self.target_language = target_language
        self.written = self.skipped = self.empty = self.removed = 0
        self._units: dict[str, dict[str, list[TranslationUnit]]] = {}

    def add(self, unit: TranslationUnit) -> None:
        """Takes a unit in."""
        variants = unit.find(self.source_language), unit.find(self.target_language)
        texts = [self._text(variant.text) for variant in variants if variant is not None]
        self.empty += texts.count("")
        if len(texts) < 2 or not all(texts):
            self.skipped += 1
            return
        self.written += 1
        self._units.setdefault(texts[0], {}).setdefault(texts[1], []).append(unit)

    def entries(self) -> Iterable["POEntry"]:
        """An entry for each pair of texts, in order of appearance of the sources."""
        for source, targets in self._units.items():
            contexts = _contexts(targets) if len(targets) > 1 else [None]
            for (target, units), context in zip(targets.items(), contexts, strict=True):
                yield _entry(source, target, context, units)

    def _text(self, text: str) -> str:
        kept = legal(text)
        self.removed += len(text) - len(kept)
        return kept.strip()


def _contexts(targets: dict[str, list[TranslationUnit]]) -> list[str]:
    """A name for each target of one source: the article that it stands in, numbered where that is not enough."""
    seen: dict[str, int] = {}
    contexts = []
    for units in targets.values():
        name = legal(units[0].provenance.source_article)
        seen[name] = seen.get(name, 0) + 1
        contexts.append(name if name and seen[name] == 1 else f"{name}#{seen[name]}")
    return contexts


def _entry(source: str, target: str, context: str | None, units: list[TranslationUnit]) -> "POEntry":
    from polib import POEntry

    origins = [unit.provenance for unit in units]
    articles = dict.fromkeys(legal(origin.source_article) for origin in origins if origin.source_article)
    titles = dict.fromkeys(
        " ".join(filter(None, (legal(origin.title), origin.published[:10]))) for origin in origins if origin.title
    )
    notes = dict.fromkeys(legal(note) for unit in units for note in unit.notes)
    return POEntry(
        msgctxt=context,
        msgid=source,
        msgstr=target,
        # White space parts two references: it is written as in an address.
        occurrences=[(re.sub(r"\s", "%20", article), "") for article in articles],
        comment="\n".join(titles),
        tcomment="\n".join(notes),
        flags=["fuzzy"] if all(unit.flags for unit in units) else [],
    )
