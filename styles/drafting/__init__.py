"""A new version begun: what the memory knows is filled, what is near is proposed, terms stand beside."""

from typing import TYPE_CHECKING

from corpora.lazy import offer

if TYPE_CHECKING:
    from styles.drafting.document import draft as draft

__getattr__, __dir__ = offer(__name__, {"draft": "styles.drafting.document"})
