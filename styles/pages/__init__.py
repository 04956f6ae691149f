"""The two languages published together: the gate and its log, and a renderer a file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from corpora.errors import WrongSetting
from corpora.lazy import offer
from styles.pages.gate import pass_gate
from tm.draft import Draft

if TYPE_CHECKING:
    from styles.pages.alignment import render_alignment as render_alignment
    from styles.pages.html import render_bitext as render_bitext
    from styles.pages.html import render_draft as render_draft

__getattr__, __dir__ = offer(
    __name__,
    {
        "render_alignment": "styles.pages.alignment",
        "render_bitext": "styles.pages.html",
        "render_draft": "styles.pages.html",
    },
)


@dataclass(frozen=True, slots=True)
class Renderer:
    """A form that pages come in.

    Args:
        name: what `to=` calls it.
        path: module and function; called with the draft, `url` and `names`, it returns the page.
        file: the name under which the page is kept.
    """

    name: str
    path: str
    file: str

    def render(self, draft: Draft, *, url: str, names: Mapping[str, str] | None) -> str:
        """The page of a draft."""
        module, function = self.path.split(":")
        made: Callable[..., str] = getattr(import_module(module), function)
        return made(draft, url=url, names=names)


RENDERERS: tuple[Renderer, ...] = (Renderer("html", "styles.pages.html:render_draft", "index.html"),)


@dataclass(frozen=True, slots=True)
class Edition:
    """A version as it is published.

    Args:
        pages: file name and content.
        log: what was published, when, how it stood and why all the same: a line of JSON for the
            log that lies beside the pages.
    """

    pages: tuple[tuple[str, str], ...]
    log: str

    @property
    def page(self) -> str:
        """The content of the first page."""
        return self.pages[0][1]


def publish(
    draft: Draft,
    *,
    reason: str = "",
    at: str = "",
    to: tuple[str, ...] = ("html",),
    url: str = "",
    names: Mapping[str, str] | None = None,
) -> Edition:
    """The pages of a draft whose beads are all final or omitted, with no finding of severity error.

    Args:
        reason: why it is published although something stands open; it stands in the log.
        at: the time of publication for the log, ISO 8601.
        to: names from `RENDERERS`.
        url: the address that the page will have.
        names: publishers and people as the target language writes them.

    Raises:
        NotReady: something stands open and no reason is given; it says how much, and the first.
        WrongSetting: there is no renderer of that name.
    """
    known = {renderer.name: renderer for renderer in RENDERERS}
    for name in to:
        if name not in known:
            raise WrongSetting(f"pages are not written as {name!r}", f"Choose from {', '.join(known)}")
    entry = pass_gate(draft, reason=reason, at=at)
    pages = tuple((known[name].file, known[name].render(draft, url=url, names=names)) for name in to)
    return Edition(pages, str(entry))
