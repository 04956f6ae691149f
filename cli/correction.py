"""What a person confirmed of an article pair: read from a corrected file, or kept by the memory."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from corpora.errors import WrongFormat, WrongLanguage

if TYPE_CHECKING:
    from cli.workspace import Workspace
    from corpora.article import Article
    from corpora.bitext import Bead, Bitext
    from corpora.encoder import Encoder

Languages = tuple[str | None, str | None]


class Standing(NamedTuple):
    """Beads of a pair that are not aligned again.

    Args:
        beads: those whose texts are unchanged, in the articles as they are now.
        known: how many a person confirmed.
    """

    beads: "Sequence[Bead]" = ()
    known: int = 0

    def told(self, bitext: "Bitext") -> str:
        """What a person should know of them, with the alignment that came of it; empty where there are none."""
        kept = sum(bead.confirmed for bead in bitext.beads)
        if not self.known:
            return ""
        if kept == self.known == len(bitext.beads):
            return f"The {kept} beads that a person confirmed stand as they are; --realign aligns anew."
        return (
            f"The texts changed since a person confirmed their beads: {kept} of {self.known} stand; "
            f"aligned anew between them: {len(bitext.beads) - kept}."
        )


def read_pair(place: "Workspace", source: str, target: str, *, languages: Languages) -> "tuple[Article, Article]":
    """A story and its version.

    Raises:
        WrongLanguage: both are in one language.
    """
    story, version = place.read(source, language=languages[0]), place.read(target, language=languages[1])
    if story.language == version.language:
        raise WrongLanguage(f"both articles are in {story.language}", "Give a story and its version", file=target)
    return story, version


def read_correction(file: str, story: "Article", version: "Article") -> "tuple[Bead, ...]":
    """The beads in a file that a person corrected, .beads or .xlsx, all of them confirmed.

    Raises:
        WrongFormat, WrongSetting: with file and line, as `tm.formats.sheet.read_sheet`,
            `corpora.alignment.beads.parse_beads` and `confirm` raise them.
    """
    from corpora.alignment.beads import confirm, parse_beads
    from corpora.alignment.fixed import find_sentences
    from corpora.files import decode, read_bytes

    data = read_bytes(file)
    sides = [[part.text for part in find_sentences(article)] for article in (story, version)]
    if data.startswith(b"PK"):
        from tm.formats.sheet import read_sheet

        return read_sheet(data, *sides, file=file)
    try:
        text = decode(data, file=file)[0]
    except WrongFormat as error:
        remedy = "Give a .beads file, or the .xlsx that `duizhao align` wrote"
        raise WrongFormat(error.cause, remedy, file=file, line=error.line) from None
    return confirm(parse_beads(text, file=file), *sides, file=file)


def find_standing(place: "Workspace", story: "Article", version: "Article", *, memory: str | None = None) -> Standing:
    """What the memory holds confirmed of a pair; nothing where there is no memory yet.

    Args:
        memory: its file; the workspace's own where none is named.
    """
    path = Path(memory) if memory else place.place(place.settings.memory) if place.folder else None
    if path is None or not path.is_file() or not path.stat().st_size:
        return Standing()
    from corpora.alignment.fixed import find_sentences
    from tm.confirmed import place_confirmed
    from tm.store import Pair

    with place.open_memory(memory) as store:
        known = store.beads(Pair(story.name, version.name, story.language, version.language))
    if not known:
        return Standing()
    sides = [[part.text for part in find_sentences(article)] for article in (story, version)]
    return Standing(place_confirmed(known, *sides), sum(bead.confirmed for bead in known))


def align_around(
    place: "Workspace", story: "Article", version: "Article", beads: "Sequence[Bead]", *, encoder: "Encoder"
) -> "Bitext":
    """Two articles side by side, with the glossary's terms as evidence, around beads that stand."""
    from corpora.alignment import align, fixed

    lexicon = place.glossary().lexicon(story.language, version.language) or None
    if not beads:
        return align(story, version, lexicon=lexicon, encoder=encoder)
    bitext = fixed.align_around(
        fixed.find_sentences(story),
        fixed.find_sentences(version),
        source_language=story.language,
        target_language=version.language,
        fixed=beads,
        lexicon=lexicon,
        encoder=encoder,
    )
    return replace(bitext, source_article=story, target_article=version)
