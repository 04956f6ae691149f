"""Queries of a command, one after the other: its argument, the lines of a pipe, or what is typed at a prompt."""

import sys
from collections.abc import Callable, Iterator
from contextlib import suppress

from cli.output import say, write, write_json, write_lines
from corpora.errors import DuizhaoError
from corpora.language import answers, detect


def read_queries(text: str, *, prompt: str) -> Iterator[str]:
    """The queries: the text itself; for `-` a line each, without empty ones.

    On a terminal there is a prompt, which an empty line, or the end of input, ends.
    """
    if text != "-":
        yield text
    elif sys.stdin.isatty():
        with suppress(ImportError):
            # Gives the prompt its history and its keys.
            import readline  # noqa: F401
        with suppress(EOFError):
            while query := input(prompt).strip():
                yield query
    else:
        yield from filter(None, map(str.strip, sys.stdin))


def directions(query: str, source: str, target: str) -> tuple[str, str]:
    """The language of a query and the one to answer in: a workspace serves both directions."""
    found = detect(query, among=(source, target))
    if found is not None and not answers(source, found) and answers(target, found):
        return target, source
    return source, target


def answer_each(
    text: str,
    *,
    prompt: str,
    format: str,
    output: str | None,
    answer: Callable[[str], tuple[object, str, bool]],
    single: bool = False,
) -> int:
    """Answers queries one after the other, each at once where it can be, and says the exit code.

    In a loop a query that goes wrong is told and does not end it. JSON is one document, and waits for the end.

    Args:
        answer: gives for a query the record for machines, the text for people, and whether anything was found.
        single: a query that is no loop gives JSON as a record, not as a list of one.
    """
    loop = text == "-"
    held: list[object] = []
    texts: list[str] = []
    found = failed = False
    for query in read_queries(text, prompt=prompt):
        try:
            record, said, good = answer(query)
        except DuizhaoError as error:
            if not loop:
                raise
            say(f"duizhao: {error}")
            failed = True
            continue
        found |= good
        if output is None and format == "jsonl":
            write_lines([record])
        elif output is None and format == "text":
            write(said)
        else:
            held.append(record)
            texts.append(said)
    if format == "json":
        write_json(held[0] if single and not loop and held else held, output=output)
    elif output is not None and format == "jsonl":
        write_lines(held, output=output)
    elif output is not None:
        write("\n".join(texts), output=output)
    return (0 if found else 1) if not failed else 3 if found else 2
