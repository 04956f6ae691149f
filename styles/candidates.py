"""Names that the glossary has no entry for, mined from sentences side by side.

The side that writes capitals shows the names; of the other side the string is taken that stands where the name does
and hardly elsewhere (log-likelihood ratio, Dunning 1993). Pinyin and what a name ends in confirm the pair, and tell
where the string begins and ends.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from corpora.language import unspaced
from corpora.pinyin import Romanised, is_pinyin
from corpora.text import fold_key
from styles.capitals import NAME, WORD, bare_name, is_headline, is_name
from styles.endings import ENDINGS
from styles.spotting import Spotter
from tm.glossary import Glossary, Subject

# A string of the other side is at most so long, in characters or words.
_LONGEST = 14
# The least overlap (Dice) of a name and its string, where their sound does not agree.
_OVERLAP = 0.6
# Sentences longer than this are lists and tables.
_MOST_CHARACTERS = 600
_HAN_RUN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffffA-Za-z0-9·]+")
# Characters that no name begins or ends with.
_NOT_FIRST = "的了在于是和与及或从到向对由为将把被让给跟等又还并而但其该这那此因位至按据经当有各每"
_NOT_LAST = "的了在于是和与及或从向对由为将把被让给等也又还并而但其该这那此以因已正共约近超说称"


# Lake and Temple can be read as pinyin too, and are none.
_ENDING_WORDS = frozenset(word for ending in ENDINGS for word in ending.words)


class Sentence(NamedTuple):
    """A sentence beside its counterpart, and the story that they are from."""

    source: str
    target: str
    story: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name and what seems to be its counterpart.

    Args:
        type: what its ending says it names; empty where nothing does.
        count: sentences that hold both; `stories`: how many stories those are from.
        alone: sentences that hold the name without the counterpart.
        score: the higher the surer.
        association: log-likelihood ratio of the two standing together.
        evidence: what else speaks for the pair, each in a few words.
        example: a sentence with both.
    """

    source: str
    target: str
    type: Subject
    count: int
    stories: int
    alone: int
    score: float
    association: float
    evidence: tuple[str, ...]
    example: Sentence


def find_candidates(
    sentences: Iterable[Sentence],
    glossary: Glossary,
    *,
    source_language: str,
    target_language: str,
    minimum: int = 2,
) -> list[Candidate]:
    """The names without an entry, the surest first.

    Args:
        sentences: side by side.
        minimum: sentences that must hold both the name and its counterpart, at least.
    """
    if unspaced(target_language):
        if unspaced(source_language):
            return []
        turned = [Sentence(each.target, each.source, each.story) for each in sentences]
        found = find_candidates(
            turned, glossary, source_language=target_language, target_language=source_language, minimum=minimum
        )
        return [_turned(candidate) for candidate in found]
    held = [each for each in dict.fromkeys(sentences) if len(each.source) <= _MOST_CHARACTERS]
    return _Mine(held, glossary, source_language, target_language, minimum).candidates()


def _turned(candidate: Candidate) -> Candidate:
    example = Sentence(candidate.example.target, candidate.example.source, candidate.example.story)
    return replace(candidate, source=candidate.target, target=candidate.source, example=example)


class _Mine:
    """Names of the target side with the sentences that they stand in, and what stands there on the source side."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        glossary: Glossary,
        source_language: str,
        target_language: str,
        minimum: int,
    ) -> None:
        self._sentences = sentences
        self._minimum = minimum
        self._unspaced = unspaced(source_language)
        self._known_sources = Spotter(glossary, source_language)
        self._known_targets = Spotter(glossary, target_language)
        self._entries = {
            fold_key(term.text) for concept in glossary.concepts for term in concept.in_language(source_language)
        }
        self._names = self._find_names()
        # Sentences by two neighbouring characters of their source, to count a string without reading all of them.
        self._postings: dict[str, set[int]] = defaultdict(set)
        for number, sentence in enumerate(sentences):
            for at in range(len(sentence.source) - 1):
                self._postings[sentence.source[at : at + 2]].add(number)

    def candidates(self) -> list[Candidate]:
        """All that is found, the best for each string of the source."""
        best: dict[str, Candidate] = {}
        for name, places in self._names.items():
            if len(places) < self._minimum:
                continue
            found = self._counterpart(name, sorted(places))
            if found and (found.source not in best or best[found.source].score < found.score):
                best[found.source] = found
        return sorted(best.values(), key=lambda each: (-each.score, each.source))

    def _find_names(self) -> dict[str, set[int]]:
        lower: Counter[str] = Counter()
        upper: Counter[str] = Counter()
        for sentence in self._sentences:
            for match in WORD.finditer(sentence.target):
                (lower if match[0][0].islower() else upper)[match[0].lower()] += 1
        names: dict[str, set[int]] = defaultdict(set)
        within: set[str] = set()
        for number, sentence in enumerate(self._sentences):
            if is_headline(sentence.target):
                continue
            spans = [spotted.span for spotted in self._known_targets.spot(sentence.target)]
            for match in NAME.finditer(sentence.target):
                if any(span.start <= match.start() and match.end() <= span.end for span in spans):
                    continue
                name = bare_name(match[0], lower, upper)
                if is_name(name) and not any(span.cut(sentence.target) == name for span in spans):
                    names[name].add(number)
                    if sentence.target[: match.start()].rstrip(' “"‘(')[-1:] not in ("", ".", "!", "?", ":"):
                        within.add(name)
        # A word that has its capital at the start of sentences alone is none; nor is a surname said again.
        surnames = {name.split(" ")[0] for name in names if " " in name and is_pinyin(name)}
        return {
            name: places
            for name, places in names.items()
            if " " in name or (name in within and (name not in surnames or is_pinyin(name)))
        }

    def _counterpart(self, name: str, places: list[int]) -> Candidate | None:
        counts: Counter[str] = Counter()
        for number in places:
            counts.update(set(self._strings(self._sentences[number].source, name)))
        frequent = [(text, count) for text, count in counts.items() if count >= max(self._minimum, len(places) * 0.4)]
        measured = []
        for text, count in sorted(frequent, key=lambda each: (-each[1], -len(each[0])))[:60]:
            everywhere = self._count(text)
            ratio = likelihood_ratio(count, len(places), everywhere, len(self._sentences))
            overlap = 2 * count / (len(places) + everywhere)
            measured.append((text, count, ratio, overlap, *self._evidence(text, name)))
        sound = [each for each in measured if each[3] >= _OVERLAP or (each[3] >= 0.3 and each[6])]
        if not sound:
            return None
        # The surest; of strings that are as sure, as parts of one another are, the longest.
        text, count, ratio, _, evidence, type_, heard = max(
            sound, key=lambda each: (round(each[2] * each[3] * (1 + 0.5 * len(each[4])), 1), len(each[0]))
        )
        if fold_key(text) in self._entries:
            return None
        together = [number for number in places if text in self._sentences[number].source]
        stories = len({self._sentences[number].story for number in together})
        return Candidate(
            text, name, type_ or ("person" if heard == name and _is_person(text, name) else ""), count, stories,
            len(places) - count, round(ratio * (1 + 0.5 * len(evidence)), 1), round(ratio, 1), evidence,
            min((self._sentences[number] for number in together), key=lambda each: len(each.source)),
        )  # fmt: skip

    def _strings(self, text: str, name: str) -> Iterator[str]:
        """What may be the counterpart of a name in the source text."""
        if not self._unspaced:
            # A name may begin behind an article that has its capital from the start of the sentence.
            runs = (match[0].split(" ") for match in NAME.finditer(text))
            yield from (" ".join(words[first:]) for words in runs for first in range(len(words)))
            return
        known = [spotted.span for spotted in self._known_sources.spot(text)]
        for run in _HAN_RUN.finditer(text):
            for start in range(run.start(), run.end()):
                if text[start] in _NOT_FIRST or not _cuts(text, start):
                    continue
                for end in range(start + 2, min(start + _LONGEST, run.end()) + 1):
                    inside = any(span.start <= start and end <= span.end for span in known)
                    if text[end - 1] not in _NOT_LAST and _cuts(text, end) and not inside:
                        yield text[start:end]

    def _count(self, text: str) -> int:
        numbers = min((self._postings[text[at : at + 2]] for at in range(len(text) - 1)), key=len, default=set())
        return sum(text in self._sentences[number].source for number in numbers)

    def _evidence(self, text: str, name: str) -> tuple[tuple[str, ...], Subject, str]:
        """What speaks for a pair besides standing together; what it names; the part that sounds alike."""
        evidence = []
        type_: Subject = ""
        words = re.findall(r"[^\W\d_][\w’']*", name)
        ending = max(
            (each for each in ENDINGS if text.endswith(each.text)), key=lambda each: len(each.text), default=None
        )
        said = ending and next((word for word in words if word.lower() in ending.words), None)
        if ending and said and len(text) > len(ending.text):
            evidence.append(f"{ending.text} = {said}")
            type_ = ending.type
        heard = _sound(text, name, words, bool(said))
        if heard:
            evidence.append(f"sounds {heard}")
        return tuple(evidence), type_, heard


def _sound(text: str, name: str, words: list[str], ended: bool) -> str:
    """The part of a name that a string begins with by its sound; all of it where the name is nothing else."""
    if is_pinyin(name) and not any(word.lower() in _ENDING_WORDS for word in words):
        found = Romanised([name]).find(text)
        return name if any((span.start, span.end) == (0, len(text)) for span in found.values()) else ""
    spelt = [word for word in words if is_pinyin(word)]
    for word in spelt[:1]:
        found = Romanised([word]).find(text)
        if any(span.start == 0 and (ended or span.end < len(text)) for span in found.values()):
            return word
    return ""


def _is_person(text: str, name: str) -> bool:
    """Whether a name that is pinyin is written as that of a person: surname and given name apart."""
    return name.count(" ") == 1 and 2 <= len(text) <= 4


def _cuts(text: str, at: int) -> bool:
    """Whether a place cuts no Latin word or number in two."""
    if not 0 < at < len(text):
        return True
    return not (text[at - 1].isalnum() and text[at].isalnum() and text[at - 1] < "\u2e80" and text[at] < "\u2e80")


def likelihood_ratio(both: int, first: int, second: int, total: int) -> float:
    """How surely two things that are found together belong together (Dunning 1993, G²); 0 where they avoid each other.

    Args:
        both: places of both; `first`, `second`: of either; `total`: all places.

    >>> round(likelihood_ratio(5, 5, 5, 100), 1), likelihood_ratio(1, 10, 10, 100)
    (39.7, 0.0)
    """
    table = ((both, first - both), (second - both, total - first - second + both))
    rows = [sum(row) for row in table]
    columns = [table[0][i] + table[1][i] for i in range(2)]
    if not total or both * total <= first * second:
        return 0.0
    cells = ((table[i][j], rows[i] * columns[j] / total) for i in range(2) for j in range(2))
    return 2 * sum(seen * math.log(seen / expected) for seen, expected in cells if seen > 0 and expected > 0)
