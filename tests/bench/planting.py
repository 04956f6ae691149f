"""Sound beads that lose something on one side: a clause, a number or a name that the other side keeps."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from itertools import pairwise
from pathlib import Path

from corpora.alignment.beads import parse_beads
from corpora.bitext import Bead, join
from corpora.files import read_text
from corpora.lexicon import Lexicon
from corpora.numerals import find_quantities
from corpora.pinyin import Romanised, is_pinyin
from corpora.text import Span
from tm.formats.termlist import load_glossary

KINDS = ("clause", "number", "name")
LANGUAGES = ("zh", "en")

_ENDS = (re.compile("[，；：。！？][”’」』）]*"), re.compile(r"[,;:.!?][”’\"')]*(?=\s|$)|\s[—–-]+(?=\s)"))
_ABBREVIATED = re.compile(r"\b(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec|No|Mr|Ms|a\.m|p\.m)\.$")
# The shortest clause, in characters.
_LEAST = (8, 28)
# A clause that says only who said it: to lose it is style.
_SAYING = (
    re.compile("(?:介绍|获悉|看到|了解到|认为|透露|显示|表示|说|问|写道|记得|回答|道)[，：。]?[”’]*$"),
    re.compile(r"\b(?:said|says|asked|wrote|told|according to)\b", re.I),
)
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_DATELINE = re.compile(r"^[A-Z]{4,}, [A-Z][a-z]+\.? \d+ (?:—|--) ")
# What stands between a Chinese number and what is counted, and goes with it.
_CLASSIFIER = re.compile(
    "[家个名人台辆项条座栋种部次件块颗把张户份架起所公套天年月日吨箱组届支位班门粒层岁度道段只声]?"
)
# A small number in words without a unit is as often said by a plural, a pair or not at all.
_SMALL = 3
# What the English versions add for their readers, and by-lines that the house writes anew: to lose it is no loss.
_GLOSSES = (
    "Liangjiang New Area Media Center", "两江新区融媒体中心", "the city's app for government services",
    "known as Sinosure", "its top flood response", "or at least 62 kph", "from 2022", "Sept. 28",
    "this article is written by", "Photo", "with photos by", "Reporting by", "Officials and business leaders at",
)  # fmt: skip
# Names of the stories that neither sound alike in both languages nor stand in the glossary.
_NAMES = (
    ("里奇", "Ricci"), ("孔蒂", "Conti"), ("贝里尼", "Bellini"), ("马里诺", "Marino"), ("危地马拉", "Guatemala"),
    ("费尔南多·里瓦斯", "Fernando Rivas"), ("万象", "Vientiane"), ("杜伊斯堡", "Duisburg"), ("都灵", "Turin"),
    ("意大利", "Italy"), ("米兰", "Milan"), ("泰国", "Thai"), ("德国", "Germany"), ("西班牙", "Spanish"),
    ("新加坡", "Singapore"), ("上海", "Shanghai"), ("追风450", "Zephyr 450"), ("渝快办", "Yukuaiban"),
    ("洋山港", "Yangshan Port"), ("中老铁路", "China-Laos Railway"), ("中欧班列", "China-Europe freight train"),
    ("长江", "Yangtze"), ("中国信保", "China Export & Credit Insurance Corporation"),
    ("重庆大学", "Chongqing University"), ("西南大学", "Southwest University"), ("阿尔科工作室", "Arco Studio"),
    ("都灵工业联盟", "Turin Industrial Union"), ("都灵理工大学", "Polytechnic University of Turin"),
    ("嘉川机车", "Jiachuan Motor"), ("云栈智航", "Cloudway Aviation"), ("湖光机器人公司", "Lakelight Robotics"),
    ("中南美洲", "Central and South America"), ("东南亚", "Southeast Asia"), ("欧洲", "Europe"),
    ("重庆轨道集团", "Chongqing Rail Transit Group"), ("劳动合同法", "Labor Contract Law"),
    ("区域全面经济伙伴关系协定", "Regional Comprehensive Economic Partnership"), ("长三角", "Yangtze River Delta"),
    ("粤港澳大湾区", "Guangdong-Hong Kong-Macao Greater Bay Area"),
)  # fmt: skip
_CAPITALS = re.compile(r"[A-Z][\w’'.&-]*[\w](?:(?: (?:of the|of|and|the|for|de|&))? [A-Z0-9][\w’'&-]*)*")
_TIMES = re.compile(
    r"^(?:The|A|An|In|On|At|From|By|When|January|February|March|April|May|June|July|August|September|October|November"
    r"|December|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b\.?\s*"
)


@dataclass(frozen=True, slots=True)
class Story:
    """A pair of texts with its gold beads.

    Args:
        known: pairs of names, besides those in pinyin.
    """

    name: str
    texts: tuple[list[str], list[str]]
    beads: list[Bead]
    known: tuple[tuple[str, str], ...] = ()

    def paired(self, *, partial: bool) -> list[Bead]:
        """Beads with two sides that both say all, or of which one says only part."""
        return [bead for bead in self.beads if not bead.null and bead.partial == partial]

    def texts_of(self, bead: Bead) -> tuple[list[str], list[str]]:
        """The sentences of a bead."""
        return [self.texts[0][i] for i in bead.source], [self.texts[1][j] for j in bead.target]


@dataclass(frozen=True, slots=True)
class Plant:
    """A bead that lost something.

    Args:
        story: its name.
        bead: as it was.
        kind, side: what was lost, and on which side.
        lost: the text.
        texts: what is left.
    """

    story: str
    bead: Bead
    kind: str
    side: int
    lost: str
    texts: tuple[list[str], list[str]]


def load_lexicon() -> Lexicon:
    """The glossary of the samples."""
    with as_file(files("corpora.samples") / "glossary.csv") as glossary:
        return load_glossary(glossary, languages=LANGUAGES).lexicon(*LANGUAGES)


def read_stories(folder: Path, known: Sequence[tuple[str, str]] = ()) -> list[Story]:
    """Every pair of a folder of NAME.zh, NAME.en and NAME.gold."""
    stories = []
    for gold in sorted(folder.glob("*.gold")):
        source, target = (read_text(gold.with_suffix(f".{tag}")).splitlines() for tag in LANGUAGES)
        written = parse_beads(read_text(gold), file=gold)
        beads = [Bead(one.source, one.target, partial="partial" in one.remark) for one in written]
        stories.append(Story(gold.stem, (source, target), beads, tuple(known)))
    return stories


def read_samples() -> list[Story]:
    """Our sample stories."""
    with as_file(files("corpora.samples") / "gold") as folder:
        return read_stories(folder, [*_NAMES, *load_lexicon().pairs])


def plant(story: Story) -> Iterator[Plant]:
    """Every plant that a story's sound beads allow."""
    people = _surnames(story)
    for bead in story.paired(partial=False):
        texts = story.texts_of(bead)
        for side, language in enumerate(LANGUAGES):
            whole, other = (join(texts[at], language=LANGUAGES[at]) for at in (side, 1 - side))
            for place, text in enumerate(texts[side]):
                for kind in KINDS:
                    for span in _places(kind, text, whole, other, side, story.known, people):
                        left = _lose(text, span, side)
                        kept = [*texts[side][:place], *([left] if len(left) >= 4 else []), *texts[side][place + 1 :]]
                        if _stands(kept, whole, span.cut(text), kind, language):
                            both = (kept, texts[1]) if side == 0 else (texts[0], kept)
                            yield Plant(story.name, bead, kind, side, span.cut(text), both)


def _places(
    kind: str, text: str, whole: str, other: str, side: int, known: Sequence[tuple[str, str]], people: dict[str, str]
) -> Iterator[Span]:
    """Where a sentence may lose something of a kind."""
    if kind == "clause":
        found = _clauses(text, side)
    elif kind == "number":
        found = _numbers(text, whole, side)
    else:
        found = _latin_names(text, other, known, people) if side else _chinese_names(text, other, known, people)
    head = match.end() if (match := _DATELINE.match(text)) else 0
    added = [Span(place, place + len(gloss)) for gloss in _GLOSSES if (place := text.find(gloss)) >= 0]
    for span in found:
        if span.start >= head and not any(span.overlaps(other) for other in added):
            yield span


def _clauses(text: str, side: int) -> Iterator[Span]:
    ends = [match.end() for match in _ENDS[side].finditer(text)]
    ends = [end for end in ends if end < len(text) and not (side and _ABBREVIATED.search(text[:end]))]
    for start, end in pairwise([0, *ends, len(text)]):
        start += len(text[start:end]) - len(text[start:end].lstrip())
        part = text[start:end]
        whole = (
            all(part.count(a) == part.count(b) for a, b in ("“”", "（）", "()", "《》")) and part.count('"') % 2 == 0
        )
        bracketed = _BRACKETED.fullmatch(part.strip(" .。，,")) is not None
        if len(part) >= _LEAST[side] and whole and not bracketed and not _SAYING[side].search(part):
            yield Span(start, end)


def _numbers(text: str, whole: str, side: int) -> Iterator[Span]:
    """Numbers that the text gives once, not in brackets."""
    brackets = [Span(*match.span()) for match in _BRACKETED.finditer(text)]
    values = [one.value for one in find_quantities(whole, language=LANGUAGES[side])]
    for one in find_quantities(text, language=LANGUAGES[side]):
        digits = any(map(str.isdecimal, one.text))
        small = not digits and one.value <= _SMALL and one.unit is None and one.kind in ("number", "ordinal")
        if one.weak or small or values.count(one.value) > 1 or any(one.span.overlaps(span) for span in brackets):
            continue
        end = one.span.end
        if side == 0 and (behind := _CLASSIFIER.match(text, end)):
            end = behind.end()
        yield Span(one.span.start, end)


def _latin_names(text: str, other: str, known: Sequence[tuple[str, str]], people: dict[str, str]) -> Iterator[Span]:
    """Names that the Chinese side has too."""
    for match in _CAPITALS.finditer(text):
        start = match.start()
        while head := _TIMES.match(text[start : match.end()]):
            start += head.end()
        name = re.sub(r"(?:['’]s|['’.])$", "", text[start : match.end()])
        words = name.split()
        if len(name) < 3 or (start == 0 and len(words) < 2):
            continue
        parts = [" ".join(words[a:b]) for a in range(len(words)) for b in range(a + 1, len(words) + 1)]
        told = any(latin[0].isupper() and latin.lower() in name.lower() and han in other for han, latin in known)
        told = told or bool(Romanised(filter(is_pinyin, parts)).find(other))
        told = told or (len(words) == 1 and people.get(name, "-") in other)
        end = start + len(name) + (2 if text[start + len(name) :][:2] in ("'s", "’s") else 0)
        rest = f"{text[:start]} {text[end:]}"
        again = any(re.search(rf"\b{re.escape(word)}\b", rest) for word in re.findall(r"[A-Z][\w’'-]{2,}", name))
        if told and not again:
            yield Span(start, end)


def _chinese_names(text: str, other: str, known: Sequence[tuple[str, str]], people: dict[str, str]) -> Iterator[Span]:
    """Names that the English side has too."""
    found = {
        Span(text.find(han), text.find(han) + len(han))
        for han, latin in known
        if han in text and latin[0].isupper() and latin.lower() in other.lower()
    }
    for match in _CAPITALS.finditer(other):
        words = re.sub(r"(?:['’]s|\.)$", "", match[0]).split()
        parts = [" ".join(part) for part in (words, words[-2:], words[-1:], words[:2], words[:1])]
        found |= set(Romanised(filter(is_pinyin, parts)).find(text).values())
    for surname, han in people.items():
        if han in text and surname in other:
            found.add(Span(text.find(han), text.find(han) + len(han)))
    for span in sorted(found):
        inside = any(span != larger and larger.start <= span.start and span.end <= larger.end for larger in found)
        if text.count(span.cut(text)) == 1 and not inside:
            yield span


def _surnames(story: Story) -> dict[str, str]:
    """Who is meant where the English gives a surname alone."""
    chinese, english = "\n".join(story.texts[0]), " ".join(story.texts[1])
    people: dict[str, str] = {}
    for match in re.finditer(r"\b([A-Z][a-z]+) [A-Z][a-z']+[a-z]*\b", english):
        if is_pinyin(match[0]):
            for span in Romanised([match[0]]).find(chinese).values():
                if span.end - span.start <= 3:
                    people[match[1]] = span.cut(chinese)
    return people


def _lose(text: str, span: Span, side: int) -> str:
    """The text without a span, its stops and spaces mended."""
    left = text[: span.start] + text[span.end :]
    if side == 0:
        left = re.sub("[，；：、]+(?=[，；：、。！？])", "", left)
        return re.sub("[，；：、]+([”’」』）]*)$", r"。\1", re.sub("^[，；：、。]+", "", left))
    left = re.sub(r"[,;:]+(?=[,;:.!?])", "", re.sub(r"\s+([,.;:!?%])", r"\1", left))
    left = re.sub(r"^[,;:.]\s*", "", re.sub(r"  +", " ", left).strip())
    return re.sub(r"[,;:]([”’\"']*)$", r".\1", left)


def _stands(kept: list[str], whole: str, lost: str, kind: str, language: str) -> bool:
    """Whether what is left is a text still, and what was lost is lost."""
    left = join(kept, language=language)
    if len(left) < max(6, len(whole) / 4):
        return False
    return kind != "name" or (lost[:2] if language == "zh" and len(lost) < 4 else lost) not in left
