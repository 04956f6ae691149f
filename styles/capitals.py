"""Names as a language with capitals writes them, told from the words that have a capital for another reason."""

import re
from collections import Counter

NAME = re.compile(
    r"[A-Z][\w’'&-]*(?:\.(?=,? [A-Z]))?"
    r"(?:(?:,? (?=(?:Co|Ltd|Inc)\b)| (?:(?:of|for|and) (?:the )?)?)[A-Z0-9][\w’'&-]*)*"
)
WORD = re.compile(r"[^\W\d_][\w’'-]*")
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
_MONTHS = (
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sept sep oct nov dec"
)
_CALENDAR = frozenset(f"{_DAYS} {_MONTHS} am pm photo".split())


def bare_name(name: str, lower: Counter[str], upper: Counter[str]) -> str:
    """A name without the words before it that have their capital from the start of a sentence alone."""
    words = name.split(" ")
    while words:
        word = words[0].strip(".,").lower()
        if lower[word] < max(1, upper[word] * 0.5) and word not in _CALENDAR and word not in ("the", "a", "an"):
            break
        words.pop(0)
        while words and words[0] in ("of", "for", "and", "the"):
            words.pop(0)
    bare = " ".join(words)
    return re.sub(r"[’']s?$", "", bare)


def is_name(text: str) -> bool:
    """Whether a text can be a name: it holds letters, and is no day or month."""
    return sum(map(str.isalpha, text)) > 1 and text.lower().strip(".") not in _CALENDAR


def is_headline(text: str) -> bool:
    """Whether most words of a text begin with a capital, so that capitals say nothing."""
    if text.rstrip('"”’)').endswith((".", "!", "?")):
        return False
    words = WORD.findall(text)
    long = [word for word in words if len(word) > 3]
    return len(long) >= 4 and sum(word[0].isupper() for word in long) >= 0.75 * len(long)
