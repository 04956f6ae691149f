"""Our rules written as SRX 2.0, so that a CAT tool cuts as we do, and what SRX cannot say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from corpora.language import Tag
from corpora.segmentation.ruleset import LANGUAGES, load_rules
from corpora.segmentation.srx.portable import PortableRule, say_rules
from corpora.xml import escape, escape_attribute

# The set of rules for all languages without one of their own.
ANY = "any"
# Languages that are cut as another is.
_ALSO = {"zh": ("yue", "cmn")}
# What no rule of SRX can say.
UNSAID = (
    "a mark that closes one quotation and opens the next is told apart by its place with us, by its form in SRX",
    "a line break always ends a segment with us; a CAT tool cuts paragraphs by its own filter first",
)
_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<srx xmlns="http://www.lisa.org/srx20" version="2.0">
<!-- Each rule is named in a comment; `unsaid` tells what of it SRX cannot say. -->
<header segmentsubflows="yes" cascade="no">
<formathandle type="start" include="no"/>
<formathandle type="end" include="yes"/>
<formathandle type="isolated" include="yes"/>
</header>
<body>
<languagerules>
"""


@dataclass(frozen=True, slots=True)
class SrxReport:
    """What was written.

    Args:
        languages: primary tags, `any` for all others.
        rules: how many.
        unsaid: what SRX cannot say of our rules, a sentence each, with the rule's name.
    """

    languages: tuple[str, ...]
    rules: int
    unsaid: tuple[str, ...]


def write_srx(languages: Sequence[str], file: BinaryIO) -> SrxReport:
    """Our rules for some languages, and for all others together.

    A language has all its rules in one set, and no tag fits two maps: tools that heed `cascade` and
    those that do not cut alike. Abbreviations are spelt out.

    Args:
        languages: BCP-47 tags; those with rules of their own are always written.

    Raises:
        Invalid: one has not the form of a tag.
    """
    names = list(dict.fromkeys([*LANGUAGES, *map(_primary, languages), ANY]))
    unsaid: dict[str, None] = dict.fromkeys(UNSAID)
    count = 0
    file.write(_HEAD.encode())
    for line in UNSAID:
        file.write(f"<!-- unsaid: {_comment(line)} -->\n".encode())
    for name in names:
        file.write(f'<languagerule languagerulename="{escape_attribute(name)}">\n'.encode())
        for rule in say_rules(load_rules(name).rules):
            file.write(_element(rule).encode())
            count += 1
            if rule.unsaid:
                unsaid[f"{rule.name}: {rule.unsaid}"] = None
        file.write(b"</languagerule>\n")
    file.write(b"</languagerules>\n<maprules>\n")
    for pattern, name in _maps(names):
        map_ = (
            f'<languagemap languagepattern="{escape_attribute(pattern)}" languagerulename="{escape_attribute(name)}"/>'
        )
        file.write(f"{map_}\n".encode())
    file.write(b"</maprules>\n</body>\n</srx>\n")
    return SrxReport(tuple(names), count, tuple(unsaid))


def _primary(language: str) -> str:
    name = Tag.parse(language).language
    return next((known for known, others in _ALSO.items() if name in others), name)


def _maps(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Patterns for tags in any case, with either mark between their parts."""
    known = {name: (name, *_ALSO.get(name, ())) for name in names if name != ANY}
    for name, tags in known.items():
        yield f"{_either(tags)}(?:[-_].*)?", name
    every = [tag for tags in known.values() for tag in tags]
    yield f"(?!{_either(every)}(?:[-_]|$)).*", ANY


def _either(tags: Sequence[str]) -> str:
    cased = ["".join(f"[{letter.upper()}{letter}]" for letter in tag) for tag in tags]
    return cased[0] if len(cased) == 1 else f"(?:{'|'.join(cased)})"


def _element(rule: PortableRule) -> str:
    unsaid = f"; unsaid: {rule.unsaid}" if rule.unsaid else ""
    return (
        f"<!-- {_comment(rule.name + unsaid)} -->\n"
        f'<rule break="{"yes" if rule.breaks else "no"}">\n'
        f"<beforebreak>{escape(rule.before)}</beforebreak>\n"
        f"<afterbreak>{escape(rule.after)}</afterbreak>\n"
        "</rule>\n"
    )


def _comment(text: str) -> str:
    return text.replace("--", "- -")
