"""A command line is parsed and run here, and whatever goes wrong becomes one line and an exit code."""

import os
import sys
import traceback
from difflib import get_close_matches

import click

from cli.table import COMMANDS, HELP, find_command, overview
from corpora.errors import DuizhaoError, NotReady
from corpora.signature import version

PARTLY = 3
STOPPED = 130


class Commands(click.Group):
    """The table of commands as click asks for it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the table."""
        return [entry.name for entry in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name; an unknown one is answered with what was probably meant."""
        command = find_command(cmd_name)
        if command is None:
            near = get_close_matches(cmd_name, self.list_commands(ctx), n=1)
            meant = f"Did you mean {near[0]}?" if near else "See duizhao --help."
            raise click.UsageError(f"there is no command {cmd_name!r}. {meant}")
        return command

    def get_help(self, ctx: click.Context) -> str:
        """The same text as without click."""
        return overview().rstrip("\n")


@click.group(cls=Commands, help=HELP, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-w", "--workspace", type=click.Path(file_okay=False), metavar="DIR")
@click.option("--debug", is_flag=True)
@click.version_option(version(), prog_name="duizhao", message="%(prog)s %(version)s")
@click.pass_context
def program(ctx: click.Context, workspace: str | None, debug: bool) -> None:
    """Everything that stands before the name of a command."""
    ctx.obj = workspace


def invoke(arguments: list[str]) -> int:
    """Runs a command line and says its exit code; see `cli.main.run`."""
    debug = "--debug" in arguments
    arguments = [argument for argument in arguments if argument != "--debug"]
    try:
        result = program.main(arguments, prog_name="duizhao", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as error:
        return _fail(_sentence(error.format_message()), 2)
    except (KeyboardInterrupt, click.Abort):
        return _fail("stopped; what was finished is kept.", STOPPED)
    except BrokenPipeError:
        # The reader of a pipe has left: nothing more can be said, not even when Python closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except NotReady as error:
        return _fail(str(error), 1, debug=debug)
    except DuizhaoError as error:
        return _fail(str(error), 2, debug=debug)
    except OSError as error:
        return _fail(f"{error.filename or 'output'}: {error.strerror or error}.", 2, debug=debug)
    return result if isinstance(result, int) else 0


def _fail(message: str, code: int, *, debug: bool = False) -> int:
    if debug:
        traceback.print_exc()
    sys.stderr.write(f"duizhao: {message}\n")
    return code


def _sentence(message: str) -> str:
    line = " ".join(message.split())
    return line if line.endswith((".", "?", "!")) else f"{line}."
