"""What the tasks of `duizhao memory` share."""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from tm.unit import TranslationUnit

Command = TypeVar("Command", bound=Callable[..., Any])
Item = TypeVar("Item")

memory_option = click.option("--memory", metavar="FILE", help="The memory; else the workspace's own.")


def change_options(apply: str) -> Callable[[Command], Command]:
    """The options of a task that shows first what it would do: `--apply`, and why."""

    def decorate(function: Command) -> Command:
        for option in (
            click.option("--why", metavar="TEXT", default="", help="The reason, for the history."),
            click.option("--apply", is_flag=True, help=apply),
        ):
            function = option(function)
        return function

    return decorate


def watched(items: Iterable[Item], length: int, label: str) -> Iterator[Item]:
    """The items behind a progress bar, where a person sees one."""
    if not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, length=length, label=label, file=sys.stderr, update_min_steps=100) as bar:
        yield from bar


def unit_record(unit: "TranslationUnit") -> dict[str, object]:
    """A unit for machines, as the tasks show one."""
    origin = unit.provenance
    return {
        "id": unit.id,
        "texts": {variant.language: variant.text for variant in unit.variants},
        "article": origin.source_article,
        "target_article": origin.target_article,
        "title": origin.title,
        "published": origin.published,
        "editor": origin.editor,
        "domain": unit.domain,
        "client": unit.client,
        "flags": sorted(unit.flags),
    }


def story_of(unit: "TranslationUnit") -> str:
    """Where a unit comes from, for a person."""
    origin = unit.provenance
    parts = [origin.title or origin.source_article, origin.published[:10], origin.editor]
    return ", ".join(filter(None, parts)) or "no story"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "unit"), counted(1200, "unit"), counted(2, "story", "stories")
    ('1 unit', '1,200 units', '2 stories')
    """
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
