"""Forms of a concept that the glossary deprecates or forbids."""

import re
from collections.abc import Iterator

from corpora.bitext import SegmentPair
from styles.checks.terms.rendering import Rendering, by_place, near
from styles.spotting import Spotted, plural, singular
from tm.finding import Finding, Fix, Severity
from tm.glossary import Term


def find_unwelcome(rendering: Rendering, pair: SegmentPair) -> Iterator[Finding]:
    """`term.deprecated` and `term.forbidden`, each with the term to write; none where another concept may be meant."""
    for group in by_place(rendering.target[pair.number]):
        named = [spotted for spotted in group if near(rendering.named.get(spotted.concept, ()), pair.number)]
        # What the source names is meant, where it names any of them.
        meant = named or group
        if not any(spotted.usable for spotted in meant):
            yield _unwelcome(rendering, pair, meant[0])


def _unwelcome(rendering: Rendering, pair: SegmentPair, spotted: Spotted) -> Finding:
    term, concept = spotted.term, spotted.concept
    severity: Severity = "error" if term.status == "forbidden" else "warning"
    # The same words may name something else in a story that never names the concept, where there is one to ask.
    bitext = rendering.bitext
    told = bool(bitext.source) and bool(concept.in_language(bitext.source_language))
    if told and not rendering.named.get(concept):
        severity = "suggestion"
    preferred = concept.preferred(bitext.target_language)
    written = spotted.span.cut(pair.target)
    advice = f": write “{preferred.text}”" if preferred else ""
    return Finding(
        f"term.{term.status}",
        severity,
        f"“{written}” is {term.status} in the glossary{advice}.",
        pair.number,
        rendering.source_place(pair.number, concept),
        spotted.span,
        (Fix(spotted.span, in_place(preferred, spotted, pair.target)),) if preferred else (),
    )


def in_place(preferred: Term, spotted: Spotted, text: str) -> str:
    """The preferred term as it is to stand where another stood: number, article and capital kept."""
    inflected = {"plural": plural, "singular": singular}.get(spotted.form, str)
    term = inflected(preferred.text)
    before = text[: spotted.span.start]
    if term.lower().startswith("the ") and re.search(r"\bthe\s+$", before, re.I):
        term = term[4:].lstrip()
    starts = not before.strip() or re.search(r"[.!?:][\"”’')]*\s+[\"“‘(]*$", before)
    return term[:1].upper() + term[1:] if starts and spotted.span.cut(text)[:1].isupper() else term
