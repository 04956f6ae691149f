"""What a person who looks over an alignment goes by: which beads want an eye, and what each is called."""

from corpora.bitext import Bead

# Under this confidence a bead wants an eye, where no other is named.
DOUBTFUL = 0.8


def find_doubts(bead: Bead, *, doubtful: float = DOUBTFUL) -> tuple[str, ...]:
    """Why a person should look at a bead, a word each: partial, crossed, doubtful; nothing where one did.

    Args:
        doubtful: the confidence under which a bead is that.

    >>> find_doubts(Bead((0, 1), (0, 1), 0.9, crossed=True)), find_doubts(Bead((0,), (0,), 0.5, confirmed=True))
    (('crossed',), ())
    """
    if bead.confirmed:
        return ()
    known = (("partial", bead.partial), ("crossed", bead.crossed), ("doubtful", bead.confidence < doubtful))
    return tuple(name for name, holds in known if holds)


def label_of(bead: Bead) -> str:
    """The segments of a bead as a person counts them, from 1.

    >>> label_of(Bead((2, 3), (4,))), label_of(Bead((2,), ()))
    ('3-4 = 5', '3 = -')
    """
    return f"{_numbers(bead.source)} = {_numbers(bead.target)}"


def _numbers(ids: tuple[int, ...]) -> str:
    if not ids:
        return "-"
    return str(ids[0] + 1) if len(ids) == 1 else f"{ids[0] + 1}-{ids[-1] + 1}"
