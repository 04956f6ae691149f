"""What the rows of a glossary say against each other."""

from corpora.errors import Invalid
from corpora.language import unspaced
from corpora.text import fold_key
from tm.glossary import USABLE, Concept, Term

Key = tuple[str, str, str, str, str]


class Conflicts:
    """What earlier rows said, for the next one to be held against.

    Args:
        language: of the source: the first column's.
    """

    def __init__(self, language: str) -> None:
        self._language = language
        self._named: dict[Key, tuple[int, Concept]] = {}
        self._nameless: set[Concept] = set()
        # A form that is not to be written, and what is to be written for it on which line.
        self._replaced: dict[tuple[str, str], list[tuple[str, int]]] = {}

    def admit(self, line: int, concept: Concept) -> bool:
        """Takes a row in; False where an earlier one says all the same.

        Raises:
            Invalid: an earlier row translates the name otherwise, or has it already, and neither type, context nor
                dates tell the two apart; or forms would be exchanged for each other in a circle.
        """
        keys = [self._key(term, concept) for term in concept.terms if self._names(term)]
        if not keys:
            if concept in self._nameless:
                return False
            self._nameless.add(concept)
        for key in keys:
            if key in self._named and not self._compare(concept, *self._named[key]):
                return False
        if any(term.status not in USABLE for term in concept.terms):
            self._follow(line, concept)
        for key in keys:
            self._named[key] = line, concept
        return True

    def _names(self, term: Term) -> bool:
        return term.language == self._language and term.status in ("preferred", "admitted")

    def _key(self, term: Term, concept: Concept) -> Key:
        return fold_key(term.text), concept.type, concept.context, concept.since, concept.until

    def _compare(self, concept: Concept, line: int, former: Concept) -> bool:
        """Whether a row says more than an earlier one with a name of its own; raises where it says otherwise."""
        if concept == former:
            return False
        earlier = {fold_key(term.text) for term in former.terms if self._names(term)}
        name = next(term.text for term in concept.terms if self._names(term) and fold_key(term.text) in earlier)
        for term in concept.terms:
            other = former.preferred(term.language)
            wanted = term.status == "preferred" and term.language != self._language
            if wanted and other and fold_key(other.text) != fold_key(term.text):
                raise Invalid(f"{name!r} is {term.text!r} here and {other.text!r} on line {line}")
        raise Invalid(f"{name!r} stands on line {line} already")

    def _follow(self, line: int, concept: Concept) -> None:
        """Keeps what is to be written for what, and refuses what leads in a circle."""
        for term in concept.terms:
            wanted = concept.preferred(term.language)
            if term.status in USABLE or wanted is None:
                continue
            if met := self._leads(term.language, wanted.text, term.text):
                cause = (
                    f"{wanted.text!r} is to be written for {term.text!r} here, and on line {met} the other way round"
                )
                raise Invalid(cause)
        for term in concept.terms:
            if term.status not in USABLE and (wanted := concept.preferred(term.language)):
                self._replaced.setdefault((term.language, term.text), []).append((wanted.text, line))

    def _leads(self, language: str, start: str, end: str) -> int | None:
        """The line by which one form comes to stand for another, over others or at once."""
        waiting, seen = [start], {start}
        while waiting:
            for text, line in self._replaced.get((language, waiting.pop()), ()):
                if text == end:
                    return line
                if text not in seen:
                    seen.add(text)
                    waiting.append(text)
        return None


def remarks(concept: Concept) -> list[str]:
    """What an editor may want to know of a row that can be used.

    >>> remarks(Concept((Term("zh", "渝"), Term("en", "Chongqing"))))
    ["'渝' is one character, and is found inside other words too"]
    """
    return [
        f"{term.text!r} is one character, and is found inside other words too"
        if unspaced(term.language)
        else f"{term.text!r} is one letter"
        for term in concept.terms
        if len(term.text) == 1
    ]
