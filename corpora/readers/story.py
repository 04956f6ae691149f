"""Lines and the facts of a page -> an Article."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from os import PathLike

from corpora.article import Article, Block, Origin
from corpora.errors import Invalid, NothingFound
from corpora.language import Tag, answers, canonical, detect
from corpora.readers.blocks import read_blocks
from corpora.readers.lines import Line
from corpora.readers.metadata import Metadata

# langdetect takes 1 ms for this much and 4 ms for seven times as much, and is as right.
_SAMPLE = 600
_TEXT = ("title", "heading", "paragraph", "list_item", "caption")
_REGIONS = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file says of its story outside the story's lines.

    Args:
        language: the tag that it declares, as it stood; a hint only.
        url: its own address.
        alternates: language tag and address of its versions.
        metadata: used where the lines do not say.
    """

    language: str = ""
    url: str = ""
    alternates: tuple[tuple[str, str], ...] = ()
    metadata: Metadata = field(default_factory=Metadata)


def compose(
    lines: Sequence[Line],
    *,
    file: str | PathLike[str],
    language: str | None,
    timezone: str,
    facts: Facts | None = None,
) -> Article:
    """The article that some lines make.

    Args:
        lines: in reading order, none empty.
        file: what the article is named by, and errors speak of.
        language: its tag; None where the text shall tell.
        timezone: of a time of day beside which no zone is named.

    Raises:
        NothingFound: the lines hold no story.
    """
    facts = facts or Facts()
    story = read_blocks(lines, timezone=timezone)
    if not any(block.kind in ("paragraph", "list_item") for block in story.blocks):
        raise nothing_found(story.blocks, file)
    found = story.metadata
    spare = facts.metadata
    # The one date of many a desk's page is that of its last change.
    dated = Metadata(published=found.updated)
    found = found.joined(Metadata(spare.source, spare.published, spare.updated)).joined(dated)
    # Data behind a page calls an editor whom the page calls its responsible editor.
    editors = {*found.names("editor"), *found.names("responsible_editor")}
    others = [
        (role, names)
        for role, names in spare.people
        if role not in found.roles and not (role.endswith("editor") and editors.issuperset(names))
    ]
    people = (*found.people, *others)
    origin = Origin(
        source=found.source,
        published=found.published,
        updated=found.updated,
        dateline=story.dateline,
        people=people,
        url=facts.url,
        alternates=facts.alternates,
    )
    tag = canonical(language) if language else find_language(story.blocks, declared=facts.language)
    return Article(language=tag, blocks=story.blocks, origin=origin, name=str(file))


def nothing_found(blocks: Sequence[Block], file: str | PathLike[str]) -> NothingFound:
    """The error for a file without a story, by what it holds in its place."""
    kinds = {block.kind for block in blocks}
    if not blocks:
        return NothingFound("the file holds no text", "Give a file with a story in it", file=file)
    if kinds <= {"title", "heading"}:
        return NothingFound("the file holds a title and no story", "Give the whole story", file=file)
    return NothingFound(
        "the file holds a line about a story (source, time, credits) and no story", "Give the whole story", file=file
    )


def find_language(blocks: Sequence[Block], *, declared: str = "") -> str:
    """The language of a story's text, as a tag.

    What the page declares decides only about the region: pages of a Chinese portal say `zh-CN`
    whatever they are in.

    >>> find_language([Block("paragraph", "两江新区今天开园。")], declared="en")
    'zh-CN'
    >>> find_language([Block("paragraph", "The park opened on Monday with fifty companies.")], declared="en-gb")
    'en-GB'
    """
    body = [block.text for block in blocks if block.kind in ("paragraph", "list_item")]
    others = [block.text for block in blocks if block.kind in _TEXT and block.kind not in ("paragraph", "list_item")]
    sample: list[str] = []
    room = _SAMPLE
    for text in (*body, *others):
        sample.append(text[:room])
        room -= len(text)
        if room <= 0:
            break
    found = detect("\n".join(sample))
    try:
        tag = canonical(declared) if declared and not Tag.parse(declared).rest else ""
    except Invalid:
        tag = ""
    if found is None:
        return tag or "und"
    if tag and answers(found, tag):
        return tag
    return _REGIONS.get(found, found)
