"""`duizhao demo`: the main job on the samples, each step as a person would type it."""

import shlex
import shutil
from contextlib import chdir
from importlib.resources import as_file, files
from pathlib import Path

import click

from cli.output import paint, write
from corpora.files import make_folder

STORIES = ("park", "factory", "fair", "port")
KNOWN = "满负荷生产时，平均两分钟就有一辆新车下线。"
NEAR = "今年1至2月，新区生产新能源汽车3.9万辆，同比增长48.2%，占重庆全市产量的近一半。"


@click.command("demo")
@click.argument("folder", metavar="[DIR]", default="demo", type=click.Path(file_okay=False))
def command(folder: str) -> int:
    """Show the main job on sample stories, in DIR: read, align, remember, find, check, draft, publish.

    A second run in the same folder finds the memory filled and goes on from there.
    """
    root = make_folder(folder)
    with chdir(root):
        pairs = copy_samples(Path("articles"))
        if not Path("duizhao.toml").exists():
            step("A workspace", "init .")
            step("The glossary of place and company names", f"terms import {copy_glossary()}")
        source, target = pairs["park"]
        step("What a page holds", f"read {target}", most=12)
        step("The two versions set side by side", f"align {source} {target}", most=13)
        for title, name in zip(("Every pair into the memory", "", "", ""), STORIES):
            step(title, "add " + " ".join(pairs[name]))
        step("For OmegaT, Trados, memoQ", "export -o memory.tmx")
        step("How was this sentence translated before?", f"find {KNOWN}")
        step("And this one, whose numbers are new?", f"find {NEAR}")
        source, target = pairs["factory"]
        step("An editor's check of the factory story", f"check {target} --against {source}", expected=1)
        step("A new story, drafted from memory and glossary", "draft new articles/expo.zh.txt -o draft.xlf")
        source, target = pairs["park"]
        step("The same as a page for an editor, with what held each bead", f"align {source} {target} -o index.html")
        step("The unfinished draft is not published", "publish draft.xlf -o site", expected=1)
    write(
        f"\n{paint('Done.', 'bold')} Open {root / 'index.html'} in a browser; {root} is a workspace to try things in."
    )
    return 0


def copy_samples(folder: Path) -> dict[str, tuple[str, str]]:
    """The sample stories as files of the workspace, and where each pair is."""
    make_folder(folder)
    with as_file(files("corpora.samples")) as samples:
        stories = [*samples.glob("*.html"), *samples.glob("*.txt")]
        for story in stories:
            if not (folder / story.name).exists():
                shutil.copyfile(story, folder / story.name)
    names = {story.name for story in stories}
    return {
        stem: tuple(  # type: ignore[misc]
            (folder / next(name for name in sorted(names) if name.startswith(f"{stem}.{tag}."))).as_posix()
            for tag in ("zh", "en")
        )
        for stem in STORIES
    }


def copy_glossary() -> str:
    """The sample glossary as a file to import."""
    target = Path("articles") / "glossary.csv"
    with as_file(files("corpora.samples") / "glossary.csv") as source:
        shutil.copyfile(source, target)
    return target.as_posix()


def step(title: str, line: str, *, expected: int = 0, most: int | None = None) -> None:
    """Runs a command line and shows it with what came of it.

    Args:
        title: said above; empty to follow the step before.
        expected: its exit code; another one ends the demonstration.
        most: how many lines of its output are shown.
    """
    from cli.invocation import invoke
    from cli.output import shortened

    if title:
        write(f"\n{paint(title, 'bold')}")
    write(f"{paint('$', 'green')} duizhao {line}")
    with shortened(most):
        code = invoke(shlex.split(line))
    if code != expected:
        raise click.ClickException(f"duizhao {line} ended with {code}, not with {expected}")
