"""Structure: what a version keeps of its story beyond the words: parts, quotations, questions, length."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from corpora.bitext import Bitext
from styles.checks.structure.forms import find_forms
from styles.checks.structure.length import find_lengths, find_untranslated
from styles.checks.structure.parts import PARTS, find_credits, find_parts
from styles.checks.structure.quotations import find_questions, find_quotations
from styles.checks.structure.speakers import find_speakers
from styles.checks.structure.unclosed import find_unclosed
from tm.finding import Finding

# What is compared where nobody says otherwise. Paragraphs and list items are merged and cut by any good editor.
COMPARED = (
    "title", "heading", "caption", "credit", "unclosed", "quotation", "speaker", "question", "length", "untranslated",
)  # fmt: skip

# What may stand in options, for a house style that sets them.
CHOICES: Mapping[str, Iterable[str]] = {"compare": (*COMPARED, "paragraph", "list_item"), "slack": PARTS}


def check_structure(
    bitext: Bitext,
    *,
    compare: Sequence[str] = COMPARED,
    slack: Mapping[str, int] | None = None,
    minimum: float = 0.35,
    maximum: float = 2.4,
    shortest: float = 8.0,
    credit: str = "",
    metadata: str = "",
) -> Iterator[Finding]:
    """`structure.NAME` for each name that is compared; `structure.credit-form` and `structure.metadata` by templates.

    Where there is no source, what needs none is looked at.

    Args:
        compare: names from `COMPARED`, and `paragraph`, `list_item`.
        slack: of parts (title, heading, caption, paragraph, list_item): how many may be missing or extra.
        minimum, maximum: of the target's length by the source's, in words; 1.6 Chinese characters count as a word.
        shortest: sources of fewer words are not measured.
        credit: how a photo credit is written, as in `(Photo/{name})`; empty for any way.
        metadata: how the metadata line is written, as in `Source: {source} Time: {time} Editor: {editor}`.
    """
    pairs = list(bitext.pairs())
    if "unclosed" in compare:
        yield from find_unclosed(bitext, pairs)
    if credit or metadata:
        yield from find_forms(bitext, pairs, credit=credit, metadata=metadata)
    if not bitext.source:
        return
    yield from find_parts(bitext, pairs, [part for part in PARTS if part in compare], slack or {})
    if "credit" in compare:
        yield from find_credits(bitext, pairs)
    if "quotation" in compare:
        yield from find_quotations(bitext, pairs)
    if "question" in compare:
        yield from find_questions(bitext, pairs)
    if "speaker" in compare:
        yield from find_speakers(bitext, pairs)
    if "length" in compare:
        yield from find_lengths(pairs, minimum=minimum, maximum=maximum, shortest=shortest)
    if "untranslated" in compare:
        yield from find_untranslated(bitext, pairs)
