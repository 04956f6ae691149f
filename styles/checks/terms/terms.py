"""The check of terms: what is looked for in each bead."""

from collections.abc import Iterator

from corpora.bitext import Bitext
from styles.checks.terms.missing import find_missing
from styles.checks.terms.rendering import Rendering
from styles.checks.terms.unwelcome import find_unwelcome
from tm.finding import Finding
from tm.glossary import Glossary


def check_terms(bitext: Bitext, *, glossary: Glossary) -> Iterator[Finding]:
    """`term.missing`, `term.deprecated` and `term.forbidden`, with their places on both sides.

    A concept whose source term stands in a bead is looked for in the target of that bead and of its
    neighbours. Any usable form will do, for a person one name of theirs once the whole name was used.
    Dropped and added sentences miss nothing.
    """
    if not bitext.beads:
        return
    rendering = Rendering(bitext, glossary)
    for pair in rendering.pairs:
        yield from find_unwelcome(rendering, pair)
        if pair.source.strip() and pair.target.strip():
            yield from find_missing(rendering, pair)
