"""The check of terms: what is looked for in each bead."""

from collections.abc import Iterator

from corpora.bitext import Bitext
from styles.checks.terms.mentions import find_mentions
from styles.checks.terms.missing import find_missing
from styles.checks.terms.rendering import Rendering
from styles.checks.terms.unwelcome import find_unwelcome
from tm.finding import Finding
from tm.glossary import Glossary


def check_terms(bitext: Bitext, *, glossary: Glossary) -> Iterator[Finding]:
    """Findings on the terms of a pair, with their places on both sides.

    `term.missing`: a concept whose source term stands in a bead is looked for in the target of that bead
    and of its neighbours. Any usable form will do, for a person one of their names, for a common noun other
    words of its family. Dropped and added sentences miss nothing. `term.deprecated`, `term.forbidden`:
    forms that are not ours. `term.short-form`: a short form that the entry has not. Over the whole text,
    `term.first-mention`: a short form or a part of a name before the full one; `term.inconsistent`: another
    full form than before.

    Entries out of force on the story's day, and those whose context is not that of the story, are left aside.
    """
    if not bitext.beads:
        return
    rendering = Rendering(bitext, glossary)
    for pair in rendering.pairs:
        yield from find_unwelcome(rendering, pair)
        if pair.source.strip() and pair.target.strip():
            yield from find_missing(rendering, pair)
    yield from find_mentions(rendering)
