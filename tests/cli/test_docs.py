"""docs/cli.md is made from the help, and names every command."""

from pathlib import Path

import click
from click.testing import CliRunner

from cli.invocation import program
from cli.table import COMMANDS, find_command, overview

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"
HEAD = """\
# The command line

Made from the help texts; `make docs` writes it anew.

Exit codes: 0 done; 1 the answer is no (findings of severity error, nothing found, articles unrelated, a draft
not ready); 2 wrong use or unreadable input; 3 partly done, something was skipped and all else kept; 130 stopped.
Errors are one line on standard error: `duizhao: FILE:LINE: cause. Remedy.`

```text
{overview}```
"""


def page() -> str:
    parts = [HEAD.format(overview=overview())]
    for entry in COMMANDS:
        command = find_command(entry.name)
        assert command is not None
        parts.append(section([entry.name], command, level=2))
        if isinstance(command, click.Group):
            parts += [section([entry.name, name], sub, level=3) for name, sub in command.commands.items()]
    return "\n".join(parts)


def section(names: list[str], command: click.Command, *, level: int) -> str:
    result = CliRunner().invoke(program, [*names, "--help"], prog_name="duizhao", terminal_width=100)
    assert result.exit_code == 0, result.output
    return f"{'#' * level} {' '.join(names)}\n\n```text\n{result.output}```\n"


def test_the_page_says_what_the_help_says(update: bool) -> None:
    made = page()
    if update:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(made, "utf-8")
    assert PAGE.read_text("utf-8") == made, "run `make docs`"


def test_the_help_names_every_command_with_the_line_of_its_table() -> None:
    text = overview()
    assert all(f"  {entry.name:<12} {entry.help}" in text for entry in COMMANDS)
