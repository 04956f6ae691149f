"""Sentences of a story looked up one by one and joined: a unit may hold two where the story has them apart."""

from collections.abc import Callable, Iterator, Sequence

from corpora.bitext import join
from tm.match import Match, Window

# A sentence that is known so well needs no neighbours.
_KNOWN = 100


def find_windows(
    texts: Sequence[str], ask: Callable[[str, str, str], list[Match]], *, language: str, size: int
) -> Iterator[Window]:
    """Windows of a story; see `tm.memory.Memory.find_story`.

    Args:
        texts: sentences in order.
        ask: what the memory has for a text, given those before and after it.
        language: of the sentences.
        size: of the widest windows.
    """
    around = ["", *texts, ""]
    alone = [tuple(ask(text, around[at], around[at + 2])) for at, text in enumerate(texts)]
    for start in range(len(texts)):
        yield Window(start, start + 1, alone[start])
        for end in range(start + 2, min(start + size, len(texts)) + 1):
            if all(found and found[0].score >= _KNOWN for found in alone[start:end]):
                continue
            joined = join(list(texts[start:end]), language=language)
            if found := ask(joined, around[start], around[end + 1]):
                yield Window(start, end, tuple(found))


def cover(windows: Sequence[Window], number: int) -> list[Window]:
    """The windows that give the most of a story, none overlapping, one after the other; narrow ones where it is equal.

    A window is worth the score of its best match for each of its sentences.

    Args:
        windows: as `find_windows` gives them: every single sentence is among them.
        number: how many sentences the story has.
    """
    best: list[tuple[int, list[Window]]] = [(0, [])]
    for end in range(1, number + 1):
        ending = sorted((window for window in windows if window.end == end), key=lambda window: -window.start)
        best.append(
            max(
                ((best[window.start][0] + _worth(window), [*best[window.start][1], window]) for window in ending),
                key=lambda one: one[0],
            )
        )
    return best[number][1]


def _worth(window: Window) -> int:
    return window.matches[0].score * (window.end - window.start) if window.matches else 0
