"""Sentence alignment: anchors first, then the best path of beads in the band around them."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import overload

from corpora.alignment.anchors import Anchor, find_anchors, lay_band
from corpora.alignment.confidence import calibrate, is_crossed, relate
from corpora.alignment.evidence import gather
from corpora.alignment.lattice import Lattice
from corpora.alignment.outline import find_outline
from corpora.alignment.partial.gaps import mark_partial
from corpora.alignment.sections import find_sections, open_kept
from corpora.alignment.sides import Side, read_sides
from corpora.alignment.weights import load_weights
from corpora.article import Article, Segment
from corpora.bitext import Bead, Bitext
from corpora.encoder import LANGUAGES, Encoder, load_encoder
from corpora.errors import NothingFound, WrongLanguage
from corpora.language import Tag, canonical
from corpora.lexicon import Lexicon
from corpora.segmentation import segment
from corpora.signature import sign

# Without an encoder so many sentences a side are searched in a band a quarter as wide; longer texts along an outline.
_SHORT = 200
# Cells on both sides of the outline, which is less sure than anchors are.
_ROUND_OUTLINE = 10


@overload
def align(
    source: Article, target: Article, *, encoder: Encoder | None = None, lexicon: Lexicon | None = None
) -> Bitext: ...


@overload
def align(
    source: Sequence[str | Segment],
    target: Sequence[str | Segment],
    *,
    source_language: str,
    target_language: str,
    encoder: Encoder | None = None,
    lexicon: Lexicon | None = None,
) -> Bitext: ...


def align(
    source: Article | Sequence[str | Segment],
    target: Article | Sequence[str | Segment],
    *,
    source_language: str = "",
    target_language: str = "",
    encoder: Encoder | None = None,
    lexicon: Lexicon | None = None,
) -> Bitext:
    """The sentences of two versions of a story, side by side.

    Beads cover every sentence once, in order: up to five sentences a side, dropped and added ones alone.
    Each has the probability that exactly it is right, says whether its sentences stand in another order
    on either side, and names what one side may lack (`Bead.gaps`, `Bead.partial`).

    Args:
        source, target: articles, or sequences of sentences or segments with their languages named.
        encoder: the embedded one where none is given; a language that it does not know is aligned by
            length, numbers and names, and the signature says so.
        lexicon: string pairs that mean the same, such as a glossary gives.

    Raises:
        NothingFound: a side has no sentence.
        WrongLanguage: both articles are in one language.

    >>> bitext = align(["园区今年3月开园。", "50家企业入驻。"], ["The park, which opened in March, drew 50 firms."],
    ...                source_language="zh", target_language="en")
    >>> [str(bead) for bead in bitext.beads]
    ['[0, 1]:[0]']
    """
    if isinstance(source, Article) and isinstance(target, Article):
        if canonical(source.language) == canonical(target.language):
            raise WrongLanguage(
                f"both articles are in {source.language}", "Give a story and its version", file=target.name or None
            )
        sides = [[part for part in segment(article) if part.kind != "metadata"] for article in (source, target)]
        languages = source.language, target.language
        articles: tuple[Article | None, Article | None] = source, target
    else:
        sides = [
            [text if isinstance(text, Segment) else Segment(str(text)) for text in texts]  # type: ignore[union-attr]
            for texts in (source, target)
        ]
        languages, articles = (canonical(source_language), canonical(target_language)), (None, None)
    for side, article in zip(sides, articles):
        if not side:
            raise NothingFound(
                "there is no sentence to align", "Give a story with text", file=article.name if article else None
            )
    known = _knows(encoder, languages)
    model = (encoder or load_encoder()) if known else None
    if model:
        beads, related = _encoded_beads(sides[0], sides[1], languages, model, lexicon)
    else:
        beads, related = _beads(sides[0], sides[1], languages, None, lexicon)
    signature = sign(
        "align",
        lang="-".join(languages),
        by=model.name if model else "length+numbers+names",
        weights=load_weights("encoder" if model else "plain").signature.split("|v:")[0].replace("|", ","),
        lexicon=len(lexicon.pairs) if lexicon else None,
    )
    return Bitext(*languages, tuple(sides[0]), tuple(sides[1]), beads, *articles, signature, related)


def _knows(encoder: Encoder | None, languages: tuple[str, str]) -> bool:
    known = encoder.languages if encoder else LANGUAGES
    return all(Tag.parse(tag).language in known for tag in languages)


def _encoded_beads(
    source: Sequence[Segment],
    target: Sequence[Segment],
    languages: tuple[str, str],
    encoder: Encoder,
    lexicon: Lexicon | None,
) -> tuple[tuple[Bead, ...], float | None]:
    """The beads of all sections, in order, and how much of the texts says the same."""
    beads: list[Bead] = []
    related = 0.0
    with open_kept(encoder, sentences=max(len(source), len(target))) as kept:
        for ours, theirs in find_sections(source, target, languages=languages, encoder=kept):
            parts = source[ours.start : ours.stop], target[theirs.start : theirs.stop]
            own, share = _beads(*parts, languages, kept, lexicon)
            beads += [_moved(bead, ours.start, theirs.start) for bead in own]
            related += (share or 0.0) * (len(ours) + len(theirs)) / (len(source) + len(target))
    return tuple(beads), round(related, 4)


def _beads(
    source: Sequence[Segment],
    target: Sequence[Segment],
    languages: tuple[str, str],
    encoder: Encoder | None,
    lexicon: Lexicon | None,
) -> tuple[tuple[Bead, ...], float | None]:
    ours, theirs = read_sides(source, target, languages=languages, encoder=encoder, lexicon=lexicon)
    anchors, lattice = find_band(ours, theirs)
    weights = load_weights("encoder" if encoder else "plain")
    scored = weights.score(lattice, gather(lattice, ours, theirs, ratio=estimate_ratio(ours, theirs, anchors)))
    chances, _ = scored.marginals()
    beads, cosines = [], []
    for i, j, (n, m) in scored.best():
        cell = int(lattice.offsets[i] + j - lattice.lows[i])
        chance = calibrate(float(chances[n, m][cell]), weights, encoded=encoder is not None)
        paired = bool(encoder and n and m)
        crossed = paired and is_crossed(ours.vectors[0][i : i + n] @ theirs.vectors[0][j : j + m].T)
        beads.append(Bead(tuple(range(i, i + n)), tuple(range(j, j + m)), chance, crossed=crossed))
        cosines.append(float(ours.vectors[n - 1][i] @ theirs.vectors[m - 1][j]) if paired else 0.0)
    related = relate(beads, cosines, ours.lengths.tolist(), theirs.lengths.tolist()) if encoder else None
    texts = [part.text for part in source], [part.text for part in target]
    return mark_partial(beads, ours, theirs, texts=texts, languages=languages, lexicon=lexicon), related


def _moved(bead: Bead, ours: int, theirs: int) -> Bead:
    """The bead in the ids of the whole texts."""
    return replace(bead, source=tuple(i + ours for i in bead.source), target=tuple(j + theirs for j in bead.target))


def find_band(source: Side, target: Side) -> tuple[list[Anchor], Lattice]:
    """The first pass: sentences that surely or, without an encoder, probably belong together, and a band along them."""
    if source.vectors and target.vectors:
        anchors = find_anchors(source.vectors[0], target.vectors[0])
        return anchors, lay_band(anchors, len(source), len(target))
    if max(len(source), len(target)) <= _SHORT:
        return [], lay_band([], len(source), len(target))
    anchors = find_outline(source, target)
    return anchors, lay_band(anchors, len(source), len(target), width=_ROUND_OUTLINE)


def estimate_ratio(source: Side, target: Side, anchors: Sequence[Anchor]) -> float:
    """The logarithm of target over source length that this pair's translator writes.

    Languages alone give a ratio of 1 (`Side.lengths` is in English characters); each anchor moves it,
    and four anchors count as much as that prior.
    """
    surplus = sum(math.log((target.lengths[j] + 8) / (source.lengths[i] + 8)) for i, j, _ in anchors)
    return float(max(-0.5, min(0.5, surplus / (len(anchors) + 4))))
