"""What leaves the program: text, JSON, a record a line; to the terminal or a file; colour where it is seen."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

import click

from corpora.files import write_text

Command = TypeVar("Command", bound=Callable[..., Any])
FORMATS = ("text", "json", "jsonl")


def output_options(*, formats: tuple[str, ...] = FORMATS) -> Callable[[Command], Command]:
    """The options that every command shares: `--format`, `--json` for short, `-o`.

    The command gets `format` and `output`; where no format is named, the output's suffix names it.
    """

    def decorate(function: Command) -> Command:
        @wraps(function)
        def command(*args: Any, format_: str | None, as_json: bool, output: str | None, **options: Any) -> Any:
            chosen = format_ or ("json" if as_json else suffix_format(output, formats)) or "text"
            return function(*args, format=chosen, output=output, **options)

        decorated = click.option("-o", "--output", metavar="FILE", help="Write there instead of printing.")(command)
        decorated = click.option("--json", "as_json", is_flag=True, help="Short for --format json.")(decorated)
        return click.option(  # type: ignore[return-value]
            "--format", "format_", type=click.Choice(formats), help="What to print; else the suffix of FILE decides."
        )(decorated)

    return decorate


def suffix_format(output: str | None, formats: tuple[str, ...]) -> str | None:
    """The format that a file's name asks for; None where it asks for none of these."""
    if output is None:
        return None
    suffix = os.path.splitext(output)[1].lstrip(".").lower()
    return suffix if suffix in formats else None


def write(text: str, *, output: str | None = None) -> None:
    """Text to a file, whole or not at all, or to the terminal."""
    if text and not text.endswith("\n"):
        text += "\n"
    if output is not None and output != "-":
        write_text(output, text)
        say(f"Wrote {output}.")
        return
    most = _most.get()
    lines = text.splitlines(keepends=True)
    if most is not None and len(lines) > most:
        text = "".join([*lines[:most], paint(f"... {len(lines) - most} lines more\n", "dim")])
    # Stored text may hold what a terminal's encoding does not; it is shown as an escape there.
    sys.stdout.buffer.write(text.encode(sys.stdout.encoding or "utf-8", "backslashreplace"))
    sys.stdout.flush()


_most: ContextVar[int | None] = ContextVar("most", default=None)


@contextmanager
def shortened(most: int | None) -> Iterator[None]:
    """Within, each text on the terminal ends after so many lines, and says how many were left out."""
    token = _most.set(most)
    try:
        yield
    finally:
        _most.reset(token)


def write_json(value: object, *, output: str | None = None) -> None:
    """One JSON document."""
    write(json.dumps(value, ensure_ascii=False, indent=2), output=output)


def write_lines(records: Iterable[object], *, output: str | None = None) -> None:
    """A JSON record a line."""
    write("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), output=output)


def emit(
    format: str,
    output: str | None,
    *,
    text: Callable[[], str],
    document: Callable[[], object],
    records: Callable[[], Iterable[object]] | None = None,
) -> None:
    """A result in the form that was asked for.

    Args:
        text: for people.
        document: for `json`.
        records: for `jsonl`; the document alone where a result has one record.
    """
    if format == "json":
        write_json(document(), output=output)
    elif format == "jsonl":
        write_lines(records() if records else [document()], output=output)
    else:
        write(text(), output=output)


@contextmanager
def filling(label: str) -> Iterator[Callable[[int, int], None] | None]:
    """A bar that fills as it is told how much of how much is done; None where no person would see it."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1000, label=label, file=sys.stderr) as bar:

        def fill(done: int, whole: int) -> None:
            if (step := 1000 * done // max(1, whole) - bar.pos) > 0:
                bar.update(step)

        yield fill


def say(message: str) -> None:
    """A remark for the person at the terminal, which no pipe should hold."""
    sys.stderr.write(f"{message}\n")


def paint(text: str, style: str) -> str:
    """The text in a style of click (`red`, `bold`, `dim`), where colours are seen and wanted."""
    if not colourful():
        return text
    if style in ("bold", "dim", "underline"):
        return click.style(text, bold=style == "bold" or None, dim=style == "dim" or None)
    return click.style(text, fg=style)


def colourful() -> bool:
    """Whether standard output shows colours: a terminal, and NO_COLOR not set (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
