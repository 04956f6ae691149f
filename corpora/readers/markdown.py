"""Markdown with front matter -> Article. The door to markdown-it-py (CommonMark 0.31, with tables)."""

import re
from collections.abc import Sequence
from html import escape

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from corpora.article import Article
from corpora.files import decode
from corpora.readers.credits import is_caption, read_credit
from corpora.readers.front import read_front
from corpora.readers.html import parse_page
from corpora.readers.html.flow import flow
from corpora.readers.html.sites import find_site
from corpora.readers.inline import BOLD, ITALIC, LOWERED, RAISED, STRUCK, UNDERLINED, Mark, Piece, join_pieces
from corpora.readers.lines import Line, Role, spaced
from corpora.readers.story import compose
from corpora.readers.titles import with_title
from corpora.text import fold_key

_MARKS = {
    **dict.fromkeys(("strong", "b"), BOLD),
    **dict.fromkeys(("em", "i"), ITALIC),
    **dict.fromkeys(("s", "del"), STRUCK),
    **{"u": UNDERLINED, "sup": RAISED, "sub": LOWERED},
}
_CODE = Mark("<code>", "</code>")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_NOTE = re.compile(r"\[\^[^\]\s]+\]")
# What stands for a picture's description where nobody wrote one.
_NO_ALT = re.compile(
    r"(?i)(?:image|img|photo|picture|pic|图片?|照片|配图|插图)?[\s_\-()（）\d]*(?:\.\w{3,4})?|\S+\.(?:jpe?g|png|gif|webp|svg)"
)


def read_story(data: bytes, *, file: str, language: str | None, timezone: str) -> Article:
    """The story in the bytes of a Markdown file; code fences, comments and notes are left out.

    Raises:
        WrongFormat, WrongEncoding: the bytes are no text, or the front matter is broken.
        NothingFound: the text is no story.
    """
    text, _ = decode(data, file=file)
    front = read_front(text, file=file, timezone=timezone)
    lines = _titled(find_lines(front.body), front.title, timezone)
    return compose(lines, file=file, language=language, timezone=timezone, facts=front.facts)


def find_lines(text: str) -> tuple[Line, ...]:
    """The lines of a Markdown text, soft breaks joined as they are shown.

    >>> [(line.role, line.text) for line in find_lines("# 开园\\n\\n两江\\n新区\\n\\n- one\\n  line")]
    [('heading', '开园'), ('', '两江新区'), ('list_item', 'one line')]
    """
    walk = _Walk()
    walk.walk(_parser().parse(text))
    return tuple(walk.lines)


def _titled(lines: tuple[Line, ...], title: str, timezone: str) -> tuple[Line, ...]:
    """The lines with the front matter's title, where it has one, or the first heading as the title."""
    if not title or not lines:
        return with_title(lines, timezone=timezone)
    key = fold_key(title)
    at = next((index for index, line in enumerate(lines[:3]) if fold_key(line.text) == key), None)
    if at is not None:
        return with_title(lines, named=title, timezone=timezone)
    return (Line(title, role="title"), *lines)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    # A paragraph set in by four spaces is prose more often than code.
    parser.disable("code")
    parser.block.ruler.before("reference", "note", _note, {"alt": ["paragraph", "reference", "blockquote"]})
    parser.inline.ruler.before("link", "note_mark", _note_mark)
    return parser


def _note(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Passes over a footnote's text: `[^1]: …` and the lines set in below it."""
    start = state.bMarks[first] + state.tShift[first]
    match = _NOTE.match(state.src, start, state.eMarks[first])
    if match is None or state.src[match.end() : match.end() + 1] != ":":
        return False
    if not silent:
        line = first + 1
        while line < last:
            following = next((at for at in range(line, last) if not state.isEmpty(at)), last)
            if following == last or (following > line and state.sCount[following] < state.blkIndent + 2):
                break
            if following == line and _NOTE.match(state.src, state.bMarks[line] + state.tShift[line]):
                break
            line = following + 1
        state.line = line
    return True


def _note_mark(state: StateInline, silent: bool) -> bool:
    """Passes over the mark of a footnote: `[^1]`."""
    match = _NOTE.match(state.src, state.pos)
    if match is None:
        return False
    state.pos = match.end()
    return True


class _Walk:
    """One pass over the parser's tokens."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._role: Role = ""
        self._item = False
        self._pictured = False
        # The description of a picture, to be its caption if no other follows.
        self._described = ""

    def walk(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            if token.type == "heading_open":
                self._role = "heading"
            elif token.type == "heading_close":
                self._role = ""
            elif token.type == "list_item_open":
                self._item = True
            elif token.type == "list_item_close":
                self._item = False
            elif token.type == "inline":
                self._inline(token.children or [])
            elif token.type == "html_block":
                self._page(token.content)
        self._describe()

    def _page(self, source: str) -> None:
        """The lines of a piece of HTML between paragraphs."""
        root = parse_page(source)
        for shown in flow(root, find_site("")).lines if root is not None else ():
            self._emit(shown.line)

    def _inline(self, tokens: list[Token]) -> None:
        pieces: list[Piece] = []
        marks: list[Mark] = []
        for index, token in enumerate(tokens):
            if token.type in ("text", "text_special"):
                # A comment left out leaves the space on one side of it.
                doubled = token.content[:1] == " " and pieces and pieces[-1].text[-1:] == " "
                text = token.content.lstrip(" ") if doubled else token.content
                pieces.append(Piece(text, tuple(dict.fromkeys(marks))))
            elif token.type == "code_inline":
                pieces.append(Piece(token.content, tuple(dict.fromkeys((*marks, _CODE)))))
            elif token.type == "softbreak":
                self._soft(pieces, marks, tokens[index + 1 :])
            elif token.type == "hardbreak":
                self._hard(pieces, marks)
            elif token.type == "image":
                self._image(token, bool("".join(piece.text for piece in pieces).strip()))
            elif token.type == "html_inline":
                if token.content.lower().startswith("<br"):
                    self._hard(pieces, marks)
                else:
                    _turn(marks, token.content)
            elif token.nesting == 1:
                marks.append(_mark(token))
            elif token.nesting == -1 and marks:
                marks.pop()
        self._end(pieces)

    def _soft(self, pieces: list[Piece], marks: list[Mark], following: list[Token]) -> None:
        if not any(piece.text.strip() for piece in pieces):
            # A picture stands on a line of its own, and its caption on the next.
            pieces.clear()
            return
        left = "".join([piece.text for piece in pieces])
        right = next((token.content for token in following if token.content), "")
        pieces.append(Piece(" " if spaced(left, right) else "", tuple(dict.fromkeys(marks))))

    def _hard(self, pieces: list[Piece], marks: list[Mark]) -> None:
        if self._role == "heading":
            pieces.append(Piece(" ", tuple(dict.fromkeys(marks))))
        else:
            self._end(pieces)
            pieces.clear()

    def _image(self, token: Token, within: bool) -> None:
        if within:
            return
        self._describe()
        said = " ".join((str(token.attrs.get("title") or "") or token.content).split())
        self._described = "" if _NO_ALT.fullmatch(said) else said
        self._pictured = True

    def _end(self, pieces: list[Piece]) -> None:
        line = join_pieces(pieces, role=self._role or ("list_item" if self._item else ""))
        if line is not None:
            self._emit(line)
            self._item = False

    def _emit(self, line: Line) -> None:
        pictured, role = self._pictured or line.pictured, line.role
        if self._described and role in ("", "caption"):
            same = fold_key(self._described) == fold_key(line.text)
            if same or _captions(line):
                self._described, role = "", "caption"
        elif pictured and role == "" and _captions(line):
            role = "caption"
        if self._described:
            self._describe()
            pictured = False
        self.lines.append(Line(line.text, line.codes, role, line.bold, line.centred, pictured))
        self._pictured = False

    def _describe(self) -> None:
        if self._described:
            self.lines.append(Line(self._described, role="caption", pictured=True))
        self._described, self._pictured = "", False


def _captions(line: Line) -> bool:
    """Whether a line below a picture says by its form that it is the caption: a credit, a cue, all in italics."""
    whole = [code for code in line.codes if code.data in ("<i>", "<em>") and code.offset == 0]
    ends = [code for code in line.codes if code.data in ("</i>", "</em>") and code.offset == len(line.text)]
    return line.role == "caption" or bool(whole and ends) or is_caption(line.text) or bool(read_credit(line.text))


def _mark(token: Token) -> Mark:
    if token.type == "link_open":
        return Mark(f'<a href="{escape(str(token.attrs.get("href") or ""))}">', "</a>")
    return _MARKS.get(token.tag) or Mark(f"<{token.tag}>", f"</{token.tag}>")


def _turn(marks: list[Mark], tag: str) -> None:
    """Opens or closes the mark of an inline tag; what is no mark is passed over."""
    match = _TAG.match(tag)
    mark = _MARKS.get(match[2].lower()) if match else None
    if match is None or mark is None:
        return
    if not match[1]:
        marks.append(mark)
    elif mark in marks:
        marks.reverse()
        marks.remove(mark)
        marks.reverse()
