"""Patterns as ICU and Java write them, said as the `regex` package reads them.

SRX 2.0 takes its patterns from ICU; the tools that write SRX use Java's or .NET's. What only another
engine knows (fuzzy matching, recursion, verbs) is refused: in ICU it would be a mistake.
"""

import re

# Letters that mean the same behind a backslash here and there.
_SHARED = frozenset("abBdDfnrstSwWXA123456789")
_CLASSES = {
    "h": r"\t\p{Zs}",
    "v": r"\n\x0b\f\r\x85\u2028\u2029",
    "e": r"\x1b",
}
_OUTSIDE = {
    "h": r"[\t\p{Zs}]",
    "H": r"[^\t\p{Zs}]",
    "v": r"[\n\x0b\f\r\x85\u2028\u2029]",
    "V": r"[^\n\x0b\f\r\x85\u2028\u2029]",
    "R": r"(?:\r\n|[\n\x0b\f\r\x85\u2028\u2029])",
    "e": r"\x1b",
    "z": r"\Z",
    "Z": r"(?=\n?\Z)",
}
_CODE = re.compile(r"x\{([0-9A-Fa-f]{1,6})\}|x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|0([0-7]{1,3})")
_LOW = re.compile(r"\\u([Dd][C-Fc-f][0-9A-Fa-f]{2})")
_PROPERTY = re.compile(r"([pP])(?:\{(\^?[\w &:=-]+)\}|([A-Z]))|(N)\{([A-Z0-9 -]+)\}")
_COUNT = re.compile(r"\{[0-9]+(?:,[0-9]*)?\}")
_GROUP = re.compile(r"\(\?(?::|>|=|!|<=|<!|<[A-Za-z]\w*>|#[^)]*\)|([A-Za-z]*(?:-[A-Za-z]+)?)([:)]))")
# Flags of Java and ICU, and whether the same letter says so here; the others hold here anyway.
_FLAGS = {"i": "i", "m": "m", "s": "s", "x": "x", "u": "", "U": "", "d": "", "w": "w"}


class Untranslatable(ValueError):
    """A pattern that is broken, or says what cannot be said here."""


def translate(pattern: str) -> str:
    r"""The pattern for `regex.compile` with the flag V1.

    Raises:
        Untranslatable: with the part that is not understood.

    >>> translate(r"\p{Lu}\h+\x{4e2d}[^\h\uD840\uDC00]")
    '\\p{Lu}[\\t\\p{Zs}]+\\U00004e2d[^\\t\\p{Zs}\\U00020000]'
    """
    said: list[str] = []
    at = depth = 0
    while at < len(pattern):
        character = pattern[at]
        if character == "\\":
            piece, at = _escape(pattern, at, inside=depth > 0)
        elif depth:
            piece, at = character, at + 1
            if character == "[":
                posix = re.compile(r"\[:\^?\w+:\]").match(pattern, at - 1)
                if posix:
                    piece, at = posix[0], posix.end()
                else:
                    depth += 1
                    piece, at = _opening(pattern, at - 1)
            elif character == "]":
                depth -= 1
        elif character == "[":
            depth = 1
            piece, at = _opening(pattern, at)
        elif character == "(":
            piece, at = _group(pattern, at)
        elif character == "{":
            count = _COUNT.match(pattern, at)
            if count is None:
                raise Untranslatable("`{` opens no number of times; write `\\{` for the mark itself")
            piece, at = count[0], count.end()
        else:
            piece, at = character, at + 1
        said.append(piece)
    return "".join(said)


def _opening(pattern: str, at: int) -> tuple[str, int]:
    """The start of a set: a bracket that stands first in it closes nothing."""
    end = at + 1 + (pattern[at + 1 : at + 2] == "^")
    if pattern[end : end + 1] == "]":
        return pattern[at:end] + r"\]", end + 1
    return pattern[at:end], end


def _group(pattern: str, at: int) -> tuple[str, int]:
    if pattern.startswith("(*", at):
        raise Untranslatable("`(*` is no group of ICU")
    if not pattern.startswith("(?", at):
        return "(", at + 1
    found = _GROUP.match(pattern, at)
    if found is None:
        raise Untranslatable(f"`{pattern[at : at + 4]}` is no group of ICU")
    if found[2] is None:
        return ("" if found[0].startswith("(?#") else found[0]), found.end()
    on, _, off = found[1].partition("-")
    unknown = sorted(set(on + off) - set(_FLAGS))
    if unknown:
        raise Untranslatable(f"the flag {unknown[0]!r} is not known")
    on, off = ("".join(_FLAGS[flag] for flag in flags) for flags in (on, off))
    if not on and not off:
        return ("(?:" if found[2] == ":" else ""), found.end()
    return f"(?{on}{'-' if off else ''}{off}{found[2]}", found.end()


def _escape(pattern: str, at: int, *, inside: bool) -> tuple[str, int]:
    """What a backslash and what follows it mean, and where they end."""
    letter = pattern[at + 1 : at + 2]
    if not letter:
        raise Untranslatable("it ends in a backslash")
    if letter == "Q":
        end = pattern.find(r"\E", at)
        end = len(pattern) if end < 0 else end
        return "".join(
            rf"\{mark}" if mark.isascii() and not mark.isalnum() else mark for mark in pattern[at + 2 : end]
        ), end + 2
    if code := _CODE.match(pattern, at + 1):
        return _code_point(pattern, code)
    if found := _PROPERTY.match(pattern, at + 1):
        if found[4]:
            return rf"\N{{{found[5]}}}", found.end()
        return rf"\{found[1]}{{{found[2] or found[3]}}}", found.end()
    if letter == "c" and pattern[at + 2 : at + 3].isascii() and at + 2 < len(pattern):
        return f"\\x{ord(pattern[at + 2].upper()) ^ 64:02x}", at + 3
    if named := re.compile(r"\\k<([A-Za-z]\w*)>").match(pattern, at):
        return f"(?P={named[1]})", named.end()
    table = _CLASSES if inside else _OUTSIDE
    if letter in table:
        return table[letter], at + 2
    if letter in _SHARED or not (letter.isascii() and letter.isalnum()):
        return pattern[at : at + 2], at + 2
    raise Untranslatable(f"`\\{letter}` is not known")


def _code_point(pattern: str, code: re.Match[str]) -> tuple[str, int]:
    value = int(code[5], 8) if code[5] else int(code[1] or code[2] or code[3] or code[4], 16)
    low = _LOW.match(pattern, code.end())
    if code[3] and 0xD800 <= value < 0xDC00 and low:
        return f"\\U{0x10000 + (value - 0xD800) * 0x400 + int(low[1], 16) - 0xDC00:08x}", low.end()
    if value > 0x10FFFF:
        raise Untranslatable(f"`\\{code[0]}` is no character")
    return f"\\U{value:08x}", code.end()
