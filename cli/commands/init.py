"""`duizhao init`: a workspace."""

import click

from cli.output import write
from cli.workspace import make_workspace


@click.command("init")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path())
@click.option("--source-lang", default="zh-CN", show_default=True, help="Language of the stories.")
@click.option("--target-lang", default="en", show_default=True, help="Language of their versions.")
def command(folder: str, source_lang: str, target_lang: str) -> None:
    """Make a workspace in DIR: settings, memory, glossary, and folders for stories and house rules."""
    workspace = make_workspace(folder, source_language=source_lang, target_language=target_lang)
    settings = workspace.settings
    write(
        f"A workspace for {settings.source_language} to {settings.target_language}: "
        f"duizhao.toml, {settings.memory}, {settings.glossary}, house/, articles/.\n"
        "Next: put a story and its version into articles/ and add them with `duizhao add STORY VERSION`."
    )
