"""Findings that an editor has looked at and lets stand: by a mark in the text, by a list, by a baseline.

Each is let stand for a reason. A mark is a comment, `<!-- duizhao-ignore RULE: reason -->` in HTML, Markdown and
XML, or a line of its own, `# duizhao-ignore RULE: reason`, in plain text, tables and PO; it covers the paragraph that
it stands in, from there on, or the next one. `duizhao-ignore-file` covers the whole file. A rule may be a
pattern (`number.*`), and several stand with commas between them.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from os import PathLike

from corpora.bitext import Bitext
from corpora.errors import Invalid, WrongFormat
from corpora.text import Span, fold_key
from styles.manuscript import MARK_LINE, Manuscript, Placed
from tm.finding import Finding

# Of the form of a baseline file.
_VERSION = 1
_ENTRY = ("rule", "reason", "file", "fingerprint")
_MARK = re.compile(rf"<!--\s*duizhao-ignore(-file)?(?!\w)(.*?)\s*-->|{MARK_LINE}", re.M | re.S)
_SAID = re.compile(r"\s+(?P<rules>[A-Za-z*?][\w.*?-]*(?:\s*,\s*[A-Za-z*?][\w.*?-]*)*)\s*:\s*(?P<reason>\S.*)", re.S)
_REMEDY = "Write `duizhao-ignore RULE: reason`"


@dataclass(frozen=True, slots=True)
class Ignore:
    """What is let stand, and why.

    Args:
        rule: name or pattern (`number.*`).
        reason: why; required.
        file: name or pattern of the files that it holds for; empty for all.
        text: what stands at the place, or is a part of its sentence on either side; empty for any.
        where: where it is written, for people.
        span: of the file's text that a mark covers; None for all.
        fingerprint: of the one finding that a baseline names; empty otherwise.
    """

    rule: str
    reason: str
    file: str = ""
    text: str = ""
    where: str = ""
    span: Span | None = None
    fingerprint: str = ""

    def __post_init__(self) -> None:
        if not self.rule.strip():
            raise Invalid("an exception without a rule", "Name the rule that it is an exception to")
        if not self.reason.strip():
            raise Invalid(f"an exception to {self.rule} without a reason", "Say why it may stand")

    def holds(self, file: str) -> bool:
        """Whether it is about a file: its pattern is that of the name, or of the end of its path."""
        if self.fingerprint:
            return self.file == file
        name = file.replace("\\", "/")
        return not self.file or fnmatchcase(name, self.file) or fnmatchcase(name, f"*/{self.file}")


@dataclass(frozen=True, slots=True)
class Ignored:
    """A finding that is let stand, and by what."""

    finding: Finding
    by: Ignore


@dataclass(frozen=True, slots=True)
class Sifted:
    """The findings that are left, those that are let stand, and the exceptions that held for the file and met none."""

    findings: tuple[Finding, ...]
    ignored: tuple[Ignored, ...]
    stale: tuple[Ignore, ...]


def sift(
    findings: Sequence[Finding],
    bitext: Bitext,
    ignores: Iterable[Ignore],
    *,
    file: str = "",
    placed: Placed | None = None,
) -> Sifted:
    """Parts findings from those that are let stand; the first exception that fits answers.

    Args:
        bitext: the pair they were found in.
        placed: the sentences in their file; without it marks for a paragraph cover nothing.
    """
    held = [ignore for ignore in ignores if ignore.holds(file)]
    prints = fingerprints(findings, bitext)
    texts = {pair.number: (pair.source, pair.target) for pair in bitext.pairs()}
    used: set[int] = set()
    kept: list[Finding] = []
    ignored: list[Ignored] = []
    for finding, fingerprint in zip(findings, prints):
        at = placed.span(finding.segment, finding.target_span) if placed else None
        sides = texts.get(finding.segment, ("", "")) if finding.segment is not None else ("", "")
        fitting = [i for i, ignore in enumerate(held) if _covers(ignore, finding, sides, fingerprint, at)]
        used.update(fitting)
        if fitting:
            ignored.append(Ignored(finding, held[fitting[0]]))
        else:
            kept.append(finding)
    stale = tuple(ignore for i, ignore in enumerate(held) if i not in used)
    return Sifted(tuple(kept), tuple(ignored), stale)


def _covers(ignore: Ignore, finding: Finding, sides: tuple[str, str], fingerprint: str, at: Span | None) -> bool:
    if ignore.fingerprint:
        return ignore.fingerprint == fingerprint
    if not fnmatchcase(finding.rule, ignore.rule):
        return False
    if ignore.span is not None and (at is None or not ignore.span.start <= at.start < ignore.span.end):
        return False
    wanted = fold_key(ignore.text)
    return any(wanted in fold_key(side) for side in sides) if wanted else True


def fingerprints(findings: Sequence[Finding], bitext: Bitext) -> list[str]:
    """What a finding is known by when its text has moved: its rule, its sentence, its place in that sentence.

    Case, width and punctuation are one. Of findings that are equal in all of that, the second and later differ by
    their number.
    """
    texts = {pair.number: (pair.source, pair.target) for pair in bitext.pairs()}
    seen: Counter[str] = Counter()
    made = []
    for finding in findings:
        source, target = texts.get(finding.segment, ("", "")) if finding.segment is not None else ("", "")
        # The source is part of it only where nothing is marked in the target.
        parts = [finding.rule, fold_key(target), _cut(finding.target_span, target), _cut(finding.source_span, source)]
        if finding.segment is None:
            parts.append(finding.message)
        key = "\x00".join(parts)
        made.append(hashlib.sha256(f"{key}\x00{seen[key]}".encode("utf-8", "surrogatepass")).hexdigest()[:20])
        seen[key] += 1
    return made


def _cut(span: Span | None, text: str) -> str:
    return "" if span is None else fold_key(span.cut(text))


def find_marks(manuscript: Manuscript, *, file: str | PathLike[str]) -> list[Ignore]:
    """The marks in a file's text.

    Raises:
        WrongFormat: a mark names no rule or no reason; with its line.
    """
    marks: list[Ignore] = []
    for match in _MARK.finditer(manuscript.text):
        line = manuscript.region(Span(*match.span())).line
        said = _SAID.fullmatch(match[2] or match[4] or "")
        if said is None:
            raise WrongFormat("an exception without its rule or its reason", _REMEDY, file=file, line=line)
        whole = bool(match[1] or match[3])
        span = None if whole else Span(match.start(), manuscript.paragraph_end(match.end()))
        reason = " ".join(said["reason"].split())
        for rule in said["rules"].split(","):
            marks.append(Ignore(rule.strip(), reason, where=f"{file}:{line}", span=span))
    return marks


def without_marks(text: str) -> str:
    """A plain text without the lines that are marks, which nobody is to read as sentences.

    >>> without_marks("Tea grew.\\n# duizhao-ignore number.*: the ministry's count\\nIt sold 5 tons.")
    'Tea grew.\\nIt sold 5 tons.'
    """
    return re.sub(rf"{MARK_LINE}\n?", "", text, flags=re.M)


def read_ignores(rows: object, *, file: str | PathLike[str]) -> list[Ignore]:
    """The exceptions of a list, as YAML or TOML hold them: mappings of `rule`, `reason`, and any of `file`, `text`.

    Raises:
        WrongFormat: an entry has another key, no rule or no reason; with its number.
    """
    if rows is None:
        return []
    if not isinstance(rows, list):
        raise WrongFormat("the exceptions are no list", "Write an entry a finding, with rule and reason", file=file)
    ignores = []
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict) or not all(isinstance(value, str) for value in row.values()):
            raise WrongFormat(f"exception {number} is no entry of texts", "Give rule, reason, file, text", file=file)
        if unknown := set(row) - {"rule", "reason", "file", "text"}:
            raise WrongFormat(
                f"exception {number} has an unknown key {sorted(unknown)[0]!r}",
                "Known keys are rule, reason, file, text",
                file=file,
            )
        try:
            ignores.append(Ignore(**{"rule": "", "reason": "", **row}, where=f"{file}, exception {number}"))
        except Invalid as error:
            raise WrongFormat(f"exception {number} is {error.cause}", error.remedy, file=file) from None
    return ignores


def baseline_json(found: Iterable[tuple[str, Bitext, Sequence[Finding]]], *, reason: str) -> dict[str, object]:
    """The baseline of some files' findings: all that is known, and let stand until somebody has time.

    Args:
        found: a file's name, its pair and its findings.
        reason: why they may stand, for all of them.

    Raises:
        Invalid: there is no reason.
    """
    if not reason.strip():
        raise Invalid("a baseline without a reason", "Say why these findings may stand, with --reason")
    rows = []
    for file, bitext, findings in found:
        texts = {pair.number: pair.target for pair in bitext.pairs()}
        for finding, fingerprint in zip(findings, fingerprints(findings, bitext)):
            rows.append(
                {
                    "fingerprint": fingerprint,
                    "rule": finding.rule,
                    "file": file,
                    "text": _shown(finding, texts),
                    "reason": reason,
                }
            )
    return {"version": _VERSION, "findings": rows}


def _shown(finding: Finding, texts: dict[int, str]) -> str:
    target = texts.get(finding.segment, "") if finding.segment is not None else ""
    return finding.target_span.cut(target) if finding.target_span else target


def read_baseline(text: str, *, file: str | PathLike[str]) -> list[Ignore]:
    """The exceptions of a baseline.

    Raises:
        WrongFormat: it is no baseline, or an entry has no reason.
    """
    remedy = "Give the file that `duizhao check --write-baseline` wrote"
    try:
        found = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        raise WrongFormat("this is no JSON", remedy, file=file) from None
    rows = found.get("findings") if isinstance(found, dict) and found.get("version") == _VERSION else None
    if not isinstance(rows, list):
        raise WrongFormat("this is no baseline", remedy, file=file)
    ignores = []
    for number, entry in enumerate(rows, start=1):
        row = entry if isinstance(entry, dict) else {}
        rule, reason, about, fingerprint = (str(row.get(name) or "") for name in _ENTRY)
        if not (rule.strip() and reason.strip() and fingerprint):
            cause = f"entry {number} has no rule, reason or fingerprint"
            raise WrongFormat(cause, "Say why it may stand, or take it out", file=file)
        ignores.append(Ignore(rule, reason, about, where=f"{file}, entry {number}", fingerprint=fingerprint))
    return ignores
