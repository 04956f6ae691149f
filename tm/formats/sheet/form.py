"""What the writer and the reader share: columns, labels, and the text that a cell shows."""

from collections.abc import Iterable, Sequence
from hashlib import blake2b

from corpora.workbook import unescape
from corpora.xml import legal

BEADS, ABOUT = "beads", "about"
SOURCE_IDS, TARGET_IDS, SOURCE_TEXT, TARGET_TEXT = "source ids", "target ids", "source text", "target text"
CONFIDENCE, STATUS, MADE = "confidence", "status", "as made"
COLUMNS = (SOURCE_IDS, TARGET_IDS, SOURCE_TEXT, TARGET_TEXT, CONFIDENCE, STATUS, MADE)
LOOK, PARTIAL, CONFIRMED = "look", "partial", "ok"
SOURCE_DIGEST, TARGET_DIGEST = "source digest", "target digest"
SOURCE_NAME, TARGET_NAME = "source", "target"
SOURCE_COUNT, TARGET_COUNT = "source sentences", "target sentences"
SIDES = " | "
# A cell holds 32,767 characters, as UTF-16 counts them (Excel specifications and limits).
_LONGEST = 32_000
_CUT = "…"


def digest(texts: Sequence[str]) -> str:
    """What tells whether the sentences of a side are still those that were written."""
    return blake2b("\x00".join(texts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def cell_text(texts: Iterable[str], *, between: str = " ") -> str:
    """What a cell shows of some sentences: without characters that XML does not allow, cut where it is too long."""
    text = legal(between.join(texts))
    units = text.encode("utf-16-le")
    return text if len(units) <= 2 * _LONGEST else f"{units[: 2 * _LONGEST].decode('utf-16-le', 'ignore')}{_CUT}"


def shows(text: str, texts: Iterable[str]) -> bool:
    """Whether a cell's text is that of some sentences, cut or whole."""
    shown, whole = key(text), key("".join(texts))
    if len(text) > _LONGEST // 2 and text.endswith(_CUT) and whole.startswith(shown[: -len(_CUT)]):
        return True
    return shown == whole


def key(text: str) -> str:
    """A text for comparing: programs change white space, escapes, and what XML does not allow, nothing else."""
    while (plain := unescape(text)) != text:
        text = plain
    return "".join(legal(text).split())


def show_ids(ids: Sequence[int]) -> str:
    """Segment ids as a person reads them, from 1; nothing for none.

    >>> show_ids((2, 3)), show_ids(())
    ('3, 4', '')
    """
    return ", ".join(str(number + 1) for number in ids)
