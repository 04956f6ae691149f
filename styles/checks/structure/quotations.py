"""What is quoted on one side and told in other words on the other; questions that became statements."""

import re
from collections.abc import Iterator, Sequence

from corpora.bitext import Bitext, SegmentPair
from corpora.language import Tag
from corpora.text import Span
from styles.quotes import find_marks
from tm.finding import Finding

# A quotation of so many characters, or words, is what someone said, and no term.
_FEWEST_CHARACTERS = 8
_FEWEST_WORDS = 5
_CHARACTERS_A_WORD = 1.6
_QUOTED_HAN = re.compile("“[^”]*(?:”|$)|「[^」]*(?:」|$)")
_QUOTED = re.compile("[“\"][^”\"]*(?:[”\"]|$)|‘[^’]*(?:’(?!\\w)|$)|(?<!\\w)'[^']*(?:'(?!\\w)|$)")
_SPEECH = re.compile('[“「『"]([^“”「」『』"]+[。！？，…!?,.])[”」』"]')
_VERBS = "said|says|told|added|adds|asked|noted|explained|recalled|stressed|announced|replied|wrote|argued"
_TOLD = re.compile(
    r"(?:“[^“”]+[,.!?…]”|\"[^\"]+[,.!?…]\")(?=\s*(?:[^\W\d_]|$|[-–—]))"
    rf"|(?:{_VERBS})[:,]? (?:“[^“”]+”|\"[^\"]+\")"
)
_SAYS = re.compile(rf"\b(?:{_VERBS})\b")
_HAN_SAYS = re.compile(
    "说|表示|介绍|告诉|认为|坦言|透露|指出|回忆|强调|称|道|问|答|笑|感叹|解释|補充|补充|說|稱|介紹|告訴|認為"
)
# Anything that may mark speech.
_ANY_MARK = re.compile("[“”„«»\"「」『』‘《》]|(?<!\\w)'(?=\\w)|[:：]")
_MARK = re.compile("[“”„«»\"「」『』‘]|(?<!\\w)'(?=\\w)|''|``|&quot;")
_ASKS = re.compile(
    "吗|呢|怎么|怎样|如何|为什么|为何|什么|哪|谁|是否|几|多少|何|能否|会不会|是不是|能不能|难道|还是|吧|嗎|怎麼|為什麼|甚麼|什麼|誰|幾|請問|请问"
)
_ASKED = re.compile("[问問](?![:：])|想知道|是否")
_WONDERS = re.compile(r"\b(?:ask|wonder|whether|if|question|inquir|enquir|want(?:s|ed)? to know)", re.IGNORECASE)
_QUESTION_ENDS = re.compile('[？?][”」』"’]?$')


def find_quotations(bitext: Bitext, pairs: Sequence[SegmentPair]) -> Iterator[Finding]:
    """`structure.quotation` for speech that is quoted on one side alone, from Chinese to a language with spaces.

    The sentences beside are looked at too: a translator may move or join quotations.
    """
    if Tag.parse(bitext.source_language).language != "zh" or Tag.parse(bitext.target_language).language != "en":
        return
    within = _within(pairs)
    for pair in pairs:
        if not pair.source or not pair.target or pair.bead.partial:
            continue
        near = pairs[max(0, pair.number - 1) : pair.number + 2]
        speech = next((one for one in _SPEECH.finditer(pair.source) if _is_speech(one, pair.source)), None)
        moved = any(_takes_more(one) for one in near if one is not pair)
        if speech and not moved and pair.number not in within and not _MARK.search(pair.target):
            message = "The source quotes what was said, and the version tells it."
            yield Finding("structure.quotation", "suggestion", message, pair.number, Span(*speech.span()))
        told = next((one for one in _TOLD.finditer(pair.target) if _is_told(one, pair.target)), None)
        if told and not any(_ANY_MARK.search(one.source) for one in near):
            message = "The version quotes what the source tells in its own words."
            start = told.start() + re.search('[“"]', told[0]).start()  # type: ignore[union-attr]
            yield Finding("structure.quotation", "warning", message, pair.number, target_span=Span(start, told.end()))


def _quoted(pair: SegmentPair) -> tuple[float, float]:
    """How many words are quoted on either side."""
    source = sum(len(match[0]) for match in _QUOTED_HAN.finditer(pair.source)) / _CHARACTERS_A_WORD
    return source, sum(len(match[0].split()) for match in _QUOTED.finditer(pair.target))


def _takes_more(pair: SegmentPair) -> bool:
    """Whether a target quotes so much more than its source that it may have another sentence's quotation too."""
    source, target = _quoted(pair)
    return target > 1.5 * source + 3


def _within(pairs: Sequence[SegmentPair]) -> set[int]:
    """The beads whose target stands amid a quotation that was opened before."""
    found: set[int] = set()
    opened = False
    for pair in pairs:
        if opened and pair.target:
            found.add(pair.number)
        for mark in find_marks(pair.target):
            opened = mark.opens
    return found


def _is_speech(match: re.Match[str], text: str) -> bool:
    said = sum("\u3400" <= character <= "\u9fff" for character in match[1])
    around = text[: match.start()] + text[match.end() :]
    spoken = text[: match.start()].endswith(("：", ":")) or _HAN_SAYS.search(around) is not None
    return said >= _FEWEST_CHARACTERS and spoken


def _is_told(match: re.Match[str], text: str) -> bool:
    around = text[: match.start()] + " " + text[match.end() :]
    says = _SAYS.search(around) or match[0][0] not in '“"'
    return len(match[0].split()) >= _FEWEST_WORDS and bool(says)


def find_questions(bitext: Bitext, pairs: Sequence[SegmentPair]) -> Iterator[Finding]:
    """`structure.question` where one side ends in a question that the other, with what stands beside it, never asks."""
    if Tag.parse(bitext.source_language).language != "zh":
        return
    for pair in pairs:
        if not pair.source or not pair.target or pair.bead.partial:
            continue
        near = pairs[max(0, pair.number - 1) : pair.number + 2]
        asked = _QUESTION_ENDS.search(pair.source.rstrip())
        told = _ASKED.search(pair.source) and _WONDERS.search(pair.target)
        if asked and not told and not any(re.search("[?？]", one.target) for one in near):
            at = Span(asked.start(), asked.start() + 1)
            yield Finding("structure.question", "suggestion", "The version does not ask this.", pair.number, at)
        asks = _QUESTION_ENDS.search(pair.target.rstrip())
        if asks and not _ASKS.search(pair.source) and not any(re.search("[?？]", one.source) for one in near):
            at = Span(asks.start(), asks.start() + 1)
            yield Finding("structure.question", "suggestion", "The source does not ask this.", pair.number, None, at)
