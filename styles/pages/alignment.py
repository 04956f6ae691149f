"""The page on which an editor looks over an alignment: every bead with what held it, doubtful ones to be found."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from corpora.bitext import Bitext
from corpora.signature import version
from styles.pages.beads import rows_of_beads
from styles.pages.templates import load_template
from styles.pages.wording import direction, language_name

if TYPE_CHECKING:
    from corpora.alignment.reasons import Reason

# So many of the beads that want an eye are listed at the top.
_LISTED = 10
_GROUPS = ("eye", "null", "merger")
_TAGS = ("dropped", "added", "partial", "crossed", "doubtful", "confirmed")


def render_alignment(
    bitext: Bitext, reasons: "Iterable[tuple[Reason, ...]]" = (), *, doubtful: float, unrelated: float = 0.0
) -> str:
    """The page of an alignment, for editors.

    Args:
        reasons: the evidence for each bead, as `corpora.alignment.reasons.find_reasons` gives it; or none.
        doubtful: the confidence under which a bead wants an eye.
        unrelated: the relatedness under which the two may be no versions of each other.
    """
    rows = rows_of_beads(bitext, reasons, doubtful=doubtful)
    wanted = [row for row in rows if "eye" in row.groups]
    languages = {"source": bitext.source_language, "target": bitext.target_language}
    turned = len({direction(tag) for tag in languages.values()}) > 1 or direction(bitext.source_language) == "rtl"
    counts = {name: sum(name in row.groups for row in rows) for name in _GROUPS}
    titles = [article.title if article else "" for article in (bitext.source_article, bitext.target_article)]
    return load_template("alignment.html.j2").render(
        sides=("source", "target"),
        titles=dict(zip(languages, titles)),
        languages={
            side: {"tag": tag, "name": language_name(tag), "dir": direction(tag) if turned else ""}
            for side, tag in languages.items()
        },
        rows=rows,
        counts=counts,
        tags={tag: sum(tag in row.tags for row in rows) for tag in _TAGS},
        sentences=(len(bitext.source), len(bitext.target)),
        wanted=sorted(wanted, key=lambda row: row.confidence)[:_LISTED],
        first=wanted[0].index if wanted else None,
        doubtful=doubtful,
        related=bitext.relatedness,
        unrelated=bitext.relatedness is not None and bitext.relatedness < unrelated,
        signature=bitext.signature,
        version=version(),
    )
