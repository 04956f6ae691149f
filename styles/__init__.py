"""What makes a version ours: decisions over the values below."""

from typing import TYPE_CHECKING

from corpora.lazy import offer

if TYPE_CHECKING:
    from styles.checks import check as check
    from styles.drafting import draft as draft
    from styles.pages import publish as publish

__getattr__, __dir__ = offer(
    __name__,
    {
        "check": "styles.checks",
        "draft": "styles.drafting",
        "publish": "styles.pages",
    },
)
