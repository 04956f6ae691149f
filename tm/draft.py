"""A version in the making: XLIFF's segments and states, and where each text came from. Values only."""

from dataclasses import dataclass
from typing import Literal, get_args

from corpora.article import Article, Segment
from corpora.bitext import join
from corpora.errors import Invalid
from corpora.language import canonical
from tm.finding import Finding

State = Literal["initial", "translated", "reviewed", "final", "omitted"]
STATES: tuple[str, ...] = get_args(State)
Source = Literal["none", "memory", "repaired", "engine", "person"]
SOURCES: tuple[str, ...] = get_args(Source)


@dataclass(frozen=True, slots=True)
class DraftBead:
    """One unit of work: source segments and the text that is to stand for them.

    Args:
        source: ids of source segments; empty for a sentence that the editor added.
        target: the text so far.
        origin: none, memory, repaired, engine or person.
        score: of the match that it came from, 0 to 101; None otherwise.
        state: initial, translated, reviewed, final (XLIFF 2.2, section 4.3.1.32), or omitted.
        reason: why it is omitted; required then.
        note: what a translator should know: the match's story, the terms to use.
        findings: what checks said of it.
    """

    source: tuple[int, ...]
    target: str = ""
    origin: Source = "none"
    score: int | None = None
    state: State = "initial"
    reason: str = ""
    note: str = ""
    findings: tuple[Finding, ...] = ()

    def __post_init__(self) -> None:
        if self.state not in STATES:
            raise Invalid(f"a draft bead in state {self.state!r}", f"States are {', '.join(STATES)}")
        if self.origin not in SOURCES:
            raise Invalid(f"a draft bead from {self.origin!r}", f"Origins are {', '.join(SOURCES)}")
        if self.state == "omitted" and not self.reason.strip():
            raise Invalid("a sentence omitted without a reason", "Say why it is left out")
        if self.state not in ("initial", "omitted") and not self.target.strip():
            raise Invalid(f"a draft bead that is {self.state} without text")


@dataclass(frozen=True, slots=True)
class Draft:
    """A version of a story in another language, bead by bead. Beads cover every source segment once, in order.

    Args:
        source_language, target_language: BCP-47 tags; made canonical.
        segments: of the source story.
        beads: in order.
        article: the source story, where there is one.
        signature: how it was made.
    """

    source_language: str
    target_language: str
    segments: tuple[Segment, ...]
    beads: tuple[DraftBead, ...]
    article: Article | None = None
    signature: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "source_language", canonical(self.source_language))
        object.__setattr__(self, "target_language", canonical(self.target_language))
        if [i for bead in self.beads for i in bead.source] != list(range(len(self.segments))):
            raise Invalid("the beads of a draft do not cover its segments once each and in order")

    def source_text(self, bead: DraftBead) -> str:
        """The source text of a bead, joined as its language writes it."""
        return join([self.segments[i].text for i in bead.source], language=self.source_language)
