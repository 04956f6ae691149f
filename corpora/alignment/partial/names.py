"""What a document calls its names, as its beads tell: Chinese on one side, Latin letters on the other."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpora.alignment.partial.spellings import FOREIGN, OPENING, PART, RUN, find_spellings, sound_alike
from corpora.lexicon import Lexicon, Strings
from corpora.pinyin import Romanised, is_pinyin, romanised_key
from corpora.text import Span, fold_key

# Two words of a foreign name sound like its Chinese parts: the least sum.
_LEAST = 1.3
# A word and characters belong together that stand in the same beads, this much (Dice 1945), in so many at least.
_TOGETHER, _TIMES = 0.8, 3
# Or in two, where they sound alike; what can be pinyin must.
_ALIKE = 0.7
# A word of more beads than this is looked at in the first of them only.
_ENOUGH = 40
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]{2,}")
_GRAMS = (2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Names:
    """Who and what is called how in a document, as beads say that have both spellings.

    Args:
        spellings: Chinese names and how they are spelt.
        surnames: the first word of a spelling of two, and the Chinese names it may stand for.
        foreign: a word of a name that is no pinyin, and the Chinese characters for it.
        common: how many beads have a Latin word with a capital.
        words: Chinese names and all the Latin words of their spellings.
    """

    spellings: dict[str, str] = field(default_factory=dict)
    surnames: dict[str, set[str]] = field(default_factory=dict)
    foreign: dict[str, str] = field(default_factory=dict)
    common: Counter[str] = field(default_factory=Counter)
    words: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def learn(cls, pairs: Iterable[tuple[str, str]]) -> "Names":
        """What beads tell, given as Chinese and Latin texts.

        >>> names = Names.learn([("张坤坤说，两江变了。", "Liangjiang has changed, said Zhang Kunkun.")])
        >>> names.spellings, names.surnames
        ({'张坤坤': 'Zhang Kunkun', '两江': 'Liangjiang'}, {'Zhang': {'张坤坤'}})
        """
        names = cls()
        held = list(pairs)
        for chinese, latin in held:
            names.common.update(set(PART.findall(latin)))
            spelt = {romanised_key(name): name for _, name in find_spellings(latin)}
            found = Romanised(spelt.values()).find(chinese)
            for key, span in found.items():
                if not any(_inside(span, other) for other in found.values()):
                    names._enter(span.cut(chinese), spelt[key])
            for match in FOREIGN.finditer(chinese):
                names._enter_foreign(match[0].split("·"), latin)
        for word, characters in associate(held).items():
            if word not in names.surnames:
                names.foreign[word] = characters
        names.words.update((name, set(spelling.split())) for name, spelling in names.spellings.items())
        for word, characters in names.foreign.items():
            names.words.setdefault(characters, set()).add(word)
        return names

    def _enter(self, chinese: str, spelling: str) -> None:
        self.spellings.setdefault(chinese, spelling)
        words = spelling.split()
        if len(words) == 2 and len(chinese) <= 4:
            self.surnames.setdefault(words[0], set()).add(chinese)

    def _enter_foreign(self, parts: list[str], latin: str) -> None:
        """Takes the two words of the Latin text that sound like the first and the last part."""
        best = (_LEAST, "", "", "", "")
        givens = [parts[0][at:] for at in range(len(parts[0]))]
        families = [parts[-1][: at + 1] for at in range(len(parts[-1]))]
        for run in RUN.finditer(latin):
            for given, family in pairwise(PART.findall(run[0])):
                first, own = max((sound_alike(given, characters), characters) for characters in givens)
                last, other = max((sound_alike(family, characters), characters) for characters in families)
                best = max(best, (first + last, given, own, family, other))
        if best[1]:
            self.foreign.update({best[1]: best[2], best[3]: best[4]})


def associate(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Latin words with a capital, and the Chinese characters that stand in the same beads and hardly elsewhere.

    >>> pairs = [("里奇来到都灵。", "Ricci came to Turin."), ("里奇说。", "said Ricci."),
    ...          ("都灵很美。", "A fair city."), ("答案是里奇。", "It was Ricci.")]
    >>> associate(pairs)
    {'Ricci': '里奇'}
    """
    places: dict[str, list[int]] = defaultdict(list)
    for at, (_, latin) in enumerate(pairs):
        for word in set(filter(_is_telling, PART.findall(latin))):
            places[word].append(at)
    held = {word: own[:_ENOUGH] for word, own in places.items() if len(own) > 1}
    counts = {word: Counter(gram for at in own for gram in _grams(pairs[at][0])) for word, own in held.items()}
    likely = {
        word: {gram: count for gram, count in grams.items() if count > max(1, len(held[word]) / 2)}
        for word, grams in counts.items()
    }
    wanted = {gram for grams in likely.values() for gram in grams}
    spread = Counter(gram for chinese, _ in pairs for gram in _grams(chinese) if gram in wanted)
    found = {}
    for word, grams in likely.items():
        shares = [(2 * count / (len(held[word]) + spread[gram]), len(gram), gram) for gram, count in grams.items()]
        share, _, gram = max(shares, default=(0.0, 0, ""))
        often = len(held[word]) >= _TIMES and not is_pinyin(f"ma{word}")
        if share >= _TOGETHER and (often or sound_alike(word, gram) >= _ALIKE):
            found[word] = gram
    return found


def _is_telling(word: str) -> bool:
    """Whether a word may be a name, or of one."""
    return len(word) > 2 and not OPENING.fullmatch(word)


def _grams(text: str) -> set[str]:
    return {
        run[0][at : at + size] for run in _HAN.finditer(text) for size in _GRAMS for at in range(len(run[0]) - size + 1)
    }


class Terms:
    """The glossary's pairs, Chinese and Latin.

    Args:
        lexicon: the pairs.
        flipped: whether their Chinese strings are the targets.
    """

    def __init__(self, lexicon: Lexicon, *, flipped: bool = False) -> None:
        pairs = [(target, source) if flipped else (source, target) for source, target in lexicon.pairs]
        self._strings = tuple(Strings(dict.fromkeys(pair[side] for pair in pairs)) for side in (0, 1))
        self._others: tuple[dict[str, set[str]], dict[str, set[str]]] = ({}, {})
        for pair in pairs:
            for side in (0, 1):
                self._others[side].setdefault(fold_key(pair[side]), set()).add(fold_key(pair[1 - side]))
        # A Latin term may be the short form of a longer one: Seres for Seres Super Factory.
        longer = [(f" {fold_key(latin)} ", fold_key(chinese)) for chinese, latin in pairs]
        for short, others in self._others[1].items():
            for latin, chinese in longer:
                if f" {short} " in latin:
                    others.add(chinese)
                    self._others[0][chinese].add(short)

    def find(self, text: str, side: int) -> list[tuple[Span, set[str]]]:
        """Terms of a text, and the keys of what each is on the other side; `side` is 0 for Chinese."""
        spans = [hit.span for hit in self._strings[side].find(text)]
        return [(span, self._others[side][fold_key(span.cut(text))]) for span in spans]


def _inside(span: Span, other: Span) -> bool:
    return span != other and other.start <= span.start and span.end <= other.end
