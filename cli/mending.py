"""A file put right: read, checked and changed until nothing is left to change; a log beside it, and the way back."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli.versions import Version
from corpora.errors import NothingFound, WrongFormat, WrongSetting
from corpora.files import decode, encode_as, open_atomic, read_bytes, read_text, write_text

if TYPE_CHECKING:
    from styles.fixing import Change, Edit, Left
    from tm.finding import Finding

# A text that still changes after so many passes has rules that contradict each other.
_PASSES = 5
_LOG_SUFFIX = ".fixes.jsonl"


@dataclass(frozen=True, slots=True)
class Row:
    """A fix as it is printed and logged: where, by which rule, and what stood and stands there.

    Args:
        line, column: in the file as it was when the fix was made; None where the sentence is not in it verbatim.
        start: where the edit starts in the file's text, in code points; -1 for one that was not made.
        reason: why it was left to a person; empty for one that was made.
    """

    rule: str
    line: int | None
    column: int | None
    message: str
    before: str
    after: str
    start: int = -1
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Mended:
    """A file as it was and is to be, what was done in which order, and what is left to a person."""

    former: bytes
    data: bytes
    done: tuple[Row, ...]
    left: tuple[Row, ...]


def mend(
    file: str,
    open_version: Callable[[bytes], Version],
    check: "Callable[[Version], tuple[Finding, ...]]",
    *,
    numbers: bool = False,
) -> Mended:
    """What a file is with all that has one answer put right; nothing is written.

    The text is read and checked anew after each pass, until a pass changes nothing: so a second run finds nothing.

    Raises:
        WrongFormat: the file is no text, or its line ends are of several kinds.
        WrongEncoding: its encoding has no place for a fix.
    """
    from styles.fixing import apply, choose

    former = data = read_bytes(file)
    done: list[Row] = []
    left: list[Row] = []
    for _ in range(_PASSES):
        version = open_version(data)
        if version.placed is None:
            remedy = "Mend it in the program that made it; `duizhao check` shows the places"
            raise WrongFormat("fixes are made in files of text, and this is an archive", remedy, file=file)
        changes, offered = choose(check(version), version.bitext, numbers=numbers)
        text, edits, refused = apply(changes, version.placed)
        left = [_left(version, each) for each in (*offered, *refused)]
        if not edits:
            break
        done += [_done(version, change, edit) for change, edit in edits]
        data = encode_as(text, like=data, file=file)
    return Mended(former, data, tuple(done), tuple(left))


def _done(version: Version, change: "Change", edit: "Edit") -> Row:
    place = _place(version, change.finding)
    return Row(change.finding.rule, *place, change.finding.message, edit.before, edit.after, edit.start)


def _left(version: Version, left: "Left") -> Row:
    place = _place(version, left.finding)
    return Row(left.finding.rule, *place, left.finding.message, left.before, left.fix.text, reason=left.reason)


def _place(version: Version, finding: "Finding") -> tuple[int | None, int | None]:
    found = version.placed.region(finding.segment, finding.fixes[0].span) if version.placed else None
    return (found.line, found.column) if found else (None, None)


def log_of(file: str) -> Path:
    """The log beside a file."""
    return Path(f"{file}{_LOG_SUFFIX}")


def keep(file: str, mended: Mended, *, at: str) -> None:
    """Writes the file and, before it, its log: a line a run, with every edit in order.

    Raises:
        Unwritable: nothing was changed.
    """
    rows = [{name: value for name, value in asdict(row).items() if name != "reason"} for row in mended.done]
    _append(file, {"at": at, "before": _digest(mended.former), "after": _digest(mended.data), "changes": rows})
    with open_atomic(file) as out:
        out.write(mended.data)


def take_back(file: str, *, at: str) -> list[Row]:
    """Undoes the last run that is not undone, and gives its changes.

    Raises:
        NothingFound: there is none.
        WrongSetting: the file was changed since.
        WrongFormat: the log is damaged.
    """
    from styles.fixing import Edit, undo

    log = log_of(file)
    runs = _read_log(log) if log.is_file() else []
    data = read_bytes(file)
    now = _digest(data)
    standing = [run for run in runs if not run.get("undone")]
    # A run that was logged, and stopped before its file was written, changed nothing.
    while standing and standing[-1]["before"] == now:
        standing.pop()
    if not standing:
        raise NothingFound("there is no fix to take back", "See its log", file=log if runs else file)
    run = standing[-1]
    remedy = f"Take back by hand what {log} lists"
    if run["after"] != now:
        raise WrongSetting("the file was changed since it was fixed", remedy, file=file)
    rows = [Row(**row) for row in run["changes"]]
    text = undo(decode(data, file=file)[0], [Edit(row.start, row.before, row.after) for row in rows])
    former = None if text is None else encode_as(text, like=data, file=file)
    if former is None or _digest(former) != run["before"]:
        raise WrongFormat("the log does not lead back to the file as it was", remedy, file=log)
    with open_atomic(file) as out:
        out.write(former)
    run["undone"] = at
    write_text(log, "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in runs))
    return rows


def _append(file: str, run: dict[str, object]) -> None:
    log = log_of(file)
    former = read_text(log) if log.is_file() else ""
    write_text(log, former + json.dumps(run, ensure_ascii=False) + "\n")


def _read_log(log: Path) -> list[dict[str, Any]]:
    runs = []
    for number, line in enumerate(read_text(log).splitlines(), start=1):
        try:
            run = json.loads(line)
        except json.JSONDecodeError:
            run = None
        if not isinstance(run, dict) or not {"before", "after", "changes"} <= set(run):
            raise WrongFormat("the log is damaged", "Take the fixes back by hand", file=log, line=number)
        runs.append(run)
    return runs


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
