"""The table of commands: name, module, one line of help. Nothing is loaded before a command runs."""

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import click


class Entry(NamedTuple):
    """A command: its name, the module that holds `command`, and its line of help."""

    name: str
    module: str
    help: str


COMMANDS: tuple[Entry, ...] = (
    Entry("demo", "cli.commands.demo", "Show the main job on sample stories, step by step."),
    Entry("init", "cli.commands.init", "Make a workspace: settings, memory, glossary, stories."),
    Entry("read", "cli.commands.read", "Print the article found in a page or text."),
    Entry("segment", "cli.commands.segment", "Print the sentences of files, one a line."),
    Entry("pair", "cli.commands.pair", "Find which articles are versions of each other."),
    Entry("align", "cli.commands.align", "Set the sentences of two versions side by side."),
    Entry("add", "cli.commands.add", "Align two versions and keep them in the memory."),
    Entry("import", "cli.commands.import_", "Bring the memories of other tools in: TMX, TSV."),
    Entry("export", "cli.commands.export", "Write the memory as TMX or PO, or our rules as SRX."),
    Entry("find", "cli.commands.find", "Find how a sentence was translated before."),
    Entry("concordance", "cli.commands.concordance", "Find every sentence that holds some words."),
    Entry("check", "cli.commands.check", "Check terms, numbers and leftovers of a version."),
    Entry("fix", "cli.commands.fix", "Put right what has one answer, with a log and undo."),
    Entry("draft", "cli.commands.draft", "Begin a new version from memory and glossary."),
    Entry("publish", "cli.commands.publish", "Write the bilingual page of a finished draft."),
    Entry("terms", "cli.commands.terms", "Bring terms into the glossary, list them, or take them out as a table."),
    Entry("memory", "cli.commands.memory", "Look after the memory: statistics, history."),
)
HELP = """\
Usage: duizhao [OPTIONS] COMMAND [ARGS]...

  Two languages set side by side: align stories with their versions, remember
  them, draft and check the next one, publish both together.

Options:
  -w, --workspace DIR  The workspace; else the nearest folder above with one.
  --debug              Show where an error comes from.
  --version            Print the version.
  -h, --help           Print this text; COMMAND --help tells more.

Commands:
"""


def overview() -> str:
    """The help of the program as a whole."""
    return HELP + "".join(f"  {entry.name:<12} {entry.help}\n" for entry in COMMANDS)


def find_command(name: str) -> "click.Command | None":
    """The command of a name, imported now; None where there is none."""
    entry = next((entry for entry in COMMANDS if entry.name == name), None)
    if entry is None:
        return None
    command: click.Command = import_module(entry.module).command
    return command
