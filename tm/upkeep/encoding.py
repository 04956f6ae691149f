"""Text that was once read in a wrong encoding, told by bytes that make sense in the right one."""

import re

# What is left of text when its bytes were taken for GBK after a failed decoding, and of memory that was never filled.
_KNOWN = re.compile("锟斤拷|烫烫烫|屯屯屯|ï»¿")
# Control characters that no program writes into text; form feeds, vertical tabs and Word's hyphens are left alone.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1d\x7f-\x84\x86-\x9f]")
_NO_ASCII = re.compile(r"[^\x00-\x7f]+")
_QUESTIONS = re.compile(r"\?{3,}")
_ASKED = re.compile("[?？؟;]")
# Windows-1252 leaves five bytes without a character; programs pass them through.
_WINDOWS = {bytes([byte]).decode("cp1252", "ignore") or chr(byte): byte for byte in range(0x80, 0x100)}
# One is enough where it makes a quotation mark, a dash or an accented letter, unless its second half may be a mark that
# follows a letter (AMANHÃ”); of Han characters two, since an é may stand before two marks: “café”—.
_AS_UTF_8 = re.compile(
    rb"[\xc2\xc3][\x80-\x84\x86-\x90\x95\x98-\xaa\xac-\xba\xbc-\xbf]|\xe2[\x80-\x84][\x80-\xbf]|(?:[\xe3-\xe9][\x80-\xbf]{2}){2,}"
)
_HAN_RUN = 3
_AS_CHINESE = re.compile(rb"(?:[\xe3-\xe9\xef][\x80-\xbf]{2}){3,}")
_ACCENTED = re.compile("[\xa1-\xff]{6,}")


def find_garbled(text: str, other: str = "") -> str:
    """What is wrong with a text, as a clause; empty where nothing is.

    Args:
        other: its translation: question marks may stand for questions where it has some.

    >>> find_garbled("The park\\u00e2\\u20ac\\u2122s first year"), find_garbled("涓ゆ睙鏂板尯")
    ('â€™ where ’ was meant', '涓ゆ睙鏂板尯 where 两江新区 was meant')
    >>> find_garbled("the “café”—and after")
    ''
    """
    if "\ufffd" in text:
        return "U+FFFD, which stands for a character that was lost"
    if found := _KNOWN.search(text):
        return f"{found[0]}, which stands for characters that were lost"
    if found := _CONTROLS.search(text):
        return f"the control character U+{ord(found[0]):04X}"
    if (found := _QUESTIONS.search(text)) and not _ASKED.search(other):
        return f"{found[0]}, which stands for characters that were lost"
    for run in _NO_ASCII.findall(text):
        meant = _from_windows(run) or _from_gbk(run) or _from_latin(run)
        if meant:
            return f"{meant[0]} where {meant[1]} was meant"
    return ""


def _from_windows(run: str) -> tuple[str, str] | None:
    """Part of a run that was UTF-8 read as Windows-1252 or Latin-1, and what it was."""
    data = bytes(_WINDOWS.get(character, ord(character) if 0x80 <= ord(character) < 0x100 else 0) for character in run)
    if found := _AS_UTF_8.search(data):
        return run[found.start() : found.end()], found[0].decode("utf-8", "replace")
    return None


def _from_gbk(run: str) -> tuple[str, str] | None:
    """Part of a run that was UTF-8 read as GBK, and what it was; right Chinese never makes so much sense in UTF-8."""
    try:
        data = run.encode("gb18030")
    except UnicodeEncodeError:
        return None
    if found := _AS_CHINESE.search(data):
        return found[0].decode("gb18030", "ignore"), found[0].decode("utf-8", "replace")
    return None


def _from_latin(run: str) -> tuple[str, str] | None:
    """A run that was GBK read as Latin-1, and what it was; no language has so many accented letters in a row."""
    for letters in _ACCENTED.findall(run):
        meant = letters.encode("latin-1").decode("gb18030", "ignore")
        if _is_wide(meant):
            return letters, meant
    return None


def _is_wide(text: str) -> bool:
    """Whether a text is some Chinese characters and marks, and nothing else."""
    wide = sum("\u3000" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef" for character in text)
    return wide == len(text) >= _HAN_RUN
