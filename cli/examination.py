"""A version checked: against its source, or what the memory knows of its source, or as English alone."""

from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from cli.versions import Version
from corpora.files import read_text

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from cli.workspace import Workspace
    from corpora.bitext import Bitext
    from styles.house import House
    from styles.ignoring import Ignore
    from styles.reports.report import Report
    from tm.finding import Finding
    from tm.glossary import Glossary
    from tm.memory import Memory

# So near must a sentence of the memory be for its source to stand for that of another.
NEAR = 90
# What a source that was found by its translation can tell; others look at the order of sentences, or at many.
_COMPARED = ("term", "number", "date", "name")
_IGNORES_FILE = "ignore.yaml"


def examine(
    place: "Workspace",
    version: Version,
    *,
    glossary: "Glossary",
    house: "House | None" = None,
    memory_file: str | None = None,
) -> "Report":
    """What the checks say of a version; nothing is let stand yet.

    Args:
        house: the house style; the workspace's own where it is None.
        memory_file: the memory that is asked for sources where none is known; the workspace's own where it is None.
    """
    from styles.checks import signature
    from styles.reports.report import Report

    style = place.house() if house is None else house
    findings = place.check(version.bitext, glossary=glossary, house=style)
    bitext = version.bitext
    if version.alone:
        with _open_memory(place, memory_file) as memory:
            if memory is not None:
                bitext, findings = _with_memory(place, bitext, findings, glossary, style, memory)
    signed = signature(version.bitext, glossary=glossary, house=style)
    return Report(
        version.file, bitext, tuple(findings), signed, placed=version.placed, source=version.source, house=style
    )


def _open_memory(place: "Workspace", file: str | None) -> "AbstractContextManager[Memory | None]":
    own = place.folder / place.settings.memory if place.folder is not None else None
    if file is None and (own is None or not own.is_file() or not own.stat().st_size):
        return nullcontext(None)
    return place.open_memory(file)


def _with_memory(
    place: "Workspace",
    version: "Bitext",
    findings: "list[Finding]",
    glossary: "Glossary",
    house: "House",
    memory: "Memory",
) -> "tuple[Bitext, list[Finding]]":
    """The version beside the sources that the memory knows, and what they tell besides."""
    from corpora.article import Segment
    from corpora.bitext import Bead

    known: dict[int, tuple[str, int]] = {}
    for pair in version.pairs():
        found = memory.find(
            pair.target,
            source_language=version.target_language,
            target_language=version.source_language,
            minimum=NEAR,
            limit=1,
        )
        if found:
            known[pair.number] = found[0].target.text, found[0].score
    if not known:
        return version, findings
    numbers = sorted(known)
    source = tuple(Segment(known[number][0]) for number in numbers)
    target = tuple(Segment(pair.target) for pair in version.pairs() if pair.number in known)
    pairs = replace(
        version, source=source, target=target, beads=tuple(Bead((i,), (i,)) for i in range(len(numbers))),
        target_article=None,
    )  # fmt: skip
    told = {(finding.rule, finding.segment, finding.target_span) for finding in findings}
    for finding in place.check(pairs, glossary=glossary, house=house):
        if finding.segment is None or finding.rule.partition(".")[0] not in _COMPARED:
            continue
        placed = replace(finding, segment=numbers[finding.segment])
        if known[numbers[finding.segment]][1] < 100:
            # The source is another sentence's, so it can raise a doubt and prove nothing.
            severity = "warning" if finding.severity == "error" else finding.severity
            placed = replace(placed, severity=severity, message=f"{finding.message} The source is a near sentence's.")
        if (placed.rule, placed.segment, placed.target_span) not in told:
            findings.append(placed)
    ids = {number: i for i, number in enumerate(numbers)}
    beads = tuple(
        replace(bead, source=(ids[number],) if number in ids else ()) for number, bead in enumerate(version.beads)
    )
    findings.sort(
        key=lambda finding: (finding.segment if finding.segment is not None else -1, finding.target_span or ())
    )
    return replace(version, source=source, beads=beads), findings


def load_ignores(place: "Workspace", baseline: str | None = None) -> "list[Ignore]":
    """What is let stand: by `[[check.ignore]]` in the settings, by `house/ignore.yaml`, by a baseline.

    Raises:
        WrongFormat: an exception has no rule, no reason, or an unknown key.
    """
    from styles.ignoring import read_baseline, read_ignores

    ignores = [*place.ignores]
    if place.folder is not None and (file := place.folder / "house" / _IGNORES_FILE).is_file():
        from corpora.yaml import parse_yaml

        ignores += read_ignores(parse_yaml(read_text(file), file=file), file=file)
    if baseline is not None:
        ignores += read_baseline(read_text(baseline), file=baseline)
    return ignores


def let_stand(
    place: "Workspace", version: Version, report: "Report", ignores: "list[Ignore]"
) -> "tuple[Report, list[Ignore]]":
    """A report without what is let stand, and the exceptions of the file that met nothing.

    Raises:
        WrongFormat: a mark in the file has no rule or no reason.
    """
    from styles.ignoring import find_marks, sift

    marks = find_marks(version.manuscript, file=version.file) if version.manuscript else []
    sifted = sift(
        report.findings, report.bitext, [*marks, *ignores], file=known_as(place, version.file), placed=version.placed
    )
    # Without its source a version is not compared, and no exception can be told to be of no use.
    stale = [] if version.alone else [ignore for ignore in sifted.stale if ignore in marks or _is_exact(ignore)]
    return replace(report, findings=sifted.findings, ignored=sifted.ignored), stale


def _is_exact(ignore: "Ignore") -> bool:
    """Whether an exception is about one file."""
    return bool(ignore.file) and (bool(ignore.fingerprint) or not set("*?[") & set(ignore.file))


def known_as(place: "Workspace", file: str) -> str:
    """The name that exceptions know a file by: its place in the workspace, or as it was given."""
    return place.name_of(file) if place.folder is not None and file != "-" else file.replace("\\", "/")
